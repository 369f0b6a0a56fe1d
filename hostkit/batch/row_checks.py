"""What is wrong with a row beyond its cells: its guide, its printing, its length. Rows in; guides and faults out.

What many rows share is looked at once, and what is wrong with a file is said once. Opens guides and stocks, writes
nothing. Knows nothing of other rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hostkit.batch.inputs import read_whole_guide
from hostkit.core.errors import BadValue, HostkitError, Position, Problem, SourceError
from hostkit.core.units import PAPERS
from hostkit.core.wording import display_path
from hostkit.events.event import PrintOptions
from hostkit.events.precedence import Resolved, merge
from hostkit.events.read_values import PlacedValue
from hostkit.events.settings import Settings
from hostkit.events.tables.table import TableRow
from hostkit.guides.guide import Guide
from hostkit.guides.topics import find_topic
from hostkit.kit import calibration_of, language_of, wanted_sheets
from hostkit.planning.clock import share_minutes
from hostkit.planning.missing_glyphs import check_glyphs
from hostkit.stocks.imposition import NONE, impose
from hostkit.stocks.stock import AUTO, default_stock, read_stock

_PRINTING = ("stock", "paper", "duplex", "skip", "impose", "sheets", "language", "printer")
"""What the checks of printing look at, and whose cell is named when none else is."""

_OF_OPTION = re.compile(r"--(?P<name>[a-z-]+)(?: [^ :]+)?: |--(?P<word>[a-z-]+) ")
"""How a message of a wrong option begins: with its name, and sometimes its value."""


class RowProblem(NamedTuple):
    """Something that is wrong, and where; ``text`` says it whole."""

    at: Position
    text: str


class CheckedRow(NamedTuple):
    """What was found of a row: what holds for it and its guide, None where that is not known; what is wrong."""

    resolved: Resolved | None
    guide: Path | None
    wrong: list[RowProblem]


def wrongs(at: Position, error: HostkitError) -> list[RowProblem]:
    """Return what an error says, each problem at its own place, else at ``at``; no place is said twice."""
    if isinstance(error, SourceError):
        return [RowProblem(problem.place, str(problem)) for problem in error.problems]
    text = str(error)
    return [RowProblem(at, text if text.startswith(f"{at}: ") else f"{at}: {text}")]


@dataclass
class Checks:
    """Looks at rows; ``guides`` and ``sums`` of their bytes, by file, are those that were named and are right."""

    folder: Path
    options: Mapping[str, PlacedValue]
    settings: Settings
    usual: Resolved
    guides: dict[Path, Guide] = field(default_factory=dict)
    sums: dict[Path, str] = field(default_factory=dict)
    _found: dict[str, tuple[Path | str, list[RowProblem]]] = field(default_factory=dict)
    _broken: dict[Path, list[RowProblem]] = field(default_factory=dict)
    _checked: dict[Hashable, str] = field(default_factory=dict)

    def look(self, row: TableRow) -> CheckedRow:
        """Look at everything of a row that can be judged; what could not be read has been said already."""
        resolved, wrong = self._resolved(row)
        guide = None
        if resolved is not None:
            guide, faults = self._guide(row, resolved)
            wrong += faults
            wrong += self._faults(row, guide, resolved, can_be_printed=not faults and not wrong)
        return CheckedRow(resolved, guide, wrong)

    def _resolved(self, row: TableRow) -> tuple[Resolved | None, list[RowProblem]]:
        """Return what holds for a row; where its stock is wrong, as if it named none."""
        try:
            return merge(self.options, row.given, self.settings), []
        except HostkitError as error:
            wrong = _of_stock(row, error)
        rest = {name: given for name, given in row.given.items() if name not in ("stock", "paper")}
        try:
            return merge(self.options, rest, self.settings), wrong
        except HostkitError:
            return None, wrong

    def _guide(self, row: TableRow, resolved: Resolved) -> tuple[Path | None, list[RowProblem]]:
        topic = resolved.event.topic
        if topic is None or "topic" in row.unread:
            said = bool(row.problems or row.unread)
            return None, [] if said else wrongs(row.at, HostkitError("there is no topic. Name a guide."))
        if topic.text not in self._found:
            self._found[topic.text] = self._find(topic.text)
        found, of_file = self._found[topic.text]
        if isinstance(found, Path):
            return found, []
        at = resolved.places.get("topic", row.at)
        return None, [RowProblem(at, f"{at}: {found}"), *of_file]

    def _find(self, topic: str) -> tuple[Path | str, list[RowProblem]]:
        """Find and read a guide; else return why a row that names it cannot be made, and what is wrong with it."""
        try:
            path = find_topic(topic, self.folder, self.usual.guides)
        except HostkitError as error:
            return str(error), []
        if path not in self.sums and path not in self._broken:
            try:
                guide, total = read_whole_guide(path)
                check_glyphs(guide)
                self.guides[path], self.sums[path] = guide, total
            except HostkitError as error:
                self._broken[path] = wrongs(Position(display_path(path)), error)
        if path in self._broken:
            why = f"its guide {display_path(path)} has a problem, which is listed too. Mend the guide."
            return why, self._broken[path]
        return path, []

    def _faults(
        self, row: TableRow, guide: Path | None, resolved: Resolved, *, can_be_printed: bool
    ) -> Iterator[RowProblem]:
        event = resolved.event
        try:
            check_glyphs((event.place, event.host, event.group_name))
        except HostkitError as error:
            yield from wrongs(row.at, error)
        if guide is None:
            return
        its = self.guides[guide]
        if "minutes" not in row.unread and (
            too_short := self._once(
                ("length", guide, event.minutes), lambda: share_minutes(its, event.minutes)
            )
        ):
            yield from wrongs(resolved.places.get("minutes", row.at), HostkitError(too_short))
        if can_be_printed and not row.unread & set(_PRINTING):
            fault = self._once((guide, resolved.options), lambda: _check_printing(its, resolved.options))
            if fault:
                yield _placed(row, resolved, fault)

    def _once(self, key: Hashable, check: Callable[[], object]) -> str:
        """Return what a check that many rows share finds, or nothing."""
        if key not in self._checked:
            try:
                check()
                self._checked[key] = ""
            except (HostkitError, BadValue) as error:
                self._checked[key] = str(error)
        return self._checked[key]


def check_usual(options: Mapping[str, PlacedValue], settings: Settings) -> Resolved:
    """Return what holds for a row that says nothing. Raises HostkitError for what is wrong with every row, once."""
    try:
        usual = merge(options, {}, settings)
    except SourceError as error:
        stock = {**settings.given, **options}.get("stock")
        if stock is None or any(problem.place == stock.at for problem in error.problems):
            raise
        wrong = f"{stock.at}: the stock file {stock.value} has a problem. Mend it first."
        raise HostkitError(f"{wrong}\n{error}") from None
    wanted_sheets(usual.options.sheets)
    calibration_of(usual.options)
    return usual


def _of_stock(row: TableRow, error: HostkitError) -> list[RowProblem]:
    """Return what is wrong with the stock of a row, first where the row says so."""
    stock = row.given.get("stock")
    cell = stock or row.given.get("paper")
    at = cell.at if cell else row.at
    if stock is None or not isinstance(error, SourceError):
        return wrongs(at, error)
    if any(problem.place.file == row.at.file for problem in error.problems):
        return wrongs(at, error)
    wrong = f"its stock file {stock.value} has a problem, which is listed too."
    return [RowProblem(at, str(Problem("unsorted", at, wrong, "Mend the file."))), *wrongs(at, error)]


def _placed(row: TableRow, resolved: Resolved, fault: str) -> RowProblem:
    """Return a fault of printing at the cell that causes it, else at the option that does for all rows."""
    begins = _OF_OPTION.match(fault)
    option = (begins["name"] or begins["word"]) if begins else ""
    places = [
        resolved.places[name]
        for name in (option.replace("-", "_"), *_PRINTING)
        if name in resolved.places and (begins or name == "language")
    ]
    of_row = [at for at in places if at.file == row.at.file]
    if of_row:
        return RowProblem(of_row[0], f"{of_row[0]}: {fault[begins.end() :] if begins else fault}")
    if places and all(at.file.startswith("--") for at in places):
        # The option is wrong for all rows alike: it is said once.
        return RowProblem(places[0], fault if begins else f"{places[0]}: {fault}")
    return RowProblem(row.at, f"{row.at}: {fault}")


def _check_printing(guide: Guide, options: PrintOptions) -> None:
    """Raise HostkitError or BadValue for what keeps any kit of a guide from being printed so."""
    wanted_sheets(options.sheets)
    language_of(guide, options)
    calibration_of(options)
    if options.impose != NONE and options.stock != AUTO:
        stock = read_stock(options.stock) if options.stock else default_stock(options.paper)
        impose(1, stock, PAPERS[stock.paper], options.duplex, options.skip)
