"""Draws the figure of a theme: line work that counts the questions.

A figure of N questions has N marks, or, where they would be nearer than 1.5 mm, the M that fit. Card k shows the first
k of them, or ceil(k M / N), in the places that they have in the whole. A figure is a pure function of its kind, its
number of marks and a box. Lengths are in points; y grows down from the top of the box.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from math import ceil, sqrt
from typing import NamedTuple, TypeAlias

from hostkit.core.values import mm
from hostkit.typesetting.display_list import Color, Curve, Item, Strokes

LEAST, MOST = mm(1.5), mm(12)
"""The design's smallest and largest distance between strokes."""

_KAPPA = 4 * (sqrt(2) - 1) / 3
"""The length of the handles of a quarter of a circle of radius 1 drawn as a Bézier curve."""

Mark: TypeAlias = tuple[Curve, ...]
"""The curves of one stroke of a figure: one, or two for a pair of rings."""


class Drawing(NamedTuple):
    """Marks in order, in a drawing of ``width`` by ``height`` points; ``dash`` holds the dashes and gaps of lines."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    dash: tuple[float, float] | None = None


def moved(curve: Curve, by: float) -> Curve:
    """Return a curve moved right and down by a distance."""
    x, y = curve.start
    return Curve((x + by, y + by), tuple([tuple([value + by for value in part]) for part in curve.parts]))


def line(x: float, y: float, x2: float, y2: float) -> Curve:
    """Return a straight line between two points."""
    return Curve((x, y), ((x2, y2),))


def quarters(x: float, y: float, radius: float, first: int, count: int) -> Curve:
    """Return clockwise quarters of a circle around (x, y); the first begins at its left, top, right or lower end."""
    ends = ((-radius, 0.0), (0.0, -radius), (radius, 0.0), (0.0, radius))
    k = _KAPPA
    parts = []
    for turn in range(first, first + count):
        (ax, ay), (bx, by) = ends[turn % 4], ends[(turn + 1) % 4]
        parts.append((x + ax + k * bx, y + ay + k * by, x + bx + k * ax, y + by + k * ay, x + bx, y + by))
    ax, ay = ends[first % 4]
    return Curve((x + ax, y + ay), tuple(parts))


def circle(x: float, y: float, radius: float) -> Curve:
    """Return a circle around (x, y)."""
    return quarters(x, y, radius, 1, 4)


def spacing(room: float, count: int) -> float:
    """Return the distance between strokes that share a length: 0 if it would be too small, and at most MOST."""
    each = room / count if count else MOST
    return min(each, MOST) if each >= LEAST else 0.0


FEWEST = 6
"""The design's rule: with fewer than four questions a mark is a group of strokes, so that the whole has six or more."""

GROUPED_BELOW = 4

MOST_QUESTIONS = 200
"""The most marks that are counted: more than a guide has questions."""

Draw: TypeAlias = Callable[[int, float, float], Drawing | None]
"""A function of the number of strokes and the box that returns the drawing, or None if so many do not fit."""

ROUND = {"arcs": ("rainbow", "cradle", "echo"), "links": ("chain", "wreath", "growing"),
         "rings": ("one", "pair", "touching")}  # fmt: skip
STRAIGHT = {"rays": ("fan", "burst", "corner", "beam"), "stitch": ("rows", "longer"),
            "waves": ("level", "ebb", "braid"), "steps": ("stairs", "terraces")}  # fmt: skip
KINDS: dict[str, tuple[str, ...]] = {**ROUND, **STRAIGHT, "none": ()}
"""The arrangements of each kind of figure, the functions that draw them; the first one is the default."""


class Figure(NamedTuple):
    """A figure: its kind, its arrangement ("" for the kind's first), and the weight of its lines in points."""

    kind: str = "none"
    arrangement: str = ""
    weight: float = 0.9

    @property
    def named_arrangement(self) -> str:
        """The name of the arrangement, "" without a figure."""
        return self.arrangement or next(iter(KINDS[self.kind]), "")

    @property
    def draw(self) -> Draw | None:
        """The function that draws it, or None without a figure."""
        if self.kind == "none":
            return None
        # Imported here because a kit has one figure.
        module = "round_figures" if self.kind in ROUND else "line_figures"
        found: Draw = getattr(import_module(f"hostkit.themes.{module}"), self.named_arrangement)
        return found


class PlacedFigure(NamedTuple):
    """A figure in its box: the size of the whole in points, and its marks, each one or more curves, in order."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    dash: tuple[float, float] | None
    weight: float
    questions: int

    @property
    def svg_path(self) -> str:
        """The curves as the data of a path in SVG (SVG 1.1, 8.3)."""
        return " ".join(
            f"M{x:.1f} {y:.1f} "
            + " ".join(
                f"{'C' if len(part) > 2 else 'L'}{' '.join(f'{v:.1f}' for v in part)}" for part in parts
            )
            for mark in self.marks
            for (x, y), parts in mark
        )

    @property
    def svg_dash(self) -> str:
        """The dashes and gaps as SVG writes them, "" for solid lines."""
        return " ".join(f"{length:.1f}" for length in self.dash or ())

    def items(self, x: float, y: float, color: Color, shown: int | None = None) -> list[Item]:
        """Return the figure with the top left corner of the whole at (x, y); ``shown`` questions, or all."""
        count = len(self.marks) if shown is None else ceil(shown * len(self.marks) / self.questions)
        curves = tuple([curve for mark in self.marks[:count] for curve in mark])
        return [Strokes(x, y, curves, self.weight, color, self.dash)] if curves else []


@lru_cache(maxsize=64)
def place_figure(figure: Figure, questions: int, width: float, height: float) -> PlacedFigure | None:
    """Return a figure that counts ``questions`` in a box, in points, or None if it has none or no mark fits.

    The whole may be smaller than the box. Its lines stay inside with their full weight.
    """
    draw, weight = figure.draw, figure.weight
    if draw is None or questions < 1 or min(width, height) <= 2 * weight:
        return None
    wanted = questions * ceil(FEWEST / questions) if questions < GROUPED_BELOW else questions
    for count in range(min(wanted, MOST_QUESTIONS), 0, -1):
        drawing = draw(count, width - weight, height - weight)
        if drawing:
            marks = tuple([tuple([moved(curve, weight / 2) for curve in mark]) for mark in drawing.marks])
            size = drawing.width + weight, drawing.height + weight
            return PlacedFigure(*size, marks, drawing.dash, weight, questions)
    return None
