"""The command ``hostkit calibrate``: writes the test page, or stores the readings taken from it."""

from __future__ import annotations

from pathlib import Path

import typer

from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.core.errors import NOWHERE, Position, Problem, UsageError, option_refused
from hostkit.core.values import PAPERS
from hostkit.core.wording import display_path, quoted
from hostkit.events.precedence import merge, read_options, settings_for
from hostkit.files import write_files
from hostkit.guides.languages import read_language
from hostkit.printers.calibration import Calibration, ScaleReading, parse_reading
from hostkit.printers.stored_printers import read_printers, store_printer
from hostkit.printers.test_page import draw_test_page

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


@json_option("Print all of it as JSON.")
def calibrate(
    answer: JsonAnswer,
    paper: str | None = _option("--paper", "TEXT", "Paper of the test page: a4 (default) or letter."),
    out: str | None = _option("--out", "FILE.pdf", "Where to write it (default: calibrate-a4.pdf)."),
    force: bool = typer.Option(False, "--force", help="Replace a file that hostkit did not write."),
    printer: str | None = _option("--printer", "NAME", "A name for the printer."),
    front: str | None = _option("--front", "A,B", "A and B as read on the front."),
    back: str | None = _option("--back", "A,B", "A and B as read on the back."),
    scale: str | None = _option("--scale", "C", "C as read on the front, in percent."),
    list_printers: bool = typer.Option(False, "--list", help="Show the printers that are stored."),
) -> None:
    """Measure a printer, so that the backs of cards land on their fronts.

    Without --printer it writes a test page; with it, it stores what you read there, for hostkit build --printer NAME.
    """
    about_page = _given({"--paper": paper, "--out": out, "--force": force or None})
    about_printer = _given({"--printer": printer, "--front": front, "--back": back, "--scale": scale})
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
    if others:
        wrong, remedy = f"{others[0]} says nothing beside it.", "Leave one of them out."
        raise option_refused("option-without-effect", option.removeprefix("--"), wrong, remedy)


def _write_page(answer: JsonAnswer, paper: str | None, out: str | None, force: bool) -> None:
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
    place = Path(out)
    named = place.suffix.casefold() == ".pdf" and not place.name.startswith(".")
    if not named or not _NOT_IN_NAMES.isdisjoint(place.name) or not place.name.isprintable():
        wrong, remedy = f"{quoted(out)} names no PDF file.", "Write a plain name that ends in .pdf."
        raise option_refused("file-other-ending", "out", wrong, remedy)
    return place


def _store(
    answer: JsonAnswer, printer: str | None, front: str | None, back: str | None, scale: str | None
) -> None:
    if printer is None:
        place, remedy = Position("--front, --back, --scale"), "Name it with --printer NAME."
        values = {"option": "printer"}
        raise UsageError(Problem("option-missing", place, "of which printer?", remedy, values))
    name = str(read_options({"printer": printer})["printer"].value)
    reading = parse_reading(front, back, scale)
    if reading == ScaleReading():
        wrong = "without numbers nothing is stored."
        where = "as read on the test page, which hostkit calibrate alone prints."
        remedy = f"Write --front, --back or --scale {where}"
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
