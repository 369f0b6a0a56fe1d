"""The command ``hostkit studio``: opens a page in the browser on which an evening is prepared and printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hostkit.cli.typed import command
from hostkit.core.errors import BadValue, option_refused
from hostkit.core.interruption import Interrupted, exit_code
from hostkit.core.values import whole_number
from hostkit.core.wording import display_path

if TYPE_CHECKING:
    from hostkit.studio.studio_server import StudioRun

EPILOG = """Examples:

hostkit studio

hostkit studio --folder ~/Documents/hostkit

hostkit studio --shortcut

hostkit studio --no-browser --port 9000
"""


def studio(
    folder: Path | None = typer.Option(
        None,
        "--folder",
        metavar="DIR",
        show_default=False,
        help="Folder of guides, evenings and kits (default: this one).",
    ),
    port: str | None = typer.Option(
        None, "--port", metavar="N", show_default=False, help="Port of this computer (default: 8470)."
    ),
    no_browser: bool = typer.Option(False, "--no-browser", help="Print the address and open no browser."),
    shortcut: bool = typer.Option(
        False, "--shortcut", help="Put a file on the desktop that opens it with a double click."
    ),
) -> None:
    """Prepare an evening in your browser: choose a topic, fill in, see every page, print.

    Ctrl-C or “Close hostkit” on the page ends it. Only this computer can open the page.
    """
    if shortcut:
        _put_shortcut(folder)
        return
    # Imported here so that an option that is wrong is refused before the server is loaded.
    from hostkit.studio.studio_server import running_address, start_studio

    number = port_of(port)
    root = (folder or Path()).expanduser().absolute()
    run = start_studio(root, number, command)
    if run is None:
        address = running_address(root)
        typer.echo(address)
        typer.echo(f"hostkit studio is running in {display_path(root)} already.", err=True)
        open_address(address, no_browser)
        return
    serve_until_closed(run, lambda: open_address(run.address, no_browser))


def serve_until_closed(run: StudioRun, begin: Callable[[], None]) -> None:
    """Print the address, call ``begin``, and serve until Ctrl-C or until the page closes it."""
    try:
        typer.echo(run.address)
        typer.echo("Ctrl-C ends it. Only this computer can open the page.", err=True)
        begin()
        run.serve()
    except Interrupted:
        if exit_code() != INTERRUPTED:
            raise
    finally:
        run.end()
    typer.echo("hostkit is closed.", err=True)


def _put_shortcut(folder: Path | None) -> None:
    """Put the file on the desktop; it opens the folder that is named, or one among the user's documents."""
    from hostkit.cli.shortcut import NAME, make_shortcut
    from hostkit.core.user_folders import documents_folder

    root = folder.expanduser().absolute() if folder else documents_folder() / NAME
    typer.echo(str(make_shortcut(root)))
    typer.echo(f"Double-click it to open hostkit. Guides, evenings and kits are in {root}.", err=True)


INTERRUPTED = 130
"""The exit code of Ctrl-C, which is the usual way to end the studio and no failure."""


def open_address(address: str, no_browser: bool) -> None:
    """Open an address in the browser, unless none is wanted."""
    if not no_browser:
        typer.launch(address)


def port_of(text: str | None) -> int | None:
    """Return the number of a port, or None if none is named. Raises UsageError for anything else."""
    if text is None:
        return None
    try:
        return whole_number(text, 1024, 65535)
    except BadValue as error:
        raise option_refused(error.code, "port", error.what, error.remedy, **error.values) from None


COMMAND = studio
