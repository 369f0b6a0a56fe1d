"""PDF syntax: numbers, strings, objects and streams, operators of page content; measures in, text of a file out.

Lengths have at most three decimals (a thousandth of a point is 0.0004 mm), no exponent and no minus zero. Objects are
written by hand because formatting dictionaries takes ReportLab 72 % of a warm build.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import accumulate, compress
from struct import Struct
from typing import NamedTuple

from hostkit.typesetting.display_list import Colour

_LIMIT = 100_000.0
"""Points. Chosen well above PDF's largest page of 14,400 (PDF 32000-1, annex C): what is beyond it is a mistake."""

_LEAST_LENGTH = 0.0005
"""Half of the last decimal that is written: anything less would be written as 0."""


@lru_cache(maxsize=2048)
def number(value: float) -> str:
    """Return a number as PDF writes it (PDF 32000-1, 7.3.3). Raises ValueError for NaN and infinity."""
    if not -_LIMIT < value < _LIMIT:
        raise ValueError(f"{value} is no measure of a page")
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def size(value: float) -> str:
    """Return a length in points as PDF writes it. Raises ValueError for zero, less, and NaN."""
    if not value >= _LEAST_LENGTH:
        raise ValueError(f"{value} is no size")
    return number(value)


def factor(value: float) -> str:
    """Return a scale factor with six decimals, which err by a thousandth of a point across a sheet.

    Raises ValueError for zero, less, and NaN.
    """
    if not _LEAST_LENGTH <= value < _LIMIT:
        raise ValueError(f"{value} is no factor")
    return f"{value:.6f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=256)
def fill_colour(colour: Colour) -> str:
    """Return the operator that sets the colour of areas (g or rg). Raises ValueError beyond 0 to 1."""
    return _colour(colour, "g", "rg")


@lru_cache(maxsize=256)
def stroke_colour(colour: Colour) -> str:
    """Return the operator that sets the colour of lines (G or RG). Raises ValueError beyond 0 to 1."""
    return _colour(colour, "G", "RG")


def _colour(colour: Colour, grey: str, rgb: str) -> str:
    if not all(0 <= part <= 1 for part in colour):
        raise ValueError(f"{colour} is no colour: its parts lie from 0 to 1")
    parts = [number(part) for part in colour]
    return f"{parts[0]} {grey}" if len(set(parts)) == 1 else f"{' '.join(parts)} {rgb}"


def line(x: float, y: float, x2: float, y2: float) -> str:
    """Return the operators that stroke a line between two points, y growing up."""
    return f"{number(x)} {number(y)} m {number(x2)} {number(y2)} l S"


def rectangle(x: float, y: float, width: float, height: float, paint: str) -> str:
    """Return the operators that draw a rectangle with its lower left corner at (x, y); ``paint`` is f or S.

    Raises ValueError for a side of zero or less.
    """
    return f"{number(x)} {number(y)} {size(width)} {size(height)} re {paint}"


BEST, FAST = 4, 1
"""Levels of zlib: BEST for what is written once a guide, FAST for what is written for each event.

Chosen by measuring: level 9 makes fonts 1 % smaller and takes a quarter more time.
"""

_WINDOW, _MEMORY = 12, 6
"""windowBits and memLevel of zlib at the level FAST. Chosen by measuring: a window of 4 KB makes short pieces as small
as one of 32 KB does, and a quarter of a megabyte need not be cleared for each of them."""


class IndirectObject:
    """An indirect object. Its ``content`` is written as it is, and may be set until the file is written."""

    __slots__ = ("content", "number", "reference")

    def __init__(self, content: bytes = b"") -> None:
        self.content = content
        self.number, self.reference = 0, ""
        """Its number, and how other objects name it ("12 0 R"); given when it is added to a file's objects."""


class Objects:
    """The objects of one file, numbered from 1 on in the order of their adding."""

    def __init__(self) -> None:
        self._bodies: list[IndirectObject] = []

    def add(self, body: IndirectObject) -> str:
        """Give an object the next number and return its reference."""
        self._bodies.append(body)
        body.number = number = len(self._bodies)
        body.reference = reference = f"{number} 0 R"
        return reference

    def add_content(self, content: bytes) -> str:
        """Add an object with this content and return its reference."""
        return self.add(IndirectObject(content))

    def contents(self) -> list[bytes]:
        """Return the contents of the objects in the order of their numbers."""
        return [body.content for body in self._bodies]


_LEAST_DEFLATED = {BEST: 300, FAST: 2000}
"""Bytes from which on a stream is deflated. Chosen by measuring: smaller streams save less than 1 % of a file."""


def whole(number: int, content: bytes) -> bytes:
    """Return an indirect object as it stands in a file (PDF 32000-1, 7.3.10)."""
    return b"%d 0 obj\n%s\nendobj\n" % (number, content)


def stream(data: bytes, entries: str = "", *, compress: bool = True, level: int = BEST) -> bytes:
    """Return a stream (PDF 32000-1, 7.3.8) with these entries in its dictionary, deflated if that makes it smaller."""
    if compress and len(data) >= _LEAST_DEFLATED[level]:
        data = _fast(data) if level == FAST else zlib.compress(data, level)
        entries += " /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)


def is_stream(content: bytes) -> bool:
    """Tell whether the content of an object is a stream."""
    return content.endswith(b"\nendstream")


def object_stream(contents: Mapping[int, bytes]) -> bytes:
    """Return an object stream (PDF 32000-1, 7.5.7) of contents by object number, none of them a stream."""
    places = accumulate([len(content) + 1 for content in contents.values()], initial=0)
    index = " ".join([f"{number} {place}" for number, place in zip(contents, places, strict=False)])
    data = b"\n".join((index.encode(), *contents.values()))
    return stream(data, f"/Type /ObjStm /N {len(contents)} /First {len(index) + 1}")


ROW, WIDTHS = Struct(">BIH"), b"[1 4 2]"
"""A row of a cross-reference stream (PDF 32000-1, 7.5.8.3), and its widths in bytes: the type, then where an object
begins in the file, or the number of its object stream and its place there."""

IN_FILE, IN_OBJECT_STREAM = 1, 2
"""The types of rows of objects that there are (PDF 32000-1, table 18)."""


def _fast(data: bytes) -> bytes:
    # Mostly outlines of QR symbols, which hardly repeat: looking for repeats would take a third of the time.
    deflate = zlib.compressobj(FAST, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_HUFFMAN_ONLY)
    return deflate.compress(data) + deflate.flush()


def text_string(text: str) -> str:
    """Return a text string (PDF 32000-1, 7.9.2.2): literal when it is ASCII, else UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


_RIGHT, _DOWN, _LEFT, _UP = (1, 3, 9, 11), (2, 6, 10, 14), (8, 12, 13), (4, 5, 7)
"""The corners from which an edge goes right, down, left and up, with the dark on its right and the light on its left. A
corner is a number of four bits: which of the modules around it are dark.

Two edges begin at the corners 6 and 9, where two areas meet. Both ways of walking close an outline and fill the same
modules; the edge of the lower module goes first.
"""

_REST = tuple({6: 4, 9: 8}.get(around, 0) for around in range(16))
"""What is left of a corner after one of its edges was walked: the corner of the other edge, or 0."""

_TURNS = tuple(around not in (3, 5, 10, 12) for around in range(16))
"""Whether an outline turns at a corner or goes straight on."""

_STARTS = bytes(around in (1, 14) for around in range(256))
"""Whether an outline may start at a corner: every area has a dark module with light ones above, on the left and between
them; at every hole light and dark are exchanged."""

_MODULES = bytes(character == ord("1") for character in range(256))
"""The characters 0 and 1 as numbers."""


class _ModuleGrid(NamedTuple):
    """The corners of symbols of one size.

    ``names`` are their columns and rows as they are written in a path, ``steps`` the distances to the next corner.
    """

    names: tuple[str, ...]
    steps: tuple[int, ...]


def outline(rows: tuple[str, ...]) -> str:
    """Return the path of the dark areas of a symbol in modules, with the origin at the top left and y growing down.

    The dark is to the right of each edge, so that holes run the other way round and the non-zero rule leaves them
    light. Raises ValueError unless the rows are a square of "0" and "1".
    """
    modules = "0".join(rows).encode()
    if set(map(len, rows)) != {len(rows)} or modules.count(b"0") + modules.count(b"1") != len(modules):
        raise ValueError("a symbol is a square of the characters 0 and 1")
    around, grid = _corners(modules, len(rows) + 1), _grid(len(rows))
    corners = list(around)
    starts = compress(range(len(corners)), around.translate(_STARTS))
    # Most starts are on an outline that was walked already.
    return "\n".join([_path(_walk(corners, start, grid)) for start in starts if corners[start]])


def _corners(characters: bytes, wide: int) -> bytes:
    """Return the number of each corner, ``wide`` of them in a row.

    A byte is a module, and a light one follows each row: one integer, shifted to all four sides of the corners.
    """
    modules = int.from_bytes(characters.translate(_MODULES), "little")
    around = (modules << 8 * (wide + 1)) * 8 + (modules << 8 * wide) * 4 + (modules << 8) * 2 + modules
    return around.to_bytes(wide * wide, "little")


def _walk(corners: list[int], start: int, grid: _ModuleGrid) -> list[str]:
    """Remove one outline from the corners and return the names of the corners where it turns, the start first."""
    names, steps = grid
    rest, turns = _REST, _TURNS
    path = []
    here, around = start, corners[start]
    # The outline is closed when its start is used up.
    while around:
        if turns[around]:
            path.append(names[here])
            corners[here] = rest[around]
        here += steps[around]
        around = corners[here]
    return path


def _path(corners: list[str]) -> str:
    return " l ".join(corners).replace("l", "m", 1) + " l h"


@cache
def _grid(modules: int) -> _ModuleGrid:
    wide = modules + 1
    names = tuple(f"{x} {y}" for y in range(wide) for x in range(wide))
    step = {**dict.fromkeys(_RIGHT, 1), **dict.fromkeys(_DOWN, wide)}
    step |= {**dict.fromkeys(_LEFT, -1), **dict.fromkeys(_UP, -wide)}
    return _ModuleGrid(names, tuple(step.get(around, 0) for around in range(16)))
