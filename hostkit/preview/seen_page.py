"""Reads what PDFium sees on a page: its boxes, its fonts, its links, its pixels, and the QR codes among these."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, create_string_buffer
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

WHITE, _DARK = 250, 128
"""The least gray value of bare paper, and the highest of dark modules, of 255."""


class PageArea(NamedTuple):
    """A rectangle in points, from the upper left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float


class Pixels(NamedTuple):
    """A page in gray: rows of bytes from the top, the pixels of a row, and the pixels of a point."""

    rows: tuple[bytes, ...]
    width: int
    scale: float

    def is_bare(self, box: PageArea) -> bool:
        """Tell whether nothing is printed inside a box; what is outside the page does not count."""
        left, right = (min(max(0, round(x * self.scale)), self.width) for x in (box.left, box.right))
        top, bottom = (min(max(0, round(y * self.scale)), len(self.rows)) for y in (box.top, box.bottom))
        return all(min(row[left:right], default=255) >= WHITE for row in self.rows[top:bottom])

    def first_mark(self, box: PageArea) -> tuple[float, float] | None:
        """Return the place in points of the first mark inside a box, or None if it is bare."""
        left, right = (min(max(0, round(x * self.scale)), self.width) for x in (box.left, box.right))
        top, bottom = (min(max(0, round(y * self.scale)), len(self.rows)) for y in (box.top, box.bottom))
        for y in range(top, bottom):
            part = self.rows[y][left:right]
            x = next((n for n, value in enumerate(part) if value < WHITE), None)
            if x is not None:
                return (left + x) / self.scale, y / self.scale
        return None


class SeenCode(NamedTuple):
    """A QR code that was read: its text, the box of its dark modules, and the number of modules on a side."""

    text: str
    box: PageArea
    modules: int

    @property
    def module(self) -> float:
        """The side of a module in points."""
        return (self.box.right - self.box.left) / self.modules


def boxes(page: Any) -> dict[str, tuple[float, float, float, float]]:
    """Return the boxes of a page by name, as left, bottom, right and top in points; one that is missing is left out."""
    found = {
        "MediaBox": page.get_mediabox(fallback_ok=False),
        "CropBox": page.get_cropbox(fallback_ok=False),
        "TrimBox": page.get_trimbox(fallback_ok=False),
    }
    return {name: box for name, box in found.items() if box}


def fonts(page: Any) -> dict[str, bool]:
    """Return the names of the fonts of a page's text, each with whether it is embedded."""
    found = dict[str, bool]()
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=8):
        font = pdfium.FPDFTextObj_GetFont(item.raw)
        length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
        name = create_string_buffer(length)
        pdfium.FPDFFont_GetBaseFontName(font, name, length)
        is_embedded = pdfium.FPDFFont_GetIsEmbedded(font) == 1
        text = name.value.decode("utf-8", "replace")
        found[text] = found.get(text, True) and is_embedded
    return found


def links(document: Any, page: Any) -> Iterator[tuple[PageArea, str]]:
    """Yield the box and the address of each link of a page that leads to an address."""
    height = page.get_height()
    place, link = c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, byref(place), byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
        rectangle = pdfium.FS_RECTF(c_float(), c_float(), c_float(), c_float())
        if not length or not pdfium.FPDFLink_GetAnnotRect(link, byref(rectangle)):
            continue
        address = create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(document.raw, action, address, length)
        box = PageArea(rectangle.left, height - rectangle.top, rectangle.right, height - rectangle.bottom)
        yield box, address.value.decode("utf-8", "replace")


def pixels(page: Any, dpi: int) -> Pixels:
    """Return a page in gray at ``dpi`` pixels an inch."""
    scale = dpi / 72
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    data = bytes(bitmap.buffer)
    rows = tuple(
        data[start : start + bitmap.width] for start in range(0, bitmap.height * bitmap.stride, bitmap.stride)
    )
    found = Pixels(rows, bitmap.width, scale)
    bitmap.close()
    return found


def codes(seen: Pixels, reader: Any) -> list[SeenCode]:
    """Return the QR codes on a page; ``reader`` is the module zxingcpp."""
    image = memoryview(b"".join(seen.rows)).cast("B", (len(seen.rows), seen.width))
    found = reader.read_barcodes(image, formats=reader.BarcodeFormat.QRCode, try_invert=False)
    return [_code(each, seen) for each in found if each.valid]


def _code(found: Any, seen: Pixels) -> SeenCode:
    place = found.position
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    box = PageArea(
        min(corner.x for corner in corners) / seen.scale, min(corner.y for corner in corners) / seen.scale,
        max(corner.x for corner in corners) / seen.scale, max(corner.y for corner in corners) / seen.scale,
    )  # fmt: skip
    box = _grown(box, seen)
    return SeenCode(found.text, box, _modules(box, seen))


def _grown(box: PageArea, seen: Pixels) -> PageArea:
    """Return the box of the dark modules: the reader rounds its corners, so each edge is moved to the last dark row."""
    step, most = 1 / seen.scale, 8
    left, top, right, bottom = box
    for _ in range(most):
        left -= 0 if seen.is_bare(PageArea(left - step, top, left, bottom)) else step
        right += 0 if seen.is_bare(PageArea(right, top, right + step, bottom)) else step
        top -= 0 if seen.is_bare(PageArea(left, top - step, right, top)) else step
        bottom += 0 if seen.is_bare(PageArea(left, bottom, right, bottom + step)) else step
    return PageArea(left, top, right, bottom)


def _modules(box: PageArea, seen: Pixels) -> int:
    """Return the modules of a side, by the finder patterns in three of the corners, seven modules wide (18004, 6.3.3).

    A code may be turned, so the dark run at each corner is measured, and the second longest is that of a pattern.
    """
    left, right = round(box.left * seen.scale) + 1, round(box.right * seen.scale) - 1
    lines = [round(box.top * seen.scale) + 2, round(box.bottom * seen.scale) - 3]
    rows = [seen.rows[min(max(0, line), len(seen.rows) - 1)][left:right] for line in lines]
    runs = sorted(_dark_run(row) for row in (*rows, *(row[::-1] for row in rows)))
    rough = (right - left + 2) * 7 / (runs[1] + 1)
    # The sizes of the standard are 17 + 4 x version modules.
    return 17 + 4 * max(1, round((rough - 17) / 4))


def _dark_run(row: bytes) -> int:
    return next((n for n, value in enumerate(row) if value > _DARK), len(row))


def is_locked(error: Exception) -> bool:
    """Tell whether a file could not be opened because it has a password."""
    return bool(getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD)


def opened(data: bytes) -> Any:
    """Return a PDF file opened by PDFium. Raises PdfiumError if it cannot be read."""
    return pypdfium2.PdfDocument(data)
