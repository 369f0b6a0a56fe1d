"""The frame of a card of 100 by 130 mm or more: number, question and foot, at the same place on every card."""

from __future__ import annotations

from typing import NamedTuple

from hostkit.ground.fonts import face
from hostkit.ground.units import mm
from hostkit.layout.display_list import ARTIFACT, Item, Role, TextRun
from hostkit.layout.typeset import TextBlock
from hostkit.sheets import style
from hostkit.sheets.parts.composer import Composer
from hostkit.source.stock import Stock

MARGIN = mm(13)
NUMBER_TOP = mm(14)
NUMBER = style.number(28, 28)
QUESTION_TOP = mm(32)
FOOT_FROM_TRIM = mm(14)
HERO_SHARE = 104 / 130.27
"""Questions end at this share of the way to the foot's box where they can: 104 mm down a card of 148.5 mm."""
QUOTATION_MARK = 84.0
ABOVE_FOOT = 8.0
"""Air above the foot that small texts keep; a question at the floor size may use it up."""


class Frame(NamedTuple):
    """Places on a card, in points from its top left corner."""

    width: float
    height: float

    @property
    def measure(self) -> float:
        """Width of every text."""
        return self.width - 2 * MARGIN

    @property
    def foot_top(self) -> float:
        """Top of the foot's line box: nothing but the foot goes below."""
        return self.height - FOOT_FROM_TRIM - style.FOOT.lead

    @property
    def bottom(self) -> float:
        """Bottom of the foot's line box, and of a code."""
        return self.height - FOOT_FROM_TRIM

    @property
    def hero_bottom(self) -> float:
        """Where a question ends at its best."""
        return self.foot_top * HERO_SHARE


def frame_of(stock: Stock) -> Frame:
    """Return the frame of a stock's cards."""
    return Frame(stock.width, stock.height)


def number(composer: Composer, text: str, role: Role) -> list[Item]:
    """Return the number of a question, its baseline the same on every card."""
    return composer.set.line(text, NUMBER, role).place(MARGIN, NUMBER_TOP)


def label(composer: Composer, text: str, role: Role) -> list[Item]:
    """Return a label in the number's place, on the number's baseline."""
    block = composer.set.line(text, style.LABEL, role)
    return block.place(MARGIN, NUMBER_TOP + NUMBER.baseline - block.style.baseline)


def quotation_mark(char: str) -> list[Item]:
    """Return a quotation mark in the number's place: its ink as high as the figures, and flush with the margin."""
    glyphs = face(NUMBER.face).shape(char, "en")
    left, top = face(NUMBER.face).ink(glyphs[0].gid)
    figure_top = face(NUMBER.face).ink(face(NUMBER.face).shape("1", "en")[0].gid)[1] * NUMBER.size / 1000
    baseline = NUMBER_TOP + NUMBER.baseline - figure_top + top * QUOTATION_MARK / 1000
    x = MARGIN - left * QUOTATION_MARK / 1000
    return [TextRun(x, baseline, NUMBER.face, QUOTATION_MARK, style.ACCENT, glyphs, ARTIFACT)]


def foot(composer: Composer, frame: Frame, text: str) -> list[Item]:
    """Return a card's foot: tiny and quiet."""
    return composer.set.line(text, style.FOOT, ARTIFACT).place(MARGIN, frame.foot_top)


def foot_of_series(composer: Composer, frame: Frame, last: str) -> list[Item]:
    """Return series and topic, or what stands for the topic; a foot too long for one line loses the topic."""
    series = composer.plan.guide.series
    both = composer.words("card.foot", series=series, title=last) if series else last
    for text in (both, series.text if series else ""):
        block: TextBlock = composer.set.line(text, style.FOOT, ARTIFACT)
        if block.width <= frame.measure:
            return block.place(MARGIN, frame.foot_top)
    return []
