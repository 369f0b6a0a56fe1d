"""Time zones: the rules of a name, from the package alone, and nothing of it read before a zone is named."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from hostkit.core.errors import BadValue
from hostkit.events.calendar_file import read_zone, zone_rules
from hostkit.events.zone_names import zone_named
from tests.support.command import environment


def python(code: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(variables),
        capture_output=True,
        text=True,
        check=False,
    )


SUMMER, WINTER = datetime.datetime(2027, 7, 1, 12), datetime.datetime(2027, 1, 1, 12)


@pytest.mark.parametrize(
    ("name", "summer", "winter"),
    [
        ("Europe/Berlin", 2.0, 1.0),
        ("America/Argentina/Buenos_Aires", -3.0, -3.0),
        ("Asia/Kathmandu", 5.75, 5.75),
        ("Australia/Lord_Howe", 10.5, 11.0),
        ("UTC", 0.0, 0.0),
    ],
)
def test_a_zone_has_the_rules_of_its_name(name: str, summer: float, winter: float) -> None:
    zone = read_zone(zone_named(name.upper()))
    assert str(zone) == name
    for time, hours in ((SUMMER, summer), (WINTER, winter)):
        assert time.replace(tzinfo=zone).utcoffset() == datetime.timedelta(hours=hours)


def test_a_zone_that_there_is_not_is_refused_with_the_nearest() -> None:
    with pytest.raises(BadValue, match=r'no time zone "Europe/Munich"\. Did you mean "Europe/Zurich"'):
        zone_named("Europe/Munich")


def onsets(name: str, year: int) -> list[tuple[str, ...]]:
    """Kind, onset and offsets of each part of a zone's rules."""
    lines = zone_rules(name, year).split("\r\n")
    assert lines[:2] == ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    assert lines[-2:] == ["END:VTIMEZONE", ""]
    parts = [lines[k : k + 6] for k in range(2, len(lines) - 2, 6)]
    assert all(part[5] == part[0].replace("BEGIN", "END") for part in parts)
    return [tuple(line.split(":", 1)[1] for line in part[:5]) for part in parts]


def test_the_rules_of_a_year_tell_each_change_in_the_time_before_it() -> None:
    """As in RFC 5545, 3.6.5: New York changes at two o'clock both times, Berlin at two and at three."""
    assert onsets("America/New_York", 2027) == [
        ("STANDARD", "20270101T000000", "-0500", "-0500", "EST"),
        ("DAYLIGHT", "20270314T020000", "-0500", "-0400", "EDT"),
        ("STANDARD", "20271107T020000", "-0400", "-0500", "EST"),
    ]
    assert onsets("Europe/Berlin", 2028)[1:] == [
        ("DAYLIGHT", "20280326T020000", "+0100", "+0200", "CEST"),
        ("STANDARD", "20281029T030000", "+0200", "+0100", "CET"),
    ]
    assert onsets("Australia/Lord_Howe", 2027) == [
        ("DAYLIGHT", "20270101T000000", "+1100", "+1100", "+11"),
        ("STANDARD", "20270404T020000", "+1100", "+1030", "+1030"),
        ("DAYLIGHT", "20271003T020000", "+1030", "+1100", "+11"),
    ]
    assert onsets("Asia/Kathmandu", 2027) == [("STANDARD", "20270101T000000", "+0545", "+0545", "+0545")]


def test_changes_that_come_once_are_told_too() -> None:
    """Venezuela changed its time in the early morning of 9 December 2007, Samoa skipped a day at the end of 2011."""
    assert onsets("America/Caracas", 2007)[-1][1:4] == ("20071209T030000", "-0400", "-0430")
    assert onsets("Pacific/Apia", 2011)[-1][1:4] == ("20111230T000000", "-1000", "+1400")


def test_what_the_system_says_of_its_zones_is_not_asked(tmp_path: Path) -> None:
    """A zone of the same name with other rules lies where the system keeps its own."""
    (tmp_path / "Europe").mkdir()
    (tmp_path / "Europe" / "Berlin").write_bytes(b"TZif2, or so it says")
    (tmp_path / "Europe" / "Munich").write_bytes(b"TZif2")
    code = (
        "import datetime\n"
        "from hostkit.events.calendar_file import read_zone\n"
        "from hostkit.events.zone_names import zone_named\n"
        "print(datetime.datetime(2027, 7, 1, tzinfo=read_zone(zone_named('Europe/Berlin'))).utcoffset())\n"
        "zone_named('Europe/Munich')"
    )
    done = python(code, tmp_path, PYTHONTZPATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "2:00:00\n")
    assert "BadValue" in done.stderr


def test_nothing_of_zones_is_loaded_before_one_is_named(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from hostkit.events.read_values import parse_value\n"
        "from hostkit.core.errors import Position\n"
        "zones = {'zoneinfo', 'tzdata', 'icalendar'}\n"
        "parse_value('start', '19:00', Position('--start'))\n"
        "assert not zones & set(sys.modules)\n"
        "parse_value('time_zone', 'UTC', Position('--time-zone'))\n"
        "assert zones & set(sys.modules) == {'tzdata'}"
    )
    assert python(code, tmp_path).stderr == ""
