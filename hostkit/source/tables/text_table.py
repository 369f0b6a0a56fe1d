"""The bytes of a .csv or .tsv in, a grid out: decoded, its separator found from the names of columns.

The separator is the one of comma, semicolon and tab that gives the first row most names that are known; the
ending of the file's name does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hostkit.ground.errors import Problem, SourceError, refused
from hostkit.ground.wording import printable
from hostkit.source.tables.columns import count_known, heading_of, names_below, no_known_names
from hostkit.source.tables.decoding import AS_UTF_8, decode, lost_byte
from hostkit.source.tables.grid import MOST_COLUMNS, Grid, Record, has_cells, place
from hostkit.source.tables.quoting import read_records

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}

_EXCELS_LINE = re.compile('\\A"?sep=[,;\t]"?(?=[\r\n])', re.IGNORECASE)

_SHOWN = 20
"""Characters before a lost byte that the message repeats."""


def read_text_table(data: bytes, file: str) -> Grid:
    """Read a text table as far as its header; the records come one by one.

    Raises:
        SourceError: the file is not UTF-8 or UTF-16, or no name of a column is known.

    """
    text, has_stand_ins = decode(data, file)
    # Excel's own line, which says what stands between cells; its row is kept, so that rows are counted as shown.
    text = _EXCELS_LINE.sub("", text, count=1)
    headers = {separator: _first(text, separator) for separator in SEPARATORS}
    separator = max(headers, key=lambda sign: count_known(headers[sign]))
    if has_stand_ins:
        raise _not_utf_8(text, separator, file)
    header = headers[separator]
    if not count_known(header):
        raise no_known_names(file, header, _names_below(text))
    return Grid(file, header, _below(text, separator, header), SEPARATORS[separator])


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
            lost = lost_byte(str(cell))
            if lost:
                heading = headings[column] if column < min(len(headings), MOST_COLUMNS) else ""
                before = f' (after "{printable(lost[1][-_SHOWN:])}")' if lost[1] else ""
                wrong = f"the file is not UTF-8: the byte 0x{lost[0]:02X} stands here{before}."
                return SourceError([Problem(place(file, record.number, column, heading), wrong, AS_UTF_8)])
        headings = headings or [heading_of(cell) for cell in record.cells]
    return refused(file, "the file is not UTF-8.", AS_UTF_8)
