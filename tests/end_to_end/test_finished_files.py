"""What a finished file is made of: fonts, boxes, printing preferences."""

from __future__ import annotations

import re
import struct
from typing import Any

import pytest

from tests.support.built import (
    EVERY_SHEET,
    SHEETS,
    build,
    opened,
)
from tests.support.cases import CASES
from tests.support.each import for_each
from tests.support.pages import PAPERS, Pdf

LARGEST_SUBSET = 200
"""Glyphs that no kit here needs of one face; the smallest of the files has more than 360."""


@for_each(EVERY_SHEET)
def test_every_font_is_an_embedded_subset_of_a_truetype_file(case: str, paper: str, sheet: str) -> None:
    pdf = opened(case, paper, sheet)
    fonts = _fonts(pdf)
    assert fonts
    for font in fonts:
        assert (font["/Subtype"], font["/Encoding"]) == ("/Type0", "/Identity-H")
        (descendant,) = font["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert descendant.get_object()["/Subtype"] == "/CIDFontType2"
        assert re.fullmatch(r"/[A-Z]{6}\+[\w-]+", font["/BaseFont"])
        assert font["/BaseFont"] == descriptor["/FontName"]
        file = descriptor["/FontFile2"].get_object().get_data()
        assert file.startswith(b"\x00\x01\x00\x00")
        assert _glyphs(file) <= LARGEST_SUBSET
        assert "/ToUnicode" in font
    tags = [font["/BaseFont"][1:7] for font in fonts]
    assert len(set(tags)) == len(tags)


@for_each(EVERY_SHEET)
def test_no_other_font_is_named_anywhere(case: str, paper: str, sheet: str) -> None:
    pdf = opened(case, paper, sheet)
    known = {font.indirect_reference.idnum for font in _fonts(pdf)}
    for number, item in _objects(pdf):
        if isinstance(item, dict) and item.get("/Type") == "/Font" and item.get("/Subtype") == "/Type0":
            assert number in known
        if isinstance(item, dict) and item.get("/Type") == "/Font":
            assert item["/Subtype"] in ("/Type0", "/CIDFontType2")
    assert b"Helvetica" not in pdf.data


def test_only_letters_that_lack_elsewhere_bring_in_the_fallback() -> None:
    usual = {name for sheet in SHEETS for name in _names(opened("usual", "a4", sheet))}
    letters = {name for sheet in SHEETS for name in _names(opened("letters", "a4", sheet))}
    assert not any("DejaVu" in name for name in usual)
    assert sum("DejaVu" in name for name in letters) == 2
    companions = {name for name in letters if name.startswith(("FiraSans", "Literata"))}
    assert companions
    # The guide of letters has no theme: only a theme has an italic as its second voice.
    assert "Fraunces-Italic" in usual
    assert {name for name in letters - companions if "DejaVu" not in name} == usual - {"Fraunces-Italic"}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("case", ["usual", "long"])
def test_without_duplex_every_file_is_printed_on_one_side(case: str, paper: str) -> None:
    kit = build(CASES[case], paper=paper, duplex="none")
    assert {_duplex(kit.pdf(sheet)) for sheet in SHEETS} == {"/Simplex"}
    said = "".join(kit.pdf(sheet).all_text() for sheet in SHEETS) + kit.outcome.stderr
    assert "on the back" not in said
    assert "both sides" not in said


def _fonts(pdf: Pdf) -> list[Any]:
    found: dict[int, Any] = {}
    for page in pdf.reader.pages:
        for font in page["/Resources"]["/Font"].values():
            found[font.indirect_reference.idnum] = font.get_object()
    return list(found.values())


def _names(pdf: Pdf) -> set[str]:
    return {font["/BaseFont"].partition("+")[2] for font in _fonts(pdf)}


def _glyphs(file: bytes) -> int:
    """Return the number of glyphs of a TrueType file (OpenType, maxp)."""
    (tables,) = struct.unpack_from(">H", file, 4)
    for k in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", file, 12 + 16 * k)
        if tag == b"maxp":
            number: int = struct.unpack_from(">H", file, offset + 4)[0]
            return number
    raise AssertionError("no maxp table")


def _objects(pdf: Pdf) -> list[tuple[int, Any]]:
    return [(number, pdf.reader.get_object(number)) for number in range(1, pdf.reader.trailer["/Size"])]


def _duplex(pdf: Pdf) -> str:
    return str(pdf.catalog["/ViewerPreferences"]["/Duplex"])
