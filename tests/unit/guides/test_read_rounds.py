"""Rounds in a guide file: numbers run through, minutes add up, and what is no round is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hostkit.core.errors import SourceError
from hostkit.guides.guide import Guide
from hostkit.guides.read_guide import MOST_QUESTIONS, read_guide

HEAD = """\
hostkit: 1
title: T
run_of_show: [{segment: questions}]
questions:
"""
ROUNDS = """\
  - round: Core values
    read: Welcome at {place}.
    choose: Any
    minutes: 15
    questions:
      - ask: A?
        probes: [P?]
      - ask: B?
  - round: Change
    minutes: 25
    questions:
      - {ask: C?, skip_if_late: true}
"""

Reader = Callable[[str], Guide]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def read(text: str) -> Guide:
        path = tmp_path / "guide.yaml"
        path.write_text(text, encoding="utf-8")
        return read_guide(path)

    return read


def faults(read: Reader, text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read(text)
    return [str(problem).split("guide.yaml:", 1)[1] for problem in caught.value.problems]


def test_numbers_run_through_the_rounds(read: Reader) -> None:
    made = read(HEAD + ROUNDS)
    assert [(q.number, q.ask.text, q.skip_if_late) for q in made.questions] == [
        (1, "A?", False),
        (2, "B?", False),
        (3, "C?", True),
    ]
    core, change = made.rounds
    assert (core.title.text, core.first, core.last, core.question_count) == ("Core values", 1, 2, 2)
    assert core.read is not None
    assert (core.read.text, core.choose, core.minutes) == ("Welcome at {place}.", "any", 15)
    assert (change.first, change.last, change.read, change.choose, change.minutes) == (3, 3, None, None, 25)
    assert [made.round_of(question) for question in made.questions] == [core, core, change]


def test_without_rounds_there_are_none(read: Reader) -> None:
    made = read(HEAD + "  - ask: A?\n  - ask: B?\n")
    assert made.rounds == ()
    assert made.round_of(made.questions[0]) is None


def test_the_rounds_minutes_are_those_of_the_questions(read: Reader) -> None:
    assert read(HEAD + ROUNDS).run_of_show[0].minutes == 40
    assert read(HEAD.replace("questions}", "questions, minutes: 30}") + ROUNDS).run_of_show[0].minutes == 30
    # One that says nothing leaves the sum open: the usual minutes hold.
    some = ROUNDS.replace("    minutes: 15\n", "").replace("minutes: 25", "minutes: 11")
    assert read(HEAD + some).run_of_show[0].minutes == 40


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("choose: Any", "choose: some",
         '7:13: questions[1].choose: "some" is not known here. Known here: any, one, all.'),
        ("choose: Any", "chose: any", '7:5: questions[1]: there is no key "chose" here. Did you mean "choose"?'),
        ("minutes: 15", "minutes: 0",
         '8:14: questions[1].minutes: "0" is too small. Write a whole number from 1 to 480.'),
        ("{place}", "{town}", '6:11: questions[1].read: hostkit does not know what to fill in for "{town}". Write one '
         "of {host}, {group_name}, {date}, {start}, {place}, or {{town} to print {town}."),
        ("    questions:\n      - {ask: C?, skip_if_late: true}\n", "",
         "13:5: questions[2].questions: is missing. Write one question or more."),
        ("ask: B?", "asks: B?", '12:9: questions[1].questions[2]: there is no key "asks" here. Did you mean "ask"?'),
        ("ask: B?", "round: B", '12:9: questions[1].questions[2]: there is no key "round" here.'),
        ("round: Core values", "round:",
         "5:11: questions[1].round: is blank. Write a text, in quotation marks if it begins with #."),
    ],
)  # fmt: skip
def test_fault(read: Reader, old: str, new: str, message: str) -> None:
    assert old in ROUNDS
    found = faults(read, HEAD + ROUNDS.replace(old, new, 1))
    assert any(fault.startswith(message) for fault in found), found


def test_one_round_may_have_one_question(read: Reader) -> None:
    one = "  - round: R\n    questions: [{ask: A?}]\n"
    assert len(read(HEAD + one).questions) == 1


def test_more_questions_than_an_evening_holds_are_refused(read: Reader) -> None:
    assert len(read(HEAD + "  - ask: A?\n" * MOST_QUESTIONS).questions) == MOST_QUESTIONS
    assert faults(read, HEAD + "  - ask: A?\n" * 101) == [
        "5:3: questions: holds 101 questions. Keep 100 at most."
    ]
