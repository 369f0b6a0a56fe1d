"""Opens zip archives (.docx and .xlsx files), limits their unpacked size and refuses damaged ones.

Archives are checked before an XML parser reads any part of them. ``zipfile`` never unpacks more of a part than the size
that the archive states, so the stated sizes are the ones to check.
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
    ArithmeticError,
    RuntimeError,
)
"""The exceptions that ``zipfile`` raises for damaged data, or classes of them."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The compression methods that office files may use (ECMA-376, part 2, annex on mapping to zip)."""

_ENCRYPTED = 1
"""The bit of a part's flags that marks it as encrypted (APPNOTE.TXT, 4.4.4)."""


class PackedKind(NamedTuple):
    """One kind of zip-based file.

    ``noun`` names it in messages; ``most_parts`` and ``most_unpacked`` are its largest number of parts and of unpacked
    bytes; ``if_damaged`` and ``if_too_large`` are the remedies shown when a file is refused for that reason.
    """

    noun: str
    most_parts: int
    most_unpacked: int
    if_damaged: str
    if_too_large: str


@contextmanager
def open_archive(data: bytes, file: str, kind: PackedKind) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive held in memory; ``file`` is its name in messages.

    Errors raised while parts are read inside the ``with`` block are converted too.

    Raises:
        SourceError: the archive or a part of it is damaged or locked with a password.

    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                remedy = "Take the password off and save it again."
                raise refused("file-locked", file, f"{kind.noun} is locked with a password.", remedy)
            has_doubles = len(archive.NameToInfo) < len(parts)
            if has_doubles or any(part.compress_type not in _METHODS for part in parts):
                raise zipfile.BadZipFile
            yield archive
    except _DAMAGE:
        raise refused("file-damaged", file, f"{kind.noun} is damaged.", kind.if_damaged) from None


def check_size(archive: zipfile.ZipFile, file: str, kind: PackedKind) -> None:
    """Check the number of parts and the unpacked size of an archive before any part is unpacked.

    Raises:
        SourceError: the archive has more parts or more unpacked bytes than its kind allows.

    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > kind.most_parts:
        what = f"{kind.noun} has {len(parts)} parts; {kind.most_parts} is the most."
    elif unpacked > kind.most_unpacked:
        most = f"{kind.most_unpacked / 1e6:.0f} MB"
        what = f"{kind.noun} unpacks to {unpacked / 1e6:.0f} MB; {most} is the most."
    else:
        return
    raise refused("file-too-large", file, what, kind.if_too_large)
