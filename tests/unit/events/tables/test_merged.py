"""Merged cells: a blank would print where somebody sees a value, so their rows are refused."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook

from tests.support.tables import read, rows, said, workbook

UNMERGE = "Unmerge them, and write the value into each."


def merging(*names: str) -> Any:
    def change(_book: Workbook, sheet: Any) -> None:
        for name in names:
            sheet.merge_cells(name)

    return change


def test_rows_that_merged_cells_touch_are_refused() -> None:
    lines = [
        ["topic", "place", "host"],
        ["a", "Mill", "Ana"],
        ["b"],
        ["c"],
        ["d", "Library"],
        ["e", "x", "y"],
    ]
    table = read(workbook(*lines, change=merging("B2:B4", "B5:C5")), "events.xlsx")
    assert said(table) == [
        f"events.xlsx: row 2, place: the cells B2:B4 are merged. {UNMERGE}",
        f"events.xlsx: row 5, place: the cells B5:C5 are merged. {UNMERGE}",
    ]
    assert list(rows(table)) == [6]


def test_a_merged_topic_is_one_problem_not_one_in_each_row() -> None:
    lines: list[list[object]] = [["topic", "host"], ["a", "Ana"], [None, "Bo"], [None, "Cy"], [None, "Di"]]
    table = read(workbook(*lines, change=merging("A2:A4")), "events.xlsx")
    assert said(table) == [
        f"events.xlsx: row 2, topic: the cells A2:A4 are merged. {UNMERGE}",
        "events.xlsx: row 5, topic: is blank. Name the guide.",
    ]


def test_merged_names_concern_every_row() -> None:
    table = read(
        workbook(["topic", "place", "host"], ["a", "b", "c"], change=merging("B1:C1")), "events.xlsx"
    )
    assert said(table) == [
        f"events.xlsx: row 1, place: the cells B1:C1 are merged. {UNMERGE}",
        "events.xlsx: row 2, column C: stands in a column without a name. "
        "Name the column (one of your own with # before its name), or clear the cell.",
    ]
    assert not table.rows


def test_merged_cells_beside_above_and_below_the_table_do_not_matter() -> None:
    lines: list[list[object]] = [[], ["topic", "place"], ["a", "b"]]
    table = read(workbook(*lines, change=merging("A1:B1", "D2:E9", "A5:B7")), "events.xlsx")
    assert rows(table) == {3: {"topic": "a", "place": "b"}}
    assert not table.problems


def test_the_merged_cells_of_other_sheets_do_not_matter() -> None:
    def change(book: Workbook, sheet: Any) -> None:
        other = book.create_sheet("Notes")
        other.merge_cells("A1:C9")

    assert rows(read(workbook(["topic"], ["a"], change=change), "events.xlsx")) == {2: {"topic": "a"}}


def test_merged_cells_of_columns_of_the_users_own_count_for_all_their_rows() -> None:
    lines: list[list[object]] = [
        ["topic", "#branch", "#room"], ["a", "Mitte", "Hall"], ["b"], ["c", "Nord"], ["d", "Both"], ["e", "Süd"],
    ]  # fmt: skip
    table = read(workbook(*lines, change=merging("B2:B3", "B5:C5")), "events.xlsx")
    assert not said(table)
    assert {row.number: dict(row.own) for row in table.rows} == {
        2: {"branch": "Mitte", "room": "Hall"},
        3: {"branch": "Mitte"},
        4: {"branch": "Nord"},
        5: {"branch": "Both", "room": "Both"},
        6: {"branch": "Süd"},
    }
