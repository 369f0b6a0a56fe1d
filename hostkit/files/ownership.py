"""Whose a file is, and what a power cut left of it. Opens files, never through a link, and writes none.

A PDF file is hostkit's when the Creator in its Info dictionary begins with "hostkit". An iCalendar file is
hostkit's when its PRODID, which names the program that made it, begins with "-//hostkit//". Any other text
file is hostkit's when its first or its last line that is not blank holds "hostkit" with a version behind it, is
"hostkit" alone, as below a message, or is that of a schema. Anything else is somebody's.

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
from pathlib import Path

from hostkit import __version__

_PDF_HEAD, _PDF_END = b"%PDF-", b"%%EOF"
_CALENDAR_HEAD = b"BEGIN:VCALENDAR"

_LARGEST = 64 * 1024 * 1024
"""Files beyond this size in bytes are not read whole: hostkit writes nothing so large but files joined for a shop."""

_ENDS = 1 << 16
"""Bytes read at either end of a large file: its Info stands first, and the trailer that names Info last."""

_DISK_BLOCK = 512
"""Bytes that a disk writes at once, the fewest that any does: what is lost begins and ends with them."""

_LAST = 1024
"""Bytes at the end of a PDF file among which readers look for its last line (PDF 32000-1, annex H)."""

_INFO = re.compile(rb"/Info\s+(\d+)\s+(\d+)\s+R")
_CREATOR = re.compile(rb"/Creator\s*\(hostkit\b")
_PRODUCT = re.compile(rb"^PRODID:-//hostkit//", re.MULTILINE)
_SIGNED = re.compile(r"\bhostkit (?:\d+\.\d+|schema (?:guide|event)\b)|^\ufeff?hostkit$")


def is_ours(path: Path) -> bool:
    """Tell whether hostkit wrote a file. A link, what is no file, and what cannot be read are somebody's."""
    try:
        if path.lstat().st_size > _LARGEST:
            head, tail = ends_of(path, _ENDS)
            return head.startswith(_PDF_HEAD) and _is_our_pdf(head + tail)
        data = b"".join(blocks(path))
    except OSError:
        return False
    if data.startswith(_PDF_HEAD):
        return _is_our_pdf(data)
    return _is_our_calendar(data) if data.startswith(_CALENDAR_HEAD) else _is_our_text(data)


def sign_text(text: str) -> bytes:
    """Return a text as UTF-8 with a last line that tells people and ``is_ours`` who wrote it."""
    return f"{text.rstrip()}\n\nhostkit {__version__}\n".encode()


def is_empty(path: Path) -> bool:
    """Tell whether a file holds no byte but zeros, or none at all. One that cannot be read may hold some."""
    try:
        return not any(block.strip(b"\0") for block in blocks(path))
    except OSError:
        return False


def is_left_of(path: Path, whole: bytes) -> bool:
    """Tell whether a file holds nothing but what ``whole`` holds at the same place, and zeros: nothing can be lost.

    Each block of the disk is one of ``whole``, or begins like it and goes on with zeros, or is of zeros altogether.
    """
    begin = 0
    try:
        for block in blocks(path, _DISK_BLOCK):
            if not whole[begin : begin + _DISK_BLOCK].startswith(block.rstrip(b"\0")):
                return False
            begin += _DISK_BLOCK
    except OSError:
        return False
    return True


def was_cut_short(path: Path, begin: bytes) -> bool:
    """Tell whether a file that began with ``begin``, as ``beginning_of`` gives it, has been damaged by a power cut.

    It has when its first block is of zeros, when it ends within ``begin``, when a PDF file lacks its last line, and
    when a text holds zeros. Another program's file may begin in the same way, so this does not tell whose it is. A text
    that ends too soon looks like one that somebody has shortened, and does not count as damaged.
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
    """Return how a file begins, whatever it goes on with: a PDF file with its mark, a text with its first line."""
    return _PDF_HEAD if data.startswith(_PDF_HEAD) else data.split(b"\n", 1)[0]


def _is_our_pdf(data: bytes) -> bool:
    """Read Creator in the last Info dictionary (PDF 32000-1, 14.3.3); hostkit writes it in the clear."""
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
    """Read PRODID among the calendar's own properties, which come before its first component (RFC 5545, 3.4)."""
    return _PRODUCT.search(data.split(b"\nBEGIN:", 1)[0]) is not None


def _is_our_text(data: bytes) -> bool:
    try:
        # Not final: a text that a power cut has cut off in the middle of a letter is one all the same.
        text, _ = codecs.utf_8_decode(data, "strict", False)
    except UnicodeDecodeError:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and any(_SIGNED.search(line) for line in (lines[0], lines[-1]))


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
