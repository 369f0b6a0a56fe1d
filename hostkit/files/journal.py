"""Files of lines: read from any place, and one that only grows, in which each line is whole or not there at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hostkit.core.interruption import held
from hostkit.files.lock import disk_error, not_a_file
from hostkit.files.ownership import opened

_OPEN = (
    os.O_RDWR
    | os.O_CREAT
    | os.O_APPEND
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_BLOCK = 1 << 16


def read_lines(path: Path, *, cut_off: bool = False) -> Iterator[bytes]:
    """Yield the whole lines of a file, their ends included; one that is not there, and a link, has none.

    With ``cut_off`` a last line without an end is yielded too.
    Raises OutputError for what is no file, and for a file that cannot be read.
    """
    try:
        with opened(path) as handle:
            yield from _lines(handle, cut_off=cut_off)
    except FileNotFoundError:
        return
    except OSError as error:
        if path.is_symlink():
            return
        raise (not_a_file([path]) if error.errno == errno.EINVAL else disk_error(error, path)) from error


def _lines(handle: int, *, cut_off: bool = False) -> Iterator[bytes]:
    # What is read of a line that has not ended; a damaged file may be one line of a great many bytes.
    rest: list[bytes] = []
    while block := os.read(handle, _BLOCK):
        rest.append(block)
        if b"\n" in block:
            *whole, last = b"".join(rest).split(b"\n")
            rest = [last]
            for line in whole:
                yield line + b"\n"
    if cut_off and (line := b"".join(rest)):
        yield line


class Journal:
    """A file of lines that only grows, open for reading and writing; a link in its place is removed.

    Raises OutputError where something stands that is no file, and where the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            if path.is_symlink():
                path.unlink()
            self._handle = os.open(path, _OPEN, 0o666)
        except OSError as error:
            raise (not_a_file([path]) if path.is_dir() else disk_error(error, path)) from error
        if not stat.S_ISREG(os.fstat(self._handle).st_mode):
            self.close()
            raise not_a_file([path])
        # A last line that a power cut or a full disk has cut off says nothing.
        os.ftruncate(self._handle, sum(len(line) for line in self.lines()))

    def append(self, line: bytes) -> int:
        """Add a line, which ends as lines do, and return where it begins. Raises OutputError; nothing is then added."""
        begin = os.lseek(self._handle, 0, os.SEEK_END)
        with held():
            try:
                # One call; more only where the disk takes a part.
                rest = line[os.write(self._handle, line) :]
                while rest:
                    rest = rest[os.write(self._handle, rest) :]
            except BaseException as error:
                os.ftruncate(self._handle, begin)
                if isinstance(error, OSError):
                    raise disk_error(error, self.path) from error
                raise
        return begin

    def read(self, begin: int, length: int) -> bytes:
        """Return so many bytes from a place."""
        os.lseek(self._handle, begin, os.SEEK_SET)
        return os.read(self._handle, length)

    def lines(self) -> Iterator[bytes]:
        """Yield every whole line; nothing else may be read meanwhile."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        return _lines(self._handle)

    def close(self) -> None:
        """Close the file; it stays where it is."""
        os.close(self._handle)

    def remove(self) -> None:
        """Close the file and remove it. Raises OSError."""
        self.close()
        with suppress(FileNotFoundError):
            self.path.unlink()
