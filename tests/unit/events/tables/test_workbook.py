"""Workbooks: which sheet, which cells, and what is said of those that have no value to print."""

from __future__ import annotations

import builtins
import datetime as dt
import shlex
import sys
import warnings
from typing import Any

import pytest
from openpyxl import Workbook

from hostkit.events.tables import workbook as module
from tests.support.tables import DATA, read, repacked, rows, said, saved, workbook

AGAIN = "Open the table in a spreadsheet and save it again, or write the value."
NAMES = ["Topic", "Date", "Start", "Guests", "Place"]


def test_cells_by_their_types() -> None:
    lines: list[list[object]] = [
        ["a", dt.date(2026, 9, 30), dt.time(18, 30), 10, "Mill"],
        ["b", dt.datetime(2026, 9, 30), 0.75, 10.0, 12],
        ["c", "30.9.2026", "6 pm", "10", "  12\nMill  Lane "],
        ["d", None, dt.timedelta(hours=18), None, None],
    ]
    evening = {"date": dt.date(2026, 9, 30), "guests": 10}
    assert rows(read(workbook(NAMES, *lines), "events.xlsx")) == {
        2: {"topic": "a", **evening, "start": 1110, "place": "Mill"},
        3: {"topic": "b", **evening, "start": 1080, "place": "12"},
        4: {"topic": "c", **evening, "start": 1080, "place": "12, Mill Lane"},
        5: {"topic": "d", "start": 1080},
    }


def test_cells_that_are_refused_by_row_and_column() -> None:
    def change(_book: Workbook, sheet: Any) -> None:
        sheet["E2"] = True
        sheet["D3"] = 19.5
        sheet["B4"] = 46295
        sheet["E5"].value, sheet["E5"].number_format = 1234, "00000"
        sheet["D6"].value, sheet["D6"].data_type = "#DIV/0!", "e"
        sheet["D7"], sheet["D7"].number_format = 10, "yyyy-mm-dd"

    lines = [["x", None, None, None, None]] * 6
    table = read(workbook(NAMES, *lines, ["y"], change=change), "events.xlsx")
    assert said(table) == [
        "events.xlsx: row 2, Place: is TRUE, a truth value. Write it as text, with an apostrophe before it.",
        'events.xlsx: row 3, Guests: "19.5" is no whole number. Write a whole number from 1 to 200.',
        "events.xlsx: row 4, Date: is the number 46295, no date. Format the cell as a date.",
        "events.xlsx: row 5, Place: is the number 1234, shown in a format of its own. "
        "Write it as text, with an apostrophe before it.",
        "events.xlsx: row 6, Guests: holds the error #DIV/0!. Mend its formula, or write a value.",
        "events.xlsx: row 7, Guests: is a date, 1900-01-10. Format the cell as a number.",
    ]
    assert list(rows(table)) == [8]


def test_a_text_that_looks_like_an_error_or_a_formula_is_a_text() -> None:
    def change(_book: Workbook, sheet: Any) -> None:
        for cell, text in (("E2", "#1"), ("E3", "=1+1")):
            sheet[cell].value, sheet[cell].data_type = text, "s"

    table = read(workbook(NAMES, ["x"], ["y"], change=change), "events.xlsx")
    assert [row["place"] for row in rows(table).values()] == ["#1", "=1+1"]


def test_a_formula_without_a_value() -> None:
    table = read(workbook(NAMES, ["x", None, None, 8, '="a"&"b"'], ["y"]), "events.xlsx")
    assert said(table) == [f"events.xlsx: row 2, Place: holds a formula without a value. {AGAIN}"]
    assert list(rows(table)) == [3]


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        (b'<c r="E2" t="str"><f>A2</f><v>Mill</v></c>', "Mill"),
        (b'<c r="E2" t="str"><f>A2</f><v></v></c>', None),
        (b'<c r="E2" t="str"><f>A2</f><v/></c>', None),
        (b'<c r="E2"><f>3+4</f><v>7</v></c>', "7"),
        (b'<c r="E2"/>', None),
        (b'<c r="E2" t="inlineStr"><is><t>Mill</t></is></c>', "Mill"),
        (b'<c r="E2" t="inlineStr"><is><r><t>Mi</t></r><r><t>ll</t></r></is></c>', "Mill"),
    ],
)
def test_values_that_a_spreadsheet_kept(cell: bytes, place: str | None) -> None:
    data = _with_cell(cell)
    expected = {"topic": "x"} if place is None else {"topic": "x", "place": place}
    assert rows(read(data, "events.xlsx")) == {2: expected}


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (b"12 Mill Lane_x000D_\nLeeds", "12 Mill Lane, Leeds"),
        (b"a_x00e9_b", "aéb"),
        (b"a_x00G9_b _x_ _x12_", "a_x00G9_b _x_ _x12_"),
    ],
)
def test_characters_that_a_workbook_writes_by_their_numbers(text: bytes, read_as: str) -> None:
    data = _with_cell(b'<c r="E2" t="inlineStr"><is><t>' + text + b"</t></is></c>")
    assert rows(read(data, "events.xlsx"))[2]["place"] == read_as


def test_a_control_character_written_by_its_number_is_refused() -> None:
    data = _with_cell(b'<c r="E2" t="inlineStr"><is><t>a_x0007_b</t></is></c>')
    wrong = 'the control character U+0007 stands in the text (after "a"). Delete it.'
    assert said(read(data, "events.xlsx")) == [f"events.xlsx: row 2, Place: {wrong}"]


def test_an_escape_that_may_be_none_is_refused() -> None:
    """openpyxl drops the mark which tells a typed _x0041_ from an A, in texts that cells share."""
    typed = "Åsa Öberg".encode()
    data = repacked(
        (DATA / "events-libreoffice.xlsx").read_bytes(),
        lambda name, part: part.replace(typed, b"_x005F_x0041_"),
    )
    table = read(data, "events.xlsx")
    assert said(table) == [
        "events.xlsx: row 2, Host: holds _x0041_, which may stand for another character. "
        'Write it in other words, or save the table as "CSV UTF-8".'
    ]
    assert list(rows(table)) == [3, 5]


def test_the_first_visible_sheet_that_names_columns_is_read() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Read me"
    book.active["A1"] = "Fill in the next sheet"
    for title, state in (("Old", "hidden"), ("Spring\x7f", "visible"), ("Autumn", "visible")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        sheet.append(["topic"])
        sheet.append([title])
    table = read(saved(book), "events.xlsx")
    assert table.notes == (
        'events.xlsx: the sheet "Spring\\x7f" is read; "Read me", "Old", "Autumn" are not.',
    )
    assert said(table)[0].startswith("events.xlsx: row 2, topic: the control character U+007F")


def test_one_sheet_needs_no_note() -> None:
    assert read(workbook(["topic"], ["x"]), "events.xlsx").notes == ()


@pytest.mark.parametrize("lines", [[], [[None, "  "]], [["name", "age"], ["x", 3]]])
def test_no_sheet_names_columns(lines: list[list[object]]) -> None:
    (problem,) = said(read(workbook(*lines), "events.xlsx"))
    assert problem == (
        "events.xlsx: row 1: no column here has a name that is known, such as id, topic, date, start or minutes. "
        "Write the names above the events; hostkit batch --template prints a table to start from."
    )


def test_rows_and_columns_are_those_that_the_spreadsheet_shows() -> None:
    def change(_book: Workbook, sheet: Any) -> None:
        sheet["C4"], sheet["D4"] = "topic", "guests"
        sheet["C6"], sheet["D6"] = "x", 0
        sheet["C9"], sheet["F9"] = "y", "stray"

    assert said(read(workbook(change=change), "events.xlsx")) == [
        'events.xlsx: row 6, guests: "0" is too small. Write a whole number from 1 to 200.',
        "events.xlsx: row 9, column F: stands in a column without a name. "
        "Name the column (one of your own with # before its name), or clear the cell.",
    ]


def test_a_wrong_size_cuts_nothing_off() -> None:
    data = repacked(
        workbook(["topic"], ["x"], ["y"]),
        lambda name, part: part.replace(b'ref="A1:A3"', b'ref="A1"') if "sheet1" in name else part,
    )
    assert list(rows(read(data, "events.xlsx"))) == [2, 3]


def test_a_name_above_a_column_that_is_no_text() -> None:
    assert said(read(workbook(["topic", 5], ["x", None]), "events.xlsx")) == [
        "events.xlsx: row 1: the name of column B is no text. Write one of the names of columns."
    ]


def test_a_cell_far_below_or_beside() -> None:
    far = b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>'
    data = repacked(workbook(["topic"], ["x"]), _in_sheet(b"</sheetData>", far))
    assert said(read(data, "events.xlsx")) == [
        'events.xlsx: the sheet "Sheet" has too many cells, most of them blank. '
        "Copy the table alone to a new workbook."
    ]


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_CELLS", 6)
    assert rows(read(workbook(["topic"], ["x"], ["y"]), "events.xlsx"))
    assert not read(workbook(["topic"], ["x"], ["y"], ["z"]), "events.xlsx").rows


def test_too_many_columns() -> None:
    names = ["topic", *(f"n{count}" for count in range(64))]
    assert said(read(workbook(names, ["x"]), "events.xlsx")) == [
        "events.xlsx: row 1: there are 65 columns; 64 is the most. Take out what is no event's."
    ]


def test_without_openpyxl(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "openpyxl":
            raise ImportError(name)
        return load(name, *args, **kwargs)

    data = workbook(["topic"], ["x"])
    monkeypatch.setattr(builtins, "__import__", without)
    assert said(read(data, "events.xlsx")) == [
        "events.xlsx: reading a workbook needs openpyxl, which is not installed. "
        f'Run {shlex.quote(sys.executable)} -m pip install openpyxl, or save the table as "CSV UTF-8".'
    ]
    assert rows(read("topic\nx\n")) == {2: {"topic": "x"}}


def test_what_openpyxl_warns_of_reaches_nobody() -> None:
    late = b'<c r="E2" s="1"><v>99999999999</v></c>'
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = read(_with_cell(late, dt.date(2026, 1, 1)), "events.xlsx")
    assert said(table) == [
        "events.xlsx: row 2, Place: holds the error #VALUE!. Mend its formula, or write a value."
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda name, part: None if name == "xl/workbook.xml" else part,
        lambda name, part: part[:-20] if "sheet1" in name else part,
        lambda name, part: part.replace(b"<v>9</v>", b"<v>99</v>") if "sheet1" in name else part,
        lambda name, part: part.replace(b'r="A1"', b'r="!"') if "sheet1" in name else part,
    ],
    ids=["no list of sheets", "cut off", "a text that is not there", "a cell that is nowhere"],
)
def test_a_workbook_that_openpyxl_cannot_read(change: Any) -> None:
    data = repacked((DATA / "events-libreoffice.xlsx").read_bytes(), change)
    (problem,) = said(read(data, "events.xlsx"))
    assert problem.startswith("events.xlsx: the workbook cannot be read (")
    assert problem.endswith("). Open it in a spreadsheet and save it again as .xlsx.")


def _with_cell(cell: bytes, place: object = "there") -> bytes:
    """Return a workbook in which the cell E2, under Place, is this piece of XML."""

    def change(name: str, part: bytes) -> bytes:
        if "sheet1" not in name:
            return part
        start = part.index(b'<c r="E2"')
        end = part.index(b"</c>", start) + len(b"</c>")
        return part[:start] + cell + part[end:]

    return repacked(workbook(NAMES, ["x", None, None, None, place]), change)


def _in_sheet(old: bytes, new: bytes) -> Any:
    return lambda name, part: part.replace(old, new) if "sheet1" in name else part
