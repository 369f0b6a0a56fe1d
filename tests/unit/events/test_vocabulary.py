"""One vocabulary: what each name takes, and what it says to what it does not take."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.errors import BadValue, Position
from hostkit.events.event import FIELDS, Event, PrintOptions, fields_of
from hostkit.events.read_values import parse_value
from hostkit.guides.languages import language_names, listed, read_language
from tests.support.each import for_each

AT = Position("--x")


@pytest.mark.parametrize("code", language_names())
def test_guests_are_counted_in_the_words_of_every_language(code: str) -> None:
    words = read_language(code).words
    for word in words["typed.guests"].split():
        assert (
            parse_value("guests", f"10 {word}", AT)
            == parse_value("guests", f"10 {word.capitalize()}", AT)
            == 10
        )
    for number, word in enumerate(listed(words["number_words"]), start=1):
        assert parse_value("guests", word, AT) == number


@pytest.mark.parametrize(
    "text", ["8-10", "about 10", "10 x", "10 guests and 2 more", "ten ten", "1 0 guests"]
)
def test_guests_that_are_no_one_number_are_refused(text: str) -> None:
    with pytest.raises(BadValue, match="is no whole number"):
        parse_value("guests", text, AT)


@pytest.mark.parametrize(
    "text", ["Host Sheet, question cards", "host-sheet,question-cards", "HOST-SHEET ,Question-cards"]
)
def test_sheets_are_named_with_spaces_and_capitals_too(text: str) -> None:
    assert parse_value("sheets", text, AT) == ("host-sheet", "question-cards")


def test_a_name_in_an_app_is_no_link() -> None:
    with pytest.raises(BadValue, match="name in an app"):
        parse_value("group_url", "@mygroup", AT)


@pytest.mark.parametrize(("part", "model"), [("event", Event), ("print", PrintOptions)])
def test_every_value_of_the_event_and_its_printing_is_a_field(
    part: str, model: type[Event] | type[PrintOptions]
) -> None:
    assert fields_of(part) == tuple(name for name in model._fields if name != "usual_theme")


def test_every_field_says_what_it_is_in_a_few_words() -> None:
    assert all(name == field.name and 0 < len(field.about) < 60 for name, field in FIELDS.items())


@for_each(
    [
        ("id", "Spring Café 7", "spring-cafe-7"),
        ("season", "Spring 2027", "spring-2027"),
        ("topic", "male-allies", Phrase("male-allies", AT)),
        ("date", "2026-09-30", datetime.date(2026, 9, 30)),
        ("date", "2028-02-29", datetime.date(2028, 2, 29)),
        ("start", "19:05", 1145),
        ("start", "00:00", 0),
        ("start", "23:59", 1439),
        ("start", "07:30", 450),
        ("minutes", "1", 1),
        ("minutes", "1440", 1440),
        ("time_zone", "Europe/Berlin", "Europe/Berlin"),
        ("time_zone", "america/NEW_YORK", "America/New_York"),
        ("time_zone", "utc", "UTC"),
        ("guests", "200", 200),
        ("place", "12  Long\n Road", Phrase("12 Long, Road", AT)),
        ("host", "{host} & **Åsa**", Phrase("{host} & **Åsa**", AT)),
        ("note", "Bring a  cup.", Phrase("Bring a cup.", AT)),
        ("group_name", "Circle", Phrase("Circle", AT)),
        ("group_url", "https://Example.org", Link("https://example.org", AT)),
        ("pre_read_url", "http://example.org/x", Link("http://example.org/x", AT)),
        ("revision", "0", 0),
        ("revision", "12", 12),
        ("language", "EN", "en"),
        ("paper", "A4", "a4"),
        ("paper", "Letter", "letter"),
        ("stock", "A6-4up", "a6-4up"),
        ("stock", "Avery-8371", "avery-5371"),
        ("theme", "Links", "links"),
        ("stock", "AUTO", "auto"),
        ("stock", "avery 8371", "avery-5371"),
        ("duplex", "long", "long"),
        ("duplex", "short", "short"),
        ("duplex", "Manual", "manual"),
        ("duplex", "FOLD", "fold"),
        ("duplex", "None", "none"),
        ("copies", "1", 1),
        ("copies", "50", 50),
        ("skip", "0", 0),
        ("skip", "400", 400),
        ("spare", "Write", "write"),
        ("spare", "empty", "empty"),
        ("impose", "none", "none"),
        ("impose", "Sheets", "sheets"),
        ("printer", "Den upstairs", "den-upstairs"),
        ("clock", "12", 12),
        ("clock", "24", 24),
        ("sheets", "question-cards, host-sheet,question-cards", ("question-cards", "host-sheet")),
        ("sheets", "reflection-worksheet", ("reflection-worksheet",)),
        ("out", "my kits/today", Path("my kits/today")),
    ]
)
def test_value(name: str, text: str, value: object) -> None:
    assert parse_value(name, text, AT) == value


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("date", "2026-02-30", "there is no 30 February 2026. Write a day that the month has."),
        ("date", "2026-04-31", "there is no 31 April 2026. Write a day that the month has."),
        ("date", "2026-01-00", "there is no 0 January 2026. Write a day that the month has."),
        ("date", "2026-13-01", "there is no month 13. Write year, month and day, as in 2026-09-30."),
        ("date", "3 Ju 2027", '"3 Ju 2027" is no date. Write year, month and day, as in 2026-09-30.'),
        ("date", "0026-09-30", "the year 0026 is too far away. Write year, month and day, as in 2026-09-30."),
        ("start", "25:70", "there is no time 25:70. Write hours from 00 to 23 and minutes from 00 to 59."),
        ("start", "24:00", "there is no time 24:00. Write hours from 00 to 23 and minutes from 00 to 59."),
        ("start", "7:00", '"7:00" may be morning or evening. Write 07:00 or 19:00.'),
        ("minutes", "0", '"0" is too small. Write a whole number from 1 to 1440.'),
        ("minutes", "1441", '"1441" is too large. Write a whole number from 1 to 1440.'),
        (
            "minutes",
            "a while",
            '"a while" is no length in minutes. Write minutes, as in 90, or hours and minutes, as in 1 h 30.',
        ),
        ("time_zone", "Berlinn", 'there is no time zone "Berlinn". Did you mean "Europe/Berlin"?'),
        ("time_zone", "Amerika/New York", 'there is no time zone "Amerika/New York". '
         'Did you mean "America/New_York"?'),
        ("time_zone", "at home", 'there is no time zone "at home". Write continent and city, as in Europe/Berlin.'),
        ("time_zone", "../zones", 'there is no time zone "../zones". '
         "Write continent and city, as in Europe/Berlin."),
        ("time_zone", "", "is blank. Write a text, or leave it out."),
        ("guests", "-3", '"-3" is too small. Write a whole number from 1 to 200.'),
        ("guests", "201", '"201" is too large. Write a whole number from 1 to 200.'),
        ("guests", "9" * 5000, f'"{"9" * 57}..." is no whole number. Write a whole number from 1 to 200.'),
        ("guests", "８", '"８" is no whole number. Write a whole number from 1 to 200.'),
        ("host", "", "is blank. Write a text, or leave it out."),
        ("place", "a\u202eb", 'U+202E (right-to-left override) stands in the text (after "a"): '
         "it hides the order of letters. Delete it."),
        ("group_url", "https//example.org", 'the link does not begin with https://. Write "https://example.org".'),
        ("language", "xx", '"xx" is not known here. Known here: en.'),
        ("paper", "a5", '"a5" is not known here. Known here: a4, letter.'),
        ("paper", "leter", '"leter" is not known here. Did you mean "letter"?'),
        ("theme", "lnks", 'there is no theme "lnks". Did you mean "links"?'),
        ("theme", "my/theme.yaml", 'there is no theme file "my/theme.yaml". '
         "Check the name and the folder; themes that come with hostkit are named without .yaml."),
        ("stock", "a6-4", 'there is no stock "a6-4". Did you mean "a6-4up"?'),
        ("stock", "my/cards.yaml", 'there is no stock file "my/cards.yaml". '
         "Check the name and the folder; stocks that come with hostkit are named without .yaml."),
        ("duplex", "both", '"both" is not known here. Known here: long, short, manual, fold, none.'),
        ("duplex", "folded", '"folded" is not known here. Did you mean "fold" (front and back side by side, to fold)?'),
        ("duplex", "", '"" is not known here. Known here: long, short, manual, fold, none.'),
        ("copies", "0", '"0" is too small. Write a whole number from 1 to 50.'),
        ("copies", "51", '"51" is too large. Write a whole number from 1 to 50.'),
        ("copies", "a few", '"a few" is no whole number. Write a whole number from 1 to 50.'),
        ("skip", "-1", '"-1" is too small. Write a whole number from 0 to 400.'),
        ("skip", "401", '"401" is too large. Write a whole number from 0 to 400.'),
        ("spare", "lines", '"lines" is not known here. Known here: write, empty.'),
        ("impose", "non", '"non" is not known here. Did you mean "none" (one card a page, for a print shop)?'),
        ("clock", "13", '"13" is not known here. Known here: 24, 12.'),
        ("sheets", " , ", "names no sheet. Write names with commas between, as in host-sheet,question-cards."),
        ("datum", "x", 'there is no "datum". Did you mean "date"?'),
    ],
)  # fmt: skip
def test_refusal(monkeypatch: pytest.MonkeyPatch, name: str, text: str, message: str) -> None:
    monkeypatch.setattr("hostkit.events.read_values.language_names", lambda: ("en",))
    with pytest.raises(BadValue) as caught:
        parse_value(name, text, AT)
    assert str(caught.value) == message
