"""Which words are the title of a part, and what they say of time."""

from __future__ import annotations

from typing import Any

import pytest

from hostkit.importing import times
from hostkit.importing.heads import Head, head_of, is_title
from hostkit.importing.paragraph import CELL, STRONG_OFF, STRONG_ON, SourceParagraph
from hostkit.importing.text_language import words_for
from hostkit.importing.words import ImportWords, all_words, key_of
from tests.support.drafts import draft

EN, DE, ES = (all_words()[name] for name in ("en", "de", "es"))


def title(text: str, words: ImportWords = EN, **more: Any) -> Head:
    return head_of(SourceParagraph(text, 1, **more), words)


def kind(text: str, words: ImportWords = EN, **more: Any) -> str:
    return title(text, words, **more).kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Questions", "questions"),
        ("QUESTIONS", "questions"),
        ("The questions:", "questions"),
        ("Five questions for tonight", "questions"),
        ("Pre-read", "pre_read"),
        ("PREREAD", "pre_read"),
        ("Closing round", "closing_round"),
        ("Tips for the host", "tips"),
        ("What you'll need", "materials"),
        ("Follow-up group", "follow_up"),
        ("Follow–up", "follow_up"),
        ("Group photo!", "group_photo"),
        ("Ground rules", "agreements"),
        ("Running order", "run_of_show"),
        ("Definition", "definition"),
    ],
)
def test_titles_in_any_case_and_with_words_that_make_no_difference(text: str, expected: str) -> None:
    assert kind(text) == expected
    assert is_title(text.rstrip("!"), EN)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("BEGRÜSSUNG", DE, "welcome"),
        ("Begruessung", DE, "welcome"),
        ("Schriftliche Rückmeldung", DE, "written_reaction"),
        ("Hinweise für die Gastgeberin", DE, "tips"),
        ("INTRODUCCION", ES, "welcome"),
        ("Reacción por escrito", ES, "written_reaction"),
        ("Ronda de cierre", ES, "closing_round"),
    ],
)
def test_german_and_spanish_titles_with_or_without_their_marks(
    text: str, words: ImportWords, expected: str
) -> None:
    assert kind(text, words) == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Closing round (10 min)", 10),
        ("Closing round - 10 minutes", 10),
        ("Closing round, ten minutes", 10),
        ("Closing round (about 10 min.)", 10),
        ("Closing round [10-15 min]", 15),
        ("Closing round (15’)", 15),
        ("Closing round (10)", 10),
        ("Closing round (half an hour)", 30),
        ("Closing round (1 hour)", 60),
        ("Closing round: 5", 5),
        (f"Closing round{CELL}5 min{CELL}One word.", 5),
        ("Closing round: one word each (10 min)", 10),
    ],
)
def test_minutes_beside_a_title(text: str, minutes: int | None) -> None:
    found = title(text)
    assert (found.kind, found.taken.minutes) == ("closing_round", minutes)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("19:10 Welcome", 1150, None),
        ("19:10–19:20 Welcome", 1150, 1160),
        ("7:10 pm Welcome", 1150, None),
        ("7:10 p.m. Welcome", 1150, None),
        ("7 p.m. – 7:20 p. m. Welcome", 1140, 1160),
        ("19.10 Uhr Welcome", 1150, None),
        ("0:05 - 0:15 Welcome", 5, 15),
        (f"19:10{CELL}Welcome", 1150, None),
    ],
)
def test_times_of_day_before_a_title(text: str, begins: int, ends: int | None) -> None:
    found = title(text.replace("Welcome", "Willkommen"), DE) if "Uhr" in text else title(text)
    assert (found.kind, found.taken.begins, found.taken.ends) == ("welcome", begins, ends)


@pytest.mark.parametrize(
    "text", ["Closing round: one word each", "Closing round - one word each", "Closing round. one word each"]
)
def test_what_follows_on_the_line_is_its_text(text: str) -> None:
    found = title(text)
    assert (found.kind, found.text, found.rest) == ("closing_round", "Closing round", "one word each")


def test_strong_words_before_a_text_are_its_title() -> None:
    found = title(f"{STRONG_ON}Reaction{STRONG_OFF} 5 min")
    assert (found.kind, found.taken.minutes, found.rest) == ("written_reaction", 5, "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Introductions", ""),
        ("Check-in (10 min)", "Check-in"),
        ("Quiet writing", "Quiet writing"),
    ],
)
def test_a_wording_of_its_own_is_kept(text: str, name: str) -> None:
    found = title(text, level=2)
    assert (found.name if found.own else "") == name


@pytest.mark.parametrize(
    "text",
    ["Round 1: Core values (15 min)", "ROUND ONE. Core values (15 min)", "Round 1 Core values (15 min)"],
)
def test_rounds_have_a_number_and_a_name(text: str) -> None:
    made = draft(f"T\n\n{text}\n- Why?\n- Who?\n\nRound 2\n- When?\n")
    assert made.rounds[0].title
    assert (made.rounds[0].title.plain, made.rounds[0].minutes) == ("Core values", 15)


def test_a_round_is_more_than_the_word() -> None:
    assert kind("Part 2: Introductions") == "introductions"
    assert kind("Round the corner") != "round"


@pytest.mark.parametrize(
    "text",
    [
        "Questions are what we live for, all of us.",
        "Is closing a good thing?",
        "She said: welcome",
        "Never ask for amounts.",
        "Time flies",
        "The photo that I keep in my wallet shows her",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert not is_title(text, EN)
    assert title(text).share < 1 or title(text).rest


def test_what_is_left_of_a_text_without_its_time() -> None:
    assert times.take("Closing (10 min)", EN) == times.Taken("Closing", 10, said="(10 min)")
    assert times.take("Pause 20 Min.", DE).minutes == 20
    assert times.take("at 25:10 or 19:75", EN).begins is None
    assert times.take("900 minutes", EN).minutes is None
    assert times.leads("20:10 closing", EN) == "20:10"
    assert times.leads("20:10", EN) == ""
    assert times.leads(f"10 min{CELL}Welcome", EN) == "10 min"
    assert times.leads("10 minutes of silence", EN) == ""


def test_keys_know_no_capitals_accents_hyphens_or_apostrophes() -> None:
    assert key_of("Pre-Read") == ("pre", "read")
    assert key_of("REFLEXIÓN") == key_of("reflexio\u0301n") == ("reflexion",)
    assert key_of("What’s the host's") == ("what", "the", "host")
    assert key_of("Straße") == ("strasse",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What would you do with your day if you had it for yourself?", "en"),
        ("Was würdest du mit deinem Tag machen, wenn du ihn für dich hättest?", "de"),
        ("¿Qué harías con tu día si lo tuvieras para ti?", "es"),
        ("12345", "en"),
    ],
)
def test_the_language_is_told_from_small_words(text: str, language: str) -> None:
    assert words_for(text, None).language == language
    assert words_for(text, "de").language == "de"


@pytest.mark.parametrize(
    ("tag", "language"), [("pt", "pt-BR"), ("pt-PT", "pt-BR"), ("de-AT", "de"), ("fi", "fi")]
)
def test_a_region_has_the_words_of_its_language(tag: str, language: str) -> None:
    assert words_for("", tag).language == language


def test_every_language_has_the_same_parts_and_lists() -> None:
    for words in all_words().values():
        assert {part.kind for part in words.titles.values()} == {part.kind for part in EN.titles.values()}
        assert set(words.lists) == set(EN.lists)
        assert all(words.lists.values())
        assert set(words.mail) == set(EN.mail)
        assert set(words.choose.values()) == {"any", "one", "all"}
