"""The id that an event has in the end, and which rows must not have theirs, because another row has it too.

In: rows, and the topics that their guides turned out to have. Out: ids, each safe as the name of a folder.
Events are never merged: which of two was meant is for a person to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hostkit.ground.errors import Problem
from hostkit.ground.wording import quoted
from hostkit.source.names import slug
from hostkit.source.tables.row import Row

_REMEDY = "Give each event an id of its own."


def event_id(row: Row, topic: str) -> str:
    """Return the id of an event: its own, else its date and topic, else its topic. ``topic`` is the guide's."""
    if "id" in row.given:
        return str(row.given["id"].value)
    date = row.given.get("date")
    return slug(f"{date.value}-{topic}") if date else slug(topic)


def known_id(row: Row, topic: str | None) -> str | None:
    """Return the id of a row that may be bad, None when it cannot be known; ``topic`` is None where that is not."""
    if "id" not in row.given and (topic is None or row.unread & {"id", "date", "topic"}):
        return None
    return event_id(row, topic or "")


class Named(NamedTuple):
    """An event and its id."""

    id: str
    row: Row


def tell_apart(named: Iterable[Named]) -> tuple[tuple[Named, ...], tuple[Problem, ...]]:
    """Return the events whose id no other has, and a problem for each of the rest.

    Ids are compared as names of folders, in which case, accents and signs do not count.
    """
    events = tuple(named)
    rows: dict[str, list[Row]] = {}
    for event in events:
        rows.setdefault(event.id, []).append(event.row)
    problems = tuple(
        _problem(event, rows[event.id][1 if event.row is rows[event.id][0] else 0])
        for event in events
        if len(rows[event.id]) > 1
    )
    return tuple(event for event in events if len(rows[event.id]) == 1), problems


def _problem(event: Named, other: Row) -> Problem:
    """Return the problem of an event whose id another row has too."""
    row = event.row
    there = f"row {other.number}" if other.at.in_table else f"line {other.at.line}"
    if not row.typed_id:
        wrong = f"without an id the event is {event.id}, and so is that of {there}."
        return Problem(row.at, wrong, _REMEDY)
    wrong = f"{quoted(row.typed_id)} is the id of {there} too"
    same = row.typed_id == other.typed_id
    return Problem(row.given["id"].at, f"{wrong}." if same else f"{wrong}, for both are {event.id}.", _REMEDY)
