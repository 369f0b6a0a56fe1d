"""What symbols are held against: the modules that ``qrcode`` makes on its own, outlines traced edge by edge."""

from __future__ import annotations

from collections import defaultdict

from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData

from hostkit.codes.qr_code import _BYTES

LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}

Rows = tuple[str, ...]
Corner = tuple[int, int]


def smallest_version(length: int, level: str) -> int:
    """Return the smallest version that holds so many bytes."""
    return next(version for version, held in enumerate(_BYTES[level], 1) if length <= held)


def library_symbol(data: bytes, version: int, level: str) -> tuple[Rows, int]:
    """Return the modules that ``qrcode`` makes of bytes in byte mode, and the mask pattern that it chose."""
    code = QRCode(version, LEVELS[level], border=0)
    code.add_data(QRData(data, mode=MODE_8BIT_BYTE), optimize=0)
    mask = code.best_mask_pattern()
    code.makeImpl(False, mask)
    return tuple("".join("01"[dark] for dark in row) for row in code.modules), mask


def plain_outlines(rows: Rows) -> list[list[Corner]]:
    """Return the corners of each outline of the dark modules, by taking one edge after the other out of a table."""
    edges: defaultdict[Corner, list[Corner]] = defaultdict(list)
    dark = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module == "1"}
    for x, y in sorted(dark, key=lambda module: module[::-1]):
        around = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
        for side, neighbour in enumerate([(x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)]):
            if neighbour not in dark:
                edges[around[side]].append(around[(side + 1) % 4])
    paths = []
    while edges:
        paths.append(_traced(edges))
    return paths


def in_order(outlines: list[list[Corner]]) -> list[list[Corner]]:
    """Return outlines in an order that does not depend on where each was begun: its first corner is its first read."""
    return sorted(_from_first(corners) for corners in outlines)


def _from_first(corners: list[Corner]) -> list[Corner]:
    first = min(range(len(corners)), key=lambda k: corners[k][::-1])
    return corners[first:] + corners[:first]


def _traced(edges: dict[Corner, list[Corner]]) -> list[Corner]:
    start = here = next(iter(edges))
    corners: list[Corner] = []
    heading = None
    while not corners or here != start:
        onward = edges[here]
        there = onward.pop()
        if not onward:
            del edges[here]
        step = there[0] - here[0], there[1] - here[1]
        if step != heading:
            corners.append(here)
        here, heading = there, step
    # Where it was begun it may go straight on.
    (ax, ay), (bx, by), (cx, cy) = corners[-1], corners[0], corners[1]
    return corners[1:] if (bx - ax) * (cy - by) == (by - ay) * (cx - bx) else corners
