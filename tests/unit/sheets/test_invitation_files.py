"""What goes with the invitation: the message to paste, and the calendar entry as another program reads it."""

from __future__ import annotations

import datetime
import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import vobject

from hostkit.events.event import Event
from hostkit.files import is_ours
from hostkit.guides.guide import Guide, PreRead
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets.invitation import SHEET
from hostkit.sheets.invitation_files import entry_name
from tests.support.guides import (
    GROUP,
    NOTHING_KNOWN,
    event,
    full_guide,
    guide,
    link,
    male_allies,
    phrase,
    plan,
)

MESSAGE, CALENDAR = "invitation.txt", "invitation.ics"
EVENING = datetime.date(2027, 1, 14)
HOUR = datetime.timedelta(hours=1)


def files(found: KitPlan) -> dict[str, bytes]:
    made = SHEET.extras(found)
    assert all(isinstance(data, bytes) for data in made.values())
    return {name: data for name, data in made.items() if isinstance(data, bytes)}


def message(made: Guide, its: Event = NOTHING_KNOWN, **options: Any) -> str:
    return files(plan(made, its, **options))[MESSAGE].decode()


def calendar(made: Guide | None = None, **fields: Any) -> bytes:
    return files(plan(made or male_allies(), event(**fields)))[CALENDAR]


def entry(data: bytes) -> Any:
    """The one event of a calendar, as vobject reads it."""
    (its,) = vobject.readOne(data.decode()).vevent_list
    return its


# The message


def test_the_message_says_what_the_card_says() -> None:
    assert message(male_allies(), event()) == (
        "Power Talks · Male allies\n"
        "\n"
        "You’re invited by Ana\n"
        "Thursday, 14 January 2027\n"
        "19:00 to 20:30\n"
        "12 Mill Lane\n"
        "\n"
        "Four questions and 90 minutes to talk. All are welcome, men included. "
        "Nothing to prepare. Pass on any question. "
        "Tell me if stairs, hearing or food could be a problem.\n"
        "\n"
        "To read first, if you like\n"
        "The discussion guide to “Male Allies Aren’t Going to Save Us” (The League of Badass Women)\n"
        "It asks whether allies are enough.\n"
        "https://www.leagueofbadasswomen.org/male-allies-discussion-guide\n"
    )


def test_what_is_not_known_is_left_open_in_the_message() -> None:
    assert message(guide(pre_read=PreRead(phrase("An essay")))) == (
        "Rest and work\n\nYou’re invited\n"
        "Date: ____________\nTime: ____________\nPlace: ____________\n\n"
        "Three questions and 90 minutes to talk. Nothing to prepare. Pass on any question. "
        "Tell me if stairs, hearing or food could be a problem.\n\n"
        "To read first, if you like\n“An essay”\n"
    )


def test_the_message_has_the_definition_where_the_card_has_it() -> None:
    defined = guide(definition=phrase("Rest is whatever fills you up."))
    assert message(defined, event()).startswith(
        "Rest and work\n\nRest is whatever fills you up.\n\nYou’re invited"
    )
    assert "To read" not in message(defined, event())
    assert "Rest is what a body does" not in message(full_guide(), event())


def test_no_line_of_the_message_is_broken_and_nothing_is_to_be_deleted() -> None:
    url = "https://example.org/" + "a-long-way/" * 12
    place, note = "In the " + "very " * 30 + "last room", "Bring " + "a cup and " * 20 + "a cushion."
    its = event(place=phrase(place), note=phrase(note), pre_read_url=link(url))
    lines = message(full_guide(), its).splitlines()
    assert {url, place, note} <= set(lines)
    assert lines.index(note) == lines.index(place) + 1
    assert lines[-1] == url
    assert not any("hostkit" in line or line.startswith("--") or line != line.strip() for line in lines)


def test_author_text_is_no_markup_in_the_files() -> None:
    odd = "A {host} & a {{ **b** <i> \\n %s"
    found = plan(guide(title=phrase(odd)), event(place=phrase(odd), host=phrase(odd)))
    assert files(found)[MESSAGE].decode().count(odd) == 3
    its = entry(files(found)[CALENDAR])
    assert (its.summary.value, its.location.value) == (odd, odd)
    assert odd in its.description.value


def test_hostkit_knows_the_entry_again_and_the_message_only_by_its_sum(tmp_path: Path) -> None:
    for name, data in files(plan(male_allies(), event(time_zone="Europe/Berlin"))).items():
        (tmp_path / name).write_bytes(data)
    assert is_ours(tmp_path / CALENDAR)
    assert not is_ours(tmp_path / MESSAGE)


# The calendar entry


def test_every_field_of_the_entry() -> None:
    its = entry(calendar())
    assert {child.name for child in its.getChildren()} == {
        "UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "LOCATION", "DESCRIPTION", "VALARM", "URL", "SEQUENCE",
    }  # fmt: skip
    assert re.fullmatch(r"male-allies\.2027-01-14\.[0-9a-f]{16}@hostkit", its.uid.value)
    assert its.dtstamp.value == datetime.datetime(1970, 1, 1, tzinfo=its.dtstamp.value.tzinfo)
    assert its.dtstamp.value.utcoffset() == datetime.timedelta()
    assert its.sequence.value == "0"
    assert its.summary.value == "Male allies"
    assert its.dtstart.value == datetime.datetime(2027, 1, 14, 19, 0)
    assert its.dtend.value == datetime.datetime(2027, 1, 14, 20, 30)
    assert its.location.value == "12 Mill Lane"
    assert its.description.value == (
        "You’re invited by Ana\n\n"
        "Four questions and 90 minutes to talk. All are welcome, men included. "
        "Nothing to prepare. Pass on any question. "
        "Tell me if stairs, hearing or food could be a problem.\n\n"
        "To read first, if you like\nThe discussion guide to “Male Allies Aren’t Going to Save Us” "
        "(The League of Badass Women)\n"
        "It asks whether allies are enough.\n"
        "https://www.leagueofbadasswomen.org/male-allies-discussion-guide\n\n"
        f"To keep talking\n{its.url.value}"
    )
    assert its.url.value == GROUP


def test_the_calendar_around_it() -> None:
    found = vobject.readOne(calendar().decode())
    assert found.version.value == "2.0"
    assert found.prodid.value == "-//hostkit//invitation//EN"
    assert "vtimezone" not in found.contents
    assert "method" not in found.contents


def test_lines_end_as_they_must_and_are_folded_between_characters() -> None:
    long = "Zoë’s, the 3rd door; ring «twice» \\ knock ☕ " * 6
    data = calendar(place=phrase(long.strip()), time_zone="Europe/Berlin")
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1]), "each line is whole UTF-8"
    assert entry(data).location.value == long.strip()


@pytest.mark.parametrize(
    "name",
    [
        "a, b; c",
        "back\\slash\\n",
        "two\nlines",
        "BEGIN:VEVENT",
        'quoted "x":y',
        "🎉 party 🎉 " * 20,
        "comma,",
    ],
)
def test_odd_names_are_read_as_they_were_written(name: str) -> None:
    """Line breaks and letters that no font has are refused before; the file would hold even them."""
    odd = plan(male_allies(), event())
    place = phrase("x")._replace(text=name)
    found = odd._replace(
        event=odd.event._replace(place=place, host=place), guide=odd.guide._replace(title=place)
    )
    its = entry(files(found)[CALENDAR])
    assert (its.location.value, its.summary.value) == (name, name)
    assert f"You’re invited by {name}\n\n" in its.description.value


@pytest.mark.parametrize(
    ("start", "minutes", "begins", "ends"),
    [
        (19 * 60, 90, (14, 19, 0), (14, 20, 30)),
        (23 * 60 + 30, 90, (14, 23, 30), (15, 1, 0)),
        (22 * 60 + 30, 90, (14, 22, 30), (15, 0, 0)),
        (0, 60, (14, 0, 0), (14, 1, 0)),
        (9 * 60 + 5, 1440, (14, 9, 5), (15, 9, 5)),
    ],
)
def test_it_runs_from_the_start_as_long_as_the_evening(
    start: int, minutes: int, begins: tuple[int, int, int], ends: tuple[int, int, int]
) -> None:
    its = entry(calendar(start=start, minutes=minutes))
    assert its.dtstart.value == datetime.datetime(2027, 1, *begins)
    assert its.dtend.value == datetime.datetime(2027, 1, *ends)


def test_without_a_length_it_is_as_long_as_the_guide() -> None:
    its = entry(calendar(full_guide(), minutes=None))
    assert its.dtend.value - its.dtstart.value == 100 * HOUR / 60


def test_without_a_zone_its_times_are_the_readers() -> None:
    its = entry(calendar())
    assert its.dtstart.value.tzinfo is None
    assert re.search(rb"^DTSTART:20270114T190000\r$", calendar(), re.MULTILINE)


@pytest.mark.parametrize(
    ("zone", "date", "start", "utc_start", "utc_end"),
    [
        ("Europe/Berlin", (2027, 1, 14), 19, (1, 14, 18, 0), (1, 14, 19, 30)),
        ("Europe/Berlin", (2027, 7, 14), 19, (7, 14, 17, 0), (7, 14, 18, 30)),
        ("America/New_York", (2027, 12, 31), 23, (1, 1, 4, 0), (1, 1, 5, 30)),
        ("Asia/Kathmandu", (2027, 1, 1), 0, (12, 31, 18, 15), (12, 31, 19, 45)),
        # The clock goes forward from two to three: what the card calls one and a half hours is half an hour.
        ("Europe/Berlin", (2027, 3, 28), 1.5, (3, 28, 0, 30), (3, 28, 1, 0)),
        # It goes back from three to two: the card's hour and a half lasts two and a half.
        ("Europe/Berlin", (2027, 10, 31), 1.5, (10, 30, 23, 30), (10, 31, 2, 0)),
    ],
)
def test_in_a_zone_it_begins_and_ends_when_the_card_says(
    zone: str,
    date: tuple[int, int, int],
    start: float,
    utc_start: tuple[int, ...],
    utc_end: tuple[int, ...],
) -> None:
    """Read by the rules that the file itself brings, not by those of the reader's system."""
    its = entry(calendar(time_zone=zone, date=datetime.date(*date), start=int(start * 60)))
    wall = datetime.datetime(*date) + start * HOUR
    assert its.dtstart.value.replace(tzinfo=None) == wall
    assert its.dtend.value.replace(tzinfo=None) == wall + 1.5 * HOUR
    for value, expected in ((its.dtstart.value, utc_start), (its.dtend.value, utc_end)):
        at = value.astimezone(datetime.UTC)
        assert (at.month, at.day, at.hour, at.minute) == expected


def test_a_zone_is_named_in_the_times_and_its_rules_come_first() -> None:
    data = calendar(time_zone="Europe/Berlin")
    assert b"\r\nDTSTART;TZID=Europe/Berlin:20270114T190000\r\n" in data
    assert b"\r\nDTEND;TZID=Europe/Berlin:20270114T203000\r\n" in data
    assert data.index(b"BEGIN:VTIMEZONE") < data.index(b"BEGIN:VEVENT")
    assert data.count(b"TZID:Europe/Berlin") == 1


def test_without_a_start_it_is_the_whole_day_and_takes_up_nobodys_time() -> None:
    for zone in (None, "Europe/Berlin"):
        data = calendar(start=None, time_zone=zone)
        its = entry(data)
        assert its.dtstart.value == EVENING
        assert its.dtend.value == EVENING + 24 * HOUR
        assert not isinstance(its.dtstart.value, datetime.datetime)
        assert its.transp.value == "TRANSPARENT"
        assert b"DTSTART;VALUE=DATE:20270114\r\n" in data
        assert b"VTIMEZONE" not in data
    assert "transp" not in entry(calendar()).contents


def test_without_a_date_there_is_none_and_that_is_said() -> None:
    found = plan(male_allies(), event(date=None))
    assert list(files(found)) == [MESSAGE]
    (warning,) = SHEET.warnings(found)
    assert str(warning) == "no invitation.ics was made: a calendar needs the date (--date)."


@pytest.mark.parametrize(
    ("fields", "warnings"),
    [
        (
            {},
            [
                "invitation.ics has no id: calendars take the evening for another if its date or host changes. "
                "Give it an id (--id)."
            ],
        ),
        (
            {"season": "spring"},
            [
                "invitation.ics has no id: calendars take the evening for another if its date or "
                "host changes. Give it an id (--id)."
            ],
        ),
        (
            {"id": "7"},
            [
                "invitation.ics has an id but no season: in calendars, the same id of another season would replace "
                "it. Name the season (--season)."
            ],
        ),
        ({"id": "7", "season": "spring"}, []),
    ],
)
def test_an_entry_that_does_not_name_its_evening_for_good_is_a_warning(
    fields: dict[str, Any], warnings: list[str]
) -> None:
    assert [str(warning) for warning in SHEET.warnings(plan(male_allies(), event(**fields)))] == warnings


def test_without_a_place_it_has_none() -> None:
    its = entry(calendar(place=None, host=None))
    assert "location" not in its.contents
    assert its.description.value.startswith("You’re invited\n\nFour questions")


def uid(**fields: Any) -> str:
    value = entry(calendar(**fields)).uid.value
    assert isinstance(value, str)
    return value


def test_the_same_evening_is_the_same_entry_whatever_else_changes() -> None:
    for same in (
        {"start": 20 * 60},
        {"place": phrase("Elsewhere")},
        {"minutes": 60},
        {"time_zone": "UTC"},
        {"note": phrase("Bring a cup")},
        {"season": "spring"},
    ):
        assert uid(**same) == uid()
    assert uid(date=EVENING + 24 * HOUR) != uid()
    assert uid(host=phrase("Bea")) != uid()
    assert uid(host=None) != uid()
    assert entry(calendar(full_guide())).uid.value != uid()


def test_an_event_with_an_id_stays_itself_when_its_date_or_host_changes() -> None:
    its: dict[str, Any] = {"id": "7", "season": "spring-2027"}
    assert uid(**its) == "7.male-allies@spring-2027.hostkit"
    assert uid(**its, date=EVENING + 24 * HOUR, host=phrase("Bea")) == uid(**its)
    assert uid(id="7") == "7.male-allies@hostkit"
    assert uid(id="8", season="spring-2027") != uid(**its)
    assert uid(id="7", season="autumn-2027") != uid(**its)


def test_two_evenings_never_share_a_uid() -> None:
    """Not even where the parts of one, written one after the other, read like those of the other."""
    names = (None, "a", "b", "a-b", "2027-01-14", "male-allies", "hostkit")
    dates = (EVENING, EVENING + 24 * HOUR)
    hosts = (None, phrase("A"), phrase("a b"), phrase("李"), phrase("里"), phrase("Ana"), phrase("Åna"))
    found: dict[str, tuple[object, ...]] = {}
    for its_id, season, topic in itertools.product(names, names, ("a", "b", "a-b", "2027-01-14")):
        for date, host in itertools.product(dates, hosts):
            is_same = (season, its_id, topic) if its_id else (topic, date, host and host.text.casefold())
            name = entry_name(Event(id=its_id, season=season, host=host), topic, date)
            assert found.setdefault(name, is_same) == is_same
            assert re.fullmatch(r"[a-z0-9.-]+@[a-z0-9.-]+", name)


def test_a_topic_of_any_letters_makes_a_plain_uid() -> None:
    its = entry(calendar(guide(topic="Müde & wach, 2")))
    assert its.uid.value.startswith("mude-wach-2.2027-01-14.")


def test_a_pre_read_of_the_event_alone_is_linked() -> None:
    its = entry(calendar(guide(), pre_read_url=link("https://example.org/x"), group_url=None))
    assert its.description.value.endswith("To read first, if you like\nhttps://example.org/x")


def test_the_entry_has_the_group_and_its_link_and_the_message_has_not() -> None:
    its: dict[str, Any] = {
        "group_url": link("https://example.org/talks"),
        "group_name": phrase("Power Talks"),
    }
    found = entry(calendar(guide(), **its))
    assert found.url.value == "https://example.org/talks"
    assert found.description.value.endswith("\n\nTo keep talking\nPower Talks\nhttps://example.org/talks")
    assert "example.org" not in message(guide(), event(**its))
    assert "url" not in entry(calendar(guide(), group_url=None)).contents


@pytest.mark.parametrize(
    ("fields", "before"),
    [
        ({}, 24 * HOUR),
        ({"time_zone": "Europe/Berlin"}, 24 * HOUR),
        # The clocks change in between: by the clock on the wall it is a day all the same.
        ({"time_zone": "Europe/Berlin", "date": datetime.date(2027, 3, 28)}, 24 * HOUR),
        ({"start": None}, 12 * HOUR),
    ],
)
def test_a_reminder_comes_the_day_before(fields: dict[str, Any], before: datetime.timedelta) -> None:
    its = entry(calendar(**fields))
    assert its.valarm.trigger.value == -before
    assert (its.valarm.action.value, its.valarm.description.value) == ("DISPLAY", "Male allies")
    assert (b"TRIGGER:-P1D\r\n" in calendar(**fields)) is (before == 24 * HOUR)


def test_the_same_plan_gives_the_same_bytes() -> None:
    for fields in ({}, {"start": None}, {"time_zone": "America/Santiago"}):
        assert calendar(**fields) == calendar(**fields)
