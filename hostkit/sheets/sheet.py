"""Defines a sheet, composes it from a kit plan, and imposes the composed document. Refers to no particular sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hostkit.core.errors import FitError, Problem
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
from hostkit.stocks.imposition import NONE, Card, cards_a_sheet, sheet_pages
from hostkit.stocks.stock import Stock, default_stock
from hostkit.typesetting.display_list import Document, Page

SIMPLEX, LONG_EDGE, SHORT_EDGE = "Simplex", "DuplexFlipLongEdge", "DuplexFlipShortEdge"
"""Values of the viewer preference Duplex (PDF 32000-1, table 150)."""


class Whole(NamedTuple):
    """Marks a sheet without slots, which ``compose`` makes anew for each event from all of its details."""

    compose: Callable[[DetailComposer], Document]


class Sheet(NamedTuple):
    """One of the PDF files of a kit.

    ``name`` is the file name without its extension, and ``order`` the position in the kit. ``compose`` makes the pages;
    cards are composed at trim size, and ``impose`` puts them on sheets. ``copies`` returns the number of copies to
    print. ``about`` says in a few words what the sheet is, for messages. Sheets marked ``usual`` are made
    when no sheets are named.
    ``extras`` returns additional files by name: text, to which the kit adds a signature, or bytes, which are written
    unchanged; ``is_ours`` must recognize them, unless their name ends with ``.txt``. ``warnings`` returns problems to
    show when the kit is made.
    ``stock`` returns the stock of a sheet of equal cards, which ``--stock`` does not change.
    """

    name: str
    order: int
    compose: Callable[[SheetComposer], Document] | Whole
    copies: Callable[[KitPlan], int]
    about: str = ""
    usual: bool = True
    extras: Callable[[KitPlan], Mapping[str, str | bytes]] = lambda plan: {}
    warnings: Callable[[KitPlan], Sequence[Problem]] = lambda plan: ()
    stock: Callable[[KitPlan], Stock | None] = lambda plan: None
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
        title=words("document.title", title=guide.title, sheet=words(f"document.{sheet}")),
        author=guide.series.text if guide.series else "hostkit",
        subject=(guide.definition or guide.title).text,
        language=guide.language,
        duplex=duplex,
        bookmarks=bookmarks,
        sides=sides,
        slots=tuple(composer.slots) if isinstance(composer, SheetComposer) else (),
    )


def plain_stock(plan: KitPlan) -> Stock:
    """Return the default stock of the kit's paper, from which a sheet of equal cards is cut."""
    return default_stock(plan.paper.name)


def sheets_for(plan: KitPlan, cards: int) -> int:
    """Return the number of sheets that this number of equal cards takes."""
    return -(-cards // cards_a_sheet(plain_stock(plan), NONE))


def equal_cards(composer: DetailComposer, compose: Callable[[DetailComposer, int], Page]) -> tuple[Page, ...]:
    """Return as many copies of a card, at trim size, as a sheet of plain paper holds.

    ``compose`` is called once for each copy with the level of its heading: 1 for the first card, 2 for the others.
    Raises what ``compose`` raises.
    """
    stock = default_stock(composer.paper.name)
    for_cards = composer.on(stock)
    return tuple([compose(for_cards, 1 if k == 0 else 2) for k in range(cards_a_sheet(stock, NONE))])


def on_plain_sheets(composer: Composer, composed: Document) -> Document:
    """Return a document with equal cards imposed on one side of plain paper, with cut marks."""
    cards = [Card(front, front) for front in composed.pages]
    pages, _ = sheet_pages(cards, default_stock(composer.paper.name), composer.paper, NONE)
    return composed._replace(pages=pages)
