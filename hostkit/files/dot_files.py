"""Files on their way: their names, which begin with a dot, and how their bytes get down to the disk.

A name says who left the file and, after the number of the run that wrote it, at which place it was to stand; so that
what a killed process left can be told apart and set right (``recovery``).
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

NEW, OLD = ".new", ".old"
"""Endings: what is to take a place, and what stood there."""

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)

_LONGEST = 200
"""Bytes of a place's name that still fit into a dot-name: disks hold 255."""

DOT_NAME = re.compile(r"(?P<run>\.hostkit-[0-9a-f]{16})(?:-(?P<place>.+)(?P<ending>\.new|\.old))?", re.DOTALL)
"""A name that hostkit gives to a folder on its way, or with place and ending to a file."""


def new_run() -> str:
    """Return a name with a dot that nothing else has."""
    return f".hostkit-{os.urandom(8).hex()}"


def dot_name(run: str, place: str, number: int, ending: str) -> str:
    """Return the name of a file on its way to a place; a very long one is known by its number alone."""
    known = place if len(os.fsencode(place)) <= _LONGEST else str(number)
    return f"{run}-{known}{ending}"


def write_new(path: str | Path, data: bytes) -> None:
    """Write a file that is not there yet, down to the disk. Raises OSError; a part of it may then be there."""
    handle = os.open(path, _CREATE, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: str | Path) -> None:
    """Write a folder's new entries down to the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
