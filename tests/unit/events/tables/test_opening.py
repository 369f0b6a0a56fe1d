"""Files that are not what their name says are answered with what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hostkit.events.tables import table_files as opening
from hostkit.events.tables.read_table import read_table
from tests.support.tables import read, rows, said, workbook

ENDINGS = "Tables end in .csv, .tsv, .xlsx, .yaml, .yml."


@pytest.mark.parametrize("name", ["events.csv", "EVENTS.CSV", "events.tsv", "événements 1.csv"])
def test_endings_in_any_case(name: str) -> None:
    assert rows(read("topic\nmale-allies\n", name)) == {2: {"topic": "male-allies"}}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("events.ods", '".ods" is no ending of a table.'),
        ("events.xls", '".xls" is no ending of a table.'),
        ("events.txt", '".txt" is no ending of a table.'),
        ("events", "the name has no ending."),
        (".csv", "the name has no ending."),
    ],
)
def test_other_endings(name: str, wrong: str) -> None:
    assert said(read("topic\nx\n", name)) == [
        f'{name}: {wrong} Save it as .xlsx, or as "CSV UTF-8". {ENDINGS}'
    ]


@pytest.mark.parametrize("name", ["~$events.xlsx", ".~lock.events.csv#"])
def test_what_programs_leave_beside_an_open_table(name: str) -> None:
    wrong = "this only says that somebody has a table open in a spreadsheet program."
    assert said(read(b"\x03Ana", name)) == [f"{name}: {wrong} Name the table itself."]


@pytest.mark.parametrize("name", ["events.csv", "events.xlsx", "events.yaml"])
@pytest.mark.parametrize("content", [b"", b" \r\n\n"])
def test_empty_file(name: str, content: bytes) -> None:
    remedy = "Begin with the table that hostkit batch --template prints."
    assert said(read(content, name)) == [f"{name}: the file is empty. {remedy}"]


def test_too_large_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_BYTES", 30)
    assert rows(read(b"topic\n" + b"x" * 24))[2]
    assert said(read(b"topic\n" + b"x" * 25)) == [
        "events.csv: the file is larger than 50 MB. Split it, or take out what is no list of events."
    ]


@pytest.mark.parametrize(("name", "ending"), [("events.csv", ".csv"), ("events.yaml", ".yaml")])
def test_workbook_named_as_text(name: str, ending: str) -> None:
    assert said(read(workbook(["topic"], ["x"]), name)) == [
        f"{name}: this is a workbook or another packed file, not the text that {ending} stands for. "
        'If it is a workbook, name it events.xlsx; else save it as .xlsx, or as "CSV UTF-8".'
    ]


@pytest.mark.parametrize("content", [b"topic\nx\n", "topic\nx\n".encode("utf-16")])
def test_text_named_as_workbook(content: bytes) -> None:
    assert said(read(content, "events.xlsx")) == [
        "events.xlsx: this is no workbook. "
        'If it is a table as text, name it events.csv; else save it as .xlsx, or as "CSV UTF-8".'
    ]


@pytest.mark.parametrize(
    ("content", "wrong", "remedy"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
            "this is a workbook in Excel's old format, or one with a password.",
            "Save it as .xlsx, without a password.",
        ),
        (
            b"\n<html><table>",
            "this is a web page or XML, not a workbook.",
            'Open it in a spreadsheet. Save it as .xlsx, or as "CSV UTF-8".',
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0",
            "this is no workbook.",
            'Open it in a spreadsheet, if that can be done. Save it as .xlsx, or as "CSV UTF-8".',
        ),
    ],
)
def test_something_else_named_as_workbook(content: bytes, wrong: str, remedy: str) -> None:
    assert said(read(content, "events.xlsx")) == [f"events.xlsx: {wrong} {remedy}"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x1f\x8b\x08\0", "a packed file"),
        (b"\n<!DOCTYPE html><table>", "a web page or XML"),
        (b"\x7fELF\x02\x01\x01\0\0\0\xff", "no text"),
    ],
)
def test_something_else_named_as_text(content: bytes, what: str) -> None:
    assert said(read(content)) == [
        f"events.csv: this is {what}, not a table. "
        'Open the table in a spreadsheet. Save it as .xlsx, or as "CSV UTF-8".'
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_not_waited_for() -> None:
    os.mkfifo("events.csv")
    # Held open at both ends, a reader waits for nothing but words.
    held = os.open("events.csv", os.O_RDWR)
    os.write(held, b"topic\n" * 3)
    try:
        assert said(read_table(Path("events.csv"))) == [
            "events.csv: this is a pipe, not a file. Name a table."
        ]
    finally:
        os.close(held)
