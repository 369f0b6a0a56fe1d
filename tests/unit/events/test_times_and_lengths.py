"""Times of day and lengths as people write them: one meaning is read, any other is refused."""

from __future__ import annotations

import pytest

from hostkit.core.errors import BadValue
from hostkit.events.times_and_lengths import read_length, read_time
from hostkit.guides.languages import language_names, listed, read_language
from tests.support.each import for_each


@for_each(
    [
        "19:00", "19:00:00", "19.00", "19h", "19 h", "19h00", "19 h 00", "19 Uhr", "19:00 Uhr", "19.00 Uhr",
        "19 Uhr 00", "1900", "1900 hrs", "19", "7pm", "7 pm", "7:00 PM", "7.00 p.m.", "07:00:00 PM", "7 p. m.",
        "19:00 pm", "7:00\u202fPM", "7:00\u00a0pm", "um 19 Uhr", "à 19 heures", "a las 19 horas", "7 Uhr abends",
        "7 de la tarde", "7 h du soir", "7 in the evening", "7 o’clock in the evening", "７:00 pm", "700pm", "at 7 pm",
        "seven pm", "seven o’clock in the evening", "siete de la tarde", "sept heures du soir",
    ]
)  # fmt: skip
def test_one_time_in_its_forms(text: str) -> None:
    assert read_time(text) == 19 * 60


@for_each(
    [
        ("06:30", 390), ("6:30 a.m.", 390), ("0630", 390), ("6.30 Uhr morgens", 390), ("00:05", 5), ("0:05", 5),
        ("12:05 am", 5), ("12 am", 0), ("12 pm", 720), ("12:00", 720), ("noon", 720), ("12 noon", 720), ("midi", 720),
        ("11:59 pm", 1439), ("7.30 p.m.", 1170), ("10:30", 630),
    ]
)  # fmt: skip
def test_times(text: str, minutes: int) -> None:
    assert read_time(text) == minutes


_NO_TIME = "Write hours and minutes of a 24-hour clock, as in 19:05."
_HALF = "Write an hour from 1 to 12 before am or pm, or the time on a 24-hour clock, as in 19:05."
_RANGE = "Write hours from 00 to 23 and minutes from 00 to 59."

REFUSED_TIMES = {
    "7:00": '"7:00" may be morning or evening. Write 07:00 or 19:00.',
    "7.30": '"7.30" may be morning or evening. Write 07:30 or 19:30.',
    "7": '"7" may be morning or evening. Write 07:00 or 19:00.',
    "7 Uhr": '"7 Uhr" may be morning or evening. Write 07:00 or 19:00.',
    "730": '"730" may be morning or evening. Write 07:30 or 19:30.',
    "9:05:00": '"9:05:00" may be morning or evening. Write 09:05 or 21:05.',
    "18:30:15": '"18:30:15" has seconds. Write 18:30.',
    "6:30:01 pm": '"6:30:01 pm" has seconds. Write 18:30.',
    "18:30 am": f'"18:30 am" is no time. {_HALF}',
    "0:30 pm": f'"0:30 pm" is no time. {_HALF}',
    "25:00": f"there is no time 25:00. {_RANGE}",
    "25.30": f"there is no time 25.30. {_RANGE}",
    "24:00": f"there is no time 24:00. {_RANGE}",
    "6:75 pm": f"there is no time 6:75 pm. {_RANGE}",
    "6:3 pm": f'"6:3 pm" is no time. {_NO_TIME}',
    "6:30 xm": f'"6:30 xm" is no time. {_NO_TIME}',
    "midnight": f'"midnight" is no time. {_NO_TIME}',
    "12345": f'"12345" is no time. {_NO_TIME}',
    "": f'"" is no time. {_NO_TIME}',
    "19:00-21:00": '"19:00-21:00" is no time. Write 19:00; the length, 120, stands under minutes.',
    "19 – 20.30 Uhr": '"19 – 20.30 Uhr" is no time. Write 19:00; the length, 90, stands under minutes.',
    "23:00 to 01:00": '"23:00 to 01:00" is no time. Write 23:00; the length, 120, stands under minutes.',
    "7-9 pm": '"7-9 pm" is no time. Write the time of the beginning alone, as in 19:05.',
}


@pytest.mark.parametrize("text", REFUSED_TIMES)
def test_times_that_are_refused(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_time(text)
    assert str(caught.value) == REFUSED_TIMES[text]


@for_each(
    [
        "90", "90 min", "90min", "90 minutes", "90 Minuten", "90 mn", "90’", "90'", "1 h 30", "1h30", "1 h 30 min",
        "1 hour and 30 minutes", "1 Stunde 30", "1 Std. 30 Min.", "1 hora y 30 minutos", "1:30", "1:30 h", "01:30:00",
        "1.5 h", "1,5 Stunden", "1½ hours", "1 1/2 hours", "90\u00a0min",
    ]
)  # fmt: skip
def test_one_length_in_its_forms(text: str) -> None:
    assert read_length(text, 1, 1440) == 90


@pytest.mark.parametrize("code", language_names())
def test_number_words_of_every_language(code: str) -> None:
    words = read_language(code).words
    unit = words["typed.minutes"].split()[-1]
    for number, word in enumerate(listed(words["number_words"]), start=1):
        assert read_length(f"{word} {unit}", 1, 1440) == number


@for_each(
    [
        ("an hour", 60), ("An hour", 60), ("half an hour", 30), ("an hour and a half", 90), ("1 hour and a half", 90),
        ("one and a half hours", 90), ("eine Stunde", 60), ("Eineinhalb Stunden", 90), ("eine halbe Stunde", 30),
        ("una hora y media", 90), ("une heure et demie", 90), ("un quart d'heure", 15), ("une demi heure", 30),
        ("półtorej godziny", 90), ("uma hora e meia", 90), ("yarım saat", 30), ("bir buçuk saat", 90),
        ("пів години", 30), ("an hour and 20 minutes", 80), ("eine Stunde und 30 Minuten", 90),
    ]
)  # fmt: skip
def test_lengths_in_words(text: str, minutes: int) -> None:
    assert read_length(text, 1, 1440) == minutes


@pytest.mark.parametrize("code", language_names())
def test_every_language_has_its_phrases_of_a_length(code: str) -> None:
    phrases = [each.strip().split("=") for each in read_language(code).words["typed.lengths"].split(",")]
    assert {"15", "30", "60", "90", "150"} <= {minutes for _, minutes in phrases}
    for phrase, minutes in phrases:
        assert read_length(phrase.capitalize(), 1, 1440) == int(minutes)


_LENGTH = "Write minutes, as in 90, or hours and minutes, as in 1 h 30."
REFUSED_LENGTHS = {
    "1.30 h": '"1.30 h" may be 90 or 78 minutes. Write 90 or 78.',
    "1,50 Std.": '"1,50 Std." may be 110 or 90 minutes. Write 110 or 90.',
    "1.33333 h": f'"1.33333 h" is no whole number of minutes. {_LENGTH}',
    "1.5": f'"1.5" is no length in minutes. {_LENGTH}',
    "1:75": f'"1:75" is no length in minutes. {_LENGTH}',
    "60-90": f'"60-90" is no length in minutes. {_LENGTH}',
    "90 s": f'"90 s" is no length in minutes. {_LENGTH}',
    "0 min": '"0" is too small. Write a whole number from 1 to 1440.',
    "25 h": '"1500" is too large. Write a whole number from 1 to 1440.',
    "-5": '"-5" is too small. Write a whole number from 1 to 1440.',
    "all evening": '"all evening" is no length in minutes. '
    "Write minutes, as in 90, or hours and minutes, as in 1 h 30.",
    "": '"" is no length in minutes. Write minutes, as in 90, or hours and minutes, as in 1 h 30.',
}


@pytest.mark.parametrize("text", REFUSED_LENGTHS)
def test_lengths_that_are_refused(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_length(text, 1, 1440)
    assert str(caught.value) == REFUSED_LENGTHS[text]
