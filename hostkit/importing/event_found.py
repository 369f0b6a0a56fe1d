"""Finds the date, start, place and number of guests in the notes of a text, as options of ``hostkit build``.

Only unambiguous details are used: a date must include its year, and the whole text must have a single date or start.
"3/4/2027" may mean two different days and is not used.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from contextlib import suppress

from hostkit.core.errors import BadValue
from hostkit.events.dates import read_date, take_dates
from hostkit.events.times_and_lengths import read_time
from hostkit.importing import times
from hostkit.importing.lines import message
from hostkit.importing.words import ImportWords, key_of, runs

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:]{0,30}?)\s?:\s+(?P<value>.+)")
_LONGEST_PLACE, _MOST_GUESTS = 60, 99


def event_options(notes: Iterable[str], words: ImportWords) -> dict[str, str]:
    """Return the build options found in the notes, as a mapping from option name to value."""
    found: dict[str, set[str]] = {"--date": set(), "--start": set(), "--place": set(), "--guests": set()}
    notes = list(notes)
    labels = [key_of(labeled["label"]) if (labeled := _LABEL.fullmatch(note)) else () for note in notes]
    # "From:" together with "Date:" is the header of an e-mail, and the date is that of sending.
    headed = sum(key in words.mail["headers"] for key in labels) > 1
    for note, key in zip(notes, labels, strict=True):
        labeled = _LABEL.fullmatch(note)
        if _is_sent(note, words) or (headed and key in words.mail["headers"]):
            continue
        value = labeled["value"] if labeled else note
        dates, rest = _dates(value, key in words.event["date"])
        found["--date"] |= {date.isoformat() for date in dates}
        if dates or key in words.event["start"]:
            found["--start"] |= _starts(rest, words, key in words.event["start"])
        if labeled and key in words.event["place"] and len(value) <= _LONGEST_PLACE and "?" not in value:
            found["--place"].add(value.strip().rstrip("."))
        number = re.fullmatch(r"(\d{1,2})(?:\s+[^\W\d_]+)?\.?", value.strip())
        if labeled and key in words.event["guests"] and number and 0 < int(number[1]) <= _MOST_GUESTS:
            found["--guests"].add(number[1])
    return {name: next(iter(values)) for name, values in found.items() if len(values) == 1}


def _is_sent(note: str, words: ImportWords) -> bool:
    """Tell whether a note is a chat message with its time of sending, or introduces a quoted e-mail."""
    leads = note.rstrip().endswith(":") and any(run in words.mail["wrote"] for run in runs(key_of(note)))
    return message(note) is not None or leads


def _dates(text: str, is_labeled: bool) -> tuple[set[datetime.date], str]:
    """Return the dates in a text, and the text without them; after a label the whole text may be one."""
    if is_labeled:
        with suppress(BadValue):
            return {read_date(text)}, ""
    return take_dates(text)


def _starts(text: str, words: ImportWords, is_labeled: bool) -> set[str]:
    taken = times.take(text, words)
    if taken.begins is not None and times.take(taken.rest, words).begins is not None:
        return set()
    # After a label such as "Begin:" the whole text may be a time.
    for each in (*([text] if is_labeled else []), *([taken.start] if taken.start else [])):
        with suppress(BadValue):
            begins = read_time(each)
            return {f"{begins // 60:02}:{begins % 60:02}"}
    return set()
