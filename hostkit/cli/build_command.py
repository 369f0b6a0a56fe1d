"""The command ``hostkit build``: makes a kit for each topic named, and shows the print plan on stderr.

The options for the fields of an event are added in ``app``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from hostkit.cli.json_output import JsonAnswer, json_option, kit_data
from hostkit.core.errors import NOWHERE, HostkitError, Position, Problem, UsageError, option, option_refused
from hostkit.core.input_files import is_file
from hostkit.core.wording import display_path
from hostkit.events.precedence import Resolved, resolve, settings_for, typed_texts
from hostkit.guides.read_guide import read_guide
from hostkit.guides.topics import find_topic, list_topics, used_instead
from hostkit.kit import Kit
from hostkit.written_kit import EarlierKit, build_kit, evening_in

EPILOG = """Examples:

hostkit build male-allies

hostkit build male-allies --date 2027-01-14 --start 19:00 --minutes 90 --guests 10 --place "12 Mill Lane" --host Ana

hostkit build male-allies --event event.yaml --paper letter

hostkit build --all --out kits
"""


@json_option("Print what was made, and what is wrong, as JSON.")
def build(
    answer: JsonAnswer,
    context: typer.Context,
    topics: list[str] = typer.Argument(
        None, metavar="[TOPIC|GUIDE.yaml]...", help="What to talk about: a topic, a title or a guide file."
    ),
    all_topics: bool = typer.Option(False, "--all", help="Build a kit for every topic."),
    event: Path | None = typer.Option(
        None, "--event", metavar="FILE", help="Event file (YAML); options win over it."
    ),
    *,
    force: bool = typer.Option(False, "--force", help="Replace files that hostkit did not write."),
    open_folder: bool = typer.Option(False, "--open", help="Open the kit's folder when it is done."),
    **options: str | bool | None,
) -> None:
    """Make a kit for each topic: host sheet, question cards, reflection worksheet and a print plan.

    What is not given prints as a blank to fill in by hand.
    """
    given = typed_texts(options)
    report = Report(answer)
    resolved = resolve(given, event, settings_for(Path.cwd()))
    report.warn_of_date(resolved)
    paths = []
    names = _names(context, topics or [], all_topics, resolved)
    for name in names:
        with report.errors():
            paths.append(find_topic(name, Path.cwd(), resolved.guides, resolved.options.language))
            if not is_file(Path(name)):
                tell(used_instead(paths[-1], list_topics(Path.cwd(), resolved.guides)))
    report.stop_if_lost(len(names) - len(paths), len(names))
    for path in paths:
        with report.errors():
            report.make(path, resolved, force)
    report.finish()
    for folder in report.folders if open_folder else ():
        # The path is absolute because a relative one might be taken for an option.
        typer.launch(str(folder.absolute()))


def tell(sentence: str) -> None:
    """Print a sentence on stderr, unless it is empty."""
    if sentence:
        typer.echo(sentence, err=True)


def _names(
    context: typer.Context, topics: Sequence[str], all_topics: bool, resolved: Resolved
) -> Sequence[str]:
    """Return the topics to build. Raises UsageError if there are none, or too many for one folder."""
    names = list(topics)
    if all_topics:
        names += [str(topic.path) for topic in list_topics(Path.cwd(), resolved.guides)]
    elif not names and resolved.event.topic:
        names.append(resolved.event.topic.text)
    if not names:
        typer.echo(f"{context.get_help()}\n", err=True)
        known = [topic.topic for topic in list_topics(Path.cwd(), resolved.guides)]
        remedy = f"There are: {', '.join(known)}."
        raise UsageError(Problem("topic-not-named", NOWHERE, "Name a topic.", remedy, {"known": known}))
    if resolved.event.id and len(names) > 1:
        wrong, remedy = "names one folder, and each topic needs its own.", "Leave it out, or name one topic."
        raise option_refused("folder-for-one-kit", "id", wrong, remedy)
    return names


def tell_earlier(folder: Path, before: EarlierKit, kit: Kit) -> None:
    """Print which evening's files a kit has replaced, if it was another one, and which files of it are left."""
    title, details = before.evening
    now = evening_in(kit.print_plan)
    if (details and details != now[1]) or (title and title != now[0]):
        was = f"{title}, {details}" if details else title
        typer.echo(f"{display_path(folder)} held a kit for {was}; this one has replaced it.", err=True)
    if left := [name for name in before.names if name not in kit.files]:
        which = f"{', '.join(left)} in {display_path(folder)} {'are' if len(left) > 1 else 'is'}"
        typer.echo(f"{which} of an earlier kit. Delete what is not of this evening.", err=True)


class Report:
    """Makes the kits of a build, prints the outcome of each and collects it.

    ``folders`` are those of the kits written.
    """

    def __init__(self, answer: JsonAnswer) -> None:
        self.folders: list[Path] = []
        self._kits: list[dict[str, object]] = []
        self._answer = answer
        self._answer.results["kits"] = self._kits
        self._blanks: dict[str, None] = {}
        self._worst = 0

    def warn_of_date(self, resolved: Resolved) -> None:
        """Print and record a warning if the date is long past. It depends on the day, so it is not part of a kit."""
        date = resolved.event.date
        if date is None:
            return
        # Imported here because many kits are made without a date.
        from hostkit.events.dates import past_date

        if warning := past_date(date, resolved.places["date"]):
            self._answer.warnings.append(warning)
            typer.echo(f"Warning: {warning}", err=True)

    def make(self, path: Path, resolved: Resolved, force: bool) -> None:
        """Make the kit of a guide, write it, and print its files, its print plan and its warnings."""
        guide = read_guide(path)
        kit, folder, files, before = build_kit(guide, resolved, force=force, refuse=self._refuse_second)
        tell_earlier(folder, before, kit)
        self._kits.append(kit_data(guide.topic, guide.path, kit, files))
        for file in () if self._answer.as_json else files:
            typer.echo(display_path(file))
        self.folders.append(folder)
        # A detail left blank is named with the option that fills it, as in "place (--place)".
        self._blanks |= dict.fromkeys(f"{name} ({option(field).file})" for name, field in kit.left_blank)
        if kit.print_plan:
            typer.echo(f"\n{kit.print_plan}", err=True)
        for warning in kit.warnings:
            typer.echo(f"Warning: {warning}", err=True)

    def _refuse_second(self, folder: Path) -> None:
        """Raise HostkitError if this run has written a kit into a folder before."""
        if folder in self.folders:
            wrong, place = "another kit of this run is there already.", Position(str(folder))
            raise HostkitError(Problem("folder-for-one-kit", place, wrong, "Name each topic once."))

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


COMMAND = build
