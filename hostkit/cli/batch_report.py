"""Prints the output of a batch: on request a line of JSON for each event, and a summary at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import typer

from hostkit.batch.outcome import FAILED, KEPT, MADE, Gathered, KitOutcome, Outcome
from hostkit.batch.reprint import REPRINT
from hostkit.batch.row_problems import RowProblem, lines_of
from hostkit.batch.season import Season
from hostkit.batch.work import Work
from hostkit.cli.batch_problems import events, row_problem_data
from hostkit.cli.json_output import print_json
from hostkit.cli.progress import in_words
from hostkit.core.values import PAPERS
from hostkit.core.wording import counted, display_path
from hostkit.planning.clock import ASSUMED_GUESTS
from hostkit.planning.print_plan import CALENDAR

_LISTED = 5
"""The largest number of entries of one kind in the summary, which must fit on a screen of 24 lines."""

_NAMED = 3
"""The largest number of events named for each warning."""

OTHER_TABLE = (
    "None of the events that were made here before is in this table. If it is another season's, give it a folder of "
    "its own (--out): run sheet and index are about one table."
)


def stopped(done: int, wanted: int) -> str:
    """Return the message for a run that the user stopped after ``done`` of ``wanted`` events."""
    if done < wanted:
        return f"Stopped after {done} of {events(wanted)}. The same again makes the rest."
    return "Stopped when all kits were done, but not the lists beside them. The same again makes these."


class EventNames(dict[str, list[str]]):
    """The first three ids of events for each warning and for each detail left blank, by its text."""

    def add(self, step: KitOutcome) -> None:
        """Add the warnings and blanks of one event."""
        for said in (*step.warnings, *step.left_blank):
            # Events come in the order in which they are done, which differs from run to run.
            self[said] = sorted([*self.get(said, ()), step.job.id])[:_NAMED]

    def warnings(self, texts: Counter[str]) -> list[str]:
        """Return a line for each of the five most frequent warnings, with its events, and one for the others."""
        lines = []
        for text, count in _most(texts)[:_LISTED]:
            names, more = self.get(text), ", ..." if count > _NAMED else ""
            which = f": {', '.join(names)}" if names else ""
            lines.append(f"Warning ({events(count)}{which}{more}): {text}")
        more_kinds = len(texts) - _LISTED
        if more_kinds > 0:
            kinds = (
                "1 more kind of warning stands"
                if more_kinds == 1
                else f"{more_kinds} more kinds of warnings stand"
            )
            lines.append(f"{kinds} in manifest.jsonl.")
        return lines

    def blanks(self, left_blank: Counter[str], total: int) -> list[str]:
        """Return a line with the details left blank and the number of events of each; ``total`` counts the kits.

        The events are named if all of them are known here and the detail is not left blank in every kit.
        """
        said = []
        for name, count in _most(left_blank):
            names = self.get(name, [])
            which = f": {', '.join(names)}" if count == len(names) < total else ""
            said.append(f"{name} ({events(count)}{which})")
        return several("Left blank, to fill in by hand", said)


class RunReport:
    """Collects the outcome of each event, prints it at once with ``as_json``, and prints a summary at the end.

    ``done`` is the number of events so far.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.done = 0
        self._as_json = as_json
        self._failed: list[RowProblem] = []
        self._new: list[str] = []
        self._anew: list[str] = []
        self._named = EventNames()

    def step(self, step: KitOutcome) -> None:
        """Record the outcome of an event; with ``as_json`` print it as a line of JSON."""
        self.done += 1
        if step.outcome == FAILED:
            self._failed += step.row_problems
        elif step.outcome == MADE and step.changed is None:
            self._new.append(step.job.id)
        elif step.outcome == MADE:
            self._anew.append(f"{step.job.id} ({_differing(step)})")
        self._named.add(step)
        if self._as_json:
            print_json(
                {
                    "kind": "event",
                    "event": step.job.id,
                    "row": step.job.at.line,
                    "outcome": step.outcome,
                    "files": step.files,
                    "changed": step.changed,
                    "warnings": step.warnings,
                    "left_blank": step.left_blank,
                    "why": "\n".join(map(str, step.problems)),
                    "problems": [row_problem_data(problem) for problem in step.row_problems],
                }
            )

    def failures(self) -> None:
        """Print the problems of the failed kits in the order of the table's rows, each once, and forget them."""
        for line in lines_of(self._failed):
            typer.echo(line, err=True)
        self._failed.clear()

    def summary(self, work: Work, outcome: Outcome, seconds: float) -> None:
        """Print the summary of a run on stderr, and the season's files on stdout, or with ``as_json`` one object."""
        for line in self._lines(work, outcome, seconds):
            typer.echo(line, err=True)
        gathered = outcome.gathered or Gathered()
        mails = [display_path(path) for path in gathered.mails]
        files = [display_path(path) for path in outcome.written.files]
        if not self._as_json:
            for file in (*files, *mails):
                typer.echo(file)
            return
        print_json(
            {
                "kind": "summary",
                "made": outcome.steps[MADE],
                "unchanged": outcome.steps[KEPT],
                "failed": outcome.steps[FAILED],
                "refused": work.refused,
                "not_in_table": outcome.stale,
                "is_other_table": outcome.is_other,
                "refused_with_earlier_kit": outcome.outdated,
                "of_earlier_kits": outcome.left_behind,
                "edited": [*outcome.edited, *gathered.edited],
                "mails": mails,
                "without_host": gathered.without_host,
                "reprint": outcome.again,
                "canceled": [each._asdict() for each in outcome.canceled],
                "not_canceled": outcome.not_canceled,
                "joined_earlier": [path.name for path in outcome.written.left_over],
                "not_written": "\n".join(map(str, outcome.unwritten)) or None,
                "to_buy": outcome.season.totals(),
                "files": files,
            }
        )

    def _lines(self, work: Work, outcome: Outcome, seconds: float) -> list[str]:
        """Return the lines of the summary, which always fit on one screen.

        New kits are named only when the folder had kits before.
        """
        steps = outcome.steps
        counts = [f"{steps[MADE]} made", f"{steps[KEPT]} unchanged"]
        if steps[FAILED]:
            counts.append(f"{steps[FAILED]} failed")
        if work.refused:
            counts.append(f"{work.refused} refused for what is wrong in their rows")
        total = steps.total()
        left_over = (
            "In the folder joined, from an earlier run and perhaps out of date (--joined makes them anew)"
        )
        if outcome.written.joined:
            left_over = "Joined in an earlier run and not now: delete them before the folder joined goes to a copy shop"
        gathered = outcome.gathered or Gathered()
        return [
            f"{events(total + work.refused)}: {', '.join(counts)}. It took {in_words(seconds)}.",
            *several("Made for the first time", sorted(self._new) if steps[KEPT] or self._anew else ()),
            *several("Made anew", sorted(self._anew)),
            *_again(outcome.again),
            *several("Failed", [step.job.id for step in outcome.failed]),
            *self._named.warnings(outcome.warnings),
            *self._named.blanks(outcome.left_blank, total),
            *several("Refused, but with a kit of an earlier table, left as it is", outcome.outdated),
            *several(
                f"Canceled; their hosts send {CALENDAR} to the guests", list(map(str, outcome.canceled))
            ),
            *several(f"Not canceled, for their {CALENDAR} is missing or was changed", outcome.not_canceled),
            *several(
                "Changed by somebody, left as they are; the new texts end with .new.txt",
                [*outcome.edited, *gathered.edited],
            ),
            *several("Mails to send, new or different", list(map(display_path, gathered.mails))),
            *several("Without a host, and so in no mail", gathered.without_host),
            *several("Of earlier kits, left as they are", outcome.left_behind),
            *several("Not in the table any more, left as they are", outcome.stale),
            *([OTHER_TABLE] if outcome.is_other else ()),
            *several(left_over, [path.name for path in outcome.written.left_over]),
            *_to_buy(outcome.season),
        ]


def _differing(step: KitOutcome) -> str:
    """Return, in words, the files of a kit that differ from the earlier kit and must be printed again."""
    changed = step.changed or ()
    if not changed:
        return "as it was"
    return "all files" if len(changed) == len(step.files) else ", ".join(changed)


def _again(paths: Sequence[str]) -> list[str]:
    return [f"To print again: {counted(len(paths), 'file')}, named in {REPRINT}."] if paths else []


def _to_buy(season: Season) -> Iterator[str]:
    """Yield a line with the paper and the stocks that the events need, if any."""
    bought = [
        f"{counted(count, 'sheet')} of {PAPERS[name].label if name in PAPERS else name}"
        for name, count in season.totals().items()
    ]
    if not bought:
        return
    kits = len(season.made)
    which = "all events" if kits == season.rows else f"{kits} of {events(season.rows)}"
    assumed = ""
    if count := season.assumed:
        guests = f"{ASSUMED_GUESTS}{' each' if count > 1 else ''}"
        assumed = f" {events(count)} without a number of guests: counted for {guests}."
    yield f"To buy for {which}: {', '.join(bought)}.{assumed}"


def several(head: str, names: Sequence[str]) -> list[str]:
    """Return one line with ``head`` and up to five names, or an empty list when there are no names."""
    if not names:
        return []
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return [f"{head}: {', '.join(names[:_LISTED])}{more}."]


def _most(counter: Counter[str]) -> list[tuple[str, int]]:
    """Return the counted texts with their counts, the highest count first; equal counts in order of text."""
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))
