"""A card's code with words at its right and its link in words: beside it, or beneath both where it is long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.ground.link import Link
from hostkit.ground.units import mm
from hostkit.layout.column import Part, Stack
from hostkit.layout.display_list import Item, Role
from hostkit.layout.text import Style
from hostkit.sheets import style
from hostkit.sheets.parts.codes import CARD_SIDE, Code, LinkWords, beside_or_beneath, make_code
from hostkit.sheets.parts.composer import Composer

WORDS_FROM = mm(24.7)
"""From the left edge of the dark modules to the words."""
ABOVE_LINK = 6.0


class CodeRow(NamedTuple):
    """A code and the words beside it, the last of them level with its foot; ``beneath`` is a long link."""

    code: Code
    words: Stack
    beneath: LinkWords | None

    @property
    def height(self) -> float:
        """The taller of code and words, and a link beneath, in points."""
        beneath = max(ABOVE_LINK, self.code.quiet) + self.beneath.height if self.beneath else 0.0
        return max(self.code.side, self.words.height) + beneath

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items, the dark modules on the left edge x; above a link, code and words begin level at y."""
        bottom = y + self.height
        if self.beneath:
            return [
                *self.words.place(x + WORDS_FROM, y),
                *self.code.place(x, y),
                *self.beneath.place(x, bottom - self.beneath.height),
            ]
        return [
            *self.words.place(x + WORDS_FROM, bottom - self.words.height),
            *self.code.place(x, bottom - self.code.side),
        ]


def code_row(
    composer: Composer,
    caption: Sequence[Part],
    link: Link,
    measure: float,
    parent: Role,
    face: Style = style.LINK,
) -> CodeRow:
    """Return a code of 25 mm with a caption beside it, which is set ``measure - WORDS_FROM`` wide.

    ``face`` is the style of the link. Raises FitError for a link that is too long.
    """
    code = make_code(composer, link, CARD_SIDE, parent)
    role = composer.role("Link", parent)
    words, is_beneath = beside_or_beneath(composer, link, measure - WORDS_FROM, measure, role, face)
    if is_beneath:
        return CodeRow(code, Stack(tuple(caption)), words)
    return CodeRow(code, Stack((*caption, Part(words))), None)
