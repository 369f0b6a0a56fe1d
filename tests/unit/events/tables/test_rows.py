"""Tables of text as a whole: good rows, every problem by row and column, and what concerns all rows."""

from __future__ import annotations

import datetime as dt

import pytest

from hostkit.core.characters import Phrase
from hostkit.core.errors import Position
from hostkit.events.read_values import PlacedValue
from hostkit.events.tables import rows as module
from tests.support.tables import read, rows, said

STRAY = "stands in a column without a name."
QUOTE = "Name the column (one of your own with #), clear the cell, or put a text that holds commas in quotation marks."


def test_values_with_their_places() -> None:
    table = read("ID,topic,date,start,guests,host\n\nSpring Café,male-allies,2026-09-30,18:30,10,Åsa\n")
    (row,) = table.rows
    host = Position("events.csv", 3, 6, "host", in_table=True)
    assert (row.number, str(row.at), row.typed_id) == (3, "events.csv: row 3", "Spring Café")
    assert row.given["host"] == PlacedValue(Phrase("Åsa", host), host)
    assert rows(table)[3] == {
        "id": "spring-cafe",
        "topic": "male-allies",
        "date": dt.date(2026, 9, 30),
        "start": 1110,
        "guests": 10,
        "host": "Åsa",
    }


def test_the_same_text_has_the_place_of_each_row() -> None:
    table = read("topic,group_url\nx,https://example.org/a\nx,https://example.org/a\n")
    for row in table.rows:
        for name, column in (("topic", 1), ("group_url", 2)):
            at = Position("events.csv", row.number, column, name, in_table=True)
            assert row.given[name].at == at
            assert row.given[name].value.at == at  # type: ignore[attr-defined]


def test_a_blank_cell_says_nothing() -> None:
    assert rows(read("topic,date,place\nx,  ,\u00a0\n")) == {2: {"topic": "x"}}


def test_a_cell_that_only_looks_blank_is_judged() -> None:
    assert said(read("topic,place,guests\nx,\u200b,\u200b\n")) == [
        "events.csv: row 2, place: is blank. Write a text, or leave it out.",
        'events.csv: row 2, guests: "\\u200b" is no whole number. Write a whole number from 1 to 200.',
    ]


def test_good_rows_remain_when_others_are_bad_and_every_problem_is_listed() -> None:
    table = read(
        "topic,date,start,guests,group_url,paper\n"
        "a,2026-02-31,25:00,0,https//example.org,a5\n"
        "b,2026-09-30,19:00,10,https://example.org,A4\n"
        ",2026-09-30,19:00,10.0,https://example.org,A4\n"
        'c,"2026-09-30\nx",,,,\n'
        "d,,,,,\n"
    )
    assert said(table) == [
        "events.csv: row 2, date: there is no 31 February 2026. Write a day that the month has.",
        "events.csv: row 2, start: there is no time 25:00. Write hours from 00 to 23 and minutes from 00 to 59.",
        'events.csv: row 2, guests: "0" is too small. Write a whole number from 1 to 200.',
        'events.csv: row 2, group_url: the link does not begin with https://. Write "https://example.org".',
        'events.csv: row 2, paper: "a5" is not known here. Known here: a4, letter.',
        "events.csv: row 4, topic: is blank. Name the guide.",
        'events.csv: row 4, guests: "10.0" is no whole number. Write a whole number from 1 to 200.',
        'events.csv: row 5, date: "2026-09-30 x" is no date. Write year, month and day, as in 2026-09-30.',
    ]
    assert list(rows(table)) == [3, 6]
    assert rows(table)[6] == {"topic": "d"}


def test_the_same_mistake_is_named_in_every_row() -> None:
    table = read("topic,stock\n" + "x,no-such\n" * 3)
    assert [line.split(":")[1] for line in said(table)] == [" row 2, stock", " row 3, stock", " row 4, stock"]


def test_a_topic_for_all_makes_blank_ones_good() -> None:
    text = "topic,host\n,Ana\nx,Bo\n"
    assert rows(read(text, topic_given=True)) == {2: {"host": "Ana"}, 3: {"topic": "x", "host": "Bo"}}
    assert list(rows(read(text))) == [3]


@pytest.mark.parametrize("text", ["topic,date\n", "topic,date", "topic,date\n\n,\n"])
def test_no_rows(text: str) -> None:
    assert said(read(text)) == ["events.csv: row 1: no events stand below. Write each in a row."]


def test_a_comma_that_should_be_in_quotation_marks() -> None:
    """The cells behind it have moved, so they are not judged."""
    table = read("topic,place,date\nx,12 Mill Lane, Leeds,2026-09-30\ny,a,2026-09-30\nz,a,2026-09-30,,\n")
    assert said(table) == [f"events.csv: row 2, column D: {STRAY} {QUOTE}"]
    assert list(rows(table)) == [3, 4]


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_the_remedy_names_what_the_table_has_between_cells(separator: str, word: str) -> None:
    (problem,) = said(read("topic,place\nx,a,b\n".replace(",", separator)))
    assert problem == f"events.csv: row 2, column C: {STRAY} {QUOTE.replace('commas', word)}"


def test_a_column_without_a_name_must_be_empty() -> None:
    table = read("topic,,place\nx,,a\ny,?,b\n")
    assert said(table) == [f"events.csv: row 3, column B: {STRAY} {QUOTE}"]
    assert list(rows(table)) == [2]


def test_rows_cut_short_by_a_spreadsheet_count_as_blank_with_a_note() -> None:
    table = read("topic,date,place\nx\ny,2026-09-30\nz,2026-09-30,a\n")
    assert not table.problems
    assert rows(table)[2] == {"topic": "x"}
    assert table.notes == (
        "events.csv: 2 rows (the first is row 2) have fewer cells than there are names; the rest counts as blank.",
    )


def test_after_a_stray_quotation_mark_a_short_row_may_be_what_is_left_of_a_cell() -> None:
    table = read('topic,place\nx,"The "Barn"\nLeeds\ny,a\n"z"z,b\n')
    assert said(table) == [
        "events.csv: row 2, place: goes on after its closing quotation mark. "
        'Write "" for a quotation mark within a text, or delete what follows the text.',
        "events.csv: row 3: has 1 of 2 cells, after the quotation marks of row 2. Mend those first.",
        "events.csv: row 5, topic: goes on after its closing quotation mark. "
        'Write "" for a quotation mark within a text, or delete what follows the text.',
    ]
    assert list(rows(table)) == [4]


def test_a_mark_left_open_costs_its_row() -> None:
    table = read('topic;place\nx;"The Barn\ny;a\n')
    assert said(table) == [
        'events.csv: row 2, place: has no closing quotation mark. Write " at its end too, or delete the first.'
    ]
    assert list(rows(table)) == [3]


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    assert list(rows(read("topic\na\n\nb\n\n\n"))) == [2, 4]
    table = read("topic\na\nb\nc\n")
    assert said(table) == ["events.csv: there are more than 2 rows. Split the table."]
    assert not table.rows


def test_problems_come_in_one_order() -> None:
    """By row, then by column from the left, then by words: never by chance."""
    text = "topic,a,b,a,date,c\n" + "".join(f"x,,,,2026-02-{day},\n" for day in (30, 31))
    lines = said(read(text))
    assert lines == said(read(text))
    assert [line[: line.index(" there")] for line in lines] == [
        *["events.csv: row 1:"] * 4,
        "events.csv: row 2, date:",
        "events.csv: row 3, date:",
    ]


def test_a_single_short_row_is_named() -> None:
    assert read("topic,date\nx\n").notes == (
        "events.csv: row 2 has fewer cells than there are names; the rest counts as blank.",
    )


def test_a_bad_row_keeps_what_could_be_read_of_it() -> None:
    table = read("topic,guests,id\nx,abc,Y\n")
    (row,) = table.bad
    assert (row.number, row.typed_id, sorted(row.given), set(row.unread)) == (
        2,
        "Y",
        ["id", "topic"],
        {"guests"},
    )
    assert row.problems == table.problems
