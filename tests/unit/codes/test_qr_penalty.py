"""Penalty points: term by term those of ISO/IEC 18004, table 11, and together those that ``qrcode`` gives."""

from __future__ import annotations

import random
from itertools import product

import pytest
from qrcode.util import lost_point

from hostkit.codes.qr_frame import penalty
from tests.support.each import for_each

SIDE = 17
FINDERS = ("10111010000", "00001011101")


def points(rows: list[str]) -> int:
    """Return the points of modules, which are the same on their side."""
    upright, turned = (
        penalty(int("".join(lines), 2), len(rows))
        for lines in (rows, ["".join(column) for column in zip(*rows, strict=True)])
    )
    assert upright == turned
    return upright


def alternating(length: int, last: str) -> str:
    """Return modules in turn of which the last is unlike another."""
    return ("01" * length)[-length:] if last == "0" else ("10" * length)[-length:] if length else ""


def checkered(at: int, line: str, column: int = 0) -> list[str]:
    """Return modules in turn, which cost nothing, with a line in a row of them, neighbors unlike its ends."""
    rows = [alternating(SIDE, "01"[row % 2]) for row in range(SIDE)]
    before = alternating(column, line[:1])
    after = alternating(SIDE - column - len(line), line[-1:])[::-1]
    rows[at] = before + line + after
    return rows


def test_modules_in_turn_cost_nothing() -> None:
    assert points(checkered(0, "")) == 0


@pytest.mark.parametrize(("length", "expected"), [(4, 0), (5, 3), (6, 4), (7, 5), (SIDE, SIDE - 2)])
@pytest.mark.parametrize("color", "01")
@pytest.mark.parametrize("row", [0, 7, SIDE - 1])
def test_five_in_line_cost_three_and_each_more_one(length: int, expected: int, color: str, row: int) -> None:
    for column in {0, (SIDE - length) // 2, SIDE - length}:
        assert points(checkered(row, color * length, column)) == expected


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize("row", [0, 7, SIDE - 1])
def test_what_looks_like_a_finder_pattern_costs_forty(finder: str, row: int) -> None:
    for column in range(SIDE - len(finder) + 1):
        assert points(checkered(row, finder, column)) == 40
        light = finder.translate(str.maketrans("01", "10"))
        assert points(checkered(row, light, column)) == 0


@pytest.mark.parametrize("line", ["10111010001", "10001011101", "10111110000", "00001010101"])
def test_what_only_nearly_looks_like_one_costs_nothing(line: str) -> None:
    assert points(checkered(5, line, 3)) == (3 if "11111" in line else 0)


@pytest.mark.parametrize("pattern", [*FINDERS, "1" * 8, "0" * 8])
def test_nothing_reaches_from_one_row_into_the_next(pattern: str) -> None:
    for split in range(4, len(pattern) - 3):
        rows = checkered(0, "")
        rows[8] = checkered(8, pattern[:split], SIDE - split)[8]
        rows[9] = checkered(9, pattern[split:])[9]
        assert points(rows) == lost(rows) < 40


@pytest.mark.parametrize(("x", "y"), [(0, 0), (15, 0), (0, 15), (15, 15), (7, 8), (8, 8)])
def test_four_in_a_square_cost_three(x: int, y: int) -> None:
    rows = checkered(0, "")
    for row in (y, y + 1):
        rows[row] = rows[row][:x] + "11" + rows[row][x + 2 :]
    assert points(rows) == 3


def lost(rows: list[str]) -> int:
    return int(lost_point([[module == "1" for module in row] for row in rows]))


@for_each(product([1, 2, 5, 10, 11, 12, 21, 37], [0.0, 0.1, 0.4, 0.5, 0.6, 0.9, 1.0]))
def test_any_modules_cost_what_they_cost_in_the_library(side: int, share: float) -> None:
    dice = random.Random(f"{side} {share}")
    for _ in range(5):
        rows = ["".join("01"[dice.random() < share] for _ in range(side)) for _ in range(side)]
        assert points(rows) == lost(rows), rows


@for_each(range(0, 401, 20))
def test_each_five_per_cent_from_half_costs_ten(dark: int) -> None:
    # The bounds, where a rounding other than the library's would show, and one module to either side.
    for count in {max(0, dark - 1), dark, min(400, dark + 1)}:
        text = "1" * count + "0" * (400 - count)
        rows = [text[start : start + 20] for start in range(0, 400, 20)]
        assert points(rows) == lost(rows)
