"""Composes the feedback cards: three questions with lines to write on, four on a sheet, for the next evening."""

from __future__ import annotations

from hostkit.core.values import mm
from hostkit.planning.shares import largest_remainder
from hostkit.sheets import style
from hostkit.sheets.composer import DetailComposer
from hostkit.sheets.parts.head import accent_rule, voice, writing_lines
from hostkit.sheets.refusal import LongText, longest_too_tall
from hostkit.sheets.sheet import (
    SIMPLEX,
    Sheet,
    Whole,
    document,
    equal_cards,
    on_plain_sheets,
    plain_stock,
    sheets_for,
)
from hostkit.stocks.imposition import NONE
from hostkit.typesetting.display_list import Document, Page, Role
from hostkit.typesetting.typeset import Stack, StackItem

MARGIN = mm(13)
"""The margin of question cards."""

HEADING = style.display(21, 26)
ASKS = ("keep", "change", "next")
ABOVE_HEADING, ABOVE_RULE, ABOVE_ASKED = 4.0, 8.0, 12.0
"""Gaps in points, chosen by eye."""


def compose(composer: DetailComposer) -> Document:
    """Return one sheet's equal cards at trim size. Raises FitError for a topic or a series that is too long."""
    return document(composer, "feedback", equal_cards(composer, NONE, _card), duplex=SIMPLEX)


def _card(composer: DetailComposer, level: int) -> tuple[Page]:
    """Return a card with as many lines for each question as it has room for."""
    width, height = composer.stock.width, composer.stock.height
    measure, part = width - 2 * MARGIN, composer.role("Sect")
    head = _head(composer, part, level, measure)
    asked = [
        composer.set.narrow(
            composer.words(f"feedback.{name}"), style.LABEL, measure, composer.role("P", part)
        )
        for name in ASKS
    ]
    room = height - 2 * MARGIN - head.height - sum(block.height + ABOVE_ASKED for block in asked)
    lines = int(room // style.WRITING_LEADING)
    if lines < len(ASKS):
        guide = composer.guide
        texts = [LongText(text, style.BODY.leading) for text in (guide.title, guide.series) if text]
        over = len(ASKS) * style.WRITING_LEADING - room
        raise longest_too_tall(composer, "card-too-long", texts, "feedback card", over)
    parts = [StackItem(head)]
    for block, count in zip(asked, largest_remainder([1] * len(ASKS), lines), strict=True):
        parts += [StackItem(block, ABOVE_ASKED), StackItem(writing_lines(measure, count))]
    return (Page(width, height, tuple(Stack(tuple(parts)).place(MARGIN, MARGIN))),)


def _head(composer: DetailComposer, part: Role, level: int, measure: float) -> Stack:
    """Return series, topic, heading and rule, and that nobody need sign."""
    guide, setter, words = composer.guide, composer.set, composer.words
    small, above = style.QUIET_BODY, composer.role("P", part)
    series = [setter.narrow(guide.series.text, small, measure, above)] if guide.series else []
    topic = setter.narrow(guide.title.text, small, measure, composer.role(f"H{level}", part))
    heading = setter.balanced(
        words("feedback.heading"), HEADING, measure, composer.role(f"H{level + 1}", part)
    )
    unsigned = setter.narrow(
        words("feedback.unsigned"), voice(composer, 12, 16), measure, composer.role("P", part)
    )
    return Stack(
        (
            *(StackItem(block) for block in (*series, topic)),
            StackItem(heading, ABOVE_HEADING),
            StackItem(accent_rule(style.CARD_RULE_WIDTH, composer.theme.accent), ABOVE_RULE),
            StackItem(unsigned, ABOVE_RULE),
        )
    )


SHEET = Sheet(
    "feedback",
    order=11,
    compose=Whole(compose),
    copies=lambda plan: sheets_for(plan, plan.copies.guests, NONE),
    stock=plain_stock,
    impose=on_plain_sheets,
    about="three questions to guests about the evening",
)
