"""What is wrong with a row of a table: a problem, the cell or row to mend, and the event it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from hostkit.core.errors import NOWHERE, HostkitError, Position, Problem, SourceError
from hostkit.core.wording import shortened
from hostkit.events.event import Event
from hostkit.events.precedence import Resolved
from hostkit.events.tables.table import TableRow

PRINTING = ("stock", "paper", "duplex", "skip", "impose", "sheets", "language", "printer")
"""Columns about printing; where a problem names none of them, the first that a row fills in is named."""

_LONGEST_LINK = 80
"""Characters of a link that a message repeats: about a line. The cell has all of it."""


class RowProblem(NamedTuple):
    """A problem and the place to mend it: a cell, a row, another file, or an option; ``event`` is the id if known."""

    at: Position
    problem: Problem
    event: str = ""

    @property
    def text(self) -> str:
        """The whole message; no place is named twice."""
        problem = self.problem
        if self.event and problem.place == self.at:
            row, column = replace(self.at, field=""), self.at.field
            between = f"{', ' if self.at.in_table else ': '}{column}" if column else ""
            return f"{row} ({self.event}){between}: {replace(problem, place=NOWHERE)}"
        if self.event:
            return f"{self.at} ({self.event}): {problem}"
        if problem.place == self.at or (problem.place.is_typed and self.at.is_typed):
            return str(problem)
        return f"{self.at}: {problem}"

    @property
    def placed(self) -> Problem:
        """The problem at the place to mend it."""
        return replace(self.problem, place=self.at)


def of_error(at: Position, error: HostkitError) -> list[RowProblem]:
    """Return the problems of an error: those of files at their own places, the others at ``at``."""
    return [_placed(at, problem, isinstance(error, SourceError)) for problem in error.problems]


def _placed(at: Position, problem: Problem, has_place: bool) -> RowProblem:
    if problem.place == NOWHERE:
        return RowProblem(at, replace(problem, place=at))
    return RowProblem(problem.place if has_place else at, problem)


def of_kit(event_id: str, row: Position, event: Event, problems: Iterable[Problem]) -> list[RowProblem]:
    """Return why the kit of a row could not be made: each problem at its cell where it is about one."""
    return [_of_kit(event_id, row, event, problem) for problem in problems]


def _of_kit(event_id: str, row: Position, event: Event, problem: Problem) -> RowProblem:
    problem = _for_a_row(problem)
    if problem.place.file == row.file:
        return RowProblem(problem.place, problem, event_id)
    links = (event.group_url, event.pre_read_url)
    if any(link is not None and link.at == problem.place for link in links):
        # Written once for all rows, so it is reported once.
        return RowProblem(problem.place, problem)
    return _at_row(row, problem, event_id)


def _at_row(row: Position, problem: Problem, event_id: str) -> RowProblem:
    if problem.place == NOWHERE:
        problem = replace(problem, place=row)
    return RowProblem(row, problem, event_id)


def _for_a_row(problem: Problem) -> Problem:
    """Return a problem as it is told of a row: without the option that solves it for one kit, and a long link short."""
    what, remedy = problem.what, problem.remedy
    if isinstance(option := problem.values.get("option"), str):
        remedy = remedy.replace(f" (--{option.replace('_', '-')})", "")
    if isinstance(link := problem.values.get("link"), str):
        what = what.replace(link, shortened(link, _LONGEST_LINK))
    return replace(problem, what=what, remedy=remedy)


def of_printing(row: TableRow, resolved: Resolved, problem: Problem) -> RowProblem:
    """Return a problem of printing at the cell that causes it, else at the option that does so for all rows."""
    option = str(problem.values.get("option", ""))
    names = (option, *PRINTING) if problem.place.is_typed else (option,)
    places = [resolved.places[name] for name in names if name in resolved.places]
    of_row = [at for at in places if at.file == row.at.file]
    if of_row:
        at = of_row[0]
        return RowProblem(at, replace(problem, place=at) if problem.place.is_typed else problem)
    if places and all(at.is_typed for at in places):
        # The option is wrong for all rows alike, so it is reported once.
        return RowProblem(places[0], problem)
    return RowProblem(row.at, problem)
