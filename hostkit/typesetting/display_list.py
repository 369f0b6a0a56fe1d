"""Defines the display list: immutable pages of placed items, which sheets return and the package pdf draws.

The origin is the top left corner of the page; x grows to the right, y grows down; lengths are in points. Every item
has a ``Role``, from which the structure tree is made, or is an ``ARTIFACT``. Items are in reading order.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from hostkit.typesetting.fonts import Glyph


class Role(NamedTuple):
    """The structure element of the tagged document to which an item belongs.

    ``tag`` is a standard structure type of PDF 1.7 (Sect, H1, P, L, LI, Lbl, LBody, Figure, Link, Span ...).
    Items with equal roles belong to the same element; ``serial`` distinguishes elements that are otherwise equal.
    ``alt`` is the alternative text of a figure.
    """

    tag: str
    serial: int = 0
    parent: Role | None = None
    alt: str = ""


ARTIFACT = Role("Artifact")
"""The role of decoration (rules, marks, footers), which screen readers skip."""


class Color(NamedTuple):
    """A color with red, green and blue from 0 to 1. If they are equal, it is written to PDF as a gray."""

    red: float
    green: float
    blue: float


class TextRun(NamedTuple):
    """Glyphs of one face on one baseline; (x, y) is the left end of the baseline.

    ``size`` is in points, while the measures of ``glyphs`` are in thousandths of an em.
    """

    x: float
    y: float
    face: str
    size: float
    color: Color
    glyphs: tuple[Glyph, ...]
    role: Role

    @property
    def text(self) -> str:
        """The source text of the run: the joined texts of its glyphs."""
        return "".join([glyph.text for glyph in self.glyphs])

    @property
    def width(self) -> float:
        """The sum of the advances, in points."""
        return sum(glyph.advance for glyph in self.glyphs) * self.size / 1000


class Rule(NamedTuple):
    """A straight line from (x, y) to (x2, y2), ``weight`` points thick, with butt ends."""

    x: float
    y: float
    x2: float
    y2: float
    weight: float
    color: Color
    role: Role = ARTIFACT


class Box(NamedTuple):
    """The outline of a rectangle whose top left corner is (x, y), stroked along its edge."""

    x: float
    y: float
    width: float
    height: float
    weight: float
    color: Color
    role: Role = ARTIFACT


class Curve(NamedTuple):
    """A line of straight parts and Bézier curves.

    It begins at ``start``. Each of ``parts`` goes on from the end of the one before: (x, y) is the end of a straight
    part, (x1, y1, x2, y2, x, y) are the control points and the end of a cubic Bézier curve.
    """

    start: tuple[float, float]
    parts: tuple[tuple[float, ...], ...]


class Strokes(NamedTuple):
    """Curves stroked ``weight`` points thick with butt ends; their points are relative to (x, y).

    ``dash`` holds the lengths of dashes and of the gaps between them in points; without it the curves are solid.
    """

    x: float
    y: float
    curves: tuple[Curve, ...]
    weight: float
    color: Color
    dash: tuple[float, float] | None = None
    role: Role = ARTIFACT


class Fill(NamedTuple):
    """A solid rectangle whose top left corner is (x, y)."""

    x: float
    y: float
    width: float
    height: float
    color: Color
    role: Role = ARTIFACT


class Symbol(NamedTuple):
    """A QR symbol as one filled black path.

    (x, y) is the top left corner of the dark modules, not of the quiet zone; ``module`` the side of one module;
    ``rows`` the matrix from the top, each row a string of "1" (dark) and "0".
    """

    x: float
    y: float
    module: float
    rows: tuple[str, ...]
    role: Role

    @property
    def side(self) -> float:
        """The side of the square of modules, without the quiet zone."""
        return self.module * len(self.rows)


class Raster(NamedTuple):
    """A picture of ``columns`` by ``rows`` dots with 8 bits a channel, from the top.

    ``channels`` is 1 for gray or 3 for red, green and blue; ``dots`` holds them compressed by zlib (PDF's Flate).
    """

    columns: int
    rows: int
    channels: int
    dots: bytes


class Picture(NamedTuple):
    """The picture of the document, in a rectangle whose top left corner is (x, y)."""

    x: float
    y: float
    width: float
    height: float
    role: Role


class LinkArea(NamedTuple):
    """A rectangle that opens ``url`` when it is clicked. Its ``role`` has the tag Link."""

    x: float
    y: float
    width: float
    height: float
    url: str
    description: str
    role: Role


class Placement(NamedTuple):
    """A page placed on another page.

    (x, y) is the top left corner of the area that it takes, which is ``scale`` times the size of the page as it is
    turned: clockwise by ``turn`` degrees, 0, 90, 180 or 270, about the center of the area.
    """

    x: float
    y: float
    page: Page
    turn: int = 0
    scale: float = 1.0


Item: TypeAlias = TextRun | Rule | Box | Strokes | Fill | Symbol | Picture | LinkArea | Placement


class Page(NamedTuple):
    """Items in reading order on an area of ``width`` by ``height`` points."""

    width: float
    height: float
    items: tuple[Item, ...]


class MisfitError(Exception):
    """Raised when a slot cannot be filled for an event because the layout around it would change."""


class Slot(NamedTuple):
    """A part of a document that depends on the event; ``items`` are the same objects as on the pages, not copies."""

    items: tuple[Item, ...]


class Document(NamedTuple):
    """The pages and the metadata of a PDF file.

    ``language`` is a BCP 47 tag. ``duplex`` is the viewer preference: Simplex, DuplexFlipLongEdge or
    DuplexFlipShortEdge. ``bookmarks`` requests an outline of the headings (tags H1 to H4). ``sides`` holds "front" or
    "back" for each page; if it is empty, all pages are fronts. ``slots`` are the parts that depend on the event; all
    other items are the same for every event. ``left_over`` holds texts for which the pages have no room.
    ``picture`` is what the items ``Picture`` show.
    """

    pages: tuple[Page, ...]
    title: str
    author: str
    subject: str
    language: str
    duplex: str
    bookmarks: bool = False
    sides: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    left_over: tuple[str, ...] = ()
    picture: Raster | None = None
