"""Connects problems with the row or cell of the table where they are to be corrected, and with the event's id."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from hostkit.core.errors import NOWHERE, HostkitError, Position, Problem, SourceError
from hostkit.core.wording import shortened
from hostkit.events.event import Event
from hostkit.events.precedence import Resolved
from hostkit.events.tables.table import TableRow

PRINTING = ("stock", "paper", "duplex", "skip", "impose", "sheets", "language", "printer", "theme", "logo")
"""Columns about printing. A problem that names none of them is reported at the first one that the row fills in."""

_MOST_ALIKE = 5
"""The most different problems of one kind in a column that are printed one by one; chosen for a screen of 24 lines."""

_LONGEST_LINK = 80
"""The largest number of characters of a link repeated in a message: about one line."""


class RowProblem(NamedTuple):
    """A problem and the place to correct it: a cell, a row, another file or an option.

    ``event`` is the event's id, or empty when it is not known.
    """

    at: Position
    problem: Problem
    event: str = ""

    @property
    def text(self) -> str:
        """The whole message, which names each place only once."""
        problem = self.problem
        if self.event and problem.place == self.at:
            row, column = self.at._replace(field=""), self.at.field
            between = f"{', ' if self.at.in_table else ': '}{column}" if column else ""
            return f"{row} ({self.event}){between}: {replace(problem, place=NOWHERE)}"
        if self.event:
            return f"{self.at} ({self.event}): {problem}"
        if problem.place == self.at or (problem.place.is_typed and self.at.is_typed):
            return str(problem)
        return f"{self.at}: {problem}"

    @property
    def placed(self) -> Problem:
        """The problem, placed where it is to be corrected."""
        return replace(self.problem, place=self.at)


def of_error(at: Position, error: HostkitError) -> list[RowProblem]:
    """Return the problems of an error: those of a SourceError at their own places, all others at ``at``."""
    if isinstance(error, SourceError):
        return [
            RowProblem(at if each.place == NOWHERE else each.place, placed(each, at))
            for each in error.problems
        ]
    return at_place(at, error.problems)


def at_place(at: Position, problems: Iterable[Problem], event: str = "") -> list[RowProblem]:
    """Return problems that are to be corrected at ``at``."""
    return [RowProblem(at, placed(problem, at), event) for problem in problems]


def placed(problem: Problem, at: Position) -> Problem:
    """Return a problem with its own place, or with ``at`` if it has none."""
    return replace(problem, place=at) if problem.place == NOWHERE else problem


def of_kit(event_id: str, row: Position, event: Event, problems: Iterable[Problem]) -> list[RowProblem]:
    """Return the problems that prevented a row's kit, each placed at its cell, or else at the row."""
    links = [link.at for link in (event.group_url, event.pre_read_url) if link is not None]
    found = []
    for problem in map(_for_a_row, problems):
        if problem.place.file == row.file:
            found.append(RowProblem(problem.place, problem, event_id))
        elif problem.place in links:
            # The link is given once for all rows, so the problem is reported once.
            found.append(RowProblem(problem.place, problem))
        else:
            found += at_place(row, [problem], event_id)
    return found


def _for_a_row(problem: Problem) -> Problem:
    """Return a problem reworded for a row: the remedy names no option, and a long link is shortened."""
    what, remedy = problem.what, problem.remedy
    if isinstance(option := problem.values.get("option"), str):
        remedy = remedy.replace(f" (--{option.replace('_', '-')})", "")
    if isinstance(link := problem.values.get("link"), str):
        what = what.replace(link, shortened(link, _LONGEST_LINK))
    return replace(problem, what=what, remedy=remedy)


def of_printing(row: TableRow, resolved: Resolved, problem: Problem) -> RowProblem:
    """Return a problem of printing, placed at the cell that causes it, else at the option for all rows or the row."""
    if problem.place.line and problem.place.file != row.at.file:
        # The problem is in a file that several rows may name, and is reported once.
        return RowProblem(problem.place, problem)
    option = str(problem.values.get("option", ""))
    names = (option, *PRINTING) if problem.place.is_typed else (option,)
    places = [resolved.places[name] for name in names if name in resolved.places]
    of_row = [at for at in places if at.file == row.at.file]
    if of_row:
        at = of_row[0]
        return RowProblem(at, replace(problem, place=at) if problem.place.is_typed else problem)
    if places and all(at.is_typed for at in places):
        # The option is wrong for every row, so the problem is reported once.
        return RowProblem(places[0], problem)
    return RowProblem(row.at, problem)


def lines_of(problems: Iterable[RowProblem]) -> list[str]:
    """Return the problems as lines in the order of their places; those of one kind in a column share a line."""
    kinds: dict[Hashable, dict[str, list[RowProblem]]] = {}
    for each in dict.fromkeys(sorted(problems)):
        at, problem = each.at, each.problem
        kind = (at.file, at.field, problem.code) if at.line else each
        own_place = NOWHERE if problem.place == at else problem.place
        kinds.setdefault(kind, {}).setdefault(str(replace(problem, place=own_place)), []).append(each)
    lines = []
    for texts in kinds.values():
        if len(texts) <= _MOST_ALIKE:
            lines += [_line(text, alike) for text, alike in texts.items()]
            continue
        first, *rest = (each for alike in texts.values() for each in alike)
        lines.append(
            f"{first.text} The same is wrong in {_numbers(each.at for each in rest)}, with other values."
        )
    return lines


def _line(text: str, alike: Sequence[RowProblem]) -> str:
    """Return the line of problems with the same text."""
    if len({each.at.line for each in alike}) == 1:
        return alike[0].text
    return f"{in_words([each.at for each in alike])}: {text}"


def in_words(places: Sequence[Position]) -> str:
    """Return places in one file and column in words, as in "events.csv: rows 3, 5-8, host"."""
    at = places[0]
    if len({each.line for each in places}) == 1:
        return str(at)
    between = f"{', ' if at.in_table else ': '}{at.field}" if at.field else ""
    return f"{at.file}: {_numbers(places)}{between}"


def _numbers(places: Iterable[Position]) -> str:
    """Return the rows of places in words, as in "rows 3, 5-8"; in a YAML list they are lines."""
    ranges: list[list[int]] = []
    noun = "line"
    for each in sorted(places):
        noun = "row" if each.in_table else "line"
        if ranges and each.line - ranges[-1][1] in (0, 1):
            ranges[-1][1] = each.line
        else:
            ranges.append([each.line, each.line])
    words = [f"{first}-{last}" if last > first else str(first) for first, last in ranges]
    return f"{noun}{'s' if ranges[0][0] < ranges[-1][1] else ''} {', '.join(words)}"
