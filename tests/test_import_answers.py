"""The answers beside labeled texts are about lines that are there, and the score compares them with a guide."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.benchmark.import_score import Printed, kind_of, place_of, times, words
from tests.support.import_answers import (
    NEW,
    OLD,
    PLACES,
    SHARES,
    UNSEEN,
    Answer,
    answers_of,
    labeled,
    lines_of,
    share_of,
    texts_of,
)

FOLDERS = (OLD, NEW, UNSEEN)
TEXTS = {text.name: text for folder in FOLDERS for text in labeled(folder)}
each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


@each_text
def test_an_answer_is_about_a_line_of_the_text(text: Path) -> None:
    lines = lines_of(text)
    for answer in answers_of(text):
        assert 1 <= answer.line <= len(lines), answer
        assert answer.text in lines[answer.line - 1], answer
        assert re.search(r"\w", answer.text), answer


@each_text
def test_answers_have_the_order_of_the_text(text: Path) -> None:
    lines = [answer.line for answer in answers_of(text)]
    assert lines == sorted(lines)


@each_text
def test_an_answer_names_places_that_exist_and_each_once(text: Path) -> None:
    for answer in answers_of(text):
        assert answer.accept, answer
        assert set(answer.accept) <= set(PLACES), answer
        assert len(set(answer.accept)) == len(answer.accept), answer


@each_text
def test_a_text_asks_a_question(text: Path) -> None:
    assert any(answer.accept[0] in "Qp" for answer in answers_of(text))


def test_every_text_has_answers() -> None:
    for folder in FOLDERS:
        texts = {
            path for path in folder.iterdir() if path.suffix in {".txt", ".md"} and path.name != "README.md"
        }
        assert texts == set(labeled(folder))


def test_every_text_is_in_one_share() -> None:
    shares = [text for share in SHARES for text in texts_of(share)]
    assert sorted(shares) == sorted(text for folder in FOLDERS for text in labeled(folder))


def test_the_readme_explains_every_letter() -> None:
    explained = re.findall(r"^\| (\w) \|", (NEW / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(explained) == sorted(PLACES)


def test_about_a_third_of_the_new_texts_are_held_out() -> None:
    shares = [share_of(text) for text in labeled(NEW)]
    assert 0.2 < shares.count("held-out") / len(shares) < 0.45


LINE = words("What did you find at the bottom of the well?")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("What did you find at the bottom of the well?", "Q"),
        ("Nina asks: what did you find at the bottom, and when?", "Q"),
        ("What did you find there?", "X"),
        ("The bottom of a well. What did you lose?", "X"),
    ],
)
def test_a_line_stands_where_half_of_its_words_are_in_a_row(text: str, places: str) -> None:
    assert place_of(LINE, [Printed("T", words("Wells")), Printed("Q", words(text))], Counter()) == places


def test_a_short_line_stands_only_where_all_its_words_are() -> None:
    guide = [Printed("T", words("Deep wells of the town")), Printed("Q", words("Why wells?"))]
    assert place_of(words("Deep wells"), guide, Counter()) == "T"
    assert place_of(words("Dry wells"), guide, Counter()) == "X"


def test_equal_texts_of_a_guide_stand_for_equal_lines_in_turn() -> None:
    guide, taken = [Printed("Q", LINE), Printed("C", LINE)], Counter[int]()
    assert [place_of(LINE, guide, taken) for _ in range(2)] == ["Q", "C"]


@pytest.mark.parametrize(
    ("accept", "place", "kind"),
    [
        ("Qp", "p", "right"),
        ("Qp", "C", "wrong"),
        ("Qp", "N", "notes"),
        ("Qp", "X", "notes"),
        ("I", "IS", "right"),
        ("X", "ISX", ""),
        ("N", "Q", "stray"),
        ("N", "S", ""),
        ("NH", "H", ""),
    ],
)
def test_a_line_is_right_where_an_answer_accepts_it(accept: str, place: str, kind: str) -> None:
    assert kind_of(Answer(1, accept, "Whatever it says"), place) == kind


def test_a_long_line_that_is_printed_whole_in_two_places_is_found() -> None:
    guide = [Printed("Q", LINE), Printed("D", [*LINE, *words("Think about it.")]), Printed("N", LINE)]
    assert times(LINE, guide) == 2
    assert times(words("Why wells?"), [Printed("Q", words("Why wells?"))] * 2) == 0
