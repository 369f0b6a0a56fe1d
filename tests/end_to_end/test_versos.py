"""Backs behind fronts, found in the finished file by code that knows nothing of imposition.

The cut marks say where the cells are. A sheet turned over its long edge shows its back with left and right exchanged:
what stands behind a cell of column c is in column 1 - c, as far from its own left edge as the front is from its.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import pytest

from tests.support.built import CARDS, EVERY_KIT, opened, planned
from tests.support.content import STROKE, painted
from tests.support.each import for_each
from tests.support.pages import MM, Pdf, joined

TOLERANCE = 0.1 * MM
TWO_SIDED = [kit for kit in EVERY_KIT if kit[0] != "one-sided"]


class Mark(NamedTuple):
    """A cut mark from its left and lower to its right and upper end, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Cell(NamedTuple):
    """A card's side on a page: its column and row from the upper left, its words, and where its first letter stands.

    ``x`` is measured from the cell's own left edge, ``y`` down from its upper edge.
    """

    column: int
    row: int
    words: str
    x: float
    y: float


@cache
def marks(case: str, paper: str, page: int) -> tuple[Mark, ...]:
    """Return the cut marks of a page: hairlines in their gray."""
    found = painted(opened(case, paper, CARDS), page)
    return tuple(
        Mark(*(round(edge, 2) for edge in (p.left, p.bottom, p.right, p.top)))
        for p in found
        if p.kind == STROKE and p.written == "0.45 G"
    )


def cuts(case: str, paper: str, page: int) -> tuple[float, float]:
    """Return where the marks say to cut: x from the left, y from the top."""
    its = marks(case, paper, page)
    across = {mark.left for mark in its if mark.left == mark.right}
    down = {mark.bottom for mark in its if mark.bottom == mark.top}
    assert (len(across), len(down)) == (1, 1)
    return across.pop(), opened(case, paper, CARDS).size(page)[1] - down.pop()


@cache
def cells(case: str, paper: str, page: int) -> dict[tuple[int, int], Cell]:
    """Return the cells of a page that hold text."""
    cut_x, cut_y = cuts(case, paper, page)
    letters: dict[tuple[int, int], list[tuple[str, float, float]]] = {}
    for c in opened(case, paper, CARDS).characters(page):
        column, row = int(c.x > cut_x), int(c.y > cut_y)
        letters.setdefault((column, row), []).append((c.text, c.x - column * cut_x, c.y - row * cut_y))
    return {
        (column, row): Cell(column, row, _words(its), its[0][1], its[0][2])
        for (column, row), its in letters.items()
    }


def _words(letters: list[tuple[str, float, float]]) -> str:
    """Return letters as words: those of a new line stand apart from the one above."""
    lines: dict[float, str] = {}
    for letter, _, y in letters:
        lines[round(y, 1)] = lines.get(round(y, 1), "") + letter
    return joined(*lines.values())


def sheets_of(pdf: Pdf) -> range:
    """Return the front pages of a deck printed on both sides."""
    assert len(pdf) % 2 == 0
    return range(0, len(pdf), 2)


@for_each(TWO_SIDED)
def test_probes_lie_behind_their_own_question(case: str, paper: str) -> None:
    pdf, guide = opened(case, paper, CARDS), planned(case, paper).guide
    seen = []
    for front in sheets_of(pdf):
        for (column, row), card in cells(case, paper, front).items():
            if card.words[:1].isdigit():
                # A round's name stands beside the number.
                number = int(re.split(r"\D", card.words, maxsplit=1)[0])
                question = guide.questions[number - 1]
                assert _bare(question.ask.text) in _bare(card.words)
                back = cells(case, paper, front + 1).get((1 - column, row))
                probes = "".join(probe.text for probe in question.probes)
                foot = planned(case, paper).language("card.take_one") if question.probes else ""
                # The back of a card without nudges has the figure alone.
                expected = f"{number}{probes}{foot}" if question.probes else ""
                assert _bare(back.words if back else "") == _bare(expected)
                seen.append(number)
    assert seen == [question.number for question in guide.questions]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_first_and_the_last_card_have_their_backs_behind_them(paper: str) -> None:
    title, agreements = cells("usual", paper, 0)[0, 0], cells("usual", paper, 1)[1, 0]
    assert title.words.startswith("Power Talks Male allies ")
    assert agreements.words.startswith("Tonight")
    closing, group = cells("usual", paper, 2)[1, 0], cells("usual", paper, 3)[0, 0]
    assert closing.words.startswith("Closing round ")
    assert group.words.startswith("Afterward ")
    # Labels stand where a number would: the same baseline, the same margin.
    number = cells("usual", paper, 0)[1, 0]
    for label in (agreements, group):
        assert (label.x, label.y) == pytest.approx((number.x, number.y), abs=TOLERANCE)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_on_fronts_alone_nothing_of_the_first_and_the_last_card_is_lost(paper: str) -> None:
    pdf = opened("one-sided", paper, CARDS)
    order = [
        cell.words
        for page in range(len(pdf))
        for _, cell in sorted(cells("one-sided", paper, page).items(), key=lambda its: (its[0][1], its[0][0]))
    ]
    assert len(order) == 8
    assert order[0].startswith("Power Talks Male allies ")
    assert order[1].startswith("Tonight")
    assert [words.split()[0] for words in order[2:6]] == ["1", "2", "3", "4"]
    assert order[6].startswith("Closing round ")
    assert order[7].startswith("Afterward ")


def _bare(text: str) -> str:
    """Return a text without blanks: a line may end after a hyphen."""
    return "".join(text.split())
