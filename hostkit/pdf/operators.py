"""Operators of page content: measures in, text of PDF operators out. Knows no page, no library.

Lengths have at most three decimals (a thousandth of a point is 0.0004 mm), no exponent and no minus zero.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import compress
from typing import NamedTuple

from hostkit.typesetting.display_list import Colour

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


_RIGHT, _DOWN, _LEFT, _UP = (1, 3, 9, 11), (2, 6, 10, 14), (8, 12, 13), (4, 5, 7)
"""The corners from which an edge leads right, down, left and up: dark lies on its right, light on its left.

Two edges start where two areas meet at a corner, 6 and 9. Either way closes an outline, and both fill the same
modules; the edge of the lower module goes first.
"""

_REST = tuple({6: 4, 9: 8}.get(around, 0) for around in range(16))
"""What is left of a corner whose edge has been taken: the one from which its other edge starts, or none."""

_TURNS = tuple(around not in (3, 5, 10, 12) for around in range(16))
"""Whether an outline turns at a corner or goes straight on."""

_STARTS = bytes(around in (1, 14) for around in range(256))
"""Marks where an outline may start: every area has a dark module with light above, on its left and between; round every
hole it is the other way about."""

_MODULES = bytes(character == ord("1") for character in range(256))
"""The characters 0 and 1 as numbers."""


class _ModuleGrid(NamedTuple):
    """What all symbols of one size share.

    ``names``: column and row of each corner as a path has them; ``steps``: how far it is to the next corner.
    """

    names: tuple[str, ...]
    steps: tuple[int, ...]


def outline(rows: tuple[str, ...]) -> str:
    """Return the closed outlines of the dark areas in modules, origin top left, y growing down; to be filled.

    Dark lies to the right of each edge, so that holes run the other way round and stay open under the
    non-zero rule. Raises ValueError unless the rows are a square of "0" and "1".
    """
    modules = "0".join(rows).encode()
    if set(map(len, rows)) != {len(rows)} or modules.count(b"0") + modules.count(b"1") != len(modules):
        raise ValueError("a symbol is a square of the characters 0 and 1")
    around, grid = _corners(modules, len(rows) + 1), _grid(len(rows))
    corners = list(around)
    starts = compress(range(len(corners)), around.translate(_STARTS))
    # Most starts lie on an outline that has been walked already.
    return "\n".join([_path(_walk(corners, start, grid)) for start in starts if corners[start]])


def _corners(characters: bytes, wide: int) -> bytes:
    """Return what lies around each corner, ``wide`` of them in a row.

    A byte is a module, each row with a light one after it: one integer, shifted to all four sides of the corners.
    """
    modules = int.from_bytes(characters.translate(_MODULES), "little")
    around = (modules << 8 * (wide + 1)) * 8 + (modules << 8 * wide) * 4 + (modules << 8) * 2 + modules
    return around.to_bytes(wide * wide, "little")


def _walk(corners: list[int], start: int, grid: _ModuleGrid) -> list[str]:
    """Take one closed outline out of the corners and return where it turns, from its start on, where it turns too."""
    names, steps = grid
    rest, turns = _REST, _TURNS
    path = []
    here, around = start, corners[start]
    # It is back where nothing is left of its start.
    while around:
        if turns[around]:
            path.append(names[here])
            corners[here] = rest[around]
        here += steps[around]
        around = corners[here]
    return path


def _path(corners: list[str]) -> str:
    return " l ".join(corners).replace("l", "m", 1) + " l h"


@cache
def _grid(modules: int) -> _ModuleGrid:
    wide = modules + 1
    names = tuple(f"{x} {y}" for y in range(wide) for x in range(wide))
    step = {**dict.fromkeys(_RIGHT, 1), **dict.fromkeys(_DOWN, wide)}
    step |= {**dict.fromkeys(_LEFT, -1), **dict.fromkeys(_UP, -wide)}
    return _ModuleGrid(names, tuple(step.get(around, 0) for around in range(16)))
