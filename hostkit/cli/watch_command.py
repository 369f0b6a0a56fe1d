"""The command ``hostkit watch``: shows the pages of a kit in the browser, new whenever one of its files is saved."""

from __future__ import annotations

from pathlib import Path

import typer

from hostkit.cli.studio_command import open_address, port_of, serve_until_closed
from hostkit.core.input_files import as_on_disk, is_file
from hostkit.events.read_values import is_event

EPILOG = """Examples:

hostkit watch male-allies

hostkit watch guides/good-neighbors.yaml

hostkit watch event.yaml
"""


def watch(
    what: str = typer.Argument(metavar="TOPIC|GUIDE|EVENT", help="A topic, a guide file or an event file."),
    event: Path | None = typer.Option(
        None, "--event", metavar="FILE", help="Event file (YAML) for the guide that is watched."
    ),
    port: str | None = typer.Option(
        None, "--port", metavar="N", show_default=False, help="Port of this computer (default: 8470)."
    ),
    no_browser: bool = typer.Option(False, "--no-browser", help="Print the address and open no browser."),
) -> None:
    """See the pages of a kit in your browser, new whenever you save one of its files in any editor.

    While a file is wrong, the page says what, and shows the last pages. Ctrl-C ends it. Nothing is written.
    """
    number = port_of(port)
    # Imported here so that an option that is wrong is refused before the server is loaded.
    from hostkit.studio.watch_server import WatchedKit, start_watch

    path = as_on_disk(Path(what))
    is_event_file = is_file(path) and is_event(path)
    kit = WatchedKit(Path.cwd(), "" if is_event_file else what, path if is_event_file else event)
    kit.refresh()
    if not kit.sheets:
        for problem in kit.problems:
            typer.echo(str(problem), err=True)
    run = start_watch(kit, number)
    serve_until_closed(run, lambda: open_address(run.address, no_browser))


COMMAND = watch
