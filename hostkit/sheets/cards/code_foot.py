"""A code at the foot of a card's back, with its name and its link in words; or lines to write a link on."""

from __future__ import annotations

from hostkit.ground.link import Link
from hostkit.ground.units import mm
from hostkit.layout.column import Part, Stack
from hostkit.layout.display_list import Item, Role
from hostkit.sheets import style
from hostkit.sheets.cards.frame import MARGIN, Frame
from hostkit.sheets.parts.blanks import writing_lines
from hostkit.sheets.parts.codes import CARD_SIDE, beside_or_beneath, make_code
from hostkit.sheets.parts.composer import Composer

WORDS_FROM = mm(24.7)
"""From the left edge of the dark modules to the words."""
ABOVE_LINK = 6.0


def code_foot(
    composer: Composer, frame: Frame, label: str, opens: str | None, link: Link | None, parent: Role
) -> tuple[list[Item], float]:
    """Return the items of a code that stands on the foot, and the height of their top on the card."""
    name = composer.role("P", parent)
    if link is None:
        missing = f"{label}. {composer.words('code.missing_link')}"
        asked = composer.set.narrow(missing, style.BODY, frame.measure, name)
        block = Stack((Part(asked), Part(writing_lines(frame.measure, 2))))
        return block.place(MARGIN, frame.bottom - block.height), frame.bottom - block.height
    room = frame.measure - WORDS_FROM
    caption = _caption(composer, label, opens, room, (name, composer.role("P", parent)))
    code = make_code(composer, link, CARD_SIDE, parent)
    words, is_beneath = beside_or_beneath(composer, link, room, frame.measure, parent)
    if is_beneath:
        height = max(code.side, caption.height)
        top = frame.bottom - words.height - ABOVE_LINK - height
        items = caption.place(MARGIN + WORDS_FROM, top)
        items += code.place(MARGIN, top)
        return [*items, *words.place(MARGIN, frame.bottom - words.height)], top
    stacked = Stack((Part(caption), Part(words)))
    items = stacked.place(MARGIN + WORDS_FROM, frame.bottom - stacked.height)
    items += code.place(MARGIN, frame.bottom - code.side)
    return items, frame.bottom - max(code.side, stacked.height)


def _caption(
    composer: Composer, label: str, opens: str | None, room: float, roles: tuple[Role, Role]
) -> Stack:
    parts = [Part(composer.set.narrow(label, style.LABEL, room, roles[0]))]
    if opens:
        parts.append(Part(composer.set.narrow(opens, style.QUIET_BODY, room, roles[1])))
    return Stack(tuple(parts))
