"""Composes the title card and the closing card in the large form."""

from __future__ import annotations

from hostkit.codes.links import Link
from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import (
    QUESTION_TOP,
    CardLayout,
    TypeFit,
    label,
    quotation_mark,
    series_footer,
)
from hostkit.sheets.cards.question import CARD, check_room, fit_for, set_lines, set_question
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.parts.agreements import agreements
from hostkit.sheets.parts.code_blocks import (
    WORDS_FROM,
    code_row,
    invitation,
    is_pre_read_required,
    pre_read_opens,
)
from hostkit.sheets.parts.head import accent_rule, labeled_blank, set_topic, writing_lines
from hostkit.sheets.refusal import LongText, longest_too_tall, too_tall, too_wide
from hostkit.stocks.imposition import Card
from hostkit.typesetting.display_list import ARTIFACT, Item, Page, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Stack, StackItem, stack

MARK = 84.0
"""The size of the quotation marks in points, as in the design."""

ABOVE_CODE = 12.0
"""In points. Chosen by eye: about twice the quiet zone of a code, 4 modules of 0.5 mm."""

DATE_BLANK = mm(45)
"""Chosen by eye: room to write a date in full by hand."""

CLOSING_SIZE = 24
"""The least size in points of the closing card's words if they fit, even if the deck is set smaller."""
DEFINITIONS = (style.DEFINITION, Style("text", 12, 16, style.BLACK))


def title_card(composer: SheetComposer, layout: CardLayout) -> Card:
    """Return the title card, with topic and definition on its front, agreements and the pre-read's code on its back."""
    items = quotation_mark(layout, composer.words("quotation_marks.opening"), MARK)
    items += _topic_and_definition(composer, layout).place(layout.margin, QUESTION_TOP)
    items += date_footer(composer, DATE_BLANK).place(layout.margin, layout.footer_top)
    return Card(Page(layout.width, layout.height, tuple(items)), _title_back(composer, layout))


def _topic_and_definition(composer: Composer, layout: CardLayout) -> Stack:
    guide, measure = composer.guide, layout.measure(layout.margin)
    front = composer.role("Sect")
    topic = set_topic(composer, measure, style.TOPIC_SIZES, composer.role("H1", front))
    if composer.set.is_too_wide(guide.title.text, topic.style, measure):
        raise too_wide(composer, guide.title.at, CARD, topic.style)
    parts = [StackItem(topic), StackItem(accent_rule(style.CARD_RULE_WIDTH), 10)]
    check_room(composer, guide.title.at, topic, QUESTION_TOP, layout.footer_top - 40)
    if not guide.definition:
        return Stack(tuple(parts))
    role = composer.role("P", front)
    for face in DEFINITIONS:
        block = composer.set.balanced(guide.definition.text, face, measure, role)
        whole = Stack((*parts, StackItem(block, 12)))
        if QUESTION_TOP + whole.height <= layout.footer_top - layout.above_footer:
            return whole
    top = QUESTION_TOP + whole.height - block.height
    check_room(composer, guide.definition.at, block, top, layout.footer_top)
    return whole


def date_footer(composer: SheetComposer, blank: float) -> Block:
    """Return the date for a title card's footer, or a labeled blank of ``blank`` points."""
    return composer.slot(lambda c: _date(c, blank))


def _date(composer: DetailComposer, blank: float) -> Block:
    date = composer.details.date_alone
    if date:
        return composer.set.line(date, style.FOOTER, ARTIFACT)
    return labeled_blank(composer.set.line(composer.words("card.date"), style.FOOTER, ARTIFACT), blank)


def _title_back(composer: SheetComposer, layout: CardLayout) -> Page:
    guide, words = composer.guide, composer.words
    back = composer.role("Sect")
    heading = label(composer, layout, words("card.tonight"), composer.role("H2", back))
    code: list[Item] = series_footer(composer, layout, guide.title.text)
    bottom = None
    if composer.shape.has_pre_read:
        name = words("card.before_required" if is_pre_read_required(guide) else "card.before")
        standing = composer.slot(
            lambda c: linked_code(c, layout, name, pre_read_opens(c), c.details.pre_read_link, back)
        )
        code = standing.place(layout.margin, layout.bottom - standing.height)
        bottom = layout.bottom - standing.height - ABOVE_CODE
        if bottom < QUESTION_TOP:
            at = guide.pre_read.title.at if guide.pre_read else guide.title.at
            raise too_tall(composer, "card-too-long", at, CARD, QUESTION_TOP - bottom, style.BODY.leading)
    lines, _ = set_lines(composer, layout, agreements(composer), back, bottom)
    return Page(layout.width, layout.height, (*heading, *lines, *code))


def closing_card(composer: SheetComposer, layout: CardLayout, deck: TypeFit) -> Card:
    """Return the closing card, with the closing round's question on its front and the follow-up group on its back."""
    words = composer.words
    items = quotation_mark(layout, words("quotation_marks.closing"), MARK)
    asked, has_footer = closing_words(composer, layout, _worth_keeping(layout, deck))
    items += asked
    if has_footer:
        items += series_footer(composer, layout, words("card.closing_foot"))
    return Card(Page(layout.width, layout.height, tuple(items)), _closing_back(composer, layout))


def _worth_keeping(layout: CardLayout, deck: TypeFit) -> TypeFit:
    larger = [fit for fit in layout.fits if fit.style.size >= CLOSING_SIZE]
    return max((deck, larger[-1]), key=lambda fit: fit.style.size)


def closing_words(composer: Composer, layout: CardLayout, deck: TypeFit) -> tuple[list[Item], bool]:
    """Return the closing round's question as items, and whether there is room for a footer."""
    guide = composer.guide
    asked = next((s.ask for s in guide.run_of_show if s.kind == "closing_round" and s.ask), None)
    text = composer.plain(asked) if asked else composer.words("card.closing")
    fit = fit_for(composer, layout, text, deck)
    role = composer.role("H2", composer.role("Sect"))
    block = set_question(composer, layout, text, (asked or guide.title).at, fit, role)
    return block.place(layout.text_x(fit.margin), layout.text_top(fit.style, fit.margin)), fit.footer


def _closing_back(composer: SheetComposer, layout: CardLayout) -> Page:
    """Return the back of the closing card, with the invitation at the top and the group's code at the bottom."""
    back = composer.role("Sect")
    words = composer.words("card.afterwards")
    heading = label(composer, layout, words, composer.role("H2", back))
    text = composer.slot(lambda c: _invitation(c, layout, back))
    code = composer.slot(lambda c: _group_code(c, layout, back))
    top = layout.bottom - code.height
    over = QUESTION_TOP + text.height - (top - ABOVE_CODE)
    if over > 0:
        raise longest_too_tall(
            composer, "card-too-long", texts_of_back(composer, style.GUEST.leading), CARD, over
        )
    items = (*heading, *text.place(layout.margin, QUESTION_TOP), *code.place(layout.margin, top))
    return Page(layout.width, layout.height, items)


def _invitation(composer: DetailComposer, layout: CardLayout, back: Role) -> Block:
    measure = layout.measure(layout.margin)
    return stack(
        [
            composer.set.narrow(text, style.GUEST, measure, composer.role("P", back))
            for text in (invitation(composer, "share.card_invite"), composer.words("share.own_words"))
        ],
        10.0,
    )


def _group_code(composer: DetailComposer, layout: CardLayout, back: Role) -> Block:
    name = composer.details.group_name or composer.words("code.our_group")
    return linked_code(composer, layout, name, None, composer.details.group_link, back)


def texts_of_back(composer: Composer, leading: float) -> list[LongText]:
    """Return the texts on the closing card's back that could be shortened: invitation and name, or else the link."""
    follow_up = composer.guide.follow_up
    invite, name = (follow_up.invite, follow_up.name) if follow_up else (None, None)
    texts = [invite, "group_name" if composer.shape.knows("group_name") else name]
    return [LongText(text, leading) for text in texts if text] or [link_of_group(composer, leading)]


def link_of_group(composer: Composer, leading: float) -> LongText:
    """Return the link to the group as a text that could be shortened, or the title if there is no link."""
    if composer.shape.knows("group_url"):
        return LongText("group_url", leading)
    follow_up = composer.guide.follow_up
    return LongText((follow_up.url if follow_up else None) or composer.guide.title, leading)


def linked_code(
    composer: Composer, layout: CardLayout, label: str, opens: str | None, link: Link | None, parent: Role
) -> Block:
    """Return a code with its words, which end level with its bottom, or without a link, lines to write on."""
    measure = layout.measure(layout.margin)
    name = composer.role("P", parent)
    if link is None:
        missing = f"{label}. {composer.words('code.missing_link')}"
        asked = composer.set.narrow(missing, style.BODY, measure, name)
        return Stack((StackItem(asked), StackItem(writing_lines(measure, 2))))
    caption = _caption(composer, label, opens, measure - WORDS_FROM, (name, composer.role("P", parent)))
    return code_row(composer, caption, link, measure, parent)


def _caption(
    composer: Composer, label: str, opens: str | None, room: float, roles: tuple[Role, Role]
) -> list[StackItem]:
    parts = [StackItem(composer.set.narrow(label, style.LABEL, room, roles[0]))]
    if opens:
        parts.append(StackItem(composer.set.narrow(opens, style.QUIET_BODY, room, roles[1])))
    return parts
