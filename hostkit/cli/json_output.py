"""Defines the JSON that commands print with ``--json``.

Every command except ``batch`` and ``schema`` prints one object on stdout when it ends, even after an error; stderr has
the same messages as without ``--json``. ``batch`` prints an object on a line of its own for each event or problem as it
occurs; those about a problem have the keys below, and ``text``, the whole message, and ``event``, an id or null.

Each object has the lists ``problems`` and ``warnings``, which may be empty, and what the command made or found:

========== ==============================================================================================
build      ``kits``: for each kit ``topic``, ``guide``, ``folder``, ``files``, ``print``, ``left_blank``, ``warnings``
check      ``guides``, ``events``, ``tables``: the files that were checked; with ``--fix`` ``fixed``
list       ``topics``: title, language, numbers of questions, rounds and minutes, pre-read and file of each
language   ``languages``: tag, name, number of guides, clock, paper, marks, plural forms and a date of each
stock      ``stocks``: the measures of each, in millimeters; with ``--outline`` ``files``
import     ``files``, ``guide`` (its text where no file was written), ``topic``, ``language``, ``words``
new, init  ``files``, and so has preview
verify     ``files``: ``file``, ``pages`` and ``codes``, the texts of codes, or null if they were not read
calibrate  ``files``, ``printers``: name, front, back and scale of each that was stored or is listed
========== ==============================================================================================

Every problem and every warning is one object that always has all of these keys:

========== ==============================================================================================
kind       "problem" if it keeps something from being made, otherwise "warning"
code       the stable identifier of the problem, in kebab-case; ``docs/messages.md`` explains each
file       the file that it concerns, as written in messages; null for none
line       the line of a text file, from 1; null when not known
column     the column of a line or of a table's row, from 1; null when not known
row        the row of a table, from 1, as in a spreadsheet; null for other files
field      the part of a guide or event, as in ``questions[2].ask``, or the heading of a table's column; ``""`` for none
option     the option that causes or solves it, as in ``group_url``; null for none
what       what is wrong, in words
remedy     what to do, in words; ``""`` when not known
values     the values used in the message, such as ``nearest``, ``too_long_mm``, ``smallest_stock``
========== ==============================================================================================

An entry of ``left_blank`` has ``name``, the name of the detail, and ``option``, the option that fills it. An entry of
``print`` has ``file``, ``pages``, ``copies``, ``sheets`` of paper for all copies, ``paper``, ``sides``, ``stock`` and
``folded``, as in a batch's ``manifest.jsonl``. Paths below the working folder are relative to it. Exit codes are the
same as without ``--json``. Nothing is printed on stdout when an option is unknown, or on Ctrl-C.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from hostkit.core.errors import HostkitError, Problem
from hostkit.core.wording import display_path

if TYPE_CHECKING:
    from hostkit.kit import Kit
    from hostkit.planning.print_plan import PrintJob

PROBLEM, WARNING = "problem", "warning"


class JsonAnswer:
    """The JSON object of a command while it is gathered: results by key, problems and warnings.

    ``as_json`` is true when it is to be printed.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.results: dict[str, object] = {}
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def written(self, *files: Path) -> None:
        """Record the files that were written; without ``as_json`` print their paths at once."""
        paths = [display_path(file) for file in files]
        self.results["files"] = paths
        for path in () if self.as_json else paths:
            typer.echo(path)

    def print(self) -> None:
        """Print the whole object on stdout as indented JSON, if ``as_json`` is true."""
        if self.as_json:
            problems = [problem_data(problem) for problem in self.problems]
            warnings = [problem_data(warning, WARNING) for warning in self.warnings]
            print_json({**self.results, "problems": problems, "warnings": warnings}, indent=2)


def json_option(about: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that gives a command the option ``--json``, with ``about`` as its help text.

    The command's parameter ``answer``, a JsonAnswer, is not on the command line. The answer is printed when the command
    ends; the problems of a HostkitError are added to it, and the error is raised again.
    """
    option = typer.Option(False, "--json", help=about)

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(*, as_json: bool, **given: Any) -> None:
            answer = JsonAnswer(as_json=as_json)
            try:
                command(answer, **given)
            except (HostkitError, typer.Exit) as stop:
                answer.problems += stop.problems if isinstance(stop, HostkitError) else ()
                answer.print()
                raise
            answer.print()

        own = [each for name, each in signature(command).parameters.items() if name != "answer"]
        # A parameter for all other options comes last.
        last = [own.pop()] if own and own[-1].kind is Parameter.VAR_KEYWORD else []
        json = Parameter("as_json", Parameter.KEYWORD_ONLY, default=option, annotation=bool)
        run.__signature__ = Signature([*own, json, *last])  # type: ignore[attr-defined]
        return run

    return decorate


def print_json(data: object, *, indent: int | None = None) -> None:
    """Print an object on stdout as JSON: on one line, or indented by ``indent`` spaces."""
    # Imported here because few commands print JSON.
    import json

    typer.echo(json.dumps(data, indent=indent, ensure_ascii=False, default=str))


def problem_data(problem: Problem, kind: str = PROBLEM) -> dict[str, object]:
    """Return a problem or a warning as data for JSON."""
    place, values = problem.place, dict(problem.values)
    typed = place.file.removeprefix("--").replace("-", "_") if place.is_typed else None
    return {
        "kind": kind,
        "code": problem.code,
        "file": None if typed else place.file or None,
        "line": None if place.in_table else place.line or None,
        "column": place.column or None,
        "row": place.line or None if place.in_table else None,
        "field": place.field,
        "option": values.pop("option", typed),
        "what": problem.what,
        "remedy": problem.remedy,
        "values": values,
    }


def kit_data(topic: str, guide: Path, kit: Kit, files: Sequence[Path]) -> dict[str, object]:
    """Return a written kit, with its ``files``, as data for JSON."""
    return {
        "topic": topic,
        "guide": display_path(guide),
        "folder": display_path(files[0].parent),
        "files": [display_path(file) for file in files],
        "print": [_job_data(job) for job in kit.jobs],
        "left_blank": [blank._asdict() for blank in kit.left_blank],
        "warnings": [problem_data(warning, WARNING) for warning in kit.warnings],
    }


def _job_data(job: PrintJob) -> dict[str, object]:
    return {
        "file": job.file,
        "pages": job.pages,
        "copies": job.copies,
        "sheets": job.sheets,
        "paper": job.paper,
        "sides": job.how,
        "stock": job.stock or None,
        "folded": job.folded,
    }


def tell_warning(problem: Problem, *, as_json: bool) -> None:
    """Print a warning about the whole season, with ``as_json`` also as JSON."""
    typer.echo(f"Warning: {problem}", err=True)
    if as_json:
        print_json(problem_data(problem, WARNING))
