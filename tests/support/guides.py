"""Guides, events and plans made in code, each text with a place of its own, and the real guide."""

from __future__ import annotations

import datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from hostkit.codes.links import Link, read_link
from hostkit.core.characters import Phrase
from hostkit.core.errors import Position
from hostkit.events.event import Event, PrintOptions
from hostkit.guides.guide import (
    SEGMENT_MINUTES,
    Credit,
    FollowUp,
    Guide,
    Helps,
    PreRead,
    Prompt,
    Question,
    Segment,
)
from hostkit.guides.read_guide import read_guide
from hostkit.kit import plan_of
from hostkit.planning.kit_plan import KitPlan

CHECKOUT = Path(__file__).resolve().parents[2]
FILE = "guides/made-up.yaml"
GROUP = "https://chat.example.org/groups/power-talks-reading"
PRE_READ = "https://www.example.org/essays/work-and-rest"

_lines = count(1)


def at(field: str = "", line: int | None = None, column: int = 5) -> Position:
    """Return a place in a guide; every call without a line gives another one."""
    return Position(FILE, next(_lines) if line is None else line, column, field)


def phrase(text: str, field: str = "", line: int | None = None, column: int = 5) -> Phrase:
    return Phrase(text, at(field, line, column))


def phrases(*texts: str) -> tuple[Phrase, ...]:
    return tuple(phrase(text) for text in texts)


def optional(text: str | None) -> Phrase | None:
    return None if text is None else phrase(text)


def link(url: str) -> Link:
    return read_link(url, at("url"))


def segment(
    kind: str,
    minutes: int | None = None,
    *,
    title: str | None = None,
    read: str | None = None,
    ask: str | None = None,
    note: str | None = None,
    **flags: bool,
) -> Segment:
    """Return a segment; ``flags`` are each, fixed and consent."""
    return Segment(
        kind=kind,
        minutes=SEGMENT_MINUTES[kind] if minutes is None else minutes,
        at=at("run_of_show"),
        title=optional(title),
        read=optional(read),
        ask=optional(ask),
        note=optional(note),
        **flags,
    )


RUN = (
    segment("arrivals"),
    segment("welcome", read="Welcome to this evening about rest and about work."),
    segment("introductions", ask="Your name, and where you rest.", each=True),
    segment("questions"),
    segment("closing_round", ask="One thing to keep.", each=True),
    segment("written_reaction", fixed=True),
    segment("group_photo", consent=True),
)
"""The usual evening: 90 minutes, five of them fixed."""


def questions(*asked: str | tuple[str, tuple[str, ...]], **fields: Any) -> tuple[Question, ...]:
    """Return numbered questions, each given as a text or as a text and its probes."""
    return tuple(
        Question(
            number,
            phrase(one if isinstance(one, str) else one[0], f"questions[{number - 1}].ask"),
            () if isinstance(one, str) else phrases(*one[1]),
            **fields,
        )
        for number, one in enumerate(asked, start=1)
    )


def prompts(*asked: str | tuple[str, int]) -> tuple[Prompt, ...]:
    """Return prompts, each given as a text or as a text and its share of the lines."""
    return tuple(
        Prompt(phrase(one)) if isinstance(one, str) else Prompt(phrase(one[0]), one[1]) for one in asked
    )


QUESTIONS = questions("What is rest?", "When did you last rest?", "Who rests when you work?")


def guide(**fields: Any) -> Guide:
    """Return a small guide of three short questions, with whatever else is given."""
    given: dict[str, Any] = {
        "topic": "rest-and-work",
        "path": Path(FILE),
        "title": phrase("Rest and work", "title"),
        "run_of_show": RUN,
        "questions": QUESTIONS,
    }
    return Guide(**{**given, **fields})


def full_guide(**fields: Any) -> Guide:
    """Return a guide that uses every field of the format, each text unlike every other."""
    given: dict[str, Any] = {
        "series": phrase("Evenings for talk"),
        "definition": phrase("Rest is what a body does when nobody asks anything of it, and nobody waits."),
        "credit": Credit(phrase("Adapted from a booklet by the Reading Circle."), link("https://example.org/b")),
        "pre_read": PreRead(
            phrase("In praise of naps"), phrase("The Quiet Press"), phrase("R. Ester"), link(PRE_READ),
            phrase("An essay of four pages about naps"), phrase("It is short and it is funny."), required=True,
        ),
        "agreements": phrases("Anyone may pass.", "No advice unless asked.", "What is told here stays here."),
        "run_of_show": (
            segment("arrivals", note="Open the windows and put the kettle on."),
            segment("welcome", read="Welcome. We have **one** evening, and nothing to solve in it."),
            segment("introductions", ask="Say your name and the last place where you slept well.", each=True),
            segment("custom", 10, title="A walk round the table", note="Everybody stands **up** for this one.",
                    ask="Whom would you wake first?"),
            segment("questions", title="Talk about rest", note="Somebody else turns the cards."),
            segment("closing_round", read="We come to the end.", ask="One thing you leave undone.", each=True),
            segment("written_reaction", ask="Write one line to yourself.", note="Pens go round.", fixed=True),
            segment("group_photo", title="Picture", note="Daylight is best.", consent=True),
        ),
        "questions": (
            Question(1, phrase("Where do you rest when the house is full?"),
                     phrases("Who may disturb you there?", "Since when is it yours?"), phrase("A **slow** one.")),
            Question(2, phrase("Which work of yours does nobody see?"), phrases("Who would miss it?")),
            Question(3, phrase("What would you do with an hour that nobody counts?"), (),
                     phrase("Leave it out when the hour is late."), skip_if_late=True),
            Question(4, phrase("Who taught you that rest has to be earned?"), phrases("Was it said aloud?")),
        ),
        "worksheet": prompts(("A rest I remember", 5), ("What I will stop doing", 3)),
        "follow_up": FollowUp(
            phrase("Quiet circle"), phrase("A mailing list with one letter a month"),
            phrase("Send one sentence to the circle before you sleep."), link(GROUP),
        ),
        "helps": Helps(phrase("Wait a little, then wait again."), phrase("Ask the one across the table."),
                       phrase("Pour water for everyone.")),
        "tips": phrases("Some guests work at night.", "Nobody owes a story."),
        "materials": phrases("a kettle", "blankets for the cold corner"),
        "notes": phrases("Written for winter evenings."),
    }  # fmt: skip
    return guide(**{**given, **fields})


@cache
def male_allies() -> Guide:
    return read_guide(CHECKOUT / "content" / "male-allies.yaml")


def event(**fields: Any) -> Event:
    """Return an event with every detail known, but for those given otherwise."""
    given: dict[str, Any] = {
        "date": datetime.date(2027, 1, 14),
        "start": 19 * 60,
        "minutes": 90,
        "guests": 10,
        "place": phrase("12 Mill Lane"),
        "host": phrase("Ana"),
        "group_url": link(GROUP),
    }
    return Event(**{**given, **fields})


NOTHING_KNOWN = Event()


def plan(made_of: Guide | None = None, event: Event = NOTHING_KNOWN, **options: Any) -> KitPlan:
    """Return the plan of a kit; ``options`` are those of printing."""
    return plan_of(made_of or guide(), event, PrintOptions(**options))


def with_words(plan: KitPlan, **words: str) -> KitPlan:
    """Return the plan with some fixed words replaced; a dot in a name is written as two underscores."""
    changed = {**plan.language.words, **{name.replace("__", "."): text for name, text in words.items()}}
    return plan._replace(language=plan.language._replace(words=changed))


_LONG = (
    "you rather have an hour to yourself in the middle of a busy week or a whole quiet day at the end of it "
    "and what does your answer say about how you were taught to treat time that belongs to nobody else"
)


def words(number: int, start: str = "Would") -> str:
    """Return a made-up question of exactly so many words of ordinary lengths."""
    body = _LONG.split()
    return " ".join([start, *(body[k % len(body)] for k in range(number - 1))]) + "?"
