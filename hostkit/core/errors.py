"""What can go wrong, as values a person can read. Each error carries the exit code of the command it ends.

Exit codes: 1 a file, guide, topic, fit or disk; 2 an option's name or value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TITLE_TYPED = "TOPIC"
ARGUMENTS = (TITLE_TYPED,)
"""What command lines show for what is typed without the name of an option, and messages for its place."""


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

    @property
    def is_typed(self) -> bool:
        """Whether it is an option or an argument of a command line, and no file."""
        return self.file.startswith("--") or self.file in ARGUMENTS

    def __str__(self) -> str:
        if self.in_table:
            return f"{self.file}: row {self.line}{', ' if self.field else ''}{self.field}"
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.field}" if place and self.field else place or self.field


NOWHERE = Position("")
"""The place of what is wrong nowhere in particular."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    ``code`` names its kind for good, in kebab-case (``guide-unknown-key``); ``place`` is where it stands, ``NOWHERE``
    where it has no place; ``what`` and ``remedy`` are whole sentences for a reader; ``values`` are the data that the
    sentences were made from, for whoever decides or counts by them. Nothing ever reads a sentence to decide something.
    """

    code: str
    place: Position
    what: str
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        place = "" if self.place == NOWHERE else f"{self.place}: "
        return f"{place}{self.what}{' ' + self.remedy if self.remedy else ''}"

    def __lt__(self, other: Problem) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[Position, str, str]:
        return self.place, self.what, self.remedy


class HostkitError(Exception):
    """The parent of every error that hostkit raises on purpose; holds the problems, in the order of their places.

    ``exit_code`` is that of the command that it ends.
    """

    exit_code = 1

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = tuple(
            problem if isinstance(problem, Problem) else Problem("unsorted", NOWHERE, problem)
            for problem in problems
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), self.problems


class UsageError(HostkitError):
    """An option's name or value is wrong."""

    exit_code = 2


class SourceError(HostkitError):
    """Something that somebody wrote is wrong: every problem of it that was found."""


class FitError(HostkitError):
    """A text does not fit at the floor size of its place; nothing is ever clipped or dropped instead.

    The values of its problem: ``sheet``, ``stock``, ``paper``, ``language``, and where they are known ``too_long_mm``,
    ``lines`` and ``smallest_stock``.
    """


class OutputError(HostkitError):
    """A file could not be written; what stood there before still stands."""


class BadValue(HostkitError):  # noqa: N818 -- it names the value, and reads so where it is raised
    """A value is wrong, said before its place is known; whoever knows the place makes it a Problem."""

    def __init__(self, code: str, what: str, remedy: str = "", **values: object) -> None:
        self.code, self.what, self.remedy, self.values = code, what, remedy, values
        super().__init__(Problem(code, NOWHERE, what, remedy, values))

    def __reduce__(self) -> tuple[object, ...]:
        return _bad_value, (self.code, self.what, self.remedy, self.values)

    def at(self, place: Position) -> Problem:
        """Return the same fault, with the place where the value was written."""
        return Problem(self.code, place, self.what, self.remedy, self.values)


def _bad_value(code: str, what: str, remedy: str, values: Mapping[str, object]) -> BadValue:
    return BadValue(code, what, remedy, **values)


def of_option(name: str, error: BadValue) -> Problem:
    """Return the fault of an option's value, placed at the option; ``name`` is its name in the vocabulary."""
    return Problem(error.code, option(name), error.what, error.remedy, {"option": name, **error.values})


def option_refused(code: str, name: str, what: str, remedy: str = "", **values: object) -> UsageError:
    """Return the error that refuses an option, placed at it; ``name`` is its name in the vocabulary."""
    return UsageError(Problem(code, option(name), what, remedy, {"option": name, **values}))


def option(name: str) -> Position:
    """Return the place of an option by its name in the vocabulary, as a command line writes it."""
    return Position(f"--{name.replace('_', '-')}")


def refused(code: str, file: str, what: str, remedy: str, **values: object) -> SourceError:
    """Return the error that refuses a whole file, named as messages name it."""
    return SourceError(Problem(code, Position(file), what, remedy, values))
