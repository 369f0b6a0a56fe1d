"""The foot of the worksheet: the invitation to share, the link in words, the consent to tick, the code at the right."""

from __future__ import annotations

from hostkit.ground.units import mm
from hostkit.layout.column import Block, Drawn, Part, Stack
from hostkit.layout.display_list import Item
from hostkit.layout.text import Style
from hostkit.sheets import style
from hostkit.sheets.parts.blanks import labelled_blank
from hostkit.sheets.parts.codes import SHEET_SIDE, Code, link_words, make_code
from hostkit.sheets.parts.composer import Composer
from hostkit.sheets.parts.share import invitation
from hostkit.sheets.parts.tick import TICK, TICK_GAP, tick

LINK = Style("text-bold", 14, 18, style.BLACK)
BESIDE_CODE = mm(8)
ABOVE_LINK, ABOVE_TICK = 4.0, 8.0
GROUP_BLANK, ABOVE_TICK_AFTER_BLANK = mm(125), mm(5)


def share_foot(composer: Composer, measure: float) -> Block:
    """Return the foot; without a link, the group's label stands before a line to write on and no code is drawn."""
    link = composer.plan.group_link
    code = make_code(composer, link, SHEET_SIDE) if link else None
    room = measure - (SHEET_SIDE + BESIDE_CODE if code else 0.0)
    words = _words(composer, room)
    height = max(words.height, code.side if code else 0.0)

    def draw(x: float, y: float) -> list[Item]:
        return [*words.place(x, y), *_code_at_right(code, x + measure, y)]

    return Drawn(height, draw)


def _code_at_right(code: Code | None, right: float, y: float) -> list[Item]:
    return code.place(right - code.side, y) if code else []


def _words(composer: Composer, room: float) -> Stack:
    words, setter = composer.words, composer.set
    text = f"{invitation(composer, 'share.invite')} {words('share.own_words')}"
    consent = setter.narrow(
        words("worksheet.consent"), style.GUEST, room - TICK - TICK_GAP, composer.role("P")
    )
    above_tick = ABOVE_TICK if composer.plan.group_link else ABOVE_TICK_AFTER_BLANK
    return Stack(
        (
            Part(setter.narrow(words("share.heading"), style.GUEST_LABEL, room, composer.role("H2"))),
            Part(setter.narrow(text, style.GUEST, room, composer.role("P"))),
            _link(composer, room),
            Part(Drawn(consent.height, lambda x, y: tick(x, y, consent)), above_tick),
        )
    )


def _link(composer: Composer, room: float) -> Part:
    link = composer.plan.group_link
    if link:
        return Part(link_words(composer, link, LINK, room, composer.role("Link")), ABOVE_LINK)
    label = composer.set.line(composer.words("code.our_group_label"), style.GUEST, composer.role("P"))
    # The height of handwriting above the line.
    return Part(labelled_blank(label, GROUP_BLANK), style.WRITING_LEAD - style.GUEST.lead + ABOVE_LINK)
