"""The arrangements of arcs, links and rings.

Each is a function of a number of marks and a box that returns the marks in order, or None if so many do not fit. Marks
are 1.5 to 12 mm apart, or touch or cross. Lengths are in points; y grows down from the top left corner of the drawing,
which may be smaller than the box.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt

from hostkit.core.values import mm
from hostkit.themes.figures import LEAST, MOST, Drawing, Mark, circle, quarters, spacing

# Arcs: a mark is a half circle.


def rainbow(count: int, width: float, height: float) -> Drawing | None:
    """Return half circles around the middle of the lower edge, from the inside out."""
    step = spacing(min(width / 2, height), count)
    radius = step * count
    marks = tuple([(quarters(radius, radius, step * k, 0, 2),) for k in range(1, count + 1)])
    return Drawing(2 * radius, radius, marks) if step else None


def cradle(count: int, width: float, height: float) -> Drawing | None:
    """Return half circles that open upward, from the outside in, like a bowl that is filled."""
    step = spacing(min(width / 2, height), count)
    radius = step * count
    marks = tuple([(quarters(radius, 0.0, step * k, 2, 2),) for k in range(count, 0, -1)])
    return Drawing(2 * radius, radius, marks) if step else None


def echo(count: int, width: float, height: float) -> Drawing | None:
    """Return equal half circles one after the other from left to right, open to the left."""
    radius = height / 2
    while radius >= LEAST:
        step = spacing(width - radius, max(count - 1, 1))
        # Each is nearest to the one before at its ends.
        if step and hypot(step, radius) - radius >= LEAST:
            marks = tuple([(quarters(step * k, radius, radius, 1, 2),) for k in range(count)])
            return Drawing(step * (count - 1) + radius, 2 * radius, marks)
        radius *= 0.95
    return None


# Links: a mark is a circle that crosses or touches its neighbors.


def chain(count: int, width: float, height: float) -> Drawing | None:
    """Return equal circles in a row, each through the middle of its neighbor, or nearer if they would be small."""
    best = None
    for reach in range(2, max(count, 2) + 1):
        # A circle is a whole number of spacings wide, so circles that do not cross touch or are a spacing apart.
        step = min(spacing(width, count - 1 + reach), height / reach)
        if step >= LEAST and (best is None or reach * step > best.height):
            radius = step * reach / 2
            marks = tuple([(circle(radius + step * k, radius, radius),) for k in range(count)])
            best = Drawing(step * (count - 1) + 2 * radius, 2 * radius, marks)
            if best.height >= height / 2:
                break
    return best


_PETAL = 0.72
"""The radius of a circle of a wreath as a share of the wreath's own. Chosen by eye: the middle stays open."""


def wreath(count: int, width: float, height: float) -> Drawing | None:
    """Return equal circles around a middle, clockwise from the top."""
    half = min(width, height) / 2
    if count < 3:
        return chain(count, width, height)
    reaches = [sin(pi * k / count) for k in range(1, count // 2 + 1)]
    shares = [*[(a + b) / 2 for a, b in pairwise(reaches)], *reaches]
    for share in sorted(shares, key=lambda share: abs(share - _PETAL)):
        middle = half / (1 + share)
        gaps = [2 * middle * (reach - share) for reach in reaches if reach > share + 1e-9]
        if min(gaps, default=LEAST) >= LEAST and 2 * middle * reaches[0] >= 1.25 * LEAST:
            # Of an odd number none is at the very bottom.
            lowest = half + middle * cos(pi / count if count % 2 else 0.0) + middle * share
            return Drawing(2 * half, lowest, _around(count, half, middle, middle * share))
    return None


def _around(count: int, half: float, middle: float, radius: float) -> tuple[Mark, ...]:
    turns = [2 * pi * k / count for k in range(count)]
    return tuple([(circle(half + middle * sin(t), half - middle * cos(t), radius),) for t in turns])


def growing(count: int, width: float, height: float) -> Drawing | None:
    """Return circles that stand on one line, each larger than the one before and crossing it."""
    largest = height / 2
    while largest >= _SMALLEST:
        first = max(_SMALLEST, largest / 4) if count > 1 else largest
        radii = [first + (largest - first) * k / max(count - 1, 1) for k in range(count)]
        places = [first]
        for a, b in pairwise(radii):
            places.append(places[-1] + _OVERLAP * 2 * sqrt(a * b))
        steps = (places[-1] - first) / max(count - 1, 1)
        total = places[-1] + largest
        if total <= width and steps <= MOST:
            marks = [(circle(x, 2 * largest - r, r),) for x, r in zip(places, radii, strict=True)]
            return Drawing(max(total, 2 * largest), 2 * largest, tuple(marks))
        largest *= 0.97
    return None


_OVERLAP = 0.75
"""The distance of two circles as a share of that at which they touch. Chosen by eye."""
_SMALLEST = mm(1.7)
"""The smallest radius of a growing circle. With _OVERLAP, circles that do not cross are 1.5 mm apart."""


# Rings: a mark is a ring, or a pair of rings.


def one(count: int, width: float, height: float) -> Drawing | None:
    """Return rings around one middle, from the inside out."""
    step = spacing(min(width, height) / 2, count)
    half = step * count
    return Drawing(2 * half, 2 * half, _rings(count, half, step)) if step else None


def _rings(count: int, middle: float, step: float, left: float = 0.0) -> tuple[Mark, ...]:
    return tuple([(circle(left + middle, middle, step * k),) for k in range(1, count + 1)])


def pair(count: int, width: float, height: float) -> Drawing | None:
    """Return pairs of rings around two middles, from the inside out; rings that do not cross touch or are apart."""
    # With the middles a whole number of spacings apart, no two rings are nearer than one spacing without touching.
    apart = max(round(0.9 * count), 1)
    step = spacing(min(height / 2, width * count / (2 * count + apart)), count)
    half = step * count
    both = zip(_rings(count, half, step), _rings(count, half, step, apart * step), strict=True)
    return Drawing(2 * half + apart * step, 2 * half, tuple([a + b for a, b in both])) if step else None


def touching(count: int, width: float, height: float) -> Drawing | None:
    """Return rings that all touch at the bottom, from the inside out."""
    half = min(width, height) / 2
    step = min(half / count, MOST / 2)
    if 2 * step < 1.1 * LEAST:
        return None
    half = step * count
    marks = tuple([(circle(half, 2 * half - step * k, step * k),) for k in range(1, count + 1)])
    return Drawing(2 * half, 2 * half, marks)
