"""Shaping: units that give the text back, whole words in the fallback, kerning as if every line stood alone."""

from __future__ import annotations

import pytest

from hostkit.ground.errors import HostkitError
from hostkit.ground.fonts import FALLBACK, FILES, face
from hostkit.layout.display_list import Colour
from hostkit.layout.text import Piece, Spans, Style, Unit, merge, shape
from tests.support.measure import characters

BLACK = Colour(0, 0, 0)
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


def unit_text(unit: Unit) -> str:
    return piece_text(unit.pieces) + piece_text(unit.space)


def piece_text(pieces: tuple[Piece, ...]) -> str:
    return "".join(glyph.text for piece in pieces for glyph in piece.glyphs)


def words_by_face(spans: Spans) -> list[tuple[str, str]]:
    """The runs of a text: (face, text), spaces between words left with the word before."""
    pieces = merge(piece for unit in shape(spans, "en") for piece in (*unit.pieces, *unit.space))
    return [(piece.face, piece_text((piece,))) for piece in pieces]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", sorted(FALLBACK))
def test_units_joined_give_the_text_back(text: str, name: str) -> None:
    assert "".join(unit_text(unit) for unit in shape(((text, name),), "en")) == text


@pytest.mark.parametrize("text", [text for text in TEXTS if "//" not in text])
def test_units_of_a_link_joined_give_it_back(text: str) -> None:
    assert "".join(unit_text(unit) for unit in shape(((text, "text"),), "en", link=True)) == text


def test_units_hold_no_space_within() -> None:
    units = shape((("Rest and work – all of it", "text"),), "en")
    assert [piece_text(unit.pieces) for unit in units] == ["Rest", "and", "work –", "all", "of", "it"]
    assert [bool(unit.space) for unit in units] == [True] * 5 + [False]


def test_a_no_break_space_keeps_its_words_together() -> None:
    assert len(shape((("5\u00a0km further", "text"),), "en")) == 2


@pytest.mark.parametrize(
    ("name", "word"),
    [
        (name, word)
        for name in sorted(FALLBACK)
        for word in ("a→b", "✓", "№5", "Москва", "★", "x²→")
        if set(word) - characters(name)
    ],
)
def test_a_word_with_a_letter_that_is_missing_falls_back_whole(name: str, word: str) -> None:
    assert words_by_face(((f"one {word} two", name),)) == [
        (name, "one "),
        (FALLBACK[name], f"{word} "),
        (name, "two"),
    ]


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
    units = shape((("(", "text"), ("strong", "text-bold"), (").", "text")), "en")
    assert len(units) == 1
    assert [piece.face for piece in units[0].pieces] == ["text", "text-bold", "text"]


def test_what_no_font_has_is_refused() -> None:
    with pytest.raises(HostkitError, match="安"):
        shape((("平安", "text"),), "en")


@pytest.mark.parametrize("name", ["text", "text-bold", "text-italic", "display"])
@pytest.mark.parametrize("text", ["AV To. Te Wo, LTd. 7.11. r, y. Ty", "P. T o V a W, y f” A’s", "fi ffl Tu"])
def test_slices_of_a_paragraph_are_as_wide_as_lines_shaped_alone(name: str, text: str) -> None:
    units = shape(((text, name),), "en")
    for first in range(len(units)):
        for end in range(first + 1, len(units) + 1):
            line = "".join(unit_text(unit) for unit in units[first:end]).rstrip(" ")
            alone = sum(glyph.advance for glyph in face(name).shape(line, "en"))
            before = sum(unit.width + unit.space_width for unit in units[first : end - 1])
            assert before + units[end - 1].end_width == pytest.approx(alone, abs=0.01), line


def test_kerning_with_a_space_is_kept_within_a_line() -> None:
    # At least one of the faces kerns a letter with the space behind it; else this test says nothing.
    kerned = 0
    for name in ("text", "text-bold", "text-italic", "display"):
        for letter in "TVWYAPLfry.,’":
            units = shape(((f"{letter} T", name),), "en")
            whole = sum(glyph.advance for glyph in face(name).shape(f"{letter} T", "en"))
            assert sum(unit.width + unit.space_width for unit in units) == pytest.approx(whole, abs=0.01)
            kerned += units[0].width != units[0].end_width or units[0].space_width != _space(name)
    assert kerned


def _space(name: str) -> float:
    (glyph,) = face(name).shape(" ", "en")
    return glyph.advance


def test_features_reach_the_font() -> None:
    tabular = shape((("1170", "text"),), "en", ("tnum",))[0].pieces[0].glyphs
    assert len({glyph.advance for glyph in tabular}) == 1
    proportional = shape((("1170", "text"),), "en")[0].pieces[0].glyphs
    assert len({glyph.advance for glyph in proportional}) > 1


@pytest.mark.parametrize(
    ("size", "lead", "baseline"), [(16, 20, 14.16), (12, 16, 11.12), (28, 32, 23.28), (14, 18, 12.64)]
)
def test_the_baseline_of_a_line_box(size: float, lead: float, baseline: float) -> None:
    assert Style("text", size, lead, BLACK).baseline == pytest.approx(baseline)
    assert baseline == pytest.approx((lead - size) / 2 + 0.76 * size)


def test_merge_joins_neighbours_of_one_face() -> None:
    (a,), (b,) = face("text").shape("a", "en"), face("text").shape("b", "en")
    pieces = [Piece("text", (a,)), Piece("text", (b,)), Piece("display", (a,)), Piece("text", (a,))]
    assert merge(pieces) == (Piece("text", (a, b)), Piece("display", (a,)), Piece("text", (a,)))
