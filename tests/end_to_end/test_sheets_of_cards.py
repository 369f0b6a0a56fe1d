"""Sheets that are full, used in part, shared by two decks or filled with spare cards; single cards for a print shop."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import pytest

from tests.support.command import hostkit
from tests.support.content import STROKE
from tests.support.decks import (
    EVERY,
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

OWN = "A question of your own"
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


def test_one_card_more_takes_another_sheet() -> None:
    assert_cards_lie_right("a6-4up", LONG, cards=5, questions=3)
    assert (
        "3 cells of the last sheet of cards stay empty." in deck("a6-4up", LONG, questions=3).outcome.stderr
    )


# --- a sheet used in part ---


@pytest.mark.parametrize(("stock", "mode"), PARTLY)
def test_a_part_used_sheet_is_begun_where_its_cards_are(stock: str, mode: str) -> None:
    assert_cards_lie_right(stock, mode, "--skip", "3", cards=count(mode), skip=3)
    assert "3 cells of it are gone." in deck(stock, mode, "--skip", "3").outcome.stderr


def test_skipped_cells_fill_a_sheet_to_the_last() -> None:
    """Seven cards and three used cells are the ten cells of the sheet."""
    assert len(deck("avery-c32011", LONG, "--skip", "3").pdf) == 2
    assert "stay empty" not in deck("avery-c32011", LONG, "--skip", "3").outcome.stderr


def test_all_cells_but_one_may_be_used_up() -> None:
    assert_cards_lie_right("a6-4up", LONG, "--skip", "3", cards=7, skip=3)
    assert_cards_lie_right("avery-c32011", LONG, "--skip", "9", cards=7, skip=9)


# --- copies ---


@pytest.mark.parametrize(("stock", "mode"), [*PARTLY, ("a6-4up", FOLD), ("a7-8up", FOLD)])
def test_a_second_deck_begins_in_the_next_cell(stock: str, mode: str) -> None:
    assert_cards_lie_right(stock, mode, "--copies", "2", cards=2 * count(mode))


def test_copies_and_a_part_used_sheet() -> None:
    assert_cards_lie_right("a7-8up", SHORT, "--copies", "2", "--skip", "5", cards=14, skip=5)


# --- spare cells ---


@for_each(EVERY)
def test_spare_cells_become_cards_to_write_on(stock: str, mode: str) -> None:
    grid, pdf = STOCKS[stock], deck(stock, mode, "--spare", "write").pdf
    a_sheet = grid.columns * grid.rows // (2 if mode == FOLD else 1)
    spare = -count(mode) % a_sheet
    assert pdf.all_text().count(OWN) == spare
    bare = deck(stock, mode).pdf
    for page, its in by_page(grid, mode, count(mode) + spare).items():
        for place, card in zip(its, split(pieces(pdf, page), its)[0], strict=True):
            if place.card < count(mode):
                continue
            if place.is_back:
                assert card == []
                continue
            lines = sorted(piece.box.top for piece in card if piece.kind == STROKE)
            assert len(lines) >= 2
            assert [b - a for a, b in pairwise(lines)] == pytest.approx([8.7] * (len(lines) - 1), abs=0.05)
            safe = Rect(0, 0, grid.width, grid.height).inset(4)
            assert all(safe.holds(piece.ink, 0.02) for piece in card)
    assert len(pdf) == len(bare)


def test_a_full_sheet_has_nothing_to_write_on() -> None:
    assert OWN not in deck("a6-4up", LONG, "--spare", "write", questions=2).pdf.all_text()


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


@pytest.mark.parametrize(
    ("stock", "mode", "copies", "said"),
    [
        ("avery-c32011", LONG, 1, ("14 pages", "7 cards", "85.0 x 54.0 mm", "both sides")),
        ("quarter-letter", NONE, 1, ("9 pages", "9 cards", "107.9 x 139.7 mm", "one side.")),
        ("a6-4up", LONG, 2, ("28 pages", "14 cards", "105.0 x 148.5 mm", "both sides")),
    ],
)
def test_the_order_says_what_a_shop_asks(stock: str, mode: str, copies: int, said: tuple[str, ...]) -> None:
    made = deck(stock, mode, "--impose", "none", "--copies", str(copies))
    assert set(made.texts) == {"order.txt", "print-plan.txt"}
    order = made.texts["order.txt"]
    for words in (*said, "no bleed is needed", "question-cards.pdf", "Rest and work"):
        assert words in order
    assert len(made.pdf) == int(said[0].split()[0])
    assert "see order.txt" in made.outcome.stderr


def test_what_a_shop_does_not_need_is_not_said() -> None:
    """No sheet of the kit is printed at home: no ruler, no paper, nothing to scale."""
    plan = deck("avery-c32011", LONG, "--impose", "none").texts["print-plan.txt"]
    assert "The ruler on the host sheet" not in plan


@pytest.mark.parametrize("option", [("--skip", "3"), ("--spare", "write")])
def test_what_concerns_sheets_is_not_taken_in_silence_for_single_cards(option: tuple[str, str]) -> None:
    made = deck("avery-c32011", LONG, "--impose", "none", *option)
    assert option[0] in made.outcome.stderr


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


def test_a_single_column_folds_like_a_calendar(tmp_path: Path) -> None:
    """The back lies below its front, upside down, so that both are upright when the card is turned like a page."""
    text = GUTTERED.replace("columns: 2", "columns: 1").replace("down: 63", "down: 55")
    found = pieces(own(text, FOLD, tmp_path), 0)
    folds = sorted(
        p.box.top for p in found if p.kind == STROKE and p.box.right - p.box.left > 80 and p.box.top > 20
    )
    assert folds == pytest.approx([75, 185], abs=0.1)
    # The title card, then the first question.
    (front,), (back,) = (
        [p.box for p in found if p.is_number and above < p.box.top < above + 55] for above in (130, 185)
    )
    assert front.top == pytest.approx(2 * 185 - back.top, abs=0.1)
    assert (front.left + back.left) / 2 == pytest.approx(15 + 85 / 2, abs=0.1)


def _length(piece: Piece) -> float:
    return max(piece.box.right - piece.box.left, piece.box.bottom - piece.box.top)


def test_text_of_a_page_for_hand_feeding_says_front_and_back_apart() -> None:
    """All fronts come first: what a person prints before turning the stack has questions only."""
    pdf = deck("a6-4up", MANUAL).pdf
    fronts, backs = pdf.text(0) + pdf.text(1), pdf.text(2) + pdf.text(3)
    assert "Take one up" not in fronts
    assert backs.count("Take one up") == 5
    assert "When do you rest?" not in backs
    # The last sheet's backs come first, for it lies on top.
    assert "Where are you then?" in pdf.text(3)
