"""Imposes cards: assigns each side of each card to a cell on one side of a sheet, and draws the marks.

Cells are counted row by row from the upper left. The modes of ``--duplex``, for C columns and R rows:

``long``    both sides, flipped on the long edge: a card in column c has its back in column C-1-c, upright.
``short``   both sides, flipped on the short edge: row r has its back in row R-1-r, turned by 180 degrees.
``manual``  as long, for feeding by hand: all fronts, then all backs, the last sheet's first.
``fold``    front and back side by side on one side of plain paper, to be folded between them.
``none``    fronts alone.

A card that is wider than high where the cell is higher than wide is turned by a quarter: its top is at the right of the
sheet's front, and its back is upright when the card is turned over about its short side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hostkit.core.errors import option_refused
from hostkit.core.values import Paper, mm
from hostkit.stocks.stock import Stock
from hostkit.typesetting.display_list import Page, Placement, Rule
from hostkit.typesetting.typeset import HAIRLINE, LINE

FRONT, BACK = "front", "back"
LONG, SHORT, MANUAL, FOLD, NONE = "long", "short", "manual", "fold", "none"
TWO_SIDED = frozenset({LONG, SHORT, MANUAL})


class ImposedCard(NamedTuple):
    """One side of a card in its cell on one side of a sheet.

    Sheets, rows, columns and cards count from 0. ``side`` is the side of the sheet and ``face`` that of the card, each
    FRONT or BACK. (x, y) is the upper left corner of the cell in points from that of the sheet, and ``turn`` the
    rotation of the card in degrees.
    """

    sheet: int
    side: str
    row: int
    column: int
    card: int
    face: str
    x: float
    y: float
    turn: int = 0


class Card(NamedTuple):
    """Both sides of a card at trim size."""

    front: Page
    back: Page


def cards_a_sheet(stock: Stock, mode: str) -> int:
    """Return the number of cards on a full sheet: one for each cell, or for each pair of cells when folding."""
    if mode != FOLD:
        return stock.columns * stock.rows
    across = stock.columns // 2 * stock.rows
    return across or stock.rows // 2


def impose(cards: int, stock: Stock, paper: Paper, mode: str, skip: int = 0) -> tuple[ImposedCard, ...]:
    """Return every printed side of every card, in page order and, within a page, in reading order.

    The first ``skip`` cells of the first sheet stay empty because their cards have been used before.

    Raises:
        UsageError: the stock cannot be printed in this mode, or ``skip`` exceeds the sheet.

    """
    a_sheet = cards_a_sheet(stock, mode)
    _check(stock, mode, skip, a_sheet)
    fronts = [_front(card, *divmod(card + skip, a_sheet), stock, mode) for card in range(cards)]
    if mode == FOLD:
        backs = [_folded(cell, stock) for cell in fronts]
    elif mode in TWO_SIDED:
        backs = [_behind(cell, stock, paper, mode) for cell in fronts]
    else:
        backs = []
    return tuple(sorted((*fronts, *backs), key=lambda cell: _order(cell, mode)))


def _check(stock: Stock, mode: str, skip: int, a_sheet: int) -> None:
    if mode == FOLD and not stock.plain:
        what = f"fold is for plain paper; {stock.name} is cut already."
        remedy = "Choose long, short or none."
        raise option_refused("duplex-not-for-stock", "duplex", what, remedy, stock=stock.name)
    if mode == FOLD and a_sheet == 0:
        what = f"fold needs two cells beside or below each other; {stock.name} has one."
        raise option_refused("duplex-not-for-stock", "duplex", what, stock=stock.name)
    if mode == FOLD and skip:
        what = "works on a sheet of cards that is used in part; folded cards take a whole sheet."
        raise option_refused("skip-not-possible", "skip", what)
    if mode in TWO_SIDED and not stock.duplex:
        what = f"{stock.name} is printed on one side only."
        remedy = "Choose --duplex none."
        raise option_refused("duplex-not-for-stock", "duplex", what, remedy, stock=stock.name)
    if skip >= a_sheet:
        most = a_sheet - 1
        what = f"a sheet of {stock.name} has {a_sheet} cards, so at most {most} can be skipped."
        remedy = f"Write a number from 0 to {most}."
        raise option_refused("skip-not-possible", "skip", what, remedy, stock=stock.name, most=most)


def _front(card: int, sheet: int, index: int, stock: Stock, mode: str) -> ImposedCard:
    if mode == FOLD:
        pairs = stock.columns // 2
        # Pairs of columns fold like a book. A single column folds like a wall calendar, with two rows for each card.
        row, column = divmod(index, pairs) if pairs else (2 * index, 0)
        column *= 2
    else:
        row, column = divmod(index, stock.columns)
    x, y = stock.corner_of(row, column)
    return ImposedCard(sheet, FRONT, row, column, card, FRONT, x, y)


def _behind(front: ImposedCard, stock: Stock, paper: Paper, mode: str) -> ImposedCard:
    """Return the back of a card, in the cell behind its front when the sheet is flipped."""
    if mode == SHORT:
        row = stock.rows - 1 - front.row
        y = paper.height - front.y - stock.height
        return front._replace(side=BACK, face=BACK, row=row, y=y, turn=180)
    column = stock.columns - 1 - front.column
    return front._replace(side=BACK, face=BACK, column=column, x=paper.width - front.x - stock.width)


def _folded(front: ImposedCard, stock: Stock) -> ImposedCard:
    """Return the back of a card in the cell beside its front, or with one column, upside down in the cell below."""
    beside = stock.columns >= 2
    row, column = (front.row, front.column + 1) if beside else (front.row + 1, front.column)
    x, y = stock.corner_of(row, column)
    return front._replace(face=BACK, row=row, column=column, x=x, y=y, turn=0 if beside else 180)


def _order(cell: ImposedCard, mode: str) -> tuple[int, int, int, int]:
    """Return a sort key: by page, then by row and by column as that side of the sheet is read."""
    back = int(cell.side == BACK)
    if mode == MANUAL:
        # The last sheet is on top of the printed stack and is fed first, so its back comes first.
        return back, -cell.sheet if back else cell.sheet, cell.row, cell.column
    return cell.sheet, back, cell.row, cell.column


def seen_from_behind(stock: Stock, paper: Paper, mode: str) -> Stock:
    """Return the stock with the margins that its grid has as seen from the back of the sheet."""
    if mode == SHORT:
        return stock._replace(top=paper.height - stock.bottom)
    return stock._replace(left=paper.width - stock.right)


def sheet_pages(
    deck: Sequence[Card], stock: Stock, paper: Paper, mode: str, skip: int = 0
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Return the pages of a deck at sheet size with their marks, and for each page its side, FRONT or BACK.

    Raises UsageError as ``impose`` does.
    """
    pages: dict[tuple[int, str], list[Placement]] = {}
    for cell in impose(len(deck), stock, paper, mode, skip):
        card = deck[cell.card]
        page = card.front if cell.face == FRONT else card.back
        turn = cell.turn
        if (page.width - page.height) * (stock.width - stock.height) < 0:
            turn = (turn + (90 if cell.face == FRONT else 270)) % 360
        pages.setdefault((cell.sheet, cell.side), []).append(Placement(cell.x, cell.y, page, turn))
    marks = {
        FRONT: sheet_marks(stock, paper, folded=mode == FOLD),
        BACK: sheet_marks(seen_from_behind(stock, paper, mode), paper),
    }
    sheets = tuple(
        Page(paper.width, paper.height, (*placed, *marks[side])) for (_, side), placed in pages.items()
    )
    return sheets, tuple(side for _, side in pages)


LENGTH = mm(3)
"""The length of a mark. Chosen by eye: long enough to lay a ruler on, and it fits the waste of every shipped stock."""

FROM_EDGE = mm(7)
"""The design's measure: hostkit prints nothing nearer to the edge of the paper, where some printers cannot print."""

FROM_TRIM = mm(2)
"""The distance from a crop mark to the trim. Chosen by eye: a cut that is 1 mm off leaves no mark on the card."""

_SAME = 0.01
"""In points. Cuts nearer than this are the same: a length in inches and in millimeters differs by less."""


def sheet_marks(stock: Stock, paper: Paper, *, folded: bool = False) -> tuple[Rule, ...]:
    """Return the crop marks of one side of a sheet, none for pre-cut stock; ``folded`` adds the fold lines."""
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
"""The cuts of one direction in order: the position of each in points, and whether two cards share it."""


def _cuts(start: float, pitch: float, size: float, count: int, folds: Sequence[float]) -> Edges:
    """Return every cut of one direction once. Two cards that share an edge have one cut, and a fold has none."""
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
    """Return the number of cuts that separate the cards of a plain sheet, without the edges of the paper."""
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
        # The fold is in the middle of the gap, so that both sides are equally far from it.
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
