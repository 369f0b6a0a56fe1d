"""The question cards: a title card, one question a card with its probes on the back, a closing card; n-up on sheets."""

from __future__ import annotations

from hostkit.layout.display_list import Document
from hostkit.layout.imposition import Card, sheet_pages
from hostkit.plan.kit_plan import KitPlan
from hostkit.sheets.cards.ends import closing_card, title_card
from hostkit.sheets.cards.fit import question_styles
from hostkit.sheets.cards.frame import frame_of
from hostkit.sheets.cards.question import question_card
from hostkit.sheets.parts.composer import Composer
from hostkit.sheets.sheet import Sheet, document


def deck(plan: KitPlan) -> tuple[Card, ...]:
    """Compose the cards at trim size, in their order. Raises FitError for a text too long for its card."""
    composer, frame = Composer(plan), frame_of(plan.stock)
    questions = plan.guide.questions
    styles = question_styles(composer, frame, [plan.plain(question.ask) for question in questions])
    return (
        title_card(composer, frame),
        *(question_card(composer, frame, q, face) for q, face in zip(questions, styles, strict=True)),
        closing_card(composer, frame, styles),
    )


def compose(plan: KitPlan) -> Document:
    """Compose the deck and impose it on the sheets of its stock."""
    width, height = plan.paper.width, plan.paper.height
    pages = sheet_pages(deck(plan), plan.stock, (width, height), two_sided=plan.two_sided)
    return document(plan, "question_cards", pages, two_sided=plan.two_sided)


def _to_print(plan: KitPlan) -> str:
    sides = "print.cards_both_sides" if plan.two_sided else "print.cards_one_side"
    return plan.language(sides, plan.copies.card_sheets)


SHEET = Sheet("question-cards", order=2, compose=compose, copies=lambda plan: 1, to_print=_to_print)
