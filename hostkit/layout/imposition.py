"""Imposition: which card lies in which cell of which side of which sheet. Pure; knows no text and no file.

Portrait sheets flipped on the long edge: a card in column c of the front has its back in column C-1-c, upright, at
x_back = W - x - w, so that it lies behind its front.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.layout.display_list import Page, Placement
from hostkit.layout.marks import cut_marks
from hostkit.source.stock import Stock

FRONT, BACK = "front", "back"


class Cell(NamedTuple):
    """A card's side on a side of a sheet; sheets and cards count from 0, (x, y) is the card's top left corner."""

    sheet: int
    side: str
    row: int
    column: int
    card: int
    x: float
    y: float


class Card(NamedTuple):
    """Both sides of a card at trim size."""

    front: Page
    back: Page


def impose(cards: int, stock: Stock, paper_width: float, *, two_sided: bool) -> tuple[Cell, ...]:
    """Return a cell for every side of every card, sheet by sheet, the front before the back; spare cells come last."""
    a_sheet = stock.columns * stock.rows
    cells: list[Cell] = []
    for first in range(0, cards, a_sheet):
        on_sheet = range(first, min(first + a_sheet, cards))
        fronts = [_front(card, card - first, first // a_sheet, stock) for card in on_sheet]
        cells += fronts
        if two_sided:
            # Row by row from the left as a reader of the back meets them: the order of extraction and of the tags.
            backs = [_behind(cell, stock, paper_width) for cell in fronts]
            cells += sorted(backs, key=lambda cell: (cell.row, cell.column))
    return tuple(cells)


def _front(card: int, place: int, sheet: int, stock: Stock) -> Cell:
    row, column = divmod(place, stock.columns)
    x = stock.left + column * stock.pitch_across
    y = stock.top + row * stock.pitch_down
    return Cell(sheet, FRONT, row, column, card, x, y)


def _behind(front: Cell, stock: Stock, paper_width: float) -> Cell:
    mirrored = paper_width - front.x - stock.width
    return front._replace(side=BACK, column=stock.columns - 1 - front.column, x=mirrored)


def sheet_pages(
    deck: Sequence[Card], stock: Stock, paper: tuple[float, float], *, two_sided: bool
) -> tuple[Page, ...]:
    """Return the deck at sheet size with its cut marks: fronts and backs in turn, or fronts alone."""
    width, height = paper
    pages: dict[tuple[int, str], list[Placement]] = {}
    for cell in impose(len(deck), stock, width, two_sided=two_sided):
        card = deck[cell.card]
        page = card.front if cell.side == FRONT else card.back
        pages.setdefault((cell.sheet, cell.side), []).append(Placement(cell.x, cell.y, page))
    marks = cut_marks(stock, width, height)
    return tuple(Page(width, height, (*placements, *marks)) for placements in pages.values())
