"""Crop marks and fold lines of plain paper; stock that is cut already has none.

Where the grid leaves waste, crop marks stand in it, outside the trim. Where it runs to the paper's edges, hairlines of
3 mm lie on the cuts that cards share, from 7 mm inside the edge, and cross where the cuts meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hostkit.core.units import Paper, mm
from hostkit.stocks.stock import Stock
from hostkit.typesetting.columns import HAIRLINE, LINE
from hostkit.typesetting.display_list import Rule

LENGTH = mm(3)
"""Of a mark. Chosen by eye: long enough to lay a ruler on, and it fits into the waste of every shipped stock."""

FROM_EDGE = mm(7)
"""The design's measure: hostkit prints nothing nearer to the paper's edge, which not every printer reaches."""

FROM_TRIM = mm(2)
"""From a crop mark to the trim. Chosen by eye: a cut that is 1 mm off shows no mark."""

_SAME = 0.01
"""Points. Cuts nearer than this are one; the same length in inches and in millimetres differs by less."""


def sheet_marks(stock: Stock, paper: Paper, *, folded: bool = False) -> tuple[Rule, ...]:
    """Return the marks of one side of a sheet; ``folded`` adds the lines to fold on."""
    if not stock.plain:
        return ()
    folds = _folds(stock, paper) if folded else []
    across = _cuts(
        stock.left, stock.pitch_across, stock.width, stock.columns, [f.x for f in folds if f.x == f.x2]
    )
    down = _cuts(stock.top, stock.pitch_down, stock.height, stock.rows, [f.y for f in folds if f.y == f.y2])
    return (
        *(_vertical(x, y, length) for x, y, length in _ends(across, down, paper.height)),
        *(_horizontal(x, y, length) for y, x, length in _ends(down, across, paper.width)),
        *_crosses(_shared(across), _shared(down)),
        *folds,
    )


Edges = Sequence[tuple[float, bool]]
"""The cuts of one direction in order: each in points, and whether two cards share it."""


def _cuts(start: float, pitch: float, size: float, count: int, folds: Sequence[float]) -> Edges:
    """Return every cut of one direction once: two cards that share an edge have one cut, and a fold has none."""
    edges: list[tuple[float, bool]] = []
    for k in range(count):
        first, second = start + k * pitch, start + k * pitch + size
        if edges and abs(edges[-1][0] - first) < _SAME:
            edges[-1] = (first, True)
        else:
            edges.append((first, False))
        edges.append((second, False))
    return [(at, shared) for at, shared in edges if all(abs(at - fold) > _SAME for fold in folds)]


def cuts_a_sheet(stock: Stock, paper: Paper) -> int:
    """Return the number of cuts that separate the cards of a plain sheet; the paper's own edges are not counted."""
    across = _cuts(stock.left, stock.pitch_across, stock.width, stock.columns, [])
    down = _cuts(stock.top, stock.pitch_down, stock.height, stock.rows, [])
    inside = [_SAME < at < paper.width - _SAME for at, _ in across]
    inside += [_SAME < at < paper.height - _SAME for at, _ in down]
    return sum(inside)


def _shared(edges: Edges) -> list[float]:
    return [at for at, is_shared in edges if is_shared]


def _ends(cuts: Edges, crossing: Edges, extent: float) -> Iterable[tuple[float, float, float]]:
    """Yield (cut, start, length), in points, of the marks at both ends of every cut.

    ``crossing`` are the cuts of the other direction, the first and the last of which are the outer edges of the cards.
    """
    first, last = crossing[0][0], crossing[-1][0]
    for at, is_shared in cuts:
        for waste, outward, edge in ((first, -1, 0.0), (extent - last, 1, extent)):
            if waste >= FROM_EDGE + FROM_TRIM:
                length = min(LENGTH, waste - FROM_EDGE - FROM_TRIM + _SAME)
                begin = first - FROM_TRIM - length if outward < 0 else last + FROM_TRIM
                yield at, begin, length
            elif is_shared:
                yield at, (FROM_EDGE if outward < 0 else edge - FROM_EDGE - LENGTH), LENGTH


def _crosses(across: Sequence[float], down: Sequence[float]) -> Iterable[Rule]:
    for x in across:
        for y in down:
            yield _vertical(x, y - LENGTH, 2 * LENGTH)
            yield _horizontal(x - LENGTH, y, 2 * LENGTH)


def _folds(stock: Stock, paper: Paper) -> list[Rule]:
    """Return the fold lines between the fronts and backs of folded cards, within the printable area."""
    if stock.columns >= 2:
        top = max(stock.top, FROM_EDGE)
        length = min(stock.bottom, paper.height - FROM_EDGE) - top
        pairs = range(0, stock.columns - 1, 2)
        # Half-way in a gap, so that both sides are equally far from the fold.
        first = stock.left + (stock.pitch_across + stock.width) / 2
        return [_vertical(first + k * stock.pitch_across, top, length) for k in pairs]
    left = max(stock.left, FROM_EDGE)
    length = min(stock.left + stock.width, paper.width - FROM_EDGE) - left
    pairs = range(0, stock.rows - 1, 2)
    first = stock.top + (stock.pitch_down + stock.height) / 2
    return [_horizontal(left, first + k * stock.pitch_down, length) for k in pairs]


def _vertical(x: float, y: float, length: float) -> Rule:
    return Rule(x, y, x, y + length, HAIRLINE, LINE)


def _horizontal(x: float, y: float, length: float) -> Rule:
    return Rule(x, y, x + length, y, HAIRLINE, LINE)
