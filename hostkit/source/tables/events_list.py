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
from hostkit.source.tables.forms import date_form, time_form
from hostkit.source.tables.row import Row, Table
from hostkit.source.vocabulary import VOCABULARY


def read_events_list(data: bytes, file: str, *, topic_given: bool, dates: str | None = None) -> Table:
    """Read a list of events, ``dates`` in their order; each needs a topic unless one is ``topic_given`` for all."""
    reading = Reading(tree.parse(data, file))
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
