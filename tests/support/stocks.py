"""Card stock as its makers draw it, and sheets of cards measured in the finished file.

Nothing here asks hostkit where a card lies: the table is written from the makers' measures, what is printed is read
from text positions and paths. Lengths are in millimeters, y grows down from the upper left corner of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tests.support.content import STROKE, TEXT, painted
from tests.support.pages import MM, Pdf

SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""ISO 216 and ANSI/ASME Y14.1."""

NEAR = 0.1
"""A card may lie so far from its cell."""


class Rect(NamedTuple):
    """Left, top, right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def inset(self, by: float) -> Rect:
        return Rect(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def holds(self, other: Rect, slack: float = 0.0) -> bool:
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Rect) -> bool:
        return (
            other.left < self.right
            and other.right > self.left
            and other.top < self.bottom
            and other.bottom > self.top
        )


class Grid(NamedTuple):
    """A stock: size of a card, corner of the first, pitch to the next, columns and rows."""

    paper: str
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    columns: int
    rows: int
    plain: bool = False

    @property
    def sheet(self) -> Rect:
        return Rect(0, 0, *SIZES[self.paper])

    @property
    def edge_to_edge(self) -> bool:
        """Whether cards run to the paper's edges."""
        return self.left == self.top == 0

    @property
    def large(self) -> bool:
        return self.width >= 100 and self.height >= 130

    @property
    def number(self) -> tuple[float, float]:
        """Where the number stands on a card: its left edge and its baseline (look/README.md)."""
        if self.large:
            return 13.0, 14.0 + 0.76 * 28 / MM
        # Where cards reach to what no printer prints, the margin is 8 mm. Type over 20 pt lowers the first baseline
        # from 15.7 pt to 0.76 of its size, so that capitals keep clear of the trim; these decks stand at 28 pt.
        margin = 8.0 if min(self.left, self.top) < 7 else 6.0
        return margin, margin + 0.76 * 28 / MM

    def cells(self, *, mirrored: bool = False) -> Iterator[Rect]:
        """Yield the cells of a side, row by row; ``mirrored`` in x, as a sheet turned like a page has them."""
        for row in range(self.rows):
            for column in range(self.columns):
                x, y = self.left + column * self.across, self.top + row * self.down
                if mirrored:
                    x = self.sheet.right - x - self.width
                yield Rect(x, y, x + self.width, y + self.height)


STOCKS = {
    "a5-2up": Grid("a4", 210, 148.5, 0, 0, 210, 148.5, 1, 2, plain=True),
    "a6-4up": Grid("a4", 105, 148.5, 0, 0, 105, 148.5, 2, 2, plain=True),
    "a7-8up": Grid("a4", 105, 74.25, 0, 0, 105, 74.25, 2, 4, plain=True),
    "quarter-letter": Grid("letter", 107.95, 139.7, 0, 0, 107.95, 139.7, 2, 2, plain=True),
    "eighth-letter": Grid("letter", 107.95, 69.85, 0, 0, 107.95, 69.85, 2, 4, plain=True),
    "avery-5371": Grid("letter", 88.9, 50.8, 19.05, 12.7, 88.9, 50.8, 2, 5),
    "avery-5388": Grid("letter", 127, 76.2, 44.45, 25.4, 127, 76.2, 1, 3),
    "avery-5389": Grid("letter", 152.4, 101.6, 31.75, 31.75, 152.4, 114.3, 1, 2),
    "avery-5384": Grid("letter", 101.6, 76.2, 6.35, 25.4, 101.6, 76.2, 2, 3),
    "avery-8373": Grid("letter", 88.9, 50.8, 12.7, 19.05, 101.6, 63.5, 2, 4),
    "avery-8387": Grid("letter", 107.95, 139.7, 0, 0, 107.95, 139.7, 2, 2),
    "avery-l7414": Grid("a4", 90, 52, 15, 18.5, 90, 52, 2, 5),
    "avery-l7418": Grid("a4", 86, 55, 19, 38.5, 86, 55, 2, 4),
    "avery-c32011": Grid("a4", 85, 54, 15, 13.5, 95, 54, 2, 5),
    "avery-c32015": Grid("a4", 85, 54, 17, 31.5, 91, 60, 2, 4),
}
"""The makers' measures in mm: every stock that comes with hostkit."""


class Piece(NamedTuple):
    """Something painted: as ``content.Painted``, but in millimeters from the upper left corner."""

    kind: str
    written: str
    size: float
    box: Rect

    @property
    def is_number(self) -> bool:
        """Whether it is a card's number: type of 28 or 18 points in the one color there is."""
        return self.kind == TEXT and self.size in (28, 18) and self.written.endswith("rg")

    @property
    def ink(self) -> Rect:
        """What is blackened: a stroke with its weight, its ends butt; of a text the origin of its first glyph."""
        if self.kind != STROKE:
            return self.box
        left, top, right, bottom = self.box
        half = self.size / 2 / MM
        beside, above = (half if top != bottom else 0), (half if left != right else 0)
        return Rect(left - beside, top - above, right + beside, bottom + above)

    def from_corner(self, cell: Rect, *, turned: bool) -> Piece:
        """Return the piece as its card has it; ``turned``: the card lies upside down in its cell."""
        left, top, right, bottom = self.box
        if turned:
            box = Rect(cell.right - right, cell.bottom - bottom, cell.right - left, cell.bottom - top)
        else:
            box = Rect(left - cell.left, top - cell.top, right - cell.left, bottom - cell.top)
        return self._replace(box=box)

    def is_near(self, other: Piece) -> bool:
        """Tell whether both are the same thing at the same place."""
        return self[:2] == other[:2] and all(
            abs(one - its) <= NEAR
            for one, its in zip((self.size, *self.box), (other.size, *other.box), strict=True)
        )


def pieces(pdf: Pdf, page: int) -> list[Piece]:
    """Return what a page paints, in order."""
    height = pdf.size(page)[1]
    return [
        Piece(
            found.kind,
            found.written,
            found.size,
            Rect(found.left / MM, (height - found.top) / MM, found.right / MM, (height - found.bottom) / MM),
        )
        for found in painted(pdf, page)
    ]


def letters(pdf: Pdf, page: int) -> list[tuple[str, Rect]]:
    """Return what each character of a page blackens; a space at the end of a line blackens nothing."""
    return [
        (ink.text, Rect(ink.left / MM, ink.top / MM, ink.right / MM, ink.bottom / MM))
        for ink in pdf.ink(page)
        if not ink.text.isspace()
    ]


def within(found: list[Piece], cell: Rect) -> list[Piece]:
    """Return the pieces whose middle lies in a cell, hairlines on its edges left out."""
    inner = cell.inset(0.5)
    return [piece for piece in found if inner.meets(_middle(piece.box))]


def _middle(box: Rect) -> Rect:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return Rect(x - 1e-6, y - 1e-6, x + 1e-6, y + 1e-6)
