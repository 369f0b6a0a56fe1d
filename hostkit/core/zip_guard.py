"""Packed files (.docx and .xlsx are zip archives): opened with a limit on their size, and refused when damaged.

Archives are checked before a parser of XML sees any part of them. ``zipfile`` never unpacks more of a part than the
archive says that it holds, so the sizes that the archive states are the sizes to check.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple

from hostkit.core.errors import refused

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,
)
"""What ``zipfile`` raises for damaged bytes. NotImplementedError, for a method that it lacks, is a RuntimeError."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The methods that office files are packed with (ECMA-376, part 2, annex on mapping to zip)."""

_ENCRYPTED = 1
"""The bit of a part's flags that marks it as encrypted (APPNOTE.TXT, 4.4.4)."""


class PackedKind(NamedTuple):
    """One kind of packed file: its name in messages, its limits, and what to do where it is refused."""

    noun: str
    most_parts: int
    most_unpacked: int
    if_damaged: str
    if_too_large: str


@contextmanager
def open_archive(data: bytes, file: str, kind: PackedKind) -> Iterator[zipfile.ZipFile]:
    """Open packed bytes; ``file`` is their name in messages. What is read within the ``with`` is guarded too.

    Raises:
        SourceError: the archive or a part of it is damaged or locked with a password.

    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                remedy = "Take the password off and save it again."
                raise refused("file-locked", file, f"{kind.noun} is locked with a password.", remedy)
            if any(part.compress_type not in _METHODS for part in parts) or len(archive.NameToInfo) < len(
                parts
            ):
                raise zipfile.BadZipFile
            yield archive
    except _DAMAGE:
        raise refused("file-damaged", file, f"{kind.noun} is damaged.", kind.if_damaged) from None


def check_size(archive: zipfile.ZipFile, file: str, kind: PackedKind) -> None:
    """Check how much an archive holds, before any of it is unpacked.

    Raises:
        SourceError: it has more parts, or more bytes when unpacked, than its kind may have.

    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > kind.most_parts:
        what = f"{kind.noun} has {len(parts)} parts; {kind.most_parts} is the most."
    elif unpacked > kind.most_unpacked:
        what = (
            f"{kind.noun} unpacks to {unpacked / 1e6:.0f} MB; {kind.most_unpacked / 1e6:.0f} MB is the most."
        )
    else:
        return
    raise refused("file-too-large", file, what, kind.if_too_large)
