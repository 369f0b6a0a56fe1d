"""A question card: the question on its front, its probes on its back."""

from __future__ import annotations

from hostkit.layout.display_list import Page
from hostkit.layout.imposition import Card
from hostkit.layout.text import Style
from hostkit.sheets.cards.fit import set_lines, set_question
from hostkit.sheets.cards.frame import (
    ABOVE_FOOT,
    MARGIN,
    QUESTION_TOP,
    Frame,
    foot,
    foot_of_series,
    number,
)
from hostkit.sheets.parts.composer import Composer
from hostkit.source.guide import Question


def question_card(composer: Composer, frame: Frame, question: Question, face: Style) -> Card:
    """Return both sides of a question's card."""
    front, back = composer.role("Sect"), composer.role("Sect")
    figure = str(question.number)
    block = set_question(composer, frame, question.ask, face, composer.role("H2", front))
    items = [
        *number(composer, figure, composer.role("P", front)),
        *block.place(MARGIN, QUESTION_TOP),
        *foot_of_series(composer, frame, composer.plan.guide.title.text),
    ]
    behind = number(composer, figure, composer.role("P", back))
    if question.probes:
        behind += set_lines(composer, frame, question.probes, back, frame.foot_top - ABOVE_FOOT)
        behind += foot(composer, frame, composer.words("card.take_one"))
    return Card(Page(frame.width, frame.height, tuple(items)), Page(frame.width, frame.height, tuple(behind)))
