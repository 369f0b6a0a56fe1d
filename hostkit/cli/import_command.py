"""The command ``hostkit import``: turns a text into a guide, writes it, and prints its path on stdout.

On stderr it prints what was found, where the words went, what to look at, and the next command to type.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import typer

from hostkit.check import PROBLEM, check_guide
from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.cli.own_guide import is_found, place_of, write_own
from hostkit.cli.typed import command
from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.core.wording import aligned, counted, display_path, quoted
from hostkit.events.precedence import settings_for
from hostkit.importing.event_found import event_options
from hostkit.importing.import_file import Coverage, Imported, LabeledSource, import_labels, label_source
from hostkit.importing.labels import STATES_OF, corrected, with_parts
from hostkit.importing.source_file import MAX_BYTES, SourceFile, read_file, read_pipe

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


@json_option("Print what was made and found as JSON.")
def import_text(
    answer: JsonAnswer,
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
    title: str | None = typer.Option(
        None, "--title", metavar="TEXT", help="Title of the guide, in place of the text's."
    ),
    parts: bool = typer.Option(
        False,
        "--parts",
        help="Write the text with its part before each paragraph, to change in any editor and import again.",
    ),
    ask: bool = typer.Option(False, "--ask", help="Ask about each paragraph of which hostkit is unsure."),
    report: bool = typer.Option(False, "--report", help="Say of every line where it went."),
) -> None:
    """Make a guide of a text: notes, a mail, a Word file.

    Topic, pre-read, questions and all other parts are looked for; whatever is not recognized is kept under notes, so
    no word is lost. A file that is there already is never written over.
    """
    found = label_source(_pipe() if file == PIPE else read_file(Path(file)), language)
    found = _asked(found) if ask else found
    if parts:
        _write_parts(answer, found, out)
    else:
        _write_guide(answer, found, out, title, report)


def _write_parts(answer: JsonAnswer, found: LabeledSource, out: str | None) -> None:
    """Write the text of a source with its parts to a file, on stdout or, as data, to the answer."""
    place = None if out in (None, PIPE) else Path(str(out))
    answer.results |= {"files": [], "language": found.words.language, "parts": _parts_data(found)}
    if place is not None and os.path.lexists(place):
        raise _already_there(place)
    if place is not None:
        write_own(place, with_parts(found.labels))
        answer.written(place)
    elif not answer.as_json:
        typer.echo(with_parts(found.labels).encode("utf-8"), nl=False)
    unsure = sum(not label.is_sure for label in found.labels)
    said = f"{counted(len(found.labels), 'paragraph')}, {unsure} unsure."
    typer.echo(f"{said} Change the words before the bars, and import that file.", err=True)


def _parts_data(found: LabeledSource) -> list[dict[str, object]]:
    return [
        {
            **{"line": label.paragraph.line, "text": label.paragraph.whole, "part": label.part},
            **{"second": label.second, "margin": round(label.margin, 3), "sure": label.is_sure},
        }
        for label in found.labels
    ]


def _asked(found: LabeledSource) -> LabeledSource:
    """Return the source with the parts that somebody at the terminal chose for its unsure paragraphs."""
    unsure = [n for n, label in enumerate(found.labels) if not label.is_sure]
    answers: dict[int, str] = {}
    for count, n in enumerate(unsure, start=1):
        label = found.labels[n]
        place = f"{count} of {len(unsure)}, {found.unit} {label.paragraph.line}"
        typer.echo(f"{place}: {label.paragraph.whole}", err=True)
        while n not in answers:
            question = f"1 {label.part}, 2 {label.second}, or another part"
            said = typer.prompt(question, default="1", err=True).strip()
            part = {"1": label.part, "2": label.second}.get(said, said)
            if part in STATES_OF:
                answers[n] = part
            else:
                typer.echo(f"Parts are: {', '.join(sorted(STATES_OF))}.", err=True)
    return replace(found, labels=corrected(found.labels, answers))


def _write_guide(
    answer: JsonAnswer, labeled: LabeledSource, out: str | None, title: str | None, report: bool
) -> None:
    guides = settings_for(Path.cwd()).guides
    source = labeled.source
    imported = import_labels(labeled, title)
    place = None
    if out != PIPE:
        place = place_of(imported.topic, out, guides, else_name="a folder, or - for standard output")
    # An existing file is kept, but what was found in the text is still reported.
    taken = place is not None and os.path.lexists(place)
    answer.results |= {"files": [], "guide": imported.yaml, **_found_data(imported)}
    if place is None and not answer.as_json:
        # Written as bytes, so that redirected output is UTF-8 whatever the console's encoding.
        typer.echo(imported.yaml.encode("utf-8"), nl=False)
    if place is not None and not taken:
        answer.results["guide"] = None
        write_own(place, imported.yaml)
        answer.written(place)
    to_look_at = _to_look_at(imported)
    answer.warnings += [Problem("import-look-at", Position(source.name), said) for said in to_look_at]
    if report:
        _report(imported)
    _say_what_was_found(source.name, imported)
    _say_list("Look at:", [*to_look_at, *_notes(imported)])
    if place is not None and taken:
        raise _already_there(place)
    _say_what_next(answer, place, imported, guides)
    if answer.problems:
        raise typer.Exit(HostkitError.exit_code)


def _already_there(place: Path) -> HostkitError:
    _, other = command("--out", place.with_stem(f"{place.stem}-2")).split(" --out ", 1)
    wrong = "this file already exists, so nothing was written."
    remedy = f"Choose another name with --out {other}, or show it on the screen with --out -."
    return HostkitError(Problem("file-exists", Position(display_path(place)), wrong, remedy))


def _pipe() -> SourceFile:
    if sys.stdin.isatty():
        typer.echo("Paste the text, and end it with Ctrl-D (on Windows Ctrl-Z and Enter).", err=True)
    return read_pipe(sys.stdin.buffer.read(MAX_BYTES + 1))


def _report(imported: Imported) -> None:
    """Print the part of the guide that each line went to, in the order of the text."""
    unit = imported.draft.unit
    rows = [
        (f"{unit} {use.line}", f"{use.part}, understood" if use.understood else use.part, quoted(use.text))
        for use in imported.coverage.uses
    ]
    typer.echo("\n".join([*aligned(rows), ""]), err=True)


def _say_what_was_found(name: str, imported: Imported) -> None:
    coverage = imported.coverage
    _say_none_was_found(imported)
    typer.echo(f"Found in {name} ({imported.words.name}):", err=True)
    parts = _parts(coverage)
    figures = max((len(str(count)) for count in parts.values()), default=0)
    rows = []
    for part, count in parts.items():
        more = f"  in {len(imported.draft.questions)}" if part == "questions" else ""
        rows.append((f"  {part}", f"{' ' * (figures - len(str(count)))}{counted(count, 'word')}{more}"))
    for line in aligned(rows):
        typer.echo(line, err=True)
    typer.echo(
        f"words: {coverage.used} in questions and parts, {coverage.understood} understood as titles and numbers, "
        f"{coverage.notes} in notes, {coverage.lost} lost",
        err=True,
    )


def _say_none_was_found(imported: Imported) -> None:
    """Print, when no question was found, the number of lines that end with a question mark and where they went."""
    asking = [use for use in imported.coverage.uses if use.text.rstrip(_CLOSING).endswith("?")]
    if imported.draft.questions or not asking:
        return
    count = len({use.line for use in asking})
    lines = f"{counted(count, imported.draft.unit)} {'ends' if count == 1 else 'end'}"
    parts = dict.fromkeys(use.part.replace("_", " ") for use in asking)
    typer.echo(f"No questions were found, though {lines} with ?: see {', '.join(parts)}.", err=True)


def _parts(coverage: Coverage) -> Counter[str]:
    """Return the number of words of each part; all questions, their probes and notes, and rounds are one part."""
    parts = Counter[str]()
    for part, count in coverage.parts:
        asked = part.startswith(("question ", "round "))
        parts["questions" if asked else part.replace("_", " ")] += count
    return parts


def _found_data(imported: Imported) -> dict[str, object]:
    """Return the topic, the language and the number of words in each part as data for JSON."""
    coverage = imported.coverage
    return {
        "topic": imported.topic,
        "language": imported.words.language,
        "words": {
            "parts": _parts(coverage),
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
    lines += [f"unsure, {draft.unit} {line}: {said}" for line, said in draft.unsure.items()]
    return lines


def _notes(imported: Imported) -> Iterator[str]:
    """Yield a line for each of the first notes, and one with the number of the others."""
    draft = imported.draft
    for note in draft.notes[:_MOST_NOTES]:
        yield f"notes, {draft.unit} {note.line}: {quoted(note.plain)}"
    if (more := len(draft.notes) - _MOST_NOTES) > 0:
        yield f"notes: {more} more; --report shows every line"


def _say_list(head: str, items: Sequence[object]) -> None:
    """Print a head and the items below it, or nothing without items."""
    for line in (head, *(f"  {item}" for item in items)) if items else ():
        typer.echo(line, err=True)


def _say_what_next(answer: JsonAnswer, place: Path | None, imported: Imported, guides: Path | None) -> None:
    """Print what keeps the guide from being built, which is added to the answer, and the next command to type."""
    _say_list("Missing before it can be built:", imported.missing)
    answer.problems += imported.missing
    if place is None:
        if not imported.missing:
            typer.echo(f"Save it as {imported.topic}.yaml, and build it.", err=True)
        return
    if not imported.missing:
        found = [finding.problem for finding in check_guide(place) if finding.kind == PROBLEM]
        answer.problems += found
        for problem in found:
            typer.echo(str(problem), err=True)
    if answer.problems:
        typer.echo(f"Change it in a text editor, then:\n  {command('check', place)}", err=True)
        return
    name = place.stem if is_found(place, guides) else place
    said = event_options((note.plain for note in imported.draft.notes), imported.words)
    if imported.draft.start:
        # The hours of an agenda are the evening's.
        said["--start"] = imported.draft.start
    options = [word for option in said.items() for word in option]
    typer.echo(f"Next:\n  {command('build', name, *options)}", err=True)


COMMAND = import_text
