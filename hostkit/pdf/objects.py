"""Objects of a PDF file that are written by hand: bytes in, numbered objects of ReportLab's document out.

Must not know: pages, tags, fonts. Why by hand: formatting dictionaries takes ReportLab 72 % of a warm build,
and a document has hundreds of structure elements.
"""

from __future__ import annotations

import zlib
from typing import Any, TypeAlias

from hostkit.pdf.library import pdfdoc

PdfDocument: TypeAlias = Any
"""ReportLab's PDFDocument; ReportLab has no types."""


BEST, FAST = 4, 1
"""Levels of deflating: what is written once a guide is made small, what is written for each event quickly."""

_WINDOW, _MEMORY = 12, 6
"""What deflating at the level FAST remembers (zlib's windowBits and memLevel). Pieces are short: a window of 4 KB finds
nearly all that one of 32 KB would, and need not have a quarter of a megabyte cleared for each of them."""


class Body(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object whose ``content`` is written as it stands; it may change until the file is made."""

    __RefOnly__ = 1  # ReportLab's mark of objects that are never written in line

    def __init__(self, content: bytes = b"") -> None:
        self.content = content
        self.number, self.reference = 0, ""
        """Its number, and how other objects name it ("12 0 R"); given when it is added to a document."""

    def format(self, document: PdfDocument) -> bytes:
        """Return the bytes between ``obj`` and ``endobj`` (called by ReportLab)."""
        return self.content


def add(document: PdfDocument, body: Body) -> Body:
    """Give an object the next number of a document and return it.

    As ReportLab's ``document.Reference`` does it, in a fraction of the time: most objects of a file come through here.
    """
    number = document.objectcounter = document.objectcounter + 1
    name = body.__InternalName__ = f"R{number}"
    document.idToObjectNumberAndVersion[name] = number, 0
    document.numberToId[number] = name
    document.idToObject[name] = body
    body.number, body.reference = number, f"{number} 0 R"
    return body


def add_object(document: PdfDocument, content: bytes = b"") -> Body:
    """Make an object, give it the next number of a document and return it."""
    return add(document, Body(content))


def reference(document: PdfDocument, name: str) -> str:
    """Return the reference ("12 0 R") of an object that ReportLab knows by a name."""
    number, generation = document.idToObjectNumberAndVersion[name]
    return f"{number} {generation} R"


_LEAST = {BEST: 200, FAST: 2000}
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
