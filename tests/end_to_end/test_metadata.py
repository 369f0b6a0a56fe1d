"""What a finished file says about itself: metadata, which name no person, and bookmarks."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from tests.support.built import (
    ALL_SHEETS,
    CARDS,
    DOOR_SIGN,
    EVERY_KIT,
    HOST_SHEET,
    INVITATION,
    WORKSHEET,
    built,
    opened,
)
from tests.support.cases import LONG_HOST, LONG_PLACE, PAPERS
from tests.support.pages import Pdf

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ADOBE_PDF = "{http://ns.adobe.com/pdf/1.3/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"


MALE_ALLIES = {
    HOST_SHEET: "Male allies: host sheet",
    CARDS: "Male allies: question cards",
    WORKSHEET: "Male allies: reflection worksheet",
    INVITATION: "Male allies: invitation",
    DOOR_SIGN: "Male allies: door sign",
}
DEFINITION = "Time in which nobody, not even you yourself, asks anything of you."  # tests/data/short.yaml


@pytest.mark.parametrize("sheet", ALL_SHEETS)
@pytest.mark.parametrize("paper", PAPERS)
def test_info_and_xmp_name_sheet_series_and_tool(paper: str, sheet: str) -> None:
    for said in _said_twice(opened("usual", paper, sheet)):
        assert said["title"] == MALE_ALLIES[sheet]
        assert said["author"] == "Power Talks"
        assert said["creator"].startswith("hostkit ")
        assert said["producer"].startswith("ReportLab ")
        assert said["subject"].startswith("A male ally is a man who ")


@pytest.mark.parametrize("sheet", ALL_SHEETS)
def test_the_subject_is_the_definition_whole(sheet: str) -> None:
    for said in _said_twice(opened("short", "a4", sheet)):
        assert said["subject"] == DEFINITION


@pytest.mark.parametrize("sheet", ALL_SHEETS)
def test_without_series_and_definition_author_is_hostkit_and_subject_the_title(sheet: str) -> None:
    for said in _said_twice(opened("least", "a4", sheet)):
        assert said["author"] == "hostkit"
        assert said["subject"] == "Neighbours"


@pytest.mark.parametrize("sheet", ALL_SHEETS)
def test_metadata_keeps_accents_and_quotes(sheet: str) -> None:
    for said in _said_twice(opened("letters", "a4", sheet)):
        assert said["author"] == "Café Ørsted & Søster"
        assert said["subject"] == (
            "“Difficult” ‘flights’ of affluent first officers – or „ein ‚Fluss‘“, «une île», an Ångström…"
        )


@pytest.mark.parametrize(("case", "paper"), EVERY_KIT)
def test_no_date_of_making_stands_in_a_file(case: str, paper: str) -> None:
    for sheet in ALL_SHEETS:
        pdf = opened(case, paper, sheet)
        assert not {"/CreationDate", "/ModDate"} & set(pdf.reader.trailer["/Info"])
        assert b"Date>" not in pdf.catalog["/Metadata"].get_data()


@pytest.mark.parametrize("sheet", ALL_SHEETS)
def test_no_name_of_a_person_or_place_stands_outside_the_pages(sheet: str) -> None:
    pdf = opened("long-names", "a4", sheet)
    outside = "\n".join(_strings(pdf))
    assert MALE_ALLIES[sheet] in outside
    for word in (*LONG_HOST.split(), *LONG_PLACE.split(), "Ana"):
        if len(word) > 3 or word == "Ana":
            assert not re.search(rf"\b{re.escape(word)}\b", outside), word


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


@pytest.mark.parametrize("sheet", [CARDS, WORKSHEET, INVITATION, DOOR_SIGN])
def test_other_sheets_have_no_bookmarks(sheet: str) -> None:
    assert "/Outlines" not in opened("usual", "a4", sheet).catalog


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


def _objects(pdf: Pdf) -> list[tuple[int, Any]]:
    return [(number, pdf.reader.get_object(number)) for number in range(1, pdf.reader.trailer["/Size"])]
