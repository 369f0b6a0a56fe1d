"""The model of a table that has been read: its good rows, bad rows and problems, as immutable values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hostkit.core.errors import Position, Problem
from hostkit.events.event import FIELDS
from hostkit.events.read_values import PlacedValue


@dataclass(frozen=True, slots=True)
class TableRow:
    """One event of a table.

    ``number`` is the row number in a spreadsheet, or the number of the event in a YAML list, from 1; ``at`` is its
    position. ``given`` maps field names to the values that could be read. ``typed_id`` is the id as it was typed,
    before it became a folder name. In a row with problems, ``unread`` holds the names of fields whose value could not
    be read. ``problems`` is empty in a row that is bad only because of a problem of the whole table. ``own`` maps the
    names of the user's own columns, without #, to their texts.
    """

    number: int
    at: Position
    given: Mapping[str, PlacedValue]
    typed_id: str = ""
    unread: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has been read.

    ``rows`` are the good rows and ``bad`` the others. ``problems`` holds all problems, including those of bad rows, and
    ``notes`` sentences about what was skipped or assumed. A problem of the whole table, such as an unknown column,
    makes every row bad; ``names_are_wrong`` is true if the header has such a problem.
    """

    file: str
    rows: tuple[TableRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    bad: tuple[TableRow, ...] = ()
    names_are_wrong: bool = False


def template(separator: str = ",") -> str:
    """Return an example table as CSV with this separator, made from the example cells of the fields.

    Only the column ``topic`` is required, and a blank cell leaves its field out.
    """
    fields = [field for field in FIELDS.values() if field.rows]
    rows = [[field.name for field in fields], *zip(*(field.rows for field in fields), strict=True)]
    return "".join(
        separator.join(f'"{cell}"' if separator in cell else cell for cell in row) + "\n" for row in rows
    )
