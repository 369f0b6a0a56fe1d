"""The command ``hostkit check``: prints every problem and warning of guides on stdout, and their number on stderr."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from hostkit.check import PROBLEM, Finding, check_guide
from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.core.errors import HostkitError, Problem
from hostkit.core.wording import counted, display_path
from hostkit.events.precedence import settings_for
from hostkit.guides.topics import guides_at, list_topics, own_guides

EPILOG = """Examples:

hostkit check

hostkit check guides/good-neighbours.yaml

hostkit check male-allies content --strict
"""


@json_option("Print all of it as JSON.")
def check(
    answer: JsonAnswer,
    paths: list[str] = typer.Argument(
        None, metavar="[PATH]...", help="A guide file, a topic, or a folder: every .yaml file in it."
    ),
    strict: bool = typer.Option(False, "--strict", help="Let warnings end in exit code 1 too."),
) -> None:
    """Check guides: all problems, and style.

    Without PATH: guides in this folder, in ./content and in the folder that hostkit.yaml names; where there are none,
    those that come with hostkit. A problem keeps a guide from being printed. A warning does not: a question that yes or
    no would answer, one of more than 60 words or too long for small cards, a definition too long to say aloud, a link
    that begins with http://, typewriter's quotation marks, dashes and dots.
    """
    guides, lost = _guides(paths or [])
    found = [finding for guide in guides for finding in check_guide(guide)]
    answer.results["guides"] = [display_path(guide) for guide in guides]
    answer.problems += [*lost, *(finding.problem for finding in found if finding.kind == PROBLEM)]
    answer.warnings += [finding.problem for finding in found if finding.kind != PROBLEM]
    for finding in () if answer.as_json else found:
        typer.echo(_line(finding))
    if guides:
        counts = {
            "guide": len(guides),
            "problem": len(answer.problems) - len(lost),
            "warning": len(answer.warnings),
        }
        words = (counted(count, word) if count else f"no {word}s" for word, count in counts.items())
        typer.echo(f"{', '.join(words)}.", err=True)
    if answer.problems or (strict and found):
        raise typer.Exit(HostkitError.exit_code)


def _guides(texts: Sequence[str]) -> tuple[list[Path], list[Problem]]:
    """Return the files of the guides named, each once, and the problems of those not found.

    Without names, return the user's own guides, or those that come with hostkit when there are none.
    """
    here, lost = Path.cwd(), list[Problem]()
    own_folder = settings_for(here).guides
    if not texts:
        own = own_guides(here, own_folder)
        if own:
            return list(own), lost
        typer.echo("There are no guides of your own here; these come with hostkit.", err=True)
        return [topic.path for topic in list_topics(here)], lost
    found: dict[Path, Path] = {}
    for text in texts:
        try:
            found |= {path.resolve(): path for path in guides_at(text, here, own_folder)}
        except HostkitError as error:
            typer.echo(str(error), err=True)
            lost += error.problems
    return list(found.values()), lost


def _line(finding: Finding) -> str:
    """Return a finding as one line; a warning is marked as compilers do, with "warning:" after the place."""
    problem = finding.problem
    if finding.kind == PROBLEM:
        return str(problem)
    place = problem.place._replace(field="")
    return f"{place}: warning: {problem.place.field}: {problem.what} {problem.remedy}"


COMMAND = check
