"""Sets the agreements of the evening as a numbered list."""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.core.characters import Phrase
from hostkit.sheets import style
from hostkit.sheets.composer import Composer
from hostkit.sheets.parts.themed import voice
from hostkit.typesetting.typeset import Stack, StackItem, beside


def agreements(composer: Composer) -> tuple[Phrase, ...]:
    """Return the guide's agreements, or else the standard one from the fixed words."""
    guide = composer.guide
    return guide.agreements or (Phrase(composer.words("card.pass"), guide.title.at),)


def heading_of_agreements(composer: Composer) -> str:
    """Return the heading of the agreements, such as "Tonight"."""
    return composer.words("card.tonight")


def numbered(
    composer: Composer,
    texts: Sequence[Phrase],
    size: tuple[float, float, float],
    numbers: float,
    measure: float,
) -> Stack:
    """Return a numbered list in the second voice, ``measure`` points wide with a column of numbers.

    ``size`` is the size and the leading of the texts and the gap between them; ``numbers`` is the width of the column.
    """
    parts, outer = [], composer.role("L")
    points, leading, gap = size
    face, number_face = voice(composer, points, leading), style.number(points, leading, composer.theme.accent)
    for count, text in enumerate(texts, start=1):
        label, body = composer.list_item(outer)
        number = composer.set.line(str(count), number_face, label)
        words = composer.set.narrow(text.text, face, measure - numbers, body)
        parts.append(StackItem(beside(number, words, numbers), gap))
    return Stack(tuple(parts))
