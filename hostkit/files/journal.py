"""Reads files of lines, and keeps an append-only journal in which each line is complete or absent."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hostkit.core.interruption import held
from hostkit.files.dot_files import write_all
from hostkit.files.lock import disk_error, not_a_file
from hostkit.files.ownership import PLAIN_FILE, opened

_OPEN = os.O_RDWR | os.O_CREAT | os.O_APPEND | PLAIN_FILE
_BLOCK = 1 << 16


def read_lines(path: Path, *, cut_off: bool = False) -> Iterator[bytes]:
    """Yield the complete lines of a file with their line breaks; a missing file or a symbolic link yields none.

    With ``cut_off`` a last line without a line break is yielded too. Raises OutputError when the path is not a regular
    file, and when it cannot be read.
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
    # The blocks read so far of the current line; in a damaged file one line may be very long.
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
    """An append-only file of lines, open for reading and writing; a symbolic link in its place is removed.

    Raises OutputError when the path is not a regular file, and when it cannot be opened.
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
        # An incomplete last line, left by a power cut or a full disk, is removed.
        os.ftruncate(self._handle, sum(len(line) for line in self.lines()))

    def append(self, line: bytes) -> int:
        """Append a line, given with its line break, and return its offset in bytes.

        Raises OutputError when it cannot be written; the file is then unchanged.
        """
        begin = os.lseek(self._handle, 0, os.SEEK_END)
        with held():
            try:
                write_all(self._handle, line)
            except BaseException as error:
                os.ftruncate(self._handle, begin)
                if isinstance(error, OSError):
                    raise disk_error(error, self.path) from error
                raise
        return begin

    def read(self, begin: int, length: int) -> bytes:
        """Return ``length`` bytes from the offset ``begin``."""
        os.lseek(self._handle, begin, os.SEEK_SET)
        return os.read(self._handle, length)

    def lines(self) -> Iterator[bytes]:
        """Yield every complete line; ``read`` and ``append`` must not be called during the iteration."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        return _lines(self._handle)

    def close(self) -> None:
        """Close the file without removing it."""
        os.close(self._handle)

    def remove(self) -> None:
        """Close the file and remove it. Raises OSError."""
        self.close()
        with suppress(FileNotFoundError):
            self.path.unlink()
