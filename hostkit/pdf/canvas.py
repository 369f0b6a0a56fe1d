"""ReportLab's canvas as hostkit uses it: page content in, the parts of a file out.

The one place that knows how ReportLab's canvas works inside. Must not know: display lists, fonts, tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hostkit.pdf.bookmarks import Bookmark
from hostkit.pdf.library import Canvas, pdfdoc, settle, without_variables
from hostkit.pdf.objects import Body, PdfDocument, add, add_object, reference, whole
from hostkit.pdf.operators import number
from hostkit.pdf.outline_tree import add_outline
from hostkit.pdf.skeleton import Parts

_VERSION = (1, 7)
BLANK_ID = b"0" * 32


class KitCanvas(Canvas):  # type: ignore[misc]
    """A canvas without ReportLab's own font, dates and settings, and with tagged pages."""

    def __init__(self, language: str) -> None:
        settle()
        with without_variables():
            super().__init__("", pageCompression=1, invariant=1, pdfVersion=_VERSION, lang=language)
        self.document: PdfDocument = self._doc
        self.pages: list[str] = []
        """References to the pages shown so far."""
        self._tree = reference(self.document, self.document.Reference(self.document.Pages).name)

    def _make_preamble(self) -> None:
        """Begin pages with nothing: ReportLab's own beginning selects Helvetica, which is not embedded."""
        self._preamble = ""

    def show_page(
        self, width: float, height: float, pieces: Sequence[Body], annotations: Sequence[Body]
    ) -> None:
        """Add a page of a size in points, its content in one stream or more; its number from 0 is its key."""
        document = self.document
        contents = " ".join([add(document, piece).reference for piece in pieces])
        area = f"[0 0 {number(width)} {number(height)}]"
        entries = [
            f"/Type /Page /Parent {self._tree} /MediaBox {area} /TrimBox {area}",
            f"/Resources << /Font {self.font_resources} >> /Contents [{contents}]",
            f"/StructParents {len(self.pages)} /Tabs /S",
        ]
        if annotations:
            links = " ".join([add(document, annotation).reference for annotation in annotations])
            entries.append(f"/Annots [{links}]")
        page = add_object(document, f"<< {' '.join(entries)} >>".encode())
        document.Pages.addPage(page)
        self.pages.append(page.reference)

    def set_outline(self, bookmarks: Iterable[Bookmark]) -> None:
        """Give the file an outline that leads to places on the pages shown; none without bookmarks."""
        root = add_outline(self.document, bookmarks, self.pages)
        self.document.Catalog.Outlines = root and pdfdoc.PDFObjectReference(root.__InternalName__)

    def add_content(self, content: bytes) -> str:
        """Add an object and return its reference."""
        return add_object(self.document, content).reference

    @property
    def font_resources(self) -> str:
        """The reference of the dictionary of fonts, which all pages share."""
        return reference(self.document, pdfdoc.BasicFonts)

    def set_catalog(self, structure: Body, metadata: bytes) -> None:
        """Mark the file as tagged and attach its structure and metadata (PDF 32000-1, 7.7.2)."""
        catalog = self.document.Catalog
        catalog.StructTreeRoot = pdfdoc.PDFObjectReference(structure.__InternalName__)
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.Metadata = pdfdoc.PDFObjectReference(add_object(self.document, metadata).__InternalName__)

    def finish(self, information: pdfdoc.PDFInfo) -> Parts:
        """Return the file in parts, with a blank for its ID.

        As ReportLab's document does it, but for our own objects, which make up most of a file and are bytes already.
        """
        document = self.document
        document.info, document._ID = information, b"\n[<%s><%s>]\n" % (BLANK_ID, BLANK_ID)
        root, info = document.Reference(document.Catalog), document.Reference(information)
        objects: list[bytes] = []
        # Formatting an object may add others.
        while (name := document.numberToId.get(len(objects) + 1)) is not None:
            body = document.idToObject[name]
            if isinstance(body, Body):
                objects.append(whole(len(objects) + 1, body.content))
            else:
                objects.append(pdfdoc.PDFIndirectObject(name, body).format(document))
        size = len(objects) + 1
        trailer = pdfdoc.PDFTrailer(0, Size=size, Root=root, Info=info, ID=document.ID()).format(document)
        head = pdfdoc.PDFFile(document._pdfVersion).format(document)
        return Parts(head, objects, trailer.partition(b"startxref")[0], BLANK_ID)
