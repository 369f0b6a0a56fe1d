"""Reading files that hostkit wrote: never through a link, and never from a pipe that would be waited for."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

_FLAGS = (
    os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
)
"""Opening a pipe must not wait for somebody to write to it."""

_BLOCK = 1 << 18
"""Bytes that are read at once: chosen so that a file of a kit is one block."""


@contextmanager
def opened(path: str | Path) -> Iterator[int]:
    """Give the descriptor of a plain file, open for reading. Raises OSError for a link and for what is no file."""
    handle = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        yield handle
    finally:
        # What was read is known, whatever closing the file says.
        with suppress(OSError):
            os.close(handle)


def blocks(path: str | Path, size: int = _BLOCK) -> Iterator[bytes]:
    """Yield a plain file in blocks of ``size`` bytes, the last one shorter. Raises OSError as ``opened`` does."""
    with opened(path) as handle:
        while block := os.read(handle, size):
            yield block


def ends_of(path: str | Path, size: int) -> tuple[bytes, bytes]:
    """Return the first and the last ``size`` bytes of a plain file. Raises OSError as ``opened`` does."""
    with opened(path) as handle:
        head = os.read(handle, size)
        os.lseek(handle, max(0, os.fstat(handle).st_size - size), os.SEEK_SET)
        return head, os.read(handle, size)


def sum_of(path: str | Path) -> str | None:
    """Return the SHA-256 of a file in hexadecimal, or None when it is no file, a link, or cannot be read."""
    total = sha256()
    try:
        for block in blocks(path):
            total.update(block)
    except OSError:
        return None
    return total.hexdigest()


def sum_of_folder(folder: Path, endings: Container[str], *, but: Container[str] = ()) -> str:
    """Return one SHA-256 of all files below a folder with these endings, by their names and contents.

    Folders named in ``but`` are left out.
    """
    total = sha256()
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in but)
        for name in sorted(names):
            path = Path(above, name)
            if path.suffix in endings:
                total.update(f"{path.relative_to(folder).as_posix()}\0{sum_of(path)}\0".encode())
    return total.hexdigest()


def read_known(path: Path, total: str) -> bytes | None:
    """Return the bytes of a file when their SHA-256 is ``total``, else None."""
    try:
        data = b"".join(blocks(path))
    except OSError:
        return None
    return data if sha256(data).hexdigest() == total else None


def is_folder(path: Path) -> bool:
    """Tell whether a folder stands at a place; a link to one is no folder."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def names_in(folder: Path) -> list[str]:
    """Return the sorted names in a folder; none where it is missing, a link, or cannot be read."""
    if folder.is_symlink():
        return []
    with suppress(OSError), os.scandir(folder) as found:
        return sorted(entry.name for entry in found)
    return []
