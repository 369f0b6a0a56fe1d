"""The pocket card: the clock on its front, all helps on its back, at 12/14 where they fit."""

from __future__ import annotations

from typing import Any

import pytest

from hostkit.core.errors import FitError
from hostkit.events.event import Event
from hostkit.guides.guide import Guide
from hostkit.guides.languages import language_names
from hostkit.typesetting.display_list import Page, Placement
from tests.support.guides import NOTHING_KNOWN, event, guide, male_allies, phrase, plan, segment, words
from tests.support.kits import compose
from tests.support.measure import MM, runs, texts


def sides(made: Guide, its: Event = NOTHING_KNOWN, **options: Any) -> list[Page]:
    pages = compose(plan(made, its, **options), "pocket-card").pages
    return [item.page for page in pages for item in page.items if isinstance(item, Placement)]


def test_the_front_has_the_clock_and_the_back_all_helps() -> None:
    front, back = (list(texts([page]).values()) for page in sides(male_allies(), event()))
    assert front[:5] == ["Male allies", "19:00", "Arrivals", "19:10", "Welcome"]
    assert front[-2:] == ["20:30", "End"]
    assert [text.split(". ")[0] for text in back] == ["Silence", "One person talks", "Tempers", "Tears"]
    assert list(texts([sides(male_allies())[0]]).values())[1:3] == ["0:00", "Arrivals"]


@pytest.mark.parametrize("language", language_names())
@pytest.mark.parametrize(("paper", "size"), [("a4", (105, 74.25)), ("letter", (107.95, 69.85))])
def test_it_is_one_small_card_at_12_points_in_every_language(
    language: str, paper: str, size: tuple[float, float]
) -> None:
    found = sides(male_allies(), event(), language=language, paper=paper)
    assert len(found) == 2
    for page in found:
        assert (page.width, page.height) == pytest.approx((size[0] * MM, size[1] * MM))
        assert {run.size for run in runs(page)} == {12}


def test_a_long_evening_is_set_smaller_then_refused() -> None:
    run = (*guide().run_of_show, *[segment("custom", 5, title="Part") for _ in range(2)])
    assert {run.size for run in runs(sides(guide(run_of_show=run))[0])} < {10, 11}
    with pytest.raises(FitError) as caught:
        sides(guide(run_of_show=run, title=phrase(words(90), "title", 7, 3)))
    assert caught.value.problems[0].place.line == 7


@pytest.mark.parametrize(
    ("duplex", "turns", "marks"), [("long", [0, 0], 8), ("short", [0, 180], 8), ("none", [0, 180], 9)]
)
def test_one_card_is_cut_from_the_sheet_or_folded_with_its_back_below(
    duplex: str, turns: list[int], marks: int
) -> None:
    document = compose(plan(male_allies(), event(), duplex=duplex), "pocket-card")
    placed = [item for page in document.pages for item in page.items if isinstance(item, Placement)]
    assert [item.turn for item in placed] == turns
    assert len(document.pages) == (1 if duplex == "none" else 2)
    front, back = placed
    if duplex == "none":
        assert (back.x, back.y) == pytest.approx((front.x, front.y + front.page.height))
    elif duplex == "long":
        assert (back.x, back.y) == pytest.approx((210 * MM - front.x - front.page.width, front.y))
    for page in document.pages:
        assert len(page.items) - sum(isinstance(item, Placement) for item in page.items) == marks
