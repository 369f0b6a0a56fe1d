"""A question with ``leave_out: yes`` stays in the file; for everything else the guide is as if it were not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.check import check_guide
from hostkit.core.errors import Position, SourceError
from hostkit.guides.guide import Guide
from hostkit.guides.read_guide import MOST_QUESTIONS, read_guide

HEAD = """\
hostkit: 1
title: T
run_of_show: [{segment: questions}]
questions:
"""
LEFT_OUT = "  - {ask: Left?, probes: [Why?], note: N, skip_if_late: yes, leave_out: yes}\n"


def read(folder: Path, questions: str) -> Guide:
    path = folder / "guide.yaml"
    path.write_text(HEAD + questions, encoding="utf-8")
    return read_guide(path)


def faults(folder: Path, questions: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read(folder, questions)
    return [str(problem).split("guide.yaml:", 1)[1] for problem in caught.value.problems]


def test_the_others_are_numbered_without_it(tmp_path: Path) -> None:
    made = read(tmp_path, f"  - ask: A?\n{LEFT_OUT}  - {{ask: B?, leave_out: no}}\n")
    assert [(question.number, question.ask.text) for question in made.questions] == [(1, "A?"), (2, "B?")]


def test_one_question_that_is_printed_is_enough(tmp_path: Path) -> None:
    assert [question.number for question in read(tmp_path, f"{LEFT_OUT}  - ask: A?\n").questions] == [1]


@pytest.mark.parametrize(
    "questions",
    [
        LEFT_OUT * 2,
        "  - {round: R, questions: [{ask: A?, leave_out: yes}]}\n"
        "  - {round: S, questions: [{ask: B?, leave_out: true}]}\n",
    ],
)
def test_every_question_left_out_is_refused(questions: str, tmp_path: Path) -> None:
    assert faults(tmp_path, questions) == [
        "5:3: questions: leaves every question out. Take leave_out away from one or more."
    ]


def test_a_single_question_that_is_left_out_leaves_none(tmp_path: Path) -> None:
    wrong = "5:3: questions: leaves every question out. Take leave_out away from one or more."
    assert faults(tmp_path, LEFT_OUT) == [wrong]


def test_what_is_left_out_does_not_count_towards_the_most(tmp_path: Path) -> None:
    assert len(read(tmp_path, "  - ask: A?\n" * MOST_QUESTIONS + LEFT_OUT).questions) == MOST_QUESTIONS


def test_its_keys_are_read_all_the_same(tmp_path: Path) -> None:
    assert faults(tmp_path, "  - ask: A?\n  - ask: B?\n  - {note: N, leave_out: maybe}\n") == [
        "7:5: questions[3].ask: is missing. Write a text.",
        '7:26: questions[3].leave_out: "maybe" is neither yes nor no. Write yes or no.',
    ]


ROUNDS = """\
  - round: One
    minutes: 15
    questions: [{ask: A?}, {ask: B?, leave_out: yes}, {ask: C?}]
  - round: Two
    minutes: 25
    questions: [{ask: D?, leave_out: yes}]
  - round: Three
    minutes: 10
    questions: [{ask: E?, leave_out: yes}, {ask: F?}]
"""


def test_a_round_counts_what_is_printed_and_is_left_out_with_all_its_questions(tmp_path: Path) -> None:
    made = read(tmp_path, ROUNDS)
    assert [(question.number, question.ask.text) for question in made.questions] == [
        (1, "A?"), (2, "C?"), (3, "F?"),
    ]  # fmt: skip
    assert [(each.title.text, each.first, each.last) for each in made.rounds] == [
        ("One", 1, 2),
        ("Three", 3, 3),
    ]
    assert made.run_of_show[0].minutes == 25


def test_one_round_of_which_one_question_is_printed(tmp_path: Path) -> None:
    made = read(tmp_path, "  - {round: R, questions: [{ask: A?, leave_out: yes}, {ask: B?}]}\n")
    assert [(each.first, each.last) for each in made.rounds] == [(1, 1)]


def test_its_text_is_checked_neither_for_style_nor_for_fit_nor_for_letters(tmp_path: Path) -> None:
    too_long = f'  - {{ask: "Do you {"never " * 300}rest 🙂?", leave_out: LEAVE}}\n'
    (tmp_path / "a.yaml").write_text(HEAD + "  - ask: What?\n" * 2 + too_long.replace("LEAVE", "no"), "utf-8")
    (tmp_path / "b.yaml").write_text(
        HEAD + "  - ask: What?\n" * 2 + too_long.replace("LEAVE", "yes"), "utf-8"
    )
    (tmp_path / "c.yaml").write_text(HEAD + "  - ask: What?\n" * 2, "utf-8")
    found, left_out, without = (
        [(finding.problem.code, finding.problem.what) for finding in check_guide(tmp_path / f"{name}.yaml")]
        for name in "abc"
    )
    assert {rule for rule, _ in found} > {rule for rule, _ in without}
    assert left_out == without


def test_the_guide_is_the_one_without_it(tmp_path: Path) -> None:
    with_it = read(tmp_path, f"  - ask: A?\n  - ask: B?\n{LEFT_OUT}")
    assert with_it == read(tmp_path, "  - ask: A?\n  - ask: B?\n")
    assert with_it.questions[0].ask.at == Position(
        with_it.questions[0].ask.at.file, 5, 10, "questions[1].ask"
    )
