"""What a host is warned of when a kit is made: hurried rounds, two languages in one kit, options without effect."""

from __future__ import annotations

from hostkit.core.wording import quoted
from hostkit.events.event import PrintOptions
from hostkit.planning.kit_plan import KitPlan
from hostkit.stocks.imposition import NONE


def kit_warnings(plan: KitPlan) -> tuple[str, ...]:
    """Return the warnings of a kit, whatever sheets it has."""
    return (*_hurried(plan), *_mixed(plan), *_ignored(plan.options))


def _hurried(plan: KitPlan) -> tuple[str, ...]:
    """Warn where a guest would have no time to speak, and say what could be skipped."""
    skip = [str(question.number) for question in plan.guide.questions if question.skip_if_late]
    hint = "No question is marked to be skipped if late."
    if skip:
        *others, last = skip
        which = f"Questions {', '.join(others)} and {last} are" if others else f"Question {last} is"
        hint = f"{which} marked to be skipped if late."
    return tuple(
        f"{slot.segment.kind.replace('_', ' ')}: {slot.seconds_each} seconds for each of {plan.copies.guests} guests "
        f"is hardly time to speak. {hint}"
        for slot in plan.clock.hurried
    )


def _mixed(plan: KitPlan) -> tuple[str, ...]:
    """Say when the fixed words are in another language than the guide."""
    fixed, own = plan.language.code, plan.guide.language
    if fixed.split("-")[0] == own.split("-")[0]:
        return ()
    return (f"The fixed words are in the language {quoted(fixed)}, the guide's own in {quoted(own)}.",)


def _ignored(options: PrintOptions) -> tuple[str, ...]:
    """Name the options that have no effect on single cards."""
    if options.impose != NONE:
        return ()
    given = {"--skip": options.skip > 0, "--spare": options.spare != "empty"}
    return tuple(
        f"{name} is about sheets of cards; --impose none makes none."
        for name, is_given in given.items()
        if is_given
    )
