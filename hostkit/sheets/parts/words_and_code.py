"""Composes a code with the words that belong to it: the layout of the backs of closing cards."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from operator import itemgetter
from typing import NamedTuple

from hostkit.codes.links import Link
from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer
from hostkit.sheets.parts.code_blocks import CARD_SIDE, Code, LinkWords, link_words, make_code
from hostkit.typesetting.display_list import Item, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Stack, StackItem, TextBlock

WORDS_FROM = mm(24.7)
"""The distance on cards from the left edge of the dark modules to the words: 5 mm less than on sheets."""

ABOVE_LINK = 6.0
"""The gap above a link beneath a code, in points, unless the quiet zone is wider; chosen by eye."""

MOST_BESIDE = 4
"""The most lines of words beside a code: the design's limit."""


class CodeRow(NamedTuple):
    """A code with words beside it. They end at the same height, or with a link beneath begin at the same height.

    ``beneath`` is a link that is too long to go beside the code, or None.
    """

    code: Code
    words: Stack
    beneath: LinkWords | None

    @property
    def height(self) -> float:
        """The height in points of the taller of code and words, plus that of a link beneath with its gap."""
        beneath = max(ABOVE_LINK, self.code.quiet) + self.beneath.height if self.beneath else 0.0
        return max(self.code.side, self.words.height) + beneath

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items with the top left corner at (x, y); code and words share a bottom, above a link a top."""
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


class CodeText(NamedTuple):
    """A text that goes with a code, with the gap above it in points."""

    text: str
    face: Style
    role: Role
    gap: float = 0.0


class WordsAndCode(NamedTuple):
    """Words above a row of a code and more words. ``gap`` is the gap between the two in points."""

    above: Stack
    row: CodeRow
    gap: float

    @property
    def height(self) -> float:
        """The height in points."""
        return self.above.height + (self.gap if self.above.parts else 0.0) + self.row.height

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items with the top left corner at (x, y)."""
        return self.apart(x, y, y + self.height)

    def apart(self, x: float, top: float, bottom: float) -> list[Item]:
        """Return the items with the words above at ``top``, and the row of the code so that it ends at ``bottom``."""
        return [*self.above.place(x, top), *self.row.place(x, bottom - self.row.height)]


def words_and_code(
    composer: Composer,
    texts: Sequence[CodeText],
    link: Link,
    measure: float,
    parent: Role,
    *,
    face: Style = style.LINK,
    gap: float = ABOVE_LINK,
    is_tight: bool = False,
) -> WordsAndCode:
    """Return a code of 25 mm with texts and its link, at most MOST_BESIDE lines of which are beside the code.

    Texts for which there is no room there are above the code, and a link below it. The number of texts above is chosen
    for the least height and the least empty space below the code. With ``is_tight`` only the height counts, and any
    number of lines may be beside the code. ``face`` is the style of the link. Raises FitError for a link that is too
    long.
    """
    code, role = make_code(composer, link, CARD_SIDE, parent), composer.role("Link", parent)
    most = inf if is_tight else MOST_BESIDE
    found: list[tuple[float, WordsAndCode]] = []
    for count in range(len(texts) + 1):
        over = _stacked(_set(composer, texts[:count], measure), texts[:count])
        blocks = _set(composer, texts[count:], measure - WORDS_FROM)
        lines = sum(len(block.lines) for block in blocks)
        if lines > most:
            continue
        beside = link_words(composer, link, face, measure - WORDS_FROM, role)
        words = _stacked(blocks, texts[count:])
        if beside.breaks_name or beside.is_long or lines + len(beside.broken.ends) > most:
            row = CodeRow(code, Stack(words), link_words(composer, link, face, measure, role))
        else:
            row = CodeRow(code, Stack((*words, StackItem(beside))), None)
        both = WordsAndCode(Stack(over), row, max(gap, code.quiet))
        hole = 0.0 if is_tight else max(0.0, row.words.height - code.side)
        found.append((both.height + hole, both))
    return min(found, key=itemgetter(0))[1]


def _set(composer: Composer, texts: Sequence[CodeText], measure: float) -> list[TextBlock]:
    return [composer.set.narrow(text, face, measure, role) for text, face, role, _ in texts]


def _stacked(blocks: Sequence[TextBlock], texts: Sequence[CodeText]) -> tuple[StackItem, ...]:
    return tuple(StackItem(block, each.gap) for block, each in zip(blocks, texts, strict=True))
