"""A table that has been read: its good and bad rows and its problems. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hostkit.core.errors import Position, Problem
from hostkit.events.event import FIELDS
from hostkit.events.read_values import PlacedValue


@dataclass(frozen=True, slots=True)
class TableRow:
    """One event: its typed values by the names of their fields.

    ``number`` is the number of the row as a spreadsheet shows it, or of the event in a list, from 1; ``at`` is its
    place. ``typed_id`` is the id as it is typed, before it is made the name of a folder. In a row with problems
    ``given`` has the values that could be read, and ``unread`` the names that may have a value there too. A row that is
    bad only because of what concerns other rows as well has no ``problems`` of its own.
    """

    number: int
    at: Position
    given: Mapping[str, PlacedValue]
    typed_id: str = ""
    unread: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has been read: its good rows, its bad rows, all problems, and notes of what was skipped or assumed.

    A problem of the whole table, such as an unknown column, leaves no row good. ``problems`` has those of the bad rows
    too. ``names_are_wrong`` tells whether a problem of the header concerns every row.
    """

    file: str
    rows: tuple[TableRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    bad: tuple[TableRow, ...] = ()
    names_are_wrong: bool = False


def template() -> str:
    """Return a table to start from, as CSV, with the cells that the fields have for it.

    No column but ``topic`` is required, and a blank cell leaves its detail out.
    """
    fields = [field for field in FIELDS.values() if field.rows]
    rows = [[field.name for field in fields], *zip(*(field.rows for field in fields), strict=True)]
    return "".join(f"{','.join(map(_cell, row))}\n" for row in rows)


def _cell(text: str) -> str:
    return f'"{text}"' if "," in text else text
