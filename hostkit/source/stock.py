"""Card stock: how cards lie on a sheet.

In: a name, or a file under ``stocks/``. Out: a frozen Stock in points. A stock that leaves its paper or
overlaps itself is refused here, so that no later stage meets one. Knows nothing of guides, pages or marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hostkit.ground.errors import BadValue, Position
from hostkit.ground.geometry import PAPERS
from hostkit.ground.units import mm, parse_length, to_mm
from hostkit.source.schema import Block, Reading
from hostkit.source.values import one_of

DEFAULT_STOCKS = {"a4": "a6-4up", "letter": "quarter-letter"}
"""The stock of each paper when none is named."""

MOST_CELLS = 20
"""Columns or rows of a sheet; business cards, the smallest stock, have five rows."""

_SLACK = mm(0.01)
"""Sizes given in inches and millimetres differ by less."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Where cards lie on a sheet, in points: their size, the first one's corner, the pitch to the next.

    ``left`` and ``top`` are measured from the paper's upper left corner to the first card. ``plain`` paper is
    cut along marks, other stock is cut already. ``source`` says who vouches for the measures.
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


def stock_names() -> tuple[str, ...]:
    """Return the names of all stocks, in order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def default_stock(paper: str) -> Stock:
    """Return the stock that a paper has when none is named."""
    return read_stock(DEFAULT_STOCKS[paper])


@cache
def read_stock(name: str) -> Stock:
    """Return a stock by its name.

    Raises:
        BadValue: there is no stock of this name.
        SourceError: its file is wrong.

    """
    return read_stock_file(_folder() / f"{one_of(name, stock_names())}.yaml")


def read_stock_file(path: Path) -> Stock:
    """Read a stock file; its name is the file's without its ending.

    Raises:
        SourceError: with every problem of the file.

    """
    reading = Reading.of(path)
    root = reading.root(("paper", "card", "first", "pitch", "grid", "plain", "source"))
    stock = _stock(root, path.stem) if root else None
    if root and stock and not reading.problems:
        _check_inside(root, stock)
        _check_apart(root, stock)
    reading.done()
    assert stock is not None
    return stock


def _folder() -> Path:
    return Path(__file__).resolve().parent.parent / "stocks"


def _stock(root: Block, name: str) -> Stock:
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
        columns=grid.number("columns", 1, MOST_CELLS) if grid else 0,
        rows=grid.number("rows", 1, MOST_CELLS) if grid else 0,
        plain=root.yes_no("plain"),
        source=root.required_text("source").text,
    )


def _lengths(root: Block, key: str, *names: str) -> tuple[float, ...]:
    """Return the lengths of one group; only the first card's corner may be at zero."""
    block = root.required_block(key, names)
    return tuple(_length(block, name, may_be_zero=key == "first") if block else 0.0 for name in names)


def _length(block: Block, name: str, *, may_be_zero: bool) -> float:
    if not block.has(name):
        block.report(name, "is missing.", 'Write a length with its unit, as in "105 mm".')

    def parse(text: str, at: Position) -> float:
        length = parse_length(text)
        if not length and not may_be_zero:
            raise BadValue("is zero.", "Write the length of a card, or from one card to the next.")
        return length

    return block.parsed(name, parse) or 0.0


def _check_inside(root: Block, stock: Stock) -> None:
    paper = PAPERS[stock.paper]
    right = stock.left + (stock.columns - 1) * stock.pitch_across + stock.width
    bottom = stock.top + (stock.rows - 1) * stock.pitch_down + stock.height
    for end, side, extent in ((right, "right", paper.width), (bottom, "lower", paper.height)):
        if end > extent + _SLACK:
            wrong = (
                f"the cards end {to_mm(end - extent):.2f} mm beyond the {side} edge of {paper.name} paper."
            )
            root.report("card", wrong, "Check card, first, pitch and grid against the maker's drawing.")


def _check_apart(root: Block, stock: Stock) -> None:
    rows = (
        (stock.columns, stock.pitch_across, stock.width, "across"),
        (
            stock.rows,
            stock.pitch_down,
            stock.height,
            "down",
        ),
    )
    for count, pitch, size, way in rows:
        if count > 1 and pitch < size - _SLACK:
            wrong = f"the cards overlap {way} by {to_mm(size - pitch):.2f} mm."
            root.report(
                "pitch", wrong, "The pitch runs from one card's edge to the next one's: size and gap."
            )
