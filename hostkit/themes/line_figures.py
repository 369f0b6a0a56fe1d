"""The arrangements of rays, stitch, waves and steps.

Each is a function of a number of marks and a box that returns the marks in order, or None if so many do not fit. Marks
are 1.5 to 12 mm apart, or touch or cross. Lengths are in points; y grows down from the top left corner of the drawing,
which may be smaller than the box.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import ceil, cos, hypot, pi, sin

from hostkit.core.values import mm
from hostkit.themes.figures import LEAST, MOST, Drawing, Mark, line, spacing
from hostkit.typesetting.display_list import Curve

# Rays: a mark is a ray.


def _rays(count: int, reach: float, angle: float, gaps: int) -> tuple[float, float] | None:
    """Return where rays begin and end from their center, or None. ``angle`` is shared by ``gaps`` gaps."""
    between = 2 * sin(min(angle / gaps, pi) / 2) if gaps else 2.0
    start = max(0.2 * reach, LEAST / between)
    return (start, reach) if start <= 0.6 * reach else None


def _ray(x: float, y: float, turn: float, ends: tuple[float, float]) -> Mark:
    """Return a ray from (x, y); ``turn`` counts clockwise from the top."""
    (a, b), across, down = ends, sin(turn), -cos(turn)
    return (line(x + a * across, y + a * down, x + b * across, y + b * down),)


def fan(count: int, width: float, height: float) -> Drawing | None:
    """Return rays over the middle of the lower edge, from left to right, like a sun on the horizon."""
    reach = min(width / 2, height)
    ends = _rays(count, reach, pi, count - 1)
    if ends is None:
        return None
    turns = [pi * k / (count - 1) - pi / 2 for k in range(count)] if count > 1 else [0.0]
    return Drawing(2 * reach, reach, tuple([_ray(reach, reach, turn, ends) for turn in turns]))


def burst(count: int, width: float, height: float) -> Drawing | None:
    """Return rays around a middle, clockwise from the top."""
    reach = min(width, height) / 2
    ends = _rays(count, reach, 2 * pi, count)
    if ends is None:
        return None
    turns = [2 * pi * k / count for k in range(count)]
    # Of an odd number none points straight down.
    height = reach + reach * cos(pi / count if count % 2 else 0.0)
    return Drawing(2 * reach, height, tuple([_ray(reach, reach, turn, ends) for turn in turns]))


def corner(count: int, width: float, height: float) -> Drawing | None:
    """Return rays from the lower left corner to the edges of the box, from the horizon upward."""
    ends = _rays(count, height, pi / 2, count - 1)
    if ends is None:
        return None
    marks = []
    for k in range(count):
        turn = pi / 2 * (1 - k / max(count - 1, 1))
        reach = min(width / max(sin(turn), 1e-9), height / max(cos(turn), 1e-9))
        marks.append(_ray(0.0, height, turn, (ends[0], reach)))
    return Drawing(width, height, tuple(marks))


def beam(count: int, width: float, height: float) -> Drawing | None:
    """Return rays from near one point at the left edge to the right one, from the lowest to the highest."""
    step = spacing(height, max(count - 1, 1))
    middle = step * (count - 1) / 2
    # The rays are nearest where they begin, at right angles to the steepest.
    start = max(0.2 * step, LEAST * hypot(1, middle / width))
    if not step or start > 0.7 * step:
        return None
    ends = [(count - 1) / 2 - k for k in range(count)]
    marks = [(line(0.0, middle + start * k, width, middle + step * k),) for k in ends]
    return Drawing(width, 2 * middle, tuple(marks))


# Stitch: a mark is a row of stitches.

_DASH = 0.62
"""The gap between two stitches as a share of a stitch. Chosen by eye."""
_STITCH = mm(4.2)
"""The length of a stitch. Chosen by eye; the gap stays above the least distance."""


def _stitches(width: float) -> tuple[int, tuple[float, float]]:
    """Return the number of stitches that fill a width, and the lengths of a stitch and of a gap."""
    count = max(round((width / _STITCH + _DASH) / (1 + _DASH)), 1)
    dash = width / (count + (count - 1) * _DASH)
    return count, (dash, dash * _DASH)


def rows(count: int, width: float, height: float) -> Drawing | None:
    """Return rows of stitches from top to bottom, every second one shifted by half a stitch and gap."""
    step = spacing(height, max(count - 1, 1))
    if not step:
        return None
    number, dash = _stitches(width)
    shift = sum(dash) / 2
    marks = []
    for k in range(count):
        left = shift * (k % 2)
        marks.append((line(left, step * k, left + (number - k % 2) * sum(dash) - dash[1], step * k),))
    return Drawing(width, step * (count - 1), tuple(marks), dash)


def longer(count: int, width: float, height: float) -> Drawing | None:
    """Return rows of stitches from top to bottom, each longer than the one before."""
    step = spacing(height, max(count - 1, 1))
    if not step:
        return None
    number, dash = _stitches(width)
    marks = []
    for k in range(count):
        right = ceil(number * (k + 1) / count) * sum(dash) - dash[1]
        marks.append((line(0.0, step * k, right, step * k),))
    return Drawing(width, step * (count - 1), tuple(marks), dash)


# Waves: a mark is a wave of two periods.

_QUARTER = (0.5123, 0.5123, 1.0023, 1.0, pi / 2, 1.0)
"""A quarter of a sine wave from 0 to pi/2 as a Bézier curve."""
_PERIODS = 2


def _wave(y: float, width: float, height: float) -> Mark:
    """Return a wave around ``y`` from the left edge; it rises first, or falls if ``height`` is negative."""
    scale = width / (_PERIODS * 2 * pi)
    x1, y1, x2, y2, x3, y3 = _QUARTER
    parts = []
    for k in range(_PERIODS * 4):
        left, up = k * pi / 2, -height if k % 4 < 2 else height
        points = [(x1, y1), (x2, y2), (x3, y3)]
        if k % 2:
            points = [(pi / 2 - x2, y2), (pi / 2 - x1, y1), (pi / 2, 0.0)]
        parts.append(tuple([v for px, py in points for v in ((left + px) * scale, y + py * up)]))
    return (Curve((0.0, y), tuple(parts)),)


def _steepest(width: float, height: float) -> float:
    """Return the cosine of the steepest slope of a wave: parallel waves are nearer there than above each other."""
    return 1 / hypot(1, height * _PERIODS * 2 * pi / width)


def _waves(
    count: int, width: float, height: float, heights: Callable[[float], list[float]], least: float
) -> Drawing | None:
    """Return waves of the heights that a function of the spacing returns; ``least`` is the least of their spacing."""
    step = min(MOST, height / max(count - 1, 1))
    while step >= LEAST:
        high = heights(step)
        if abs(high[0]) + step * (count - 1) + abs(high[-1]) <= height + 1e-6:
            near = step * least - max((abs(a) - abs(b) for a, b in pairwise(high)), default=0.0)
            if near * _steepest(width, max(map(abs, high))) < LEAST:
                return None
            marks = [_wave(abs(high[0]) + step * k, width, each) for k, each in enumerate(high)]
            return Drawing(width, abs(high[0]) + step * (count - 1) + abs(high[-1]), tuple(marks))
        step *= 0.98
    return None


_SWELL = mm(3.5)
"""The height of a wave at most. Chosen by eye: it is seen as a swell, not as a zigzag."""


def level(count: int, width: float, height: float) -> Drawing | None:
    """Return equal waves from top to bottom."""
    return _waves(count, width, height, lambda step: [min(_SWELL, 0.16 * height)] * count, 1.0)


def ebb(count: int, width: float, height: float) -> Drawing | None:
    """Return waves from top to bottom, each calmer than the one before."""

    def heights(step: float) -> list[float]:
        high = min(1.6 * _SWELL, 0.3 * height, 0.3 * step * max(count - 1, 1))
        return [high * (1 - 0.94 * k / max(count - 1, 1)) for k in range(count)]

    return _waves(count, width, height, heights, 1.0)


def braid(count: int, width: float, height: float) -> Drawing | None:
    """Return waves from top to bottom that rise where their neighbors fall, so that neighbors cross."""
    # As high as the spacing: neighbors cross, waves two apart are parallel, waves three apart a spacing apart.
    return _waves(count, width, height, lambda step: [step * (1 - 2 * (k % 2)) for k in range(count)], 2.0)


# Steps: a mark is a rise and a tread.


def stairs(count: int, width: float, height: float) -> Drawing | None:
    """Return steps that climb from left to right, each a rise and a tread."""
    tread, rise = spacing(width, count), spacing(height, count)
    if not (tread and rise):
        return None
    top = rise * count
    marks = []
    for k in range(count):
        x, y = tread * k, top - rise * k
        marks.append((Curve((x, y), ((x, y - rise), (x + tread, y - rise))),))
    return Drawing(tread * count, top, tuple(marks))


def terraces(count: int, width: float, height: float) -> Drawing | None:
    """Return steps around the lower left corner, each wider and higher than the one before."""
    tread, rise = spacing(width, count), spacing(height, count)
    if not (tread and rise):
        return None
    top = rise * count
    marks = []
    for k in range(1, count + 1):
        x, y = tread * k, top - rise * k
        marks.append((Curve((0.0, y), ((x, y), (x, top))),))
    return Drawing(tread * count, top, tuple(marks))
