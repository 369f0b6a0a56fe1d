"""The languages beside English: every word is there, fits its place in a sentence, and is set as printers set it."""

from __future__ import annotations

import re

import pytest

from hostkit.guides.languages import (
    COMPLETE,
    MONTHS,
    NUMBER_WORDS,
    WEEKDAYS,
    Language,
    language_names,
    read_language,
)
from hostkit.typesetting.fonts import FALLBACK, face

OTHERS = [code for code in language_names() if code != COMPLETE]
LISTS = {NUMBER_WORDS: 20, WEEKDAYS: 7, MONTHS: 12}
MAY_LACK_IN_ONE = {"words", "count"}
"""Of one thing a language may say the number itself: "una pregunta"."""

MARKS = set("“”„‟‘‚‛«»‹›")
"""Quotation marks. The apostrophe ’ is none of them here: it stands within words too."""


@pytest.fixture(params=OTHERS)
def language(request: pytest.FixtureRequest) -> Language:
    return read_language(request.param)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{([^{}]*)\}", text))


def test_there_are_languages_beside_english() -> None:
    assert {"de", "es", "fr"} <= set(OTHERS)


def test_a_language_has_every_word_and_no_other(language: Language) -> None:
    english = read_language(COMPLETE)
    # Words for gatherings by day are for languages that have others in the evening.
    wanted = {name for name in english.words if not name.startswith("by_day.")}
    assert {name for name in language.words if not name.startswith("by_day.")} == wanted
    assert {name for name, text in language.words.items() if not text} == {
        name for name, text in english.words.items() if not text
    }


def test_a_file_says_which_language_it_is(language: Language) -> None:
    assert language.words["language"] == language.code
    assert language.words["name"] != read_language(COMPLETE).words["name"]


def test_placeholders_are_those_of_english(language: Language) -> None:
    english = read_language(COMPLETE).words
    for name, text in language.words.items():
        wanted, found = placeholders(english[name]), placeholders(text)
        is_one = name.endswith(".one") and f"{name.removesuffix('.one')}.other" in english
        may_lack = MAY_LACK_IN_ONE if is_one else set()
        assert wanted - may_lack <= found <= wanted, (name, text)
        assert len(re.findall(r"[{}]", text)) == 2 * len(re.findall(r"\{[^{}]*\}", text)), (name, text)


def test_no_sentence_is_left_in_english(language: Language) -> None:
    english = read_language(COMPLETE).words
    left = {name: text for name, text in language.words.items() if text == english[name]}
    assert {name: text for name, text in left.items() if len(_own_words(text)) > 1} == {}


def _own_words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", re.sub(r"\{[^{}]*\}", "", text))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_whole(language: Language, name: str) -> None:
    words = language.words[name].split()
    assert len(words) == LISTS[name]
    assert len(set(words)) == LISTS[name]


def test_texts_are_set_as_printers_set_them(language: Language) -> None:
    own = {*_marks(language), *(language.words[f"quotation_marks.{end}"] for end in ("opening", "closing"))}
    for name, text in language.words.items():
        assert not re.search(r"[\"'`´]", text), (name, text)
        assert not re.search(r"\s\s|^\s|\s$", text), (name, text)
        assert " - " not in text, (name, text)
        assert MARKS & set(text) <= own, (name, text)


def _marks(language: Language) -> tuple[str, str]:
    """Return the marks of running text; those that open and close the deck may be others."""
    title = language.words["code.title"]
    return title[0], title[-1]


def test_quotation_marks_open_and_close(language: Language) -> None:
    opening, closing = _marks(language)
    assert opening != closing
    # French has no-break spaces within its marks.
    assert re.fullmatch(f"{opening}(\u00a0?){{title}}\\1{closing}", language.words["code.title"])
    assert {language.words[f"quotation_marks.{end}"] for end in ("opening", "closing")} <= MARKS
    quoted = re.compile(
        f"[^{opening}{closing}]*({opening}[^{opening}{closing}]+{closing}[^{opening}{closing}]*)*"
    )
    for name, text in language.words.items():
        if not name.startswith("quotation_marks"):
            assert quoted.fullmatch(text), (name, text)


@pytest.mark.parametrize("name", FALLBACK)
def test_every_character_is_in_the_fonts(language: Language, name: str) -> None:
    """In each face itself: fixed words never need the one that stands in."""
    for word, text in language.words.items():
        assert not set(text) - face(name).characters, (word, text)


@pytest.mark.parametrize(
    ("code", "one", "other", "many"),
    [
        ("de", "Eine Frage", "Vier Fragen", "21 Fragen"),
        ("es", "Una pregunta", "Cuatro preguntas", "21 preguntas"),
        ("fr", "Une question", "Quatre questions", "21 questions"),
    ],
)
def test_a_heading_follows_its_number(code: str, one: str, other: str, many: str) -> None:
    said = read_language(code)
    assert [said.heading("segment.questions", count) for count in (1, 4, 21)] == [one, other, many]
