"""Writes a small program that is started with a double click."""

from __future__ import annotations

from pathlib import Path

from hostkit.files.lock import disk_error
from hostkit.files.writer import write_files

_EVERYONE_MAY_RUN = 0o755


def write_program(folder: Path, name: str, text: str) -> Path:
    """Write a program that its user may start, in place of one of the same name, and return its path.

    Raises OutputError when it cannot be written.
    """
    (path,) = write_files(folder, {name: text.encode()}, force=True)
    try:
        path.chmod(_EVERYONE_MAY_RUN)
    except OSError as error:
        raise disk_error(error, path) from error
    return path
