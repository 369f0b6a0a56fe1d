"""The answers beside labelled texts: each is about a line that is there, and names places that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.import_answers import NEW, OLD, PLACES, answers_of, labelled, lines_of, share_of

TEXTS = {text.name: text for folder in (OLD, NEW) for text in labelled(folder)}
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
    texts = {path for path in NEW.iterdir() if path.suffix in {".txt", ".md"} and path.name != "README.md"}
    assert texts == set(labelled(NEW))


def test_the_readme_explains_every_letter() -> None:
    explained = re.findall(r"^\| (\w) \|", (NEW / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(explained) == sorted(PLACES)


def test_about_a_third_of_the_new_texts_are_held_out() -> None:
    shares = [share_of(text) for text in labelled(NEW)]
    assert 0.2 < shares.count("held-out") / len(shares) < 0.45
