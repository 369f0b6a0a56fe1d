"""The two cards worth keeping, in the large form: the title card opens a quotation, the closing card closes it."""

from __future__ import annotations

from hostkit.core.characters import Phrase
from hostkit.core.errors import Position
from hostkit.core.units import mm
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import (
    QUESTION_TOP,
    CardLayout,
    FitStep,
    foot_of_series,
    label,
    quotation_mark,
)
from hostkit.sheets.cards.code_foot import code_foot
from hostkit.sheets.cards.fit import CARD, check_room, set_lines, set_question, step_for
from hostkit.sheets.parts.blanks import labelled_blank
from hostkit.sheets.parts.code_blocks import pre_read_opens
from hostkit.sheets.parts.composer import Composer, too_tall, too_wide
from hostkit.sheets.parts.head import accent_rule, set_topic
from hostkit.sheets.parts.share import group_key, invitation, invitation_key
from hostkit.stocks.imposition import Card
from hostkit.typesetting.columns import Block, Stack, StackItem, stack
from hostkit.typesetting.display_list import ARTIFACT, Item, Page, Role
from hostkit.typesetting.shaping import Style

MARK = 84.0
ABOVE_CODE = 12.0
DATE_BLANK = mm(45)
CLOSING_SIZE = 24
"""The closing card is worth keeping: its words are at least this large where they fit, whatever the deck's size."""
DEFINITIONS = (style.DEFINITION, Style("text", 12, 16, style.BLACK))


def title_card(composer: Composer, frame: CardLayout) -> Card:
    """Return the title card: topic and definition; on its back the agreements and the pre-read's code."""
    items = quotation_mark(frame, composer.words("quotation_marks.opening"), MARK)
    items += _topic_and_definition(composer, frame).place(frame.margin, QUESTION_TOP)
    items += date_foot(composer, DATE_BLANK).place(frame.margin, frame.foot_top)
    return Card(Page(frame.width, frame.height, tuple(items)), _title_back(composer, frame))


def _topic_and_definition(composer: Composer, frame: CardLayout) -> Stack:
    guide, measure = composer.plan.guide, frame.measure(frame.margin)
    front = composer.role("Sect")
    topic = set_topic(composer, measure, style.TOPIC_SIZES, composer.role("H1", front))
    if composer.set.breaks_words(guide.title.text, topic.style, measure):
        raise too_wide(composer, guide.title.at, CARD, topic.style)
    parts = [StackItem(topic), StackItem(accent_rule(style.CARD_RULE_WIDTH), 10)]
    check_room(composer, guide.title.at, topic, QUESTION_TOP, frame.foot_top - 40)
    if not guide.definition:
        return Stack(tuple(parts))
    role = composer.role("P", front)
    for face in DEFINITIONS:
        block = composer.set.balanced(guide.definition.text, face, measure, role)
        whole = Stack((*parts, StackItem(block, 12)))
        if QUESTION_TOP + whole.height <= frame.foot_top - frame.above_foot:
            return whole
    top = QUESTION_TOP + whole.height - block.height
    check_room(composer, guide.definition.at, block, top, frame.foot_top)
    return whole


def date_foot(composer: Composer, blank: float) -> Block:
    """Return the date for a title card's foot, or a blank for it."""
    return composer.slot(lambda plan: plan.event.date, lambda c: _date(c, blank))


def _date(composer: Composer, blank: float) -> Block:
    date = composer.plan.event.date
    if date:
        return composer.set.line(composer.words.date_alone(date), style.FOOT, ARTIFACT)
    return labelled_blank(composer.set.line(composer.words("card.date"), style.FOOT, ARTIFACT), blank)


def agreements(composer: Composer) -> tuple[Phrase, ...]:
    """Return the guide's agreements, else the one that holds for every evening."""
    guide = composer.plan.guide
    return guide.agreements or (Phrase(composer.words("card.pass"), guide.title.at),)


def _title_back(composer: Composer, frame: CardLayout) -> Page:
    plan, words = composer.plan, composer.words
    back = composer.role("Sect")
    heading = label(composer, frame, words("card.tonight"), composer.role("H2", back))
    code: list[Item] = foot_of_series(composer, frame, plan.guide.title.text)
    bottom = None
    if plan.has_pre_read:
        name = words("card.before_required" if plan.pre_read_required else "card.before")
        standing = composer.slot(
            lambda plan: plan.pre_read_link,
            lambda c: code_foot(c, frame, name, pre_read_opens(c), c.plan.pre_read_link, back),
        )
        code = standing.place(frame.margin, frame.bottom - standing.height)
        bottom = frame.bottom - standing.height - ABOVE_CODE
        if bottom < QUESTION_TOP:
            at = plan.guide.pre_read.title.at if plan.guide.pre_read else plan.guide.title.at
            raise too_tall(composer, "card-too-long", at, CARD, QUESTION_TOP - bottom, style.BODY.lead)
    lines, _ = set_lines(composer, frame, agreements(composer), back, bottom)
    return Page(frame.width, frame.height, (*heading, *lines, *code))


def closing_card(composer: Composer, frame: CardLayout, deck: FitStep) -> Card:
    """Return the closing card: the closing round's words; on its back the invitation to the follow-up group."""
    words = composer.words
    items = quotation_mark(frame, words("quotation_marks.closing"), MARK)
    asked, has_foot = closing_words(composer, frame, _worth_keeping(frame, deck))
    items += asked
    if has_foot:
        items += foot_of_series(composer, frame, words("card.closing_foot"))
    return Card(Page(frame.width, frame.height, tuple(items)), _closing_back(composer, frame))


def _worth_keeping(frame: CardLayout, deck: FitStep) -> FitStep:
    larger = [step for step in frame.steps if step.style.size >= CLOSING_SIZE]
    return max((deck, larger[-1]), key=lambda step: step.style.size)


def closing_words(composer: Composer, frame: CardLayout, deck: FitStep) -> tuple[list[Item], bool]:
    """Return what the closing round asks, set as a question, and whether the foot may stay."""
    plan = composer.plan
    asked = next((s.ask for s in plan.guide.run_of_show if s.kind == "closing_round" and s.ask), None)
    text = plan.plain(asked) if asked else composer.words("card.closing")
    step = step_for(composer, frame, text, deck)
    role = composer.role("H2", composer.role("Sect"))
    block = set_question(composer, frame, text, (asked or plan.guide.title).at, step, role)
    return block.place(frame.text_x(step.margin), frame.text_top(step.style, step.margin)), step.foot


def _closing_back(composer: Composer, frame: CardLayout) -> Page:
    """Return the invitation to the group at the top of a card, its code on the foot."""
    back = composer.role("Sect")
    words = composer.words("card.afterwards")
    heading = label(composer, frame, words, composer.role("H2", back))
    text = composer.slot(invitation_key, lambda c: _invitation(c, frame, back))
    code = composer.slot(group_key, lambda c: _group_code(c, frame, back))
    top = frame.bottom - code.height
    over = QUESTION_TOP + text.height - (top - ABOVE_CODE)
    if over > 0:
        raise too_tall(composer, "card-too-long", longest_of_back(composer), CARD, over, style.GUEST.lead)
    items = (*heading, *text.place(frame.margin, QUESTION_TOP), *code.place(frame.margin, top))
    return Page(frame.width, frame.height, items)


def _invitation(composer: Composer, frame: CardLayout, back: Role) -> Block:
    measure = frame.measure(frame.margin)
    return stack(
        [
            composer.set.narrow(text, style.GUEST, measure, composer.role("P", back))
            for text in (invitation(composer, "share.card_invite"), composer.words("share.own_words"))
        ],
        10.0,
    )


def _group_code(composer: Composer, frame: CardLayout, back: Role) -> Block:
    name = composer.plan.group_name or composer.words("code.our_group")
    return code_foot(composer, frame, name, None, composer.plan.group_link, back)


def longest_of_back(composer: Composer) -> Position:
    """Return where the longest text on the closing card's back was written: what to shorten first."""
    plan = composer.plan
    follow_up = plan.guide.follow_up
    invite, own_name = (follow_up.invite, follow_up.name) if follow_up else (None, None)
    written = [phrase for phrase in (invite, plan.event.group_name or own_name) if phrase]
    if written:
        return max(written, key=lambda phrase: len(phrase.text)).at
    return plan.group_link.at if plan.group_link else plan.guide.title.at
