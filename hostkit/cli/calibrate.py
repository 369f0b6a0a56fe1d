"""``hostkit calibrate``: the test page, and what was read off it. Files on the disk; what to do next on stderr."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from hostkit.calibration.readings import Calibration

EPILOG = """Examples:

hostkit calibrate

hostkit calibrate --printer den --front 0.5,-1 --back -1.5,0.5 --scale 99.2

hostkit build male-allies --printer den
"""

_PAGE = "Test page"
_NUMBERS = "Numbers read off it"
_NOT_IN_NAMES = frozenset('\\/:*?"<>|')
"""Characters that some disk does not allow in a file's name (Naming Files, Paths, and Namespaces)."""


def calibrate(
    paper: str | None = typer.Option(
        None,
        "--paper",
        metavar="TEXT",
        help="a4 (default) or letter.",
        rich_help_panel=_PAGE,
        show_default=False,
    ),
    out: Path | None = typer.Option(
        None,
        "--out",
        metavar="FILE.pdf",
        help="Where to write it (default: calibrate-a4.pdf).",
        rich_help_panel=_PAGE,
    ),
    force: bool = typer.Option(False, "--force", help="Replace a file that hostkit did not write."),
    printer: str | None = typer.Option(
        None,
        "--printer",
        metavar="NAME",
        help="A name for the printer.",
        rich_help_panel=_NUMBERS,
        show_default=False,
    ),
    front: str | None = typer.Option(
        None, "--front", metavar="A,B", help="A and B of the front, in mm.", rich_help_panel=_NUMBERS
    ),
    back: str | None = typer.Option(
        None, "--back", metavar="A,B", help="A and B of the back, in mm.", rich_help_panel=_NUMBERS
    ),
    scale: str | None = typer.Option(
        None, "--scale", metavar="C", help="C, in percent.", rich_help_panel=_NUMBERS, show_default=False
    ),
    list_printers: bool = typer.Option(False, "--list", help="Show the printers that are stored."),
) -> None:
    """Measure a printer, so that the backs of cards land on their fronts.

    Without --printer it writes a test page; with it, it stores what you read there, for hostkit build --printer NAME.
    """
    about_page = _given({"--paper": paper, "--out": out, "--force": force or None})
    about_printer = _given({"--printer": printer, "--front": front, "--back": back, "--scale": scale})
    if list_printers:
        _refuse_beside("--list", [*about_page, *about_printer])
        _list()
    elif about_printer:
        _refuse_beside(about_printer[0], about_page)
        _store(printer, front, back, scale)
    else:
        _write_page(paper, out, force)


def _given(options: dict[str, object]) -> list[str]:
    return [name for name, value in options.items() if value is not None]


def _refuse_beside(option: str, others: list[str]) -> None:
    from hostkit.ground.errors import UsageError

    if others:
        raise UsageError(f"{option}: {others[0]} says nothing beside it. Leave one of them out.")


def _write_page(paper: str | None, out: Path | None, force: bool) -> None:
    from hostkit.calibration.page import draw_test_page
    from hostkit.ground.geometry import PAPERS
    from hostkit.ground.wording import shown
    from hostkit.output import write_files
    from hostkit.source.language import read_language
    from hostkit.source.resolve import merge, read_options
    from hostkit.source.settings import settings_for

    settings = merge({}, {}, settings_for(Path.cwd())).options
    name = str(read_options({"paper": paper})["paper"].value) if paper is not None else settings.paper
    place = _checked(out or Path(f"calibrate-{name}.pdf"))
    data = draw_test_page(PAPERS[name], read_language(settings.language or "en"))
    (written,) = write_files(place.parent, {place.name: data}, force=force)
    typer.echo(shown(written))
    typer.echo(
        "Print it at actual size on both sides, flipped on the long edge. The rest stands on the page.",
        err=True,
    )


def _checked(out: Path) -> Path:
    from hostkit.ground.errors import UsageError
    from hostkit.ground.wording import quoted

    named = out.suffix.casefold() == ".pdf" and not out.name.startswith(".")
    if not named or not _NOT_IN_NAMES.isdisjoint(out.name) or not out.name.isprintable():
        raise UsageError(
            f"--out: {quoted(str(out))} names no PDF file. Write a plain name that ends in .pdf."
        )
    return out


def _store(printer: str | None, front: str | None, back: str | None, scale: str | None) -> None:
    from hostkit.calibration.printers import store_printer
    from hostkit.calibration.readings import Reading, parse_reading
    from hostkit.ground.errors import UsageError
    from hostkit.ground.wording import shown
    from hostkit.source.resolve import read_options

    if printer is None:
        raise UsageError("--front, --back, --scale: of which printer? Name it with --printer NAME.")
    name = str(read_options({"printer": printer})["printer"].value)
    reading = parse_reading(front, back, scale)
    if reading == Reading():
        raise UsageError(
            "--printer: without numbers nothing is stored. Write --front, --back or --scale as read on the test page, "
            "which hostkit calibrate alone prints."
        )
    stored = store_printer(name, reading)
    if stored.kept_aside is not None:
        typer.echo(
            f"Warning: {shown(stored.file)} was damaged: {stored.damage} It is kept as {shown(stored.kept_aside)}; "
            "printers in it must be stored again.",
            err=True,
        )
    typer.echo(shown(stored.file))
    typer.echo(
        f"Stored: {_row(name, stored.calibration)}.\nUse it: hostkit build TOPIC --printer {name}", err=True
    )


def _list() -> None:
    from hostkit.calibration.printers import read_printers

    printers = read_printers()
    if not printers:
        typer.echo("No printer is stored yet. hostkit calibrate prints a page to measure one.", err=True)
    for name, calibration in sorted(printers.items()):
        typer.echo(_row(name, calibration))


def _row(name: str, calibration: Calibration) -> str:
    front, back = (f"{shift.right_mm:g},{shift.down_mm:g}" for shift in (calibration.front, calibration.back))
    return f"{name}  --front {front}  --back {back}  --scale {calibration.percent:g}"
