"""The names above a table in; which column says what out, and what is wrong with the names.

A name may be in any case, with blanks or dashes for ``_``, and is never guessed: one that comes near is only
suggested. A column whose name begins with # is somebody's own and not read. Knows nothing of the rows below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, Problem, SourceError
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
"""Names that people give to columns, and what to suggest for them."""

_OWN = "#"
"""Begins the name of a column that is not read."""

_SEARCHED, _FEWEST_NAMES = 10, 2
"""How many rows are searched for names of columns, and how many names in one of them cannot be there by chance."""

_LONGEST = 40
"""Characters of a heading that messages repeat."""

_PARTS = re.compile("[ \u00a0_-]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands in each column: its name, None where that is not known, and its heading in messages.

    Both are as long as the header, in which a heading may be blank.
    """

    names: tuple[str | None, ...]
    headings: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    def has_heading(self, column: int) -> bool:
        """Tell whether anything is written above a column."""
        return column < len(self.headings) and bool(self.headings[column])

    def heading(self, column: int) -> str:
        """Return what messages call a column: its heading, else the letters that a spreadsheet shows."""
        return self.headings[column] if self.has_heading(column) else f"column {letters(column)}"


def read_columns(grid: TableGrid, *, topic_given: bool) -> Columns:
    """Read the header of a table; without a column of topics there must be one ``topic_given`` for all.

    Raises:
        SourceError: the header cannot be told apart, or has too many columns.

    """
    header = grid.header
    if problem := fault_of(grid.file, header):
        raise SourceError(problem)
    cells = _without_blank_end(header.cells)
    if len(cells) > MOST_COLUMNS:
        wrong = f"there are {len(cells)} columns; {MOST_COLUMNS} is the most."
        raise SourceError(
            Problem(
                "table-too-large",
                place(grid.file, header.number),
                wrong,
                "Take out what is no event's.",
            )
        )
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
        problems.append(
            Problem(
                "table-no-topic-column",
                place(grid.file, header.number),
                'there is no column "topic".',
                remedy,
            )
        )
    return Columns(tuple(names), headings, tuple(problems))


def count_known(record: Record) -> int:
    """Return how many known names of columns a record holds."""
    return len(set(map(_name, record.cells)) - {None})


def names_below(records: Iterable[Record]) -> int:
    """Return the number of a row near the top that has the names of columns in place of the first, or 0."""
    near = islice(records, 1, _SEARCHED)
    return next((record.number for record in near if count_known(record) >= _FEWEST_NAMES), 0)


def no_known_names(file: str, record: Record, below: int = 0) -> SourceError:
    """Return the error that refuses a table whose first row names no column, or names them ``below``, in a row."""
    if below:
        wrong = f"the names of the columns stand in row {below}; they must stand in the first."
        return SourceError(
            Problem(
                "table-no-known-column", place(file, record.number), wrong, "Take out what is above them."
            )
        )
    names = event_names()
    wrong = f"no column here has a name that is known, such as {', '.join(names[:4])} or {names[4]}."
    remedy = "Write the names above the events; hostkit batch --template prints a table to start from."
    return SourceError(
        fault_of(file, record) or Problem("table-no-known-column", place(file, record.number), wrong, remedy)
    )


def heading_of(cell: Cell) -> str:
    """Return a heading as messages show it, blank when there is none."""
    text = fold(cell) if isinstance(cell, str) else ""
    return printable(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}...")


def _name(cell: Cell) -> str | None:
    """Return the name of the field that a heading is, or None."""
    name = plain_name(cell) if isinstance(cell, str) else ""
    return name if name in event_names() else None


def plain_name(text: str) -> str:
    """Return a name in small letters, with ``_`` for blanks and dashes."""
    return _PARTS.sub("_", fold(text)).strip("_").casefold()


def _fault(cell: Cell, name: str | None, column: int, before: Sequence[str | None]) -> BadValue | None:
    """Return what is wrong with a heading; a column without one must be empty, which is seen later."""
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
    end = len(cells)
    while end and is_blank(cells[end - 1]):
        end -= 1
    return cells[:end]
