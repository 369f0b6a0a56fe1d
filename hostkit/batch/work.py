"""A table in; the kits that it asks for out, each with all that it is made from, and everything that is wrong with it.

All rows are checked before anything is made: values, guides, printing, the length of the evening, ids. What only
composing can find, a text that is too long for its place, is found when its kit is made. Opens guides, writes nothing.
"""

from __future__ import annotations

import pickle
import re
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from hostkit.batch.inputs import kit_inputs, printing_sum
from hostkit.batch.row_checks import Checks, RowProblem, check_usual
from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.core.wording import display_path, shortened
from hostkit.events.event import Event, PrintOptions
from hostkit.events.precedence import Resolved
from hostkit.events.read_values import PlacedValue
from hostkit.events.settings import Settings
from hostkit.events.tables.event_ids import NamedEvent, known_id, tell_apart
from hostkit.events.tables.read_table import read_table
from hostkit.events.tables.table import Table, TableRow
from hostkit.files.sums import sum_of
from hostkit.guides.guide import Guide
from hostkit.kit import calibration_of
from hostkit.stocks.stock import AUTO, stock_names

_KEPT = {
    "joined": ("the folder joined is for the files of all events.", "Give this event another id."),
}
"""Ids that no event may have, and why."""


_MOST_OF_A_LINK = 80
"""Characters of a link that is too long which a message repeats."""


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


def told(job: Job, why: str) -> RowProblem:
    """Return why a job cannot be made, with its row and id; where its cell can be told, that is the place."""
    at = job.at
    for link in (job.event.group_url, job.event.pre_read_url):
        if link is not None and why.startswith(f"{link.at}: The link {link.url} "):
            # The cell is named, where all of it can be read.
            why = why.replace(link.url, shortened(link.url, _MOST_OF_A_LINK))
            if link.at.file != at.file:
                # Written once for all rows, it is said once.
                return RowProblem(link.at, why)
            at = link.at
    for written in (job.event.place, job.event.host, job.event.group_name):
        if written is not None and written.at.file == at.file and why.startswith(f"{written.at}: "):
            at = written.at
    # Options are for kits made one by one.
    why = re.sub(r" \(--[a-z-]+\)", "", why)
    # A place that the reason begins with is not said twice.
    place = re.match(re.escape(at.file) + r"(?:: row \d+|:\d+:\d+)", why)
    if place is None:
        return RowProblem(at, f"{at} ({job.id}): {why}")
    return RowProblem(at, f"{place[0]} ({job.id}){why[place.end() :]}")


def packed(event: Event) -> bytes:
    """Return an event as a job holds it."""
    return pickle.dumps(event, pickle.HIGHEST_PROTOCOL)


@dataclass(frozen=True, slots=True)
class Known:
    """The ids of all rows, jobs or not; what may be one too is in it, where some row's id cannot be known."""

    ids: frozenset[str] = frozenset()
    is_whole: bool = True

    def __contains__(self, event: object) -> bool:
        return not self.is_whole or event in self.ids


@dataclass(frozen=True, slots=True)
class Work:
    """What a table asks for: jobs by date, time and id; their guides by file; what is wrong; notes for whoever asked.

    ``usual`` is what holds for a row that says nothing else; ``refused`` counts rows that are no jobs, and ``faulty``
    says what is wrong with those whose id is known; ``names_are_wrong`` when what stands above concerns all rows;
    ``stamp`` changes when somebody writes to the table.
    """

    table: Path
    jobs: tuple[Job, ...]
    guides: Mapping[Path, Guide]
    wrong: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    usual: Resolved
    refused: int = 0
    known: Known = Known()
    stamp: tuple[int, int] | None = None
    faulty: Mapping[str, tuple[RowProblem, ...]] = field(default_factory=dict)
    names_are_wrong: bool = False

    def only(self, ids: Collection[str]) -> Work:
        """Return what the table asks for of some events alone; what is wrong with its names is kept."""
        of_these = {wrong for name in ids for wrong in self.faulty.get(name, ())}
        wrong = self.wrong
        if not self.names_are_wrong:
            wrong = tuple(its for its in self.wrong if its in of_these)
        return replace(
            self,
            jobs=tuple(job for job in self.jobs if job.id in ids),
            wrong=wrong,
            refused=len({wrong.at.line for wrong in of_these}),
        )


def plan_work(
    table: Path,
    options: Mapping[str, PlacedValue],
    settings: Settings,
    folder: Path,
    dates: str | None = None,
) -> Work:
    """Read a table and say what is to be made; topics are looked for in an absolute ``folder``.

    ``options`` win over the rows, rows over ``settings``; ``dates`` is for the reader of tables. Raises UsageError for
    options that do not go together, HostkitError for a table that goes on changing while it is read.
    """
    usual = check_usual(options, settings)
    read, seen = _read(table, dates, topic_given=usual.event.topic is not None)
    rows = deque([*read.rows, *read.bad])
    # Rows are let go of one by one as they become jobs: a table of ten thousand is not held twice.
    read = replace(read, rows=(), bad=())
    return _Planner(Checks(folder, options, settings, usual)).plan(table, read, rows, seen)


def _read(table: Path, dates: str | None, *, topic_given: bool) -> tuple[Table, tuple[int, int] | None]:
    """Read a table, with its stamp. Raises HostkitError when somebody goes on writing to it meanwhile."""
    for _ in range(3):
        before = stamp(table)
        read = read_table(table, dates=dates, topic_given=topic_given)
        if stamp(table) == before:
            return read, before
    raise HostkitError(f"{display_path(table)}: changed while it was read. Save it, close it and try again.")


def stamp(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file is written to, None when it is not there."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


@dataclass
class _Planner:
    """Makes jobs of rows; of the others it keeps what is wrong, and their ids where these can be known."""

    checks: Checks
    wrong: dict[int, list[RowProblem]] = field(default_factory=dict)
    _same: dict[PrintOptions, PrintOptions] = field(default_factory=dict)
    _printing: dict[PrintOptions, str] = field(default_factory=dict)

    def plan(self, table: Path, read: Table, rows: deque[TableRow], seen: tuple[int, int] | None) -> Work:
        named = list[NamedEvent]()
        jobs: dict[int, Job] = {}
        count = len(rows)
        while rows:
            row = rows.popleft()
            its_id, job = self._looked_at(row)
            if job:
                jobs[row.number] = job
            if its_id:
                own = {name: given for name, given in row.given.items() if name == "id"}
                named.append(NamedEvent(its_id, replace(row, given=own)))
        for its in self._told_apart(named):
            jobs.pop(its.row.number, None)
        wrong = dict.fromkeys(RowProblem(problem.place, str(problem)) for problem in read.problems)
        for found in self.wrong.values():
            wrong |= dict.fromkeys(found)
        return Work(
            table,
            tuple(sorted(jobs.values(), key=_by_date)),
            self.checks.guides,
            tuple(sorted(wrong)),
            read.notes,
            self.checks.usual,
            count - len(jobs),
            Known(frozenset(its.id for its in named), len(named) == count),
            seen,
            self._faulty(its for its in named if its.row.number not in jobs),
            read.names_are_wrong,
        )

    def _faulty(self, named: Iterable[NamedEvent]) -> dict[str, tuple[RowProblem, ...]]:
        """Return what is wrong with rows by their ids, of which several may have one."""
        found: dict[str, tuple[RowProblem, ...]] = {}
        for its in named:
            found[its.id] = (*found.get(its.id, ()), *self.wrong.get(its.row.number, ()))
        return found

    def _told_apart(self, named: Sequence[NamedEvent]) -> list[NamedEvent]:
        """Return the events that must not have their ids, and note why."""
        kept = [its for its in named if its.id in _KEPT]
        for its in kept:
            at = its.row.given["id"].at if its.row.given else its.row.at
            self._note(its.row, Problem("unsorted", at, *_KEPT[its.id]))
        others = [its for its in named if its.id not in _KEPT]
        alone, problems = tell_apart(others)
        good = {its.row.number for its in alone}
        for its, problem in zip((its for its in others if its.row.number not in good), problems, strict=True):
            self._note(its.row, problem)
        return [*kept, *(its for its in others if its.row.number not in good)]

    def _note(self, row: TableRow, problem: Problem) -> None:
        self.wrong.setdefault(row.number, []).append(RowProblem(problem.place, str(problem)))

    def _looked_at(self, row: TableRow) -> tuple[str | None, Job | None]:
        """Return a row's id, None when it cannot be known, and its job, None when anything is wrong with it."""
        resolved, guide, wrong = self.checks.look(row)
        topic = self.checks.guides[guide].topic if guide else None
        for problem in row.problems:
            self._note(row, problem)
        if wrong:
            self.wrong.setdefault(row.number, []).extend(wrong)
        its_id = known_id(row, topic)
        if wrong or row.problems or row.unread or resolved is None or guide is None or its_id is None:
            return its_id, None
        options = self._same.setdefault(resolved.options, resolved.options)
        if options not in self._printing:
            own_stock = _sum_of_stock(options.stock)
            self._printing[options] = printing_sum(options, calibration_of(options), own_stock)
        # How the guide is named changes no byte of the kit; an id that was written is that of the calendar's entry.
        event = replace(resolved.event, topic=None)
        inputs = kit_inputs(self.checks.sums[guide], event, self._printing[options])
        return its_id, Job(its_id, row.at, guide, packed(event), options, inputs)


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
