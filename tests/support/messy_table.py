"""A table of 300 events with the mess of real spreadsheets, as a text in a code page or as a workbook."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook

from tests.support.tables import workbook

EVENTS = 300
HEADINGS = (
    "id",
    "Topic",
    "“Date”",
    "strat",
    "minutes",
    "Guests",
    "place",
    "Host",
    "paper",
    "group‑url",
    "#branch",
)
"""The fourth is a typo; the third and the tenth have typographic signs."""

_DATES = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%A, %d %B %Y", "%d.%m.%y", "%d %b %Y", "%Y-%m-%d 00:00:00")
_TIMES = ("19:00", "7pm", "19 Uhr", "19h30", "7.30 p.m.", "1900")
_LENGTHS = ("90", "90 min", "1 h 30", "1:30", "")
_TOPICS = ("male-allies", "Male allies", "grief", "Saying no", "saying-no")
_LINKS = (
    "https://example.org/x",
    "example.org/x",
    "https://https://example.org/x",
    "<https://example.org/x>",
    "",
)
_PLACES = ("Café am Markt", "12 Mill Lane\nLeeds", "Library ", "Zoë’s house")
_BRANCHES = ("Mitte", "Köln", "Nord")
_FIRST_DAY = datetime.date(2027, 1, 5)


def rows() -> Iterator[list[str]]:
    """Yield the cells of each event. Two topics are misspelled; dates such as 03/04/2027 have the day first."""
    for number in range(EVENTS):
        day = _FIRST_DAY + datetime.timedelta(days=number)
        topic = "male-alies" if number in (40, 41) else _TOPICS[number % len(_TOPICS)]
        yield [
            f"e{number:03}", topic, day.strftime(_DATES[number % len(_DATES)]), _TIMES[number % len(_TIMES)],
            _LENGTHS[number % len(_LENGTHS)], f"{6 + number % 7}\u00a0", _PLACES[number % len(_PLACES)],
            f"Host {number % 20}", ("A4", "a4")[number % 2], _LINKS[number % len(_LINKS)],
            _BRANCHES[number % len(_BRANCHES)],
        ]  # fmt: skip


def messy_csv() -> bytes:
    """Return the table with a title row, semicolons and Windows line ends, in the code page of Windows."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(["Our evenings 2027", *[""] * (len(HEADINGS) - 1)])
    # The code page has no such hyphen.
    table.writerows([[heading.replace("‑", "–") for heading in HEADINGS], *rows()])
    return out.getvalue().encode("cp1252")


def messy_workbook() -> bytes:
    """Return the table with a title row, hidden rows and a hidden column, and places that share a merged cell."""

    def change(book: Workbook, sheet: Any) -> None:
        sheet.merge_cells("G5:G7")
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["K"].hidden = True

    return workbook(["Our evenings 2027"], list(HEADINGS), *rows(), change=change)
