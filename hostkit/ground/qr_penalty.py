"""How hard a masked QR symbol is to read: modules in, penalty points out (ISO/IEC 18004, 7.8.3).

Comes in: a square of modules as one integer, a bit a module, row by row from the top left, which is the highest
bit. Goes out: its penalty, the same as ``qrcode`` gives it. Must not know: links, versions, frames.

A shift by 1 brings to each module the one on its left, by a whole row the one above it. Every term follows from
where a module is like the one before it and where it is not; the first of a line is neither, so that nothing
reaches from one line into the next.
"""

from __future__ import annotations

from functools import cache

_RUN, _RUN_MORE, _BLOCK, _FINDER, _BALANCE = 3, 1, 3, 40, 10
"""Points for five modules of one colour in line, each more of them, four in a square, what looks like a finder
pattern, and each 5 % of dark modules away from half (table 11)."""


def penalty(symbol: int, modules: int) -> int:
    """Return the penalty of a symbol of so many modules a side."""
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
    """Return the points of runs and finder patterns along the lines of one direction.

    ``change`` and ``same``: modules unlike and like the one before, which is ``step`` bits away.
    """
    three = same & same >> step
    five = three & three >> 2 * step
    six = five & five >> step
    # In a run of n modules n - 4 times five end and n - 5 times six: the difference is one a run.
    runs = five.bit_count() - six.bit_count()
    points = _RUN * runs + _RUN_MORE * six.bit_count()
    return points + _FINDER * _finders(symbol, change, same, three, step)


def _finders(symbol: int, change: int, same: int, three: int, step: int) -> int:
    """Count 1011101 with 0000 before it, and with 0000 after it."""
    two = change & change >> step
    # From module to module of 1011101: change, change, same, same, change, change.
    finder = symbol & two & three >> 2 * step & two >> 4 * step
    four = three & same >> 2 * step
    after = four & change >> 3 * step & finder >> 4 * step
    before = finder & (change & four >> step) >> 6 * step
    return before.bit_count() + after.bit_count()


@cache
def _inner(modules: int) -> tuple[int, int]:
    """Return the modules that have one on their left, and those that have one above them."""
    row = "0" + "1" * (modules - 1)
    return int(row * modules, 2), (1 << modules * (modules - 1)) - 1
