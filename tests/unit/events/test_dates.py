"""Dates as people write them: one meaning is read, several are refused with all of them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from hostkit.core.errors import BadValue, Position
from hostkit.events.dates import DAY_FIRST, MONTH_FIRST, past_date, read_date, take_dates
from hostkit.guides.languages import MONTHS, WEEKDAYS, language_names, read_language
from tests.support.cases import TODAY
from tests.support.each import for_each
from tests.support.tables import read, said

THURSDAY = datetime.date(2027, 1, 14)


@for_each(
    [
        "2027-01-14", "2027-1-14", "2027/01/14", "2027.01.14", "20270114", "27-01-14", "14.1.2027", "14.01.2027",
        "14. 1. 2027", "14. 1.2027", "14.01.27", "14/01/2027", "01/14/2027", "14-01-27", "１４.1.2027",
        "14. January 2027", "14 January 2027", "14th of January, 2027", "January 14, 2027", "Jan 14th 2027",
        "14-Jan-27", "2027 Jan 14", "JANUARY 14 2027", "14. Jänner 2027", "14 de enero de 2027", "le 14 janv. 2027",
        "Thu 14 Jan 2027", "Thursday, 14 January 2027", "Do, 14.01.2027", "Donnerstag, den 14. Januar 2027",
        "jeudi 14 janvier 2027", "el jueves 14 de enero de 2027", "2027-01-14 (Thu)", "14/01/2027 Thursday",
        "2027-01-14 00:00:00", "2027-01-14T00:00:00.000Z", "14.1.2027 0:00", "1/14/2027 12:00:00 AM",
        "14\u00a0January\u00a02027", "\u200e14/\u200e01/\u200e2027", "14–01–2027", "14.\u202f1.\u202f2027",
    ]
)  # fmt: skip
def test_one_day_in_its_forms(text: str) -> None:
    assert read_date(text) == THURSDAY


@pytest.mark.parametrize("code", language_names())
def test_months_and_weekdays_of_every_language(code: str) -> None:
    language = read_language(code)
    weekdays = language.words[WEEKDAYS].split()
    for number, month in enumerate(language.words[MONTHS].split(), start=1):
        date = datetime.date(2027, number, 14)
        weekday = weekdays[date.weekday()]
        texts = [
            f"14 {month} 2027",
            f"{weekday.replace('’', '')[:2]}., 14. {month[:4]}. 2027",
            language.date(date),
            language.day(date),
        ]
        assert [read_date(text) for text in (*texts, *map(str.upper, texts))] == [date] * 8


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("12/04/26", "2026-04-12", "2026-12-04"),
        ("12/04/2026", "2026-04-12", "2026-12-04"),
        ("1/2/26", "2026-02-01", "2026-01-02"),
        ("12-04-2026", "2026-04-12", "2026-12-04"),
        ("12-04-99", "2099-04-12", "2099-12-04"),
        ("28/01/27", "2027-01-28", None),
        ("28.01.27", "2027-01-28", None),
    ],
)
def test_dates_whose_order_somebody_says(text: str, day_first: str, month_first: str | None) -> None:
    assert str(read_date(text, DAY_FIRST)) == day_first
    if month_first:
        assert str(read_date(text, MONTH_FIRST)) == month_first


REFUSED = {
    "12/04/26": '"12/04/26" may be 12 April 2026 or 4 December 2026. Write 2026-04-12 or 2026-12-04.',
    "1-2-2026": '"1-2-2026" may be 1 February 2026 or 2 January 2026. Write 2026-02-01 or 2026-01-02.',
    "28/01/27": '"28/01/27" may be 28 January 2027 or 27 January 2028. Write 2027-01-28 or 2028-01-27.',
    "28.01.27": '"28.01.27" may be 28 January 2027 or 27 January 2028. Write 2027-01-28 or 2028-01-27.',
    "12.04.19": '"12.04.19" may be 12 April 2019 or 19 April 2012. Write 2019-04-12 or 2012-04-19.',
    "14 jui 2027": '"14 jui 2027" may be 14 June 2027 or 14 July 2027. Write 2027-06-14 or 2027-07-14.',
    "Fri 14 Jan 2027": (
        "14 January 2027 is a Thursday, not a Friday. Write 2027-01-14, or 2027-01-15 for the Friday."
    ),
    "Mo, 14.01.2027": "14 January 2027 is a Thursday, not a Monday. Write 2027-01-14, or 2027-01-11 for the Monday.",
    "2027-01-14 19:00": (
        '"2027-01-14 19:00" is a date with a time. Keep the day; the time stands under start.'
    ),
    "14 January": '"14 January" names no year. Write 2027-01-14.',
    "30.8.": '"30.8." names no year. Write 2027-08-30.',
    "1/9": '"1/9" names no year. Write 2026-09-01 or 2027-01-09.',
    "31/31": '"31/31" names no year. Write year, month and day, as in 2026-09-30.',
    "next Thursday": (
        '"next Thursday" depends on the day on which it is read. Write 2026-09-03, or 2026-09-10 for the week after.'
    ),
    "Tuesday": '"Tuesday" depends on the day on which it is read. Write 2026-09-08, or 2026-09-15 for the week after.',
    "am kommenden Donnerstag": (
        '"am kommenden Donnerstag" depends on the day on which it is read. '
        "Write 2026-09-03, or 2026-09-10 for the week after."
    ),
    "jeudi prochain": (
        '"jeudi prochain" depends on the day on which it is read. Write 2026-09-03, or 2026-09-10 for the week after.'
    ),
    "today": '"today" depends on the day on which it is read. Write 2026-09-01.',
    "mañana": '"mañana" depends on the day on which it is read. Write 2026-09-02.',
    "soon": '"soon" is no date. Write year, month and day, as in 2026-09-30.',
    "": '"" is no date. Write year, month and day, as in 2026-09-30.',
    "31/31/26": '"31/31/26" is no date. Write year, month and day, as in 2026-09-30.',
    "0/0/00": '"0/0/00" is no date. Write year, month and day, as in 2026-09-30.',
    "30,9,2026": '"30,9,2026" is no date. Write year, month and day, as in 2026-09-30.',
    "12/4-2026": '"12/4-2026" is no date. Write year, month and day, as in 2026-09-30.',
    "14 Smarch 2027": '"14 Smarch 2027" is no date. Write year, month and day, as in 2026-09-30.',
    "14 January 2027 at Ana's": (
        '"14 January 2027 at Ana\'s" is no date. Write year, month and day, as in 2026-09-30.'
    ),
    "4.30.2026": "there is no month 30. Write year, month and day, as in 2026-09-30.",
    "2026/13/30": "there is no month 13. Write year, month and day, as in 2026-09-30.",
    "31.2.2026": "there is no 31 February 2026. Write a day that the month has.",
    "2026-02-30": "there is no 30 February 2026. Write a day that the month has.",
    "31 Feb 2026": "there is no 31 February 2026. Write a day that the month has.",
    "0.1.2026": "there is no 0 January 2026. Write a day that the month has.",
    "2999-01-01": "the year 2999 is too far away. Write year, month and day, as in 2026-09-30.",
    "0000-01-01": "the year 0000 is too far away. Write year, month and day, as in 2026-09-30.",
}


@pytest.mark.parametrize("text", REFUSED)
def test_dates_that_are_refused(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_date(text)
    assert str(caught.value) == REFUSED[text]


@pytest.mark.parametrize(("text", "order"), [("09/30/2026", DAY_FIRST), ("30/09/2026", MONTH_FIRST)])
def test_a_date_against_the_order_that_somebody_says(text: str, order: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_date(text, order)
    assert str(caught.value) == (
        f'"{text}" has the month 30, read as --dates {order} says. Write year, month and day, as in 2026-09-30.'
    )


def test_a_weekday_decides_between_two_days() -> None:
    assert read_date("Sun 12/04/26") == datetime.date(2026, 4, 12)
    assert read_date("Fri 12/04/26") == datetime.date(2026, 12, 4)


def test_dates_are_found_among_words() -> None:
    text = "Come on Thursday, 14 January 2027, or 30.9.2026, but not 3/4/2027 or Friday 14 January 2027."
    dates, rest = take_dates(text)
    assert dates == {THURSDAY, datetime.date(2026, 9, 30)}
    assert "3/4/2027" in rest
    assert take_dates("Friday 14 January 2027") == (set(), "Friday 14 January 2027")


@pytest.mark.parametrize(
    ("days", "others", "said"),
    [
        (31, 0, None),
        (32, 0, "x.yaml: 31 July 2026 is more than 31 days past. Check the year."),
        (
            32,
            1,
            "x.yaml: 31 July 2026 is more than 31 days past, and so is the date of 1 more event. Check the year.",
        ),
        (
            32,
            9,
            "x.yaml: 31 July 2026 is more than 31 days past, and so are the dates of 9 more events. Check the year.",
        ),
    ],
)
def test_a_date_long_past_is_a_warning(days: int, others: int, said: str | None) -> None:
    warning = past_date(TODAY - datetime.timedelta(days=days), Position("x.yaml"), others)
    assert (warning and str(warning)) == (said and said.format("Check the year."))


@pytest.mark.usefixtures("folder")
def test_dates_long_past_are_one_note_of_a_table() -> None:
    table = read("topic,date\nx,2026-12-01\nx,2025-12-01\nx,2020-01-01\n")
    assert table.notes == (
        "Warning: events.csv: row 3, date: 1 December 2025 is more than 31 days past, "
        "and so is the date of 1 more event. Check the year.",
    )


@pytest.mark.usefixtures("folder")
def test_the_order_of_dates_is_asked_for_once() -> None:
    text = "topic,date\nx,12/04/26\n"
    (ambiguous,) = said(read(text))
    assert ambiguous == (
        'events.csv: row 2, date: "12/04/26" may be 12 April 2026 or 4 December 2026. '
        "Write 2026-04-12 or 2026-12-04, or say --dates dmy or mdy."
    )
    for order, month in (("dmy", 4), ("mdy", 12)):
        (row,) = read(text, dates=order).rows
        assert row.given["date"].value.month == month  # type: ignore[attr-defined]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
