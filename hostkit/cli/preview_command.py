"""The command ``hostkit preview``: draws the pages of a kit and its single cards as pictures.

The options for the fields of an event are added in ``app``.
"""

from __future__ import annotations

from pathlib import Path

import typer

from hostkit.cli.build_command import tell
from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.core.errors import NOWHERE, Problem, UsageError, option_refused
from hostkit.core.input_files import is_file
from hostkit.events.precedence import resolve, settings_for, typed_texts
from hostkit.files import write_files
from hostkit.guides.read_guide import read_guide
from hostkit.guides.topics import find_topic, list_topics, used_instead
from hostkit.preview.kit_pictures import LEAST_DPI, MOST_DPI, USUAL_DPI, pictures_of

EPILOG = """Examples:

hostkit preview male-allies

hostkit preview male-allies --sheets invitation --out post --dpi 200

hostkit preview --event event.yaml --cuts
"""


@json_option("Print the names of the pictures as JSON.")
def preview(
    answer: JsonAnswer,
    topic: str = typer.Argument(
        None, metavar="[TOPIC|GUIDE.yaml]", help="What to talk about: a topic, a title or a guide file."
    ),
    event: Path | None = typer.Option(
        None, "--event", metavar="FILE", help="Event file (YAML); options win over it."
    ),
    *,
    out: str = typer.Option(
        "pictures",
        "--out",
        metavar="DIR",
        help="Folder for the pictures (default: pictures).",
        show_default=False,
    ),
    dpi: int = typer.Option(
        USUAL_DPI,
        "--dpi",
        metavar="N",
        help=f"Pixels an inch, {LEAST_DPI} to {MOST_DPI} (default: {USUAL_DPI}).",
        show_default=False,
    ),
    cuts: bool = typer.Option(
        False, "--cuts", help="Draw where pages are cut and folded, and the safe areas."
    ),
    force: bool = typer.Option(False, "--force", help="Replace files that hostkit did not write."),
    **options: str | bool | None,
) -> None:
    """Draw the pages and cards of a kit as pictures, to send or to post.

    Each page is a PNG file, and so is each side of each card as it is once it has been cut.
    """
    if not LEAST_DPI <= dpi <= MOST_DPI:
        remedy = f"Write a whole number from {LEAST_DPI} to {MOST_DPI}."
        raise option_refused("number-out-of-range", "dpi", f"{dpi} is out of range.", remedy)
    if not out.strip():
        raise option_refused("text-blank", "out", "is blank.", "Name a folder.")
    here = Path.cwd()
    given = typed_texts(options)
    resolved = resolve(given, event, settings_for(here))
    name = topic or (resolved.event.topic.text if resolved.event.topic else "")
    if not name:
        known = [each.topic for each in list_topics(here, resolved.guides)]
        remedy = f"There are: {', '.join(known)}."
        raise UsageError(Problem("topic-not-named", NOWHERE, "Name a topic.", remedy, {"known": known}))
    path = find_topic(name, here, resolved.guides, resolved.options.language)
    if not is_file(Path(name)):
        tell(used_instead(path, list_topics(here, resolved.guides)))
    pictures = pictures_of(read_guide(path), resolved.event, resolved.options, dpi, with_cuts=cuts)
    answer.written(*write_files(here / out, pictures, force=force))


COMMAND = preview
