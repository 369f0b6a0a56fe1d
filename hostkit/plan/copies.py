"""How much to print and to bring: sheets of paper, cards, worksheets, pens."""

from __future__ import annotations

from dataclasses import dataclass

from hostkit.layout.imposition import NONE, cards_a_sheet
from hostkit.plan.clock import ASSUMED_GUESTS
from hostkit.source.event import PrintOptions
from hostkit.source.stock import Stock


@dataclass(frozen=True, slots=True)
class Copies:
    """Numbers for the printer and the bag. Guests are counted without the host.

    ``cards`` are those of one deck; ``decks`` the copies of it; ``spare_cells`` are left on the last sheet.
    """

    guests: int
    assumed: bool
    cards: int
    decks: int
    card_sheets: int
    spare_cells: int

    @property
    def worksheets(self) -> int:
        """One worksheet a guest."""
        return self.guests

    @property
    def pens(self) -> int:
        """One pen a guest."""
        return self.guests


def plan_copies(guests: int | None, questions: int, stock: Stock, options: PrintOptions) -> Copies:
    """Count copies for a deck of the questions, a title card and a closing card.

    Printed on fronts alone, the backs of these two are cards of their own, so that nothing on them is lost.
    Decks follow each other without an empty cell between.
    """
    cards = questions + (4 if options.duplex == NONE else 2)
    a_sheet = cards_a_sheet(stock, options.duplex) or 1
    taken = cards * options.copies + options.skip
    sheets = -(-taken // a_sheet)
    return Copies(
        guests=ASSUMED_GUESTS if guests is None else guests,
        assumed=guests is None,
        cards=cards,
        decks=options.copies,
        card_sheets=sheets,
        spare_cells=sheets * a_sheet - taken,
    )
