"""The belly band: as long as the deck needs, its folds where the deck has its edges, and refused if too long."""

from __future__ import annotations

from typing import Any

import pytest

from hostkit.core.errors import FitError
from hostkit.guides.guide import Guide
from hostkit.sheets.belly_band import SHEET, length_of, spine_of
from hostkit.stocks.stock import read_stock
from hostkit.typesetting.display_list import Page, Placement, Strokes
from tests.support.guides import event, guide, male_allies, phrase, plan, questions, words
from tests.support.kits import compose
from tests.support.measure import MM, boxes, texts


def bands(made: Guide, **options: Any) -> list[Placement]:
    (page,) = compose(plan(made, event(), **options), "belly-band").pages
    return [item for item in page.items if isinstance(item, Placement)]


def folds(band: Page) -> list[float]:
    return [
        item.x for item in band.items if isinstance(item, Strokes) and item.dash and len(item.curves) == 1
    ]


@pytest.mark.parametrize(("cards", "spine"), [(1, 2), (6, 2), (10, 3), (40, 12), (200, 14)])
def test_a_spine_is_as_thick_as_the_deck(cards: int, spine: float) -> None:
    assert spine_of(cards) == pytest.approx(spine * MM)


@pytest.mark.parametrize(
    ("stock", "side"), [("a6-4up", 105), ("a7-8up", 74.25), ("avery-c32011", 54), ("quarter-letter", 107.95)]
)
@pytest.mark.parametrize("count", [2, 10, 30])
def test_a_strip_is_two_sides_two_spines_and_a_flap(stock: str, side: float, count: int) -> None:
    made = guide(questions=questions(*["Why?"] * count))
    spine = min(max(0.3 * (count + 2), 2), 14)
    found = bands(made, stock=stock)
    assert len(found) == 3
    for band in found:
        assert band.turn == 90
        assert (band.page.width, band.page.height) == pytest.approx(
            ((2 * side + 2 * spine + 15) * MM, 52 * MM), abs=1
        )
        assert folds(band.page) == pytest.approx(
            [side * MM, (side + spine) * MM, (2 * side + spine) * MM, (2 * side + 2 * spine) * MM], abs=1
        )


@pytest.mark.parametrize("theme", ["plain", "stairs", "ripples", "rainbow"])
def test_words_and_figure_are_clear_of_folds_and_cuts(theme: str) -> None:
    for band in bands(male_allies(), theme=theme):
        edges = [0.0, *folds(band.page), band.page.width]
        for item, box in boxes(band.page):
            if not (isinstance(item, Strokes) and item.x in edges):
                assert all(box.right <= edge - 4 * MM + 1 or box.left >= edge + 4 * MM - 1 for edge in edges)
                assert box.top >= 4 * MM - 1
                assert box.bottom <= 48 * MM + 1


def test_it_says_topic_questions_and_guests_as_far_as_they_are_known() -> None:
    found = list(texts([bands(male_allies())[0].page]).values())
    assert found == ["Male allies", "Four questions for a table of ten"]
    (page,) = compose(plan(male_allies()), "belly-band").pages
    assert "Four questions" in texts([page]).values()


def test_a_band_longer_than_the_paper_is_refused() -> None:
    assert length_of(read_stock("a5-2up"), 6) > 283 * MM
    with pytest.raises(
        FitError, match=r"a belly band for a5-2up is 316 mm long, .* has room for 283 mm"
    ) as caught:
        bands(male_allies(), stock="a5-2up")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("band-too-long", "--stock")


def test_a_topic_that_is_too_long_is_refused_and_each_deck_has_a_band() -> None:
    long = phrase(words(80), "title", 5, 3)
    with pytest.raises(FitError) as caught:
        bands(guide(title=long))
    assert caught.value.problems[0].place == long.at
    assert [SHEET.copies(plan(guide(), copies=decks)) for decks in (1, 3, 4)] == [1, 1, 2]
