"""A card for a spare cell: a question of one's own, with lines to write it on."""

from __future__ import annotations

from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import CardLayout, foot_of_series
from hostkit.sheets.parts.blanks import writing_lines
from hostkit.sheets.parts.composer import Composer
from hostkit.stocks.imposition import Card
from hostkit.typesetting.display_list import Item, Page

ABOVE_FOOT = 14.0
"""The last line keeps clear of the foot: it is written on."""


def spare_card(composer: Composer, frame: CardLayout) -> Card:
    """Return a card with a label in the number's place and lines down to the foot; its back is empty."""
    x, measure = frame.text_x(frame.margin), frame.measure(frame.margin)
    role = composer.role("P", composer.role("Sect"))
    label = composer.set.narrow(composer.words("card.own_question"), style.LABEL, measure, role)
    top = frame.number_baseline(frame.margin) - style.LABEL.baseline
    start = top + label.height
    count = int((frame.foot_top - ABOVE_FOOT - start) // style.WRITING_LEADING)
    items: list[Item] = [
        *label.place(x, top),
        *writing_lines(measure, count).place(x, start),
        *foot_of_series(composer, frame, composer.plan.guide.title.text),
    ]
    return Card(Page(frame.width, frame.height, tuple(items)), Page(frame.width, frame.height, ()))
