"""Reads the rows of a grid into typed values, and refuses the rows that merged cells touch.

A merged range stores its value only in its first cell. The rows that it touches are refused, because the other cells
would be read as blank although the user sees a value in them. In a column of the user's own, which never prints, the
value counts for the whole range.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase, fold
from hostkit.core.errors import BadValue, Position, Problem, refused
from hostkit.events.event import event_names
from hostkit.events.read_values import PlacedValue
from hostkit.events.tables.cells import own_text, parse_cell, text_of
from hostkit.events.tables.grid import MOST_ROWS, Cell, Merged, Record, TableGrid, has_cells, is_blank, place
from hostkit.events.tables.table import Table, TableRow
from hostkit.events.tables.table_columns import Columns, read_columns


class MergedCells:
    """The merged ranges of a grid that touch a named column. Rows must be queried from top to bottom."""

    def __init__(self, grid: TableGrid, columns: Columns) -> None:
        self._columns = columns
        named = [column for column, name in enumerate(columns.names) if name]
        self._below = [
            cells for cells in grid.merged if any(cells.first_column <= c <= cells.last_column for c in named)
        ]
        self._below.sort(key=lambda cells: cells.first_row, reverse=True)
        self._last_row = 0

    def touch(self, number: int) -> tuple[bool, list[Problem]]:
        """Return whether a merged range touches a row, and a problem for each range of which it is the first row."""
        problems = []
        while self._below and self._below[-1].first_row <= number:
            cells = self._below.pop()
            self._last_row = max(self._last_row, cells.last_row)
            if cells.last_row >= number:
                at, wrong = (
                    self._columns.place(number, cells.first_column),
                    f"the cells {cells.name} are merged.",
                )
                remedy = "Unmerge them, and write the value into each."
                problems.append(Problem("cell-merged", at, wrong, remedy))
        return number <= self._last_row, problems


def read_rows(grid: TableGrid, *, dates: str | None, topic_given: bool) -> Table:
    """Read all rows of a grid; ``dates`` is the day and month order, and with ``topic_given`` rows need no topic.

    Raises:
        SourceError: the header is faulty, or there are too many columns or rows.

    """
    return _Rows(grid, dates, topic_given).read()


class _Rows:
    """Reads the rows of one grid and holds what has been found so far."""

    def __init__(self, grid: TableGrid, dates: str | None, topic_given: bool) -> None:
        self._grid = grid
        self._columns = read_columns(grid, topic_given=topic_given)
        self._merged = MergedCells(grid, self._columns)
        self._dates = dates
        names = self._columns.names
        self._topic = names.index("topic") if "topic" in names and not topic_given else None
        heading = self._columns.heading
        self._named = [(column, name, heading(column)) for column, name in enumerate(names) if name]
        self._own = self._columns.own
        self._nameless = [column for column in range(len(names)) if not self._columns.has_heading(column)]
        self._spread: dict[Merged, Cell] = {}
        self._short: list[int] = []
        self._fault_in = 0
        self._values: dict[tuple[str, Cell], Any] = {}

    def read(self) -> Table:
        """Read all rows and return the table. Raises SourceError if there are too many rows."""
        header = self._grid.header.number
        above = [*self._columns.problems, *self._merged.touch(header)[1]]
        names_are_wrong = bool(above)
        rows: list[TableRow] = []
        bad: list[TableRow] = []
        for count, record in enumerate(filter(has_cells, self._grid.records), start=1):
            if count > MOST_ROWS:
                wrong = f"there are more than {MOST_ROWS} rows."
                raise refused("table-too-large", self._grid.file, wrong, "Split the table.")
            is_merged, merged = self._merged.touch(record.number)
            row = self._row(record, may_be_blank=is_merged)
            if above or is_merged:
                # The value of an unread name may be in another column or row.
                unread = row.unread | (frozenset(event_names()) - row.given.keys())
                row = replace(row, unread=unread, problems=(*row.problems, *merged))
            (bad if above or is_merged or row.problems else rows).append(row)
        if not rows and not bad:
            wrong = "no events stand below."
            above.append(
                Problem("table-no-events", place(self._grid.file, header), wrong, "Write each in a row.")
            )
        problems = tuple(sorted({*above, *(problem for row in bad for problem in row.problems)}))
        return Table(self._grid.file, tuple(rows), problems, self._notes(), tuple(bad), names_are_wrong)

    def _row(self, record: Record, *, may_be_blank: bool) -> TableRow:
        """Return a row with its values and problems; with ``may_be_blank``, a blank topic is not reported."""
        given: dict[str, PlacedValue] = {}
        row = TableRow(record.number, place(self._grid.file, record.number), given)
        problems = list(self._out_of_shape(record))
        if problems:
            # The cells may be in the wrong columns, so their values are not checked.
            return replace(row, unread=frozenset(event_names()), problems=tuple(problems))
        unread: list[str] = []
        for column, name, heading in self._named:
            cell = record.cells[column] if column < len(record.cells) else ""
            if is_blank(cell):
                continue
            at = place(self._grid.file, record.number, column, heading)
            try:
                given[name] = PlacedValue(self._value(name, cell, at), at)
            except BadValue as error:
                unread.append(name)
                problems.append(error.at(at))
        topic = self._topic
        if topic is not None and not may_be_blank and all(map(is_blank, record.cells[topic : topic + 1])):
            at = self._columns.place(record.number, topic)
            problems.append(Problem("text-blank", at, "is blank.", "Name the guide."))
        if problems:
            row = replace(row, unread=frozenset(unread), problems=tuple(problems))
        cells = [(name, self._own_cell(record, column)) for column, name in self._own]
        if own := {name: text for name, cell in cells if (text := own_text(cell))}:
            row = replace(row, own=own)
        if "id" not in given:
            return row
        return replace(row, typed_id=fold(text_of("id", record.cells[self._columns.names.index("id")])))

    def _own_cell(self, record: Record, column: int) -> Cell:
        """Return the cell of a column of the user's own; a merged cell counts for all its rows and columns."""
        cell = record.cells[column] if column < len(record.cells) else ""
        for cells in self._grid.merged:
            is_in_rows = cells.first_row <= record.number <= cells.last_row
            if is_in_rows and cells.first_column <= column <= cells.last_column:
                return self._spread.setdefault(cells, cell)
        return cell

    def _value(self, name: str, cell: Cell, at: Position) -> object:
        """Return the typed value of a cell, from a cache of equal cells if possible. Raises BadValue."""
        known = self._values.get((name, cell))
        if known is None:
            known = self._values[name, cell] = parse_cell(name, text_of(name, cell), at, self._dates)
        if isinstance(known, tuple) and known and isinstance(known[0], Phrase):
            return tuple([each._replace(at=at) for each in known])
        return known._replace(at=at) if isinstance(known, Phrase | Link) else known

    def _out_of_shape(self, record: Record) -> Iterator[Problem]:
        """Yield the problems that prevent matching the cells of a record with the columns."""
        number, known = record.number, len(self._columns.names)
        if record.fault:
            self._fault_in = self._fault_in or number
            yield record.fault.at(self._columns.place(number, len(record.cells)))
            return
        for column in (*self._nameless, *range(known, len(record.cells))):
            if column < len(record.cells) and not is_blank(record.cells[column]):
                at, wrong = self._columns.place(number, column), "stands in a column without a name."
                yield Problem("cell-without-column", at, wrong, self._remedy())
        if len(record.cells) >= known or not self._grid.separated_by:
            return
        if self._fault_in:
            # The row may be the rest of an earlier cell with wrong quotation marks.
            wrong = f"has {len(record.cells)} of {known} cells, after the quotation marks of row {self._fault_in}."
            at = place(self._grid.file, number)
            yield Problem("row-cells-missing", at, wrong, "Mend those first.")
        else:
            self._short.append(number)

    def _remedy(self) -> str:
        separators = self._grid.separated_by
        if not separators:
            return "Name the column (one of your own with # before its name), or clear the cell."
        quote = f"put a text that holds {separators} in quotation marks"
        return f"Name the column (one of your own with #), clear the cell, or {quote}."

    def _notes(self) -> tuple[str, ...]:
        if not self._short:
            return self._grid.notes
        first, count = self._short[0], len(self._short)
        which = f"{count} rows (the first is row {first}) have" if count > 1 else f"row {first} has"
        note = f"{which} fewer cells than there are names; the rest counts as blank."
        return (*self._grid.notes, f"{self._grid.file}: {note}")
