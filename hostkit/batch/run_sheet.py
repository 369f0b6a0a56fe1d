"""Composes the run sheet: the number of sheets of each paper to buy for a season, in total and for each event.

Opens no file and draws nothing. The fixed words come from the language's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hostkit.batch.season import Season, SeasonEvent, in_shops, paper_name
from hostkit.core.values import Paper, mm
from hostkit.core.wording import shortened
from hostkit.guides.languages import Language
from hostkit.planning.clock import ASSUMED_GUESTS
from hostkit.sheets import style
from hostkit.sheets.parts.head import accent_rule
from hostkit.sheets.sheet import LONG_EDGE, SIMPLEX
from hostkit.typesetting.display_list import ARTIFACT, Document, Item, Page, Role
from hostkit.typesetting.shaping import Style, shape
from hostkit.typesetting.typeset import Block, Drawn, Stack, StackItem, TextBlock, Typesetter, stack

TITLE = style.display(*style.TOPIC_SIZES[0])
NUMBER = style.display(21, 24)
FOLDER = Style("text", 10, 14, style.QUIET)
FIGURES = Style("text", 12, 16, style.BLACK, ("tnum",))

_DATE, _GAP = mm(40), mm(5)
_PAPER = mm(24)
"""Width of a column of sheet counts: the longest name of a stock at 12 pt."""

_MOST_PAPERS = 3
"""The largest number of papers with a column each; with more papers, each row names its papers in one column."""

_MOST_LETTERS = 200
"""The largest number of characters printed of a topic, or of an id and place; the kit has the whole text."""

_MIXED = mm(46)
_A_PART = 500
"""Events in one document: about thirty pages."""

_BELOW_TITLE, _BELOW_RULE, _BELOW_LEAD, _ABOVE_TABLE = 10.0, 12.0, 24.0, 28.0
_ABOVE_NOTES = 10.0
_BETWEEN_ROWS, _BELOW_HEADS, _ABOVE_FOOT = 6.0, 6.0, 10.0


def compose_run_sheet(season: Season, words: Language, paper: Paper) -> Iterator[Document]:
    """Yield the run sheet: the sheets to buy, then a table of the events.

    A long run sheet is yielded as several consecutive documents, to limit the memory used.
    """
    return _RunSheet(season, words, paper).documents()


class _RunSheet:
    """Sets the texts of a run sheet in one language and for one paper, and numbers their roles."""

    def __init__(self, season: Season, words: Language, paper: Paper) -> None:
        self._season, self._words, self._paper = season, words, paper
        self._set = Typesetter(words.code)
        self._measure = paper.width - 2 * style.SIDE
        self._totals = season.totals()
        self._papers = tuple(self._totals) if len(self._totals) <= _MOST_PAPERS else ()
        """The papers with a column each; empty when one column names all papers."""
        self._counts = [_PAPER] * len(self._papers) or [_MIXED]
        """The widths of the columns of sheet counts, which follow those of the date and the topic."""
        self._topic = self._measure - _DATE - sum(self._counts) - _GAP * (len(self._counts) + 1)
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
        table = self._role("Table")
        heads: Drawn | None = self._heads(self._role("TR", table))
        again = self._heads(None)
        for entry in entries:
            row = self._row(entry, self._role("TR", table))
            if heads:
                # The column heads must not stand alone at the foot of a page.
                if y + heads.height + _BELOW_HEADS + row.height > bottom:
                    pages.append([])
                    y = style.TOP
                pages[-1] += heads.place(style.SIDE, y)
                y += heads.height + _BELOW_HEADS
                heads = None
            elif y + row.height > bottom:
                pages.append(again.place(style.SIDE, style.TOP))
                y = style.TOP + again.height + _BELOW_HEADS
            pages[-1] += row.place(style.SIDE, y)
            y += row.height + _BETWEEN_ROWS
        return pages, y

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
        label = self._set.line(words("run_sheet.buy"), style.LABEL, self._role("H2"))
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
            said = words(f"run_sheet.{which}", sheets=said, both=_grouped(both))
        number = self._set.line(_grouped(count), NUMBER, self._role("Span", line))
        beside = max(number.width, mm(12)) + mm(3)
        rest = stack(
            self._set.narrow(text, face, room - beside, self._role("Span", line))
            for text, face in ((said, style.BODY), (in_shops(paper), FOLDER))
            if text
        )
        down = NUMBER.baseline - style.BODY.baseline

        def draw(x: float, y: float) -> list[Item]:
            return [*number.place(x, y), *rest.place(x + beside, y + down)]

        return Drawn(max(number.height, rest.height + down), draw)

    def _heads(self, row: Role | None) -> Drawn:
        """Return the column heads; without ``row`` they are artifacts, because they repeat heads already tagged."""
        words = self._words
        papers = [paper_name(paper, words) for paper in self._papers] or [words("run_sheet.paper")]
        texts = (words("facts.date"), words("run_sheet.topic"), *papers)
        date, topic, *counts = [
            self._set.narrow(text, style.LABEL, width, self._role("TH", row) if row else ARTIFACT)
            for text, width in zip(texts, (_DATE, self._topic, *self._counts), strict=True)
        ]
        return self._cells(date, topic, counts)

    def _row(self, entry: SeasonEvent, row: Role) -> Drawn:
        topic, said = self._role("TD", row), ((entry.title, style.BODY), (entry.which, FOLDER))
        return self._cells(
            self._set.line(entry.day(self._words), style.BODY, self._role("TD", row)),
            stack(
                self._set.narrow(shortened(text, _MOST_LETTERS), face, self._topic, self._role("P", topic))
                for text, face in said
            ),
            [
                self._set.narrow(text, FIGURES, width, self._role("TD", row))
                for text, width in zip(self._sheets(entry), self._counts, strict=False)
            ],
        )

    def _sheets(self, entry: SeasonEvent) -> list[str]:
        """Return the texts of an event's columns of sheet counts."""
        if not entry.kit:
            return [self._words("run_sheet.none")]
        sheets = entry.sheets()
        if self._papers:
            return [_grouped(sheets[paper]) if paper in sheets else "–" for paper in self._papers]
        named = (f"{_grouped(count)} {paper_name(paper, self._words)}" for paper, count in sheets.items())
        return [", ".join(named) or "0"]

    def _cells(self, date: Block, topic: Block, counts: Sequence[TextBlock]) -> Drawn:
        """Return the cells of a row side by side, each in its column; counts are set flush right."""

        def draw(x: float, y: float) -> list[Item]:
            items = [*date.place(x, y), *topic.place(x + _DATE + _GAP, y)]
            right = x + _DATE + _GAP + self._topic
            for block, width in zip(counts, self._counts, strict=False):
                right += _GAP + width
                items += block.place_right(right, y)
            return items

        return Drawn(max(block.height for block in (date, topic, *counts)), draw)


def _grouped(number: int) -> str:
    """Return a number with a no-break space between thousands, which is clear in every language."""
    return f"{number:,}".replace(",", "\u00a0")
