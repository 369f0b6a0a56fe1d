"""Writes calendar entries as iCalendar files (RFC 5545), without reading the clock.

Only this module imports icalendar, and only when it is needed, because loading it takes as long as making a kit.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from hostkit.events.time_zones import read_zone, zone_rules

PRODUCT = "-//hostkit//invitation//EN"
STAMP = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""DTSTAMP, the time when an entry was written. It is constant, so that no version of an entry looks older."""

_DAY, _MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
_BEFORE, _BEFORE_A_WHOLE_DAY = _DAY, _DAY / 2
"""When the reminder comes: a day before the evening begins, or at noon of the day before if its time is not known."""


class CalendarEntry(NamedTuple):
    """An evening as a calendar shows it.

    ``uid`` names the evening for ever. ``start`` is in minutes after midnight; without it the entry is for the whole
    day. ``minutes`` is the length. ``time_zone`` is an IANA name; without it the times are those of the reader. Of two
    entries for one evening, calendars keep the one with the higher ``sequence``. A canceled evening has an entry too.
    """

    uid: str
    title: str
    about: str
    date: datetime.date
    start: int | None
    minutes: int
    time_zone: str | None = None
    place: str | None = None
    link: str | None = None
    sequence: int = 0
    is_canceled: bool = False


def write_entry(entry: CalendarEntry) -> bytes:
    """Return an entry as the bytes of an iCalendar file, with the rules of its time zone."""
    import icalendar

    calendar, event = icalendar.Calendar(), icalendar.Event()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    event.add("uid", entry.uid)
    event.add("dtstamp", STAMP)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("description", entry.about)
    if entry.place:
        event.add("location", entry.place)
    if entry.link:
        event.add("url", entry.link)
    if entry.start is None:
        event.add("dtstart", entry.date)
        event.add("dtend", entry.date + _DAY)
        # The evening does not take the whole day, so the entry must not block it.
        event.add("transp", "TRANSPARENT")
    else:
        zone = read_zone(entry.time_zone) if entry.time_zone else None
        begin = datetime.datetime.combine(entry.date, datetime.time(), zone) + entry.start * _MINUTE
        event.add("dtstart", begin)
        event.add("dtend", begin + entry.minutes * _MINUTE)
        if entry.time_zone:
            calendar.add_component(icalendar.Timezone.from_ical(zone_rules(entry.time_zone, entry.date.year)))
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", -(_BEFORE_A_WHOLE_DAY if entry.start is None else _BEFORE))
    event.add_component(alarm)
    if entry.is_canceled:
        _cancel(event)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


class EntryVersion(NamedTuple):
    """One version of a calendar entry: its UID, its SEQUENCE, and a checksum of everything else."""

    uid: str
    sequence: int
    content: str
    is_canceled: bool


_UID, _SEQUENCE = rb"^UID:(.*?)\r?\n", rb"^SEQUENCE:([0-9]{1,9})\r?\n"
_CANCELED = "CANCELLED"
_STATUS = rb"^STATUS:CANCELLED\r?\n"


def version_of(data: bytes) -> EntryVersion | None:
    """Return the version of the entry in a file that ``write_entry`` made, or None for any other file."""
    whole = data.replace(b"\r\n ", b"")
    uid, sequence = (re.search(pattern, whole, re.MULTILINE) for pattern in (_UID, _SEQUENCE))
    if uid is None or sequence is None:
        return None
    rest = re.sub(_SEQUENCE, b"", whole, count=1, flags=re.MULTILINE)
    is_canceled = re.search(_STATUS, whole, re.MULTILINE) is not None
    name = uid[1].decode("utf-8", "replace")
    return EntryVersion(name, int(sequence[1]), sha256(rest).hexdigest(), is_canceled)


def numbered(data: bytes, sequence: int) -> bytes:
    """Return the bytes of an entry with another SEQUENCE."""
    return re.sub(_SEQUENCE, b"SEQUENCE:%d\r\n" % sequence, data, count=1, flags=re.MULTILINE)


def canceled_copy(data: bytes) -> bytes:
    """Return the bytes of an entry, as ``write_entry`` made it, for the same evening, canceled."""
    import icalendar

    calendar = icalendar.Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    sequence = int(event.pop("sequence", 0)) + 1
    event.add("sequence", sequence)
    _cancel(event)
    return bytes(calendar.to_ical())


def _cancel(event: Any) -> None:
    """Mark an event of icalendar as canceled: nobody is reminded of it, and it takes nobody's time."""
    event.subcomponents.clear()
    event["status"], event["transp"] = _CANCELED, "TRANSPARENT"


def windows_zones() -> Mapping[str, str]:
    """Return the IANA name for each name that Windows has for a time zone.

    icalendar has the table ``windowsZones`` of the Unicode Common Locale Data Repository (CLDR).
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON
