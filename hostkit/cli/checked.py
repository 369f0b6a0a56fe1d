"""What a check says: problems in a line, what a run would do with what is there already, what would stay blank."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import typer

from hostkit.batch.outlook import Outlook
from hostkit.batch.row_checks import Wrong
from hostkit.batch.runner import FAILED, Step
from hostkit.batch.work import Work, told
from hostkit.cli.batch_report import OTHER_TABLE, Named, blanks, counted, events, json_line, several


class Checked:
    """What became of the kits of a table that were made and let go of."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._wrong: list[Wrong] = []
        self._named, self._warnings, self._left_blank = Named(), Counter[str](), Counter[str]()
        self.failing: set[str] = set()

    def step(self, step: Step) -> None:
        """Take in what became of an event."""
        if step.outcome == FAILED:
            self.failing.add(step.job.id)
            self._wrong.append(told(step.job, step.why))
        self._named.add(step)
        self._warnings.update(step.warnings)
        self._left_blank.update(step.left_blank)

    @property
    def found(self) -> Work:
        """The table with what was found, and nothing else, wrong with it."""
        return replace(self._work, wrong=tuple(dict.fromkeys(sorted(self._wrong))), notes=())

    def tell(self, outlook: Outlook, *, is_whole: bool, as_json: bool) -> None:
        """Print what the check came to; ``is_whole`` when it was about all events."""
        work = self._work
        problems, cannot = len(work.wrong) + len(self.found.wrong), work.refused + len(self.failing)
        rows = work.refused + len(work.jobs)
        stale = outlook.stale if is_whole else ()
        if as_json:
            summary = {"kind": "summary", "events": rows, "problems": problems, "cannot_be_made": cannot}
            json_line(
                {
                    **summary,
                    "new": outlook.new,
                    "anew": outlook.anew,
                    "unchanged": outlook.unchanged,
                    "not_in_table": stale,
                    "warnings": self._warnings,
                    "left_blank": self._left_blank,
                }
            )
        which = f"; {cannot} of {events(rows)} cannot be made" if rows else ""
        said = f"{problems} problem{'' if problems == 1 else 's'}{which}."
        lines = [said if problems else f"{events(rows)}, nothing wrong."]
        lines += counted("Warning", self._warnings, self._named)
        lines += blanks(self._left_blank, len(work.jobs) - len(self.failing), self._named)
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
