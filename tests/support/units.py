"""The units of a paragraph one by one, as tests look at them."""

from __future__ import annotations

from typing import NamedTuple

from hostkit.typesetting.fonts import Glyph
from hostkit.typesetting.shaping import ShapedParagraph


class Unit(NamedTuple):
    """What stays together on a line, and the space behind it. Widths in thousandths of an em."""

    glyphs: tuple[Glyph, ...]
    space: tuple[Glyph, ...]
    width: float
    """With the space."""
    end_width: float

    @property
    def text(self) -> str:
        """The text without the space behind it."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def whole(self) -> str:
        """The text with the space."""
        return self.text + "".join(glyph.text for glyph in self.space)


def units(paragraph: ShapedParagraph) -> list[Unit]:
    """Return the units of a paragraph."""
    glyphs = tuple(glyph for _, its in paragraph.runs for glyph in its)
    return [
        Unit(
            glyphs[start:end],
            glyphs[end : paragraph.starts[k + 1]],
            paragraph.before[k + 1] - paragraph.before[k],
            paragraph.stops[k] - paragraph.before[k],
        )
        for k, (start, end) in enumerate(zip(paragraph.starts, paragraph.ends, strict=False))
    ]
