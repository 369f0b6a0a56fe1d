"""Composes the belly band: a strip of paper around the deck, as many on a page as fit."""

from __future__ import annotations

from hostkit.core.errors import FitError, Problem, option
from hostkit.core.values import Paper, mm, to_mm
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer
from hostkit.sheets.parts.folds import fold_line
from hostkit.sheets.parts.head import set_topic, theme_figure, voice
from hostkit.sheets.refusal import LongText, longest_too_tall
from hostkit.sheets.sheet import SIMPLEX, Sheet, Whole, document
from hostkit.stocks.imposition import FROM_EDGE, NONE, Card, sheet_pages
from hostkit.stocks.stock import Stock, default_stock
from hostkit.typesetting.display_list import ARTIFACT, Document, Item, Page, Placement
from hostkit.typesetting.typeset import Stack, StackItem

HEIGHT, FLAP = mm(52), mm(15)
A_CARD, LEAST_SPINE, MOST_SPINE = mm(0.3), mm(2), mm(14)
"""The design's height of a band, its flap, the thickness of a card, and the thinnest and the thickest spine."""

CLEAR = mm(8)
"""The distance of words and figure from folds and cuts. Chosen by eye: more than the 4 mm of cards."""
FLAP_CLEAR = mm(4)
"""The safe area of cards."""

TOPICS = ((24, 28), (24, 28), (16, 20), (16, 20))
"""Sizes and leadings of the topic for each number of lines."""
VOICE, ABOVE_VOICE = (12, 16), 6.0
"""The second voice below the topic. Chosen by eye."""


def spine_of(cards: int) -> float:
    """Return the thickness of a deck of so many cards, in points."""
    return min(max(cards * A_CARD, LEAST_SPINE), MOST_SPINE)


def length_of(stock: Stock, cards: int) -> float:
    """Return the length of a band for a deck of cards: twice the shorter side, two spines and the flap."""
    return 2 * min(stock.width, stock.height) + 2 * spine_of(cards) + FLAP


def compose(composer: DetailComposer) -> Document:
    """Return the bands of one page at trim size, in landscape.

    Raises FitError for a band longer than the paper, and for a topic that is too long.
    """
    length = length_of(composer.stock, composer.shape.cards)
    longest = composer.paper.height - 2 * FROM_EDGE
    if length > longest:
        what = (
            f"a belly band for {composer.stock.name} is {to_mm(length):.0f} mm long, but this paper has room for "
            f"{to_mm(longest):.0f} mm."
        )
        remedy = "Choose smaller cards, or leave the sheet belly-band out."
        raise FitError(
            Problem("band-too-long", option("stock"), what, remedy, {"stock": composer.stock.name})
        )
    bands = [_band(composer, length, number) for number in range(1, _a_page(composer.paper) + 1)]
    return document(composer, "belly_band", tuple(bands), duplex=SIMPLEX)


def _band(composer: DetailComposer, length: float, number: int) -> Page:
    side, spine = min(composer.stock.width, composer.stock.height), spine_of(composer.shape.cards)
    words = _words(composer, number, side - 2 * CLEAR)
    items = words.place(CLEAR, (HEIGHT - words.height) / 2)
    figure = theme_figure(composer, side - 2 * CLEAR, HEIGHT - 2 * CLEAR)
    if figure:
        left = side + spine + (side - figure.width) / 2
        items += figure.items(left, (HEIGHT - figure.height) / 2, composer.theme.accent)
    items.append(Placement(length - FLAP, 0.0, _flap(composer), 270))
    folds = (side, side + spine, 2 * side + spine, 2 * side + 2 * spine)
    return Page(length, HEIGHT, (*items, *_folds(folds)))


def _folds(folds: tuple[float, ...]) -> list[Item]:
    return [fold_line(fold, CLEAR, fold, HEIGHT - CLEAR) for fold in folds]


def _words(composer: DetailComposer, number: int, measure: float) -> Stack:
    """Return the topic, and how many questions are for how many guests, as far as their number is known."""
    guide, details, words = composer.guide, composer.details, composer.words
    part = composer.role("Sect")
    topic = set_topic(composer, measure, TOPICS, composer.role("H1" if number == 1 else "H2", part))
    questions = words.heading("segment.questions", len(guide.questions))
    guests = words.number(details.guests)
    counted = words("belly_band.for_guests", questions=questions, guests=guests)
    counted = questions if details.guests_assumed else counted
    below = composer.set.balanced(counted, voice(composer, *VOICE), measure, composer.role("P", part))
    whole = Stack((StackItem(topic), StackItem(below, ABOVE_VOICE)))
    over = whole.height - (HEIGHT - 2 * FLAP_CLEAR)
    if over > 0 or composer.set.is_too_wide(guide.title.text, topic.style, measure):
        text = LongText(guide.title, topic.style.leading)
        raise longest_too_tall(
            composer, "card-too-long", [text], "belly band", max(over, topic.style.leading)
        )
    return whole


def _flap(composer: Composer) -> Page:
    """Return the flap as a page along the strip's end: what to do with the band."""
    words = composer.set.narrow(
        composer.words("belly_band.wrap"), style.FOOTER, HEIGHT - 2 * FLAP_CLEAR, ARTIFACT
    )
    items = words.place((HEIGHT - words.width) / 2, (FLAP - words.height) / 2)
    return Page(HEIGHT, FLAP, tuple(items))


def _a_page(paper: Paper) -> int:
    """Return the number of bands beside each other on a page of a paper."""
    return int((paper.width - 2 * FROM_EDGE) // HEIGHT)


def _strips(stock: Stock, cards: int, paper: Paper) -> Stock:
    """Return a stock of bands beside each other, upright, in the middle of a page."""
    length, count = length_of(stock, cards), _a_page(paper)
    return default_stock(paper.name)._replace(
        left=(paper.width - count * HEIGHT) / 2, top=(paper.height - length) / 2, width=HEIGHT, height=length,
        pitch_across=HEIGHT, pitch_down=length, columns=count, rows=1,
    )  # fmt: skip


def _on_sheets(composer: Composer, composed: Document) -> Document:
    stock = _strips(composer.stock, composer.shape.cards, composer.paper)
    pages, sides = sheet_pages([Card(band, band) for band in composed.pages], stock, composer.paper, NONE)
    return composed._replace(pages=pages, sides=sides)


def _copies(plan: KitPlan) -> int:
    return -(-plan.copies.decks // _a_page(plan.paper))


SHEET = Sheet(
    "belly-band",
    order=10,
    compose=Whole(compose),
    copies=_copies,
    stock=lambda plan: _strips(plan.stock, plan.copies.cards, plan.paper),
    impose=_on_sheets,
    about="a strip of paper around the deck",
)
