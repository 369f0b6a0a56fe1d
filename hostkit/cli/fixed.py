"""Carries out ``hostkit batch --fix``: writes a corrected copy of a table, and prints each change and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import typer

from hostkit.batch.calendar_entries import needed_revisions
from hostkit.batch.row_problems import in_words
from hostkit.batch.work import plan_work
from hostkit.cli.batch_problems import tell_problems
from hostkit.cli.json_output import print_json
from hostkit.core.errors import Position
from hostkit.core.text_edits import Change
from hostkit.core.wording import counted, display_path, quoted
from hostkit.events.precedence import Settings, merge
from hostkit.events.read_values import PlacedValue
from hostkit.events.tables.fix_table import fix_table
from hostkit.files import write_files


def fix(
    table: Path,
    options: Mapping[str, PlacedValue],
    settings: Settings,
    *,
    force: bool,
    as_json: bool,
) -> int:
    """Write a corrected copy of a table beside it if there is something to mend; return the number of problems left.

    Raises HostkitError for a table that cannot be read, for options that contradict each other, and when there is
    another file of that name and ``force`` is false.
    """
    copy = table.with_name(f"{_fixed_name(table.stem)}{table.suffix}")
    dates = merge(options, {}, settings).season.dates
    fixed = fix_table(table, dates)
    is_written = fixed.after != fixed.before
    if is_written:
        write_files(copy.parent, {copy.name: fixed.after}, force=force)
    now = copy if is_written else table
    work = plan_work(now, options, settings, Path.cwd())
    changes = fixed.changes
    if revisions := needed_revisions(work):
        again = fix_table(now, dates, revisions)
        changes = (*changes, *again.changes)
        if again.changes:
            write_files(copy.parent, {copy.name: again.after}, force=force or is_written)
            is_written, work = True, plan_work(copy, options, settings, Path.cwd())
    _tell_changes(fixed.notes, changes, as_json=as_json)
    tell_problems(work, as_json=as_json)
    left = len(work.problems)
    values = f"{counted(len(changes), 'value')} mended" if is_written else "Nothing to mend"
    in_copy = f" in {display_path(copy)}; {display_path(table)} is as it was" if is_written else ""
    rest = f"{counted(left, 'problem')} left for you to mend" if left else "Nothing else is wrong"
    typer.echo(f"{values}{in_copy}. {rest}.", err=True)
    written = display_path(copy) if is_written else None
    if as_json:
        print_json({"kind": "fixed", "file": written, "changes": len(changes), "problems": left})
    elif written:
        typer.echo(written)
    return left


def _fixed_name(stem: str) -> str:
    """Return the name of a corrected copy: events.fixed, and events.fixed-2 for a copy of that."""
    found = re.fullmatch(r"(.*\.fixed)(?:-([0-9]+))?", stem)
    return f"{found[1]}-{int(found[2] or 1) + 1}" if found else f"{stem}.fixed"


def _tell_changes(notes: Sequence[str], changes: Sequence[Change], *, as_json: bool) -> None:
    """Print each change, those that are alike in a column once for all rows; with ``as_json`` also each as JSON."""
    for line in (*notes, *lines_of_changes(changes)):
        typer.echo(line, err=True)
    for at, before, after in changes if as_json else ():
        place = {"file": at.file, "row" if at.in_table else "line": at.line, "column": at.column}
        print_json({"kind": "change", **place, "field": at.field, "before": before, "after": after})


def lines_of_changes(changes: Sequence[Change]) -> Iterator[str]:
    """Yield the changes in words; those that are alike in a column share a line that names all rows."""
    alike: dict[tuple[str, str, str], list[Position]] = {}
    for at, before, after in changes:
        alike.setdefault((at.field, before, after), []).append(at)
    for (_, before, after), places in alike.items():
        was = f"{quoted(before)} becomes " if before else ""
        yield f"{in_words(places)}: {was}{quoted(after)}."
