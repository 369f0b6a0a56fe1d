"""Objects of a PDF file that are written by hand: bytes in, numbered objects out.

Must not know: pages, tags, fonts. Why by hand: formatting dictionaries takes ReportLab 72 % of a warm build,
and a document has hundreds of structure elements.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from itertools import accumulate
from struct import Struct

BEST, FAST = 4, 1
"""Levels of deflating: what is written once a guide is made small, what is written for each event quickly."""

_WINDOW, _MEMORY = 12, 6
"""What deflating at the level FAST remembers (zlib's windowBits and memLevel). Pieces are short: a window of 4 KB finds
nearly all that one of 32 KB would, and need not have a quarter of a megabyte cleared for each of them."""


class IndirectObject:
    """An indirect object whose ``content`` is written as it stands; it may change until the file is made."""

    __slots__ = ("content", "number", "reference")

    def __init__(self, content: bytes = b"") -> None:
        self.content = content
        self.number, self.reference = 0, ""
        """Its number, and how other objects name it ("12 0 R"); given when it is added to a file's objects."""


class Objects:
    """The objects of one file, numbered from 1 on in the order of their adding."""

    def __init__(self) -> None:
        self._bodies: list[IndirectObject] = []

    def add(self, body: IndirectObject) -> str:
        """Give an object the next number and return its reference."""
        self._bodies.append(body)
        body.number = number = len(self._bodies)
        body.reference = reference = f"{number} 0 R"
        return reference

    def add_content(self, content: bytes) -> str:
        """Make an object of what it holds, give it the next number and return its reference."""
        return self.add(IndirectObject(content))

    def contents(self) -> list[bytes]:
        """Return what the objects hold, in the order of their numbers."""
        return [body.content for body in self._bodies]


_LEAST = {BEST: 300, FAST: 2000}
"""Bytes from which on a stream is deflated: what is smaller would grow, or hardly shrink for the time it takes."""


def whole(number: int, content: bytes) -> bytes:
    """Return an indirect object as it stands in a file (PDF 32000-1, 7.3.10)."""
    return b"%d 0 obj\n%s\nendobj\n" % (number, content)


def stream(data: bytes, entries: str = "", *, compress: bool = True, level: int = BEST) -> bytes:
    """Return a stream (PDF 32000-1, 7.3.8) with more entries in its dictionary; deflated where that helps."""
    if compress and len(data) >= _LEAST[level]:
        data = _fast(data) if level == FAST else zlib.compress(data, level)
        entries += " /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)


def is_stream(content: bytes) -> bool:
    """Tell whether what an object holds is a stream."""
    return content.endswith(b"\nendstream")


def object_stream(contents: Mapping[int, bytes]) -> bytes:
    """Return a stream that holds objects by number, none of them a stream (PDF 32000-1, 7.5.7)."""
    places = accumulate([len(content) + 1 for content in contents.values()], initial=0)
    index = " ".join([f"{number} {place}" for number, place in zip(contents, places, strict=False)])
    data = b"\n".join((index.encode(), *contents.values()))
    return stream(data, f"/Type /ObjStm /N {len(contents)} /First {len(index) + 1}")


ROW, WIDTHS = Struct(">BIH"), b"[1 4 2]"
"""A row of a cross-reference stream (PDF 32000-1, 7.5.8.3), and its widths in bytes: the type, then where an object
begins in the file, or the number of its object stream and its place there."""

IN_FILE, IN_OBJECT_STREAM = 1, 2
"""The types of rows of objects that there are (PDF 32000-1, table 18)."""


def _fast(data: bytes) -> bytes:
    # Nearly all of it is outlines of symbols: corners hardly repeat, and looking for repeats takes a third of the time.
    deflate = zlib.compressobj(FAST, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_HUFFMAN_ONLY)
    return deflate.compress(data) + deflate.flush()


def text_string(text: str) -> str:
    """Return a text string (PDF 32000-1, 7.9.2.2): literal when it is ASCII, else UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
