"""Reads time zones by IANA name from the package ``tzdata``, so that results are the same on every system.

Slow modules are imported only when a time zone is named.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

_DAY, _MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
_DAYS = 367
"""The days of a leap year and one more, because an evening may run into the next year."""


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


def zone_rules(name: str, year: int) -> str:
    """Return a time zone's rules for a year and the day after it as an iCalendar VTIMEZONE (RFC 5545, 3.6.5)."""
    zone = read_zone(name)
    first = datetime.datetime(year, 1, 1, tzinfo=zone).astimezone(datetime.UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", *_rule(first, first.astimezone(zone), zone)]
    for moment in _changes(first, zone):
        # The onset of a change is given in the local time before the change.
        lines += _rule(moment, (moment - _MINUTE).astimezone(zone), zone)
    return "\r\n".join((*lines, "END:VTIMEZONE", ""))


def _changes(first: datetime.datetime, zone: datetime.tzinfo) -> Iterator[datetime.datetime]:
    """Yield the moments, to the minute, at which a zone's offset, name or daylight saving time changes."""
    for day in range(_DAYS):
        begin = first + day * _DAY
        kept = _kept(begin, zone)
        if _kept(begin + _DAY, zone) == kept:
            continue
        low, high = 0, _DAY // _MINUTE
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if _kept(begin + middle * _MINUTE, zone) == kept else (low, middle)
        yield begin + high * _MINUTE


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
