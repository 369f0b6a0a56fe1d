"""What commands print with ``--json``: one form for all.

Every command but ``batch`` and ``schema`` prints one object on stdout when it ends, also when it ends in an error;
stderr says in words what it says without ``--json``. ``batch`` prints objects as soon as it has something to say, one
on a line; those about a problem have the keys below, and ``text``, the whole message, and ``event``, an id or null.

Each object has ``problems`` and ``warnings``, which are empty lists where there is nothing to say, and what the command
made or found:

========== ==============================================================================================
build      ``kits``: for each kit ``topic``, ``guide``, ``folder``, ``files``, ``print``, ``left_blank``, ``warnings``
check      ``guides``: the files that were judged
list       ``topics``: what is shown of each
stock      ``stocks``: the measures of each, in millimetres; with ``--outline`` ``files``
import     ``files``, ``guide`` (its text where no file was written), ``topic``, ``language``, ``words``
new, init  ``files``
calibrate  ``files``, ``printers``: name, front, back and scale of each that was stored or is listed
========== ==============================================================================================

Every problem and every warning is one object with these keys, all of them always there:

========== ==============================================================================================
kind       "problem": something is not made because of it; "warning": it keeps nothing from being made
code       its kind, in kebab-case, the same in all versions; ``docs/messages.md`` explains each
file       the file that it is about, as messages write it; null where it is about none
line       from 1, in a file of text; null where it is not known
column     from 1, in a line or in a row of a table; null where it is not known
row        from 1, as a spreadsheet counts, in a table; null elsewhere
field      the part of a guide or event, as in ``questions[2].ask``, or the heading of a table's column; ``""`` for none
option     the option that it is about, or that solves it, as in ``group_url``; null for none
what       what is wrong, in words
remedy     what to do, in words; ``""`` where nothing is known
values     what the words were made from, such as ``nearest``, ``too_long_mm``, ``smallest_stock``
========== ==============================================================================================

An entry of ``left_blank`` has ``name``, what the detail is called, and ``option``, which fills it. One of ``print`` has
``file``, ``pages``, ``copies``, ``sheets`` of paper for all copies, ``paper``, ``sides``, ``stock`` and ``folded``,
as a line of a batch's ``manifest.jsonl`` has them. Paths are relative to the working folder where they lie below it.
Exit codes are those without ``--json``. Nothing is printed on stdout when an option is unknown, or on Ctrl-C.
"""

from __future__ import annotations

import json
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
    """What a command has to answer: its results by their keys, problems and warnings."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.results: dict[str, object] = {}
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def written(self, *files: Path) -> None:
        """Note files that were written; where the answer is not JSON, their paths are printed at once."""
        paths = [display_path(file) for file in files]
        self.results["files"] = paths
        for path in () if self.as_json else paths:
            typer.echo(path)

    def data(self) -> dict[str, object]:
        """Return all of it as what JSON can hold."""
        return {
            **self.results,
            "problems": [problem_data(problem) for problem in self.problems],
            "warnings": [problem_data(warning, WARNING) for warning in self.warnings],
        }


@contextmanager
def json_answer(*, as_json: bool) -> Iterator[JsonAnswer]:
    """Give a command what it gathers its answer in, and print it ``as_json`` when the command ends.

    The problems of an error that ends it are added; the error goes on.
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
    """Print an object on stdout."""
    typer.echo(json.dumps(data, indent=2, ensure_ascii=False, default=str))


def problem_data(problem: Problem, kind: str = PROBLEM) -> dict[str, object]:
    """Return a problem or a warning as what JSON can hold."""
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
    """Return a kit that was written as what JSON can hold."""
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
    """Return a detail that was left blank as what JSON can hold."""
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
