"""The hairline: what every mark, writing line, outline and ruler is drawn with."""

from __future__ import annotations

from hostkit.core.units import mm
from hostkit.typesetting.display_list import Colour, Item, Rule

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
