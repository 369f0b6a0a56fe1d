"""Data about slots on drawn pages, the graphics state, and the protocols of the tags and fonts of a page writer.

A page writer makes an ``Occurrence`` for each slot that it meets; it holds everything needed to draw the items of
another event in the same place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeAlias

from hostkit.pdf import syntax
from hostkit.pdf.syntax import IndirectObject
from hostkit.pdf.tags import Corners
from hostkit.typesetting.display_list import Color, Placement, Role, Slot
from hostkit.typesetting.fonts import Glyph


class PageTransform(NamedTuple):
    """The position of a placed page on its sheet.

    (x, y) is the page's own top left corner, in points from the bottom left of the sheet. (``across``, ``down``) is
    where a step of 1 pt to the right on the page leads on the sheet: (1, 0), or for a page that is scaled by 2 and
    turned by 90 degrees (0, 2).
    """

    x: float
    y: float
    across: float
    down: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page is on the sheet, in points from the bottom left."""
        return self.x + self.across * x - self.down * y, self.y - self.down * x - self.across * y

    def corners(self, x: float, y: float, width: float, height: float) -> Corners:
        """Return left, bottom, right and top, on the sheet, of a rectangle of the page."""
        (x1, y1), (x2, y2) = self.point(x, y), self.point(x + width, y + height)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def within(self, placement: Placement) -> PageTransform:
        """Return the transform of a page that is placed on this one."""
        x, y = self.point(*corner_of(placement))
        (cosine, sine), scale = TURNS[placement.turn], placement.scale
        across, down = self.across * cosine - self.down * sine, self.down * cosine + self.across * sine
        return PageTransform(x, y, scale * across, scale * down)


TURNS = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
"""The cosine and the sine of each turn of a placed page, which is clockwise and in degrees."""


def corner_of(placement: Placement) -> tuple[float, float]:
    """Return the position of the page's own top left corner, which is another corner of the area if it is turned."""
    x, y, page, turn, scale = placement
    width, height = (page.height, page.width) if turn % 180 else (page.width, page.height)
    return x + scale * width * (turn in (90, 180)), y + scale * height * (turn in (180, 270))


class SymbolPath(NamedTuple):
    """A content stream with the path of a QR symbol, in units of modules. It does not depend on the position."""

    rows: tuple[str, ...]


ContentPiece: TypeAlias = str | SymbolPath


class DrawnSlot(NamedTuple):
    """The items of a slot, drawn in one place.

    ``pieces`` are the pieces of content, ``annotations`` the contents of the link annotations, and ``figures`` the
    role, alternative text and bounding box of each figure.
    """

    pieces: Sequence[ContentPiece]
    annotations: Sequence[bytes]
    figures: Sequence[tuple[Role, str, Corners]]


class Occurrence(NamedTuple):
    """One place where a slot is drawn, with everything needed to draw other items there.

    ``page`` counts from 0; ``frame`` and ``height`` are the transform and the height in points of the placed page.
    ``first`` is the MCID of the first marked-content sequence of the slot, and ``owners`` are the roles of its
    sequences in order. ``annotations`` are those of its links, and ``pieces`` the objects for its content. ``drawn`` is
    the slot as drawn for the template's own event, or None if that needs fonts other than the template's.
    """

    slot: Slot
    page: int
    frame: PageTransform
    height: float
    first: int
    owners: tuple[Role, ...]
    annotations: tuple[Annotated, ...]
    pieces: tuple[IndirectObject, ...]
    drawn: DrawnSlot | None


class Annotated(NamedTuple):
    """The annotation of a link in a slot: its object, the role of its element, and its key in the parent tree."""

    body: IndirectObject
    role: Role
    key: int


class Tags(Protocol):
    """Numbers the marked-content sequences of pages and assigns content to structure elements."""

    def mark(self, role: Role, page: int) -> int:
        """Assign the next marked-content sequence of a page to the element of a role, and return its MCID."""

    def annotate(self, role: Role, page: int, annotation: IndirectObject) -> int:
        """Add a link annotation of a page to the structure element of a role, and return its StructParent key."""

    def occupy(self, role: Role, page: int, corners: Corners) -> None:
        """Extend the bounding box of the element of a role by a rectangle."""


Shown: TypeAlias = tuple[str, str, bool]
"""Drawn glyphs: the resource name of their font, the operators that draw them, and whether they need ActualText.

They need it if a mark is moved back over its letter, because readers would extract a space there, or if a glyph has no
source text of its own.
"""


class Fonts(Protocol):
    """The fonts with which text runs are drawn."""

    def shown(self, face: str, glyphs: tuple[Glyph, ...], size: float) -> Shown:
        """Return the operators that draw glyphs of a face at a size in points."""


class OwnFonts(Fonts, Protocol):
    """The fonts of a slot. ``used_others`` is set when a glyph was drawn with a font that is not the template's."""

    used_others: bool


class Noting:
    """Passes calls on to the tags, and records those made for a slot.

    ``first`` is the MCID of the first marked-content sequence, ``owners`` are the roles of all sequences, ``annotated``
    the roles and keys of the links, and ``figures`` the role, alternative text and bounding box of each figure.
    """

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self.first = 0
        self.owners: list[Role] = []
        self.annotated: list[tuple[Role, int]] = []
        self.figures: list[tuple[Role, str, Corners]] = []

    def mark(self, role: Role, page: int) -> int:
        """Return the MCID that the tags assign, and record the role."""
        mcid = self._tags.mark(role, page)
        if not self.owners:
            self.first = mcid
        self.owners.append(role)
        return mcid

    def annotate(self, role: Role, page: int, annotation: IndirectObject) -> int:
        """Return the key that the tags assign, and record it with the role."""
        key = self._tags.annotate(role, page, annotation)
        self.annotated.append((role, key))
        return key

    def occupy(self, role: Role, page: int, corners: Corners) -> None:
        """Record the rectangle of a figure without passing it on, because it depends on the event."""
        self.figures.append((role, role.alt, corners))


class Pen:
    """The current graphics state; an attribute is None if its value is not known."""

    def __init__(self) -> None:
        self.fill: Color | None = None
        self.stroke: Color | None = None
        self.weight: float | None = None
        self.font: str | None = None
        self.size: float | None = None

    def fill_with(self, color: Color) -> list[str]:
        """Return the operators that set the color of texts and areas, unless it is set."""
        if color == self.fill:
            return []
        self.fill = color
        return [syntax.fill_color(color)]

    def stroke_with(self, color: Color, weight: float) -> list[str]:
        """Return the operators that set the color and the weight of lines, unless they are set."""
        operators = []
        if color != self.stroke:
            self.stroke = color
            operators.append(syntax.stroke_color(color))
        if weight != self.weight:
            self.weight = weight
            operators.append(f"{syntax.size(weight)} w")
        return operators
