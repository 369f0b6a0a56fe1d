"""Decks of cards built through the command line, for tests that measure them: on any stock, in any mode.

Where each card should lie is worked out here from the measures of ``stocks`` and the rules a host knows: row by row
from the upper left, and a back behind its front once the sheet is turned. hostkit is not asked.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.support.cases import GUIDES
from tests.support.command import Outcome, hostkit
from tests.support.pages import Pdf
from tests.support.stocks import STOCKS, Grid, Piece, Rect, pieces, within

LONG, SHORT, MANUAL, FOLD, NONE = "long", "short", "manual", "fold", "none"
MODES = (LONG, SHORT, MANUAL, FOLD, NONE)
EVERY = [(stock, mode) for stock in STOCKS for mode in MODES if mode != FOLD or STOCKS[stock].plain]
GUIDE = GUIDES / "fits-anywhere.yaml"
QUESTIONS = 5


class Deck(NamedTuple):
    """A finished deck: what the command said, its files by name, the file of the cards opened."""

    outcome: Outcome
    texts: dict[str, str]
    pdf: Pdf


class Place(NamedTuple):
    """Where a side of a card should lie: the page of the file, its rectangle, whether upside down."""

    card: int
    is_back: bool
    page: int
    rect: Rect
    turned: bool


@cache
def deck(stock: str, mode: str, *more: str, questions: int = QUESTIONS) -> Deck:
    """Build the cards of tests/data/fits-anywhere.yaml, or of its first questions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rest.yaml").write_text(_guide(questions), encoding="utf-8")
        outcome = hostkit(
            *("build", "rest.yaml", "--sheets", "question-cards", "--stock", stock, "--duplex", mode),
            *("--spare", "empty", *more),
            folder=folder,
        )
        assert outcome.code == 0, outcome.stderr
        made = folder / "out" / "rest"
        texts = {path.name: path.read_text(encoding="utf-8") for path in made.glob("*.txt")}
        return Deck(outcome, texts, Pdf((made / "question-cards.pdf").read_bytes()))


def _guide(questions: int) -> str:
    """Return the guide with its first questions only."""
    head, tail = GUIDE.read_text(encoding="utf-8").split("\nquestions:\n")
    asked, foot = tail.split("follow_up:")
    each = asked.split("  - ask:")[1:]
    return f"{head}\nquestions:\n{''.join(f'  - ask:{one}' for one in each[:questions])}follow_up:{foot}"


def count(mode: str, questions: int = QUESTIONS) -> int:
    """Return the cards of a deck: a title card and a closing card, whose backs are cards too on fronts alone."""
    return questions + (4 if mode == NONE else 2)


@cache
def single(stock: str, mode: str, questions: int = QUESTIONS) -> tuple[tuple[list[Piece], str], ...]:
    """Return what every side of a card paints and says, each from a page of its own: front and back in turn."""
    pdf = deck(stock, mode, "--impose", "none", questions=questions).pdf
    return tuple(
        (pieces(pdf, page), "".join(c.text for c in pdf.characters(page))) for page in range(len(pdf))
    )


def side_of(stock: str, mode: str, place: Place, questions: int = QUESTIONS) -> tuple[list[Piece], str]:
    """Return what the side of a card that belongs to a place paints and says; decks repeat."""
    card = place.card % count(mode, questions)
    return single(stock, mode, questions)[card if mode == NONE else 2 * card + place.is_back]


def places(grid: Grid, mode: str, cards: int, skip: int = 0) -> Iterator[Place]:
    """Yield where every side of every card should lie."""
    cells = list(grid.cells())
    if mode == FOLD:
        # Fronts in the left column of each pair, backs in the right one. In a single column, every back is below its
        # front, upside down.
        assert grid.columns in (1, 2)
        for card in range(cards):
            sheet, pair = divmod(card, len(cells) // 2)
            yield Place(card, False, sheet, cells[2 * pair], False)
            yield Place(card, True, sheet, cells[2 * pair + 1], grid.columns == 1)
        return
    sheets = -(-(cards + skip) // len(cells))
    for card in range(cards):
        sheet, cell = divmod(card + skip, len(cells))
        front = cells[cell]
        if mode == NONE:
            yield Place(card, False, sheet, front, False)
            continue
        # By hand: all fronts, then the backs from the top of the printed stack, the last sheet's first.
        pages = (sheet, 2 * sheets - 1 - sheet) if mode == MANUAL else (2 * sheet, 2 * sheet + 1)
        yield Place(card, False, pages[0], front, False)
        yield Place(card, True, pages[1], behind(grid, mode, front), mode == SHORT)


def behind(grid: Grid, mode: str, front: Rect) -> Rect:
    """Return what lies behind a rectangle once the sheet is turned over its long or its short edge."""
    _, _, width, height = grid.sheet
    if mode == SHORT:
        return Rect(front.left, height - front.bottom, front.right, height - front.top)
    return Rect(width - front.right, front.top, width - front.left, front.bottom)


def pages_of(grid: Grid, mode: str, cards: int, skip: int = 0) -> int:
    """Return how many pages the file should have."""
    return 1 + max(place.page for place in places(grid, mode, cards, skip))


def by_page(grid: Grid, mode: str, cards: int, skip: int = 0) -> dict[int, list[Place]]:
    """Return the places of every page."""
    found: dict[int, list[Place]] = {}
    for place in places(grid, mode, cards, skip):
        found.setdefault(place.page, []).append(place)
    return found


def split(found: list[Piece], its: list[Place]) -> tuple[list[list[Piece]], list[Piece]]:
    """Return the pieces of a page by the places they lie in, as their cards have them; and those in none."""
    cards, rest = [], list(found)
    for place in its:
        inside = within(rest, place.rect)
        cards.append([piece.from_corner(place.rect, turned=place.turned) for piece in inside])
        rest = [piece for piece in rest if piece not in inside]
    return cards, rest
