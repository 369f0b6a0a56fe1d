"""The values of the display list: what a run says and how wide it is, how large a symbol is."""

from __future__ import annotations

import pytest

from hostkit.typesetting.display_list import ARTIFACT, Color, Role, Symbol, TextRun
from hostkit.typesetting.fonts import face


def test_a_run_says_the_text_of_its_glyphs() -> None:
    glyphs = face("text").shape("office “x”", "en")
    run = TextRun(0, 0, "text", 20, Color(0, 0, 0), glyphs, Role("P"))
    assert run.text == "office “x”"
    assert run.width == pytest.approx(sum(glyph.advance for glyph in glyphs) * 0.02)


def test_a_symbol_is_as_large_as_its_modules() -> None:
    assert Symbol(0, 0, 1.5, ("101", "010", "111"), Role("Figure", alt="x")).side == 4.5


def test_equal_roles_are_one_element() -> None:
    assert Role("P", 3, Role("Sect", 1)) == Role("P", 3, Role("Sect", 1))
    assert Role("P", 3) != Role("P", 4)
    assert ARTIFACT.tag == "Artifact"
