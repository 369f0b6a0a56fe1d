"""What a batch is asked for, and what became of it: of each job, and of the season."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from hostkit.batch.row_problems import RowProblem, of_kit
from hostkit.batch.season_files import Written
from hostkit.batch.work import Job
from hostkit.core.errors import Problem
from hostkit.planning.clock import ASSUMED_GUESTS

MADE, KEPT, FAILED = "made", "unchanged", "failed"


class KitOutcome(NamedTuple):
    """What became of one job: ``outcome`` is MADE, KEPT or FAILED; ``problems`` say why it failed.

    ``changed`` are those files of a kit made anew that are not as they were; None where there was no kit before.
    """

    job: Job
    outcome: str
    files: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    left_blank: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    changed: tuple[str, ...] | None = None

    @property
    def row_problems(self) -> list[RowProblem]:
        """The problems with their row and event."""
        return of_kit(self.job.id, self.job.at, self.job.event, self.problems)


@dataclass(frozen=True, slots=True)
class Choices:
    """How a batch is run: ``workers`` None leaves that to the machine; ``only`` names events, by default all."""

    workers: int | None = None
    fresh: bool = False
    force: bool = False
    joined: bool = False
    only: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What a batch came to: ``steps`` counts outcomes, ``stale`` are events that are no longer in the table.

    ``left_behind`` are files of earlier kits that have no place in the new ones; ``to_buy`` are sheets by paper or
    stock, ``counted`` is how many of all ``rows`` they are for, ``assumed`` how many of these gave no number of
    guests; ``written`` are the files beside the kits, and ``unwritten`` are the problems that kept some from
    being written.
    ``outdated`` are events whose rows were refused and that still have a kit. ``is_other``: none of the events that had
    kits before is in the table.
    """

    steps: Counter[str] = field(default_factory=Counter)
    failed: list[KitOutcome] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)
    left_blank: Counter[str] = field(default_factory=Counter)
    stale: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    is_other: bool = False
    left_behind: list[str] = field(default_factory=list)
    to_buy: dict[str, int] = field(default_factory=dict)
    counted: int = 0
    rows: int = 0
    assumed: int = 0
    assumed_guests: int = ASSUMED_GUESTS
    written: Written = field(default_factory=lambda: Written(()))
    unwritten: tuple[Problem, ...] = ()

    def take(self, step: KitOutcome) -> None:
        """Take in what became of an event."""
        self.steps[step.outcome] += 1
        self.warnings.update(step.warnings)
        self.left_blank.update(step.left_blank)
        if step.outcome == FAILED:
            self.failed.append(step)
