"""Checks each row of a table beyond its cells: its guide, its print options and its length.

A check that applies to several rows is made once, and a problem in a file is reported once. This module opens guides
and stocks, and writes no files.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from hostkit.batch.inputs import read_whole_guide
from hostkit.batch.row_problems import PRINTING, RowProblem, at_place, of_error, of_printing
from hostkit.core.errors import NOWHERE, HostkitError, Position, Problem, SourceError
from hostkit.core.values import PAPERS
from hostkit.core.wording import display_path
from hostkit.events.event import PrintOptions
from hostkit.events.precedence import Resolved, Settings, merge
from hostkit.events.read_values import PlacedValue
from hostkit.events.tables.table import TableRow
from hostkit.guides.guide import Guide
from hostkit.guides.topics import find_topic
from hostkit.kit import calibration_of, language_of, logo_of, stock_of, theme_of, wanted_sheets
from hostkit.planning.clock import share_minutes
from hostkit.planning.kit_warnings import check_glyphs
from hostkit.stocks.imposition import NONE, impose
from hostkit.stocks.stock import AUTO

_Found: TypeAlias = tuple[Path | None, tuple[Problem, ...], list[RowProblem]]


class CheckedRow(NamedTuple):
    """The result of checking a row: its merged values, its guide's file and its problems.

    ``resolved`` and ``guide`` are None when problems keep them from being known.
    """

    resolved: Resolved | None
    guide: Path | None
    problems: list[RowProblem]


@dataclass
class Checks:
    """Checks rows and caches the results.

    ``folder`` is where topics are looked up, ``options`` and ``settings`` apply to all rows, and ``usual`` holds the
    values of a row without values of its own. ``guides`` and ``sums`` map files to the valid guides read so far and to
    the SHA-256 of their bytes.
    """

    folder: Path
    options: Mapping[str, PlacedValue]
    settings: Settings
    usual: Resolved
    guides: dict[Path, Guide] = field(default_factory=dict)
    sums: dict[Path, str] = field(default_factory=dict)
    _found: dict[tuple[str, str | None], _Found] = field(default_factory=dict)
    _broken: dict[Path, list[RowProblem]] = field(default_factory=dict)
    _checked: dict[Hashable, tuple[Problem, ...]] = field(default_factory=dict)

    def check_row(self, row: TableRow) -> CheckedRow:
        """Return a row with the problems that its table's reader found, and those of the values that could be read."""
        resolved, problems = self._resolved(row)
        guide = None
        if resolved is not None:
            guide, faults = self._guide(row, resolved)
            problems += faults
            problems += self._faults(row, guide, resolved, can_be_printed=not problems)
        own = [RowProblem(problem.place, problem) for problem in row.problems]
        return CheckedRow(resolved, guide, [*own, *problems])

    def _resolved(self, row: TableRow) -> tuple[Resolved | None, list[RowProblem]]:
        """Return the merged values of a row and the problems of merging them; wrong values are left out.

        The merged values are None when a value that the row does not give is wrong.
        """
        given, problems = dict(row.given), list[RowProblem]()
        while True:
            try:
                return merge(self.options, given, self.settings), problems
            except HostkitError as error:
                of_zone = any(problem.code == "time-zone-not-then" for problem in error.problems)
                problems += of_error(row.at, error) if of_zone else _of_stock(row, error)
            wrong = given.keys() & ({"time_zone"} if of_zone else {"stock", "paper"})
            if not wrong:
                return None, problems
            for name in wrong:
                del given[name]

    def _guide(self, row: TableRow, resolved: Resolved) -> tuple[Path | None, list[RowProblem]]:
        topic = resolved.event.topic
        if topic is None or "topic" in row.unread:
            if row.problems or row.unread:
                return None, []
            missing = Problem("row-without-topic", NOWHERE, "there is no topic.", "Name a guide.")
            return None, at_place(row.at, [missing])
        named = topic.text, resolved.options.language
        if named not in self._found:
            self._found[named] = self._find(*named)
        guide, problems, of_file = self._found[named]
        return guide, [*at_place(resolved.places.get("topic", row.at), problems), *of_file]

    def _find(self, topic: str, language: str | None) -> _Found:
        """Return the file of a topic's guide, or None, the problems of a row that names it, and those of the file."""
        try:
            path = find_topic(topic, self.folder, self.usual.guides, language)
        except HostkitError as error:
            return None, error.problems, []
        if path not in self.sums and path not in self._broken:
            try:
                guide, total = read_whole_guide(path)
                check_glyphs(guide)
                self.guides[path], self.sums[path] = guide, total
            except HostkitError as error:
                self._broken[path] = of_error(Position(display_path(path)), error)
        if path not in self._broken:
            return path, (), []
        name = display_path(path)
        what = f"its guide {name} has a problem, which is listed too."
        why = Problem("row-guide-refused", NOWHERE, what, "Mend the guide.", {"guide": name})
        return None, (why,), self._broken[path]

    def _faults(
        self, row: TableRow, guide: Path | None, resolved: Resolved, *, can_be_printed: bool
    ) -> Iterator[RowProblem]:
        event = resolved.event
        try:
            # A topic is no text of the event: its guide has been checked.
            check_glyphs(event._replace(topic=None))
        except HostkitError as error:
            yield from of_error(row.at, error)
        if guide is None:
            return
        own = self.guides[guide]
        if "minutes" not in row.unread:
            too_short = self._once((guide, event.minutes), lambda: share_minutes(own, event.minutes))
            yield from at_place(resolved.places.get("minutes", row.at), too_short)
        if can_be_printed and not row.unread & set(PRINTING):
            faults = self._once((guide, resolved.options), lambda: _check_printing(own, resolved.options))
            yield from (of_printing(row, resolved, problem) for problem in faults)

    def _once(self, key: Hashable, check: Callable[[], object]) -> tuple[Problem, ...]:
        """Run a check once for each key, and return the problems it found."""
        if key not in self._checked:
            try:
                check()
                self._checked[key] = ()
            except HostkitError as error:
                self._checked[key] = error.problems
        return self._checked[key]


def check_usual(options: Mapping[str, PlacedValue], settings: Settings) -> Resolved:
    """Return the merged values of a row without values of its own.

    Raises HostkitError for a problem in the options or settings, which would affect every row.
    """
    try:
        usual = merge(options, {}, settings)
    except SourceError as error:
        stock = {**settings.given, **options}.get("stock")
        if stock is None or any(problem.place == stock.at for problem in error.problems):
            raise
        what = f"the stock file {stock.value} has a problem."
        values = {"stock": str(stock.value)}
        first = Problem("stock-file-refused", stock.at, what, "Mend it first.", values)
        raise HostkitError(first, *error.problems) from None
    wanted_sheets(usual.options.sheets)
    calibration_of(usual.options)
    return usual


def _of_stock(row: TableRow, error: HostkitError) -> list[RowProblem]:
    """Return the problems of a row's stock: first one at the cell that names it, then those of the stock's file."""
    stock = row.given.get("stock")
    cell = stock or row.given.get("paper")
    at = cell.at if cell else row.at
    if stock is None or not isinstance(error, SourceError):
        return of_error(at, error)
    if any(problem.place.file == row.at.file for problem in error.problems):
        return of_error(at, error)
    what = f"its stock file {stock.value} has a problem, which is listed too."
    first = Problem("stock-file-refused", at, what, "Mend the file.", {"stock": str(stock.value)})
    return [RowProblem(at, first), *of_error(at, error)]


def _check_printing(guide: Guide, options: PrintOptions) -> None:
    """Raise HostkitError when no kit of this guide can be printed with these options."""
    wanted_sheets(options.sheets)
    theme = options.theme or guide.theme or options.usual_theme or ""
    _check_file("theme", theme, lambda: theme_of(guide, options))
    _check_file("logo", options.logo.file if options.logo else "", lambda: logo_of(options))
    language = language_of(guide, options)
    calibration_of(options)
    if options.impose != NONE and options.stock != AUTO:
        stock = stock_of(options, language)
        impose(1, stock, PAPERS[stock.paper], options.duplex, options.skip)


def _check_file(option: str, named: str, read: Callable[[], object]) -> None:
    """Raise HostkitError when the file of an option has problems: one about the row, then those of the file."""
    try:
        read()
    except SourceError as error:
        what = f"its {option} file {named} has a problem, which is listed too."
        values = {"option": option, "file": named}
        raise HostkitError(
            Problem("own-file-refused", NOWHERE, what, "Mend the file.", values), *error.problems
        ) from None
