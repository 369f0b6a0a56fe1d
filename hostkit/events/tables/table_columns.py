"""Reads the header of a table: which field each column holds, and the problems of the column names.

Names may be in any case and may have spaces or dashes for ``_``. A name that is only similar is suggested, never
assumed, except to find the problems of the column's cells. A column whose name begins with # is the user's own: its
cells are kept as texts, and no kit depends on them.
"""

from __future__ import annotations

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
    LinkedText,
    Record,
    TableGrid,
    fault_of,
    is_blank,
    letters,
    place,
)
from hostkit.events.typed_words import QUOTES, plain_name

_OWN = "#"
"""The first character of the name of a column of the user's own."""

_SEARCHED, _FEWEST_NAMES = 10, 2
"""The number of rows searched for column names, and the fewest known names that make a row a header."""

_LONGEST = 40
"""The most characters of a heading that messages repeat."""

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""The signs between cells in a text, in words. Only the first three separate the cells of a file."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, in order.

    ``file`` is the table's name in messages; ``names`` holds the field of each column, or None if it is unknown;
    ``headings`` holds the headings for messages, which may be blank; ``problems`` holds the problems of the header.
    If there are any, ``names`` has the most similar field for an unknown name, so that the cells are checked too;
    ``assumed`` holds these columns.
    """

    file: str
    names: tuple[str | None, ...]
    headings: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    assumed: frozenset[int] = frozenset()

    def has_heading(self, column: int) -> bool:
        """Tell whether a column, counted from 0, has a heading."""
        return column < len(self.headings) and bool(self.headings[column])

    @property
    def own(self) -> tuple[tuple[int, str], ...]:
        """The numbers, from 0, and the names without # of the user's own columns."""
        named = ((column, own_name(heading)) for column, heading in enumerate(self.headings))
        return tuple((column, name) for column, name in named if name)

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
    meant: list[str] = []
    for column, cell in enumerate(cells):
        name = _name(cell)
        fault = _fault(cell, name, column, names)
        if fault:
            problems.append(fault.at(place(grid.file, header.number, column)))
        names.append(None if fault else name)
        meant.append(str(fault.values.get("nearest") or "") if fault else "")
    assumed = set()
    for column, name in enumerate(meant):
        if name and name not in names:
            names[column] = name
            assumed.add(column)
    if "topic" not in {*map(_name, cells), *names} and not topic_given:
        remedy = "Add one that names the guide of each event, for example male-allies."
        problems.append(Problem("table-no-topic-column", at, 'there is no column "topic".', remedy))
    return Columns(grid.file, tuple(names), headings, tuple(problems), frozenset(assumed))


def count_known(record: Record) -> int:
    """Return the number of different known column names in a record."""
    return len(set(map(_name, record.cells)) - {None})


def header_in(records: Iterable[Record]) -> Record:
    """Return the record that names the columns: the first, or one below it that has more known names, two at least."""
    near = list(islice(records, _SEARCHED))
    first = near[0] if near else Record(1, ())
    best = max(near, key=count_known, default=first)
    return best if count_known(best) >= _FEWEST_NAMES else first


def skipped(file: str, header: Record, records: Iterable[Record]) -> tuple[str, ...]:
    """Return a sentence about the rows above the header that are not read, or nothing if there are none."""
    above = [record.number for record in records if record.number < header.number]
    if not above:
        return ()
    which = f"row {above[0]} is" if len(above) == 1 else f"{len(above)} rows above them are"
    return (f"{file}: the names of the columns stand in row {header.number}; {which} not read.",)


def no_known_names(file: str, record: Record) -> SourceError:
    """Return the SourceError for a table that has no known column name."""
    at, names = place(file, record.number), event_names()
    cells = [cell for cell in record.cells if not is_blank(cell)]
    if len(cells) == 1 and isinstance(cells[0], str) and (sign := _separator_in(cells[0])):
        wrong = f"all columns stand in one, with {sign} between."
        remedy = 'In the spreadsheet, choose "Text to Columns", then save the table again.'
        return refused("table-one-column", at, wrong, remedy)
    if problem := fault_of(file, record):
        return SourceError(problem)
    wrong = f"no column here has a name that is known, such as {', '.join(names[:4])} or {names[4]}."
    remedy = "Write the names above the events; hostkit batch --template prints a table to start from."
    return refused("table-no-known-column", at, wrong, remedy)


def _separator_in(text: str) -> str:
    """Return, in words, the sign that separates at least two known names within one cell, or ""."""
    return next(
        (
            name
            for sign, name in SEPARATORS.items()
            if count_known(Record(1, text.split(sign))) >= _FEWEST_NAMES
        ),
        "",
    )


def _text_of(cell: Cell) -> str:
    """Return the text of a cell, or "" if it holds none."""
    if isinstance(cell, LinkedText):
        return cell.text
    return cell if isinstance(cell, str) else ""


def heading_of(cell: Cell) -> str:
    """Return a heading as messages show it, or "" if the cell is not a text."""
    text = fold(_text_of(cell))
    return printable(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}...")


def _name(cell: Cell) -> str | None:
    """Return the field that a heading names, or None."""
    name = plain_name(_text_of(cell))
    return name if name in event_names() else None


def own_name(heading: str) -> str:
    """Return the name, without #, of a column of the user's own, or "" for any other heading."""
    return plain_name(heading[1:]) if heading[:1] == _OWN else ""


def settled_heading(cell: Cell) -> str | None:
    """Return the name of the column that a heading means, if the heading has signs that no name has, else None."""
    text = _text_of(cell)
    return _name(cell) if not text.isascii() or set(text) & set(QUOTES) else None


def _fault(cell: Cell, name: str | None, column: int, before: Sequence[str | None]) -> BadValue | None:
    """Return the error in a heading, or None. A blank heading is allowed here; its cells are checked later."""
    if name in before and name is not None:
        wrong = f"columns {letters(before.index(name))} and {letters(column)} are both {quoted(name)}."
        return BadValue("table-duplicate-column", wrong, "Keep one of them.", column=name)
    if name is not None or is_blank(cell):
        return None
    cell = _text_of(cell) or cell
    if not isinstance(cell, str):
        wrong = f"the name of column {letters(column)} is no text."
        return BadValue("table-unknown-column", wrong, "Write one of the names of columns.")
    if fold(cell).startswith(_OWN):
        return None
    wrong = f"there is no column {quoted(fold(cell))}."
    meant = nearest(plain_name(cell), event_names())
    known = ", ".join(event_names())
    remedy = f"Write # before its name if it is a column of your own, or name it one of {known}."
    if meant:
        remedy = f'Did you mean "{meant}"? A column of your own has # before its name.'
    return BadValue("table-unknown-column", wrong, remedy, column=fold(cell), nearest=meant)


def _without_blank_end(cells: Sequence[Cell]) -> Sequence[Cell]:
    filled = [column for column, cell in enumerate(cells, start=1) if not is_blank(cell)]
    return cells[: filled[-1] if filled else 0]
