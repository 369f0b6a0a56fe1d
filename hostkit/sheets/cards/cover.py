"""Composes the title card in the large form: series, topic, definition and figure; its back has the agreements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import CardLayout, quotation_mark
from hostkit.sheets.cards.question import CARD, set_lines
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.parts.head import holds_words, labeled_blank, theme_figure, voice
from hostkit.sheets.refusal import too_tall, too_wide
from hostkit.stocks.imposition import Card
from hostkit.typesetting.display_list import ARTIFACT, Item, Page, Role
from hostkit.typesetting.typeset import Block, Stack, StackItem, TextBlock, beside

SERIES_TOP, TOPIC_TOP = mm(14), mm(28)
"""The design's measures from the upper trim to the line boxes of the series and of the topic."""

TOPICS = ((40, 43), (34, 37), (28, 32), (21, 24), style.SMALLEST_TOPIC)
LARGEST = TOPICS[:3]
"""The design's sizes and leadings of the topic; it is set in one of LARGEST if it can be."""

DEFINITIONS = ((14, 19), (12, 16))
ABOVE_DEFINITION = 12.0
ABOVE_FIGURE, BELOW_FIGURE = mm(6), mm(23)
"""The design's measures: the gap above the definition, the least gap above the figure, and its distance from the lower
trim."""

TALLEST, TALL, LEAST = mm(44), mm(18), mm(12)
"""The design's heights of the figure: at most, at least in the first attempts, and at least in the last ones."""

SHORT_WORD = 3
"""The design's rule: a line of the topic is never one word of so few letters."""

WORD_SPACE = 2.2
"""In points: about the word space of the footer's face and size."""

DATE_BLANK = mm(38)
"""Chosen by eye: room to write a date by hand behind the number of questions."""


class TopicAndDefinition(NamedTuple):
    """The topic and the definition as one block, the height left for the figure, and the definition's leading."""

    block: Stack
    topic: TextBlock
    left: float
    leading: float


def title_card(composer: SheetComposer, layout: CardLayout) -> Card:
    """Return the title card. Raises FitError if its texts do not fit."""
    guide, x = composer.guide, layout.margin
    front = composer.role("Sect")
    items: list[Item] = []
    taken = 0.0
    if composer.logo:
        from hostkit.sheets.parts.logo_place import logo_on_cover, logo_width

        taken = logo_width(composer)
        items += logo_on_cover(composer, layout.width - x, front)
    if guide.series:
        role, measure = composer.role("P", front), layout.measure(x) - taken
        series = composer.set.narrow(guide.series.text, style.BODY, measure, role)
        items += series.place(x, SERIES_TOP)
    head, height = _head(composer, layout, front)
    items += head.block.place(x, TOPIC_TOP)
    items += _figure(composer, layout, height)
    items += cover_footer(composer, DATE_BLANK).place(x, layout.footer_top)
    return Card(Page(layout.width, layout.height, tuple(items)), agreements_back(composer, layout))


def _head(composer: Composer, layout: CardLayout, front: Role) -> tuple[TopicAndDefinition, float]:
    """Return topic and definition in the first of the design's forms that fits, and the height of the figure."""
    guide, measure = composer.guide, layout.measure(layout.margin)
    has_figure = composer.theme.figure.draw is not None or composer.theme.quotation_marks
    roles = composer.role("H1", front), composer.role("P", front)
    # Without a figure the words may go down to the footer.
    none = layout.height - BELOW_FIGURE - ABOVE_FIGURE - (layout.footer_top - layout.above_footer)
    for head, least in _heads(composer, layout, roles):
        if composer.set.is_too_wide(guide.title.text, head.topic.style, measure):
            raise too_wide(composer, guide.title.at, CARD, head.topic.style)
        if head.left >= (none if least is None or not has_figure else least):
            return head, min(head.left, TALLEST)
    at = (guide.definition or guide.title).at
    raise too_tall(composer, "card-too-long", at, CARD, none - head.left, head.leading)


def _heads(
    composer: Composer, layout: CardLayout, roles: tuple[Role, Role]
) -> Iterator[tuple[TopicAndDefinition, float | None]]:
    """Yield the forms of topic and definition from the best on, each with the least height of the figure or None.

    The topic stands on two lines or fewer in the largest size that leaves room; on three only if no size gives two.
    """
    topics = list(_topics(composer, layout, roles[0]))
    large = [topic for topic in topics if topic.style.size >= LARGEST[-1][0]]
    for topic in large:
        yield _with_definition(composer, layout, topic, roles[1], DEFINITIONS[0]), TALL
    # In the smallest of these sizes first the definition gets smaller, then the figure, then there is none.
    for topic in [*(large[-1:] or topics[:1]), *topics[-1:]]:
        for least, size in product((TALL, LEAST, None), DEFINITIONS):
            yield _with_definition(composer, layout, topic, roles[1], size), least


def _topics(composer: Composer, layout: CardLayout, role: Role) -> Iterator[TextBlock]:
    """Yield the topic on two lines or fewer in each size that gives them, else on the fewest lines that there are."""
    title, measure = composer.guide.title.text, layout.measure(layout.margin)
    smallest = style.display(*TOPICS[-1])
    blocks = []
    for size in TOPICS:
        face = style.display(*size)
        block = composer.set.title(title, face, measure, role)
        if holds_words(composer, title, face, smallest, measure) and not _has_short_line(block):
            blocks.append(block)
    if not blocks:
        blocks = [composer.set.title(title, smallest, measure, role)]
    fewest = max(min(len(block.lines) for block in blocks), 2)
    yield from (block for block in blocks if len(block.lines) <= fewest)


def _has_short_line(block: TextBlock) -> bool:
    lines = [
        "".join(glyph.text for piece in line.pieces for glyph in piece.glyphs).strip() for line in block.lines
    ]
    return len(lines) > 1 and any(" " not in line and len(line) <= SHORT_WORD for line in lines)


def _with_definition(
    composer: Composer, layout: CardLayout, topic: TextBlock, role: Role, size: tuple[float, float]
) -> TopicAndDefinition:
    parts = [StackItem(topic)]
    if definition := composer.guide.definition:
        measure = layout.measure(layout.margin)
        block = composer.set.balanced(definition.text, voice(composer, *size), measure, role)
        parts.append(StackItem(block, ABOVE_DEFINITION))
    whole = Stack(tuple(parts))
    left = layout.height - BELOW_FIGURE - TOPIC_TOP - whole.height - ABOVE_FIGURE
    return TopicAndDefinition(whole, topic, left, size[1])


def _figure(composer: Composer, layout: CardLayout, height: float) -> list[Item]:
    """Return the whole figure of a height in points, or the opening quotation mark of the theme ``plain``."""
    bottom = layout.height - BELOW_FIGURE
    if height < LEAST:
        return []
    if composer.theme.quotation_marks:
        return quotation_mark(composer, layout, composer.quotation_mark("opening"), MARK, bottom)
    found = theme_figure(composer, layout.measure(layout.margin), height)
    return found.items(layout.margin, bottom - found.height, composer.theme.accent) if found else []


MARK = 84.0
"""The size of the quotation marks in points, as in the design."""


def cover_footer(composer: SheetComposer, blank: float) -> Block:
    """Return the number of questions and the date for a title card's footer, or a labeled blank for the date."""
    words, count = composer.words, len(composer.guide.questions)
    number = words.number(count)
    said = words("segment.questions", count, words=f"{number[:1].upper()}{number[1:]}")
    left = composer.set.line(f"{said} ·", style.FOOTER, ARTIFACT)
    return beside(left, composer.slot(lambda c: _date(c, blank)), left.width + WORD_SPACE)


def _date(composer: DetailComposer, blank: float) -> Block:
    date = composer.details.date_alone
    if date:
        return composer.set.line(date, style.FOOTER, ARTIFACT)
    return labeled_blank(composer.set.line(composer.words("card.date"), style.FOOTER, ARTIFACT), blank)


def agreements_back(composer: SheetComposer, layout: CardLayout) -> Page:
    """Return the back of the title card: the agreements and nothing else, on large cards under a heading."""
    back = composer.role("Sect")
    items: list[Item] = []
    if layout.large:
        face = layout.number._replace(color=composer.theme.accent)
        top = layout.number_baseline(layout.margin) - face.baseline
        items += composer.set.line(composer.words("card.tonight"), face, composer.role("H2", back)).place(
            layout.margin, top
        )
    lines, _ = set_lines(composer, layout, composer.agreements, back, layout.bottom)
    return Page(layout.width, layout.height, (*items, *lines))
