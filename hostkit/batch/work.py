"""A table in; the kits that it asks for out, each with all that it is made from, and everything that is wrong with it.

All rows are checked before anything is made: values, guides, printing, the length of the evening, ids. What only
composing can find, a text that is too long for its place, is found when its kit is made. Opens guides, writes nothing.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from hostkit.batch.inputs import kit_inputs, printing_sum, read_whole_guide
from hostkit.ground.errors import BadValue, HostkitError, Position, Problem, SourceError
from hostkit.ground.geometry import PAPERS
from hostkit.ground.wording import shown
from hostkit.kit import calibration_of, language_of, wanted_sheets
from hostkit.layout.imposition import NONE, impose
from hostkit.output.sums import sum_of
from hostkit.plan.characters import check_characters
from hostkit.plan.clock import share_minutes
from hostkit.source.event import Event, PrintOptions
from hostkit.source.guide import Guide
from hostkit.source.read_event import Given
from hostkit.source.resolve import Resolved, merge
from hostkit.source.settings import Settings
from hostkit.source.stock import AUTO, default_stock, read_stock, stock_names
from hostkit.source.tables.ids import Named, event_id, tell_apart
from hostkit.source.tables.read_table import read_table
from hostkit.source.tables.row import Row, Table
from hostkit.source.topics import find_topic

_KEPT = {
    "joined": ("the folder joined is for the files of all events.", "Give this event another id."),
}
"""Ids that no event may have, and why."""


class Job(NamedTuple):
    """A kit to be made: ``at`` is its row, ``guide`` its guide's file, ``inputs`` the sum of all it is made from.

    Thousands of jobs wait at once, so the event waits ``packed``, in a fifth of its room.
    """

    id: str
    at: Position
    guide: Path
    packed: bytes
    options: PrintOptions
    inputs: str

    @property
    def event(self) -> Event:
        """The event, unpacked anew each time."""
        event: Event = pickle.loads(self.packed)
        return event


def packed(event: Event) -> bytes:
    """Return an event as a job holds it."""
    return pickle.dumps(event, pickle.HIGHEST_PROTOCOL)


class Wrong(NamedTuple):
    """Something that is wrong, and where; ``text`` says it whole."""

    at: Position
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """What a table asks for: jobs by date, time and id; their guides by file; what is wrong; notes for whoever asked.

    ``usual`` is what holds for a row that says nothing else; ``refused`` counts rows that are no jobs; ``known`` are
    the ids of all rows that have one, jobs or not; ``stamp`` changes when somebody writes to the table.
    """

    table: Path
    jobs: tuple[Job, ...]
    guides: Mapping[Path, Guide]
    wrong: tuple[Wrong, ...]
    notes: tuple[str, ...]
    usual: Resolved
    refused: int = 0
    known: frozenset[str] = frozenset()
    stamp: tuple[int, int] | None = None


def plan_work(
    table: Path, options: Mapping[str, Given], settings: Settings, folder: Path, dates: str | None = None
) -> Work:
    """Read a table and say what is to be made; topics are looked for in an absolute ``folder``.

    ``options`` win over the rows, rows over ``settings``; ``dates`` is for the reader of tables. Raises UsageError for
    options that do not go together, HostkitError for a table that goes on changing while it is read.
    """
    usual = merge(options, {}, settings)
    # What is wrong with these is wrong with every row, and said once.
    wanted_sheets(usual.options.sheets)
    calibration_of(usual.options)
    read, seen = _read(table, dates, topic_given=usual.event.topic is not None)
    rows = deque(read.rows)
    # Rows are let go of one by one as they become jobs: a table of ten thousand is not held twice.
    read = replace(read, rows=())
    return _Planner(folder, options, settings, usual).plan(table, read, rows, seen)


def _read(table: Path, dates: str | None, *, topic_given: bool) -> tuple[Table, tuple[int, int] | None]:
    """Read a table, with its stamp. Raises HostkitError when somebody goes on writing to it meanwhile."""
    for _ in range(3):
        before = stamp(table)
        read = read_table(table, dates=dates, topic_given=topic_given)
        if stamp(table) == before:
            return read, before
    raise HostkitError(f"{shown(table)}: changed while it was read. Save it, close it and try again.")


def stamp(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file is written to, None when it is not there."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


@dataclass
class _Planner:
    """Looks at every row; what many rows share is looked at once."""

    folder: Path
    options: Mapping[str, Given]
    settings: Settings
    usual: Resolved
    guides: dict[Path, Guide] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    _sums: dict[Path, str] = field(default_factory=dict)
    _found: dict[str, Path | str] = field(default_factory=dict)
    _checked: dict[Hashable, str] = field(default_factory=dict)
    _same: dict[PrintOptions, PrintOptions] = field(default_factory=dict)
    _printing: dict[PrintOptions, str] = field(default_factory=dict)

    def plan(self, table: Path, read: Table, rows: deque[Row], seen: tuple[int, int] | None) -> Work:
        self.wrong = [Wrong(problem.at, str(problem)) for problem in read.problems]
        numbers, known, named = set[int](), set[str](), list[Named]()
        jobs: dict[int, Job] = {}
        while rows:
            row = rows.popleft()
            numbers.add(row.number)
            its_id = {name: given for name, given in row.given.items() if name == "id"}
            known |= {str(given.value) for given in its_id.values()}
            if job := self._job(row):
                jobs[row.number] = job
                named.append(Named(job.id, replace(row, given=its_id)))
        for its in self._told_apart(named):
            del jobs[its.row.number]
        wrong = tuple(dict.fromkeys(sorted(self.wrong)))
        # By row, but what is wrong with the names above is no row's.
        unread = {its.at.line for its in wrong if its.at.file == read.file} - numbers
        return Work(
            table,
            tuple(sorted(jobs.values(), key=_by_date)),
            self.guides,
            wrong,
            read.notes,
            self.usual,
            len(unread) + len(numbers) - len(jobs),
            frozenset(known | {its.id for its in named}),
            seen,
        )

    def _told_apart(self, named: Sequence[Named]) -> list[Named]:
        """Return the events that must not have their ids, and note why."""
        kept = [its for its in named if its.id in _KEPT]
        for its in kept:
            at = its.row.given["id"].at if its.row.given else its.row.at
            self.wrong.append(Wrong(at, str(Problem(at, *_KEPT[its.id]))))
        others = [its for its in named if its.id not in _KEPT]
        alone, problems = tell_apart(others)
        self.wrong += [Wrong(problem.at, str(problem)) for problem in problems]
        good = {its.row.number for its in alone}
        return [*kept, *(its for its in others if its.row.number not in good)]

    def _job(self, row: Row) -> Job | None:
        """Return a row's job; None when something is wrong with it, which is then noted."""
        try:
            resolved = merge(self.options, row.given, self.settings)
        except HostkitError as error:
            self._note(row.at, error)
            return None
        guide = self._guide(row, resolved)
        if guide is None:
            return None
        before = len(self.wrong)
        for at, fault in self._faults(row, guide, resolved):
            self._note(at, fault)
        if len(self.wrong) > before:
            return None
        options = self._same.setdefault(resolved.options, resolved.options)
        if options not in self._printing:
            own_stock = _sum_of_stock(options.stock)
            self._printing[options] = printing_sum(options, calibration_of(options), own_stock)
        # How the guide is named changes no byte of the kit; an id that was written is that of the calendar's entry.
        event = replace(resolved.event, topic=None)
        inputs = kit_inputs(self._sums[guide], event, self._printing[options])
        return Job(event_id(row, self.guides[guide].topic), row.at, guide, packed(event), options, inputs)

    def _note(self, at: Position, error: HostkitError) -> None:
        if isinstance(error, SourceError):
            self.wrong += [Wrong(problem.at, str(problem)) for problem in error.problems]
        else:
            self.wrong.append(Wrong(at, f"{at}: {error}"))

    def _faults(self, row: Row, guide: Path, resolved: Resolved) -> Iterator[tuple[Position, HostkitError]]:
        event, its = resolved.event, self.guides[guide]
        try:
            check_characters((event.place, event.host, event.group_name))
        except HostkitError as error:
            yield row.at, error
        if too_short := self._once(
            ("length", guide, event.minutes), lambda: share_minutes(its, event.minutes)
        ):
            yield resolved.places.get("minutes", row.at), HostkitError(too_short)
        fault = self._once((guide, resolved.options), lambda: _check_printing(its, resolved.options))
        if fault:
            yield row.at, HostkitError(fault)

    def _once(self, key: Hashable, check: Callable[[], object]) -> str:
        """Return what a check that many rows share finds, or nothing."""
        if key not in self._checked:
            try:
                check()
                self._checked[key] = ""
            except (HostkitError, BadValue) as error:
                self._checked[key] = str(error)
        return self._checked[key]

    def _guide(self, row: Row, resolved: Resolved) -> Path | None:
        topic = resolved.event.topic
        if topic is None:
            self.wrong.append(Wrong(row.at, str(Problem(row.at, "there is no topic.", "Name a guide."))))
            return None
        at = resolved.places.get("topic", row.at)
        if topic.text not in self._found:
            self._found[topic.text] = self._find(topic.text)
        found = self._found[topic.text]
        if isinstance(found, Path):
            return found
        self.wrong.append(Wrong(at, f"{at}: {found}"))
        return None

    def _find(self, topic: str) -> Path | str:
        """Find and read a guide; else return why a row that names it cannot be made."""
        try:
            path = find_topic(topic, self.folder, self.usual.guides)
        except HostkitError as error:
            return str(error)
        if path not in self._sums:
            try:
                guide, total = read_whole_guide(path)
                check_characters(guide)
            except HostkitError as error:
                self._note(Position(shown(path)), error)
                return f"its guide {shown(path)} has a problem, which is listed too. Mend the guide."
            self.guides[path], self._sums[path] = guide, total
        return path


def _check_printing(guide: Guide, options: PrintOptions) -> None:
    """Raise HostkitError or BadValue for what keeps any kit of a guide from being printed so."""
    wanted_sheets(options.sheets)
    language_of(guide, options)
    calibration_of(options)
    if options.impose != NONE and options.stock != AUTO:
        stock = read_stock(options.stock) if options.stock else default_stock(options.paper)
        impose(1, stock, PAPERS[stock.paper], options.duplex, options.skip)


def _sum_of_stock(name: str | None) -> str | None:
    """Return the sum of a stock file of somebody's own; one that comes with hostkit is a part of it."""
    if name is None or name == AUTO or name in stock_names():
        return None
    return sum_of(Path(name).expanduser().resolve())


def _by_date(job: Job) -> tuple[bool, str, int, str]:
    """Order by date and time, what has none last: the order of rows changes no file."""
    event = job.event
    date, start = event.date, event.start
    return date is None, str(date), 24 * 60 if start is None else start, job.id
