"""QR symbols: a link and a side in, a matrix of modules out.

Comes in: a canonical link and the side of the square it may take, quiet zone included. Goes out: rows of
modules with the side of one module. Must not know: pages, positions, PDF.

Byte mode only: a link is bytes, and what is read back is exactly what was encoded.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from hostkit.ground.errors import FitError
from hostkit.ground.qr_matrix import make_matrix
from hostkit.ground.units import mm, to_mm

QUIET_MODULES = 4
"""Width of the quiet zone on each side, in modules (ISO/IEC 18004, 6.3.8)."""

MODULE_MM = 0.50
"""The side of a module that phones read without trouble, in millimetres."""

MODULE_FLOOR_MM = 0.40
"""The least side of a module, in millimetres; nothing is ever printed smaller."""

_TRIES = (("Q", MODULE_MM), ("M", MODULE_MM), ("M", MODULE_FLOOR_MM))
"""Error correction level and least module, in the order in which they are tried."""

_BYTES = {
    "M": (
        *(14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666),
        *(711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989),
        *(2099, 2213, 2331),
    ),
    "Q": (
        *(11, 20, 32, 46, 60, 74, 86, 108, 130, 151, 177, 203, 241, 258, 292, 322, 364, 394, 442, 482),
        *(509, 565, 611, 661, 715, 751, 805, 868, 908, 982, 1030, 1112, 1168, 1228, 1283, 1351, 1423),
        *(1499, 1579, 1663),
    ),
}
"""Bytes that versions 1 to 40 hold in byte mode (ISO/IEC 18004, table 7)."""

_SLACK = 1e-9
"""Allowance for sides that come from millimetres: 20 mm hold 40 modules of 0.50 mm, not 39."""


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
    """Return the symbol of a link for a square of ``side`` points, quiet zone included.

    Level Q with modules of 0.50 mm or more, else level M, else level M with modules down to 0.40 mm; the side
    is always used in full. Raises FitError when the link is too long for all of them.
    """
    length = len(url.encode())
    for level, module_mm in _TRIES:
        version = bisect_left(_BYTES[level], length) + 1
        if version <= _largest_version(side, module_mm):
            rows = _matrix(url, level, version)
            return QrSymbol(rows, side / (len(rows) + 2 * QUIET_MODULES), level, version)
    raise FitError(_too_long(url, length, side))


def capacity(side: float, level: str, module_mm: float) -> int:
    """Return how many bytes a symbol of ``side`` points holds at a level and a least module; 0 for none."""
    version = _largest_version(side, module_mm)
    return _BYTES[level][version - 1] if version else 0


def _largest_version(side: float, module_mm: float) -> int:
    """Return the largest version, at most 40, whose modules are no smaller in a square of ``side`` points."""
    modules = int(side / mm(module_mm) + _SLACK) - 2 * QUIET_MODULES
    return max(0, min(40, (modules - 17) // 4))


def _too_long(url: str, length: int, side: float) -> str:
    limits = [f"{capacity(side, level, floor)} ({level}, {floor:.2f} mm)" for level, floor in _TRIES]
    return (
        f"The link {url} is {length} bytes long: too long for a QR code of {to_mm(side):.0f} mm, which holds "
        f"{limits[0]}, {limits[1]} or at most {limits[2]} bytes (error correction level, module). "
        "Use a short link that leads to the same place."
    )


@lru_cache(maxsize=64)
def _matrix(url: str, level: str, version: int) -> tuple[str, ...]:
    """Return the modules of a link, made once for all sheets of a kit, and of kits that share it."""
    return make_matrix(url.encode(), version, level)
