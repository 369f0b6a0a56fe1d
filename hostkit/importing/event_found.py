"""Finds the date, start, place and number of guests in the notes of a text, as options of ``hostkit build``.

Only unambiguous details are used: a date must include its year, and the whole text must have a single date or start.
"3/4/2027" may mean two different days and is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from hostkit.events.dates_and_times import take_dates
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
        dates, rest = take_dates(value, lambda name: words.months.get("".join(key_of(name)[:1]), 0))
        found["--date"] |= {date.isoformat() for date in dates}
        if dates or key in words.event["start"]:
            found["--start"] |= _starts(rest, words)
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


def _starts(text: str, words: ImportWords) -> set[str]:
    taken = times.take(text, words)
    if taken.begins is None or times.take(taken.rest, words).begins is not None:
        return set()
    said = taken.said.casefold()
    # "7:00" may be the morning or the evening.
    sure = taken.begins >= 13 * 60 or "am" in said or re.match(r"0\d", said)
    return {f"{taken.begins // 60 % 24:02}:{taken.begins % 60:02}"} if sure else set()
