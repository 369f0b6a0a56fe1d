"""The door sign: one page for the front door, with the topic, the place, the time, and a welcome."""

from __future__ import annotations

from collections.abc import Callable

from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import DetailComposer, SheetComposer
from hostkit.sheets.parts.head import accent_rule, labeled_blank, labeled_width, set_topic
from hostkit.sheets.parts.logo_place import logo_on_cover
from hostkit.sheets.refusal import LongText, longest_too_tall
from hostkit.sheets.sheet import SIMPLEX, Sheet, document
from hostkit.typesetting.display_list import Document, Page
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Stack, StackItem

SHEET_NAME = "door sign"

TOPIC_SIZES = ((84, 88), (64, 68), (48, 52), (48, 52), (37, 40), (37, 40), (37, 40), (28, 32))
"""One for each number of lines, as large as looks right by eye: there is more room than on other sheets."""

SERIES = Style("text", 24, 30, style.BLACK)
FACT, WHEN = Style("text", 24, 32, style.BLACK), Style("text-bold", 24, 32, style.BLACK)
LABEL = Style("text", 24, 32, style.QUIET)
WELCOME = style.display(56, 60)
"""Chosen by eye: half the size of the shortest topic, so that it is read at the door."""

MARGIN = mm(25)
"""Above and below, chosen by eye: the paper is taped to a door at its edges."""

RULE_WIDTH = mm(32)
ABOVE_TOPIC, ABOVE_RULE, ABOVE_FACTS, ABOVE_TIME, ABOVE_WELCOME = 12.0, 18.0, 40.0, 16.0, 40.0
"""Chosen by eye."""

ABOVE_BLANK = 16.0
"""Added above a line to write on: at the door it is written on with a marker. Chosen by eye."""


def compose(composer: SheetComposer) -> Document:
    """Compose the sign: the topic at the top, the facts and the welcome at the bottom of one page.

    Raises FitError where its texts are together taller than the page.
    """
    width, height = composer.paper.width, composer.paper.height
    measure = width - 2 * style.SIDE
    top, bottom = _topic(composer, measure), _bottom(composer, measure)
    over = top.height + ABOVE_FACTS + bottom.height - (height - 2 * MARGIN)
    if over > 0:
        guide = composer.guide
        texts = [LongText(guide.title, TOPIC_SIZES[-1][1])]
        texts += [LongText(name, FACT.leading) for name in ("place", "host")]
        texts += [LongText(guide.series, SERIES.leading)] if guide.series else []
        raise longest_too_tall(composer, "sheet-too-long", texts, SHEET_NAME, over)
    items = logo_on_cover(composer, width - style.SIDE)
    items += top.place(style.SIDE, MARGIN)
    items += bottom.place(style.SIDE, height - MARGIN - bottom.height)
    return document(composer, "door_sign", (Page(width, height, tuple(items)),), duplex=SIMPLEX)


def _topic(composer: SheetComposer, measure: float) -> Stack:
    """Return the series, the topic and the rule."""
    series = composer.guide.series
    topic = set_topic(composer, measure, TOPIC_SIZES, composer.role("H1"))
    rule = StackItem(accent_rule(RULE_WIDTH, composer.theme.accent), ABOVE_RULE)
    if not series:
        return Stack((StackItem(topic), rule))
    above = composer.set.narrow(series.text, SERIES, measure, composer.role("P"))
    return Stack((StackItem(above), StackItem(topic, ABOVE_TOPIC), rule))


def _bottom(composer: SheetComposer, measure: float) -> Stack:
    """Return where and with whom, when, and the welcome."""
    welcome = composer.set.line(composer.words("door_sign.welcome"), WELCOME, composer.role("P"))
    parts = [_fact(composer, "place", "place", _place, measure)]
    if composer.shape.knows("host"):
        parts.append(StackItem(composer.slot(lambda c: _set(c, _host(c), FACT, measure))))
    when = _fact(composer, "date", "date", _date, measure, WHEN)
    parts.append(when._replace(gap=when.gap + ABOVE_TIME))
    parts.append(_fact(composer, "start", "time", _start, measure, WHEN))
    return Stack((*parts, StackItem(welcome, ABOVE_WELCOME)))


def _fact(
    composer: SheetComposer,
    detail: str,
    label: str,
    words: Callable[[DetailComposer], str],
    measure: float,
    face: Style = FACT,
) -> StackItem:
    """Return a detail of the event, or its label before a line to write on."""
    if composer.shape.knows(detail):
        return StackItem(composer.slot(lambda c: _set(c, words(c), face, measure)))
    block = composer.set.line(composer.words(f"facts.{label}"), LABEL, composer.role("P"))
    return StackItem(labeled_blank(block, measure - labeled_width(block, 0)), ABOVE_BLANK)


def _set(composer: DetailComposer, text: str, face: Style, measure: float) -> Block:
    return composer.set.narrow(text, face, measure, composer.role("P"))


def _place(composer: DetailComposer) -> str:
    return composer.details.place or ""


def _host(composer: DetailComposer) -> str:
    return composer.words("door_sign.host", host=composer.details.host)


def _date(composer: DetailComposer) -> str:
    return composer.details.date_alone or ""


def _start(composer: DetailComposer) -> str:
    start = composer.details.start
    assert start is not None
    return composer.times.in_words(start)


SHEET = Sheet(
    "door-sign",
    order=5,
    compose=compose,
    copies=lambda plan: 1,
    about="a sign for the front door",
)
