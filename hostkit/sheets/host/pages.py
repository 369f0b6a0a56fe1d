"""Pages of the host sheet: which blocks stand on which page, decided from their heights before anything is placed.

The run of show comes first; its gaps give way before it goes on overleaf. The questions follow in the first
arrangement that needs the fewest pages, spread evenly over them; helps, lists and codes are anchored to the bottom of
the last page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from hostkit.sheets import style
from hostkit.sheets.host.questions import ARRANGEMENTS, LEAST_GAP, Arrangement, QuestionRow, QuestionSizes
from hostkit.sheets.host.run import GAPS, RunOfShowRow, spine
from hostkit.typesetting.display_list import Item
from hostkit.typesetting.typeset import Block

ABOVE_QUESTIONS, BELOW_HEADING, ABOVE_LAST = 28.0, 20.0, 14.0
"""The design's measures."""

LOOSEST_BROKEN_GAP = 16.0
"""A run that goes on overleaf keeps at most this gap, chosen by eye: it reads as one run, not as two short ones."""
MOST_ADDED = 8.0
"""Room that is left over widens the gaps between questions by this much at most; chosen by eye: they stay a list."""
MOST_LIFTED = 10.0
"""Where there is room, the last block stands so much higher above the footer; chosen by eye."""


class PageLayout(NamedTuple):
    """The area of a page that holds blocks: x of its left edge, y of its top and its bottom."""

    x: float
    top: float
    bottom: float


@dataclass
class PageDraft:
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

    def items(self, area: PageLayout) -> list[Item]:
        """Return the items of every block, and the spine behind them."""
        items: list[Item] = []
        if self.spine:
            items.append(spine(area.x + style.NARROW - style.SPINE_LEFT, *self.spine))
        for y, block in self.placed:
            items += block.place(area.x, y)
        return items


def fill_run(rows: Sequence[RunOfShowRow], page: PageDraft, area: PageLayout) -> list[PageDraft]:
    """Put the run of show below what stands on ``page``; return the pages it takes, its gap equal on all."""
    height, gaps = sum(row.height for row in rows), len(rows) - 1
    for gap in GAPS:
        if page.y + height + gap * gaps <= area.bottom:
            _place_rows(rows, gap, page)
            return [page]
    most = _most_rows(rows, GAPS[-1], page.y, area)
    looser = [
        gap for gap in GAPS if gap <= LOOSEST_BROKEN_GAP and _most_rows(rows, gap, page.y, area) == most
    ]
    gap = looser[0] if looser else GAPS[-1]
    pages = [page]
    while rows:
        count = _most_rows(rows, gap, pages[-1].y, area)
        _place_rows(rows[:count], gap, pages[-1])
        rows = rows[count:]
        if rows:
            _run_off(pages[-1], gap, area)
            pages.append(PageDraft(area.top))
    return pages


def _height(rows: Sequence[RunOfShowRow], gap: float) -> float:
    return sum(row.height for row in rows) + gap * (len(rows) - 1)


def _most_rows(rows: Sequence[RunOfShowRow], gap: float, top: float, area: PageLayout) -> int:
    """Return how many rows stand below ``top``: the end never goes over alone, and at least one row stays."""
    count = len(rows)
    while count > 1 and top + _height(rows[:count], gap) > area.bottom:
        count -= 1
    return count if count == len(rows) else max(1, min(count, len(rows) - 2))


def _run_off(page: PageDraft, gap: float, area: PageLayout) -> None:
    """Let the spine go on to below the last segment: the evening is not over at the bottom of this page."""
    if page.spine:
        page.spine = (page.spine[0], min(page.spine[1] + gap, area.bottom))


def _place_rows(rows: Sequence[RunOfShowRow], gap: float, page: PageDraft) -> None:
    top = page.y
    for index, row in enumerate(rows):
        page.add(row, gap if index else 0.0)
    page.spine = (top + 2, page.y)


def fill_questions(
    pages: list[PageDraft],
    heading: Block,
    rows_in: Callable[[QuestionSizes], Sequence[QuestionRow]],
    least: float,
    last: Block,
    area: PageLayout,
) -> list[PageDraft]:
    """Put the questions and the last block behind the run, in the first arrangement that takes the fewest pages.

    ``least`` is a height that the questions take at least, in any arrangement.
    """
    first, before = (pages[-1], pages[:-1]) if len(pages) > 1 else (PageDraft(area.top), pages)
    if first.placed:
        need = heading.height + BELOW_HEADING + rows_in(ARRANGEMENTS[-1].sizes)[0].height
        if first.y + ABOVE_QUESTIONS + need > area.bottom:
            first, before = PageDraft(area.top), pages
    first.add(heading, ABOVE_QUESTIONS if first.placed else 0.0)
    first.y += BELOW_HEADING
    (sizes, gap), groups = _fewest_pages(rows_in, least, first.y, last.height, area)
    rows = rows_in(sizes)
    drafts = [first, *(PageDraft(area.top) for _ in groups[1:])]
    for draft, (start, end) in zip(drafts, groups, strict=True):
        is_last = draft is drafts[-1]
        bottom = area.bottom - (ABOVE_LAST + last.height if is_last else 0.0)
        _place_questions(draft, rows[start:end], gap, bottom)
    _anchor(drafts[-1], last, area)
    return [*before, *drafts]


def _fewest_pages(
    rows_in: Callable[[QuestionSizes], Sequence[QuestionRow]],
    least: float,
    first: float,
    last: float,
    area: PageLayout,
) -> tuple[Arrangement, list[tuple[int, int]]]:
    """Return the first arrangement that takes the fewest pages, and what stands on each (see ``_spread``)."""

    @cache
    def groups(arrangement: Arrangement) -> list[tuple[int, int]]:
        return _spread(rows_in(arrangement.sizes), arrangement.gap, first, last, area)

    found: list[tuple[Arrangement, list[tuple[int, int]]]] = []
    fewest = 1 if least <= area.bottom - first - ABOVE_LAST - last else 2
    for arrangement in ARRANGEMENTS:
        if made := groups(arrangement):
            found.append((arrangement, made))
            if len(made) <= fewest:
                break
        if arrangement is ARRANGEMENTS[0]:
            # Asked of the tightest only where it is not known already: setting all questions once more takes time.
            fewest = len(_spread(rows_in(ARRANGEMENTS[-1].sizes), LEAST_GAP, first, last, area))
    return min(found, key=lambda each: len(each[1]))


def _spread(
    rows: Sequence[QuestionRow], gap: float, first: float, last: float, area: PageLayout
) -> list[tuple[int, int]]:
    """Share the rows among the fewest pages that hold them, as evenly as can be: (start, end) of each page.

    ``first`` is where the first page's rows begin, ``last`` the height of the block that the last page ends with.
    Where one page holds them all but not the block as well, the block moves on alone; else only the last page may be
    without a question, where the block leaves no room for one. Empty: they do not fit, the first page being too full
    for the first row, or a row being taller than a page.
    """
    heights = [row.height for row in rows]
    # Only those below another on their page want air above them.
    above = [gap + row.above for row in rows]
    for count in range(1, len(rows) + 2):
        rooms = [area.bottom - (first if page == 0 else area.top) for page in range(count)]
        if count == 2 and sum(heights) + sum(above[1:]) <= rooms[0]:
            return [(0, len(rows)), (len(rows), len(rows))]
        rooms[-1] -= ABOVE_LAST + last
        found = _evenly(heights, above, rooms)
        if found:
            return found
    return []


def _evenly(
    heights: Sequence[float], above: Sequence[float], rooms: Sequence[float]
) -> list[tuple[int, int]] | None:
    """Return the pages' (start, end) of the least sum of squared empty heights, or None when they do not fit."""
    count = len(heights)
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for page, room in enumerate(rooms):
        here: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, cuts) in best.items():
            for end in range(start, count + 1):
                height = sum(heights[start:end]) + sum(above[start + 1 : end])
                if height > room:
                    break
                if end == start and page < len(rooms) - 1:
                    continue
                total = cost + (room - height) ** 2
                if end not in here or total < here[end][0]:
                    here[end] = (total, [*cuts, end])
        best = here
    return list(pairwise(best[count][1])) if count in best else None


def _place_questions(page: PageDraft, rows: Sequence[QuestionRow], gap: float, bottom: float) -> None:
    """Place a page's questions; what room is left widens the gaps a little."""
    if len(rows) > 1:
        height = sum(row.height for row in rows) + sum(gap + row.above for row in rows[1:])
        gap += min(MOST_ADDED, max(0.0, bottom - page.y - height) / (len(rows) - 1))
    for index, row in enumerate(rows):
        page.add(row, gap + row.above if index else 0.0)
    page.questions = len(rows)


def _anchor(page: PageDraft, last: Block, area: PageLayout) -> None:
    spare = area.bottom - last.height - page.y - ABOVE_LAST
    lift = min(MOST_LIFTED, max(0.0, spare / 2))
    page.placed.append((area.bottom - last.height - lift, last))
