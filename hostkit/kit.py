"""Makes a kit from a guide and an event in five steps: plan, compose, impose, correct, draw.

The result is the bytes of each file by its name. This module writes no files and prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hostkit.core.characters import without_break_points
from hostkit.core.errors import FitError, Position, Problem, option_refused
from hostkit.core.wording import advice, nearest, quoted
from hostkit.events.event import Event, PrintOptions
from hostkit.files.edited_texts import TEXT_SUMS, is_text, sums_of_texts
from hostkit.files.ownership import sign_text
from hostkit.guides.guide import Guide
from hostkit.guides.languages import COMPLETE, Language, known_language, read_language
from hostkit.kit_template import DrawnSheet, KitTemplates
from hostkit.pdf.embedding import Subsets
from hostkit.planning.kit_plan import KitPlan, LeftBlank, left_blank, plan_kit
from hostkit.planning.kit_warnings import check_glyphs, kit_warnings
from hostkit.planning.print_plan import PRINT_PLAN, PrintJob, headed
from hostkit.sheets import ALL, SETS, USUAL, names_in, sheets
from hostkit.sheets.composer import sheet_composer
from hostkit.sheets.question_cards import SHEET as CARDS
from hostkit.sheets.question_cards import deck, smallest_stock
from hostkit.sheets.refusal import placed
from hostkit.sheets.sheet import SHORT_EDGE, ComposedSheet, Sheet, compose, impose
from hostkit.stocks.imposition import NONE
from hostkit.stocks.stock import AUTO, Stock, default_stock, read_stock, stocks_for
from hostkit.themes.theme import PLAIN, Theme, read_theme

if TYPE_CHECKING:
    from hostkit.pictures.logo import Logo
    from hostkit.printers.calibration import Calibration


class Kit(NamedTuple):
    """A finished kit.

    ``files`` holds the bytes of each file by name, ``print_plan`` the print plan as text, which is empty if there is
    nothing to print, ``left_blank`` the event
    details that print as blanks, ``warnings`` the problems that did not stop the build, and ``jobs`` one print job
    for each PDF file.
    """

    files: Mapping[str, bytes]
    print_plan: str
    left_blank: tuple[LeftBlank, ...]
    warnings: tuple[Problem, ...]
    jobs: tuple[PrintJob, ...]


def make_kit(guide: Guide, event: Event, options: PrintOptions, templates: KitTemplates | None = None) -> Kit:
    """Return the finished kit of an event; that of a canceled event has only a calendar entry.

    ``templates`` may hold sheets drawn for earlier kits; the bytes returned do not depend on them. Raises HostkitError
    (SourceError, FitError, UsageError) when the guide, the event or the options cannot be printed as written.
    """
    guide = guide.of_series(event.series)
    if event.cancelled:
        # Imported here because few events are canceled.
        from hostkit.sheets.invitation_files import calendar_warnings, canceled_files

        plan = plan_of(guide, event, options)
        return Kit(canceled_files(plan), "", (), calendar_warnings(plan), ())
    kept = templates or KitTemplates()
    wanted = wanted_sheets(options.sheets)
    plan = plan_of(guide, event, options, is_checked=kept.has_guide(guide))

    def draw(sheet: Sheet, subsets: Subsets) -> DrawnSheet:
        composed = compose(sheet, plan)
        imposed = impose(composed)
        corrected = correct(imposed, calibration_of(options))
        return DrawnSheet(corrected, subsets)

    drawn = kept.drawn(plan, wanted, draw)
    print_plan = without_break_points(headed(plan, drawn.to_print))
    return Kit(
        files={**drawn.files, **_extras(plan, wanted), PRINT_PLAN: sign_text(print_plan)},
        print_plan=print_plan,
        left_blank=left_blank(plan),
        warnings=(*kit_warnings(plan), *(warning for sheet in wanted for warning in sheet.warnings(plan))),
        jobs=drawn.jobs,
    )


class KitMaker:
    """Makes a series of kits and reuses the sheets that they have in common."""

    def __init__(self) -> None:
        self._templates = KitTemplates()

    def make(self, guide: Guide, event: Event, options: PrintOptions) -> Kit:
        """Return the finished kit of an event. Raises HostkitError as ``make_kit`` does."""
        return make_kit(guide, event, options, self._templates)


def plan_of(guide: Guide, event: Event, options: PrintOptions, *, is_checked: bool = False) -> KitPlan:
    """Return the plan of a kit, which holds everything that is decided before pages are composed.

    ``is_checked`` means that every character of the guide is known to have a glyph. Raises HostkitError as
    ``make_kit`` does.
    """
    check_glyphs(*(() if is_checked else (guide,)), event)
    if options.sheets:
        options = options._replace(sheets=names_in(options.sheets))
    language = language_of(guide, options)
    theme, logo = theme_of(guide, options), logo_of(options)
    plan = plan_kit(guide, event, options, language, stock_of(options, language), theme, logo)
    if options.stock != AUTO:
        return plan
    return plan_kit(guide, event, options, language, _smallest(plan), theme, logo)


def correct(composed: ComposedSheet, printer: Calibration | None) -> ComposedSheet:
    """Return a sheet with imposed cards moved and scaled by the printer's calibration.

    Other sheets, and question cards on pages of their own, are returned unchanged.
    """
    document = composed.document
    is_single = composed.sheet.name == CARDS.name and composed.composer.options.impose == NONE
    if printer is None or is_single or not document.sides:
        return composed
    if document.duplex == SHORT_EDGE:
        printer = printer.flipped_on_short_edge()
    # Imported here, as below, because most kits name no calibrated printer.
    from hostkit.printers.calibration import corrected

    pages = corrected(document.pages, document.sides, printer)
    return composed._replace(document=document._replace(pages=pages))


def wanted_sheets(names: Sequence[str] | None) -> tuple[Sheet, ...]:
    """Return the sheets with these names, or in sets with these names, in kit order; without names the usual sheets.

    Raises UsageError for a name that no sheet and no set has.
    """
    wanted = names_in(names or (USUAL,))
    found = sheets(wanted)
    for name in wanted:
        if name not in found:
            known = [*sheets(), *SETS, ALL]
            wrong, near = f"there is no sheet {quoted(name)}.", nearest(name, known)
            values = {"sheet": name, "nearest": near, "known": known}
            does = {each.name: each.about for each in sheets().values() if each.about}
            raise option_refused("sheet-unknown", "sheets", wrong, advice(name, known, does=does), **values)
    return tuple(sheet for sheet in found.values() if sheet.name in wanted)


def language_of(guide: Guide, options: PrintOptions) -> Language:
    """Return the fixed words in the language of the options, or else in the language of the guide.

    Without fixed words in either, those in English are used; the kit has a warning then.
    """
    code = options.language or guide.language
    return read_language(code if known_language(code) else COMPLETE)


def stock_of(options: PrintOptions, language: Language) -> Stock:
    """Return the stock of the options, else that of the paper of the options or of the language's region.

    Raises HostkitError when there is no such stock.
    """
    if options.stock and options.stock != AUTO:
        return read_stock(options.stock)
    return default_stock(options.paper or language.paper)


def theme_of(guide: Guide, options: PrintOptions) -> Theme:
    """Return the theme of the options, else that of the guide, else the usual one.

    Raises HostkitError when there is no such theme or its file has problems.
    """
    return read_theme(options.theme or guide.theme or options.usual_theme or PLAIN)


def logo_of(options: PrintOptions) -> Logo | None:
    """Return the logo that the options name, or None. Raises SourceError when its file cannot be printed."""
    if options.logo is None:
        return None
    # Imported here because most kits have no logo, and Pillow takes a tenth of a build.
    from hostkit.pictures.logo import read_logo

    return read_logo(options.logo)


def calibration_of(options: PrintOptions) -> Calibration | None:
    """Return the stored calibration of the printer in the options, or None if none is named.

    Raises UsageError when no such printer is stored, and HostkitError when the file of printers is damaged.
    """
    if options.printer is None:
        return None
    from hostkit.printers.stored_printers import read_printer

    return read_printer(options.printer)


def _smallest(plan: KitPlan) -> Stock:
    """Return the smallest stock on which every card of the deck fits.

    Raises FitError when there is none; the error names the text that is too long for the largest stock.
    """
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
    """Return the additional files of the sheets by name, with hostkit's signature added to those that are text.

    Texts without a signature are listed in one more file, by which hostkit knows them again.
    """
    extras = {name: extra for sheet in wanted for name, extra in sheet.extras(plan).items()}
    if plan.options.guest_page:
        # Imported here because most kits have none.
        from hostkit.sheets.guest_page import GUEST_PAGE, guest_page

        extras[GUEST_PAGE] = guest_page(plan)
    files = {
        name: extra if isinstance(extra, bytes) else sign_text(without_break_points(extra))
        for name, extra in extras.items()
    }
    texts = {name: files[name] for name, extra in extras.items() if extra is files[name] and is_text(name)}
    return files | ({TEXT_SUMS: sums_of_texts(texts)} if texts else {})
