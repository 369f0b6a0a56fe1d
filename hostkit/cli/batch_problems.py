"""Prints what is wrong with a table, and what keeps its kits from being made; with ``--json`` also as lines of JSON."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from hostkit.batch.made_from import made_anew
from hostkit.batch.manifest import MANIFEST
from hostkit.batch.row_problems import RowProblem, lines_of
from hostkit.batch.work import Work
from hostkit.cli.json_output import print_json, problem_data, tell_warning
from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.core.wording import counted
from hostkit.planning.print_plan import CALENDAR

_LISTED = 5
"""The largest number of events that a warning names."""


def tell_problems(work: Work, *, as_json: bool) -> None:
    """Print the problems of a table and the notes on how it was read; with ``as_json`` also each problem as JSON."""
    for note in work.notes:
        typer.echo(f"Note: {note}", err=True)
    for line in lines_of(work.problems):
        typer.echo(line, err=True)
    for problem in work.problems if as_json else ():
        print_json(row_problem_data(problem))


def row_problem_data(problem: RowProblem) -> dict[str, object]:
    """Return a row's problem as data for JSON: the keys of every problem, the event id or None, and the message."""
    return {**problem_data(problem.placed), "event": problem.event or None, "text": problem.text}


def tell_lost_numbers(events_lost: Sequence[str], *, as_json: bool) -> None:
    """Print that the manifest has lost the numbers of the calendar entries of these events, if there are any."""
    if not events_lost:
        return
    more = ", ..." if len(events_lost) > _LISTED else ""
    names = ", ".join(events_lost[:_LISTED]) + more
    what = (
        f"does not say how often the calendar entries of {events(len(events_lost))} were changed ({names})."
    )
    remedy = (
        f"The numbers are taken from {CALENDAR} in the folders; if you have a copy of the manifest, use it."
    )
    values = {"events": list(events_lost)}
    tell_warning(Problem("calendar-numbers-lost", Position(MANIFEST), what, remedy, values), as_json=as_json)


def tell_made_anew(work: Work, *, as_json: bool) -> None:
    """Print why most kits are made anew, if they are. Called before the run, so that the user can stop it."""
    if problem := made_anew(work):
        tell_warning(problem, as_json=as_json)


def tell_rest(work: Work, wanted: Work) -> None:
    """Print how many problems the rows not wanted have, and why nothing is made if no row of the table is good."""
    if count := len(work.problems) - len(wanted.problems):
        lists = "--check lists it" if count == 1 else "--check lists them"
        typer.echo(f"Other rows have {counted(count, 'problem')}; {lists}.", err=True)
    why = "no row of the table is good."
    if work.names_are_wrong:
        why = "mend the names of the columns first, for they concern every row."
    if not work.jobs and (work.names_are_wrong or work.refused):
        typer.echo(f"Nothing was made: {why}", err=True)


def tell_error(error: HostkitError) -> None:
    """Print the error that ended a batch as a line of JSON."""
    problems = [problem_data(problem) for problem in error.problems]
    print_json({"kind": "error", "text": str(error), "problems": problems})


def events(count: int) -> str:
    """Return a number with "event" or "events", as in "2 events"."""
    return counted(count, "event")
