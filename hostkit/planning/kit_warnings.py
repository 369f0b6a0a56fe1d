"""Finds warnings about a kit (hurried rounds, mixed languages, unused options) and characters without a glyph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hostkit.codes.links import tracking
from hostkit.core.characters import Phrase
from hostkit.core.errors import NOWHERE, Problem, SourceError, UsageError
from hostkit.core.values import instances_in
from hostkit.core.wording import quoted
from hostkit.events.event import PrintOptions
from hostkit.planning.kit_plan import KitPlan
from hostkit.stocks.imposition import NONE
from hostkit.typesetting.fonts import face, face_for


def kit_warnings(plan: KitPlan) -> tuple[Problem, ...]:
    """Return the warnings of a kit that do not depend on its sheets."""
    return (*_hurried(plan), *_mixed(plan), *_ignored(plan.options), *_tracking(plan))


def _hurried(plan: KitPlan) -> tuple[Problem, ...]:
    """Return a warning for each segment with too little time for each guest, with a hint which questions to skip."""
    skip = [str(question.number) for question in plan.guide.questions if question.skip_if_late]
    hint = "No question is marked to be skipped if late."
    if skip:
        *others, last = skip
        which = f"Questions {', '.join(others)} and {last} are" if others else f"Question {last} is"
        hint = f"{which} marked to be skipped if late."
    return tuple(
        Problem(
            "segment-hurried",
            NOWHERE,
            f"{slot.segment.kind.replace('_', ' ')}: {slot.seconds_each} seconds for each of {plan.copies.guests} "
            "guests is hardly time to speak.",
            hint,
            {"segment": slot.segment.kind, "seconds": slot.seconds_each, "guests": plan.copies.guests},
        )
        for slot in plan.clock.hurried
    )


def _mixed(plan: KitPlan) -> tuple[Problem, ...]:
    """Return a warning if the fixed words are in another language than the guide."""
    fixed, own = plan.language.code, plan.guide.language
    if fixed.split("-")[0] == own.split("-")[0]:
        return ()
    wrong = f"The fixed words are in the language {quoted(fixed)}, the guide's own in {quoted(own)}."
    return (Problem("languages-mixed", NOWHERE, wrong, values={"language": fixed, "guide_language": own}),)


def _ignored(options: PrintOptions) -> tuple[Problem, ...]:
    """Return a warning for each given option that has no effect on single cards."""
    if options.impose != NONE:
        return ()
    given = {"skip": options.skip > 0, "spare": options.spare != "empty"}
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
