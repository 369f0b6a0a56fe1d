"""Writes the structure of a file: header, catalog, page tree, object stream and cross-reference stream.

ReportLab writes the header, the catalog and the page tree once for all files with the same language and preferences.
They contain fields that are filled in for each file, which takes a fraction of the time. Only this module uses
ReportLab's document class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha1
from typing import NamedTuple

from hostkit.pdf.library import pdfdoc, settle, without_variables
from hostkit.pdf.metadata import Bookmark, add_outline
from hostkit.pdf.syntax import (
    FAST,
    IN_FILE,
    IN_OBJECT_STREAM,
    ROW,
    WIDTHS,
    IndirectObject,
    Objects,
    is_stream,
    number,
    object_stream,
    stream,
    whole,
)
from hostkit.typesetting.display_list import Raster

_VERSION = (1, 7)

PICTURE = "P0"
"""The name of the document's picture in the resources of its pages."""


class Shell(NamedTuple):
    """The header, the catalog and the page tree of a file, with named fields for the bytes operator ``%``.

    ``catalog`` has the fields pages, structure and metadata, and outlines if the file has an outline; ``pages`` has
    the fields kids and count.
    """

    head: bytes
    catalog: bytes
    pages: bytes


@lru_cache(maxsize=16)
def shell(language: str, preferences: str, *, has_outline: bool) -> Shell:
    """Return the shell of files in a language, unaffected by ReportLab's fonts, dates and settings.

    ``preferences`` are the entries of the viewer preferences dictionary.
    """
    settle()
    with without_variables():
        document = pdfdoc.PDFDocument(invariant=1, pdfVersion=_VERSION, lang=language)
    catalog = document.Catalog
    catalog.Pages, catalog.StructTreeRoot, catalog.Metadata = "%(pages)s", "%(structure)s", "%(metadata)s"
    catalog.Outlines = "%(outlines)s" if has_outline else None
    catalog.ViewerPreferences, catalog.MarkInfo = f"<< {preferences} >>", "<< /Marked true >>"
    pages = {"Type": pdfdoc.PDFName("Pages"), "Kids": "[%(kids)s]", "Count": "%(count)d"}
    return Shell(
        head=pdfdoc.PDFFile(_VERSION).format(document),
        catalog=catalog.format(document),
        pages=pdfdoc.PDFDictionary(pages).format(document),
    )


class Assembly:
    """Collects the objects of one file, with its pages and outline, and writes its catalog and page tree."""

    def __init__(self, page_count: int, language: str, preferences: str) -> None:
        self._language, self._preferences = language, preferences
        self.objects = Objects()
        self.fonts, self._tree = IndirectObject(), IndirectObject()
        """The font dictionary, which all pages share, and the root of the page tree."""
        self.objects.add(self.fonts)
        self.objects.add(self._tree)
        self._pages = [IndirectObject() for _ in range(page_count)]
        self.pages = [self.objects.add(page) for page in self._pages]
        """References to the pages, which other objects need before the pages are written."""
        self._outline: str | None = None
        self._pictures = ""

    def add_picture(self, picture: Raster) -> None:
        """Add the picture of the document; call this before its pages are shown."""
        colors = "DeviceGray" if picture.channels == 1 else "DeviceRGB"
        entries = (
            f"/Type /XObject /Subtype /Image /Width {picture.columns} /Height {picture.rows} /ColorSpace /{colors} "
            f"/BitsPerComponent 8 /Filter /FlateDecode /Length {len(picture.dots)}"
        )
        content = b"<< %s >>\nstream\n%s\nendstream" % (entries.encode(), picture.dots)
        self._pictures = f" /XObject << /{PICTURE} {self.objects.add_content(content)} >>"

    def show_page(
        self,
        key: int,
        width: float,
        height: float,
        pieces: Sequence[IndirectObject],
        annotations: Sequence[IndirectObject],
    ) -> None:
        """Write the page object of page ``key``, counted from 0.

        ``width`` and ``height`` are in points, ``pieces`` are the content streams in order, and ``annotations`` must
        have been added to the objects of the file.
        """
        contents = " ".join([self.objects.add(piece) for piece in pieces])
        area = f"[0 0 {number(width)} {number(height)}]"
        links = f" /Annots [{' '.join([link.reference for link in annotations])}]" if annotations else ""
        self._pages[key].content = (
            f"<< /Type /Page /Parent {self._tree.reference} /MediaBox {area} /TrimBox {area} "
            f"/Resources << /Font {self.fonts.reference}{self._pictures} >> /Contents [{contents}] "
            f"/StructParents {key} /Tabs /S{links} >>".encode()
        )

    def set_outline(self, bookmarks: Iterable[Bookmark]) -> None:
        """Add an outline with these bookmarks to the file; without bookmarks it gets no outline."""
        self._outline = add_outline(self.objects, bookmarks, self.pages)

    def finish(
        self, structure: str, metadata: bytes, information: bytes, variable: Iterable[int]
    ) -> Skeleton:
        """Return the file without its variable objects, which have the numbers ``variable``.

        ``structure`` is a reference to the structure tree root, ``metadata`` the XMP stream and ``information`` the
        Info dictionary.
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
        return Skeleton(around.head, objects.contents(), root, info, variable)


_LAST_GENERATION = 0xFFFF
"""The generation of object 0, which is always free (PDF 32000-1, 7.5.4)."""

_ID_LENGTH = 32
"""Hexadecimal digits of the file ID: 16 bytes, as many as an MD5 digest has (PDF 32000-1, 14.4)."""


class Skeleton:
    """A file without its variable objects. ``next_number`` is the first object number that is free.

    ``head`` is the header, ``contents`` the contents of the objects from number 1 on, the last of which is the Info
    dictionary. ``root`` and ``info`` are references to the catalog and to Info.

    All fixed objects other than streams are in one object stream (PDF 32000-1, 7.5.7), except the Info dictionary,
    which must stay readable because ``is_ours`` looks for hostkit's name in it.
    """

    def __init__(
        self, head: bytes, contents: Sequence[bytes], root: str, info: str, variable: Iterable[int]
    ) -> None:
        left_out, last = frozenset(variable), len(contents)
        fixed = {n: content for n, content in enumerate(contents, 1) if n not in left_out}
        packed = {n: content for n, content in fixed.items() if n != last and not is_stream(content)}
        container = last + 1
        self._table = container + 1
        self.next_number = container + 2
        self._root, self._info = root, info
        self._rows = bytearray(ROW.size * self.next_number)
        ROW.pack_into(self._rows, 0, 0, 0, _LAST_GENERATION)
        for place, n in enumerate(packed):
            ROW.pack_into(self._rows, n * ROW.size, IN_OBJECT_STREAM, container, place)
        alone = {n: whole(n, content) for n, content in fixed.items() if n not in packed}
        alone[container] = whole(container, object_stream(packed))
        self._place(self._rows, alone, len(head))
        self._fixed = b"".join((head, *alone.values()))
        self._digest = sha1(self._fixed, usedforsecurity=False)

    def file(self, objects: Mapping[int, bytes]) -> bytes:
        """Return the bytes of a file with these variable objects by number. The file ID is a digest of all objects."""
        added = sum(n >= self.next_number for n in objects)
        rows = self._rows + bytes(ROW.size * added)
        end = self._place(rows, objects, len(self._fixed))
        ROW.pack_into(rows, self._table * ROW.size, IN_FILE, end, 0)
        rest = b"".join(objects.values())
        digest = self._digest.copy()
        digest.update(rest)
        identity = digest.hexdigest()[:_ID_LENGTH]
        entries = (
            f"/Type /XRef /W {WIDTHS.decode()} /Size {len(rows) // ROW.size} /Root {self._root} "
            f"/Info {self._info} /ID [<{identity}> <{identity}>]"
        )
        table = whole(self._table, stream(bytes(rows), entries, level=FAST))
        return b"".join((self._fixed, rest, table, b"startxref\n%d\n%%%%EOF\n" % end))

    def _place(self, rows: bytearray, objects: Mapping[int, bytes], begin: int) -> int:
        """Set the rows of consecutive objects, the first at byte ``begin``; return the byte after the last one."""
        for n, content in objects.items():
            ROW.pack_into(rows, n * ROW.size, IN_FILE, begin, 0)
            begin += len(content)
        return begin
