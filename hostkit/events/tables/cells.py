"""Converts the cells of a table to the texts that ``read_values`` reads, with dates and times in a single form.

A cell whose meaning depends on its number format is refused, with a remedy.
"""

from __future__ import annotations

import datetime

from hostkit.core.characters import fold
from hostkit.core.errors import BadValue, Problem
from hostkit.events.dates_and_times import date_form, time_form
from hostkit.events.event import FIELDS
from hostkit.events.tables.grid import MOST_CHARACTERS, Cell, Number

_DAY = 24 * 3600
"""Seconds in a day."""

_MOST_EXACT = 10**15
"""The number from which spreadsheets no longer store every digit of a whole number."""

_AS_TEXT = "Write it as text, with an apostrophe before it."


def text_of(name: str, cell: Cell, order: str | None) -> str:
    """Return the folded text of a cell in the column ``name``; ``order`` is the day and month order of dates, or None.

    Raises:
        BadValue: the column cannot have such a cell.

    """
    if isinstance(cell, str):
        return _written(name, cell, order)
    if isinstance(cell, Problem):
        raise BadValue(cell.code, cell.what, cell.remedy)
    if isinstance(cell, bool):
        raise BadValue("cell-wrong-kind", f"is {str(cell).upper()}, a truth value.", _AS_TEXT)
    kind = FIELDS[name].kind
    if isinstance(cell, Number):
        return _fraction(name, cell.value) if kind == "time" else _number(name, cell)
    if kind == "date" and isinstance(cell, datetime.date):
        return _date(cell)
    if kind == "time" and not isinstance(cell, datetime.date):
        return _time(name, cell)
    if name == "minutes" and isinstance(cell, datetime.time) and not cell.second:
        # Spreadsheets turn a duration that is typed as 1:30 into a time.
        remedy = f"Write {cell.hour * 60 + cell.minute}, and format the cell as a number."
        raise BadValue("cell-wrong-kind", f"is a time, {cell:%H:%M}.", remedy)
    found = f"a date, {cell:%Y-%m-%d}" if isinstance(cell, datetime.date) else "a time"
    raise BadValue("cell-wrong-kind", f"is {found}.", _remedy(name))


def _written(name: str, cell: str, order: str | None) -> str:
    if len(cell) > MOST_CHARACTERS:
        what = f"has {len(cell)} characters; {MOST_CHARACTERS} is the most."
        raise BadValue("text-too-long", what, "Shorten it.")
    return usual_form(name, fold(cell), order)


def usual_form(name: str, text: str, order: str | None) -> str:
    """Return the folded text of a field in the form that ``read_values`` reads; only dates and times change.

    Raises:
        BadValue: the text is an ambiguous date, or a time in a form that is not accepted.

    """
    kind = FIELDS[name].kind
    if kind == "date":
        return date_form(text, order)
    return time_form(text) if kind == "time" else text


def _is_number(name: str) -> bool:
    """Tell whether the column holds numbers, so that a cell's number format does not matter."""
    field = FIELDS[name]
    return field.kind == "number" or any(isinstance(choice, int) for choice in field.choices)


def _number(name: str, cell: Number) -> str:
    """Return a number as text. Raises BadValue if its appearance depends on a number format or locale."""
    value = cell.value
    if FIELDS[name].kind == "date":
        what = f"is the number {value:.15g}, no date."
        raise BadValue("cell-wrong-kind", what, "Format the cell as a date.")
    whole = value.is_integer() and abs(value) < _MOST_EXACT
    if whole and (cell.plain or _is_number(name)):
        return str(int(value))
    if _is_number(name):
        return f"{value:.15g}"
    how = "shown in a format of its own" if whole else "written in other ways elsewhere"
    raise BadValue("cell-wrong-kind", f"is the number {value:.15g}, {how}.", _AS_TEXT)


def _date(cell: datetime.date) -> str:
    if isinstance(cell, datetime.datetime) and cell.time() != datetime.time(0):
        what = f"is a date with a time, {cell:%Y-%m-%d %H:%M}."
        raise BadValue("cell-wrong-kind", what, "Keep the day; the time stands under start.")
    return f"{cell.year:04}-{cell.month:02}-{cell.day:02}"


def _fraction(name: str, days: float) -> str:
    """Return the time of day for a fraction of a day, which is how spreadsheets store times."""
    if not 0 <= days < 1:
        raise BadValue("cell-wrong-kind", f"is the number {days:.15g}, no time.", _remedy(name))
    return _time(name, datetime.timedelta(days=days))


def _time(name: str, time: datetime.time | datetime.timedelta) -> str:
    if isinstance(time, datetime.time):
        time = datetime.timedelta(
            hours=time.hour, minutes=time.minute, seconds=time.second, microseconds=time.microsecond
        )
    # Spreadsheets store times as fractions of a day, which are not exact to the second.
    seconds = round(time.total_seconds())
    if not 0 <= seconds < _DAY:
        raise BadValue("time-out-of-range", "is no time of one day.", _remedy(name))
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    if seconds % 60:
        what = f"is {clock}:{seconds % 60:02}, which has seconds."
        raise BadValue("time-not-a-time", what, f"Write {clock}.")
    return clock


def _remedy(name: str) -> str:
    kind = FIELDS[name].kind
    if kind == "time":
        return "Write hours and minutes, as in 19:05."
    if kind == "date":
        return "Write year, month and day, as in 2026-09-30."
    return "Format the cell as a number." if _is_number(name) else _AS_TEXT
