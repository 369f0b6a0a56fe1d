"""Dates and times as people and spreadsheets write them; out, the one form that the vocabulary reads.

In: a folded text. What is in no form known here comes out as it is, for the vocabulary to refuse. A date that
may be read in two ways is refused unless somebody says which holds.
"""

from __future__ import annotations

import datetime
import re

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue
from hostkit.core.wording import quoted
from hostkit.events.fields import MONTHS
from hostkit.events.tables.grid import MOST_CHARACTERS, Cell, Number, RefusedCell

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"

_DAY_POINT = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_SHORT = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{2}|[0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})")
_CENTURY = 2000
"""Years of two digits; nobody plans an evening of the past century."""

_SECONDS = re.compile(r"([0-9]{1,2}:[0-9]{2}):([0-9]{2})")
_OTHER_SIGN = re.compile("([0-9]{1,2})[.hH]([0-9]{2})")
_HOUR = re.compile("([0-9]{1,2})(?:[:.]([0-9]{2}))?[ \u00a0]?(?:uhr|hrs|h)", re.IGNORECASE)
"""19 Uhr, 19:00 Uhr, 19h."""

_HALF_DAY = re.compile(
    r"([0-9]{1,2})(?::([0-9]{2}))?(?::([0-9]{2}))?[ \u00a0\u202f]?([ap])\.?[ \u00a0\u202f]?m\.?",
    re.IGNORECASE,
)
"""6:30 pm, 6 p.m., 06:30:00 PM; the narrow space before pm is how newer systems write it."""


def date_form(text: str, order: str | None = None) -> str:
    """Return a date as YYYY-MM-DD; ``order`` is DAY_FIRST or MONTH_FIRST for what has no order of its own.

    Raises:
        BadValue: the order matters, and nobody said it.

    """
    dotted = _DAY_POINT.fullmatch(text)
    if dotted:
        return _iso(int(dotted[1]), int(dotted[2]), int(dotted[3]))
    from_year = _YEAR_FIRST.fullmatch(text)
    if from_year:
        # Behind the year stands the month, everywhere.
        return _iso(int(from_year[4]), int(from_year[3]), int(from_year[1]))
    short = _SHORT.fullmatch(text)
    if not short:
        return text
    first, second = int(short[1]), int(short[3])
    year = int(short[4]) + (_CENTURY if len(short[4]) == 2 else 0)
    day_first, month_first = (first, second), (second, first)
    if short[2] == ".":
        # Nobody writes the month before a point.
        if order != DAY_FIRST and _is_date(*day_first, year):
            remedy = f"Write the whole year, as in {first}.{second}.{year}, or say --dates dmy."
            raise BadValue("date-ambiguous", f"{quoted(text)} may be {_in_words(*day_first, year)}.", remedy)
        return _iso(*day_first, year)
    if order is None:
        raise _ambiguous(text, day_first, month_first, year)
    day, month = day_first if order == DAY_FIRST else month_first
    if not 1 <= month <= len(MONTHS):
        wrong = f"{quoted(text)} has the month {month}, read as --dates {order} says."
        raise BadValue("date-out-of-range", wrong, "Write year, month and day, as in 2026-09-30.")
    return _iso(day, month, year)


def time_form(text: str) -> str:
    """Return a time of day as HH:MM.

    Raises:
        BadValue: it has seconds, or an hour that no clock of twelve hours has.

    """
    whole = _SECONDS.fullmatch(text)
    if whole:
        return _without_seconds(text, whole[1], whole[2])
    other = _OTHER_SIGN.fullmatch(text)
    if other and int(other[1]) < 24 and int(other[2]) < 60:
        raise BadValue(
            "time-not-a-time", f"{quoted(text)} is no time.", f"Write {int(other[1]):02}:{other[2]}."
        )
    hour_alone = _HOUR.fullmatch(text)
    if hour_alone and int(hour_alone[1]) < 24 and int(hour_alone[2] or 0) < 60:
        written = f"{int(hour_alone[1]):02}:{hour_alone[2] or '00'}"
        raise BadValue("time-not-a-time", f"{quoted(text)} is no time.", f"Write {written}.")
    half = _HALF_DAY.fullmatch(text)
    if not half:
        pointed = _HALF_DAY.fullmatch(text.replace(".", ":", 1))
        if pointed and pointed[2] and 1 <= int(pointed[1]) <= 12:
            remedy = f"Write {pointed[1]}:{pointed[2]} {pointed[4].lower()}m."
            raise BadValue("time-not-a-time", f"{quoted(text)} is no time.", remedy)
        return text
    hour, minutes = int(half[1]), half[2] or "00"
    if not 1 <= hour <= 12:
        remedy = "Write an hour from 1 to 12 before am or pm, or the time on a 24-hour clock, as in 19:05."
        raise BadValue("time-not-a-time", f"{quoted(text)} is no time.", remedy)
    hour = hour % 12 + (12 if half[4] in "pP" else 0)
    return _without_seconds(text, f"{hour:02}:{minutes}", half[3] or "00")


def _without_seconds(text: str, time: str, seconds: str) -> str:
    if seconds != "00":
        raise BadValue("time-not-a-time", f"{quoted(text)} has seconds.", f"Write {time}.")
    return time


def _ambiguous(text: str, day_first: tuple[int, int], month_first: tuple[int, int], year: int) -> BadValue:
    """Return the refusal that names every reading which is a date."""
    readings = {"dmy": day_first, "mdy": month_first}
    dates = {order: parts for order, parts in readings.items() if _is_date(*parts, year)}
    if not dates:
        return BadValue(
            "date-not-a-date", f"{quoted(text)} is no date.", "Write year, month and day, as in 2026-09-30."
        )
    words = " or ".join(dict.fromkeys(_in_words(*parts) for parts in dates.values()))
    iso = _iso(*next(iter(dates.values())), year)
    return BadValue(
        "date-ambiguous",
        f"{quoted(text)} may be {words} {year}.",
        f"Write {iso}, or say --dates {' or '.join(dates)}.",
    )


def _is_date(day: int, month: int, year: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _in_words(day: int, month: int, year: int | None = None) -> str:
    return f"{day} {MONTHS[month - 1]}{f' {year}' if year else ''}"


def _iso(day: int, month: int, year: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


_NUMBERS = ("minutes", "guests", "clock", "copies", "skip")
"""Columns in which a number means the same however it is shown."""

_DAY = 24 * 3600
"""Seconds."""

_MOST_EXACT = 10**15
"""From here on a spreadsheet keeps a whole number no longer digit by digit."""

_AS_TEXT = "Write it as text, with an apostrophe before it."


def text_of(name: str, cell: Cell, order: str | None) -> str:
    """Return the folded text of a cell in the column ``name``; ``order`` is that of dates without their own.

    Raises:
        BadValue: the cell is none that the column can have.

    """
    if isinstance(cell, str):
        return _written(name, cell, order)
    if isinstance(cell, RefusedCell):
        raise BadValue(cell.code, cell.what, cell.remedy)
    if isinstance(cell, bool):
        raise BadValue("cell-wrong-kind", f"is {str(cell).upper()}, a truth value.", _AS_TEXT)
    if isinstance(cell, Number):
        return _fraction(cell.value) if name == "start" else _number(name, cell)
    if name == "date" and isinstance(cell, datetime.date):
        return _date(cell)
    if name == "start" and not isinstance(cell, datetime.date):
        return _time(cell)
    if name == "minutes" and isinstance(cell, datetime.time) and not cell.second:
        # A length of time, as spreadsheets show it.
        raise BadValue(
            "cell-wrong-kind",
            f"is a time, {cell:%H:%M}.",
            f"Write {cell.hour * 60 + cell.minute}, and format the cell as a number.",
        )
    raise BadValue("cell-wrong-kind", f"is {_kind(cell)}.", _remedy(name))


def _written(name: str, cell: str, order: str | None) -> str:
    if len(cell) > MOST_CHARACTERS:
        raise BadValue(
            "text-too-long", f"has {len(cell)} characters; {MOST_CHARACTERS} is the most.", "Shorten it."
        )
    text = fold(cell)
    if name == "date":
        return date_form(text, order)
    return time_form(text) if name == "start" else text


def _number(name: str, cell: Number) -> str:
    """Return a number as it is seen. Raises BadValue when that depends on a format or on a country."""
    value = cell.value
    if name == "date":
        raise BadValue(
            "cell-wrong-kind", f"is the number {value:.15g}, no date.", "Format the cell as a date."
        )
    whole = value.is_integer() and abs(value) < _MOST_EXACT
    if whole and (cell.plain or name in _NUMBERS):
        return str(int(value))
    if name in _NUMBERS:
        return f"{value:.15g}"
    how = "shown in a format of its own" if whole else "written in other ways elsewhere"
    raise BadValue("cell-wrong-kind", f"is the number {value:.15g}, {how}.", _AS_TEXT)


def _date(cell: datetime.date) -> str:
    if isinstance(cell, datetime.datetime) and cell.time() != datetime.time(0):
        raise BadValue(
            "cell-wrong-kind",
            f"is a date with a time, {cell:%Y-%m-%d %H:%M}.",
            "Keep the day; the time stands under start.",
        )
    return f"{cell.year:04}-{cell.month:02}-{cell.day:02}"


def _fraction(days: float) -> str:
    """Return the time of day that a part of a day is, as spreadsheets count."""
    if not 0 <= days < 1:
        raise BadValue("cell-wrong-kind", f"is the number {days:.15g}, no time.", _remedy("start"))
    return _time(datetime.timedelta(days=days))


def _time(time: datetime.time | datetime.timedelta) -> str:
    if isinstance(time, datetime.time):
        time = datetime.timedelta(
            hours=time.hour, minutes=time.minute, seconds=time.second, microseconds=time.microsecond
        )
    # Spreadsheets count in parts of a day, which miss a second by a little.
    seconds = round(time.total_seconds())
    if not 0 <= seconds < _DAY:
        raise BadValue("time-out-of-range", "is no time of one day.", _remedy("start"))
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    if seconds % 60:
        raise BadValue(
            "time-not-a-time", f"is {clock}:{seconds % 60:02}, which has seconds.", f"Write {clock}."
        )
    return clock


def _kind(cell: datetime.date | datetime.time | datetime.timedelta) -> str:
    return f"a date, {cell:%Y-%m-%d}" if isinstance(cell, datetime.date) else "a time"


def _remedy(name: str) -> str:
    if name == "start":
        return "Write hours and minutes, as in 19:05."
    if name == "date":
        return "Write year, month and day, as in 2026-09-30."
    return "Format the cell as a number." if name in _NUMBERS else _AS_TEXT
