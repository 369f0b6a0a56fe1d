"""The feedback cards: three questions, each with lines to write on, four equal cards on a sheet."""

from __future__ import annotations

from itertools import pairwise

import pytest

from hostkit.core.errors import FitError
from hostkit.guides.guide import Guide
from hostkit.guides.languages import language_names
from hostkit.sheets.feedback import SHEET
from hostkit.typesetting.display_list import Page, Placement
from tests.support.guides import event, guide, male_allies, phrase, plan, words
from tests.support.kits import compose
from tests.support.measure import MM, rules, texts


def cards(made: Guide, **options: object) -> list[Page]:
    (page,) = compose(plan(made, event(), **options), "feedback").pages
    return [item.page for item in page.items if isinstance(item, Placement)]


def test_three_questions_below_what_they_are_for() -> None:
    found = cards(male_allies())
    assert len(found) == 4
    assert list(texts([found[0]]).values()) == [
        "Power Talks", "Male allies", "Before you go", "No name needed.",
        "What should stay as it is?", "What would you change?", "What should we talk about next?",
    ]  # fmt: skip
    assert [SHEET.copies(plan(guide(), event(guests=guests))) for guests in (1, 4, 5)] == [1, 1, 2]


@pytest.mark.parametrize("language", language_names())
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_each_has_a_line_or_more_with_room_for_handwriting(language: str, paper: str) -> None:
    (page, *_) = cards(male_allies(), language=language, paper=paper)
    lines = sorted(rule.y for rule in rules(page))
    assert 4 <= len(lines) <= 6
    assert all(after - before > 8.6 * MM for before, after in pairwise(lines))
    assert lines[-1] < page.height - 12 * MM


def test_a_topic_that_leaves_no_line_is_refused() -> None:
    long = phrase(words(120), "title", 5, 3)
    with pytest.raises(FitError) as caught:
        cards(guide(title=long))
    assert caught.value.problems[0].place == long.at
