"""Cells of a workbook by their type: read where that says what is seen, refused where it does not."""

from __future__ import annotations

import datetime as dt

import pytest

from hostkit.core.errors import NOWHERE, BadValue, Problem
from hostkit.events.event import event_names
from hostkit.events.tables.cells import text_of
from hostkit.events.tables.grid import Cell, Number
from tests.support.each import for_each

TEXTS = ("id", "topic", "place", "host", "note", "group_name", "stock")
AS_TEXT = "Write it as text, with an apostrophe before it."
AS_DATE = "Write year, month and day, as in 2026-09-30."
AS_TIME = "Write hours and minutes, as in 19:05."


@pytest.mark.parametrize(
    ("name", "cell", "text"),
    [
        ("place", "  12  Mill\r\nLane ", "12 Mill Lane"),
        ("date", " 30.9.2026 ", "2026-09-30"),
        ("start", "6:30 pm", "18:30"),
        ("place", "30.9.2026", "30.9.2026"),
        ("host", "6:30 pm", "6:30 pm"),
        ("date", dt.date(2026, 9, 30), "2026-09-30"),
        ("date", dt.datetime(2026, 9, 30), "2026-09-30"),
        ("start", dt.time(18, 30), "18:30"),
        ("start", dt.time(0, 0), "00:00"),
        ("start", dt.time(18, 29, 59, 999_990), "18:30"),
        ("start", dt.timedelta(hours=23, minutes=59), "23:59"),
        ("start", Number(0.770833333333333, True), "18:30"),
        ("start", Number(0.0, False), "00:00"),
        ("guests", Number(10.0, True), "10"),
        ("guests", Number(10.0, False), "10"),
        ("guests", Number(19.5, True), "19.5"),
        ("clock", Number(24.0, False), "24"),
        ("id", Number(7.0, True), "7"),
        ("topic", Number(-0.0, True), "0"),
    ],
)
def test_text_of(name: str, cell: Cell, text: str) -> None:
    assert text_of(name, cell, None) == text


@pytest.mark.parametrize(
    ("name", "cell", "message"),
    [
        ("date", dt.datetime(2026, 9, 30, 18, 30), "is a date with a time, 2026-09-30 18:30. "
         "Keep the day; the time stands under start."),
        ("date", Number(46295.0, True), "is the number 46295, no date. Format the cell as a date."),
        ("date", dt.time(18, 30), f"is a time. {AS_DATE}"),
        ("date", dt.timedelta(hours=2), f"is a time. {AS_DATE}"),
        ("start", dt.date(2026, 9, 30), f"is a date, 2026-09-30. {AS_TIME}"),
        ("start", dt.datetime(2026, 9, 30, 18, 30), f"is a date, 2026-09-30. {AS_TIME}"),
        ("start", Number(18.5, True), f"is the number 18.5, no time. {AS_TIME}"),
        ("start", Number(1.0, True), f"is the number 1, no time. {AS_TIME}"),
        ("start", Number(-0.25, True), f"is the number -0.25, no time. {AS_TIME}"),
        ("start", Number(0.9999999, True), f"is no time of one day. {AS_TIME}"),
        ("start", dt.time(18, 30, 20), "is 18:30:20, which has seconds. Write 18:30."),
        ("start", dt.timedelta(days=1, hours=2), f"is no time of one day. {AS_TIME}"),
        ("start", dt.timedelta(hours=-1), f"is no time of one day. {AS_TIME}"),
        ("guests", dt.datetime(1900, 1, 10), "is a date, 1900-01-10. Format the cell as a number."),
        ("minutes", dt.time(1, 30), "is a time, 01:30. Write 90, and format the cell as a number."),
        ("minutes", dt.time(1, 30, 5), "is a time. Format the cell as a number."),
        (
            "place",
            Problem("cell-unreadable", NOWHERE, "holds the error #REF!.", "Mend its formula."),
            "holds the error #REF!. Mend its formula.",
        ),
        ("place", "x" * 20_001, "has 20001 characters; 20000 is the most. Shorten it."),
    ],
)  # fmt: skip
def test_refused(name: str, cell: Cell, message: str) -> None:
    with pytest.raises(BadValue) as caught:
        text_of(name, cell, None)
    assert str(caught.value) == message


@for_each(event_names())
def test_no_column_takes_a_truth_value(name: str) -> None:
    for value, word in ((True, "TRUE"), (False, "FALSE")):
        with pytest.raises(BadValue) as caught:
            text_of(name, value, None)
        assert str(caught.value) == f"is {word}, a truth value. {AS_TEXT}"


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        (Number(12.5, True), "is the number 12.5, written in other ways elsewhere."),
        (Number(123.0, False), "is the number 123, shown in a format of its own."),
        (Number(1e15, True), "is the number 1e+15, written in other ways elsewhere."),
        (dt.date(2026, 9, 30), "is a date, 2026-09-30."),
        (dt.time(18, 30), "is a time."),
    ],
)
def test_a_text_is_never_made_of_what_is_shown_by_a_format(name: str, cell: Cell, wrong: str) -> None:
    with pytest.raises(BadValue) as caught:
        text_of(name, cell, None)
    assert str(caught.value) == f"{wrong} {AS_TEXT}"


def test_twenty_thousand_characters_pass() -> None:
    assert text_of("place", "x" * 20_000, None) == "x" * 20_000
