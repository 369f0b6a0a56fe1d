"""A table of events in; checked rows out, each value with its place, and every problem of the table.

The one way in: it opens the file and asks for what its kind needs. Never raises for what a file holds. Looks
for no guides: whether a topic exists is known where kits are made.
"""

from __future__ import annotations

from pathlib import Path

from hostkit.ground.errors import SourceError
from hostkit.source.tables.events_list import read_events_list
from hostkit.source.tables.opening import WORKBOOK, YAML, open_table
from hostkit.source.tables.row import Table
from hostkit.source.tables.rows import read_rows
from hostkit.source.tables.text_table import read_text_table


def read_table(path: Path, *, dates: str | None = None, topic_given: bool = False) -> Table:
    """Read a table of events.

    ``dates`` is "dmy" or "mdy" where 12/04/26 is to be read so. Each event needs a topic unless there is one
    ``topic_given`` for all.
    """
    try:
        file, kind, data = open_table(path)
        if kind == YAML:
            return read_events_list(data, file, topic_given=topic_given, dates=dates)
        if kind == WORKBOOK:
            # Why here: openpyxl may be missing, and few tables are workbooks.
            from hostkit.source.tables.workbook import read_workbook

            grid = read_workbook(data, file)
        else:
            grid = read_text_table(data, file)
        return read_rows(grid, dates=dates, topic_given=topic_given)
    except SourceError as error:
        return Table(error.problems[0].at.file, (), error.problems)
