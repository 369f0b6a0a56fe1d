"""The command ``hostkit new``: writes a new guide with a given title, to be edited, and prints its path on stdout."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from hostkit.check import problems_of_title
from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.cli.own_guide import is_found, place_of, write_own
from hostkit.cli.typed import command
from hostkit.core.characters import Phrase, fold
from hostkit.core.errors import TITLE_TYPED, BadValue, HostkitError, Position, Problem, UsageError
from hostkit.core.input_files import YAML_ENDINGS
from hostkit.core.values import phrase, slug
from hostkit.core.wording import display_path, quoted
from hostkit.events.precedence import settings_for
from hostkit.guides.read_guide import read_guide
from hostkit.guides.scaffold import guide_scaffold, text_of_new_guide, text_with_title
from hostkit.guides.topics import find_topic, shipped_folder, shipped_guide

EPILOG = """Examples:

hostkit new "Good neighbors"

hostkit new "Men at home" --from male-allies

hostkit new "Good neighbors" --out drafts
"""

_TOPIC = Position(TITLE_TYPED)
"""The position named in problems of the title typed on the command line."""


@json_option("Print what was written as JSON.")
def new(
    answer: JsonAnswer,
    words: list[str] = typer.Argument(
        ..., metavar="TOPIC", help="What the guide is to be called, as in 'Good neighbors'."
    ),
    source: str | None = typer.Option(
        None, "--from", metavar="TOPIC|GUIDE.yaml", help="Copy this guide instead, to change it."
    ),
    out: str | None = typer.Option(
        None,
        "--out",
        metavar="FILE|FOLDER",
        help="Where to write it (default: the folder of own guides in hostkit.yaml, else this folder).",
    ),
) -> None:
    """Begin a guide of your own.

    It is a file that prints as it is, with notes in it that say how to change it.
    """
    title = _title(" ".join(words))
    guides = settings_for(Path.cwd()).guides
    place = place_of(slug(title), out, guides, else_name="or a folder")
    if os.path.lexists(place):
        wrong = "this file already exists, so nothing was written."
        remedy = "Choose another title, or name a file with --out."
        raise HostkitError(Problem("file-exists", Position(display_path(place)), wrong, remedy))
    begins_as = guide_scaffold() if source is None else find_topic(source, Path.cwd(), guides)
    write_own(place, _text(title, begins_as, has_source=source is not None))
    answer.written(place)
    _say_what_next(place, begins_as, guides)


def _title(text: str) -> str:
    """Return the title typed; a topic such as good-neighbors becomes "Good neighbors".

    Raises UsageError for the name of a file, and for a text that cannot be a title.
    """
    if text.casefold().endswith(YAML_ENDINGS):
        remedy = 'Write a title, as in "Good neighbors"; --out names the file.'
        wrong = f"{quoted(text)} is the name of a file."
        raise UsageError(Problem("title-is-a-file", _TOPIC, wrong, remedy))
    try:
        title = phrase(fold(text), _TOPIC).text
    except BadValue as error:
        raise UsageError(error.at(_TOPIC)) from None
    return title.replace("-", " ").capitalize() if title == slug(title) else title


def _text(title: str, begins_as: Path, *, has_source: bool) -> str:
    """Return the text of the new guide, a copy of ``begins_as`` with this title.

    Raises UsageError when no guide with this title could be printed, and SourceError when the copied guide has
    problems.
    """
    problems = problems_of_title(Phrase(title, _TOPIC))
    if problems:
        raise UsageError(*problems)
    read_guide(begins_as)
    return text_with_title(begins_as, title) if has_source else text_of_new_guide(title)


def _say_what_next(place: Path, begins_as: Path, guides: Path | None) -> None:
    """Print notes on the new guide and the next commands, which name its topic if that is enough to find it."""
    topic = slug(place.stem)
    by_topic = is_found(place, guides)
    if by_topic and shipped_guide(topic) not in (None, place.resolve()):
        typer.echo(f"From now on it stands in for the guide {topic} that comes with hostkit.", err=True)
    if begins_as.resolve().parent == shipped_folder():
        typer.echo("Its text is under CC BY 4.0: if you share your version, say what it is from.", err=True)
    typer.echo("Open it in a text editor and write your words over those that are there. Then:", err=True)
    typer.echo(f"  {command('check', place)}", err=True)
    typer.echo(f"  {command('build', topic if by_topic else place)}", err=True)


COMMAND = new
