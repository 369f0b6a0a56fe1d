"""Composes the title card and the closing card in the small form, with less text than in the large form."""

from __future__ import annotations

from itertools import product

from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import (
    SMALL_TITLE_TOP,
    CardLayout,
    TypeFit,
    quotation_mark,
    series_footer,
)
from hostkit.sheets.cards.cover import agreements_back, date_footer
from hostkit.sheets.cards.ends import closing_words, link_of_group, texts_of_back
from hostkit.sheets.cards.question import CARD, TALL_ENOUGH, check_room, figure
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.parts.code_blocks import CARD_SIDE, invitation, link_words, make_code
from hostkit.sheets.parts.head import accent_rule, holds_words, writing_lines
from hostkit.sheets.refusal import longest_too_tall, too_wide
from hostkit.stocks.imposition import Card
from hostkit.typesetting.display_list import Item, Page, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Drawn, Stack, StackItem

OPENING_MARK, CLOSING_MARK = 44.0, 34.0
"""The sizes of the quotation marks in points, as in the design."""

TOPICS = ((26, 28), (21, 24), (16, 20), (14, 17))
"""Sizes and leadings of the topic from the design's scale, down to the smallest size of questions."""

LARGER_TOPICS = ((37, 40), *TOPICS)
"""Sizes and leadings of the topic on cards of TALL_ENOUGH or more."""
ABOVE_LINK = 40.0
"""The largest gap from the code to the link in points. Chosen by eye: on taller cards they still belong together."""

RULE_WIDTH = mm(10)
"""The design's measure."""

DATE_BLANK = mm(30)
"""Chosen by eye: it fits beside its label on the narrowest card, and a date in figures fits on it."""

WORDS_FROM = mm(26)
"""The distance from the left edge of the code's dark modules to the words; chosen by eye."""

CODE_TOP = mm(8)
"""Chosen by eye: the same as the margin of cards at the edges of the paper."""

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
        items += quotation_mark(composer, layout, composer.words("quotation_marks.opening"), OPENING_MARK)
    topic, top = _topic(composer, layout), _topic_top(composer, layout)
    items += topic.place(x, top)
    items += figure(composer, layout, top + topic.height)
    items += date_footer(composer, DATE_BLANK).place(x, layout.footer_top)
    return Card(Page(layout.width, layout.height, tuple(items)), agreements_back(composer, layout))


def _topic_top(composer: Composer, layout: CardLayout) -> float:
    """Return the y at which the topic begins: below the quotation mark, or at the margin if there is none."""
    return SMALL_TITLE_TOP if composer.theme.quotation_marks else layout.margin


def _topic(composer: Composer, layout: CardLayout) -> Stack:
    """Return the topic in the largest size that leaves room for the definition, or else in the largest that fits.

    Raises FitError if it fits in no size.
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
    for size, leading in LARGER_TOPICS if layout.height >= TALL_ENOUGH else TOPICS:
        face = style.display(size, leading)
        topic = composer.set.title(guide.title.text, face, measure, role)
        whole = Stack((StackItem(topic), *rule))
        fits = top + whole.height <= end
        if fits and holds_words(composer, guide.title.text, face, style.display(*TOPICS[-1]), measure):
            fitting.append(whole)
    if not fitting:
        if composer.set.is_too_wide(guide.title.text, face, measure):
            raise too_wide(composer, guide.title.at, CARD, face)
        check_room(composer, guide.title.at, topic, top, end - 12)
    defined = (_with_definition(composer, layout, whole, front) for whole in fitting)
    return next((whole for whole in defined if whole), fitting[0])


def _with_definition(composer: Composer, layout: CardLayout, topic: Stack, front: Role) -> Stack | None:
    """Return the topic with the definition below it, or None if that does not fit."""
    definition = composer.guide.definition
    if definition is None:
        return topic
    role, top = composer.role("P", front), _topic_top(composer, layout)
    for face in (*(composer.voice(*size) for size in DEFINITIONS), Style("text", 11, 14, style.BLACK)):
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
        items += quotation_mark(composer, layout, composer.words("quotation_marks.closing"), CLOSING_MARK)
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
    words = link_words(composer, link, style.LINK, layout.measure(layout.margin), composer.role("Link", back))
    code = make_code(composer, link, CARD_SIDE, back)
    # The link is at the foot of a business card, and on a taller card not too far from its code.
    link_top = min(layout.height - layout.margin - words.height, CODE_TOP + code.side + ABOVE_LINK)
    if CODE_TOP + code.side > link_top:
        raise longest_too_tall(
            composer,
            "card-too-long",
            [link_of_group(composer, style.LINK.leading)],
            CARD,
            CODE_TOP + code.side - link_top,
        )
    beside = _beside_code(composer, layout, back, link_top)

    def draw(x: float, y: float) -> list[Item]:
        return [
            *beside.place(x + left + WORDS_FROM, y + CODE_TOP),
            *code.place(x + left, y + CODE_TOP),
            *words.place(x + left, y + link_top),
        ]

    return Drawn(layout.height, draw)


def _beside_code(composer: DetailComposer, layout: CardLayout, back: Role, bottom: float) -> Stack:
    """Return the group's name and the invitation in the largest size in which they end above ``bottom``."""
    room = layout.width - layout.text_x(layout.margin) - WORDS_FROM - layout.margin
    name, text = _words_of_back(composer)
    roles = composer.role("H2", back), composer.role("P", back)
    for bold, plain in _SMALL:
        block = Stack(
            (
                StackItem(composer.set.narrow(name, bold, room, roles[0])),
                StackItem(composer.set.narrow(text, plain, room, roles[1])),
            )
        )
        over = CODE_TOP + block.height + 4 - bottom
        if over <= 0:
            return block
    raise longest_too_tall(composer, "card-too-long", texts_of_back(composer, plain.leading), CARD, over)


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
