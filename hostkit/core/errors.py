"""What can go wrong, as values a person can read. Each error carries the exit code of the command it ends.

Exit codes: 1 a file, guide, topic, fit or disk; 2 an option's name or value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file that somebody wrote: line and column count from 1; 0 means unknown.

    ``in_table`` they are the row and the column that a spreadsheet shows, and ``field`` is the column's heading.
    """

    file: str
    line: int = 0
    column: int = 0
    field: str = ""
    in_table: bool = False

    def __str__(self) -> str:
        if self.in_table:
            return f"{self.file}: row {self.line}{', ' if self.field else ''}{self.field}"
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.field}" if self.field else place


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong and what to do about it, both whole sentences."""

    at: Position
    wrong: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.at}: {self.wrong}{' ' + self.remedy if self.remedy else ''}"


class HostkitError(Exception):
    """The parent of every error that hostkit raises on purpose; its text is for the user."""

    exit_code = 1


class UsageError(HostkitError):
    """An option's name or value is wrong."""

    exit_code = 2


class BadValue(HostkitError):  # noqa: N818 -- it names the value, and reads so where it is raised
    """A value is wrong, said before its place is known; whoever knows the place makes it a Problem."""

    def __init__(self, wrong: str, remedy: str = "") -> None:
        self.wrong = wrong
        self.remedy = remedy
        super().__init__(f"{wrong} {remedy}".strip())

    def at(self, place: Position) -> Problem:
        """Return the same fault, with the place where the value was written."""
        return Problem(place, self.wrong, self.remedy)


class SourceError(HostkitError):
    """Something that somebody wrote is wrong; holds every problem found, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def refused(file: str, wrong: str, remedy: str) -> SourceError:
    """Return the error that refuses a whole file, named as messages name it."""
    return SourceError([Problem(Position(file), wrong, remedy)])


class FitError(HostkitError):
    """A text does not fit at the floor size of its place; nothing is ever clipped or dropped instead."""


class OutputError(HostkitError):
    """A file could not be written; what stood there before still stands."""
