"""What a sheet is: a name, how it is composed and in how many copies it is printed, and what goes with it.

A plan in; composed, and then imposed, a document out. Knows no single sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
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
    """How a sheet without slots is composed: whole for each event, from all of its details."""

    compose: Callable[[DetailComposer], Document]


class Sheet(NamedTuple):
    """One of the files of a kit.

    ``name`` is the file's name without its ending, ``order`` its place in the kit; ``compose`` makes its pages, at trim
    size where they are cards, which ``impose`` puts on the sheets of a stock; ``copies`` says how many to print,
    ``to_print`` what the host ticks off when it is printed; ``usual`` sheets are made unless others are asked for;
    ``extras`` are further files, by their names: texts, which the kit signs, or bytes, which are written as they are
    and which ``is_ours`` must know again; ``warnings`` are shown when the kit is made. ``stock`` is what a sheet of
    equal cards is cut from, where ``--stock`` has no say in it.
    """

    name: str
    order: int
    compose: Callable[[SheetComposer], Document] | Whole
    copies: Callable[[KitPlan], int]
    to_print: Callable[[KitPlan], str]
    usual: bool = True
    extras: Callable[[KitPlan], Mapping[str, str | bytes]] = lambda plan: {}
    warnings: Callable[[KitPlan], Sequence[Problem]] = lambda plan: ()
    stock: Callable[[KitPlan], Stock | None] = lambda plan: None
    impose: Callable[[Composer, Document], Document] = lambda composer, document: document


class ComposedSheet(NamedTuple):
    """A sheet as a document, what it was composed with, and how its slots are filled for other events."""

    sheet: Sheet
    document: Document
    composer: Composer
    fillers: tuple[SlotFiller, ...]


def compose(sheet: Sheet, plan: KitPlan) -> ComposedSheet:
    """Compose a sheet; cards at their trim size.

    Raises FitError, which names the text that is too long and where it was written.
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
    """Put what was composed on the sheets that it is printed on: cards on those of their stock.

    Raises UsageError when the stock cannot be printed as the options say.
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
    """Return the pages as a document that names its topic, sheet and series, and no person."""
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
    """Return what the cards are cut from: the usual plain stock of the kit's paper."""
    return default_stock(plan.paper.name)


def sheets_for(plan: KitPlan, cards: int) -> int:
    """Return how many sheets so many cards take."""
    return -(-cards // cards_a_sheet(plain_stock(plan), NONE))


def equal_cards(composer: DetailComposer, compose: Callable[[DetailComposer, int], Page]) -> tuple[Page, ...]:
    """Return as many cards as a sheet of plain paper holds, at trim size.

    ``compose`` makes a card with elements of its own, given the level of its heading: the first card's is the
    file's. Raises what ``compose`` raises.
    """
    stock = default_stock(composer.paper.name)
    for_cards = composer.on(stock)
    return tuple([compose(for_cards, 1 if k == 0 else 2) for k in range(cards_a_sheet(stock, NONE))])


def on_plain_sheets(composer: Composer, composed: Document) -> Document:
    """Put equal cards on sheets of plain paper, printed on one side, with their cut marks."""
    cards = [Card(front, front) for front in composed.pages]
    pages, _ = sheet_pages(cards, default_stock(composer.paper.name), composer.paper, NONE)
    return replace(composed, pages=pages)
