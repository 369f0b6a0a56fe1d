"""Kits at the ends of what is asked for: every test of a rule that holds everywhere looks at all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hostkit.core.errors import FitError
from hostkit.events.event import Event
from hostkit.guides.guide import FollowUp, Guide, PreRead
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets import sheets
from hostkit.sheets.composer import sheet_composer
from hostkit.sheets.question_cards import deck as compose_deck
from hostkit.sheets.refusal import placed
from hostkit.sheets.sheet import compose as compose_sheet
from hostkit.sheets.sheet import impose
from hostkit.stocks.imposition import Card
from hostkit.typesetting.display_list import Document
from tests.support.each import for_each
from tests.support.guides import (
    NOTHING_KNOWN,
    event,
    full_guide,
    guide,
    link,
    male_allies,
    phrase,
    phrases,
    plan,
    prompts,
    questions,
    segment,
    words,
)

LONG_NAME = "The small reading room behind the library, by the back stair"
LONG_LINK = "https://www.example.org/groups/evenings-for-talk/2027/power-talks?invited-by=ana&lang=en"
UNBROKEN_LINK = "https://forms.example.org/d/e/1FAIpQLSdhJ7sKz0r4wq8ZyXv1u2n3m4b5c6d7e8f9g0h1i2j3k4l5m6n/view"
"""A link as form makers give them: one part that is wider than a column."""
LONG_SITE = "https://the-very-long-name-of-some-reading-circle.example.co.uk/a"
"""A link that goes beneath its code, lest the site's name be broken."""
assert len(LONG_NAME) == 60


@dataclass(frozen=True)
class Case:
    """A kit by its name."""

    name: str
    guide: Guide
    event: Event = NOTHING_KNOWN
    options: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def _cases() -> Iterator[Case]:
    for paper in ("a4", "letter"):
        for made, its_event, name in _kits():
            yield Case(f"{name}-{paper}", made, its_event, {"paper": paper})
        yield Case(f"one-sided-{paper}", male_allies(), event(), {"paper": paper, "duplex": "none"})
        yield Case(f"12-hours-{paper}", male_allies(), event(), {"paper": paper, "clock": 12})


def _kits() -> Iterator[tuple[Guide, Event, str]]:
    yield male_allies(), event(), "usual"
    yield male_allies(), NOTHING_KNOWN, "no-details"
    for minutes in (45, 60, 120):
        yield male_allies(), event(minutes=minutes), f"{minutes}-minutes"
    for guests in (3, 20):
        yield male_allies(), event(guests=guests), f"{guests}-guests"
    yield male_allies(), event(place=phrase(LONG_NAME), host=phrase(LONG_NAME)), "long-names"
    yield full_guide(), event(), "full"
    yield full_guide(pre_read=PreRead(phrase("An essay"))), NOTHING_KNOWN, "full-no-details"
    yield full_guide(), event(group_url=link(LONG_LINK), pre_read_url=link(LONG_LINK)), "long-links"
    yield (
        full_guide(),
        event(group_url=link(UNBROKEN_LINK), pre_read_url=link(UNBROKEN_LINK)),
        "unbroken-links",
    )
    yield full_guide(), event(group_url=link(LONG_SITE), pre_read_url=link(LONG_SITE)), "long-sites"
    yield guide(), event(group_url=link("https://x.org")), "short-link"
    yield guide(), NOTHING_KNOWN, "small-no-details"
    yield guide(), event(), "small"
    yield _large(), event(), "large"
    yield _large(), NOTHING_KNOWN, "large-no-details"
    yield _long_run(), event(minutes=180), "long-run"
    yield _long_run(), NOTHING_KNOWN, "long-run-no-details"


def _large() -> Guide:
    """Twelve questions of 60 words with three probes of twelve words."""
    probes = (words(12, "Who"), words(12, "When"), words(12, "How"))
    asked = [(words(60, start), probes) for start in ("Would", "Could", "Should") * 4]
    title = phrase("Emotional labor, and who does it when nobody is looking on")
    return full_guide(title=title, questions=questions(*asked), worksheet=prompts(*[words(18)] * 5))


def _long_run() -> Guide:
    """A run of show of more than one page, with everything said at length."""
    own = [
        segment("custom", 10, title=f"Part {part}", read=words(45), note=words(25), ask=words(20, "Who"))
        for part in ("one", "two", "three", "four", "five")
    ]
    run = (
        segment("arrivals"),
        *own,
        segment("questions"),
        segment("closing_round", ask=words(30), each=True),
    )
    follow_up = FollowUp(phrase("Quiet circle"), phrase(words(9)), phrase(words(20)))
    return full_guide(
        run_of_show=run,
        questions=questions(*[words(14)] * 6),
        follow_up=follow_up,
        tips=phrases(*[words(22)] * 3),
        materials=phrases(
            "a kettle", "twelve cups", "blankets for the cold corner", "a lamp that can be dimmed"
        ),
        worksheet=prompts(*[words(14)] * 7),
    )


CASES = {case.name: case for case in _cases()}
each_case = for_each(CASES)
WALL = ("agreements-poster", "table-tent")
TENTS = ("name-tents", "pocket-card", "belly-band", "feedback")
SHEETS = ("host-sheet", "question-cards", "reflection-worksheet", "invitation", "door-sign", *WALL, *TENTS)


@cache
def plan_named(case: str) -> KitPlan:
    found = CASES[case]
    return plan(found.guide, found.event, **found.options)


@cache
def document_named(case: str, sheet: str) -> Document:
    """Return a sheet of a kit, composed once."""
    return compose(plan_named(case), sheet)


def compose(plan: KitPlan, sheet: str) -> Document:
    """Return a sheet of a kit, composed and imposed."""
    return impose(compose_sheet(sheets()[sheet], plan)).document


def deck(plan: KitPlan) -> tuple[Card, ...]:
    """Return one deck of a kit at trim size."""
    try:
        return compose_deck(sheet_composer(plan))
    except FitError as error:
        raise placed(error, plan) from None


def compose_all(plan: KitPlan) -> dict[str, Document]:
    return {name: compose(plan, name) for name in SHEETS}
