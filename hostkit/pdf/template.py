"""PDF templates: a document is written once, and its slots are filled for each event.

A template is made from a document with slots. Given the items of every slot for an event, it returns the bytes of a
PDF file, which depend neither on the event that the template was made for nor on files that were made before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from hostkit.pdf.content import PageWriter
from hostkit.pdf.document_font import DocumentFonts, SlotFonts
from hostkit.pdf.embedding import Subsets
from hostkit.pdf.file_structure import Assembly
from hostkit.pdf.metadata import Headings, check_document, information, xmp
from hostkit.pdf.slots import ContentPiece, DrawnSlot, Occurrence, SymbolPath
from hostkit.pdf.syntax import BEST, FAST, IndirectObject, outline, stream, whole
from hostkit.pdf.tags import Area, Corners, TagTree
from hostkit.typesetting.display_list import Document, Item, MisfitError, Role


class Filling(NamedTuple):
    """A slot that is filled for an event.

    ``objects`` holds the number and the definition of each object. ``lasts`` tells whether the filling may be reused
    for another event; it may not if it needs fonts that only this event's file has.
    """

    objects: tuple[tuple[int, bytes], ...]
    lasts: bool


class Template:
    """A document in which everything except the slots is written once.

    ``subsets`` collects the glyphs of all documents of a kit; ``finish`` must be called when all of them are drawn.
    Without it the document has subsets of its own and is finished at once.
    """

    def __init__(self, document: Document, subsets: Subsets | None = None) -> None:
        check_document(document)
        self.slots = document.slots
        self._places: dict[int, list[Occurrence]] = {index: [] for index in range(len(document.slots))}
        self._fonts = DocumentFonts(hold_ready=bool(document.slots))
        preferences = f"/PrintScaling /None /Duplex /{document.duplex} /DisplayDocTitle true"
        assembly = Assembly(len(document.pages), document.language, preferences)
        self._tags = TagTree(assembly.objects, assembly.pages)
        if document.picture:
            assembly.add_picture(document.picture)
        self._draw_pages(assembly, document)
        self._subsets = subsets or Subsets()
        self._fonts.close(self._subsets)
        self._to_finish = assembly, document
        if subsets is None:
            self.finish()

    def finish(self) -> None:
        """Write the fonts, the structure tree and all other fixed objects."""
        assembly, document = self._to_finish
        del self._to_finish
        resources = self._fonts.add_objects(assembly.objects.add_content, self._subsets)
        self._resources = " ".join(f"/{name} {reference}" for name, reference in resources.items())
        self._resources_number = assembly.fonts.number
        variable = [*self._variable(), self._resources_number]
        self._skeleton = assembly.finish(self._tags.finish(), xmp(document), information(document), variable)

    def fonts(self) -> SlotFonts:
        """Return new fonts for one event's file; its slots must be filled with them in order."""
        return SlotFonts(self._fonts)

    def fill(self, index: int, items: Sequence[Item], fonts: SlotFonts) -> Filling:
        """Return a slot filled with items. Raises MisfitError when their tags or links differ from the template's."""
        fonts.used_others = False
        objects: list[tuple[int, bytes]] = []
        figures: dict[Role, list[tuple[str, Area]]] = {}
        is_own = items is self.slots[index].items
        for place in self._places[index]:
            drawn = place.drawn if is_own and place.drawn else _drawn_anew(place, items, fonts)
            if len(drawn.pieces) != len(place.pieces):
                raise MisfitError
            for body, piece in zip(place.pieces, drawn.pieces, strict=True):
                objects.append((body.number, _content(piece, FAST)))
            for link, content in zip(place.annotations, drawn.annotations, strict=True):
                objects.append((link.body.number, content))
            for role, alt, corners in drawn.figures:
                figures.setdefault(role, []).append((alt, Area(place.page, corners)))
        for role, lies in figures.items():
            body, entries = self._tags.figure_anew(role, lies[0][0], [area for _, area in lies])
            objects.append((body.number, entries))
        if items and not self._places[index]:
            raise MisfitError
        made = tuple([(number, whole(number, content)) for number, content in objects])
        return Filling(made, not fonts.used_others)

    def file(self, fillings: Iterable[Filling], fonts: SlotFonts) -> bytes:
        """Return the bytes of one event's file. ``fillings`` has one filling for each slot, in order."""
        objects = dict(pair for filling in fillings for pair in filling.objects)
        number = self._skeleton.next_number
        resources = self._resources

        def add(content: bytes) -> str:
            nonlocal number
            objects[number] = whole(number, content)
            number += 1
            return f"{number - 1} 0 R"

        fonts.others.close(subsets := Subsets())
        for name, reference in fonts.others.add_objects(add, subsets).items():
            resources += f" /{name} {reference}"
        objects[self._resources_number] = whole(self._resources_number, f"<< {resources} >>".encode())
        return self._skeleton.file(objects)

    def own_file(self) -> bytes:
        """Return the bytes of the file of the event that the template was made for."""
        fonts = self.fonts()
        fillings = [self.fill(index, slot.items, fonts) for index, slot in enumerate(self.slots)]
        return self.file(fillings, fonts)

    def _draw_pages(self, assembly: Assembly, document: Document) -> None:
        headings = Headings() if document.bookmarks else None
        starts = {id(slot.items[0]): slot for slot in document.slots if slot.items}
        numbers = {id(slot): index for index, slot in enumerate(document.slots)}
        slot_fonts = self.fonts()
        for index, page in enumerate(document.pages):
            content = PageWriter(index, self._tags, self._fonts, headings, starts, slot_fonts).write(page)
            pieces: list[IndirectObject] = []
            for piece in content.pieces:
                if isinstance(piece, Occurrence):
                    self._places[numbers[id(piece.slot)]].append(piece)
                    pieces += piece.pieces
                else:
                    pieces.append(IndirectObject(_content(piece, BEST)))
            assembly.show_page(index, page.width, page.height, pieces, content.annotations)
        assembly.set_outline(headings.bookmarks() if headings else ())

    def _variable(self) -> Iterable[int]:
        """Yield the numbers of the objects that depend on the event."""
        for places in self._places.values():
            for place in places:
                yield from (body.number for body in place.pieces)
                yield from (link.body.number for link in place.annotations)
                for role in place.owners:
                    if role.tag == "Figure":
                        yield self._tags.body(role).number


class _SlotTags:
    """Assigns the MCIDs and keys of a slot's place to new items, and collects their annotations and figures."""

    def __init__(self, place: Occurrence) -> None:
        self._place = place
        self._marked = 0
        self._bodies: list[IndirectObject] = []
        self._figures: list[tuple[Role, str, Corners]] = []

    def mark(self, role: Role, page: int) -> int:
        """Return the MCID of the next marked-content sequence. Raises MisfitError if its role is another."""
        owners = self._place.owners
        if self._marked == len(owners) or not _is_same(role, owners[self._marked]):
            raise MisfitError
        self._marked += 1
        return self._place.first + self._marked - 1

    def annotate(self, role: Role, page: int, annotation: IndirectObject) -> int:
        """Return the parent tree key of the next link. Raises MisfitError if its role is another."""
        links = self._place.annotations
        if len(self._bodies) == len(links) or not _is_same(role, links[len(self._bodies)].role):
            raise MisfitError
        self._bodies.append(annotation)
        return links[len(self._bodies) - 1].key

    def occupy(self, role: Role, page: int, corners: Corners) -> None:
        """Record the rectangle and the alternative text of a figure."""
        self._figures.append((self._place.owners[self._marked - 1], role.alt, corners))

    def drawn(self, pieces: Sequence[ContentPiece]) -> DrawnSlot:
        """Return the drawn slot with these pieces. Raises MisfitError if marked content or links are missing."""
        place = self._place
        if self._marked != len(place.owners) or len(self._bodies) != len(place.annotations):
            raise MisfitError
        return DrawnSlot(pieces, [body.content for body in self._bodies], self._figures)


def _drawn_anew(place: Occurrence, items: Sequence[Item], fonts: SlotFonts) -> DrawnSlot:
    """Return items drawn in a slot's place. Raises MisfitError when their tags or links differ from the place's."""
    tags = _SlotTags(place)
    return tags.drawn(PageWriter(place.page, tags, fonts).write_slot(items, place.frame, place.height))


def _content(piece: ContentPiece, level: int) -> bytes:
    """Return a piece of content as a stream, at a compression level of zlib."""
    return _path(piece.rows) if isinstance(piece, SymbolPath) else stream(piece.encode(), level=level)


@lru_cache(maxsize=64)
def _path(rows: tuple[str, ...]) -> bytes:
    """Return the path of a symbol as a stream. It is cached because several sheets have the same symbol."""
    return stream(outline(rows).encode(), level=FAST)


def _is_same(role: Role, due: Role) -> bool:
    """Return whether a role is the expected one; the alternative text of a figure may differ between events."""
    if role.tag != "Figure":
        return role == due
    return (role.tag, role.serial, role.parent) == (due.tag, due.serial, due.parent)


def draw_document(document: Document) -> bytes:
    """Return the PDF file of a document; the same document gives the same bytes.

    The file is tagged, embeds a subset of each face used, asks to be printed unscaled in the document's
    duplex mode, and has MediaBox and TrimBox of each page's size. Raises ValueError when the document contains
    something that cannot be drawn: NaN, sizes of zero or less, glyph 0, unknown tags, or control characters in
    metadata.
    """
    return Template(document).own_file()
