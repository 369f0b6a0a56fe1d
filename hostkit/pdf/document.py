"""A whole file: a document of placed items in, the bytes of a tagged PDF 1.7 out. Writes nothing to disk.

Page content, annotations, Info and XMP are objects of their own, so that the file of a guide can serve as a
template in which only those of an event are exchanged.
"""

from __future__ import annotations

from hostkit.layout.display_list import Document
from hostkit.pdf.bookmarks import Headings
from hostkit.pdf.canvas import KitCanvas
from hostkit.pdf.check import check_document
from hostkit.pdf.content import PageWriter
from hostkit.pdf.document_font import DocumentFonts
from hostkit.pdf.metadata import Information, xmp
from hostkit.pdf.tags import TagTree


def draw_document(document: Document) -> bytes:
    """Return the PDF file of a document; the same document gives the same bytes.

    The file is tagged, embeds a subset of each face used, asks to be printed unscaled in the document's
    duplex mode, and has MediaBox and TrimBox of each page's size. Raises ValueError when the document holds
    what cannot be drawn: measures that are no numbers, sizes of zero or less, glyph 0, unknown tags, control
    characters in titles.
    """
    check_document(document)
    canvas = KitCanvas(document.language)
    for preference, value in (
        ("PrintScaling", "None"),
        ("Duplex", document.duplex),
        ("DisplayDocTitle", "true"),
    ):
        canvas.setViewerPreference(preference, value)
    tags, fonts = TagTree(len(document.pages)), DocumentFonts()
    headings = Headings() if document.bookmarks else None
    for index, page in enumerate(document.pages):
        content = PageWriter(index, tags, fonts, headings).write(page)
        canvas.show_page(page.width, page.height, content.operators, content.annotations)
    for bookmark in headings.bookmarks() if headings else ():
        canvas.add_bookmark(bookmark)
    canvas.set_fonts(fonts.resources(canvas.document))
    canvas.set_catalog(tags.add_objects(canvas.document, canvas.pages), xmp(document))
    return canvas.finish(Information(document))
