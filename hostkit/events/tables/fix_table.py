"""Writes a table again with every value that has one meaning in the form that hostkit writes itself.

Only the cells that change are written. The values of a column whose name is unknown, of a row that is out of shape, and
of formulas are left alone.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from hostkit.core.errors import refused
from hostkit.core.input_files import TextEncoding, encoding_of
from hostkit.core.text_edits import Change, Edit, Fixed, applied
from hostkit.events.fix_event import fix_events
from hostkit.events.settled_values import settled_text
from hostkit.events.tables.code_pages import read_code_page
from hostkit.events.tables.grid import (
    MOST_CHARACTERS,
    Cell,
    Record,
    TableGrid,
    has_cells,
    is_blank,
    letters,
    place,
)
from hostkit.events.tables.table_columns import (
    SEPARATORS,
    Columns,
    read_columns,
    settled_heading,
)
from hostkit.events.tables.table_files import WORKBOOK, YAML, open_table
from hostkit.events.tables.text_table import (
    cell_places,
    decoded,
    read_text_table,
    text_grid,
    without_excels_line,
)

_WITH_MARK = TextEncoding("UTF-8", "utf-8", codecs.BOM_UTF8)
"""How a text is written that was in a code page: spreadsheet programs know UTF-8 by its mark."""

_NO_REVISIONS: Mapping[int, int] = {}


class _CellChange(NamedTuple):
    """A change of the cell in a column, counted from 0, of a record."""

    record: Record
    column: int
    change: Change


def fix_table(
    path: Path,
    dates: str | None = None,
    revisions: Mapping[int, int] = _NO_REVISIONS,
    only: tuple[int, int] | None = None,
) -> Fixed:
    """Return the file of a table with its values settled, and the changes.

    ``dates`` is "dmy" or "mdy", the order in which dates such as 12/04/26 are meant, or None. ``revisions`` has new
    values for the column ``revision`` by the lines or rows of events. ``only`` is the line, or row, and the column of
    the one value that is settled.

    Raises:
        SourceError: the file cannot be read, or no column has a known name.

    """
    file, kind, data = open_table(path)
    if kind == YAML:
        return fix_events(data, file, dates, revisions, only)

    def changes(grid: TableGrid) -> list[_CellChange]:
        found = _changes(grid, dates, revisions)
        return [each for each in found if only in (None, (each.change.at.line, each.change.at.column))]

    return _fix_workbook(data, file, changes) if kind == WORKBOOK else _fix_text(data, file, changes)


def change_cell(path: Path, row: int, column: int, text: str) -> Fixed:
    """Return the file of a text table with another text in one cell; row and column count from 1.

    Raises SourceError if the file cannot be read as a text table, or has no such row.
    """
    file, kind, data = open_table(path)

    def changes(grid: TableGrid) -> list[_CellChange]:
        columns = read_columns(grid, topic_given=True)
        records = [grid.header, *grid.records]
        found = next((each for each in records if each.number == row), None)
        if found is None:
            raise refused("row-missing", place(file, row), "there is no such row.", "Open the table again.")
        before = found.cells[column - 1] if column <= len(found.cells) else ""
        change = Change(columns.place(row, column - 1), _shown(before), text)
        return [_CellChange(found, column - 1, change)]

    if kind in (YAML, WORKBOOK):
        raise refused("file-other-kind", file, "this is no text table.", "Change it in its own program.")
    return _fix_text(data, file, changes)


def _changes(grid: TableGrid, dates: str | None, revisions: Mapping[int, int]) -> Iterator[_CellChange]:
    """Yield the changes of the cells of a grid, the names of the columns first."""
    columns = read_columns(grid, topic_given=True)
    for column, cell in enumerate(grid.header.cells):
        if wanted := settled_heading(cell):
            at = columns.place(grid.header.number, column)
            yield _CellChange(grid.header, column, Change(at._replace(field=""), str(cell), wanted))
    named = [(c, name) for c, name in enumerate(columns.names) if name and c not in columns.assumed]
    settled = cache(settled_text)
    for record in filter(has_cells, grid.records):
        if record.fault or _is_out_of_shape(record, columns):
            continue
        for column, name in named:
            cell = record.cells[column] if column < len(record.cells) else ""
            wanted = None
            if name == "revision" and record.number in revisions:
                wanted = str(revisions[record.number])
            elif isinstance(cell, str) and not is_blank(cell) and len(cell) <= MOST_CHARACTERS:
                wanted = settled(name, cell, dates)
            if wanted and wanted != cell:
                change = Change(columns.place(record.number, column), _shown(cell), wanted)
                yield _CellChange(record, column, change)


def _shown(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{getattr(cell, 'value', cell):g}"


def _is_out_of_shape(record: Record, columns: Columns) -> bool:
    """Tell whether a record has a cell in a column without a name, so that others may be in the wrong columns."""
    return any(
        not is_blank(cell) and not columns.has_heading(column) for column, cell in enumerate(record.cells)
    )


_ChangesOf: TypeAlias = Callable[[TableGrid], Sequence[_CellChange]]
"""A function that returns the changes of the cells of a grid."""


def _fix_text(data: bytes, file: str, changes_of: _ChangesOf) -> Fixed:
    encoding, notes = encoding_of(data), tuple[str, ...]()
    text, has_lost_bytes = decoded(data, file)
    if has_lost_bytes:
        page = read_code_page(data)
        if page is None:
            # The reader of tables says where the first lost byte is.
            read_text_table(data, file)
            return Fixed(data, data, ())
        text, encoding = page.text, _WITH_MARK
        words = f" Look at these words: {', '.join(page.words)}."
        notes = (f"{file}: the file was {page.name}, and is written as UTF-8.{words}",)
    first, text = without_excels_line(text)
    grid = text_grid(text, file)
    separator = next(sign for sign, words in SEPARATORS.items() if words == grid.separated_by)
    changes = changes_of(grid)
    after = first + applied(text, [_cell_edit(text, each, separator) for each in changes])
    is_utf_16 = encoding.name == "UTF-16"
    written = encoding.mark + after.encode(encoding.codec, "surrogatepass" if is_utf_16 else "strict")
    return Fixed(data, written, tuple(each.change for each in changes), notes)


def _cell_edit(text: str, cell: _CellChange, separator: str) -> Edit:
    """Return the edit of a cell in a text; a cell that its row does not have is added at the end of the row."""
    places, wanted = cell_places(text, cell.record, separator), cell.change.after
    missing = cell.column - len(places) + 1
    end = places[-1][1]
    start, end = (end, end) if missing > 0 else places[cell.column]
    if set(wanted) & {separator, '"', "\r", "\n"} or text[start:end].startswith('"'):
        wanted = '"' + wanted.replace('"', '""') + '"'
    return Edit(start, end, separator * max(missing, 0) + wanted)


def _fix_workbook(data: bytes, file: str, changes_of: _ChangesOf) -> Fixed:
    # Imported here because few tables are workbooks.
    from hostkit.events.tables.workbook import read_workbook
    from hostkit.events.tables.workbook_edits import write_cells

    grid = read_workbook(data, file)
    by_name = {f"{letters(each.column)}{each.record.number}": each for each in changes_of(grid)}
    texts = {name: each.change.after for name, each in by_name.items()}
    after, written = write_cells(data, grid.part, texts) if texts else (data, frozenset[str]())
    changes = tuple(each.change for name, each in by_name.items() if name in written)
    return Fixed(data, after if changes else data, changes)
