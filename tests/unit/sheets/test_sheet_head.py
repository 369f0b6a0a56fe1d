"""The head of a sheet of cards: ruler and what the sheet is, where the waste has room, clear of every card."""

from __future__ import annotations

from itertools import product

import pytest

from hostkit.planning.kit_plan import KitPlan, plan_copies
from hostkit.stocks.stock import Stock, read_stock, stock_names
from hostkit.typesetting.display_list import Page, Placement, Rule, TextRun
from tests.support.each import for_each
from tests.support.guides import GROUP, event, guide, link, phrase, plan, segment
from tests.support.kits import compose
from tests.support.measure import MM, Rect, collisions, extent
from tests.support.stocks import STOCKS as GRIDS

STOCKS = [read_stock(name) for name in stock_names()]
WITH_HEAD = [stock for stock in STOCKS if stock.top >= 12.7 * MM]


def brief_on(stock: Stock, **options: object) -> KitPlan:
    run = (*guide().run_of_show[:4], segment("closing_round", ask="One thing to keep."))
    made = guide(title=phrase("Rest"), run_of_show=run)
    its = event(group_url=link("https://x.example/a") if stock.height < 60 * MM else link(GROUP))
    found = plan(made, its, paper=stock.paper, **options)
    copies = plan_copies(10, len(made.questions), stock, found.options)
    return found._replace(stock=stock, copies=copies)


def pages_of(stock: Stock, **options: object) -> tuple[Page, ...]:
    return compose(brief_on(stock, **options), "question-cards").pages


def head_of(page: Page) -> tuple[list[Rule], list[TextRun]]:
    """What stands on the sheet itself, without cards; marks of plain paper are left out by their length."""
    own = [item for item in page.items if not isinstance(item, Placement)]
    return [item for item in own if isinstance(item, Rule)], [
        item for item in own if isinstance(item, TextRun)
    ]


def cards_on(page: Page) -> list[Rect]:
    return [
        Rect(item.x, item.y, item.x + item.page.width, item.y + item.page.height)
        for item in page.items if isinstance(item, Placement)
    ]  # fmt: skip


@pytest.mark.parametrize("stock", WITH_HEAD, ids=lambda stock: stock.name)
def test_the_head_has_a_ruler_of_exactly_100_mm_and_says_which_side_it_is(stock: Stock) -> None:
    pages = pages_of(stock)
    sheets = len(pages) // 2
    for number, page in enumerate(pages):
        said = ["fronts", "backs"][number % 2]
        if sheets > 1:
            said += f", sheet {number // 2 + 1} of {sheets}"
        rules, labels = head_of(page)
        line = max(rules, key=lambda rule: abs(rule.x2 - rule.x))
        assert line.x2 - line.x == pytest.approx(100 * MM)
        ticks = sorted(rule.x for rule in rules if rule.x == rule.x2)
        assert [round((x - line.x) / MM, 3) for x in ticks] == [10 * k for k in range(11)]
        assert {round(rule.y, 6) for rule in rules} == {round(line.y, 6)}, "all ticks stand on the line"
        assert "".join(run.text for run in labels) == f"100 mm · 5 cards, {said}"
        assert {run.size for run in labels} == {9}


@for_each(product(WITH_HEAD, ["long", "short", "manual", "none"]))
def test_the_head_keeps_clear_of_the_cards_and_of_the_papers_edge(stock: Stock, duplex: str) -> None:
    for page in pages_of(stock, duplex=duplex):
        rules, labels = head_of(page)
        assert labels
        drawn: list[Rule | TextRun] = [*rules, *labels]
        for item in drawn:
            box = extent(item)
            assert box
            assert box.within(Rect(7 * MM, 7 * MM, page.width - 7 * MM, page.height - 7 * MM)), item
            assert not [card for card in cards_on(page) if card.overlaps(box)], item
        assert collisions(page) == []


@pytest.mark.parametrize("stock", [s for s in STOCKS if s not in WITH_HEAD], ids=lambda stock: stock.name)
def test_where_the_waste_is_too_low_there_is_no_head(stock: Stock) -> None:
    """Nothing comes nearer than 7 mm to the paper's edge; the ruler stands on the host sheet in any case."""
    for page in pages_of(stock):
        assert head_of(page)[1] == []
    assert "100 mm" in [
        run.text for page in compose(brief_on(stock), "host-sheet").pages for run in head_of(page)[1]
    ]


def test_the_stocks_without_a_head_run_to_the_papers_edges() -> None:
    assert {stock.name for stock in STOCKS if stock not in WITH_HEAD} == {
        name for name, grid in GRIDS.items() if grid.edge_to_edge
    }


def said_by(page: Page) -> str:
    """What the head says after the ruler's name."""
    return "".join(run.text for run in head_of(page)[1]).removeprefix("100 mm · ")


def test_copies_are_counted_in_the_head_and_sheets_where_there_are_more_than_one() -> None:
    stock = read_stock("avery-l7418")
    assert [said_by(page) for page in pages_of(stock)] == ["5 cards, fronts", "5 cards, backs"]
    assert [said_by(page) for page in pages_of(stock, copies=3)] == [
        "15 cards, fronts, sheet 1 of 2",
        "15 cards, backs, sheet 1 of 2",
        "15 cards, fronts, sheet 2 of 2",
        "15 cards, backs, sheet 2 of 2",
    ]
    assert [said_by(page) for page in pages_of(stock, copies=2, duplex="none")] == [
        f"14 cards, fronts, sheet {k} of 2" for k in (1, 2)
    ]


def test_by_hand_the_heads_of_backs_have_the_numbers_of_their_sheets() -> None:
    """The last sheet's back is printed first: its number says whether it is on the right sheet."""
    pages = pages_of(read_stock("avery-l7418"), copies=4, duplex="manual")
    assert [said_by(page) for page in pages] == [
        *(f"20 cards, fronts, sheet {k} of 3" for k in (1, 2, 3)),
        *(f"20 cards, backs, sheet {k} of 3" for k in (3, 2, 1)),
    ]


def own(left: float, top: float, *, plain: bool) -> Stock:
    """A stock of somebody's own, in mm: two columns and three rows of 85 x 60 mm cards."""
    return Stock("own", "a4", 85 * MM, 60 * MM, left * MM, top * MM, 85 * MM, 60 * MM, 2, 3, plain, "made up")


def ruler_of(page: Page) -> list[Rule]:
    """The ruler's line and the ticks on it."""
    rules, _ = head_of(page)
    line = max(rules, key=lambda rule: abs(rule.x2 - rule.x))
    assert line.x2 - line.x == pytest.approx(100 * MM)
    return [line, *(rule for rule in rules if rule.x == rule.x2 and rule.y == line.y)]


@pytest.mark.parametrize("duplex", ["long", "short", "manual"])
@pytest.mark.parametrize(
    ("left", "top"), [(20, 20), (33, 20), (20, 110), (8, 60)], ids=["middle", "right", "low", "left"]
)
def test_on_stocks_of_ones_own_the_head_keeps_off_the_cards_too(left: float, top: float, duplex: str) -> None:
    """Cards that are not in the middle of the paper have their waste elsewhere on the back."""
    for page in pages_of(own(left, top, plain=False), duplex=duplex):
        if not head_of(page)[1]:
            continue
        drawn: list[Rule | TextRun] = [*ruler_of(page), *head_of(page)[1]]
        for item in drawn:
            box = extent(item)
            assert box
            assert box.within(Rect(7 * MM, 7 * MM, page.width - 7 * MM, page.height - 7 * MM)), item
            assert not [card for card in cards_on(page) if card.overlaps(box)], item
        assert collisions(page) == []


def test_the_head_is_no_place_for_crop_marks() -> None:
    """On plain paper with waste a mark across the ruler would read as one of its ticks."""
    for page in pages_of(own(20, 20, plain=True)):
        if not head_of(page)[1]:
            continue
        ruler = ruler_of(page)
        line = ruler[0]
        across = [
            rule for rule in head_of(page)[0]
            if rule not in ruler and rule.x == rule.x2
            and line.x - 1 <= rule.x <= line.x2 + 1 and rule.y <= line.y <= rule.y2
        ]  # fmt: skip
        assert across == []
