"""Draws the outline of a stock: one page to hold against a real sheet, to check the measurements in the stock's file.

The page has hairlines where the cuts should be, with rounded corners if the stock has them, a number in every cell, the
name of the stock and a 100 mm ruler. Only the outlines come within 7 mm of the paper's edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import cos, radians, sin
from typing import NamedTuple

from hostkit.core.values import PAPERS, Paper, mm, to_mm
from hostkit.core.wording import printable
from hostkit.pdf import draw_document
from hostkit.sheets import style
from hostkit.stocks.imposition import FROM_EDGE
from hostkit.stocks.stock import Stock
from hostkit.typesetting.display_list import Document, Item, Page, Role, Rule
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import HAIRLINE, LINE, LONG_TICK, RULER, Typesetter, ruler

_INSET = mm(4)
"""From the edge of a cell to its text. Chosen by eye: the safe margin of a card in the design is 4 mm."""

_MEASURE, _LEAST_MEASURE = mm(70), mm(40)
"""The measure of the text, and the smallest one at which it stays inside the first cell. Chosen by eye: about 45
characters of 9 pt, and a measure that holds four words of the instruction."""

_NAME = Style("text-bold", 12, 16, style.BLACK)
_WORDS = Style("text", 9, 12, style.BLACK)
_NUMBER = Style("display", 18, 18, style.BLACK)
_LEAST_CELL = mm(12)
"""A cell with a printable area narrower or lower than this has no number. Chosen by eye: an 18 pt number and insets."""

_ARC = 6
"""Straight lines in a quarter circle: with a 5 mm radius they are within 0.05 mm of the arc."""

_RULER_RISE = mm(15)
"""From the lower edge of the last row up to the ruler. Chosen by eye: the ruler and its label are inside the cells."""

_RULER_GAP = mm(1)
"""The least gap from the ruler to the cells above it and to the printable edge. Chosen by eye."""

_HOW = (
    "Print at actual size, lay the real sheet on it and hold both against a lamp. Every line should fall on a cut, "
    "and the ruler measure 100 mm."
)


class _CellEdges(NamedTuple):
    """The edges of a cell, in points from the paper's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, paper: Paper) -> _CellEdges:
        """Return the edges of the cell's printable area."""
        right, bottom = min(self.right, paper.width - FROM_EDGE), min(self.bottom, paper.height - FROM_EDGE)
        return _CellEdges(max(self.left, FROM_EDGE), max(self.top, FROM_EDGE), right, bottom)


def outline_page(stock: Stock) -> Page:
    """Return the outline of a stock at the size of its paper, with cells numbered row by row."""
    paper = PAPERS[stock.paper]
    cells = list(_cells(stock))
    items = [
        *_outlines(cells, stock.corner),
        *_about(stock, cells[0].within(paper), paper),
        *_numbers([cell.within(paper) for cell in cells]),
        *_ruler(cells[-1], paper),
    ]
    return Page(paper.width, paper.height, tuple(items))


def _cells(stock: Stock) -> Iterator[_CellEdges]:
    for row, column in product(range(stock.rows), range(stock.columns)):
        left, top = stock.corner_of(row, column)
        yield _CellEdges(left, top, left + stock.width, top + stock.height)


def _outlines(cells: list[_CellEdges], corner: float) -> list[Item]:
    """Return the outlines of all cells, ``corner`` points in radius; a line shared by two cells is drawn once."""
    lines: dict[tuple[tuple[float, float], ...], Item] = {}
    for cell in cells:
        points = [(round(x, 3), round(y, 3)) for x, y in _points(cell, corner)]
        for start, end in zip(points, [*points[1:], points[0]], strict=True):
            lines.setdefault(tuple(sorted((start, end))), Rule(*start, *end, HAIRLINE, LINE))
    return list(lines.values())


def _points(cell: _CellEdges, radius: float) -> Iterator[tuple[float, float]]:
    """Yield the corners of a cell clockwise from the upper right; a rounded corner as the points of its arc."""
    left, top = cell.left + radius, cell.top + radius
    right, bottom = cell.right - radius, cell.bottom - radius
    for x, y, start in ((right, top, -90), (right, bottom, 0), (left, bottom, 90), (left, top, 180)):
        for step in range(_ARC + 1) if radius else (0,):
            angle = radians(start + 90 * step / _ARC)
            yield x + radius * cos(angle), y + radius * sin(angle)


def _about(stock: Stock, cell: _CellEdges, paper: Paper) -> list[Item]:
    """Return the name, the measurements and the instruction, in the first cell if it is large enough."""
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
    """Yield a 100 mm ruler with its label: below the cells, in the last cell, or near the lower edge of the last row.

    In the last place it crosses the cut between two cells at right angles, at its middle tick.
    """
    label = Typesetter("en").line("100 mm", _WORDS, Role("P", 0))
    left, below = (paper.width - RULER) / 2, cell.bottom + LONG_TICK + _RULER_GAP
    if below <= paper.height - FROM_EDGE - _RULER_GAP:
        yield from ruler(left, below)
        yield from label.place(left + RULER + _RULER_GAP, below - _WORDS.baseline)
        return
    printable = cell.within(paper)
    if printable.right - printable.left >= RULER:
        left = (printable.left + printable.right - RULER) / 2
    y = max(printable.bottom - _RULER_RISE, FROM_EDGE + LONG_TICK)
    y = min(y, paper.height - FROM_EDGE - _WORDS.leading)
    yield from ruler(left, y)
    yield from label.place(left, y)


def draw_outline(stock: Stock) -> bytes:
    """Return the outline of a stock as a PDF file.

    Raises:
        HostkitError: no font has one of the characters of the stock's name.

    """
    name = printable(stock.name)
    title, subject = f"{name}: outline", f"Where the cards of {name} lie on a sheet"
    return draw_document(Document((outline_page(stock),), title, "hostkit", subject, "en", "Simplex"))
