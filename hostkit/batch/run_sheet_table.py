"""Sets the rows of the run sheet: start and end, topic, host and place, paper, and squares to tick.

The columns are those of the host sheet, with the times at the left of a spine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from hostkit.batch.season import SeasonEvent, paper_name
from hostkit.core.values import PAPERS, mm
from hostkit.core.wording import shortened
from hostkit.planning.clock import TimeWords
from hostkit.sheets import style
from hostkit.sheets.parts.head import tick_square
from hostkit.typesetting.display_list import ARTIFACT, Item, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Drawn, TextBlock, Typesetter, clock_time, stack

DAY = style.display(14, 18)
COLUMN_HEAD = Style("text-bold", 10, 14, style.BLACK)
SMALL = Style("text", 10, 14, style.QUIET)
FIGURES = Style("text", 12, 16, style.BLACK, ("tnum",))
PAPERS_NAMED = Style("text", 10, 16, style.BLACK, ("tnum",))

_TICKED = mm(18)
"""The width of a column of squares to tick: its longest heading in the languages there are, in 10 pt."""

_COUNT, _COUNTS = mm(15), mm(30)
"""The width of the column of sheets: for one paper its heading, for several the longest name of a stock in 10 pt."""

_GAP = mm(4)
"""The gap between columns, chosen by eye: twice a space at 12 pt and more."""

_MOST_LETTERS = 200
"""The largest number of characters printed of a topic, a host, or an id and place; the kit has the whole text."""

_SHEETS = 3
"""The number of the column of sheets, from 0."""

TICKED = ("printed", "handed_over")
"""What is ticked, a column each."""


class RunSheetTable:
    """Sets the cells of a table ``measure`` points wide. ``papers`` holds the papers and stocks of the season.

    ``new_role`` returns a role with a tag and a parent.
    """

    def __init__(
        self, times: TimeWords, measure: float, papers: Sequence[str], new_role: Callable[[str, Role], Role]
    ) -> None:
        self._times, self._words, self._role = times, times.language, new_role
        self._set = Typesetter(self._words.code)
        self._paper = papers[0] if len(papers) == 1 else None
        count = _COUNT if self._paper else _COUNTS
        rest = measure - style.NARROW - count - len(TICKED) * _TICKED - _GAP * 4
        self._topic = rest / 2
        """The width of the columns of topics and of hosts."""
        widths = (
            style.NARROW,
            self._topic + _GAP,
            self._topic + _GAP,
            count + 2 * _GAP,
            *[_TICKED] * len(TICKED),
        )
        self._lefts = tuple(accumulate((0.0, *widths[:-1])))
        self._count = count
        self._measure = measure

    def heads(self, row: Role | None) -> Drawn:
        """Return the column heads; without ``row`` they are artifacts, because they repeat heads already tagged."""
        words, paper = self._words, self._paper
        texts = (
            words("facts.time"),
            words("run_sheet.topic"),
            f"{words('facts.host_label')}, {words('facts.place')}",
            paper_name(paper, words) if paper in PAPERS else words("run_sheet.paper"),
            *(words(f"run_sheet.{name}") for name in TICKED),
        )
        widths = (style.NARROW, self._topic, self._topic, self._count, *[_TICKED] * len(TICKED))
        blocks = [
            self._set.narrow(text, COLUMN_HEAD, width, self._role("TH", row) if row else ARTIFACT)
            for text, width in zip(texts, widths, strict=True)
        ]
        return self._cells([*blocks[:_SHEETS], self._numbers(blocks[_SHEETS]), *blocks[_SHEETS + 1 :]])

    def day(self, entry: SeasonEvent, role: Role) -> TextBlock:
        """Return the day of an event as a heading of its rows."""
        day = self._words.date_alone(entry.date) if entry.date else entry.day(self._words)
        return self._set.narrow(day, DAY, self._measure, role)

    def row(self, entry: SeasonEvent, row: Role, time: Role) -> Drawn:
        """Return the row of an event below its day; ``time`` is the role of its first cell."""
        host = [shortened(entry.host, _MOST_LETTERS)] if entry.host else []
        host += [self._words("run_sheet.guests", entry.guests)] if entry.guests is not None else []
        cells = [
            self._hours(entry, time),
            self._texts(row, ((entry.title, style.LABEL), (entry.id, SMALL))),
            self._texts(row, ((", ".join(host), style.BODY), (entry.place, SMALL))),
        ]
        if not entry.kit or entry.canceled:
            status = self._words("run_sheet.canceled" if entry.kit else "run_sheet.none")
            width = self._measure - self._lefts[_SHEETS]
            said = _lowered(self._set.narrow(status, style.SKIP, width, self._role("TD", row)))
            return self._cells([*cells, said, *[self._empty(self._role("TD", row)) for _ in TICKED]])
        counts = self._role("TD", row)
        sheets = entry.sheets()
        texts = [f"{grouped(count)} {paper_name(name, self._words)}" for name, count in sheets.items()]
        if self._paper or not texts:
            texts = [grouped(sheets.total())]
        blocks = [self._set.narrow(text, FIGURES, self._count, counts) for text in texts]
        if not self._paper:
            roles = [self._role("P", counts) for _ in texts]
            blocks = [
                self._set.narrow(text, PAPERS_NAMED, self._count, role)
                for text, role in zip(texts, roles, strict=True)
            ]
        cells.append(_lowered(stack(map(self._numbers, blocks))))
        return self._cells([*cells, *[self._square(self._role("TD", row)) for _ in TICKED]])

    def _numbers(self, block: TextBlock) -> Block:
        """Return a cell of the column of sheets, flush right if all sheets are of one paper."""
        if not self._paper:
            return block
        return Drawn(block.height, lambda x, y: block.place_right(x + self._count, y))

    def _hours(self, entry: SeasonEvent, cell: Role) -> Block:
        if entry.start is None:
            return self._empty(self._role("P", cell))
        start = clock_time(self._times.figures(entry.start), style.TIME, self._role("P", cell))
        end, role = self._times.in_words(entry.start + entry.minutes), self._role("P", cell)
        room = style.NARROW - 1.25 * style.SPINE_LEFT
        until = self._set.line(f"– {end}", SMALL, role)
        return stack([start, until if until.width <= room else self._set.narrow(end, SMALL, room, role)])

    def _texts(self, row: Role, texts: Sequence[tuple[str, Style]]) -> Drawn:
        cell = self._role("TD", row)
        lines = [
            self._set.narrow(shortened(text, _MOST_LETTERS), face, self._topic, self._role("P", cell))
            for text, face in texts
            if text
        ]
        return _lowered(stack(lines)) if lines else self._empty(cell)

    def _empty(self, cell: Role) -> Drawn:
        """Return a blank in a cell without text, which is needed for the cell to be tagged.

        The rows of a table must have equally many cells (ISO 14289-1, 7.5).
        """
        blank = self._set.line("\u00a0", SMALL, cell)
        return Drawn(0.0, blank.place)

    def _square(self, cell: Role) -> Drawn:
        """Return a square to tick in a cell, which is empty to who does not see it."""
        empty = self._empty(cell)
        return _lowered(
            Drawn(style.BODY.leading, lambda x, y: [*empty.place(x, y), tick_square(x, y, style.BODY)])
        )

    def _cells(self, blocks: Sequence[Block]) -> Drawn:
        """Return blocks side by side, each in its column."""

        def draw(x: float, y: float) -> list[Item]:
            placed = zip(self._lefts, blocks, strict=False)
            return [item for left, block in placed for item in block.place(x + left, y)]

        return Drawn(max(block.height for block in blocks), draw)


_DOWN = style.TIME.baseline - style.BODY.baseline
"""How much lower than the time other texts begin, so that their first lines stand on one baseline."""


def _lowered(block: Block) -> Drawn:
    return Drawn(block.height + _DOWN, lambda x, y: block.place(x, y + _DOWN))


def grouped(number: int) -> str:
    """Return a number with a no-break space between thousands, which is clear in every language."""
    return f"{number:,}".replace(",", "\u00a0")
