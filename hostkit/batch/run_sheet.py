"""Composes the run sheet: the paper to buy for a season, then every event by day, with squares to tick.

Opens no file and draws nothing. The fixed words come from the language's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hostkit.batch.run_sheet_table import SMALL, RunSheetTable, grouped
from hostkit.batch.season import Season, SeasonEvent, in_shops, paper_name
from hostkit.core.values import Paper, mm
from hostkit.planning.clock import ASSUMED_GUESTS, TimeWords
from hostkit.sheets import style
from hostkit.sheets.host.run import spine
from hostkit.sheets.parts.head import accent_rule
from hostkit.sheets.sheet import LONG_EDGE, SIMPLEX
from hostkit.typesetting.display_list import ARTIFACT, Document, Item, Page, Role
from hostkit.typesetting.shaping import shape
from hostkit.typesetting.typeset import Block, Drawn, Stack, StackItem, Typesetter, stack

TITLE = style.display(*style.TOPIC_SIZES[0])
NUMBER = style.display(21, 24)

_A_PART = 500
"""Events in one document: about forty pages."""

_BELOW_TITLE, _BELOW_RULE, _BELOW_LEAD, _ABOVE_TABLE = 10.0, 12.0, 24.0, 28.0
_ABOVE_NOTES = 10.0
_BELOW_HEADS, _ABOVE_DAY, _BELOW_DAY, _BETWEEN_ROWS, _ABOVE_FOOT = 8.0, 15.0, 4.0, 8.0, 16.0
"""Distances in points, chosen by eye: a day is closer to its rows than to those of the day before."""


def compose_run_sheet(season: Season, times: TimeWords, paper: Paper) -> Iterator[Document]:
    """Yield the run sheet: the sheets to buy, then a table of the events.

    A long run sheet is yielded as several consecutive documents, to limit the memory used.
    """
    return _RunSheet(season, times, paper).documents()


class _RunSheet:
    """Sets the texts of a run sheet in one language and for one paper, and numbers their roles."""

    def __init__(self, season: Season, times: TimeWords, paper: Paper) -> None:
        self._season, self._words, self._paper = season, times.language, paper
        self._set = Typesetter(self._words.code)
        self._measure = paper.width - 2 * style.SIDE
        self._totals = season.totals()
        self._table = RunSheetTable(times, self._measure, tuple(self._totals), self._role)
        self._serial = 0

    def _role(self, tag: str, parent: Role | None = None) -> Role:
        self._serial += 1
        return Role(tag, self._serial, parent)

    def documents(self) -> Iterator[Document]:
        entries, head = self._season.entries, self._head()
        y = style.TOP + head.height + _ABOVE_TABLE
        pages, number = [head.place(style.SIDE, style.TOP)], 0
        for first in range(0, max(1, len(entries)), _A_PART):
            filled, y = self._fill(entries[first : first + _A_PART], pages, y)
            last = first + _A_PART >= len(entries)
            # The last page of a part is filled further as the first page of the next part.
            pages = [] if last else [filled.pop()]
            numbered = [self._page(items, number + k) for k, items in enumerate(filled, start=1)]
            number += len(filled)
            # Dates and ids occur once, so their cached shapes are dropped after each part.
            shape.cache_clear()
            if numbered:
                yield self._document(tuple(numbered), LONG_EDGE if number > 1 or not last else SIMPLEX)

    def _document(self, pages: tuple[Page, ...], duplex: str) -> Document:
        title, subject = self._words("run_sheet.title"), self._words("run_sheet.subject")
        return Document(pages, title, "hostkit", subject, self._words.code, duplex)

    def _page(self, items: Sequence[Item], number: int) -> Page:
        width, height = self._paper.width, self._paper.height
        said = self._words("run_sheet.page", name=self._words("run_sheet.title"), page=number)
        top = height - style.FOOTER_BASELINE - style.FOOTER.baseline
        foot = self._set.line(said, style.FOOTER, ARTIFACT).place(style.SIDE, top)
        return Page(width, height, (*items, *foot))

    def _fill(
        self, entries: Sequence[SeasonEvent], pages: list[list[Item]], y: float
    ) -> tuple[list[list[Item]], float]:
        """Add rows to the last of these pages from ``y`` down, and to new pages as needed.

        Return all pages, and the position on the last one, in points from the top, at which the next row begins.
        """
        bottom = self._paper.height - style.FOOTER_BASELINE - style.FOOTER.baseline - _ABOVE_FOOT
        table, again = self._role("Table"), self._table.heads(None)
        heads: Drawn | None = self._table.heads(self._role("TR", table))
        before: SeasonEvent | None = None
        for entry in entries:
            role = self._role("TR", table)
            time = self._role("TD", role)
            row = self._table.row(entry, role, time)
            is_new_day = before is None or entry.date != before.date
            # The day is said in the first cell of its first row, and repeated on a new page for who sees it only.
            day = self._table.day(entry, self._role("P", time) if is_new_day else ARTIFACT)
            below_heads = [StackItem(day, _BELOW_HEADS), StackItem(row, _BELOW_DAY)]
            parts = [StackItem(row, _BETWEEN_ROWS)]
            if heads:
                parts = [StackItem(heads), *below_heads]
            elif is_new_day:
                parts = [StackItem(day, _ABOVE_DAY), *below_heads[1:]]
            if y + sum(part.gap + part.block.height for part in parts) > bottom:
                pages.append([])
                y, parts = style.TOP, [StackItem(heads or again), *below_heads]
            for part in parts:
                top, y = y, y + part.gap
                pages[-1] += part.block.place(style.SIDE, y)
                y += part.block.height
            # The spine goes on from the row above, if that is one of the same day.
            top = top if len(parts) == 1 else y - row.height
            pages[-1].append(spine(style.SIDE + style.NARROW - style.SPINE_LEFT, top, y, style.ACCENT))
            heads, before = None, entry
        return pages, y + _ABOVE_TABLE

    def _head(self) -> Stack:
        title = self._set.line(self._words("run_sheet.title"), TITLE, self._role("H1"))
        leading = self._set.narrow(self._span(), style.BODY, self._measure, self._role("P"))
        rule = StackItem(accent_rule(style.RULE_WIDTH), _BELOW_TITLE)
        below = StackItem(leading, _BELOW_RULE), StackItem(self._to_buy(), _BELOW_LEAD)
        return Stack((StackItem(title), rule, *below))

    def _span(self) -> str:
        """Return the number of events and the first and last date, in words."""
        words = self._words
        count = words("run_sheet.events", self._season.rows)
        dates = [entry.date for entry in self._season.entries if entry.date]
        if not dates:
            return count
        if dates[0] == dates[-1]:
            return words("run_sheet.on", events=count, day=words.day(dates[0]))
        return words("run_sheet.from", events=count, first=words.day(dates[0]), last=words.day(dates[-1]))

    def _to_buy(self) -> Block:
        """Return the label, the number of sheets of each paper in large figures, and notes on what is not counted."""
        words, season = self._words, self._season
        room = style.NARROW - style.SPINE_LEFT / 2
        label = self._set.narrow(words("run_sheet.buy"), style.LABEL, room, self._role("H2"))
        room = self._measure - style.NARROW
        lines: list[Block] = [self._number_line(*counted, room) for counted in self._totals.items()]
        notes = []
        if shop := sum(entry.at_a_shop for entry in season.entries):
            notes.append(words("run_sheet.shop", shop))
        if season.assumed:
            notes.append(words("run_sheet.assumed", season.assumed, guests=ASSUMED_GUESTS))
        if season.without_kit:
            notes += [words("run_sheet.not_counted", season.without_kit), *season.named_without_kit]
        lines += [self._set.narrow(note, style.QUIET_BODY, room, self._role("P")) for note in notes]
        gaps = [_ABOVE_NOTES if k == len(self._totals) else 4 for k in range(len(lines))]
        listed = Stack(tuple(map(StackItem, lines, gaps)))
        down = NUMBER.baseline - style.LABEL.baseline if self._totals else 0.0

        def draw(x: float, y: float) -> list[Item]:
            return [*label.place(x, y + down), *listed.place(x + style.NARROW, y)]

        return Drawn(max(label.height + down, listed.height), draw)

    def _number_line(self, paper: str, count: int, room: float) -> Drawn:
        """Return a large number of sheets with the paper on its baseline, and a stock's part numbers below."""
        words, line = self._words, self._role("P")
        said = words("run_sheet.sheets", count, paper=paper_name(paper, words))
        if both := self._season.totals(both_sides=True).get(paper):
            which = "all_of_these" if both == count else "of_these"
            said = words(f"run_sheet.{which}", sheets=said, both=grouped(both))
        number = self._set.line(grouped(count), NUMBER, self._role("Span", line))
        beside = max(number.width, mm(12)) + mm(3)
        rest = stack(
            self._set.narrow(text, face, room - beside, self._role("Span", line))
            for text, face in ((said, style.BODY), (in_shops(paper), SMALL))
            if text
        )
        down = NUMBER.baseline - style.BODY.baseline

        def draw(x: float, y: float) -> list[Item]:
            return [*number.place(x, y), *rest.place(x + beside, y + down)]

        return Drawn(max(number.height, rest.height + down), draw)
