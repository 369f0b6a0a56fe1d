"""Shaping: units that give the text back, whole words in the fallback, kerning as if every line stood alone."""

from __future__ import annotations

from itertools import product

import pytest

from hostkit.core.errors import HostkitError
from hostkit.typesetting.display_list import Color
from hostkit.typesetting.fonts import FALLBACK, FILES, companion, face
from hostkit.typesetting.shaping import Spans, Style, shape
from tests.support.each import for_each
from tests.support.measure import characters
from tests.support.units import units

BLACK = Color(0, 0, 0)
TEXTS = (
    "Rest and work",
    "“Let’s stay,” she said – and they did.",
    "fit office affluent Łódź ñandú ß ğı",
    "AV To. Te Wo, LTd. 7.11. r, y.",
    "3 × 4 ≠ 13 → ✓ done",
    "№ 5, Москва и Rest",
    "two-fold well–being --force -5",
    "a  b   c ",
    "",
    " ",
)


def words_by_face(spans: Spans) -> list[tuple[str, str]]:
    """The runs of a text: (face, text), spaces between words left with the word before."""
    paragraph = shape(spans, "en")
    pieces = paragraph.pieces(0, len(paragraph.ends))
    return [(piece.face, "".join(glyph.text for glyph in piece.glyphs)) for piece in pieces]


@for_each(product(TEXTS, sorted(FALLBACK)))
def test_units_joined_give_the_text_back(text: str, name: str) -> None:
    assert "".join(unit.whole for unit in units(shape(((text, name),), "en"))) == text


@pytest.mark.parametrize("text", [text for text in TEXTS if "//" not in text])
def test_units_of_a_link_joined_give_it_back(text: str) -> None:
    assert "".join(unit.whole for unit in units(shape(((text, "text"),), "en", link=True))) == text


def test_units_hold_no_space_within() -> None:
    found = units(shape((("Rest and work – all of it", "text"),), "en"))
    assert [unit.text for unit in found] == ["Rest", "and", "work –", "all", "of", "it"]
    assert [bool(unit.space) for unit in found] == [True] * 5 + [False]


def test_a_no_break_space_keeps_its_words_together() -> None:
    assert len(units(shape((("5\u00a0km further", "text"),), "en"))) == 2


@for_each(
    [
        (name, word)
        for name in sorted(FALLBACK)
        for word in ("a→b", "✓", "★", "x²→")
        if set(word) - characters(name)
    ]
)
def test_a_word_with_a_letter_that_is_missing_falls_back_whole(name: str, word: str) -> None:
    assert words_by_face(((f"one {word} two", name),)) == [
        (name, "one "),
        (FALLBACK[name], f"{word} "),
        (name, "two"),
    ]


@for_each([(name, word) for name in sorted(FALLBACK) for word in ("№5", "Москва", "Ґанок", "Αθήνα", "Huế")])
def test_a_word_in_cyrillic_greek_or_vietnamese_is_set_in_the_companion(name: str, word: str) -> None:
    found = companion(name) if face(name).lacks(word) else name
    assert words_by_face(((f"one {word}", name),))[-1][0] == found


def test_a_word_that_a_face_has_does_not_fall_back() -> None:
    text = "é ñ ü ł ő ş ž ğ ı ß “x” ‘y’ – — …"
    for name in FALLBACK:
        assert {found for found, _ in words_by_face(((text, name),))} == {name}


def test_a_stand_in_is_drawn_in_the_face_itself() -> None:
    # A narrow no-break space and a hard hyphen, which neither family has: drawn with their wider cousins.
    assert words_by_face((("5\u202fkm well\u2011being", "text"),)) == [("text", "5\u202fkm well\u2011being")]


@pytest.mark.parametrize("name", FILES)
def test_a_face_knows_its_own_characters(name: str) -> None:
    """Else every word is shaped twice, and stand-ins are drawn where the face has the real thing."""
    assert face(name).characters == characters(name)


@pytest.mark.parametrize(
    ("name", "char"),
    [("text", "\u2009"), ("text-bold", "\u2009"), ("fallback", "\u202f"), ("fallback", "\u2011")],
)
def test_a_space_or_hyphen_that_a_face_has_is_drawn_as_itself(name: str, char: str) -> None:
    (glyph,) = face(name).shape(char, "en")
    stand_in = {"\u2009": " ", "\u202f": "\u00a0", "\u2011": "-"}[char]
    assert char in characters(name)
    assert glyph.gid != face(name).shape(stand_in, "en")[0].gid


def test_bold_text_falls_back_to_the_bold_face() -> None:
    assert words_by_face((("a ", "text"), ("✓", "text-bold"), (" b", "text"))) == [
        ("text", "a "),
        ("fallback-bold", "✓ "),
        ("text", "b"),
    ]


def test_spans_keep_their_faces() -> None:
    assert words_by_face((("a ", "text"), ("b c", "text-bold"), (", d", "text"))) == [
        ("text", "a "),
        ("text-bold", "b c"),
        ("text", ", d"),
    ]


def test_a_change_of_face_within_a_word_is_no_place_to_break() -> None:
    paragraph = shape((("(", "text"), ("strong", "text-bold"), (").", "text")), "en")
    assert len(units(paragraph)) == 1
    assert [piece.face for piece in paragraph.pieces(0, 1)] == ["text", "text-bold", "text"]


def test_what_no_font_has_is_refused() -> None:
    with pytest.raises(HostkitError, match="安"):
        shape((("平安", "text"),), "en")


@pytest.mark.parametrize("name", ["text", "text-bold", "text-italic", "display"])
@pytest.mark.parametrize("text", ["AV To. Te Wo, LTd. 7.11. r, y. Ty", "P. T o V a W, y f” A’s", "fi ffl Tu"])
def test_slices_of_a_paragraph_are_as_wide_as_lines_shaped_alone(name: str, text: str) -> None:
    paragraph = shape(((text, name),), "en")
    found = units(paragraph)
    for first in range(len(found)):
        for end in range(first + 1, len(found) + 1):
            line = "".join(unit.whole for unit in found[first:end]).rstrip(" ")
            alone = sum(glyph.advance for glyph in face(name).shape(line, "en"))
            assert paragraph.width(first, end) == pytest.approx(alone, abs=0.01), line


@pytest.mark.parametrize(
    "spans", [(("Rest and ", "text"), ("work", "text-bold"), (" → all", "text")), (("a b ", "text"),)]
)
def test_a_line_is_a_slice_with_the_space_that_hangs_over_its_end(spans: Spans) -> None:
    paragraph = shape(spans, "en")
    found = units(paragraph)
    for first in range(len(found)):
        for end in range(first + 1, len(found) + 1):
            last = found[end - 1].whole if end < len(found) else found[end - 1].text
            expected = "".join(unit.whole for unit in found[first : end - 1]) + last
            pieces = paragraph.pieces(first, end)
            assert "".join(glyph.text for piece in pieces for glyph in piece.glyphs) == expected
            assert all(piece.glyphs for piece in pieces)


def test_kerning_with_a_space_is_kept_within_a_line() -> None:
    # At least one of the faces kerns a letter with the space behind it; else this test says nothing.
    kerned = 0
    for name in ("text", "text-bold", "text-italic", "display"):
        for letter in "TVWYAPLfry.,’":
            paragraph = shape(((f"{letter} T", name),), "en")
            whole = sum(glyph.advance for glyph in face(name).shape(f"{letter} T", "en"))
            assert paragraph.before[-1] == pytest.approx(whole, abs=0.01)
            kerned += paragraph.before[1] != paragraph.stops[0] + _space(name)
    assert kerned


def _space(name: str) -> float:
    (glyph,) = face(name).shape(" ", "en")
    return glyph.advance


def test_features_reach_the_font() -> None:
    ((_, tabular),) = shape((("1170", "text"),), "en", ("tnum",)).runs
    assert len({glyph.advance for glyph in tabular}) == 1
    ((_, proportional),) = shape((("1170", "text"),), "en").runs
    assert len({glyph.advance for glyph in proportional}) > 1


@pytest.mark.parametrize(
    ("size", "leading", "baseline"), [(16, 20, 14.16), (12, 16, 11.12), (28, 32, 23.28), (14, 18, 12.64)]
)
def test_the_baseline_of_a_line_box(size: float, leading: float, baseline: float) -> None:
    assert Style("text", size, leading, BLACK).baseline == pytest.approx(baseline)
    assert baseline == pytest.approx((leading - size) / 2 + 0.76 * size)
