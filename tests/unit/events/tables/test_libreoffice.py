"""Tables as LibreOffice exports them, from ``tests/data/tables/events.fods`` and the like, read as they are."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from hostkit.events.tables.read_table import read_table
from tests.support.tables import DATA, rows, said

EVENTS = {
    2: {
        "id": "spring-cafe",
        "topic": "male-allies",
        "date": dt.date(2027, 4, 12),
        "start": 1110,
        "minutes": 90,
        "guests": 10,
        "place": '12 Mill Lane, "The Barn"; Leeds',
        "host": "Åsa Öberg",
        "group_url": "https://example.org/a",
    },
    3: {
        "topic": "Burnout and rest",
        "date": dt.date(2027, 11, 2),
        "start": 545,
        "guests": 6,
        "place": "Upstairs, by the window",
        "host": "=not a formula",
    },
    5: {
        "id": "7",
        "topic": "saying-no",
        "date": dt.date(2027, 12, 31),
        "start": 1200,
        "minutes": 75,
        "guests": 10,
        "place": "Weiß & Söhne → hinten ★",
        "host": "Ana Lund",
    },
}


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("events-libreoffice.csv", {}),
        ("events-libreoffice-german.csv", {}),
        ("events-libreoffice-american.csv", {"dates": "mdy"}),
        ("events-libreoffice.xlsx", {}),
    ],
)
def test_read_as_it_is(name: str, options: dict[str, Any]) -> None:
    table = read_table(DATA / name, **options)
    assert not table.problems
    assert rows(table) == EVENTS


def test_the_other_sheet_is_named() -> None:
    (note,) = read_table(DATA / "events-libreoffice.xlsx").notes
    assert note.endswith('events-libreoffice.xlsx: the sheet "Events" is read; "Notes" is not.')


ORDER = ", or say --dates dmy or mdy."


def test_american_dates_are_not_guessed() -> None:
    table = read_table(DATA / "events-libreoffice-american.csv")
    assert [line.rsplit(": ", 1)[1] for line in said(table)] == [
        f'"04/12/2027" may be 4 December 2027 or 12 April 2027. Write 2027-12-04 or 2027-04-12{ORDER}',
        f'"11/02/2027" may be 11 February 2027 or 2 November 2027. Write 2027-02-11 or 2027-11-02{ORDER}',
    ]


def test_what_it_exports_without_a_character_set() -> None:
    table = read_table(DATA / "events-libreoffice-not-utf-8.csv")
    (problem,) = said(table)
    assert (
        'row 2, ID: the file is not UTF-8: the byte 0xE9 stands here (after "spring-caf"). '
        'Save it as "CSV UTF-8"; in LibreOffice, choose the character set Unicode (UTF-8).'
    ) in problem
