"""Imposition of any deck on any valid stock in any mode: every card once a side, nothing overlaps, backs on fronts."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from hostkit.stocks.stock import Stock
from hostkit.typesetting.display_list import Page, Placement, Rule
from tests.support.measure import MM, Rect

MODERATE = settings(derandomize=True, max_examples=60)
BY_SHEET = ("long", "short", "manual", "none")
"""The modes that print on every stock; folding wants plain paper and two cells."""
TWO_SIDED = ("long", "short", "manual")
PRECISION = 1e-9
LEAST_CARD = 2000
"""In hundredths of a millimetre: nobody asks a question on less."""


@st.composite
def stocks(draw: st.DrawFn, *, foldable: bool = False) -> Stock:
    """A stock that its paper holds: any grid, any gaps, anywhere on the paper."""
    paper = PAPERS[draw(st.sampled_from(sorted(PAPERS)))]
    columns, width, left, across = draw(_side(paper.width, 2 if foldable else 1))
    rows, height, top, down = draw(_side(paper.height, 1))
    plain = foldable or draw(st.booleans())
    return Stock("made-up", paper.name, width, height, left, top, across, down, columns, rows, plain, "x")


@st.composite
def _side(draw: st.DrawFn, extent: float, least: int) -> tuple[int, float, float, float]:
    """Count, size, start and pitch of cards along one side of the paper, in hundredths of a millimetre exactly."""
    room = int(extent / MM * 100)
    count = draw(st.integers(least, 6))
    pitch = draw(st.integers(LEAST_CARD, room // count))
    size = draw(st.one_of(st.just(pitch), st.integers(LEAST_CARD, pitch)))
    rest = room - (count - 1) * pitch - size
    start = draw(st.one_of(st.just(0), st.just(rest), st.integers(0, rest)))
    return count, size * MM / 100, start * MM / 100, pitch * MM / 100


decks = st.integers(1, 200)
modes = st.sampled_from(BY_SHEET)
two_sided = st.sampled_from(TWO_SIDED)


def paper_of(stock: Stock) -> Paper:
    return PAPERS[stock.paper]


def cells_of(count: int, stock: Stock, mode: str, skip: int = 0) -> tuple[ImposedCard, ...]:
    return impose(count, stock, paper_of(stock), mode, skip)


def rect(cell: ImposedCard, stock: Stock) -> Rect:
    return Rect(cell.x, cell.y, cell.x + stock.width, cell.y + stock.height)


def flipped(at: Rect, paper: Paper, mode: str) -> Rect:
    """Where a place on one side of a sheet lies once the sheet is turned over."""
    if mode == "short":
        return Rect(at.left, paper.height - at.bottom, at.right, paper.height - at.top)
    return Rect(paper.width - at.right, at.top, paper.width - at.left, at.bottom)


def near(one: Rect, other: Rect) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 1e-6


# Every mode


@MODERATE
@given(stocks(), decks, modes)
def test_every_card_is_printed_once_a_side(stock: Stock, count: int, mode: str) -> None:
    cells = cells_of(count, stock, mode)
    for face in (FRONT, BACK):
        printed = sorted(cell.card for cell in cells if cell.face == face)
        assert printed == ([] if (mode, face) == ("none", BACK) else list(range(count)))
    assert all(cell.side == cell.face for cell in cells)


@MODERATE
@given(stocks(), decks, modes)
def test_the_fewest_sheets_are_taken_and_filled_in_order(stock: Stock, count: int, mode: str) -> None:
    a_sheet = stock.columns * stock.rows
    fronts = [cell for cell in cells_of(count, stock, mode) if cell.face == FRONT]
    assert [cell.card for cell in fronts] == list(range(count))
    for place, cell in enumerate(fronts):
        assert cell.sheet == place // a_sheet
        assert cell.row * stock.columns + cell.column == place % a_sheet
        assert abs(cell.x - (stock.left + cell.column * stock.pitch_across)) < PRECISION
        assert abs(cell.y - (stock.top + cell.row * stock.pitch_down)) < PRECISION
        assert cell.turn == 0


@MODERATE
@given(st.one_of(stocks(), stocks(foldable=True)), decks, st.sampled_from([*BY_SHEET, "fold"]), st.data())
def test_nothing_overlaps_and_nothing_leaves_the_paper(
    stock: Stock, count: int, mode: str, data: st.DataObject
) -> None:
    if mode == "fold" and not (stock.plain and cards_a_sheet(stock, "fold")):
        mode = "long"
    skip = 0 if mode == "fold" else data.draw(st.integers(0, stock.columns * stock.rows - 1))
    paper = paper_of(stock)
    cells = cells_of(count, stock, mode, skip)
    # All full sheets are alike: the first and the last show everything.
    for sheet in {0, max(cell.sheet for cell in cells)}:
        for side in (FRONT, BACK):
            here = [rect(cell, stock) for cell in cells if (cell.sheet, cell.side) == (sheet, side)]
            assert all(each.within(Rect(0, 0, paper.width, paper.height)) for each in here)
            assert not any(one.overlaps(other, slack=1e-6) for one, other in combinations(here, 2))


@MODERATE
@given(stocks(), decks)
def test_one_sided_decks_are_the_fronts_of_others(stock: Stock, count: int) -> None:
    one, *two = (cells_of(count, stock, mode) for mode in ("none", *TWO_SIDED))
    for cells in two:
        assert one == tuple(cell for cell in cells if cell.face == FRONT)


@MODERATE
@given(stocks(), decks)
def test_by_hand_is_the_long_edge_in_another_order(stock: Stock, count: int) -> None:
    assert sorted(cells_of(count, stock, "manual")) == sorted(cells_of(count, stock, "long"))


# Backs on fronts


@MODERATE
@given(stocks(), decks, two_sided)
def test_a_verso_is_the_mirror_of_its_recto(stock: Stock, count: int, mode: str) -> None:
    paper = paper_of(stock)
    cells = cells_of(count, stock, mode)
    fronts = {cell.card: cell for cell in cells if cell.face == FRONT}
    for back in (cell for cell in cells if cell.face == BACK):
        front = fronts[back.card]
        assert back.sheet == front.sheet
        if mode == "short":
            assert (back.column, back.x, back.turn) == (front.column, front.x, 180)
            assert back.row == stock.rows - 1 - front.row
            assert abs(back.y - (paper.height - front.y - stock.height)) < PRECISION
        else:
            assert (back.row, back.y, back.turn) == (front.row, front.y, 0)
            assert back.column == stock.columns - 1 - front.column
            assert abs(back.x - (paper.width - front.x - stock.width)) < PRECISION


# Folding


@MODERATE
@given(stocks(foldable=True), decks)
def test_folded_pairs_are_neighbours_and_share_no_cell(stock: Stock, count: int) -> None:
    cells = cells_of(count, stock, "fold")
    fronts = {cell.card: cell for cell in cells if cell.face == FRONT}
    for back in (cell for cell in cells if cell.face == BACK):
        front = fronts[back.card]
        assert (back.sheet, back.row, back.turn) == (front.sheet, front.row, 0)
        assert (front.column % 2, back.column) == (0, front.column + 1)
        assert abs(back.x - front.x - stock.pitch_across) < PRECISION
    taken = [(cell.sheet, cell.row, cell.column) for cell in cells]
    assert len(set(taken)) == len(taken)
    assert max(cell.sheet for cell in cells) == (count - 1) // cards_a_sheet(stock, "fold")


@MODERATE
@given(stocks(foldable=True), decks)
def test_a_single_column_folds_in_rows(stock: Stock, count: int) -> None:
    strip = stock._replace(columns=1)
    if strip.rows < 2:
        with pytest.raises(UsageError):
            cells_of(count, strip, "fold")
        return
    cells = cells_of(count, strip, "fold")
    fronts = {cell.card: cell for cell in cells if cell.face == FRONT}
    for back in (cell for cell in cells if cell.face == BACK):
        front = fronts[back.card]
        assert (back.sheet, back.column, back.turn) == (front.sheet, 0, 180)
        assert (front.row % 2, back.row) == (0, front.row + 1)
        assert back.x == front.x
        assert abs(back.y - front.y - stock.pitch_down) < PRECISION


@MODERATE
@given(stocks(foldable=True).map(lambda stock: stock._replace(pitch_across=stock.width)))
def test_between_cards_without_a_gap_the_fold_lies_on_the_edge_they_share(stock: Stock) -> None:
    folds = [
        mark for mark in sheet_marks(stock, paper_of(stock), folded=True)
        if mark.x == mark.x2 and abs(mark.y2 - mark.y) > 6.01 * MM
    ]  # fmt: skip
    fronts = {cell.x for cell in cells_of(stock.columns * stock.rows, stock, "fold") if cell.face == FRONT}
    assert sorted(round(mark.x, 6) for mark in folds) == sorted(round(x + stock.width, 6) for x in fronts)


# By hand, and sheets used in part


@MODERATE
@given(stocks(), decks)
def test_by_hand_fronts_come_first_and_the_last_back_is_printed_first(stock: Stock, count: int) -> None:
    cells = cells_of(count, stock, "manual")
    half = len(cells) // 2
    fronts, backs = cells[:half], cells[half:]
    assert {cell.side for cell in fronts} == {FRONT}
    assert {cell.side for cell in backs} == {BACK}
    ups, downs = [cell.sheet for cell in fronts], [cell.sheet for cell in backs]
    assert ups == sorted(ups)
    assert downs == sorted(downs, reverse=True)


@MODERATE
@given(stocks(), decks, modes, st.data())
def test_cells_used_up_stay_empty_on_both_sides_and_no_others(
    stock: Stock, count: int, mode: str, data: st.DataObject
) -> None:
    a_sheet, paper = stock.columns * stock.rows, paper_of(stock)
    skip = data.draw(st.integers(0, a_sheet - 1))
    cells = cells_of(count, stock, mode, skip)
    fronts = [cell for cell in cells if cell.face == FRONT]
    assert [cell.sheet * a_sheet + cell.row * stock.columns + cell.column for cell in fronts] == list(
        range(skip, skip + count)
    )
    everywhere = cells_of(a_sheet, stock, "none")
    used = [rect(cell, stock) for cell in everywhere[:skip]]
    for cell in cells:
        if cell.sheet == 0:
            here = rect(cell, stock)
            upside = here if cell.side == FRONT else flipped(here, paper, mode)
            assert not any(near(upside, gone) for gone in used)


# Pages


@MODERATE
@given(stocks(foldable=True), decks, st.sampled_from([*BY_SHEET, "fold"]))
def test_pages_hold_the_right_sides_of_the_cards(stock: Stock, count: int, mode: str) -> None:
    # A side is known by its width: fronts are whole, backs are halves.
    cards = [Card(Page(k, 1, ()), Page(k + 0.5, 1, ())) for k in range(count)]
    pages, sides = sheet_pages(cards, stock, paper_of(stock), mode)
    names = [[item.page.width for item in page.items if isinstance(item, Placement)] for page in pages]
    sheets = -(-count // cards_a_sheet(stock, mode))
    assert len(pages) == len(sides) == sheets * (2 if mode in TWO_SIDED else 1)
    assert {(page.width, page.height) for page in pages} == {(paper_of(stock).width, paper_of(stock).height)}
    if mode in ("none", "fold"):
        assert set(sides) == {FRONT}
        whole = [k / 2 for k in range(2 * count)] if mode == "fold" else list(range(count))
        assert [name for page in names for name in page] == whole
        return
    if mode == "manual":
        fronts, backs = names[:sheets], names[sheets:][::-1]
        assert sides == (FRONT,) * sheets + (BACK,) * sheets
    else:
        fronts, backs = names[::2], names[1::2]
        assert sides == (FRONT, BACK) * sheets
    for front, back in zip(fronts, backs, strict=True):
        assert sorted(front) == sorted(name - 0.5 for name in back)
        assert all(name == int(name) for name in front)


@MODERATE
@given(stocks(), st.booleans())
def test_marks_lie_on_cuts_and_folds_within_reach(stock: Stock, folded: bool) -> None:
    paper = paper_of(stock)
    folded = folded and bool(cards_a_sheet(stock, "fold"))
    marks = sheet_marks(stock, paper, folded=folded)
    assert stock.plain or marks == ()
    xs = [
        edge for k in range(stock.columns)
        for edge in (stock.left + k * stock.pitch_across, stock.left + k * stock.pitch_across + stock.width)
    ]  # fmt: skip
    ys = [
        edge for k in range(stock.rows)
        for edge in (stock.top + k * stock.pitch_down, stock.top + k * stock.pitch_down + stock.height)
    ]  # fmt: skip
    for mark in marks:
        assert isinstance(mark, Rule)
        assert mark.x == mark.x2 or mark.y == mark.y2
        if not folded:
            edges, at = (xs, mark.x) if mark.x == mark.x2 else (ys, mark.y)
            assert min(abs(at - edge) for edge in edges) < 0.02
            assert max(abs(mark.x2 - mark.x), abs(mark.y2 - mark.y)) <= 6 * MM + 1e-6
        assert mark.x <= mark.x2
        assert mark.y <= mark.y2
        along, extent = (
            ((mark.y, mark.y2), paper.height) if mark.x == mark.x2 else ((mark.x, mark.x2), paper.width)
        )
        assert along[0] >= 7 * MM - 0.02
        assert along[1] <= extent - 7 * MM + 0.02


@MODERATE
@given(stocks(), two_sided)
def test_no_mark_is_near_a_card_of_either_side_but_on_a_cut_that_two_share(stock: Stock, mode: str) -> None:
    """Also where the cards are not in the middle of the paper, and what is waste in front is a card behind."""
    blank = Page(stock.width, stock.height, ())
    pages, _ = sheet_pages([Card(blank, blank)] * (stock.columns * stock.rows), stock, paper_of(stock), mode)
    for page in pages:
        cards = [
            Rect(item.x, item.y, item.x + stock.width, item.y + stock.height)
            for item in page.items
            if isinstance(item, Placement)
        ]
        for mark in page.items:
            if isinstance(mark, Rule) and not shared(mark, cards):
                around = Rect(mark.x, mark.y, mark.x2, mark.y2)
                assert all(apart(around, card) >= 2 * MM - 0.02 for card in cards)


def shared(mark: Rule, cards: list[Rect]) -> bool:
    """Tell whether a mark lies on the edges of cards at both its sides."""
    edges = [(c.left, c.right) if mark.x == mark.x2 else (c.top, c.bottom) for c in cards]
    at = mark.x if mark.x == mark.x2 else mark.y
    return all(any(abs(edge[side] - at) < 0.02 for edge in edges) for side in (0, 1))


def apart(one: Rect, other: Rect) -> float:
    """How far two rectangles are apart, across or down, whichever is more."""
    across = max(one.left - other.right, other.left - one.right)
    down = max(one.top - other.bottom, other.top - one.bottom)
    return max(across, down)
