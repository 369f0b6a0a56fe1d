"""A list of events in strict YAML in, checked rows out. The keys of an event are those of an event file.

Places are lines and columns of the text. Dates and times come in the forms of ``forms``, as in other tables.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from hostkit.ground import strict_yaml as tree
from hostkit.ground.errors import Position, Problem
from hostkit.source.read_event import EVENT_NAMES, Given, given_in
from hostkit.source.schema import Block, Reading
from hostkit.source.tables.columns import plain_name
from hostkit.source.tables.forms import date_form, time_form
from hostkit.source.tables.row import Row, Table
from hostkit.source.vocabulary import VOCABULARY

_NOTHING = frozenset({"null", "Null", "NULL", "~"})
"""How YAML writes that there is nothing (YAML 1.2, 10.2.1.1 and 10.3.2)."""


def read_events_list(data: bytes, file: str, *, topic_given: bool, dates: str | None = None) -> Table:
    """Read a list of events, ``dates`` in their order; each needs a topic unless one is ``topic_given`` for all."""
    document = tree.parse(data, file)
    reading = Reading(replace(document, root=_usual(document.root)))
    places = reading.places
    rows = [_row(block, places, topic_given, dates) for block in reading.listed(EVENT_NAMES)]
    if not places and not reading.problems:
        reading.report_at(Position(file), "the list has no events.", "Write each with a dash before it.")
    problems = sorted(reading.problems)
    # Problems of the text itself, such as a key written twice, were there before the first event was read.
    of: dict[int, list[Problem]] = {}
    for problem in problems:
        of.setdefault(_number(problem.at, places), []).append(problem)
    good = tuple(row for row in rows if row.number not in of)
    read = {row.number: row for row in rows}
    bad = tuple(
        _bad(read.get(number) or Row(number, places[number - 1], {}), of[number])
        for number in sorted(of)
        if number
    )
    return Table(file, good, tuple(problems), bad=bad)


def _usual(root: tree.Node | None) -> tree.Node | None:
    """Return a list with its keys as hostkit writes them, whatever their case, with ``_`` for blanks and dashes.

    What programs write for nothing, ``null`` or ``~``, is nothing.
    """
    if not isinstance(root, tree.Sequence):
        return root
    return replace(
        root, items=tuple(_usual_keys(its) if isinstance(its, tree.Mapping) else its for its in root.items)
    )


def _usual_keys(event: tree.Mapping) -> tree.Mapping:
    keys = {entry.key for entry in event.entries}
    entries = []
    for entry in event.entries:
        name, value = plain_name(entry.key), entry.value
        # One that is written twice is left as it is, and refused.
        if name in EVENT_NAMES and name not in keys:
            keys.add(name)
            entry = replace(entry, key=name)
        if isinstance(value, tree.Scalar) and value.plain and value.text in _NOTHING:
            entry = replace(entry, value=replace(value, text=""))
        entries.append(entry)
    return replace(event, entries=tuple(entries))


def _bad(row: Row, problems: Sequence[Problem]) -> Row:
    """Return a row with its problems; a key of it may have been lost in any of them."""
    return replace(row, unread=frozenset(EVENT_NAMES) - row.given.keys(), problems=tuple(problems))


def _row(block: Block, places: tuple[Position, ...], topic_given: bool, dates: str | None) -> Row:
    def date(text: str, at: Position) -> object:
        return VOCABULARY["date"].parse(date_form(text, dates), at)

    given = given_in(block, [name for name in EVENT_NAMES if name not in ("date", "start")])
    for name, parse in (("date", date), ("start", _start)):
        value = block.parsed(name, parse)
        if value is not None:
            given[name] = Given(value, block.place(name))
    if not topic_given and not block.has("topic"):
        block.report("topic", "is missing.", "Name the guide, as in male-allies.")
    typed = block.parsed("id", lambda text, at: text) if "id" in given else None
    return Row(_number(block.at, places), block.at, given, typed or "")


def _start(text: str, at: Position) -> object:
    return VOCABULARY["start"].parse(time_form(text), at)


def _number(at: Position, places: tuple[Position, ...]) -> int:
    """Return which event stands at a place, from 1; 0 before the first."""
    return bisect_right(places, (at.line, at.column), key=lambda place: (place.line, place.column))
