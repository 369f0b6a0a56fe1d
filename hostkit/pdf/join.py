"""Joins the pages of finished files into one file, which a copy shop can print as one job.

Objects that several files share, such as fonts, are written once. Every copy keeps the tags and links of its file, as
a part of the joined document, and each file may get one bookmark. Memory holds one source file at a time, and a row of
the cross-reference stream for each object, the digests of shared objects, and the titles.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from hashlib import md5, sha256
from typing import NamedTuple

from hostkit.pdf.finished_file import REFERENCE, FinishedFile, SourceTags, entries, references
from hostkit.pdf.metadata import information, outline_links, xmp
from hostkit.pdf.syntax import (
    FAST,
    IN_FILE,
    IN_OBJECT_STREAM,
    ROW,
    WIDTHS,
    object_stream,
    stream,
    text_string,
    whole,
)
from hostkit.typesetting.display_list import Document

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_KEPT = (b"/Contents", b"/MediaBox", b"/Resources", b"/TrimBox")

_INFO, _CATALOG, _PAGES, _STRUCTURE, _DOCUMENT = 1, 2, 3, 4, 5
"""The numbers of the objects that come first in every joined file; _DOCUMENT is the root of the structure elements."""

_A_NODE = 64
"""Pages in each node of the page tree, chosen so that a reader finds one page of thousands in a few steps."""


class Wanted(NamedTuple):
    """A finished file to be joined, and how it is printed.

    ``pages`` are the page numbers of one copy, counted from 0, or None for a blank page. ``copies`` is the number of
    copies, and ``title`` the title of the bookmark; if it is empty, the file gets no bookmark.
    """

    file: FinishedFile
    pages: tuple[int | None, ...]
    copies: int = 1
    title: str = ""


def join(document: Document, files: Iterable[Wanted]) -> Iterator[bytes]:
    """Yield the bytes of one PDF file with the wanted pages of all files. Equal input gives equal bytes.

    ``document`` has no pages; it gives the title, author, language and other metadata. Raises ValueError or KeyError
    for a file that hostkit did not write.
    """
    return _Joiner(document).join(files)


class _Joiner:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._rows = bytearray(ROW.size * (_DOCUMENT + 1))
        """The cross-reference rows of all objects (PDF 32000-1, 7.5.8.3), from the free object 0 on."""
        self._known: dict[bytes, int] = {}
        """The number of each object that was copied, by the SHA-256 digest of its content."""
        self._nodes: list[int] = []
        self._bookmarks: list[tuple[str, int]] = []
        """The title of each bookmark and the object number of its page."""
        self._parts: list[int] = []
        """The structure element of each copy."""
        self._leaves: list[int] = []
        """The nodes of the tree that leads from pages and links to structure elements, one for each copy."""
        self._keys = 0
        """The next free key of that tree."""
        self._count = self._size = 0
        self._sum = md5(usedforsecurity=False)

    def join(self, files: Iterable[Wanted]) -> Iterator[bytes]:
        yield self._out(_HEADER)
        # Info comes first because is_ours reads only the beginning and the end of a large file.
        yield self._write(_INFO, information(self._document))
        kids: list[int] = []
        node = self._reserve()
        for wanted in files:
            pages = yield from self._shared(wanted.file)
            tags = wanted.file.tags()
            for copy in range(wanted.copies):
                own = {number: self._reserve() for number in tags.pages}
                extra = yield from self._tagged(tags, own)
                for place, number in enumerate(wanted.pages):
                    page = self._reserve() if number is None else own[tags.pages[number]]
                    if wanted.title and not copy and not place:
                        self._bookmarks.append((wanted.title, page))
                    value = _blank(pages[0]) if number is None else pages[number] + extra[number]
                    yield self._write(page, b"<< /Type /Page /Parent %d 0 R %s >>" % (node, value))
                    kids.append(page)
                    if len(kids) == _A_NODE:
                        yield self._node(node, kids)
                        kids, node = [], self._reserve()
        yield self._node(node, kids)
        yield from self._end()

    def _shared(self, file: FinishedFile) -> Generator[bytes, None, list[bytes]]:
        """Yield the objects that the pages of a file need, unless written before; return the entries of each page."""
        numbers: dict[int, int] = {}

        def write(number: int) -> Iterator[bytes]:
            part = file.part(number)
            for other in references(part.value):
                if other not in numbers:
                    yield from write(other)
            body = _renumbered(part.value, numbers)
            if part.stream is not None:
                body = b"%s\nstream\n%s\nendstream" % (body, part.stream)
            total = sha256(body).digest()
            if total not in self._known:
                self._known[total] = self._reserve()
                yield self._write(self._known[total], body)
            numbers[number] = self._known[total]

        pages = []
        for page in file.pages():
            kept = b" ".join(b"%s %s" % (key, page[key]) for key in _KEPT if key in page)
            for number in references(kept):
                if number not in numbers:
                    yield from write(number)
            pages.append(_renumbered(kept, numbers))
        return pages

    def _tagged(self, tags: SourceTags, pages: Mapping[int, int]) -> Generator[bytes, None, list[bytes]]:
        """Yield the structure elements and links of one copy; return the entries that its pages need for them.

        ``pages`` are the object numbers of the copy's pages by those of the file's.
        """
        numbers = {**pages, tags.root: _DOCUMENT}
        numbers |= {number: self._reserve() for number in tags.objects}
        objects = {numbers[number]: _renumbered(value, numbers) for number, value in tags.objects.items()}
        for number, key in tags.links.items():
            objects[numbers[number]] += b" /StructParent %d >>" % (self._keys + key)
        leaf = self._reserve()
        owners = [(self._keys + key, _renumbered(value, numbers)) for key, value in tags.owners]
        limits = (self._keys, self._keys + len(owners) - 1)
        objects[leaf] = b"<< /Limits [%d %d] /Nums [%s] >>" % (
            *limits,
            b" ".join(b"%d %s" % own for own in owners),
        )
        self._leaves.append(leaf)
        self._parts.append(numbers[tags.top])
        yield self._packed(objects)
        entries = [b" /StructParents %d /Tabs /S%s" % (self._keys + k, _renumbered(links, numbers))
                   for k, links in enumerate(tags.page_links)]  # fmt: skip
        self._keys += len(owners)
        return entries

    def _node(self, number: int, kids: Sequence[int]) -> bytes:
        self._nodes.append(number)
        self._count += len(kids)
        value = b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>" % (_PAGES, len(kids), _listed(kids))
        return self._write(number, value)

    def _end(self) -> Iterator[bytes]:
        document = self._document
        tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (self._count, _listed(self._nodes))
        yield self._write(_PAGES, tree)
        parents = b"/ParentTree << /Kids [%s] >> /ParentTreeNextKey %d" % (_listed(self._leaves), self._keys)
        yield self._write(_STRUCTURE, b"<< /Type /StructTreeRoot /K [%d 0 R] %s >>" % (_DOCUMENT, parents))
        element = b"<< /Type /StructElem /S /Document /P %d 0 R /K [%s] >>" % (
            _STRUCTURE,
            _listed(self._parts),
        )
        yield self._write(_DOCUMENT, element)
        metadata = self._reserve()
        yield self._write(metadata, xmp(document))
        outline = yield from self._outline()
        yield self._write(
            _CATALOG,
            b"<< /Type /Catalog /Pages %d 0 R /Metadata %d 0 R%s /Lang (%s) /StructTreeRoot %d 0 R "
            b"/MarkInfo << /Marked true >> /ViewerPreferences "
            b"<< /DisplayDocTitle true /Duplex /%s /PrintScaling /None >> >>"
            % (_PAGES, metadata, outline, document.language.encode(), _STRUCTURE, document.duplex.encode()),
        )
        place, table = self._size, self._reserve()
        self._row(table, IN_FILE, place)
        identity = self._sum.hexdigest()
        fields = (
            f"/Type /XRef /W {WIDTHS.decode()} /Size {table + 1} /Root {_CATALOG} 0 R /Info {_INFO} 0 R "
            f"/ID [<{identity}> <{identity}>]"
        )
        yield self._out(whole(table, stream(bytes(self._rows), fields, level=FAST)))
        yield self._out(b"startxref\n%d\n%%%%EOF\n" % place)

    def _outline(self) -> Generator[bytes, None, bytes]:
        """Yield the outline of all bookmarks and return its entry in the catalog."""
        if not self._bookmarks:
            return b""
        root = self._reserve()
        own, *links = outline_links([0] * len(self._bookmarks), root)
        yield self._write(root, b"<< /Type /Outlines%s >>" % own.others.encode())
        for (title, page), (parent, others) in zip(self._bookmarks, links, strict=True):
            entry = f"<< /Title {text_string(title)}{parent} /Dest [{page} 0 R /Fit]{others} >>"
            yield self._write(self._reserve(), entry.encode())
        return b" /Outlines %d 0 R" % root

    def _reserve(self) -> int:
        """Return a new object number, for an object that is written later."""
        self._rows += bytes(ROW.size)
        return len(self._rows) // ROW.size - 1

    def _row(self, number: int, kind: int, place: int, index: int = 0) -> None:
        ROW.pack_into(self._rows, number * ROW.size, kind, place, index)

    def _packed(self, objects: Mapping[int, bytes]) -> bytes:
        """Return an object stream of these objects by number."""
        container = self._reserve()
        for index, number in enumerate(objects):
            self._row(number, IN_OBJECT_STREAM, container, index)
        return self._write(container, object_stream(objects))

    def _write(self, number: int, body: bytes) -> bytes:
        self._row(number, IN_FILE, self._size)
        return self._out(whole(number, body))

    def _out(self, data: bytes) -> bytes:
        self._size += len(data)
        self._sum.update(data)
        return data


def _blank(page: bytes) -> bytes:
    """Return the entries of a blank page with the size of another page."""
    boxes = entries(b"<< %s >>" % page)
    return b"/MediaBox %s /TrimBox %s /Resources << >>" % (boxes[b"/MediaBox"], boxes[b"/TrimBox"])


def _renumbered(value: bytes, numbers: Mapping[int, int]) -> bytes:
    return REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], value)


def _listed(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
