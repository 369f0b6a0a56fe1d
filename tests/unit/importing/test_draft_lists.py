"""Where a list ends: another list behind it, and paragraphs that are no more items of it."""

from __future__ import annotations

import pytest

from hostkit.importing.draft import uses
from tests.support.drafts import ASKED, asked, draft, notes, segment


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
    assert not part or all("?" not in item.text.plain for item in getattr(found, part))


@pytest.mark.parametrize(
    "text",
    [
        "Home\n\nRules\n1) Who speaks?\n2) Who waits?\n\nQuestions\n1) What is home?\n2) Who decides?\n",
    ],
)
def test_a_section_that_asks_has_the_questions_before_any_such_list(text: str) -> None:
    found = draft(text)
    assert asked(found) == [("What is home?", []), ("Who decides?", [])]
    assert "Who speaks?" in [item.text.plain for item in found.agreements]


GLASSES = "Let me know what you think, and could you bring the wine glasses?"


@pytest.mark.parametrize("title", ["", "Questions\n"])
def test_a_paragraph_behind_the_last_question_is_a_note(title: str) -> None:
    found = draft(f"Envy\n\n{title}1) Who did you envy?\n2) And then?\n\n{GLASSES}\n\nLove, Ana\n")
    assert asked(found) == [("Who did you envy?", []), ("And then?", [])]
    assert notes(found) == [GLASSES, "Love, Ana"]


def test_a_list_that_asks_between_agreements_and_questions_is_unsure() -> None:
    found = draft(
        "Home\n\nRules\n- may pass\n\n1) Who speaks?\n2) Who waits?\n\nQuestions\n1) What?\n2) Why?\n"
    )
    assert set(found.unsure.values()) <= {"question, or agreement?", "agreement, or question?"}
    assert set(found.unsure) == {6, 7}


def test_a_paragraph_behind_the_last_agreement_is_unsure_or_a_note() -> None:
    found = draft(f"Envy\n\nRules\n- may pass\n- one speaks\n\n{GLASSES}\n\nQuestions\n1) Who?\n2) Why?\n")
    assert 7 in found.unsure or GLASSES in notes(found)


@pytest.mark.parametrize(
    ("before", "line", "place"),
    [
        ("Questions\n- Why?\n- Who?\n", "- Closing: what did it cost?", "question 3"),
        ("Tips for the host\n- be early\n", "- Photo: ask first", "tips"),
        ("Tips for the host\n- be early\n", "- Photo (5 min)", "group_photo"),
        ("Questions\n1. Why?\n", "Follow-up: Did it help?", "question 1, probe"),
        ("Welcome\nGood evening.\n", "Note: smile", "notes"),
        ("Materials\nPens\n", "Cards", "materials"),
    ],
)
def test_a_word_that_names_a_part_does_not_take_a_line_out_of_its_list(
    before: str, line: str, place: str
) -> None:
    after = "- When?\n" if place == "question 3" else ""
    asked_before = "" if before.startswith("Questions") else ASKED
    found = draft(f"T\n{asked_before}\n{before}{line}\n{after}")
    number = f"T\n{asked_before}\n{before}".count("\n") + 1
    assert place in {use.part for use in uses(found) if use.line == number}


def test_what_stands_indented_under_the_last_question_is_still_of_it() -> None:
    found = draft("Envy\n\nQuestions\n1) Who did you envy?\n2) And then?\n\n   Where did it go?\n")
    assert asked(found)[1][0].startswith("And then? Where did it go?")


@pytest.mark.parametrize(
    ("line", "language", "title", "minutes"),
    [
        ("Break", "en", "Break", None),
        ("\nBreak\n", "en", "Break", None),
        ("Break 10 min", "en", "Break", 10),
        ("Pause (10 Min)", "de", "Pause", 10),
        ("15 Minuten Pause", "de", "Pause", 15),
        ("Pausa", "es", "Pausa", None),
    ],
)
@pytest.mark.parametrize("rounds", [True, False])
def test_a_break_ends_the_questions_before_it(
    line: str, language: str, title: str, minutes: int | None, rounds: bool
) -> None:
    names = {"en": "Round", "de": "Runde", "es": "Ronda"}
    first, second = (f"{names[language]} {n}\n" if rounds else "" for n in (1, 2))
    text = f"Envy\n\n{first or {'en': 'Questions', 'de': 'Fragen', 'es': 'Preguntas'}[language] + chr(10)}"
    found = draft(f"{text}1) a b?\n2) c d?\n{line}\n{second}3) e f?\n4) g h?\n", language=language)
    assert [question for question, _ in asked(found)] == ["A b?", "C d?", "E f?", "G h?"]
    assert len(found.rounds) == 1 + rounds
    own = segment(found, "custom")
    assert (own.title.plain if own.title else None, own.minutes) == (title, minutes)


def test_questions_without_a_title_go_on_behind_a_break() -> None:
    found = draft("Envy\n\nHome is a word.\n\n1) Who?\n2) Why?\n\nBreak\n\n3) What now?\n")
    assert [question for question, _ in asked(found)] == ["Who?", "Why?", "What now?"]


def test_a_break_in_the_run_of_show_is_where_it_stands() -> None:
    found = draft("Envy\n\nAgenda\n- Welcome\n- Break\n- Closing\n\nQuestions\n1) Who?\n2) Why?\n")
    kinds = [each.kind for each in found.segments if not each.added]
    assert kinds == ["welcome", "custom", "closing_round", "questions"]


def test_a_break_in_the_first_line_is_the_title() -> None:
    found = draft("Pause\n\nQuestions\n1) Who?\n2) Why?\n")
    assert found.title is not None
    assert found.title.plain == "Pause"
    assert all(each.kind != "custom" for each in found.segments)


def test_a_part_named_in_brackets_is_that_part() -> None:
    found = draft(
        "Envy\n\nQuestions\n1) Who?\n2) Why?\n\nFill this in (worksheet)\n- What stays?\n- What goes?\n"
    )
    assert [item.text.plain for item in found.worksheet] == ["What stays?", "What goes?"]
    assert asked(found) == [("Who?", []), ("Why?", [])]


@pytest.mark.parametrize("title", ["Questions\n", ""])
@pytest.mark.parametrize(
    ("line", "probe"),
    [
        ("-> Why them?", "Why them?"),
        ("   => Why them?", "Why them?"),
        ("Follow-up: why?", "Why?"),
        ("(Maybe ask: where did it go?)", "Where did it go?"),
        ("(Nudge: think of school)", "Think of school"),
        ("\nFollow-up: why?\n", "Why?"),
    ],
)
def test_lines_under_a_question_that_ask_on_are_its_probes(title: str, line: str, probe: str) -> None:
    found = draft(f"Envy\n\n{title}1) Who did you envy?\n{line}\n2) And then?\n{line}\n")
    assert asked(found) == [("Who did you envy?", [probe]), ("And then?", [probe])]
    assert found.follow_up is None
