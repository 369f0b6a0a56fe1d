"""Decks taken apart: sizes, texts and heights of cards at their own size."""

from __future__ import annotations

from hostkit.layout.display_list import Page, TextRun
from hostkit.layout.imposition import Card
from hostkit.sheets.question_cards import deck
from hostkit.source.guide import Guide
from tests.support.guides import (
    event,
    guide,
    plan,
    questions,
)
from tests.support.measure import MM, above_baseline, texts

SIZES = {28: 34, 24: 30, 21: 26, 18: 23, 16: 20, 14: 18}
PROBES = {14: 18, 12: 16, 11: 14}
MARGIN, NUMBER_TOP, QUESTION_TOP = 13 * MM, 14 * MM, 32 * MM
A6_HERO = 104 * MM
A6_FOOT = 148.5 * MM - 14 * MM - 12


def deck_of(made: Guide, **options: str) -> tuple[Card, ...]:
    return deck(plan(made, event(), **options))


def asked(*texts: str, probes: tuple[str, ...] = ()) -> Guide:
    return guide(questions=questions(*[(text, probes) for text in texts]))


def question_runs(page: Page) -> list[TextRun]:
    """The runs of a question: the second heading's level, in the display face."""
    return [run for run in page.items if isinstance(run, TextRun) and run.role.tag == "H2" and run.size >= 14]


def size_of(card: Card) -> int:
    (size,) = {run.size for run in question_runs(card.front)}
    return int(size)


def sizes_of(made: Guide, **options: str) -> list[int]:
    """The sizes of a deck's questions, without title and closing card."""
    return [size_of(card) for card in deck_of(made, **options)[1:-1]]


def bottom_of(found: list[TextRun], leads: dict[int, int]) -> float:
    last = max(found, key=lambda run: run.y)
    lead = leads[int(last.size)]
    return last.y - above_baseline(last.size, lead) + lead


def said_by(page: Page) -> list[str]:
    return list(texts([page]).values())
