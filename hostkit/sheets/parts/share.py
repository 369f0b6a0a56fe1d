"""Composes the invitation to share in the follow-up group, for the worksheet and the closing card."""

from __future__ import annotations

from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import DetailComposer, SheetComposer
from hostkit.sheets.parts.code_blocks import SHEET_SIDE, link_words, make_code
from hostkit.sheets.parts.head import TICK, TICK_GAP, labelled_blank, tick
from hostkit.typesetting.display_list import Item
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Drawn, Stack, StackItem


def invitation(composer: DetailComposer, otherwise: str) -> str:
    """Return the guide's invitation, or else the fixed words with the key ``otherwise``."""
    follow_up = composer.guide.follow_up
    if follow_up and follow_up.invite:
        return composer.plain(follow_up.invite)
    return composer.words(otherwise)


LINK = Style("text-bold", 14, 18, style.BLACK)
"""The size of texts for guests, in bold because the link is typed from the page."""

BESIDE_CODE = mm(8)
ABOVE_LINK, ABOVE_TICK = 4.0, 8.0
"""Gaps in points, chosen by eye: the link is close to the words above it, the tick line is set apart."""

GROUP_BLANK, ABOVE_TICK_AFTER_BLANK = mm(125), mm(5)
"""Chosen by eye: room to write a link by hand, and below it room for descenders."""


def share_block(composer: SheetComposer, measure: float) -> Block:
    """Return the block with the group's code, or without a link, with a labelled line to write on instead."""
    code = composer.slot(_code) if composer.shape.has_group_link else None
    words = _words(composer, measure - (SHEET_SIDE + BESIDE_CODE if code else 0.0))
    height = max(words.height, code.height if code else 0.0)

    def draw(x: float, y: float) -> list[Item]:
        return [*words.place(x, y), *(code.place(x + measure, y) if code else ())]

    return Drawn(height, draw)


def _code(composer: DetailComposer) -> Block:
    """Return the group's code as a block that is placed by its upper right corner."""
    assert composer.details.group_link is not None
    code = make_code(composer, composer.details.group_link, SHEET_SIDE)
    return Drawn(code.side, lambda right, y: code.place(right - code.side, y))


def _words(composer: SheetComposer, room: float) -> Stack:
    words, setter = composer.words, composer.set
    consent = setter.narrow(
        words("worksheet.consent"), style.GUEST, room - TICK - TICK_GAP, composer.role("P")
    )
    above_tick = ABOVE_TICK if composer.shape.has_group_link else ABOVE_TICK_AFTER_BLANK
    return Stack(
        (
            StackItem(setter.narrow(words("share.heading"), style.GUEST_LABEL, room, composer.role("H2"))),
            StackItem(composer.slot(lambda c: _invitation(c, room))),
            _link(composer, room),
            StackItem(Drawn(consent.height, lambda x, y: tick(x, y, consent)), above_tick),
        )
    )


def _invitation(composer: DetailComposer, room: float) -> Block:
    text = f"{invitation(composer, 'share.invite')} {composer.words('share.own_words')}"
    return composer.set.narrow(text, style.GUEST, room, composer.role("P"))


def _link(composer: SheetComposer, room: float) -> StackItem:
    if composer.shape.has_group_link:
        return StackItem(composer.slot(lambda c: _link_words(c, room)), ABOVE_LINK)
    label = composer.set.line(composer.words("code.our_group_label"), style.GUEST, composer.role("P"))
    # The height of handwriting above the line.
    return StackItem(
        labelled_blank(label, GROUP_BLANK), style.WRITING_LEADING - style.GUEST.leading + ABOVE_LINK
    )


def _link_words(composer: DetailComposer, room: float) -> Block:
    assert composer.details.group_link is not None
    return link_words(composer, composer.details.group_link, LINK, room, composer.role("Link"))
