"""Sets texts as blocks in a style and a measure, and stacks blocks. Blocks are measured before they are placed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import NamedTuple, Protocol, TypeAlias

from hostkit.core.values import mm
from hostkit.typesetting import line_breaking as wrap
from hostkit.typesetting.break_points import hyphenated
from hostkit.typesetting.display_list import Color, Item, Role, Rule, TextRun
from hostkit.typesetting.fonts import Glyph, face
from hostkit.typesetting.line_breaking import Line
from hostkit.typesetting.shaping import GlyphRun, ShapedParagraph, Spans, Style, shape, split_wide, wide_units

LineBreakingStrategy: TypeAlias = Callable[[ShapedParagraph, float], list[Line]]
"""A function of a paragraph and a measure in thousandths of an em that returns lines."""


class TextBlock(NamedTuple):
    """Lines of text in one style, one below the other. Each line box is ``style.leading`` points high."""

    lines: tuple[Line, ...]
    style: Style
    role: Role

    @property
    def height(self) -> float:
        """Height of all line boxes, in points."""
        return len(self.lines) * self.style.leading

    @property
    def width(self) -> float:
        """Width of the widest line, in points."""
        return max([line.width for line in self.lines], default=0.0) * self.style.size / 1000

    def place(self, x: float, y: float) -> list[Item]:
        """Return the text runs with the block's top left corner at (x, y)."""
        lines, style, role = self
        items: list[Item] = []
        baseline, leading = y + style.baseline, style.leading
        for index, line in enumerate(lines):
            _place_line(line, style, x, baseline + index * leading, role, items)
        return items

    def place_right(self, right: float, y: float) -> list[Item]:
        """Return the text runs, set flush right, with the block's top right corner at (right, y)."""
        lines, style, role = self
        items: list[Item] = []
        baseline, leading = y + style.baseline, style.leading
        for index, line in enumerate(lines):
            x = right - line.width * style.size / 1000
            _place_line(line, style, x, baseline + index * leading, role, items)
        return items


def _place_line(line: Line, style: Style, x: float, baseline: float, role: Role, items: list[Item]) -> None:
    _, size, _, color, _ = style
    pieces, _ = line
    for face_name, glyphs in pieces:
        items.append(TextRun(x, baseline, face_name, size, color, glyphs, role))
        if len(pieces) > 1:
            x += sum([glyph.advance for glyph in glyphs]) * size / 1000


class Typesetter(NamedTuple):
    """Sets texts in one language, a BCP 47 tag."""

    language: str

    def balanced(self, text: str | Spans, style: Style, measure: float, role: Role) -> TextBlock:
        """Return a block of the fewest lines, as equal as possible, for questions, prompts and definitions."""
        return self._set(text, style, measure, role, wrap.balanced)

    def title(self, text: str, style: Style, measure: float, role: Role) -> TextBlock:
        """Return a block as ``balanced`` does for a topic, whose second line may be one word if it is not short."""
        return self._set(text, style, measure, role, wrap.title)

    def narrow(self, text: str | Spans, style: Style, measure: float, role: Role) -> TextBlock:
        """Return the narrowest block of the fewest lines, or filled lines if there are many, for all other texts."""
        return self._set(text, style, measure, role, wrap.narrow)

    def line(self, text: str | Spans, style: Style, role: Role) -> TextBlock:
        """Return a block of one line of any length."""
        return self._set(text, style, float("inf"), role, wrap.filled)

    def link(self, words: str, style: Style, measure: float) -> wrap.BrokenLink:
        """Return a link broken into lines after its punctuation, without hyphens. ``measure`` is in points."""
        return _link(words, style.face, self.language, style.features).broken(measure * 1000 / style.size)

    def breaks_words(self, text: str, style: Style, measure: float) -> bool:
        """Return whether a word of the text is wider than the measure, in points, unless it is hyphenated."""
        paragraph = shape(((text, style.face),), self.language, style.features)
        return paragraph.widest > measure * 1000 / style.size

    def is_too_wide(self, text: str, style: Style, measure: float) -> bool:
        """Return whether a word of the text is wider than the measure, in points, even if it is hyphenated."""
        most = measure * 1000 / style.size
        return _hyphenated(((text, style.face),), self.language, style.features, most).widest > most

    def count_lines(self, text: str, style: Style, measure: float) -> int:
        """Return the least number of lines that a text takes in a measure, in points."""
        most = measure * 1000 / style.size
        paragraph = fitted(((text, style.face),), self.language, style.features, most)
        return len(wrap.filled_breaks(paragraph, most))

    def _set(
        self,
        text: str | Spans,
        style: Style,
        measure: float,
        role: Role,
        strategy: LineBreakingStrategy,
    ) -> TextBlock:
        spans = ((text, style.face),) if isinstance(text, str) else text
        lines = _lines(spans, self.language, style.features, measure * 1000 / style.size, strategy)
        return TextBlock(lines, style, role)


@lru_cache(maxsize=512)
def _lines(
    spans: Spans, language: str, features: tuple[str, ...], measure: float, strategy: LineBreakingStrategy
) -> tuple[Line, ...]:
    """Return the lines of a text. They are cached because most texts are set again when other layouts are tried."""
    return tuple(strategy(fitted(spans, language, features, measure), measure))


def fitted(spans: Spans, language: str, features: tuple[str, ...], measure: float) -> ShapedParagraph:
    """Return a shaped text whose units fit a measure in thousandths of an em.

    A wider unit is hyphenated, or cut between letters where that is not enough.
    """
    return split_wide(_hyphenated(spans, language, features, measure), measure)


def _hyphenated(spans: Spans, language: str, features: tuple[str, ...], measure: float) -> ShapedParagraph:
    """Return a shaped text whose units that are wider than the measure, in thousandths of an em, are hyphenated."""
    paragraph = shape(spans, language, features)
    if paragraph.widest <= measure:
        return paragraph
    wide = wide_units(paragraph, measure)
    divided = []
    for text, face_name in spans:
        words = [
            hyphenated(each, language) if any(map(each.__contains__, wide)) else each
            for each in text.split(" ")
        ]
        divided.append((" ".join(words), face_name))
    return shape(tuple(divided), language, features)


@lru_cache(maxsize=64)
def _link(words: str, face_name: str, language: str, features: tuple[str, ...]) -> wrap.BreakableLink:
    """Return a shaped link. It is cached because several measures and sheets use the same link."""
    return wrap.BreakableLink(shape(((words, face_name),), language, features, link=True))


DIGIT_CELL, COLON_CELL = 620.0, 280.0
"""Widths of the cells of a clock time in thousandths of an em, needed because the display face has no tabular figures.

Chosen by eye: about the width of most of its digits, and of its colon.
"""


def clock_time(time: str, style: Style, role: Role) -> TextBlock:
    """Return a block with a time such as "19:00", each digit centered in an equal cell.

    A one-digit hour leaves the first cell empty.
    """
    return TextBlock((_time_line(time, style.face),), style, role)


@lru_cache(maxsize=256)
def _time_line(time: str, face_name: str) -> Line:
    glyphs: list[Glyph] = []
    for char in time:
        cell = COLON_CELL if char == ":" else DIGIT_CELL
        (glyph,) = face(face_name).shape(char, "en")
        glyphs.append(_moved(glyph, cell, (cell - glyph.advance) / 2))
    _close_up(glyphs, face_name)
    if time[1:2] == ":":
        first = glyphs[0]
        glyphs[0] = _moved(first, first.advance + DIGIT_CELL, first.dx + DIGIT_CELL)
    return Line((GlyphRun(face_name, tuple(glyphs)),), sum(glyph.advance for glyph in glyphs))


def _close_up(glyphs: list[Glyph], face_name: str) -> None:
    """Move neighbors that are half a space apart ("11") closer, or PDF readers would extract a space between them."""
    own = face(face_name)
    (space,) = own.shape(" ", "en")
    # A little less than half a space: PDF readers extract a space from half a space on.
    widest = 0.48 * space.advance
    for k in range(len(glyphs) - 1):
        left, right = glyphs[k], glyphs[k + 1]
        excess = left.advance - left.dx - own.advance(left.gid) + right.dx - widest
        if excess > 0:
            glyphs[k] = _moved(left, left.advance, left.dx + excess / 2)
            glyphs[k + 1] = _moved(right, right.advance, right.dx - excess / 2)


@cache
def _moved(glyph: Glyph, advance: float, dx: float) -> Glyph:
    """Return a glyph with another advance and offset. Equal calls return the same object."""
    return Glyph(glyph.gid, advance, dx, glyph.dy, glyph.text, glyph.kern)


class Block(Protocol):
    """Anything that has a height and can be placed by its top left corner."""

    @property
    def height(self) -> float:
        """Height in points."""

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items with the block's top left corner at (x, y)."""


class Drawn(NamedTuple):
    """A block of a given height whose items a function returns."""

    height: float
    draw: Callable[[float, float], list[Item]]

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items with the block's top left corner at (x, y)."""
        return self.draw(x, y)


class StackItem(NamedTuple):
    """A block in a stack, with a ``gap`` above it and an ``indent`` from the left edge, both in points."""

    block: Block
    gap: float = 0.0
    indent: float = 0.0


class Stack:
    """Blocks one below the other. The gap of the first one is ignored."""

    __slots__ = ("height", "parts")

    def __init__(self, parts: tuple[StackItem, ...]) -> None:
        self.parts = parts
        self.height = sum([part.gap + part.block.height for part in parts]) - (parts[0].gap if parts else 0.0)
        """The height of all blocks and the gaps between them, in points."""

    def place(self, x: float, y: float) -> list[Item]:
        """Return all items with the stack's top left corner at (x, y)."""
        items: list[Item] = []
        for index, part in enumerate(self.parts):
            y += part.gap if index else 0.0
            items += part.block.place(x + part.indent, y)
            y += part.block.height
        return items


def stack(blocks: Iterable[Block], gap: float = 0.0) -> Stack:
    """Return a stack of blocks that are ``gap`` points apart."""
    return Stack(tuple(StackItem(block, gap) for block in blocks))


def beside(left: Block, right: Block, distance: float) -> Drawn:
    """Return two blocks level at the top, with their left edges ``distance`` points apart."""
    height = max(left.height, right.height)
    return Drawn(height, lambda x, y: [*left.place(x, y), *right.place(x + distance, y)])


HAIRLINE = 0.4
"""The weight of lines in points. Chosen by eye: thin compared with the text, but printed without gaps."""

LINE = Color(0.45, 0.45, 0.45)
"""The color of lines: a contrast of 4.5:1 on white (WCAG 2.2, 1.4.3)."""

RULER = mm(100)
"""The length of the ruler, which the print plan names."""

TICK, LONG_TICK = 3.0, 6.0
"""Lengths of the ticks of the ruler in points, chosen by eye."""


def ruler(left: float, baseline: float) -> list[Item]:
    """Return a ruler of 100 mm with a tick every 10 mm and its left end at (left, baseline)."""
    items: list[Item] = [Rule(left, baseline, left + RULER, baseline, HAIRLINE, LINE)]
    for k in range(11):
        x = left + k * mm(10)
        up = LONG_TICK if k % 5 == 0 else TICK
        items.append(Rule(x, baseline, x, baseline - up, HAIRLINE, LINE))
    return items
