"""A question card: the question on its front, its probes on its back."""

from __future__ import annotations

from hostkit.guides.guide import Question
from hostkit.sheets.cards.card_layout import CardLayout, FitStep, foot, foot_of_series, number
from hostkit.sheets.cards.fit import set_lines, set_question, step_for
from hostkit.sheets.composer import Composer
from hostkit.stocks.imposition import NONE, Card
from hostkit.typesetting.display_list import Item, Page


def question_card(composer: Composer, frame: CardLayout, question: Question, deck: FitStep) -> Card:
    """Return both sides of a question's card; ``deck`` is how the deck's questions are set."""
    front = _front(composer, frame, question, deck)
    if composer.options.duplex == NONE:
        # The probes stand on the host sheet then; their room on a back that nobody prints is no matter.
        return Card(front, Page(frame.width, frame.height, ()))
    return Card(front, _back(composer, frame, question))


def _front(composer: Composer, frame: CardLayout, question: Question, deck: FitStep) -> Page:
    front = composer.role("Sect")
    text = composer.plain(question.ask)
    step = step_for(composer, frame, text, deck)
    block = set_question(composer, frame, text, question.ask.at, step, composer.role("H2", front))
    items = [
        *number(composer, frame, str(question.number), composer.role("P", front), step.margin),
        *block.place(frame.text_x(step.margin), frame.text_top(step.style, step.margin)),
    ]
    if step.foot:
        guide = composer.guide
        its_round = guide.round_of(question)
        items += foot_of_series(composer, frame, guide.title.text, its_round.title.text if its_round else "")
    return Page(frame.width, frame.height, tuple(items))


def _back(composer: Composer, frame: CardLayout, question: Question) -> Page:
    back = composer.role("Sect")
    items: list[Item] = number(composer, frame, str(question.number), composer.role("P", back), frame.margin)
    if question.probes:
        lines, has_foot = set_lines(composer, frame, question.probes, back)
        items += lines
        if has_foot:
            items += foot(composer, frame, composer.words("card.take_one"))
    return Page(frame.width, frame.height, tuple(items))
