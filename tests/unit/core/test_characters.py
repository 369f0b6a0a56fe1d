"""Folding of white space, and the characters that no sheet prints."""

from __future__ import annotations

import pytest

from hostkit.core.characters import check_characters, fold, is_blank
from hostkit.core.errors import BadValue


def test_white_space_folds_and_the_no_break_space_stays() -> None:
    assert fold("  a \t b\r\n\n c\u2028d ") == "a b c d"
    assert fold("10\u00a0km") == "10\u00a0km"
    assert fold("\u00a0a\u00a0") == "\u00a0a\u00a0"


@pytest.mark.parametrize(
    "text", ["", " ", "\u00a0", "\u200b", "\u2003\ufeff", "\u2800", "\u3164 \ufe0f", "\u034f\u115f"]
)
def test_blank(text: str) -> None:
    assert is_blank(text)


def test_not_blank() -> None:
    assert not is_blank("\u200b.")
    assert not is_blank("\u0301")
    assert not is_blank("\u2801")


@pytest.mark.parametrize(
    "text", ["Hello", "déjà vu", "→ ✓ ★ №", "Ελληνικά", "Жизнь", "café\u00a0!", "\u00ad", "日本", "👋🏽"]
)
def test_letters_and_signs_pass(text: str) -> None:
    check_characters(text)


@pytest.mark.parametrize(
    ("c", "named"),
    [
        ("\x00", "the control character U+0000"),
        ("\x0b", "the control character U+000B"),
        ("\x7f", "the control character U+007F"),
        ("\x85", "the control character U+0085"),
        ("\ufffd", "U+FFFD (replacement character)"),
        ("\ue000", "the private use character U+E000"),
        ("\U0010fffd", "the private use character U+10FFFD"),
        ("\ud800", "U+D800"),
        ("\ufdd0", "U+FDD0"),
        ("\ufdef", "U+FDEF"),
        ("\uffff", "U+FFFF"),
        ("\U0001fffe", "U+1FFFE"),
        ("\u202a", "U+202A (left-to-right embedding)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2066", "U+2066 (left-to-right isolate)"),
        ("\u2069", "U+2069 (pop directional isolate)"),
        ("\u200f", "U+200F (right-to-left mark)"),
    ],
)
def test_refused_character_is_named_with_what_stands_before_it(c: str, named: str) -> None:
    with pytest.raises(BadValue) as caught:
        check_characters(f"Rest and {c}work")
    assert caught.value.what.startswith(f'{named} stands in the text (after "Rest and ")')
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "script"),
    [("שלום", "Hebrew"), ("سلام", "Arabic"), ("ܫܠܡܐ", "Syriac"), ("ދިވެހި", "Thaana"), ("٣", "Arabic-Indic")],
)
def test_right_to_left_alphabet_is_named(text: str, script: str) -> None:
    with pytest.raises(
        BadValue, match=f"^{script} writing stands in the text: right-to-left alphabets are not supported yet"
    ):
        check_characters(text)
