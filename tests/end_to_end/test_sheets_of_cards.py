"""Sheets that are full, used in part or shared by two decks; single cards for a print shop; stock of one's own."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from tests.support.command import hostkit
from tests.support.content import STROKE
from tests.support.decks import (
    FOLD,
    GUIDE,
    LONG,
    MANUAL,
    NONE,
    SHORT,
    by_page,
    count,
    deck,
    pages_of,
    side_of,
    split,
)
from tests.support.each import for_each
from tests.support.pages import MM, Pdf
from tests.support.stocks import STOCKS, Grid, Piece, Rect, letters, pieces, within

PARTLY = [
    (stock, mode) for stock in ("a6-4up", "a7-8up", "avery-c32011") for mode in (LONG, SHORT, MANUAL, NONE)
]


def assert_cards_lie_right(
    stock: str, mode: str, *more: str, cards: int, skip: int = 0, questions: int = 5
) -> None:
    """Compare every cell of a deck with its card alone, and count the pages; cells without a card hold nothing."""
    grid, pdf = STOCKS[stock], deck(stock, mode, *more, questions=questions).pdf
    assert len(pdf) == pages_of(grid, mode, cards, skip)
    for page, its in by_page(grid, mode, cards, skip).items():
        found, rest = split(pieces(pdf, page), its)
        for place, card in zip(its, found, strict=True):
            wanted, _ = side_of(stock, mode, place, questions)
            assert len(card) == len(wanted), place
            assert all(any(piece.is_near(other) for other in card) for piece in wanted), place
        assert spilt(grid, rest) == []


def spilt(grid: Grid, rest: list[Piece]) -> list[Piece]:
    """Return what lies in a cell of either side besides hairlines."""
    cells = [*grid.cells(), *grid.cells(mirrored=True)]
    return [p for p in rest if p.kind != STROKE and any(cell.inset(0.5).meets(p.ink) for cell in cells)]


# --- exactly full ---


@pytest.mark.parametrize("mode", [LONG, SHORT, MANUAL, FOLD])
def test_a_sheet_that_is_exactly_full_needs_no_second(mode: str) -> None:
    """Four cards on four cells; folded, on two sheets of two."""
    assert_cards_lie_right("a6-4up", mode, cards=4, questions=2)
    plan = deck("a6-4up", mode, questions=2).texts["print-plan.txt"]
    assert "stay" not in plan
    assert "question-cards.pdf   1 copy   1 sheet" in plan or mode == FOLD


# --- a sheet used in part ---


@pytest.mark.parametrize(("stock", "mode"), PARTLY)
def test_a_part_used_sheet_is_begun_where_its_cards_are(stock: str, mode: str) -> None:
    assert_cards_lie_right(stock, mode, "--skip", "3", cards=count(mode), skip=3)
    assert "3 spaces are gone." in deck(stock, mode, "--skip", "3").outcome.stderr


# --- copies ---


@pytest.mark.parametrize(("stock", "mode"), [*PARTLY, ("a6-4up", FOLD), ("a7-8up", FOLD)])
def test_a_second_deck_begins_in_the_next_cell(stock: str, mode: str) -> None:
    assert_cards_lie_right(stock, mode, "--copies", "2", cards=2 * count(mode))


# --- spare cells ---


# --- a print shop ---


@for_each(product(STOCKS, [LONG, NONE]))
def test_single_cards_have_the_size_of_the_trim_and_no_marks(stock: str, mode: str) -> None:
    grid, made = STOCKS[stock], deck(stock, mode, "--impose", "none")
    assert len(made.pdf) == count(mode) * (1 if mode == NONE else 2)
    for page in range(len(made.pdf)):
        assert made.pdf.size(page) == pytest.approx((grid.width * MM, grid.height * MM), abs=0.01)
        box = made.pdf.reader.pages[page].trimbox
        assert (box.width, box.height) == pytest.approx((grid.width * MM, grid.height * MM), abs=0.01)
        safe = Rect(0, 0, grid.width, grid.height).inset(4)
        assert [letter for letter, ink in letters(made.pdf, page) if not safe.holds(ink, 0.02)] == []
        assert all(safe.holds(piece.ink, 0.02) for piece in pieces(made.pdf, page))


def test_what_a_shop_does_not_need_is_not_said() -> None:
    """No sheet of the kit is printed at home: no ruler, no paper, nothing to scale."""
    plan = deck("avery-c32011", LONG, "--impose", "none").texts["print-plan.txt"]
    assert "The ruler on the host sheet" not in plan


# --- a stock of one's own ---

GUTTERED = """\
paper: a4
card: {width: 85 mm, height: 55 mm}
first: {left: 15 mm, top: 20 mm}
pitch: {across: 95 mm, down: 63 mm}
grid: {columns: 2, rows: 4}
plain: true
source: a ruler
"""
OWN_GRID = Grid("a4", 85, 55, 15, 20, 95, 63, 2, 4, plain=True)


def own(text: str, mode: str, folder: Path) -> Pdf:
    """Build the cards on a stock of one's own."""
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    outcome = hostkit(
        *("build", str(GUIDE), "--sheets", "question-cards", "--stock", "mine.yaml", "--duplex", mode),
        folder=folder,
    )
    assert outcome.code == 0, outcome.stderr
    return Pdf((folder / "out" / GUIDE.stem / "question-cards.pdf").read_bytes())


@pytest.mark.parametrize("mode", [LONG, SHORT, MANUAL, NONE])
def test_plain_paper_with_waste_has_crop_marks_outside_the_trim(mode: str, tmp_path: Path) -> None:
    pdf = own(GUTTERED, mode, tmp_path)
    for page, its in by_page(OWN_GRID, mode, count(mode)).items():
        found = pieces(pdf, page)
        rest = split(found, its)[1]
        # The ticks of the ruler are no marks.
        marks = [p for p in rest if p.kind == STROKE and p.size == 0.4 and 2.5 < _length(p) < 3.1]
        upright = {round(p.box.left, 1) for p in marks if p.box.left == p.box.right}
        level = {round(p.box.top, 1) for p in marks if p.box.top == p.box.bottom}
        cuts = {20, 75, 83, 138, 146, 201, 209, 264}
        if mode == SHORT and page % 2:
            # The grid is not in the middle of the sheet's height: flipped over the short edge it lies lower.
            cuts = {297 - cut for cut in cuts}
        assert (upright, level) == ({15, 100, 110, 195}, cuts)
        cells = [place.rect for place in its]
        assert [piece for piece in rest if any(cell.inset(0.1).meets(piece.ink) for cell in cells)] == []
        gutter = Rect(100, min(cuts), 110, max(cuts))
        assert within(found, gutter) == [], "something stands in the gutter"
        assert all(OWN_GRID.sheet.inset(7).holds(piece.ink, 0.02) for piece in found)


@pytest.mark.parametrize("gap", [0, 10])
def test_a_folded_back_lands_behind_its_front_whatever_the_gap(gap: int, tmp_path: Path) -> None:
    """Folded on the line that is printed: number behind number, each as far from its own left edge."""
    text = GUTTERED.replace("across: 95", f"across: {85 + gap}")
    found = pieces(own(text, FOLD, tmp_path), 0)
    (fold,) = {round(p.box.left, 2) for p in found if p.kind == STROKE and p.box.bottom - p.box.top > 50}
    numbers = sorted(p.box[:2] for p in found if p.is_number)
    fronts, backs = numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]
    assert len(fronts) == len(backs) >= 3
    for (x, y), (its_x, its_y) in zip(fronts, backs, strict=True):
        assert y == pytest.approx(its_y, abs=0.1)
        assert (x + 2 * fold - its_x) / 2 == pytest.approx(15 + 85 / 2, abs=0.1)


def _length(piece: Piece) -> float:
    return max(piece.box.right - piece.box.left, piece.box.bottom - piece.box.top)
