"""Operators of page content: measures in, text of PDF operators out. Knows no page, no library.

Lengths have at most three decimals (a thousandth of a point is 0.0004 mm), no exponent and no minus zero.
"""

from __future__ import annotations

from functools import lru_cache

from hostkit.layout.display_list import Colour

_LIMIT = 100_000.0
"""No paper and no glyph is larger; beyond it, and for NaN, something was computed wrongly."""

_LEAST = 0.0005
"""Sizes below are written as 0."""


@lru_cache(maxsize=2048)
def number(value: float) -> str:
    """Return a number as PDF writes it (PDF 32000-1, 7.3.3). Raises ValueError for NaN and infinity."""
    if not -_LIMIT < value < _LIMIT:
        raise ValueError(f"{value} is no measure of a page")
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def size(value: float) -> str:
    """Return a length that must be more than nothing. Raises ValueError for zero, less, and NaN."""
    if not value >= _LEAST:
        raise ValueError(f"{value} is no size")
    return number(value)


def factor(value: float) -> str:
    """Return a scale factor with six decimals, a thousandth of a point across a sheet.

    Raises ValueError for zero, less, and NaN.
    """
    if not _LEAST <= value < _LIMIT:
        raise ValueError(f"{value} is no factor")
    return f"{value:.6f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=256)
def fill_colour(colour: Colour) -> str:
    """Return the operator that sets the colour of areas (g or rg). Raises ValueError beyond 0 to 1."""
    return _colour(colour, "g", "rg")


@lru_cache(maxsize=256)
def stroke_colour(colour: Colour) -> str:
    """Return the operator that sets the colour of lines (G or RG). Raises ValueError beyond 0 to 1."""
    return _colour(colour, "G", "RG")


def _colour(colour: Colour, grey: str, rgb: str) -> str:
    if not all(0 <= part <= 1 for part in colour):
        raise ValueError(f"{colour} is no colour: its parts lie from 0 to 1")
    parts = [number(part) for part in colour]
    return f"{parts[0]} {grey}" if len(set(parts)) == 1 else f"{' '.join(parts)} {rgb}"


def line(x: float, y: float, x2: float, y2: float) -> str:
    """Return a stroke between two points, y growing up."""
    return f"{number(x)} {number(y)} m {number(x2)} {number(y2)} l S"


def rectangle(x: float, y: float, width: float, height: float, paint: str) -> str:
    """Return a rectangle with its lower left corner at (x, y), painted by ``paint`` (f or S).

    Raises ValueError for a side of zero or less, which would be drawn nowhere or elsewhere.
    """
    return f"{number(x)} {number(y)} {size(width)} {size(height)} re {paint}"
