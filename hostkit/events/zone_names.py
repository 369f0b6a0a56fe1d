"""Finds the time zone that a text names: a place, an abbreviation such as CEST, or a name of Windows.

A time zone is written as the IANA name of a place, because only a place says when its clocks change. An abbreviation
stands for a place only while the clocks there show it, so it is settled when the date is known. What names no place, or
several, is refused with the places that it may mean.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence

from hostkit.core.errors import BadValue
from hostkit.core.wording import nearest, quoted
from hostkit.events.calendar_file import all_zones, read_zone, windows_zones

UTC = "UTC"
"""The only name that is taken although it names no place: for evenings that take place nowhere in particular."""

_AS_IN = "Write continent and city, as in Europe/Berlin."

_EVERY_DAY: Mapping[str, str] = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "EST5EDT": "America/New_York", "CST6CDT": "America/Chicago", "MST7MDT": "America/Denver",
    "PST8PDT": "America/Los_Angeles",
    "UCT": UTC, "Universal": UTC, "Zulu": UTC, "Z": UTC,
}  # fmt: skip
"""Short names that have the same meaning on every day of the year, with their places."""

_MEANINGS: Mapping[str, Mapping[str, float]] = {
    "GMT": {"Europe/London": 0}, "BST": {"Europe/London": 1, "Asia/Dhaka": 6},
    "WET": {"Europe/Lisbon": 0}, "WEST": {"Europe/Lisbon": 1},
    "CET": {"Europe/Berlin": 1}, "CEST": {"Europe/Berlin": 2}, "MET": {"Europe/Berlin": 1},
    "MEST": {"Europe/Berlin": 2}, "MEZ": {"Europe/Berlin": 1}, "MESZ": {"Europe/Berlin": 2},
    "EET": {"Europe/Athens": 2}, "EEST": {"Europe/Athens": 3}, "MSK": {"Europe/Moscow": 3},
    "TRT": {"Europe/Istanbul": 3},
    "IST": {"Asia/Kolkata": 5.5, "Europe/Dublin": 1, "Asia/Jerusalem": 2}, "IDT": {"Asia/Jerusalem": 3},
    "WAT": {"Africa/Lagos": 1}, "CAT": {"Africa/Maputo": 2}, "SAST": {"Africa/Johannesburg": 2},
    "EAT": {"Africa/Nairobi": 3},
    "GST": {"Asia/Dubai": 4, "Atlantic/South_Georgia": -2}, "PKT": {"Asia/Karachi": 5},
    "NPT": {"Asia/Kathmandu": 5.75}, "ICT": {"Asia/Bangkok": 7}, "WIB": {"Asia/Jakarta": 7},
    "WITA": {"Asia/Makassar": 8}, "WIT": {"Asia/Jayapura": 9}, "SGT": {"Asia/Singapore": 8},
    "MYT": {"Asia/Kuala_Lumpur": 8}, "HKT": {"Asia/Hong_Kong": 8}, "PHT": {"Asia/Manila": 8},
    "JST": {"Asia/Tokyo": 9}, "KST": {"Asia/Seoul": 9},
    "AWST": {"Australia/Perth": 8}, "ACST": {"Australia/Adelaide": 9.5, "Australia/Darwin": 9.5},
    "ACDT": {"Australia/Adelaide": 10.5}, "AEST": {"Australia/Sydney": 10, "Australia/Brisbane": 10},
    "AEDT": {"Australia/Sydney": 11}, "NZST": {"Pacific/Auckland": 12}, "NZDT": {"Pacific/Auckland": 13},
    "ChST": {"Pacific/Guam": 10}, "SST": {"Pacific/Pago_Pago": -11, "Asia/Singapore": 8},
    "HDT": {"America/Adak": -9}, "AKST": {"America/Anchorage": -9}, "AKDT": {"America/Anchorage": -8},
    "PST": {"America/Los_Angeles": -8, "Asia/Manila": 8}, "PDT": {"America/Los_Angeles": -7},
    "MDT": {"America/Denver": -6},
    "CST": {"America/Chicago": -6, "Asia/Shanghai": 8, "America/Havana": -5},
    "CDT": {"America/Chicago": -5, "America/Havana": -4}, "EDT": {"America/New_York": -4},
    "AST": {"America/Halifax": -4, "America/Puerto_Rico": -4, "Asia/Riyadh": 3}, "ADT": {"America/Halifax": -3},
    "NST": {"America/St_Johns": -3.5}, "NDT": {"America/St_Johns": -2.5},
    "AMT": {"Asia/Yerevan": 4, "America/Manaus": -4}, "ART": {"America/Argentina/Buenos_Aires": -3},
    "BRT": {"America/Sao_Paulo": -3}, "CLT": {"America/Santiago": -4}, "CLST": {"America/Santiago": -3},
    "COT": {"America/Bogota": -5}, "ECT": {"America/Guayaquil": -5, "America/Martinique": -4},
    "PET": {"America/Lima": -5}, "UYT": {"America/Montevideo": -3}, "VET": {"America/Caracas": -4},
}  # fmt: skip
"""Abbreviations with the places whose clocks may be meant, and the hours from UTC that the abbreviation stands for.

Written from the abbreviations of the IANA Time Zone Database, and for places where it has none, or where another is
usual, from those in common use. One place stands for all that keep the same time all year.
"""

_FIXED: Mapping[str, tuple[str, ...]] = {
    "EST": ("America/New_York", "America/Panama"), "MST": ("America/Denver", "America/Phoenix"),
    "HST": ("Pacific/Honolulu",), "GMT0": ("Europe/London",), "GMT+0": ("Europe/London",),
    "GMT-0": ("Europe/London",), "Greenwich": ("Europe/London",),
}  # fmt: skip
"""IANA names of a time that never changes and of no place, with places where the clocks show it."""

_NO_PLACE = "Factory"
"""The IANA name for a clock that nobody has set."""

_OFFSET = r"(?:UTC|GMT)? ?([+\u2212-])([0-9]{1,2})(?::?([0-9]{2}))?"
_ETC = "Etc/"

_BY_CASE = {name.casefold(): name for name in (*_EVERY_DAY, *_MEANINGS, *_FIXED, _NO_PLACE)}
_ALL_YEAR = 2
"""The most places that a message names for an offset that their clocks show all year."""

_MINUTE = datetime.timedelta(minutes=1)


def zone_named(text: str) -> str:
    """Return the IANA name of the zone that a text names, or an abbreviation for ``settled_zone``; case is ignored.

    Raises:
        BadValue: there is no such time zone, or the text names no place or several; the remedy names places.

    """
    short = _BY_CASE.get(text.casefold(), "")
    if short in _EVERY_DAY:
        return _EVERY_DAY[short]
    if short in _MEANINGS:
        return _with_one_meaning(short)
    if short == _NO_PLACE:
        raise _no_place(text, ())
    if short in _FIXED:
        raise _no_place(text, _FIXED[short])
    if offset := re.fullmatch(_OFFSET, text, re.IGNORECASE):
        raise _no_place(text, _places_at(_minutes(*offset.groups())))
    return _place_named(text)


def settled_zone(name: str, date: datetime.date | None, start: int | None) -> str:
    """Return the IANA name for a result of ``zone_named``, on a day and at a time in minutes after midnight.

    Raises:
        BadValue: the name is an abbreviation, and the clocks of its place do not show it then.

    """
    meanings = _MEANINGS.get(name)
    if meanings is None:
        return name
    places = list(meanings)
    if date is None:
        return places[0]
    # Noon stands for a time that is not known.
    moment = datetime.datetime.combine(date, datetime.time()) + datetime.timedelta(
        minutes=12 * 60 if start is None else start
    )
    for place, hours in meanings.items():
        local = moment.replace(tzinfo=read_zone(place))
        if local.utcoffset() != datetime.timedelta(hours=hours):
            shown = f" but {local.tzname()}" if str(local.tzname()).isalpha() else ""
            city = place.rpartition("/")[2].replace("_", " ")
            wrong = f"on {date} the clocks in {city} do not show {name}{shown}."
            values = {"time_zone": name, "places": places, "date": str(date)}
            raise BadValue("time-zone-not-then", wrong, f"Write {_either(places)}.", **values)
    return places[0]


def _with_one_meaning(short: str) -> str:
    """Return an abbreviation whose places all mean the same time by it. Raises BadValue if they do not."""
    meanings = _MEANINGS[short]
    if len(set(meanings.values())) == 1:
        return short
    places = list(meanings)
    times = [f"{place} ({_written(hours)})" for place, hours in meanings.items()]
    wrong = f"{quoted(short)} may be the time of {_either(times)}."
    values = {"time_zone": short, "places": places}
    raise BadValue("time-zone-ambiguous", wrong, "Write the one you mean.", **values)


def _place_named(text: str) -> str:
    """Return the IANA name that a text equals, or that CLDR gives for a name of Windows. Raises BadValue."""
    names = {name.casefold(): name for name in all_zones()}
    found = names.get(text.casefold()) or _zone_of_city(text, names.values())
    if found is None:
        windows = windows_zones()
        found = {name.casefold(): place for name, place in windows.items()}.get(text.casefold())
        if found is None:
            raise _unknown(text, [*names.values(), *_BY_CASE.values(), *windows])
    if found.startswith(_ETC):
        at_noon = datetime.datetime(2000, 1, 1, 12, tzinfo=read_zone(found))
        raise _no_place(text, _places_at((at_noon.utcoffset() or datetime.timedelta()) // _MINUTE))
    return found


def _zone_of_city(text: str, names: Iterable[str]) -> str | None:
    """Return the zone of a city, such as Europe/Berlin for "berlin", or None if none or several have its name."""
    city = "_".join(text.casefold().split())
    found = [name for name in names if "/" in name and name.rpartition("/")[2].casefold() == city]
    return found[0] if len(found) == 1 else None


def _unknown(text: str, names: Sequence[str]) -> BadValue:
    near = nearest(text, names)
    remedy = f'Did you mean "{near}"?' if near else _AS_IN
    wrong = f"there is no time zone {quoted(text)}."
    return BadValue("time-zone-unknown", wrong, remedy, time_zone=text, nearest=near)


def _no_place(text: str, places: Sequence[str]) -> BadValue:
    """Return the error for a name that says how far a clock is from UTC, but not where it hangs."""
    wrong = f"{quoted(text)} is no place, so it does not say whether the clocks change."
    remedy = f"Write the place, such as {_either(places)}." if places else _AS_IN
    return BadValue("time-zone-no-place", wrong, remedy, time_zone=text, places=list(places))


def _places_at(minutes: int) -> list[str]:
    """Return a few places whose clocks are this many minutes from UTC, all year or for a part of it."""
    wanted = datetime.timedelta(minutes=minutes)
    found: dict[int, list[str]] = {1: [], 2: []}
    # The places that Windows names are large, and stand for all others with the same rules.
    for place in dict.fromkeys([*windows_zones().values(), *all_zones()]):
        if "/" not in place or place.startswith(_ETC):
            continue
        zone = read_zone(place)
        days = (datetime.datetime(2027, month, 1, 12, tzinfo=zone).utcoffset() for month in (1, 7))
        if count := sum(offset == wanted for offset in days):
            found[count].append(place)
    return [*found[2][:_ALL_YEAR], *found[1][:1], *(() if minutes else (UTC,))]


def _minutes(sign: str, hours: str, minutes: str | None) -> int:
    return (1 if sign == "+" else -1) * (int(hours) * 60 + int(minutes or 0))


def _written(hours: float) -> str:
    minutes = round(abs(hours) * 60)
    return f"UTC{'−' if hours < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _either(names: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
