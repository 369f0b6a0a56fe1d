"""Dates and times as people and spreadsheets write them; out, the one form that the vocabulary reads.

In: a folded text. What is in no form known here comes out as it is, for the vocabulary to refuse. A date that
may be read in two ways is refused unless somebody says which holds.
"""

from __future__ import annotations

import datetime
import re

from hostkit.ground.errors import BadValue
from hostkit.ground.wording import quoted
from hostkit.source.vocabulary import MONTHS

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
            raise BadValue(f"{quoted(text)} may be {_in_words(*day_first, year)}.", remedy)
        return _iso(*day_first, year)
    if order is None:
        raise _ambiguous(text, day_first, month_first, year)
    day, month = day_first if order == DAY_FIRST else month_first
    if not 1 <= month <= len(MONTHS):
        wrong = f"{quoted(text)} has the month {month}, read as --dates {order} says."
        raise BadValue(wrong, "Write year, month and day, as in 2026-09-30.")
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
        raise BadValue(f"{quoted(text)} is no time.", f"Write {int(other[1]):02}:{other[2]}.")
    hour_alone = _HOUR.fullmatch(text)
    if hour_alone and int(hour_alone[1]) < 24 and int(hour_alone[2] or 0) < 60:
        written = f"{int(hour_alone[1]):02}:{hour_alone[2] or '00'}"
        raise BadValue(f"{quoted(text)} is no time.", f"Write {written}.")
    half = _HALF_DAY.fullmatch(text)
    if not half:
        pointed = _HALF_DAY.fullmatch(text.replace(".", ":", 1))
        if pointed and pointed[2] and 1 <= int(pointed[1]) <= 12:
            remedy = f"Write {pointed[1]}:{pointed[2]} {pointed[4].lower()}m."
            raise BadValue(f"{quoted(text)} is no time.", remedy)
        return text
    hour, minutes = int(half[1]), half[2] or "00"
    if not 1 <= hour <= 12:
        remedy = "Write an hour from 1 to 12 before am or pm, or the time on a 24-hour clock, as in 19:05."
        raise BadValue(f"{quoted(text)} is no time.", remedy)
    hour = hour % 12 + (12 if half[4] in "pP" else 0)
    return _without_seconds(text, f"{hour:02}:{minutes}", half[3] or "00")


def _without_seconds(text: str, time: str, seconds: str) -> str:
    if seconds != "00":
        raise BadValue(f"{quoted(text)} has seconds.", f"Write {time}.")
    return time


def _ambiguous(text: str, day_first: tuple[int, int], month_first: tuple[int, int], year: int) -> BadValue:
    """Return the refusal that names every reading which is a date."""
    readings = {"dmy": day_first, "mdy": month_first}
    dates = {order: parts for order, parts in readings.items() if _is_date(*parts, year)}
    if not dates:
        return BadValue(f"{quoted(text)} is no date.", "Write year, month and day, as in 2026-09-30.")
    words = " or ".join(dict.fromkeys(_in_words(*parts) for parts in dates.values()))
    iso = _iso(*next(iter(dates.values())), year)
    return BadValue(
        f"{quoted(text)} may be {words} {year}.", f"Write {iso}, or say --dates {' or '.join(dates)}."
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
