"""Divides the blocks of the host sheet into pages by their heights, before anything is placed.

The run of show comes first; its gaps are reduced before it continues on another page. The questions follow in the first
arrangement that takes the fewest pages, distributed evenly. The last block is placed at the bottom of the last page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from hostkit.sheets import style
from hostkit.sheets.host.questions import ARRANGEMENTS, LEAST_GAP, Arrangement, QuestionRow, QuestionSizes
from hostkit.sheets.host.run import GAPS, RunOfShowRow, spine
from hostkit.typesetting.display_list import Item
from hostkit.typesetting.typeset import Block

ABOVE_QUESTIONS, BELOW_HEADING, ABOVE_LAST = 28.0, 20.0, 14.0
"""Gaps in points, as in the design."""

LOOSEST_BROKEN_GAP = 16.0
"""The largest gap, in points, in a run of show on several pages; chosen by eye, so that it reads as one run."""
MOST_ADDED = 8.0
"""The most points by which unused room widens a gap between questions; chosen by eye, so that they stay a list."""
MOST_LIFTED = 10.0
"""The most points by which unused room raises the last block above the footer; chosen by eye."""


class PageLayout(NamedTuple):
    """The type area of a page: the x of its left edge and the y of its top and bottom, in points."""

    x: float
    top: float
    bottom: float


class PageDraft:
    """A page that is being filled.

    ``y`` is where the next block may begin, ``placed`` holds the y and the block of each placed block, ``spine`` the
    top and the bottom of the spine, and ``questions`` is the number of questions on the page.
    """

    def __init__(self, y: float) -> None:
        self.y = y
        self.placed: list[tuple[float, Block]] = []
        self.spine: tuple[float, float] | None = None
        self.questions = 0

    def add(self, block: Block, gap: float) -> None:
        """Place a block ``gap`` points below the last one."""
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
    """Place the run of show below the blocks of ``page``, with equal gaps; return the pages that it takes."""
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
    """Return how many rows fit below ``top``. At least one stays, and the last row never moves to a new page alone."""
    count = len(rows)
    while count > 1 and top + _height(rows[:count], gap) > area.bottom:
        count -= 1
    return count if count == len(rows) else max(1, min(count, len(rows) - 2))


def _run_off(page: PageDraft, gap: float, area: PageLayout) -> None:
    """Extend the spine below the last segment, to show that the run of show continues on the next page."""
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
    """Place the questions and the last block after the run of show; return all pages.

    The first arrangement that takes the fewest pages is used. ``rows_in`` returns the questions set in given sizes, and
    ``least`` is a lower bound of their height in any arrangement.
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
    """Return the first arrangement that takes the fewest pages, and the rows of each page as ``_spread`` does."""

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
            # The tightest arrangement is measured only if needed, because setting all questions again takes time.
            fewest = len(_spread(rows_in(ARRANGEMENTS[-1].sizes), LEAST_GAP, first, last, area))
    return min(found, key=lambda each: len(each[1]))


def _spread(
    rows: Sequence[QuestionRow], gap: float, first: float, last: float, area: PageLayout
) -> list[tuple[int, int]]:
    """Return the (start, end) of the rows on each page, for the fewest pages and as evenly as possible.

    ``first`` is the y of the first row on the first page, ``last`` the height of the block at the end of the last page.
    If one page holds all rows but not the block, the block moves to a second page alone. Otherwise only the last page
    may be without a row, when the block leaves no room for one. The list is empty if the rows do not fit, because the
    first page has no room for the first row or a row is taller than a page.
    """
    heights = [row.height for row in rows]
    # The first row of a page has no gap above it.
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
    """Return the (start, end) of each page with the least sum of squares of unused heights, or None if none fits."""
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
    """Place the questions of a page; unused room widens the gaps by up to MOST_ADDED each."""
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
