"""Problems and the exceptions that carry them. Each exception class has the exit code of the command that it ends.

Exit code 1 means a problem with a file, guide, topic, fit or disk; 2 means a wrong option name or value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

TITLE_TYPED = "TOPIC"
ARGUMENTS = (TITLE_TYPED,)
"""The names of the positional arguments, as usage lines and the positions in messages show them."""


class Position(NamedTuple):
    """A place in an input file. ``line`` and ``column`` count from 1; 0 means unknown.

    ``field`` is the path of the key. If ``in_table`` is true, ``line`` and ``column`` are the row and column numbers of
    the spreadsheet, and ``field`` is the column's heading.
    """

    file: str
    line: int = 0
    column: int = 0
    field: str = ""
    in_table: bool = False

    @property
    def is_typed(self) -> bool:
        """True if this is an option or argument of the command line rather than a file."""
        return self.file.startswith("--") or self.file in ARGUMENTS

    def __str__(self) -> str:
        if self.in_table:
            return f"{self.file}: row {self.line}{', ' if self.field else ''}{self.field}"
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.field}" if place and self.field else place or self.field


NOWHERE = Position("")
"""The position of a problem that has no place."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    ``code`` is the permanent name of its kind, in kebab-case (``guide-unknown-key``); ``place`` is its position, or
    ``NOWHERE``; ``what`` and ``remedy`` are whole sentences for the reader; ``values`` holds the data used in the
    sentences, for programs that need it. No code makes a decision by reading a sentence.
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
        return (self.place, self.what, self.remedy) < (other.place, other.what, other.remedy)

    def at(self, place: Position) -> Problem:
        """Return the same problem at another place."""
        return Problem(self.code, place, self.what, self.remedy, self.values)


class HostkitError(Exception):
    """The base class of every error that hostkit raises on purpose.

    ``problems`` holds the problems in the order given; ``exit_code`` is the exit code of the command.
    """

    exit_code = 1

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), self.problems


class UsageError(HostkitError):
    """An option's name or value is wrong."""

    exit_code = 2


class SourceError(HostkitError):
    """An input file is wrong; the error holds every problem found in it."""


class FitError(HostkitError):
    """A text does not fit at the smallest size allowed for it. Text is never clipped or dropped to make it fit.

    The problem's values are ``sheet``, ``stock``, ``paper`` and ``language``, and, if known, ``too_long_mm``, ``lines``
    and ``smallest_stock``.
    """


class OutputError(HostkitError):
    """A file could not be written; the previous file, if any, is unchanged."""


class BadValue(HostkitError):  # noqa: N818 -- it names the value, and reads so where it is raised
    """A value is wrong, and its place is not known yet. A caller that knows the place converts it with ``at``."""

    def __init__(self, code: str, what: str, remedy: str = "", **values: object) -> None:
        self.code, self.what, self.remedy, self.values = code, what, remedy, values
        super().__init__(Problem(code, NOWHERE, what, remedy, values))

    def __reduce__(self) -> tuple[object, ...]:
        return _bad_value, (self.code, self.what, self.remedy, self.values)

    def at(self, place: Position) -> Problem:
        """Return the error as a Problem at the place where the value was written."""
        return Problem(self.code, place, self.what, self.remedy, self.values)


def _bad_value(code: str, what: str, remedy: str, values: Mapping[str, object]) -> BadValue:
    return BadValue(code, what, remedy, **values)


def of_option(name: str, error: BadValue) -> Problem:
    """Return a bad option value as a problem located at the option; ``name`` is its name with underscores."""
    return Problem(error.code, option(name), error.what, error.remedy, {"option": name, **error.values})


def option_refused(code: str, name: str, what: str, remedy: str = "", **values: object) -> UsageError:
    """Return a UsageError with one problem, located at the option; ``name`` is its name with underscores."""
    return UsageError(Problem(code, option(name), what, remedy, {"option": name, **values}))


def option(name: str) -> Position:
    """Return the position of an option, written as on the command line; ``name`` is its name with underscores."""
    return Position(f"--{name.replace('_', '-')}")


def refused(code: str, at: Position | str, what: str, remedy: str, **values: object) -> SourceError:
    """Return a SourceError with one problem at a position, or about a whole file, given by its name in messages."""
    return SourceError(Problem(code, Position(at) if isinstance(at, str) else at, what, remedy, values))
