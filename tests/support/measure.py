"""Rulers for display lists: where things stand on the sheet, how far their ink reaches, what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple, TypeAlias

import uharfbuzz

from hostkit.typesetting.display_list import (
    ARTIFACT,
    Box,
    Curve,
    Document,
    Fill,
    Item,
    LinkArea,
    Page,
    Picture,
    Placement,
    Role,
    Rule,
    Strokes,
    Symbol,
    TextRun,
)
from hostkit.typesetting.fonts import FILES, fonts_folder

MM = 72 / 25.4
QUIET_MODULES = 4
FAR_AWAY = 10_000.0
"""In points: farther than any sheet is high."""
Drawn: TypeAlias = TextRun | Rule | Box | Strokes | Fill | Symbol | Picture | LinkArea
"""All that is drawn itself: what a page holds but for other pages."""
LEADINGS = {37: 40, 28: 32, 24: 30, 21: 26, 18: 23, 16: 20, 14: 18, 12: 16, 10: 14, 9: 12}


class Rect(NamedTuple):
    """Left, top, right and bottom on a page, y down."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Rect, slack: float = 0.1) -> bool:
        """Tell whether both share more than a sliver."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > slack
            and min(self.bottom, other.bottom) - max(self.top, other.top) > slack
        )

    def within(self, other: Rect, slack: float = 0.01) -> bool:
        """Tell whether the other rectangle holds this one."""
        return (
            self.left >= other.left - slack
            and self.top >= other.top - slack
            and self.right <= other.right + slack
            and self.bottom <= other.bottom + slack
        )


@cache
def _font(name: str) -> tuple[uharfbuzz.Font, float]:
    face = uharfbuzz.Face(uharfbuzz.Blob((fonts_folder() / FILES[name]).read_bytes()))
    return uharfbuzz.Font(face), 1000 / face.upem


@cache
def characters(name: str) -> frozenset[str]:
    """Return the characters that a font file has glyphs for."""
    face = uharfbuzz.Face(uharfbuzz.Blob((fonts_folder() / FILES[name]).read_bytes()))
    return frozenset(chr(code) for code in face.unicodes)


@cache
def _extents(name: str, gid: int) -> Rect | None:
    """Return a glyph's ink in thousandths of an em, y down; None for a space."""
    font, per_mille = _font(name)
    found = font.get_glyph_extents(gid)
    if not found.width or not found.height:
        return None
    left, top = found.x_bearing * per_mille, -found.y_bearing * per_mille
    return Rect(left, top, left + found.width * per_mille, top - found.height * per_mille)


def ink(run: TextRun) -> Rect | None:
    """Return the rectangle of a run's ink, as the font file outlines it; None where nothing is seen."""
    k, x, found = run.size / 1000, run.x, []
    for glyph in run.glyphs:
        extents = _extents(run.face, glyph.gid)
        if extents:
            left, up = x + glyph.dx * k, run.y - glyph.dy * k
            found.append(
                Rect(
                    left + extents.left * k,
                    up + extents.top * k,
                    left + extents.right * k,
                    up + extents.bottom * k,
                )
            )
        x += glyph.advance * k
    if not found:
        return None
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return Rect(min(lefts), min(tops), max(rights), max(bottoms))


def curve_points(curve: Curve) -> list[tuple[float, float]]:
    """Return the ends and the control points of a curve; those of our circles are no farther out than the circle."""
    return [curve.start, *[pair for part in curve.parts for pair in zip(part[::2], part[1::2], strict=True)]]


def extent(item: Item) -> Rect | None:
    """Return the rectangle that an item takes on its page: ink of text, strokes with their weight."""
    match item:
        case TextRun():
            return ink(item)
        case Rule(x, y, x2, y2, weight):
            half = weight / 2
            wide, high = (half, 0.0) if x == x2 else (0.0, half)
            return Rect(min(x, x2) - wide, min(y, y2) - high, max(x, x2) + wide, max(y, y2) + high)
        case Box(x, y, width, height, weight):
            half = weight / 2
            return Rect(x - half, y - half, x + width + half, y + height + half)
        case Strokes(x, y, curves, weight):
            half = weight / 2
            points = [point for curve in curves for point in curve_points(curve)]
            across, down = zip(*points, strict=True)
            return Rect(
                x + min(across) - half, y + min(down) - half, x + max(across) + half, y + max(down) + half
            )
        case Fill(x, y, width, height) | LinkArea(x, y, width, height) | Picture(x, y, width, height):
            return Rect(x, y, x + width, y + height)
        case Symbol():
            return Rect(item.x, item.y, item.x + item.side, item.y + item.side)
    raise TypeError(item)


def quiet_zone(symbol: Symbol) -> Rect:
    """Return the symbol with its four modules of quiet zone."""
    zone = QUIET_MODULES * symbol.module
    return Rect(
        symbol.x - zone, symbol.y - zone, symbol.x + symbol.side + zone, symbol.y + symbol.side + zone
    )


def flat(page: Page, x: float = 0.0, y: float = 0.0) -> Iterator[Item]:
    """Yield a page's items where they stand on the sheet, those of placed pages too.

    A page that is turned has boxes, but no items upright on the sheet: they are yielded as they stand on the page
    itself, each page in a row of its own far away from the sheet.
    """
    for number, item in enumerate(page.items):
        if isinstance(item, Placement) and item.turn:
            yield from flat(item.page, x, y + FAR_AWAY * (1 + number))
        elif isinstance(item, Placement):
            yield from flat(item.page, x + item.x, y + item.y)
        elif isinstance(item, Rule):
            yield item._replace(x=item.x + x, y=item.y + y, x2=item.x2 + x, y2=item.y2 + y)
        else:
            yield item._replace(x=item.x + x, y=item.y + y)


def items(page: Page) -> Iterator[Drawn]:
    """Yield a page's items as they are, those of placed pages too, wherever they stand."""
    for item in page.items:
        if isinstance(item, Placement):
            yield from items(item.page)
        else:
            yield item


def boxes(page: Page, of: Callable[[Item], Rect | None] = extent) -> Iterator[tuple[Drawn, Rect]]:
    """Yield a page's items with the rectangles they take on the sheet, turned where their page is."""
    for item in page.items:
        if isinstance(item, Placement):
            yield from ((inner, _placed(box, item)) for inner, box in boxes(item.page, of))
        elif box := of(item):
            yield item, box


def _placed(box: Rect, placed: Placement) -> Rect:
    """Return where a rectangle of a placed page comes to lie."""
    assert placed.scale == 1, "cards are composed at their size"
    wide, high = placed.page.width, placed.page.height
    for _ in range(placed.turn // 90):
        left, top, right, bottom = box
        box, wide, high = Rect(high - bottom, left, high - top, right), high, wide
    left, top, right, bottom = box
    return Rect(placed.x + left, placed.y + top, placed.x + right, placed.y + bottom)


def runs(page: Page) -> list[TextRun]:
    return [item for item in flat(page) if isinstance(item, TextRun)]


def rules(page: Page) -> list[Rule]:
    return [item for item in flat(page) if isinstance(item, Rule)]


def path(role: Role) -> tuple[Role, ...]:
    """Return a role with those above it, the outermost first."""
    return (*path(role.parent), role) if role.parent else (role,)


def texts(pages: Iterable[Page], *, artifacts: bool = False) -> dict[Role, str]:
    """Return the source text of each role, lines joined, in the order of first appearance."""
    found: dict[Role, str] = {}
    for page in pages:
        for run in items(page):
            if not isinstance(run, TextRun):
                continue
            if run.role != ARTIFACT:
                found[run.role] = found.get(run.role, "") + run.text
            elif artifacts:
                # Every run of an artifact stands for itself: numbering them keeps them apart.
                found[Role("Artifact", len(found) + 1)] = run.text
    return found


def said(document: Document) -> tuple[str, ...]:
    """Return all texts of a document, each role's whole, feet and marks included."""
    return tuple(texts(document.pages, artifacts=True).values())


def runs_of(document: Document, text: str) -> list[TextRun]:
    """Return the runs of every role that says ``text``, whole or within more."""
    roles = {role for role, words in texts(document.pages).items() if text in words}
    return [run for page in document.pages for run in runs(page) if run.role in roles]


def baselines(found: Iterable[TextRun]) -> list[float]:
    """Return the heights of the lines that some runs stand on, downwards."""
    return sorted({round(run.y, 3) for run in found})


def above_baseline(size: float, leading: float) -> float:
    """Return how far a line box reaches above its baseline."""
    return (leading - size) / 2 + 0.76 * size


def collisions(page: Page) -> list[tuple[str, str]]:
    """Return the pairs of things on a page that overlap and must not, in words."""
    seen = list(boxes(page, _standing))
    return [
        (_name(one, box), _name(other, its))
        for (one, box), (other, its) in combinations(seen, 2)
        if (isinstance(one, TextRun | Symbol) or isinstance(other, TextRun | Symbol)) and box.overlaps(its)
    ]


def _standing(item: Item) -> Rect | None:
    """Return what nothing else may touch: the ink within the advances, and a symbol's quiet zone."""
    if isinstance(item, LinkArea):
        return None
    if isinstance(item, Symbol):
        return quiet_zone(item)
    box = extent(item)
    if box and isinstance(item, TextRun):
        # Letters lean over their neighbors' edges by design; runs that follow each other may do so too.
        return box._replace(left=max(box.left, item.x), right=min(box.right, item.x + item.width))
    return box


def _name(item: Item, box: Rect) -> str:
    if isinstance(item, TextRun):
        return f"“{item.text}” at ({box.left:.1f}, {box.bottom:.1f})"
    return f"{type(item).__name__} {box}"
