"""Where a list ends: another list behind it, and paragraphs that are no more items of it."""

from __future__ import annotations

import pytest

from tests.support.drafts import asked, draft


@pytest.mark.parametrize(
    ("before", "part"),
    [
        ("Rules\n- may pass\n\n", "agreements"),
        ("Bring: candles\n\n", "materials"),
        ("Bring:\n- candles\n\n", "materials"),
        ("Tips\n- may pass\n- wait\n\n", "tips"),
        ("Timetable\n7:00 Arrive\n7:15 Welcome\n8:00 Questions\n8:30 End\n\n", ""),
    ],
)
def test_a_second_list_that_asks_is_the_questions(before: str, part: str) -> None:
    found = draft(f"Home\n\n{before}1) What is home?\n2) Who decides?\n")
    assert asked(found) == [("What is home?", []), ("Who decides?", [])]
    assert not part or all("?" not in item.text.plain for item in getattr(found, part).items)


@pytest.mark.parametrize(
    "text",
    [
        "Home\n\nRules\n- may pass\n\n1) Who speaks?\n2) Who waits?\n\nQuestions\n1) What is home?\n2) Who decides?\n",
        "Home\n\nRules\n1) Who speaks?\n2) Who waits?\n\nQuestions\n1) What is home?\n2) Who decides?\n",
    ],
)
def test_a_section_that_asks_has_the_questions_before_any_such_list(text: str) -> None:
    found = draft(text)
    assert asked(found) == [("What is home?", []), ("Who decides?", [])]
    assert "Who speaks?" in [item.text.plain for item in found.agreements.items]
