"""What spreadsheets leave in tables: a title above the names, hidden rows, links behind words, one column for all."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook

from hostkit.events.tables.table import template
from tests.support.tables import read, rows, said, workbook

TITLES = [["Our evenings in spring"], [], ["Topic", "Host"], ["x", "Ana"]]


def as_csv(lines: list[list[str]], separator: str = ",") -> str:
    return "".join(f"{separator.join(line)}\n" for line in lines)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_title_above_the_names_is_skipped_with_a_word(separator: str) -> None:
    table = read(as_csv(TITLES, separator))
    assert said(table) == []
    assert rows(table) == {4: {"topic": "x", "host": "Ana"}}
    assert table.notes == ("events.csv: the names of the columns stand in row 3; row 1 is not read.",)


def test_a_merged_title_above_the_names_of_a_workbook_is_skipped_with_a_word() -> None:
    data = workbook(
        ["Our evenings"], ["in spring"], *TITLES[1:], change=lambda book, sheet: sheet.merge_cells("A1:B1")
    )
    table = read(data, "events.xlsx")
    assert said(table) == []
    assert rows(table) == {5: {"topic": "x", "host": "Ana"}}
    assert table.notes == (
        "events.xlsx: the names of the columns stand in row 4; 2 rows above them are not read.",
    )


def test_a_title_that_is_a_name_too_is_above_the_names() -> None:
    assert rows(read("Topic,\ntopic,host\nx,Ana\n")) == {3: {"topic": "x", "host": "Ana"}}
    assert rows(read("topic,#\nx,host\n")) == {2: {"topic": "x"}}


@pytest.mark.parametrize(
    ("sign", "name"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_all_columns_in_one(sign: str, name: str) -> None:
    lines = [sign.join(("topic", "date", "host")), sign.join(("x", "2027-01-14", "Ana"))]
    message = (
        f"row 1: all columns stand in one, with {name} between. "
        'In the spreadsheet, choose "Text to Columns", then save the table again.'
    )
    assert said(read(workbook(*([line] for line in lines)), "events.xlsx")) == [f"events.xlsx: {message}"]
    assert said(read("".join(f'"{line}"\n' for line in lines))) == [f"events.csv: {message}"]


def test_hidden_rows_and_columns_are_named_and_read() -> None:
    def hide(book: Workbook, sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.column_dimensions["H"].hidden = True

    table = read(workbook(["topic", "host"], ["x", "Ana"], ["y", "Bea"], change=hide), "events.xlsx")
    assert [row["host"] for row in rows(table).values()] == ["Ana", "Bea"]
    assert table.notes == (
        "events.xlsx: row 3, column B are hidden in the spreadsheet, and read all the same.",
    )


def test_many_hidden_rows_are_counted() -> None:
    def hide(book: Workbook, sheet: Any) -> None:
        for row in range(2, 22):
            sheet.row_dimensions[row].hidden = True

    (note,) = read(
        workbook(["topic", "host"], *([str(n), "Ana"] for n in range(20)), change=hide), "events.xlsx"
    ).notes
    assert "row 2, row 3, " in note
    assert "row 9 and 12 more are hidden" in note


@pytest.mark.parametrize(
    ("text", "url", "used"),
    [
        ("our group", "https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("https://example.org/typed", "https://example.org/behind", "https://example.org/typed"),
        ("https://example.org", "https://example.org/", "https://example.org"),
    ],
)
def test_the_link_of_a_cell_is_used_where_its_text_is_none(text: str, url: str, used: str) -> None:
    def link(book: Workbook, sheet: Any) -> None:
        sheet["B2"].hyperlink = url
        sheet["B2"].value = text
        sheet["C2"].hyperlink = "https://example.org/of-the-place"

    table = read(
        workbook(["topic", "group_url", "place"], ["x", text, "Library"], change=link), "events.xlsx"
    )
    assert said(table) == []
    assert rows(table) == {2: {"topic": "x", "group_url": used, "place": "Library"}}


def test_a_mail_address_behind_a_text_is_no_link() -> None:
    def link(book: Workbook, sheet: Any) -> None:
        sheet["B2"].hyperlink = "mailto:ana@example.org"
        sheet["B2"].value = "our group"

    (problem,) = said(read(workbook(["topic", "group_url"], ["x", "our group"], change=link), "events.xlsx"))
    assert "group_url: the link" in problem


def test_names_of_columns_may_lead_somewhere_and_have_special_spaces() -> None:
    def link(book: Workbook, sheet: Any) -> None:
        sheet["A1"].hyperlink = "https://example.org"
        sheet["A1"].value = "topic"

    data = workbook(
        ["topic", "group\u00a0name", "pre\u202fread_url"], ["x", "Fridays", "\u2009"], change=link
    )
    assert rows(read(data, "events.xlsx")) == {2: {"topic": "x", "group_name": "Fridays"}}


def test_the_template_with_semicolons_is_the_same_table() -> None:
    assert rows(read(template(";"))) == rows(read(template()))
