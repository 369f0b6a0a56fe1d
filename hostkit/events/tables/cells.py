"""Converts the cells of a table to the texts that ``read_values`` reads, and reads them.

A cell whose meaning depends on its number format is refused, with a remedy.
"""

from __future__ import annotations

import datetime

from hostkit.core.characters import fold, with_plain_spaces
from hostkit.core.errors import BadValue, Position, Problem
from hostkit.core.wording import printable, shortened
from hostkit.events.event import FIELDS
from hostkit.events.read_values import parse_value
from hostkit.events.tables.grid import MOST_CHARACTERS, Cell, LinkedText, Number

_DAY = 24 * 3600
"""Seconds in a day."""

_MOST_EXACT = 10**15
"""The number from which spreadsheets no longer store every digit of a whole number."""

_DIGITS_OF_DATE = 8
"""The digits of a date that is typed as a number, 20270114. Spreadsheets count days in five digits."""

_MOST_OWN = 200
"""The most characters kept of a cell in a column of the user's own."""

_AS_TEXT = "Write it as text, with an apostrophe before it."


def text_of(name: str, cell: Cell) -> str:
    """Return the text of a cell in the column ``name``.

    Raises:
        BadValue: the column cannot have such a cell.

    """
    if isinstance(cell, LinkedText):
        # The text may be a link itself, or words such as "our page".
        cell = cell.url if FIELDS[name].kind == "link" and "://" not in cell.text else cell.text
    if isinstance(cell, str):
        if len(cell) > MOST_CHARACTERS:
            what = f"has {len(cell)} characters; {MOST_CHARACTERS} is the most."
            raise BadValue("text-too-long", what, "Shorten it.")
        return cell
    if isinstance(cell, Problem):
        raise BadValue(cell.code, cell.what, cell.remedy)
    if isinstance(cell, bool) and FIELDS[name].kind == "yes_no":
        return "yes" if cell else "no"
    if isinstance(cell, bool):
        raise BadValue("cell-wrong-kind", f"is {str(cell).upper()}, a truth value.", _AS_TEXT)
    kind = FIELDS[name].kind
    if isinstance(cell, Number):
        # Spreadsheets store times as fractions of a day.
        is_fraction = kind == "time" and not (cell.value >= 1 and cell.value.is_integer())
        return _fraction(name, cell.value) if is_fraction else _number(name, cell)
    if kind == "date" and isinstance(cell, datetime.date):
        return _date(cell)
    if kind in ("time", "minutes") and not isinstance(cell, datetime.date):
        # Spreadsheets turn a length that is typed as 1:30 into a time.
        return _time(name, cell)
    found = f"a date, {cell:%Y-%m-%d}" if isinstance(cell, datetime.date) else "a time"
    raise BadValue("cell-wrong-kind", f"is {found}.", _remedy(name))


def own_text(cell: Cell) -> str:
    """Return the text of a cell in a column of the user's own, which may be cut; "" if it cannot be read."""
    if isinstance(cell, Problem):
        return ""
    if isinstance(cell, LinkedText):
        cell = cell.text
    text = f"{cell.value:.15g}" if isinstance(cell, Number) else str(cell)
    return printable(shortened(fold(with_plain_spaces(text)), _MOST_OWN))


def parse_cell(name: str, text: str, at: Position, order: str | None) -> object:
    """Return the value of a text in a table as ``parse_value`` does. The remedy for an ambiguous date names --dates."""
    try:
        return parse_value(name, text, at, order)
    except BadValue as error:
        dates, orders = (error.values.get(name) for name in ("dates", "orders"))
        if not isinstance(dates, list) or not isinstance(orders, list):
            raise
        remedy = f"Write {' or '.join(dates)}, or say --dates {' or '.join(orders)}."
        raise BadValue(error.code, error.what, remedy, **error.values) from None


def _is_number(name: str) -> bool:
    """Tell whether the column holds numbers, so that a cell's number format does not matter."""
    field = FIELDS[name]
    return field.kind in ("number", "minutes") or any(isinstance(choice, int) for choice in field.choices)


def _number(name: str, cell: Number) -> str:
    """Return a number as text. Raises BadValue if its appearance depends on a number format or locale."""
    value = cell.value
    whole = value.is_integer() and abs(value) < _MOST_EXACT
    if FIELDS[name].kind == "date" and not (whole and len(str(int(value))) == _DIGITS_OF_DATE):
        what = f"is the number {value:.15g}, no date."
        raise BadValue("cell-wrong-kind", what, "Format the cell as a date.")
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
    """Return the time of day for a fraction of a day."""
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
