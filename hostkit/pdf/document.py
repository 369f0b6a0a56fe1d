"""A whole file: a document of placed items in, the bytes of a tagged PDF 1.7 out. Writes nothing to disk.

One file takes the same path as a thousand: a template is made, and its slots are filled once.
"""

from __future__ import annotations

from hostkit.layout.display_list import Document
from hostkit.pdf.template import Template


def draw_document(document: Document) -> bytes:
    """Return the PDF file of a document; the same document gives the same bytes.

    The file is tagged, embeds a subset of each face used, asks to be printed unscaled in the document's
    duplex mode, and has MediaBox and TrimBox of each page's size. Raises ValueError when the document holds
    what cannot be drawn: measures that are no numbers, sizes of zero or less, glyph 0, unknown tags, control
    characters in titles.
    """
    return Template(document).own_file()
