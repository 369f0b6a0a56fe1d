"""Determines the id of each event, which is a valid folder name, and finds rows that have the same id.

Events with the same id are reported and never merged, because only the user knows which one is meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hostkit.core.errors import Problem
from hostkit.core.values import slug
from hostkit.core.wording import quoted
from hostkit.events.tables.table import TableRow

_REMEDY = "Give each event an id of its own."


def event_id(row: TableRow, topic: str) -> str:
    """Return the id of an event: its own, or its date and topic, or its topic; ``topic`` is that of its guide."""
    if "id" in row.given:
        return str(row.given["id"].value)
    date = row.given.get("date")
    return slug(f"{date.value}-{topic}") if date else slug(topic)


def known_id(row: TableRow, topic: str | None) -> str | None:
    """Return the id of a row that may have problems, or None if it is unknown; ``topic`` may be None if unknown."""
    if "id" not in row.given and (topic is None or row.unread & {"id", "date", "topic"}):
        return None
    return event_id(row, topic or "")


class NamedEvent(NamedTuple):
    """An event and its id."""

    id: str
    row: TableRow


def tell_apart(named: Iterable[NamedEvent]) -> tuple[tuple[NamedEvent, ...], tuple[Problem, ...]]:
    """Return the events with a unique id, and a problem for each of the others.

    Ids are compared as folder names, which ignore case, accents and punctuation.
    """
    events = tuple(named)
    rows: dict[str, list[TableRow]] = {}
    for event in events:
        rows.setdefault(event.id, []).append(event.row)
    doubles = [event for event in events if len(rows[event.id]) > 1]
    others = [next(row for row in rows[event.id] if row is not event.row) for event in doubles]
    problems = tuple(map(_problem, doubles, others))
    return tuple(event for event in events if len(rows[event.id]) == 1), problems


def _problem(event: NamedEvent, other: TableRow) -> Problem:
    """Return the problem of an event with the same id as another row."""
    row = event.row
    there = f"row {other.number}" if other.at.in_table else f"line {other.at.line}"
    if not row.typed_id:
        wrong = f"without an id the event is {event.id}, and so is that of {there}."
        return Problem("event-id-not-alone", row.at, wrong, _REMEDY)
    why = "" if row.typed_id == other.typed_id else f", for both are {event.id}"
    wrong = f"{quoted(row.typed_id)} is the id of {there} too{why}."
    return Problem("event-id-not-alone", row.given["id"].at, wrong, _REMEDY)
