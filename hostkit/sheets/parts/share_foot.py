"""The foot of the worksheet: the invitation to share, the link in words, the consent to tick, the code at the right."""

from __future__ import annotations

from collections.abc import Hashable

from hostkit.ground.units import mm
from hostkit.layout.column import Block, Drawn, Part, Stack
from hostkit.layout.display_list import Item
from hostkit.layout.text import Style
from hostkit.plan.kit_plan import KitPlan
from hostkit.sheets import style
from hostkit.sheets.parts.blanks import labelled_blank
from hostkit.sheets.parts.codes import SHEET_SIDE, link_words, make_code
from hostkit.sheets.parts.composer import Composer
from hostkit.sheets.parts.share import invitation, invitation_key
from hostkit.sheets.parts.tick import TICK, TICK_GAP, tick

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
            Part(setter.narrow(words("share.heading"), style.GUEST_LABEL, room, composer.role("H2"))),
            Part(composer.slot(invitation_key, lambda c: _invitation(c, room))),
            _link(composer, room),
            Part(Drawn(consent.height, lambda x, y: tick(x, y, consent)), above_tick),
        )
    )


def _invitation(composer: Composer, room: float) -> Block:
    text = f"{invitation(composer, 'share.invite')} {composer.words('share.own_words')}"
    return composer.set.narrow(text, style.GUEST, room, composer.role("P"))


def _link(composer: Composer, room: float) -> Part:
    if composer.plan.group_link:
        return Part(composer.slot(_link_key, lambda c: _link_words(c, room)), ABOVE_LINK)
    label = composer.set.line(composer.words("code.our_group_label"), style.GUEST, composer.role("P"))
    # The height of handwriting above the line.
    return Part(labelled_blank(label, GROUP_BLANK), style.WRITING_LEAD - style.GUEST.lead + ABOVE_LINK)


def _link_words(composer: Composer, room: float) -> Block:
    assert composer.plan.group_link is not None
    return link_words(composer, composer.plan.group_link, LINK, room, composer.role("Link"))
