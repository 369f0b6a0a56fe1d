"""Composes the head of a page (series, a text at the right, topic, short accent rule) and blanks to fill in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.typesetting.display_list import Box, Fill, Item, Role, Rule
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Drawn, Stack, StackItem, TextBlock


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
    return Stack((StackItem(first), StackItem(topic, 8), StackItem(accent_rule(style.RULE_WIDTH), 10)))


def set_topic(
    composer: Composer, measure: float, sizes: Sequence[tuple[float, float]], role: Role
) -> TextBlock:
    """Return the topic in the first size in which it takes at most as many lines as the size's number, from 1.

    If there is none, the last size is used on as many lines as needed.
    """
    title = composer.guide.title.text
    for lines, (size, leading) in enumerate(sizes, start=1):
        face = style.display(size, leading)
        block = composer.set.balanced(title, face, measure, role)
        if len(block.lines) <= lines and not composer.set.breaks_words(title, face, measure):
            return block
    return block


def accent_rule(width: float) -> Drawn:
    """Return the short rule in the accent color, 2 pt thick and ``width`` points wide."""
    return Drawn(style.RULE_WEIGHT, lambda x, y: [Fill(x, y, width, style.RULE_WEIGHT, style.ACCENT)])


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
