"""Breaks a paragraph into lines that fit a measure. Widths and measures are in thousandths of an em.

There are three strategies: ``balanced`` (for topics, questions and prompts), ``narrow`` (for other texts of up to four
lines) and ``filled`` (for long texts). All avoid a last line of one word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from hostkit.typesetting.shaping import GlyphRun, ShapedParagraph, split_wide

NARROW_LINES = 4
"""The most lines of a narrow block. Chosen by eye: longer texts look better with full lines."""

_LEEWAY = 1e-6
"""In thousandths of an em, more than the rounding errors of sums of widths."""

_HYPHEN, _WIDOW = 1e10, 1e12
"""The costs of a line that ends in a hyphen and of a last line of one word, both larger than the cost of any ragged
lines (the square of a measure)."""

_TITLE_WORD = 0.6
"""The least width of a word alone on the second line of a title, as a share of the first line: the design's rule."""


class Line(NamedTuple):
    """A line: its glyphs, including the space that hangs over its end, and its width without that space."""

    pieces: tuple[GlyphRun, ...]
    width: float


def filled_breaks(paragraph: ShapedParagraph, measure: float) -> list[int]:
    """Return the end of each line when lines are filled greedily, which gives the fewest lines.

    The end of a line is the index of the unit after it.
    """
    before, stops, count = paragraph.before, paragraph.stops, len(paragraph.stops)
    ends: list[int] = []
    # Every line has at least one unit, even if that is too wide.
    end = bisect_right(stops, measure + _LEEWAY, 1) if count else 0
    while end < count:
        ends.append(end)
        end = bisect_right(stops, before[end] + measure + _LEEWAY, end + 1)
    return [*ends, count]


def _best_breaks(
    paragraph: ShapedParagraph,
    measure: float,
    filled: list[int],
    cost: Callable[[float, int], float],
    worst: bool,
    least_word: float = float("inf"),
) -> list[int]:
    """Return the ends of lines with the least cost, as many lines as ``filled`` has.

    ``cost`` returns the cost of a line of a width and an end. The total is the sum, or with ``worst`` the maximum. A
    second line of two may be one word if it is at least ``least_word`` times as wide as the first.
    """
    before, stops, count = paragraph.before, paragraph.stops, len(paragraph.ends)
    lines = len(filled)
    if lines == 1:
        return filled
    if paragraph.hyphenated:
        cost = _hyphens_avoided(paragraph.hyphenated, cost)
    if lines == 2:
        return [_best_of_two(paragraph, measure, cost, worst, least_word), count]
    soonest = _soonest(paragraph, measure, lines)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, -1)}]
    for row, (start, stop) in enumerate(zip(soonest, filled, strict=True), 1):
        here: dict[int, tuple[float, int]] = {}
        is_last = row == lines
        for first, (so_far, _) in best[-1].items():
            for end in range(max(start, first + 1), stop + 1):
                width = stops[end - 1] - before[first]
                if width > measure + _LEEWAY:
                    break
                own = cost(width, end) + (_WIDOW if is_last and _is_widow(count, first, row) else 0)
                total = max(so_far, own) if worst else so_far + own
                if end not in here or total < here[end][0]:
                    here[end] = (total, first)
        best.append(here)
    ends, end = [], count
    for row in range(lines, 0, -1):
        ends.append(end)
        end = best[row][end][1]
    return ends[::-1]


def _hyphens_avoided(
    hyphenated: frozenset[int], cost: Callable[[float, int], float]
) -> Callable[[float, int], float]:
    return lambda width, end: cost(width, end) + (_HYPHEN if end in hyphenated else 0.0)


def _soonest(paragraph: ShapedParagraph, measure: float, lines: int) -> list[int]:
    """Return the earliest end of each line with which the remaining units still fit the remaining lines."""
    before, stops = paragraph.before, paragraph.stops
    ends = [len(stops)]
    while len(ends) < lines:
        end = ends[-1]
        ends.append(bisect_left(before, stops[end - 1] - measure - _LEEWAY, 0, end))
    return ends[::-1]


def _best_of_two(
    paragraph: ShapedParagraph,
    measure: float,
    cost: Callable[[float, int], float],
    worst: bool,
    least_word: float,
) -> int:
    """Return the end of the first of two lines at the least cost. This is the usual case, so it is handled apart."""
    before, stops, count = paragraph.before, paragraph.stops, len(paragraph.ends)
    both, most = stops[count - 1], measure + _LEEWAY
    best, least = 1, float("inf")
    for end in range(bisect_left(before, both - most, 1, count - 1), count):
        first, second = stops[end - 1], both - before[end]
        if first > most:
            break
        is_widow = end == count - 1 and second < least_word * first
        one, other = cost(first, end), cost(second, count) + (_WIDOW if is_widow else 0)
        total = max(one, other) if worst else one + other
        if total < least:
            best, least = end, total
    return best


def _is_widow(count: int, first: int, row: int) -> bool:
    """Return whether line ``row``, the last, which begins with unit ``first`` of ``count``, is a single word."""
    return row > 1 and first == count - 1


def balanced(paragraph: ShapedParagraph, measure: float) -> list[Line]:
    """Return the fewest lines with the least sum of squares of the space left on each line."""
    return _balanced(paragraph, measure)


def title(paragraph: ShapedParagraph, measure: float) -> list[Line]:
    """Return lines as ``balanced`` does, except that the second of two may be one word if it is not short."""
    return _balanced(paragraph, measure, _TITLE_WORD)


def _balanced(paragraph: ShapedParagraph, measure: float, least_word: float = float("inf")) -> list[Line]:
    filled = filled_breaks(paragraph, measure)
    return _lines(
        paragraph,
        _best_breaks(
            paragraph,
            measure,
            filled,
            lambda width, _: (measure - width) ** 2,
            worst=False,
            least_word=least_word,
        ),
    )


def narrow(paragraph: ShapedParagraph, measure: float) -> list[Line]:
    """Return the narrowest block of the fewest lines, or filled lines if these are more than NARROW_LINES."""
    return _lines(paragraph, narrow_breaks(paragraph, measure))


def narrow_breaks(paragraph: ShapedParagraph, measure: float) -> list[int]:
    """Return the end of each line as ``narrow`` sets them."""
    ends = filled_breaks(paragraph, measure)
    if len(ends) == 1:
        return ends
    if len(ends) > NARROW_LINES:
        return _without_widow(paragraph, measure, ends)
    tightest = _best_breaks(paragraph, measure, ends, lambda width, _: width, worst=True)
    block = max(paragraph.width(first, end) for first, end in pairwise([0, *tightest]))
    refilled = filled_breaks(paragraph, block)
    if _is_widow(len(paragraph.ends), refilled[-2] if len(refilled) > 1 else 0, len(refilled)):
        refilled = tightest
    return refilled


def filled(paragraph: ShapedParagraph, measure: float) -> list[Line]:
    """Return lines filled greedily, with at least two words on the last line where that is possible."""
    return _lines(paragraph, _without_widow(paragraph, measure, filled_breaks(paragraph, measure)))


def _without_widow(paragraph: ShapedParagraph, measure: float, ends: list[int]) -> list[int]:
    if len(ends) > 1 and _is_widow(len(paragraph.ends), ends[-2], len(ends)):
        first = ends[-3] if len(ends) > 2 else 0
        if ends[-2] - first > 1 and paragraph.width(ends[-2] - 1, ends[-1]) <= measure:
            ends = [*ends[:-2], ends[-2] - 1, ends[-1]]
    return ends


class BreakableLink:
    """The shaped text of a link, prepared once so that several measures can be tried."""

    def __init__(self, paragraph: ShapedParagraph) -> None:
        glyphs = [glyph.text for _, run in paragraph.runs for glyph in run]
        parts = [
            "".join(glyphs[start:end]) for start, end in zip(paragraph.starts, paragraph.ends, strict=False)
        ]
        start = len("http://") if "".join(parts).startswith("http://") else 0
        names = (count for count, text in enumerate(accumulate(parts), 1) if "/" in text[start:])
        self._paragraph = paragraph
        self._slashed = [part.endswith("/") for part in parts]
        self._name = next(names, len(parts))

    def broken(self, measure: float) -> BrokenLink:
        """Return the link broken into the fewest lines, preferably after slashes.

        A unit that is wider than the measure is broken between letters.
        """
        cut = (
            self if self._paragraph.widest <= measure else BreakableLink(split_wide(self._paragraph, measure))
        )
        ends = filled_breaks(cut._paragraph, measure)
        if len(ends) > 1:
            ends = cut._best(measure, ends)
        return BrokenLink(cut._paragraph, tuple(ends), ends[0] < cut._name)

    def _best(self, measure: float, filled: list[int]) -> list[int]:
        slashed, count, unslashed = self._slashed, len(self._slashed), (measure / 2) ** 2

        def cost(width: float, end: int) -> float:
            return (measure - width) ** 2 + (0.0 if end == count or slashed[end - 1] else unslashed)

        return _best_breaks(self._paragraph, measure, filled, cost, worst=False)


class BrokenLink(NamedTuple):
    """A link broken into lines. ``ends`` are the ends of lines; ``breaks_name``: a line ends in the host name."""

    paragraph: ShapedParagraph
    ends: tuple[int, ...]
    breaks_name: bool

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the link."""
        return tuple(_lines(self.paragraph, self.ends))


def _lines(paragraph: ShapedParagraph, ends: Sequence[int]) -> list[Line]:
    return [
        Line(paragraph.pieces(first, end), paragraph.width(first, end))
        for first, end in pairwise([0, *ends])
        if first < end
    ]
