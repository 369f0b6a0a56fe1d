"""Title and closing card in the small form: less on each, in the same family."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import product

from hostkit.core.units import mm
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import (
    SMALL_TITLE_TOP,
    CardLayout,
    FitStep,
    foot_of_series,
    quotation_mark,
)
from hostkit.sheets.cards.ends import agreements, closing_words, date_foot, longest_of_back
from hostkit.sheets.cards.fit import CARD, TALL_ENOUGH, check_room, set_lines
from hostkit.sheets.parts.blanks import writing_lines
from hostkit.sheets.parts.code_blocks import CARD_SIDE, link_words, make_code
from hostkit.sheets.parts.composer import Composer, too_tall, too_wide
from hostkit.sheets.parts.head import accent_rule
from hostkit.sheets.parts.share import group_key, invitation, invitation_key
from hostkit.stocks.imposition import Card
from hostkit.typesetting.columns import Block, Drawn, Stack, StackItem
from hostkit.typesetting.display_list import Item, Page, Role
from hostkit.typesetting.shaping import Style

OPENING_MARK, CLOSING_MARK = 44.0, 34.0
TOPICS = ((26, 28), (21, 24), (16, 20), (14, 17))
LARGER_TOPICS = ((37, 40), *TOPICS)
"""On the larger of the small stocks."""
ABOVE_LINK = 40.0
RULE_WIDTH = mm(10)
DATE_BLANK = mm(30)
WORDS_FROM = mm(26)
"""From the left edge of the code's dark modules to the words."""
CODE_TOP = mm(8)
DEFINITIONS = (style.DEFINITION, Style("text", 12, 16, style.BLACK), Style("text", 11, 14, style.BLACK))
_SMALL = (
    (style.LABEL, style.BODY),
    (Style("text-bold", 11, 14, style.BLACK), Style("text", 11, 14, style.BLACK)),
    (Style("text-bold", 11, 13, style.BLACK), Style("text", 11, 13, style.BLACK)),
)


def small_title_card(composer: Composer, frame: CardLayout) -> Card:
    """Return the title card: the topic, and the definition where there is room; on its back the agreements alone."""
    x = frame.text_x(frame.margin)
    items = quotation_mark(frame, composer.words("quotation_marks.opening"), OPENING_MARK)
    items += _topic(composer, frame).place(x, SMALL_TITLE_TOP)
    items += date_foot(composer, DATE_BLANK).place(x, frame.foot_top)
    back = composer.role("Sect")
    lines, has_foot = set_lines(composer, frame, agreements(composer), back)
    foot = foot_of_series(composer, frame, composer.plan.guide.title.text) if has_foot else []
    return Card(
        Page(frame.width, frame.height, tuple(items)), Page(frame.width, frame.height, (*lines, *foot))
    )


def _topic(composer: Composer, frame: CardLayout) -> Stack:
    """Return the topic at the largest size that leaves room for the definition, else at the largest that fits."""
    guide, measure = composer.plan.guide, frame.measure(frame.margin)
    front = composer.role("Sect")
    role = composer.role("H1", front)
    end = frame.foot_top - frame.above_foot
    fitting: list[Stack] = []
    for size, lead in LARGER_TOPICS if frame.height >= TALL_ENOUGH else TOPICS:
        face = style.display(size, lead)
        topic = composer.set.balanced(guide.title.text, face, measure, role)
        whole = Stack((StackItem(topic), StackItem(accent_rule(RULE_WIDTH), 10)))
        fits = SMALL_TITLE_TOP + whole.height <= end
        if fits and not composer.set.breaks_words(guide.title.text, face, measure):
            fitting.append(whole)
    if not fitting:
        if composer.set.breaks_words(guide.title.text, face, measure):
            raise too_wide(composer, guide.title.at, CARD, face)
        check_room(composer, guide.title.at, topic, SMALL_TITLE_TOP, end - 12)
    defined = (_with_definition(composer, frame, whole, front) for whole in fitting)
    return next((whole for whole in defined if whole), fitting[0])


def _with_definition(composer: Composer, frame: CardLayout, topic: Stack, front: Role) -> Stack | None:
    """Add the definition where it fits; the host says it aloud from the host sheet in any case."""
    definition = composer.plan.guide.definition
    if definition is None:
        return topic
    role = composer.role("P", front)
    for face in DEFINITIONS:
        block = composer.set.balanced(definition.text, face, frame.measure(frame.margin), role)
        whole = Stack((*topic.parts, StackItem(block, 10)))
        if SMALL_TITLE_TOP + whole.height <= frame.foot_top - frame.above_foot:
            return whole
    return None


def small_closing_card(composer: Composer, frame: CardLayout, deck: FitStep) -> Card:
    """Return the closing card: the closing round's words; on its back the group's code and link."""
    words = composer.words
    items = quotation_mark(frame, words("quotation_marks.closing"), CLOSING_MARK)
    asked, has_foot = closing_words(composer, frame, deck)
    items += asked
    if has_foot:
        items += foot_of_series(composer, frame, words("card.closing_foot"))
    return Card(Page(frame.width, frame.height, tuple(items)), _closing_back(composer, frame))


def _closing_back(composer: Composer, frame: CardLayout) -> Page:
    back = composer.role("Sect")
    whole = composer.slot(_back_key, lambda c: _afterwards(c, frame, back))
    return Page(frame.width, frame.height, tuple(whole.place(0, 0)))


def _back_key(plan: KitPlan) -> Hashable:
    return group_key(plan), invitation_key(plan)


def _afterwards(composer: Composer, frame: CardLayout, back: Role) -> Block:
    """Return the whole back of the closing card."""
    link = composer.plan.group_link
    if link is None:
        written = _write_in(composer, frame, back)
        return Drawn(frame.height, lambda x, y: written)
    left = frame.text_x(frame.margin)
    words = link_words(composer, link, style.LINK, frame.measure(frame.margin), composer.role("Link", back))
    code = make_code(composer, link, CARD_SIDE, back)
    # At the foot of a business card; on a taller one not too far from its code.
    link_top = min(frame.height - frame.margin - words.height, CODE_TOP + code.side + ABOVE_LINK)
    if CODE_TOP + code.side > link_top:
        raise too_tall(
            composer, "card-too-long", link.at, CARD, CODE_TOP + code.side - link_top, style.LINK.lead
        )
    beside = _beside_code(composer, frame, back, link_top)

    def draw(x: float, y: float) -> list[Item]:
        return [
            *beside.place(x + left + WORDS_FROM, y + CODE_TOP),
            *code.place(x + left, y + CODE_TOP),
            *words.place(x + left, y + link_top),
        ]

    return Drawn(frame.height, draw)


def _beside_code(composer: Composer, frame: CardLayout, back: Role, bottom: float) -> Stack:
    """Return the group's name and the invitation at the largest size that ends above the link."""
    room = frame.width - frame.text_x(frame.margin) - WORDS_FROM - frame.margin
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
    raise too_tall(composer, "card-too-long", longest_of_back(composer), CARD, over, plain.lead)


def _words_of_back(composer: Composer) -> tuple[str, str]:
    words = composer.words
    name = composer.plan.group_name or words("code.our_group")
    return name, f"{invitation(composer, 'share.card_invite')} {words('share.own_words')}"


def _write_in(composer: Composer, frame: CardLayout, back: Role) -> list[Item]:
    """Return the invitation over two lines to write the link on, one where two are too many."""
    name, text = _words_of_back(composer)
    measure, x = frame.measure(frame.margin), frame.text_x(frame.margin)
    missing = f"{name}. {composer.words('code.missing_link')}"
    roles = composer.role("P", back), composer.role("P", back)
    over = 0.0
    for count, (_, plain) in product((2, 1), _SMALL):
        label = composer.set.narrow(missing, plain, measure, roles[0])
        lines = Stack((StackItem(label), StackItem(writing_lines(measure, count))))
        invite = composer.set.narrow(text, plain, measure, roles[1])
        top, start = frame.height - frame.margin - lines.height, frame.text_top(plain, frame.margin)
        over = start + invite.height + 4 - top
        if over <= 0:
            return [*invite.place(x, start), *lines.place(x, top)]
    raise too_tall(composer, "card-too-long", longest_of_back(composer), CARD, over, plain.lead)
