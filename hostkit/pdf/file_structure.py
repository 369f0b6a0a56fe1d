"""What stands around the objects of a file: how it begins and ends, its catalog, its tree of pages.

Comes in: a language, viewer preferences. Goes out: bytes with places for what differs from file to file. ReportLab
writes them, once for all files that are alike in this; filling them in takes a fraction of the time. The one place
that knows how ReportLab's document works inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha1
from itertools import accumulate
from typing import NamedTuple

from hostkit.pdf.bookmarks import Bookmark, add_outline
from hostkit.pdf.library import pdfdoc, settle, without_variables
from hostkit.pdf.objects import IndirectObject, Objects, whole
from hostkit.pdf.operators import number

_VERSION = (1, 7)


class Shell(NamedTuple):
    """Parts of a file with places to fill in by name, as ``%`` does for bytes.

    ``catalog``: pages, structure, metadata, and outlines where there are any; ``pages``: kids, count; ``trailer``:
    root, info, and in what is then left, size and id.
    """

    head: bytes
    catalog: bytes
    pages: bytes
    trailer: bytes


@lru_cache(maxsize=16)
def shell(language: str, preferences: str, *, has_outline: bool) -> Shell:
    """Return the shell of files in a language; ``preferences`` are the entries of the viewer preferences.

    Without ReportLab's own fonts, dates and settings.
    """
    settle()
    with without_variables():
        document = pdfdoc.PDFDocument(invariant=1, pdfVersion=_VERSION, lang=language)
    catalog = document.Catalog
    catalog.Pages, catalog.StructTreeRoot, catalog.Metadata = "%(pages)s", "%(structure)s", "%(metadata)s"
    catalog.Outlines = "%(outlines)s" if has_outline else None
    catalog.ViewerPreferences, catalog.MarkInfo = f"<< {preferences} >>", "<< /Marked true >>"
    pages = {"Type": pdfdoc.PDFName("Pages"), "Kids": "[%(kids)s]", "Count": "%(count)d"}
    ids = "[<%%(id)s> <%%(id)s>]"
    trailer = pdfdoc.PDFTrailer(0, Size="%%(size)d", Root="%(root)s", Info="%(info)s", ID=ids)
    return Shell(
        head=pdfdoc.PDFFile(_VERSION).format(document),
        catalog=catalog.format(document),
        pages=pdfdoc.PDFDictionary(pages).format(document),
        trailer=trailer.format(document).partition(b"startxref")[0],
    )


class Assembly:
    """The objects of one file, its pages among them, and what the catalog is to say."""

    def __init__(self, page_count: int, language: str, preferences: str) -> None:
        self._language, self._preferences = language, preferences
        self.objects = Objects()
        self.fonts, self._tree = IndirectObject(), IndirectObject()
        """The dictionary of fonts, which all pages share, and the tree of pages."""
        self.objects.add(self.fonts)
        self.objects.add(self._tree)
        self._pages = [IndirectObject() for _ in range(page_count)]
        self.pages = [self.objects.add(page) for page in self._pages]
        """References to the pages, which are known before they are shown."""
        self._outline: str | None = None

    def show_page(
        self,
        key: int,
        width: float,
        height: float,
        pieces: Sequence[IndirectObject],
        annotations: Sequence[IndirectObject],
    ) -> None:
        """Show a page of a size in points, its content in one stream or more; ``key`` is its number from 0.

        Its annotations are objects already.
        """
        contents = " ".join([self.objects.add(piece) for piece in pieces])
        area = f"[0 0 {number(width)} {number(height)}]"
        links = f" /Annots [{' '.join([its.reference for its in annotations])}]" if annotations else ""
        self._pages[key].content = (
            f"<< /Type /Page /Parent {self._tree.reference} /MediaBox {area} /TrimBox {area} "
            f"/Resources << /Font {self.fonts.reference} >> /Contents [{contents}] "
            f"/StructParents {key} /Tabs /S{links} >>".encode()
        )

    def set_outline(self, bookmarks: Iterable[Bookmark]) -> None:
        """Give the file an outline that leads to places on the pages; none without bookmarks."""
        self._outline = add_outline(self.objects, bookmarks, self.pages)

    def finish(self, structure: str, metadata: bytes, information: bytes) -> Parts:
        """Return the file in parts.

        ``structure`` refers to the root of the tags, ``metadata`` is a stream, ``information`` what Info holds.
        """
        objects, outline = self.objects, self._outline
        around = shell(self._language, self._preferences, has_outline=outline is not None)
        self._tree.content = around.pages % {
            b"kids": " ".join(self.pages).encode(),
            b"count": len(self.pages),
        }
        root = objects.add_content(
            around.catalog
            % {
                b"pages": self._tree.reference.encode(),
                b"structure": structure.encode(),
                b"metadata": objects.add_content(metadata).encode(),
                b"outlines": (outline or "").encode(),
            }
        )
        info = objects.add_content(information)
        trailer = around.trailer % {b"root": root.encode(), b"info": info.encode()}
        return Parts(around.head, objects.contents(), trailer)


_ROW = b"%010d 00000 n \n"
_ROW_LENGTH = 20
_ID_LENGTH = 32


class Parts(NamedTuple):
    """A file that is not put together yet: how it begins, what its objects hold from number 1 on, its trailer.

    The trailer (7.5.5) has ``%(size)d`` and ``%(id)s`` where these are to stand.
    """

    head: bytes
    contents: Sequence[bytes]
    trailer: bytes


class Skeleton:
    """A file without its variable objects. ``next_number`` is the first number that no object has."""

    def __init__(self, parts: Parts, variable: Iterable[int]) -> None:
        left_out = frozenset(variable)
        fixed = [
            b"" if number in left_out else whole(number, content)
            for number, content in enumerate(parts.contents, 1)
        ]
        self.next_number = len(fixed) + 1
        self._fixed = b"".join((parts.head, *fixed))
        places = accumulate(map(len, fixed[:-1]), initial=len(parts.head))
        self._rows = b"".join((b"0000000000 65535 f \n", *map(_ROW.__mod__, places)))
        self._digest = sha1(self._fixed, usedforsecurity=False)
        self._trailer = parts.trailer

    def file(self, objects: Mapping[int, bytes]) -> bytes:
        """Return a file with these whole objects, by number; its ID is made from all its bytes (14.4)."""
        rows, at = bytearray(self._rows), len(self._fixed)
        for object_number, its in objects.items():
            place = object_number * _ROW_LENGTH
            assert place <= len(rows)
            rows[place : place + _ROW_LENGTH] = _ROW % at
            at += len(its)
        rest = b"".join(objects.values())
        digest = self._digest.copy()
        digest.update(rest)
        count = len(rows) // _ROW_LENGTH
        trailer = self._trailer % {b"size": count, b"id": digest.hexdigest()[:_ID_LENGTH].encode()}
        table = b"xref\n0 %d\n" % count
        return b"".join((self._fixed, rest, table, rows, trailer, b"startxref\n%d\n%%%%EOF\n" % at))
