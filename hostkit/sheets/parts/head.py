"""Composes the head of a page (series, a text at the right, topic, short accent rule), blanks, and run-on texts.

It also has what a sheet takes from the theme of its kit: the figure, which counts the questions, and the second voice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.themes.figures import PlacedFigure, place_figure
from hostkit.typesetting.display_list import Box, Color, Fill, Item, Role, Rule
from hostkit.typesetting.line_breaking import Line, filled_breaks, narrow_breaks
from hostkit.typesetting.shaping import ShapedParagraph, Style
from hostkit.typesetting.typeset import Block, Drawn, Stack, StackItem, TextBlock, beside, fitted, stack


def voice(composer: Composer, size: float, leading: float) -> Style:
    """Return a style in the second voice of the theme."""
    return Style(composer.theme.voice, size, leading, style.BLACK)


def theme_figure(composer: Composer, width: float, height: float) -> PlacedFigure | None:
    """Return the theme's figure for the questions of the guide in a box, in points, or None if there is none."""
    return place_figure(composer.theme.figure, composer.guide.counted, width, height)


def head(
    composer: SheetComposer,
    measure: float,
    right: Callable[[DetailComposer], FlushRight],
    sizes: Sequence[tuple[float, float]],
) -> Stack:
    """Return the head of a page: series and ``right`` on one line, then the topic, then the accent rule.

    ``measure`` is in points; ``sizes`` are the sizes and leadings for the topic, as for ``set_topic``.
    """
    series, role = composer.guide.series, composer.role("P")

    def series_beside(c: Composer, at_right: FlushRight) -> TextBlock | None:
        room = measure - at_right.width - mm(6)
        return c.set.narrow(series.text, style.BODY, room, role) if series else None

    at_right = composer.guarded_slot(right, series_beside)
    left = at_right.guarded

    def line(x: float, y: float) -> list[Item]:
        return [*(left.place(x, y) if left else []), *at_right.place(x + measure, y)]

    topic = set_topic(composer, measure, sizes, composer.role("H1"))
    first = Drawn(left.height if left else style.BODY.leading, line)
    return Stack(
        (
            StackItem(first),
            StackItem(topic, 8),
            StackItem(accent_rule(style.RULE_WIDTH, composer.theme.accent), 10),
        )
    )


def set_topic(
    composer: Composer, measure: float, sizes: Sequence[tuple[float, float]], role: Role
) -> TextBlock:
    """Return the topic in the first size in which it takes at most as many lines as the size's number, from 1.

    If there is none, the last size is used on as many lines as needed, or SMALLEST_TOPIC if the last size is too large
    for a word. A word that is too wide even for that is hyphenated.
    """
    title, smallest = composer.guide.title.text, style.display(*style.SMALLEST_TOPIC)
    faces = [style.display(*size) for size in sizes]
    for lines, face in enumerate([*faces, faces[-1]], start=1):
        block = composer.set.title(title, face, measure, role)
        is_short = len(block.lines) <= lines or lines > len(faces)
        if is_short and holds_words(composer, title, face, smallest, measure):
            return block
    return composer.set.title(title, smallest, measure, role)


def holds_words(composer: Composer, text: str, face: Style, smallest: Style, measure: float) -> bool:
    """Return whether a measure, in points, holds each word of a text.

    The words may be hyphenated if one of them is wider than the measure even in the ``smallest`` style.
    """
    if composer.set.breaks_words(text, smallest, measure):
        return not composer.set.is_too_wide(text, face, measure)
    return not composer.set.breaks_words(text, face, measure)


def accent_rule(width: float, accent: Color = style.ACCENT) -> Drawn:
    """Return the short rule in the accent color, 2 pt thick and ``width`` points wide."""
    return Drawn(style.RULE_WEIGHT, lambda x, y: [Fill(x, y, width, style.RULE_WEIGHT, accent)])


class FlushRight(NamedTuple):
    """A block that is placed by its top right corner."""

    height: float
    width: float
    draw: Callable[[float, float], list[Item]]

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items with the block's top right corner at (x, y)."""
        return self.draw(x, y)


def flush_right(block: TextBlock) -> FlushRight:
    """Return a text that is placed by its top right corner."""
    return FlushRight(block.height, block.width, block.place_right)


TICK, TICK_WEIGHT, TICK_GAP = mm(3.2), 0.6, mm(1.7)
"""The side and the line weight of a tick square, as in the design, and the gap after it, chosen by eye."""


def tick(x: float, y: float, block: TextBlock) -> list[Item]:
    """Return a tick square followed by a text."""
    return [tick_square(x, y, block.style), *block.place(x + TICK + TICK_GAP, y)]


def tick_square(x: float, y: float, beside: Style) -> Box:
    """Return a tick square that stands on the first baseline of a text whose line box begins at y."""
    return Box(x, y + beside.baseline + 0.6 - TICK, TICK, TICK, TICK_WEIGHT, style.BLACK)


LABEL_GAP, BETWEEN = mm(2), mm(4)
"""The gap from a label to its blank, and from a blank to the next label; chosen by eye."""


def blank_line(x: float, x2: float, y: float) -> Rule:
    """Return a horizontal line to write on from x to x2, at y."""
    return Rule(x, y, x2, y, style.BLANK_LINE, style.QUIET)


def labeled_blank(label: TextBlock, width: float, *, right: bool = False) -> Drawn:
    """Return a label with a blank of ``width`` points; with ``right``, x is the right end of the blank."""
    baseline = label.style.baseline + 1.5

    def draw(x: float, y: float) -> list[Item]:
        left = x - width - LABEL_GAP - label.width if right else x
        start = left + label.width + LABEL_GAP
        return [*label.place(left, y), blank_line(start, start + width, y + baseline)]

    return Drawn(label.height, draw)


def labeled_width(label: TextBlock, width: float) -> float:
    """Return the width in points of a label with a blank of ``width`` points."""
    return label.width + LABEL_GAP + width


def blank_row(labels: Sequence[TextBlock], width: float, shares: Sequence[float]) -> Drawn:
    """Return labels with blanks on one line, ``width`` points wide; ``shares`` of the blanks sum to 1."""
    room = width - sum(labeled_width(label, 0) for label in labels) - BETWEEN * (len(labels) - 1)

    def draw(x: float, y: float) -> list[Item]:
        items: list[Item] = []
        for label, share in zip(labels, shares, strict=True):
            items += labeled_blank(label, room * share).place(x, y)
            x += labeled_width(label, room * share) + BETWEEN
        return items

    return Drawn(max(label.height for label in labels), draw)


def writing_lines(width: float, count: int, leading: float = style.WRITING_LEADING) -> Drawn:
    """Return ``count`` lines to write on, ``leading`` points apart; the first is ``leading`` below the top."""

    def draw(x: float, y: float) -> list[Item]:
        return [blank_line(x, x + width, y + (k + 1) * leading) for k in range(count)]

    return Drawn(count * leading, draw)


class MarkedText(NamedTuple):
    """A text and its mark, whose items ``mark`` returns; (x, y) is the top left corner of its line box."""

    text: str
    role: Role
    mark: Callable[[float, float], list[Item]]


class _Part(NamedTuple):
    """The words of text ``text`` from ``first`` up to ``end``, which are not divided."""

    text: int
    first: int
    end: int


class _Paragraph(NamedTuple):
    """Shaped texts in a row. ``lefts`` are the left edges of their marks; all widths are in thousandths of an em."""

    texts: tuple[ShapedParagraph, ...]
    lefts: tuple[float, ...]
    indent: float

    def left(self, part: _Part) -> float:
        """Return where a part begins, with the mark before it if it begins its text."""
        before = self.indent + self.texts[part.text].before[part.first] if part.first else 0.0
        return self.lefts[part.text] + before

    def of(self, parts: Sequence[_Part]) -> ShapedParagraph:
        """Return a paragraph that has the parts as its units, but no glyphs."""
        before = tuple([self.left(part) for part in parts])
        stops = tuple([self.lefts[k] + self.indent + self.texts[k].stops[end - 1] for k, _, end in parts])
        widest = max([stop - start for start, stop in zip(before, stops, strict=True)], default=0.0)
        return ShapedParagraph((), (), tuple(range(len(parts))), (*before, self.lefts[-1]), stops, widest)

    def lines(self, measure: float) -> list[list[_Part]]:
        """Return the parts of each line. Lines end between texts, unless breaking within texts saves a line."""
        words = [_Part(k, n, n + 1) for k, text in enumerate(self.texts) for n in range(len(text.ends))]
        whole = [_Part(k, 0, len(text.ends)) for k, text in enumerate(self.texts)]
        broken, unbroken = narrow_breaks(self.of(words), measure), self.of(whole)
        if unbroken.widest <= measure and len(ends := filled_breaks(unbroken, measure)) <= len(broken):
            return [whole[start:end] for start, end in pairwise([0, *ends])]
        return [_joined(words[start:end]) for start, end in pairwise([0, *broken])]


def _joined(words: Sequence[_Part]) -> list[_Part]:
    """Return the words of a line with those of each text joined."""
    groups = [list(group) for _, group in groupby(words, lambda word: word.text)]
    return [_Part(group[0].text, group[0].first, group[-1].end) for group in groups]


def run_on(
    texts: Sequence[MarkedText], style: Style, language: str, measure: float, indent: float, between: float
) -> Drawn:
    """Return the texts run on as a paragraph ``measure`` points wide. No line ends between a mark and its text.

    ``indent`` is the distance from the left edge of a mark to its text, and ``between`` that from the end of a text to
    the next mark, both in points.
    """
    scale = style.size / 1000
    room = (measure - indent) / scale
    shaped = [fitted(((each.text, style.face),), language, style.features, room) for each in texts]
    lefts = [0.0]
    for text in shaped:
        lefts.append(lefts[-1] + text.stops[-1] + (indent + between) / scale)
    paragraph = _Paragraph(tuple(shaped), tuple(lefts), indent / scale)
    lines = paragraph.lines(measure / scale)

    def draw(x: float, y: float) -> list[Item]:
        items: list[Item] = []
        for parts in lines:
            start = paragraph.left(parts[0])
            for part in parts:
                left, (index, first, end) = x + (paragraph.left(part) - start) * scale, part
                if first == 0:
                    items += texts[index].mark(left, y)
                    left += indent
                line = Line(shaped[index].pieces(first, end), shaped[index].width(first, end))
                items += TextBlock((line,), style, texts[index].role).place(left, y)
            y += style.leading
        return items

    return Drawn(len(lines) * style.leading, draw)


DASH_INDENT, BETWEEN_RUN_ON = 10 / 12, mm(3)
"""The design's measures: the indent of a probe in ems, and the gap between probes on a line."""


def probes_block(
    composer: Composer, probes: Sequence[str], measure: float, face: Style, *, may_run_on: bool
) -> Block:
    """Return the probes one below the other, or run on if that is permitted and saves a line."""
    around, indent = composer.role("L"), DASH_INDENT * face.size
    listed, marked = [], []
    for text in probes:
        label, body = composer.list_item(around)
        dash = composer.set.line("–", face, label)
        words = composer.set.narrow(text, face, measure - indent, body)
        listed.append(beside(dash, words, indent))
        marked.append(MarkedText(text, body, dash.place))
    block = stack(listed)
    if not may_run_on:
        return block
    together = run_on(marked, face, composer.set.language, measure, indent, BETWEEN_RUN_ON)
    return together if together.height < block.height else block
