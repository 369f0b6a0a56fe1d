"""The outline of a sheet of cards: a Stock in, one page out that is held against the real sheet.

Hairlines where the cuts should be, rounded where the stock is; a number in every cell; what it is, and a ruler of
100 mm. Only outlines come nearer to the paper's edge than a printer reaches. Knows no guide and no deck.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians, sin
from typing import NamedTuple

from hostkit.core.units import PAPERS, Paper, mm, to_mm
from hostkit.core.wording import printable
from hostkit.pdf import draw_document
from hostkit.stocks.marks import FROM_EDGE
from hostkit.stocks.stock import Stock
from hostkit.typesetting.columns import HAIRLINE, LINE, LONG_TICK, RULER, ruler
from hostkit.typesetting.display_list import Colour, Document, Item, Page, Role, Rule
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Typesetter

_INSET = mm(4)
_MEASURE, _LEAST_MEASURE = mm(70), mm(40)
_BLACK = Colour(0, 0, 0)
_NAME = Style("text-bold", 12, 16, _BLACK)
_WORDS = Style("text", 9, 12, _BLACK)
_NUMBER = Style("display", 18, 18, _BLACK)
_LEAST_CELL = mm(12)
"""A cell smaller than this, as far as a printer reaches, has no number."""

_ARC = 6
"""Straight lines that stand for a quarter of a circle: on a corner of 5 mm they are within 0.05 mm of it."""

_RULER_RISE = mm(15)

_HOW = (
    "Print at actual size, lay the real sheet on it and hold both against a lamp. Every line should fall on a cut, "
    "and the ruler measure 100 mm."
)


class _CellEdges(NamedTuple):
    """A card's place on the paper, or the part of it that a printer reaches."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, paper: Paper) -> _CellEdges:
        """Return the part that a printer reaches."""
        right, bottom = min(self.right, paper.width - FROM_EDGE), min(self.bottom, paper.height - FROM_EDGE)
        return _CellEdges(max(self.left, FROM_EDGE), max(self.top, FROM_EDGE), right, bottom)


def outline_page(stock: Stock) -> Page:
    """Return the outline of a stock's sheet, at the size of its paper. Cells are numbered row by row."""
    paper = PAPERS[stock.paper]
    cells = list(_cells(stock))
    items = [
        *_outlines(cells, stock.corner),
        *_about(stock, cells[0].within(paper), paper),
        *_numbers([cell.within(paper) for cell in cells]),
        *_ruler(cells[-1].within(paper), paper),
    ]
    return Page(paper.width, paper.height, tuple(items))


def _cells(stock: Stock) -> Iterator[_CellEdges]:
    for row in range(stock.rows):
        for column in range(stock.columns):
            left = stock.left + column * stock.pitch_across
            top = stock.top + row * stock.pitch_down
            yield _CellEdges(left, top, left + stock.width, top + stock.height)


def _outlines(cells: list[_CellEdges], corner: float) -> list[Item]:
    """Return the lines of all cells, each once: neighbours share theirs."""
    lines: dict[tuple[tuple[float, float], ...], Item] = {}
    for cell in cells:
        points = [(round(x, 3), round(y, 3)) for x, y in _points(cell, corner)]
        for start, end in zip(points, [*points[1:], points[0]], strict=True):
            lines.setdefault(tuple(sorted((start, end))), Rule(*start, *end, HAIRLINE, LINE))
    return list(lines.values())


def _points(cell: _CellEdges, radius: float) -> Iterator[tuple[float, float]]:
    """Yield the corners of a cell clockwise from the upper right; rounded ones as points of their arcs."""
    left, top, right, bottom = (
        cell.left + radius,
        cell.top + radius,
        cell.right - radius,
        cell.bottom - radius,
    )
    for x, y, start in ((right, top, -90), (right, bottom, 0), (left, bottom, 90), (left, top, 180)):
        for step in range(_ARC + 1) if radius else (0,):
            angle = radians(start + 90 * step / _ARC)
            yield x + radius * cos(angle), y + radius * sin(angle)


def _about(stock: Stock, cell: _CellEdges, paper: Paper) -> list[Item]:
    """Return name, measures and what to do, in the first cell where that is large enough."""
    typesetter = Typesetter("en")
    size = f"{round(to_mm(stock.width), 2):g} × {round(to_mm(stock.height), 2):g} mm"
    grid = f"{stock.columns} across, {stock.rows} down, {paper.name} paper"
    room = cell.right - cell.left - 2 * _INSET
    measure = min(room, _MEASURE) if room >= _LEAST_MEASURE else _MEASURE
    blocks = [
        typesetter.balanced(printable(stock.name), _NAME, measure, Role("H1", 1)),
        typesetter.balanced(f"{size}, {grid}", _WORDS, measure, Role("P", 2)),
        typesetter.balanced(_HOW, _WORDS, measure, Role("P", 3)),
    ]
    x = min(cell.left + _INSET, paper.width - FROM_EDGE - measure)
    y = min(cell.top + _INSET, paper.height - FROM_EDGE - sum(block.height for block in blocks))
    items: list[Item] = []
    for block in blocks:
        items += block.place(x, y)
        y += block.height
    return items


def _numbers(cells: list[_CellEdges]) -> Iterator[Item]:
    for number, cell in enumerate(cells, start=1):
        if min(cell.right - cell.left, cell.bottom - cell.top) >= _LEAST_CELL:
            block = Typesetter("en").line(str(number), _NUMBER, Role("P", 3 + number))
            yield from block.place_right(cell.right - _INSET, cell.bottom - _INSET - block.height)


def _ruler(cell: _CellEdges, paper: Paper) -> Iterator[Item]:
    """Yield a ruler in the middle of the paper, above the lower edge of the last row where there is room."""
    y = min(max(cell.bottom - _RULER_RISE, FROM_EDGE + LONG_TICK), paper.height - FROM_EDGE - _WORDS.leading)
    left = (paper.width - RULER) / 2
    yield from ruler(left, y)
    yield from Typesetter("en").line("100 mm", _WORDS, Role("P", 0)).place(left, y)


def draw_outline(stock: Stock) -> bytes:
    """Return the PDF file to hold against a sheet of the stock.

    Raises HostkitError when no font has a letter of the stock's name.
    """
    name = printable(stock.name)
    return draw_document(
        Document(
            pages=(outline_page(stock),),
            title=f"{name}: outline",
            author="hostkit",
            subject=f"Where the cards of {name} lie on a sheet",
            language="en",
            duplex="Simplex",
        )
    )
