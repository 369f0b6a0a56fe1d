"""The languages beside English: every word is there, fits its place in a sentence, and is set as printers set it."""

from __future__ import annotations

import re

import pytest
from babel import Locale

from hostkit.guides.languages import (
    COMPLETE,
    MONTHS,
    NUMBER_WORDS,
    WEEKDAYS,
    Language,
    language_names,
    listed,
    needed_names,
    plural_category,
    read_language,
)
from hostkit.typesetting.fonts import FALLBACK, companion, face, face_for
from hostkit.typesetting.shaping import shape

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
    assert {"de", "es", "fr", "pl", "pt-BR", "tr", "uk"} <= set(OTHERS)


def test_a_language_has_every_word_and_no_other(language: Language) -> None:
    english = read_language(COMPLETE)
    by_day = {name for name in english.words if name.startswith("by_day.")}
    own = {name for name in language.words if not re.search(r"^plurals\.|\.\d+$", name)}
    assert own | by_day == set(needed_names(language.plurals)) | by_day
    assert {name.removeprefix("by_day.") for name in by_day} <= set(english.words)
    assert {name for name, text in language.words.items() if not text} == {
        name for name, text in english.words.items() if not text
    }


def english_name(name: str) -> str:
    """Return the English key of a word: plural forms that English lacks have the words of its last one."""
    known = read_language(COMPLETE).words
    return name if name in known else f"{name.rpartition('.')[0]}.other"


def fixed(language: Language) -> dict[str, str]:
    """Return the words of a language without its plural rules."""
    return {name: text for name, text in language.words.items() if not name.startswith("plurals.")}


def test_a_file_says_which_language_it_is(language: Language) -> None:
    assert language.words["language"] == language.code
    assert language.words["name"] != read_language(COMPLETE).words["name"]


def test_placeholders_are_those_of_english(language: Language) -> None:
    english = read_language(COMPLETE).words
    for name, text in fixed(language).items():
        wanted, found = placeholders(english[english_name(name)]), placeholders(text)
        is_one = name[-1].isdigit() or (
            name.endswith(".one") and f"{name.removesuffix('.one')}.other" in english
        )
        may_lack = MAY_LACK_IN_ONE if is_one else set()
        assert wanted - may_lack <= found <= wanted, (name, text)
        assert len(re.findall(r"[{}]", text)) == 2 * len(re.findall(r"\{[^{}]*\}", text)), (name, text)


def test_no_sentence_is_left_in_english(language: Language) -> None:
    english = read_language(COMPLETE).words
    left = {name: text for name, text in fixed(language).items() if text == english[english_name(name)]}
    assert {name: text for name, text in left.items() if len(_own_words(text)) > 1} == {}


def _own_words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", re.sub(r"\{[^{}]*\}", "", text))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_whole(language: Language, name: str) -> None:
    words = listed(language.words[name])
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
    """Each word is in a face or its companion: fixed words never need the one that stands in."""
    for word, text in language.words.items():
        for each in text.split():
            assert face_for(name, each) in (name, companion(name)), (word, each)


@pytest.mark.parametrize(
    ("code", "one", "other", "many"),
    [
        ("de", "Eine Frage", "Vier Fragen", "21 Fragen"),
        ("es", "Una pregunta", "Cuatro preguntas", "21 preguntas"),
        ("fr", "Une question", "Quatre questions", "21 questions"),
        ("pl", "Jedno pytanie", "Cztery pytania", "21 pytań"),
        ("pt-BR", "Uma pergunta", "Quatro perguntas", "21 perguntas"),
        ("tr", "Bir soru", "Dört soru", "21 soru"),
        ("uk", "Одне питання", "Чотири питання", "21 питання"),
    ],
)
def test_a_heading_follows_its_number(code: str, one: str, other: str, many: str) -> None:
    said = read_language(code)
    assert [said.heading("segment.questions", count) for count in (1, 4, 21)] == [one, other, many]


@pytest.mark.parametrize("code", language_names())
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 11, 21, 22, 100])
def test_plural_forms_are_those_of_cldr(code: str, count: int) -> None:
    wanted = Locale.parse(code, sep="-").plural_form(count)
    assert plural_category(read_language(code).plurals, count) == wanted


def test_a_number_may_have_a_form_of_its_own() -> None:
    assert [read_language("pl").heading("segment.rounds", count) for count in (1, 2, 3, 5, 22)] == [
        "Jedna runda",
        "Dwie rundy",
        "Trzy rundy",
        "Pięć rund",
        "22 rundy",
    ]


def test_turkish_capitals_keep_the_dot() -> None:
    assert [read_language(code).capitalized("iki") for code in ("tr", "en")] == ["İki", "Iki"]


def test_turkish_has_no_ligature_of_f_and_i() -> None:
    for name in FALLBACK:
        assert [glyph.text for glyph in face(name).shape("fi", "tr")] == ["f", "i"]


@pytest.mark.parametrize("code", language_names())
def test_days_and_months_are_those_of_cldr(code: str) -> None:
    words, locale = read_language(code).words, Locale.parse(code, sep="-")
    # CLDR has the apostrophe U+02BC, which few fonts have.
    days = [locale.days["format"]["wide"][day].replace("\u02bc", "’") for day in range(7)]
    assert words[WEEKDAYS].split() == days
    assert words[MONTHS].split() == [locale.months["format"]["wide"][month] for month in range(1, 13)]


@pytest.mark.parametrize(
    ("language", "text", "held"),
    [
        ("fr", "Qui vient ? Nous : « oui » !", ["vient ?", "Nous :", "« oui", "oui »", "» !"]),
        ("pl", "Kto i z kim w domu", ["i z", "z kim", "w domu"]),
        ("uk", "Хто і з ким у місті", ["і з", "з ким", "у місті"]),
        ("uk", "Над чим могли б працювати й далі", ["могли б", "й далі"]),
        ("de", "Es dauert 5 Min. und 10 % mehr", ["5 Min.", "10 %"]),
        ("uk", "Близько 5 хв на гостя", ["5 хв"]),
        ("en", "About 5 min and 10 % more", []),
    ],
)
def test_lines_do_not_end_where_the_language_forbids_it(language: str, text: str, held: list[str]) -> None:
    paragraph = shape(((text, "text"),), language)
    spaces = [index for index, letter in enumerate(text) if letter == " "]
    kept = [text.index(pair) + pair.index(" ") for pair in held]
    assert sorted({*spaces} - {*kept}) == list(paragraph.ends[:-1])
