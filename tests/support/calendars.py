"""Calendar entries as two other programs read them, which must agree."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any, NamedTuple

import ics
import vobject


class Entry(NamedTuple):
    """What a calendar shows of an entry; ``begin`` and ``end`` are in UTC, or without a zone as they are written."""

    uid: str
    sequence: int
    is_canceled: bool
    title: str
    about: str | None
    place: str | None
    link: str | None
    begin: datetime.datetime
    end: datetime.datetime
    reminder: datetime.timedelta | None


def entry(path: Path) -> Entry:
    """Return the only entry of a file, which both programs read alike."""
    (found,) = entries(path).values()
    return found


def entries(path: Path) -> dict[str, Entry]:
    """Return the entries of a file by their UIDs, in the order of the file, which both programs read alike."""
    text = path.read_bytes().decode()
    # vobject keeps the rules of a zone that it has read in another file.
    for name in re.findall("^TZID:(.*?)\r?$", text, re.MULTILINE):
        vars(vobject.icalendar)["__tzidMap"].pop(name, None)
    first = {found.uid: found for found in map(_by_vobject, vobject.readOne(text).vevent_list)}
    second = {found.uid: found for found in map(_by_ics, ics.Calendar(text).events)}
    assert first == second
    return first


def _by_vobject(its: Any) -> Entry:
    def value(name: str) -> Any:
        return getattr(its, name).value if name in its.contents else None

    alarm = its.valarm.trigger.value if "valarm" in its.contents else None
    return Entry(
        its.uid.value, int(its.sequence.value), value("status") == "CANCELLED", its.summary.value,
        value("description"), value("location"), value("url"), _moment(its.dtstart.value),
        _moment(its.dtend.value), alarm,
    )  # fmt: skip


def _by_ics(its: Any) -> Entry:
    (sequence,) = (int(line.value) for line in its.extra if line.name == "SEQUENCE")
    alarm = its.alarms[0].trigger if its.alarms else None
    # This program gives a time without a zone the zone UTC.
    zone = None if its.begin.tzinfo is datetime.UTC else datetime.UTC
    begin, end = (moment.astimezone(datetime.UTC).replace(tzinfo=zone) for moment in (its.begin, its.end))
    return Entry(
        its.uid, sequence, its.status == "CANCELLED", its.name, its.description, its.location, its.url,
        begin, end, alarm,
    )  # fmt: skip


def _moment(value: datetime.date) -> datetime.datetime:
    if not isinstance(value, datetime.datetime):
        return datetime.datetime.combine(value, datetime.time())
    return value.astimezone(datetime.UTC) if value.tzinfo else value
