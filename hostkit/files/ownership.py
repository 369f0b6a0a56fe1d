"""Tells whether hostkit wrote a file, and whether a power cut damaged it. Reads files and never follows links.

A PDF file is hostkit's when the Creator in its Info dictionary begins with "hostkit". An iCalendar file is
hostkit's when its PRODID, which names the program that made it, begins with "-//hostkit//". A zip archive is
hostkit's when its comment, which ends the file, is "hostkit" followed by a version; a PNG picture when its first text
is "Software", "hostkit" and a version. Any other text file is hostkit's
when its first or last non-blank line contains "hostkit" followed by a version, is "hostkit" alone, or is that of a
schema. Any other file is another program's.

After a power cut a file may be empty, may end too soon, or may hold zero bytes where it held something else.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import count
from pathlib import Path

from hostkit import __version__

_PDF_HEAD, _PDF_END = b"%PDF-", b"%%EOF"
_ZIP_HEAD, _ZIP_COMMENT = b"PK\x03\x04", re.compile(rb"\0hostkit \d+\.\d+[^\0]*\Z")
_PNG_HEAD, _PNG_PROGRAM = b"\x89PNG\r\n\x1a\n", re.compile(rb"\A.{33}.{4}tEXtSoftware\0hostkit \d", re.DOTALL)
"""Behind the signature and the header of a PNG file (8 and 25 bytes) stands the text that names the program."""

_CALENDAR_HEAD = b"BEGIN:VCALENDAR"

_LARGEST = 64 * 1024 * 1024
"""Files larger than this, in bytes, are not read whole; of hostkit's only joined PDF files and archives can be."""

_ENDS = 1 << 16
"""Bytes read at each end of a large PDF file: Info is its first object, and the place of the table is last."""

_DISK_BLOCK = 512
"""The size in bytes of the smallest block that any disk writes; a power cut loses whole blocks."""

_LAST = 1024
"""Bytes at the end of a PDF file in which readers look for its end-of-file marker (PDF 32000-1, annex H)."""

_INFO = re.compile(rb"/Info\s+(\d+)\s+(\d+)\s+R")
_TABLE = re.compile(rb"startxref\s+(\d{1,15})\s")
_CREATOR = re.compile(rb"/Creator\s*\(hostkit\b")
_PRODUCT = re.compile(rb"^PRODID:-//hostkit//", re.MULTILINE)
_SIGNED = re.compile(r"\bhostkit (?:\d+\.\d+|schema (?:guide|event)\b)|^\ufeff?hostkit$")


def is_ours(path: Path) -> bool:
    """Tell whether hostkit wrote a file; false for links, for other than regular files, and for unreadable files."""
    with suppress(OSError):
        if path.lstat().st_size > _LARGEST:
            head, tail = ends_of(path, _ENDS)
            data = head + _table_of(path, tail) + tail
            return data.startswith((_PDF_HEAD, _ZIP_HEAD)) and _is_our_binary(data)
        data = b"".join(blocks(path))
        if data.startswith((_PDF_HEAD, _ZIP_HEAD)):
            return _is_our_binary(data)
        if data.startswith(_PNG_HEAD):
            return _PNG_PROGRAM.match(data) is not None
        return _is_our_calendar(data) if data.startswith(_CALENDAR_HEAD) else _is_our_text(data)
    return False


def sign_text(text: str) -> bytes:
    """Return a text as UTF-8 with a last line that names hostkit and its version, for readers and ``is_ours``."""
    return f"{text.rstrip()}\n\nhostkit {__version__}\n".encode()


def is_empty(path: Path) -> bool:
    """Tell whether a file is empty or holds only zero bytes; false for a file that cannot be read."""
    with suppress(OSError):
        return not any(block.strip(b"\0") for block in blocks(path))
    return False


def is_left_of(path: Path, whole: bytes) -> bool:
    """Tell whether a file is a damaged copy of ``whole``: replacing it by ``whole`` then loses nothing.

    Each disk block of the file must equal the same block of ``whole``, or its beginning followed by zero bytes.
    """
    with suppress(OSError):
        begins = count(0, _DISK_BLOCK)
        return all(
            whole[begin : begin + _DISK_BLOCK].startswith(block.rstrip(b"\0"))
            for begin, block in zip(begins, blocks(path, _DISK_BLOCK), strict=False)
        )
    return False


def was_cut_short(path: Path, begin: bytes) -> bool:
    """Tell whether a power cut has damaged a file that began with ``begin``, a result of ``beginning_of``.

    It has when the first block is all zero bytes, when the file ends within ``begin``, when a PDF file has no
    end-of-file marker, or when a text holds zero bytes. Another program's file may begin in the same way, so this does
    not tell who wrote it. A truncated text looks like one shortened by an editor, and does not count as damaged.
    """
    try:
        head, tail = ends_of(path, _ENDS)
    except OSError:
        return False
    if not head[:_DISK_BLOCK].strip(b"\0") or begin.startswith(head.rstrip(b"\0")):
        return True
    if not head.startswith(begin):
        return False
    if begin == _PDF_HEAD:
        return _PDF_END not in tail.rstrip(b"\0")[-_LAST:]
    return b"\0" in head + tail


def beginning_of(data: bytes) -> bytes:
    """Return the fixed beginning of a file: "%PDF-" for a PDF file, the first line for a text."""
    return _PDF_HEAD if data.startswith(_PDF_HEAD) else data.split(b"\n", 1)[0]


def _table_of(path: Path, tail: bytes) -> bytes:
    """Return the beginning of a PDF file's cross-reference stream, which names Info (PDF 32000-1, 7.5.8)."""
    found = _TABLE.search(tail, max(0, len(tail) - _LAST))
    return part_of(path, int(found[1]), _LAST) if found else b""


def _is_our_binary(data: bytes) -> bool:
    return _ZIP_COMMENT.search(data) is not None if data.startswith(_ZIP_HEAD) else _is_our_pdf(data)


def _is_our_pdf(data: bytes) -> bool:
    """Tell whether Creator in the last Info dictionary names hostkit (PDF 32000-1, 14.3.3).

    hostkit writes this dictionary uncompressed.
    """
    named = _INFO.findall(data)
    if not named:
        return False
    number, generation = named[-1]
    start = re.compile(rb"(?:^|[\r\n])%s\s+%s\s+obj\b" % (number, generation))
    places = list(start.finditer(data))
    if not places:
        return False
    begin = places[-1].end()
    return _CREATOR.search(data, begin, data.find(b"endobj", begin)) is not None


def _is_our_calendar(data: bytes) -> bool:
    """Tell whether PRODID names hostkit; it comes before the calendar's first component (RFC 5545, 3.4)."""
    return _PRODUCT.search(data.split(b"\nBEGIN:", 1)[0]) is not None


def _is_our_text(data: bytes) -> bool:
    try:
        # Not final, because a power cut may have ended the text in the middle of a character.
        text, _ = codecs.utf_8_decode(data, "strict", False)
    except UnicodeDecodeError:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and any(_SIGNED.search(line) for line in (lines[0], lines[-1]))


PLAIN_FILE = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Flags for opening a file: its bytes as they are, links not followed, and without waiting for a pipe's other end."""

_BLOCK = 1 << 18
"""Bytes read at once: enough for a whole file of a kit."""


@contextmanager
def opened(path: str | Path) -> Iterator[int]:
    """Return a context with the descriptor of a regular file, open for reading.

    Raises OSError for a symbolic link, for other than a regular file, and when it cannot be opened.
    """
    handle = os.open(path, os.O_RDONLY | PLAIN_FILE)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        yield handle
    finally:
        # An error on closing does not affect the data already read.
        with suppress(OSError):
            os.close(handle)


def blocks(path: str | Path, size: int = _BLOCK) -> Iterator[bytes]:
    """Yield a regular file in blocks of at most ``size`` bytes. Raises OSError as ``opened`` does."""
    with opened(path) as handle:
        while block := os.read(handle, size):
            yield block


def ends_of(path: str | Path, size: int) -> tuple[bytes, bytes]:
    """Return the first and the last ``size`` bytes of a regular file. Raises OSError as ``opened`` does."""
    with opened(path) as handle:
        head = os.read(handle, size)
        os.lseek(handle, max(0, os.fstat(handle).st_size - size), os.SEEK_SET)
        return head, os.read(handle, size)


def part_of(path: str | Path, begin: int, size: int) -> bytes:
    """Return at most ``size`` bytes of a regular file from byte ``begin``. Raises OSError as ``opened`` does."""
    with opened(path) as handle:
        os.lseek(handle, begin, os.SEEK_SET)
        return os.read(handle, size)


def sum_of(path: str | Path) -> str | None:
    """Return the SHA-256 of a file in hexadecimal, or None for a link, another kind of entry or an unreadable file."""
    with suppress(OSError):
        total = sha256()
        for block in blocks(path):
            total.update(block)
        return total.hexdigest()
    return None


def sum_of_folder(folder: Path, endings: Container[str], *, but: Container[str] = ()) -> str:
    """Return one SHA-256 of the names and contents of all files below a folder that have these endings.

    Folders named in ``but`` are skipped.
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
    with suppress(OSError):
        data = b"".join(blocks(path))
        return data if sha256(data).hexdigest() == total else None
    return None


def mode_of(path: Path) -> int:
    """Return the file mode at a path without following links, or 0 when nothing is there."""
    with suppress(OSError, ValueError):
        return path.lstat().st_mode
    return 0


def read_ours(path: Path) -> bytes | None:
    """Return the bytes of a file that hostkit wrote and that bears its name, or None for any other."""
    try:
        return b"".join(blocks(path)) if is_ours(path) else None
    except OSError:
        return None


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; false for a symbolic link to one."""
    return stat.S_ISDIR(mode_of(path))


def is_file_or_link(path: Path) -> bool:
    """Tell whether a path is a regular file or a symbolic link; links are moved and removed, never followed."""
    mode = mode_of(path)
    return stat.S_ISREG(mode) or stat.S_ISLNK(mode)


def names_in(folder: Path) -> list[str]:
    """Return the sorted names in a folder; an empty list when it is missing, a link, or cannot be read."""
    if folder.is_symlink():
        return []
    with suppress(OSError), os.scandir(folder) as found:
        return sorted(entry.name for entry in found)
    return []
