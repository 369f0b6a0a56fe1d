"""The table to start from is one that can be read."""

from __future__ import annotations

from pathlib import Path

from hostkit.events.event import event_names
from hostkit.events.tables.event_ids import NamedEvent, event_id, tell_apart
from hostkit.events.tables.table import template
from hostkit.guides.topics import find_topic
from tests.support.tables import read


def test_the_template_has_no_problem_and_names_shipped_guides() -> None:
    table = read(template())
    assert not table.problems
    assert not table.notes
    assert [row.number for row in table.rows] == [2, 3]
    guides = [find_topic(str(row.given["topic"].value), Path.cwd()) for row in table.rows]
    assert len(set(guides)) == 2
    events, problems = tell_apart(
        NamedEvent(event_id(row, guide.stem), row) for row, guide in zip(table.rows, guides, strict=True)
    )
    assert len(events) == 2
    assert not problems


def test_it_shows_what_most_people_need() -> None:
    header = template().splitlines()[0].split(",")
    assert set(header) <= set(event_names())
    assert header[:4] == ["id", "topic", "date", "start"]
    given = {name for row in read(template()).rows for name in row.given}
    assert {"place", "host", "guests", "minutes", "group_url"} <= given
    assert '"12 Mill Lane, Leeds"' in template(), "it shows how a comma is written"
