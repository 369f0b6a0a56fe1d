"""The command ``hostkit check``: prints every problem and warning of files on stdout, and their number on stderr."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import typer

from hostkit.check import PROBLEM, WARNING, Finding, check_event, check_guide, event_warnings
from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.core.errors import HostkitError, Position, Problem, SourceError
from hostkit.core.input_files import as_on_disk, is_file
from hostkit.core.text_edits import Fixed
from hostkit.core.wording import counted, display_path
from hostkit.events.precedence import merge, read_options, settings_for
from hostkit.events.read_values import PlacedValue, is_event, is_events_list
from hostkit.events.tables.table_files import KINDS, TEXT, WORKBOOK
from hostkit.files import write_files
from hostkit.guides.topics import guides_at, list_topics, own_guides, shipped_folder

BEFORE_FIX = ".before-fix"
"""What is added to the name of a file to keep it as it was."""

EPILOG = """Examples:

hostkit check

hostkit check guides/good-neighbors.yaml

hostkit check male-allies content --strict

hostkit check event.yaml events.csv

hostkit check guides/good-neighbors.yaml event.yaml --fix
"""


@json_option("Print all of it as JSON.")
def check(
    answer: JsonAnswer,
    paths: list[str] = typer.Argument(
        None, metavar="[PATH]...", help="A guide, a topic, an event file, a table, or a folder of guides."
    ),
    fix: bool = typer.Option(
        False,
        "--fix",
        help="Mend what has one meaning: typewriter's signs in guides, names and values in event files and tables. "
        "The file before it is kept as NAME.before-fix.",
    ),
    dates: str | None = typer.Option(
        None, "--dates", metavar="dmy|mdy", help="How 03/04/2027 is meant in a table: day or month first."
    ),
    strict: bool = typer.Option(False, "--strict", help="Let warnings end in exit code 1 too."),
) -> None:
    """Check guides, event files and tables: all problems, and style.

    Without PATH: guides in this folder, in ./content and in the folder that hostkit.yaml names; where there are none,
    those that come with hostkit. A problem keeps a guide from being printed. A warning does not: a question that yes
    or no would answer, that asks two things, has more than 25 words or is too long for small cards; more questions
    than ten guests have time for; a welcome that does not say that guests may pass, or that stories stay in the room;
    agreements that nobody reads aloud; an ending that asks the same twice; a definition too long to say aloud; a link
    that begins with http://; typewriter's quotation marks, dashes and dots.
    """
    options = read_options({"dates": dates} if dates else {})
    files, lost = _files(paths or [])
    if fix:
        answer.results["fixed"] = [
            display_path(path) for kind, path in files if _fix(kind, path, options, answer)
        ]
    found, lines = list[Finding](), list[str]()
    for kind, path in files:
        of_file = _check_table(path, options) if kind == "table" else _CHECKS[kind](path)
        found += of_file
        lines += _lines_of_table(of_file) if kind == "table" else map(_line, of_file)
    names = {kind: [display_path(path) for each, path in files if each == kind] for kind in _KINDS}
    answer.results |= {"guides": names["guide"], "events": names["event file"], "tables": names["table"]}
    answer.problems += [*lost, *(finding.problem for finding in found if finding.kind == PROBLEM)]
    answer.warnings += [finding.problem for finding in found if finding.kind != PROBLEM]
    for line in () if answer.as_json else lines:
        typer.echo(line)
    if files:
        of_kinds = [counted(len(each), kind) for kind, each in names.items() if each]
        counts = {"problem": len(answer.problems) - len(lost), "warning": len(answer.warnings)}
        words = [counted(count, word) if count else f"no {word}s" for word, count in counts.items()]
        typer.echo(f"{', '.join([*of_kinds, *words])}.", err=True)
    if answer.problems or (strict and found):
        raise typer.Exit(HostkitError.exit_code)


def _fix(kind: str, path: Path, options: Mapping[str, PlacedValue], answer: JsonAnswer) -> bool:
    """Mend a file, print each change, and tell whether there were any. Problems of the file are left to the check."""
    whole = path.resolve()
    if shipped_folder().resolve() in whole.parents and Path.cwd().resolve() not in whole.parents:
        # The guides that come with hostkit are not the user's.
        return False
    try:
        fixed = _FIXES[kind](path, options)
    except SourceError:
        return False
    if not fixed.changes:
        return False
    place = as_on_disk(path)
    kept = place.with_name(f"{place.name}{BEFORE_FIX}")
    if os.path.lexists(kept):
        remedy = "Move it away, so that the file before these changes can be kept."
        raise HostkitError(
            Problem("file-exists", Position(display_path(kept)), "there is a file already.", remedy)
        )
    for line in () if answer.as_json else _lines_of_fix(kind, fixed):
        typer.echo(line)
    write_files(place.parent, {kept.name: fixed.before, place.name: fixed.after}, force=True)
    typer.echo(
        f"{display_path(path)}: {counted(len(fixed.changes), 'sign' if kind == 'guide' else 'value')} mended; "
        f"{display_path(kept)} has it as it was.",
        err=True,
    )
    return True


def _lines_of_fix(kind: str, fixed: Fixed) -> Iterator[str]:
    """Yield the changes of a file as lines: of a guide, the words around each sign before and after."""
    from hostkit.cli.fixed import lines_of_changes

    yield from fixed.notes
    if kind != "guide":
        yield from lines_of_changes(fixed.changes)
        return
    for at, before, after in fixed.changes:
        yield f"{at}: {before.strip()}"
        yield f"{' ' * len(str(at))}: {after.strip()}"


def _fix_guide(path: Path, options: Mapping[str, PlacedValue]) -> Fixed:
    # Imported here, as what mends events and tables, because most checks mend nothing.
    from hostkit.guides.fix_guide import fix_guide

    return fix_guide(path)


def _fix_event(path: Path, options: Mapping[str, PlacedValue]) -> Fixed:
    from hostkit.events.fix_event import fix_event

    return fix_event(path, _order(options))


def _fix_table(path: Path, options: Mapping[str, PlacedValue]) -> Fixed:
    from hostkit.events.tables.fix_table import fix_table

    return fix_table(path, _order(options))


def _order(options: Mapping[str, PlacedValue]) -> str | None:
    """Return the order of day and month in dates that the options or hostkit.yaml name, or None."""
    return merge(options, {}, settings_for(Path.cwd())).season.dates


_FIXES: dict[str, Callable[[Path, Mapping[str, PlacedValue]], Fixed]] = {
    "guide": _fix_guide,
    "event file": _fix_event,
    "table": _fix_table,
}
"""The function that mends each kind of file."""


def _check_event(path: Path) -> tuple[Finding, ...]:
    return check_event(path, settings_for(Path.cwd()))


def _check_table(path: Path, options: Mapping[str, PlacedValue]) -> tuple[Finding, ...]:
    """Return the problems of a table and its guides, without making kits, and the warnings of its events."""
    # Imported here because few checks are of a table.
    from hostkit.batch.work import plan_work

    work = plan_work(path, options, settings_for(Path.cwd()), Path.cwd())
    for note in work.notes:
        typer.echo(note, err=True)
    problems = [Finding(PROBLEM, each.problem.at(each.at)) for each in work.problems]
    # A date that is long past is in the notes, once for all events.
    links = [warning for job in work.jobs for warning in event_warnings(job.event._replace(date=None), {})]
    return (*problems, *(Finding(WARNING, warning) for warning in dict.fromkeys(links)))


def _lines_of_table(found: Sequence[Finding]) -> list[str]:
    """Return the findings of a table as lines; problems of one kind in a column share a line."""
    from hostkit.batch.row_problems import RowProblem, lines_of

    problems = [RowProblem(each.problem.place, each.problem) for each in found if each.kind == PROBLEM]
    return [*lines_of(problems), *(_line(each) for each in found if each.kind != PROBLEM)]


_KINDS = ("guide", "event file", "table")
_CHECKS: dict[str, Callable[[Path], tuple[Finding, ...]]] = {
    "guide": check_guide,
    "event file": _check_event,
}
"""The function that checks each kind of file but tables."""


def _files(texts: Sequence[str]) -> tuple[list[tuple[str, Path]], list[Problem]]:
    """Return the kind and the path of each file named, each once, and the problems of those not found.

    Without names, return the user's own guides, or those that come with hostkit when there are none.
    """
    here, lost = Path.cwd(), list[Problem]()
    own_folder = settings_for(here).guides
    if not texts:
        own = own_guides(here, own_folder)
        if own:
            return [("guide", path) for path in own], lost
        typer.echo("There are no guides of your own here; these come with hostkit.", err=True)
        shipped = [
            path
            for topic in list_topics(here)
            for path in (topic.path, *[each for _, each in topic.translations])
        ]
        return [("guide", path) for path in shipped], lost
    found: dict[Path, tuple[str, Path]] = {}
    for text in texts:
        try:
            kind = _kind(here / text)
            paths = guides_at(text, here, own_folder) if kind == "guide" else (Path(text),)
            found |= {path.resolve(): (kind, path) for path in paths}
        except HostkitError as error:
            typer.echo(str(error), err=True)
            lost += error.problems
    return list(found.values()), lost


def _kind(path: Path) -> str:
    """Return the kind of a file by its name and its keys; what is no event file and no table counts as a guide."""
    if not is_file(path):
        return "guide"
    if KINDS.get(path.suffix.lower()) in (TEXT, WORKBOOK) or is_events_list(path):
        return "table"
    return "event file" if is_event(path) else "guide"


def _line(finding: Finding) -> str:
    """Return a finding as one line; a warning is marked as compilers do, with "warning:" after the place."""
    problem = finding.problem
    if finding.kind == PROBLEM:
        return str(problem)
    place = problem.place._replace(field="")
    field = f" {problem.place.field}:" if problem.place.field else ""
    return f"{place}: warning:{field} {problem.what} {problem.remedy}"


COMMAND = check
