"""A cell in, the text that the vocabulary reads out, as the cell's column needs it.

A text stays as it is but for dates and times, which come in the forms of ``forms``. A cell of a workbook is
read by its type. What would not be printed as its author sees it is refused. Knows no places.
"""

from __future__ import annotations

import datetime

from hostkit.ground.characters import fold
from hostkit.ground.errors import BadValue
from hostkit.source.tables.forms import date_form, time_form
from hostkit.source.tables.grid import MOST_CHARACTERS, Cell, Number, Refused

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
    if isinstance(cell, Refused):
        raise BadValue(*cell)
    if isinstance(cell, bool):
        raise BadValue(f"is {str(cell).upper()}, a truth value.", _AS_TEXT)
    if isinstance(cell, Number):
        return _fraction(cell.value) if name == "start" else _number(name, cell)
    if name == "date" and isinstance(cell, datetime.date):
        return _date(cell)
    if name == "start" and not isinstance(cell, datetime.date):
        return _time(cell)
    if name == "minutes" and isinstance(cell, datetime.time) and not cell.second:
        # A length of time, as spreadsheets show it.
        raise BadValue(
            f"is a time, {cell:%H:%M}.",
            f"Write {cell.hour * 60 + cell.minute}, and format the cell as a number.",
        )
    raise BadValue(f"is {_kind(cell)}.", _remedy(name))


def _written(name: str, cell: str, order: str | None) -> str:
    if len(cell) > MOST_CHARACTERS:
        raise BadValue(f"has {len(cell)} characters; {MOST_CHARACTERS} is the most.", "Shorten it.")
    text = fold(cell)
    if name == "date":
        return date_form(text, order)
    return time_form(text) if name == "start" else text


def _number(name: str, cell: Number) -> str:
    """Return a number as it is seen. Raises BadValue when that depends on a format or on a country."""
    value = cell.value
    if name == "date":
        raise BadValue(f"is the number {value:.15g}, no date.", "Format the cell as a date.")
    whole = value.is_integer() and abs(value) < _MOST_EXACT
    if whole and (cell.plain or name in _NUMBERS):
        return str(int(value))
    if name in _NUMBERS:
        return f"{value:.15g}"
    how = "shown in a format of its own" if whole else "written in other ways elsewhere"
    raise BadValue(f"is the number {value:.15g}, {how}.", _AS_TEXT)


def _date(cell: datetime.date) -> str:
    if isinstance(cell, datetime.datetime) and cell.time() != datetime.time(0):
        raise BadValue(
            f"is a date with a time, {cell:%Y-%m-%d %H:%M}.", "Keep the day; the time stands under start."
        )
    return f"{cell.year:04}-{cell.month:02}-{cell.day:02}"


def _fraction(days: float) -> str:
    """Return the time of day that a part of a day is, as spreadsheets count."""
    if not 0 <= days < 1:
        raise BadValue(f"is the number {days:.15g}, no time.", _remedy("start"))
    return _time(datetime.timedelta(days=days))


def _time(time: datetime.time | datetime.timedelta) -> str:
    if isinstance(time, datetime.time):
        time = datetime.timedelta(
            hours=time.hour, minutes=time.minute, seconds=time.second, microseconds=time.microsecond
        )
    # Spreadsheets count in parts of a day, which miss a second by a little.
    seconds = round(time.total_seconds())
    if not 0 <= seconds < _DAY:
        raise BadValue("is no time of one day.", _remedy("start"))
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    if seconds % 60:
        raise BadValue(f"is {clock}:{seconds % 60:02}, which has seconds.", f"Write {clock}.")
    return clock


def _kind(cell: datetime.date | datetime.time | datetime.timedelta) -> str:
    return f"a date, {cell:%Y-%m-%d}" if isinstance(cell, datetime.date) else "a time"


def _remedy(name: str) -> str:
    if name == "start":
        return "Write hours and minutes, as in 19:05."
    if name == "date":
        return "Write year, month and day, as in 2026-09-30."
    return "Format the cell as a number." if name in _NUMBERS else _AS_TEXT
