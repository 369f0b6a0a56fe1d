"""Draws the lines along which a sheet is folded."""

from __future__ import annotations

from hostkit.typesetting.display_list import Curve, Strokes
from hostkit.typesetting.typeset import HAIRLINE, LINE

DOTS = (1.0, 2.0)
"""The dots of a fold line and the gaps between them in points. Chosen by eye: unlike lines to write on or to cut."""


def fold_line(x: float, y: float, x2: float, y2: float) -> Strokes:
    """Return a dotted line along a fold."""
    return Strokes(x, y, (Curve((0.0, 0.0), ((x2 - x, y2 - y),)),), HAIRLINE, LINE, DOTS)
