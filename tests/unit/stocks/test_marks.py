"""Marks: on plain paper alone, on the cuts alone, outside of cards but for the hairlines that two cards share."""

from __future__ import annotations

import pytest

from hostkit.core.values import PAPERS, Paper
from hostkit.stocks.imposition import impose, sheet_marks
from hostkit.stocks.stock import Stock, read_stock, stock_names
from hostkit.typesetting.display_list import Rule
from tests.support.measure import MM, Rect

A6, A7, QUARTER = read_stock("a6-4up"), read_stock("a7-8up"), read_stock("quarter-letter")
PLAIN = [stock for stock in map(read_stock, stock_names()) if stock.plain]
A4 = PAPERS["a4"]


def plain(
    left: float, top: float, size: tuple[float, float], gap: float, columns: int, rows: int, name: str = "own"
) -> Stock:
    """Plain A4 with waste around, in mm: what somebody's own stock file may say."""
    width, height = size
    across, down = width + gap, height + gap
    return Stock(
        name,
        "a4",
        width * MM,
        height * MM,
        left * MM,
        top * MM,
        across * MM,
        down * MM,
        columns,
        rows,
        True,
        "made up",
    )


GUTTERS = plain(15, 20, (85, 54), 5, 2, 4, "gutters")
WASTE = plain(20, 20, (85, 64.25), 0, 2, 4, "waste")


def paper_of(stock: Stock) -> Paper:
    return PAPERS[stock.paper]


def marks_of(stock: Stock, *, folded: bool = False) -> tuple[Rule, ...]:
    return sheet_marks(stock, paper_of(stock), folded=folded)


def length(mark: Rule) -> float:
    return abs(mark.x2 - mark.x) + abs(mark.y2 - mark.y)


def upright(marks: tuple[Rule, ...]) -> list[Rule]:
    return [mark for mark in marks if mark.x == mark.x2]


def level(marks: tuple[Rule, ...]) -> list[Rule]:
    return [mark for mark in marks if mark.x != mark.x2]


def cards(stock: Stock) -> list[Rect]:
    cells = impose(stock.columns * stock.rows, stock, paper_of(stock), "none")
    return [Rect(cell.x, cell.y, cell.x + stock.width, cell.y + stock.height) for cell in cells]


@pytest.mark.parametrize("name", stock_names())
def test_stock_that_is_cut_already_has_none(name: str) -> None:
    assert bool(marks_of(read_stock(name))) == read_stock(name).plain


def test_marks_are_thin_and_of_good_contrast() -> None:
    for stock in (*PLAIN, GUTTERS, WASTE):
        for mark in marks_of(stock):
            assert mark.weight <= 0.5
            assert mark.colour == (0.45, 0.45, 0.45)


# Edge to edge


@pytest.mark.parametrize("stock", PLAIN, ids=lambda stock: stock.name)
def test_on_edge_to_edge_grids_hairlines_lie_on_shared_cuts_within_reach(stock: Stock) -> None:
    paper = paper_of(stock)
    xs = [k * stock.pitch_across for k in range(1, stock.columns)]
    ys = [k * stock.pitch_down for k in range(1, stock.rows)]
    marks = marks_of(stock)
    for mark in marks:
        if mark.x == mark.x2:
            assert min(abs(mark.x - x) for x in xs) < 1e-6
        else:
            assert mark.y == mark.y2
            assert min(abs(mark.y - y) for y in ys) < 1e-6
        assert min(mark.x, mark.y) >= 7 * MM - 0.01
        assert max(mark.x, mark.x2) <= paper.width - 7 * MM + 0.01
        assert max(mark.y, mark.y2) <= paper.height - 7 * MM + 0.01
    ends = [mark for mark in marks if length(mark) < 3.01 * MM]
    crosses = [mark for mark in marks if mark not in ends]
    assert len(ends) == 2 * (len(xs) + len(ys)), "both ends of every cut, once"
    assert len(crosses) == 2 * len(xs) * len(ys), "and where they meet"
    assert {round(length(mark) / MM, 6) for mark in ends} == {3}
    met = {(round((m.x + m.x2) / 2, 3), round((m.y + m.y2) / 2, 3)) for m in crosses}
    assert met == {(round(x, 3), round(y, 3)) for x in xs for y in ys}


@pytest.mark.parametrize("stock", PLAIN, ids=lambda stock: stock.name)
def test_hairlines_begin_seven_millimetres_inside_the_paper(stock: Stock) -> None:
    paper, marks = paper_of(stock), marks_of(stock)
    assert bool(upright(marks)) == (stock.columns > 1)
    assert bool(level(marks)) == (stock.rows > 1)
    if upright(marks):
        assert min(mark.y for mark in upright(marks)) == pytest.approx(7 * MM)
        assert max(mark.y2 for mark in upright(marks)) == pytest.approx(paper.height - 7 * MM)
    if level(marks):
        assert min(mark.x for mark in level(marks)) == pytest.approx(7 * MM)
        assert max(mark.x2 for mark in level(marks)) == pytest.approx(paper.width - 7 * MM)


# Waste around


@pytest.mark.parametrize("stock", [GUTTERS, WASTE], ids=lambda stock: stock.name)
def test_crop_marks_stand_in_the_waste_clear_of_every_trim(stock: Stock) -> None:
    paper = paper_of(stock)
    inside = Rect(
        stock.left,
        stock.top,
        stock.left + (stock.columns - 1) * stock.pitch_across + stock.width,
        stock.top + (stock.rows - 1) * stock.pitch_down + stock.height,
    )
    ends = [mark for mark in marks_of(stock) if length(mark) < 3.01 * MM]
    for mark in ends:
        if mark.x == mark.x2:
            assert mark.y2 <= inside.top - 2 * MM + 0.02 or mark.y >= inside.bottom + 2 * MM - 0.02
        else:
            assert mark.x2 <= inside.left - 2 * MM + 0.02 or mark.x >= inside.right + 2 * MM - 0.02
        assert min(mark.x, mark.y) >= 7 * MM - 0.02
        assert max(mark.x, mark.x2) <= paper.width - 7 * MM + 0.02
        assert max(mark.y, mark.y2) <= paper.height - 7 * MM + 0.02


@pytest.mark.parametrize(("stock", "across", "down"), [(GUTTERS, 4, 8), (WASTE, 3, 5)])
def test_every_cut_has_a_mark_at_both_ends_and_shared_ones_are_cut_once(
    stock: Stock, across: int, down: int
) -> None:
    ends = tuple(mark for mark in marks_of(stock) if length(mark) < 3.01 * MM)
    assert len(upright(ends)) == 2 * across
    assert len(level(ends)) == 2 * down
    xs = sorted({round(mark.x, 3) for mark in upright(ends)})
    edges = {round(edge, 3) for card in cards(stock) for edge in (card.left, card.right)}
    assert xs == sorted(edges)


def test_a_margin_too_narrow_for_a_crop_mark_has_none() -> None:
    narrow = plain(8, 20, (97, 64.25), 0, 2, 4)
    ends = tuple(mark for mark in marks_of(narrow) if length(mark) < 3.01 * MM)
    outer = (narrow.top, narrow.top + 4 * narrow.height)
    assert not [mark for mark in level(ends) if any(abs(mark.y - edge) < 0.01 for edge in outer)]
    assert all(min(mark.x, mark.y) >= 7 * MM - 0.01 for mark in ends)


# Folds


@pytest.mark.parametrize("stock", [A6, A7, QUARTER], ids=lambda stock: stock.name)
def test_the_fold_is_one_long_hairline_and_no_cut(stock: Stock) -> None:
    paper = paper_of(stock)
    marks = marks_of(stock, folded=True)
    (fold,) = [mark for mark in upright(marks)]
    assert fold.x == pytest.approx(stock.width)
    assert (fold.y, fold.y2) == pytest.approx((7 * MM, paper.height - 7 * MM)), "as long as a printer reaches"
    cuts = {round(mark.y, 3) for mark in level(marks)}
    assert cuts == {round(k * stock.pitch_down, 3) for k in range(1, stock.rows)}


def test_a_single_column_has_its_fold_across() -> None:
    strip = plain(15, 20, (180, 60), 0, 1, 4)
    long = [mark for mark in marks_of(strip, folded=True) if length(mark) > 10 * MM]
    assert [round(mark.y / MM, 3) for mark in long] == [80, 200]
    assert all((mark.x, mark.x2) == pytest.approx((15 * MM, 195 * MM)) for mark in long)
    cuts = {round(mark.y / MM, 3) for mark in level(marks_of(strip, folded=True)) if mark not in long}
    assert cuts == {20, 140, 260}


def test_four_columns_have_two_folds_and_one_cut_between_them() -> None:
    four = plain(15, 20, (45, 64), 0, 4, 4)
    marks = upright(marks_of(four, folded=True))
    assert [round(mark.x / MM, 3) for mark in marks if length(mark) > 10 * MM] == [60, 150]
    assert {round(mark.x / MM, 3) for mark in marks if length(mark) < 10 * MM} == {15, 105, 195}


@pytest.mark.parametrize("stock", [A6, A7, WASTE, GUTTERS], ids=lambda stock: stock.name)
def test_folded_on_its_line_a_back_lies_behind_its_front(stock: Stock) -> None:
    folds = [mark.x for mark in upright(marks_of(stock, folded=True)) if length(mark) > 20 * MM]
    cells = impose(stock.rows, stock, paper_of(stock), "fold")
    for card in range(stock.rows):
        front, back = [cell for cell in cells if cell.card == card]
        behind = [abs(2 * fold - front.x - stock.width - back.x) for fold in folds]
        assert min(behind) < 0.1 * MM


def test_flat_sheets_have_no_fold() -> None:
    assert max(length(mark) for mark in marks_of(A7)) <= 6 * MM + 1e-6
    assert marks_of(A6._replace(plain=False), folded=True) == ()
