"""Defines the JSON that commands print with ``--json``.

Every command except ``batch`` and ``schema`` prints one object on stdout when it ends, even after an error; stderr has
the same messages as without ``--json``. ``batch`` prints an object on a line of its own for each event or problem as it
occurs; those about a problem have the keys below, and ``text``, the whole message, and ``event``, an id or null.

Each object has the lists ``problems`` and ``warnings``, which may be empty, and what the command made or found:

========== ==============================================================================================
build      ``kits``: for each kit ``topic``, ``guide``, ``folder``, ``files``, ``print``, ``left_blank``, ``warnings``
check      ``guides``: the files that were checked
list       ``topics``: title, language, numbers of questions, rounds and minutes, pre-read and file of each
stock      ``stocks``: the measures of each, in millimetres; with ``--outline`` ``files``
import     ``files``, ``guide`` (its text where no file was written), ``topic``, ``language``, ``words``
new, init  ``files``
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

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hostkit.core.errors import HostkitError, Problem
from hostkit.core.wording import display_path

if TYPE_CHECKING:
    from hostkit.kit import Kit
    from hostkit.planning.kit_plan import LeftBlank
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

    def data(self) -> dict[str, object]:
        """Return the whole object as data for JSON."""
        return {
            **self.results,
            "problems": [problem_data(problem) for problem in self.problems],
            "warnings": [problem_data(warning, WARNING) for warning in self.warnings],
        }


@contextmanager
def json_answer(*, as_json: bool) -> Iterator[JsonAnswer]:
    """Return a context with a new JsonAnswer, which is printed at the end if ``as_json`` is true.

    The problems of a HostkitError are added to the answer, and the error is raised again.
    """
    answer = JsonAnswer(as_json=as_json)
    try:
        yield answer
    except HostkitError as error:
        answer.problems += error.problems
        if as_json:
            print_json(answer.data())
        raise
    except typer.Exit:
        if as_json:
            print_json(answer.data())
        raise
    if as_json:
        print_json(answer.data())


def print_json(data: object) -> None:
    """Print an object on stdout as indented JSON."""
    # Imported here because few commands print JSON.
    import json

    typer.echo(json.dumps(data, indent=2, ensure_ascii=False, default=str))


def problem_data(problem: Problem, kind: str = PROBLEM) -> dict[str, object]:
    """Return a problem or a warning as data for JSON."""
    place, values = problem.place, dict(problem.values)
    of_option = place.is_typed
    return {
        "kind": kind,
        "code": problem.code,
        "file": None if of_option else place.file or None,
        "line": None if place.in_table else place.line or None,
        "column": place.column or None,
        "row": place.line or None if place.in_table else None,
        "field": place.field,
        "option": values.pop(
            "option", place.file.removeprefix("--").replace("-", "_") if of_option else None
        ),
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
        "left_blank": [blank_data(blank) for blank in kit.left_blank],
        "warnings": [problem_data(warning, WARNING) for warning in kit.warnings],
    }


def blank_data(blank: LeftBlank) -> dict[str, object]:
    """Return a detail left blank as data for JSON."""
    return {"name": blank.name, "option": blank.option}


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
