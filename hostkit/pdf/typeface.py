"""TrueType files ready for embedding: a face name in, widths, font measures and subsets by glyph number out.

A file is read once a process; nothing a document does changes it, so that a document gives the same bytes
whatever was made before it. Must not know: documents, text.
"""

from __future__ import annotations

from copy import copy
from functools import cache
from pathlib import Path
from struct import unpack_from
from typing import Any

from hostkit.pdf.library import TTFontFile
from hostkit.typesetting import fonts


class Typeface(TTFontFile):  # type: ignore[misc]
    """One TrueType file as ReportLab reads it, addressed by glyph numbers instead of characters."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            # Without its character table, which takes ReportLab most of the time and we never ask.
            super().__init__(file, charInfo=0)
        self.hmetrics = self._read_metrics()
        self.glyphPos = self._read_positions()
        self.widths = tuple(round(advance * 1000 / self.unitsPerEm) for advance, _ in self.hmetrics)
        """Widths by glyph in whole thousandths of an em: PDFium cuts fractions off."""

    def _read_metrics(self) -> list[tuple[int, int]]:
        """Return (advance, left side bearing) by glyph (OpenType, hmtx): the last advance serves the rest."""
        full = self.get_ushort(self.get_table_pos("hhea")[0] + 34)
        table = self.get_table("hmtx")
        pairs = unpack_from(f">{full * 2}H", table)
        bearings = unpack_from(f">{self.numGlyphs - full}H", table, full * 4)
        metrics = list(zip(pairs[::2], pairs[1::2], strict=True))
        return metrics + [(pairs[-2], bearing) for bearing in bearings]

    def _read_positions(self) -> list[int]:
        """Return where each glyph starts in the table glyf, and the end (OpenType, loca)."""
        long = self.get_ushort(self.get_table_pos("head")[0] + 50)
        positions = unpack_from(f">{self.numGlyphs + 1}{'L' if long else 'H'}", self.get_table("loca"))
        return list(positions) if long else [position * 2 for position in positions]

    def subset(self, glyphs: tuple[int, ...]) -> bytes:
        """Return a TrueType file with glyph 0 first, then ``glyphs`` in their order, then parts they need.

        The new number of a glyph is its place in ``glyphs`` counted from 1; ``glyphs`` must not hold 0 or
        repeats.
        """
        part: Any = copy(self)  # makeSubset moves a reading position and asks for characters
        part.charToGlyph = {glyph: glyph for glyph in glyphs}
        subset: bytes = part.makeSubset(list(glyphs))
        return subset


@cache
def typeface(name: str) -> Typeface:
    """Return the file of a face by its name in ``fonts.FILES``, read once a process."""
    return Typeface(fonts.fonts_folder() / fonts.FILES[name])
