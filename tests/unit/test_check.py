"""Judging guides: every problem and warning, each with its place, found without printing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from hostkit.check import PROBLEM, WARNING, Finding, check_guide, judge, problems_of_title
from hostkit.core.characters import Phrase
from hostkit.core.errors import Position
from hostkit.guides.guide import FollowUp, Round
from hostkit.guides.scaffold import guide_scaffold
from tests.end_to_end.slips import LONG_QUESTION, LONGER_QUESTION
from tests.support.cases import GUIDES
from tests.support.guides import CHECKOUT, guide, link, phrase, questions, segment

SHIPPED = sorted((CHECKOUT / "content").glob("*.yaml"))


class Said(NamedTuple):
    kind: str
    code: str
    field: str


def said(findings: tuple[Finding, ...]) -> list[Said]:
    return [Said(finding.kind, finding.problem.code, finding.problem.place.field) for finding in findings]


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_shipped_guides_are_clean(path: Path) -> None:
    assert check_guide(path) == ()


def test_the_scaffold_is_clean() -> None:
    assert check_guide(guide_scaffold()) == ()


def test_problems_of_the_format_come_alone_and_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(
        "hostkit: 1\ntitel: A -- b\nquestions: [{ask: Do you rest?}]\n", encoding="utf-8"
    )
    found = check_guide(Path("a.yaml"))
    assert [(finding.kind, finding.problem.code) for finding in found] == [
        (PROBLEM, "guide-missing-key"),
        (PROBLEM, "guide-missing-key"),
        (PROBLEM, "guide-unknown-key"),
    ]
    assert [str(finding.problem) for finding in found] == [
        "a.yaml:1:1: run_of_show: is missing. List the segments in order; one of them is questions.",
        "a.yaml:1:1: title: is missing. Write a text.",
        'a.yaml:2:1: there is no key "titel" here. Did you mean "title"?',
    ]


def test_findings_come_in_the_order_of_the_lines() -> None:
    asked = questions("Do you rest?", "Did you rest?", "Where -- when?")
    found = judge(guide(questions=asked, tips=(phrase("x..."),)))
    assert [finding.problem.place for finding in found] == sorted(finding.problem.place for finding in found)
    assert [finding.problem.code for finding in found] == [
        "question-yes-or-no",
        "question-yes-or-no",
        "text-typed-dash",
        "text-three-dots",
    ]


def test_letters_that_no_font_has_are_problems_beside_warnings() -> None:
    found = judge(guide(questions=questions("Do you rest?", "What is 𓀀?")))
    assert said(found) == [
        Said(WARNING, "question-yes-or-no", "questions[0].ask"),
        Said(PROBLEM, "character-not-in-fonts", "questions[1].ask"),
    ]
    assert found[1].problem.what.startswith("no font here has “𓀀”")


def test_a_language_without_words_is_no_problem() -> None:
    assert not judge(guide(language="fi"))


def test_a_single_question_is_a_warning() -> None:
    (finding,) = judge(guide(questions=questions("What is rest?")))
    assert said((finding,)) == [Said(WARNING, "guide-one-question", "questions[0].ask")]


def test_too_little_time_for_the_rounds_is_a_problem_of_the_whole_guide() -> None:
    asked = questions("Where do you rest?", "When do you rest?")
    rounds = tuple(Round(phrase(str(number)), number, number) for number in (0, 1))
    found = judge(guide(questions=asked, rounds=rounds, run_of_show=(segment("questions", minutes=1),)))
    assert [(finding.problem.code, finding.problem.place.field) for finding in found] == [
        ("evening-too-short", "")
    ]


def test_every_question_that_is_too_long_is_named_once() -> None:
    asked = questions(LONGER_QUESTION, "Where do you rest?", LONGER_QUESTION.replace("room", "cupboard"))
    found = [finding for finding in judge(guide(questions=asked)) if finding.kind == PROBLEM]
    assert said(tuple(found)) == [
        Said(PROBLEM, "card-too-long", "questions[0].ask"),
        Said(PROBLEM, "card-too-long", "questions[2].ask"),
    ]
    wrong = found[0].problem.what
    assert wrong.startswith("does not fit on the question card (stock a6-4up, paper a4, language en): it is ")
    assert wrong.endswith(" too long at the smallest size for it.")
    assert found[0].problem.remedy == "Shorten it."


def test_a_probe_that_is_too_long_is_named_by_its_place() -> None:
    asked = questions(("Where do you rest?", (LONGER_QUESTION,)), "When?")
    found = [finding for finding in judge(guide(questions=asked)) if finding.kind == PROBLEM]
    assert [finding.problem.place for finding in found] == [asked[0].probes[0].at]


def test_other_sheets_and_cards_are_judged_although_a_question_is_too_long() -> None:
    too_long = phrase(" ".join(["Understanding"] * 400), "definition")
    asked = questions(LONGER_QUESTION, "Where do you rest?", "When do you rest?")
    run = (segment("welcome", read=" ".join(["Understanding"] * 900)), segment("questions"))
    found = judge(guide(definition=too_long, questions=asked, run_of_show=run))
    fields = [finding.problem.place for finding in found if finding.kind == PROBLEM]
    assert asked[0].ask.at in fields
    assert too_long.at in fields
    assert run[0].at in fields


def test_a_link_too_long_for_its_code_is_named_by_its_place() -> None:
    long = link("https://example.org/" + "a" * 1500)
    found = judge(guide(follow_up=FollowUp(url=long)))
    assert {(finding.problem.code, finding.problem.place) for finding in found} == {
        ("link-too-long-for-code", long.at)
    }
    assert found[0].problem.remedy == "Use a short link that leads to the same place."


def test_the_last_card_is_judged_although_a_question_is_too_long() -> None:
    long = link("https://example.org/" + "a" * 1500)
    asked = questions(LONGER_QUESTION, "Where do you rest?", "When do you rest?")
    found = judge(guide(questions=asked, follow_up=FollowUp(url=long)))
    wrong = [finding.problem.what for finding in found if finding.problem.place == long.at]
    assert [side for side in ("25 mm", "30 mm") if any(side in line for line in wrong)] == ["25 mm", "30 mm"]


def test_a_question_that_no_small_card_carries_is_warned_of_with_its_papers() -> None:
    (finding,) = [
        each
        for each in check_guide(GUIDES / "longest-question.yaml")
        if each.problem.code == "question-too-long-for-small-cards"
    ]
    assert finding.kind == WARNING
    assert finding.problem.what == (
        "fits on no small card: on a7-8up, the largest for a4 paper, it is 5 mm (1 line) too long."
    )
    assert finding.problem.place.field == "questions[2].ask"


def test_a_question_that_some_small_card_carries_is_left_in_peace() -> None:
    asked = questions(LONG_QUESTION, "Where do you rest?")
    assert [finding.problem.code for finding in judge(guide(questions=asked))] == ["question-too-long"]


def test_too_many_questions_for_ten_guests_are_warned_of_at_their_part() -> None:
    asked = questions(*["What is rest?"] * 6)
    run = (segment("questions", minutes=40),)
    (finding,) = judge(guide(questions=asked, run_of_show=run))
    assert (finding.kind, finding.problem.code) == (WARNING, "segment-hurried")
    assert finding.problem.place == run[0].at
    assert finding.problem.what == "Each of 10 guests has 40 seconds for a question: hardly time to speak."
    assert judge(guide(questions=asked[:5], run_of_show=run)) == ()


def test_what_no_card_carries_is_a_problem_and_no_warning_of_small_cards_too() -> None:
    asked = questions(LONGER_QUESTION, "Where do you rest?")
    assert "question-too-long-for-small-cards" not in {
        finding.problem.code for finding in judge(guide(questions=asked))
    }


def title(text: str) -> list[str]:
    return [str(problem) for problem in problems_of_title(Phrase(text, Position("TOPIC")))]


def test_a_title_that_can_be_printed_has_no_problem() -> None:
    assert title("Good neighbors") == []


def test_a_title_that_cannot_be_printed_is_told_by_its_own_place() -> None:
    assert title("𓀀") == [
        "TOPIC: no font here has “𓀀” (EGYPTIAN HIEROGLYPH A001). Write it with other letters."
    ]
    assert title("very " * 60) != []
    assert all(line.startswith("TOPIC: ") for line in title("very " * 60))
