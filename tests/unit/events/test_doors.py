"""Every way in reads a date, a time and a length alike: each field of such a kind, in each form that people write."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import get_args

import pytest

from hostkit.codes.links import Link
from hostkit.core.errors import HostkitError
from hostkit.events.event import FIELDS, Kind
from tests.support.doors import DOORS, GUIDE_LINKS, entrances, imported
from tests.support.slips import PICTURE

THURSDAY, SEVEN = datetime.date(2027, 1, 14), 19 * 60

DATES = {
    "14.1.2027": THURSDAY,
    "2027-1-14": THURSDAY,
    "14. January 2027": THURSDAY,
    "Thu 14 Jan 2027": THURSDAY,
    "Do, 14.01.2027": THURSDAY,
    "jeudi 14 janvier 2027": THURSDAY,
    "14/01/2027": THURSDAY,
    "2027-01-14 00:00:00": THURSDAY,
    "14\u00a0January 2027": THURSDAY,
    "Fri 14 Jan 2027": "is a Thursday, not a Friday",
    "12/04/26": "may be 12 April 2026 or 4 December 2026. Write 2026-04-12 or 2026-12-04",
    "next Thursday": "depends on the day on which it is read. Write 2026-09-03, or 2026-09-10 for the week after.",
    "14 January": "names no year. Write 2027-01-14.",
    "2027-01-14 19:00": "is a date with a time",
}
TIMES = {
    "19:00": SEVEN,
    "7pm": SEVEN,
    "7:00 p.m.": SEVEN,
    "7:00\u202fPM": SEVEN,
    "19.00": SEVEN,
    "19 Uhr": SEVEN,
    "19h": SEVEN,
    "1900": SEVEN,
    "7:00": "may be morning or evening. Write 07:00 or 19:00.",
    "19:00–21:00": "Write 19:00; the length, 120, stands under minutes.",
}
LANGUAGES = {
    "de": "de",
    "DE": "de",
    "de-at": "de-AT",
    "en_US": "en-US",
    "en_US.UTF-8": "en-US",
    "español": "es",
    "xx": "Known here:",
    "germn": "Known here:",
}
LINKS = {
    "https://example.org/x": "https://example.org/x",
    "https://bücher.example": "https://xn--bcher-kva.example",
    "https://https://example.org": 'Write "https://example.org".',
    "https://example.org/my nap": 'Write "https://example.org/my%20nap" or "https://example.org/mynap".',
    "https://example.org/?a=1&amp;b=2": 'Write "https://example.org/?a=1&b=2".',
    "https://example.org/x.": 'Write "https://example.org/x" or "https://example.org/x%2E".',
    "<https://example.org/x>": 'Write "https://example.org/x".',
    "http://localhost:8000": "Write the address under which the page is on the internet.",
    "whatsapp://send": "it begins with https://wa.me/ or https://chat.whatsapp.com/.",
}
LENGTHS = {
    "90": 90,
    "90 min": 90,
    "1 h 30": 90,
    "1h30": 90,
    "1:30": 90,
    "an hour and a half": 90,
    "Eineinhalb Stunden": 90,
    "1,5 Stunden": 90,
    "1.30 h": "may be 90 or 78 minutes. Write 90 or 78.",
}


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_way_in_is_tried() -> None:
    assert {*(door for door, _ in entrances("date")), "guide"} == set(DOORS)
    assert {name for _, name in entrances("date", "time", "minutes")} >= {"date", "start", "minutes"}


@pytest.mark.parametrize(("door", "name"), entrances("date"))
@pytest.mark.parametrize("text", DATES)
def test_dates(door: str, name: str, text: str) -> None:
    check(door, name, text, DATES[text])


@pytest.mark.parametrize(("door", "name"), entrances("time"))
@pytest.mark.parametrize("text", TIMES)
def test_times(door: str, name: str, text: str) -> None:
    check(door, name, text, TIMES[text])


@pytest.mark.parametrize(("door", "name"), entrances("minutes"))
@pytest.mark.parametrize("text", LENGTHS)
def test_lengths(door: str, name: str, text: str) -> None:
    check(door, name, text, LENGTHS[text])


@pytest.mark.parametrize(("door", "name"), [*entrances("link"), *(("guide", name) for name in GUIDE_LINKS)])
@pytest.mark.parametrize("text", LINKS)
def test_links(door: str, name: str, text: str) -> None:
    wanted = LINKS[text]
    if wanted.startswith("https"):
        found = DOORS[door](name, text)
        assert isinstance(found, Link)
        assert found.url == wanted
    else:
        with pytest.raises(HostkitError) as caught:
            DOORS[door](name, text)
        assert wanted in str(caught.value)


@pytest.mark.parametrize(("door", "name"), entrances("language"))
@pytest.mark.parametrize("text", LANGUAGES)
def test_languages(door: str, name: str, text: str) -> None:
    wanted = LANGUAGES[text]
    if text == "xx" or len(wanted) > 5:
        with pytest.raises(HostkitError, match=wanted):
            DOORS[door](name, text)
    else:
        assert DOORS[door](name, text) == wanted


def check(door: str, name: str, text: str, wanted: object) -> None:
    if isinstance(wanted, str):
        with pytest.raises(HostkitError) as caught:
            DOORS[door](name, text)
        assert wanted in str(caught.value)
    else:
        assert DOORS[door](name, text) == wanted


NO_VALUES = (
    "#N/A",
    "#n/a",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#BEZUG!",
    "#NV",
    "#¡REF!",
    "########",
    "Err:502",
)


@pytest.mark.parametrize(("door", "name"), entrances(*get_args(Kind)))
def test_what_a_spreadsheet_shows_in_place_of_a_value_is_none(door: str, name: str) -> None:
    for text in NO_VALUES:
        with pytest.raises(HostkitError) as caught:
            DOORS[door](name, text)
        assert {problem.code for problem in caught.value.problems} <= {"value-error-sign", "cell-unreadable"}


GOOD = {
    "text": "male-allies", "name": "den", "link": "https://example.org", "number": "3", "minutes": "90",
    "date": "2027-01-14", "time": "19:00", "time_zone": "Europe/Berlin", "language": "de", "stock": "a6-4up",
    "theme": "links", "sheets": "host-sheet", "folder": "kits", "file": "mail.txt", "yes_no": "yes",
    "names": "Ana; Bea", "logo": PICTURE,
}  # fmt: skip


@pytest.mark.parametrize(("door", "name"), entrances(*get_args(Kind)))
def test_special_spaces_are_spaces_and_curly_quotes_are_named(door: str, name: str) -> None:
    field = FIELDS[name]
    good = str(field.choices[0]) if field.choices else GOOD[field.kind]
    plain = DOORS[door](name, good)
    for space in "\u00a0\u2009\u202f\u3000":
        assert DOORS[door](name, f"{space}{good}{space}") == plain
    if field.kind == "names":
        assert DOORS[door](name, f"“{good}”") == plain
    elif field.kind not in ("text", "name", "folder", "file") or door == "option":
        for opening, closing in ("“”", "„“", "«»", "‘’"):
            with pytest.raises(HostkitError) as caught:
                DOORS[door](name, f"{opening}{good}{closing}")
            assert f"is in curly quotation marks. Write {good}." in str(caught.value)


@pytest.mark.parametrize("door", [door for door, name in entrances("text") if name == "place"])
def test_lines_of_an_address_are_joined_with_commas(door: str) -> None:
    for text in ("12 Mill Lane\nLeeds\n", "12 Mill Lane,\r\n\r\n  Leeds"):
        assert str(DOORS[door]("place", text)) == "12 Mill Lane, Leeds"


@pytest.mark.parametrize("text", DATES)
def test_import_reads_dates_alike_and_leaves_others_alone(text: str) -> None:
    wanted = DATES[text]
    if isinstance(wanted, datetime.date):
        assert imported("Date", text)["--date"] == wanted.isoformat()
    elif "with a time" not in str(wanted):
        assert "--date" not in imported("Date", text)


@pytest.mark.parametrize("text", TIMES)
def test_import_reads_times_alike_and_leaves_others_alone(text: str) -> None:
    if TIMES[text] == SEVEN:
        assert imported("Start", text)["--start"] == "19:00"
    elif "–" not in text:
        assert "--start" not in imported("Start", text)
