"""What guests and hosts write on: tick squares, blanks with their labels, lines.

Tick squares are drawn, not a character, so that no font need have one.
"""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.core.units import mm
from hostkit.sheets import style
from hostkit.typesetting.columns import Drawn
from hostkit.typesetting.display_list import Box, Item, Rule
from hostkit.typesetting.typeset import TextBlock

TICK, TICK_WEIGHT, TICK_GAP = mm(3.2), 0.6, mm(1.7)
"""Side and stroke of a tick square, the design's; the gap behind it, chosen by eye as half a square."""


def tick(x: float, y: float, block: TextBlock) -> list[Item]:
    """Return a tick square and, behind it, the words; the square stands on the words' first baseline."""
    bottom = y + block.style.baseline + 0.6
    square = Box(x, bottom - TICK, TICK, TICK, TICK_WEIGHT, style.BLACK)
    return [square, *block.place(x + TICK + TICK_GAP, y)]


LABEL_GAP, BETWEEN = mm(2), mm(4)
"""From a label to its blank and between two blanks on a line; chosen by eye: a blank belongs to the label before it."""


def blank_line(x: float, x2: float, y: float) -> Rule:
    """Return a line to write on, at height y."""
    return Rule(x, y, x2, y, style.BLANK_LINE, style.QUIET)


def labelled_blank(label: TextBlock, width: float, *, right: bool = False) -> Drawn:
    """Return a label and a blank of ``width`` on its baseline; ``right``: placed by the right end of the blank."""
    baseline = label.style.baseline + 1.5

    def draw(x: float, y: float) -> list[Item]:
        left = x - width - LABEL_GAP - label.width if right else x
        start = left + label.width + LABEL_GAP
        return [*label.place(left, y), blank_line(start, start + width, y + baseline)]

    return Drawn(label.height, draw)


def labelled_width(label: TextBlock, width: float) -> float:
    """Return the whole width of a labelled blank."""
    return label.width + LABEL_GAP + width


def blank_row(labels: Sequence[TextBlock], width: float, shares: Sequence[float]) -> Drawn:
    """Return labels with their blanks on one line, ``width`` wide; ``shares`` are those of each blank, 1 in all."""
    room = width - sum(labelled_width(label, 0) for label in labels) - BETWEEN * (len(labels) - 1)

    def draw(x: float, y: float) -> list[Item]:
        items: list[Item] = []
        for label, share in zip(labels, shares, strict=True):
            items += labelled_blank(label, room * share).place(x, y)
            x += labelled_width(label, room * share) + BETWEEN
        return items

    return Drawn(max(label.height for label in labels), draw)


def writing_lines(width: float, count: int, leading: float = style.WRITING_LEADING) -> Drawn:
    """Return ``count`` lines to write on, ``leading`` apart, the first ``leading`` down."""

    def draw(x: float, y: float) -> list[Item]:
        return [blank_line(x, x + width, y + (k + 1) * leading) for k in range(count)]

    return Drawn(count * leading, draw)
