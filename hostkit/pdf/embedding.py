"""Makes the streams and dictionaries of embedded fonts, and defines the repertoire of each face.

The fonts of a template serve all events, so they contain a repertoire of letters that names and places may need. A file
with other letters gets an additional font. Guides that need only the repertoire share font files, which are made once a
process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from hostkit.pdf.library import TTFontFile
from hostkit.pdf.syntax import number, stream
from hostkit.typesetting.fonts import FILES, face, fonts_folder

Code: TypeAlias = tuple[int, str]
"""What a code of a font stands for: the number of a glyph in the face, and its source text."""

_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_LATIN_1 = "".join(chr(code) for code in range(0xC0, 0x100) if code not in (0xD7, 0xF7))
"""Letters of western European languages (Latin-1 Supplement)."""
_PUNCTUATION = "\u00a0–—‘’“”„«»…·¿¡"
_FIGURES = "0123456789:"

_WORDS = _ASCII + _LATIN_1 + _PUNCTUATION
IN_SLOTS = ("text", "text-bold", "display")
"""The faces used in slots: names and links are set in the text face and its bold, clock times in the display face."""

TEXTS = {
    "text": _WORDS,
    "text-bold": _WORDS,
    "display": _ASCII + _PUNCTUATION,
    "display-italic": _ASCII + _PUNCTUATION,
    "text-italic": _ASCII + _PUNCTUATION,
}
"""The characters of the repertoire of each face. A repertoire also lets guides share the same font file."""


@cache
def repertoire(name: str) -> tuple[Code, ...]:
    """Return the codes of the repertoire of a face, each once; companions and fallbacks have none."""
    own = face(name)
    texts: list[tuple[str, tuple[str, ...]]] = [
        ("".join([c for c in TEXTS.get(name, "") if not own.lacks(c)]), ())
    ]
    if name == "text":
        texts.append((_FIGURES, ("tnum",)))
    # The spaces between the characters keep each glyph in the form that it has alone.
    glyphs = [own.shape(" ".join(text), "en", features)[::2] for text, features in texts]
    return tuple(dict.fromkeys([(glyph.gid, glyph.text) for part in glyphs for glyph in part]))


@cache
def _measures(name: str) -> TTFontFile:
    """Return the font file of a face as read by ReportLab, with its PostScript name and the descriptor's metrics."""
    # Without the character table, which takes ReportLab most of the time.
    return TTFontFile(str(fonts_folder() / FILES[name]), charInfo=0)


def width(name: str, gid: int) -> int:
    """Return the width of a glyph in whole thousandths of an em, because PDFium truncates fractions."""
    return round(face(name).advance(gid))


_RANGES_A_BLOCK = 100
"""Lines between beginbfrange and endbfrange (Adobe technical note 5014)."""


_SYMBOLIC, _ITALIC = 4, 64
"""Font flags (PDF 32000-1, table 123). Symbolic means without a standard encoding."""


class Subsets:
    """The glyphs that the documents of a kit draw, by face. All documents of a kit embed the same subset of a face."""

    def __init__(self) -> None:
        self._glyphs: dict[str, frozenset[int]] = {}

    def add(self, face: str, glyphs: frozenset[int]) -> None:
        """Add glyphs by their numbers in a face."""
        known = self._glyphs.get(face, glyphs)
        # Usually both are the same set, that of the repertoire.
        self._glyphs[face] = glyphs if known is glyphs else known | glyphs

    def glyphs(self, face: str) -> frozenset[int]:
        """Return the glyphs of a face that were added."""
        return self._glyphs[face]


class Embedded(NamedTuple):
    """The parts of an embedded font.

    ``file``, ``places`` and ``to_unicode`` are the streams of the font file, the CIDToGIDMap and the ToUnicode CMap.
    ``font``, ``descendant`` and ``descriptor`` are dictionaries without their references and their closing ``>>``.
    """

    file: bytes
    descriptor: str
    descendant: str
    places: bytes
    font: str
    to_unicode: bytes


@lru_cache(maxsize=32)
def embedded(name: str, codes: tuple[Code, ...], glyphs: frozenset[int]) -> Embedded:
    """Return the embedded font of a face with these codes. The result is cached.

    ``glyphs`` are the glyphs of the font file: those of the codes, and possibly others.
    """
    file, file_stream, numbers = _file(name, glyphs)
    places = b"".join(numbers[glyph].to_bytes(2, "big") for glyph, _ in codes)
    measures = _measures(name)
    font_name = f"/{_tag(file, codes)}+{measures.name.decode()}"
    widths = " ".join([str(width(name, glyph)) for glyph, _ in codes])
    return Embedded(
        file=file_stream,
        descriptor=_descriptor(font_name, measures),
        descendant=f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {font_name} /W [0 [{widths}]] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
        places=stream(places),
        font=f"<< /Type /Font /Subtype /Type0 /BaseFont {font_name} /Encoding /Identity-H",
        to_unicode=stream(_to_unicode(codes)),
    )


def _descriptor(font_name: str, face: TTFontFile) -> str:
    flags = _SYMBOLIC | (_ITALIC if face.italicAngle else 0)
    return (
        f"<< /Type /FontDescriptor /FontName {font_name} /Flags {flags} "
        f"/FontBBox [{' '.join(number(edge) for edge in face.bbox)}] /StemV {number(face.stemV)} "
        f"/ItalicAngle {number(face.italicAngle)} /CapHeight {number(face.capHeight)} "
        f"/Ascent {number(face.ascent)} /Descent {number(face.descent)}"
    )


@lru_cache(maxsize=32)
def _file(name: str, glyphs: frozenset[int]) -> tuple[bytes, bytes, Mapping[int, int]]:
    """Return a TrueType subset of a face, the stream that embeds it, and the new glyph numbers by the old ones."""
    file, numbers = face(name).subset(glyphs)
    return file, stream(file, f"/Length1 {len(file)}"), numbers


def _tag(file: bytes, codes: tuple[Code, ...]) -> str:
    """Return the tag of six letters of a subset (PDF 32000-1, 9.6.4).

    It is derived from the content, so that two fonts of a joined file have the same name only if they are equal.
    """
    digest = sha256(file + repr(codes).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _to_unicode(codes: tuple[Code, ...]) -> bytes:
    """Return the CMap from codes to source text (PDF 32000-1, 9.10.3)."""
    lines = [
        f"<{first:04X}> <{last:04X}> <{codes[first][1].encode('utf-16-be').hex().upper()}>"
        for first, last in _code_ranges([text for _, text in codes])
    ]
    parts = [_CMAP_HEAD]
    for start in range(0, len(lines), _RANGES_A_BLOCK):
        block = lines[start : start + _RANGES_A_BLOCK]
        parts += [f"{len(block)} beginbfrange", *block, "endbfrange"]
    return "\n".join([*parts, _CMAP_END]).encode()


def _code_ranges(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the first and last code of each range of codes whose texts are consecutive characters.

    Any other text that is not empty is a separate range. Within a range only the last byte of the code and of the
    character may change (Adobe technical note 5014).
    """
    ranges: list[tuple[int, int]] = []
    for code, text in enumerate(texts):
        before = texts[code - 1] if code else ""
        if len(text) == len(before) == 1 and ord(text) == ord(before) + 1 and code % 256 and ord(text) % 256:
            ranges[-1] = ranges[-1][0], code
        elif text:
            ranges.append((code, code))
    return ranges


_CMAP_HEAD = """\
/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange"""

_CMAP_END = "endcmap CMapName currentdict /CMap defineresource pop end end"
