"""A Word file becomes paragraphs: lists, headings, bold, tables, footnotes; nothing that mammoth drops is lost."""

from __future__ import annotations

import builtins
import io
import shlex
import sys
import zipfile
from typing import Any

import pytest

from hostkit.core.errors import HostkitError, SourceError
from hostkit.importing.paragraph import CELL, SourceParagraph
from hostkit.importing.source_file import WORD, SourceFile
from hostkit.importing.word import MOST_PARAGRAPHS, read_word
from hostkit.importing.word_html import read_html
from tests.support.word_files import W, packed, paragraph, run, table, word_file

SAVE = "Open it in a word processor and save it as .docx again, or as .txt."


def read(data: bytes) -> list[SourceParagraph]:
    return read_word(SourceFile("x.docx", "x", WORD, data))[0]


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as refused:
        read(data)
    return str(refused.value)


def test_paragraphs_are_counted_from_one() -> None:
    assert [(p.plain, p.line) for p in read(word_file("Trust", "Why?"))] == [("Trust", 1), ("Why?", 2)]


def test_bold_underlined_and_capital_lines_show_as_titles() -> None:
    found = read(
        word_file(
            paragraph(run("Bold", "<w:b/>")),
            paragraph(run("Under", '<w:u w:val="single"/>')),
            paragraph(run("caps", "<w:caps/>")),
            "LOUD",
            paragraph(run("half", "<w:b/>"), run(" bold")),
        )
    )
    assert [(p.plain, p.shows) for p in found] == [
        ("Bold", True),
        ("Under", True),
        ("caps", True),
        ("LOUD", True),
        ("half bold", False),
    ]


def test_numbers_typed_by_hand_and_tabs_are_understood() -> None:
    found = read(word_file("1. Why?", "2.\tWho?", "-\tWhose?", "Pre-read:\tA book"))
    assert [(p.marker, p.text) for p in found] == [
        ("1.", "Why?"),
        ("2.", "Who?"),
        ("-", "Whose?"),
        ("", f"Pre-read:{CELL}A book"),
    ]


def test_a_paragraph_broken_by_hand_is_several() -> None:
    broken = "<w:p><w:r><w:t>One</w:t><w:br/><w:t>Two</w:t><w:br/><w:br/><w:t>Three</w:t></w:r></w:p>"
    assert [(p.plain, p.apart) for p in read(word_file(broken))] == [
        ("One", True),
        ("Two", False),
        ("Three", True),
    ]


def test_tables_are_cells_and_a_table_within_a_cell_is_its_text() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{table(('In', 'side'))}<w:p/></w:tc><w:tc>{paragraph('Out')}</w:tc></w:tr></w:tbl>"
    found = read(word_file(table(("Time", "What"), ("19:00", "Tea")), inner))
    assert [p.text for p in found] == [f"Time{CELL}What", f"19:00{CELL}Tea", f"In side{CELL}Out"]


def test_headers_comments_and_text_that_mammoth_drops_come_behind() -> None:
    header = f'<w:hdr xmlns:w="{W}">{paragraph("Second Tuesday")}</w:hdr>'
    lost = "<w:customThing><w:p><w:r><w:t>Kept after all</w:t></w:r></w:p></w:customThing>"
    found = read(word_file("Trust", lost, parts={"word/header1.xml": header, "word/header2.xml": header}))
    assert [(p.plain, p.footnote) for p in found] == [
        ("Trust", False),
        ("Kept after all", True),
        ("Second Tuesday", True),
    ]


def test_what_was_deleted_is_not_read() -> None:
    deleted = "<w:p><w:r><w:t>Why?</w:t></w:r><w:del><w:r><w:delText>Gone</w:delText></w:r></w:del></w:p>"
    assert [p.plain for p in read(word_file(deleted))] == ["Why?"]


def test_pictures_are_never_opened() -> None:
    data = word_file("Trust", parts={"word/media/image1.png": b"no picture at all"})
    assert [p.plain for p in read(data)] == ["Trust"]


def test_lists_and_footnotes_of_what_mammoth_writes() -> None:
    html = (
        '<h2>Part</h2><ol><li>Why?<sup><a href="#footnote-2" id="footnote-ref-2">[1]</a></sup>'
        "<ul><li>Who?</li></ul></li>"
        '<li>When?</li></ol><blockquote><p>Said.</p></blockquote><p>See <a href="https://example.org/x">this</a>.</p>'
        '<ol><li id="footnote-2"><p> For the host: wait. <a href="#footnote-ref-2">↑</a></p></li></ol>'
    )
    found = read_html(html)
    assert [(p.plain, p.kind, p.number, p.depth, p.level, p.footnote, p.quoted) for p in found] == [
        ("Part", "", 0, 0, 2, False, 0),
        ("Why?", "number", 1, 0, 0, False, 0),
        ("For the host: wait.", "", 0, 0, 0, True, 0),
        ("Who?", "bullet", 1, 1, 0, False, 0),
        ("When?", "number", 2, 0, 0, False, 0),
        ("Said.", "", 0, 0, 0, False, 1),
        ("See this (https://example.org/x).", "", 0, 0, 0, False, 0),
    ]


def test_a_link_whose_words_are_its_address_stands_once() -> None:
    assert (
        read_html('<p><a href="https://example.org/x"><u>example.org/x</u></a></p>')[0].plain
        == "https://example.org/x"
    )


# --- refused ---


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            packed({"content.xml": "x"}),
            "this is an OpenDocument file. Open it and save it as .docx, then import that.",
        ),
        (
            packed({"xl/workbook.xml": "x"}),
            "this is a spreadsheet. Copy its cells into a .txt file, and import that.",
        ),
        (
            packed({"a.txt": "x"}),
            "this is a packed file, and no Word file. Unpack it, and import the text in it.",
        ),
        (word_file("<w:p>"), f"its part word/document.xml is damaged (line 1). {SAVE}"),
        (word_file("x")[:300], f"the file is damaged. {SAVE}"),
        (
            word_file("x", parts={"word/media/x.bin": b"\0" * 70_000_000}),
            "the file unpacks to 70 MB; 60 MB is the most. Save its text as .txt, and import that.",
        ),
        (
            word_file("x", parts={"word/footnotes.xml": b" " * 6_000_000}),
            "the file unpacks to 6 MB in word/footnotes.xml, which no evening needs. "
            "Save its text as .txt, and import that.",
        ),
        (
            word_file(*["x"] * (MOST_PARAGRAPHS + 1)),
            f"the file was not read: it holds more than 4000 paragraphs, and an evening has a hundred. {SAVE}",
        ),
        (
            word_file("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60),
            f"the file was not read: its XML is nested deeper than 120 levels. {SAVE}",
        ),
    ],
    ids=["odt", "xlsx", "zip", "broken", "cut", "bomb", "bomb-xml", "paragraphs", "deep"],
)
def test_what_is_no_word_file_or_too_much(data: bytes, message: str) -> None:
    assert refusal(data) == f"x.docx: {message}"


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE r SYSTEM "https://example.org/x.dtd">',
    ],
)
@pytest.mark.parametrize("part", ["document", "styles", "relations"])
def test_document_types_and_entities_are_refused_in_every_part(declared: str, part: str) -> None:
    head = f'<?xml version="1.0"?>{declared}'
    styles = f'{head}<w:styles xmlns:w="{W}"/>'
    data = {
        "document": word_file("x", head=head),
        "styles": word_file("x", parts={"word/styles.xml": styles}),
        "relations": word_file("x", parts={"word/_rels/document.xml.rels": styles}),
    }[part]
    wrong = (
        "the file was not read: its XML declares a document type or entities, which no word processor writes."
    )
    assert refusal(data) == f"x.docx: {wrong} {SAVE}"


def test_a_size_that_is_a_lie_is_found_when_it_is_unpacked() -> None:
    data = bytearray(word_file("x", parts={"word/footnotes.xml": b" " * 6_000_000}))
    size = (6_000_000).to_bytes(4, "little")
    while size in data:
        at = data.index(size)
        data[at : at + 4] = (1_000).to_bytes(4, "little")
    assert refusal(bytes(data)).startswith("x.docx: ")


def test_without_mammoth_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "mammoth":
            raise ImportError(name)
        return whole(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "mammoth", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(HostkitError) as refused:
        read(word_file("x"))
    assert str(refused.value) == (
        "x.docx: to read Word files hostkit needs mammoth. Install it with "
        f"{shlex.quote(sys.executable)} -m pip install mammoth, or save the text as .txt and import that."
    )


@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels"])
def test_a_part_that_cannot_be_unpacked_is_damage(part: str) -> None:
    """The directory of the package is whole, the packed bytes are not: zlib says so, not zipfile."""
    data = bytearray(word_file("Some words of a text. " * 40))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        begin = package.getinfo(part).header_offset + 30 + len(part)
    data[begin : begin + 8] = b"\xff" * 8
    assert "x.docx: the file is damaged" in refusal(bytes(data))
