"""Typesetting: blocks of lines, where their runs stand, and clock times in cells."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pytest

from hostkit.typesetting.display_list import Color, Item, Role, TextRun
from hostkit.typesetting.fonts import face
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import COLON_CELL, DIGIT_CELL, Typesetter, clock_time
from tests.support.measure import Rect, ink

BLACK = Color(0, 0, 0)
BODY = Style("text", 12, 16, BLACK)
TIME = Style("display", 16, 20, BLACK)
SETTER = Typesetter("en")
P = Role("P", 1)
LONG = "Who soothes, reminds and smooths over, and who told you that this was your job to do at home?"


def runs(items: list[Item]) -> list[TextRun]:
    found = [item for item in items if isinstance(item, TextRun)]
    assert len(found) == len(items)
    return found


def test_line_boxes_stack_without_further_arithmetic() -> None:
    block = SETTER.narrow(LONG, BODY, 150, P)
    lines = len(block.lines)
    assert lines > 2
    assert block.height == lines * 16
    placed = runs(block.place(30, 100))
    assert [run.y for run in placed] == pytest.approx([100 + 11.12 + 16 * k for k in range(lines)])
    assert {run.x for run in placed} == {30}
    assert {(run.face, run.size, run.color, run.role) for run in placed} == {("text", 12, BLACK, P)}
    assert "".join(run.text for run in placed) == LONG


def test_the_width_of_a_block_is_that_of_its_widest_line() -> None:
    block = SETTER.narrow(LONG, BODY, 150, P)
    widest = max(len(run.text.rstrip()) and _width(run) for run in runs(block.place(0, 0)))
    assert block.width == pytest.approx(widest, abs=0.01)
    assert block.width <= 150


def _width(run: TextRun) -> float:
    """The width of a run's words, shaped anew without the space that hangs."""
    return sum(glyph.advance for glyph in face(run.face).shape(run.text.rstrip(), "en")) * run.size / 1000


def test_flush_right_lines_end_at_the_right() -> None:
    block = SETTER.narrow(LONG, BODY, 150, P)
    placed = runs(block.place_right(400, 50))
    assert [run.x + _width(run) for run in placed] == pytest.approx([400] * len(placed), abs=0.01)
    assert placed[0].y == pytest.approx(50 + BODY.baseline)


def test_pieces_of_a_line_follow_each_other() -> None:
    placed = runs(
        SETTER.line((("See ", "text"), ("this", "text-bold"), (" → now", "text")), BODY, P).place(10, 0)
    )
    assert [run.face for run in placed] == ["text", "text-bold", "fallback", "text"]
    for run, after in pairwise(placed):
        assert after.x == pytest.approx(run.x + run.width)
        assert after.y == run.y


def test_a_line_stays_one_however_long() -> None:
    assert len(SETTER.line(LONG * 5, BODY, P).lines) == 1


def test_a_word_wider_than_the_measure_is_told() -> None:
    width = SETTER.line("responsibilities", BODY, P).width
    assert SETTER.breaks_words("my responsibilities", BODY, width - 0.1)
    assert not SETTER.breaks_words("my responsibilities", BODY, width + 0.1)


@pytest.mark.parametrize("measure", [60.0, 90.0, 150.0, 300.0, 1000.0])
def test_lines_are_counted_as_they_are_set(measure: float) -> None:
    block = SETTER.balanced(LONG, BODY, measure, P)
    assert SETTER.count_lines(LONG, BODY, measure) == len(block.lines)


def test_size_scales_what_is_measured() -> None:
    small, large = SETTER.line(LONG, BODY, P), SETTER.line(LONG, Style("text", 24, 32, BLACK), P)
    assert large.width == pytest.approx(2 * small.width)


def test_the_language_reaches_the_font() -> None:
    # Romanian has its own form of s with cedilla; guessing the language would lose it.
    runs_of = [
        runs(Typesetter(code).line("ş", BODY, P).place(0, 0))[0].glyphs[0].gid for code in ("en", "ro")
    ]
    assert runs_of[0] != runs_of[1]


class Figure(NamedTuple):
    """A sign of a clock time: its cell and where it stands, in thousandths of an em."""

    cell: tuple[float, float]
    left: float
    right: float


def figures(time: str) -> list[Figure]:
    """The signs of a time with the cells of the design: 0.62 em a digit, 0.28 em the colon."""
    (run,) = runs(clock_time(time, TIME, P).place(50, 0))
    assert run.text == time
    cells = [(0, 620), (620, 1240), (1240, 1520), (1520, 2140), (2140, 2760)][-len(time) :]
    x, found = 0.0, []
    for glyph, cell in zip(run.glyphs, cells, strict=True):
        left = x + glyph.dx
        found.append(Figure(cell, left, left + face("display").advance(glyph.gid)))
        x += glyph.advance
    assert x == 2760
    return found


@pytest.mark.parametrize("time", ["19:00", "20:45", "7:05", "0:47"])
def test_every_figure_of_a_time_is_centered_in_its_cell(time: str) -> None:
    for figure in figures(time):
        assert figure.left - figure.cell[0] == pytest.approx(figure.cell[1] - figure.right)


@pytest.mark.parametrize("time", ["09:11", "11:11", "1:11"])
def test_narrow_neighbors_close_up_within_their_cells(time: str) -> None:
    """Two ones would stand as far apart as two words."""
    (space,) = face("display").shape(" ", "en")
    found = figures(time)
    for char, figure in zip(time, found, strict=True):
        if char == "1":
            assert figure.cell[0] <= figure.left
            assert figure.right <= figure.cell[1]
        if char == ":":
            center = (figure.cell[0] + figure.cell[1]) / 2
            assert (figure.left + figure.right) / 2 == pytest.approx(center, abs=25), "times align on it"
    for one, other in pairwise(found):
        assert other.left - one.right < 0.55 * space.advance


def test_times_align_on_the_colon() -> None:
    colons = set()
    for time in ("19:00", "7:05"):
        (run,) = runs(clock_time(time, TIME, P).place(0, 0))
        before = time.index(":")
        x = sum(glyph.advance for glyph in run.glyphs[:before]) + run.glyphs[before].dx
        colons.add(round(x, 6))
    assert len(colons) == 1


def test_a_one_digit_hour_leaves_the_first_cell_empty() -> None:
    (run,) = runs(clock_time("7:05", TIME, P).place(0, 0))
    seen = ink(run)
    assert isinstance(seen, Rect)
    assert seen.left > 0.62 * 16


def test_cells_are_those_of_the_design() -> None:
    assert (DIGIT_CELL, COLON_CELL) == (620, 280)
