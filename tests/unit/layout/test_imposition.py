"""Imposition of the shipped stocks: fronts from the upper left, backs behind them, marks on the cuts alone."""

from __future__ import annotations

import pytest
from hostkit.ground.geometry import PAPERS
from hostkit.layout.display_list import Colour, Fill, Page, Placement, Rule
from hostkit.layout.imposition import BACK, FRONT, Card, impose, sheet_pages
from hostkit.source.stock import Stock, read_stock
from tests.support.measure import MM

A6, QUARTER = read_stock("a6-4up"), read_stock("quarter-letter")
LABELS = Stock("labels", "a4", 85 * MM, 54 * MM, 17 * MM, 31.5 * MM, 91 * MM, 60 * MM, 2, 4, False, "made up")
"""Cut already, with gaps, and not in the middle of its paper."""


def page(name: int) -> Page:
    return Page(10, 10, (Fill(name, 0, 1, 1, Colour(0, 0, 0)),))


def deck(count: int) -> tuple[Card, ...]:
    return tuple(Card(page(k), page(1000 + k)) for k in range(count))


def name_of(placement: Placement) -> float:
    (fill,) = placement.page.items
    assert isinstance(fill, Fill)
    return fill.x


def placements(sheet: Page) -> list[Placement]:
    return [item for item in sheet.items if isinstance(item, Placement)]


def test_fronts_run_by_rows_and_backs_lie_behind_them() -> None:
    cells = impose(4, A6, PAPERS["a4"].width, two_sided=True)
    fronts = {cell.card: (cell.row, cell.column) for cell in cells if cell.side == FRONT}
    backs = {cell.card: (cell.row, cell.column) for cell in cells if cell.side == BACK}
    assert fronts == {0: (0, 0), 1: (0, 1), 2: (1, 0), 3: (1, 1)}
    assert backs == {0: (0, 1), 1: (0, 0), 2: (1, 1), 3: (1, 0)}


@pytest.mark.parametrize("stock", [A6, QUARTER, LABELS], ids=lambda stock: stock.name)
def test_a_back_is_its_front_mirrored_by_the_long_edge(stock: Stock) -> None:
    width = PAPERS[stock.paper].width
    cells = impose(7, stock, width, two_sided=True)
    for card in range(7):
        front, back = [cell for cell in cells if cell.card == card]
        assert (front.side, back.side) == (FRONT, BACK)
        assert front.sheet == back.sheet
        assert back.y == front.y
        assert back.x == pytest.approx(width - front.x - stock.width, abs=1e-9)


def test_backs_are_read_by_rows_from_the_left() -> None:
    cells = [cell for cell in impose(4, A6, PAPERS["a4"].width, two_sided=True) if cell.side == BACK]
    assert [cell.card for cell in cells] == [1, 0, 3, 2]
    assert [(cell.y, cell.x) for cell in cells] == sorted((cell.y, cell.x) for cell in cells)


def test_spare_cells_come_last_and_stay_empty_on_both_sides() -> None:
    cells = impose(6, A6, PAPERS["a4"].width, two_sided=True)
    last = [(cell.side, cell.row, cell.column) for cell in cells if cell.sheet == 1]
    assert last == [(FRONT, 0, 0), (FRONT, 0, 1), (BACK, 0, 0), (BACK, 0, 1)]


def test_one_card_has_its_back_at_the_other_side() -> None:
    front, back = impose(1, A6, PAPERS["a4"].width, two_sided=True)
    assert (front.x, back.x) == pytest.approx((0, 105 * MM))


def test_one_sided_sheets_have_no_backs() -> None:
    cells = impose(6, A6, PAPERS["a4"].width, two_sided=False)
    assert {cell.side for cell in cells} == {FRONT}
    assert [cell.card for cell in cells] == list(range(6))


def test_no_cards_take_no_paper() -> None:
    assert impose(0, A6, PAPERS["a4"].width, two_sided=True) == ()


def test_sheets_are_printed_front_then_back() -> None:
    paper = PAPERS["a4"]
    pages = sheet_pages(deck(6), A6, (paper.width, paper.height), two_sided=True)
    assert [[name_of(placed) for placed in placements(sheet)] for sheet in pages] == [
        [0, 1, 2, 3],
        [1001, 1000, 1003, 1002],
        [4, 5],
        [1005, 1004],
    ]
    assert {(sheet.width, sheet.height) for sheet in pages} == {(paper.width, paper.height)}


def test_one_sided_deck_takes_fronts_alone() -> None:
    paper = PAPERS["letter"]
    pages = sheet_pages(deck(6), QUARTER, (paper.width, paper.height), two_sided=False)
    assert [[name_of(placed) for placed in placements(sheet)] for sheet in pages] == [[0, 1, 2, 3], [4, 5]]


@pytest.mark.parametrize("stock", [A6, QUARTER], ids=lambda stock: stock.name)
def test_marks_stand_on_the_cuts_within_reach_of_the_printer(stock: Stock) -> None:
    paper = PAPERS[stock.paper]
    pages = sheet_pages(deck(4), stock, (paper.width, paper.height), two_sided=True)
    front, back = ([item for item in sheet.items if isinstance(item, Rule)] for sheet in pages)
    assert front == back, "the same on both sides"
    across, down = stock.pitch_across, stock.pitch_down
    for mark in front:
        assert mark.x == mark.x2 == pytest.approx(across) or mark.y == mark.y2 == pytest.approx(down)
        assert min(mark.x, mark.y) >= 7 * MM - 0.01
        assert max(mark.x, mark.x2) <= paper.width - 7 * MM + 0.01
        assert max(mark.y, mark.y2) <= paper.height - 7 * MM + 0.01
        assert mark.weight <= 0.5
    ends = [mark for mark in front if max(abs(mark.x2 - mark.x), abs(mark.y2 - mark.y)) < 3.01 * MM]
    cross = [mark for mark in front if mark not in ends]
    assert len(ends) == 4, "both ends of both cuts"
    assert len(cross) == 2, "and where they meet"
    for mark in cross:
        assert ((mark.x + mark.x2) / 2, (mark.y + mark.y2) / 2) == pytest.approx((across, down))


def test_stock_that_is_cut_already_has_no_marks() -> None:
    paper = PAPERS["a4"]
    (sheet, _) = sheet_pages(deck(8), LABELS, (paper.width, paper.height), two_sided=True)
    assert len(sheet.items) == 8
