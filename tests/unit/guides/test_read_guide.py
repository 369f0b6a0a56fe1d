"""A guide file: everything of format 1 as values, and every fault of a file at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.errors import Position
from hostkit.guides.guide import (
    SEGMENT_MINUTES,
    Credit,
    End,
    FollowUp,
    Guide,
    Helps,
    PreRead,
    Prompt,
    Question,
    Round,
    Segment,
)
from hostkit.guides.guide_fields import GUIDE, QUESTION, ROUND, SEGMENT, GuideKey, names_of
from hostkit.guides.read_guide import read_guide
from hostkit.guides.topics import shipped_folder
from tests.support.guide_texts import SMALLEST, Reader

WHOLE = """\
hostkit: 1
title: Rest and work
series: Power Talks
language: en-gb
definition: What we mean
  by the topic.
credit: {text: Adapted, url: https://example.org/c}
pre_read:
  title: A book
  publisher: Press
  author: Writer
  url: HTTPS://Example.org/b
  opens: an extract
  why: One sentence.
  required: yes
agreements:
  - Anyone may pass.
run_of_show:
  - {segment: arrivals, note: Coats for **everyone**.}
  - {segment: Welcome, minutes: 7, read: "Welcome to {group_name}."}
  - {segment: introductions, ask: Your name., each: true}
  - {segment: questions, minutes: 30, title: Cards}
  - {segment: written_reaction, fixed: yes}
  - {segment: group_photo, consent: true}
  - {segment: custom, title: Tea}
questions:
  - ask: First?
    probes: [One., Two.]
    note: For you.
    skip_if_late: true
  - ask: "{host}: second?"
worksheet:
  - {ask: A prompt, lines: 8}
  - ask: Another
follow_up: {name: Group, opens: Ours, invite: "Come, {host}", url: https://example.org/g}
helps: {stalls: Count., one_voice: Thank you., tears: Wait.}
tips: [A tip.]
materials: [Tea.]
notes: [A note.]
end: {read: "Bye from {host}."}
"""


def test_whole_guide(read: Reader) -> None:
    def p(text: str, line: int, column: int, field: str) -> Phrase:
        return Phrase(text, Position("Rest & Work.yaml", line, column, field))

    def link(url: str, line: int, column: int, field: str) -> Link:
        return Link(url, Position("Rest & Work.yaml", line, column, field))

    def at(line: int, number: int) -> Position:
        return Position("Rest & Work.yaml", line, 5, f"run_of_show[{number}]")

    guide = read(WHOLE)
    assert guide.topic == "rest-work"
    assert guide.path == Path("Rest & Work.yaml")
    assert guide.title == p("Rest and work", 2, 8, "title")
    assert guide.series == p("Power Talks", 3, 9, "series")
    assert guide.language == "en-GB"
    assert guide.definition == p("What we mean by the topic.", 5, 13, "definition")
    assert guide.credit == Credit(
        p("Adapted", 7, 16, "credit.text"), link("https://example.org/c", 7, 30, "credit.url")
    )
    assert guide.pre_read == PreRead(
        title=p("A book", 9, 10, "pre_read.title"),
        publisher=p("Press", 10, 14, "pre_read.publisher"),
        author=p("Writer", 11, 11, "pre_read.author"),
        url=link("https://example.org/b", 12, 8, "pre_read.url"),
        opens=p("an extract", 13, 10, "pre_read.opens"),
        why=p("One sentence.", 14, 8, "pre_read.why"),
        required=True,
    )
    assert guide.agreements == (p("Anyone may pass.", 17, 5, "agreements[1]"),)
    assert guide.run_of_show == (
        Segment("arrivals", 10, at(19, 1), note=p("Coats for **everyone**.", 19, 31, "run_of_show[1].note")),
        Segment("welcome", 7, at(20, 2), read=p("Welcome to {group_name}.", 20, 42, "run_of_show[2].read")),
        Segment("introductions", 15, at(21, 3), ask=p("Your name.", 21, 35, "run_of_show[3].ask"), each=True),
        Segment("questions", 30, at(22, 4), title=p("Cards", 22, 46, "run_of_show[4].title")),
        Segment("written_reaction", 5, at(23, 5), fixed=True),
        Segment("group_photo", 5, at(24, 6), consent=True),
        Segment("custom", 5, at(25, 7), title=p("Tea", 25, 30, "run_of_show[7].title")),
    )
    assert guide.questions == (
        Question(
            1,
            p("First?", 27, 10, "questions[1].ask"),
            (p("One.", 28, 14, "questions[1].probes[1]"), p("Two.", 28, 20, "questions[1].probes[2]")),
            p("For you.", 29, 11, "questions[1].note"),
            skip_if_late=True,
        ),
        Question(2, p("{host}: second?", 31, 10, "questions[2].ask")),
    )
    assert guide.worksheet == (
        Prompt(p("A prompt", 33, 11, "worksheet[1].ask"), 8),
        Prompt(p("Another", 34, 10, "worksheet[2].ask"), 4),
    )
    assert guide.follow_up == FollowUp(
        p("Group", 35, 19, "follow_up.name"),
        p("Ours", 35, 33, "follow_up.opens"),
        p("Come, {host}", 35, 47, "follow_up.invite"),
        link("https://example.org/g", 35, 68, "follow_up.url"),
    )
    assert guide.helps == Helps(
        p("Count.", 36, 17, "helps.stalls"), p("Thank you.", 36, 36, "helps.one_voice"),
        None, p("Wait.", 36, 55, "helps.tears"),
    )  # fmt: skip
    assert guide.end == End(p("Bye from {host}.", 40, 13, "end.read"))
    assert guide.tips == (p("A tip.", 37, 8, "tips[1]"),)
    assert guide.materials == (p("Tea.", 38, 13, "materials[1]"),)
    assert guide.notes == (p("A note.", 39, 9, "notes[1]"),)


def test_smallest_guide(read: Reader) -> None:
    guide = read(SMALLEST)
    assert guide.language == "en"
    assert (guide.pre_read, guide.follow_up, guide.credit, guide.series) == (None, None, None, None)
    assert guide.helps == Helps()
    assert guide.end is None
    assert guide.tips == guide.materials == guide.notes == guide.agreements == ()
    assert guide.worksheet == ()


@pytest.mark.parametrize("kind", sorted(SEGMENT_MINUTES))
def test_minutes_left_out_are_those_of_the_kind(read: Reader, kind: str) -> None:
    other = "" if kind == "questions" else f"  - {{segment: {kind}, title: T, minutes: }}\n"
    guide = read(SMALLEST.replace("run_of_show:\n", f"run_of_show:\n{other}"))
    assert [segment.minutes for segment in guide.run_of_show if segment.kind == kind] == [
        SEGMENT_MINUTES[kind]
    ]


def test_keys_with_nothing_after_them_are_left_out(read: Reader) -> None:
    guide = read(SMALLEST + "series:\ndefinition: ''\npre_read:\ntips:\nhelps: \nlanguage:\nworksheet:\n")
    assert (guide.series, guide.definition, guide.pre_read) == (None, None, None)
    assert guide.language == "en"
    assert guide.tips == ()
    assert guide.worksheet == ()


def test_shipped_guides_are_read() -> None:
    paths = sorted(shipped_folder().glob("*.yaml"))
    assert paths
    for path in paths:
        guide = read_guide(path)
        assert guide.topic == path.stem.partition(".")[0]
        assert len(guide.questions) >= 2


def test_markup_of_others_is_text(read: Reader) -> None:
    guide = read(SMALLEST.replace("title: T", 'title: "{x} {{ <b>&amp;</b> **x** %s"'))
    assert guide.title.text == "{x} {{ <b>&amp;</b> **x** %s"


@pytest.mark.parametrize("key", [key for key in GUIDE if key.model], ids=lambda key: key.name)
def test_every_attribute_of_a_group_has_a_key(key: GuideKey) -> None:
    model: Any = key.model
    assert names_of(key.keys) == model._fields


@pytest.mark.parametrize(
    ("keys", "model", "others"),
    [
        (GUIDE, Guide, {"topic", "path", "rounds"}),
        (SEGMENT, Segment, {"at"}),
        (QUESTION, Question, {"number"}),
        (ROUND, Round, {"first", "last"}),
    ],
)
def test_every_attribute_has_a_key_or_is_made_from_others(
    keys: tuple[GuideKey, ...], model: Any, others: set[str]
) -> None:
    named = {key.attribute or key.name for key in keys}
    without = {"hostkit", "translations"} | ({"questions"} if model is Round else set())
    assert named - without == set(model._fields) - others
