"""Tells where the pages of a kit are cut and folded, and where nothing is printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from hostkit.core.values import PAPERS, mm
from hostkit.planning.kit_plan import KitPlan
from hostkit.planning.print_plan import BOTH_SIDES, SHOP, SHORT_EDGE, PrintJob
from hostkit.sheets import sheets
from hostkit.stocks.stock import Stock

SAFE_MM, UNPRINTED_MM = 4.0, 7.0
"""Inside the trim of a card nothing is printed within 4 mm, and on a page within 7 mm (docs/printing.md)."""

TRIM, SAFE, FOLD_LINE = "trim", "safe", "fold"
"""The kinds of boxes: an edge that is cut, the area inside it that is printed on, and a line that is folded."""


class CutBox(NamedTuple):
    """A rectangle over a page, in points from its upper left corner, and its kind; a line has no width or height."""

    kind: str
    x: float
    y: float
    width: float
    height: float


class Sized(Protocol):
    """A page with its size in points."""

    @property
    def width(self) -> float:
        """The width in points."""

    @property
    def height(self) -> float:
        """The height in points."""


def cut_boxes(plan: KitPlan, job: PrintJob, index: int, page: Sized) -> Iterator[CutBox]:
    """Yield the boxes of a page of a file; ``index`` counts the pages from 0."""
    sheet = sheets().get(job.file.removesuffix(".pdf"))
    stock = plan.stock if job.of_cards else sheet.stock(plan) if sheet else None
    if job.how == SHOP:
        yield from _card(0, 0, page.width, page.height)
    elif stock is None:
        edge = mm(UNPRINTED_MM)
        yield CutBox(SAFE, edge, edge, page.width - 2 * edge, page.height - 2 * edge)
    else:
        is_back = job.how in (BOTH_SIDES, SHORT_EDGE) and index % 2 == 1
        yield from card_boxes(stock, job.how if is_back else "", folded=job.folded)


def card_boxes(stock: Stock, flipped: str = "", *, folded: bool = False) -> Iterator[CutBox]:
    """Yield the boxes of the cards of a stock on one page.

    ``flipped`` is BOTH_SIDES for the backs of paper flipped on its long edge, SHORT_EDGE on its short edge.
    """
    paper = PAPERS[stock.paper]
    for row in range(stock.rows):
        for column in range(stock.columns):
            x, y = stock.corner_of(row, column)
            if flipped == BOTH_SIDES:
                x = paper.width - x - stock.width
            elif flipped == SHORT_EDGE:
                y = paper.height - y - stock.height
            yield from _card(x, y, stock.width, stock.height)
            if folded and column % 2 == 0 and column + 1 < stock.columns:
                yield CutBox(FOLD_LINE, x + stock.width, y, 0, stock.height)
            elif folded and stock.columns == 1 and row % 2 == 0:
                yield CutBox(FOLD_LINE, x, y + stock.height, stock.width, 0)


def _card(x: float, y: float, width: float, height: float) -> Iterator[CutBox]:
    safe = mm(SAFE_MM)
    yield CutBox(TRIM, x, y, width, height)
    yield CutBox(SAFE, x + safe, y + safe, width - 2 * safe, height - 2 * safe)


def stock_drawing(stock: Stock) -> tuple[float, float, tuple[CutBox, ...]]:
    """Return the width and height of a stock's paper in points, and its cards as boxes."""
    paper = PAPERS[stock.paper]
    return paper.width, paper.height, tuple(box for box in card_boxes(stock) if box.kind == TRIM)
