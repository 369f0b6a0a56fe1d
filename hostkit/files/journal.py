"""Files of lines: read from any place, and one that only grows, in which each line is whole or not there at all.

Must not know: what the lines say.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from hostkit.core.errors import OutputError
from hostkit.files.failure import explain

_PLAIN = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_BLOCK = 1 << 16


def read_lines(path: Path, *, cut_off: bool = False) -> Iterator[bytes]:
    """Yield the whole lines of a file, their ends included; one that is not there has none.

    With ``cut_off`` a last line without an end is yielded too.
    Raises OutputError for a file that cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _PLAIN)
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(explain(error, path)) from error
    try:
        yield from _lines(handle, cut_off=cut_off)
    finally:
        os.close(handle)


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
    """A file of lines that only grows, open for reading and writing. Raises OutputError where the disk refuses."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _PLAIN, 0o666)
        except OSError as error:
            raise OutputError(explain(error, path)) from error
        # A last line that a power cut or a full disk has cut off says nothing.
        os.ftruncate(self._handle, sum(len(line) for line in self.lines()))

    def append(self, line: bytes) -> int:
        """Add a line, which ends as lines do, and return where it begins. Raises OutputError; nothing is then added."""
        # Asked of the file: after an interruption what was counted here may not be what is there.
        begin = os.lseek(self._handle, 0, os.SEEK_END)
        try:
            # One call; more only where the disk takes a part.
            rest = line[os.write(self._handle, line) :]
            while rest:
                rest = rest[os.write(self._handle, rest) :]
        except BaseException as error:
            os.ftruncate(self._handle, begin)
            if isinstance(error, OSError):
                raise OutputError(explain(error, self.path)) from error
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
        """Let go of the file; it stays where it is."""
        os.close(self._handle)

    def remove(self) -> None:
        """Take the file away: what it says stands elsewhere."""
        self.close()
        self.path.unlink(missing_ok=True)
