"""Composes what comes after the questions: the closing card in the large form, and cards for empty cells.

The closing card has its question and the whole figure, and on its back the codes. Cells that a deck leaves empty get
thank-you cards, and cards for a question of a guest's own.
"""

from __future__ import annotations

from itertools import cycle, islice

from hostkit.codes.links import Link
from hostkit.core.values import mm
from hostkit.planning.kit_plan import MOST_SPARE
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import (
    ABOVE_FIGURE,
    QUESTION_TOP,
    TALL_ENOUGH,
    CardLayout,
    TypeFit,
    label,
    quotation_mark,
    series_footer,
)
from hostkit.sheets.cards.cover import MARK, TOPIC_TOP
from hostkit.sheets.cards.question import CARD, figure, fit_for, set_question
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.parts.code_blocks import invitation, is_pre_read_required, link_words, pre_read_opens
from hostkit.sheets.parts.head import voice, writing_lines
from hostkit.sheets.parts.words_and_code import CodeText, words_and_code
from hostkit.sheets.refusal import LongText, longest_too_tall
from hostkit.stocks.imposition import Card
from hostkit.typesetting.display_list import Item, Page, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Stack, StackItem, TextBlock, stack

ABOVE_CODE, LEAST_ABOVE_CODE, BETWEEN_CODES = 12.0, 8.0, 15.0
"""In points. Chosen by eye: about twice the quiet zone of a code, 4 modules of 0.5 mm, in a tight form just above it.
Two codes keep their quiet zones apart."""


def closing_card(composer: SheetComposer, layout: CardLayout, deck: TypeFit) -> Card:
    """Return the closing card, with the closing round's question on its front and the codes on its back."""
    block, fit = closing_words(composer, layout, deck)
    top = layout.text_top(fit.style, fit.margin)
    role = composer.role("P", block.role.parent)
    items = label(composer, layout, composer.words("segment.closing_round"), role, style.GUEST_LABEL)
    items += block.place(layout.text_x(fit.margin), top)
    items += whole_figure(composer, layout, top + block.height, MARK)
    if fit.footer:
        items += series_footer(composer, layout, composer.guide.title.text)
    return Card(Page(layout.width, layout.height, tuple(items)), _closing_back(composer, layout))


def whole_figure(composer: Composer, layout: CardLayout, words_end: float, mark: float) -> list[Item]:
    """Return the whole figure below words, or in the theme ``plain`` the closing quotation mark of a size in points."""
    if not composer.theme.quotation_marks:
        return figure(composer, layout, words_end)
    if words_end > layout.figure_top - ABOVE_FIGURE:
        return []
    char = composer.quotation_mark("closing")
    return quotation_mark(composer, layout, char, mark, layout.figure_bottom)


def closing_words(composer: Composer, layout: CardLayout, deck: TypeFit) -> tuple[TextBlock, TypeFit]:
    """Return the closing round's question, never larger than the questions of the deck, and its fit."""
    guide = composer.guide
    asked = next((s.ask for s in guide.run_of_show if s.kind == "closing_round" and s.ask), None)
    text = composer.plain(asked) if asked else composer.words("card.closing")
    fit = fit_for(composer, layout, text, deck)
    role = composer.role("H2", composer.role("Sect"))
    return set_question(composer, layout, text, (asked or guide.title).at, fit, role), fit


def _closing_back(composer: SheetComposer, layout: CardLayout) -> Page:
    """Return the back of the closing card, with the invitation at the top and the codes at the bottom."""
    back = composer.role("Sect")
    words, role = composer.words("card.afterwards"), composer.role("H2", back)
    heading = label(composer, layout, words, role, style.GUEST_LABEL)
    has_pre_read = composer.shape.has_pre_read
    shared = composer.slot(lambda c: _shared(c, layout, back, has_pre_read=has_pre_read))
    return Page(layout.width, layout.height, (*heading, *shared.place(layout.margin, QUESTION_TOP)))


def _shared(composer: DetailComposer, layout: CardLayout, back: Role, *, has_pre_read: bool) -> Block:
    """Return the invitation and the codes of the group and of the pre-read, down to the foot of the card.

    If they are too tall, the invitation gets smaller, then it is one paragraph and the pre-read has only its
    name, at last links are at 10 pt.
    """
    room, over, opens = layout.bottom - QUESTION_TOP, 0.0, pre_read_opens(composer)
    for face, said, link, gap in (
        (voice(composer, 14, 19), opens, style.LINK, ABOVE_CODE),
        (style.BODY, opens, style.LINK, ABOVE_CODE),
        (style.BODY, None, style.LINK, ABOVE_CODE),
        (style.BODY, None, style.LINK_SMALL, ABOVE_CODE),
        (style.BODY._replace(leading=14), None, style.LINK_SMALL, LEAST_ABOVE_CODE),
    ):
        both = [_group_code(composer, layout, back, link)]
        if has_pre_read:
            both.append(_pre_read_code(composer, layout, back, said, link))
        codes = stack(both, BETWEEN_CODES)
        text = _invitation(composer, layout, back, face, joined=said is None)
        over = text.height + gap + codes.height - room
        if over <= 0:
            return Stack((StackItem(text), StackItem(codes, gap - over)))
    raise longest_too_tall(composer, "card-too-long", texts_of_back(composer, style.BODY.leading), CARD, over)


def _invitation(
    composer: DetailComposer, layout: CardLayout, back: Role, face: Style, *, joined: bool
) -> Block:
    """Return the invitation and the request to share only own words, as two paragraphs or as one."""
    texts = [invitation(composer, "share.card_invite"), composer.words("share.own_words")]
    measure = layout.measure(layout.margin)
    return stack(
        [
            composer.set.narrow(text, face, measure, composer.role("P", back))
            for text in ([" ".join(texts)] if joined else texts)
        ],
        8.0,
    )


def _group_code(composer: DetailComposer, layout: CardLayout, back: Role, face: Style) -> Block:
    name = composer.details.group_name or composer.words("code.our_group")
    return linked_code(composer, layout, (name, None), composer.details.group_link, back, face)


def _pre_read_code(
    composer: DetailComposer, layout: CardLayout, back: Role, opens: str | None, face: Style
) -> Block:
    name = composer.words("card.before_required" if is_pre_read_required(composer.guide) else "card.before")
    return linked_code(composer, layout, (name, opens), composer.details.pre_read_link, back, face)


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
    composer: Composer,
    layout: CardLayout,
    said: tuple[str, str | None],
    link: Link | None,
    parent: Role,
    face: Style,
) -> Block:
    """Return a code with its words, which end level with its bottom, or without a link, lines to write on.

    ``said`` is what the code is for and what it opens; ``face`` is the style of the link.
    """
    name, opens = said
    measure = layout.measure(layout.margin)
    roles = composer.role("P", parent), composer.role("P", parent)
    if link is None:
        missing = f"{name}. {composer.words('code.missing_link')}"
        asked = composer.set.narrow(missing, style.BODY, measure, roles[0])
        return Stack((StackItem(asked), StackItem(writing_lines(measure, 2))))
    texts = [CodeText(name, style.LABEL, roles[0])]
    if opens:
        texts.append(CodeText(opens, style.QUIET_BODY, roles[1]))
    return words_and_code(composer, texts, link, measure, parent, face=face)


ABOVE_FOOTER = 14.0
"""In points. Chosen by eye: handwriting on the last line must not touch the footer."""

THANKS, SMALL_THANKS, LEAST_THANKS = (28, 32), (18, 22), (14, 18)
"""The size and leading of the thanks on large, on small and on low cards: steps of the type scale."""

ABOVE_GESTURE = 12.0
"""The gap above the invitation to a gesture, in points: that above the definition of a title card."""

ABOVE_LINK = mm(4)
"""The least gap above the group's link. Chosen by eye: a figure or a line to write on keeps clear of it."""


def spare_cards(composer: SheetComposer, layout: CardLayout, cells: int) -> tuple[Card, ...]:
    """Return cards for empty cells, thank-you cards and cards to write on in turn, at most MOST_SPARE in all."""
    kinds = islice(cycle((thank_you_card, own_question_card)), min(cells, MOST_SPARE))
    return tuple([kind(composer, layout) for kind in kinds])


def thank_you_card(composer: SheetComposer, layout: CardLayout) -> Card:
    """Return a card with thanks, lines for a small gesture, the figure and the group's link, with an empty back."""
    words, setter = composer.words, composer.set
    x, measure = layout.text_x(layout.margin), layout.measure(layout.margin)
    section = composer.role("Sect")
    is_tall = layout.height >= TALL_ENOUGH
    thanks = style.display(*(THANKS if layout.large else SMALL_THANKS if is_tall else LEAST_THANKS))
    gesture = voice(composer, 14, 19) if layout.large else voice(composer, 12, 16)
    top = TOPIC_TOP if layout.large else layout.margin
    foot = _foot(composer, layout, measure)
    block = Stack(
        (
            StackItem(setter.balanced(words("thanks.coming"), thanks, measure, composer.role("P", section))),
            StackItem(
                setter.narrow(words("thanks.gesture"), gesture, measure, composer.role("P", section)),
                ABOVE_GESTURE if is_tall else ABOVE_GESTURE / 2,
            ),
        )
    )
    room = layout.bottom - foot.height - ABOVE_LINK - top - block.height
    lines = writing_lines(measure, max(min(int(room // style.WRITING_LEADING), 2), 0))
    whole = Stack((*block.parts, StackItem(lines)))
    items: list[Item] = [*whole.place(x, top)]
    bottom = min(layout.figure_bottom, layout.bottom - foot.height - ABOVE_LINK)
    items += figure(composer, layout, top + whole.height, bottom=bottom)
    items += foot.place(x, layout.bottom - foot.height)
    return Card(Page(layout.width, layout.height, tuple(items)), Page(layout.width, layout.height, ()))


def _foot(composer: SheetComposer, layout: CardLayout, measure: float) -> Block:
    """Return the group's link, or nothing if none is known."""
    if not composer.shape.has_group_link:
        return Stack(())
    face = style.LINK if layout.large else style.LINK_SMALL

    def link(c: DetailComposer) -> Block:
        assert c.details.group_link is not None
        return link_words(c, c.details.group_link, face, measure, c.role("Link"))

    return composer.slot(link)


def own_question_card(composer: SheetComposer, layout: CardLayout) -> Card:
    """Return a card with a label, lines to write on down to the footer, and an empty back."""
    x, measure = layout.text_x(layout.margin), layout.measure(layout.margin)
    role = composer.role("P", composer.role("Sect"))
    label = composer.set.narrow(composer.words("card.own_question"), style.LABEL, measure, role)
    top = layout.number_baseline(layout.margin) - style.LABEL.baseline
    start = top + label.height
    count = int((layout.footer_top - ABOVE_FOOTER - start) // style.WRITING_LEADING)
    items: list[Item] = [
        *label.place(x, top),
        *writing_lines(measure, count).place(x, start),
        *series_footer(composer, layout, composer.guide.title.text),
    ]
    return Card(Page(layout.width, layout.height, tuple(items)), Page(layout.width, layout.height, ()))
