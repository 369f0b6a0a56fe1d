"""Line breaking: units and a measure in, lines out. Widths in thousandths of an em; no word is ever lost.

Three manners, after how a reader meets the text: ``balanced`` (topics, questions, prompts), ``narrow`` (other text of
up to four lines) and ``filled`` (long text). None leaves one word alone on a last line where that can be helped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from hostkit.layout.text import Piece, Unit, merge, split_wide

NARROW_LINES = 4
"""Up to so many lines a text is set in its narrowest block; a longer one fills the measure."""

_WIDOW = 1e12
"""Cost of a word alone on the last line: more than any raggedness, less than an impossible line."""


class Line(NamedTuple):
    """One line: its pieces with the space that hangs over its end, and its width without that space."""

    pieces: tuple[Piece, ...]
    width: float


class _Widths:
    """Widths of every line that could be made of some units, by prefix sums."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.before = [0.0]
        for unit in units:
            self.before.append(self.before[-1] + unit.width + unit.space_width)

    def of(self, first: int, end: int) -> float:
        """Return the width of the line of the units ``first`` to ``end`` (not included)."""
        return self.before[end - 1] - self.before[first] + self.units[end - 1].end_width


def filled_breaks(units: Sequence[Unit], measure: float) -> list[int]:
    """Break as late as the measure allows; return the ends of the lines. The fewest lines there can be."""
    widths, ends, first = _Widths(units), [], 0
    for index in range(1, len(units)):
        if widths.of(first, index + 1) > measure + 1e-6:
            ends.append(index)
            first = index
    return [*ends, len(units)]


def _best_breaks(
    units: Sequence[Unit], measure: float, lines: int, cost: Callable[[float, int], float], worst: bool
) -> list[int]:
    """Return the ends of exactly ``lines`` lines of the least cost: the sum of all, or the worst of them."""
    widths, count = _Widths(units), len(units)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, -1)}]
    for row in range(1, lines + 1):
        here: dict[int, tuple[float, int]] = {}
        for first, (so_far, _) in best[-1].items():
            for end in range(first + 1, count + 1):
                width = widths.of(first, end)
                if width > measure + 1e-6:
                    break
                if row == lines and end != count:
                    continue
                own = cost(width, end) + (_WIDOW if end == count and _is_widow(units, first, row) else 0)
                total = max(so_far, own) if worst else so_far + own
                if end not in here or total < here[end][0]:
                    here[end] = (total, first)
        best.append(here)
    ends, end = [], count
    for row in range(lines, 0, -1):
        ends.append(end)
        end = best[row][end][1]
    return ends[::-1]


def _is_widow(units: Sequence[Unit], first: int, row: int) -> bool:
    """Tell whether the last line, from unit ``first``, is a single word under at least one other line."""
    return row > 1 and first == len(units) - 1


def balanced(
    units: Sequence[Unit], measure: float, penalty: Callable[[int], float] | None = None
) -> list[Line]:
    """Fewest lines, then equal ones: the least sum of squared shortfalls.

    ``penalty`` may add the cost of a break before unit ``end``, in squared thousandths of an em.
    """
    lines = len(filled_breaks(units, measure))
    count = len(units)

    def cost(width: float, end: int) -> float:
        return (measure - width) ** 2 + (penalty(end) if penalty is not None and end < count else 0.0)

    return _lines(units, _best_breaks(units, measure, lines, cost, worst=False))


def narrow(units: Sequence[Unit], measure: float) -> list[Line]:
    """Narrowest block of the same number of lines, up to four; beyond, filled, two words at least on the last line."""
    ends = filled_breaks(units, measure)
    if len(ends) == 1:
        return _lines(units, ends)
    if len(ends) > NARROW_LINES:
        return _lines(units, _without_widow(units, measure, ends))
    tightest = _best_breaks(units, measure, len(ends), lambda width, _: width, worst=True)
    widths = _Widths(units)
    block = max(widths.of(first, end) for first, end in pairwise([0, *tightest]))
    refilled = filled_breaks(units, block)
    if _is_widow(units, refilled[-2] if len(refilled) > 1 else 0, len(refilled)):
        refilled = tightest
    return _lines(units, refilled)


def filled(units: Sequence[Unit], measure: float) -> list[Line]:
    """Lines as full as the measure allows, two words at least on the last."""
    return _lines(units, _without_widow(units, measure, filled_breaks(units, measure)))


def _without_widow(units: Sequence[Unit], measure: float, ends: list[int]) -> list[int]:
    if len(ends) > 1 and _is_widow(units, ends[-2], len(ends)):
        first = ends[-3] if len(ends) > 2 else 0
        if ends[-2] - first > 1 and _Widths(units).of(ends[-2] - 1, ends[-1]) <= measure:
            ends = [*ends[:-2], ends[-2] - 1, ends[-1]]
    return ends


def link_lines(units: Sequence[Unit], measure: float) -> list[Line]:
    """Break a link on the fewest lines, after a slash rather than after another sign."""
    parts = split_wide(tuple(units), measure)

    def penalty(end: int) -> float:
        return 0.0 if parts[end - 1].pieces[-1].glyphs[-1].text.endswith("/") else (measure / 2) ** 2

    return balanced(parts, measure, penalty)


def _lines(units: Sequence[Unit], ends: list[int]) -> list[Line]:
    widths, lines = _Widths(units), []
    for first, end in pairwise([0, *ends]):
        if first == end:
            continue
        pieces: list[Piece] = []
        for unit in units[first:end]:
            pieces += [*unit.pieces, *unit.space]
        if end == len(units):
            pieces = pieces[: len(pieces) - len(units[-1].space)]
        lines.append(Line(merge(pieces), widths.of(first, end)))
    return lines
