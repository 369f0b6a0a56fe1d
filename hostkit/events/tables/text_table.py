"""Text with separators in, numbered records out, strictly.

A cell in quotation marks may hold separators, line breaks and, doubled, quotation marks; they stand nowhere
else. What breaks this rule is a fault of its record. Reading goes on with the line after the one in which the cell at
fault begins, or after its end where that is plain. Knows nothing of columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hostkit.core.errors import Problem, SourceError, refused
from hostkit.core.input_files import LINE_END, decode, encoding_of
from hostkit.core.wording import printable
from hostkit.events.tables.grid import MOST_COLUMNS, Fault, Record, TableGrid, has_cells, place
from hostkit.events.tables.table_columns import count_known, heading_of, names_below, no_known_names

AS_UTF_8 = 'Save it as "CSV UTF-8"; in LibreOffice, choose the character set Unicode (UTF-8).'

_LOST_BYTE = re.compile("[\udc80-\udcff]")
"""What Python decodes a byte to that is not UTF-8 (PEP 383), so that it can be named by row and column."""

_QUOTED = re.compile('"([^"]*+(?:""[^"]*+)*+)"')
_NOT_CLOSED = Fault(
    0,
    "table-quotation-marks",
    "has no closing quotation mark.",
    'Write " at its end too, or delete the first.',
)
_GOES_ON = Fault(
    0,
    "table-quotation-marks",
    "goes on after its closing quotation mark.",
    'Write "" for a quotation mark within a text, or delete what follows the text.',
)
_DOUBLE = 'Put the whole text in quotation marks, and write "" for each that stands in it.'


def read_records(text: str, separator: str) -> Iterator[Record]:
    """Yield the records of a text; a line break in quotation marks begins no new one."""
    bare = re.compile(f"[^{separator}\r\n]*")
    position, number = 0, 0
    while position < len(text):
        number += 1
        end, after = _line(text, position)
        if text.find('"', position, end) < 0:
            yield Record(number, text[position:end].split(separator))
            position = after
        else:
            record, position = _quoted(text, position, separator, bare)
            yield record._replace(number=number)


def _line(text: str, position: int) -> tuple[int, int]:
    """Return where the line ends, and where the next begins."""
    found = LINE_END.search(text, position)
    return found.span() if found else (len(text), len(text))


def _quoted(text: str, position: int, separator: str, bare: re.Pattern[str]) -> tuple[Record, int]:
    """Return a record with a quotation mark in it, not numbered yet, and where the next one begins.

    ``bare`` is what a cell without quotation marks looks like.
    """
    cells: list[str] = []
    while True:
        start = position
        cell, position = _cell(text, position, bare)
        here = text[position : position + 1]
        wrong = cell if isinstance(cell, Fault) else None
        end = start
        if wrong is None and here not in ("", separator, "\r", "\n"):
            wrong, end = _GOES_ON, position
            # Lines with separators are records of their own, and what is missing is a mark at the end of a cell.
            if separator in str(cell) and LINE_END.search(str(cell)):
                wrong, end = _NOT_CLOSED, start
        if wrong is not None:
            # Where its end is not known, every line after the one it begins in is judged by itself.
            return Record(0, cells, wrong._replace(column=len(cells))), _line(text, end)[1]
        cells.append(str(cell))
        if here != separator:
            return Record(0, cells), _line(text, position)[1]
        position += 1


def _cell(text: str, position: int, bare: re.Pattern[str]) -> tuple[str | Fault, int]:
    """Return the cell that begins at a position, or what is wrong with it, and where it ends."""
    if text.startswith('"', position):
        quoted = _QUOTED.match(text, position)
        if quoted is None:
            return _NOT_CLOSED, position
        return quoted[1].replace('""', '"'), quoted.end()
    found = bare.match(text, position)
    cell = found[0] if found else ""
    if '"' not in cell:
        return cell, position + len(cell)
    if cell.lstrip().startswith('"'):
        wrong = "has a space before its quotation mark."
        return Fault(0, "table-quotation-marks", wrong, "Delete the space."), position
    wrong = "has a quotation mark, but does not begin with one."
    return Fault(0, "table-quotation-marks", wrong, _DOUBLE), position


SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}

_EXCELS_LINE = re.compile('\\A"?sep=[,;\t]"?(?=[\r\n])', re.IGNORECASE)

_SHOWN = 20
"""Characters before a lost byte that the message repeats."""


def read_text_table(data: bytes, file: str) -> TableGrid:
    """Read a text table as far as its header; the records come one by one.

    Raises:
        SourceError: the file is not UTF-8 or UTF-16, or no name of a column is known.

    """
    text, has_lost_bytes = _decoded(data, file)
    # Excel's own line, which says what stands between cells; its row is kept, so that rows are counted as shown.
    text = _EXCELS_LINE.sub("", text, count=1)
    headers = {separator: _first(text, separator) for separator in SEPARATORS}
    separator = max(headers, key=lambda sign: count_known(headers[sign]))
    if has_lost_bytes:
        raise _not_utf_8(text, separator, file)
    header = headers[separator]
    if not count_known(header):
        raise no_known_names(file, header, _names_below(text))
    return TableGrid(file, header, _below(text, separator, header), SEPARATORS[separator])


def _decoded(data: bytes, file: str) -> tuple[str, bool]:
    """Return the text of a table, and whether it has bytes that are not UTF-8, each of them one ``_LOST_BYTE``.

    Raises:
        SourceError: the file is UTF-32, UTF-16 without its mark, or cut off within a character.

    """
    encoding = encoding_of(data)
    if encoding.name == "UTF-32":
        raise refused("file-not-utf-8", file, "the file is UTF-32.", AS_UTF_8)
    is_utf_16 = encoding.name == "UTF-16"
    if is_utf_16 and not encoding.mark:
        what = "the file looks like UTF-16, but has no byte order mark."
        raise refused("file-not-utf-8", file, what, AS_UTF_8)
    # Half a surrogate pair is let through: it is refused in its cell, with its row and column.
    text = decode(data, encoding, "surrogatepass" if is_utf_16 else "strict")
    if isinstance(text, str):
        return text, False
    if is_utf_16:
        what = "the file ends within a character: it was cut off."
        raise refused("file-damaged", file, what, "Save or copy it again.")
    return data[len(encoding.mark) :].decode(encoding.codec, "surrogateescape"), True


def _first(text: str, separator: str) -> Record:
    """Return the first record that holds anything, else the first."""
    records = read_records(text, separator)
    return next(filter(has_cells, records), Record(1, ()))


def _names_below(text: str) -> int:
    """Return the number of a row near the top that has the names of columns in place of the first, or 0."""
    return next(filter(None, (names_below(read_records(text, separator)) for separator in SEPARATORS)), 0)


def _below(text: str, separator: str, header: Record) -> Iterator[Record]:
    return (record for record in read_records(text, separator) if record.number > header.number)


def _not_utf_8(text: str, separator: str, file: str) -> SourceError:
    """Return the error that names the first cell with a byte which is not UTF-8."""
    headings: list[str] = []
    for record in filter(has_cells, read_records(text, separator)):
        for column, cell in enumerate(record.cells):
            lost = _LOST_BYTE.search(str(cell))
            if lost:
                heading = headings[column] if column < min(len(headings), MOST_COLUMNS) else ""
                text_before = str(cell)[: lost.start()]
                before = f' (after "{printable(text_before[-_SHOWN:])}")' if text_before else ""
                wrong = f"the file is not UTF-8: the byte 0x{ord(lost[0]) - 0xDC00:02X} stands here{before}."
                return SourceError(
                    Problem("file-not-utf-8", place(file, record.number, column, heading), wrong, AS_UTF_8)
                )
        headings = headings or [heading_of(cell) for cell in record.cells]
    return refused("file-not-utf-8", file, "the file is not UTF-8.", AS_UTF_8)
