"""Checks the metadata of a document, and writes the Info dictionary, the XMP metadata and the outline.

A control character or an unknown duplex mode would damage the file. Authors cannot cause such errors, so they raise
ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple
from unicodedata import category

from hostkit import __version__
from hostkit.core.characters import without_break_points
from hostkit.pdf.library import PRODUCER
from hostkit.pdf.syntax import Objects, number, stream, text_string
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
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


class OutlineLinks(NamedTuple):
    """The dictionary entries that link an item of an outline, or its root, to others; each begins with a space."""

    parent: str
    others: str


def outline_links(levels: Sequence[int], root: int) -> list[OutlineLinks]:
    """Return the links of the root of an outline and of its items, which are open (PDF 32000-1, 12.3.3).

    ``levels`` are the levels of the items from 0; an item may be at most one level below the one before it. The items
    have the object numbers after ``root``.
    """
    parents, above = [0], [0]
    kids: list[list[int]] = [[] for _ in range(len(levels) + 1)]
    for item, level in enumerate(levels, 1):
        del above[level + 1 :]
        parents.append(above[-1])
        kids[above[-1]].append(item)
        above.append(item)
    counts = [1] * len(kids)
    for item in range(len(levels), 0, -1):
        counts[parents[item]] += counts[item]
    before = {after: item for family in kids for item, after in pairwise(family)}
    after = {item: after for after, item in before.items()}
    found = []
    for item, family in enumerate(kids):
        near = {"Prev": before.get(item), "Next": after.get(item)}
        near |= {"First": family[0], "Last": family[-1]} if family else {}
        others = "".join(f" /{key} {root + other} 0 R" for key, other in near.items() if other)
        others += f" /Count {counts[item] - 1}" if family else ""
        found.append(OutlineLinks(f" /Parent {root + parents[item]} 0 R", others))
    return found


def add_outline(objects: Objects, bookmarks: Iterable[Bookmark], pages: Sequence[str]) -> str | None:
    """Add an outline to the objects of a file; return a reference to its root, or None if there are no bookmarks.

    ``pages`` are references to the pages.
    """
    items = list(bookmarks)
    if not items:
        return None
    root, *links = outline_links([item.level for item in items], objects.next_number)
    reference = objects.add_content(f"<< /Type /Outlines{root.others} >>".encode())
    for (_, title, page, top), (parent, others) in zip(items, links, strict=True):
        target = f"[{pages[page]} /XYZ null {number(top)} null]"
        objects.add_content(f"<< /Title {text_string(title)} /Dest {target}{parent}{others} >>".encode())
    return reference


_LEVELS = {"H1": 0, "H2": 1, "H3": 2, "H4": 3}


class Bookmark(NamedTuple):
    """One item of the outline. ``page`` counts from 0; ``top`` is in points from the bottom of the page."""

    level: int
    title: str
    page: int
    top: float


def heading_of(role: Role) -> Role | None:
    """Return the role itself or its nearest ancestor that is a heading, or None."""
    found: Role | None = role
    while found is not None and found.tag not in _LEVELS:
        found = found.parent
    return found


class Headings:
    """The headings of a document, collected while its pages are drawn."""

    def __init__(self) -> None:
        self._parts: dict[Role, list[tuple[TextRun, int, float]]] = {}
        """The text runs of each heading, with their page and its distance from the bottom of the page."""

    def add(self, role: Role, run: TextRun, page: int, top: float) -> None:
        """Add a text run to the heading of ``role``. ``top`` is in points from the bottom of the page."""
        self._parts.setdefault(role, []).append((run, page, top))

    def bookmarks(self) -> Iterator[Bookmark]:
        """Yield a bookmark for each heading with text in document order, without gaps between levels."""
        level = -1
        for role, parts in self._parts.items():
            _, page, top = parts[0]
            if title := _title([run for run, _, _ in parts]):
                level = min(_LEVELS[role.tag], level + 1)
                yield Bookmark(level, title, page, top)


def _title(runs: Iterable[TextRun]) -> str:
    """Return the text of all runs, with single spaces between words and between lines that do not divide a word."""
    lines = ("".join(run.text for run in line) for _, line in groupby(runs, key=lambda run: run.y))
    joined = re.sub(_DIVIDED, r"\1", "\n".join(lines))
    return " ".join(without_break_points(joined).split())


_DIVIDED = "([-–—/\u00ad\u200b])\n"
"""The end of a line within a word. A line that ends between words has a space at its end."""
