"""Ids: given, made from date and topic, and refused where two events have one."""

from __future__ import annotations

import pytest

from hostkit.events.tables.event_ids import NamedEvent, event_id, tell_apart
from hostkit.events.tables.table import Table
from tests.support.tables import read

OWN = "Give each event an id of its own."


def named(table: Table, topic: str = "male-allies") -> list[NamedEvent]:
    assert not table.problems
    return [NamedEvent(event_id(row, topic), row) for row in table.rows]


def outcome(table: Table) -> tuple[list[str], list[str]]:
    events, problems = tell_apart(named(table))
    return [event.id for event in events], [str(problem) for problem in problems]


def test_ids() -> None:
    table = read("id,topic,date\nSpring Café,x,2026-09-30\n,x,2026-09-30\n,x,\n,x,30.9.2027\n")
    assert [event.id for event in named(table)] == [
        "spring-cafe",
        "2026-09-30-male-allies",
        "male-allies",
        "2027-09-30-male-allies",
    ]


def test_a_long_topic_makes_an_id_that_every_disk_takes() -> None:
    row = read("topic,date\nx,2026-09-30\n").rows[0]
    first, second = event_id(row, "a" * 79 + "b"), event_id(row, "a" * 79 + "c")
    assert len(first) == len(second) == 80
    assert first != second
    assert first.startswith("2026-09-30-aaa")


def test_events_of_one_id_are_refused_all() -> None:
    assert outcome(read("id,topic\na,x\nb,x\na,y\nc,x\na,z\n")) == (
        ["b", "c"],
        [
            f'events.csv: row 2, id: "a" is the id of row 4 too. {OWN}',
            f'events.csv: row 4, id: "a" is the id of row 2 too. {OWN}',
            f'events.csv: row 6, id: "a" is the id of row 2 too. {OWN}',
        ],
    )


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("Spring", "SPRING", "spring"),
        ("cafe", "Café", "cafe"),
        ("e\u0301tude", "étude", "etude"),
        ("straße", "strasse", "strasse"),
        ("a b", "a/b", "a-b"),
        ("../a", "a", "a"),
        ("CON", "con-kit", "con-kit"),
        ("ﬁsh", "fish", "fish"),
        ("a\u200bb", "a-b", "a-b"),
    ],
)
def test_ids_that_differ_only_in_what_a_folder_does_not_keep(first: str, second: str, both: str) -> None:
    def shown(text: str) -> str:
        return text.replace("\u200b", "\\u200b")

    assert outcome(read(f"id,topic\n{first},x\n{second},x\n")) == (
        [],
        [
            f'events.csv: row 2, id: "{shown(first)}" is the id of row 3 too, for both are {both}. {OWN}',
            f'events.csv: row 3, id: "{shown(second)}" is the id of row 2 too, for both are {both}. {OWN}',
        ],
    )


def test_two_events_of_one_day_and_topic() -> None:
    table = read("id,topic,date,host\n,x,2026-09-30,Ana\n,x,2026-09-30,Bo\n2026-09-30-male-allies,y,,\n")
    made = "without an id the event is 2026-09-30-male-allies, and so is that of"
    assert outcome(table) == (
        [],
        [
            f"events.csv: row 2: {made} row 3. {OWN}",
            f"events.csv: row 3: {made} row 2. {OWN}",
            'events.csv: row 4, id: "2026-09-30-male-allies" is the id of row 2 too, '
            f"for both are 2026-09-30-male-allies. {OWN}",
        ],
    )


def test_events_of_a_list_are_named_by_their_lines() -> None:
    table = read("- topic: x\n  id: a\n- topic: y\n  id: A\n", "events.yaml")
    assert outcome(table)[1] == [
        f'events.yaml:2:7: id: "a" is the id of line 3 too, for both are a. {OWN}',
        f'events.yaml:4:7: id: "A" is the id of line 1 too, for both are a. {OWN}',
    ]


def test_other_alphabets_stay_apart() -> None:
    ids, problems = outcome(read("id,topic\nВесна,x\nОсень,x\n春,x\n秋,x\n"))
    assert len(set(ids)) == 4
    assert not problems
