"""Makes ``season.csv``, a table of a season for spreadsheet programs: one row for each evening, with its files.

The columns that ``hostkit batch`` reads have the names by which it knows them; all others begin with #.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterator
from io import StringIO

from hostkit import __version__
from hostkit.batch.season import Season, SeasonEvent
from hostkit.files.edited_texts import TEXT_SUMS
from hostkit.guides.languages import COMPLETE, read_language
from hostkit.planning.clock import TimeWords

TABLE = "season.csv"

SIGNED = f"#hostkit {__version__}"
"""The name of the last column, which has no cells. It says whose file this is."""

_COLUMNS = (
    "id",
    "topic",
    "date",
    "start",
    "#end",
    "minutes",
    "guests",
    "host",
    "place",
    "cancelled",
    "#branch",
    "#files",
)
"""The names of the other columns."""

BEGINNING = BOM_UTF8 + ",".join(_COLUMNS).encode()
"""The first bytes of the table, with the mark by which Excel knows UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that spreadsheet programs take for a formula."""


def season_table(season: Season) -> Iterator[bytes]:
    """Yield the table in parts, in the form of RFC 4180."""
    yield BEGINNING + f",{SIGNED}\r\n".encode()
    for entry in season.entries:
        line = StringIO()
        csv.writer(line).writerow([*map(_cell, _cells(entry)), ""])
        yield line.getvalue().encode()


def _cells(entry: SeasonEvent) -> tuple[str, ...]:
    times = TimeWords(read_language(COMPLETE), 24)
    start = entry.start
    return (
        entry.id,
        entry.title,
        entry.date.isoformat() if entry.date else "",
        "" if start is None else times.figures(start),
        "" if start is None else times.figures(start + entry.minutes),
        str(entry.minutes),
        "" if entry.guests is None else str(entry.guests),
        entry.host,
        entry.place,
        "yes" if entry.canceled else "",
        entry.branch,
        " ".join(f"{entry.id}/{file.file}" for file in entry.kit if file.file != TEXT_SUMS),
    )


def _cell(text: str) -> str:
    """Return a text as spreadsheet programs show it and do not calculate it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
