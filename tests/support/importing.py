"""``hostkit import`` in this process, with a file or with what comes through a pipe."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from unittest.mock import patch

from tests.support.command import Outcome, hostkit


def run(*arguments: str, folder: Path) -> Outcome:
    """Run the command with ``folder`` as the working folder."""
    return hostkit("import", *arguments, folder=folder)


def pipe(data: bytes, *arguments: str, folder: Path, is_a_terminal: bool = False) -> Outcome:
    """Run the command with bytes on its standard input."""
    stream = io.TextIOWrapper(io.BytesIO(data))
    with patch.object(sys, "stdin", stream), patch.object(stream, "isatty", lambda: is_a_terminal):
        return run(*arguments, folder=folder)
