"""The command ``hostkit import``: turns a text into a guide, writes it, and prints its path on stdout.

On stderr it prints what was found, where the words went, what to look at, and the next command to type.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.core.wording import display_path, quoted

if TYPE_CHECKING:
    from hostkit.cli.json_output import JsonAnswer
    from hostkit.importing.import_file import Coverage, Imported
    from hostkit.importing.source_file import SourceFile


EPILOG = """Examples:

hostkit import notes.txt

hostkit import evening.docx --out guides

hostkit import - -o - < mail.txt
"""

PIPE = "-"
_MOST_NOTES = 6
"""The largest number of notes shown; ``--report`` shows all."""


_CLOSING = "\"'”“»’) "
"""Characters that may follow the question mark at the end of a line."""


def import_text(
    file: str = typer.Argument(
        ..., metavar="FILE", help="A .txt, .md or .docx file, or - for standard input.", show_default=False
    ),
    out: str | None = typer.Option(
        None,
        "--out",
        "-o",
        metavar="FILE|FOLDER",
        help="Where to write it (default: the folder of own guides in hostkit.yaml, else this folder); - for "
        "standard output.",
    ),
    language: str | None = typer.Option(
        None, "--language", metavar="TAG", help="Language of the text, if hostkit takes it for another."
    ),
    report: bool = typer.Option(False, "--report", help="Say of every line where it went."),
    as_json: bool = typer.Option(False, "--json", help="Print what was made and found as JSON."),
) -> None:
    """Make a guide of a text: notes, a mail, a Word file.

    Topic, pre-read, questions and all other parts are looked for; whatever is not recognized is kept under notes, so
    no word is lost. A file that is there already is never written over.
    """
    from hostkit.cli.json_output import json_answer

    with json_answer(as_json=as_json) as answer:
        _import(answer, file, out, language, report=report)


def _import(answer: JsonAnswer, file: str, out: str | None, language: str | None, *, report: bool) -> None:
    from hostkit.cli.own_guide import place_of, write_own
    from hostkit.events.precedence import settings_for
    from hostkit.importing.import_file import import_source
    from hostkit.importing.source_file import read_file

    guides = settings_for(Path.cwd()).guides
    source = _pipe() if file == PIPE else read_file(Path(file))
    imported = import_source(source, language)
    place = None
    if out != PIPE:
        place = place_of(imported.topic, out, guides, else_name="a folder, or - for standard output")
    # An existing file is kept, but what was found in the text is still reported.
    taken = place is not None and os.path.lexists(place)
    answer.results |= {
        "files": [],
        "guide": None if place and not taken else imported.yaml,
        **_found_data(imported),
    }
    if place is None and not answer.as_json:
        # Written as bytes, so that redirected output is UTF-8 whatever the console's encoding.
        typer.echo(imported.yaml.encode("utf-8"), nl=False)
    if place is not None and not taken:
        write_own(place, imported.yaml)
        answer.written(place)
    answer.warnings += [
        Problem("import-look-at", Position(source.name), said) for said in _to_look_at(imported)
    ]
    if report:
        _report(imported)
    _say_what_was_found(source.name, imported)
    if place is not None and taken:
        raise _already_there(place)
    if not _say_what_next(answer, place, imported, guides):
        raise typer.Exit(HostkitError.exit_code)


def _pipe() -> SourceFile:
    from hostkit.importing.source_file import MAX_BYTES, read_pipe

    if sys.stdin.isatty():
        typer.echo("Paste the text, and end it with Ctrl-D (on Windows Ctrl-Z and Enter).", err=True)
    return read_pipe(sys.stdin.buffer.read(MAX_BYTES + 1))


def _already_there(place: Path) -> HostkitError:
    from hostkit.cli.typed import command

    _, other = command("--out", place.with_stem(f"{place.stem}-2")).split(" --out ", 1)
    wrong = "there is a file already, so nothing was written."
    remedy = f"Name another with --out {other}, or print it with -o -."
    return HostkitError(Problem("file-exists", Position(display_path(place)), wrong, remedy))


def _report(imported: Imported) -> None:
    """Print the part of the guide that each line went to, in the order of the text."""
    unit = imported.draft.unit
    rows = [
        (f"{unit} {use.line}", f"{use.part}, understood" if use.understood else use.part, quoted(use.text))
        for use in imported.coverage.uses
    ]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for line, part, text in rows:
        typer.echo(f"{line.ljust(widths[0])}  {part.ljust(widths[1])}  {text}", err=True)
    typer.echo("", err=True)


def _say_what_was_found(name: str, imported: Imported) -> None:
    draft, coverage = imported.draft, imported.coverage
    _say_none_was_found(imported)
    typer.echo(f"Found in {name} ({imported.words.name}):", err=True)
    rows = _rows(coverage)
    width = max((len(part) for part, _ in rows), default=0)
    figures = max((len(str(count)) for _, count in rows), default=0)
    for part, count in rows:
        more = f"  in {len(draft.questions)}" if part == "questions" else ""
        typer.echo(
            f"  {part.ljust(width)}  {str(count).rjust(figures)} word{'' if count == 1 else 's'}{more}",
            err=True,
        )
    typer.echo(
        f"words: {coverage.used} in questions and parts, {coverage.understood} understood as titles and numbers, "
        f"{coverage.notes} in notes, {coverage.lost} lost",
        err=True,
    )
    _say_what_to_look_at(imported)


def _say_none_was_found(imported: Imported) -> None:
    """Print, when no question was found, the number of lines that end with a question mark and where they went."""
    asking = [use for use in imported.coverage.uses if use.text.rstrip(_CLOSING).endswith("?")]
    if imported.draft.questions or not asking:
        return
    count = len({use.line for use in asking})
    unit = imported.draft.unit
    lines = f"1 {unit} ends" if count == 1 else f"{count} {unit}s end"
    parts = dict.fromkeys(use.part.replace("_", " ") for use in asking)
    typer.echo(f"No questions were found, though {lines} with ?: see {', '.join(parts)}.", err=True)


def _rows(coverage: Coverage) -> list[tuple[str, int]]:
    """Return each part with its number of words; all questions, their probes and notes, and rounds are one part."""
    rows: dict[str, int] = {}
    for part, count in coverage.parts:
        asked = part.startswith(("question ", "round "))
        name = "questions" if asked else part.replace("_", " ")
        rows[name] = rows.get(name, 0) + count
    return list(rows.items())


def _found_data(imported: Imported) -> dict[str, object]:
    """Return the topic, the language and the number of words in each part as data for JSON."""
    coverage = imported.coverage
    return {
        "topic": imported.topic,
        "language": imported.words.language,
        "words": {
            "parts": dict(_rows(coverage)),
            "understood": coverage.understood,
            "notes": coverage.notes,
            "lost": coverage.lost,
        },
    }


def _to_look_at(imported: Imported) -> list[str]:
    """Return a line for each passage whose interpretation the user should check."""
    draft = imported.draft
    lines = list(draft.remarks)
    if draft.left_out:
        places = ", ".join(dict.fromkeys(str(sign.line) for sign in draft.left_out))
        lines.append(f"Pictures that no font here has were left out ({draft.unit} {places}).")
    return lines


def _say_what_to_look_at(imported: Imported) -> None:
    draft = imported.draft
    lines = _to_look_at(imported)
    for note in draft.notes[:_MOST_NOTES]:
        lines.append(f"notes, {draft.unit} {note.line}: {quoted(note.plain)}")
    more = len(draft.notes) - _MOST_NOTES
    if more > 0:
        lines.append(f"notes: {more} more; --report shows every line")
    if lines:
        typer.echo("Look at:", err=True)
    for line in lines:
        typer.echo(f"  {line}", err=True)


def _say_what_next(answer: JsonAnswer, place: Path | None, imported: Imported, guides: Path | None) -> bool:
    """Print what is missing and the next command to type, and return whether the guide can be built."""
    if imported.missing:
        typer.echo("Missing before it can be built:", err=True)
        for part in imported.missing:
            typer.echo(f"  {part}", err=True)
    answer.problems += imported.missing
    if place is None:
        if not imported.missing:
            typer.echo(f"Save it as {imported.topic}.yaml, and build it.", err=True)
        return not imported.missing
    from hostkit.cli.own_guide import is_found
    from hostkit.cli.typed import command

    problems = [] if imported.missing else _problems(place)
    if not imported.missing and not problems:
        name = place.stem if is_found(place, guides) else place
        from hostkit.importing.event_found import event_options

        said = event_options((note.plain for note in imported.draft.notes), imported.words)
        options = [word for option in said.items() for word in option]
        typer.echo(f"Next:\n  {command('build', name, *options)}", err=True)
        return True
    for problem in problems:
        typer.echo(str(problem), err=True)
        answer.problems.append(problem)
    typer.echo(f"Change it in a text editor, then:\n  {command('check', place)}", err=True)
    return False


def _problems(place: Path) -> list[Problem]:
    """Return the problems that keep a guide from being built."""
    from hostkit.check import PROBLEM, check_guide

    return [finding.problem for finding in check_guide(place) if finding.kind == PROBLEM]


COMMAND = import_text
