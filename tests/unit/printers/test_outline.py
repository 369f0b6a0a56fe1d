"""The outline of a stock: every cell where its file says, round where it is, and words only where a printer reaches."""

from __future__ import annotations

from collections import Counter
from math import hypot

import pytest

from hostkit.core.values import PAPERS
from hostkit.printers.stock_outline import outline_page
from hostkit.stocks.stock import Stock, read_stock, stock_names
from tests.support.measure import MM, Rect, ink, rules, runs

EDGE = 7 * MM
LABELS = Stock("labels", "a4", 60 * MM, 40 * MM, 3 * MM, 5 * MM, 65 * MM, 42 * MM, 3, 6, False, "made up")
"""Cut already, with gaps, nearer to the edge than a printer reaches, and not in the middle of its paper."""
TINY = Stock("tiny", "letter", 5 * MM, 5 * MM, 210 * MM, 270 * MM, 5 * MM, 5 * MM, 1, 1, False, "made up")
STOCKS = [*(read_stock(name) for name in stock_names()), LABELS, TINY]
every_stock = pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.name)


def lines(stock: Stock) -> Counter[tuple[float, ...]]:
    """Return how often each line is drawn, from left to right or downward, in tenths of a point."""
    found = [sorted([(rule.x, rule.y), (rule.x2, rule.y2)]) for rule in rules(outline_page(stock))]
    return Counter(tuple(round(at, 1) for end in ends for at in end) for ends in found)


@every_stock
def test_every_side_of_every_cell_is_drawn_once(stock: Stock) -> None:
    drawn = lines(stock)
    for row in range(stock.rows):
        for column in range(stock.columns):
            left = round(stock.left + column * stock.pitch_across, 1)
            top = round(stock.top + row * stock.pitch_down, 1)
            right, bottom = (
                round(stock.left + column * stock.pitch_across + stock.width, 1),
                round(stock.top + row * stock.pitch_down + stock.height, 1),
            )
            for side in (
                (left, top, right, top),
                (left, bottom, right, bottom),
                (left, top, left, bottom),
                (right, top, right, bottom),
            ):
                assert drawn[side] == 1, side


@every_stock
def test_words_stay_where_a_printer_reaches(stock: Stock) -> None:
    paper = PAPERS[stock.paper]
    reach = Rect(EDGE, EDGE, paper.width - EDGE, paper.height - EDGE)
    for run in runs(outline_page(stock)):
        found = ink(run)
        assert found is None or found.within(reach), run.text


@pytest.mark.parametrize("stock", [s for s in STOCKS if s is not TINY], ids=lambda stock: stock.name)
def test_words_and_numbers_do_not_touch(stock: Stock) -> None:
    found = [(run.text, box) for run in runs(outline_page(stock)) if (box := ink(run))]
    for k, (text, box) in enumerate(found):
        assert not [other for other, there in found[k + 1 :] if box.overlaps(there)], text


@every_stock
def test_it_says_what_it_is_and_counts_the_cells(stock: Stock) -> None:
    said = [run.text for run in runs(outline_page(stock))]
    cells = [str(number) for number in range(1, stock.columns * stock.rows + 1)]
    assert said[0] == stock.name
    assert [text for text in said if text.isdigit()] == ([] if stock is TINY else cells)
    assert "100 mm" in said


@every_stock
def test_the_ruler_is_100_mm_with_a_tick_every_10(stock: Stock) -> None:
    page = outline_page(stock)
    (line,) = [
        rule for rule in rules(page) if abs(abs(rule.x2 - rule.x) - 100 * MM) < 0.001 and rule.y == rule.y2
    ]
    ticks = [rule.x for rule in rules(page) if rule.x == rule.x2 and rule.y == line.y and rule.y2 < rule.y]
    assert [round((x - line.x) / MM, 3) for x in sorted(ticks)] == [10 * k for k in range(11)]


CENTERED = ("a6-4up", "a7-8up")
"""Cells of 105 mm at the paper's edges, of which printers reach 98 mm: the ruler crosses their cut at its middle."""


@pytest.mark.parametrize("stock", [s for s in STOCKS if s is not TINY], ids=lambda stock: stock.name)
def test_the_ruler_keeps_clear_of_numbers_and_cuts(stock: Stock) -> None:
    page = outline_page(stock)
    (line,) = [each for each in rules(page) if each.y == each.y2 and abs(each.x2 - each.x - 100 * MM) < 0.001]
    box = Rect(line.x, line.y - 6, line.x2, line.y)
    for run in runs(page):
        found = ink(run)
        assert found is None or not box.overlaps(found), run.text
    sides = {
        stock.left + k * stock.pitch_across + side for k in range(stock.columns) for side in (0, stock.width)
    }
    tops = {stock.top + k * stock.pitch_down + side for k in range(stock.rows) for side in (0, stock.height)}
    assert all(top + 1 < box.top or top > box.bottom + 1 for top in tops)
    cells_end = max(tops)
    if line.y < cells_end:
        crossed = [side for side in sides if line.x < side < line.x2]
        middle = [pytest.approx((line.x + line.x2) / 2)] if stock.name in CENTERED else []
        assert crossed == middle


def test_the_first_words_give_the_measures() -> None:
    said = " ".join(run.text for run in runs(outline_page(read_stock("avery-5371"))))
    assert "88.9 × 50.8 mm, 2 across, 5 down, letter paper" in said


def test_round_corners_are_drawn_round() -> None:
    radius = 5 * MM
    stock = LABELS._replace(columns=1, rows=1, corner=radius)
    centers = [
        (x, y)
        for x in (stock.left + radius, stock.left + stock.width - radius)
        for y in (stock.top + radius, stock.top + stock.height - radius)
    ]
    sides = [rule for rule in rules(outline_page(stock)) if rule.x != rule.x2 and rule.y != rule.y2]
    assert len(sides) >= 4 * 5
    for rule in sides:
        for x, y in ((rule.x, rule.y), (rule.x2, rule.y2), ((rule.x + rule.x2) / 2, (rule.y + rule.y2) / 2)):
            away = min(abs(hypot(x - cx, y - cy) - radius) for cx, cy in centers)
            assert away < 0.05 * MM
    lefts = [rule.x for rule in rules(outline_page(stock))]
    assert min(lefts) == pytest.approx(stock.left, abs=0.001)
