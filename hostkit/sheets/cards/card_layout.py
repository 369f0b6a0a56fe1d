"""Defines the layout of a card: the positions of number, text and footer, which all cards of a deck share.

There are two forms: cards of 100 by 130 mm or more have the number above the question, smaller ones beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from hostkit.core.values import PAPERS, mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer
from hostkit.stocks.imposition import BACK, FROM_EDGE, FRONT, MANUAL, seen_from_behind
from hostkit.stocks.stock import Stock
from hostkit.typesetting.display_list import ARTIFACT, Item, Page, Role, TextRun
from hostkit.typesetting.fonts import face
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import LONG_TICK, RULER, ruler

QUESTION_TOP = mm(32)
"""The design's measure, on cards of the large form."""

HERO_SHARE = 104 / 130.27
"""The share of the height above the footer that a question may take: 104 mm on the design's cards of 148.5 mm."""

TALL_ENOUGH = 190.0
"""In points (67 mm). Small cards of this height or more have more air above the footer, larger probes, and a topic that
is larger than the questions; chosen to distinguish cards of 54 mm from those of an eighth of a sheet."""

SMALL_TITLE_TOP = mm(19)
NUMBER_COLUMN = mm(8)
SMALL_DROP = 15.7
"""The design's measures for cards of 85 x 54 mm: the topic's top, the number's column, the number's baseline."""

EDGE_MARGIN = mm(8)
"""The design's margin for grids that extend to the edges of the paper, where printers cannot print."""

LEAST_MARGIN = mm(4)
"""The safe margin: nothing important is nearer to the trim."""


FIGURE_HEIGHT, FIGURE_FROM_TRIM = mm(17), mm(25)
"""The design's measures: the height of the figure on the card of a question, and its distance from the lower trim."""

ABOVE_SMALL_FOOTER = mm(4)
"""The distance of the figure from the footer on small cards. Chosen by eye: half of that on large ones."""

ABOVE_FIGURE = mm(2.5)
"""The least distance of a question from the figure: by the design one ends at 104 mm, the other begins at 106.5 mm."""


class TypeFit(NamedTuple):
    """A type size for a question: its style, the margin, whether there is a footer, and the y where text must end."""

    style: Style
    margin: float
    footer: bool
    bottom: float


class CardLayout(NamedTuple):
    """Positions on a card in points from its top left corner.

    ``large`` tells whether the card has the large form, ``number`` is the style of the number, and ``footer_from_trim``
    the distance from the footer's line box to the lower trim.
    """

    width: float
    height: float
    large: bool
    margin: float
    number: Style
    number_drop: float
    """The distance from the upper margin to the number's baseline."""
    column: float
    """The distance from the left edge of the number to that of the text."""
    footer_from_trim: float
    above_footer: float
    """The gap above the footer. Only a question in the smallest size on a large card may use it."""
    least_topic: float = 0.0
    """The size of the deck's questions, than which the topic of a small card is larger."""
    figures: bool = True
    """Whether the cards of the questions show the figure: on small cards only if all have room for it."""

    def at_fit(self, fit: TypeFit) -> CardLayout:
        """Return the layout for a deck set in this fit. On small cards, larger type lowers the first baseline."""
        if self.large:
            return self
        least_topic = fit.style.size if self.height >= TALL_ENOUGH else 0.0
        return self._replace(number_drop=max(SMALL_DROP, 0.76 * fit.style.size), least_topic=least_topic)

    def number_baseline(self, margin: float) -> float:
        """Return the y of the number's baseline."""
        return margin + self.number_drop

    def text_x(self, margin: float) -> float:
        """Return the x of the left edge of texts."""
        return margin + self.column

    def measure(self, margin: float) -> float:
        """Return the measure of texts in points."""
        return self.width - self.text_x(margin) - margin

    def text_top(self, face: Style, margin: float) -> float:
        """Return the y of the first line box. On small cards its baseline is that of the number."""
        return QUESTION_TOP if self.large else self.number_baseline(margin) - face.baseline

    @property
    def bottom(self) -> float:
        """The y of the bottom of the footer's line box, and of a code."""
        return self.height - self.footer_from_trim

    @property
    def figure_bottom(self) -> float:
        """The y at which the figure of a question's card ends."""
        return self.height - FIGURE_FROM_TRIM if self.large else self.footer_top - ABOVE_SMALL_FOOTER

    @property
    def figure_top(self) -> float:
        """The y at which the figure of a question's card begins."""
        return self.figure_bottom - FIGURE_HEIGHT

    @property
    def footer_top(self) -> float:
        """The y of the top of the footer's line box."""
        return self.bottom - style.FOOTER.leading

    @property
    def fits(self) -> tuple[TypeFit, ...]:
        """The fits with a footer from the largest to the smallest, one of which is chosen for a deck."""
        return _fits(self)

    @property
    def last_fits(self) -> tuple[TypeFit, ...]:
        """The fits for a question that is too long for ``fits``.

        On large cards text may use the gap above the footer. On small cards there is no footer, and the last fit has
        the least margin.
        """
        if self.large:
            floor = style.display(*LARGE_SIZES[-1])
            return (TypeFit(floor, self.margin, True, self.footer_top),)
        end = self.height - self.margin
        without_footer = [TypeFit(style.display(*size), self.margin, False, end) for size in SMALL_SIZES]
        least = self.margin if self.margin >= EDGE_MARGIN else LEAST_MARGIN
        narrow = TypeFit(style.display(14, 16), least, False, self.height - least)
        return (*without_footer, narrow)


LARGE_SIZES = ((36, 42), (32, 38), (28, 34), (24, 30), (21, 26), (18, 23), (16, 20), (14, 18))
SMALL_SIZES = ((28, 34), (24, 30), (21, 26), (18, 22), (16, 20), (14, 17))
"""Sizes and leadings of questions in points: the design's scale."""


@lru_cache(maxsize=16)
def _fits(layout: CardLayout) -> tuple[TypeFit, ...]:
    end = layout.footer_top * HERO_SHARE if layout.large else layout.footer_top - layout.above_footer
    sizes = LARGE_SIZES if layout.large else SMALL_SIZES
    return tuple(TypeFit(style.display(*size), layout.margin, True, end) for size in sizes)


def card_layout_of(stock: Stock) -> CardLayout:
    """Return the layout of a stock's cards."""
    if style.is_large_card(stock.width, stock.height):
        number = style.number(28, 28)
        drop = mm(14) - mm(13) + number.baseline
        return CardLayout(stock.width, stock.height, True, mm(13), number, drop, 0.0, mm(14), 8.0)
    number = style.number(18, 18)
    margin = EDGE_MARGIN if _meets_edges(stock) else mm(6)
    above = mm(8) if stock.height >= TALL_ENOUGH else 6.0
    return CardLayout(
        stock.width, stock.height, False, margin, number, SMALL_DROP, NUMBER_COLUMN, margin, above
    )


def _meets_edges(stock: Stock) -> bool:
    """Return whether cards extend into the unprintable edge of the paper, so that they need a wider margin."""
    paper = PAPERS[stock.paper]
    right = paper.width - stock.left - (stock.columns - 1) * stock.pitch_across - stock.width
    bottom = paper.height - stock.top - (stock.rows - 1) * stock.pitch_down - stock.height
    return min(stock.left, stock.top, right, bottom) < FROM_EDGE - 0.01


def number(composer: Composer, layout: CardLayout, text: str, role: Role, margin: float) -> list[Item]:
    """Return the number of a question, with its baseline at the same height on every card."""
    face = layout.number._replace(color=composer.theme.accent)
    return composer.set.line(text, face, role).place(margin, layout.number_baseline(margin) - face.baseline)


def label(composer: Composer, layout: CardLayout, text: str, role: Role, face: Style) -> list[Item]:
    """Return a label in the place of the number, on its baseline."""
    block = composer.set.line(text, face, role)
    return block.place(layout.margin, layout.number_baseline(layout.margin) - block.style.baseline)


def quotation_mark(
    composer: Composer, layout: CardLayout, char: str, size: float, bottom: float | None = None
) -> list[Item]:
    """Return a quotation mark in the place of the number, with its ink flush with the margin and the top of figures.

    With ``bottom``, the lower edge of its ink is there instead.
    """
    name = layout.number.face
    glyphs = face(name).shape(char, "en")
    left, top, lower = face(name).ink(glyphs[0].gid)
    figure_top = face(name).ink(face(name).shape("1", "en")[0].gid)[1] * layout.number.size / 1000
    baseline = layout.number_baseline(layout.margin) - figure_top + top * size / 1000
    if bottom is not None:
        baseline = bottom + lower * size / 1000
    x = layout.margin - left * size / 1000
    return [TextRun(x, baseline, name, size, composer.theme.accent, glyphs, ARTIFACT)]


def footer(composer: Composer, layout: CardLayout, text: str) -> list[Item]:
    """Return a text set as the footer of a card."""
    return composer.set.line(text, style.FOOTER, ARTIFACT).place(
        layout.text_x(layout.margin), layout.footer_top
    )


def series_footer(composer: Composer, layout: CardLayout, last: str, round_title: str = "") -> list[Item]:
    """Return the footer with the series, ``last`` (usually the topic) and the round.

    Parts are left out until it fits one line: first ``last``, then the series, at last everything.
    """
    series = composer.guide.series
    both = composer.words("card.foot", series=series, title=last) if series else last
    candidates = [both, series.text if series else ""]
    if round_title:
        candidates = [
            composer.words("card.foot_of_round", foot=text, round=round_title) for text in candidates if text
        ]
        candidates.append(round_title)
    for text in candidates:
        if composer.set.line(text, style.FOOTER, ARTIFACT).width <= layout.measure(layout.margin):
            return footer(composer, layout, text)
    return []


RULER_FROM_EDGE = mm(8)
"""The least distance of the ruler from the edge of the paper, as in the design."""

ABOVE_CARDS, ABOVE_MARKS = mm(2.5), mm(6.5)
"""The distance from the cards to the ruler; chosen by eye, clear of crop marks, which end 5 mm from the cards."""


def with_head(composer: Composer, pages: Sequence[Page], sides: Sequence[str]) -> tuple[Page, ...]:
    """Return the pages with a head above the cards; pages without enough room for one are unchanged."""
    stock, mode = composer.stock, composer.options.duplex
    turned = seen_from_behind(stock, composer.paper, mode)
    at = {FRONT: _place(stock), BACK: _place(turned)}
    sheets, seen = max(sides.count(FRONT), 1), Counter[str]()
    headed = []
    for page, side in zip(pages, sides, strict=True):
        seen[side] += 1
        # Backs fed by hand begin with the last sheet.
        by_hand = mode == MANUAL and side == BACK
        sheet = sheets + 1 - seen[side] if by_hand else seen[side]
        place = at[side]
        headed.append(page_with(page, _head(composer, place, side, sheet, sheets)) if place else page)
    return tuple(headed)


def _place(stock: Stock) -> tuple[float, float] | None:
    """Return the x and the baseline of the head above the cards, clear of crop marks, or None if there is no room."""
    baseline = stock.top - (ABOVE_MARKS if stock.plain else ABOVE_CARDS)
    if baseline - LONG_TICK < RULER_FROM_EDGE - 0.5:
        return None
    return max(stock.left, RULER_FROM_EDGE), baseline


def page_with(page: Page, more: Sequence[Item]) -> Page:
    """Return a page with ``more`` items added after those that it has."""
    return Page(page.width, page.height, (*page.items, *more))


def _head(composer: Composer, at: tuple[float, float], side: str, sheet: int, sheets: int) -> list[Item]:
    left, baseline = at
    words, shape = composer.words, composer.shape
    name = words("card.backs" if side == BACK else "card.fronts", shape.cards * shape.decks)
    if sheets > 1:
        name = words("card.sheet", name=name, sheet=sheet, sheets=sheets)
    text = f"{words('host_sheet.ruler')} · {name}"
    label = composer.set.line(text, style.FOOTER, ARTIFACT)
    return [
        *ruler(left, baseline),
        *label.place(left + RULER + mm(4), baseline - style.FOOTER.baseline),
    ]
