"""Prints the output of a build: files on stdout; print plans, blanks, warnings and errors on stderr."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from hostkit.cli.json_output import JsonAnswer, kit_data
from hostkit.core.errors import HostkitError
from hostkit.core.wording import display_path
from hostkit.guides.guide import Guide
from hostkit.kit import Kit
from hostkit.planning.kit_plan import LeftBlank


class Report:
    """Prints the outcome of each kit of a build and collects it; ``folders`` are those of the kits written."""

    def __init__(self, answer: JsonAnswer) -> None:
        self.folders: list[Path] = []
        self._kits: list[dict[str, object]] = []
        self._answer = answer
        self._answer.results["kits"] = self._kits
        self._blanks: dict[str, None] = {}
        self._worst = 0

    def kit(self, guide: Guide, kit: Kit, files: Sequence[Path]) -> None:
        """Print the files, the print plan and the warnings of a kit that was written."""
        self._kits.append(kit_data(guide.topic, guide.path, kit, files))
        for file in () if self._answer.as_json else files:
            typer.echo(display_path(file))
        self.folders.append(files[0].parent)
        self._blanks |= dict.fromkeys(map(words_of, kit.left_blank))
        typer.echo(f"\n{kit.print_plan}", err=True)
        for warning in kit.warnings:
            typer.echo(f"Warning: {warning}", err=True)

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Return a context that prints and records a HostkitError, and does not raise it again."""
        try:
            yield
        except HostkitError as error:
            typer.echo(str(error), err=True)
            self._answer.problems += error.problems
            self._worst = max(self._worst, error.exit_code)

    def stop_if_lost(self, lost: int, named: int) -> None:
        """Exit before anything is built when ``lost`` of the ``named`` topics were not found.

        A word that is not a topic may belong to the value of an option that was typed without quotation marks.
        """
        if lost and named > 1:
            typer.echo(
                'Nothing was built. A text with spaces stands in quotation marks, as in --place "12 Mill Lane".',
                err=True,
            )
        if lost:
            raise typer.Exit(self._worst)

    def finish(self) -> None:
        """Print the details left blank in any kit, and exit with the highest exit code of all errors, if any."""
        if self._blanks:
            typer.echo(f"Left blank, to fill in by hand: {', '.join(self._blanks)}.", err=True)
        if self._worst:
            raise typer.Exit(self._worst)


def words_of(blank: LeftBlank) -> str:
    """Return the name of a detail left blank and the option that fills it, as in "place (--place)"."""
    return f"{blank.name} (--{blank.option.replace('_', '-')})"
