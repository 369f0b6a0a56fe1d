"""Imposition of any deck on any valid stock: every card once a side, nothing overlaps, versos behind their rectos."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hostkit.ground.geometry import PAPERS
from hostkit.layout.display_list import Page, Placement, Rule
from hostkit.layout.imposition import BACK, FRONT, Card, Cell, impose, sheet_pages
from hostkit.source.stock import Stock
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.measure import MM, Rect

MODERATE = settings(derandomize=True, max_examples=150, deadline=None)


@st.composite
def stocks(draw: st.DrawFn, *, full: bool = False) -> Stock:
    """A stock that its paper holds: any grid, any gaps, anywhere on the paper."""
    paper = PAPERS[draw(st.sampled_from(sorted(PAPERS)))]
    columns, width, left, across = draw(_side(paper.width))
    rows, height, top, down = draw(_side(paper.height))
    return Stock(
        "made-up", paper.name, width, height, left, top, across, down, columns, rows, draw(st.booleans()), "x"
    )


@st.composite
def _side(draw: st.DrawFn, extent: float) -> tuple[int, float, float, float]:
    """Count, size, start and pitch of cards along one side of the paper."""
    count = draw(st.integers(1, 6))
    start = draw(st.floats(0, extent / 4))
    room = (extent - start) * draw(st.floats(0.5, 1))
    size = room / count * draw(st.floats(0.4, 1))
    pitch = (room - size) / (count - 1) if count > 1 else size
    return count, size, start, pitch


decks = st.integers(1, 200)


def rect(cell: Cell, stock: Stock) -> Rect:
    return Rect(cell.x, cell.y, cell.x + stock.width, cell.y + stock.height)


def width_of(stock: Stock) -> float:
    return PAPERS[stock.paper].width


@MODERATE
@given(stocks(), decks)
def test_every_card_is_printed_once_a_side(stock: Stock, count: int) -> None:
    cells = impose(count, stock, width_of(stock), two_sided=True)
    for side in (FRONT, BACK):
        assert sorted(cell.card for cell in cells if cell.side == side) == list(range(count))


@MODERATE
@given(stocks(), decks)
def test_one_sided_decks_have_fronts_alone(stock: Stock, count: int) -> None:
    one, two = (impose(count, stock, width_of(stock), two_sided=sides) for sides in (False, True))
    assert one == tuple(cell for cell in two if cell.side == FRONT)


@MODERATE
@given(stocks(), decks)
def test_the_fewest_sheets_are_taken_and_filled_in_order(stock: Stock, count: int) -> None:
    a_sheet = stock.columns * stock.rows
    fronts = [cell for cell in impose(count, stock, width_of(stock), two_sided=True) if cell.side == FRONT]
    assert [cell.card for cell in fronts] == list(range(count))
    for place, cell in enumerate(fronts):
        assert cell.sheet == place // a_sheet
        assert cell.row * stock.columns + cell.column == place % a_sheet
        assert abs(cell.x - (stock.left + cell.column * stock.pitch_across)) < 1e-9
        assert abs(cell.y - (stock.top + cell.row * stock.pitch_down)) < 1e-9


@MODERATE
@given(stocks(), decks)
def test_nothing_overlaps_and_nothing_leaves_the_paper(stock: Stock, count: int) -> None:
    paper = PAPERS[stock.paper]
    cells = impose(count, stock, paper.width, two_sided=True)
    # All full sheets are alike: the first and the last show everything.
    for sheet in {0, cells[-1].sheet}:
        for side in (FRONT, BACK):
            here = [rect(cell, stock) for cell in cells if (cell.sheet, cell.side) == (sheet, side)]
            assert all(each.within(Rect(0, 0, paper.width, paper.height)) for each in here)
            assert not any(one.overlaps(other, slack=1e-6) for one, other in combinations(here, 2))


@MODERATE
@given(stocks(), decks)
def test_a_verso_is_the_mirror_of_its_recto(stock: Stock, count: int) -> None:
    width = width_of(stock)
    cells = impose(count, stock, width, two_sided=True)
    fronts = {cell.card: cell for cell in cells if cell.side == FRONT}
    for back in (cell for cell in cells if cell.side == BACK):
        front = fronts[back.card]
        assert (back.sheet, back.row, back.y) == (front.sheet, front.row, front.y)
        assert back.column == stock.columns - 1 - front.column
        assert abs(back.x - (width - front.x - stock.width)) < 1e-9


@MODERATE
@given(stocks())
def test_mirroring_twice_is_the_identity(stock: Stock) -> None:
    """Turn the stock over as a sheet is turned: the backs of its cells are where the fronts of the first were."""
    width = width_of(stock)
    end = stock.left + (stock.columns - 1) * stock.pitch_across + stock.width
    turned = replace(stock, left=width - end)
    count = stock.columns * stock.rows

    def places(of: Stock, side: str) -> list[tuple[float, float]]:
        cells = impose(count, of, width, two_sided=True)
        return sorted((round(cell.x, 6) + 0.0, round(cell.y, 6)) for cell in cells if cell.side == side)

    assert places(turned, FRONT) == places(stock, BACK)
    assert places(turned, BACK) == places(stock, FRONT)


@MODERATE
@given(stocks(), decks, st.booleans())
def test_pages_hold_the_right_sides_of_the_cards(stock: Stock, count: int, two_sided: bool) -> None:
    paper = PAPERS[stock.paper]
    # A side is known by its width: fronts are whole, backs are halves.
    cards = [Card(Page(k, 1, ()), Page(k + 0.5, 1, ())) for k in range(count)]
    pages = sheet_pages(cards, stock, (paper.width, paper.height), two_sided=two_sided)
    names = [[item.page.width for item in page.items if isinstance(item, Placement)] for page in pages]
    sheets = -(-count // (stock.columns * stock.rows))
    assert len(pages) == sheets * (2 if two_sided else 1)
    if not two_sided:
        assert [name for page in names for name in page] == list(range(count))
        return
    for front, back in zip(names[::2], names[1::2], strict=True):
        assert sorted(front) == sorted(name - 0.5 for name in back)
        assert all(name == int(name) for name in front)


@MODERATE
@given(stocks())
def test_marks_stand_between_cards_and_within_reach(stock: Stock) -> None:
    paper = PAPERS[stock.paper]
    (page,) = sheet_pages([Card(Page(1, 1, ()), Page(1, 1, ()))], stock, paper[1:], two_sided=False)
    marks = [item for item in page.items if isinstance(item, Rule)]
    if not stock.plain:
        assert marks == []
    for mark in marks:
        assert mark.x == mark.x2 or mark.y == mark.y2
        if mark.x == mark.x2:
            cuts = [stock.left + k * stock.pitch_across for k in range(1, stock.columns)]
            assert min(abs(mark.x - cut) for cut in cuts) < 1e-6
        else:
            cuts = [stock.top + k * stock.pitch_down for k in range(1, stock.rows)]
            assert min(abs(mark.y - cut) for cut in cuts) < 1e-6
        assert max(abs(mark.x2 - mark.x), abs(mark.y2 - mark.y)) <= 6 * MM + 1e-6
