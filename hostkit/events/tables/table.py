"""What reading a table gives: its rows, good and bad, and its problems. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hostkit.core.errors import Position, Problem
from hostkit.events.event import FIELDS
from hostkit.events.read_values import PlacedValue


@dataclass(frozen=True, slots=True)
class TableRow:
    """One event: the typed values that somebody gave, by the names of their fields.

    ``number`` is the row as a spreadsheet shows it, in a list of events which event it is, from 1; ``at`` is
    where it stands. ``typed_id`` is the id as it was typed, before it became a name of a folder. Of a bad row
    ``given`` is what could be read, ``unread`` names what may stand there too, and ``problems`` are its own: it may
    have none when it is bad for what concerns other rows as well.
    """

    number: int
    at: Position
    given: Mapping[str, PlacedValue]
    typed_id: str = ""
    unread: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: the good rows, everything that is wrong, and notes of what was not read or is assumed.

    What is wrong with the table as a whole, such as a column that is not known, leaves no row good. ``bad`` are the
    other rows, ``problems`` those of bad rows as well; ``names_are_wrong`` when what is wrong above concerns them all.
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
