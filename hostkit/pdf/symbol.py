"""The path of a QR symbol: rows of modules in, the outline of the dark areas out. Knows no page, no library.

The outline is traced, so that dark modules that touch are one area: squares set side by side show hairlines
on screens, and printers may thin each of them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

Corner = tuple[int, int]
"""A corner of modules: column and row of the grid, from the top left."""


@lru_cache(maxsize=256)
def outline(rows: tuple[str, ...]) -> str:
    """Return the closed outlines of the dark areas in modules, origin top left, y growing down; to be filled.

    Dark lies to the right of each edge, so that holes run the other way round and stay open under the
    non-zero rule. Raises ValueError unless the rows are a square of "0" and "1".
    """
    if not rows or any(len(row) != len(rows) or row.strip("01") for row in rows):
        raise ValueError("a symbol is a square of the characters 0 and 1")
    edges = _edges(rows)
    paths: list[str] = []
    while edges:
        paths.append(_path(_walk(edges)))
    return "\n".join(paths)


def _edges(rows: tuple[str, ...]) -> dict[Corner, list[Corner]]:
    """Return the edges between dark and light by the corner where they start, one module long, clockwise."""
    edges: defaultdict[Corner, list[Corner]] = defaultdict(list)
    around = "0" * (len(rows) + 2)
    padded = [around, *(f"0{row}0" for row in rows), around]
    for y, row in enumerate(rows, 1):
        above, here, below = padded[y - 1], padded[y], padded[y + 1]
        for x in range(1, len(row) + 1):
            if here[x] == "0":
                continue
            if above[x] == "0":
                edges[x - 1, y - 1].append((x, y - 1))
            if here[x + 1] == "0":
                edges[x, y - 1].append((x, y))
            if below[x] == "0":
                edges[x, y].append((x - 1, y))
            if here[x - 1] == "0":
                edges[x - 1, y].append((x - 1, y - 1))
    return edges


def _walk(edges: dict[Corner, list[Corner]]) -> list[Corner]:
    """Take one closed outline out of the edges and return the corners where it turns."""
    start = here = next(iter(edges))
    corners: list[Corner] = []
    heading = (0, 0)
    while True:
        onward = edges[here]
        # Where two areas meet at a corner either way closes an outline, and both fill the same modules.
        there = onward.pop()
        if not onward:
            del edges[here]
        step = (there[0] - here[0], there[1] - here[1])
        if step != heading:
            corners.append(here)
        here, heading = there, step
        if here == start:
            return corners


def _path(corners: list[Corner]) -> str:
    first, *others = (f"{x} {y}" for x, y in corners)
    return f"{first} m {' l '.join(others)} l h"
