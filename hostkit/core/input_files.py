"""Finds the data files of the package, and reads and decodes input files."""

from __future__ import annotations

import codecs
import os
import re
import select
import stat
import time
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from hostkit.core.errors import refused
from hostkit.core.wording import display_path, nearest, quoted

YAML_ENDINGS = (".yaml", ".yml")

T = TypeVar("T")

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder(name: str) -> Path:
    """Return the path of a data folder inside the package, such as "languages"."""
    return _PACKAGE / name


def shipped(name: str) -> Path:
    """Return the path of a data folder: _name inside an installed package, or name beside it in a checkout."""
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


def as_on_disk(path: Path) -> Path:
    """Return the path under which a file exists whose name has the same letters, composed or with separate accents.

    Systems differ in how they store accents. A path that exists, or that nothing on the disk equals, is returned as is.
    """
    if str(path).isascii() or os.path.lexists(path):
        return path
    parent = as_on_disk(path.parent)
    wanted = unicodedata.normalize("NFC", path.name)
    try:
        found = sorted(each for each in parent.iterdir() if unicodedata.normalize("NFC", each.name) == wanted)
    except (OSError, ValueError):
        return path
    return found[0] if found else parent / path.name


def is_file(path: Path) -> bool:
    """Tell whether a file exists at ``path``; False if the name is not valid."""
    try:
        return as_on_disk(path).is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Tell whether a folder exists at ``path``; False if the name is not valid."""
    try:
        return as_on_disk(path).is_dir()
    except (OSError, ValueError):
        return False


def names_own_file(text: str) -> bool:
    """Tell whether a text names a YAML file of the user's own rather than something that comes with hostkit."""
    return text.casefold().endswith(YAML_ENDINGS) or "/" in text or "\\" in text


def own_file(text: str) -> Path:
    """Return the path of a user's own file, with ``~`` expanded if there is a home folder."""
    try:
        return as_on_disk(Path(text).expanduser())
    except RuntimeError:
        return as_on_disk(Path(text))


def read_once(read: Callable[[Path], T], path: Path) -> T:
    """Return what ``read`` makes of a file, which is read again only when its time or size has changed.

    A table may name the same file in a thousand rows. Raises OSError for a file that is not there.
    """
    found = path.stat()
    return cast("T", _read_version(read, path, found.st_mtime_ns, found.st_size))


@lru_cache(maxsize=32)
def _read_version(read: Callable[[Path], object], path: Path, modified: int, size: int) -> object:
    return read(path)


WAIT_SECONDS = 10.0
"""The total time to wait for a pipe, ten times as long as a program needs to produce a small text."""

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_BLOCK = 1 << 18


def read_within(path: Path, limit: int, *, wanted: str, held_by: str = "", pipes: bool = True) -> bytes:
    """Return the bytes of a file, or its first ``limit`` + 1 bytes if it is larger than ``limit``.

    ``wanted`` says in messages which kind of file is expected, as in "a .yaml file"; ``held_by`` names a program that
    may lock the file while it is open there. A pipe is read for at most ``WAIT_SECONDS``; it is refused if ``pipes`` is
    false.

    Raises:
        SourceError: the file does not exist, is a folder or cannot be read, or it is a pipe that is refused or does not
            end in time.

    """
    file, path = display_path(path), as_on_disk(path)
    try:
        if path.is_dir():
            wrong = "this is a folder, not a file."
            raise refused("file-is-a-folder", file, wrong, f"Name {wanted} inside it.")
        if not pipes and path.is_fifo():
            # A pipe can be read only once.
            raise refused("file-is-a-pipe", file, "this is a pipe, not a file.", f"Name {wanted}.")
        return _read(path, limit + 1)
    except TimeoutError:
        wrong = f"nothing more came through this pipe for {WAIT_SECONDS:g} seconds."
        remedy = "Write to a file first, and name that."
        raise refused("pipe-silent", file, wrong, remedy) from None
    except FileNotFoundError:
        raise refused("file-missing", file, "there is no such file.", _instead(path)) from None
    except PermissionError:
        remedy = f"Give yourself the right to read it{f', or close it in {held_by}' if held_by else ''}."
        raise refused("file-unreadable", file, "the file may not be read.", remedy) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        what = f"the file cannot be read: {reason.lower()}."
        raise refused("file-unreadable", file, what, "Check the name and the disk.") from None


def _read(path: Path, most: int) -> bytes:
    """Return up to ``most`` bytes of a file. Raises TimeoutError for a pipe or a device that does not end in time."""
    # _FLAGS contains O_NONBLOCK, because opening a pipe without a writer would block forever.
    handle = os.open(path, _FLAGS)
    try:
        is_file = stat.S_ISREG(os.fstat(handle).st_mode)
        until = time.monotonic() + WAIT_SECONDS
        parts: list[bytes] = []
        while most:
            if not is_file and not select.select([handle], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            part = os.read(handle, min(_BLOCK, most))
            if not part:
                break
            parts.append(part)
            most -= len(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def _instead(path: Path) -> str:
    """Return the remedy for a missing file: the file of a similar name and the same suffix in its folder, if any."""
    ending = path.suffix.lower()
    try:
        beside = [each for each in path.parent.iterdir() if each.suffix.lower() == ending and each.is_file()]
    except (OSError, ValueError):
        beside = []
    # Lock files and hidden files of other programs are skipped: "~$events.xlsx", ".events.csv".
    stems = {each.stem: each.name for each in sorted(beside) if each.name[0] not in "~."}
    if near := nearest(path.stem, stems):
        return f"Did you mean {quoted(display_path(path.with_name(stems[near])))}?"
    return "Check the name and the folder."


ZIP = b"PK\x03\x04"
"""The first bytes of a zip archive, such as a .docx or .xlsx file (APPNOTE.TXT, 4.3.7)."""

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a .doc or .xls file and of every office file with a password ([MS-CFB], 2.2)."""

OTHER_FORMATS = {
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"%PDF": "a PDF",
    b"{\\rtf": "a Rich Text file", b"\x1f\x8b": "a packed file", b"7z\xbc\xaf": "a packed file",
    b"Rar!": "a packed file",
}  # fmt: skip
"""The first bytes of formats that are not plain text, from their specifications, and the name of each format."""

LINE_END = re.compile("\r\n|\r|\n")

_FIRST_BYTES = 12
"""The number of bytes examined if there is no byte order mark: six UTF-16 characters, expected to be ASCII."""


class TextEncoding(NamedTuple):
    """A text encoding: its name in messages, its Python codec, and the byte order mark of the file, or b""."""

    name: str
    codec: str
    mark: bytes = b""


class BadByte(NamedTuple):
    """A byte that is invalid in the encoding: its value, its offset in the file, and its line and column from 1."""

    value: int
    offset: int
    line: int
    column: int


UTF_8 = TextEncoding("UTF-8", "utf-8")
WINDOWS = TextEncoding("Windows-1252", "cp1252")

_MARKED = (
    TextEncoding("UTF-8", "utf-8", codecs.BOM_UTF8),
    # UTF-32 comes first, because its little-endian mark begins with that of UTF-16.
    TextEncoding("UTF-32", "utf-32-le", codecs.BOM_UTF32_LE),
    TextEncoding("UTF-32", "utf-32-be", codecs.BOM_UTF32_BE),
    TextEncoding("UTF-16", "utf-16-le", codecs.BOM_UTF16_LE),
    TextEncoding("UTF-16", "utf-16-be", codecs.BOM_UTF16_BE),
)


def other_format(data: bytes) -> str:
    """Return the kind of a file that is not text, as in "a picture", or "" if it may be text."""
    return next((what for beginning, what in OTHER_FORMATS.items() if data.startswith(beginning)), "")


def encoding_of(data: bytes) -> TextEncoding:
    """Return the encoding of a file, from its byte order mark or, for UTF-16, from zero bytes; UTF-8 by default."""
    for encoding in _MARKED:
        if data.startswith(encoding.mark):
            return encoding
    head = data[:_FIRST_BYTES]
    if len(head) >= 4 and any(head):
        if not any(head[1::2]):
            return TextEncoding("UTF-16", "utf-16-le")
        if not any(head[::2]):
            return TextEncoding("UTF-16", "utf-16-be")
    return UTF_8


def decode(data: bytes, encoding: TextEncoding, errors: str = "strict") -> str | BadByte:
    """Return the text of a file without its byte order mark, or the first byte that is invalid in the encoding.

    ``errors`` is the name of Python's error handler for invalid bytes.
    """
    bare = data[len(encoding.mark) :]
    try:
        return bare.decode(encoding.codec, errors)
    except UnicodeDecodeError as error:
        lines = LINE_END.split(bare[: error.start].decode(encoding.codec, errors))
        offset = len(encoding.mark) + error.start
        return BadByte(data[offset], offset, len(lines), len(lines[-1]) + 1)


def with_unix_line_ends(text: str) -> str:
    """Return a text with every line end replaced with a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
