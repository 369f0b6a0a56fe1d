"""Defines the drawing of a figure: marks in order, and the curves that they are made of.

Lengths are in points; y grows down from the top left corner of the drawing.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple, TypeAlias

from hostkit.core.values import mm
from hostkit.typesetting.display_list import Curve

LEAST, MOST = mm(1.5), mm(12)
"""The design's smallest and largest distance between strokes."""

_KAPPA = 4 * (sqrt(2) - 1) / 3
"""The length of the handles of a quarter of a circle of radius 1 drawn as a Bézier curve."""

Mark: TypeAlias = tuple[Curve, ...]
"""The curves of one stroke of a figure: one, or two for a pair of rings."""


class Drawing(NamedTuple):
    """Marks in order, in a drawing of ``width`` by ``height`` points; ``dash`` holds the dashes and gaps of lines."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    dash: tuple[float, float] | None = None


def moved(curve: Curve, by: float) -> Curve:
    """Return a curve moved right and down by a distance."""
    x, y = curve.start
    return Curve((x + by, y + by), tuple([tuple([value + by for value in part]) for part in curve.parts]))


def line(x: float, y: float, x2: float, y2: float) -> Curve:
    """Return a straight line between two points."""
    return Curve((x, y), ((x2, y2),))


def quarters(x: float, y: float, radius: float, first: int, count: int) -> Curve:
    """Return clockwise quarters of a circle around (x, y); the first begins at its left, top, right or lower end."""
    ends = ((-radius, 0.0), (0.0, -radius), (radius, 0.0), (0.0, radius))
    k = _KAPPA
    parts = []
    for turn in range(first, first + count):
        (ax, ay), (bx, by) = ends[turn % 4], ends[(turn + 1) % 4]
        parts.append((x + ax + k * bx, y + ay + k * by, x + bx + k * ax, y + by + k * ay, x + bx, y + by))
    ax, ay = ends[first % 4]
    return Curve((x + ax, y + ay), tuple(parts))


def circle(x: float, y: float, radius: float) -> Curve:
    """Return a circle around (x, y)."""
    return quarters(x, y, radius, 1, 4)


def spacing(room: float, count: int) -> float:
    """Return the distance between strokes that share a length: 0 if it would be too small, and at most MOST."""
    each = room / count if count else MOST
    return min(each, MOST) if each >= LEAST else 0.0
