"""Parses dates and times of day in options, event files, tables and imported texts.

Options and event files accept only 2026-09-30 and 19:05. Tables also accept the forms that spreadsheets use, and in
imported texts dates are found among other words. A BadValue says what the text may mean.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import NamedTuple

from hostkit.core.errors import BadValue
from hostkit.core.wording import quoted

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
"""The possible orders of day and month in a date with slashes; the values of ``--dates``."""

_YEARS = range(1900, 2200)
_CENTURY = 2000
"""The century of two-digit years. Nobody plans an evening in the last one."""

_REMEDY = "Write year, month and day, as in 2026-09-30."

_DAY, _MONTH, _NAME = "(?P<d>[0-9]{1,2})", "(?P<m>[0-9]{1,2})", r"(?P<name>[^\W\d_]{3,})"
_THIS_CENTURY = r"(?P<y>20[0-9]{2})"


def _year_first(separators: str) -> str:
    return rf"(?P<y>[0-9]{{4}})(?P<sep>[{separators}]){_MONTH}(?P=sep){_DAY}"


def _year_last(separators: str, year: str) -> str:
    return rf"{_DAY}(?P<sep>[{separators}]){_MONTH}(?P=sep)(?P<y>{year})"


# The patterns are texts, which re compiles at first use: a command that reads no date need not wait for them.
_ISO = "([0-9]{4})-([0-9]{2})-([0-9]{2})"
_YEAR_FIRST = _year_first("/.-")
_POINTS = rf"{_DAY}\. ?{_MONTH}\. ?(?P<y>[0-9]{{4}})"
_YEAR_LAST = _year_last("./-", "[0-9]{2}|[0-9]{4}")
_IN_WORDS = (
    rf"(?<!\d){_DAY}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?{_NAME}\.?,?\s+(?:de\s+)?{_THIS_CENTURY}\b",
    rf"\b{_NAME}\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_THIS_CENTURY}\b",
)
"""A day, the name of a month and a year, as in "12 April 2027", "3 de enero de 2027" or "April 12th, 2027"."""

_AMONG_WORDS = (
    rf"(?<![\d-])(?=20){_year_first('-')}(?![\d-])",
    rf"(?<![\d.]){_DAY}\.\s?{_MONTH}\.\s?{_THIS_CENTURY}(?!\d)",
    rf"(?<![\d/]){_year_last('/', '20[0-9]{2}')}(?![\d/])",
    *_IN_WORDS,
)
_WEEKDAY = r"(?:[^\W\d_]+,?)?"

_CLOCK = "([0-9]{1,2}):([0-9]{2})"
_SECONDS = r"([0-9]{1,2}:[0-9]{2}):([0-9]{2})"
_OTHER_SIGN = "([0-9]{1,2})[.hH]([0-9]{2})"
_HOUR = "(?i)([0-9]{1,2})(?:[:.]([0-9]{2}))?[ \u00a0]?(?:uhr|hrs|h)"
"""Times such as 19 Uhr, 19:00 Uhr or 19h."""

_HALF_DAY = r"(?i)([0-9]{1,2})(?::([0-9]{2}))?(?::([0-9]{2}))?[ \u00a0\u202f]?([ap])\.?[ \u00a0\u202f]?m\.?"
"""Times such as 6:30 pm, 6 p.m. or 06:30:00 PM. Newer systems write a narrow no-break space before pm."""


class _DateParts(NamedTuple):
    """The numbers of a written date; ``orders`` holds the orders in which day and month may be meant."""

    day: int
    month: int
    year: int
    orders: tuple[str, ...] = (DAY_FIRST,)

    @property
    def dates(self) -> dict[str, datetime.date]:
        """The valid dates that the numbers may mean, by order of day and month."""
        pairs = {DAY_FIRST: (self.day, self.month), MONTH_FIRST: (self.month, self.day)}
        return {order: date for order in self.orders if (date := _date(*pairs[order], self.year))}


def read_date(text: str) -> datetime.date:
    """Return the date in a text such as 2026-09-30.

    Raises:
        BadValue: the text is not a date in this form, or there is no such date; the remedy gives the date if it is
            certain.

    """
    found = re.fullmatch(_ISO, text)
    if not found:
        meant = _date_in_words(text)
        remedy = f"Write {meant}." if meant else _REMEDY
        raise BadValue("date-not-a-date", f"{quoted(text)} is no date.", remedy)
    year, month, day = (int(part) for part in found.groups())
    if year not in _YEARS:
        raise BadValue("date-out-of-range", f"the year {found[1]} is too far away.", _REMEDY)
    if not 1 <= month <= len(MONTHS):
        raise BadValue("date-out-of-range", f"there is no month {found[2]}.", _REMEDY)
    date = _date(day, month, year)
    if date is None:
        wrong = f"there is no {day} {MONTHS[month - 1]} {year}."
        raise BadValue("date-out-of-range", wrong, "Write a day that the month has.")
    return date


def date_form(text: str, order: str | None = None) -> str:
    """Return the date in a cell in the form that ``read_date`` reads; a text in no known form is returned unchanged.

    ``order`` is DAY_FIRST or MONTH_FIRST for dates such as 12/04/26, or None if the user gave no order.

    Raises:
        BadValue: the date is ambiguous without an order, or has no such month in the given order.

    """
    # A year that comes first is always followed by the month, and a date with full stops begins with the day.
    known = re.fullmatch(_POINTS, text) or re.fullmatch(_YEAR_FIRST, text)
    if known:
        return _iso(_numbers(known))
    found = re.fullmatch(_YEAR_LAST, text)
    if not found:
        return text
    if found["sep"] == ".":
        return _short_with_points(text, _numbers(found), order)
    written = _numbers(found, (DAY_FIRST, MONTH_FIRST))
    if order is None:
        raise _ambiguous(text, written)
    if order == MONTH_FIRST:
        written = written._replace(day=written.month, month=written.day)
    if not 1 <= written.month <= len(MONTHS):
        wrong = f"{quoted(text)} has the month {written.month}, read as --dates {order} says."
        raise BadValue("date-out-of-range", wrong, _REMEDY)
    return _iso(written)


def take_dates(text: str, number_of_month: Callable[[str], int]) -> tuple[set[datetime.date], str]:
    """Return the dates found among the words of a text, and the text without them. Ambiguous dates are left in it.

    ``number_of_month`` returns the number of a month from its name, or 0 for any other word.
    """
    taken: set[datetime.date] = set()
    for pattern in _AMONG_WORDS:
        for found in list(re.finditer(pattern, text)):
            orders = (DAY_FIRST, MONTH_FIRST) if found.groupdict().get("sep") == "/" else (DAY_FIRST,)
            dates = set(_numbers(found, orders, number_of_month).dates.values())
            if len(dates) == 1:
                taken |= dates
                text = text.replace(found[0], " ")
    return taken, text


def _date_in_words(text: str) -> datetime.date | None:
    """Return the date in a text that names the month and has nothing else but a weekday, or None."""
    for pattern in _IN_WORDS:
        found = re.search(pattern, text)
        if found and re.fullmatch(_WEEKDAY, text.replace(found[0], "").strip()):
            return _numbers(found, number_of_month=_month_in_any_language).dates.get(DAY_FIRST)
    return None


def _month_in_any_language(name: str) -> int:
    """Return the number of a month from its full or shortened name in any language, or 0 for any other word."""
    # Imported here because it is needed only for an error message.
    from hostkit.guides import languages

    for language in languages.language_names():
        months = languages.read_language(language).words[languages.MONTHS].split()
        for number, month in enumerate(months, start=1):
            # Three letters are enough to distinguish the months in every language here.
            if month.casefold().startswith(name.casefold()):
                return number
    return 0


def _numbers(
    found: re.Match[str],
    orders: tuple[str, ...] = (DAY_FIRST,),
    number_of_month: Callable[[str], int] = lambda name: 0,
) -> _DateParts:
    parts = found.groupdict()
    month = number_of_month(parts["name"]) if "name" in parts else int(parts["m"])
    year = int(parts["y"]) + (_CENTURY if len(parts["y"]) == 2 else 0)
    return _DateParts(int(parts["d"]), month, year, orders)


def _short_with_points(text: str, written: _DateParts, order: str | None) -> str:
    """Return a date such as 12.04.26 in ISO form.

    Raises BadValue unless ``order`` is DAY_FIRST, because such a date may also mean year, month, day.
    """
    if order != DAY_FIRST and written.dates:
        day, month, year, _ = written
        said = f"{day} {MONTHS[month - 1]} {year}"
        remedy = f"Write the whole year, as in {day}.{month}.{year}, or say --dates dmy."
        raise BadValue("date-ambiguous", f"{quoted(text)} may be {said}.", remedy)
    return _iso(written)


def _ambiguous(text: str, written: _DateParts) -> BadValue:
    """Return the BadValue that names every date that a text may mean."""
    dates = written.dates
    if not dates:
        return BadValue("date-not-a-date", f"{quoted(text)} is no date.", _REMEDY)
    words = " or ".join(dict.fromkeys(f"{date.day} {MONTHS[date.month - 1]}" for date in dates.values()))
    remedy = f"Write {next(iter(dates.values()))}, or say --dates {' or '.join(dates)}."
    return BadValue("date-ambiguous", f"{quoted(text)} may be {words} {written.year}.", remedy)


def _date(day: int, month: int, year: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _iso(written: _DateParts) -> str:
    return f"{written.year:04}-{written.month:02}-{written.day:02}"


def read_time(text: str) -> int:
    """Return a time of day such as 19:05 in minutes after midnight.

    Raises:
        BadValue: the text is not a time in this form, or may mean morning or evening.

    """
    found = re.fullmatch(_CLOCK, text)
    if not found:
        remedy = "Write hours and minutes of a 24-hour clock, as in 19:05."
        raise BadValue("time-not-a-time", f"{quoted(text)} is no time.", remedy)
    hours, minutes = int(found[1]), int(found[2])
    if hours > 23 or minutes > 59:
        remedy = "Write hours from 00 to 23 and minutes from 00 to 59."
        raise BadValue("time-out-of-range", f"there is no time {text}.", remedy)
    if len(found[1]) == 1:
        remedy = f"Write 0{text} or {hours + 12}:{found[2]}."
        raise BadValue("time-ambiguous", f"{quoted(text)} may be morning or evening.", remedy)
    return hours * 60 + minutes


def time_form(text: str) -> str:
    """Return the time in a cell in the form that ``read_time`` reads; a text in no known form is returned unchanged.

    Raises:
        BadValue: the time has seconds other than 00, an hour other than 1 to 12 with am or pm, a point or h for the
            colon, or a word such as Uhr after it.

    """
    whole = re.fullmatch(_SECONDS, text)
    if whole:
        return _without_seconds(text, whole[1], whole[2])
    for pattern in (_OTHER_SIGN, _HOUR):
        found = re.fullmatch(pattern, text)
        if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
            raise _no_time(text, f"Write {int(found[1]):02}:{found[2] or '00'}.")
    half = re.fullmatch(_HALF_DAY, text)
    if not half:
        pointed = re.fullmatch(_HALF_DAY, text.replace(".", ":", 1))
        if pointed and pointed[2] and 1 <= int(pointed[1]) <= 12:
            raise _no_time(text, f"Write {pointed[1]}:{pointed[2]} {pointed[4].lower()}m.")
        return text
    if not 1 <= int(half[1]) <= 12:
        remedy = "Write an hour from 1 to 12 before am or pm, or the time on a 24-hour clock, as in 19:05."
        raise _no_time(text, remedy)
    hour = hour_of_day(int(half[1]), half[4])
    return _without_seconds(text, f"{hour:02}:{half[2] or '00'}", half[3] or "00")


def hour_of_day(hour: int, half: str) -> int:
    """Convert an hour of a 12-hour clock to an hour from 0 to 23; ``half`` begins with a for am or p for pm."""
    return hour % 12 + (12 if half[0] in "pP" else 0)


def _without_seconds(text: str, time: str, seconds: str) -> str:
    if seconds != "00":
        raise BadValue("time-not-a-time", f"{quoted(text)} has seconds.", f"Write {time}.")
    return time


def _no_time(text: str, remedy: str) -> BadValue:
    return BadValue("time-not-a-time", f"{quoted(text)} is no time.", remedy)
