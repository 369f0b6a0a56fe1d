"""Composes the agreements poster: what holds this evening, on one page for the wall."""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.core.errors import FitError
from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer
from hostkit.sheets.parts.head import accent_rule, theme_figure, voice
from hostkit.sheets.parts.logo_place import logo_on_cover, logo_width
from hostkit.sheets.refusal import LongText, longest_too_tall
from hostkit.sheets.sheet import SIMPLEX, Sheet, Whole, document
from hostkit.typesetting.display_list import Document, Item, Page
from hostkit.typesetting.typeset import Stack, StackItem, beside

SIZES = ((30, 38, 36), (30, 38, 24), (24, 31, 18), (20, 27, 16), (16, 22, 12))
"""Sizes and leadings of the agreements with the gaps between them. The first size is the design's, the others are those
of the second voice on other sheets; the gaps are chosen by eye."""

HEADING = style.display(56, 60)
TOP, BOTTOM = mm(18), mm(18)
BELOW_TOPIC, ABOVE_RULE, BELOW_RULE = 10.0, 14.0, 34.0
"""Chosen by eye, as the size of the heading: it is read across a room."""

NUMBERS = mm(18)
"""The width of the column of numbers, as in the design's picture."""

ABOVE_FIGURE, TALLEST, LEAST = mm(14), mm(70), mm(30)
"""The least gap above the figure and its largest and smallest height. Chosen by eye: a third of the page at most."""


def compose(composer: DetailComposer) -> Document:
    """Return the poster: heading and numbered agreements, with the figure at the foot if there is room.

    Raises FitError where its texts are together taller than the page.
    """
    width, height = composer.paper.width, composer.paper.height
    measure, room = width - 2 * style.SIDE, height - TOP - BOTTOM
    for needed in (ABOVE_FIGURE + LEAST, 0.0):
        for size in SIZES:
            words = _words(composer, measure, size)
            if words.height + needed <= room:
                items = logo_on_cover(composer, width - style.SIDE)
                items += words.place(style.SIDE, TOP)
                items += _figure(
                    composer, measure, min(room - words.height - ABOVE_FIGURE, TALLEST), height - BOTTOM
                )
                return document(
                    composer, "agreements_poster", (Page(width, height, tuple(items)),), duplex=SIMPLEX
                )
    raise _refused(composer, words.height - room)


def _words(composer: DetailComposer, measure: float, size: tuple[float, float, float]) -> Stack:
    guide, setter = composer.guide, composer.set
    beside = measure - logo_width(composer)
    series = (
        [StackItem(setter.narrow(guide.series.text, style.QUIET_BODY, beside, composer.role("P")))]
        if guide.series
        else []
    )
    topic = setter.balanced(guide.title.text, style.display(16, 20), beside, composer.role("H1"))
    heading = setter.balanced(composer.words("card.tonight"), HEADING, measure, composer.role("H2"))
    return Stack(
        (
            *series,
            StackItem(topic),
            StackItem(heading, BELOW_TOPIC),
            StackItem(accent_rule(style.RULE_WIDTH, composer.theme.accent), ABOVE_RULE),
            StackItem(_numbered(composer, size, measure), BELOW_RULE),
        )
    )


def _numbered(composer: Composer, size: tuple[float, float, float], measure: float) -> Stack:
    """Return the agreements as a numbered list in the second voice."""
    points, leading, gap = size
    face, number_face = voice(composer, points, leading), style.number(points, leading, composer.theme.accent)
    parts, outer = [], composer.role("L")
    for count, text in enumerate(composer.agreements, start=1):
        label, body = composer.list_item(outer)
        number = composer.set.line(str(count), number_face, label)
        words = composer.set.narrow(text.text, face, measure - NUMBERS, body)
        parts.append(StackItem(beside(number, words, NUMBERS), gap))
    return Stack(tuple(parts))


def _figure(composer: Composer, width: float, height: float, bottom: float) -> Sequence[Item]:
    """Return the figure in the lower left corner of a box, or nothing if the box is too low for one."""
    figure = theme_figure(composer, width, height) if height >= LEAST else None
    return figure.items(style.SIDE, bottom - figure.height, composer.theme.accent) if figure else ()


def _refused(composer: Composer, over: float) -> FitError:
    texts = [LongText(text, SIZES[-1][1]) for text in (*composer.agreements, composer.guide.title)]
    return longest_too_tall(composer, "sheet-too-long", texts, "agreements poster", over)


SHEET = Sheet(
    "agreements-poster",
    order=6,
    compose=Whole(compose),
    copies=lambda plan: 1,
    about="tonight's agreements, for the wall",
)
