"""Packed workbooks are checked before a parser of XML sees them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from hostkit.events.tables import workbook_package as module
from tests.support.tables import read, repacked, rows, said, workbook

AGAIN = "Open it in a spreadsheet and save it again as .xlsx."
ALONE = 'Copy the table alone to a new workbook, or save it as "CSV UTF-8".'
SHEET = "xl/worksheets/sheet1.xml"
BOOK = workbook(["topic"], ["x"])


def in_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook with one of its parts changed."""
    return repacked(BOOK, lambda part, data: change(data) if part == name else data)


def foreign(name: str) -> list[str]:
    return [f'events.xlsx: "{name}" in the workbook holds what no spreadsheet writes. {AGAIN}']


@pytest.mark.parametrize(
    "name", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml", "_rels/.rels"]
)
@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        b'<!ENTITY a "b">',
    ],
)
def test_declarations_are_refused(name: str, declaration: bytes) -> None:
    assert said(read(in_part(name, lambda data: declaration + data), "events.xlsx")) == foreign(name)


def test_a_declaration_across_two_pieces_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CHUNK", 100)
    for offset in range(90, 112):
        data = in_part(SHEET, lambda data, at=offset: b" " * at + b"<!DOCTYPE x>" + data)  # type: ignore[misc]
        assert said(read(data, "events.xlsx")) == foreign(SHEET), offset


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp037"])
def test_parts_in_other_encodings_are_refused(encoding: str) -> None:
    data = in_part(SHEET, lambda data: data.decode("utf-8").encode(encoding))
    assert said(read(data, "events.xlsx")) == foreign(SHEET)


def test_parts_that_declare_another_encoding_are_refused() -> None:
    head = b'<?xml version="1.0" encoding="UTF-7"?>'
    assert said(read(in_part(SHEET, lambda data: head + data), "events.xlsx")) == foreign(SHEET)
    head = b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n'
    assert rows(read(in_part(SHEET, lambda data: head + data), "events.xlsx"))


def test_a_picture_may_hold_anything() -> None:
    with zipfile.ZipFile(out := io.BytesIO(BOOK), "a") as archive:
        archive.writestr("xl/media/image1.svg", b"<!DOCTYPE svg>")
    assert rows(read(out.getvalue(), "events.xlsx"))


def test_what_unpacks_to_too_much() -> None:
    data = in_part(SHEET, lambda data: data + b" " * 100_000_000)
    assert len(data) < 200_000
    (problem,) = said(read(data, "events.xlsx"))
    assert problem == f"events.xlsx: the workbook unpacks to 100 MB; 100 MB is the most. {ALONE}"


def test_a_part_that_lies_about_its_size() -> None:
    """Its first bytes alone are unpacked, and their sum is wrong."""
    data = bytearray(in_part(SHEET, lambda data: data + b" " * 5_000_000))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(SHEET).file_size
    lied = bytes(data).replace(struct.pack("<L", size), struct.pack("<L", 2_000))
    assert lied != data
    assert said(read(lied, "events.xlsx")) == [f"events.xlsx: the workbook is damaged. {AGAIN}"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SHEET, b"</sheetData>", b"<row>" + b"<c/>" * 100_000 + b"</row></sheetData>"),
        (SHEET, b"</sheetData>", b"<row/>" * 2_000 + b"</sheetData>"),
        ("xl/styles.xml", b"</cellXfs>", b"<xf/>" * 1_000 + b"</cellXfs>"),
    ],
    ids=["one endless row", "rows", "styles"],
)
def test_parts_with_too_many_tags(monkeypatch: pytest.MonkeyPatch, name: str, old: bytes, new: bytes) -> None:
    monkeypatch.setattr(module, "_MOST_TAGS", 1_000 if b"<row/>" in new else 1_000_000)
    monkeypatch.setattr(module, "_MOST_OTHER_TAGS", 1_000)
    assert rows(read(BOOK, "events.xlsx"))
    data = in_part(name, lambda data: data.replace(old, new))
    assert said(read(data, "events.xlsx")) == [f'events.xlsx: "{name}" in the workbook is too large. {ALONE}']


@pytest.mark.parametrize(
    "parts",
    [
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"},
        {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"},
        {},
    ],
)
def test_another_packed_file(parts: dict[str, str]) -> None:
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        for name, text in (parts or {"a.txt": "x"}).items():
            archive.writestr(name, text)
    assert said(read(out.getvalue(), "events.xlsx")) == [
        'events.xlsx: this is a packed file, but no Excel workbook. Save it as .xlsx, or as "CSV UTF-8".'
    ]
