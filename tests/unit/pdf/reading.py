"""Small documents to draw, and what other people's libraries read in them: pypdf the objects, PDFium the page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from ctypes import byref, c_double, create_string_buffer
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader
from pypdf.generic import ContentStream

from hostkit.pdf import draw_document
from hostkit.typesetting.display_list import Color, Document, Item, Page, Role, TextRun
from hostkit.typesetting.fonts import face

BLACK = Color(0.0, 0.0, 0.0)
PARAGRAPH = Role("P")
WIDTH, HEIGHT = 420.0, 600.0


def run(
    text: str,
    x: float = 50.0,
    y: float = 100.0,
    *,
    role: Role = PARAGRAPH,
    name: str = "text",
    size: float = 12.0,
    color: Color = BLACK,
) -> TextRun:
    """Return a shaped run."""
    return TextRun(x, y, name, size, color, face(name).shape(text, "en"), role)


def page(*items: Item) -> Page:
    return Page(WIDTH, HEIGHT, items)


def document(*pages: Page, **fields: Any) -> Document:
    said: dict[str, Any] = {
        "title": "Male allies: host sheet",
        "author": "Power Talks",
        "subject": "What it is about",
        "language": "en",
        "duplex": "DuplexFlipLongEdge",
    }
    return Document(pages, **{**said, **fields})


class Character(NamedTuple):
    """A character as PDFium shows it: what it stands for and where its origin lies, y growing up."""

    text: str
    x: float
    y: float


class Drawn:
    """A drawn document, opened by two libraries."""

    def __init__(self, drawn: Document) -> None:
        self.data = draw_document(drawn)
        self.reader: Any = PdfReader(io.BytesIO(self.data), strict=True)
        self.root: Any = self.reader.trailer["/Root"]
        self._document = pypdfium2.PdfDocument(self.data)

    def operators(self, number: int = 0) -> list[tuple[list[Any], str]]:
        """Return (operands, operator) of a page, in order."""
        content: Any = ContentStream(self.reader.pages[number].get_contents(), self.reader)
        return [(operands, operator.decode()) for operands, operator in content.operations]

    def content(self, number: int = 0) -> str:
        """Return the content stream of a page."""
        data: bytes = self.reader.pages[number].get_contents().get_data()
        return data.decode()

    def characters(self, number: int = 0) -> list[Character]:
        """Return the characters of a page that PDFium found, without those it made up."""
        text_page = self._document[number].get_textpage()
        found = []
        for index in range(text_page.count_chars()):
            if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
                continue
            x, y = c_double(), c_double()
            assert pdfium.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
            found.append(Character(chr(pdfium.FPDFText_GetUnicode(text_page, index)), x.value, y.value))
        return found

    def text(self, number: int = 0) -> str:
        return "".join(character.text for character in self.characters(number))

    def link_at(self, x: float, y: float, number: int = 0) -> str | None:
        """Return where a click at (x, y) leads, y growing up."""
        page = self._document[number]
        link = pdfium.FPDFLink_GetLinkAtPoint(page, x, y)
        if not link:
            return None
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(self._document, action, None, 0)
        address = create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(self._document, action, address, length)
        return address.value.decode()

    def picture(self, dpi: float, number: int = 0) -> Any:
        """Return a page as a gray picture (Pillow)."""
        return self._document[number].render(scale=dpi / 72).to_pil().convert("L")

    def fonts(self) -> list[Any]:
        """Return every font that a page may use, each once."""
        found: dict[Any, Any] = {}
        for each in self.reader.pages:
            for font in each["/Resources"]["/Font"].values():
                found[font.idnum] = font.get_object()
        return list(found.values())


def codes(shown: list[Any]) -> Iterator[int | float]:
    """Yield what a TJ array holds: codes of two bytes as int, adjustments as float."""
    for part in shown:
        if isinstance(part, (int, float)):
            yield float(part)
        else:
            raw = part.original_bytes
            yield from (int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2))


def to_unicode(font: Any) -> dict[int, str]:
    """Return the source text of each code of a font."""
    cmap = font["/ToUnicode"].get_object().get_data().decode()
    found = {}
    for first, last, text in re.findall(r"^<(\w{4})> <(\w{4})> <(\w+)>$", cmap, re.MULTILINE):
        *head, end = bytes.fromhex(text)
        for code in range(int(first, 16), int(last, 16) + 1):
            found[code] = bytes((*head, end + code - int(first, 16))).decode("utf-16-be")
    return found


def widths(font: Any) -> list[float]:
    """Return the width of each code of a font in thousandths of an em."""
    first, listed = font["/DescendantFonts"][0].get_object()["/W"]
    assert first == 0
    return [float(width) for width in listed]
