"""What a text names as a time zone: a place, an abbreviation on a day, a name of Windows, or no place."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from hostkit.core.errors import BadValue, HostkitError, SourceError, UsageError
from hostkit.events.calendar_file import read_zone, windows_zones
from hostkit.events.precedence import Settings, merge, read_options, resolve, settings_for
from hostkit.events.zone_names import settled_zone, zone_named

WINTER, SUMMER = datetime.date(2027, 1, 14), datetime.date(2027, 7, 14)
EVENING = 19 * 60


def offset(text: str, date: datetime.date) -> float:
    """The hours from UTC of the zone that a text names on an evening."""
    zone = read_zone(settled_zone(zone_named(text), date, EVENING))
    difference = datetime.datetime.combine(date, datetime.time(19), zone).utcoffset()
    assert difference is not None
    return difference / datetime.timedelta(hours=1)


ABBREVIATIONS = [
    ("CET", WINTER, 1, "Europe/Berlin"),
    ("CEST", SUMMER, 2, "Europe/Berlin"),
    ("mez", WINTER, 1, "Europe/Berlin"),
    ("MESZ", SUMMER, 2, "Europe/Berlin"),
    ("GMT", WINTER, 0, "Europe/London"),
    ("WET", WINTER, 0, "Europe/Lisbon"),
    ("WEST", SUMMER, 1, "Europe/Lisbon"),
    ("EET", WINTER, 2, "Europe/Athens"),
    ("EEST", SUMMER, 3, "Europe/Athens"),
    ("MSK", SUMMER, 3, "Europe/Moscow"),
    ("IDT", SUMMER, 3, "Asia/Jerusalem"),
    ("SAST", WINTER, 2, "Africa/Johannesburg"),
    ("EAT", SUMMER, 3, "Africa/Nairobi"),
    ("PKT", WINTER, 5, "Asia/Karachi"),
    ("NPT", SUMMER, 5.75, "Asia/Kathmandu"),
    ("SGT", WINTER, 8, "Asia/Singapore"),
    ("JST", SUMMER, 9, "Asia/Tokyo"),
    ("KST", WINTER, 9, "Asia/Seoul"),
    ("AEST", SUMMER, 10, "Australia/Sydney"),
    ("AEDT", WINTER, 11, "Australia/Sydney"),
    ("ACDT", WINTER, 10.5, "Australia/Adelaide"),
    ("NZST", SUMMER, 12, "Pacific/Auckland"),
    ("NZDT", WINTER, 13, "Pacific/Auckland"),
    ("AKST", WINTER, -9, "America/Anchorage"),
    ("PDT", SUMMER, -7, "America/Los_Angeles"),
    ("MDT", SUMMER, -6, "America/Denver"),
    ("EDT", SUMMER, -4, "America/New_York"),
    ("ADT", SUMMER, -3, "America/Halifax"),
    ("NST", WINTER, -3.5, "America/St_Johns"),
    ("NDT", SUMMER, -2.5, "America/St_Johns"),
    ("ET", SUMMER, -4, "America/New_York"),
    ("ET", WINTER, -5, "America/New_York"),
    ("PST8PDT", WINTER, -8, "America/Los_Angeles"),
]


@pytest.mark.parametrize(("text", "date", "hours", "place"), ABBREVIATIONS)
def test_an_abbreviation_with_one_meaning_becomes_its_place(
    text: str, date: datetime.date, hours: float, place: str
) -> None:
    assert settled_zone(zone_named(text), date, EVENING) == place
    assert offset(text, date) == hours


WINDOWS = [
    ("W. Europe Standard Time", 1, 2),
    ("Romance Standard Time", 1, 2),
    ("Central Europe Standard Time", 1, 2),
    ("GMT Standard Time", 0, 1),
    ("Greenwich Standard Time", 0, 0),
    ("GTB Standard Time", 2, 3),
    ("FLE Standard Time", 2, 3),
    ("Russian Standard Time", 3, 3),
    ("Turkey Standard Time", 3, 3),
    ("Israel Standard Time", 2, 3),
    ("South Africa Standard Time", 2, 2),
    ("Arabian Standard Time", 4, 4),
    ("India Standard Time", 5.5, 5.5),
    ("Nepal Standard Time", 5.75, 5.75),
    ("China Standard Time", 8, 8),
    ("tokyo standard time", 9, 9),
    ("AUS Eastern Standard Time", 11, 10),
    ("New Zealand Standard Time", 13, 12),
    ("Eastern Standard Time", -5, -4),
    ("US Eastern Standard Time", -5, -4),
    ("Central Standard Time", -6, -5),
    ("Mountain Standard Time", -7, -6),
    ("US Mountain Standard Time", -7, -7),
    ("Pacific Standard Time", -8, -7),
    ("Newfoundland Standard Time", -3.5, -2.5),
    ("E. South America Standard Time", -3, -3),
]


@pytest.mark.parametrize(("text", "winter", "summer"), WINDOWS)
def test_a_name_of_windows_becomes_its_place(text: str, winter: float, summer: float) -> None:
    assert "/" in zone_named(text)
    assert (offset(text, WINTER), offset(text, SUMMER)) == (winter, summer)


def test_every_name_of_windows_is_a_place_or_is_refused_as_none() -> None:
    for name, place in windows_zones().items():
        if place.startswith("Etc/") and name != "UTC":
            with pytest.raises(BadValue, match="is no place"):
                zone_named(name)
        else:
            assert zone_named(name) == ("UTC" if name == "UTC" else place)


@pytest.mark.parametrize(
    "place",
    ["America/Phoenix", "Asia/Tokyo", "Africa/Lagos", "Pacific/Honolulu", "America/Panama", "Japan", "UTC"],
)
def test_a_place_is_not_refused_because_its_clocks_never_change(place: str) -> None:
    assert settled_zone(zone_named(place), SUMMER, EVENING) == place


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("IST", ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")),
        ("BST", ("Europe/London", "Asia/Dhaka")),
        ("CST", ("America/Chicago", "Asia/Shanghai", "America/Havana")),
        ("cdt", ("America/Chicago", "America/Havana")),
        ("AST", ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh")),
        ("PST", ("America/Los_Angeles", "Asia/Manila")),
    ],
)
def test_an_abbreviation_with_several_meanings_is_refused_with_all_places(
    text: str, places: tuple[str, ...]
) -> None:
    with pytest.raises(BadValue, match="may be the time of") as refusal:
        zone_named(text)
    assert refusal.value.code == "time-zone-ambiguous"
    assert refusal.value.values["places"] == list(places)
    assert all(place in str(refusal.value) for place in places)


@pytest.mark.parametrize(
    ("text", "date", "message"),
    [
        ("CET", SUMMER, "on 2027-07-14 the clocks in Berlin do not show CET but CEST. Write Europe/Berlin."),
        ("GMT", SUMMER, "on 2027-07-14 the clocks in London do not show GMT but BST. Write Europe/London."),
        (
            "EDT",
            WINTER,
            "on 2027-01-14 the clocks in New York do not show EDT but EST. Write America/New_York.",
        ),
        (
            "ACST",
            WINTER,
            "on 2027-01-14 the clocks in Adelaide do not show ACST but ACDT. "
            "Write Australia/Adelaide or Australia/Darwin.",
        ),
        ("CLT", WINTER, "on 2027-01-14 the clocks in Santiago do not show CLT. Write America/Santiago."),
    ],
)
def test_an_abbreviation_that_contradicts_the_date_is_refused(
    text: str, date: datetime.date, message: str
) -> None:
    with pytest.raises(BadValue) as refusal:
        settled_zone(zone_named(text), date, EVENING)
    assert (refusal.value.code, str(refusal.value)) == ("time-zone-not-then", message)


def test_the_day_on_which_the_clocks_change_is_settled_by_the_time() -> None:
    change = datetime.date(2027, 3, 28)
    assert settled_zone("CET", change, 60) == settled_zone("CEST", change, EVENING) == "Europe/Berlin"
    assert settled_zone("CEST", change, None) == "Europe/Berlin"
    with pytest.raises(BadValue, match="do not show CEST"):
        settled_zone("CEST", change, 60)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("EST", -5),
        ("mst", -7),
        ("HST", -10),
        ("Greenwich", 0),
        ("GMT+0", 0),
        ("Etc/UTC", 0),
        ("Etc/GMT+5", -5),
        ("etc/gmt-9", 9),
        ("Etc/GMT+11", -11),
        ("UTC+2", 2),
        ("GMT-5", -5),
        ("+05:30", 5.5),
        ("UTC−3", -3),
        ("UTC-11", -11),
    ],
)
def test_a_fixed_offset_is_refused_with_places_where_clocks_show_it(text: str, hours: float) -> None:
    with pytest.raises(
        BadValue, match="is no place, so it does not say whether the clocks change"
    ) as refusal:
        zone_named(text)
    assert refusal.value.code == "time-zone-no-place"
    places = refusal.value.values["places"]
    assert isinstance(places, list)
    assert places
    for place in places:
        assert zone_named(place) == place
        assert hours in (offset(place, WINTER), offset(place, SUMMER))
        assert place in refusal.value.remedy


@pytest.mark.parametrize("text", ["Factory", "utc+5:17", "Dateline Standard Time", "Etc/GMT+12"])
def test_an_offset_of_no_place_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadValue, match=r"is no place, .* Write continent and city, as in Europe/Berlin"):
        zone_named(text)


# Every door


def given(text: str, date: datetime.date, door: str, folder: Path) -> str | None:
    """The zone of an event whose date and zone come through one door."""
    values = {"time_zone": text, "date": str(date), "start": "19:00"}
    if door == "option":
        return resolve(values).event.time_zone
    path = folder / ("hostkit.yaml" if door == "settings" else "event.yaml")
    path.write_text("".join(f"{name}: {value}\n" for name, value in values.items()), "utf-8")
    if door == "settings":
        return merge({}, {}, settings_for(folder)).event.time_zone
    return resolve({}, path).event.time_zone


DOORS: Mapping[str, type[HostkitError]] = {
    "option": UsageError,
    "event": SourceError,
    "settings": SourceError,
}


@pytest.mark.parametrize("door", DOORS)
def test_each_door_settles_the_zone_for_the_day(door: str, tmp_path: Path) -> None:
    assert given("CET", WINTER, door, tmp_path) == "Europe/Berlin"
    with pytest.raises(DOORS[door], match="do not show CET but CEST") as refusal:
        given("CET", SUMMER, door, tmp_path)
    (problem,) = refusal.value.problems
    assert "time" in str(problem.place)
    with pytest.raises(DOORS[door], match="may be the time of"):
        given("IST", SUMMER, door, tmp_path)


def test_an_abbreviation_without_a_date_is_its_place_for_now() -> None:
    assert resolve({"time_zone": "CEST"}).event.time_zone == "Europe/Berlin"


def test_the_date_of_an_option_settles_the_zone_of_the_settings() -> None:
    settings = Settings(given=read_options({"time_zone": "CEST"}))
    assert merge(read_options({"date": str(SUMMER)}), {}, settings).event.time_zone == "Europe/Berlin"
    with pytest.raises(SourceError, match="do not show CEST"):
        merge(read_options({"date": str(WINTER)}), {}, settings)
