"""Draws pages of finished PDF files as PNG pictures with PDFium, and reads their words.

``PagePictures`` keeps files and pictures by their content, the last used ones, as long as the process lives.
"""

from __future__ import annotations

import struct
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

import pypdfium2

from hostkit import __version__
from hostkit.preview.cut_boxes import FOLD_LINE, TRIM, CutBox

_MOST_FILES, _MOST_PICTURES = 96, 160
"""Files and pictures that are kept: more than one window shows, and about 20 MB."""

WIDEST = 2400
"""Pixels of the widest picture: a page across a window on a screen with small pixels."""

_T = TypeVar("_T")


class PageLook(NamedTuple):
    """The width and height of a page in points, and its words."""

    width: float
    height: float
    words: str


class _Recent(Generic[_T]):
    """The most recently used values by key."""

    def __init__(self, most: int) -> None:
        self._most, self._values = most, OrderedDict[Any, _T]()

    def get(self, key: object) -> _T | None:
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: object, value: _T) -> _T:
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._most:
            self._values.popitem(last=False)
        return value


class PagePictures:
    """The PDF files that are shown, by the checksum of their bytes."""

    def __init__(self) -> None:
        # PDFium takes one thread at a time.
        self._lock = Lock()
        self._files = _Recent[bytes](_MOST_FILES)
        self._looks = _Recent[tuple[PageLook, ...]](_MOST_FILES)
        self._pictures = _Recent[bytes](_MOST_PICTURES)

    def add(self, pdf: bytes) -> str:
        """Keep a PDF file and return the name under which its pages are found."""
        name = sha256(pdf).hexdigest()[:32]
        with self._lock:
            self._files.put(name, pdf)
        return name

    def looks(self, name: str) -> tuple[PageLook, ...]:
        """Return the size and the words of each page of a file, none if the file is no longer kept."""
        with self._lock:
            if found := self._looks.get(name):
                return found
            with self._opened(name) as pages:
                return self._looks.put(name, tuple(map(_look, pages))) if pages else ()

    def png(self, name: str, index: int, width: int) -> bytes | None:
        """Return the picture of a page, ``width`` pixels wide, or None if there is no such page."""
        width = max(1, min(width, WIDEST))
        with self._lock:
            if found := self._pictures.get((name, index, width)):
                return found
            with self._opened(name) as pages:
                if not pages or not 0 <= index < len(pages):
                    return None
                return self._pictures.put((name, index, width), draw_page(pages[index], width))

    @contextmanager
    def _opened(self, name: str) -> Iterator[Any]:
        pdf = self._files.get(name)
        if pdf is None:
            yield None
            return
        with opened_pages(pdf) as pages:
            yield pages


def _look(page: Any) -> PageLook:
    text = page.get_textpage()
    words = " ".join(text.get_text_range().split())
    text.close()
    width, height = page.get_size()
    return PageLook(width, height, words)


@contextmanager
def opened_pages(pdf: bytes) -> Iterator[Any]:
    """Return a context with the pages of a PDF file. Raises PdfiumError if it cannot be read."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def draw_page(page: Any, width: int, cuts: Sequence[CutBox] = ()) -> bytes:
    """Return the picture of a page, ``width`` pixels wide, with lines where it is cut and folded."""
    bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
    for box in cuts:
        _draw_lines(bitmap, box, width / page.get_width())
    picture = _png(bitmap)
    bitmap.close()
    return picture


_COLORS = {TRIM: (0x8A, 0x2F, 0x1B, 255), FOLD_LINE: (0x1B, 0x4F, 0x8A, 255)}
_QUIET = (0x8B, 0x84, 0x7A, 255)
"""The colors of the trim, of folds and of the safe area in pictures, as red, green, blue and opacity."""


def _draw_lines(bitmap: Any, box: CutBox, scale: float) -> None:
    """Draw the edges of a box; ``scale`` is the number of pixels for a point."""
    left, top = round(box.x * scale), round(box.y * scale)
    width, height = round(box.width * scale), round(box.height * scale)
    line = max(1, round(0.6 * scale)) if box.kind == TRIM else 1
    color = _COLORS.get(box.kind, _QUIET)
    for x, y, along, down in (
        (left, top, width + line, line),
        (left, top + height, width + line, line),
        (left, top, line, height + line),
        (left + width, top, line, height + line),
    ):
        bitmap.fill_rect(color, x, y, along, down)


def _png(bitmap: Any) -> bytes:
    """Return RGB pixels as a PNG file (ISO/IEC 15948) that names hostkit as its program."""
    data, row = bytes(bitmap.buffer), bitmap.width * 3
    # Each row begins with the number of its filter: 0, none.
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    rows = b"".join([b"\0" + data[start : start + row] for start in starts])
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 2, 0, 0, 0)
    program = f"Software\0hostkit {__version__}".encode("latin-1")
    parts = ((b"IHDR", head), (b"tEXt", program), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
