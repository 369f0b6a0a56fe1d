"""How a kit is made, on one screen: read, plan, compose and impose, draw; writing is ``output``'s.

In come a guide and what an event says; out come finished bytes by file name. Opens no output, prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hostkit.calibration.correction import corrected
from hostkit.calibration.readings import Calibration
from hostkit.ground.errors import FitError, HostkitError, UsageError
from hostkit.ground.wording import advice, quoted
from hostkit.layout.display_list import Document
from hostkit.layout.imposition import BACK, NONE
from hostkit.layout.marks import cuts_a_sheet
from hostkit.output.ownership import sign_text
from hostkit.pdf import draw_document
from hostkit.plan.characters import check_characters
from hostkit.plan.kit_plan import KitPlan, left_blank, plan_kit
from hostkit.plan.print_plan import BOTH_SIDES, BY_HAND, ONE_SIDE, SHOP, PrintJob, print_plan
from hostkit.plan.print_plan import SHORT_EDGE as SHORT
from hostkit.sheets import sheets
from hostkit.sheets.question_cards import deck, smallest_stock
from hostkit.sheets.sheet import LONG_EDGE, SHORT_EDGE, Sheet
from hostkit.source.event import Event, PrintOptions
from hostkit.source.guide import Guide
from hostkit.source.language import Language, read_language
from hostkit.source.language_names import language_names
from hostkit.source.stock import AUTO, Stock, default_stock, read_stock, stocks_for

PRINT_PLAN = "print-plan.txt"
CARDS = "question-cards"


@dataclass(frozen=True, slots=True)
class Kit:
    """A finished kit: bytes by file name, the print plan as text, what was left blank, and warnings."""

    files: Mapping[str, bytes]
    print_plan: str
    left_blank: tuple[str, ...]
    warnings: tuple[str, ...]


def make_kit(guide: Guide, event: Event, options: PrintOptions) -> Kit:
    """Make a kit, all of it or none.

    Raises HostkitError (SourceError, FitError, UsageError) when something that somebody wrote cannot be printed.
    """
    wanted = wanted_sheets(options.sheets)
    plan = plan_of(guide, event, options)
    printer = calibration_of(options)
    documents = {sheet.name: _compose(sheet, plan, printer) for sheet in wanted}
    files = {f"{name}.pdf": draw_document(document) for name, document in documents.items()}
    for sheet in wanted:
        files |= {
            name: extra if isinstance(extra, bytes) else sign_text(extra)
            for name, extra in sheet.extras(plan).items()
        }
    to_do = print_plan(plan, [_job(sheet, documents[sheet.name], plan) for sheet in wanted])
    return Kit({**files, PRINT_PLAN: sign_text(to_do)}, to_do, left_blank(plan), _warnings(plan, wanted))


def plan_of(guide: Guide, event: Event, options: PrintOptions) -> KitPlan:
    """Plan a kit: everything that is decided before a page is composed."""
    check_characters(guide, event)
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
            raise UsageError(f"--sheets: there is no sheet {quoted(name)}. {advice(name, known)}")
    return tuple(sheet for sheet in known.values() if (sheet.name in names if names else sheet.usual))


def language_of(guide: Guide, options: PrintOptions) -> Language:
    """Return the fixed words in the language asked for, else the guide's. Raises HostkitError when there are none."""
    code = options.language or guide.language
    known = language_names()
    for name in (code, code.split("-")[0]):
        if name in known:
            return read_language(name)
    raise HostkitError(
        f"{guide.path.name}: there are no fixed words in the language {quoted(code)} yet. "
        f"Give one that there is (--language {', '.join(known)})."
    )


def _smallest(plan: KitPlan) -> Stock:
    """Return the smallest stock that holds the deck; else refuse with what is too long even for the largest."""
    stock = smallest_stock(plan)
    if stock is None:
        deck(replace(plan, stock=stocks_for(plan.paper.name)[-1]))
        raise FitError(f"{plan.guide.path.name}: no stock for {plan.paper.name} paper can be printed so.")
    return stock


def calibration_of(options: PrintOptions) -> Calibration:
    """Return what is known of the printer, by default that it errs in nothing.

    Raises UsageError for a printer that is not stored, HostkitError for a damaged file of printers.
    """
    if options.printer is None:
        return Calibration()
    # Why here: most kits are for a printer that nobody measured.
    from hostkit.calibration.printers import read_printer

    return read_printer(options.printer)


def _compose(sheet: Sheet, plan: KitPlan, printer: Calibration) -> Document:
    """Compose a sheet; cards that must land on their cells as this printer needs them."""
    document = sheet.compose(plan)
    if sheet.name != CARDS or plan.options.impose == NONE:
        return document
    if document.duplex == SHORT_EDGE:
        printer = printer.flipped_on_short_edge()
    return replace(document, pages=corrected(document.pages, document.sides, printer))


def _job(sheet: Sheet, document: Document, plan: KitPlan) -> PrintJob:
    how = {LONG_EDGE: BOTH_SIDES, SHORT_EDGE: SHORT}.get(document.duplex, ONE_SIDE)
    if sheet.name == CARDS and plan.options.impose == NONE:
        how = SHOP
    elif how == ONE_SIDE and BACK in document.sides:
        how = BY_HAND
    stock = sheet.stock(plan)
    cuts = cuts_a_sheet(stock, plan.paper) if stock else 0
    return PrintJob(
        f"{sheet.name}.pdf", len(document.pages), sheet.copies(plan), how, bool(document.sides), cuts
    )


def _warnings(plan: KitPlan, wanted: Sequence[Sheet]) -> tuple[str, ...]:
    """Warn where a guest would have no time to speak, and say what could be skipped; add what the sheets warn of."""
    skip = [str(question.number) for question in plan.guide.questions if question.skip_if_late]
    hint = (
        f"Questions marked to skip if late: {', '.join(skip)}." if skip else "No question is marked to skip."
    )
    hurried = tuple(
        f"{slot.segment.kind.replace('_', ' ')}: {slot.seconds_each} seconds for each of {plan.copies.guests} guests "
        f"is hardly time to speak. {hint}"
        for slot in plan.clock.hurried
    )
    of_sheets = (warning for sheet in wanted for warning in sheet.warnings(plan))
    return (*hurried, *_ignored(plan.options), *of_sheets)


def _ignored(options: PrintOptions) -> tuple[str, ...]:
    """Name what says nothing for single cards."""
    if options.impose != NONE:
        return ()
    given = {"--skip": options.skip > 0, "--spare": options.spare != "empty"}
    return tuple(
        f"{name} is about sheets of cards; --impose none makes none."
        for name, is_given in given.items()
        if is_given
    )
