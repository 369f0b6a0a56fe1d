"""The file of a calendar entry: which of two versions is newer, whatever else they say."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from hostkit.events.calendar_file import CalendarEntry, version_of, write_entry

ENTRY = CalendarEntry("7.rest@spring.hostkit", "Rest", "Come.", datetime.date(2027, 1, 14), 19 * 60, 90)
LONG = "a-very-long-name-" * 8 + "@hostkit"


@pytest.mark.parametrize("fields", [{}, {"uid": LONG}, {"start": None}, {"time_zone": "Europe/Berlin"}])
def test_the_version_of_an_entry_is_its_uid_and_its_sequence(fields: dict[str, Any]) -> None:
    entry = ENTRY._replace(sequence=12, **fields)
    version = version_of(write_entry(entry))
    assert version is not None
    assert version[:2] == (entry.uid, 12)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Work"},
        {"about": "Stay."},
        {"date": datetime.date(2027, 1, 15)},
        {"start": 20 * 60},
        {"start": None},
        {"minutes": 60},
        {"time_zone": "Europe/Berlin"},
        {"place": "Hall"},
        {"link": "https://example.org"},
    ],
)
def test_all_but_the_sequence_is_content(change: dict[str, Any]) -> None:
    first, same, other = (
        version_of(write_entry(entry))
        for entry in (ENTRY, ENTRY._replace(sequence=3), ENTRY._replace(**change))
    )
    assert first is not None
    assert same is not None
    assert other is not None
    assert first.content == same.content != other.content


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"BEGIN:VCALENDAR\r\nUID:x\r\nEND:VCALENDAR\r\n", b"SEQUENCE:1\n"]
)
def test_what_is_no_entry_has_no_version(data: bytes) -> None:
    assert version_of(data) is None
