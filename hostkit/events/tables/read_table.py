"""Reads a table of events of any kind, and lists of events in strict YAML, into checked rows.

In a YAML list an event has the keys of an event file, and positions are lines and columns of the text.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import replace
from functools import cache
from pathlib import Path

from hostkit.core import strict_yaml as tree
from hostkit.core.errors import Position, Problem, SourceError
from hostkit.core.wording import nearest
from hostkit.core.yaml_advice import EVENT_KEYS
from hostkit.core.yaml_reader import YamlBlock, YamlReading
from hostkit.events.dates import past_date
from hostkit.events.event import event_names
from hostkit.events.read_values import values_in
from hostkit.events.tables.cells import own_text, parse_cell
from hostkit.events.tables.rows import read_rows
from hostkit.events.tables.table import Table, TableRow
from hostkit.events.tables.table_columns import own_name
from hostkit.events.tables.table_files import WORKBOOK, YAML, open_table
from hostkit.events.tables.text_table import read_text_table
from hostkit.events.typed_words import plain_name

_NOTHING = frozenset({"null", "Null", "NULL", "~"})
"""The scalars that mean null in YAML (YAML 1.2, 10.2.1.1 and 10.3.2)."""


def read_events_list(data: bytes, file: str, *, topic_given: bool, dates: str | None = None) -> Table:
    """Read a YAML list of events; ``dates`` is the day and month order. With ``topic_given``, events need no topic."""
    document = tree.parse(data, file)
    reading = YamlReading(document._replace(root=_usual(document.root)), EVENT_KEYS)
    places = reading.places
    own = {(each.line, each.column): _own(each) for each in _items(document.root)}
    rows = [
        replace(row, own=own[row.at.line, row.at.column])
        for row in (_row(block, places, topic_given, dates) for block in reading.listed(event_names()))
    ]
    if not places and not reading.problems:
        wrong = "the list has no events."
        reading.report_at(Position(file), "table-no-events", wrong, "Write each with a dash before it.")
    problems = sorted(reading.problems)
    # YAML problems, such as a duplicate key, exist before an event is read, so they are assigned by position.
    of: dict[int, list[Problem]] = {}
    for problem in problems:
        of.setdefault(_number(problem.place, places), []).append(problem)
    good = tuple(row for row in rows if row.number not in of)
    read = {row.number: row for row in rows}
    bad = []
    for number in sorted(of.keys() - {0}):
        row = read.get(number) or TableRow(number, places[number - 1], {})
        # Every name without a value counts as unread, because a problem may hide it.
        unread = frozenset(event_names()) - row.given.keys()
        bad.append(replace(row, unread=unread, problems=tuple(of[number])))
    return Table(file, good, tuple(problems), bad=tuple(bad))


def _usual(root: tree.Node | None) -> tree.Node | None:
    """Return a list of events with its keys in lower case and with ``_`` for spaces and dashes.

    The values ``null`` and ``~`` become empty texts. The value of an unknown key also stands under the most similar
    field, so that it is checked too, and the user's own keys are left out. Any other node is returned unchanged.
    """
    if not isinstance(root, tree.Sequence):
        return root
    items = (_usual_keys(item) if isinstance(item, tree.Mapping) else item for item in root.items)
    return root._replace(items=tuple(items))


def _items(root: tree.Node | None) -> list[tree.Mapping]:
    items = root.items if isinstance(root, tree.Sequence) else ()
    return [item for item in items if isinstance(item, tree.Mapping)]


def _own(event: tree.Mapping) -> dict[str, str]:
    """Return the texts of the user's own keys, which begin with # as the columns of a table do."""
    texts = ((entry.key, entry.value.text) for entry in event.entries if isinstance(entry.value, tree.Scalar))
    return {name: own_text(text) for key, text in texts if (name := own_name(key)) and text}


def _usual_keys(event: tree.Mapping) -> tree.Mapping:
    known, keys = event_names(), {entry.key for entry in event.entries}
    entries = []
    for entry in event.entries:
        if own_name(entry.key):
            continue
        name, value = plain_name(entry.key), entry.value
        # A key that would occur twice is left unchanged and is refused later.
        if name in known and name not in keys:
            keys.add(name)
            entry = entry._replace(key=name)
        if isinstance(value, tree.Scalar) and value.plain and value.text in _NOTHING:
            entry = entry._replace(value=value._replace(text=""))
        entries.append(entry)
        if name not in known and (meant := _meant(name)) and meant not in keys:
            keys.add(meant)
            entries.append(entry._replace(key=meant))
    return event._replace(entries=tuple(entries))


@cache
def _meant(name: str) -> str | None:
    return nearest(name, event_names())


def _row(block: YamlBlock, places: tuple[Position, ...], topic_given: bool, dates: str | None) -> TableRow:
    given = values_in(block, event_names(), lambda name, text, at: parse_cell(name, text, at, dates))
    if not topic_given and not block.has("topic"):
        block.report_missing("topic", "Name the guide, as in male-allies.")
    typed = block.parsed("id", lambda text, at: text) if "id" in given else None
    return TableRow(_number(block.at, places), block.at, given, typed or "")


def _number(at: Position, places: tuple[Position, ...]) -> int:
    """Return the number, from 1, of the event at a position, or 0 before the first event."""
    return bisect_right(places, (at.line, at.column), key=lambda place: (place.line, place.column))


def read_table(path: Path, *, dates: str | None = None, topic_given: bool = False) -> Table:
    """Read a table of events; a file that cannot be read gives a table with no rows and its problems.

    ``dates`` is "dmy" or "mdy", the order in which dates such as 12/04/26 are read, or None. Each event needs a topic
    unless ``topic_given`` is true.
    """
    table = _read(path, dates, topic_given)
    days = [(value.value, value.at) for row in table.rows if (value := row.given.get("date"))]
    past = [(day, at) for day, at in days if isinstance(day, datetime.date) and past_date(day, at)]
    if not past:
        return table
    return replace(table, notes=(*table.notes, f"Warning: {past_date(*past[0], len(past) - 1)}"))


def _read(path: Path, dates: str | None, topic_given: bool) -> Table:
    try:
        file, kind, data = open_table(path)
        if kind == YAML:
            return read_events_list(data, file, topic_given=topic_given, dates=dates)
        if kind == WORKBOOK:
            # Imported here because few tables are workbooks.
            from hostkit.events.tables.workbook import read_workbook

            grid = read_workbook(data, file)
        else:
            grid = read_text_table(data, file)
        return read_rows(grid, dates=dates, topic_given=topic_given)
    except SourceError as error:
        return Table(error.problems[0].place.file, (), error.problems)
