"""One calendar of many evenings, as two other programs read it, and its entries beside those of single files."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from hostkit.events.calendar_file import CalendarEntry, canceled_copy, numbered, version_of, write_entry
from hostkit.events.season_calendar_file import canceled_event, events_in, plain_event, whole_calendar
from tests.support.calendars import Entry, entries

ENTRY = CalendarEntry("7.rest@spring.hostkit", "Rest", "Come.", datetime.date(2027, 1, 14), 19 * 60, 90)
KINDS: dict[str, dict[str, Any]] = {
    "plain": {},
    "whole day": {"start": None},
    "zone": {"time_zone": "Europe/Berlin"},
    "summer": {"time_zone": "Europe/Berlin", "date": datetime.date(2027, 7, 1)},
    "across a change of clocks": {
        "time_zone": "Europe/Berlin",
        "date": datetime.date(2027, 3, 27),
        "start": 23 * 60,
    },
    "past midnight": {"start": 23 * 60 + 30},
    "signs": {"title": "Rest; or, work\\ all", "about": "One\nTwo, three; four", "place": "a\\b; c,\nd"},
    "long": {"title": "Größe " * 40, "about": "ß" * 300, "place": "x" * 75},
    "link": {"link": f"https://example.org/{'x' * 90}?a=1;b,c"},
    "canceled": {"is_canceled": True, "sequence": 4},
}


def read(folder: Path, *events: bytes) -> list[Entry]:
    path = folder / "season.ics"
    path.write_bytes(b"".join(whole_calendar(events)))
    return list(entries(path).values())


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_is_read_as_that_of_a_single_file(kind: str, tmp_path: Path) -> None:
    entry = ENTRY._replace(**KINDS[kind])
    (single,) = events_in(write_entry(entry))
    (wanted,) = read(tmp_path, single)
    assert read(tmp_path, plain_event(entry)) == [wanted._replace(reminder=None)]


@pytest.mark.parametrize("kind", KINDS)
def test_lines_are_short_and_characters_whole(kind: str) -> None:
    for line in plain_event(ENTRY._replace(**KINDS[kind])).split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()


def test_the_rules_of_a_zone_hold_for_all_its_evenings(tmp_path: Path) -> None:
    days = [datetime.date(year, month, 1) for year in (2027, 2028, 2029) for month in (1, 7)]
    zones = ("Europe/Berlin", "America/New_York", None)
    kinds = [ENTRY._replace(uid=f"{day}@{zone}", date=day, time_zone=zone) for day in days for zone in zones]
    found = read(tmp_path, *map(plain_event, kinds))
    assert len(found) == len(kinds)
    hours = {f"{day}@Europe/Berlin": 18 if day.month == 1 else 17 for day in days}
    hours |= {f"{day}@America/New_York": 24 if day.month == 1 else 23 for day in days}
    assert {each.uid: each.begin.hour or 24 for each in found if each.begin.tzinfo} == hours
    text = (tmp_path / "season.ics").read_text("utf-8")
    assert text.count("BEGIN:VTIMEZONE") == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_canceled_entry_is_that_of_a_single_file(kind: str, tmp_path: Path) -> None:
    entry = ENTRY._replace(**KINDS[kind])
    (single,) = events_in(write_entry(entry))
    (canceled,) = read(tmp_path, canceled_event(single))
    assert canceled.is_canceled
    assert canceled_event(canceled_event(single)) == canceled_event(single)
    if not entry.is_canceled:
        (copy,) = read(tmp_path, *events_in(canceled_copy(write_entry(entry))))
        assert canceled == copy
        assert canceled.sequence == 1


def test_a_changed_entry_has_other_content_and_a_number_that_can_be_set() -> None:
    first, second = (version_of(plain_event(each)) for each in (ENTRY, ENTRY._replace(start=20 * 60)))
    assert first is not None
    assert second is not None
    assert (first.uid, first.sequence) == (second.uid, second.sequence)
    assert first.content != second.content
    third = version_of(numbered(plain_event(ENTRY), 7))
    assert third == first._replace(sequence=7)
