"""The command ``hostkit init``: creates hostkit.yaml and a folder for the user's own guides in the working folder.

No other command depends on the locale; this one uses it to choose the paper that it writes into the file.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from pathlib import Path

import typer

from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.cli.typed import command
from hostkit.core.errors import HostkitError, Position, Problem
from hostkit.events.precedence import read_options
from hostkit.files import write_files
from hostkit.files.places import make_folder
from hostkit.guides.scaffold import settings_text
from hostkit.guides.topics import SETTINGS_FILE

GUIDES = "guides"

LETTER = {
    "US": "United States", "CA": "Canada", "MX": "Mexico", "PH": "Philippines", "CL": "Chile", "CO": "Colombia",
    "VE": "Venezuela", "CR": "Costa Rica", "GT": "Guatemala", "PA": "Panama", "DO": "Dominican Republic",
    "SV": "El Salvador", "NI": "Nicaragua", "HN": "Honduras", "PR": "Puerto Rico",
}  # fmt: skip
"""Territories where office paper is Letter, from Unicode CLDR (UTS #35, paperSize), with their names on Windows."""

_VARIABLES = ("LC_ALL", "LC_PAPER", "LANG")
"""The environment variables of the locale, in POSIX order; the first that is not empty applies."""


@json_option("Print what was made as JSON.")
def init(
    answer: JsonAnswer,
    paper: str | None = typer.Option(
        None,
        "--paper",
        metavar="TEXT",
        help="a4 or letter (default: what suits your country).",
        show_default=False,
    ),
) -> None:
    """Make a hostkit.yaml and a folder for guides.

    The file says what is the same in all your kits; the folder is for guides of your own.
    """
    if paper is None:
        chosen = paper_of(territory(os.environ, None if os.name != "nt" else locale.getlocale()[0]))
    else:
        chosen = str(read_options({"paper": paper})["paper"].value)
    if os.path.lexists(SETTINGS_FILE):
        wrong, remedy = "there is one already, so nothing was made.", "Change it in a text editor."
        raise HostkitError(Problem("file-exists", Position(SETTINGS_FILE), wrong, remedy))
    is_new = make_folder(Path(GUIDES))
    settings = settings_text(chosen).encode("utf-8")
    try:
        (written,) = write_files(Path(), {SETTINGS_FILE: settings}, is_ours=lambda path: False)
    except HostkitError:
        if is_new:
            Path(GUIDES).rmdir()
        raise
    answer.written(written)
    if not answer.as_json:
        typer.echo(f"{GUIDES}/")
    typer.echo(
        f"The paper is {chosen}. Begin a guide of your own, which goes into {GUIDES}, or print one:", err=True
    )
    typer.echo(f"  {command('new', 'Good neighbours')}", err=True)
    typer.echo(f"  {command('build', 'male-allies')}", err=True)


def paper_of(place: str | None) -> str:
    """Return "letter" or "a4" for a territory, given by code or by its name on Windows; "a4" for None."""
    known = place is not None and (place in LETTER or place.endswith(tuple(LETTER.values())))
    return "letter" if known else "a4"


def territory(variables: Mapping[str, str], system: str | None) -> str | None:
    """Return the territory of the locale, such as "MX" for es_MX.UTF-8, or None when there is none.

    ``variables`` is the environment, and ``system`` the locale to use when no variable is set.
    """
    named = next((variables[name] for name in _VARIABLES if variables.get(name)), system)
    if named is None:
        return None
    _, _, place = named.split(".")[0].split("@")[0].replace("-", "_").partition("_")
    return place.rpartition("_")[2] or None


COMMAND = init
EPILOG = None
