"""The model of a table before its columns are interpreted: numbered records of cells.

A cell of a text table is a text; a cell of a workbook has the type that the spreadsheet gave it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from hostkit.core.characters import with_plain_spaces
from hostkit.core.errors import Position, Problem

MOST_ROWS = 100_000
MOST_COLUMNS = 64
MOST_CHARACTERS = 20_000
"""The limits of one table: rows that are not blank, columns, and characters in one cell (as in YAML)."""


class Number(NamedTuple):
    """A number in a workbook; ``plain`` is true if its number format shows it unchanged."""

    value: float
    plain: bool


class LinkedText(NamedTuple):
    """A text in a workbook that leads to another address."""

    text: str
    url: str


Cell: TypeAlias = (
    str
    | LinkedText
    | bool
    | Number
    | datetime.datetime
    | datetime.date
    | datetime.time
    | datetime.timedelta
    | Problem
)
"""A Problem without a place replaces a cell that could not be read."""


class Record(NamedTuple):
    """One row, numbered from 1 as in a spreadsheet.

    ``fault`` is the problem, without a place, because of which the row could not be split any further after ``cells``.
    ``start`` is the offset of the row in a text.
    """

    number: int
    cells: Sequence[Cell]
    fault: Problem | None = None
    start: int = 0


class Merged(NamedTuple):
    """A range of merged cells: rows from 1 and columns from 0, both inclusive; ``name`` is written as C2:C4."""

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table: its name in messages, the header, and the other records, which can be iterated only once.

    ``separated_by`` is the separator of a text table in words ("commas"), or "" for a workbook. ``merged`` holds the
    ranges of merged cells, and ``notes`` sentences for the user. ``part`` is the part of a workbook with the sheet.
    """

    file: str
    header: Record
    records: Iterable[Record]
    separated_by: str = ""
    merged: tuple[Merged, ...] = ()
    notes: tuple[str, ...] = ()
    part: str = ""


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell is empty or only white space; invisible characters count as content."""
    return isinstance(cell, str) and not with_plain_spaces(cell).strip(" \t\n\r")


def has_cells(record: Record) -> bool:
    """Tell whether a record has a fault or a cell that is not blank."""
    return record.fault is not None or not all(map(is_blank, record.cells))


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0, in a spreadsheet: A, B, ... Z, AA."""
    above, here = divmod(column, 26)
    return (letters(above - 1) if above else "") + chr(ord("A") + here)


def column_of(above: str) -> int:
    """Return the column, counted from 0, that has these letters in a spreadsheet."""
    column = 0
    for letter in above:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def place(file: str, number: int, column: int = -1, heading: str = "") -> Position:
    """Return the position of a row, or of its cell in ``column``, counted from 0."""
    return Position(file, number, column + 1, heading, in_table=True)


def fault_of(file: str, record: Record) -> Problem | None:
    """Return the fault of a record at its place, or None if it has none."""
    column = len(record.cells)
    at = place(file, record.number, column, f"column {letters(column)}")
    return record.fault.at(at) if record.fault else None
