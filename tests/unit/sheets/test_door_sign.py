"""The door sign: what stands on it, what is left to write by hand, and how a long topic gets smaller or is refused."""

from __future__ import annotations

import pytest

from hostkit.core.errors import FitError
from hostkit.events.event import Event
from hostkit.guides.guide import Guide
from hostkit.typesetting.display_list import Page
from tests.support.guides import NOTHING_KNOWN, event, guide, male_allies, phrase, plan, words
from tests.support.kits import compose
from tests.support.measure import rules, runs, texts


def sign(made: Guide, its: Event = NOTHING_KNOWN, **options: object) -> Page:
    (page,) = compose(plan(made, its, **options), "door-sign").pages
    return page


def lines(page: Page) -> list[str]:
    """What the sign says, element by element."""
    return list(texts([page]).values())


def test_it_says_what_where_with_whom_and_when() -> None:
    facts = ["12 Mill Lane", "with Ana", "Thursday, 14 January 2027", "19:00"]
    assert lines(sign(male_allies(), event())) == ["Power Talks", "Male allies", *facts, "Come in."]
    assert "7:00 pm" in lines(sign(male_allies(), event(), clock=12))


def test_what_is_not_known_is_written_by_hand_and_a_host_left_out() -> None:
    page = sign(guide())
    assert lines(page) == ["Rest and work", "Place", "Date", "Time", "Come in."]
    assert len(rules(page)) == 3
    assert lines(sign(guide(), event(start=None)))[-2:] == ["Time", "Come in."]


@pytest.mark.parametrize(("count", "size"), [(1, 84), (3, 64), (6, 48), (16, 37), (45, 28)])
def test_a_longer_topic_is_smaller(count: int, size: float) -> None:
    title = words(count)
    assert {run.size for run in runs(sign(guide(title=phrase(title)))) if run.role.tag == "H1"} == {size}


@pytest.mark.parametrize("field", ["title", "place"])
def test_a_text_that_is_too_long_is_refused_where_it_was_written(field: str) -> None:
    long = phrase(words(400), field)
    made, its = (guide(title=long), event()) if field == "title" else (guide(), event(place=long))
    with pytest.raises(FitError) as caught:
        sign(made, its)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place, problem.values["sheet"]) == ("sheet-too-long", long.at, "door sign")
