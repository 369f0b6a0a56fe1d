"""The two cards worth keeping: the title card opens with a quotation mark, the closing card closes it."""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.ground.errors import Position
from hostkit.ground.phrase import Phrase
from hostkit.ground.units import mm
from hostkit.layout.column import Drawn, Part, Stack, stack
from hostkit.layout.display_list import ARTIFACT, Item, Page, Role
from hostkit.layout.imposition import Card
from hostkit.layout.text import Style
from hostkit.layout.typeset import TextBlock
from hostkit.sheets import style
from hostkit.sheets.cards.code_foot import code_foot
from hostkit.sheets.cards.fit import CARD, check_room, set_lines, set_question, style_for, too_wide
from hostkit.sheets.cards.frame import (
    ABOVE_FOOT,
    MARGIN,
    QUESTION_TOP,
    Frame,
    foot_of_series,
    label,
    quotation_mark,
)
from hostkit.sheets.parts.blanks import labelled_blank
from hostkit.sheets.parts.codes import pre_read_opens
from hostkit.sheets.parts.composer import Composer
from hostkit.sheets.parts.head import accent_rule, set_topic
from hostkit.sheets.parts.refusal import too_tall
from hostkit.sheets.parts.share import invitation

ABOVE_CODE = 12.0
DATE_BLANK = mm(45)
CLOSING = style.display(24, 30)
"""The closing card is worth keeping: its words are at least this large where they fit, whatever the deck's size."""
DEFINITIONS = (style.DEFINITION, Style("text", 12, 16, style.BLACK))


def title_card(composer: Composer, frame: Frame) -> Card:
    """Return the title card: topic and definition; on its back the agreements and the pre-read's code."""
    items = quotation_mark(composer.words("quotation_marks.opening"))
    items += _topic_and_definition(composer, frame).place(MARGIN, QUESTION_TOP)
    items += _date_foot(composer, frame).place(MARGIN, frame.foot_top)
    return Card(Page(frame.width, frame.height, tuple(items)), _title_back(composer, frame))


def _topic_and_definition(composer: Composer, frame: Frame) -> Stack:
    guide = composer.plan.guide
    front = composer.role("Sect")
    topic = set_topic(composer, frame.measure, style.TOPIC_SIZES, composer.role("H1", front))
    if composer.set.breaks_words(guide.title.text, topic.style, frame.measure):
        raise too_wide(composer, guide.title, topic.style)
    parts = [Part(topic), Part(accent_rule(style.CARD_RULE_WIDTH), 10)]
    check_room(composer, guide.title, topic, QUESTION_TOP, frame.foot_top - 40)
    if not guide.definition:
        return Stack(tuple(parts))
    role = composer.role("P", front)
    for face in DEFINITIONS:
        block = composer.set.balanced(guide.definition.text, face, frame.measure, role)
        whole = Stack((*parts, Part(block, 12)))
        if QUESTION_TOP + whole.height <= frame.foot_top - ABOVE_FOOT:
            return whole
    check_room(composer, guide.definition, block, QUESTION_TOP + whole.height - block.height, frame.foot_top)
    return whole


def _date_foot(composer: Composer, frame: Frame) -> Drawn | TextBlock:
    date = composer.plan.event.date
    if date:
        return composer.set.line(composer.words.date(date), style.FOOT, ARTIFACT)
    return labelled_blank(composer.set.line(composer.words("card.date"), style.FOOT, ARTIFACT), DATE_BLANK)


def _title_back(composer: Composer, frame: Frame) -> Page:
    plan, words = composer.plan, composer.words
    back = composer.role("Sect")
    agreements = plan.guide.agreements or (Phrase(words("card.pass"), plan.guide.title.at),)
    heading = label(composer, words("card.tonight"), composer.role("H2", back))
    code: list[Item] = []
    bottom = frame.foot_top - ABOVE_FOOT
    if plan.has_pre_read:
        required = plan.guide.pre_read is not None and plan.guide.pre_read.required
        name = words("card.before_required" if required else "card.before")
        code, top = code_foot(composer, frame, name, pre_read_opens(composer), plan.pre_read_link, back)
        bottom = top - ABOVE_CODE
        if bottom < QUESTION_TOP:
            at = plan.guide.pre_read.title.at if plan.guide.pre_read else plan.guide.title.at
            raise too_tall(composer, at, CARD, QUESTION_TOP - bottom, style.BODY.lead)
    else:
        code = foot_of_series(composer, frame, plan.guide.title.text)
    lines = set_lines(composer, frame, agreements, back, bottom)
    return Page(frame.width, frame.height, (*heading, *lines, *code))


def closing_card(composer: Composer, frame: Frame, deck: Sequence[Style]) -> Card:
    """Return the closing card: the closing round's words; on its back the invitation to the follow-up group."""
    words = composer.words
    front = composer.role("Sect")
    items = quotation_mark(words("quotation_marks.closing"))
    items += _closing_words(composer, frame, max((*deck, CLOSING), key=lambda face: face.size), front).place(
        MARGIN, QUESTION_TOP
    )
    items += foot_of_series(composer, frame, words("card.closing_foot"))
    return Card(Page(frame.width, frame.height, tuple(items)), _closing_back(composer, frame))


def _closing_words(composer: Composer, frame: Frame, deck: Style, parent: Role) -> TextBlock:
    role = composer.role("H2", parent)
    segments = composer.plan.guide.run_of_show
    asked = next((s.ask for s in segments if s.kind == "closing_round" and s.ask), None)
    if asked is None:
        text = composer.words("card.closing")
        return composer.set.balanced(text, style_for(composer, frame, text, deck), frame.measure, role)
    face = style_for(composer, frame, composer.plan.plain(asked), deck)
    return set_question(composer, frame, asked, face, role)


def _closing_back(composer: Composer, frame: Frame) -> Page:
    plan, words = composer.plan, composer.words
    back = composer.role("Sect")
    heading = label(composer, words("card.afterwards"), composer.role("H2", back))
    name = plan.group_name or words("code.our_group")
    code, top = code_foot(composer, frame, name, None, plan.group_link, back)
    blocks = [
        composer.set.narrow(text, style.GUEST, frame.measure, composer.role("P", back))
        for text in (invitation(composer, "share.card_invite"), words("share.own_words"))
    ]
    text = stack(blocks, 10.0)
    over = QUESTION_TOP + text.height - (top - ABOVE_CODE)
    if over > 0:
        raise too_tall(composer, _longest_of_back(composer), CARD, over, style.GUEST.lead)
    return Page(frame.width, frame.height, (*heading, *text.place(MARGIN, QUESTION_TOP), *code))


def _longest_of_back(composer: Composer) -> Position:
    """Return where the longest text on the closing card's back was written: what to shorten first."""
    plan = composer.plan
    follow_up = plan.guide.follow_up
    invite, own_name = (follow_up.invite, follow_up.name) if follow_up else (None, None)
    written = [phrase for phrase in (invite, plan.event.group_name or own_name) if phrase]
    if written:
        return max(written, key=lambda phrase: len(phrase.text)).at
    return plan.group_link.at if plan.group_link else plan.guide.title.at
