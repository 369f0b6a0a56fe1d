"""Registers all commands, runs the command line, and turns errors into messages and exit codes."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from inspect import Parameter, Signature, signature
from io import StringIO
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from hostkit import __version__
from hostkit.core import interruption
from hostkit.core.errors import HostkitError
from hostkit.events.event import Field, options_of

INTERRUPTED = 130
_FULL = (errno.ENOSPC, errno.EDQUOT)


def with_field_options(
    command: Callable[..., None], name: str, before: Iterable[Field], after: Iterable[Field] = ()
) -> Callable[..., None]:
    """Replace a command's ``**options`` parameter by one option for each of these fields, and return the command.

    The options of ``before`` and ``after`` are listed before and after the command's own keyword-only parameters. Each
    value is passed to the command as text, or None when the option is left out.
    """
    own = [each for each in signature(command).parameters.values() if each.kind is not Parameter.VAR_KEYWORD]
    first = [each for each in own if each.kind is not Parameter.KEYWORD_ONLY]
    fields = [[_parameter(field, name) for field in each] for each in (before, after)]
    parameters = [*first, *fields[0], *own[len(first) :], *fields[1]]
    # Typer reads the signature and passes every value by keyword.
    by_name = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in parameters]
    command.__signature__ = Signature(by_name)  # type: ignore[attr-defined]
    return command


def _parameter(field: Field, command: str) -> Parameter:
    if field.kind == "yes_no" and field.part in ("season", "print"):
        # A setting can be taken back for one run.
        names = f"{field.option}/--no-{field.option.removeprefix('--')}"
        flag = typer.Option(None, names, help=field.help_of(command), show_default=False)
        return Parameter(field.name, Parameter.KEYWORD_ONLY, default=flag, annotation=bool | None)
    option = typer.Option(
        None, field.option, help=field.help_of(command), metavar=field.shown_value, show_default=False
    )
    return Parameter(field.name, Parameter.KEYWORD_ONLY, default=option, annotation=str | None)


COMMANDS = {
    "studio": "Prepare an evening in your browser: choose a topic, fill in, see every page, print.",
    "build": "Make a kit for each topic: host sheet, question cards, reflection worksheet and a print plan.",
    "preview": "Draw the pages and cards of a kit as pictures, to send or to post.",
    "watch": "See the pages of a kit in your browser, new whenever you save one of its files in any editor.",
    "batch": "Make a kit for each event of a table, in a folder of its own.",
    "list": "List the topics that can be built.",
    "new": "Begin a guide of your own.",
    "import": "Make a guide of a text: notes, a mail, a Word file.",
    "verify": "Judge finished PDF files: fonts, sizes, margins, codes.",
    "check": "Check guides, event files and tables: all problems, and style.",
    "schema": "Print a JSON Schema for your editor.",
    "init": "Make a hostkit.yaml and a folder for guides.",
    "calibrate": "Measure a printer, so that the backs of cards land on their fronts.",
    "stock": "List what cards can be cut from, or show one stock.",
    "language": "List the languages that kits can be in, or check one.",
    "theme": "List how kits can look, or show one theme.",
}
"""The commands in the order of the help, each with the first line of its own help.

Each has a module ``NAME_command`` with ``COMMAND`` and ``EPILOG``, which is imported only when the command is run.
"""

_FIELDS = {
    "build": ("build", ("event", "print", "output"), ()),
    "preview": ("build", ("event", "print"), ()),
    "batch": ("batch", ("output", "season"), ("print", "event")),
}
"""The commands with options of the table of fields: the command that names these in the table, and the parts of it
whose options come before and after the command's own options."""

_SETTINGS: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}


class CommandGroup(TyperGroup):
    """The commands of hostkit. A command's module is imported when the command is run, and not for the list."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # The names are known from the start, for the help and for the nearest name of a misspelled command.
        self.commands = cast("Any", dict.fromkeys(COMMANDS))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first word names, and the words after it. Raises UsageError if there is none."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            # Imported here, as below, because most words are right.
            from hostkit.cli.arguments import unknown_command

            raise unknown_command(args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, or None if there is none of this name."""
        return _command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


class CheckedCommand(TyperCommand):
    """A command that names the nearest option for an unknown one, and what it does."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Return what is left of the words after reading them. Raises UsageError for words that name no option."""
        words = list(args)
        # Long dashes and curly quotation marks are read as texts.
        if not all(map(str.isascii, words)):
            self._check(words)
        try:
            return super().parse_args(ctx, args)
        except typer.Exit:
            raise
        except Exception:
            self._check(words)
            raise

    def _check(self, words: Sequence[str]) -> None:
        from hostkit.cli.arguments import check_arguments

        check_arguments(self.params, words)


@cache
def _command(name: str) -> Any:
    module = import_module(f"hostkit.cli.{name}_command")
    command = module.COMMAND
    if name in _FIELDS:
        like, *places = _FIELDS[name]
        fields = ([field for part in parts for field in options_of(like, part)] for parts in places)
        command = with_field_options(command, like, *fields)
    alone = typer.Typer(**_SETTINGS)
    alone.command(name, cls=CheckedCommand, epilog=module.EPILOG)(command)
    return typer.main.get_command(alone)


app = typer.Typer(
    name="hostkit",
    cls=CommandGroup,
    help="Print a discussion kit: host sheet, question cards and reflection worksheet from one guide.",
    epilog="Begin with: hostkit list, then hostkit build male-allies --date 2027-01-14 --start 19:00",
    no_args_is_help=True,
    **_SETTINGS,
)


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
