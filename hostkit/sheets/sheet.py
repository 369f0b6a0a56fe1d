"""Defines a sheet, composes it from a kit plan, and imposes the composed document. Refers to no particular sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hostkit.core.characters import without_break_points
from hostkit.core.errors import FitError, Problem
from hostkit.events.event import PrintOptions
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets.composer import (
    Composer,
    DetailComposer,
    SheetComposer,
    SlotFiller,
    detail_composer,
    sheet_composer,
)
from hostkit.sheets.refusal import placed
from hostkit.stocks.imposition import FOLD, LONG, NONE, SHORT, Card, cards_a_sheet, sheet_pages
from hostkit.stocks.stock import Stock, default_stock
from hostkit.typesetting.display_list import Document, Page, Picture, Placement

SIMPLEX, LONG_EDGE, SHORT_EDGE = "Simplex", "DuplexFlipLongEdge", "DuplexFlipShortEdge"
"""Values of the viewer preference Duplex (PDF 32000-1, table 150)."""
DUPLEX = {LONG: LONG_EDGE, SHORT: SHORT_EDGE}
"""Those of the modes of imposition that print both sides at once."""


class Whole(NamedTuple):
    """Marks a sheet without slots, which ``compose`` makes anew for each event from all of its details."""

    compose: Callable[[DetailComposer], Document]


class Sheet(NamedTuple):
    """One of the PDF files of a kit.

    ``name`` is the file name without its extension, and ``order`` the position in the kit. ``compose`` makes the pages;
    cards are composed at trim size, and ``impose`` puts them on sheets. ``copies`` returns the number of copies to
    print. ``about`` says in a few words what the sheet is, for messages.
    ``extras`` returns additional files by name: text, to which the kit adds a signature, or bytes, which are written
    unchanged; ``is_ours`` must recognize them, unless their name ends with ``.txt``. ``warnings`` returns problems to
    show when the kit is made.
    ``stock`` returns the stock of a sheet of equal cards, which ``--stock`` does not change; ``folded`` tells whether
    its sheets are folded before they are cut.
    """

    name: str
    order: int
    compose: Callable[[SheetComposer], Document] | Whole
    copies: Callable[[KitPlan], int]
    about: str = ""
    extras: Callable[[KitPlan], Mapping[str, str | bytes]] = lambda plan: {}
    warnings: Callable[[KitPlan], Sequence[Problem]] = lambda plan: ()
    stock: Callable[[KitPlan], Stock | None] = lambda plan: None
    folded: Callable[[KitPlan], bool] = lambda plan: False
    impose: Callable[[Composer, Document], Document] = lambda composer, document: document


class ComposedSheet(NamedTuple):
    """A sheet, its document, the composer that made it, and the fillers of its slots in order."""

    sheet: Sheet
    document: Document
    composer: Composer
    fillers: tuple[SlotFiller, ...]


def compose(sheet: Sheet, plan: KitPlan) -> ComposedSheet:
    """Return a sheet composed for a plan, with cards at trim size.

    Raises FitError, which names the text that is too long and the place where it was written.
    """
    try:
        if isinstance(sheet.compose, Whole):
            detailed = detail_composer(plan)
            return ComposedSheet(sheet, sheet.compose.compose(detailed), detailed, ())
        composer = sheet_composer(plan)
        document = sheet.compose(composer)
        return ComposedSheet(sheet, document, composer, tuple(composer.fillers))
    except FitError as error:
        raise placed(error, plan) from None


def impose(composed: ComposedSheet) -> ComposedSheet:
    """Return the sheet with its cards imposed on the sheets of their stock; other sheets are unchanged.

    Raises UsageError when the options do not suit the stock.
    """
    document = composed.sheet.impose(composed.composer, composed.document)
    return composed._replace(document=document)


def document(
    composer: Composer,
    sheet: str,
    pages: tuple[Page, ...],
    *,
    duplex: str,
    sides: tuple[str, ...] = (),
    bookmarks: bool = False,
) -> Document:
    """Return a document of these pages, with the topic, the sheet and the series as its metadata.

    ``sheet`` is the key of the sheet's name in the fixed words; the other arguments are fields of ``Document``.
    """
    guide, words = composer.guide, composer.words
    return Document(
        pages=pages,
        title=without_break_points(
            words("document.title", title=guide.title, sheet=words(f"document.{sheet}"))
        ),
        author=without_break_points(guide.series.text) if guide.series else "hostkit",
        subject=without_break_points((guide.definition or guide.title).text),
        language=guide.language,
        duplex=duplex,
        bookmarks=bookmarks,
        sides=sides,
        slots=tuple(composer.slots) if isinstance(composer, SheetComposer) else (),
        picture=composer.logo.raster if composer.logo and any(map(_has_picture, pages)) else None,
    )


def _has_picture(page: Page) -> bool:
    return any(
        isinstance(item, Picture) or (isinstance(item, Placement) and _has_picture(item.page))
        for item in page.items
    )


def on_its_side(composer: Composer, composed: Document) -> Document:
    """Return a document composed in landscape on pages of the paper, which are upright, turned by a quarter."""
    width, height = composer.paper.width, composer.paper.height
    pages = [Page(width, height, (Placement(0.0, 0.0, page, 90),)) for page in composed.pages]
    return composed._replace(pages=tuple(pages))


def plain_stock(plan: KitPlan) -> Stock:
    """Return the default stock of the kit's paper, from which a sheet of equal cards is cut."""
    return default_stock(plan.paper.name)


def mode_of(options: PrintOptions) -> str:
    """Return how two-sided sheets of equal cards are imposed: as the deck is, or folded if only fronts are printed."""
    return FOLD if options.duplex == NONE else options.duplex


def sheets_for(plan: KitPlan, cards: int, mode: str) -> int:
    """Return the number of sheets that this number of equal cards takes in a mode of imposition."""
    return -(-cards // cards_a_sheet(plain_stock(plan), mode))


def equal_cards(
    composer: DetailComposer, mode: str, compose: Callable[[DetailComposer, int], Sequence[Page]]
) -> tuple[Page, ...]:
    """Return as many copies of a card, at trim size, as a sheet of plain paper holds in a mode of imposition.

    ``compose`` is called once for each copy with the level of its heading: 1 for the first card, 2 for the others. It
    returns the front, or the front and the back. Raises what ``compose`` raises.
    """
    stock = default_stock(composer.paper.name)
    for_cards = composer.on(stock)
    copies = range(cards_a_sheet(stock, mode))
    return tuple([side for k in copies for side in compose(for_cards, 1 if k == 0 else 2)])


def on_plain_sheets(composer: Composer, composed: Document, mode: str = NONE) -> Document:
    """Return a document with equal cards imposed on plain paper, with cut marks.

    Its pages are fronts, or in modes other than ``none`` fronts and backs in turn.
    """
    stock, pages = default_stock(composer.paper.name), composed.pages
    fronts, backs = (pages, pages) if mode == NONE else (pages[::2], pages[1::2])
    cards = [Card(*sides) for sides in zip(fronts, backs, strict=True)]
    pages, sides = sheet_pages(cards, stock, composer.paper, mode)
    return composed._replace(pages=pages, sides=sides, duplex=DUPLEX.get(mode, SIMPLEX))
