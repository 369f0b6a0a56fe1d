"""Columns: measured blocks stacked downwards, and the hairlines and the ruler that all sheets draw.

A block knows its height before anything is placed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from hostkit.core.units import mm
from hostkit.typesetting.display_list import Colour, Item, Rule


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
    """Blocks below each other. The gap of the first one does not count."""

    __slots__ = ("height", "parts")

    def __init__(self, parts: tuple[StackItem, ...]) -> None:
        self.parts = parts
        self.height = sum([part.gap + part.block.height for part in parts]) - (parts[0].gap if parts else 0.0)
        """The sum of all blocks and the gaps between them, in points."""

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


HAIRLINE = 0.4
"""The thickness of lines in points. Chosen by eye: thin beside the text, but without gaps in print."""

LINE = Colour(0.45, 0.45, 0.45)
"""The colour of lines: a contrast of 4.5:1 on white (WCAG 2.2, 1.4.3)."""

RULER = mm(100)
"""The length of the ruler, which the print plan names."""

TICK, LONG_TICK = 3.0, 6.0
"""Lengths of the ticks of the ruler in points, chosen by eye."""


def ruler(left: float, baseline: float) -> list[Item]:
    """Return a ruler with a tick every 10 mm, its left end at (left, baseline)."""
    items: list[Item] = [Rule(left, baseline, left + RULER, baseline, HAIRLINE, LINE)]
    for k in range(11):
        x = left + k * mm(10)
        up = LONG_TICK if k % 5 == 0 else TICK
        items.append(Rule(x, baseline, x, baseline - up, HAIRLINE, LINE))
    return items
