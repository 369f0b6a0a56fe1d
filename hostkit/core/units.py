"""Lengths and papers, in points (1/72 inch); names that end in ``_mm`` hold millimetres."""

from __future__ import annotations

import re
from typing import NamedTuple

from hostkit.core.errors import BadValue
from hostkit.core.wording import quoted

MM = 72 / 25.4
"""Points in a millimetre."""

_POINTS = {"mm": MM, "cm": 10 * MM, "in": 72.0, "pt": 1.0}
_LENGTH = re.compile(r"(-?)([0-9]{1,5}(?:\.[0-9]{1,6})?) ?([a-z]+)")


def mm(length_mm: float) -> float:
    """Return a length in millimetres as points."""
    return length_mm * MM


def to_mm(points: float) -> float:
    """Return a length in points as millimetres."""
    return points / MM


def parse_length(text: str) -> float:
    """Return a length that is written with its unit ("105 mm", "4.25 in"), in points.

    Raises:
        BadValue: the text is no length, lacks its unit, or is negative.

    """
    found = _LENGTH.fullmatch(text)
    if not found or found[3] not in _POINTS:
        point = " and a point, not a comma" if re.search(r"\d,\d", text) else ""
        remedy = f'Write a number with its unit{point}, as in "105 mm"; units are {", ".join(_POINTS)}.'
        raise BadValue("length-not-a-length", f"{quoted(text)} is no length.", remedy)
    if found[1]:
        raise BadValue(
            "length-out-of-range", f"{quoted(text)} is negative.", "Write a length of zero or more."
        )
    return float(found[2]) * _POINTS[found[3]]


class Paper(NamedTuple):
    """A size of paper in portrait: its width and height in points; ``label`` names it in English messages."""

    name: str
    label: str
    width: float
    height: float


PAPERS = {
    # ISO 216.
    "a4": Paper("a4", "A4", mm(210), mm(297)),
    # ANSI/ASME Y14.1, size A: 8.5 x 11 inches.
    "letter": Paper("letter", "Letter", 612.0, 792.0),
}
"""The papers that hostkit knows, by name."""
