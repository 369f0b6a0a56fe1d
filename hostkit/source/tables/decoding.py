"""The bytes of a text table in, its text out: UTF-8, or UTF-16 that begins with its mark, and nothing by guess.

Bytes that are not UTF-8 come out as stand-ins, so that whoever knows rows and columns can say where they are.
"""

from __future__ import annotations

import codecs
import re

from hostkit.ground.errors import refused

AS_UTF_8 = 'Save it as "CSV UTF-8"; in LibreOffice, choose the character set Unicode (UTF-8).'

_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_HALVES = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STAND_IN = re.compile("[\udc80-\udcff]")
_LOOKED_AT = 12
"""Bytes of the first names: in UTF-16 every second one is zero."""


def decode(data: bytes, file: str) -> tuple[str, bool]:
    """Return the text, and whether it holds stand-ins for bytes that are not UTF-8.

    Raises:
        SourceError: the file is UTF-32, UTF-16 without its mark, or cut off within a character.

    """
    if data.startswith(_WIDE):
        raise refused(file, "the file is UTF-32.", AS_UTF_8)
    if data.startswith(_HALVES):
        return _utf_16(data, file), False
    head = data[:_LOOKED_AT]
    if len(head) > 3 and (not any(head[1::2]) or not any(head[::2])):
        raise refused(file, "the file looks like UTF-16, but has no byte order mark.", AS_UTF_8)
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return data.decode("utf-8-sig", "surrogateescape"), True


def lost_byte(text: str) -> tuple[int, str] | None:
    """Return the first byte of a text that is not UTF-8 and what stands before it, or None."""
    found = _STAND_IN.search(text)
    return (ord(found[0]) - 0xDC00, text[: found.start()]) if found else None


def _utf_16(data: bytes, file: str) -> str:
    try:
        # Half a surrogate pair is let through: it is refused in its cell, with its row and column.
        return data.decode("utf-16", "surrogatepass")
    except UnicodeDecodeError:
        raise refused(
            file, "the file ends within a character: it was cut off.", "Save or copy it again."
        ) from None
