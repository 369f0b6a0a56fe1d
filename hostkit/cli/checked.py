"""Prints the result of ``hostkit batch --check``: problems, warnings, blanks, and what a run would do."""

from __future__ import annotations

from dataclasses import replace

import typer

from hostkit.batch.outcome import MADE, KitOutcome, Outcome
from hostkit.batch.outlook import Outlook
from hostkit.batch.work import Work
from hostkit.cli.batch_problems import events
from hostkit.cli.batch_report import OTHER_TABLE, EventNames, several
from hostkit.cli.json_output import print_json
from hostkit.core.wording import counted


class Checked:
    """Collects the outcome of each kit that a check made without writing it, and prints the result."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._named, self._outcome = EventNames(), Outcome()

    def step(self, step: KitOutcome) -> None:
        """Add the outcome of one event."""
        self._named.add(step)
        self._outcome.take(step)

    @property
    def failing(self) -> frozenset[str]:
        """The ids of the events whose kits could not be made."""
        return frozenset(step.job.id for step in self._outcome.failed)

    @property
    def found(self) -> Work:
        """The work with only the problems that were found by making its kits, and without notes."""
        problems = sorted(problem for step in self._outcome.failed for problem in step.row_problems)
        return replace(self._work, problems=tuple(dict.fromkeys(problems)), notes=())

    def tell(self, outlook: Outlook, *, is_whole: bool, as_json: bool) -> None:
        """Print the result; ``is_whole`` is true when all events of the table were checked."""
        work, outcome = self._work, self._outcome
        problems, cannot = len(work.problems) + len(self.found.problems), work.refused + len(outcome.failed)
        rows = work.refused + len(work.jobs)
        stale, to_cancel = (outlook.stale, outlook.to_cancel) if is_whole else ((), ())
        if as_json:
            print_json(
                {
                    "kind": "summary",
                    "events": rows,
                    "problems": problems,
                    "cannot_be_made": cannot,
                    "new": outlook.new,
                    "anew": outlook.anew,
                    "unchanged": outlook.unchanged,
                    "not_in_table": stale,
                    "to_cancel": to_cancel,
                    "warnings": outcome.warnings,
                    "left_blank": outcome.left_blank,
                }
            )
        which = f"; {cannot} of {events(rows)} cannot be made" if rows else ""
        said = f"{counted(problems, 'problem')}{which}."
        lines = [said if problems else f"{events(rows)}, nothing wrong."]
        lines += self._named.warnings(outcome.warnings)
        lines += self._named.blanks(outcome.left_blank, outcome.steps[MADE])
        if not outlook.is_first:
            lines += _would(outlook)
            lines += several("A run would cancel in calendars", to_cancel)
            lines += several("Not in the table any more", stale)
            lines += [OTHER_TABLE] if outlook.is_other and stale else []
        for text in lines:
            typer.echo(text, err=True)


def _would(outlook: Outlook) -> list[str]:
    """Return lines that say which kits a run would make, for a folder that already has kits."""
    kept = len(outlook.unchanged)
    if not outlook.new and not outlook.anew:
        return ["Nothing has changed since: a run would make no kit."] if kept else []
    left = f" {events(kept)} would stay as {'it is' if kept == 1 else 'they are'}." if kept else ""
    lines = [
        *several("A run would make for the first time", outlook.new),
        *several("A run would make anew", outlook.anew),
    ]
    return [*lines[:-1], f"{lines[-1]}{left}"]
