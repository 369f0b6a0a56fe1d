"""Figures count: each card shows a mark more, the last one all, and no two strokes run into each other in print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from math import ceil, dist, floor, hypot

import pytest

from hostkit.core.values import mm
from hostkit.themes.figures import KINDS, Figure, PlacedFigure, place_figure
from hostkit.typesetting.display_list import Color, Curve, Strokes
from tests.support.measure import extent

FIGURES = [Figure(kind, name) for kind, names in KINDS.items() for name in names]
BOXES = [(79, 44), (79, 18), (79, 17)]
MOST_QUESTIONS = 40
NEAREST, SAME = mm(1.5), mm(0.1)
BLACK = Color(0.0, 0.0, 0.0)

Point = tuple[float, float]
each_figure = pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.arrangement)
each_box = pytest.mark.parametrize("box", BOXES, ids="{0[0]}x{0[1]}".format)


def placed(figure: Figure, questions: int, box: tuple[int, int]) -> PlacedFigure:
    found = place_figure(figure, questions, mm(box[0]), mm(box[1]))
    assert found, "there is room for a mark"
    return found


def shown(figure: PlacedFigure, card: int | None) -> tuple[Curve, ...]:
    (strokes,) = figure.items(0, 0, BLACK, card)
    assert isinstance(strokes, Strokes)
    return strokes.curves


@each_box
@each_figure
def test_no_card_has_fewer_marks_than_the_one_before_and_the_last_has_all(
    figure: Figure, box: tuple[int, int]
) -> None:
    for questions in range(1, MOST_QUESTIONS + 1):
        whole = placed(figure, questions, box)
        cards = [shown(whole, card) for card in range(1, questions + 1)]
        assert all(after[: len(before)] == before for before, after in pairwise(cards))
        assert cards[0]
        assert cards[-1] == shown(whole, None)
        marks, curves = len(whole.marks), len(whole.marks[0])
        assert [len(card) for card in cards] == [
            curves * ceil(card * marks / questions) for card in range(1, questions + 1)
        ]


@each_box
@each_figure
def test_a_figure_has_a_mark_a_question_or_as_many_as_there_is_room_for(
    figure: Figure, box: tuple[int, int]
) -> None:
    """With one, two or three questions each has a group of strokes, so that the whole has six or more."""
    counts = [len(placed(figure, questions, box).marks) for questions in range(1, MOST_QUESTIONS + 1)]
    wanted = [6, 6, 6, *range(4, MOST_QUESTIONS + 1)]
    most = max(counts)
    assert counts == [min(number, most) for number in wanted]


@each_box
@each_figure
def test_a_figure_stays_in_its_box(figure: Figure, box: tuple[int, int]) -> None:
    for questions in range(1, MOST_QUESTIONS + 1):
        whole = placed(figure, questions, box)
        (strokes,) = whole.items(0, 0, BLACK)
        taken = extent(strokes)
        assert taken
        assert min(taken.left, taken.top) >= -0.001
        assert taken.right <= whole.width + 0.001 <= mm(box[0]) + 0.002
        assert taken.bottom <= whole.height + 0.001 <= mm(box[1]) + 0.002


@each_box
@each_figure
def test_strokes_are_never_nearer_than_they_print_except_where_they_cross(
    figure: Figure, box: tuple[int, int]
) -> None:
    seen = set()
    for questions in range(1, MOST_QUESTIONS + 1):
        whole = placed(figure, questions, box)
        if whole.marks not in seen:
            seen.add(whole.marks)
            assert not list(too_near(whole)), f"{questions} questions"
        if whole.dash:
            assert whole.dash[1] >= NEAREST


def test_the_largest_distance_is_that_of_the_design() -> None:
    """A figure of few marks does not fall apart: parallel strokes are at most 12 mm from the next."""
    for arrangement in ("rainbow", "cradle"):
        whole = place_figure(Figure("arcs", arrangement), 6, mm(400), mm(400))
        assert whole
        assert whole.height == pytest.approx(mm(12) * 6 + whole.weight)


def test_without_a_figure_or_without_room_there_is_none() -> None:
    assert place_figure(Figure(), 5, mm(79), mm(44)) is None
    assert place_figure(Figure("arcs"), 5, mm(79), mm(1)) is None
    assert place_figure(Figure("arcs"), 0, mm(79), mm(44)) is None


# How near strokes are: curves are taken as polylines, whose nearest points are found by cells of the least distance.


def too_near(whole: PlacedFigure) -> Iterator[tuple[Point, float]]:
    """Yield a point of each stretch of a stroke that is too near another stroke without meeting it."""
    lines = [polyline(curve) for mark in whole.marks for curve in mark]
    cells: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(lines):
        for k, (x, y) in enumerate(line):
            cells[floor(x / NEAREST), floor(y / NEAREST)].append((number, k))
    near: dict[tuple[int, int], dict[int, tuple[float, int]]] = defaultdict(dict)
    for (column, row), points in cells.items():
        around = [
            each for i in (-1, 0, 1) for j in (-1, 0, 1) for each in cells.get((column + i, row + j), ())
        ]
        for number, k in points:
            for other, m in around:
                if other > number and (distance := dist(lines[number][k], lines[other][m])) < 1.01 * NEAREST:
                    known = near[number, other]
                    known[k] = min((distance, m), known.get(k, (distance, m)))
    for (number, other), by_point in near.items():
        for stretch in stretches(by_point, lines[number]):
            closest = sorted(stretch, key=by_point.__getitem__)[:9]
            apart = min(between(lines[number], k, lines[other], by_point[k][1]) for k in closest)
            if SAME < apart < NEAREST - 0.02:
                yield lines[number][closest[0]], apart


def polyline(curve: Curve) -> tuple[Point, ...]:
    """Return points on a curve that are at most half the least distance apart."""
    found = [curve.start]
    for part in curve.parts:
        ends = [found[-1], *zip(part[::2], part[1::2], strict=True)]
        steps = ceil(sum(map(dist, ends, ends[1:])) / (NEAREST / 2))
        found += [bezier(ends, k / steps) for k in range(1, steps + 1)]
    return tuple(found)


def bezier(points: list[Point], t: float) -> Point:
    while len(points) > 1:
        points = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(points)]
    return points[0]


def between(line: tuple[Point, ...], k: int, other: tuple[Point, ...], m: int) -> float:
    """Return the distance of the parts of two polylines next to these points: 0 where they cross."""
    return min(segments_apart(*a, *b) for a in next_to(line, k) for b in next_to(other, m))


def next_to(line: tuple[Point, ...], k: int) -> list[tuple[Point, Point]]:
    """Return the two segments that meet at a point, or the one at the end of an open line."""
    last = len(line) - 1
    around = [k - 1, k, k + 1]
    if is_closed(line):
        return list(pairwise([line[n % last] for n in around]))
    return list(pairwise([line[n] for n in around if 0 <= n <= last]))


def is_closed(line: tuple[Point, ...]) -> bool:
    return dist(line[0], line[-1]) < 0.001


def segments_apart(a: Point, b: Point, c: Point, d: Point) -> float:
    """Return the distance of the segments a to b and c to d."""
    sides = [side(c, d, a) * side(c, d, b), side(a, b, c) * side(a, b, d)]
    if max(sides) <= 0:
        return 0.0
    return min(from_segment(*three) for three in ((a, c, d), (b, c, d), (c, a, b), (d, a, b)))


def side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def from_segment(point: Point, a: Point, b: Point) -> float:
    (x, y), (dx, dy) = point, (b[0] - a[0], b[1] - a[1])
    t = min(max(((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy), 0.0), 1.0)
    return hypot(x - a[0] - t * dx, y - a[1] - t * dy)


def stretches(near: Iterable[int], line: tuple[Point, ...]) -> list[list[int]]:
    """Return the runs of successive points; on a closed line the last run goes on at the first point."""
    points = sorted(near)
    runs = [[k for _, k in group] for _, group in groupby(enumerate(points), lambda pair: pair[1] - pair[0])]
    if is_closed(line) and len(runs) > 1 and runs[0][0] <= 1 and runs[-1][-1] >= len(line) - 2:
        runs[0] = runs.pop() + runs[0]
    return runs
