"""Marks that show where to cut: hairlines on the cuts of an edge-to-edge grid, crosses where the cuts meet."""

from __future__ import annotations

from hostkit.ground.units import mm
from hostkit.layout.display_list import Colour, Rule
from hostkit.source.stock import Stock

LENGTH = mm(3)
FROM_EDGE = mm(7)
"""No printer reaches nearer to the paper's edge for certain."""
_WEIGHT, _COLOUR = 0.4, Colour(0.45, 0.45, 0.45)


def cut_marks(stock: Stock, width: float, height: float) -> tuple[Rule, ...]:
    """Return the marks of one side of a sheet of plain paper, the same on both sides: none on pre-cut stock.

    The cuts run between neighbouring cards, which share an edge and are cut once.
    """
    if not stock.plain:
        return ()
    across = [stock.left + k * stock.pitch_across for k in range(1, stock.columns)]
    down = [stock.top + k * stock.pitch_down for k in range(1, stock.rows)]
    ends = [_vertical(x, y) for x in across for y in (FROM_EDGE, height - FROM_EDGE - LENGTH)]
    ends += [_horizontal(x, y) for y in down for x in (FROM_EDGE, width - FROM_EDGE - LENGTH)]
    for x in across:
        for y in down:
            ends += [_vertical(x, y - LENGTH, 2 * LENGTH), _horizontal(x - LENGTH, y, 2 * LENGTH)]
    return tuple(ends)


def _vertical(x: float, y: float, length: float = LENGTH) -> Rule:
    return Rule(x, y, x, y + length, _WEIGHT, _COLOUR)


def _horizontal(x: float, y: float, length: float = LENGTH) -> Rule:
    return Rule(x, y, x + length, y, _WEIGHT, _COLOUR)
