"""What a finished file says about itself: metadata, which name no person, and bookmarks."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from tests.support.built import HOST_SHEET, opened
from tests.support.cases import LONG_HOST, LONG_PLACE, PAPERS
from tests.support.kits import SHEETS as ALL_SHEETS
from tests.support.pages import Pdf

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ADOBE_PDF = "{http://ns.adobe.com/pdf/1.3/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"


MALE_ALLIES = {sheet: f"Male allies: {sheet.replace('-', ' ')}" for sheet in ALL_SHEETS}


@pytest.mark.parametrize("sheet", ALL_SHEETS)
@pytest.mark.parametrize("paper", PAPERS)
def test_info_and_xmp_name_sheet_series_and_tool(paper: str, sheet: str) -> None:
    for said in _said_twice(opened("usual", paper, sheet)):
        assert said["title"] == MALE_ALLIES[sheet]
        assert said["author"] == "Power Talks"
        assert said["creator"].startswith("hostkit ")
        assert said["producer"].startswith("ReportLab ")
        assert said["subject"].startswith("By ally, we mean a man who stands up to sexism ")


@pytest.mark.parametrize("sheet", ALL_SHEETS)
def test_no_name_of_a_person_or_place_stands_outside_the_pages(sheet: str) -> None:
    pdf = opened("long-names", "a4", sheet)
    outside = "\n".join(_strings(pdf))
    assert MALE_ALLIES[sheet] in outside
    for word in (*LONG_HOST.split(), *LONG_PLACE.split(), "Ana"):
        if len(word) > 3 or word == "Ana":
            assert not re.search(rf"\b{re.escape(word)}\b", outside), word


@pytest.mark.parametrize("case", ["usual", "long", "letters"])
def test_a_bookmark_opens_the_page_where_its_words_stand(case: str) -> None:
    pdf = opened(case, "a4", HOST_SHEET)
    entries = _outline(pdf, pdf.reader.outline)
    assert len(entries) > 8
    for _, title, page in entries:
        assert title in pdf.text(page)


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
