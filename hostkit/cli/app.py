"""Registers all commands, runs the command line, and turns errors into messages and exit codes."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from inspect import Parameter, Signature, signature
from io import StringIO

import typer

from hostkit import __version__
from hostkit.cli.batch_command import EPILOG as BATCH_EPILOG
from hostkit.cli.batch_command import batch
from hostkit.cli.build_command import EPILOG, build
from hostkit.cli.calibrate_command import EPILOG as CALIBRATE_EPILOG
from hostkit.cli.calibrate_command import calibrate
from hostkit.cli.check_command import EPILOG as CHECK_EPILOG
from hostkit.cli.check_command import check
from hostkit.cli.import_command import EPILOG as IMPORT_EPILOG
from hostkit.cli.import_command import import_text
from hostkit.cli.init_command import init
from hostkit.cli.list_command import list_topics
from hostkit.cli.new_command import EPILOG as NEW_EPILOG
from hostkit.cli.new_command import new
from hostkit.cli.schema_command import EPILOG as SCHEMA_EPILOG
from hostkit.cli.schema_command import schema
from hostkit.cli.stock_command import stock
from hostkit.core import interruption
from hostkit.core.errors import HostkitError
from hostkit.events.event import Field, options_of

INTERRUPTED = 130
_FULL = (errno.ENOSPC, errno.EDQUOT)

app = typer.Typer(
    name="hostkit",
    help="Print a discussion kit: host sheet, question cards and reflection worksheet from one guide.",
    epilog="Begin with: hostkit list, then hostkit build male-allies --date 2027-01-14 --start 19:00",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def with_field_options(
    command: Callable[..., None], name: str, before: Iterable[Field], after: Iterable[Field] = ()
) -> Callable[..., None]:
    """Replace a command's ``**options`` parameter by one option for each of these fields, and return the command.

    The options of ``before`` and ``after`` are listed before and after the command's own keyword-only parameters. Each
    value is passed to the command as text, or None when the option is left out.
    """
    own = [each for each in signature(command).parameters.values() if each.kind is not Parameter.VAR_KEYWORD]
    by_name = [each for each in own if each.kind is Parameter.KEYWORD_ONLY]
    parameters = [
        *own[: len(own) - len(by_name)],
        *(_parameter(field, name) for field in before),
        *by_name,
        *(_parameter(field, name) for field in after),
    ]
    # Typer reads the signature and passes every value by keyword.
    by_name = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in parameters]
    command.__signature__ = Signature(by_name)  # type: ignore[attr-defined]
    return command


def _parameter(field: Field, command: str) -> Parameter:
    option = typer.Option(
        None, field.option, help=field.help_of(command), metavar=field.shown_value, show_default=False
    )
    return Parameter(field.name, Parameter.KEYWORD_ONLY, default=option, annotation=str | None)


def _fields(command: str, *parts: str) -> list[Field]:
    return [field for part in parts for field in options_of(command, part)]


app.command("build", epilog=EPILOG)(
    with_field_options(build, "build", _fields("build", "event", "print", "output"))
)
app.command("batch", epilog=BATCH_EPILOG)(
    with_field_options(batch, "batch", _fields("batch", "output"), _fields("batch", "print", "event"))
)
app.command("list")(list_topics)
app.command("new", epilog=NEW_EPILOG)(new)
app.command("import", epilog=IMPORT_EPILOG)(import_text)
app.command("check", epilog=CHECK_EPILOG)(check)
app.command("schema", epilog=SCHEMA_EPILOG)(schema)
app.command("init")(init)
app.command("calibrate", epilog=CALIBRATE_EPILOG)(calibrate)
app.command("stock")(stock)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hostkit {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    """Accept the options that are given before a command."""


def run() -> None:
    """Run the command line and end the process with an exit code: 0, 1, 2, 129, 130 or 143. Never shows a traceback."""
    # A stream that was closed when the process started is replaced by a buffer, and its output is lost.
    sys.stdout, sys.stderr = sys.stdout or StringIO(), sys.stderr or StringIO()
    for stream in (sys.stdout, sys.stderr):
        # A character that the console cannot encode is shown as an escape instead of raising an error.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    with interruption.listening():
        _run()


def _run() -> None:
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except (KeyboardInterrupt, SystemExit) as stop:
        # Typer turns Ctrl-C into this exit code without a message.
        if isinstance(stop, SystemExit) and stop.code != INTERRUPTED:
            raise
        # Writing fails when the terminal has hung up.
        with suppress(OSError):
            typer.echo("Interrupted; nothing half-written.", err=True)
        raise SystemExit(interruption.exit_code()) from None
    except HostkitError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(error.exit_code) from None
    except Exception as error:
        if interruption.arrived():
            # The error arose after the signal, for example because the terminal has hung up.
            raise SystemExit(interruption.exit_code()) from None
        if isinstance(error, OSError) and error.errno in _FULL:
            # Errors in writing files are HostkitErrors, so this one is about standard output.
            reason = (error.strerror or "").lower()
            # Python would try to write the buffered rest again when it ends, and fail again.
            from hostkit.files.lock import discard_stream

            discard_stream(sys.stdout)
            typer.echo(f"What hostkit prints cannot be written: {reason}. Make room and try again.", err=True)
            raise SystemExit(1) from None
        typer.echo(
            f"hostkit failed inside ({type(error).__name__}: {error}). Nothing half-written was left. "
            "Please report this with the command and the guide.",
            err=True,
        )
        raise SystemExit(1) from None
