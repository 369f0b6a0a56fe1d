"""Dates and times as people write them: one meaning, or a refusal that names the meanings."""

from __future__ import annotations

import pytest

from hostkit.core.errors import BadValue
from hostkit.events.dates_and_times import DAY_FIRST, MONTH_FIRST, date_form, time_form
from tests.support.each import for_each
from tests.support.tables import read, said


@pytest.mark.parametrize("order", [None, DAY_FIRST, MONTH_FIRST])
@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-09-30", "2026-09-30"),
        ("30.9.2026", "2026-09-30"),
        ("30.09.2026", "2026-09-30"),
        ("1.2.2026", "2026-02-01"),
        ("1. 2. 2026", "2026-02-01"),
        ("12.04.2026", "2026-04-12"),
        ("31.02.2026", "2026-02-31"),
        ("tomorrow", "tomorrow"),
        ("2026/09/30", "2026-09-30"),
        ("2026/9/3", "2026-09-03"),
        ("2026.09.30", "2026-09-30"),
        ("2026/13/30", "2026-13-30"),
        ("30.9.", "30.9."),
        ("30,9,2026", "30,9,2026"),
        ("12/4-2026", "12/4-2026"),
        ("１２/04/26", "１２/04/26"),
        ("2026-9-3", "2026-09-03"),
    ],
)
def test_dates_whose_order_is_known(text: str, date: str, order: str | None) -> None:
    assert date_form(text, order) == date


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("12/04/26", "2026-04-12", "2026-12-04"),
        ("12/04/2026", "2026-04-12", "2026-12-04"),
        ("1/2/26", "2026-02-01", "2026-01-02"),
        ("12-04-2026", "2026-04-12", "2026-12-04"),
        ("12-04-99", "2099-04-12", "2099-12-04"),
    ],
)
def test_dates_whose_order_somebody_says(text: str, day_first: str, month_first: str) -> None:
    assert date_form(text, DAY_FIRST) == day_first
    assert date_form(text, MONTH_FIRST) == month_first


def test_two_digits_after_points() -> None:
    assert date_form("12.04.26", DAY_FIRST) == "2026-04-12"


@pytest.mark.parametrize(
    ("text", "order", "message"),
    [
        (
            "12/04/26",
            None,
            '"12/04/26" may be 12 April or 4 December 2026. Write 2026-04-12, or say --dates dmy or mdy.',
        ),
        (
            "1-2-2026",
            None,
            '"1-2-2026" may be 1 February or 2 January 2026. Write 2026-02-01, or say --dates dmy or mdy.',
        ),
        ("30/09/2026", None, '"30/09/2026" may be 30 September 2026. Write 2026-09-30, or say --dates dmy.'),
        ("09/30/26", None, '"09/30/26" may be 30 September 2026. Write 2026-09-30, or say --dates mdy.'),
        (
            "12/12/26",
            None,
            '"12/12/26" may be 12 December 2026. Write 2026-12-12, or say --dates dmy or mdy.',
        ),
        ("31/31/26", None, '"31/31/26" is no date. Write year, month and day, as in 2026-09-30.'),
        ("0/0/00", None, '"0/0/00" is no date. Write year, month and day, as in 2026-09-30.'),
        (
            "12.04.26",
            None,
            '"12.04.26" may be 12 April 2026. Write the whole year, as in 12.4.2026, or say --dates dmy.',
        ),
        (
            "12.04.26",
            MONTH_FIRST,
            '"12.04.26" may be 12 April 2026. Write the whole year, as in 12.4.2026, or say --dates dmy.',
        ),
        (
            "09/30/2026",
            DAY_FIRST,
            '"09/30/2026" has the month 30, read as --dates dmy says. '
            "Write year, month and day, as in 2026-09-30.",
        ),
        (
            "30/09/2026",
            MONTH_FIRST,
            '"30/09/2026" has the month 30, read as --dates mdy says. '
            "Write year, month and day, as in 2026-09-30.",
        ),
    ],
)
def test_dates_that_are_refused(text: str, order: str | None, message: str) -> None:
    with pytest.raises(BadValue) as caught:
        date_form(text, order)
    assert str(caught.value) == message


@for_each(
    [
        ("18:30", "18:30"),
        ("18:30:00", "18:30"),
        ("6:30 pm", "18:30"),
        ("6:30pm", "18:30"),
        ("6:30PM", "18:30"),
        ("06:30:00 PM", "18:30"),
        ("6 pm", "18:00"),
        ("6pm", "18:00"),
        ("6 p.m.", "18:00"),
        ("6:30 a.m.", "06:30"),
        ("6:30\u202fPM", "18:30"),
        ("6:30\u00a0pm", "18:30"),
        ("12 pm", "12:00"),
        ("12:05 am", "00:05"),
        ("11:59 pm", "23:59"),
        ("9:05:00", "9:05"),
        ("25.30", "25.30"),
        ("6:3 pm", "6:3 pm"),
        ("noon", "noon"),
        ("6:30 xm", "6:30 xm"),
    ]
)
def test_times(text: str, time: str) -> None:
    assert time_form(text) == time


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("18.30", '"18.30" is no time. Write 18:30.'),
        ("19h30", '"19h30" is no time. Write 19:30.'),
        ("19h", '"19h" is no time. Write 19:00.'),
        ("7.30 pm", '"7.30 pm" is no time. Write 7:30 pm.'),
        ("6.05 A.M.", '"6.05 A.M." is no time. Write 6:05 am.'),
        ("7 Uhr", '"7 Uhr" is no time. Write 07:00.'),
        ("19:05 Uhr", '"19:05 Uhr" is no time. Write 19:05.'),
        ("18:30:15", '"18:30:15" has seconds. Write 18:30.'),
        ("6:30:01 pm", '"6:30:01 pm" has seconds. Write 18:30.'),
        (
            "18:30 pm",
            '"18:30 pm" is no time. '
            "Write an hour from 1 to 12 before am or pm, or the time on a 24-hour clock, as in 19:05.",
        ),
        (
            "0:30 am",
            '"0:30 am" is no time. '
            "Write an hour from 1 to 12 before am or pm, or the time on a 24-hour clock, as in 19:05.",
        ),
    ],
)
def test_times_that_are_refused(text: str, message: str) -> None:
    with pytest.raises(BadValue) as caught:
        time_form(text)
    assert str(caught.value) == message


def test_what_no_form_knows_is_refused_by_the_vocabulary_with_row_and_column() -> None:
    text = "topic,date,start\nx,31.2.2026,18.30\nx,29.2.2027,7:00\nx,0.1.2026,6:75 pm\nx,1.13.2026,25:00:00\n"
    assert said(read(text)) == [
        "events.csv: row 2, date: there is no 31 February 2026. Write a day that the month has.",
        'events.csv: row 2, start: "18.30" is no time. Write 18:30.',
        "events.csv: row 3, date: there is no 29 February 2027. Write a day that the month has.",
        'events.csv: row 3, start: "7:00" may be morning or evening. Write 07:00 or 19:00.',
        "events.csv: row 4, date: there is no 0 January 2026. Write a day that the month has.",
        "events.csv: row 4, start: there is no time 18:75. Write hours from 00 to 23 and minutes from 00 to 59.",
        "events.csv: row 5, date: there is no month 13. Write year, month and day, as in 2026-09-30.",
        "events.csv: row 5, start: there is no time 25:00. Write hours from 00 to 23 and minutes from 00 to 59.",
    ]


def test_the_order_of_dates_is_asked_for_once() -> None:
    text = "topic,date\nx,12/04/26\n"
    (ambiguous,) = said(read(text))
    assert ambiguous == (
        'events.csv: row 2, date: "12/04/26" may be 12 April or 4 December 2026. '
        "Write 2026-04-12, or say --dates dmy or mdy."
    )
    for order, month in (("dmy", 4), ("mdy", 12)):
        (row,) = read(text, dates=order).rows
        assert row.given["date"].value.month == month  # type: ignore[attr-defined]
