"""Writes PDF syntax: numbers, strings, objects, streams and the operators of page content.

Lengths have at most three decimals (a thousandth of a point is 0.0004 mm), no exponent and no minus zero. Objects are
written by hand because formatting dictionaries takes ReportLab 72 % of a warm build.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, compress
from struct import Struct
from typing import NamedTuple

from hostkit.typesetting.display_list import Color, Curve

_LIMIT = 100_000.0
"""In points. Chosen well above PDF's largest page of 14,400 (PDF 32000-1, annex C): a larger number is a mistake."""

_LEAST_LENGTH = 0.0005
"""Half of the last decimal that is written; a smaller length would be written as 0."""


@lru_cache(maxsize=2048)
def number(value: float) -> str:
    """Return a number in PDF syntax (PDF 32000-1, 7.3.3). Raises ValueError for NaN and numbers beyond _LIMIT."""
    if not -_LIMIT < value < _LIMIT:
        raise ValueError(f"{value} is no measure of a page")
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def size(value: float) -> str:
    """Return a positive length in points in PDF syntax. Raises ValueError for zero, negative lengths and NaN."""
    if not value >= _LEAST_LENGTH:
        raise ValueError(f"{value} is no size")
    return number(value)


def factor(value: float) -> str:
    """Return a scale factor with six decimals, which are exact to a thousandth of a point across a sheet.

    Raises ValueError for zero, negative factors and NaN.
    """
    if not _LEAST_LENGTH <= value < _LIMIT:
        raise ValueError(f"{value} is no factor")
    return f"{value:.6f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=256)
def fill_color(color: Color) -> str:
    """Return the operator that sets the fill color (g or rg). Raises ValueError for a component outside 0 to 1."""
    return _color(color, "g", "rg")


@lru_cache(maxsize=256)
def stroke_color(color: Color) -> str:
    """Return the operator that sets the stroke color (G or RG). Raises ValueError for a component outside 0 to 1."""
    return _color(color, "G", "RG")


def _color(color: Color, gray: str, rgb: str) -> str:
    if not all(0 <= part <= 1 for part in color):
        raise ValueError(f"{color} is no color: its parts lie from 0 to 1")
    parts = [number(part) for part in color]
    return f"{parts[0]} {gray}" if len(set(parts)) == 1 else f"{' '.join(parts)} {rgb}"


def line(x: float, y: float, x2: float, y2: float) -> str:
    """Return the operators that stroke a line between two points, y growing up."""
    return f"{number(x)} {number(y)} m {number(x2)} {number(y2)} l S"


def rectangle(x: float, y: float, width: float, height: float, paint: str) -> str:
    """Return the operators that draw a rectangle with its lower left corner at (x, y); ``paint`` is f or S.

    Raises ValueError for a side of zero or less.
    """
    return f"{number(x)} {number(y)} {size(width)} {size(height)} re {paint}"


def path(curves: Sequence[Curve], x: float, y: float, dash: Sequence[float] | None) -> str:
    """Return the operators that stroke curves, whose points grow down from (x, y), where y grows up.

    ``dash`` holds the lengths of dashes and gaps, which must be positive.
    """
    operators = [f"[{' '.join(map(size, dash))}] 0 d"] if dash else []
    for start, parts in curves:
        for points, operator in ((start, "m"), *[(part, "l" if len(part) == 2 else "c") for part in parts]):
            at = [number(y - value if k % 2 else x + value) for k, value in enumerate(points)]
            operators.append(f"{' '.join(at)} {operator}")
    return "\n".join([*operators, "S", "[] 0 d"] if dash else [*operators, "S"])


BEST, FAST = 4, 1
"""Compression levels of zlib: BEST for objects written once for a guide, FAST for objects of each event.

Chosen by measuring: level 9 makes fonts 1 % smaller and takes a quarter more time.
"""

_WINDOW, _MEMORY = 12, 6
"""The windowBits and memLevel of zlib at the level FAST. Chosen by measuring: for short streams a window of 4 KB
compresses as well as one of 32 KB, and zlib need not clear a quarter of a megabyte for each of them."""


class IndirectObject:
    """An indirect object. Its ``content`` is written unchanged, and may be set at any time before that."""

    __slots__ = ("content", "number", "reference")

    def __init__(self, content: bytes = b"") -> None:
        self.content = content
        self.number, self.reference = 0, ""
        """The object number and the reference ("12 0 R"), both set when the object is added to a file."""


class Objects:
    """The objects of one file, numbered from 1 in the order in which they are added."""

    def __init__(self) -> None:
        self._bodies: list[IndirectObject] = []

    def add(self, body: IndirectObject) -> str:
        """Add an object with the next free number, and return its reference."""
        body.number = number = self.next_number
        self._bodies.append(body)
        body.reference = reference = f"{number} 0 R"
        return reference

    def add_content(self, content: bytes) -> str:
        """Add an object with this content and return its reference."""
        return self.add(IndirectObject(content))

    @property
    def next_number(self) -> int:
        """The number of the object that is added next."""
        return len(self._bodies) + 1

    def contents(self) -> list[bytes]:
        """Return the contents of the objects in the order of their numbers."""
        return [body.content for body in self._bodies]


_LEAST_DEFLATED = {BEST: 300, FAST: 2000}
"""The least bytes of a stream that is deflated. Chosen by measuring: smaller streams save less than 1 % of a file."""


def whole(number: int, content: bytes) -> bytes:
    """Return the definition of an indirect object, from obj to endobj (PDF 32000-1, 7.3.10)."""
    return b"%d 0 obj\n%s\nendobj\n" % (number, content)


def stream(data: bytes, entries: str = "", *, compress: bool = True, level: int = BEST) -> bytes:
    """Return a stream (PDF 32000-1, 7.3.8) with these dictionary entries, deflated unless it is short."""
    if compress and len(data) >= _LEAST_DEFLATED[level]:
        data = _fast(data) if level == FAST else zlib.compress(data, level)
        entries += " /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)


def is_stream(content: bytes) -> bool:
    """Return whether the content of an object is a stream."""
    return content.endswith(b"\nendstream")


def object_stream(contents: Mapping[int, bytes]) -> bytes:
    """Return an object stream (PDF 32000-1, 7.5.7) of these contents by object number; none may be a stream."""
    places = accumulate([len(content) + 1 for content in contents.values()], initial=0)
    index = " ".join([f"{number} {place}" for number, place in zip(contents, places, strict=False)])
    data = b"\n".join((index.encode(), *contents.values()))
    return stream(data, f"/Type /ObjStm /N {len(contents)} /First {len(index) + 1}")


ROW, WIDTHS = Struct(">BIH"), b"[1 4 2]"
"""The row of a cross-reference stream (PDF 32000-1, 7.5.8.3) and the widths of its fields in bytes: the type, the byte
offset of the object or the number of its object stream, and its index in that stream."""

IN_FILE, IN_OBJECT_STREAM = 1, 2
"""The types of cross-reference rows for objects in use (PDF 32000-1, table 18)."""


def _fast(data: bytes) -> bytes:
    # Most of these streams are outlines of QR symbols, in which searching for repeats costs time and saves little.
    deflate = zlib.compressobj(FAST, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_HUFFMAN_ONLY)
    return deflate.compress(data) + deflate.flush()


def text_string(text: str) -> str:
    """Return a text string (PDF 32000-1, 7.9.2.2): a literal string if it is ASCII, else UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


_RIGHT, _DOWN, _LEFT, _UP = (1, 3, 9, 11), (2, 6, 10, 14), (8, 12, 13), (4, 5, 7)
"""The corners from which an edge goes right, down, left and up, with the dark side on its right. A corner is a number
of four bits, one for each module around it, set if the module is dark.

At the corners 6 and 9, where two dark areas touch, two edges begin. Following either of them first closes an outline
and fills the same modules; the edge of the lower module is followed first.
"""

_REST = tuple({6: 4, 9: 8}.get(around, 0) for around in range(16))
"""The corner that remains when one edge of a corner has been followed: that of the other edge, or 0."""

_TURNS = tuple(around not in (3, 5, 10, 12) for around in range(16))
"""Whether an outline turns at each corner or goes straight on."""

_STARTS = bytes(around in (1, 14) for around in range(256))
"""Whether an outline may start at each corner: every dark area has a module whose neighbors above, on the left and
above on the left are light; for holes, light and dark are exchanged."""

_MODULES = bytes(character == ord("1") for character in range(256))
"""A translation table from the characters 0 and 1 to the bytes 0 and 1."""


class _ModuleGrid(NamedTuple):
    """The grid of module corners of a symbol of one size.

    ``names`` are the coordinates of each corner in path syntax. ``steps`` are, for each of the 16 kinds of corner, the
    difference to the index of the next corner of the outline.
    """

    names: tuple[str, ...]
    steps: tuple[int, ...]


def outline(rows: tuple[str, ...]) -> str:
    """Return the path of the dark areas of a symbol in units of modules, with the origin at the top left and y down.

    The dark side is on the right of each edge, so that holes run in the opposite direction and the non-zero winding
    rule leaves them light. Raises ValueError unless the rows are a square of "0" and "1".
    """
    modules = "0".join(rows).encode()
    if set(map(len, rows)) != {len(rows)} or modules.count(b"0") + modules.count(b"1") != len(modules):
        raise ValueError("a symbol is a square of the characters 0 and 1")
    around, grid = _corners(modules, len(rows) + 1), _grid(len(rows))
    corners = list(around)
    starts = compress(range(len(corners)), around.translate(_STARTS))
    # Most possible starts are on an outline that has been followed already.
    return "\n".join([_path(_walk(corners, start, grid)) for start in starts if corners[start]])


def _corners(characters: bytes, wide: int) -> bytes:
    """Return the four-bit number of each corner, row by row; ``wide`` is the number of corners in a row.

    ``characters`` has one byte for each module, and a light module after each row. The modules are read as one
    integer, which is shifted so that the four modules around each corner are added up.
    """
    modules = int.from_bytes(characters.translate(_MODULES), "little")
    around = (modules << 8 * (wide + 1)) * 8 + (modules << 8 * wide) * 4 + (modules << 8) * 2 + modules
    return around.to_bytes(wide * wide, "little")


def _walk(corners: list[int], start: int, grid: _ModuleGrid) -> list[str]:
    """Remove one outline from ``corners`` and return the names of the corners where it turns, the start first."""
    names, steps = grid
    rest, turns = _REST, _TURNS
    path = []
    here, around = start, corners[start]
    # The outline is closed when no edge is left at its start.
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
