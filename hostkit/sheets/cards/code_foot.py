"""A code at the foot of a card's back, with its name and its link in words; or lines to write a link on."""

from __future__ import annotations

from hostkit.codes.links import Link
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import CardLayout
from hostkit.sheets.composer import Composer
from hostkit.sheets.parts.blanks import writing_lines
from hostkit.sheets.parts.code_blocks import WORDS_FROM, code_row
from hostkit.typesetting.columns import Block, Stack, StackItem
from hostkit.typesetting.display_list import Role


def code_foot(
    composer: Composer, frame: CardLayout, label: str, opens: str | None, link: Link | None, parent: Role
) -> Block:
    """Return a code with its words, their lowest lines level with the foot of the code."""
    measure = frame.measure(frame.margin)
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
