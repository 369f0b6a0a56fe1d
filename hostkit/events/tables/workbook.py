"""Reads an .xlsx file into a grid: the first visible sheet whose first row has known column names.

Only this module imports openpyxl. Formulas are not computed; their stored values are used. Each cell keeps its type,
which is checked later against its column.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, TypeAlias

from hostkit.core.errors import NOWHERE, HostkitError, Problem, refused
from hostkit.core.wording import install, quoted
from hostkit.events.tables.grid import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    LinkedText,
    Merged,
    Number,
    Record,
    TableGrid,
    column_of,
    has_cells,
    letters,
)
from hostkit.events.tables.table_columns import count_known, header_in, no_known_names, skipped
from hostkit.events.tables.workbook_package import SAVE_AGAIN, WorkbookPackage, check_package

_MOST_CELLS = MOST_ROWS * MOST_COLUMNS
"""The most cells of a sheet, including blank ones."""

_MOST_SHEET_ROWS = 1_048_576
"""The most rows that a sheet can have."""

_PLAIN = ("General", "GENERAL", "0", "@")
"""The number formats that show a whole number unchanged."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
"""The escape that a workbook uses for a character that XML cannot contain."""

_MOST_HIDDEN = 8
"""The most hidden rows and columns that a message names."""

_CORNERS = re.compile("([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")
_Row: TypeAlias = Sequence[Any]
"""The cells of a row, as openpyxl returns them."""

_NO_VALUE = Problem(
    "cell-unreadable",
    NOWHERE,
    "holds a formula without a value.",
    "Open the table in a spreadsheet and save it again, or write the value.",
)


def read_workbook(data: bytes, file: str) -> TableGrid:
    """Return the grid of the sheet that holds the events.

    Raises:
        SourceError: openpyxl is missing, the workbook is damaged or refused, or no sheet has known column names.

    """
    package = check_package(data, file)
    try:
        # Imported here because few tables are workbooks, and openpyxl may not be installed.
        import openpyxl
    except ImportError:
        remedy = f'Run {install("openpyxl")}, or save the table as "CSV UTF-8".'
        wrong = "reading a workbook needs openpyxl, which is not installed."
        raise refused("library-missing", file, wrong, remedy) from None
    try:
        with warnings.catch_warnings():
            # openpyxl warns about features that it does not preserve; only cells are read here.
            warnings.simplefilter("ignore")
            books = [openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)]
            if package.has_formulas:
                # A formula without a stored value looks like a blank cell, so the formulas are loaded as well.
                books.append(openpyxl.load_workbook(BytesIO(data), read_only=True))
            return _Workbook(file, package, *books).grid()
    except HostkitError:
        raise
    except Exception as error:
        # openpyxl may raise any exception: KeyError, TypeError, XML errors, archive errors.
        wrong = f"the workbook cannot be read ({type(error).__name__})."
        raise refused("file-damaged", file, wrong, SAVE_AGAIN) from None


class _Workbook:
    """A workbook that is being read.

    ``values`` is the openpyxl workbook with stored values, and ``formulas`` the same with formulas, or None.
    """

    def __init__(self, file: str, package: WorkbookPackage, values: Any, formulas: Any = None) -> None:
        self._file = file
        self._package = package
        self._values = values
        self._formulas = formulas

    def grid(self) -> TableGrid:
        """Return the grid of the first visible sheet with a header. Raises SourceError if there is none."""
        visible = [
            index for index, sheet in enumerate(self._values.worksheets) if sheet.sheet_state == "visible"
        ]
        first = None
        for index in visible:
            header = header_in(self._records(index))
            if count_known(header):
                records = list(self._records(index))
                notes = (
                    *self._notes(index),
                    *skipped(self._file, header, records),
                    *self._hidden(index, header),
                )
                below = [record for record in records if record.number > header.number]
                return TableGrid(self._file, header, below, "", self._merged(index), notes, self._part(index))
            first = first or header
        raise no_known_names(self._file, first or Record(1, ()))

    def _notes(self, index: int) -> tuple[str, ...]:
        """Return a sentence that names the sheet that is read, or nothing if there is only one sheet."""
        names = [quoted(sheet.title) for sheet in self._values.worksheets]
        others = names[:index] + names[index + 1 :]
        if not others:
            return ()
        rest = f"{', '.join(others)} {'is' if len(others) == 1 else 'are'} not"
        return (f"{self._file}: the sheet {names[index]} is read; {rest}.",)

    def _hidden(self, index: int, header: Record) -> tuple[str, ...]:
        """Return a sentence that names the hidden rows and columns of a sheet, which are read like the others."""
        rows, columns = self._package.hidden.get(self._part(index), (set(), set()))
        named = [f"row {row}" for row in sorted(rows) if row > header.number]
        named += [f"column {letters(column)}" for column in sorted(columns) if column < len(header.cells)]
        if not named:
            return ()
        more = f" and {len(named) - _MOST_HIDDEN} more" if len(named) > _MOST_HIDDEN else ""
        which = f"{', '.join(named[:_MOST_HIDDEN])}{more} {'is' if len(named) == 1 else 'are'}"
        return (f"{self._file}: {which} hidden in the spreadsheet, and read all the same.",)

    def _part(self, index: int) -> str:
        """Return the name of a sheet's part, for which openpyxl has no public attribute."""
        part: str = self._values.worksheets[index]._worksheet_path
        return part

    def _records(self, index: int) -> Iterator[Record]:
        """Yield the records of a sheet that are not blank. Raises SourceError if the sheet has too many cells."""
        seen = 0
        for number, (values, formulas) in enumerate(self._rows(index), start=1):
            seen += 1 + len(values)
            if seen > _MOST_CELLS or number > _MOST_SHEET_ROWS:
                name = quoted(self._values.worksheets[index].title)
                wrong = f"the sheet {name} has too many cells, most of them blank."
                raise refused("file-too-large", self._file, wrong, "Copy the table alone to a new workbook.")
            links = self._package.links.get(self._part(index), {})
            record = Record(
                number, [self._cell(*pair, links) for pair in zip(values, formulas, strict=False)]
            )
            if has_cells(record):
                yield record

    def _rows(self, index: int) -> Iterator[tuple[_Row, _Row]]:
        """Yield each row of a sheet twice: its values, and its formulas or, without formulas, its values again."""
        sheets = [book.worksheets[index] for book in (self._values, self._formulas) if book]
        for sheet in sheets:
            # The dimensions stored in a workbook may be wrong, and rows would be lost.
            sheet.reset_dimensions()
        for rows in zip(*(sheet.iter_rows() for sheet in sheets), strict=True):
            yield rows[0], rows[-1]

    def _cell(self, value: Any, formula: Any, links: Mapping[str, str]) -> Cell:
        """Return a cell as a value of its type, or as a Problem if it has an error or no value."""
        kind, found = value.data_type, value.value
        if found is None:
            # A formula that returns an empty text has the type "str" and is blank.
            without = formula.data_type == "f" and kind != "str"
            return _NO_VALUE if without else ""
        if kind == "e":
            what = f"holds the error {found}."
            return Problem("cell-unreadable", NOWHERE, what, "Mend its formula, or write a value.")
        if isinstance(found, str):
            text = self._text(found)
            url = links.get(value.coordinate) or _link_of(formula) if isinstance(text, str) else ""
            return LinkedText(str(text), url) if url and url != text else text
        if isinstance(found, int | float) and not isinstance(found, bool):
            return Number(float(found), value.number_format in _PLAIN)
        cell: Cell = found
        return cell

    def _text(self, text: str) -> Cell:
        """Return a text with its escapes decoded, or a Problem if the workbook also has marked non-escapes."""
        escape = _ESCAPE.search(text)
        if escape and self._package.marks_escapes:
            wrong = f"holds {escape[0]}, which may stand for another character."
            remedy = 'Write it in other words, or save the table as "CSV UTF-8".'
            return Problem("cell-unreadable", NOWHERE, wrong, remedy)
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if escape else text

    def _merged(self, index: int) -> tuple[Merged, ...]:
        """Return the ranges of merged cells of a sheet."""
        if not self._package.merged:
            return ()
        return tuple(map(_merged, sorted(self._package.merged.get(self._part(index), ()))))


def _link_of(formula: Any) -> str:
    """Return the address in a cell's formula HYPERLINK("address", "text"), or ""."""
    found = re.match(r'=HYPERLINK\("([^"]+)"', str(formula.value), re.IGNORECASE)
    return found[1] if found else ""


def _merged(name: str) -> Merged:
    left, top, right, bottom = _CORNERS.findall(name)[0]
    return Merged(name, int(top), int(bottom), column_of(left), column_of(right))
