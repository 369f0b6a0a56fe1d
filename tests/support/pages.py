"""Finished files as other people's software shows them: PDFium for text and pictures, pypdf for objects.

Lengths are in points, y grows down from the top left corner of the page.
"""

from __future__ import annotations

from ctypes import byref, c_double, create_string_buffer
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image
from pypdf import PdfReader

MM = 72 / 25.4
PAPERS = {"a4": (210 * MM, 297 * MM), "letter": (8.5 * 72, 11 * 72)}
"""Width and height; ISO 216 and ANSI/ASME Y14.1."""

_HYPHEN_AT_LINE_END = "\x02"
"""PDFium's sign for a hyphen and the end of its line: it takes the hyphen for one that parts a word."""


class Character(NamedTuple):
    """A character as PDFium finds it, with the place of its origin on the baseline."""

    text: str
    x: float
    y: float


class Ink(NamedTuple):
    """What a character blackens: the rectangle of its outline."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Pdf:
    """A finished file, opened by two libraries; pages count from 0."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._document = pypdfium2.PdfDocument(data)

    def __len__(self) -> int:
        return len(self._document)

    @cached_property
    def reader(self) -> Any:
        """The file as pypdf reads it: strictly."""
        return PdfReader(BytesIO(self.data), strict=True)

    @cached_property
    def catalog(self) -> Any:
        """The root of the file's objects."""
        return self.reader.trailer["/Root"]

    def size(self, page: int = 0) -> tuple[float, float]:
        """Return width and height of a page."""
        width, height = self._document.get_page_size(page)
        return width, height

    def picture(self, page: int, dpi: float, *, gray: bool = True) -> Image.Image:
        """Return a page as a picture."""
        bitmap = self._document[page].render(scale=dpi / 72, grayscale=gray)
        picture: Image.Image = bitmap.to_pil()
        return picture.convert("L" if gray else "RGB")

    def text(self, page: int) -> str:
        """Return a page's text in the order of the page, every run of white space as one blank."""
        found = self._document[page].get_textpage().get_text_bounded()
        return " ".join(found.replace(_HYPHEN_AT_LINE_END, "- ").split())

    def all_text(self) -> str:
        """Return the text of all pages."""
        return " ".join(self.text(page) for page in range(len(self)))

    def text_within(self, page: int, left: float, top: float, right: float, bottom: float) -> str:
        """Return the characters whose origins lie in a rectangle, in the order of the page, white space kept."""
        return "".join(c.text for c in self.characters(page) if left <= c.x <= right and top <= c.y <= bottom)

    def characters(self, page: int) -> list[Character]:
        """Return the characters of a page in its order, without those that PDFium makes up between words."""
        text_page = self._document[page].get_textpage()
        height = self.size(page)[1]
        found = []
        for index in range(text_page.count_chars()):
            if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
                continue
            x, y = c_double(), c_double()
            assert pdfium.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
            text = chr(pdfium.FPDFText_GetUnicode(text_page, index)).replace(_HYPHEN_AT_LINE_END, "-")
            found.append(Character(text, x.value, height - y.value))
        return found

    def ink(self, page: int) -> list[Ink]:
        """Return what each character of a page blackens, in its order; blanks leave nothing."""
        text_page = self._document[page].get_textpage()
        height = self.size(page)[1]
        found = []
        for index in range(text_page.count_chars()):
            left, bottom, right, top = text_page.get_charbox(index)
            if right > left and top > bottom and pdfium.FPDFText_IsGenerated(text_page, index) != 1:
                text = chr(pdfium.FPDFText_GetUnicode(text_page, index))
                found.append(Ink(text, left, height - top, right, height - bottom))
        return found

    def link_at(self, page: int, x: float, y: float) -> str | None:
        """Return where a click leads."""
        opened = self._document[page]
        link = pdfium.FPDFLink_GetLinkAtPoint(opened, x, self.size(page)[1] - y)
        if not link:
            return None
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(self._document, action, None, 0)
        address = create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(self._document, action, address, length)
        return address.value.decode()

    def links(self, page: int) -> list[Link]:
        """Return the clickable areas of a page, in their order."""
        height = self.size(page)[1]
        found = []
        for reference in self.reader.pages[page].get("/Annots", []):
            annotation = reference.get_object()
            left, bottom, right, top = (float(edge) for edge in annotation["/Rect"])
            found.append(Link(annotation["/A"]["/URI"], left, height - top, right, height - bottom))
        return found


class Link(NamedTuple):
    """A clickable area."""

    url: str
    left: float
    top: float
    right: float
    bottom: float


def joined(*texts: str) -> str:
    """Return texts with every run of white space as one blank."""
    return " ".join(" ".join(texts).split())
