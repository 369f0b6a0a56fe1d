"""What a sheet has from the theme of its kit: the figure, which counts the questions, and the second voice."""

from __future__ import annotations

from hostkit.guides.guide import Guide, Question
from hostkit.sheets import style
from hostkit.sheets.composer import Composer
from hostkit.themes.figures import PlacedFigure, place_figure
from hostkit.typesetting.shaping import Style


def voice(composer: Composer, size: float, leading: float) -> Style:
    """Return a style in the second voice of the theme."""
    return Style(composer.theme.voice, size, leading, style.BLACK)


def counted_questions(guide: Guide) -> int:
    """Return the number of questions that the figure counts: all, or with rounds those of the longest round."""
    return max((each.question_count for each in guide.rounds), default=len(guide.questions))


def place_of(guide: Guide, question: Question) -> int:
    """Return the place of a question in the deck or in its round, from 1: as many marks does its card show."""
    opened = guide.round_of(question)
    return question.number - (opened.first - 1 if opened else 0)


def theme_figure(composer: Composer, width: float, height: float) -> PlacedFigure | None:
    """Return the theme's figure for the questions of the guide in a box, in points, or None if there is none."""
    return place_figure(composer.theme.figure, counted_questions(composer.guide), width, height)
