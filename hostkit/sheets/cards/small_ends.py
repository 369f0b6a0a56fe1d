"""Composes the title card and the closing card in the small form, with less text than in the large form."""

from __future__ import annotations

from itertools import product
from math import inf

from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import (
    SMALL_TITLE_TOP,
    TALL_ENOUGH,
    CardLayout,
    TypeFit,
    quotation_mark,
    series_footer,
)
from hostkit.sheets.cards.cover import agreements_back
from hostkit.sheets.cards.ends import closing_words, texts_of_back
from hostkit.sheets.cards.question import CARD, check_room, figure
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.parts.code_blocks import invitation
from hostkit.sheets.parts.head import (
    accent_rule,
    holds_words,
    labeled_blank,
    labeled_width,
    voice,
    writing_lines,
)
from hostkit.sheets.parts.words_and_code import CodeText, words_and_code
from hostkit.sheets.refusal import longest_too_tall, too_wide
from hostkit.stocks.imposition import Card
from hostkit.typesetting.display_list import ARTIFACT, Item, Page, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Drawn, Stack, StackItem

OPENING_MARK = CLOSING_MARK = 34.0
"""The size of the quotation marks in points, as in the design."""

TOPICS = ((26, 28), (21, 24), (16, 20), (14, 17))
"""Sizes and leadings of the topic from the design's scale, down to the smallest size of questions."""

LARGER_TOPICS = ((37, 40), (31, 34), *TOPICS)
"""Sizes and leadings of the topic on cards of TALL_ENOUGH or more."""
RULE_WIDTH = mm(10)
"""The design's measure."""

DATE_BLANK = mm(30)
"""Chosen by eye: it fits beside its label on the narrowest card, and a date in figures fits on it."""

DEFINITIONS = ((14, 20), (12, 16))
"""Sizes and leadings of the definition in the second voice; after them it is set in Atkinson at 11/14."""
_SMALL = (
    (style.LABEL, style.BODY),
    (Style("text-bold", 11, 14, style.BLACK), Style("text", 11, 14, style.BLACK)),
    (Style("text-bold", 11, 13, style.BLACK), Style("text", 11, 13, style.BLACK)),
)


def small_title_card(composer: SheetComposer, layout: CardLayout) -> Card:
    """Return the title card, with the topic and, if there is room, the definition and the figure.

    Its back has the agreements.
    """
    x = layout.text_x(layout.margin)
    items: list[Item] = []
    if composer.theme.quotation_marks:
        items += quotation_mark(composer, layout, composer.quotation_mark("opening"), OPENING_MARK)
    topic, top = _topic(composer, layout), _topic_top(composer, layout)
    items += topic.place(x, top)
    items += figure(composer, layout, top + topic.height)
    items += composer.slot(lambda c: _foot(c, layout)).place(x, layout.footer_top)
    return Card(Page(layout.width, layout.height, tuple(items)), agreements_back(composer, layout))


def _foot(composer: DetailComposer, layout: CardLayout) -> Block:
    """Return the date or a blank for it, and flush right the series, if both fit one line."""
    date, series = composer.details.date_alone, composer.guide.series
    words = composer.set.line(date or composer.words("card.date"), style.FOOTER, ARTIFACT)
    left: Block = words if date else labeled_blank(words, DATE_BLANK)
    measure = layout.measure(layout.margin)
    right = composer.set.line(series.text if series else "", style.FOOTER, ARTIFACT)
    taken = words.width if date else labeled_width(words, DATE_BLANK)
    if not series or taken + mm(4) + right.width > measure:
        return left
    return Drawn(left.height, lambda x, y: [*left.place(x, y), *right.place_right(x + measure, y)])


def _topic_top(composer: Composer, layout: CardLayout) -> float:
    """Return the y at which the topic begins: below the quotation mark, or at the margin if there is none."""
    return SMALL_TITLE_TOP if composer.theme.quotation_marks else layout.margin


def _topic(composer: Composer, layout: CardLayout) -> Stack:
    """Return the topic in the largest size that leaves room for the definition, or else in the largest that fits.

    On taller cards the topic is larger than the questions. Raises FitError if it fits in no size.
    """
    guide, measure = composer.guide, layout.measure(layout.margin)
    top = _topic_top(composer, layout)
    front = composer.role("Sect")
    role = composer.role("H1", front)
    end = layout.footer_top - layout.above_footer
    # As on large cards, the figure takes the place of the rule.
    rule = (
        [StackItem(accent_rule(RULE_WIDTH, composer.theme.accent), 10)]
        if composer.theme.quotation_marks
        else []
    )
    fitting: list[Stack] = []
    faces = _topic_faces(composer, layout)
    for face in faces or [style.display(*TOPICS[-1])]:
        topic = composer.set.title(guide.title.text, face, measure, role)
        whole = Stack((StackItem(topic), *rule))
        if face.size > layout.least_topic or not fitting:
            fitting.append(whole)
    if not faces:
        if composer.set.is_too_wide(guide.title.text, face, measure):
            raise too_wide(composer, guide.title.at, CARD, face)
        check_room(composer, guide.title.at, topic, top, end - 12)
    defined = (_with_definition(composer, layout, whole, front) for whole in fitting)
    return next((whole for whole in defined if whole), fitting[0])


def largest_topic(composer: Composer, layout: CardLayout) -> float:
    """Return the largest size in which the topic fits if the questions must be smaller, or else infinity."""
    sizes = [face.size for face in _topic_faces(composer, layout)] if layout.height >= TALL_ENOUGH else []
    return max(sizes, default=inf)


def _topic_faces(composer: Composer, layout: CardLayout) -> list[Style]:
    """Return the styles in which the topic of a small card fits, from the largest."""
    text, measure = composer.guide.title.text, layout.measure(layout.margin)
    room = layout.footer_top - layout.above_footer - _topic_top(composer, layout)
    room -= 10 + style.RULE_WEIGHT if composer.theme.quotation_marks else 0.0
    return [
        face
        for face in (
            style.display(*size) for size in (LARGER_TOPICS if layout.height >= TALL_ENOUGH else TOPICS)
        )
        if composer.set.count_lines(text, face, measure) * face.leading <= room
        and holds_words(composer, text, face, style.display(*TOPICS[-1]), measure)
    ]


def _with_definition(composer: Composer, layout: CardLayout, topic: Stack, front: Role) -> Stack | None:
    """Return the topic with the definition below it, or None if that does not fit."""
    definition = composer.guide.definition
    if definition is None:
        return topic
    role, top = composer.role("P", front), _topic_top(composer, layout)
    for face in (*(voice(composer, *size) for size in DEFINITIONS), Style("text", 11, 14, style.BLACK)):
        block = composer.set.balanced(definition.text, face, layout.measure(layout.margin), role)
        whole = Stack((*topic.parts, StackItem(block, 10)))
        if top + whole.height <= layout.footer_top - layout.above_footer:
            return whole
    return None


def small_closing_card(composer: SheetComposer, layout: CardLayout, deck: TypeFit) -> Card:
    """Return the closing card, with the closing round's question on its front and the group's code on its back."""
    block, fit = closing_words(composer, layout, deck)
    top = layout.text_top(fit.style, fit.margin)
    items: list[Item] = []
    if composer.theme.quotation_marks:
        items += quotation_mark(composer, layout, composer.quotation_mark("closing"), CLOSING_MARK)
    items += block.place(layout.text_x(fit.margin), top)
    items += figure(composer, layout, top + block.height)
    if fit.footer:
        items += series_footer(composer, layout, composer.guide.title.text)
    return Card(Page(layout.width, layout.height, tuple(items)), _closing_back(composer, layout))


def _closing_back(composer: SheetComposer, layout: CardLayout) -> Page:
    back = composer.role("Sect")
    whole = composer.slot(lambda c: _afterwards(c, layout, back))
    return Page(layout.width, layout.height, tuple(whole.place(0, 0)))


def _afterwards(composer: DetailComposer, layout: CardLayout, back: Role) -> Block:
    """Return the whole back of the closing card as one block. Raises FitError if its texts do not fit."""
    link = composer.details.group_link
    if link is None:
        written = _write_in(composer, layout, back)
        return Drawn(layout.height, lambda x, y: written)
    left = layout.text_x(layout.margin)
    name, invite = _words_of_back(composer)
    roles = composer.role("P", back), composer.role("H2", back)
    margin, bottom = layout.margin, layout.height - layout.margin
    corners = [(left, layout.text_top(style.BODY, margin)), (left, margin), (margin, margin)]
    tries = [(*each, False) for each in product(_SMALL, corners)] + [(_SMALL[-1], corners[-1], True)]
    for (bold, plain), (left, top), is_tight in tries:
        texts = [CodeText(invite, plain, roles[0]), CodeText(name, bold, roles[1])]
        measure = layout.width - left - margin
        whole = words_and_code(composer, texts, link, measure, back, is_tight=is_tight)
        over = top + whole.height - bottom
        if over <= 0:
            break
    else:
        raise longest_too_tall(composer, "card-too-long", texts_of_back(composer, plain.leading), CARD, over)
    return Drawn(layout.height, lambda x, y: whole.apart(x + left, y + top, y + bottom))


def _words_of_back(composer: DetailComposer) -> tuple[str, str]:
    words = composer.words
    name = composer.details.group_name or words("code.our_group")
    return name, f"{invitation(composer, 'share.card_invite')} {words('share.own_words')}"


def _write_in(composer: DetailComposer, layout: CardLayout, back: Role) -> list[Item]:
    """Return the invitation above two lines to write the link on, or one line if there is no room for two."""
    name, text = _words_of_back(composer)
    measure, x = layout.measure(layout.margin), layout.text_x(layout.margin)
    missing = f"{name}. {composer.words('code.missing_link')}"
    roles = composer.role("P", back), composer.role("P", back)
    over = 0.0
    for count, (_, plain) in product((2, 1), _SMALL):
        label = composer.set.narrow(missing, plain, measure, roles[0])
        lines = Stack((StackItem(label), StackItem(writing_lines(measure, count))))
        invite = composer.set.narrow(text, plain, measure, roles[1])
        top, start = layout.height - layout.margin - lines.height, layout.text_top(plain, layout.margin)
        over = start + invite.height + 4 - top
        if over <= 0:
            return [*invite.place(x, start), *lines.place(x, top)]
    raise longest_too_tall(composer, "card-too-long", texts_of_back(composer, plain.leading), CARD, over)
