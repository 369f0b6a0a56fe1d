"""The names above a table: how they may be written, and what is said of those that are not known."""

from __future__ import annotations

import pytest

from hostkit.events.event import event_names
from tests.support.tables import read, rows, said

NAMES = ", ".join(event_names())
NONE_KNOWN = (
    "no column here has a name that is known, such as id, topic, date, start or minutes. "
    "Write the names above the events; hostkit batch --template prints a table to start from."
)


@pytest.mark.parametrize(
    "heading",
    ["group_name", "Group Name", "GROUP-NAME", "  group \u00a0 name ", '"Group\nname"', "group__name"],
)
def test_names_in_any_case_and_with_spaces(heading: str) -> None:
    assert rows(read(f"Topic,{heading}\nx,Circle\n")) == {2: {"topic": "x", "group_name": "Circle"}}


def test_every_name_of_an_event_may_be_a_column() -> None:
    table = read(f"{';'.join(event_names())}\nx{';' * (len(event_names()) - 1)}\n", topic_given=True)
    assert not table.problems
    assert rows(table) == {2: {"id": "x"}}


def test_a_place_names_the_column_as_it_is_written() -> None:
    table = read("topic,Group  URL\nx,htp://example.org\n")
    assert said(table) == [
        'events.csv: row 2, Group URL: a link cannot begin with "htp:". Write one that begins with https:// or http://.'
    ]


OWN = "A column of your own has # before its name."


@pytest.mark.parametrize("heading", ["#notes", " # what it costs ", "#", "#topic"])
def test_a_column_of_ones_own_is_not_read(heading: str) -> None:
    table = read(f"topic,{heading},guests\nmale-allies,anything: 25:70,5\nburnout-and-rest,,6\n")
    assert said(table) == []
    assert rows(table) == {
        2: {"topic": "male-allies", "guests": 5},
        3: {"topic": "burnout-and-rest", "guests": 6},
    }


@pytest.mark.parametrize(
    ("heading", "remedy"),
    [
        ("plase", f'Did you mean "place"? {OWN}'),
        ("Guest", f'Did you mean "guests"? {OWN}'),
        ("Time", f'Did you mean "start"? {OWN}'),
        ("Venue", f'Did you mean "place"? {OWN}'),
        ("title", f'Did you mean "topic"? {OWN}'),
        ("PEOPLE", f'Did you mean "guests"? {OWN}'),
        (
            "notes for us",
            f"Write # before its name if it is a column of your own, or name it one of {NAMES}.",
        ),
        ("out", f"Write # before its name if it is a column of your own, or name it one of {NAMES}."),
        ("=A1", f"Write # before its name if it is a column of your own, or name it one of {NAMES}."),
    ],
)
def test_unknown_column(heading: str, remedy: str) -> None:
    table = read(f"topic,{heading},date\nx,,2026-02-31\nz,,2026-02-28\n")
    assert said(table) == [
        f'events.csv: row 1: there is no column "{heading}". {remedy}',
        "events.csv: row 2, date: there is no 31 February 2026. Write a day that the month has.",
    ]
    assert not table.rows, "a column that is not known concerns every row"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Topic,Guest,strat\nmale-allies,a few,19:00\nmale-allies,8,7:00\n", "events.csv"),
        ("topics,Guest,strat,id\nmale-allies,a few,19:00,a\nmale-allies,8,7:00,b\n", "events.csv"),
        (
            "- {topic: male-allies, Guest: a few, strat: '19:00'}\n- {topic: male-allies, Guest: 8, strat: '7:00'}\n",
            "events.yaml",
        ),
    ],
)
def test_a_wrong_name_does_not_hide_the_faults_of_its_column(content: str, name: str) -> None:
    problems = said(read(content, name))
    assert [line for line in problems if '"a few" is no whole number' in line]
    assert [line for line in problems if '"7:00" may be morning or evening' in line]
    assert not [line for line in problems if 'there is no column "topic"' in line]
    assert [line for line in problems if 'Did you mean "guests"?' in line]


def test_a_name_is_assumed_for_one_column_only() -> None:
    table = read("topic,Guest,guests,people\nx,ten,8,ten\n")
    assert len(said(table)) == 2, "the cells of the first and the last column are not read as guests"


def test_a_column_twice() -> None:
    table = read("Date,topic,DATE\n2026-09-30,x,2026-09-29\n")
    assert said(table) == ['events.csv: row 1: columns A and C are both "date". Keep one of them.']
    assert not table.rows


def test_no_topic() -> None:
    table = read("id,date\nx,2026-09-30\n")
    assert said(table) == [
        'events.csv: row 1: there is no column "topic". Add one that names the guide of each event, for example '
        "male-allies."
    ]
    assert not table.rows
    assert rows(read("id,host\nx,Ana\n", topic_given=True)) == {2: {"id": "x", "host": "Ana"}}


@pytest.mark.parametrize("text", ["name,place of birth\nx,y\n", "male-allies,2026-09-30\n", "-\n", ",,,\n"])
def test_no_known_name(text: str) -> None:
    assert said(read(text)) == [f"events.csv: row 1: {NONE_KNOWN}"]


def test_the_first_row_with_anything_in_it_has_the_names() -> None:
    table = read("\n,,\ntopic,date,\nx,2026-02-30,\n\ny,2026-03-01,\n")
    assert said(table) == [
        "events.csv: row 4, date: there is no 30 February 2026. Write a day that the month has."
    ]
    assert list(rows(table)) == [6]


@pytest.mark.parametrize("ending", ["csv", "tsv"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_whatever_the_ending(separator: str, ending: str) -> None:
    place = '"12, Mill Lane; Leeds\tN"'
    text = f"topic,place,host\nx,{place},a\n".replace(",", separator).replace("12" + separator, "12,")
    table = read(text, f"events.{ending}")
    assert rows(table) == {2: {"topic": "x", "place": "12, Mill Lane; Leeds N", "host": "a"}}


def test_the_separator_that_gives_most_names_is_the_one() -> None:
    table = read("id,date;topic;place;host\nx;y;z\n")
    assert said(table)[0].startswith('events.csv: row 1: there is no column "id,date".')


def test_too_many_columns() -> None:
    names = ",".join(["topic", *(f"n{count}" for count in range(64))])
    assert said(read(f"{names}\nx\n")) == [
        "events.csv: row 1: there are 65 columns; 64 is the most. Take out what is no event's."
    ]


def test_blank_columns_at_the_end_are_none() -> None:
    assert rows(read(f"topic{',' * 100}\nx{',' * 100}\n")) == {2: {"topic": "x"}}


@pytest.mark.parametrize(
    ("header", "said_of_it"),
    [
        (
            'topic,"date',
            'column B: has no closing quotation mark. Write " at its end too, or delete the first.',
        ),
        (
            '"topic,date',
            'column A: has no closing quotation mark. Write " at its end too, or delete the first.',
        ),
    ],
)
def test_a_fault_among_the_names(header: str, said_of_it: str) -> None:
    table = read(f"{header}\nx,2026-09-30\n")
    assert said(table) == [f"events.csv: row 1, {said_of_it}"]
    assert not table.rows


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"'])
def test_the_line_that_excel_writes_is_understood(line: str) -> None:
    assert rows(read(f"{line}\r\ntopic;host\r\nx;Ana\r\n")) == {3: {"topic": "x", "host": "Ana"}}
