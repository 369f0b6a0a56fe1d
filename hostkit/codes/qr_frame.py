"""Makes the frames of QR symbols with ``qrcode``, and computes the penalties of mask patterns.

A frame is what all symbols of one version and level share. A square of modules is one integer with a bit for each
module, row by row; the top left module is the highest bit. A right shift by 1 puts each module in the place of its
right neighbor, and a shift by the length of a row in the place of the module below. All terms of a penalty
(ISO/IEC 18004, 7.8.3) are computed from two sets: the modules equal to the one before them, and those that differ from
it. The first module of a line is in neither set, so that no term extends from one line into the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from hostkit.core.postpone import postpone

_RUN, _RUN_MORE, _BLOCK, _FINDER, _BALANCE = 3, 1, 3, 40, 10
"""Penalty points for five modules of one color in a line, for each further one, for four in a square, for a pattern
like a finder pattern, and for each 5 % by which dark modules deviate from half (ISO/IEC 18004, table 11)."""


def penalty(symbol: int, modules: int) -> int:
    """Return the penalty of a symbol with ``modules`` modules on each side, equal to that of ``qrcode``."""
    not_first, not_top = _inner(modules)
    across = (symbol ^ symbol >> 1) & not_first
    down = (symbol ^ symbol >> modules) & not_top
    same_across, same_down = across ^ not_first, down ^ not_top
    squares = same_across & same_across >> modules & same_down
    dark = symbol.bit_count() / modules**2 * 100
    return (
        _lines(symbol, across, same_across, 1)
        + _lines(symbol, down, same_down, modules)
        + _BLOCK * squares.bit_count()
        + _BALANCE * int(abs(dark - 50) / 5)
    )


def _lines(symbol: int, change: int, same: int, step: int) -> int:
    """Return the penalty points of runs and finder patterns along the lines of one direction.

    ``change`` and ``same`` are the modules that differ from and equal the one before, which is ``step`` bits away.
    """
    three = same & same >> step
    five = three & three >> 2 * step
    six = five & five >> step
    # A run of n modules holds n - 4 runs of five and n - 5 of six: the difference is one for each run.
    runs = five.bit_count() - six.bit_count()
    points = _RUN * runs + _RUN_MORE * six.bit_count()
    return points + _FINDER * _finders(symbol, change, same, three, step)


def _finders(symbol: int, change: int, same: int, three: int, step: int) -> int:
    """Return how often the pattern 1011101 is preceded by 0000 plus how often it is followed by 0000."""
    two = change & change >> step
    # The steps between the modules of 1011101 are change, change, same, same, change, change.
    finder = symbol & two & three >> 2 * step & two >> 4 * step
    four = three & same >> 2 * step
    after = four & change >> 3 * step & finder >> 4 * step
    before = finder & (change & four >> step) >> 6 * step
    return before.bit_count() + after.bit_count()


@cache
def _inner(modules: int) -> tuple[int, int]:
    """Return as integers the modules that have a left neighbor, and those that have one above."""
    row = "0" + "1" * (modules - 1)
    return int(row * modules, 2), (1 << modules * (modules - 1)) - 1


MASKS = range(8)
"""The mask patterns (ISO/IEC 18004, table 10)."""

_PERIOD = 12
"""Rows and columns after which every mask pattern repeats: the least common multiple of 2, 3 and 4 (table 10)."""

_TIMING = 6
"""The column of the vertical timing pattern, which codewords leave out (ISO/IEC 18004, 6.3.5)."""

Rows = list[list[bool | None]]
"""Modules as in ``qrcode``: True for dark, False for light, None for a module of a codeword."""


class QrFrame(NamedTuple):
    """What the symbols of one version and level share.

    ``modules`` is the number of modules on each side. ``blocks`` holds the number of data codewords of each block, and
    ``correction`` is the number of error correction codewords of every block. ``arrange`` takes the bits of a message,
    each "0" or "1", followed by one more "0", and returns the bit of each module; a module without a codeword gets "0".
    ``masked`` holds for each mask pattern the symbol with all codewords 0 and with light format and version
    information; XOR with the arranged bits gives the symbol for which ``qrcode`` computes the penalty.

    A message is the data codewords, block by block, followed by the error correction codewords, block by block.
    """

    modules: int
    blocks: tuple[int, ...]
    correction: int
    arrange: Callable[[str], tuple[str, ...]]
    masked: tuple[int, ...]


@cache
def make_frame(version: int, level: str) -> QrFrame:
    """Return the frame of a version from 1 to 40 and a level, "M" or "Q"."""
    blank = _blank(version, level, 0, weighed=True)
    blocks, correction = _blocks(version, level)
    order = _interleaved(blocks, correction)
    nothing = 8 * len(order)
    bits = [8 * codeword + bit for codeword in order for bit in range(8)]
    bits += [nothing] * 7  # remainder bits (ISO/IEC 18004, table 1)
    taken = [nothing] * len(blank) ** 2
    for module, bit in zip(_encoding_region(blank), bits, strict=False):
        taken[module] = bit
    return QrFrame(len(blank), blocks, correction, itemgetter(*taken), tuple(_masked(blank)))


@cache
def make_information(version: int, level: str, mask: int) -> int:
    """Return the dark modules of format and version information and the dark module as bits, row by row (7.9, 7.10)."""
    weighed, printed = (_blank(version, level, mask, weighed=weighed) for weighed in (True, False))
    return _as_integer(weighed, dark=True) ^ _as_integer(printed, dark=True)


def _qrcode() -> Any:
    # qrcode imports Pillow for its image factories, which hostkit does not use.
    postpone("PIL.Image", "PIL.ImageDraw")
    import qrcode

    return qrcode


def _level(level: str) -> int:
    qrcode = _qrcode()
    return int({"M": qrcode.ERROR_CORRECT_M, "Q": qrcode.ERROR_CORRECT_Q}[level])


def _blank(version: int, level: str, mask: int, *, weighed: bool) -> Rows:
    """Return a symbol without codewords; ``weighed`` makes format and version information light, as for penalties."""
    code = _qrcode().QRCode(version, _level(level), border=0)
    code.data_cache = []  # nothing to encode
    code.map_data = lambda data, mask: None  # no codewords: their modules stay None
    code.makeImpl(weighed, mask)
    modules: Rows = code.modules
    return modules


def _blocks(version: int, level: str) -> tuple[tuple[int, ...], int]:
    """Return the number of data codewords of each block and of error correction codewords of every block (table 9)."""
    blocks = _qrcode().base.rs_blocks(version, _level(level))
    return tuple(block.data_count for block in blocks), blocks[0].total_count - blocks[0].data_count


@cache
def most_bytes(version: int, level: str) -> int:
    """Return the capacity in byte mode (table 7): mode and terminator take a byte, the count of bytes one or two."""
    blocks, _ = _blocks(version, level)
    return sum(blocks) - (2 if version < 10 else 3)


def _interleaved(blocks: tuple[int, ...], correction: int) -> list[int]:
    """Return the indices of the codewords of a message in the order of placement (ISO/IEC 18004, 7.6)."""
    starts = [sum(blocks[:block]) for block in range(len(blocks) + 1)]
    order = [
        starts[block] + codeword
        for codeword in range(max(blocks))
        for block, length in enumerate(blocks)
        if codeword < length
    ]
    after = starts[-1]
    return order + [
        after + block * correction + codeword
        for codeword in range(correction)
        for block in range(len(blocks))
    ]


def _encoding_region(blank: Rows) -> Iterator[int]:
    """Yield the indices of the modules of codewords in the order of placement (ISO/IEC 18004, 7.7.3).

    Modules are numbered row by row. Placement starts at the right and takes two columns at a time, alternately upward
    and downward; in each row the right module comes first.
    """
    side = len(blank)
    downward = range(side)
    for pair, right in enumerate([*range(side - 1, _TIMING, -2), *range(_TIMING - 1, 0, -2)]):
        for row in downward if pair % 2 else reversed(downward):
            for column in (right, right - 1):
                if blank[row][column] is None:
                    yield row * side + column


def _masked(blank: Rows) -> Iterator[int]:
    """Yield the blank symbol with each mask pattern applied to the modules of codewords only (7.8.1)."""
    side = len(blank)
    fixed, region = _as_integer(blank, dark=True), _as_integer(blank, dark=None)
    for tile in _tiles():
        rows = ((tile[row % _PERIOD] * (side // _PERIOD + 1))[:side] for row in range(side))
        yield fixed | int("".join(rows), 2) & region


@cache
def _tiles() -> tuple[tuple[str, ...], ...]:
    """Return one period of each mask pattern as rows of "0" and "1" (ISO/IEC 18004, table 10)."""
    mask_func = _qrcode().util.mask_func
    span = range(_PERIOD)
    return tuple(
        tuple("".join("01"[inverts(row, column)] for column in span) for row in span)
        for inverts in map(mask_func, MASKS)
    )


def _as_integer(rows: Rows, dark: bool | None) -> int:
    """Return as an integer the modules that are dark (True), light (False) or of codewords (None)."""
    return int("".join("01"[module is dark] for row in rows for module in row), 2)
