"""Copies: sheets of cards with their spare cells, a worksheet and a pen a guest."""

from __future__ import annotations

import pytest
from hostkit.plan.copies import plan_copies


@pytest.mark.parametrize(
    ("questions", "cells", "sheets", "spare"),
    [(2, 4, 1, 0), (3, 4, 2, 3), (4, 4, 2, 2), (6, 4, 2, 0), (7, 4, 3, 3), (4, 10, 1, 4), (98, 4, 25, 0)],
)
def test_a_deck_has_a_title_and_a_closing_card(questions: int, cells: int, sheets: int, spare: int) -> None:
    copies = plan_copies(10, questions, cells)
    assert copies.cards == questions + 2
    assert copies.card_sheets == sheets
    assert copies.spare_cells == spare
    assert copies.card_sheets * cells == copies.cards + copies.spare_cells


def test_a_worksheet_and_a_pen_a_guest_without_the_host() -> None:
    copies = plan_copies(11, 4, 4)
    assert (copies.guests, copies.worksheets, copies.pens, copies.assumed) == (11, 11, 11, False)


def test_eight_guests_are_assumed_and_said_so() -> None:
    copies = plan_copies(None, 4, 4)
    assert (copies.guests, copies.worksheets, copies.pens, copies.assumed) == (8, 8, 8, True)
