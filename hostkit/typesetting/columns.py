"""Columns: measured blocks stacked downwards, and the hairlines and the ruler that all sheets draw.

A block knows its height before anything is placed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from hostkit.core.units import mm
from hostkit.typesetting.display_list import Colour, Item, Rule


class Block(Protocol):
    """Anything with a height that can be placed by its top left corner."""

    @property
    def height(self) -> float:
        """Height in points."""

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items with the block's top left corner at (x, y)."""


class Drawn(NamedTuple):
    """A block of a known height whose items a function makes."""

    height: float
    draw: Callable[[float, float], list[Item]]

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items with the block's top left corner at (x, y)."""
        return self.draw(x, y)


class StackItem(NamedTuple):
    """A block in a stack: ``gap`` above it, ``indent`` from the stack's left edge."""

    block: Block
    gap: float = 0.0
    indent: float = 0.0


class Stack:
    """Blocks below each other; the gap above the first is left out."""

    __slots__ = ("height", "parts")

    def __init__(self, parts: tuple[StackItem, ...]) -> None:
        self.parts = parts
        self.height = sum([part.gap + part.block.height for part in parts]) - (parts[0].gap if parts else 0.0)
        """Sum of all blocks and of the gaps between them, in points; added up once, since layouts ask often."""

    def place(self, x: float, y: float) -> list[Item]:
        """Return all items with the stack's top left corner at (x, y)."""
        items: list[Item] = []
        for index, part in enumerate(self.parts):
            y += part.gap if index else 0.0
            items += part.block.place(x + part.indent, y)
            y += part.block.height
        return items


def stack(blocks: Iterable[Block], gap: float = 0.0) -> Stack:
    """Return the blocks below each other, ``gap`` points apart."""
    return Stack(tuple(StackItem(block, gap) for block in blocks))


HAIRLINE = 0.4
LINE = Colour(0.45, 0.45, 0.45)
"""Contrast 4.5:1 on white."""


RULER = mm(100)
TICK, LONG_TICK = 3.0, 6.0


def ruler(left: float, baseline: float) -> list[Item]:
    """Return the ruler from ``left``, its line on ``baseline``, with a tick every 10 mm."""
    items: list[Item] = [Rule(left, baseline, left + RULER, baseline, HAIRLINE, LINE)]
    for k in range(11):
        x = left + k * mm(10)
        up = LONG_TICK if k % 5 == 0 else TICK
        items.append(Rule(x, baseline, x, baseline - up, HAIRLINE, LINE))
    return items
