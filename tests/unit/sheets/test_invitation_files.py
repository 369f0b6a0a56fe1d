"""What goes with the invitation: the message to paste, and the calendar entry as another program reads it."""

from __future__ import annotations

import datetime
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
from tests.support.guides import NOTHING_KNOWN, event, full_guide, guide, link, male_allies, phrase, plan

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
        "You are invited by Ana\n"
        "Thursday, 14 January 2027\n"
        "19:00 to 20:30\n"
        "12 Mill Lane\n"
        "\n"
        "Four questions and 90 minutes to talk.\n"
        "No need to prepare, or to answer.\n"
        "\n"
        "To read before, or not\n"
        "The discussion guide to “Male Allies Aren’t Going to Save Us”\n"
        "It doubts that men joining in is enough by itself, which talk about\n"
        "allies seldom does.\n"
        "https://www.leagueofbadasswomen.org/male-allies-discussion-guide\n"
        "\n"
        "-- \n"
        "hostkit\n"
    )


def test_what_is_not_known_is_left_open_in_the_message() -> None:
    assert message(guide(pre_read=PreRead(phrase("An essay")))) == (
        "Rest and work\n\nYou are invited\n"
        "Date: ____________\nTime: ____________\nPlace: ____________\n\n"
        "Three questions and 90 minutes to talk.\nNo need to prepare, or to answer.\n\n"
        "To read before, or not\n“An essay”\nWrite the link here: ____________\n\n"
        "-- \nhostkit\n"
    )


def test_the_message_has_the_definition_where_the_card_has_it() -> None:
    defined = guide(definition=phrase("Rest is whatever fills you up."))
    assert message(defined, event()).startswith(
        "Rest and work\n\nRest is whatever fills you up.\n\nYou are invited"
    )
    assert "To read" not in message(defined, event())
    assert "Rest is what a body does" not in message(full_guide(), event())


def test_lines_of_the_message_are_short_and_a_link_stands_whole_on_its_own() -> None:
    url = "https://example.org/" + "a-long-way/" * 12
    text = message(
        full_guide(),
        event(place=phrase("In the " + "very " * 30 + "last room"), pre_read_url=link(url)),
    )
    lines = text.splitlines()
    assert url in lines
    assert max(len(line) for line in lines if line != url) <= 71
    assert "In the very very" in text
    assert " last room" in text.replace("\n", " ")


def test_author_text_is_no_markup_in_the_files() -> None:
    odd = "A {host} & a {{ **b** <i> \\n %s"
    found = plan(guide(title=phrase(odd)), event(place=phrase(odd), host=phrase(odd)))
    assert files(found)[MESSAGE].decode().count(odd) == 3
    its = entry(files(found)[CALENDAR])
    assert (its.summary.value, its.location.value) == (odd, odd)
    assert odd in its.description.value


@pytest.mark.parametrize("name", [MESSAGE, CALENDAR])
def test_hostkit_knows_both_files_again(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(files(plan(male_allies(), event(time_zone="Europe/Berlin")))[name])
    assert is_ours(path)


# The calendar entry


def test_every_field_of_the_entry() -> None:
    its = entry(calendar())
    assert {child.name for child in its.getChildren()} == {
        "UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "LOCATION", "DESCRIPTION",
    }  # fmt: skip
    assert its.uid.value == "male-allies-2027-01-14@hostkit"
    assert its.dtstamp.value == datetime.datetime(1970, 1, 1, tzinfo=its.dtstamp.value.tzinfo)
    assert its.dtstamp.value.utcoffset() == datetime.timedelta()
    assert its.summary.value == "Male allies"
    assert its.dtstart.value == datetime.datetime(2027, 1, 14, 19, 0)
    assert its.dtend.value == datetime.datetime(2027, 1, 14, 20, 30)
    assert its.location.value == "12 Mill Lane"
    assert its.description.value == (
        "You are invited by Ana\n\n"
        "Four questions and 90 minutes to talk.\nNo need to prepare, or to answer.\n\n"
        "To read before, or not\nThe discussion guide to “Male Allies Aren’t Going to Save Us”\n"
        "It doubts that men joining in is enough by itself, which talk about allies seldom does.\n"
        "https://www.leagueofbadasswomen.org/male-allies-discussion-guide"
    )


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
    assert f"You are invited by {name}\n\n" in its.description.value


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
    assert SHEET.warnings(plan(male_allies(), event())) == ()


def test_without_a_place_it_has_none() -> None:
    its = entry(calendar(place=None, host=None))
    assert "location" not in its.contents
    assert its.description.value.startswith("You are invited\n\nFour questions")


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
        {"host": None},
    ):
        assert uid(**same) == uid()
    assert uid(date=EVENING + 24 * HOUR) != uid()
    assert entry(calendar(full_guide())).uid.value != uid()


def test_an_event_with_an_id_stays_itself_when_its_date_changes() -> None:
    assert uid(id="spring-7") == uid(id="spring-7", date=EVENING + 24 * HOUR) == "spring-7@hostkit"
    assert uid(id="spring-8") != uid(id="spring-7")


def test_a_topic_of_any_letters_makes_a_plain_uid() -> None:
    its = entry(calendar(guide(topic="Müde & wach, 2")))
    assert its.uid.value == "mude-wach-2-2027-01-14@hostkit"


def test_a_pre_read_of_the_event_alone_is_linked() -> None:
    its = entry(calendar(guide(), pre_read_url=link("https://example.org/x")))
    assert its.description.value.endswith("To read before, or not\nhttps://example.org/x")


def test_the_same_plan_gives_the_same_bytes() -> None:
    for fields in ({}, {"start": None}, {"time_zone": "America/Santiago"}):
        assert calendar(**fields) == calendar(**fields)
