"""Imposition of the shipped stocks, mode by mode: which side of which card lies where, in which order pages come."""

from __future__ import annotations

import pytest

from hostkit.core.errors import UsageError
from hostkit.core.values import PAPERS, Paper
from hostkit.stocks.imposition import (
    BACK,
    FRONT,
    Card,
    ImposedCard,
    cards_a_sheet,
    impose,
    sheet_marks,
    sheet_pages,
)
from hostkit.stocks.stock import Stock, read_stock
from hostkit.typesetting.display_list import Color, Fill, Page, Placement
from tests.support.measure import MM

A6, A7, QUARTER = read_stock("a6-4up"), read_stock("a7-8up"), read_stock("quarter-letter")
PRE_CUT = read_stock("avery-c32011")
INDEX = read_stock("avery-5388")
"""One column of three: no card has another beside it."""
LABELS = Stock("labels", "a4", 85 * MM, 54 * MM, 17 * MM, 31.5 * MM, 91 * MM, 60 * MM, 2, 4, False, "made up")
"""Cut already, with gaps, and not in the middle of its paper."""
STRIP = Stock("strip", "a4", 180 * MM, 60 * MM, 15 * MM, 20 * MM, 180 * MM, 60 * MM, 1, 4, True, "made up")
"""One column of four on plain paper: folds like a calendar."""
WIDE = Stock("wide", "a4", 60 * MM, 90 * MM, 15 * MM, 13.5 * MM, 60 * MM, 90 * MM, 3, 3, True, "made up")
"""Three columns: when folding, the third has no partner."""
MODES = ("long", "short", "manual", "fold", "none")


def paper_of(stock: Stock) -> Paper:
    return PAPERS[stock.paper]


def cells_of(count: int, stock: Stock, mode: str, skip: int = 0) -> tuple[ImposedCard, ...]:
    return impose(count, stock, paper_of(stock), mode, skip)


def page(name: int) -> Page:
    return Page(10, 10, (Fill(name, 0, 1, 1, Color(0, 0, 0)),))


def deck(count: int) -> tuple[Card, ...]:
    """Cards that are known by a number: fronts from 0, backs from 1000."""
    return tuple(Card(page(k), page(1000 + k)) for k in range(count))


def name_of(placement: Placement) -> float:
    (fill,) = placement.page.items
    assert isinstance(fill, Fill)
    return fill.x


def placements(sheet: Page) -> list[Placement]:
    return [item for item in sheet.items if isinstance(item, Placement)]


def names(pages: tuple[Page, ...]) -> list[list[float]]:
    return [[name_of(placed) for placed in placements(sheet)] for sheet in pages]


def places(cells: tuple[ImposedCard, ...], face: str) -> dict[int, tuple[int, int]]:
    return {cell.card: (cell.row, cell.column) for cell in cells if cell.face == face}


# Where cards lie


@pytest.mark.parametrize("mode", ["long", "short", "manual", "none"])
def test_fronts_run_by_rows_from_the_upper_left(mode: str) -> None:
    found = places(cells_of(4, A6, mode), FRONT)
    assert found == {0: (0, 0), 1: (0, 1), 2: (1, 0), 3: (1, 1)}


@pytest.mark.parametrize("mode", ["long", "manual"])
def test_flipped_on_the_long_edge_columns_change_places(mode: str) -> None:
    assert places(cells_of(4, A6, mode), BACK) == {0: (0, 1), 1: (0, 0), 2: (1, 1), 3: (1, 0)}


def test_flipped_on_the_short_edge_rows_change_places() -> None:
    assert places(cells_of(4, A6, "short"), BACK) == {0: (1, 0), 1: (1, 1), 2: (0, 0), 3: (0, 1)}


def test_a_column_without_a_partner_stays_empty_when_folding() -> None:
    cells = cells_of(3, WIDE, "fold")
    assert {cell.column for cell in cells} == {0, 1}
    assert {cell.sheet for cell in cells} == {0}


@pytest.mark.parametrize(
    ("stock", "mode", "count"),
    [(A6, "long", 4), (A6, "fold", 2), (A7, "short", 8), (A7, "fold", 4), (WIDE, "fold", 3), (STRIP, "fold", 2),
     (PRE_CUT, "manual", 10), (INDEX, "none", 3), (INDEX, "fold", 1)],
)  # fmt: skip
def test_cards_a_sheet(stock: Stock, mode: str, count: int) -> None:
    assert cards_a_sheet(stock, mode) == count


def test_cells_that_a_deck_does_not_fill_come_last_and_stay_empty_on_both_sides() -> None:
    last = [(cell.side, cell.row, cell.column) for cell in cells_of(6, A6, "long") if cell.sheet == 1]
    assert last == [(FRONT, 0, 0), (FRONT, 0, 1), (BACK, 0, 0), (BACK, 0, 1)]
    last = [(cell.side, cell.row, cell.column) for cell in cells_of(6, A6, "short") if cell.sheet == 1]
    assert last == [(FRONT, 0, 0), (FRONT, 0, 1), (BACK, 1, 0), (BACK, 1, 1)]


@pytest.mark.parametrize("mode", MODES)
def test_no_cards_take_no_paper(mode: str) -> None:
    assert cells_of(0, A6, mode) == ()


# A sheet that is used in part


def test_the_next_sheet_is_a_whole_one() -> None:
    fronts = [cell for cell in cells_of(12, PRE_CUT, "long", skip=9) if cell.face == FRONT]
    assert [cell.sheet for cell in fronts] == [0] + [1] * 10 + [2]
    assert (fronts[1].row, fronts[1].column) == (0, 0)


def test_cells_used_up_that_go_past_the_sheet_are_refused() -> None:
    cells_of(1, PRE_CUT, "long", skip=9)
    with pytest.raises(UsageError) as caught:
        cells_of(1, PRE_CUT, "long", skip=10)
    assert str(caught.value) == (
        "--skip: a sheet of avery-c32011 has 10 cards, so at most 9 can be skipped. Write a number from 0 to 9."
    )
    assert caught.value.exit_code == 2


def test_folded_cards_take_whole_sheets() -> None:
    with pytest.raises(
        UsageError, match="--skip: works on a sheet of cards that is used in part; folded cards"
    ):
        cells_of(1, A6, "fold", skip=1)


# What a stock cannot do


def test_folding_is_for_plain_paper() -> None:
    with pytest.raises(UsageError) as caught:
        cells_of(1, PRE_CUT, "fold")
    assert str(caught.value) == (
        "--duplex: fold is for plain paper; avery-c32011 is cut already. Choose long, short or none."
    )


def test_folding_needs_two_cells_beside_or_below_each_other() -> None:
    alone = Stock("alone", "a4", 100 * MM, 100 * MM, 0, 0, 100 * MM, 100 * MM, 1, 1, True, "made up")
    with pytest.raises(UsageError, match="two cells beside or below each other; alone has one"):
        cells_of(1, alone, "fold")


@pytest.mark.parametrize("mode", ["long", "short", "manual"])
def test_a_stock_with_one_side_is_printed_on_one(mode: str) -> None:
    one_side = Stock(
        "badges", "a4", 80 * MM, 50 * MM, 20 * MM, 20 * MM, 80 * MM, 50 * MM, 2, 4, False, "x", duplex=False
    )
    with pytest.raises(UsageError) as caught:
        cells_of(1, one_side, mode)
    assert str(caught.value) == ("--duplex: badges is printed on one side only. Choose --duplex none.")
    assert len(cells_of(1, one_side, "none")) == 1


# The order of pages and of cards on them


@pytest.mark.parametrize("mode", ["long", "short"])
def test_sheets_are_printed_front_then_back(mode: str) -> None:
    pages, sides = sheet_pages(deck(6), A6, paper_of(A6), mode)
    behind = {
        "long": [[1001, 1000, 1003, 1002], [1005, 1004]],
        "short": [[1002, 1003, 1000, 1001], [1004, 1005]],
    }
    assert names(pages) == [[0, 1, 2, 3], behind[mode][0], [4, 5], behind[mode][1]]
    assert sides == (FRONT, BACK, FRONT, BACK)
    assert {(sheet.width, sheet.height) for sheet in pages} == {(paper_of(A6).width, paper_of(A6).height)}


def test_by_hand_all_fronts_come_first_and_then_the_backs_from_the_last_sheet() -> None:
    pages, sides = sheet_pages(deck(10), A6, paper_of(A6), "manual")
    assert names(pages) == [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9],
        [1009, 1008],
        [1005, 1004, 1007, 1006],
        [1001, 1000, 1003, 1002],
    ]
    assert sides == (FRONT, FRONT, FRONT, BACK, BACK, BACK)


def test_pages_begin_with_the_first_free_cell_of_a_used_sheet() -> None:
    pages, _ = sheet_pages(deck(6), A6, paper_of(A6), "long", skip=3)
    assert names(pages) == [[0], [1000], [1, 2, 3, 4], [1002, 1001, 1004, 1003], [5], [1005]]
    (placed,) = placements(pages[0])
    assert (placed.x, placed.y) == pytest.approx((105 * MM, 148.5 * MM))


@pytest.mark.parametrize("mode", ["long", "manual", "none"])
def test_backs_are_read_by_rows_from_the_left(mode: str) -> None:
    pages, _ = sheet_pages(deck(8), A7, paper_of(A7), mode)
    for sheet in pages:
        at = [(round(placed.y, 6), round(placed.x, 6)) for placed in placements(sheet)]
        assert at == sorted(at)


@pytest.mark.parametrize("mode", MODES)
def test_cards_are_turned_on_the_back_of_the_short_edge_alone(mode: str) -> None:
    pages, sides = sheet_pages(deck(5), A6, paper_of(A6), mode)
    for sheet, side in zip(pages, sides, strict=True):
        turned = 180 if (mode, side) == ("short", BACK) else 0
        assert {placed.turn for placed in placements(sheet)} == {turned}


@pytest.mark.parametrize("mode", MODES)
def test_wide_cards_are_turned_so_that_their_backs_are_upright_about_the_short_side(mode: str) -> None:
    """Seen from the front, the top of both sides of a card is where the sheet has its right edge."""
    wide = [Card(*[Page(A6.height, A6.width, ())] * 2) for _ in range(4)]
    pages, sides = sheet_pages(wide, A6, paper_of(A6), mode)
    for sheet, side in zip(pages, sides, strict=True):
        turns = {placed.turn for placed in placements(sheet)}
        if mode == "fold":
            assert [placed.turn for placed in placements(sheet)] == [90, 270] * 2
        else:
            # A sheet that is turned over about its long edge has its right edge at the left.
            assert turns == {270 if side == BACK and mode != "short" else 90}


@pytest.mark.parametrize("mode", MODES)
def test_every_page_has_the_marks_of_its_stock(mode: str) -> None:
    pages, _ = sheet_pages(deck(5), A6, paper_of(A6), mode)
    marks = sheet_marks(A6, paper_of(A6), folded=mode == "fold")
    assert marks
    for sheet in pages:
        assert sheet.items[len(placements(sheet)) :] == marks


@pytest.mark.parametrize("mode", ["long", "short", "manual", "none"])
def test_stock_that_is_cut_already_has_no_marks(mode: str) -> None:
    pages, _ = sheet_pages(deck(8), LABELS, paper_of(LABELS), mode)
    assert all(len(sheet.items) == 8 for sheet in pages)
