"""Knows the spaces at which a line does not end in a language, as its printers set them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from hostkit.typesetting.fonts import Glyph

_UNITS = (
    r"(?<=\d) (?=(?:[%°€]|Min\.|(?:mm|cm|m|km|g|kg|min|h|s|sa|dk|Uhr|godz|zł|мм|см|м|км|г|кг|хв|год|с)\b))"
)
"""A space between a number and its unit."""

_ONE_LETTER = r"(?<=\b[^\W\d_]) (?=\w)"
"""A space behind a word of one letter."""

_HELD = {
    "fr": rf"{_UNITS}|(?<=«) | (?=[:;!?»])",
    "pl": rf"{_UNITS}|{_ONE_LETTER}",
    # The particles б and ж belong to the word before them.
    "uk": rf"{_UNITS}|(?<=\b[^\W\d_бж]) (?=\w)| (?=[бж]\b)",
}
"""The spaces that no line ends at, by language: French signs that stand apart (Lexique des règles typographiques en
usage à l’Imprimerie nationale), and in Polish and Ukrainian words of one letter (Zasady pisowni i interpunkcji)."""


def held_spaces(glyphs: Sequence[Glyph], language: str) -> Iterator[int]:
    """Yield the indices of the glyphs that are spaces at which no line ends in a language, a BCP 47 tag."""
    texts = [glyph.text for glyph in glyphs]
    starts = {start: index for index, start in enumerate(accumulate(map(len, texts[:-1]), initial=0))}
    for found in re.finditer(_HELD.get(language.partition("-")[0], _UNITS), "".join(texts)):
        if found.start() in starts:
            yield starts[found.start()]
