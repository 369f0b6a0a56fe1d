"""Writes calendar entries as iCalendar files (RFC 5545), without reading the clock, and reads time zones.

Time zones are read by IANA name from the package ``tzdata``, so that results are the same on every system.

Only this module imports icalendar, and only when it is needed, because loading it takes as long as making a kit.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

PRODUCT = "-//hostkit//invitation//EN"
STAMP = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""DTSTAMP, the time when an entry was written. It is constant, so that no version of an entry looks older."""

DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
_BEFORE, _BEFORE_A_WHOLE_DAY = DAY, DAY / 2
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
        event.add("dtend", entry.date + DAY)
        # The evening does not take the whole day, so the entry must not block it.
        event.add("transp", "TRANSPARENT")
    else:
        zone = read_zone(entry.time_zone) if entry.time_zone else None
        begin = datetime.datetime.combine(entry.date, datetime.time(), zone) + entry.start * MINUTE
        event.add("dtstart", begin)
        event.add("dtend", begin + entry.minutes * MINUTE)
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
CANCELED = "CANCELLED"
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
    event["status"], event["transp"] = CANCELED, "TRANSPARENT"


def windows_zones() -> Mapping[str, str]:
    """Return the IANA name for each name that Windows has for a time zone.

    icalendar has the table ``windowsZones`` of the Unicode Common Locale Data Repository (CLDR).
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON


_A_YEAR = 366
"""The days of a leap year."""


def all_zones() -> list[str]:
    """Return the IANA names of all time zones."""
    from importlib.resources import files

    import tzdata

    return (files(tzdata) / "zones").read_text("utf-8").split()


def read_zone(name: str) -> datetime.tzinfo:
    """Return the time zone with an IANA name, as ``zone_names`` finds it."""
    from importlib.resources import files
    from zoneinfo import ZoneInfo

    import tzdata

    with files(tzdata).joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def zone_rules(name: str, year: int, last: int | None = None) -> str:
    """Return a time zone's rules as an iCalendar VTIMEZONE (RFC 5545, 3.6.5).

    They hold for a year, or for all up to ``last``, and the day after, because an evening may run into the next year.
    """
    zone = read_zone(name)
    first = datetime.datetime(year, 1, 1, tzinfo=zone).astimezone(datetime.UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", *_rule(first, first.astimezone(zone), zone)]
    for moment in _changes(first, zone, _A_YEAR * ((last or year) - year + 1) + 1):
        # The onset of a change is given in the local time before the change.
        lines += _rule(moment, (moment - MINUTE).astimezone(zone), zone)
    return "\r\n".join((*lines, "END:VTIMEZONE", ""))


def _changes(first: datetime.datetime, zone: datetime.tzinfo, days: int) -> Iterator[datetime.datetime]:
    """Yield the moments, to the minute, at which a zone's offset, name or daylight saving time changes."""
    for day in range(days):
        begin = first + day * DAY
        kept = _kept(begin, zone)
        if _kept(begin + DAY, zone) == kept:
            continue
        low, high = 0, DAY // MINUTE
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if _kept(begin + middle * MINUTE, zone) == kept else (low, middle)
        yield begin + high * MINUTE


def _kept(moment: datetime.datetime, zone: datetime.tzinfo) -> tuple[object, ...]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname(), local.dst()


def _rule(moment: datetime.datetime, before: datetime.datetime, zone: datetime.tzinfo) -> list[str]:
    after = moment.astimezone(zone)
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    onset = moment.replace(tzinfo=None) + (before.utcoffset() or datetime.timedelta())
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{onset:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{before:%z}",
        f"TZOFFSETTO:{after:%z}",
        f"TZNAME:{after:%Z}",
        f"END:{kind}",
    ]
