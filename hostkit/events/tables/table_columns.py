"""Reads the header of a table: which field each column holds, and the problems of the column names.

Names may be in any case and may have spaces or dashes for ``_``. A name that is only similar is suggested, never
assumed. A column whose name begins with # is the user's own and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, Position, Problem, SourceError, refused
from hostkit.core.wording import nearest, printable, quoted
from hostkit.events.event import event_names
from hostkit.events.tables.grid import (
    MOST_COLUMNS,
    Cell,
    Record,
    TableGrid,
    fault_of,
    is_blank,
    letters,
    place,
)

_MEANT = {
    "address": "place", "attendees": "guests", "beginning": "start", "day": "date", "duration": "minutes",
    "group": "group_name", "guide": "topic", "leader": "host", "length": "minutes", "location": "place",
    "participants": "guests", "people": "guests", "preread": "pre_read_url", "size": "guests", "time": "start",
    "title": "topic", "venue": "place", "when": "date", "where": "place", "who": "host",
}  # fmt: skip
"""Common column names that are not fields, with the field to suggest for each."""

_OWN = "#"
"""The first character of the name of a column that is not read."""

_SEARCHED, _FEWEST_NAMES = 10, 2
"""The number of rows searched for column names, and the fewest known names that make a row a header."""

_LONGEST = 40
"""The most characters of a heading that messages repeat."""

_PARTS = re.compile("[ \u00a0_-]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, in order.

    ``file`` is the table's name in messages; ``names`` holds the field of each column, or None if it is unknown;
    ``headings`` holds the headings for messages, which may be blank; ``problems`` holds the problems of the header.
    """

    file: str
    names: tuple[str | None, ...]
    headings: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    def has_heading(self, column: int) -> bool:
        """Tell whether a column, counted from 0, has a heading."""
        return column < len(self.headings) and bool(self.headings[column])

    def heading(self, column: int) -> str:
        """Return the name of a column in messages: its heading or, without one, its letters in a spreadsheet."""
        return self.headings[column] if self.has_heading(column) else f"column {letters(column)}"

    def place(self, number: int, column: int) -> Position:
        """Return the position of a cell."""
        return place(self.file, number, column, self.heading(column))


def read_columns(grid: TableGrid, *, topic_given: bool) -> Columns:
    """Read the header of a table. A topic column is required unless ``topic_given`` is true.

    Raises:
        SourceError: the header record is faulty or has too many columns.

    """
    header, at = grid.header, place(grid.file, grid.header.number)
    if problem := fault_of(grid.file, header):
        raise SourceError(problem)
    cells = _without_blank_end(header.cells)
    if len(cells) > MOST_COLUMNS:
        wrong = f"there are {len(cells)} columns; {MOST_COLUMNS} is the most."
        raise refused("table-too-large", at, wrong, "Take out what is no event's.")
    headings = tuple(map(heading_of, cells))
    problems: list[Problem] = []
    names: list[str | None] = []
    for column, cell in enumerate(cells):
        name = _name(cell)
        fault = _fault(cell, name, column, names)
        if fault:
            problems.append(fault.at(place(grid.file, header.number, column)))
        names.append(None if fault else name)
    if "topic" not in map(_name, cells) and not topic_given:
        remedy = "Add one: the guide of each event, as in male-allies."
        problems.append(Problem("table-no-topic-column", at, 'there is no column "topic".', remedy))
    return Columns(grid.file, tuple(names), headings, tuple(problems))


def count_known(record: Record) -> int:
    """Return the number of different known column names in a record."""
    return len(set(map(_name, record.cells)) - {None})


def no_known_names(file: str, record: Record, tables: Iterable[Iterable[Record]]) -> SourceError:
    """Return the SourceError for a table whose first row has no known column name.

    ``tables`` are the records of each way to read the file; column names in a lower row of any of them are mentioned.
    """
    at, names = place(file, record.number), event_names()
    if below := next(filter(None, map(_names_below, tables)), 0):
        wrong = f"the names of the columns stand in row {below}; they must stand in the first."
        return refused("table-no-known-column", at, wrong, "Take out what is above them.")
    if problem := fault_of(file, record):
        return SourceError(problem)
    wrong = f"no column here has a name that is known, such as {', '.join(names[:4])} or {names[4]}."
    remedy = "Write the names above the events; hostkit batch --template prints a table to start from."
    return refused("table-no-known-column", at, wrong, remedy)


def _names_below(records: Iterable[Record]) -> int:
    """Return the number of a row near the top that contains the column names instead of the first row, or 0."""
    near = islice(records, 1, _SEARCHED)
    return next((record.number for record in near if count_known(record) >= _FEWEST_NAMES), 0)


def heading_of(cell: Cell) -> str:
    """Return a heading as messages show it, or "" if the cell is not a text."""
    text = fold(cell) if isinstance(cell, str) else ""
    return printable(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}...")


def _name(cell: Cell) -> str | None:
    """Return the field that a heading names, or None."""
    name = plain_name(cell) if isinstance(cell, str) else ""
    return name if name in event_names() else None


def plain_name(text: str) -> str:
    """Return a name in lower case, with ``_`` for spaces and dashes."""
    return _PARTS.sub("_", fold(text)).strip("_").casefold()


def _fault(cell: Cell, name: str | None, column: int, before: Sequence[str | None]) -> BadValue | None:
    """Return the error in a heading, or None. A blank heading is allowed here; its cells are checked later."""
    if name in before and name is not None:
        wrong = f"columns {letters(before.index(name))} and {letters(column)} are both {quoted(name)}."
        return BadValue("table-duplicate-column", wrong, "Keep one of them.", column=name)
    if name is not None or is_blank(cell):
        return None
    if not isinstance(cell, str):
        wrong = f"the name of column {letters(column)} is no text."
        return BadValue("table-unknown-column", wrong, "Write one of the names of columns.")
    if fold(cell).startswith(_OWN):
        return None
    wrong = f"there is no column {quoted(fold(cell))}."
    meant = _MEANT.get(plain_name(cell)) or nearest(cell, event_names())
    known = ", ".join(event_names())
    remedy = f"Write # before its name if it is a column of your own, or name it one of {known}."
    if meant:
        remedy = f'Did you mean "{meant}"? A column of your own has # before its name.'
    return BadValue("table-unknown-column", wrong, remedy, column=fold(cell), nearest=meant)


def _without_blank_end(cells: Sequence[Cell]) -> Sequence[Cell]:
    filled = [column for column, cell in enumerate(cells, start=1) if not is_blank(cell)]
    return cells[: filled[-1] if filled else 0]
