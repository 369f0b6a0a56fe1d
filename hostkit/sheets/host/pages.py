"""Pages of the host sheet: which blocks stand on which page, decided from their heights before anything is placed.

The run of show comes first; its gaps give way before it goes on overleaf. The questions follow in the first manner
that needs the fewest pages; helps, lists and codes are anchored to the foot of the last page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hostkit.layout.column import Block
from hostkit.layout.display_list import Item
from hostkit.sheets import style
from hostkit.sheets.host.questions import MANNERS, QuestionRow, Setting
from hostkit.sheets.host.run import GAPS, Row, spine

ABOVE_QUESTIONS, BELOW_HEADING, ABOVE_LAST = 28.0, 20.0, 14.0
LOOSEST_BROKEN_GAP = 16.0
"""A run that goes on overleaf keeps at most this gap: it reads as one run, not as two short ones."""


class Frame(NamedTuple):
    """The area of a page that holds blocks: x of its left edge, y of its top and its bottom."""

    x: float
    top: float
    bottom: float


@dataclass
class Draft:
    """A page being filled: blocks with the height at which each stands; ``y`` is where the next may begin."""

    y: float
    placed: list[tuple[float, Block]] = field(default_factory=list)
    spine: tuple[float, float] | None = None
    questions: int = 0

    def add(self, block: Block, gap: float) -> None:
        """Place a block ``gap`` below the last one."""
        self.y += gap
        self.placed.append((self.y, block))
        self.y += block.height

    def items(self, frame: Frame) -> list[Item]:
        """Return the items of every block, and the spine behind them."""
        items: list[Item] = []
        if self.spine:
            items.append(spine(frame.x + style.NARROW - style.SPINE_LEFT, *self.spine))
        for y, block in self.placed:
            items += block.place(frame.x, y)
        return items


def fill_run(rows: Sequence[Row], page: Draft, frame: Frame) -> list[Draft]:
    """Put the run of show below what stands on ``page``; return the pages it takes."""
    for gap in GAPS:
        if page.y + _height(rows, gap) <= frame.bottom:
            _place_rows(rows, gap, page)
            return [page]
    split, gap = _split(rows, page.y, frame)
    _place_rows(rows[:split], gap, page)
    if split and page.spine:
        page.spine = (page.spine[0], min(page.spine[1] + gap, frame.bottom))
    rest = Draft(frame.top)
    return [page, *fill_run(rows[split:], rest, frame)]


def _height(rows: Sequence[Row], gap: float) -> float:
    return sum(row.height for row in rows) + gap * (len(rows) - 1)


def _split(rows: Sequence[Row], top: float, frame: Frame) -> tuple[int, float]:
    """Return how many rows stay on this page, and their gap; the end never goes over alone."""

    def fitting(gap: float) -> int:
        count = len(rows)
        while count and top + _height(rows[:count], gap) > frame.bottom:
            count -= 1
        return min(count, max(len(rows) - 2, 1))

    most = fitting(GAPS[-1])
    if most == 0 and top == frame.top:
        most = 1  # A segment taller than a page: the caller's fit check has refused it already.
    loose = [gap for gap in GAPS if gap <= LOOSEST_BROKEN_GAP and fitting(gap) == most]
    return most, loose[0] if loose else GAPS[-1]


def _place_rows(rows: Sequence[Row], gap: float, page: Draft) -> None:
    if not rows:
        return
    top = page.y
    for index, row in enumerate(rows):
        page.add(row, gap if index else 0.0)
    page.spine = (top + 2, page.y)


def fill_questions(
    pages: list[Draft],
    heading: Block,
    rows_in: Callable[[Setting], Sequence[QuestionRow]],
    last: Block,
    frame: Frame,
) -> list[Draft]:
    """Put the questions and the last block behind the run, in the first manner that takes the fewest pages."""
    start = pages[-1] if len(pages) > 1 else Draft(frame.top)
    best: list[Draft] = []
    for manner in MANNERS:
        drafts = _flow(_copy(start), heading, rows_in(manner.setting), manner.gap, last, frame)
        if not best or len(drafts) < len(best):
            best = drafts
        if len(best) == 1:
            break
    return [*(pages[:-1] if len(pages) > 1 else pages), *best]


def _copy(draft: Draft) -> Draft:
    return Draft(draft.y, list(draft.placed), draft.spine, draft.questions)


def _flow(
    page: Draft, heading: Block, rows: Sequence[QuestionRow], gap: float, last: Block, frame: Frame
) -> list[Draft]:
    pages = [page]
    first = (ABOVE_QUESTIONS if page.placed else 0.0) + heading.height + BELOW_HEADING + rows[0].height
    if page.placed and page.y + first > frame.bottom:
        pages.append(Draft(frame.top))
    pages[-1].add(heading, ABOVE_QUESTIONS if pages[-1].placed else 0.0)
    for index, row in enumerate(rows):
        space = BELOW_HEADING if index == 0 else gap if pages[-1].questions else 0.0
        if pages[-1].y + space + row.height > frame.bottom and pages[-1].placed:
            pages.append(Draft(frame.top))
            space = 0.0
        pages[-1].add(row, space)
        pages[-1].questions += 1
    if pages[-1].y + ABOVE_LAST + last.height > frame.bottom:
        pages.append(_page_of_last(pages[-1], gap, last, frame))
    _anchor(pages[-1], last, frame)
    return pages


def _page_of_last(page: Draft, gap: float, last: Block, frame: Frame) -> Draft:
    """Begin the last block's page with up to half the questions of the page before: no page stands nearly empty."""
    new = Draft(frame.top)
    room = frame.bottom - frame.top - ABOVE_LAST - last.height
    moved: list[Block] = []
    for _ in range(page.questions // 2):
        block = page.placed[-1][1]
        if room < block.height + gap * len(moved):
            break
        room -= block.height
        moved.insert(0, block)
        page.placed.pop()
        page.questions -= 1
    for index, block in enumerate(moved):
        new.add(block, gap if index else 0.0)
        new.questions += 1
    return new


def _anchor(page: Draft, last: Block, frame: Frame) -> None:
    page.placed.append((frame.bottom - last.height, last))
