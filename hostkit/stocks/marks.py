"""Marks that show where to cut and fold plain paper; none on stock that is cut already. Stock in, rules out.

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
FROM_EDGE = mm(7)
"""No printer reaches nearer to the paper's edge for certain."""
FROM_TRIM = mm(2)
"""Crop marks keep so far from the card."""
_SAME = 0.01


def sheet_marks(stock: Stock, paper: Paper, *, folded: bool = False) -> tuple[Rule, ...]:
    """Return the marks of one side of a sheet, the same on both sides; ``folded``: with the lines to fold on."""
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
"""The cuts of one direction in order: where, and whether two cards share it."""


def _cuts(start: float, pitch: float, size: float, count: int, folds: Sequence[float]) -> Edges:
    """Return every cut once: cards that share an edge are cut once, and not where they are folded."""
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
    """Return how many cuts free the cards of a plain sheet: every edge once, but those of the paper itself."""
    across = _cuts(stock.left, stock.pitch_across, stock.width, stock.columns, [])
    down = _cuts(stock.top, stock.pitch_down, stock.height, stock.rows, [])
    inside = [_SAME < at < paper.width - _SAME for at, _ in across]
    inside += [_SAME < at < paper.height - _SAME for at, _ in down]
    return sum(inside)


def _shared(edges: Edges) -> list[float]:
    return [at for at, is_shared in edges if is_shared]


def _ends(cuts: Edges, crossing: Edges, extent: float) -> Iterable[tuple[float, float, float]]:
    """Return (cut, start, length) of the marks at both ends of every cut.

    ``crossing`` are the cuts of the other direction: the first and the last of them bound the cards.
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
    """Return the hairlines between front and back of the cards that are folded, as long as a printer reaches."""
    if stock.columns >= 2:
        top = max(stock.top, FROM_EDGE)
        bottom = stock.top + (stock.rows - 1) * stock.pitch_down + stock.height
        length = min(bottom, paper.height - FROM_EDGE) - top
        pairs = range(0, stock.columns - 1, 2)
        # Half-way in a gap: both sides are then as far from the fold.
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
