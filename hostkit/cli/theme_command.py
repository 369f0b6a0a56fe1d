"""The command ``hostkit theme``: lists the themes, shows one or prints it as JSON, or draws a specimen of it."""

from __future__ import annotations

import typer

from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.cli.own_guide import write_drawing
from hostkit.core.errors import NOWHERE
from hostkit.core.values import phrase
from hostkit.core.wording import aligned
from hostkit.events.event import Event, PrintOptions
from hostkit.guides.read_guide import read_guide
from hostkit.guides.scaffold import guide_scaffold
from hostkit.kit import make_kit
from hostkit.themes.theme import VOICES, Theme, contrast, grayness, read_theme, theme_names, written

HEADS = ("name", "title", "figure", "accent", "contrast", "gray", "voice")


@json_option("Print all of it as JSON.")
def theme(
    answer: JsonAnswer,
    name: str = typer.Argument(
        None, metavar="[NAME|FILE.yaml]", help="A theme, as in links, or the file of your own."
    ),
    specimen: str | None = typer.Option(
        None, "--specimen", metavar="FILE", help="Write cards (PDF) that show how the theme looks."
    ),
    force: bool = typer.Option(False, "--force", help="Replace a file that hostkit did not write."),
) -> None:
    """List how kits can look, or show one theme."""
    if specimen is not None:
        like = "hostkit theme links"
        answer.written(write_drawing("specimen", specimen, name, _cards, like=like, force=force))
        return
    themes = [read_theme(each) for each in ([name] if name is not None else theme_names())]
    answer.results["themes"] = [as_data(each) for each in themes]
    if not answer.as_json:
        rows = [tuple(map(str, as_data(each).values())) for each in themes]
        for line in aligned([HEADS, *rows] if name is None else list(zip(HEADS, rows[0], strict=True))):
            typer.echo(line)


def as_data(theme: Theme) -> dict[str, object]:
    """Return a theme as data for JSON, in the order of HEADS."""
    figure = theme.figure
    return {
        "name": theme.name,
        "title": theme.title,
        "figure": f"{figure.kind} {figure.named_arrangement}".rstrip(),
        "accent": written(theme.accent),
        "contrast": round(contrast(theme.accent), 1),
        "gray": round(grayness(theme.accent), 2),
        "voice": next(voice for voice, face in VOICES.items() if face == theme.voice),
    }


def _cards(name: str) -> bytes:
    """Return the cards of the scaffold guide in a theme, titled by it, as a PDF file."""
    guide = read_guide(guide_scaffold())._replace(title=phrase(read_theme(name).title, NOWHERE))
    options = PrintOptions(theme=name, sheets=("question-cards",))
    return make_kit(guide, Event(), options).files["question-cards.pdf"]


COMMAND = theme
EPILOG = None
