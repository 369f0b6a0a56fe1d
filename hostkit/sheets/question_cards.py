"""Composes the question cards: a title card, a card for each question with probes on the back, and a closing card."""

from __future__ import annotations

from math import inf

from hostkit.core.errors import FitError, UsageError
from hostkit.core.values import to_mm
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets.cards.card_layout import card_layout_of, with_head
from hostkit.sheets.cards.cover import title_card
from hostkit.sheets.cards.ends import closing_card, spare_cards
from hostkit.sheets.cards.question import deck_fit, question_card, with_figures
from hostkit.sheets.composer import Composer, SheetComposer
from hostkit.sheets.refusal import with_advice
from hostkit.sheets.sheet import DUPLEX, LONG_EDGE, SIMPLEX, Sheet, document
from hostkit.stocks.imposition import BACK, FOLD, FRONT, NONE, Card, impose, sheet_pages
from hostkit.stocks.stock import Stock, stocks_for
from hostkit.typesetting.display_list import Document


def deck(composer: SheetComposer) -> tuple[Card, ...]:
    """Return the cards of one deck at trim size, in order. Raises FitError for a text too long for its card."""
    layout = card_layout_of(composer.stock)
    questions = composer.guide.questions
    texts = [composer.plain(question.ask) for question in questions]
    below = inf
    if not layout.large:
        # Imported here because most decks have large cards.
        from hostkit.sheets.cards.small_ends import largest_topic, small_closing_card, small_title_card

        below = largest_topic(composer, layout)
    fit = deck_fit(composer, layout, texts, below)
    layout = with_figures(composer, layout.at_fit(fit), texts, fit)
    title = (title_card if layout.large else small_title_card)(composer, layout)
    asked = tuple(question_card(composer, layout, question, fit) for question in questions)
    closing = (closing_card if layout.large else small_closing_card)(composer, layout, fit)
    if composer.options.duplex == NONE:
        # The backs of the title and closing cards hold texts that no other card has, so they become cards.
        ends = [Card(side, side) for side in (*title, *closing)]
        return (*ends[:2], *asked, *ends[2:])
    return (title, *asked, closing)


def compose(composer: SheetComposer) -> Document:
    """Return all decks at trim size, with a front and a back page for each card, and the cards for spare cells.

    Raises FitError, which names the smallest stock on which the deck would fit.
    """
    try:
        cards = deck(composer) * composer.options.copies
    except FitError as error:
        raise _with_stock(error, smallest_stock(composer)) from None
    if composer.options.spare == "write" and composer.options.impose != NONE:
        cards += spare_cards(composer, card_layout_of(composer.stock), composer.shape.spare_cells)
    return document(
        composer, "question_cards", tuple(side for card in cards for side in card), duplex=SIMPLEX
    )


def smallest_stock(composer: SheetComposer) -> Stock | None:
    """Return the smallest stock of the kit's paper on which the deck fits, or None."""
    for stock in stocks_for(composer.paper.name):
        try:
            impose(1, stock, composer.paper, composer.options.duplex)
            deck(composer.on(stock))
        except (FitError, UsageError):
            continue
        return stock
    return None


def _with_stock(error: FitError, stock: Stock | None) -> FitError:
    if stock is None:
        return with_advice(error, "It fits on no stock for this paper.", smallest_stock=None)
    return with_advice(error, f"It would fit on --stock {stock.name}.", smallest_stock=stock.name)


def _on_sheets(composer: Composer, composed: Document) -> Document:
    """Return the cards imposed on sheets with marks and heads, or for a print shop on a page for each side."""
    options = composer.options
    fronts, backs = composed.pages[::2], composed.pages[1::2]
    if options.impose == NONE and options.duplex == NONE:
        return composed._replace(pages=fronts)
    if options.impose == NONE:
        return composed._replace(sides=(FRONT, BACK) * len(fronts), duplex=LONG_EDGE)
    cards = [Card(*sides) for sides in zip(fronts, backs, strict=True)]
    pages, sides = sheet_pages(cards, composer.stock, composer.paper, options.duplex, options.skip)
    pages = with_head(composer, pages, sides)
    return composed._replace(pages=pages, sides=sides, duplex=DUPLEX.get(options.duplex, SIMPLEX))


def _order(plan: KitPlan) -> dict[str, str]:
    """Return the text of the order for a print shop by file name, or nothing if the cards are imposed."""
    if plan.options.impose != NONE:
        return {}
    words, copies, stock = plan.language, plan.copies, plan.stock
    sides = words("order.both_sides" if plan.options.duplex != NONE else "order.one_side")
    size = f"{to_mm(stock.width):.1f} x {to_mm(stock.height):.1f} mm"
    cards = copies.cards * copies.decks
    pages = cards * (1 if plan.options.duplex == NONE else 2)
    lines = [
        words("order.heading", title=plan.guide.title),
        words(f"order.file_{'one' if plan.options.duplex == NONE else 'both'}", pages=pages),
        words("order.cards", cards, decks=copies.decks),
        words("order.size", size=size),
        sides,
        words("order.ink"),
        words("order.paper"),
    ]
    return {"order.txt": "\n".join(lines)}


SHEET = Sheet(
    "question-cards",
    order=2,
    compose=compose,
    copies=lambda plan: 1,
    extras=_order,
    folded=lambda plan: plan.options.duplex == FOLD,
    impose=_on_sheets,
)
