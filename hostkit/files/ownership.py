"""Whose file is it? A path in, whether hostkit wrote it out. Opens files, never writes them.

A PDF file is hostkit's when the Creator in its Info dictionary begins with "hostkit". An iCalendar file is
hostkit's when its PRODID, which names the program that made it, begins with "-//hostkit//". Any other text
file is hostkit's when its first or its last line that is not blank holds "hostkit" with a version behind it, is
"hostkit" alone, as below a message, or is that of a schema. Anything else is somebody's.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path

from hostkit import __version__

_PDF_HEAD = b"%PDF-"
_CALENDAR_HEAD = b"BEGIN:VCALENDAR"

_LARGEST = 64 * 1024 * 1024
"""Files beyond this size in bytes are not read whole: hostkit writes nothing so large but files joined for a shop."""

_ENDS = 1 << 16
"""Of these, so many bytes at either end: Info stands first in them, and the trailer that names it last."""

_INFO = re.compile(rb"/Info\s+(\d+)\s+(\d+)\s+R")
_CREATOR = re.compile(rb"/Creator\s*\(hostkit\b")
_PRODUCT = re.compile(rb"^PRODID:-//hostkit//", re.MULTILINE)
_SIGNED = re.compile(r"\bhostkit (?:\d+\.\d+|schema (?:guide|event)\b)|^\ufeff?hostkit$")


def is_ours(path: Path) -> bool:
    """Tell whether hostkit wrote a file. What is no file, or cannot be read, is somebody's."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            # A pipe might be waited for without end.
            return False
        if found.st_size > _LARGEST:
            data = _ends_of(path)
            return data.startswith(_PDF_HEAD) and _is_our_pdf(data)
        data = path.read_bytes()
    except OSError:
        return False
    if data.startswith(_PDF_HEAD):
        return _is_our_pdf(data)
    return _is_our_calendar(data) if data.startswith(_CALENDAR_HEAD) else _is_our_text(data)


def sign_text(text: str) -> bytes:
    """Return a text as UTF-8 with a last line that tells, to people and to ``is_ours``, who wrote it."""
    return f"{text.rstrip()}\n\nhostkit {__version__}\n".encode()


def _ends_of(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(_ENDS)
        file.seek(-_ENDS, os.SEEK_END)
        return head + file.read()


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
