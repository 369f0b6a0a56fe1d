"""What is embedded of a face: glyphs and codes in; its file, its CMap and its widths out (PDF 32000-1, 9.7 and 9.10.3).

All of it is made once a process and serves every document that draws the same. Must not know: runs, operators.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from hostkit.pdf.objects import stream
from hostkit.pdf.typeface import typeface

_MAPPINGS_A_BLOCK = 100
"""Lines between beginbfchar and endbfchar (Adobe technical note 5014)."""


class Subsets:
    """The glyphs that the documents of one kit draw, by face: all of them embed a face as one and the same file."""

    def __init__(self) -> None:
        self._glyphs: dict[str, set[int]] = {}

    def add(self, face: str, glyphs: Iterable[int]) -> None:
        """Take in glyphs by their numbers in a face."""
        self._glyphs.setdefault(face, set()).update(glyphs)

    def glyphs(self, face: str) -> tuple[int, ...]:
        """Return the glyphs taken in of a face, but for glyph 0, which every file has."""
        return tuple(sorted(self._glyphs.get(face, set()) - {0}))


class Embedded(NamedTuple):
    """What a font embeds: the six letters of the subset; the streams of its file, its glyphs and its CMap; widths."""

    tag: str
    file: bytes
    places: bytes
    to_unicode: bytes
    widths: str


@lru_cache(maxsize=32)
def embedded(face: str, codes: tuple[tuple[int, str], ...], glyphs: tuple[int, ...]) -> Embedded:
    """Return what a face embeds for these codes, made once a process: fonts of many documents are alike.

    ``glyphs`` are those of the file, of these codes and maybe others.
    """
    file, file_stream = _file(face, glyphs)
    place = {0: 0, **{glyph: place for place, glyph in enumerate(glyphs, 1)}}
    places = b"".join(place[glyph].to_bytes(2, "big") for glyph, _ in codes)
    widths = typeface(face).widths
    return Embedded(
        tag=_tag(file, codes),
        file=file_stream,
        places=stream(places),
        to_unicode=stream(_to_unicode(codes)),
        widths=" ".join([str(widths[glyph]) for glyph, _ in codes]),
    )


@lru_cache(maxsize=32)
def _file(face: str, glyphs: tuple[int, ...]) -> tuple[bytes, bytes]:
    """Return the TrueType file of some glyphs of a face, and the stream that embeds it."""
    file = typeface(face).subset(glyphs)
    return file, stream(file, f"/Length1 {len(file)}")


def _tag(file: bytes, codes: tuple[tuple[int, str], ...]) -> str:
    """Return the six letters of a subset (PDF 32000-1, 9.6.4).

    Made from the content, so that files joined later share a font's name only when they share the font.
    """
    digest = sha256(file + repr(codes).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _to_unicode(codes: tuple[tuple[int, str], ...]) -> bytes:
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
