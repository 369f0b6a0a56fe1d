"""Composes the card of a question with its probes, and the card with lines for a guest's own question."""

from __future__ import annotations

from hostkit.guides.guide import Question
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import CardLayout, TypeFit, footer, number, series_footer
from hostkit.sheets.cards.fit import fit_for, set_lines, set_question
from hostkit.sheets.composer import Composer
from hostkit.sheets.parts.head import writing_lines
from hostkit.stocks.imposition import NONE, Card
from hostkit.typesetting.display_list import Item, Page

ABOVE_FOOTER = 14.0
"""In points. Chosen by eye: handwriting on the last line must not touch the footer."""


def question_card(composer: Composer, layout: CardLayout, question: Question, deck: TypeFit) -> Card:
    """Return both sides of a question's card. ``deck`` is the fit of the deck."""
    front = _front(composer, layout, question, deck)
    if composer.options.duplex == NONE:
        # The back is not printed, and the probes are on the host sheet, so they need not fit the card.
        return Card(front, Page(layout.width, layout.height, ()))
    return Card(front, _back(composer, layout, question))


def _front(composer: Composer, layout: CardLayout, question: Question, deck: TypeFit) -> Page:
    front = composer.role("Sect")
    text = composer.plain(question.ask)
    fit = fit_for(composer, layout, text, deck)
    block = set_question(composer, layout, text, question.ask.at, fit, composer.role("H2", front))
    items = [
        *number(composer, layout, str(question.number), composer.role("P", front), fit.margin),
        *block.place(layout.text_x(fit.margin), layout.text_top(fit.style, fit.margin)),
    ]
    if fit.footer:
        guide = composer.guide
        opened = guide.round_of(question)
        items += series_footer(composer, layout, guide.title.text, opened.title.text if opened else "")
    return Page(layout.width, layout.height, tuple(items))


def _back(composer: Composer, layout: CardLayout, question: Question) -> Page:
    back = composer.role("Sect")
    items: list[Item] = number(
        composer, layout, str(question.number), composer.role("P", back), layout.margin
    )
    if question.probes:
        lines, has_footer = set_lines(composer, layout, question.probes, back)
        items += lines
        if has_footer:
            items += footer(composer, layout, composer.words("card.take_one"))
    return Page(layout.width, layout.height, tuple(items))


def spare_card(composer: Composer, layout: CardLayout) -> Card:
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
