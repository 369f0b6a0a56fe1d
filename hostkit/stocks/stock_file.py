"""Reads a stock file as a Stock, with lengths in points.

It reports a stock whose cards extend beyond the paper, overlap or have impossible corners.
"""

from __future__ import annotations

from math import nan
from pathlib import Path
from typing import NamedTuple

from hostkit.core.errors import BadValue, Position
from hostkit.core.values import PAPERS, mm, parse_length, to_mm
from hostkit.core.yaml_advice import STOCK_KEYS
from hostkit.core.yaml_reader import YamlBlock, YamlReading

KEYS = (
    *("paper", "card", "first", "pitch", "grid", "plain", "duplex", "corner"),
    *("vendor", "parts", "product", "source"),
)
"""The keys of a stock file."""

MOST_CELLS = 20
"""The most columns or rows. Chosen by eye: the smallest stock that is sold, business cards, has five rows."""

_TOLERANCE = mm(0.01)
"""In points. The same size converted from inches and from millimetres differs by less than this."""

_UNREAD = nan
"""The value of an invalid length. It is NaN, with which no comparison holds, so it causes no further problems."""

_MEASURE_AGAIN = "Check card, first, pitch and grid against the maker's drawing."


class Stock(NamedTuple):
    """The positions of cards on a sheet of paper. All lengths are in points.

    ``width`` and ``height`` are the size of a card, ``left`` and ``top`` the position of the first card from the
    paper's upper left corner, ``pitch_across`` and ``pitch_down`` the distance from one card's edge to the next one's.
    ``plain`` paper is cut along marks; other stock is pre-cut. ``source`` says where the measures come from. ``parts``
    are the vendor's part numbers, ``product`` is the retail name, ``corner`` the radius of a card's corners, and
    ``duplex`` tells whether both sides can be printed.
    """

    name: str
    paper: str
    width: float
    height: float
    left: float
    top: float
    pitch_across: float
    pitch_down: float
    columns: int
    rows: int
    plain: bool
    source: str
    vendor: str = ""
    parts: tuple[str, ...] = ()
    product: str = ""
    corner: float = 0.0
    duplex: bool = True

    @property
    def right(self) -> float:
        """The right edge of the last column, in points from the paper's left edge."""
        return self.left + (self.columns - 1) * self.pitch_across + self.width

    @property
    def bottom(self) -> float:
        """The lower edge of the last row, in points from the paper's upper edge."""
        return self.top + (self.rows - 1) * self.pitch_down + self.height

    def corner_of(self, row: int, column: int) -> tuple[float, float]:
        """Return the upper left corner of a cell, in points from that of the paper. Rows and columns count from 0."""
        return self.left + column * self.pitch_across, self.top + row * self.pitch_down


def read_stock_file(path: Path) -> Stock:
    """Return the stock in a file. Its name is the file name without the extension.

    Raises:
        SourceError: with all problems in the file.

    """
    reading = YamlReading.of(path, STOCK_KEYS)
    root = reading.root(KEYS)
    stock = _stock(root, path.stem) if root else None
    if root and stock:
        _check_inside(root, stock)
        _check_apart(root, stock)
        _check_corner(root, stock)
    reading.done()
    assert stock is not None
    return stock


def _stock(root: YamlBlock, name: str) -> Stock:
    grid = root.required_block("grid", ("columns", "rows"))
    width, height = _lengths(root, "card", "width", "height")
    left, top = _lengths(root, "first", "left", "top")
    across, down = _lengths(root, "pitch", "across", "down")
    return Stock(
        name=name,
        paper=root.choice("paper", tuple(PAPERS)) or "",
        width=width,
        height=height,
        left=left,
        top=top,
        pitch_across=across,
        pitch_down=down,
        columns=grid.number("columns", 1, MOST_CELLS) if grid else 1,
        rows=grid.number("rows", 1, MOST_CELLS) if grid else 1,
        plain=root.yes_no("plain"),
        source=root.required_text("source").text,
        vendor=_text(root, "vendor"),
        parts=tuple(part.text for part in root.texts("parts")),
        product=_text(root, "product"),
        corner=_corner(root),
        duplex=root.yes_no("duplex", default=True),
    )


def _text(root: YamlBlock, key: str) -> str:
    found = root.text(key)
    return found.text if found else ""


def _lengths(root: YamlBlock, key: str, *names: str) -> tuple[float, ...]:
    """Return the lengths of one block in points; only those of ``first`` may be zero."""
    block = root.required_block(key, names)
    return tuple(_length(block, name, may_be_zero=key == "first") if block else _UNREAD for name in names)


def _length(block: YamlBlock, name: str, *, may_be_zero: bool) -> float:
    if not block.has(name):
        block.report_missing(name, 'Write a length with its unit, as in "105 mm".')

    def parse(text: str, at: Position) -> float:
        length = parse_length(text)
        if not length and not may_be_zero:
            raise BadValue(
                "length-out-of-range", "is zero.", "Write the length of a card, or from one card to the next."
            )
        return length

    found = block.parsed(name, parse)
    return _UNREAD if found is None else found


def _corner(root: YamlBlock) -> float:
    if not root.has("corner"):
        return 0.0
    found = root.parsed("corner", lambda text, at: parse_length(text))
    return _UNREAD if found is None else found


def _check_inside(root: YamlBlock, stock: Stock) -> None:
    """Report a problem if cards extend beyond the paper.

    Only fronts are checked: a back is at W - x - w or H - y - h, which is on the paper if and only if its front is.
    """
    paper = PAPERS.get(stock.paper)
    if paper is None:
        return
    for end, side, extent in ((stock.right, "right", paper.width), (stock.bottom, "lower", paper.height)):
        if end > extent + _TOLERANCE:
            beyond = f"{to_mm(end - extent):.2f} mm beyond the {side} edge of {paper.name} paper"
            root.report("card", "stock-impossible", f"the cards end {beyond}.", _MEASURE_AGAIN)


def _check_apart(root: YamlBlock, stock: Stock) -> None:
    axes = (
        (stock.columns, stock.pitch_across, stock.width, "across"),
        (stock.rows, stock.pitch_down, stock.height, "down"),
    )
    for count, pitch, size, direction in axes:
        if count > 1 and pitch < size - _TOLERANCE:
            what = f"the cards overlap {direction} by {to_mm(size - pitch):.2f} mm."
            remedy = "The pitch runs from one card's edge to the next one's: size and gap."
            root.report("pitch", "stock-impossible", what, remedy)


def _check_corner(root: YamlBlock, stock: Stock) -> None:
    most = min(stock.width, stock.height) / 2
    if stock.corner > most + _TOLERANCE:
        what = f"the radius is larger than half the card's shorter side, {to_mm(most):.2f} mm."
        root.report("corner", "stock-impossible", what, "Write the radius of one corner.")
    elif stock.plain and stock.corner > 0:
        root.report(
            "corner",
            "stock-impossible",
            "plain paper is cut straight.",
            "Take corner out, or write plain: no for stock cut already.",
        )
