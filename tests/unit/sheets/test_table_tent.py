"""The table tent: three panels, words clear of the folds, and each side upright for those who sit there."""

from __future__ import annotations

from itertools import pairwise

import pytest

from hostkit.core.errors import FitError
from hostkit.guides.guide import Guide
from hostkit.typesetting.display_list import Page, Placement, Strokes, TextRun
from tests.support.guides import event, guide, male_allies, phrase, phrases, plan, words
from tests.support.kits import compose
from tests.support.measure import MM, boxes, runs, texts


def tent(made: Guide, **options: object) -> Page:
    """The page in landscape, as it is before it is turned."""
    (page,) = compose(plan(made, event(), **options), "table-tent").pages
    (turned,) = page.items
    assert isinstance(turned, Placement)
    assert (turned.x, turned.y, turned.turn) == (0, 0, 90)
    assert (turned.page.width, turned.page.height) == (page.height, page.width)
    return turned.page


def folds(page: Page) -> list[float]:
    return [
        item.y for item in page.items if isinstance(item, Strokes) and item.dash and len(item.curves) == 1
    ]


def test_the_tent_has_the_agreements_that_the_guide_names_for_it() -> None:
    made = guide(agreements=phrases("One.", "Two.", "Three.", "Four."))
    assert "Four." not in " ".join(texts([tent(made)]).values())
    named = made._replace(tent_agreements=phrases("Four.", "Two."))
    said = " ".join(texts([tent(named)]).values())
    assert all(text in said for text in ("Four.", "Two."))
    assert "One." not in said


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("theme", ["plain", "stairs", "ripples", "stitches", "swell"])
def test_panels_are_thirds_and_everything_is_ten_millimeters_clear_of_the_folds(
    paper: str, theme: str
) -> None:
    for made in (male_allies(), guide(title=phrase(words(12)), agreements=phrases(*[words(14)] * 5))):
        page = tent(made, paper=paper, theme=theme)
        first, second = folds(page)
        assert (first, second) == pytest.approx((page.height / 3, 2 * page.height / 3))
        edges = [first, second]
        for item, box in boxes(page):
            if not (isinstance(item, Strokes) and item.y in edges):
                assert all(
                    box.bottom <= fold - 10 * MM + 3 or box.top >= fold + 10 * MM - 3 for fold in edges
                )


def test_the_topic_stands_upright_and_the_first_three_agreements_the_other_way_up() -> None:
    made = male_allies()
    page = tent(made)
    assert list(texts([page]).values()) == [
        "Power Talks", "Male allies", "Four questions. Take a card, read it aloud.",
        *(agreement.text for agreement in made.agreements[:3]),
    ]  # fmt: skip
    (other,) = [item for item in page.items if isinstance(item, Placement)]
    assert (other.y, other.turn) == (0, 180)
    assert all(run.role.tag == "LBody" for run in runs(other.page))
    upright = [run for run in page.items if isinstance(run, TextRun) and run.role.tag == "H1"]
    assert all(page.height / 3 < run.y < 2 * page.height / 3 for run in upright)


@pytest.mark.parametrize(("count", "size"), [(2, 56), (5, 56), (9, 40), (18, 28)])
def test_the_topic_is_28_points_or_larger(count: int, size: float) -> None:
    page = tent(guide(title=phrase(words(count))))
    assert {run.size for run in runs(page) if run.role.tag == "H1"} == {size}


def test_longer_agreements_are_smaller() -> None:
    sizes = []
    for count in (4, 12, 40, 60):
        page = tent(guide(agreements=phrases(*[words(count)] * 3)))
        sizes.append(next(run.size for run in runs(page) if run.role.tag == "LBody"))
    assert all(before >= after for before, after in pairwise(sizes))
    assert (sizes[0], sizes[-1]) == (24, 12)


@pytest.mark.parametrize("field", ["title", "agreements"])
def test_what_does_not_fit_is_refused_where_it_was_written(field: str) -> None:
    long = phrase(words(300), field, 5, 3)
    made = guide(title=long) if field == "title" else guide(agreements=(phrase("Pass."), long))
    with pytest.raises(FitError) as caught:
        tent(made)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place, problem.values["sheet"]) == ("sheet-too-long", long.at, "table tent")
