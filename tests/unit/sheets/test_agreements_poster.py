"""The agreements poster: what stands on it, how large, and how it gives way to long texts."""

from __future__ import annotations

import pytest

from hostkit.core.errors import FitError
from hostkit.guides.guide import Guide
from hostkit.typesetting.display_list import Page, Strokes
from tests.support.guides import event, guide, male_allies, phrase, phrases, plan, words
from tests.support.kits import compose
from tests.support.measure import MM, boxes, runs, texts


def poster(made: Guide, **options: object) -> Page:
    (page,) = compose(plan(made, event(), **options), "agreements-poster").pages
    return page


def test_it_has_the_agreements_numbered_below_their_heading() -> None:
    made = male_allies()
    said = list(texts([poster(made)]).values())
    assert said[:3] == ["Power Talks", "Male allies", "Tonight"]
    assert said[3::2] == [str(number) for number in range(1, len(made.agreements) + 1)]
    assert said[4::2] == [agreement.text for agreement in made.agreements]
    assert list(texts([poster(guide())]).values())[-1] == "Anyone may pass, on any question."


@pytest.mark.parametrize(("count", "size"), [(3, 30), (5, 24), (7, 20), (9, 16)])
def test_more_agreements_are_smaller(count: int, size: float) -> None:
    page = poster(guide(agreements=phrases(*[words(14)] * count)))
    assert {run.size for run in runs(page) if run.role.tag == "LBody"} == {size}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("theme", ["stairs", "ripples", "rainbow"])
def test_the_figure_is_at_the_foot_below_the_words(paper: str, theme: str) -> None:
    page = poster(male_allies(), paper=paper, theme=theme)
    (figure,) = [box for item, box in boxes(page) if isinstance(item, Strokes)]
    assert figure.bottom == pytest.approx(page.height - 18 * MM, abs=1)
    assert figure.bottom - figure.top > 25 * MM
    assert figure.top - max(run.y for run in runs(page)) > 10 * MM
    assert {run.face for run in runs(page) if run.role.tag == "LBody"} == {"display-italic"}


def test_too_many_words_are_refused_at_the_longest_agreement() -> None:
    long = phrase(words(600), "agreements[1]", 5, 3)
    with pytest.raises(FitError) as caught:
        poster(guide(agreements=(phrase("Pass."), long)))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("sheet-too-long", long.at)
