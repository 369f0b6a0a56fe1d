"""What a host is warned of when a kit is made: hurried rounds, two languages in one kit, options without effect."""

from __future__ import annotations

from hostkit.core.errors import NOWHERE, Problem
from hostkit.core.wording import quoted
from hostkit.events.event import PrintOptions
from hostkit.planning.kit_plan import KitPlan
from hostkit.stocks.imposition import NONE


def kit_warnings(plan: KitPlan) -> tuple[Problem, ...]:
    """Return the warnings of a kit, whatever sheets it has."""
    return (*_hurried(plan), *_mixed(plan), *_ignored(plan.options))


def _hurried(plan: KitPlan) -> tuple[Problem, ...]:
    """Warn where a guest would have no time to speak, and say what could be skipped."""
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
    """Say when the fixed words are in another language than the guide."""
    fixed, own = plan.language.code, plan.guide.language
    if fixed.split("-")[0] == own.split("-")[0]:
        return ()
    wrong = f"The fixed words are in the language {quoted(fixed)}, the guide's own in {quoted(own)}."
    return (Problem("languages-mixed", NOWHERE, wrong, values={"language": fixed, "guide_language": own}),)


def _ignored(options: PrintOptions) -> tuple[Problem, ...]:
    """Name the options that have no effect on single cards."""
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
