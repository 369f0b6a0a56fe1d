"""Any matrix of modules: its outline encloses the dark ones and no others."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hostkit.pdf.syntax import number, outline

matrices = st.integers(1, 12).flatmap(
    lambda n: st.lists(st.text("01", min_size=n, max_size=n), min_size=n, max_size=n).map(tuple)
)
Corners = list[tuple[int, int]]


def outlines(path: str) -> list[Corners]:
    return [
        [(int(x), int(y)) for x, y in re.findall(r"(\d+) (\d+) [ml]", part)]
        for part in path.split("h")
        if part.strip()
    ]


def winding(corners: Corners, x: float, y: float) -> int:
    """Count how often an outline of upright and level edges runs round a point."""
    turns = 0
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        assert (x1 == x2) != (y1 == y2), "an edge is upright or level"
        if x1 == x2 and x1 > x and min(y1, y2) < y < max(y1, y2):
            turns += 1 if y2 > y1 else -1
    return turns


@given(matrices)
def test_the_non_zero_rule_fills_the_dark_modules(rows: tuple[str, ...]) -> None:
    paths = outlines(outline(rows))
    filled = tuple(
        "".join(
            "1" if sum(winding(path, x + 0.5, y + 0.5) for path in paths) else "0" for x in range(len(rows))
        )
        for y in range(len(rows))
    )
    assert filled == rows


@given(matrices)
def test_no_edge_lies_between_two_dark_modules(rows: tuple[str, ...]) -> None:
    drawn = sum(
        abs(x1 - x2) + abs(y1 - y2)
        for path in outlines(outline(rows))
        for (x1, y1), (x2, y2) in zip(path, path[1:] + path[:1], strict=True)
    )
    padded = [f"0{row}0" for row in ("0" * len(rows), *rows, "0" * len(rows))]
    level = sum(a != b for row in padded for a, b in pairwise(row))
    upright = sum(a != b for above, below in pairwise(padded) for a, b in zip(above, below, strict=True))
    assert drawn == level + upright


@given(st.floats(-99999, 99999))
def test_numbers_are_near_and_plain(value: float) -> None:
    text = number(value)
    assert re.fullmatch(r"-?\d+(\.\d{0,2}[1-9])?", text)
    assert text != "-0"
    assert abs(float(text) - value) <= 0.0005 + 1e-9
