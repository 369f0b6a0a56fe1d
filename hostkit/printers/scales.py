"""Draws the scales of the test page, on which the shift and the size of a print are read.

The user folds the paper through its middle, and reads the shift where the fold meets the printed scale. When the print
is shifted to the right, the zero lies right of the fold, and the fold meets the part of the scale left of zero. For
this reason the numbers grow to the left, and on the other scale upwards: the number at the fold is the shift.

The lines of each scale are arranged in steps. They are parallel to the fold and half a millimeter apart across it, but
four or five times as far apart along it. This makes it easy to see which line continues the fold, and leaves room for a
number at every millimeter.
"""

from __future__ import annotations

from collections.abc import Iterator

from hostkit.core.values import mm
from hostkit.printers.calibration import LEAST_PERCENT, MOST_PERCENT, MOST_SHIFT_MM
from hostkit.sheets import style
from hostkit.typesetting.display_list import Item, Role, Rule
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import LINE, TextBlock, Typesetter

STAIR_ACROSS, STAIR_DOWN = 4.0, 5.0
"""Distance of neighboring lines along the fold, as a multiple of their distance across it. Chosen by eye: at 4 a 9 pt
number fits between lines a millimeter apart; the other scale, with its numbers side by side, needs 5."""

_WHOLE, _HALF = (mm(3.6), 0.6), (mm(1.8), 0.4)
"""Length and weight of the lines at whole and half millimeters. Chosen by eye: the two kinds are easy to tell apart,
and lines of one kind, 4 or 5 mm apart, do not touch. 0.4 pt is the hairline of every sheet."""

_GAP = mm(1.2)
"""From a line to its number. Chosen by eye: about a word space of the label's type."""

_LABEL = Style("text", 9, 12, style.BLACK, ("tnum",))
"""9 pt is the smallest type size of the design."""

_QUIET_LABEL = _LABEL._replace(color=style.QUIET)
_FIGURE_HEIGHT = 0.67
"""Height of the figures of the text font, in ems, as drawn."""

_ZERO_LEFT, _ZERO_ABOVE = mm(1.4), mm(2.4)
"""From the intersection of both scales to their common zero. Chosen by eye: clear of the lines of both."""

RULER_MM = 250
"""The length to be measured: shorter than a 30 cm ruler, and as long as the page has room for on both papers."""

DROP = mm(240)
"""From the cross down to the line that the ruler meets. It is less than ``RULER_MM``, so that the ruler lies at an
angle to the line: a tenth of a percent is 0.25 mm on the ruler, but 0.7 to 1.6 mm on the line."""

_CROSS_ARM = mm(3)
"""Length of each arm of the cross. Chosen by eye: long enough to place the zero of a ruler on it."""

_WEIGHT = 0.4
"""Weight of the lines in points: the hairline of every sheet."""

_WHOLE_PERCENT, _HALF_PERCENT, _TENTH = mm(7.6), mm(3.2), mm(1.8)
"""Heights of the ticks at whole percents, half percents and tenths. Chosen by eye: the numbers at half percents stand
between the ticks of whole percents."""

_LINE_BEYOND = mm(4)
"""From the last tick to the end of the line. Chosen by eye: the line visibly continues beyond the scale."""

_RULER_SHOWN = 0.94
"""The fraction of the ruler's position that is drawn as a gray line. Chosen by eye: it ends above the numbers."""


def stair_across(center: tuple[float, float], role: Role) -> list[Item]:
    """Return the scale for the vertical fold, on which the shift to the right is read.

    ``center`` is the middle of the paper, in points from its upper left corner.
    """
    items: list[Item] = []
    for number, offset, length, weight in _marks():
        x, y = center[0] - offset, center[1] + STAIR_ACROSS * offset
        items.append(Rule(x, y - length / 2, x, y + length / 2, weight, style.BLACK, role))
        if number:
            label = _number(number, role)
            # Numbers stand left of the lines below the center and right of those above it; the other scale has its
            # numbers in the other two quadrants.
            items += label.place(x - _GAP - label.width if number > 0 else x + _GAP, y - _middle())
    return items


def stair_down(center: tuple[float, float], role: Role) -> list[Item]:
    """Return the scale for the horizontal fold, on which the shift down is read.

    ``center`` is the middle of the paper, in points from its upper left corner.
    """
    items: list[Item] = []
    for number, offset, length, weight in _marks():
        x, y = center[0] - STAIR_DOWN * offset, center[1] - offset
        items.append(Rule(x - length / 2, y, x + length / 2, y, weight, style.BLACK, role))
        if number:
            label = _number(number, role)
            top = y - _GAP - _LABEL.baseline if number > 0 else y + _GAP - _air_above()
            items += label.place(x - label.width / 2, top)
    return items


def zero(center: tuple[float, float], role: Role) -> list[Item]:
    """Return the common zero of both scales, beside their intersection at ``center``."""
    label = _number(0, role)
    return label.place(center[0] - _ZERO_LEFT - label.width / 2, center[1] - _ZERO_ABOVE - _middle())


def percent_scale(cross: tuple[float, float], role: Role) -> list[Item]:
    """Return the cross for a ruler's zero, and the line below it with a tick for every tenth of a percent.

    A gray line shows where the ruler lies on a print of the actual size.
    """
    x, y = cross
    foot = y + DROP
    left, right = percent_place(MOST_PERCENT) - _LINE_BEYOND, percent_place(LEAST_PERCENT) + _LINE_BEYOND
    items: list[Item] = [
        Rule(x - _CROSS_ARM, y, x + _CROSS_ARM, y, _WEIGHT, style.BLACK, role),
        Rule(x, y - _CROSS_ARM, x, y + _CROSS_ARM, _WEIGHT, style.BLACK, role),
        Rule(x, y, x + _RULER_SHOWN * percent_place(100), y + _RULER_SHOWN * DROP, _WEIGHT, LINE, role),
        Rule(x + left, foot, x + right, foot, _WEIGHT, style.BLACK, role),
    ]
    for tenths in range(10 * LEAST_PERCENT, 10 * MOST_PERCENT + 1):
        items += _percent(tenths, x + percent_place(tenths / 10), foot, role)
    return items


def percent_place(percent: float) -> float:
    """Return how far right of the cross the mark ``RULER_MM`` of a ruler meets the line, in points of the page.

    ``percent`` is the size at which the page is printed; the distance is that before printing.
    """
    ruler = mm(RULER_MM) * 100 / percent
    return float((ruler**2 - DROP**2) ** 0.5)


def _percent(tenths: int, x: float, foot: float, role: Role) -> list[Item]:
    """Return the tick for ``tenths`` of a percent, with a number at whole and half percents."""
    whole, half = tenths % 10 == 0, tenths % 10 == 5
    height = _WHOLE_PERCENT if whole else _HALF_PERCENT if half else _TENTH
    tick = Rule(x, foot, x, foot - height, _WEIGHT, style.BLACK, role)
    if not whole and not half:
        return [tick]
    text, look = (str(tenths // 10), _LABEL) if whole else (".5", _QUIET_LABEL)
    label = Typesetter("en").line(text, look, role)
    return [tick, *label.place(x - label.width / 2, foot - height - _GAP - look.baseline)]


def _marks() -> Iterator[tuple[int, float, float, float]]:
    """Yield the number (0 for none), the distance from the zero, the length and the weight of every line of a scale."""
    for halves in range(-2 * MOST_SHIFT_MM, 2 * MOST_SHIFT_MM + 1):
        yield (0, mm(halves / 2), *_HALF) if halves % 2 else (halves // 2, mm(halves / 2), *_WHOLE)


def _number(value: int, role: Role) -> TextBlock:
    return Typesetter("en").line(str(value).replace("-", "−"), _LABEL, role)


def _middle() -> float:
    """Return the distance from the top of a line box to the middle of its figures, in points."""
    return _LABEL.baseline - _FIGURE_HEIGHT * _LABEL.size / 2


def _air_above() -> float:
    """Return the distance from the top of a line box to the top of its figures, in points."""
    return _LABEL.baseline - _FIGURE_HEIGHT * _LABEL.size
