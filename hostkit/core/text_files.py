"""The bytes of a text file as text: the encoding that its first bytes show, and where a byte does not belong to it."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

ZIP = b"PK\x03\x04"
"""How a zip archive begins, and with it a .docx and a .xlsx (APPNOTE.TXT, 4.3.7)."""

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a .doc, a .xls and every office file with a password begins ([MS-CFB], 2.2)."""

OTHER_FORMATS = {
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"%PDF": "a PDF",
    b"{\\rtf": "a Rich Text file", b"\x1f\x8b": "a packed file", b"7z\xbc\xaf": "a packed file",
    b"Rar!": "a packed file",
}  # fmt: skip
"""How files begin that hold no plain text, by the specification of each format, and what they are."""

LINE_END = re.compile("\r\n|\r|\n")

_FIRST_BYTES = 12
"""The bytes that show an encoding without a mark: six characters of UTF-16, which are ASCII in every file read here."""


class TextEncoding(NamedTuple):
    """An encoding: its name in messages, Python's codec for it, and the byte order mark that the file begins with."""

    name: str
    codec: str
    mark: bytes = b""


class BadByte(NamedTuple):
    """A byte that does not belong to an encoding: its value, its offset in the file, its line and column from 1."""

    value: int
    offset: int
    line: int
    column: int


UTF_8 = TextEncoding("UTF-8", "utf-8")
WINDOWS = TextEncoding("Windows-1252", "cp1252")

_MARKED = (
    TextEncoding("UTF-8", "utf-8", codecs.BOM_UTF8),
    # Before UTF-16, with whose mark that of UTF-32 begins.
    TextEncoding("UTF-32", "utf-32-le", codecs.BOM_UTF32_LE),
    TextEncoding("UTF-32", "utf-32-be", codecs.BOM_UTF32_BE),
    TextEncoding("UTF-16", "utf-16-le", codecs.BOM_UTF16_LE),
    TextEncoding("UTF-16", "utf-16-be", codecs.BOM_UTF16_BE),
)


def other_format(data: bytes) -> str:
    """Return what a file is that begins as no text does, as in "a picture"; "" where it may be text."""
    return next((what for beginning, what in OTHER_FORMATS.items() if data.startswith(beginning)), "")


def encoding_of(data: bytes) -> TextEncoding:
    """Return the encoding that the byte order mark of a file shows, or zeros in every second byte; else UTF-8."""
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
    """Return the text of a file without its byte order mark, or the first byte that its encoding does not have.

    ``errors`` is Python's handler of such bytes.
    """
    bare = data[len(encoding.mark) :]
    try:
        return bare.decode(encoding.codec, errors)
    except UnicodeDecodeError as error:
        lines = LINE_END.split(bare[: error.start].decode(encoding.codec, errors))
        offset = len(encoding.mark) + error.start
        return BadByte(data[offset], offset, len(lines), len(lines[-1]) + 1)


def with_unix_line_ends(text: str) -> str:
    """Return a text whose lines end in a line feed alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
