"""The question cards: a title card, one question a card with its probes on the back, a closing card; n-up on sheets."""

from __future__ import annotations

from dataclasses import replace

from hostkit.core.errors import FitError, UsageError
from hostkit.core.units import to_mm
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets.cards.card_layout import frame_of
from hostkit.sheets.cards.ends import closing_card, title_card
from hostkit.sheets.cards.fit import deck_step
from hostkit.sheets.cards.question import question_card
from hostkit.sheets.cards.sheet_head import with_head
from hostkit.sheets.cards.small_ends import small_closing_card, small_title_card
from hostkit.sheets.cards.spare import spare_card
from hostkit.sheets.parts.composer import Composer
from hostkit.sheets.sheet import LONG_EDGE, SHORT_EDGE, SIMPLEX, Sheet, document
from hostkit.stocks.imposition import BACK, FRONT, LONG, NONE, SHORT, Card, impose, sheet_pages
from hostkit.stocks.stock import Stock, stocks_for
from hostkit.typesetting.display_list import Document

DUPLEX = {LONG: LONG_EDGE, SHORT: SHORT_EDGE}


def deck(plan: KitPlan) -> tuple[Card, ...]:
    """Compose one deck at trim size, in its order. Raises FitError for a text too long for its card."""
    return _deck(Composer(plan))


def _deck(composer: Composer) -> tuple[Card, ...]:
    plan = composer.plan
    frame = frame_of(plan.stock)
    questions = plan.guide.questions
    step = deck_step(composer, frame, [plan.plain(question.ask) for question in questions])
    frame = frame.at_step(step)
    title = title_card(composer, frame) if frame.large else small_title_card(composer, frame)
    asked = tuple(question_card(composer, frame, question, step) for question in questions)
    closing = (closing_card if frame.large else small_closing_card)(composer, frame, step)
    if plan.options.duplex == NONE:
        # Fronts alone: what stands on the backs of these two stands nowhere else on the table.
        ends = [Card(side, side) for side in (*title, *closing)]
        return (*ends[:2], *asked, *ends[2:])
    return (title, *asked, closing)


def compose(plan: KitPlan) -> Document:
    """Compose the deck and put it on the sheets of its stock, or each card on pages of its own.

    Raises FitError, which names the smallest stock that would hold the deck.
    """
    composer = Composer(plan)
    try:
        cards = _deck(composer) * plan.options.copies
    except FitError as error:
        raise _with_smallest(error, smallest_stock(plan)) from None
    if plan.options.impose == NONE:
        return _single_cards(composer, cards)
    if plan.options.spare == "write":
        cards += (spare_card(composer, frame_of(plan.stock)),) * plan.copies.spare_cells
    pages, sides = sheet_pages(cards, plan.stock, plan.paper, plan.options.duplex, plan.options.skip)
    pages = with_head(composer, pages, sides)
    duplex = DUPLEX.get(plan.options.duplex, SIMPLEX)
    return document(plan, "question_cards", pages, duplex=duplex, sides=sides, slots=composer.slots)


def smallest_stock(plan: KitPlan) -> Stock | None:
    """Return the smallest stock of the kit's paper that holds the deck, or None."""
    for stock in stocks_for(plan.paper.name):
        try:
            impose(1, stock, plan.paper, plan.options.duplex)
            deck(replace(plan, stock=stock))
        except (FitError, UsageError):
            continue
        return stock
    return None


def _with_smallest(error: FitError, stock: Stock | None) -> FitError:
    """Return a refusal that says on which stock the deck would fit, if there is one for its paper."""
    remedy = f"It would fit on --stock {stock.name}." if stock else "It fits on no stock for this paper."
    smallest = {"smallest_stock": stock.name if stock else None}
    return FitError(
        *(
            replace(problem, remedy=f"{problem.remedy} {remedy}", values={**problem.values, **smallest})
            for problem in error.problems
        )
    )


def _single_cards(composer: Composer, cards: tuple[Card, ...]) -> Document:
    """Return every card on pages of its own at trim size, front and back in turn."""
    plan = composer.plan
    both = plan.options.duplex != NONE
    pages = tuple(side for card in cards for side in (card if both else card[:1]))
    sides = (FRONT, BACK) * len(cards) if both else ()
    duplex = LONG_EDGE if both else SIMPLEX
    return document(plan, "question_cards", pages, duplex=duplex, sides=sides, slots=composer.slots)


def _order(plan: KitPlan) -> dict[str, str]:
    """Return what a print shop needs to quote for single cards."""
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


def _to_print(plan: KitPlan) -> str:
    sheets = plan.copies.card_sheets
    if plan.options.impose == NONE:
        return plan.language("print.cards_at_a_shop")
    return plan.language(f"print.cards_{plan.options.duplex}", sheets)


SHEET = Sheet(
    "question-cards", order=2, compose=compose, copies=lambda plan: 1, to_print=_to_print, extras=_order
)
