"""Equal cards, as many as plain paper holds, whatever the deck is printed on: how one is composed in, a page out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets.composer import Composer, DetailComposer
from hostkit.stocks.imposition import NONE, Card, cards_a_sheet, sheet_pages
from hostkit.stocks.stock import Stock, default_stock
from hostkit.typesetting.display_list import Document, Page


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
