"""Parses delimited text (CSV, TSV) strictly into numbered records.

Only a quoted cell may contain separators, line breaks and, doubled, quotation marks. A violation becomes a fault of the
record. Reading then continues with the line after the start of the bad cell, or after its end if that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from hostkit.core.errors import NOWHERE, Problem, SourceError, refused
from hostkit.core.input_files import LINE_END, decode, encoding_of
from hostkit.core.wording import printable
from hostkit.events.tables.code_pages import read_code_page
from hostkit.events.tables.grid import MOST_COLUMNS, Record, TableGrid, has_cells, place
from hostkit.events.tables.table_columns import (
    SEPARATORS,
    count_known,
    header_in,
    heading_of,
    no_known_names,
    skipped,
)

AS_UTF_8 = 'Save it as "CSV UTF-8"; in LibreOffice, choose the character set Unicode (UTF-8).'

_LOST_BYTE = re.compile("[\udc80-\udcff]")
"""The characters to which Python decodes bytes that are not UTF-8 (PEP 383); they show the row and column."""

_QUOTED = re.compile('"([^"]*+(?:""[^"]*+)*+)"')
_NOT_CLOSED = Problem(
    "table-quotation-marks",
    NOWHERE,
    "has no closing quotation mark.",
    'Write " at its end too, or delete the first.',
)
_GOES_ON = Problem(
    "table-quotation-marks",
    NOWHERE,
    "goes on after its closing quotation mark.",
    'Write "" for a quotation mark within a text, or delete what follows the text.',
)
_SPACE = Problem(
    "table-quotation-marks", NOWHERE, "has a space before its quotation mark.", "Delete the space."
)
_WITHIN = Problem(
    "table-quotation-marks",
    NOWHERE,
    "has a quotation mark, but does not begin with one.",
    'Put the whole text in quotation marks, and write "" for each that stands in it.',
)


def read_records(text: str, separator: str) -> Iterator[Record]:
    """Yield the records of a text; a line break inside quotation marks does not end a record."""
    bare = _bare_cell(separator)
    position, number = 0, 0
    while position < len(text):
        number += 1
        end, after = _line(text, position)
        if text.find('"', position, end) < 0:
            yield Record(number, text[position:end].split(separator), None, position)
            position = after
        else:
            start = position
            record, position = _quoted(text, position, separator, bare)
            yield record._replace(number=number, start=start)


def _bare_cell(separator: str) -> re.Pattern[str]:
    return re.compile(f"[^{separator}\r\n]*")


def cell_places(text: str, record: Record, separator: str) -> list[tuple[int, int]]:
    """Return the offsets of the start and the end of each cell of a record, its quotation marks included."""
    places, position, bare = [], record.start, _bare_cell(separator)
    for _ in record.cells:
        _, end = _cell(text, position, bare)
        places.append((position, end))
        position = end + 1
    return places


def _line(text: str, position: int) -> tuple[int, int]:
    """Return the offsets of the end of the line and of the start of the next."""
    found = LINE_END.search(text, position)
    return found.span() if found else (len(text), len(text))


def _quoted(text: str, position: int, separator: str, bare: re.Pattern[str]) -> tuple[Record, int]:
    """Return a record that contains a quotation mark, numbered 0, and the offset of the next record.

    ``bare`` is the pattern of an unquoted cell.
    """
    cells: list[str] = []
    while True:
        start = position
        cell, position = _cell(text, position, bare)
        here = text[position : position + 1]
        if isinstance(cell, Problem):
            # The end of the cell is not known, so reading continues on the line after its start.
            return Record(0, cells, cell), _line(text, start)[1]
        if here not in ("", separator, "\r", "\n"):
            # A cell with both separators and line breaks has swallowed other records: its closing mark is missing.
            if separator in cell and LINE_END.search(cell):
                return Record(0, cells, _NOT_CLOSED), _line(text, start)[1]
            return Record(0, cells, _GOES_ON), _line(text, position)[1]
        cells.append(cell)
        if here != separator:
            return Record(0, cells), _line(text, position)[1]
        position += 1


def _cell(text: str, position: int, bare: re.Pattern[str]) -> tuple[str | Problem, int]:
    """Return the cell that begins at ``position``, or its fault, and the offset of its end."""
    if text.startswith('"', position):
        quoted = _QUOTED.match(text, position)
        if quoted is None:
            return _NOT_CLOSED, position
        return quoted[1].replace('""', '"'), quoted.end()
    found = bare.match(text, position)
    cell = found[0] if found else ""
    if '"' not in cell:
        return cell, position + len(cell)
    return _SPACE if cell.lstrip().startswith('"') else _WITHIN, position


_OF_FILES = ",;\t"
_EXCELS_LINE = re.compile('\\A"?sep=[,;\t]"?(?=[\r\n])', re.IGNORECASE)

_SHOWN = 20
"""The number of characters before an undecodable byte that the message repeats."""


def read_text_table(data: bytes, file: str) -> TableGrid:
    """Read the header of a text table and return the grid, which parses the other records when they are read.

    Raises:
        SourceError: the file is not UTF-8 or UTF-16, or the header has no known column name.

    """
    text, has_lost_bytes = decoded(data, file)
    _, text = without_excels_line(text)
    if has_lost_bytes:
        raise _not_utf_8(text, file, data)
    return text_grid(text, file)


def without_excels_line(text: str) -> tuple[str, str]:
    """Return Excel's first line, ``sep=;``, if there is one, and the text with that line empty.

    The line is not removed, so that row numbers stay as Excel shows them.
    """
    found = _EXCELS_LINE.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def text_grid(text: str, file: str) -> TableGrid:
    """Return the grid of a text. Raises SourceError if no row has a known column name."""
    header, separator = _header(text)
    if not count_known(header):
        raise no_known_names(file, header)
    below = (record for record in read_records(text, separator) if record.number > header.number)
    above = islice(filter(has_cells, read_records(text, separator)), header.number)
    notes = skipped(file, header, above)
    return TableGrid(file, header, below, SEPARATORS[separator], notes=notes)


def _header(text: str) -> tuple[Record, str]:
    """Return the record that names the columns, and the separator with which it has the most known names."""
    headers = {sign: header_in(filter(has_cells, read_records(text, sign))) for sign in _OF_FILES}
    separator = max(headers, key=lambda sign: count_known(headers[sign]))
    return headers[separator], separator


def decoded(data: bytes, file: str) -> tuple[str, bool]:
    """Return the text of a table, and True if it has bytes that are not UTF-8; each of them is a ``_LOST_BYTE``.

    Raises:
        SourceError: the file is UTF-32, or is UTF-16 and has no byte order mark or ends within a character.

    """
    encoding = encoding_of(data)
    if encoding.name == "UTF-32":
        raise refused("file-not-utf-8", file, "the file is UTF-32.", AS_UTF_8)
    is_utf_16 = encoding.name == "UTF-16"
    if is_utf_16 and not encoding.mark:
        what = "the file looks like UTF-16, but has no byte order mark."
        raise refused("file-not-utf-8", file, what, AS_UTF_8)
    # A lone surrogate passes here and is refused later in its cell, with its row and column.
    text = decode(data, encoding, "surrogatepass" if is_utf_16 else "strict")
    if isinstance(text, str):
        return text, False
    if is_utf_16:
        what = "the file ends within a character: it was cut off."
        raise refused("file-damaged", file, what, "Save or copy it again.")
    return data[len(encoding.mark) :].decode(encoding.codec, "surrogateescape"), True


def _not_utf_8(text: str, file: str, data: bytes) -> SourceError:
    """Return a SourceError located at the first cell that contains a byte which is not UTF-8."""
    separator = _header(text)[1]
    known = read_code_page(data)
    remedy = (
        f"{AS_UTF_8} Or let hostkit batch --fix do it; the file seems to be {known.name}."
        if known
        else AS_UTF_8
    )
    headings: list[str] = []
    for record in filter(has_cells, read_records(text, separator)):
        for column, cell in enumerate(record.cells):
            lost = _LOST_BYTE.search(str(cell))
            if lost:
                heading = headings[column] if column < min(len(headings), MOST_COLUMNS) else ""
                text_before = str(cell)[: lost.start()]
                before = f' (after "{printable(text_before[-_SHOWN:])}")' if text_before else ""
                wrong = f"the file is not UTF-8: the byte 0x{ord(lost[0]) - 0xDC00:02X} stands here{before}."
                return refused("file-not-utf-8", place(file, record.number, column, heading), wrong, remedy)
        headings = headings or [heading_of(cell) for cell in record.cells]
    return refused("file-not-utf-8", file, "the file is not UTF-8.", remedy)
