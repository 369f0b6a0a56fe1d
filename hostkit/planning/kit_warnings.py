"""Finds warnings about a kit (little time, uneven times, mixed languages, unused options) and missing glyphs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hostkit.codes.links import tracking
from hostkit.core.characters import Phrase
from hostkit.core.errors import NOWHERE, HostkitError, Problem, SourceError, UsageError
from hostkit.core.values import instances_in
from hostkit.core.wording import quoted
from hostkit.events.event import PrintOptions
from hostkit.guides.guide import Guide
from hostkit.guides.languages import known_language, language_names
from hostkit.guides.topics import translations_beside
from hostkit.planning.clock import plan_clock, rounded_down
from hostkit.planning.kit_plan import KitPlan
from hostkit.stocks.imposition import NONE
from hostkit.typesetting.fonts import face, face_for


def kit_warnings(plan: KitPlan) -> tuple[Problem, ...]:
    """Return the warnings of a kit that do not depend on its sheets."""
    return (*hurried(plan), *_by_remainder(plan), *_mixed(plan), *_ignored(plan.options), *_tracking(plan))


def hurried(plan: KitPlan) -> tuple[Problem, ...]:
    """Return a warning if guests have under 45 seconds to speak, with the questions to leave out; else nothing."""
    clock, guests = plan.clock, plan.copies.guests
    seconds = {slot.segment.kind: rounded_down(slot.seconds_each or 0) for slot in clock.hurried}
    suits = clock.questions_that_suit(guests)
    too_many = max(0, clock.turns - suits)
    parts = [f"{each} seconds in the part {kind.replace('_', ' ')}" for kind, each in seconds.items()]
    values: dict[str, object] = {"guests": guests, "seconds": seconds}
    spare = _to_leave_out(plan.guide, too_many)
    remedies = ["Give the evening more minutes (--minutes)."] if seconds or len(spare) < too_many else []
    if too_many:
        a_question = clock.seconds_a_question(guests)
        parts.insert(0, f"{a_question} seconds for a question")
        values |= {"seconds_a_question": a_question, "suits": suits, "leave_out": list(spare)}
    if spare:
        *others, last = map(str, spare)
        numbers = f"questions {', '.join(others)} and {last}" if others else f"question {last}"
        fit = f"{suits} questions fit" if suits > 1 else "One question fits"
        remedies.append(f"{fit} into the time: leave out {numbers}.")
    if not parts:
        return ()
    wrong = f"Each of {guests} guests has {' and '.join(parts)}: hardly time to speak."
    return (Problem("segment-hurried", NOWHERE, wrong, " ".join(remedies), values),)


def _to_leave_out(guide: Guide, count: int) -> tuple[int, ...]:
    """Return the numbers of the questions to leave out: those marked to be skipped if late, then later ones first.

    The first and the last question are kept as long as there are others, because the talk begins and ends with them.
    Questions of a round to choose from take no time by being there.
    """
    in_turn = [each for each in guide.questions if not ((its := guide.round_of(each)) and its.is_choice)]
    ends = (guide.questions[0], guide.questions[-1])
    in_turn.sort(key=lambda each: (not each.skip_if_late, each in ends, -each.number))
    return tuple(sorted(each.number for each in in_turn[:count]))


_NEAR = 15
"""The most minutes by which a length that the warning about uneven times names differs from the evening's."""


def _by_remainder(plan: KitPlan) -> tuple[Problem, ...]:
    """Return a warning if no plan has long parts on multiples of five minutes, with the nearest lengths that do."""
    clock = plan.clock
    if not clock.by_remainder:
        return ()
    nearest = [
        next((length for length in lengths if _has_even_times(plan.guide, length)), None)
        for lengths in (
            range(clock.length - 1, max(0, clock.length - _NEAR), -1),
            range(clock.length + 1, clock.length + _NEAR),
        )
    ]
    better = [length for length in nearest if length]
    remedy = f"{' or '.join(map(str, better))} minutes would do (--minutes)." if better else (
        "Change the minutes of fixed parts or of rounds in the guide."
    )  # fmt: skip
    wrong = (
        f"{clock.length} minutes leave no plan in which long parts begin and end on multiples of five minutes and the "
        "others take two or more; the parts take whole minutes in proportion."
    )
    return (Problem("times-uneven", NOWHERE, wrong, remedy, {"minutes": clock.length, "better": better}),)


def _has_even_times(guide: Guide, length: int) -> bool:
    try:
        return not plan_clock(guide, None, length, None).by_remainder
    except HostkitError:
        return False


def _mixed(plan: KitPlan) -> tuple[Problem, ...]:
    """Return a warning if the fixed words are in another language than the guide."""
    fixed, own = plan.language.code, plan.guide.language
    if fixed.split("-")[0] == own.split("-")[0]:
        return ()
    wrong = f"The fixed words are in the language {quoted(fixed)}, the guide's own in {quoted(own)}."
    known = language_names()
    known_guides = [tag for tag, _ in translations_beside(plan.guide.path)]
    remedy = (
        f"The guide is there in {' and '.join(known_guides)}."
        if known_guides
        else ""
        if known_language(own)
        else f"hostkit has none in that one: choose others with --language {', '.join(known)}."
    )
    return (Problem("languages-mixed", NOWHERE, wrong, remedy, {"language": fixed, "guide_language": own}),)


def _ignored(options: PrintOptions) -> tuple[Problem, ...]:
    """Return a warning for each given option that has no effect on single cards."""
    if options.impose != NONE:
        return ()
    given = {"skip": options.skip > 0, "spare": options.spare != "write"}
    return tuple(
        Problem(
            "option-without-effect",
            NOWHERE,
            f"--{name} is about sheets of cards; --impose none makes none.",
            values={"option": name},
        )
        for name, is_given in given.items()
        if is_given
    )


def _tracking(plan: KitPlan) -> tuple[Problem, ...]:
    """Return a warning for each link of the event that tracks; those of the guide are its author's (hostkit check)."""
    links = [link for link in (plan.event.group_url, plan.event.pre_read_url) if link]
    return tuple(filter(None, map(tracking, links)))


def check_glyphs(*written: object) -> None:
    """Check that the fonts have a glyph for every character of every phrase in the values.

    Raises:
        SourceError: with a problem for each missing character, at the position of its phrase.
        UsageError: the same, if all phrases with problems were given as options.

    """
    usual = face("text").characters
    # Most texts contain only characters of the text face.
    unusual = [phrase for phrase in instances_in(written, Phrase) if not usual.issuperset(phrase.text)]
    problems = [problem for phrase in unusual for problem in _missing(phrase)]
    if problems and all(problem.place.is_typed for problem in problems):
        raise UsageError(*problems)
    if problems:
        raise SourceError(*problems)


def _missing(phrase: Phrase) -> Iterator[Problem]:
    for word in dict.fromkeys(phrase.text.split(" ")):
        # Both families fall back to a face of the same repertoire, so the text family stands for both.
        if word and face_for("text", word) is None:
            lost = [char for char in dict.fromkeys(word) if face_for("text", char) is None] or [word]
            for char in lost:
                name = unicodedata.name(char, "unnamed") if len(char) == 1 else "this combination of letters"
                yield Problem(
                    "character-not-in-fonts",
                    phrase.at,
                    f"no font here has “{char}” ({name}).",
                    "Write it with other letters.",
                    {"characters": char},
                )
