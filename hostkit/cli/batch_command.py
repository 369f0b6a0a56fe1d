"""The command ``hostkit batch``: makes a kit for each event of a table, and shows progress on stderr.

The options for the fields of an event are added in ``app``.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from time import monotonic

import typer

from hostkit.batch.calendar_entries import lost_numbers
from hostkit.batch.host_mail import read_template
from hostkit.batch.host_records import lost_mails
from hostkit.batch.outcome import FAILED, Choices, KitOutcome
from hostkit.batch.outlook import outlook, refuse_lost_events, rehearse
from hostkit.batch.runner import run_batch
from hostkit.batch.work import Work, plan_work, stamp
from hostkit.cli.batch_problems import tell_error, tell_lost_numbers, tell_made_anew, tell_problems, tell_rest
from hostkit.cli.batch_report import RunReport, stopped
from hostkit.cli.checked import Checked
from hostkit.cli.json_output import tell_warning
from hostkit.cli.progress import progress
from hostkit.cli.wanted_events import refuse_faulty, wanted_events
from hostkit.core.errors import (
    NOWHERE,
    BadValue,
    HostkitError,
    Problem,
    UsageError,
    of_option,
    option_refused,
)
from hostkit.core.input_files import as_on_disk
from hostkit.core.values import whole_number
from hostkit.events.precedence import read_options, settings_for, typed_texts
from hostkit.events.tables import table

EPILOG = """Examples:

hostkit batch --template > events.csv

hostkit batch events.csv --check

hostkit batch events.csv --out season --joined
"""


def batch(
    events: Path | None = typer.Argument(
        # The reader of tables reports a file that cannot be read.
        None,
        metavar="[EVENTS]",
        readable=False,
        help="Table of events: .csv, .tsv, .xlsx or .yaml.",
    ),
    template: bool = typer.Option(False, "--template", help="Print a table to start from, and end."),
    semicolons: bool = typer.Option(
        False, "--semicolons", help="With --template: semicolons between cells, as some spreadsheets expect."
    ),
    check: bool = typer.Option(False, "--check", help="Say what is wrong with the table, and end."),
    fix: bool = typer.Option(
        False,
        "--fix",
        help="Write NAME.fixed with all mended that has one meaning, say what is left, and end.",
    ),
    *,
    only: list[str] = typer.Option(
        [],
        "--only",
        metavar="ID",
        help="Make this event alone, or those that fit mitte-* or branch=Mitte; may be given several times.",
    ),
    shrink: bool = typer.Option(
        False, "--shrink", help="Go on although the table lacks most events of the folder."
    ),
    fresh: bool = typer.Option(False, "--fresh", help="Make every kit anew, also those that are unchanged."),
    workers: str | None = typer.Option(
        None, "--workers", metavar="N", help="Processes that make kits (default: what pays)."
    ),
    unsent: bool = typer.Option(
        False, "--unsent", help="With --per-host: the last mails were not sent, so say again what they said."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print a line of JSON for each event and at the end."),
    force: bool = typer.Option(False, "--force", help="Replace files that hostkit did not write."),
    **options: str | bool | None,
) -> None:
    """Make a kit for each event of a table, in a folder of its own.

    An option wins over the table. The same command again makes what is missing or has changed, and nothing else.
    """
    if template:
        _print_template(events, ";" if semicolons else ",")
        return
    if semicolons:
        remedy = "Write --template beside it. A table is read with either."
        raise option_refused("option-without-effect", "semicolons", "is about the template.", remedy)
    try:
        if fix:
            _fix(_named_table(events), typed_texts(options), force=force, as_json=as_json)
            return
        work, number = _plan(events, typed_texts(options)), _workers(workers)
        choices = _with_mails(Choices(number, fresh, force, unsent=unsent, shrink=shrink), work, only)
        (_check if check else _make)(work, only, choices, as_json=as_json)
    except HostkitError as error:
        if as_json:
            tell_error(error)
        raise


def _print_template(events: Path | None, separator: str) -> None:
    if events is not None:
        wrong, remedy = "prints a table to start from; it reads none.", "Leave out the name of yours."
        raise option_refused("option-without-effect", "template", wrong, remedy)
    typer.echo(table.template(separator), nl=False)


def _named_table(events: Path | None) -> Path:
    if events is None:
        wrong = "Name a table of events, as in hostkit batch events.csv; --template prints one to start from."
        raise UsageError(Problem("table-not-named", NOWHERE, wrong))
    return as_on_disk(events)


def _plan(events: Path | None, options: dict[str, str]) -> Work:
    return plan_work(_named_table(events), read_options(options), settings_for(Path.cwd()), Path.cwd())


def _fix(events: Path, options: dict[str, str], *, force: bool, as_json: bool) -> None:
    """Write a corrected copy of a table, and exit with code 1 when there are problems left."""
    # Imported here because few runs mend a table.
    from hostkit.cli.fixed import fix

    if fix(events, read_options(options), settings_for(Path.cwd()), force=force, as_json=as_json):
        raise typer.Exit(1)


def _workers(text: str | None) -> int | None:
    try:
        return None if text is None else whole_number(text, 1, 64)
    except BadValue as error:
        raise UsageError(of_option("workers", error)) from None


def _with_mails(choices: Choices, work: Work, only: list[str]) -> Choices:
    """Return the choices of a run with what the table of fields says of joined files and of hosts.

    Raises UsageError for options that contradict each other, and SourceError for what is wrong with the mail.
    """
    season, places = work.usual.season, work.usual.places
    if not season.per_host:
        typed = (
            ["unsent"] if choices.unsent else ["mail"] if "mail" in places and places["mail"].is_typed else []
        )
        for name in typed:
            wrong, remedy = "is about the mails to hosts.", "Write --per-host beside it."
            raise option_refused("option-missing", name, wrong, remedy)
    elif only and places["per_host"].is_typed:
        wrong, remedy = "tells every host of all their evenings.", "Leave out --only."
        raise option_refused("option-not-beside-another", "per_host", wrong, remedy)
    elif not only:
        mail = read_template(as_on_disk(season.mail)) if season.mail else None
        choices = replace(choices, per_host=True, mail=mail)
    return replace(choices, joined=season.joined)


def _tell_lost(work: Work, choices: Choices, *, as_json: bool) -> None:
    """Print what earlier runs have kept and is lost, before anything is written."""
    tell_lost_numbers(lost_numbers(work), as_json=as_json)
    if choices.per_host and (problem := lost_mails(work.usual.out)):
        tell_warning(problem, as_json=as_json)


def _check(work: Work, only: list[str], choices: Choices, *, as_json: bool) -> None:
    """Make every kit without writing it, to find texts that are too long; print the problems and what a run would do.

    Exit with code 1 when there is a problem.
    """
    if ids := wanted_events(work, only):
        work = work.only(ids)
    tell_problems(work, as_json=as_json)
    _tell_lost(work, choices, as_json=as_json)
    tell_made_anew(work, as_json=as_json)
    checked = Checked(work)
    if work.jobs:
        with progress(len(work.jobs)) as bar:

            def report(step: KitOutcome) -> None:
                checked.step(step)
                bar.step(failed=bool(step.problems))

            rehearse(work, choices.workers, report)
    tell_problems(checked.found, as_json=as_json)
    checked.tell(outlook(work, checked.failing, fresh=choices.fresh), is_whole=not ids, as_json=as_json)
    if not choices.shrink:
        refuse_lost_events(work)
    if work.problems or checked.failing:
        raise typer.Exit(1)


def _make(work: Work, only: list[str], choices: Choices, *, as_json: bool) -> None:
    """Run a batch and print its outcome for the events wanted; exit with code 1 when there is a problem."""
    ids = wanted_events(work, only)
    wanted = work.only(ids) if ids else work
    tell_problems(wanted, as_json=as_json)
    refuse_faulty(work, only)
    tell_rest(work, wanted)
    if not work.jobs:
        raise typer.Exit(1)
    if not choices.shrink:
        refuse_lost_events(work)
    _tell_lost(wanted, choices, as_json=as_json)
    if not choices.fresh:
        tell_made_anew(wanted, as_json=as_json)
    # The command line turns garbage collection off, because one build is short; a batch needs it.
    gc.enable()
    begin, said = monotonic(), RunReport(as_json=as_json)
    try:
        with progress(len(wanted.jobs)) as bar:

            def report(step: KitOutcome) -> None:
                bar.step(failed=step.outcome == FAILED)
                said.step(step)

            outcome = run_batch(work, replace(choices, only=ids), report)
    except KeyboardInterrupt:
        if said.done:
            typer.echo(stopped(said.done, len(wanted.jobs)), err=True)
        raise
    finally:
        said.failures()
    said.summary(wanted, outcome, monotonic() - begin)
    if work.stamp != stamp(work.table):
        typer.echo(
            "The table has changed meanwhile. The same command again makes what has changed.", err=True
        )
    if choices.per_host and outcome.gathered is None:
        typer.echo(
            "Nothing was gathered for hosts, because not every evening is as the table has it.", err=True
        )
    if outcome.unwritten:
        typer.echo("\n".join(map(str, outcome.unwritten)), err=True)
    if wanted.problems or outcome.failed or outcome.unwritten:
        raise typer.Exit(1)


COMMAND = batch
