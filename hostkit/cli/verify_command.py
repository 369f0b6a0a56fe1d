"""The command ``hostkit verify``: judges finished PDF files and says what is wrong and where."""

from __future__ import annotations

from pathlib import Path

import typer

from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.core.errors import BadValue, HostkitError, UsageError, of_option
from hostkit.core.values import one_of
from hostkit.core.wording import counted
from hostkit.planning.print_plan import BOTH_SIDES, SHORT_EDGE
from hostkit.stocks.stock import read_stock
from hostkit.verify.verify_file import Verdict, code_reader, verify

EPILOG = """Examples:

hostkit verify out/male-allies/host-sheet.pdf

hostkit verify out/male-allies/question-cards.pdf --stock a6-4up
"""

_FLIPS = {"long": BOTH_SIDES, "short": SHORT_EDGE, "none": ""}


@json_option("Print what was found as JSON.")
def verify_files(
    answer: JsonAnswer,
    paths: list[str] = typer.Argument(
        metavar="PDF...", help="Finished files, of hostkit or of any other program."
    ),
    stock: str | None = typer.Option(
        None,
        "--stock",
        metavar="NAME|FILE",
        help="What the cards are cut from; their edges are then judged too.",
    ),
    flip: str = typer.Option(
        "long",
        "--flip",
        metavar="long|short|none",
        help="How the backs of cards are turned (default: long).",
        show_default=False,
    ),
) -> None:
    """Judge finished PDF files: fonts, sizes, margins, codes.

    Fonts must be embedded, the boxes of a page must be those of the paper, nothing may be printed within 7 mm of an
    edge, and every code must be readable, large enough and bare around it.
    """
    cards = read_stock(stock) if stock else None
    flipped = _FLIPS[_flip(flip)]
    reader = code_reader()
    verdicts = []
    for path in paths:
        try:
            verdict = verify(Path(path), cards, flipped, reader)
        except HostkitError as error:
            answer.problems += error.problems
            for problem in () if answer.as_json else error.problems:
                typer.echo(problem)
            continue
        verdicts.append(verdict)
        answer.problems += verdict.problems
        for problem in () if answer.as_json else verdict.problems:
            typer.echo(problem)
        typer.echo(_summary(verdict), err=True)
    answer.results["files"] = [
        {"file": each.file, "pages": each.pages, "codes": each.codes and list(each.codes)}
        for each in verdicts
    ]
    if reader is None:
        typer.echo("Codes were not read. To read them, install hostkit with the extra verify.", err=True)
    if answer.problems:
        raise typer.Exit(HostkitError.exit_code)


def _flip(text: str) -> str:
    """Return the name of a way to flip paper. Raises UsageError for any other text."""
    try:
        return one_of(text, tuple(_FLIPS))
    except BadValue as error:
        raise UsageError(of_option("flip", error)) from None


def _summary(verdict: Verdict) -> str:
    read = "" if verdict.codes is None else f", {counted(len(verdict.codes), 'code')} read"
    wrong = counted(len(verdict.problems), "problem") if verdict.problems else "nothing wrong"
    return f"{verdict.file}: {counted(verdict.pages, 'page')}{read}, {wrong}."


COMMAND = verify_files
