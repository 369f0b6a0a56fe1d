"""Composes the run sheet: the number of sheets of each paper to buy for a season, in total and for each event.

Opens no file and draws nothing. The fixed words come from the language's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

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


class _TableColumn(NamedTuple):
    """A column of the table: its left edge and width in points; ``right`` when its text is set flush right."""

    left: float
    width: float
    right: bool = False


class _RunSheetComposer:
    """Holds the season, the language and the paper of a run sheet, and numbers the roles of its texts."""

    def __init__(self, season: Season, words: Language, paper: Paper) -> None:
        self.season, self.words, self.paper = season, words, paper
        self.set = Typesetter(words.code)
        self.measure = paper.width - 2 * style.SIDE
        self.totals = season.totals()
        self.papers = tuple(self.totals) if len(self.totals) <= _MOST_PAPERS else ()
        self._serial = 0

    def role(self, tag: str, parent: Role | None = None) -> Role:
        self._serial += 1
        return Role(tag, self._serial, parent)

    def columns(self) -> tuple[_TableColumn, ...]:
        """Return the columns: date, topic, and one for each paper, or one for all papers."""
        widths = [_PAPER] * len(self.papers) if self.papers else [_MIXED]
        topic = self.measure - _DATE - sum(widths) - _GAP * (len(widths) + 1)
        found: list[_TableColumn] = []
        left = 0.0
        for width in (_DATE, topic, *widths):
            found.append(_TableColumn(left, width, right=len(found) > 1))
            left += width + _GAP
        return tuple(found)


def compose_run_sheet(season: Season, words: Language, paper: Paper) -> Iterator[Document]:
    """Yield the run sheet: the sheets to buy, then a table of the events.

    A long run sheet is yielded as several consecutive documents, to limit the memory used.
    """
    composer = _RunSheetComposer(season, words, paper)
    head = _head(composer)
    y = style.TOP + head.height + _ABOVE_TABLE
    pages, number = [head.place(style.SIDE, style.TOP)], 0
    for first in range(0, max(1, len(season.entries)), _A_PART):
        filled, y = _fill(composer, season.entries[first : first + _A_PART], pages, y)
        last = first + _A_PART >= len(season.entries)
        # The last page of a part is filled further as the first page of the next part.
        pages = [] if last else [filled.pop()]
        numbered = [_page(composer, items, number + k) for k, items in enumerate(filled, start=1)]
        number += len(filled)
        # Dates and ids occur once, so their cached shapes are dropped after each part.
        shape.cache_clear()
        if numbered:
            yield _document(composer, tuple(numbered), two_sided=number > 1 or not last)


def _document(composer: _RunSheetComposer, pages: tuple[Page, ...], *, two_sided: bool) -> Document:
    words = composer.words
    return Document(
        pages=pages,
        title=words("run_sheet.title"),
        author="hostkit",
        subject=words("run_sheet.subject"),
        language=words.code,
        duplex=LONG_EDGE if two_sided else SIMPLEX,
    )


def _fill(
    composer: _RunSheetComposer, entries: Sequence[SeasonEvent], pages: list[list[Item]], y: float
) -> tuple[list[list[Item]], float]:
    """Add rows to the last of these pages from ``y`` down, and to new pages as needed.

    Return all pages, and the position on the last one, in points from the top, at which the next row begins.
    """
    bottom = composer.paper.height - style.FOOTER_BASELINE - style.FOOTER.baseline - _ABOVE_FOOT
    table, columns = composer.role("Table"), composer.columns()
    heads: Drawn | None = _heads(composer, columns, composer.role("TR", table))
    again = _heads(composer, columns, None)
    for entry in entries:
        row = _row(composer, entry, columns, composer.role("TR", table))
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


def _head(composer: _RunSheetComposer) -> Stack:
    words, setter = composer.words, composer.set
    title = setter.line(words("run_sheet.title"), TITLE, composer.role("H1"))
    leading = setter.narrow(_span(composer), style.BODY, composer.measure, composer.role("P"))
    return Stack(
        (
            StackItem(title),
            StackItem(accent_rule(style.RULE_WIDTH), _BELOW_TITLE),
            StackItem(leading, _BELOW_RULE),
            StackItem(_to_buy(composer), _BELOW_LEAD),
        )
    )


def _span(composer: _RunSheetComposer) -> str:
    """Return the number of events and the first and last date, in words."""
    words, season = composer.words, composer.season
    count = words("run_sheet.events", season.rows)
    dates = [entry.date for entry in season.entries if entry.date]
    if not dates:
        return count
    if dates[0] == dates[-1]:
        return words("run_sheet.on", events=count, day=words.day(dates[0]))
    return words("run_sheet.from", events=count, first=words.day(dates[0]), last=words.day(dates[-1]))


def _to_buy(composer: _RunSheetComposer) -> Block:
    """Return the label, the number of sheets of each paper in large figures, and notes on what is not counted."""
    words, setter, season = composer.words, composer.set, composer.season
    label = setter.line(words("run_sheet.buy"), style.LABEL, composer.role("H2"))
    room = composer.measure - style.NARROW
    lines: list[Block] = [_number_line(composer, *counted, room) for counted in composer.totals.items()]
    notes = []
    if shop := sum(entry.at_a_shop for entry in season.entries):
        notes.append(words("run_sheet.shop", shop))
    if season.assumed:
        notes.append(words("run_sheet.assumed", season.assumed, guests=ASSUMED_GUESTS))
    if season.without_kit:
        notes += [words("run_sheet.not_counted", season.without_kit), *season.named_without_kit]
    lines += [setter.narrow(note, style.QUIET_BODY, room, composer.role("P")) for note in notes]
    listed = Stack(
        tuple(
            StackItem(line, _ABOVE_NOTES if k == len(composer.totals) else 4) for k, line in enumerate(lines)
        )
    )
    down = NUMBER.baseline - style.LABEL.baseline if composer.totals else 0.0

    def draw(x: float, y: float) -> list[Item]:
        return [*label.place(x, y + down), *listed.place(x + style.NARROW, y)]

    return Drawn(max(label.height + down, listed.height), draw)


def _number_line(composer: _RunSheetComposer, paper: str, count: int, room: float) -> Drawn:
    """Return a large number of sheets with the paper's name on one baseline, and a stock's part numbers below it."""
    words = composer.words
    line = composer.role("P")
    said = words("run_sheet.sheets", count, paper=paper_name(paper, composer.words))
    both = composer.season.totals(both_sides=True).get(paper)
    if both:
        which = "all_of_these" if both == count else "of_these"
        said = words(f"run_sheet.{which}", sheets=said, both=_grouped(both))
    number = composer.set.line(_grouped(count), NUMBER, composer.role("Span", line))
    beside = max(number.width, mm(12)) + mm(3)
    texts = [(said, style.BODY), (in_shops(paper), FOLDER)]
    rest = stack(
        composer.set.narrow(text, face, room - beside, composer.role("Span", line))
        for text, face in texts
        if text
    )
    down = NUMBER.baseline - style.BODY.baseline

    def draw(x: float, y: float) -> list[Item]:
        return [*number.place(x, y), *rest.place(x + beside, y + down)]

    return Drawn(max(number.height, rest.height + down), draw)


def _heads(composer: _RunSheetComposer, columns: Sequence[_TableColumn], row: Role | None) -> Drawn:
    """Return the column heads; without ``row`` they are artifacts, because they repeat heads already tagged."""
    words = composer.words
    papers = [paper_name(paper, composer.words) for paper in composer.papers] or [words("run_sheet.paper")]
    blocks = [
        composer.set.narrow(text, style.LABEL, column.width, composer.role("TH", row) if row else ARTIFACT)
        for text, column in zip(
            (words("facts.date"), words("run_sheet.topic"), *papers), columns, strict=True
        )
    ]
    return _cells(blocks, columns)


def _row(
    composer: _RunSheetComposer, entry: SeasonEvent, columns: Sequence[_TableColumn], row: Role
) -> Drawn:
    words, setter = composer.words, composer.set
    topic, width = composer.role("TD", row), columns[1].width
    said = ((entry.title, style.BODY), (entry.which, FOLDER))
    blocks: list[Block] = [
        setter.line(entry.day(words), style.BODY, composer.role("TD", row)),
        stack(
            setter.narrow(shortened(text, _MOST_LETTERS), face, width, composer.role("P", topic))
            for text, face in said
        ),
        *(
            setter.narrow(text, FIGURES, column.width, composer.role("TD", row))
            for text, column in zip(_sheets(composer, entry), columns[2:], strict=False)
        ),
    ]
    return _cells(blocks, columns)


def _sheets(composer: _RunSheetComposer, entry: SeasonEvent) -> list[str]:
    """Return the texts of an event's columns of sheet counts."""
    if not entry.kit:
        return [composer.words("run_sheet.none")]
    sheets = entry.sheets()
    if composer.papers:
        return [_grouped(sheets[paper]) if paper in sheets else "–" for paper in composer.papers]
    named = (f"{_grouped(count)} {paper_name(paper, composer.words)}" for paper, count in sheets.items())
    return [", ".join(named) or "0"]


def _cells(blocks: Sequence[Block], columns: Sequence[_TableColumn]) -> Drawn:
    """Return blocks side by side, each in its column."""

    def draw(x: float, y: float) -> list[Item]:
        items: list[Item] = []
        for block, column in zip(blocks, columns, strict=False):
            if column.right and isinstance(block, TextBlock):
                items += block.place_right(x + column.left + column.width, y)
            else:
                items += block.place(x + column.left, y)
        return items

    return Drawn(max(block.height for block in blocks), draw)


def _page(composer: _RunSheetComposer, items: Sequence[Item], number: int) -> Page:
    paper, words = composer.paper, composer.words
    top = paper.height - style.FOOTER_BASELINE - style.FOOTER.baseline
    said = words("run_sheet.page", name=words("run_sheet.title"), page=number)
    foot = composer.set.line(said, style.FOOTER, ARTIFACT).place(style.SIDE, top)
    return Page(paper.width, paper.height, (*items, *foot))


def _grouped(number: int) -> str:
    """Return a number with a no-break space between thousands, which is clear in every language."""
    return f"{number:,}".replace(",", "\u00a0")
