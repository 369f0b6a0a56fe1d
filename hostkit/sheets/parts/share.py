"""The invitation to share in the follow-up group, the same on the closing card and on the worksheet."""

from __future__ import annotations

from collections.abc import Hashable

from hostkit.core.units import mm
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets import style
from hostkit.sheets.parts.blanks import TICK, TICK_GAP, labelled_blank, tick
from hostkit.sheets.parts.code_blocks import SHEET_SIDE, link_words, make_code
from hostkit.sheets.parts.composer import Composer
from hostkit.typesetting.columns import Block, Drawn, Stack, StackItem
from hostkit.typesetting.display_list import Item
from hostkit.typesetting.shaping import Style


def invitation(composer: Composer, otherwise: str) -> str:
    """Return the guide's own invitation, else the language's words ``otherwise``."""
    follow_up = composer.plan.guide.follow_up
    if follow_up and follow_up.invite:
        return composer.plan.plain(follow_up.invite)
    return composer.words(otherwise)


def invitation_key(plan: KitPlan) -> Hashable:
    """Return all that an invitation to the group depends on."""
    follow_up = plan.guide.follow_up
    return plan.filled(follow_up.invite) if follow_up and follow_up.invite else None


def group_key(plan: KitPlan) -> Hashable:
    """Return all that the group's link and name depend on."""
    return plan.group_link, plan.group_name


LINK = Style("text-bold", 14, 18, style.BLACK)
BESIDE_CODE = mm(8)
ABOVE_LINK, ABOVE_TICK = 4.0, 8.0
GROUP_BLANK, ABOVE_TICK_AFTER_BLANK = mm(125), mm(5)


def share_foot(composer: Composer, measure: float) -> Block:
    """Return the foot; without a link, the group's label stands before a line to write on and no code is drawn."""
    has_link = composer.plan.group_link is not None
    code = composer.slot(_link_key, _code) if has_link else None
    words = _words(composer, measure - (SHEET_SIDE + BESIDE_CODE if code else 0.0))
    height = max(words.height, code.height if code else 0.0)

    def draw(x: float, y: float) -> list[Item]:
        return [*words.place(x, y), *(code.place(x + measure, y) if code else ())]

    return Drawn(height, draw)


def _link_key(plan: KitPlan) -> Hashable:
    return plan.group_link


def _code(composer: Composer) -> Block:
    """Return the group's code, its upper right corner at the point of placing."""
    assert composer.plan.group_link is not None
    code = make_code(composer, composer.plan.group_link, SHEET_SIDE)
    return Drawn(code.side, lambda right, y: code.place(right - code.side, y))


def _words(composer: Composer, room: float) -> Stack:
    words, setter = composer.words, composer.set
    consent = setter.narrow(
        words("worksheet.consent"), style.GUEST, room - TICK - TICK_GAP, composer.role("P")
    )
    above_tick = ABOVE_TICK if composer.plan.group_link else ABOVE_TICK_AFTER_BLANK
    return Stack(
        (
            StackItem(setter.narrow(words("share.heading"), style.GUEST_LABEL, room, composer.role("H2"))),
            StackItem(composer.slot(invitation_key, lambda c: _invitation(c, room))),
            _link(composer, room),
            StackItem(Drawn(consent.height, lambda x, y: tick(x, y, consent)), above_tick),
        )
    )


def _invitation(composer: Composer, room: float) -> Block:
    text = f"{invitation(composer, 'share.invite')} {composer.words('share.own_words')}"
    return composer.set.narrow(text, style.GUEST, room, composer.role("P"))


def _link(composer: Composer, room: float) -> StackItem:
    if composer.plan.group_link:
        return StackItem(composer.slot(_link_key, lambda c: _link_words(c, room)), ABOVE_LINK)
    label = composer.set.line(composer.words("code.our_group_label"), style.GUEST, composer.role("P"))
    # The height of handwriting above the line.
    return StackItem(
        labelled_blank(label, GROUP_BLANK), style.WRITING_LEADING - style.GUEST.leading + ABOVE_LINK
    )


def _link_words(composer: Composer, room: float) -> Block:
    assert composer.plan.group_link is not None
    return link_words(composer, composer.plan.group_link, LINK, room, composer.role("Link"))
