"""Every stock in every mode, measured in the finished file: cards on their cells, backs behind fronts, marks, edges.

What a cell is, the makers' table says (tests/support/stocks.py); where a card belongs, tests/support/decks.py.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import hostkit
from tests.support.content import STROKE, TEXT
from tests.support.decks import (
    EVERY,
    FOLD,
    LONG,
    NONE,
    SHORT,
    Place,
    by_page,
    count,
    deck,
    pages_of,
    places,
    side_of,
    split,
)
from tests.support.each import for_each
from tests.support.pages import MM, PAPERS
from tests.support.stocks import NEAR, STOCKS, Grid, Piece, Rect, letters, pieces

PRINTABLE, TEXT_FROM_EDGE, SAFE = 7.0, 8.0, 4.0
SLACK = 0.02
"""Coordinates are written to a hundredth of a point or so."""

DUPLEX = {LONG: "/DuplexFlipLongEdge", SHORT: "/DuplexFlipShortEdge"}


def laid(stock: str, mode: str) -> list[tuple[int, list[Place], list[Piece]]]:
    """Return the number, the places and the pieces of every page of a deck."""
    pdf, grid = deck(stock, mode).pdf, STOCKS[stock]
    return [(page, its, pieces(pdf, page)) for page, its in sorted(by_page(grid, mode, count(mode)).items())]


def test_the_table_has_every_stock_that_comes_with_hostkit(tmp_path: Path) -> None:
    answer = json.loads(hostkit("stock", "--json", folder=tmp_path).stdout)
    listed = {stock["name"]: stock for stock in answer["stocks"]}
    assert set(listed) == set(STOCKS)
    for name, grid in STOCKS.items():
        stock = listed[name]
        measures = [stock[group][key] for group, key in _MEASURES]
        assert measures == pytest.approx(list(grid[1:9]), abs=0.01), name
        assert (stock["paper"], stock["plain"]) == (grid.paper, grid.plain)


_MEASURES = (
    *(("card", "width"), ("card", "height"), ("first", "left"), ("first", "top")),
    *(("pitch", "across"), ("pitch", "down"), ("grid", "columns"), ("grid", "rows")),
)


@for_each(EVERY)
def test_the_file_says_how_it_is_printed(stock: str, mode: str) -> None:
    pdf, grid = deck(stock, mode).pdf, STOCKS[stock]
    assert len(pdf) == pages_of(grid, mode, count(mode))
    for page in range(len(pdf)):
        assert pdf.size(page) == pytest.approx(PAPERS[grid.paper], abs=0.01)
    preferences = pdf.catalog["/ViewerPreferences"]
    assert preferences["/Duplex"] == DUPLEX.get(mode, "/Simplex")
    assert preferences["/PrintScaling"] == "/None"


@for_each(EVERY)
def test_every_side_of_every_card_lies_on_its_cell(stock: str, mode: str) -> None:
    """Piece by piece as the card alone on a page of its own, and nothing else in any cell."""
    pdf = deck(stock, mode).pdf
    for page, its, found in laid(stock, mode):
        cards, _ = split(found, its)
        said = [""] * len(its)
        for c in pdf.characters(page):
            for k, place in enumerate(its):
                if place.rect.holds(Rect(c.x / MM, c.y / MM, c.x / MM, c.y / MM)):
                    said[k] += c.text
        for place, card, words in zip(its, cards, said, strict=True):
            wanted, its_words = side_of(stock, mode, place)
            # PDFium has its own mind about the order of lines that stand on their heads.
            assert sorted(words) == sorted(its_words)
            assert len(card) == len(wanted)
            for piece in wanted:
                assert any(piece.is_near(other) for other in card), f"{place}: {piece}"


@for_each(EVERY)
def test_cells_without_a_card_are_empty(stock: str, mode: str) -> None:
    grid = STOCKS[stock]
    for _, its, found in laid(stock, mode):
        mirrored = its[0].is_back and mode != SHORT
        taken = [place.rect for place in its]
        for cell in grid.cells(mirrored=mirrored):
            if not any(cell.inset(0.5).meets(rect) for rect in taken):
                assert [p for p in found if cell.inset(0.5).meets(p.ink) and p.kind != STROKE] == []


@for_each(EVERY)
def test_every_number_stands_at_the_same_place_of_its_card(stock: str, mode: str) -> None:
    grid, seen = STOCKS[stock], 0
    for _, its, found in laid(stock, mode):
        for card in split(found, its)[0]:
            for number in (piece for piece in card if piece.is_number):
                assert (number.box.left, number.box.top) == pytest.approx(grid.number, abs=NEAR)
                seen += 1
    # On large cards the heading of the agreements stands in the place of a number, and in its size.
    headed = grid.width >= 100 and grid.height >= 130
    assert seen == 5 * (1 if mode == NONE else 2) + headed


@for_each([each for each in EVERY if each[1] != NONE])
def test_every_verso_lies_behind_its_recto(stock: str, mode: str) -> None:
    """As somebody sees it who holds the printed sheet against a lamp, or folds it.

    Numbers of front and back stand at the same height, and as far from the two edges of their card: the middle between
    them is the middle of the card.
    """
    grid = STOCKS[stock]
    width, height = grid.sheet.right, grid.sheet.bottom
    seen: dict[tuple[int, bool], tuple[float, float]] = {}
    rects = {place.card: place.rect for place in places(grid, mode, count(mode)) if not place.is_back}
    for _, its, found in laid(stock, mode):
        for place, piece in (
            (place, p) for p in found if p.is_number for place in its if place.rect.holds(p.box)
        ):
            x, y = piece.box.left, piece.box.top
            if place.card == 0:
                continue
            if place.is_back and mode == SHORT:
                y = height - y
            elif place.is_back and mode == FOLD and grid.columns == 1:
                # The fold is the front's lower edge.
                y = 2 * rects[place.card].bottom - y
            elif place.is_back and mode == FOLD:
                # The fold is the front's right edge.
                x = 2 * rects[place.card].right - x
            elif place.is_back:
                x = width - x
            seen[place.card, place.is_back] = (x, y)
    assert len(seen) == 10
    for card in range(1, 6):
        (x, y), (its_x, its_y) = seen[card, False], seen[card, True]
        middle = (rects[card].left + rects[card].right) / 2
        assert abs((x + its_x) / 2 - middle) <= NEAR / 2
        assert abs(y - its_y) <= NEAR


@for_each(EVERY)
def test_letters_keep_off_trims_gutters_and_the_paper_s_edge(stock: str, mode: str) -> None:
    grid, pdf = STOCKS[stock], deck(stock, mode).pdf
    from_edge = TEXT_FROM_EDGE if grid.edge_to_edge else PRINTABLE
    for page, its, _ in laid(stock, mode):
        for letter, box in letters(pdf, page):
            assert grid.sheet.inset(from_edge).holds(box, SLACK), f"{letter} at {box}"
            inside = [place.rect for place in its if place.rect.meets(box)]
            if inside:
                assert len(inside) == 1
                assert inside[0].inset(SAFE).holds(box, SLACK), f"{letter} at {box}"
            else:
                # The head of a sheet stands in the waste above the cards, never between them.
                assert box.bottom <= min(grid.top, grid.sheet.bottom - grid.top), f"{letter} at {box}"


@for_each(EVERY)
def test_all_else_on_a_card_keeps_off_its_trim_too(stock: str, mode: str) -> None:
    grid = STOCKS[stock]
    for _, its, found in laid(stock, mode):
        beyond = [piece for piece in found if not grid.sheet.inset(PRINTABLE).holds(piece.ink, SLACK)]
        assert beyond == []
        for place, card in zip(its, split(found, its)[0], strict=True):
            safe = Rect(0, 0, place.rect.right - place.rect.left, place.rect.bottom - place.rect.top).inset(
                SAFE
            )
            assert [piece for piece in card if not safe.holds(piece.ink, SLACK)] == []


def shared_cuts(grid: Grid, mode: str) -> tuple[list[float], list[float]]:
    """Return where two cards are parted by one cut, across and down; cards that fold are not parted there."""
    across = [grid.left + k * grid.across for k in range(1, grid.columns) if grid.across == grid.width]
    down = [grid.top + k * grid.down for k in range(1, grid.rows) if grid.down == grid.height]
    if mode != FOLD:
        return across, down
    return ([], down) if grid.columns > 1 else (across, down[1::2])


@for_each([each for each in EVERY if STOCKS[each[0]].plain])
def test_plain_paper_has_hairlines_on_its_cuts_and_no_other_mark(stock: str, mode: str) -> None:
    grid = STOCKS[stock]
    width, height = grid.sheet.right, grid.sheet.bottom
    across, down = shared_cuts(grid, mode)
    wanted = [Rect(x, y, x, y + 3) for x in across for y in (7, height - 10)]
    wanted += [Rect(x, y, x + 3, y) for y in down for x in (7, width - 10)]
    wanted += [Rect(x, y - 3, x, y + 3) for x in across for y in down]
    wanted += [Rect(x - 3, y, x + 3, y) for x in across for y in down]
    if mode == FOLD and grid.columns == 1:
        wanted += [
            Rect(7, y, width - 7, y)
            for y in (grid.top + grid.down * (k + 1) for k in range(0, grid.rows - 1, 2))
        ]
    elif mode == FOLD:
        wanted.append(Rect(width / 2, 7, width / 2, height - 7))
    for _, its, found in laid(stock, mode):
        marks = split(found, its)[1]
        assert {(mark.kind, mark.written, mark.size) for mark in marks} == {(STROKE, "0.45 G", 0.4)}
        assert sorted(mark.box for mark in marks) == [pytest.approx(one, abs=NEAR) for one in sorted(wanted)]


@for_each([each for each in EVERY if not STOCKS[each[0]].plain])
def test_stock_that_is_cut_already_has_no_mark_on_or_between_its_cards(stock: str, mode: str) -> None:
    grid = STOCKS[stock]
    for _, its, found in laid(stock, mode):
        for piece in split(found, its)[1]:
            # All there may be is the head: a ruler and what the sheet is.
            assert piece.ink.bottom < grid.top
            assert piece.kind in (STROKE, TEXT)
