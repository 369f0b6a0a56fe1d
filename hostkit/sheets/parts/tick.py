"""Tick squares: drawn, not a character, so that no font need have one."""

from __future__ import annotations

from hostkit.ground.units import mm
from hostkit.layout.display_list import Box, Item
from hostkit.layout.typeset import TextBlock
from hostkit.sheets import style

TICK, TICK_WEIGHT, TICK_GAP = mm(3.2), 0.6, mm(1.7)


def tick(x: float, y: float, block: TextBlock) -> list[Item]:
    """Return a tick square and, behind it, the words; the square stands on the words' first baseline."""
    bottom = y + block.style.baseline + 0.6
    square = Box(x, bottom - TICK, TICK, TICK, TICK_WEIGHT, style.BLACK)
    return [square, *block.place(x + TICK + TICK_GAP, y)]
