"""A table before anybody knows what its columns mean: numbered records of cells.

In: nothing; these are the values between the stages. A cell of a text table is a text; one of a workbook has
the type that the spreadsheet gave it. Knows no names of columns.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from hostkit.core.errors import Position, Problem

MOST_ROWS = 100_000
MOST_COLUMNS = 64
MOST_CHARACTERS = 20_000
"""Limits of one table: rows with something in them, columns, characters of one cell (as in YAML)."""

_NOTHING = " \t\n\r\u00a0"


class Number(NamedTuple):
    """A number of a workbook; ``plain`` when it is shown as it is, by no format of its own."""

    value: float
    plain: bool


class RefusedCell(NamedTuple):
    """Stands where a cell holds no value that could be read, and says why."""

    code: str
    what: str
    remedy: str


Cell: TypeAlias = (
    str | bool | Number | datetime.datetime | datetime.date | datetime.time | datetime.timedelta | RefusedCell
)


class Fault(NamedTuple):
    """What keeps a record from being told apart: in which column (from 0), what is wrong, what to do."""

    column: int
    code: str
    what: str
    remedy: str


class Record(NamedTuple):
    """One row, numbered from 1 as a spreadsheet shows it. With a fault its cells are not known."""

    number: int
    cells: Sequence[Cell]
    fault: Fault | None = None


class Merged(NamedTuple):
    """Cells merged into one: rows from 1 and columns from 0, both ends included; ``name`` as in C2:C4."""

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table: the record with the names of columns, and the rest, which may be read once.

    ``separated_by`` is what a text table has between its cells ("commas"), blank for a workbook.
    """

    file: str
    header: Record
    records: Iterable[Record]
    separated_by: str = ""
    merged: tuple[Merged, ...] = ()
    notes: tuple[str, ...] = ()


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing; an invisible character does count, and is judged."""
    return isinstance(cell, str) and not cell.strip(_NOTHING)


def has_cells(record: Record) -> bool:
    """Tell whether there is anything in a record."""
    return record.fault is not None or not all(map(is_blank, record.cells))


def letters(column: int) -> str:
    """Return what a spreadsheet writes above a column, counted from 0: A, B, ... Z, AA."""
    above, here = divmod(column, 26)
    return (letters(above - 1) if above else "") + chr(ord("A") + here)


def column_of(above: str) -> int:
    """Return the column, counted from 0, above which a spreadsheet writes these letters."""
    column = 0
    for letter in above:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def place(file: str, number: int, column: int = -1, heading: str = "") -> Position:
    """Return the position of a row, or of the cell in a column (from 0) of it."""
    return Position(file, number, column + 1, heading, in_table=True)


def fault_of(file: str, record: Record) -> Problem | None:
    """Return the problem that the fault of a header is, None when it has none."""
    fault = record.fault
    if fault is None:
        return None
    at = place(file, record.number, fault.column, f"column {letters(fault.column)}")
    return Problem(fault.code, at, fault.what, fault.remedy)
