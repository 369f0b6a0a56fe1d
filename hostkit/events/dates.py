"""Reads dates as people write them. A date with one meaning is read; one with several is refused with all of them.

Neither the locale nor the day on which it is read decides what a date means.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hostkit.core.errors import BadValue, Position, Problem
from hostkit.core.wording import counted, quoted
from hostkit.events.typed_words import LETTERS, bare, numbers_named, phrases
from hostkit.guides.languages import MONTHS, WEEKDAYS, read_language

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "dmy", "mdy", "ymd"
"""The possible orders of the numbers of a date; the first two are the values of ``--dates``."""

_YEARS = range(1900, 2200)
_CENTURY, _FIRST_YEAR = 2000, 2025
"""The century of two-digit years, and the first year that is meant where two digits may be a year or a day.

Kits are printed for evenings to come, and hostkit is from 2026.
"""

_REMEDY = "Write year, month and day, as in 2026-09-30."

# The patterns are texts, which re compiles at first use: a command that reads no date need not wait for them.
_ISO = "([0-9]{4})-([0-9]{2})-([0-9]{2})"
_NUMBERS = r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})\.?"
_RUN_TOGETHER = "([0-9]{4})()([0-9]{2})([0-9]{2})"
_NO_YEAR = r"([0-9]{1,2})[./-]([0-9]{1,2})\.?"
_TIME = r"(?:t| )0?([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[ap]\.?m\.?)?)z?$"
_MIDNIGHT = r"0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?a\.?m\.?"
_WORDS_AND_NUMBERS = rf"[0-9]+|{LETTERS}|[^\s.,/()-]"

_AMONG_WORDS = (
    r"(?<![\d./-])(?:(?P<before>[^\W\d_]+)[.,]*\s+)?(?P<date>20\d\d-\d{1,2}-\d{1,2}(?![\d/-])"
    r"|\d{1,2}\.\s?\d{1,2}\.\s?20\d\d(?!\d)|\d{1,2}/\d{1,2}/20\d\d(?![\d/])"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?{LETTERS}\.?,?\s+(?:del?\s+)?20\d\d\b"
    rf"|{LETTERS}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+20\d\d\b)"
)
"""What may be a date among other words, and the word before it. The whole year is written, and begins with 20."""


class _Numbers(NamedTuple):
    """A day as written, and the order of its numbers; the year is None if it is left out."""

    day: int
    month: int
    year: int | None
    order: str = DAY_FIRST

    @property
    def date(self) -> datetime.date | None:
        """The date, or None if there is no such day."""
        try:
            return datetime.date(self.year or 0, self.month, self.day)
        except ValueError:
            return None


_PAST = 31
"""The days after which a date is probably a slip, such as the year of the last calendar: chosen as a month."""


def today() -> datetime.date:
    """Return the day on which hostkit runs. Only messages and warnings may use it."""
    return datetime.date.today()


def read_date(text: str, order: str | None = None) -> datetime.date:
    """Return the date in a text; ``order`` is how 12/04/26 is meant, DAY_FIRST or MONTH_FIRST, or None if unknown.

    Raises:
        BadValue: the text is no date, there is no such day, or it may be one of several; the remedy gives the dates.

    """
    if found := re.fullmatch(_ISO, text):
        return _only(text, [_Numbers(int(found[3]), int(found[2]), int(found[1]))], order)
    written = re.sub(" ?([./-]) ?", r"\1", bare(text))
    if time := re.search(_TIME, written):
        if not re.fullmatch(_MIDNIGHT, time[1]):
            remedy = "Keep the day; the time stands under start."
            raise BadValue("date-not-a-date", f"{quoted(text)} is a date with a time.", remedy)
        written = written[: time.start()]
    for word in dict.fromkeys(re.findall(LETTERS, written)):
        if weekdays := numbers_named(WEEKDAYS, word):
            rest = re.sub(rf"\b{word}\b\.?,?", "", written, count=1).strip(" ,()")
            if meant := list(_numbers_in(rest, order)):
                return _only(text, meant, order, weekdays)
    if meant := list(_numbers_in(written, order)):
        return _only(text, meant, order)
    raise _no_date(text, written)


def past_date(date: datetime.date, at: Position, others: int = 0) -> Problem | None:
    """Return a warning if a date is more than 31 days past; ``others`` is the number of further ones in the file."""
    if (today() - date).days <= _PAST:
        return None
    verb, dates = ("are", "dates") if others > 1 else ("is", "date")
    more = f", and so {verb} the {dates} of {counted(others, 'more event')}" if others else ""
    what = f"{_in_english(date)} is more than {_PAST} days past{more}."
    return Problem("date-past", at, what, "Check the year.", {"date": str(date)})


def take_dates(text: str) -> tuple[set[datetime.date], str]:
    """Return the dates found among the words of a text, and the text without them; ambiguous ones are left in it."""
    taken: set[datetime.date] = set()
    for found in list(re.finditer(_AMONG_WORDS, text)):
        is_weekday = found["before"] and numbers_named(WEEKDAYS, bare(found["before"]))
        try:
            taken.add(read_date(found[0] if is_weekday else found["date"]))
        except BadValue:
            continue
        text = text.replace(found["date"], " ")
    return taken, text


def _numbers_in(written: str, order: str | None) -> Iterator[_Numbers]:
    """Yield every day that a bare text without a weekday may mean, and days that do not exist."""
    if found := re.fullmatch(_NUMBERS, written) or re.fullmatch(_RUN_TOGETHER, written):
        parts = found.group(1, 3, 4)
        for each in _orders(parts, found[2] == ".", order):
            day, month, year = (parts[each.index(unit)] for unit in "dmy")
            yield _Numbers(int(day), int(month), _whole_year(year), each)
    elif short := re.fullmatch(_NO_YEAR, written):
        first, second = int(short[1]), int(short[2])
        yield _Numbers(first, second, None)
        if "." not in written:
            yield _Numbers(second, first, None, MONTH_FIRST)
    else:
        yield from _in_words(written)


def _orders(parts: Sequence[str], has_points: bool, order: str | None) -> tuple[str, ...]:
    """Return the orders in which three numbers may stand; a year that comes first is followed by the month."""
    first, _, last = map(len, parts)
    if first == 4 and last <= 2:
        return (YEAR_FIRST,)
    if first > 2 or last not in (2, 4):
        return ()
    # A date with full stops begins with the day, or with the last two digits of the year.
    orders = (DAY_FIRST,) if has_points else (DAY_FIRST, MONTH_FIRST)
    if order is not None and order in orders:
        return (order,)
    return orders if last == 4 else (*orders, YEAR_FIRST)


def _in_words(written: str) -> Iterator[_Numbers]:
    """Yield every day that a text with the name of a month may mean."""
    words = [w for w in re.findall(_WORDS_AND_NUMBERS, written) if w not in phrases("in_dates")]
    numbers = [word for word in words if word.isdigit()]
    names = [word for word in words if not word.isdigit()]
    # Two digits are the year only behind the day.
    years = [number for number in numbers if len(number) == 4] or [n for n in numbers[1:] if len(n) == 2]
    days = [number for number in numbers if len(number) <= 2][: len(numbers) - len(years)]
    if len(names) == len(days) == 1 and len(years) <= 1 and len(numbers) == 1 + len(years):
        for month in sorted(numbers_named(MONTHS, names[0])):
            yield _Numbers(int(days[0]), month, _whole_year(years[0]) if years else None)


def _whole_year(digits: str) -> int:
    return int(digits) + (_CENTURY if len(digits) == 2 else 0)


def _only(
    text: str, meant: list[_Numbers], order: str | None, weekdays: frozenset[int] = frozenset()
) -> datetime.date:
    """Return the one date that is meant. Raises BadValue if there is none, or more than one."""
    if meant[0].year is None:
        raise _without_year(text, meant)
    found = [(each.order, each.date) for each in meant if each.date]
    if not found:
        raise _no_such_day(text, meant, order)
    found = [each for each in found if each[1].year >= _FIRST_YEAR] or found
    of_weekday = [each for each in found if not weekdays or each[1].isoweekday() in weekdays]
    if not of_weekday:
        raise _other_weekday(found[0][1], min(weekdays))
    dates = list(dict.fromkeys(date for _, date in of_weekday))
    if len(dates) > 1:
        texts = list(map(str, dates))
        orders = [name for name, _ in of_weekday if name != YEAR_FIRST]
        # The order decides nothing about the name of a month.
        values = {"dates": texts, **({"orders": orders} if len(set(orders)) == len(orders) else {})}
        what = f"{quoted(text)} may be {' or '.join(map(_in_english, dates))}."
        raise BadValue("date-ambiguous", what, f"Write {' or '.join(texts)}.", **values)
    if dates[0].year not in _YEARS:
        raise BadValue("date-out-of-range", f"the year {dates[0].year:04} is too far away.", _REMEDY)
    return dates[0]


def _in_english(date: datetime.date) -> str:
    return read_language("en").day(date)


def _other_weekday(date: datetime.date, wanted: int) -> BadValue:
    """Return the BadValue of a date that is on another weekday than the one beside it."""
    names = read_language("en").words[WEEKDAYS].split()
    what = f"{_in_english(date)} is a {names[date.weekday()]}, not a {names[wanted - 1]}."
    other = date + datetime.timedelta(days=(wanted - date.isoweekday() + 3) % 7 - 3)
    return BadValue("date-other-weekday", what, f"Write {date}, or {other} for the {names[wanted - 1]}.")


def _no_such_day(text: str, meant: Sequence[_Numbers], order: str | None) -> BadValue:
    day, month, year, read_as = meant[0]
    months = read_language("en").words[MONTHS].split()
    if year is not None and year not in _YEARS:
        return BadValue("date-out-of-range", f"the year {year:04} is too far away.", _REMEDY)
    if len(meant) > 1:
        return BadValue("date-not-a-date", f"{quoted(text)} is no date.", _REMEDY)
    if not 1 <= month <= len(months):
        what = f"there is no month {month}."
        if read_as == order:
            what = f"{quoted(text)} has the month {month}, read as --dates {order} says."
        return BadValue("date-out-of-range", what, _REMEDY)
    what = f"there is no {day} {months[month - 1]} {year}."
    return BadValue("date-out-of-range", what, "Write a day that the month has.")


def _without_year(text: str, meant: Sequence[_Numbers]) -> BadValue:
    now = today()
    years = range(now.year, now.year + 9)
    coming = ((each._replace(year=year).date for year in years) for each in meant)
    dates = (next((date for date in days if date and date >= now), None) for days in coming)
    known = dict.fromkeys(str(date) for date in dates if date)
    remedy = f"Write {' or '.join(known)}." if known else _REMEDY
    return BadValue("date-not-a-date", f"{quoted(text)} names no year.", remedy)


def _no_date(text: str, written: str) -> BadValue:
    """Return the BadValue of a text that is no date; for one such as "next Thursday" it gives the dates."""
    now, day = today(), datetime.timedelta(days=1)
    remedy, words = _REMEDY, re.findall(_WORDS_AND_NUMBERS, written)
    named = [numbers for word in words if (numbers := numbers_named(WEEKDAYS, word))]
    others = [word for word in words if not numbers_named(WEEKDAYS, word)]
    if written in phrases("today"):
        remedy = f"Write {now}."
    elif written in phrases("tomorrow"):
        remedy = f"Write {now + day}."
    elif len(named) == 1 and phrases("next").union(phrases("in_dates")).issuperset(others):
        coming = sorted(now + n * day for n in range(1, 8) if (now + n * day).isoweekday() in named[0])
        each = (f"{date}, or {date + 7 * day} for the week after" for date in coming)
        remedy = f"Write {'; or '.join(each)}."
    else:
        return BadValue("date-not-a-date", f"{quoted(text)} is no date.", remedy)
    return BadValue("date-not-a-date", f"{quoted(text)} depends on the day on which it is read.", remedy)
