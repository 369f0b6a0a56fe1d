"""Checks the metadata of a document, and writes the Info dictionary, the XMP metadata and the outline.

A control character or an unknown duplex mode would damage the file. Authors cannot cause such errors, so they raise
ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from unicodedata import category

from hostkit import __version__
from hostkit.pdf.library import PRODUCER
from hostkit.pdf.syntax import IndirectObject, Objects, number, stream, text_string
from hostkit.typesetting.display_list import Document, Role, TextRun

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_URL = re.compile(r"https?://[!-~]+")
_DUPLEX = ("Simplex", "DuplexFlipLongEdge", "DuplexFlipShortEdge")
_NONCHARACTERS = ("\ufffe", "\uffff")


def check_document(document: Document) -> None:
    """Raise ValueError for a document without pages or a title, or with metadata that PDF cannot hold."""
    if not document.pages:
        raise ValueError("a document needs a page")
    if not document.title.strip():
        raise ValueError("a document needs a title")
    for text in (document.title, document.author, document.subject):
        check_text(text)
    if not _LANGUAGE.fullmatch(document.language):
        raise ValueError(f"{document.language!r} is no language tag")
    if document.duplex not in _DUPLEX:
        raise ValueError(f"{document.duplex!r} is no duplex mode")


def check_text(text: str) -> None:
    """Raise ValueError for a text with characters that XML forbids: controls, surrogates and noncharacters."""
    if text.isascii() and text.isprintable():
        return
    for character in text:
        if category(character) in ("Cc", "Cs") or character in _NONCHARACTERS:
            raise ValueError(f"{text!r} holds the character U+{ord(character):04X}")


def check_url(url: str) -> None:
    """Raise ValueError for anything but an http or https address in ASCII (PDF 32000-1, 12.6.4.7)."""
    if not _URL.fullmatch(url):
        raise ValueError(f"{url!r} is no canonical link")


CREATOR = f"hostkit {__version__}"
"""The Creator of all files, by which hostkit recognizes its own files."""


def information(document: Document) -> bytes:
    """Return the Info dictionary of a document (PDF 32000-1, 14.3.3), without dates."""
    entries = {
        "Title": document.title,
        "Author": document.author,
        "Subject": document.subject,
        "Creator": CREATOR,
        "Producer": PRODUCER,
    }
    return f"<< {' '.join(f'/{key} {text_string(text)}' for key, text in entries.items())} >>".encode()


def xmp(document: Document) -> bytes:
    """Return the XMP stream of a document (PDF 32000-1, 14.3.2), uncompressed so that any tool can read it."""
    packet = _PACKET.format(
        title=_escaped(document.title),
        author=_escaped(document.author),
        subject=_escaped(document.subject),
        language=_escaped(document.language),
        creator=_escaped(CREATOR),
        producer=_escaped(PRODUCER),
    )
    return stream(packet.encode(), "/Type /Metadata /Subtype /XML", compress=False)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


class _BookmarkEntry:
    """An item of the outline, or its root.

    ``body`` is its object, ``entries`` its title and destination as dictionary entries (empty for the root), and
    ``kids`` the items below it.
    """

    def __init__(self, body: IndirectObject, entries: str = "") -> None:
        self.body = body
        self.entries = entries
        self.kids: list[_BookmarkEntry] = []

    @property
    def count(self) -> int:
        """The number of items below it, all of which are open."""
        return sum(1 + kid.count for kid in self.kids)


def add_outline(objects: Objects, bookmarks: Iterable[Bookmark], pages: Sequence[str]) -> str | None:
    """Add an outline to the objects of a file; return a reference to its root, or None if there are no bookmarks.

    A bookmark may be at most one level below the one before it. ``pages`` are references to the pages.
    """
    root = _BookmarkEntry(IndirectObject())
    above = [root]
    for level, title, page, top in bookmarks:
        if not root.kids:
            objects.add(root.body)
        del above[level + 1 :]
        target = f"[{pages[page]} /XYZ null {number(top)} null]"
        entry = _BookmarkEntry(IndirectObject(), f"/Title {text_string(title)} /Dest {target}")
        objects.add(entry.body)
        above[-1].kids.append(entry)
        above.append(entry)
    if not root.kids:
        return None
    root.body.content = f"<< /Type /Outlines {_ends(root)} >>".encode()
    _write_kids(root)
    return root.body.reference


def _write_kids(parent: _BookmarkEntry) -> None:
    befores, afters = chain([None], parent.kids), chain(parent.kids[1:], [None])
    for before, entry, after in zip(befores, parent.kids, afters, strict=False):
        entries = [entry.entries, f"/Parent {parent.body.reference}"]
        entries += [f"/Prev {before.body.reference}"] if before else []
        entries += [f"/Next {after.body.reference}"] if after else []
        entries += [_ends(entry)] if entry.kids else []
        entry.body.content = f"<< {' '.join(entries)} >>".encode()
        _write_kids(entry)


def _ends(entry: _BookmarkEntry) -> str:
    first, last = entry.kids[0].body.reference, entry.kids[-1].body.reference
    return f"/First {first} /Last {last} /Count {entry.count}"


_LEVELS = {"H1": 0, "H2": 1, "H3": 2, "H4": 3}


class Bookmark(NamedTuple):
    """One item of the outline. ``page`` counts from 0; ``top`` is in points from the bottom of the page."""

    level: int
    title: str
    page: int
    top: float


class _Heading:
    def __init__(self, level: int, page: int, top: float) -> None:
        self.level, self.page, self.top = level, page, top
        self.runs: list[TextRun] = []

    def title(self) -> str:
        """Return the text of all runs, with single spaces between words and between lines."""
        parts: list[str] = []
        baseline: float | None = None
        for run in self.runs:
            if run.y != baseline and baseline is not None:
                parts.append(" ")
            parts.append(run.text)
            baseline = run.y
        return " ".join("".join(parts).split())


def heading_of(role: Role) -> Role | None:
    """Return the role itself or its nearest ancestor that is a heading, or None."""
    found: Role | None = role
    while found is not None and found.tag not in _LEVELS:
        found = found.parent
    return found


class Headings:
    """The headings of a document, collected while its pages are drawn."""

    def __init__(self) -> None:
        self._headings: dict[Role, _Heading] = {}

    def add(self, role: Role, run: TextRun, page: int, top: float) -> None:
        """Add a text run to the heading of ``role``. ``top`` is in points from the bottom of the page."""
        heading = self._headings.get(role)
        if heading is None:
            heading = self._headings[role] = _Heading(_LEVELS[role.tag], page, top)
        heading.runs.append(run)

    def bookmarks(self) -> Iterator[Bookmark]:
        """Yield a bookmark for each heading with text in document order, without gaps between levels."""
        level = -1
        for heading in self._headings.values():
            title = heading.title()
            if title:
                level = min(heading.level, level + 1)
                yield Bookmark(level, title, heading.page, heading.top)
