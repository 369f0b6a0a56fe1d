"""Composes the pocket card: the clock of the evening on its front, all helps on its back, for the host's hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from hostkit.core.values import Paper, mm
from hostkit.guides.guide import HELPS
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer
from hostkit.sheets.parts.head import accent_rule
from hostkit.sheets.refusal import LongText, longest_too_tall
from hostkit.sheets.sheet import DUPLEX, SIMPLEX, Sheet, Whole, document, mode_of
from hostkit.stocks.imposition import FOLD, NONE, Card, sheet_pages
from hostkit.stocks.stock import Stock, read_stock
from hostkit.typesetting.display_list import Document, Page, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Stack, StackItem, beside

STOCKS = {"a4": "a7-8up", "letter": "eighth-letter"}
"""The stock that has the size of the card: A7 or an eighth of Letter, as in the design."""

MARGIN = mm(8)
"""The design's margin of cards that reach the edge of the paper."""

CORNER = mm(14)
"""The distance of the card from the corner of the paper. Chosen by eye: room for the marks of its four cuts."""

TIMES, ABOVE_TIMES = 3.5, 4.0
"""The width of the column of times in ems, and the gap added above it in points. Chosen by eye: 19:00 and a gap."""


def compose(composer: DetailComposer) -> Document:
    """Return the front and the back at trim size. Raises FitError for texts that do not fit at the smallest size."""
    stock = _cell(composer.paper, NONE)
    front, back = composer.role("Sect"), composer.role("Sect")
    topic, parts = composer.role("H1", front), _times(composer, front)
    sides = [
        _fitted(composer, stock, lambda fit: _clock(composer, fit, stock.width - 2 * MARGIN, topic, parts))
    ]
    rows = [(composer.role("P", back), name) for name in HELPS]
    sides.append(_fitted(composer, stock, lambda fit: _helps(composer, fit, stock.width - 2 * MARGIN, rows)))
    return document(composer, "pocket_card", tuple(sides), duplex=SIMPLEX)


class Fit(NamedTuple):
    """The size and the leading of all texts of a side, and the gap between rows, in points."""

    size: float
    leading: float
    gap: float

    def face(self, name: str) -> Style:
        """Return a style of the fit in a face."""
        return Style(name, self.size, self.leading, style.BLACK)


FITS = (Fit(12, 14, 8), Fit(12, 14, 4), Fit(12, 14, 2), Fit(11, 13, 2), Fit(10, 12, 1))
"""The fits in the order in which they are tried. The design's is 12/14; the host alone reads the smaller ones."""


def _fitted(composer: DetailComposer, stock: Stock, compose_side: Callable[[Fit], Stack]) -> Page:
    room = stock.height - 2 * MARGIN
    for fit in FITS:
        side = compose_side(fit)
        if side.height <= room:
            return Page(stock.width, stock.height, tuple(side.place(MARGIN, MARGIN)))
    guide = composer.guide
    texts = [guide.title, *(segment.title for segment in guide.run_of_show), *guide.helps]
    long = [LongText(text, fit.leading) for text in texts if text]
    raise longest_too_tall(composer, "card-too-long", long, "pocket card", side.height - room)


Timed: TypeAlias = tuple[str, str, Role, Role]
"""A time and what begins then, with their roles."""


def _times(composer: DetailComposer, part: Role) -> list[Timed]:
    """Return when each segment begins and when the evening ends: times of day, or if the start is unknown minutes."""
    details, times, outer = composer.details, composer.times, composer.role("L", part)

    def shown(minutes: int) -> str:
        start = details.start
        return times.elapsed(minutes) if start is None else times.figures(start + minutes)

    guide, titled = composer.guide, composer.words.segment_title
    rows = [
        (shown(details.segment_begins(k)), titled(guide, each)) for k, each in enumerate(guide.run_of_show)
    ]
    rows.append((shown(details.length), composer.words("segment.end")))
    return [(time, words, *composer.list_item(outer)) for time, words in rows]


def _clock(composer: DetailComposer, fit: Fit, measure: float, topic: Role, rows: Sequence[Timed]) -> Stack:
    column = TIMES * fit.size
    face = fit.face("text")
    parts = [StackItem(composer.set.balanced(composer.guide.title.text, fit.face("display"), measure, topic))]
    parts.append(StackItem(accent_rule(style.CARD_RULE_WIDTH / 2, composer.theme.accent), fit.gap))
    for number, (time, words, label, body) in enumerate(rows):
        at = composer.set.line(time, face._replace(face="text-bold", features=("tnum",)), label)
        title = composer.set.narrow(words, face, measure - column, body)
        parts.append(StackItem(beside(at, title, column), fit.gap + (0.0 if number else ABOVE_TIMES)))
    return Stack(tuple(parts))


def _helps(composer: DetailComposer, fit: Fit, measure: float, rows: Sequence[tuple[Role, str]]) -> Stack:
    """Return each help behind its label, as one paragraph."""
    has_probes = (
        any(question.probes for question in composer.guide.questions) and composer.options.duplex != NONE
    )
    parts = []
    for role, name in rows:
        label = (f"{composer.words(f'host_sheet.{name}')}. ", "text-bold")
        spans = (label, (composer.words.help(composer.guide, name, has_probes=has_probes), "text"))
        parts.append(StackItem(composer.set.narrow(spans, fit.face("text"), measure, role), 2 * fit.gap))
    return Stack(tuple(parts))


def _cell(paper: Paper, mode: str) -> Stock:
    """Return a stock of one card, or for folding of its front with its back below it."""
    size = read_stock(STOCKS[paper.name])
    return size._replace(left=CORNER, top=CORNER, columns=1, rows=2 if mode == FOLD else 1)


def _on_a_sheet(composer: Composer, composed: Document) -> Document:
    """Return the card on a sheet, with its back behind it, or to be folded below it."""
    mode = mode_of(composer.options)
    stock = _cell(composer.paper, mode)
    pages, sides = sheet_pages([Card(*composed.pages)], stock, composer.paper, mode)
    return composed._replace(pages=pages, sides=sides, duplex=DUPLEX.get(mode, SIMPLEX))


SHEET = Sheet(
    "pocket-card",
    order=9,
    compose=Whole(compose),
    copies=lambda plan: 1,
    stock=lambda plan: _cell(plan.paper, mode_of(plan.options)),
    folded=lambda plan: mode_of(plan.options) == FOLD,
    impose=_on_a_sheet,
    about="clock and helps for the host's hand",
)
