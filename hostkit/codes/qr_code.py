"""Makes QR symbols of links: chooses the level and version for a size, and computes the rows of modules.

Error correction is in the field GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1 (ISO/IEC 18004, 7.5.2). A
polynomial is one integer, a byte for each coefficient, the highest power first, so that one XOR adds polynomials.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from typing import NamedTuple

from hostkit.codes.qr_frame import MASKS, QrFrame, make_frame, make_information, most_bytes, penalty
from hostkit.core.errors import BadValue
from hostkit.core.values import mm, to_mm

_REDUCTION = 0x1D
"""The value of x^8 in the field: x^4 + x^3 + x^2 + 1 (ISO/IEC 18004, 7.5.2)."""


def error_correction(block: bytes, count: int) -> bytes:
    """Return the ``count`` error correction codewords of a block (ISO/IEC 18004, 7.5.2).

    They are the remainder when the block, followed by ``count`` zeros, is divided by the generator polynomial.
    """
    multiples = _multiples(count)
    top = 8 * (count - 1)
    below = (1 << top) - 1
    remainder = 0
    for codeword in block:
        remainder = (remainder & below) << 8 ^ multiples[remainder >> top ^ codeword]
    return remainder.to_bytes(count, "big")


@cache
def _multiples(count: int) -> tuple[int, ...]:
    """Return the generator polynomial without its leading term, multiplied by each field element from 0 to 255."""
    table = [0]
    row = _generator(count)
    for _ in range(8):
        table += [multiple ^ row for multiple in table]
        row = _doubled(row, count)
    return tuple(table)


def _generator(count: int) -> int:
    """Return the product of x - 2^i for i from 0 to ``count`` - 1 without its leading term, which is 1 (annex A)."""
    leading, generator = 1, 0
    for power in range(count):
        scaled = leading << 8 * power | generator
        for _ in range(power):
            scaled = _doubled(scaled, power + 1)
        generator = generator << 8 ^ scaled
    return generator


def _doubled(polynomial: int, coefficients: int) -> int:
    """Return a polynomial with each of its coefficients multiplied by 2, which is x in the field."""
    overflow = polynomial & int.from_bytes(b"\x80" * coefficients, "big")
    return (polynomial ^ overflow) << 1 ^ (overflow >> 7) * _REDUCTION


_BYTE_MODE = 0b0100
"""Mode indicator of byte mode (ISO/IEC 18004, table 2)."""

_PADDING = b"\xec\x11"
"""The two pad codewords, which alternate to fill a symbol (ISO/IEC 18004, 7.4.10)."""


def make_matrix(data: bytes, version: int, level: str) -> tuple[str, ...]:
    """Return the rows of the symbol that encodes data in byte mode, with the mask pattern of the lowest penalty.

    ``version`` is from 1 to 40, ``level`` "M" or "Q". Raises ValueError if the data are too long for the version.
    """
    frame = make_frame(version, level)
    message = _message(frame, _data_codewords(data, version, level, sum(frame.blocks)))
    bits = format(int.from_bytes(message, "big"), f"0{8 * len(message)}b")
    placed = int("".join(frame.arrange(bits + "0")), 2)
    weighed = [placed ^ masked for masked in frame.masked]
    # As in qrcode, masks are compared without format and version information, and the first of equals is used.
    mask = min(MASKS, key=lambda mask: penalty(weighed[mask], frame.modules))
    return _rows(weighed[mask] ^ make_information(version, level, mask), frame.modules)


def _data_codewords(data: bytes, version: int, level: str, count: int) -> bytes:
    """Return ``count`` codewords: mode, number of bytes, the bytes, a terminator, padding (ISO/IEC 18004, 7.4).

    Mode and terminator take four bits each, so that the data fill whole codewords.
    """
    most = most_bytes(version, level)
    wide = count - most - 1  # bytes of the character count indicator (table 3)
    free = most - len(data)
    if free < 0:
        raise ValueError(f"version {version} does not hold {len(data)} bytes")
    bits = (_BYTE_MODE << 8 * wide | len(data)) << 8 * len(data) | int.from_bytes(data, "big")
    padding = (_PADDING * (free // 2 + 1))[:free]
    return (bits << 4).to_bytes(count - free, "big") + padding


def _message(frame: QrFrame, codewords: bytes) -> bytes:
    """Return the data codewords of all blocks, followed by the error correction codewords of each."""
    parts, start = [codewords], 0
    for length in frame.blocks:
        parts.append(error_correction(codewords[start : start + length], frame.correction))
        start += length
    return b"".join(parts)


def _rows(symbol: int, modules: int) -> tuple[str, ...]:
    text = format(symbol, f"0{modules * modules}b")
    return tuple([text[start : start + modules] for start in range(0, len(text), modules)])


QUIET_MODULES = 4
"""Width of the quiet zone on each side, in modules (ISO/IEC 18004, 6.3.8)."""

MODULE_MM = 0.50
"""The side of a module in millimeters, chosen so that phones read it without trouble."""

MODULE_FLOOR_MM = 0.40
"""The smallest side of a module in millimeters, used for long links only: phones must be held closer to scan it."""

_TRIES = (("Q", MODULE_MM), ("M", MODULE_MM), ("M", MODULE_FLOOR_MM))
"""Error correction level and smallest module in millimeters, in the order in which they are tried."""

_SLACK = 1e-9
"""More than the rounding error of a side in millimeters: 20 mm hold 40 modules of 0.50 mm, not 39."""


class QrSymbol(NamedTuple):
    """A QR symbol without its quiet zone.

    ``rows`` from the top, each a string of "1" (dark) and "0"; ``module`` is the side of one module in
    points; ``level`` the error correction level ("Q" or "M"), ``version`` from 1 to 40 (17 + 4 x version
    modules a side).
    """

    rows: tuple[str, ...]
    module: float
    level: str
    version: int
    quiet: int = QUIET_MODULES


def make_symbol(url: str, side: float) -> QrSymbol:
    """Return the symbol of a link that fills a square of ``side`` points, quiet zone included.

    It has level Q and modules of at least 0.50 mm if the link fits, else level M, else level M with modules of at
    least 0.40 mm. Raises BadValue when the link is too long for all of these.
    """
    length = len(url.encode())
    for level, module_mm in _TRIES:
        version = bisect_left(range(1, 41), length, key=lambda version: most_bytes(version, level)) + 1
        if version <= _largest_version(side, module_mm):
            rows = _matrix(url, level, version)
            return QrSymbol(rows, side / (len(rows) + 2 * QUIET_MODULES), level, version)
    raise _too_long(url, length, side)


def capacity(side: float, level: str, module_mm: float) -> int:
    """Return how many bytes fit a square of ``side`` points at a level, with modules of at least ``module_mm``."""
    version = _largest_version(side, module_mm)
    return most_bytes(version, level) if version else 0


def _largest_version(side: float, module_mm: float) -> int:
    """Return the largest version that fits ``side`` points with modules of at least ``module_mm``, or 0."""
    modules = int(side / mm(module_mm) + _SLACK) - 2 * QUIET_MODULES
    return max(0, min(40, (modules - 17) // 4))


def _too_long(url: str, length: int, side: float) -> BadValue:
    limits = [f"{capacity(side, level, floor)} ({level}, {floor:.2f} mm)" for level, floor in _TRIES]
    return BadValue(
        "link-too-long-for-code",
        f"The link {url} is {length} bytes long: too long for a QR code of {to_mm(side):.0f} mm, which holds "
        f"{limits[0]}, {limits[1]} or at most {limits[2]} bytes (error correction level, module).",
        "Use a short link that leads to the same place.",
        link=url,
        bytes=length,
        most_bytes=capacity(side, *_TRIES[-1]),
        side_mm=round(to_mm(side)),
    )


@lru_cache(maxsize=64)
def _matrix(url: str, level: str, version: int) -> tuple[str, ...]:
    """Return the rows of a link's symbol. They are cached because several sheets and kits have the same link."""
    return make_matrix(url.encode(), version, level)
