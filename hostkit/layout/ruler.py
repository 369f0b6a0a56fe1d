"""The ruler of exactly 100 mm that shows whether a page was printed at its actual size."""

from __future__ import annotations

from hostkit.ground.units import mm
from hostkit.layout.display_list import Item, Rule
from hostkit.layout.hairline import HAIRLINE, LINE

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
