"""How a kit is made, on one screen: plan, compose, impose, correct, draw.

In come a guide and what an event says; out come finished bytes by file name. Opens no output, prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hostkit.core.errors import FitError, HostkitError, Position, Problem, option_refused
from hostkit.core.wording import advice, nearest, quoted
from hostkit.events.event import Event, PrintOptions
from hostkit.files.ownership import sign_text
from hostkit.guides.guide import Guide
from hostkit.guides.languages import Language, language_names, read_language
from hostkit.kit_template import DrawnSheet, KitTemplates
from hostkit.pdf.embedding import Subsets
from hostkit.planning.kit_plan import KitPlan, LeftBlank, left_blank, plan_kit
from hostkit.planning.kit_warnings import check_glyphs, kit_warnings
from hostkit.planning.print_plan import PRINT_PLAN, PrintJob, headed
from hostkit.printers.calibration import Calibration, corrected
from hostkit.sheets import sheets
from hostkit.sheets.composer import sheet_composer
from hostkit.sheets.question_cards import SHEET as CARDS
from hostkit.sheets.question_cards import deck, smallest_stock
from hostkit.sheets.refusal import placed
from hostkit.sheets.sheet import SHORT_EDGE, ComposedSheet, Sheet, compose, impose
from hostkit.stocks.imposition import NONE
from hostkit.stocks.stock import AUTO, Stock, default_stock, read_stock, stocks_for


@dataclass(frozen=True, slots=True)
class Kit:
    """A finished kit: bytes by file name, the print plan as text, what was left blank, warnings, what to print."""

    files: Mapping[str, bytes]
    print_plan: str
    left_blank: tuple[LeftBlank, ...]
    warnings: tuple[Problem, ...]
    jobs: tuple[PrintJob, ...]


def make_kit(guide: Guide, event: Event, options: PrintOptions, templates: KitTemplates | None = None) -> Kit:
    """Make a kit, all of it or none; the same bytes whichever templates were kept from other kits.

    Raises HostkitError (SourceError, FitError, UsageError) when something that somebody wrote cannot be printed.
    """
    kept = templates or KitTemplates()
    wanted = wanted_sheets(options.sheets)
    plan = plan_of(guide, event, options, is_checked=kept.has_guide(guide))

    def draw(sheet: Sheet, subsets: Subsets) -> DrawnSheet:
        composed = compose(sheet, plan)
        imposed = impose(composed)
        corrected = correct(imposed, calibration_of(options))
        return DrawnSheet(corrected, subsets)

    drawn = kept.drawn(plan, wanted, draw)
    print_plan = headed(plan, drawn.to_print)
    return Kit(
        files={**drawn.files, **_extras(plan, wanted), PRINT_PLAN: sign_text(print_plan)},
        print_plan=print_plan,
        left_blank=left_blank(plan),
        warnings=(*kit_warnings(plan), *(warning for sheet in wanted for warning in sheet.warnings(plan))),
        jobs=drawn.jobs,
    )


class KitMaker:
    """Makes one kit after another, and keeps the templates of what they have in common."""

    def __init__(self) -> None:
        self._templates = KitTemplates()

    def make(self, guide: Guide, event: Event, options: PrintOptions) -> Kit:
        """Make a kit, all of it or none. Raises HostkitError as ``make_kit`` does."""
        return make_kit(guide, event, options, self._templates)


def plan_of(guide: Guide, event: Event, options: PrintOptions, *, is_checked: bool = False) -> KitPlan:
    """Plan a kit: everything that is decided before a page is composed. ``is_checked``: the guide's characters are."""
    check_glyphs(*(() if is_checked else (guide,)), event)
    auto = options.stock == AUTO
    stock = default_stock(options.paper) if auto or not options.stock else read_stock(options.stock)
    plan = plan_kit(guide, event, options, language_of(guide, options), stock)
    if auto:
        plan = plan_kit(guide, event, options, plan.language, _smallest(plan))
    return replace(plan, to_print=tuple(sheet.to_print(plan) for sheet in wanted_sheets(options.sheets)))


def correct(composed: ComposedSheet, printer: Calibration) -> ComposedSheet:
    """Move and scale cards that must land on their cells as this printer needs it; nothing else is corrected."""
    document = composed.document
    if composed.sheet.name != CARDS.name or composed.composer.options.impose == NONE:
        return composed
    if document.duplex == SHORT_EDGE:
        printer = printer.flipped_on_short_edge()
    pages = corrected(document.pages, document.sides, printer)
    return composed._replace(document=replace(document, pages=pages))


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


def calibration_of(options: PrintOptions) -> Calibration:
    """Return what is known of the printer, by default that it errs in nothing.

    Raises UsageError for a printer that is not stored, HostkitError for a damaged file of printers.
    """
    if options.printer is None:
        return Calibration()
    # Why here: most kits are for a printer that nobody measured.
    from hostkit.printers.stored_printers import read_printer

    return read_printer(options.printer)


def _smallest(plan: KitPlan) -> Stock:
    """Return the smallest stock that holds the deck; else refuse with what is too long even for the largest."""
    composer = sheet_composer(plan)
    stock = smallest_stock(composer)
    if stock is None:
        try:
            deck(composer.on(stocks_for(plan.paper.name)[-1]))
        except FitError as error:
            raise placed(error, plan) from None
        wrong = f"no stock for {plan.paper.name} paper can be printed so."
        values = {"option": "stock", "paper": plan.paper.name, "duplex": plan.options.duplex}
        raise FitError(Problem("stock-none-fits", Position(plan.guide.path.name), wrong, values=values))
    return stock


def _extras(plan: KitPlan, wanted: Sequence[Sheet]) -> dict[str, bytes]:
    """Return the files that go with the sheets, texts signed."""
    extras = {name: extra for sheet in wanted for name, extra in sheet.extras(plan).items()}
    return {name: extra if isinstance(extra, bytes) else sign_text(extra) for name, extra in extras.items()}
