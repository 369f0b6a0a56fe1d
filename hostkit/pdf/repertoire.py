"""The repertoire: the glyphs that a template's fonts hold ready, for the texts of events and for other guides.

Comes in: the name of a face. Goes out: shaped glyphs. Why: the fonts of a template are the same for all events, so
they cannot wait for what a place or a host is called; what is not here costs a font of its own in that event's file.
And the fonts of guides that need no more than this are the same, so that they are made once a process.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hostkit.ground.fonts import Glyph, face

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
