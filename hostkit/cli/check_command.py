"""The command ``hostkit check``: prints every problem and warning of guides on stdout, and their number on stderr."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hostkit.core.errors import HostkitError, Problem

if TYPE_CHECKING:
    from hostkit.check import Finding


EPILOG = """Examples:

hostkit check

hostkit check guides/good-neighbours.yaml

hostkit check male-allies content --strict
"""


def check(
    paths: list[str] = typer.Argument(
        None, metavar="[PATH]...", help="A guide file, a topic, or a folder: every .yaml file in it."
    ),
    strict: bool = typer.Option(False, "--strict", help="Let warnings end in exit code 1 too."),
    as_json: bool = typer.Option(False, "--json", help="Print all of it as JSON."),
) -> None:
    """Check guides: all problems, and style.

    Without PATH: guides in this folder, in ./content and in the folder that hostkit.yaml names; where there are none,
    those that come with hostkit. A problem keeps a guide from being printed. A warning does not: a question that yes or
    no would answer, one of more than 60 words or too long for small cards, a definition too long to say aloud, a link
    that begins with http://, typewriter's quotation marks, dashes and dots.
    """
    from hostkit.check import PROBLEM, check_guide
    from hostkit.cli.json_output import json_answer
    from hostkit.core.wording import display_path

    with json_answer(as_json=as_json) as answer:
        guides, lost = _guides(paths or [])
        answer.results["guides"] = [display_path(guide) for guide in guides]
        found = [finding for guide in guides for finding in check_guide(guide)]
        answer.problems = [*lost, *(finding.problem for finding in found if finding.kind == PROBLEM)]
        answer.warnings = [finding.problem for finding in found if finding.kind != PROBLEM]
    for finding in () if as_json else found:
        typer.echo(_line(finding))
    problems = sum(finding.kind == PROBLEM for finding in found)
    if guides:
        typer.echo(_summary(len(guides), problems, len(found) - problems), err=True)
    if lost or problems or (strict and found):
        raise typer.Exit(HostkitError.exit_code)


def _guides(texts: Sequence[str]) -> tuple[list[Path], list[Problem]]:
    """Return the files of the guides named, each once, and the problems of those not found.

    Without names, return the user's own guides, or those that come with hostkit when there are none.
    """
    from hostkit.events.precedence import settings_for
    from hostkit.guides.topics import guides_at, list_topics, own_guides

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
    from hostkit.check import WARNING

    problem = finding.problem
    if finding.kind != WARNING:
        return str(problem)
    place = problem.place._replace(field="")
    return f"{place}: warning: {problem.place.field}: {problem.what} {problem.remedy}"


def _summary(guides: int, problems: int, warnings: int) -> str:
    counts = (_counted(guides, "guide"), _counted(problems, "problem"), _counted(warnings, "warning"))
    return f"{', '.join(counts)}."


def _counted(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


COMMAND = check
