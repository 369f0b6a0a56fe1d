"""Writes the items of a page as PDF operators, and collects tags, links and headings.

Pages of the display list have their origin at the top left and y grows down; in PDF it is at the bottom left and y
grows up. Only this module converts between them.

All painting is inside marked-content sequences, each of one element or an artifact. Sequences end where a placed page
begins or ends, so that they never cross q and Q.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any, NamedTuple
from unicodedata import normalize

from hostkit.pdf import syntax
from hostkit.pdf.file_structure import PICTURE
from hostkit.pdf.metadata import Headings, heading_of
from hostkit.pdf.slots import (
    TURNS,
    Annotated,
    ContentPiece,
    DrawnSlot,
    Fonts,
    Noting,
    Occurrence,
    OwnFonts,
    PageTransform,
    Pen,
    SymbolPath,
    Tags,
    corner_of,
)
from hostkit.pdf.syntax import IndirectObject, number, text_string
from hostkit.pdf.tags import link_annotation
from hostkit.typesetting.display_list import (
    ARTIFACT,
    Box,
    Color,
    Fill,
    Item,
    LinkArea,
    Page,
    Picture,
    Placement,
    Role,
    Rule,
    Slot,
    Strokes,
    Symbol,
    TextRun,
)

_BLACK = Color(0.0, 0.0, 0.0)


class PageContent(NamedTuple):
    """The content of a drawn page in order, as fixed pieces and slots, and the annotations of the page."""

    pieces: tuple[ContentPiece | Occurrence, ...]
    annotations: tuple[IndirectObject, ...]


class PageWriter:
    """Writes the content of one page, numbered from 0, and adds to the document's tags, fonts and headings."""

    def __init__(
        self,
        page: int,
        tags: Tags,
        fonts: Fonts,
        headings: Headings | None = None,
        slots: Mapping[int, Slot] | None = None,
        slot_fonts: OwnFonts | None = None,
    ) -> None:
        self._page = page
        self._slots = slots or {}
        self._tags = tags
        self._fonts = fonts
        self._slot_fonts = slot_fonts
        self._headings = headings
        self._parts: list[str] = []
        self._pieces: list[ContentPiece | Occurrence] = []
        self._annotations: list[IndirectObject] = []
        self._open: Role | None = None
        self._pen = Pen()
        self._frame = PageTransform(0.0, 0.0, 1.0, 0.0)
        self._height = 0.0

    def write(self, page: Page) -> PageContent:
        """Return the content of a page, with its slots as separate pieces.

        Raises ValueError for NaN, sizes of zero or less, glyph 0 and unknown tags.
        """
        syntax.size(page.width), syntax.size(page.height)
        self._items(page, PageTransform(0.0, page.height, 1.0, 0.0))
        self._end_piece()
        return PageContent(tuple(self._pieces), tuple(self._annotations))

    def write_slot(
        self, items: Sequence[Item], frame: PageTransform, height: float
    ) -> tuple[ContentPiece, ...]:
        """Return the content of the items of a slot. ``height`` is the height of their page in points."""
        self._frame, self._height = frame, height
        self._draw_all(items)
        self._end_piece()
        return _plain(self._pieces)

    def _items(self, page: Page, frame: PageTransform) -> None:
        self._frame, self._height = frame, page.height
        if not self._slots:
            self._draw_all(page.items)
            return
        items, k = page.items, 0
        while k < len(items):
            slot = self._slots.get(id(items[k]))
            if slot is None:
                _DRAW[type(items[k])](self, items[k])
                k += 1
            else:
                self._leave_room(slot)
                k += len(slot.items)
        self._mark(None)

    def _draw_all(self, items: Sequence[Item]) -> None:
        for item in items:
            _DRAW[type(item)](self, item)
        self._mark(None)

    def _end_piece(self) -> None:
        if self._parts:
            self._pieces.append("\n".join(self._parts))
            self._parts = []

    def _leave_room(self, slot: Slot) -> None:
        """Add the tags, headings and links of a slot, and an Occurrence in place of its content."""
        assert self._slot_fonts
        self._mark(None)
        self._end_piece()
        before = self._tags, self._fonts, self._pieces, self._annotations
        noting, fonts = Noting(self._tags), self._slot_fonts
        pieces: list[ContentPiece | Occurrence] = []
        links: list[IndirectObject] = []
        self._tags, self._fonts, self._pieces, self._annotations = noting, fonts, pieces, links
        fonts.used_others = False
        # A slot sets all the colors and fonts that it needs, and the content after it sets its own again.
        self._pen = Pen()
        self._draw_all(slot.items)
        self._end_piece()
        self._pen = Pen()
        self._tags, self._fonts, self._pieces, self._annotations = before
        drawn = DrawnSlot(_plain(pieces), tuple([link.content for link in links]), tuple(noting.figures))
        self._annotations += links
        self._pieces.append(
            Occurrence(
                slot, self._page, self._frame, self._height, noting.first, tuple(noting.owners),
                tuple([Annotated(body, *link) for body, link in zip(links, noting.annotated, strict=True)]),
                tuple([IndirectObject() for _ in pieces]), None if fonts.used_others else drawn,
            )
        )  # fmt: skip

    def _mark(self, role: Role | None) -> None:
        """End the open marked-content sequence, and begin one for ``role`` unless that is None or already open."""
        before = self._open
        if role is before or role == before:
            return
        if before is not None:
            self._parts.append("EMC")
        self._open = role
        if role is None:
            return
        tag = role.tag
        if tag == ARTIFACT.tag:
            self._parts.append("/Artifact BMC")
        else:
            self._parts.append(f"/{tag} <</MCID {self._tags.mark(role, self._page)}>> BDC")

    def _add_to_heading(self, headings: Headings, run: TextRun) -> None:
        if heading := heading_of(run.role):
            top = self._frame.corners(run.x, run.y - run.size, 0.0, run.size)[3]
            headings.add(heading, run, self._page, top)

    def _text(self, run: TextRun) -> None:
        x, y, face, size, color, glyphs, role = run
        if not glyphs:
            return
        # Most runs have the same role as the run before, and comparing identity is faster.
        if role is not self._open:
            self._mark(role)
        pen = self._pen
        if color is not pen.fill:
            self._parts += pen.fill_with(color)
        font, shown, reads_apart = self._fonts.shown(face, glyphs, size)
        select = ""
        if font != pen.font or size != pen.size:
            pen.font, pen.size = font, size
            select = f"/{font} {syntax.size(size)} Tf "
        text = f"BT {select}{number(x)} {number(self._height - y)} Td{shown} ET"
        if reads_apart:
            # The text as it is typed (PDF 32000-1, 14.9.4), or readers would extract a space after each mark.
            typed = text_string(normalize("NFC", run.text))
            text = f"/Span <</ActualText {typed}>> BDC\n{text}\nEMC"
        self._parts.append(text)
        if self._headings is not None:
            self._add_to_heading(self._headings, run)

    def _rule(self, rule: Rule) -> None:
        self._mark(rule.role)
        self._parts += self._pen.stroke_with(rule.color, rule.weight)
        self._parts.append(syntax.line(rule.x, self._height - rule.y, rule.x2, self._height - rule.y2))

    def _box(self, box: Box) -> None:
        self._mark(box.role)
        self._parts += self._pen.stroke_with(box.color, box.weight)
        bottom = self._height - box.y - box.height
        self._parts.append(syntax.rectangle(box.x, bottom, box.width, box.height, "S"))

    def _strokes(self, strokes: Strokes) -> None:
        self._mark(strokes.role)
        self._parts += self._pen.stroke_with(strokes.color, strokes.weight)
        self._parts.append(syntax.path(strokes.curves, strokes.x, self._height - strokes.y, strokes.dash))

    def _fill(self, fill: Fill) -> None:
        self._mark(fill.role)
        self._parts += self._pen.fill_with(fill.color)
        bottom = self._height - fill.y - fill.height
        self._parts.append(syntax.rectangle(fill.x, bottom, fill.width, fill.height, "f"))

    def _symbol(self, symbol: Symbol) -> None:
        self._mark(symbol.role)
        self._parts += self._pen.fill_with(_BLACK)
        module, top = syntax.size(symbol.module), self._height - symbol.y
        self._parts.append(f"q {module} 0 0 -{module} {number(symbol.x)} {number(top)} cm")
        self._end_piece()
        self._pieces.append(SymbolPath(symbol.rows))
        self._parts.append("f Q")
        if symbol.role.tag != ARTIFACT.tag:
            corners = self._frame.corners(symbol.x, symbol.y, symbol.side, symbol.side)
            self._tags.occupy(symbol.role, self._page, corners)

    def _picture(self, picture: Picture) -> None:
        self._mark(picture.role)
        width, height = syntax.size(picture.width), syntax.size(picture.height)
        bottom = number(self._height - picture.y - picture.height)
        self._parts.append(f"q {width} 0 0 {height} {number(picture.x)} {bottom} cm /{PICTURE} Do Q")
        if picture.role.tag != ARTIFACT.tag:
            corners = self._frame.corners(picture.x, picture.y, picture.width, picture.height)
            self._tags.occupy(picture.role, self._page, corners)

    def _link(self, area: LinkArea) -> None:
        if area.role.tag == ARTIFACT.tag:
            raise ValueError("a link belongs to an element")
        syntax.size(area.width), syntax.size(area.height)
        corners = self._frame.corners(area.x, area.y, area.width, area.height)
        annotation = IndirectObject()
        key = self._tags.annotate(area.role, self._page, annotation)
        annotation.content = link_annotation(area.url, area.description, corners, key)
        self._annotations.append(annotation)

    def _placement(self, placement: Placement) -> None:
        if placement.turn not in TURNS:
            raise ValueError(f"a page is turned by 0, 90, 180 or 270 degrees, not {placement.turn}")
        page, (cosine, sine) = placement.page, TURNS[placement.turn]
        self._mark(None)
        around, height, pen = self._frame, self._height, self._pen
        # Q restores the graphics state after the placed page.
        self._pen = copy(pen)
        scale = syntax.factor(placement.scale)
        x, y = corner_of(placement)
        # The page's bottom left corner, the origin of its content.
        x -= sine * placement.scale * page.height
        bottom = height - y - cosine * placement.scale * page.height
        written = {0: "0", 1: scale, -1: f"-{scale}"}
        turned = f"{written[cosine]} {written[-sine]} {written[sine]} {written[cosine]}"
        self._parts.append(f"q {turned} {number(x)} {number(bottom)} cm")
        self._items(page, around.within(placement))
        self._parts.append("Q")
        self._frame, self._height, self._pen = around, height, pen


def _plain(pieces: Sequence[ContentPiece | Occurrence]) -> tuple[ContentPiece, ...]:
    """Return the pieces of content, leaving out the occurrences of slots."""
    return tuple([piece for piece in pieces if not isinstance(piece, Occurrence)])


# Functions, not bound methods: a writer with a table of bound methods would be a reference cycle.
_DRAW: dict[type, Callable[[PageWriter, Any], None]] = {
    TextRun: PageWriter._text,
    Rule: PageWriter._rule,
    Box: PageWriter._box,
    Strokes: PageWriter._strokes,
    Fill: PageWriter._fill,
    Symbol: PageWriter._symbol,
    Picture: PageWriter._picture,
    LinkArea: PageWriter._link,
    Placement: PageWriter._placement,
}
