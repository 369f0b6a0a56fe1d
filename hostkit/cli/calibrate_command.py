"""The command ``hostkit calibrate``: writes the test page, or stores the readings taken from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from hostkit.cli.json_output import JsonAnswer
    from hostkit.printers.calibration import Calibration


EPILOG = """Examples:

hostkit calibrate

hostkit calibrate --printer den --front 0.5,-1 --back -1.5,0.5 --scale 99.2

hostkit build male-allies --printer den
"""

_NOT_IN_NAMES = frozenset('\\/:*?"<>|')
"""Characters that some systems do not allow in file names (Microsoft, Naming Files, Paths, and Namespaces)."""


def _option(name: str, metavar: str, about: str) -> str | None:
    option: str | None = typer.Option(None, name, metavar=metavar, help=about, show_default=False)
    return option


def calibrate(
    paper: str | None = _option("--paper", "TEXT", "Paper of the test page: a4 (default) or letter."),
    out: str | None = _option("--out", "FILE.pdf", "Where to write it (default: calibrate-a4.pdf)."),
    force: bool = typer.Option(False, "--force", help="Replace a file that hostkit did not write."),
    printer: str | None = _option("--printer", "NAME", "A name for the printer."),
    front: str | None = _option("--front", "A,B", "A and B as read on the front."),
    back: str | None = _option("--back", "A,B", "A and B as read on the back."),
    scale: str | None = _option("--scale", "C", "C as read on the front, in percent."),
    list_printers: bool = typer.Option(False, "--list", help="Show the printers that are stored."),
    as_json: bool = typer.Option(False, "--json", help="Print all of it as JSON."),
) -> None:
    """Measure a printer, so that the backs of cards land on their fronts.

    Without --printer it writes a test page; with it, it stores what you read there, for hostkit build --printer NAME.
    """
    from hostkit.cli.json_output import json_answer

    about_page = _given({"--paper": paper, "--out": out, "--force": force or None})
    about_printer = _given({"--printer": printer, "--front": front, "--back": back, "--scale": scale})
    with json_answer(as_json=as_json) as answer:
        if list_printers:
            _refuse_beside("--list", [*about_page, *about_printer])
            _list(answer)
        elif about_printer:
            _refuse_beside(about_printer[0], about_page)
            _store(answer, printer, front, back, scale)
        else:
            _write_page(answer, paper, out, force)


def _given(options: dict[str, object]) -> list[str]:
    return [name for name, value in options.items() if value is not None]


def _refuse_beside(option: str, others: list[str]) -> None:
    from hostkit.core.errors import option_refused

    if others:
        wrong, remedy = f"{others[0]} says nothing beside it.", "Leave one of them out."
        raise option_refused("option-without-effect", option.removeprefix("--"), wrong, remedy)


def _write_page(answer: JsonAnswer, paper: str | None, out: str | None, force: bool) -> None:
    from hostkit.core.values import PAPERS
    from hostkit.events.precedence import merge, read_options, settings_for
    from hostkit.files import write_files
    from hostkit.guides.languages import read_language
    from hostkit.printers.test_page import draw_test_page

    settings = merge({}, {}, settings_for(Path.cwd())).options
    name = str(read_options({"paper": paper})["paper"].value) if paper is not None else settings.paper
    place = _checked(f"calibrate-{name}.pdf" if out is None else out)
    data = draw_test_page(PAPERS[name], read_language(settings.language or "en"))
    (written,) = write_files(place.parent, {place.name: data}, force=force)
    answer.written(written)
    typer.echo(
        "Print it at actual size on both sides, flipped on the long edge. The rest stands on the page.",
        err=True,
    )


def _checked(out: str) -> Path:
    from hostkit.core.errors import option_refused
    from hostkit.core.wording import quoted

    place = Path(out)
    named = place.suffix.casefold() == ".pdf" and not place.name.startswith(".")
    if not named or not _NOT_IN_NAMES.isdisjoint(place.name) or not place.name.isprintable():
        wrong, remedy = f"{quoted(out)} names no PDF file.", "Write a plain name that ends in .pdf."
        raise option_refused("file-other-ending", "out", wrong, remedy)
    return place


def _store(
    answer: JsonAnswer, printer: str | None, front: str | None, back: str | None, scale: str | None
) -> None:
    from hostkit.core.errors import NOWHERE, Position, Problem, UsageError, option_refused
    from hostkit.core.wording import display_path
    from hostkit.events.precedence import read_options
    from hostkit.printers.calibration import ScaleReading, parse_reading
    from hostkit.printers.stored_printers import store_printer

    if printer is None:
        place, remedy = Position("--front, --back, --scale"), "Name it with --printer NAME."
        values = {"option": "printer"}
        raise UsageError(Problem("option-missing", place, "of which printer?", remedy, values))
    name = str(read_options({"printer": printer})["printer"].value)
    reading = parse_reading(front, back, scale)
    if reading == ScaleReading():
        remedy = (
            "Write --front, --back or --scale as read on the test page, which hostkit calibrate alone prints."
        )
        wrong = "without numbers nothing is stored."
        raise option_refused("option-missing", "printer", wrong, remedy)
    stored = store_printer(name, reading)
    if stored.kept_aside is not None:
        wrong = f"{display_path(stored.file)} was damaged: {stored.damage}"
        remedy = f"It is kept as {display_path(stored.kept_aside)}; printers in it must be stored again."
        warning = Problem("printers-damaged", NOWHERE, wrong, remedy)
        answer.warnings.append(warning)
        typer.echo(f"Warning: {warning}", err=True)
    answer.results["printers"] = [_printer_data(name, stored.calibration)]
    answer.written(stored.file)
    typer.echo(
        f"Stored: {_row(name, stored.calibration)}.\nUse it: hostkit build TOPIC --printer {name}", err=True
    )


def _list(answer: JsonAnswer) -> None:
    from hostkit.printers.stored_printers import read_printers

    printers = read_printers()
    if not printers:
        typer.echo("No printer is stored yet. hostkit calibrate prints a page to measure one.", err=True)
    answer.results["printers"] = [_printer_data(*each) for each in sorted(printers.items())]
    for name, calibration in () if answer.as_json else sorted(printers.items()):
        typer.echo(_row(name, calibration))


def _printer_data(name: str, calibration: Calibration) -> dict[str, object]:
    """Return a printer's calibration as data for JSON, with the keys of the file of printers."""
    front, back, percent = calibration
    return {"name": name, "front_mm": list(front), "back_mm": list(back), "scale_percent": percent}


def _row(name: str, calibration: Calibration) -> str:
    front, back = (f"{shift.right_mm:g},{shift.down_mm:g}" for shift in (calibration.front, calibration.back))
    return f"{name}  --front {front}  --back {back}  --scale {calibration.percent:g}"


COMMAND = calibrate
