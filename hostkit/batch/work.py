"""Reads a table of events and returns one job for each kit to be made, and every problem found in the table.

All rows are checked before any kit is made: values, guides, printing, the length of the evening, ids. A text that is
too long for its place is found only when its kit is made. This module opens guides and writes no files.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from hostkit.batch.inputs import kit_inputs, printing_sum, read_unchanged
from hostkit.batch.row_checks import Checks, check_usual
from hostkit.batch.row_problems import RowProblem
from hostkit.core.errors import Position, Problem
from hostkit.core.input_files import names_own_file, own_file
from hostkit.events.event import Event, PrintOptions
from hostkit.events.precedence import Resolved, Settings
from hostkit.events.read_values import PlacedValue
from hostkit.events.tables.event_ids import NamedEvent, known_id, tell_apart
from hostkit.events.tables.read_table import read_table
from hostkit.events.tables.table import Table, TableRow
from hostkit.files.ownership import sum_of
from hostkit.guides.guide import Guide
from hostkit.kit import calibration_of, theme_of

_RESERVED = {
    "joined": "the folder joined is for the files of all events.",
    "hosts": "the folder hosts is for what the hosts get.",
}
"""Ids that no event may have, each with the reason."""


class Job(NamedTuple):
    """A kit to be made.

    ``at`` is the row of the table, ``guide`` the guide's file, and ``inputs`` the checksum of everything that the kit
    is made from. ``own`` holds the cells of the user's own columns, by name, on which no kit depends.
    """

    id: str
    at: Position
    guide: Path
    event: Event
    options: PrintOptions
    inputs: str
    own: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Known:
    """The ids of all rows of a table, including rows with problems.

    ``is_whole`` is false when the id of some row is not known; then every id counts as contained.
    """

    ids: frozenset[str] = frozenset()
    is_whole: bool = True

    def __contains__(self, event: object) -> bool:
        return not self.is_whole or event in self.ids


@dataclass(frozen=True, slots=True)
class Work:
    """The result of reading a table.

    ``jobs`` are in order of date, time and id, ``guides`` maps files to the guides read from them, and ``notes`` say
    how ambiguous parts of the table were read. ``usual`` holds the settings of a row without values of its own.
    ``refused`` is the number of rows with problems, and ``faulty`` maps the known ids of these rows to their problems.
    ``known`` holds the ids of all rows. ``stamp`` is the table's modification time and size when it was read.
    ``names_are_wrong`` is true when column names are wrong, which affects every row. ``own`` has the cells of the
    user's own columns by the id of the event, and ``sums`` the checksums of the files of guides.
    """

    table: Path
    jobs: tuple[Job, ...]
    guides: Mapping[Path, Guide]
    problems: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    usual: Resolved
    refused: int = 0
    known: Known = Known()
    stamp: tuple[int, int] = (0, 0)
    faulty: Mapping[str, tuple[RowProblem, ...]] = field(default_factory=dict)
    names_are_wrong: bool = False
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sums: Mapping[Path, str] = field(default_factory=dict)

    def only(self, ids: Collection[str]) -> Work:
        """Return the work of only these events; problems of wrong column names are kept."""
        of_these = [problem for name in ids for problem in self.faulty.get(name, ())]
        problems = self.problems
        if not self.names_are_wrong:
            problems = tuple(problem for problem in problems if problem in of_these)
        return replace(
            self,
            jobs=tuple(job for job in self.jobs if job.id in ids),
            problems=problems,
            refused=len({problem.at.line for problem in of_these}),
        )


def plan_work(
    table: Path,
    options: Mapping[str, PlacedValue],
    settings: Settings,
    folder: Path,
) -> Work:
    """Read a table and return the jobs and problems in it. Topics are looked up from ``folder``, an absolute path.

    ``options`` take precedence over the rows, and rows over ``settings``. Raises UsageError for options that contradict
    each other, and HostkitError for a table that changes during each of three reads.
    """
    checks = Checks(folder, options, settings, check_usual(options, settings))
    topic_given, dates = checks.usual.event.topic is not None, checks.usual.season.dates
    read, seen = read_unchanged(
        table, lambda path: read_table(path, dates=dates, topic_given=topic_given), stamp
    )
    rows = deque([*read.rows, *read.bad])
    # Each row is freed when its job is made, to keep only one copy of a large table in memory.
    read = replace(read, rows=(), bad=())
    return _Planner(checks).plan(table, read, rows, seen)


def stamp(path: Path) -> tuple[int, int]:
    """Return the modification time in nanoseconds and the size in bytes of a file, zeros when there is no file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return found.st_mtime_ns, found.st_size


@dataclass
class _Planner:
    """Turns rows into jobs, and collects the problems of the other rows; ``problems`` has them by row number."""

    checks: Checks
    problems: dict[int, list[RowProblem]] = field(default_factory=dict)
    _printing: dict[PrintOptions, tuple[PrintOptions, str]] = field(default_factory=dict)

    def plan(self, table: Path, read: Table, rows: deque[TableRow], seen: tuple[int, int]) -> Work:
        named = list[NamedEvent]()
        jobs: dict[int, Job] = {}
        count = len(rows)
        while rows:
            row = rows.popleft()
            event_id, job = self._job(row)
            if job:
                jobs[row.number] = job
            if event_id:
                own = {name: given for name, given in row.given.items() if name == "id"}
                named.append(NamedEvent(event_id, replace(row, given=own)))
        for event, problem in _refused_ids(named):
            self.problems.setdefault(event.row.number, []).append(RowProblem(problem.place, problem))
            jobs.pop(event.row.number, None)
        faulty: dict[str, tuple[RowProblem, ...]] = {}
        for event in named:
            if event.row.number not in jobs:
                faulty[event.id] = (*faulty.get(event.id, ()), *self.problems.get(event.row.number, ()))
        of_table = (RowProblem(problem.place, problem) for problem in read.problems)
        return Work(
            table,
            tuple(sorted(jobs.values(), key=_by_date)),
            self.checks.guides,
            tuple(sorted({*of_table, *chain(*self.problems.values())})),
            read.notes,
            self.checks.usual,
            count - len(jobs),
            Known(frozenset(event.id for event in named), len(named) == count),
            seen,
            faulty,
            read.names_are_wrong,
            {event.id: event.row.own for event in named if event.row.own},
            self.checks.sums,
        )

    def _job(self, row: TableRow) -> tuple[str | None, Job | None]:
        """Return a row's id, or None when it is not known, and its job, or None when the row has a problem."""
        resolved, guide, problems = self.checks.check_row(row)
        event_id = known_id(row, self.checks.guides[guide].topic if guide else None)
        if problems:
            self.problems[row.number] = problems
        if problems or row.unread or resolved is None or guide is None or event_id is None:
            return event_id, None
        options = resolved.options
        if options not in self._printing:
            total = printing_sum(options, calibration_of(options), *sums_of_own(options).values())
            self._printing[options] = options, total
        options, printing = self._printing[options]
        # The topic is dropped because the way it is written changes no byte of the kit. The id stays: the calendar
        # entry contains an id that was given.
        event = resolved.event._replace(topic=None)
        theme = theme_of(self.checks.guides[guide], options)
        inputs = kit_inputs(self.checks.sums[guide], event, printing, theme)
        return event_id, Job(event_id, row.at, guide, event, options, inputs, row.own)


def _refused_ids(named: Sequence[NamedEvent]) -> Iterator[tuple[NamedEvent, Problem]]:
    """Yield the events whose id is reserved or used twice, each with the problem of its row."""
    for event in named:
        if event.id in _RESERVED:
            at = event.row.given["id"].at if event.row.given else event.row.at
            remedy, values = "Give this event another id.", {"id": event.id}
            yield event, Problem("event-id-reserved", at, _RESERVED[event.id], remedy, values)
    others = [event for event in named if event.id not in _RESERVED]
    alone, problems = tell_apart(others)
    good = {event.row.number for event in alone}
    yield from zip((event for event in others if event.row.number not in good), problems, strict=True)


def sums_of_own(options: PrintOptions) -> dict[str, str | None]:
    """Return the SHA-256 of each file of the user's own among the options, by the name of the option."""
    given = {"stock": options.stock, "language": options.language, "theme": options.theme}
    own = {name: text for name, text in given.items() if text and names_own_file(text)}
    if options.logo:
        own["logo"] = options.logo.file
    return {name: sum_of(own_file(text).resolve()) for name, text in own.items()}


def _by_date(job: Job) -> tuple[bool, str, int, str]:
    """Return a sort key of date, start and id, with missing values last; the order of rows then has no effect."""
    date, start = job.event.date, job.event.start
    return date is None, str(date), 24 * 60 if start is None else start, job.id
