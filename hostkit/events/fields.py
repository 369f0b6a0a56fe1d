"""The one vocabulary of event files, hostkit.yaml, tables and the command line.

In: a name and a text. Out: a typed value, or BadValue; whoever asked knows the place. Knows nothing of which
of two values counts.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hostkit.codes.links import read_link
from hostkit.core.errors import BadValue, Position
from hostkit.core.units import PAPERS
from hostkit.core.values import one_of, phrase, slug, whole_number
from hostkit.core.wording import advice, quoted
from hostkit.events.written_dates import written_date
from hostkit.guides.languages import language_names
from hostkit.stocks.stock import AUTO, named_stock

MOST_MINUTES = 1440
"""A day."""

MOST_GUESTS = 200
CLOCKS = ("24", "12")
DUPLEX = ("long", "short", "manual", "fold", "none")
SPARE = ("empty", "write")
IMPOSE = ("sheets", "none")
MOST_COPIES = 50
MOST_CELLS = 400
_YEARS = range(1900, 2200)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


class Word(NamedTuple):
    """A name of the vocabulary: what it says, in a few words for the help, and how its text is read."""

    about: str
    parse: Callable[[str, Position], object]


def parse_value(name: str, text: str, at: Position) -> object:
    """Return the typed value of a text under a name; ``at`` is kept in phrases and links.

    Raises:
        BadValue: there is no such name, or the text is no value for it.

    """
    if name not in VOCABULARY:
        raise BadValue(
            "option-unknown", f"there is no {quoted(name)}.", advice(name, VOCABULARY), option=name
        )
    return VOCABULARY[name].parse(text, at)


def _name(text: str, at: Position) -> str:
    return slug(phrase(text, at).text)


def _date(text: str, at: Position) -> datetime.date:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if not found:
        meant = written_date(text)
        remedy = f"Write {meant}." if meant else "Write year, month and day, as in 2026-09-30."
        raise BadValue("date-not-a-date", f"{quoted(text)} is no date.", remedy)
    year, month, day = (int(part) for part in found.groups())
    if year not in _YEARS:
        raise BadValue(
            "date-out-of-range",
            f"the year {found[1]} is too far away.",
            "Write year, month and day, as in 2026-09-30.",
        )
    if not 1 <= month <= len(MONTHS):
        raise BadValue(
            "date-out-of-range",
            f"there is no month {found[2]}.",
            "Write year, month and day, as in 2026-09-30.",
        )
    try:
        return datetime.date(year, month, day)
    except ValueError:
        wrong = f"there is no {day} {MONTHS[month - 1]} {year}."
        raise BadValue("date-out-of-range", wrong, "Write a day that the month has.") from None


def _start(text: str, at: Position) -> int:
    """Return a time of day in minutes after midnight."""
    found = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text)
    if not found:
        raise BadValue(
            "time-not-a-time",
            f"{quoted(text)} is no time.",
            "Write hours and minutes of a 24-hour clock, as in 19:05.",
        )
    hours, minutes = int(found[1]), int(found[2])
    if hours > 23 or minutes > 59:
        raise BadValue(
            "time-out-of-range",
            f"there is no time {text}.",
            "Write hours from 00 to 23 and minutes from 00 to 59.",
        )
    if len(found[1]) == 1:
        evening = f" or {hours + 12}:{found[2]}"
        raise BadValue(
            "time-ambiguous", f"{quoted(text)} may be morning or evening.", f"Write 0{text}{evening}."
        )
    return hours * 60 + minutes


def _time_zone(text: str, at: Position) -> str:
    # Why here: few name a zone, and all their names are read for it.
    from hostkit.events.time_zones import zone_named

    return zone_named(phrase(text, at).text)


def _paper(text: str, at: Position) -> str:
    return one_of(text, tuple(PAPERS))


def _stock(text: str, at: Position) -> str:
    """Return the name of a stock, a path to a stock file, or ``auto``, which means what fits the guide."""
    return AUTO if text.casefold() == AUTO else named_stock(phrase(text, at).text)


def _language(text: str, at: Position) -> str:
    return one_of(text, language_names())


def _duplex(text: str, at: Position) -> str:
    return one_of(text, DUPLEX)


def _clock(text: str, at: Position) -> int:
    return int(one_of(text, CLOCKS))


def _sheets(text: str, at: Position) -> tuple[str, ...]:
    """Return the sheets named; whether there are such sheets is known where they are made."""
    named = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not named:
        raise BadValue(
            "sheet-unknown",
            "names no sheet.",
            "Write names with commas between, as in host-sheet,question-cards.",
        )
    return named


def _spare(text: str, at: Position) -> str:
    return one_of(text, SPARE)


def _impose(text: str, at: Position) -> str:
    return one_of(text, IMPOSE)


def _folder(text: str, at: Position) -> Path:
    return Path(phrase(text, at).text)


VOCABULARY = {
    "id": Word("name of the event, and of its folder", _name),
    "topic": Word("the guide: a topic, a path or a title", phrase),
    "date": Word("day of the event, as in 2026-09-30", _date),
    "start": Word("when it begins, 24-hour, as in 19:05", _start),
    "minutes": Word("its whole length", lambda text, at: whole_number(text, 1, MOST_MINUTES)),
    "time_zone": Word("its time zone, as in Europe/Berlin", _time_zone),
    "guests": Word("how many guests, without the host", lambda text, at: whole_number(text, 1, MOST_GUESTS)),
    "place": Word("where it takes place", phrase),
    "host": Word("who leads it", phrase),
    "group_name": Word("name of the follow-up group", phrase),
    "group_url": Word("link to the follow-up group", read_link),
    "pre_read_url": Word("link to the pre-read", read_link),
    "language": Word("language of the fixed words", _language),
    "paper": Word("a4 or letter", _paper),
    "stock": Word("what the cards are cut from: a name, a file or auto", _stock),
    "duplex": Word("long, short, manual, fold or none", _duplex),
    "clock": Word("24 or 12 hours", _clock),
    "sheets": Word("which sheets, with commas between", _sheets),
    "copies": Word("copies of the deck of cards", lambda text, at: whole_number(text, 1, MOST_COPIES)),
    "skip": Word(
        "cells of the first sheet of cards used up", lambda text, at: whole_number(text, 0, MOST_CELLS)
    ),
    "spare": Word("empty, or write: lines for a question of one's own", _spare),
    "impose": Word("sheets, or none: a card a page for a print shop", _impose),
    "printer": Word("a printer measured with hostkit calibrate", _name),
    "out": Word("folder to write to", _folder),
}
"""Every name, with ``_`` where options have a dash."""
