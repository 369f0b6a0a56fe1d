"""How much to print and to bring: sheets of paper, worksheets, pens."""

from __future__ import annotations

from dataclasses import dataclass

from hostkit.plan.clock import ASSUMED_GUESTS


@dataclass(frozen=True, slots=True)
class Copies:
    """Numbers for the printer and the bag. Guests are counted without the host."""

    guests: int
    assumed: bool
    cards: int
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


def plan_copies(guests: int | None, questions: int, cells: int) -> Copies:
    """Count copies for a deck of the questions, a title card and a closing card on sheets of ``cells`` cards."""
    cards = questions + 2
    sheets = -(-cards // cells)
    return Copies(
        guests=ASSUMED_GUESTS if guests is None else guests,
        assumed=guests is None,
        cards=cards,
        card_sheets=sheets,
        spare_cells=sheets * cells - cards,
    )
