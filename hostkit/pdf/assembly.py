"""ReportLab's document as hostkit uses it: page content, an outline and tags in, the parts of a file out.

The one place that knows how ReportLab's document works inside: it has the catalog and the tree of pages, begins and
ends the file. Must not know: display lists, fonts, tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hostkit.pdf.bookmarks import Bookmark
from hostkit.pdf.library import pdfdoc, settle, without_variables
from hostkit.pdf.objects import Body, Objects
from hostkit.pdf.operators import number
from hostkit.pdf.outline_tree import add_outline
from hostkit.pdf.skeleton import Parts

_VERSION = (1, 7)
_BLANK_ID = b"0" * 32


class Assembly:
    """A file being put together, without ReportLab's own fonts, dates and settings, and with tagged pages."""

    def __init__(self, language: str, preferences: str) -> None:
        settle()
        with without_variables():
            document = pdfdoc.PDFDocument(invariant=1, pdfVersion=_VERSION, lang=language)
        document.Catalog.ViewerPreferences = f"<< {preferences} >>"
        document.Catalog.MarkInfo = "<< /Marked true >>"
        self._document, self._tree = document, _reference(document, document.Pages)
        self.font_resources = _reference(document, document.idToObject[pdfdoc.BasicFonts])
        """The reference of the dictionary of fonts, which all pages share."""
        self.objects = Objects(document.objectcounter + 1)
        self.pages: list[str] = []
        """References to the pages shown so far."""

    def show_page(
        self, width: float, height: float, pieces: Sequence[Body], annotations: Sequence[Body]
    ) -> None:
        """Add a page of a size in points, its content in one stream or more; its number from 0 is its key."""
        add = self.objects.add
        contents = " ".join([add(piece) for piece in pieces])
        area = f"[0 0 {number(width)} {number(height)}]"
        links = (
            f" /Annots [{' '.join([add(annotation) for annotation in annotations])}]" if annotations else ""
        )
        page = self.objects.add_content(
            f"<< /Type /Page /Parent {self._tree} /MediaBox {area} /TrimBox {area} "
            f"/Resources << /Font {self.font_resources} >> /Contents [{contents}] "
            f"/StructParents {len(self.pages)} /Tabs /S{links} >>".encode()
        )
        self._document.Pages.addPage(page)
        self.pages.append(page)

    def set_outline(self, bookmarks: Iterable[Bookmark]) -> None:
        """Give the file an outline that leads to places on the pages shown; none without bookmarks."""
        self._document.Catalog.Outlines = add_outline(self.objects, bookmarks, self.pages)

    def set_structure(self, structure: str, metadata: bytes) -> None:
        """Attach the root of the tags, by its reference, and the metadata stream (PDF 32000-1, 7.7.2)."""
        catalog = self._document.Catalog
        catalog.StructTreeRoot, catalog.Metadata = structure, self.objects.add_content(metadata)

    def finish(self, information: bytes) -> Parts:
        """Return the file in parts, with a blank for its ID; ``information`` is what its dictionary Info holds.

        As ReportLab's document does it, but for our own objects, which make up most of a file and are bytes already.
        """
        document, info = self._document, self.objects.add_content(information)
        before = self.objects.first - 1
        contents = [_content(document, number) for number in range(1, before + 1)]
        contents += self.objects.contents()
        document.objectcounter = len(contents)
        root = document.Reference(document.Catalog)
        # Formatting an object may add others.
        while len(contents) < document.objectcounter:
            contents.append(_content(document, len(contents) + 1))
        ids = b"[<%s><%s>]" % (_BLANK_ID, _BLANK_ID)
        trailer = pdfdoc.PDFTrailer(0, Size=len(contents) + 1, Root=root, Info=info, ID=ids).format(document)
        head = pdfdoc.PDFFile(document._pdfVersion).format(document)
        return Parts(head, contents, trailer.partition(b"startxref")[0], _BLANK_ID)


def _reference(document: pdfdoc.PDFDocument, item: pdfdoc.PDFObject) -> str:
    """Return the reference of an object of ReportLab's, which is given a number."""
    reference: bytes = document.Reference(item).format(document)
    return reference.decode()


def _content(document: pdfdoc.PDFDocument, number: int) -> bytes:
    """Return what ReportLab writes of one of its own objects."""
    content: bytes = document.idToObject[document.numberToId[number]].format(document)
    return content
