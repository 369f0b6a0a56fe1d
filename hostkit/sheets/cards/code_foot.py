"""A code at the foot of a card's back, with its name and its link in words; or lines to write a link on."""

from __future__ import annotations

from hostkit.ground.link import Link
from hostkit.ground.units import mm
from hostkit.layout.column import Block, Drawn, Part, Stack
from hostkit.layout.display_list import Item, Role
from hostkit.sheets import style
from hostkit.sheets.cards.frame import Frame
from hostkit.sheets.parts.blanks import writing_lines
from hostkit.sheets.parts.codes import CARD_SIDE, Code, beside_or_beneath, make_code
from hostkit.sheets.parts.composer import Composer

WORDS_FROM = mm(24.7)
"""From the left edge of the dark modules to the words."""
ABOVE_LINK = 6.0


def code_foot(
    composer: Composer, frame: Frame, label: str, opens: str | None, link: Link | None, parent: Role
) -> Block:
    """Return a code with its words, their lowest lines level with the foot of the code."""
    measure = frame.measure(frame.margin)
    name = composer.role("P", parent)
    if link is None:
        missing = f"{label}. {composer.words('code.missing_link')}"
        asked = composer.set.narrow(missing, style.BODY, measure, name)
        return Stack((Part(asked), Part(writing_lines(measure, 2))))
    room = measure - WORDS_FROM
    caption = _caption(composer, label, opens, room, (name, composer.role("P", parent)))
    code = make_code(composer, link, CARD_SIDE, parent)
    words, is_beneath = beside_or_beneath(composer, link, room, measure, parent)
    if is_beneath:
        gap = max(ABOVE_LINK, code.quiet)
        return Stack((Part(_level(caption, code, 0.0, 0.0)), Part(words, gap)))
    stacked = Stack((Part(caption), Part(words)))
    height = max(code.side, stacked.height)
    return _level(stacked, code, height - stacked.height, height - code.side)


def _level(words: Stack, code: Code, words_down: float, code_down: float) -> Drawn:
    """Return words beside their code, each so far below the top."""

    def draw(x: float, y: float) -> list[Item]:
        return [*words.place(x + WORDS_FROM, y + words_down), *code.place(x, y + code_down)]

    return Drawn(max(words.height + words_down, code.side + code_down), draw)


def _caption(
    composer: Composer, label: str, opens: str | None, room: float, roles: tuple[Role, Role]
) -> Stack:
    parts = [Part(composer.set.narrow(label, style.LABEL, room, roles[0]))]
    if opens:
        parts.append(Part(composer.set.narrow(opens, style.QUIET_BODY, room, roles[1])))
    return Stack(tuple(parts))
