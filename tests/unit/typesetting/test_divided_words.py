"""Words divided at soft hyphens, zero-width spaces, signs and syllables, and the last lines of titles."""

from __future__ import annotations

import random

import pytest

from hostkit.typesetting.break_points import SOFT_HYPHEN, hyphenated
from hostkit.typesetting.display_list import Color, Role
from hostkit.typesetting.line_breaking import balanced, filled, narrow, title
from hostkit.typesetting.shaping import Style, shape
from hostkit.typesetting.typeset import Typesetter
from tests.support.each import for_each
from tests.support.units import units

P = Role("P")
BODY = Style("text", 12, 16, Color(0, 0, 0))
WORD = "Entschuldigungsversuche"


def said(lines: object) -> list[str]:
    return ["".join(glyph.text for piece in line.pieces for glyph in piece.glyphs) for line in lines]  # type: ignore[attr-defined]


def marked(seed: int) -> str:
    """Return a text of some words with soft hyphens and zero-width spaces at random places."""
    chance, words = random.Random(seed), []
    for _ in range(chance.randint(1, 5)):
        letters = list(chance.choice((WORD, "Gesellschaft", "il", "Wimmelbild", "wir")))
        for at in range(len(letters) - 1, 0, -1):
            if chance.random() < 0.2:
                letters.insert(at, chance.choice((SOFT_HYPHEN, "\u200b")))
        words.append("".join(letters))
    return " ".join(words)


@for_each(range(150))
def test_every_strategy_keeps_the_measure_and_the_letters(seed: int) -> None:
    text, chance = marked(seed), random.Random(seed)
    paragraph = shape(((text, "text"),), "de")
    assert list(paragraph.stops) == sorted(paragraph.stops)
    measure = paragraph.widest * chance.uniform(1, 3)
    for strategy in (balanced, narrow, filled, title):
        lines = strategy(paragraph, measure)
        for line, text_of in zip(lines, said(lines), strict=True):
            assert line.width <= measure + 1e-6
            drawn = sum(glyph.advance for piece in line.pieces for glyph in piece.glyphs if glyph.text != " ")
            inner = sum(glyph.advance for piece in line.pieces for glyph in piece.glyphs) - drawn
            assert drawn <= line.width + 1e-6 <= drawn + inner + 200
            hyphens = [glyph for piece in line.pieces for glyph in piece.glyphs if glyph.text == SOFT_HYPHEN]
            assert len([glyph for glyph in hyphens if glyph.advance]) == text_of.endswith(SOFT_HYPHEN)
        joined = "".join(said(lines))
        assert joined.replace(SOFT_HYPHEN, "") == text.replace(SOFT_HYPHEN, "")


def test_a_hyphen_is_drawn_only_where_a_line_ends_and_only_if_it_saves_one() -> None:
    paragraph = shape(((f"Die Ent{SOFT_HYPHEN}schuldigungs{SOFT_HYPHEN}versuche", "text"),), "de")
    assert said(balanced(paragraph, paragraph.stops[-1])) == [f"Die {WORD}"]
    wide = units(shape(((WORD, "text"),), "de"))[0].end_width
    assert said(balanced(paragraph, wide + 1)) == ["Die ", WORD]
    found = said(balanced(paragraph, wide * 0.7))
    assert [line.endswith(SOFT_HYPHEN) for line in found] == [False, True, False], "one hyphen, not two"
    assert "".join(found).replace(SOFT_HYPHEN, "") == f"Die {WORD}"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("and/or", ["and/", "or"]),
        ("24/7", ["24/7"]),
        ("COVID-19", ["COVID-19"]),
        ("far-reaching", ["far-", "reaching"]),
        ("10–12 Uhr", ["10–12", "Uhr"]),
        ("a\u200bb", ["a\u200b", "b"]),
    ],
)
def test_a_line_ends_after_signs_that_no_digit_follows(text: str, parts: list[str]) -> None:
    assert [unit.text for unit in units(shape(((text, "text"),), "en"))] == parts


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "Schifffahrt, 2 Boote", "Schiff-fahrt, 2 Boo-te"),
        ("de-AT", "Gesellschaft", "Ge-sell-schaft"),
        ("es", "conversación", "con-ver-sa-ción"),
        ("fr", "conversation", "conver-sa-tion"),
        ("zz", "Gesellschaft", "Gesellschaft"),
    ],
)
def test_words_are_divided_as_their_language_does_it(language: str, text: str, wanted: str) -> None:
    assert hyphenated(text, language) == wanted.replace("-", SOFT_HYPHEN)


def test_only_what_cannot_be_divided_is_too_wide() -> None:
    setter = Typesetter("de")
    measure = setter.line(WORD, BODY, P).width / 2
    assert setter.breaks_words(WORD, BODY, measure)
    assert not setter.is_too_wide(WORD, BODY, measure)
    assert setter.is_too_wide("M" * len(WORD), BODY, measure)
    block = setter.balanced(f"{WORD} {WORD}", BODY, measure, P)
    assert setter.count_lines(f"{WORD} {WORD}", BODY, measure) == len(block.lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Giving hard feedback", ["Giving hard ", "feedback"]),
        ("Leaving and coming home", ["Leaving and ", "coming home"]),
    ],
)
def test_the_second_line_of_a_title_may_be_a_word_that_is_not_short(text: str, lines: list[str]) -> None:
    paragraph = shape(((text, "display"),), "en")
    assert said(title(paragraph, paragraph.stops[-1] * 0.62)) == lines
    assert said(balanced(paragraph, paragraph.stops[-1] * 0.75))[-1].count(" ") == 1
