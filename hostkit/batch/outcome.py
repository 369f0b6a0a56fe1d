"""Holds the choices for a batch run, the outcome of each job, and the totals of the run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hostkit.batch.calendar_entries import Cancellation
from hostkit.batch.host_mail import Template
from hostkit.batch.records import Records
from hostkit.batch.row_problems import RowProblem, of_kit
from hostkit.batch.season import Season
from hostkit.batch.season_files import Written
from hostkit.batch.work import Job
from hostkit.core.errors import Problem

MADE, KEPT, FAILED = "made", "unchanged", "failed"


class KitOutcome(NamedTuple):
    """The outcome of one job: ``outcome`` is MADE, KEPT or FAILED, and ``problems`` say why it failed.

    ``changed`` names the files that differ from the earlier kit; it is None when there was no earlier kit.
    """

    job: Job
    outcome: str
    files: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    left_blank: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    changed: tuple[str, ...] | None = None

    @classmethod
    def of_kit(cls, job: Job, outcome: str, kit: Records, before: Records = ()) -> KitOutcome:
        """Return the outcome of a job that has a kit, by its records and those of the earlier kit."""
        known = {record.file: record.sha256 for record in before}
        changed = tuple(record.file for record in kit if known.get(record.file) != record.sha256)
        files = tuple(record.file for record in kit)
        return cls(
            job, outcome, files, kit[0].warnings, kit[0].left_blank, changed=changed if before else None
        )

    @property
    def row_problems(self) -> list[RowProblem]:
        """The problems, each placed at its cell or row."""
        return of_kit(self.job.id, self.job.at, self.job.event, self.problems)


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of a batch run.

    ``workers`` is the number of worker processes, None to choose it by the processors and kits. ``fresh`` makes every
    kit again, ``force`` replaces other programs' files, ``joined`` also writes joined files, ``per_host`` also gathers
    the evenings of each host, and ``only`` holds the ids of the events to make, empty for all. ``mail`` is the
    organizer's own mail to hosts, if any, and ``unsent`` is true when the last mails were not sent. ``shrink`` goes on
    although the table lacks most events of the folder.
    """

    workers: int | None = None
    fresh: bool = False
    force: bool = False
    joined: bool = False
    only: tuple[str, ...] = ()
    per_host: bool = False
    mail: Template | None = None
    shrink: bool = False
    unsent: bool = False


class Gathered(NamedTuple):
    """The mails that a run wrote, as paths, those that somebody has edited, and the events without a host."""

    mails: tuple[Path, ...] = ()
    edited: tuple[str, ...] = ()
    without_host: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """The totals of a batch run.

    ``steps`` counts outcomes, ``warnings`` and ``left_blank`` count texts. ``stale`` holds events that are no longer in
    the table, and ``outdated`` events whose rows have problems and that still have an earlier kit. ``is_other`` is true
    when no event with an earlier kit is in the table. ``left_behind`` holds files of earlier kits that the new kits do
    not have. ``season`` has the kits and the sheets to buy. ``written`` holds the season's files, ``unwritten`` the
    problems in writing them. ``edited`` holds texts that stay because somebody has edited them.
    ``canceled`` holds the events whose calendar entries this run canceled, and ``not_canceled`` those that left the
    table and whose entries are not as they were. ``again`` has the files to print again, as paths in
    the folder. ``gathered`` says what the hosts get, and is None if nothing was gathered.
    """

    steps: Counter[str] = field(default_factory=Counter)
    failed: list[KitOutcome] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)
    left_blank: Counter[str] = field(default_factory=Counter)
    stale: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    is_other: bool = False
    left_behind: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    canceled: list[Cancellation] = field(default_factory=list)
    not_canceled: list[str] = field(default_factory=list)
    season: Season = field(default_factory=Season)
    written: Written = field(default_factory=lambda: Written(()))
    unwritten: tuple[Problem, ...] = ()
    again: list[str] = field(default_factory=list)
    gathered: Gathered | None = None

    def take(self, step: KitOutcome) -> None:
        """Add the outcome of one job to the totals."""
        self.steps[step.outcome] += 1
        self.warnings.update(step.warnings)
        self.left_blank.update(step.left_blank)
        if step.outcome == FAILED:
            self.failed.append(step)

    def sort(self) -> None:
        """Put everything into an order that does not depend on which kit was done first."""
        self.failed.sort(key=lambda step: step.job.id)
        self.again[:] = sorted(set(self.again))
        for events in (self.left_behind, self.edited, self.canceled, self.not_canceled):
            events.sort()
