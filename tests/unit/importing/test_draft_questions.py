"""Questions as hosts write them become questions, with their probes, notes and rounds."""

from __future__ import annotations

from itertools import product

import pytest

from tests.support.drafts import asked, draft, notes, segment
from tests.support.each import for_each


@for_each(
    product(
        [
            "1. Why?\n2. Who?",
            "1) Why?\n2) Who?",
            "a. Why?\nb. Who?",
            "Q1: Why?\nQ2: Who?",
            "Question 1: Why?\nQuestion 2: Who?",
            "Question one. Why?\nQuestion two. Who?",
            "Card 1\nWhy?\n\nCard 2\nWho?",
            "- Why?\n- Who?",
            "Why?\nWho?",
            "Why?\n\nWho?",
            "### Why?\n\n### Who?",
            "**Why?**\n\n**Who?**",
        ],
        ["\nQuestions\n\n", "\n"],
    )
)
def test_questions_however_they_are_marked(text: str, title: str) -> None:
    assert asked(draft(f"# Trust\n{title}{text}\n", markdown="**" in text or "#" in text)) == [
        ("Why?", []),
        ("Who?", []),
    ]


@pytest.mark.parametrize(
    "probe",
    [
        "   - Really?",
        "- Really?",
        "   a) Really?\n   b) Truly?",
        "   Probe: Really?",
        "Follow-up: Really?",
        "\tNudge: Really?",
    ],
)
def test_probes_however_they_are_marked(probe: str) -> None:
    (first, probes), *_ = asked(draft(f"Trust\n\nQuestions\n1. Why?\n{probe}\n2. Who?\n"))
    assert first == "Why?"
    assert probes[0] == "Really?"


def test_a_question_of_several_paragraphs_is_one() -> None:
    made = draft("Trust\n\nQuestions\n\n1. Think of a day.\n\nWhat was it like?\n\n2. Who?\n")
    assert asked(made) == [
        ("Think of a day. What was it like?", []),
        ("Who?", []),
    ]


def test_a_sentence_behind_the_last_question_is_none() -> None:
    made = draft("Trust\n\nQuestions\n\n1. Why?\n\n2. Who?\n\nThank everybody.\n")
    assert [text for text, _ in asked(made)] == ["Why?", "Who?"]


def test_lines_under_each_other_are_questions() -> None:
    assert len(asked(draft("T\n\nQuestions\nWhy?\nWho?\nWhen?\n"))) == 3
    assert len(asked(draft("T\n\nQuestions\n\nWhy?\nWho?\n\nWhen?\n"))) == 3


def test_a_question_without_its_mark_counts_where_it_is_an_order() -> None:
    assert [text for text, _ in asked(draft("T\n\nQuestions\n\nWhy?\n\nTell us who.\n\nWhen?\n"))] == [
        "Why?",
        "Tell us who.",
        "When?",
    ]


def test_notes_for_the_host_stand_with_their_question() -> None:
    made = draft("T\n\nQuestions\n1. Why?\n   Host: wait.\n2. Who?\n\n(host: tea here)\n\n3. When?\n")
    assert [q.note.plain if q.note else None for q in made.questions] == ["wait.", "tea here", None]
    made = draft(
        "# T\n\n## Questions\n\n1. **Why?** Some will laugh.\n2. **Who?** And whose?\n", markdown=True
    )
    assert [(q.ask.plain, q.note.plain if q.note else None) for q in made.questions] == [
        ("Why?", "Some will laugh."),
        ("Who? And whose?", None),
    ]


def test_what_may_be_skipped() -> None:
    made = draft("T\n\nQuestions\n1. Why?\n2. (only if there is time) Who?\n")
    assert [(q.ask.plain, q.skip_if_late) for q in made.questions] == [("Why?", False), ("Who?", True)]
    assert [sign.text for sign in made.questions[1].signs] == ["2.", "(only if there is time)"]


def test_what_leads_up_to_the_questions_is_for_the_host() -> None:
    made = draft("T\n\nQuestions (40 min)\nTake them in any order.\n1. Why?\n2. Who?\n")
    found = segment(made, "questions")
    assert found.note is not None
    assert (found.minutes, found.note.plain) == (40, "Take them in any order.")


def test_rounds() -> None:
    text = (
        "T\n\nRound 1: Then (15 min)\nChoose one of these.\n- Why?\n- Who?\n\n"
        "Round 2: Now (20 min)\nEverybody answers the same question.\n- When?\n"
    )
    made = draft(text)
    assert [(r.title and r.title.plain, r.choose, r.minutes, len(r.questions)) for r in made.rounds] == [
        ("Then", "one", 15, 2),
        ("Now", "all", 20, 1),
    ]
    assert [r.read.plain for r in made.rounds if r.read] == [
        "Choose one of these.",
        "Everybody answers the same question.",
    ]


def test_titles_within_the_questions_make_rounds() -> None:
    made = draft("# T\n\n## Questions\n\n### Then\n\n1. Why?\n\n### Now\n\n2. Who?\n", markdown=True)
    assert [r.title and r.title.plain for r in made.rounds] == ["Then", "Now"]
    made = draft("T\n\nQuestions\n\nThen\n\n1. Why?\n\nNow\n\n2. Who?\n")
    assert [r.title and r.title.plain for r in made.rounds] == ["Then", "Now"]


def test_questions_outside_of_rounds_get_one_of_their_own_and_it_is_said() -> None:
    made = draft("T\n\nQuestions\n1. What?\n\nRound 1: Then\n- Why?\n- Who?\n")
    assert [r.title and r.title.plain for r in made.rounds] == ["More questions", "Then"]
    assert "Some questions stand outside of the rounds; hostkit made a round of them." in made.remarks


def test_questions_in_running_text_are_taken_out_and_the_text_is_kept() -> None:
    text = (
        "How it went\n\nI would begin slowly and then ask: what made you come here? Who came with you? Then wait.\n\n"
        "What will you take home?\n"
    )
    made = draft(text)
    assert asked(made) == [
        ("what made you come here?", ["Who came with you?"]),
        ("What will you take home?", []),
    ]
    assert len(notes(made)) == 1
