"""Whatever the words: none is lost, no line is wider than the measure, whatever the manner."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from hostkit.core.characters import check_characters, fold
from hostkit.core.errors import BadValue
from hostkit.typesetting.fonts import FALLBACK, face_for
from hostkit.typesetting.line_breaking import BreakableLink, Line, balanced, filled, filled_breaks, narrow
from hostkit.typesetting.shaping import GlyphRun, ShapedParagraph, shape, split_wide
from tests.support.measure import characters
from tests.support.units import units

MODERATE = settings(derandomize=True, max_examples=120)


def is_printable(char: str) -> bool:
    """Whether a reader of guides lets the character pass, and a font has it."""
    try:
        check_characters(char)
    except BadValue:
        return False
    return not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc", "Cn", "Zs")


ALPHABET = sorted(filter(is_printable, characters("text") | characters("fallback")))
"""Every letter and sign that can be printed."""

COMMON = "aeinorstAVTWfiyLP.,;:’“”–-éñüßłğ0123456789"
letters = st.one_of(st.sampled_from(COMMON), st.sampled_from(COMMON), st.sampled_from(ALPHABET))
words = st.text(letters, min_size=1, max_size=14)
texts = st.lists(words, min_size=1, max_size=25).map(" ".join)
measures = st.floats(2500.0, 40_000.0)
"""In thousandths of an em: from two or three letters to more than any sheet's width."""

faces = st.sampled_from(sorted(FALLBACK))


def said(pieces: Sequence[GlyphRun]) -> str:
    return "".join(glyph.text for piece in pieces for glyph in piece.glyphs)


def whole(lines: Sequence[Line]) -> str:
    return "".join(said(line.pieces) for line in lines)


def typed(text: str) -> str:
    """Return a text in one of the ways in which it may be typed: a letter without a glyph comes as base and marks."""
    return unicodedata.normalize("NFD", text)


def shaped(text: str, name: str, measure: float) -> ShapedParagraph:
    return split_wide(shape(((text, name),), "en"), measure)


def can_be_shaped(text: str, name: str) -> bool:
    return all(face_for(name, word) for word in text.split(" ") if word)


@MODERATE
@given(texts, faces, measures)
def test_wrapping_loses_no_word_keeps_within_the_measure_and_takes_the_fewest_lines(
    text: str, name: str, measure: float
) -> None:
    if not can_be_shaped(text, name):
        return
    paragraph = shaped(text, name, measure)
    for breaker in (balanced, narrow, filled):
        lines = breaker(paragraph, measure)
        assert typed(whole(lines)) == typed(text)
        if paragraph.widest <= measure:
            assert len(lines) == len(filled_breaks(paragraph, measure))
        for line in lines:
            glyphs = [glyph for piece in line.pieces for glyph in piece.glyphs if glyph.advance]
            if len([glyph for glyph in glyphs if glyph.text != " "]) > 1:
                assert line.width <= measure + 0.001, said(line.pieces)


@MODERATE
@given(texts, faces, measures)
def test_lines_break_at_spaces_and_after_dashes_and_slashes(text: str, name: str, measure: float) -> None:
    if not can_be_shaped(text, name):
        return
    paragraph = shape(((text, name),), "en")
    if paragraph.widest > measure:
        return
    for line, after in pairwise(balanced(paragraph, measure)):
        assert said(line.pieces)[-1] in " -–—/"
        assert said(after.pieces)[0] != " "


@MODERATE
@given(st.lists(words, min_size=1, max_size=8), st.lists(st.sampled_from("/._-?&="), min_size=8), measures)
def test_links_lose_nothing(parts: list[str], signs: list[str], measure: float) -> None:
    text = "".join(f"{part}{sign}" for part, sign in zip(parts, signs, strict=False))
    if not can_be_shaped(text, "text"):
        return
    paragraph = shape(((text, "text"),), "en", link=True)
    assert typed(whole(BreakableLink(paragraph).broken(measure).lines)) == typed(text)


@MODERATE
@given(texts, faces, st.floats(300.0, 5000.0))
def test_an_emergency_split_loses_nothing_and_fits(text: str, name: str, measure: float) -> None:
    if not can_be_shaped(text, name):
        return
    cut = units(split_wide(shape(((text, name),), "en"), measure))
    assert typed("".join(unit.whole for unit in cut)) == typed(text)
    for unit in cut:
        drawn = [glyph for glyph in unit.glyphs if glyph.advance]
        assert len(drawn) <= 1 or unit.end_width <= measure + 0.001


@MODERATE
@given(st.text(st.sampled_from([*COMMON, " ", "\t", "\n", "\u00a0"]), max_size=60), measures)
def test_whatever_was_typed_is_printed_folded(typed: str, measure: float) -> None:
    text = fold(typed)
    if not text:
        return
    lines = filled(shaped(text, "text", measure), measure)
    assert whole(lines) == text
    assert "  " not in whole(lines)
