"""What a check says: problems in a line, what a run would do with what is there already, what would stay blank."""

from __future__ import annotations

from dataclasses import replace

import typer

from hostkit.batch.outlook import Outlook
from hostkit.batch.runner import MADE, KitOutcome, Outcome
from hostkit.batch.work import Work
from hostkit.cli.batch_report import OTHER_TABLE, EventNames, blanks, counted, events, json_line, several


class Checked:
    """What became of the kits of a table that were made and let go of."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._named, self._outcome = EventNames(), Outcome()

    def step(self, step: KitOutcome) -> None:
        """Take in what became of an event."""
        self._named.add(step)
        self._outcome.take(step)

    @property
    def failing(self) -> frozenset[str]:
        """The ids of events whose kits cannot be made."""
        return frozenset(step.job.id for step in self._outcome.failed)

    @property
    def found(self) -> Work:
        """The table with the problems that making its kits found, and no others."""
        problems = sorted(problem for step in self._outcome.failed for problem in step.row_problems)
        return replace(self._work, problems=tuple(dict.fromkeys(problems)), notes=())

    def tell(self, outlook: Outlook, *, is_whole: bool, as_json: bool) -> None:
        """Print what the check came to; ``is_whole`` when it was about all events."""
        work, its = self._work, self._outcome
        problems, cannot = len(work.problems) + len(self.found.problems), work.refused + len(its.failed)
        rows = work.refused + len(work.jobs)
        stale = outlook.stale if is_whole else ()
        if as_json:
            json_line(
                {
                    "kind": "summary",
                    "events": rows,
                    "problems": problems,
                    "cannot_be_made": cannot,
                    "new": outlook.new,
                    "anew": outlook.anew,
                    "unchanged": outlook.unchanged,
                    "not_in_table": stale,
                    "warnings": its.warnings,
                    "left_blank": its.left_blank,
                }
            )
        which = f"; {cannot} of {events(rows)} cannot be made" if rows else ""
        said = f"{problems} problem{'' if problems == 1 else 's'}{which}."
        lines = [said if problems else f"{events(rows)}, nothing wrong."]
        lines += counted("Warning", its.warnings, self._named)
        lines += blanks(its.left_blank, its.steps[MADE], self._named)
        if not outlook.is_first:
            lines += _would(outlook)
            lines += several("Not in the table any more", stale)
            lines += [OTHER_TABLE] if outlook.is_other and stale else []
        for text in lines:
            typer.echo(text, err=True)


def _would(outlook: Outlook) -> list[str]:
    """Return what a run would do in a folder that has kits."""
    kept = len(outlook.unchanged)
    if not outlook.new and not outlook.anew:
        return ["Nothing has changed since: a run would make no kit."] if kept else []
    left = f" {events(kept)} would stay as {'it is' if kept == 1 else 'they are'}." if kept else ""
    lines = [
        *several("A run would make for the first time", outlook.new),
        *several("A run would make anew", outlook.anew),
    ]
    return [*lines[:-1], f"{lines[-1]}{left}"]
