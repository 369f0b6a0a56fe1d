"""Equal cards, as many as plain paper holds, whatever the deck is printed on: how one is composed in, a page out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets.parts.composer import Composer
from hostkit.stocks.imposition import NONE, Card, cards_a_sheet, sheet_pages
from hostkit.stocks.stock import Stock, default_stock
from hostkit.typesetting.display_list import Page


def plain_stock(plan: KitPlan) -> Stock:
    """Return what the cards are cut from: the usual plain stock of the kit's paper."""
    return default_stock(plan.paper.name)


def sheets_for(plan: KitPlan, cards: int) -> int:
    """Return how many sheets so many cards take."""
    return -(-cards // cards_a_sheet(plain_stock(plan), NONE))


def equal_cards(plan: KitPlan, compose: Callable[[Composer, int], Page]) -> tuple[Page, ...]:
    """Return a sheet of cards, printed on one side, with its cut marks.

    ``compose`` makes a card with elements of its own, given the level of its heading: the first card's is the
    file's. Raises what ``compose`` raises.
    """
    stock = plain_stock(plan)
    composer = Composer(replace(plan, stock=stock))
    fronts = [compose(composer, 1 if k == 0 else 2) for k in range(cards_a_sheet(stock, NONE))]
    pages, _ = sheet_pages([Card(front, front) for front in fronts], stock, plan.paper, NONE)
    return pages
