"""Divides the parts of the host sheet into pages by their heights, before anything is placed.

The run of show comes first. The questions follow, distributed evenly. The last block is placed at the bottom of the
last page. The first form that takes two pages is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from hostkit.sheets import style
from hostkit.sheets.host.questions import FORMS, MOST_PAGES, SMALL_FORMS, Form, QuestionRow, QuestionSizes
from hostkit.sheets.host.run import RunOfShowRow, spine
from hostkit.typesetting.display_list import Color, Item
from hostkit.typesetting.typeset import Block

ABOVE_QUESTIONS, BELOW_HEADING, ABOVE_LAST = 28.0, 20.0, 14.0
"""Gaps in points, as in the design."""
MOST_BELOW_FACTS, LEAST_BELOW_FACTS = 24.0, 12.0
"""The gap between the facts and the run of show in points: that of the design, and the least, chosen by eye. It is
twice the gap between segments, if that is less than the design's."""

MOST_ADDED = 8.0
"""The most points by which unused room widens a gap between questions; chosen by eye, so that they stay a list."""
MOST_LIFTED = 10.0
"""The most points by which unused room raises the last block above the footer; chosen by eye."""


class PageLayout(NamedTuple):
    """The type area of a page: the x of its left edge and the y of its top and bottom, in points."""

    x: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """The height of the type area in points."""
        return self.bottom - self.top


class HostParts(NamedTuple):
    """The parts of a host sheet, measured.

    Functions return the parts that depend on the form: ``run`` takes the leading of cues, ``questions`` the sizes of
    questions, ``last`` the leading of helps and tips and the most tips.
    """

    head: Block
    run: Callable[[float], Sequence[RunOfShowRow]]
    heading: Block
    questions: Callable[[QuestionSizes], Sequence[QuestionRow]]
    last: Callable[[float, int | None], Block]


class PageDraft:
    """A page that is being filled.

    ``y`` is where the next block may begin, ``placed`` holds the y and the block of each placed block, ``spine`` the
    top and the bottom of the spine, and ``questions`` is the number of questions on the page. ``breaks_round`` tells
    whether the page begins within a round.
    """

    def __init__(self, y: float) -> None:
        self.y = y
        self.placed: list[tuple[float, Block]] = []
        self.spine: tuple[float, float] | None = None
        self.questions = 0
        self.breaks_round = False

    def add(self, block: Block, gap: float) -> None:
        """Place a block ``gap`` points below the last one."""
        self.y += gap
        self.placed.append((self.y, block))
        self.y += block.height

    def items(self, area: PageLayout, accent: Color) -> list[Item]:
        """Return the items of every block, and the spine behind them in the accent color."""
        items: list[Item] = []
        if self.spine:
            items.append(spine(area.x + style.NARROW - style.SPINE_LEFT, *self.spine, accent))
        for y, block in self.placed:
            items += block.place(area.x, y)
        return items


def fill_pages(parts: HostParts, area: PageLayout) -> tuple[Form, list[PageDraft]] | None:
    """Return the first form that takes two pages, and the pages, or None if a part is taller than a page.

    If no form takes two pages, those that break fewest rounds are preferred, and of these the one with fewest pages.
    SMALL_FORMS are tried only if the others take more than MOST_PAGES pages.
    """
    found: list[tuple[Form, list[PageDraft]]] = []
    for form in (*FORMS, *SMALL_FORMS):
        if form is SMALL_FORMS[0] and any(len(pages) <= MOST_PAGES for _, pages in found):
            break
        pages = _filled(parts, form, area)
        if pages:
            found.append((form, pages))
        if len(pages) == 2:
            return found[-1]
    return min(
        found, key=lambda each: (sum(page.breaks_round for page in each[1]), len(each[1])), default=None
    )


def _filled(parts: HostParts, form: Form, area: PageLayout) -> list[PageDraft]:
    """Return the fewest pages that a form takes, with the largest gap between segments; none if it does not fit."""
    best: list[PageDraft] = []
    rows = parts.run(form.cue_leading)
    heights = [row.height for row in rows]
    for gap in form.run_gaps:
        counts = _rows_a_page(heights, gap, area.top + parts.head.height + _below_facts(gap), area)
        if len(counts) == 1 or (counts and form.shares_page):
            pages = _with_run(parts.head, rows, counts, gap, area)
            pages = _with_questions(pages, parts, form, area)
            if not best or 0 < len(pages) < len(best):
                best = pages
            if not form.shares_page or len(best) == 2:
                break
    return best


def _below_facts(gap: float) -> float:
    """Return the gap between the facts and the run of show, given that between segments, in points."""
    return max(LEAST_BELOW_FACTS, min(MOST_BELOW_FACTS, 2 * gap))


def _rows_a_page(heights: Sequence[float], gap: float, top: float, area: PageLayout) -> list[int]:
    """Return how many rows of the run of show each page takes, or none if a row is taller than its page.

    ``top`` is the y of the first row. The last row never moves to a new page alone.
    """
    counts: list[int] = []
    while heights:
        count = len(heights)
        while count and top + sum(heights[:count]) + gap * (count - 1) > area.bottom:
            count -= 1
        if not count:
            return []
        if count < len(heights):
            count = max(1, min(count, len(heights) - 2))
        counts.append(count)
        heights, top = heights[count:], area.top
    return counts


def _with_run(
    head: Block, rows: Sequence[RunOfShowRow], counts: Sequence[int], gap: float, area: PageLayout
) -> list[PageDraft]:
    """Return the pages with the head and the run of show, of which each takes the next ``counts`` rows."""
    page = PageDraft(area.top)
    page.add(head, 0.0)
    page.y += _below_facts(gap)
    pages = [page, *(PageDraft(area.top) for _ in counts[1:])]
    for page, count in zip(pages, counts, strict=True):
        top = page.y
        for index, row in enumerate(rows[:count]):
            page.add(row, gap if index else 0.0)
        rows = rows[count:]
        # Below the last segment of a page, the spine shows that the run of show continues.
        page.spine = (top + 2, min(page.y + gap, area.bottom) if rows else page.y)
    return pages


def _with_questions(
    pages: list[PageDraft], parts: HostParts, form: Form, area: PageLayout
) -> list[PageDraft]:
    """Return the pages with the questions and the last block after the run of show; none if these do not fit."""
    heading, rows, last = parts.heading, parts.questions(form.sizes), parts.last(form.leading, form.most_tips)
    need = ABOVE_QUESTIONS + heading.height + BELOW_HEADING + rows[0].height
    if len(pages) == 1 or pages[-1].y + need > area.bottom:
        pages = [*pages, PageDraft(area.top)]
    first = pages[-1]
    first.add(heading, ABOVE_QUESTIONS if first.placed else 0.0)
    first.y += BELOW_HEADING
    later = area._replace(top=area.top + form.sizes.above_page)
    counts = _questions_a_page(rows, form.gap, first.y, last.height, later)
    drafts = [first, *(PageDraft(later.top) for _ in counts[1:])]
    for draft, count in zip(drafts, counts, strict=False):
        bottom = area.bottom - (ABOVE_LAST + last.height if draft is drafts[-1] else 0.0)
        draft.breaks_round = bool(count and rows[0].continues and draft is not first)
        _place_questions(draft, rows[:count], form.gap, bottom)
        rows = rows[count:]
    _anchor(drafts[-1], last, area)
    return [*pages[:-1], *drafts] if counts else []


def _questions_a_page(
    rows: Sequence[QuestionRow], gap: float, first: float, last: float, area: PageLayout
) -> list[int]:
    """Return how many questions each page takes, for the fewest pages and as evenly as possible.

    ``first`` is the y of the first row on the first page, ``last`` the height of the block at the end of the last page.
    Rounds that a page can hold are kept together if possible. Only the last page may be without a question, when the
    block leaves no room for one. The list is empty if the rows do not fit, because the first page has no room for the
    first row or a row is taller than a page.
    """
    rounds: list[list[QuestionRow]] = []
    for row in rows:
        if not row.continues:
            rounds.append([])
        rounds[-1].append(row)
    groups: list[list[QuestionRow]] = []
    for each in rounds:
        room = area.height if groups else area.bottom - first
        groups += [each] if _height(each, gap) <= room else [[row] for row in each]
    return _counts(groups, gap, first, last, area) or _counts([[row] for row in rows], gap, first, last, area)


def _counts(
    groups: Sequence[Sequence[QuestionRow]], gap: float, first: float, last: float, area: PageLayout
) -> list[int]:
    """Return how many questions each page takes if groups are kept together; none if that is not possible."""
    heights, above = [_height(group, gap) for group in groups], [gap + group[0].above for group in groups]
    for count in range(1, len(groups) + 2):
        rooms = [area.bottom - (first if page == 0 else area.top) for page in range(count)]
        rooms[-1] -= ABOVE_LAST + last
        if found := _evenly(heights, above, rooms):
            return [sum(map(len, groups[start:end])) for start, end in found]
    return []


def _height(rows: Sequence[QuestionRow], gap: float) -> float:
    return sum(row.height for row in rows) + sum(gap + row.above for row in rows[1:])


def _evenly(
    heights: Sequence[float], above: Sequence[float], rooms: Sequence[float]
) -> list[tuple[int, int]] | None:
    """Return the (start, end) of each page with the least sum of squares of unused heights, or None if none fits.

    ``above`` holds the gap above each height; the first of a page has none.
    """
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
    """Place the last block at the bottom of its page, or at the top of a page of its own."""
    spare = area.bottom - last.height - page.y - ABOVE_LAST
    lift = min(MOST_LIFTED, max(0.0, spare / 2))
    page.placed.append((area.bottom - last.height - lift if page.placed else area.top, last))
