"""Copies: sheets of cards with their spare cells in every mode, a worksheet and a pen a guest."""

from __future__ import annotations

from typing import Any

import pytest

from hostkit.events.event import PrintOptions
from hostkit.planning.kit_plan import Copies, plan_copies
from hostkit.stocks.stock import Stock, read_stock

A6, CARDS = read_stock("a6-4up"), read_stock("avery-c32011")


def copies_of(questions: int, stock: Stock = A6, guests: int | None = 10, **options: Any) -> Copies:
    return plan_copies(guests, questions, stock, PrintOptions(**options))


@pytest.mark.parametrize(
    ("questions", "stock", "sheets", "spare"),
    [(2, A6, 1, 0), (3, A6, 2, 3), (4, A6, 2, 2), (6, A6, 2, 0), (7, A6, 3, 3), (98, A6, 25, 0), (4, CARDS, 1, 4),
     (8, CARDS, 1, 0), (9, CARDS, 2, 9)],
)  # fmt: skip
@pytest.mark.parametrize("duplex", ["long", "short", "manual"])
def test_a_deck_has_a_title_and_a_closing_card(
    questions: int, stock: Stock, sheets: int, spare: int, duplex: str
) -> None:
    copies = copies_of(questions, stock, duplex=duplex)
    assert copies.cards == questions + 2
    assert copies.card_sheets == sheets
    assert copies.spare_cells == spare
    assert copies.card_sheets * stock.columns * stock.rows == copies.cards + copies.spare_cells


@pytest.mark.parametrize(("questions", "sheets", "spare"), [(2, 2, 2), (4, 2, 0), (5, 3, 3)])
def test_fronts_alone_have_the_backs_of_both_ends_as_cards_of_their_own(
    questions: int, sheets: int, spare: int
) -> None:
    copies = copies_of(questions, duplex="none")
    assert (copies.cards, copies.card_sheets, copies.spare_cells) == (questions + 4, sheets, spare)


@pytest.mark.parametrize(("questions", "sheets", "spare"), [(2, 2, 0), (3, 3, 1), (4, 3, 0)])
def test_folded_cards_take_two_cells_each(questions: int, sheets: int, spare: int) -> None:
    copies = copies_of(questions, duplex="fold")
    assert (copies.cards, copies.card_sheets, copies.spare_cells) == (questions + 2, sheets, spare)


@pytest.mark.parametrize(
    ("decks", "sheets", "spare"), [(1, 1, 4), (2, 2, 8), (3, 2, 2), (5, 3, 0), (10, 6, 0)]
)
def test_decks_follow_each_other_without_an_empty_cell(decks: int, sheets: int, spare: int) -> None:
    copies = copies_of(4, CARDS, copies=decks)
    assert (copies.cards, copies.decks) == (6, decks)
    assert (copies.card_sheets, copies.spare_cells) == (sheets, spare)


@pytest.mark.parametrize(("skip", "sheets", "spare"), [(0, 1, 4), (3, 1, 1), (4, 1, 0), (5, 2, 9), (9, 2, 5)])
def test_cells_used_up_are_neither_filled_nor_spare(skip: int, sheets: int, spare: int) -> None:
    copies = copies_of(4, CARDS, skip=skip)
    assert (copies.card_sheets, copies.spare_cells) == (sheets, spare)
    assert 10 * sheets == skip + copies.cards + spare


def test_a_worksheet_and_a_pen_a_guest_without_the_host() -> None:
    copies = copies_of(4, guests=11)
    assert (copies.guests, copies.worksheets, copies.pens, copies.assumed) == (11, 11, 11, False)


def test_eight_guests_are_assumed_and_said_so() -> None:
    copies = copies_of(4, guests=None)
    assert (copies.guests, copies.worksheets, copies.pens, copies.assumed) == (8, 8, 8, True)
