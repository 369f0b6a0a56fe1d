"""Lengths. Inside hostkit a bare number is in points (1/72 inch); ``_mm`` marks a boundary."""

MM = 72 / 25.4
"""Points in a millimetre."""


def mm(length_mm: float) -> float:
    """Return a length in millimetres as points."""
    return length_mm * MM


def to_mm(points: float) -> float:
    """Return a length in points as millimetres."""
    return points / MM
