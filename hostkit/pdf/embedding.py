"""The repertoire: the glyphs that a template's fonts hold ready, for the texts of events and for other guides.

Comes in: the name of a face. Goes out: shaped glyphs. Why: the fonts of a template are the same for all events, so
they cannot wait for what a place or a host is called; what is not here costs a font of its own in that event's file.
And the fonts of guides that need no more than this are the same, so that they are made once a process.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from hostkit.pdf.objects import stream
from hostkit.pdf.operators import number
from hostkit.pdf.typeface import Typeface, typeface
from hostkit.typesetting.fonts import Glyph, face

_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_LATIN_1 = "".join(chr(code) for code in range(0xC0, 0x100) if code not in (0xD7, 0xF7))
"""Letters of western European languages (Latin-1 Supplement)."""
_PUNCTUATION = "\u00a0–—‘’“”„«»…·¿¡"
_FIGURES = "0123456789:"

_WORDS = _ASCII + _LATIN_1 + _PUNCTUATION
IN_SLOTS = ("text", "text-bold", "display")
"""Names and links stand in the text face and its bold, clock times in the display face."""

TEXTS = {
    "text": _WORDS,
    "text-bold": _WORDS,
    "display": _ASCII + _PUNCTUATION,
    "text-italic": _ASCII + _PUNCTUATION,
}
"""By face. Other faces need little of this for the slots; with it their files are mostly the same for all guides."""


@cache
def repertoire(name: str) -> tuple[Glyph, ...]:
    """Return the glyphs that are held ready in a face; none for one that hardly any text is set in."""
    return tuple(dict.fromkeys(_glyphs(name)))


def _glyphs(name: str) -> Iterator[Glyph]:
    own = face(name)
    for character in TEXTS.get(name, ""):
        if not own.lacks(character):
            yield from own.shape(character, "en")
    if name == "text":
        yield from own.shape(_FIGURES, "en", ("tnum",))


_MAPPINGS_A_BLOCK = 100
"""Lines between beginbfchar and endbfchar (Adobe technical note 5014)."""


Code: TypeAlias = tuple[int, str]
"""What a code of a font stands for: a glyph by its number in the face, and its source text."""

_SYMBOLIC, _ITALIC = 4, 64
"""Font flags (PDF 32000-1, table 123): the glyphs have no standard encoding."""


class Subsets:
    """The glyphs that the documents of one kit draw, by face: all of them embed a face as one and the same file."""

    def __init__(self) -> None:
        self._glyphs: dict[str, frozenset[int]] = {}

    def add(self, face: str, glyphs: frozenset[int]) -> None:
        """Take in glyphs by their numbers in a face."""
        known = self._glyphs.get(face, glyphs)
        # Mostly the same set: that of the repertoire.
        self._glyphs[face] = glyphs if known is glyphs else known | glyphs

    def glyphs(self, face: str) -> frozenset[int]:
        """Return the glyphs taken in of a face."""
        return self._glyphs[face]


class Embedded(NamedTuple):
    """What a font embeds: streams of its file, of its glyphs and its CMap; and the beginnings of its dictionaries.

    ``font`` and ``descendant`` lack the references to others, ``descriptor`` that to the file, and all three their end.
    """

    file: bytes
    descriptor: str
    descendant: str
    places: bytes
    font: str
    to_unicode: bytes


@lru_cache(maxsize=32)
def embedded(face: str, codes: tuple[Code, ...], glyphs: frozenset[int]) -> Embedded:
    """Return what a face embeds for these codes, made once a process: fonts of many documents are alike.

    ``glyphs`` are those of the file, of these codes and maybe others.
    """
    order = tuple(sorted(glyphs - {0}))
    file, file_stream = _file(face, order)
    place = {0: 0, **{glyph: place for place, glyph in enumerate(order, 1)}}
    places = b"".join(place[glyph].to_bytes(2, "big") for glyph, _ in codes)
    its = typeface(face)
    name = f"/{_tag(file, codes)}+{its.name.decode()}"
    widths = " ".join([str(its.widths[glyph]) for glyph, _ in codes])
    return Embedded(
        file=file_stream,
        descriptor=_descriptor(name, its),
        descendant=f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name} /W [0 [{widths}]] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
        places=stream(places),
        font=f"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H",
        to_unicode=stream(_to_unicode(codes)),
    )


def _descriptor(name: str, face: Typeface) -> str:
    flags = _SYMBOLIC | (_ITALIC if face.italicAngle else 0)
    return (
        f"<< /Type /FontDescriptor /FontName {name} /Flags {flags} "
        f"/FontBBox [{' '.join(number(edge) for edge in face.bbox)}] /StemV {number(face.stemV)} "
        f"/ItalicAngle {number(face.italicAngle)} /CapHeight {number(face.capHeight)} "
        f"/Ascent {number(face.ascent)} /Descent {number(face.descent)}"
    )


@lru_cache(maxsize=32)
def _file(face: str, glyphs: tuple[int, ...]) -> tuple[bytes, bytes]:
    """Return the TrueType file of some glyphs of a face, and the stream that embeds it."""
    file = typeface(face).subset(glyphs)
    return file, stream(file, f"/Length1 {len(file)}")


def _tag(file: bytes, codes: tuple[Code, ...]) -> str:
    """Return the six letters of a subset (PDF 32000-1, 9.6.4).

    Made from the content, so that files joined later share a font's name only when they share the font.
    """
    digest = sha256(file + repr(codes).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _to_unicode(codes: tuple[Code, ...]) -> bytes:
    """Return the CMap from codes to source text (PDF 32000-1, 9.10.3)."""
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, (_, text) in enumerate(codes)
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
