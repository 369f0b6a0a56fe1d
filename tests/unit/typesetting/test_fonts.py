"""Shaping: what a face has shaped before changes no glyph, and alike glyphs are one."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from hostkit.typesetting.fonts import FILES, Face, face, fonts_folder
from tests.support.each import for_each

TEXTS = (
    "How many of us have ever been asked to take notes?",
    "office, affluent, fjord, off-flight; ffi ffl fi fl",
    "AVATAR To Yo We LT Ty P. r, “T”",
    "naïve café e\u0301t\u00e9 a\u0308 o\u0308\u0304 \u1e17 \u1ed9",
    "f\u0301i f\u200di i\u0307 \u0133 \u01c6",
    "Łódź, Ærø – Đà Nẵng … „so“ «so» ¿no?",
    "Ἀθῆναι Москва क्षि की \u0e01\u0e33",
    "fi\u00adfi \u200b a\u00a0b \u202f1 \u20110",
    "0123 11:11 1/2 x² H₂O",
    "q\u0301\u0323 aq\u0323\u0301 \u0635\u0650\u0651",
    "quiet quilts, \u0651 \u0301",
    "ó\u0327 á\u0328 ü\u0323 ä\u0331 č\u0323 ê\u0323 ñ\u0323 x\u0301\u0323 ó\u0323\u0301",
    "ó á ü ä č ê ñ x q\u0327 q\u0328 q\u0323 q\u0331 q\u0301",
)


def fresh(name: str) -> Face:
    """Return a face that has shaped nothing."""
    return Face(name, fonts_folder() / FILES[name])


def drawn(own: Face, text: str) -> list[tuple[object, ...]]:
    """Return what is drawn of a text, by what the glyphs hold."""
    return [
        (glyph.gid, glyph.advance, glyph.dx, glyph.dy, glyph.text, glyph.kern)
        for glyph in own.shape(text, "en")
    ]


@for_each(product(FILES, TEXTS))
def test_what_was_shaped_before_changes_nothing(name: str, text: str) -> None:
    warm = fresh(name)
    for other in TEXTS:
        for letter in other:
            warm.shape(letter, "en")
        for two in pairwise(other):
            warm.shape("".join(two), "en")
        warm.shape(other, "en", ("tnum",))
        warm.shape(other, "en")
    assert drawn(warm, text) == drawn(fresh(name), text)
    assert drawn(warm, text) == drawn(fresh(name), text)


MARKED = (
    "ó\u0327",
    "ó\u0328",
    "á\u0328",
    "ü\u0323",
    "ä\u0331",
    "č\u0323",
    "ñ\u0323",
    "x\u0301\u0323",
    "ê\u0323",
)


@for_each(product(FILES, MARKED))
def test_a_letter_and_its_mark_read_back_alike_whether_each_was_shaped_before(name: str, text: str) -> None:
    """HarfBuzz takes both as one, though it draws each as it would alone."""
    warm = fresh(name)
    for character in text:
        for base in ("", "o", "q", "x", "s", "h"):
            warm.shape(base + character, "en")
    assert drawn(warm, text) == drawn(fresh(name), text)


@pytest.mark.parametrize("name", FILES)
def test_a_ligature_among_letters_that_are_known_keeps_its_text(name: str) -> None:
    own = fresh(name)
    for text in ("f", "i", "l", "ff", "fi", "a fine flat office", "e\u0301", "affi", "i\u0307"):
        for _ in range(2):
            assert "".join(glyph.text for glyph in own.shape(text, "en")) == text


def test_alike_glyphs_are_one_object() -> None:
    first, second = face("text").shape("level best", "en"), face("text").shape("level", "en")
    assert first[:4] == second[:4]
    assert all(one is other for one, other in zip(first[:4], second[:4], strict=True))


@pytest.mark.parametrize("name", FILES)
def test_a_glyph_at_the_end_of_a_line_has_its_own_advance(name: str) -> None:
    own = face(name)
    for text in ("T", "To", "AVA", "r,"):
        for glyph in own.shape(text, "en"):
            assert glyph.advance - glyph.kern == pytest.approx(own.advance(glyph.gid))


def test_what_takes_no_room_takes_none_at_the_end_of_a_line() -> None:
    own = face("fallback")
    marks = [glyph for glyph in own.shape("q\u0301\u0323", "en") if not glyph.advance]
    assert marks
    assert not any(mark.kern for mark in marks)


@pytest.mark.parametrize("name", FILES)
def test_a_letter_has_the_text_of_the_marks_that_are_joined_with_it(name: str) -> None:
    """Readers cannot select a mark of no width."""
    assert [glyph.text for glyph in face(name).shape("ó\u0327", "en")] == ["ó\u0327", ""]
