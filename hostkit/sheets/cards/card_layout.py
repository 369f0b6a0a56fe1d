"""The frame of a card: where number, question and foot stand, at the same places on every card of a deck.

Two forms: cards of 100 by 130 mm or more have the number above the question; smaller ones have it beside.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from hostkit.core.units import PAPERS, mm
from hostkit.sheets import style
from hostkit.sheets.parts.composer import Composer
from hostkit.stocks.marks import FROM_EDGE
from hostkit.stocks.stock import Stock
from hostkit.typesetting.display_list import ARTIFACT, Item, Role, TextRun
from hostkit.typesetting.fonts import face
from hostkit.typesetting.shaping import Style

LARGE_WIDTH, LARGE_HEIGHT = mm(100), mm(130)
QUESTION_TOP = mm(32)
HERO_SHARE = 104 / 130.27
"""Questions end at this share of the way to the foot's box where they can: 104 mm down a card of 148.5 mm."""
SMALL_TITLE_TOP = mm(19)
NUMBER_COLUMN = mm(8)
SMALL_DROP = 15.7
EDGE_MARGIN = mm(8)
"""On grids that run to the paper's edges, where marks lie on the cuts and printers do not reach."""
LEAST_MARGIN = mm(4)
"""The safe area: nothing that matters stands nearer to a trim."""


class FitStep(NamedTuple):
    """A way to set a question: its style, the card's margin, whether the foot stays, where the text must end."""

    style: Style
    margin: float
    foot: bool
    bottom: float


class CardLayout(NamedTuple):
    """Places on a card, in points from its top left corner. ``foot_from_trim`` is below the foot's line box."""

    width: float
    height: float
    large: bool
    margin: float
    number: Style
    number_drop: float
    """From the margin's top to the number's baseline."""
    column: float
    """From the number's left edge to the text's."""
    foot_from_trim: float
    above_foot: float
    """Air above the foot that small texts keep; a question at the floor size of a large card may use it up."""

    def at_step(self, step: FitStep) -> CardLayout:
        """Return the frame of a deck set at a step: on small cards larger type lowers every first baseline."""
        if self.large:
            return self
        return self._replace(number_drop=max(SMALL_DROP, 0.76 * step.style.size))

    def number_baseline(self, margin: float) -> float:
        """Return the height of the number's baseline."""
        return margin + self.number_drop

    def text_x(self, margin: float) -> float:
        """Return the left edge of every text."""
        return margin + self.column

    def measure(self, margin: float) -> float:
        """Return the width of every text."""
        return self.width - self.text_x(margin) - margin

    def text_top(self, face: Style, margin: float) -> float:
        """Return the top of the first line box: fixed on large cards, its baseline the number's on small ones."""
        return QUESTION_TOP if self.large else self.number_baseline(margin) - face.baseline

    @property
    def bottom(self) -> float:
        """Bottom of the foot's line box, and of a code."""
        return self.height - self.foot_from_trim

    @property
    def foot_top(self) -> float:
        """Top of the foot's line box: nothing but the foot goes below."""
        return self.bottom - style.FOOT.leading

    @property
    def steps(self) -> tuple[FitStep, ...]:
        """The ways to set a question with its foot, from the largest: a deck takes one of them."""
        return _steps(self)

    @property
    def last_steps(self) -> tuple[FitStep, ...]:
        """What a question longer than the deck's step may take: the foot's air, or the foot and the margin."""
        if self.large:
            floor = style.display(*LARGE_SIZES[-1])
            return (FitStep(floor, self.margin, True, self.foot_top),)
        end = self.height - self.margin
        without_foot = [FitStep(style.display(*size), self.margin, False, end) for size in SMALL_SIZES]
        least = self.margin if self.margin >= EDGE_MARGIN else LEAST_MARGIN
        narrow = FitStep(style.display(14, 16), least, False, self.height - least)
        return (*without_foot, narrow)


LARGE_SIZES = ((28, 34), (24, 30), (21, 26), (18, 23), (16, 20), (14, 18))
SMALL_SIZES = ((28, 34), (24, 30), (21, 26), (18, 22), (16, 20), (14, 17))


@lru_cache(maxsize=16)
def _steps(frame: CardLayout) -> tuple[FitStep, ...]:
    end = frame.foot_top * HERO_SHARE if frame.large else frame.foot_top - frame.above_foot
    sizes = LARGE_SIZES if frame.large else SMALL_SIZES
    return tuple(FitStep(style.display(*size), frame.margin, True, end) for size in sizes)


def frame_of(stock: Stock) -> CardLayout:
    """Return the frame of a stock's cards."""
    if stock.width >= LARGE_WIDTH - 0.01 and stock.height >= LARGE_HEIGHT - 0.01:
        number = style.number(28, 28)
        drop = mm(14) - mm(13) + number.baseline
        return CardLayout(stock.width, stock.height, True, mm(13), number, drop, 0.0, mm(14), 8.0)
    number = style.number(18, 18)
    margin = EDGE_MARGIN if _meets_edges(stock) else mm(6)
    return CardLayout(
        stock.width, stock.height, False, margin, number, SMALL_DROP, NUMBER_COLUMN, margin, 6.0
    )


def _meets_edges(stock: Stock) -> bool:
    """Tell whether cards reach to where no printer prints: their margin is wider then."""
    paper = PAPERS[stock.paper]
    right = paper.width - stock.left - (stock.columns - 1) * stock.pitch_across - stock.width
    bottom = paper.height - stock.top - (stock.rows - 1) * stock.pitch_down - stock.height
    return min(stock.left, stock.top, right, bottom) < FROM_EDGE - 0.01


def number(composer: Composer, frame: CardLayout, text: str, role: Role, margin: float) -> list[Item]:
    """Return the number of a question, its baseline the same on every card."""
    top = frame.number_baseline(margin) - frame.number.baseline
    return composer.set.line(text, frame.number, role).place(margin, top)


def label(composer: Composer, frame: CardLayout, text: str, role: Role) -> list[Item]:
    """Return a label in the number's place, on the number's baseline."""
    block = composer.set.line(text, style.LABEL, role)
    return block.place(frame.margin, frame.number_baseline(frame.margin) - block.style.baseline)


def quotation_mark(frame: CardLayout, char: str, size: float) -> list[Item]:
    """Return a quotation mark in the number's place: its ink as high as the figures, and flush with the margin."""
    name = frame.number.face
    glyphs = face(name).shape(char, "en")
    left, top = face(name).ink(glyphs[0].gid)
    figure_top = face(name).ink(face(name).shape("1", "en")[0].gid)[1] * frame.number.size / 1000
    baseline = frame.number_baseline(frame.margin) - figure_top + top * size / 1000
    x = frame.margin - left * size / 1000
    return [TextRun(x, baseline, name, size, style.ACCENT, glyphs, ARTIFACT)]


def foot(composer: Composer, frame: CardLayout, text: str) -> list[Item]:
    """Return a card's foot: tiny and quiet."""
    return composer.set.line(text, style.FOOT, ARTIFACT).place(frame.text_x(frame.margin), frame.foot_top)


def foot_of_series(composer: Composer, frame: CardLayout, last: str, its_round: str = "") -> list[Item]:
    """Return series, topic or what stands for it, and the round; a foot too long for one line loses the topic."""
    series = composer.plan.guide.series
    both = composer.words("card.foot", series=series, title=last) if series else last
    feet = [both, series.text if series else ""]
    if its_round:
        feet = [composer.words("card.foot_of_round", foot=text, round=its_round) for text in feet if text]
        feet.append(its_round)
    for text in feet:
        if composer.set.line(text, style.FOOT, ARTIFACT).width <= frame.measure(frame.margin):
            return foot(composer, frame, text)
    return []
