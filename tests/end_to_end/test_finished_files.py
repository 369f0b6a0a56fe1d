"""What a finished file is made of and says about itself: fonts, boxes, printing preferences, metadata, bookmarks."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from tests.support.built import (
    CARDS,
    EVERY_KIT,
    EVERY_SHEET,
    HOST_SHEET,
    SHEETS,
    WORKSHEET,
    build,
    built,
    opened,
)
from tests.support.cases import CASES, LONG_HOST, LONG_PLACE
from tests.support.pages import PAPERS, Pdf

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ADOBE_PDF = "{http://ns.adobe.com/pdf/1.3/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"

LARGEST_SUBSET = 200
"""Glyphs that no kit here needs of one face; the smallest of the files has more than 360."""


# --- fonts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("case", "paper", "sheet"), EVERY_SHEET)
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


@pytest.mark.parametrize(("case", "paper", "sheet"), EVERY_SHEET)
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
    assert {name for name in letters if "DejaVu" not in name} == usual


# --- boxes and preferences -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("case", "paper", "sheet"), EVERY_SHEET)
def test_media_and_trim_are_the_paper_upright(case: str, paper: str, sheet: str) -> None:
    for page in opened(case, paper, sheet).reader.pages:
        for box in ("/MediaBox", "/TrimBox"):
            assert [float(edge) for edge in page[box]] == pytest.approx([0, 0, *PAPERS[paper]], abs=0.01)
        assert page.get("/Rotate", 0) == 0
        assert page.get("/UserUnit", 1) == 1
        assert set(page["/Resources"]) <= {"/Font", "/ProcSet"}


@pytest.mark.parametrize(("case", "paper", "sheet"), EVERY_SHEET)
def test_the_file_asks_to_be_printed_unscaled_and_shows_its_title(case: str, paper: str, sheet: str) -> None:
    pdf = opened(case, paper, sheet)
    assert pdf.data.startswith(b"%PDF-1.7\n")
    preferences = pdf.catalog["/ViewerPreferences"]
    assert preferences["/PrintScaling"] == "/None"
    assert preferences["/DisplayDocTitle"].value is True
    assert pdf.catalog["/Lang"] == "en"
    assert pdf.catalog["/MarkInfo"]["/Marked"].value is True


DUPLEX = {HOST_SHEET: "/DuplexFlipLongEdge", CARDS: "/DuplexFlipLongEdge", WORKSHEET: "/Simplex"}


@pytest.mark.parametrize(("case", "paper"), [kit for kit in EVERY_KIT if kit[0] not in ("long", "one-sided")])
def test_each_file_states_its_own_duplex(case: str, paper: str) -> None:
    assert {sheet: _duplex(opened(case, paper, sheet)) for sheet in SHEETS} == DUPLEX


@pytest.mark.parametrize("paper", PAPERS)
def test_a_worksheet_of_two_pages_is_printed_on_both_sides(paper: str) -> None:
    pdf = opened("long", paper, WORKSHEET)
    assert len(pdf) == 2
    assert _duplex(pdf) == "/DuplexFlipLongEdge"


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("case", ["usual", "long"])
def test_without_duplex_every_file_is_printed_on_one_side(case: str, paper: str) -> None:
    kit = build(CASES[case], paper=paper, duplex="none")
    assert {_duplex(kit.pdf(sheet)) for sheet in SHEETS} == {"/Simplex"}
    said = "".join(kit.pdf(sheet).all_text() for sheet in SHEETS) + kit.outcome.stderr
    assert "overleaf" not in said
    assert "both sides" not in said


def test_without_duplex_the_deck_has_no_backs() -> None:
    assert (len(opened("usual", "a4", CARDS)), len(opened("one-sided", "a4", CARDS))) == (4, 2)


# --- metadata --------------------------------------------------------------------------------------------------------

MALE_ALLIES = {
    HOST_SHEET: "Male allies: host sheet",
    CARDS: "Male allies: question cards",
    WORKSHEET: "Male allies: reflection worksheet",
}
DEFINITION = "Time in which nobody, not even you yourself, asks anything of you."  # tests/data/short.yaml


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("paper", PAPERS)
def test_info_and_xmp_name_sheet_series_and_tool(paper: str, sheet: str) -> None:
    for said in _said_twice(opened("usual", paper, sheet)):
        assert said["title"] == MALE_ALLIES[sheet]
        assert said["author"] == "Power Talks"
        assert said["creator"].startswith("hostkit ")
        assert said["producer"].startswith("ReportLab ")
        assert said["subject"].startswith("A male ally is a man who ")


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_subject_is_the_definition_whole(sheet: str) -> None:
    for said in _said_twice(opened("short", "a4", sheet)):
        assert said["subject"] == DEFINITION


@pytest.mark.parametrize("sheet", SHEETS)
def test_without_series_and_definition_author_is_hostkit_and_subject_the_title(sheet: str) -> None:
    for said in _said_twice(opened("least", "a4", sheet)):
        assert said["author"] == "hostkit"
        assert said["subject"] == "Neighbours"


@pytest.mark.parametrize("sheet", SHEETS)
def test_metadata_keeps_accents_and_quotes(sheet: str) -> None:
    for said in _said_twice(opened("letters", "a4", sheet)):
        assert said["author"] == "Café Ørsted & Søster"
        assert said["subject"] == (
            "“Difficult” ‘flights’ of affluent first officers – or „ein ‚Fluss‘“, «une île», an Ångström…"
        )


@pytest.mark.parametrize(("case", "paper"), EVERY_KIT)
def test_no_date_of_making_stands_in_a_file(case: str, paper: str) -> None:
    for sheet in SHEETS:
        pdf = opened(case, paper, sheet)
        assert not {"/CreationDate", "/ModDate"} & set(pdf.reader.trailer["/Info"])
        assert b"Date>" not in pdf.catalog["/Metadata"].get_data()


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_name_of_a_person_or_place_stands_outside_the_pages(sheet: str) -> None:
    pdf = built("long-names", "a4").pdf(sheet)
    outside = "\n".join(_strings(pdf))
    assert MALE_ALLIES[sheet] in outside
    for word in (*LONG_HOST.split(), *LONG_PLACE.split(), "Ana"):
        if len(word) > 3 or word == "Ana":
            assert not re.search(rf"\b{re.escape(word)}\b", outside), word


# --- bookmarks -------------------------------------------------------------------------------------------------------


def test_the_host_sheet_has_bookmarks_for_segments_and_questions() -> None:
    pdf = built("short", "a4").pdf(HOST_SHEET)
    assert _outline(pdf, pdf.reader.outline) == [
        (0, "Rest", 0),
        (1, "Arrivals", 0),
        (1, "Introductions", 0),
        (1, "Three questions", 0),
        (1, "Closing round", 0),
        (1, "Written reaction", 0),
        (1, "End", 0),
        (1, "Three questions", 1),
        (2, "When do you rest?", 1),
        (2, "Who taught you to?", 1),
        (2, "What stops you?", 1),
    ]


@pytest.mark.parametrize("case", ["usual", "long", "letters"])
def test_a_bookmark_opens_the_page_where_its_words_stand(case: str) -> None:
    pdf = opened(case, "a4", HOST_SHEET)
    entries = _outline(pdf, pdf.reader.outline)
    assert len(entries) > 8
    for _, title, page in entries:
        assert title in pdf.text(page)


@pytest.mark.parametrize("sheet", [CARDS, WORKSHEET])
def test_other_sheets_have_no_bookmarks(sheet: str) -> None:
    assert "/Outlines" not in opened("usual", "a4", sheet).catalog


# --- reading ---------------------------------------------------------------------------------------------------------


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


def _said_twice(pdf: Pdf) -> tuple[dict[str, str], dict[str, str]]:
    """Return what Info says, and what XMP says."""
    info = pdf.reader.trailer["/Info"]
    by_info = {
        key.lower(): str(info[f"/{key}"]) for key in ("Title", "Author", "Subject", "Creator", "Producer")
    }
    packet = ET.fromstring(pdf.catalog["/Metadata"].get_data().decode())
    by_xmp = {
        "title": _first(packet, f"{DUBLIN_CORE}title"),
        "author": _first(packet, f"{DUBLIN_CORE}creator"),
        "subject": _first(packet, f"{DUBLIN_CORE}description"),
        "creator": packet.findtext(f".//{XMP}CreatorTool") or "",
        "producer": packet.findtext(f".//{ADOBE_PDF}Producer") or "",
    }
    assert _first(packet, f"{DUBLIN_CORE}language") == "en"
    return by_info, by_xmp


def _first(packet: ET.Element, name: str) -> str:
    return packet.findtext(f".//{name}//{RDF}li") or ""


def _outline(pdf: Pdf, entries: list[Any], level: int = 0) -> list[tuple[int, str, int]]:
    """Return (level, title, page) of each bookmark."""
    found: list[tuple[int, str, int]] = []
    for entry in entries:
        if isinstance(entry, list):
            found += _outline(pdf, entry, level + 1)
        else:
            found.append((level, entry["/Title"], pdf.reader.get_destination_page_number(entry)))
    return found


def _strings(pdf: Pdf) -> list[str]:
    """Return every text outside the pages' content: Info, XMP, bookmarks, alternative texts, descriptions of links."""
    found: list[str] = [pdf.catalog["/Metadata"].get_data().decode()]
    for _, item in _objects(pdf):
        found += _strings_in(item, 0)
    return found


def _strings_in(item: Any, depth: int) -> list[str]:
    if depth > 6:
        return []
    if isinstance(item, dict):
        return [text for value in item.values() for text in _strings_in(value, depth + 1)]
    if isinstance(item, list):
        return [text for value in item for text in _strings_in(value, depth + 1)]
    return [str(item)] if isinstance(item, str) and not str(item).startswith("/") else []
