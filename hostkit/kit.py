"""How a kit is made, on one screen: read, plan, compose and impose, draw; writing is ``output``'s.

In come a guide and what an event says; out come finished bytes by file name. Opens no output, prints nothing. What a
guide's kits have in common is composed and drawn once, as a template, and each event fills its slots.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from hostkit.core.errors import NOWHERE, FitError, HostkitError, Position, Problem, option_refused
from hostkit.core.wording import advice, nearest, quoted
from hostkit.events.event import Event, PrintOptions
from hostkit.files.ownership import sign_text
from hostkit.guides.guide import Guide
from hostkit.guides.languages import Language, language_names, read_language
from hostkit.kit_template import KitTemplate, template_key
from hostkit.planning.kit_plan import KitPlan, LeftBlank, left_blank, plan_kit
from hostkit.planning.missing_glyphs import check_glyphs
from hostkit.planning.print_plan import PRINT_PLAN, PrintJob
from hostkit.printers.calibration import Calibration
from hostkit.sheets import sheets
from hostkit.sheets.question_cards import deck, smallest_stock
from hostkit.sheets.sheet import Sheet
from hostkit.stocks.imposition import NONE
from hostkit.stocks.stock import AUTO, Stock, default_stock, read_stock, stocks_for
from hostkit.typesetting.display_list import MisfitError

MOST_TEMPLATES, MOST_FORMS = 2, 3
"""Templates that are kept, and forms of one that differ in how much room an event's details take."""


@dataclass(frozen=True, slots=True)
class Kit:
    """A finished kit: bytes by file name, the print plan as text, what was left blank, warnings, what to print."""

    files: Mapping[str, bytes]
    print_plan: str
    left_blank: tuple[LeftBlank, ...]
    warnings: tuple[Problem, ...]
    jobs: tuple[PrintJob, ...]


def make_kit(guide: Guide, event: Event, options: PrintOptions) -> Kit:
    """Make a kit, all of it or none.

    Raises HostkitError (SourceError, FitError, UsageError) when something that somebody wrote cannot be printed.
    """
    return KitMaker().make(guide, event, options)


class KitMaker:
    """Makes one kit after another, and keeps what the kits of a guide have in common.

    A kit is the same bytes whatever was made before.
    """

    def __init__(self) -> None:
        self._templates: OrderedDict[Hashable, list[KitTemplate]] = OrderedDict()
        self._checked: Guide | None = None

    def make(self, guide: Guide, event: Event, options: PrintOptions) -> Kit:
        """Make a kit, all of it or none. Raises HostkitError as ``make_kit`` does."""
        wanted = wanted_sheets(options.sheets)
        if guide is not self._checked:
            check_glyphs(guide)
            self._checked = guide
        plan = plan_of(guide, event, options, is_checked=True)
        made, template = self._filled(plan, wanted)
        files = dict(made)
        for sheet in wanted:
            files |= {
                name: extra if isinstance(extra, bytes) else sign_text(extra)
                for name, extra in sheet.extras(plan).items()
            }
        to_do, jobs = template.to_print(plan)
        return Kit(
            files={**files, PRINT_PLAN: sign_text(to_do)},
            print_plan=to_do,
            left_blank=left_blank(plan),
            warnings=_warnings(plan, wanted),
            jobs=jobs,
        )

    def _filled(self, plan: KitPlan, wanted: tuple[Sheet, ...]) -> tuple[dict[str, bytes], KitTemplate]:
        """Return the files of a kit, and the template that they were made with."""
        key = template_key(plan)
        kept = self._templates.setdefault(key, [])
        self._templates.move_to_end(key)
        for index, template in enumerate(kept):
            try:
                files = template.files(plan)
            except (MisfitError, FitError):
                # Composed as a whole it fits in another way, or is refused with what is too long.
                continue
            # The next event is the likelier to fit in the same way.
            kept.insert(0, kept.pop(index))
            return files, template
        template = KitTemplate(plan, wanted, calibration_of(plan.options))
        kept.insert(0, template)
        del kept[MOST_FORMS:]
        while len(self._templates) > MOST_TEMPLATES:
            self._templates.popitem(last=False)
        return template.files(plan), template


def plan_of(guide: Guide, event: Event, options: PrintOptions, *, is_checked: bool = False) -> KitPlan:
    """Plan a kit: everything that is decided before a page is composed. ``is_checked``: the guide's characters are."""
    check_glyphs(*(() if is_checked else (guide,)), event)
    auto = options.stock == AUTO
    stock = default_stock(options.paper) if auto or not options.stock else read_stock(options.stock)
    plan = plan_kit(guide, event, options, language_of(guide, options), stock)
    if auto:
        plan = plan_kit(guide, event, options, plan.language, _smallest(plan))
    return replace(plan, to_print=tuple(sheet.to_print(plan) for sheet in wanted_sheets(options.sheets)))


def wanted_sheets(names: Sequence[str] | None) -> tuple[Sheet, ...]:
    """Return the sheets of these names in the order of a kit, or the usual ones. Raises UsageError for another name."""
    known = sheets()
    for name in names or ():
        if name not in known:
            wrong, near = f"there is no sheet {quoted(name)}.", nearest(name, known)
            values = {"sheet": name, "nearest": near, "known": list(known)}
            raise option_refused("sheet-unknown", "sheets", wrong, advice(name, known), **values)
    return tuple(sheet for sheet in known.values() if (sheet.name in names if names else sheet.usual))


def language_of(guide: Guide, options: PrintOptions) -> Language:
    """Return the fixed words in the language asked for, else the guide's. Raises HostkitError when there are none."""
    code = options.language or guide.language
    known = language_names()
    for name in (code, code.split("-")[0]):
        if name in known:
            return read_language(name)
    problem = Problem(
        "language-unknown",
        Position(guide.path.name),
        f"there are no fixed words in the language {quoted(code)} yet.",
        f"Give one that there is (--language {', '.join(known)}).",
        {"option": "language", "language": code, "known": list(known)},
    )
    raise HostkitError(problem)


def _smallest(plan: KitPlan) -> Stock:
    """Return the smallest stock that holds the deck; else refuse with what is too long even for the largest."""
    stock = smallest_stock(plan)
    if stock is None:
        deck(replace(plan, stock=stocks_for(plan.paper.name)[-1]))
        wrong = f"no stock for {plan.paper.name} paper can be printed so."
        values = {"option": "stock", "paper": plan.paper.name, "duplex": plan.options.duplex}
        raise FitError(Problem("stock-none-fits", Position(plan.guide.path.name), wrong, values=values))
    return stock


def calibration_of(options: PrintOptions) -> Calibration:
    """Return what is known of the printer, by default that it errs in nothing.

    Raises UsageError for a printer that is not stored, HostkitError for a damaged file of printers.
    """
    if options.printer is None:
        return Calibration()
    # Why here: most kits are for a printer that nobody measured.
    from hostkit.printers.stored_printers import read_printer

    return read_printer(options.printer)


def _warnings(plan: KitPlan, wanted: Sequence[Sheet]) -> tuple[Problem, ...]:
    """Warn where a guest would have no time to speak, and say what could be skipped; add what the sheets warn of."""
    skip = [str(question.number) for question in plan.guide.questions if question.skip_if_late]
    hint = "No question is marked to be skipped if late."
    if skip:
        *others, last = skip
        which = f"Questions {', '.join(others)} and {last} are" if others else f"Question {last} is"
        hint = f"{which} marked to be skipped if late."
    hurried = tuple(
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
    of_sheets = (warning for sheet in wanted for warning in sheet.warnings(plan))
    return (*hurried, *_mixed(plan), *_ignored(plan.options), *of_sheets)


def _mixed(plan: KitPlan) -> tuple[Problem, ...]:
    """Say when the fixed words are in another language than the guide."""
    fixed, own = plan.language.code, plan.guide.language
    if fixed.split("-")[0] == own.split("-")[0]:
        return ()
    wrong = f"The fixed words are in the language {quoted(fixed)}, the guide's own in {quoted(own)}."
    return (Problem("languages-mixed", NOWHERE, wrong, values={"language": fixed, "guide_language": own}),)


def _ignored(options: PrintOptions) -> tuple[Problem, ...]:
    """Name what says nothing for single cards."""
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
