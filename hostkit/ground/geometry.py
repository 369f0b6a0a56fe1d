"""Papers that kits are printed on, portrait, in points."""

from __future__ import annotations

from typing import NamedTuple

from hostkit.ground.units import mm


class Paper(NamedTuple):
    """A size of paper, portrait, in points."""

    name: str
    width: float
    height: float


PAPERS = {
    # ISO 216.
    "a4": Paper("a4", mm(210), mm(297)),
    # ANSI/ASME Y14.1, size A: 8.5 x 11 inches.
    "letter": Paper("letter", 612.0, 792.0),
}
"""The papers that hostkit knows, by name."""
