"""A list of events in YAML: the rules and places of an event file."""

from __future__ import annotations

import datetime as dt

import pytest

from hostkit.core.errors import Position
from hostkit.events.event import event_names
from tests.support.tables import read, rows, said

KEYS = ", ".join(event_names())


@pytest.mark.parametrize("name", ["events.yaml", "events.yml", "EVENTS.YAML"])
def test_events_with_their_places(name: str) -> None:
    table = read("# ours\n- topic: male-allies\n  id: Spring Café\n  date: 2026-09-30\n-\n  topic: x\n", name)
    assert not table.problems
    assert rows(table) == {
        1: {"topic": "male-allies", "id": "spring-cafe", "date": dt.date(2026, 9, 30)},
        2: {"topic": "x"},
    }
    assert [row.at for row in table.rows] == [Position(name, 2, 3), Position(name, 6, 3)]
    assert [row.typed_id for row in table.rows] == ["Spring Café", ""]
    assert table.rows[0].given["date"].at == Position(name, 4, 9, "date")


def test_good_events_remain_when_others_are_bad() -> None:
    table = read(
        "- topic: a\n  date: 2026-02-31\n"
        "- {topic: b, guests: 0}\n"
        "- topic: c\n"
        "- guests: 8\n"
        "- topic:\n"
        "- male-allies\n"
        "- topic: d\n  gest: 3\n"
        "- topic: [e]\n"
        "- topic: f\n",
        "events.yaml",
    )
    assert said(table) == [
        "events.yaml:2:9: date: there is no 31 February 2026. Write a day that the month has.",
        'events.yaml:3:22: guests: "0" is too small. Write a whole number from 1 to 200.',
        "events.yaml:5:3: topic: is missing. Name the guide, as in male-allies.",
        "events.yaml:6:9: topic: is missing. Name the guide, as in male-allies.",
        f'events.yaml:7:3: is a text without a key before it. Write "id: male-allies"; known here: {KEYS}.',
        'events.yaml:9:3: there is no key "gest" here. Did you mean "guests"?',
        "events.yaml:10:10: topic: is a list where a text is expected. "
        'If it is meant as one text, put it in quotation marks: "...".',
    ]
    assert list(rows(table)) == [3, 9]


def test_problems_of_the_text_cost_their_event() -> None:
    table = read(
        "- topic: a\n- topic: b\n  topic: c\n- &x topic: d\n- topic: e\n- topic: !!str f\n- topic: g\n",
        "events.yaml",
    )
    assert [line.split(" ")[0] for line in said(table)] == [
        "events.yaml:3:3:",
        "events.yaml:4:3:",
        "events.yaml:6:10:",
    ]
    assert [row["topic"] for row in rows(table).values()] == ["a", "e", "g"]


def test_events_on_one_line() -> None:
    table = read("[{topic: a, guests: 0}, {topic: b}, {guests: 3}]\n", "events.yaml")
    assert said(table) == [
        'events.yaml:1:21: guests: "0" is too small. Write a whole number from 1 to 200.',
        "events.yaml:1:37: topic: is missing. Name the guide, as in male-allies.",
    ]
    assert list(rows(table)) == [2]


def test_a_topic_for_all() -> None:
    assert rows(read("- host: Ana\n", "events.yaml", topic_given=True)) == {1: {"host": "Ana"}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "topic: x\n",
            "events.yaml:1:1: the file is not a list. Begin each item on a line of its own with a dash and a space.",
        ),
        (
            "topic, date\n",
            "events.yaml:1:1: the file is not a list. Begin each item on a line of its own with a dash and a space.",
        ),
        ("[]\n", "events.yaml: the list has no events. Write each with a dash before it."),
        ("# nothing\n", "events.yaml: the file is empty. Write its text, and save it."),
        (
            "- topic: x\n---\n- topic: y\n",
            "events.yaml:2:1: a second document begins here. Keep one document in a file.",
        ),
    ],
)
def test_no_list(text: str, message: str) -> None:
    table = read(text, "events.yaml")
    assert said(table) == [message]
    assert not table.rows


def test_dates_and_times_are_read_as_in_other_tables() -> None:
    table = read("- topic: x\n  date: 30.9.2026\n  start: 6:30 pm\n", "events.yaml")
    assert rows(table) == {1: {"topic": "x", "date": dt.date(2026, 9, 30), "start": 18 * 60 + 30}}
    text = "- topic: x\n  date: 12/04/26\n"
    assert said(read(text, "events.yaml")) == [
        'events.yaml:2:9: date: "12/04/26" may be 12 April 2026 or 4 December 2026. '
        "Write 2026-04-12 or 2026-12-04, or say --dates dmy or mdy."
    ]
    assert rows(read(text, "events.yaml", dates="dmy"))[1]["date"] == dt.date(2026, 4, 12)


def test_more_problems_than_a_guide_lists() -> None:
    """A table lists them all."""
    table = read("- topic: x\n  guests: 0\n" * 150, "events.yaml")
    assert len(table.problems) == 150


def test_a_dash_alone() -> None:
    (problem,) = said(read("- topic: a\n-\n- topic: b\n", "events.yaml"))
    assert problem.startswith('events.yaml:2:2: is blank. Write "id: ...", or take the dash or the key away;')


def test_keys_in_any_case_and_with_blanks_or_dashes() -> None:
    table = read("- Topic: a\n  GROUP NAME: Fridays\n  group-url: https://example.org\n", "events.yaml")
    assert said(table) == []
    assert {name: str(value) for name, value in rows(table)[1].items() if name != "group_url"} == {
        "topic": "a", "group_name": "Fridays",
    }  # fmt: skip


def test_a_key_written_in_two_ways_is_refused() -> None:
    assert said(read("- topic: a\n  Topic: b\n- Guests: 5\n  GUESTS: 6\n  topic: c\n", "events.yaml")) == [
        'events.yaml:2:3: there is no key "Topic" here. Did you mean "topic"?',
        'events.yaml:4:3: there is no key "GUESTS" here. Did you mean "guests"?',
    ]


@pytest.mark.parametrize("nothing", ["null", "Null", "NULL", "~", ""])
def test_what_programs_write_for_nothing_is_nothing(nothing: str) -> None:
    table = read(f"- topic: a\n  place: {nothing}\n  guests: {nothing}\n  host: 'null'\n", "events.yaml")
    assert said(table) == []
    assert {name: str(value) for name, value in rows(table)[1].items()} == {"topic": "a", "host": "null"}
