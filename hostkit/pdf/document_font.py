"""The fonts of one document: shaped glyphs in, operators and embedded font objects out.

Comes in: runs of glyphs with their face. Goes out: TJ operators, and when the document is closed one Type 0
font a face (PDF 32000-1, 9.7), a subset with only the glyphs drawn. Must not know: pages, positions, roles.

A code of the font stands for a glyph *and* its source text, so that a ligature reads back as its letters and
one glyph that serves two characters reads back as each. ReportLab's own text calls do neither.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from itertools import groupby
from operator import attrgetter

from hostkit.ground.fonts import Glyph
from hostkit.pdf.objects import PdfDocument, add_object, stream
from hostkit.pdf.operators import number
from hostkit.pdf.typeface import Typeface, typeface

_MOST_CODES = 0xFFFF
"""Codes are two bytes (Identity-H)."""

_MAPPINGS_A_BLOCK = 100
"""Lines between beginbfchar and endbfchar (Adobe technical note 5014)."""

_SYMBOLIC, _ITALIC = 4, 64
"""Font flags (PDF 32000-1, table 123): the glyphs have no standard encoding."""

_ADVANCE_EPSILON = 0.0005
"""Adjustments that would be written as 0."""


class _Shown(dict[Glyph, str]):
    """What stands in a TJ array for each glyph; made when a glyph is first met."""

    def __init__(self, make: Callable[[Glyph], str]) -> None:
        self._make = make

    def __missing__(self, glyph: Glyph) -> str:
        shown = self[glyph] = self._make(glyph)
        return shown


class DocumentFont:
    """One face in one document. ``name`` is its name in the pages' resources."""

    def __init__(self, face: str, name: str) -> None:
        self.face = face
        self.name = name
        self._typeface: Typeface = typeface(face)
        self._codes: dict[tuple[int, str], int] = {(0, ""): 0}
        self._shown = _Shown(self._show_glyph)
        self._lifted: set[Glyph] = set()

    def show(self, glyphs: tuple[Glyph, ...], size: float) -> str:
        """Return the operators that draw glyphs where they were measured, from the current text position.

        ``size`` in points. Raises ValueError for glyph 0, which stands for a missing character.
        """
        text = self._array(glyphs)
        if not self._lifted or self._lifted.isdisjoint(glyphs):
            return text
        parts = [
            f" {number(dy * size / 1000)} Ts{self._array(tuple(group))}"
            for dy, group in groupby(glyphs, key=attrgetter("dy"))
        ]
        return "".join([*parts, " 0 Ts"])

    def _array(self, glyphs: tuple[Glyph, ...]) -> str:
        shown = self._shown
        # A number between two empty strings must stay apart from its neighbour, hence the blank.
        return f"[<{''.join([shown[glyph] for glyph in glyphs])}>]TJ".replace("<>", " ")

    def _show_glyph(self, glyph: Glyph) -> str:
        """Return a glyph as it stands in a hexadecimal string, which is left and entered for adjustments."""
        if glyph.gid == 0:
            raise ValueError(f"{self.face} has no glyph for {glyph.text!r}")
        if glyph.dy:
            self._lifted.add(glyph)
        code = self._codes.setdefault((glyph.gid, glyph.text), len(self._codes))
        if code > _MOST_CODES:
            raise ValueError(f"{self.face}: more than {_MOST_CODES} glyphs and texts in one document")
        onward = glyph.advance - glyph.dx - self._typeface.widths[glyph.gid]
        return f"{_adjustment(glyph.dx)}{code:04X}{_adjustment(onward)}"

    def add_objects(self, document: PdfDocument) -> str:
        """Add the font to a ReportLab document, once and after all pages; return its reference."""
        glyphs = tuple(dict.fromkeys(glyph for glyph, _ in self._codes if glyph))
        file = self._typeface.subset(glyphs)
        name = f"/{self._tag(file)}+{self._typeface.name.decode()}"
        place = {0: 0, **{glyph: place for place, glyph in enumerate(glyphs, 1)}}
        places = b"".join(place[glyph].to_bytes(2, "big") for glyph, _ in self._codes)
        widths = " ".join(str(self._typeface.widths[glyph]) for glyph, _ in self._codes)
        file_object = add_object(document, stream(file, f"/Length1 {len(file)}"))
        descriptor = add_object(document, self._descriptor(name, file_object.reference))
        descendant = add_object(
            document,
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name} /FontDescriptor {descriptor.reference} "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/CIDToGIDMap {add_object(document, stream(places)).reference} /W [0 [{widths}]] >>".encode(),
        )
        to_unicode = add_object(document, stream(self._to_unicode()))
        return add_object(
            document,
            f"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant.reference}] /ToUnicode {to_unicode.reference} >>".encode(),
        ).reference

    def _tag(self, file: bytes) -> str:
        """Return the six letters of a subset (PDF 32000-1, 9.6.4).

        Made from the content, so that files joined later share a font's name only when they share the font.
        """
        digest = sha256(file + repr(list(self._codes)).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def _descriptor(self, name: str, file: str) -> bytes:
        face = self._typeface
        flags = _SYMBOLIC | (_ITALIC if face.italicAngle else 0)
        return (
            f"<< /Type /FontDescriptor /FontName {name} /Flags {flags} "
            f"/FontBBox [{' '.join(number(edge) for edge in face.bbox)}] /StemV {number(face.stemV)} "
            f"/ItalicAngle {number(face.italicAngle)} /CapHeight {number(face.capHeight)} "
            f"/Ascent {number(face.ascent)} /Descent {number(face.descent)} /FontFile2 {file} >>"
        ).encode()

    def _to_unicode(self) -> bytes:
        """Return the CMap from codes to source text (PDF 32000-1, 9.10.3)."""
        lines = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for (_, text), code in self._codes.items()
            if text
        ]
        parts = [_CMAP_HEAD]
        for start in range(0, len(lines), _MAPPINGS_A_BLOCK):
            block = lines[start : start + _MAPPINGS_A_BLOCK]
            parts += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        return "\n".join([*parts, _CMAP_END]).encode()


_CMAP_HEAD = """\
/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange"""

_CMAP_END = "endcmap CMapName currentdict /CMap defineresource pop end end"


def _adjustment(thousandths: float) -> str:
    """Return a move to the right within a TJ array, where numbers move to the left (PDF 32000-1, 9.4.3)."""
    if abs(thousandths) < _ADVANCE_EPSILON:
        return ""
    return f">{number(-thousandths)}<"


class DocumentFonts(dict[str, DocumentFont]):
    """The fonts of one document by face, named F0, F1, ... in the order of their first use."""

    def __missing__(self, face: str) -> DocumentFont:
        font = self[face] = DocumentFont(face, f"F{len(self)}")
        return font

    def resources(self, document: PdfDocument) -> dict[str, str]:
        """Add every font to the document and return its reference by its name in the resources."""
        return {font.name: font.add_objects(document) for font in self.values()}
