"""What a file holds, told by its sum: a path in, its SHA-256 out. Reads a block at a time."""

from __future__ import annotations

import os
from collections.abc import Container
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_FLAGS = (
    os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
)
"""A link is not what hostkit writes; opening a pipe must not wait for somebody to fill it."""

_BLOCK = 1 << 18


def sum_of(path: str | Path) -> str | None:
    """Return the SHA-256 of a file in hexadecimal, or None when it is no file, a link, or cannot be read."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError:
        return None
    try:
        found = sha256()
        while block := os.read(handle, _BLOCK):
            found.update(block)
        return found.hexdigest()
    except OSError:
        return None
    finally:
        # What was read was read.
        with suppress(OSError):
            os.close(handle)


def sum_of_folder(folder: Path, endings: Container[str], *, but: Container[str] = ()) -> str:
    """Return one sum of all files below a folder with these endings, by their names and what they hold.

    Folders named in ``but`` are left out.
    """
    found = sha256()
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in but)
        for name in sorted(names):
            path = Path(above, name)
            if path.suffix in endings:
                found.update(f"{path.relative_to(folder).as_posix()}\0{sum_of(path)}\0".encode())
    return found.hexdigest()


def read_known(path: Path, total: str) -> bytes | None:
    """Return what a file holds when its SHA-256 is ``total``, else None."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if sha256(data).hexdigest() == total else None
