"""Text: author's words in, a shaped paragraph with the places where a line may break, out. In thousandths of an em.

A paragraph is shaped once, whole, so that kerning with spaces is kept; lines are slices of it. The last glyph of
a line is measured with its own advance, as if the line had been shaped alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise, repeat
from operator import attrgetter, sub
from typing import NamedTuple, TypeAlias

from hostkit.core.errors import NOWHERE, HostkitError, Problem
from hostkit.typesetting.display_list import Colour
from hostkit.typesetting.fonts import Glyph, face, face_for

Spans: TypeAlias = tuple[tuple[str, str], ...]
"""Text with the face of each part: ((text, face name), ...)."""

_DASHES = frozenset("-–—")
_LINK_BREAKS = frozenset("/._-?&=")


_ADVANCE, _TEXT = attrgetter("advance"), attrgetter("text")


class Style(NamedTuple):
    """How a text is set: face, size and lead in points, colour, further OpenType features."""

    face: str
    size: float
    lead: float
    colour: Colour
    features: tuple[str, ...] = ()

    @property
    def baseline(self) -> float:
        """How far the first baseline lies below the top of the line box (0.76 em in a centred em square)."""
        return (self.lead - self.size) / 2 + 0.76 * self.size


class GlyphRun(NamedTuple):
    """Glyphs of one face."""

    face: str
    glyphs: tuple[Glyph, ...]


class ShapedParagraph(NamedTuple):
    """Shaped text in units: what stays together on a line, and the space behind it.

    Unit ``k`` has the glyphs from ``starts[k]`` to ``ends[k]``, counted through all ``runs``; its space, which goes on
    to the next start, is dropped, or hangs, where a line ends. ``before[k]`` is the width of all before it,
    ``stops[k]`` that of all up to it where it ends a line; neither ever falls. ``widest`` is the width of the widest
    unit. ``starts`` and ``before`` have one entry more, for the end of the text.
    """

    runs: tuple[GlyphRun, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[float, ...]
    stops: tuple[float, ...]
    widest: float

    def width(self, first: int, end: int) -> float:
        """Return the width of a line of the units ``first`` to ``end`` (not included)."""
        return self.stops[end - 1] - self.before[first]

    def pieces(self, first: int, end: int) -> tuple[GlyphRun, ...]:
        """Return such a line's glyphs, with the space that hangs over its end but for the text's last."""
        start, stop = self.starts[first], self.starts[end] if end < len(self.ends) else self.ends[-1]
        if len(self.runs) == 1:
            ((face_name, glyphs),) = self.runs
            return (GlyphRun(face_name, glyphs[start:stop]),)
        pieces, before = [], 0
        for face_name, glyphs in self.runs:
            part = glyphs[max(start - before, 0) : max(stop - before, 0)]
            before += len(glyphs)
            if part:
                pieces.append(GlyphRun(face_name, part))
        return tuple(pieces)


@lru_cache(maxsize=512)
def shape(spans: Spans, language: str, features: tuple[str, ...] = (), link: bool = False) -> ShapedParagraph:
    """Shape a paragraph; the glyphs of its units and their spaces, joined, give the text back.

    ``link``: a line may break after / . - _ ? & = instead of at spaces and after dashes.
    Raises HostkitError when no face has a glyph.
    """
    runs = tuple(
        [
            GlyphRun(face_name, face(face_name).shape(text, language, features))
            for face_name, text in _runs(spans)
        ]
    )
    texts = list(map(_TEXT, chain.from_iterable([glyphs for _, glyphs in runs])))
    kinds = "".join(map(_KINDS[link].__getitem__, texts))
    if _SIGNS.isdisjoint(kinds):
        bounds = list(accumulate(map(len, chain.from_iterable(_UNIT.findall(kinds))), initial=0))
        # The last match is always that of nothing, at the end.
        return _measured(runs, bounds[:-3:2], bounds[1:-2:2])
    starts: list[int] = []
    ends: list[int] = []
    start = 0
    for word, space in _UNIT.findall(kinds):
        end = start + len(word)
        # A dash that stands alone ends a line rather than begins one: it joins the word before it.
        if word[:1] in _SIGNS and starts and ends[-1] < start and "".join(texts[start:end]) in _DASHES:
            ends[-1] = end
        elif word or space:
            starts.append(start)
            ends.append(end)
        start = end + len(space)
    return _measured(runs, starts, ends)


class _Kinds(dict[str, str]):
    """What a glyph's text is to line breaking, a character each; found when a text is first met.

    " " is a space, "-" are signs after which a line may break, "a" others. "x" begins as others and ends as such a
    sign, "y" the other way about. "o" has no text, as a mark whose letter has it.
    """

    def __init__(self, breaks: frozenset[str]) -> None:
        self._breaks = breaks

    def __missing__(self, text: str) -> str:
        breaks = self._breaks
        if not text or text == " ":
            kind = text or "o"
        elif breaks.issuperset(text):
            kind = "-"
        elif text[-1] in breaks:
            kind = "x"
        else:
            kind = "y" if text[0] in breaks else "a"
        self[text] = kind
        return kind


_KINDS = {False: _Kinds(_DASHES), True: _Kinds(_LINK_BREAKS)}
_SIGNS = frozenset("-o")

_UNIT = re.compile("([-o]*(?:[axy](?:(?<![-x])(?:a+|x)|[-oy]+)*)?)( *)")
"""Kinds that stay together, and the spaces behind them. A line may break after a sign where something else stands
before it: "-5" and "https://" stay whole."""


def _measured(runs: tuple[GlyphRun, ...], starts: Sequence[int], ends: Sequence[int]) -> ShapedParagraph:
    """Return a paragraph of units that start and end at these glyphs."""
    glyphs, wider = _flat(runs)
    so_far = list(accumulate(map(_ADVANCE, glyphs), initial=0.0))
    stops = [
        so_far[end] + (wider[end - 1][glyphs[end - 1]] if end > start else 0.0)
        for start, end in zip(starts, ends, strict=True)
    ]
    starts = (*starts, len(glyphs))
    before = tuple([so_far[start] for start in starts])
    widest = max(map(sub, stops, before), default=0.0)
    return ShapedParagraph(runs, starts, tuple(ends), before, tuple(stops), widest)


def _flat(runs: tuple[GlyphRun, ...]) -> tuple[list[Glyph], list[Mapping[Glyph, float]]]:
    """Return the glyphs of all runs, and for each by how much glyphs of its face are wider where none follows."""
    glyphs = list(chain.from_iterable([glyphs for _, glyphs in runs]))
    wider = chain.from_iterable([repeat(face(name).unkerned, len(its)) for name, its in runs])
    return glyphs, list(wider)


def _runs(spans: Spans) -> list[tuple[str, str]]:
    """Return (face, text) runs: a word with a letter that its face lacks goes to the fallback as a whole."""
    runs: list[tuple[str, str]] = []
    for text, face_name in spans:
        # Most texts need no other face. A space goes with what stands before it.
        if text and text[0] != " " and face(face_name).characters.issuperset(text):
            _append(runs, face_name, text)
            continue
        for index, word in enumerate(text.split(" ")):
            if index:
                _append(runs, runs[-1][0] if runs else face_name, " ")
            if word:
                _append(runs, _face_of(face_name, word), word)
    return runs


def _append(runs: list[tuple[str, str]], face_name: str, text: str) -> None:
    if runs and runs[-1][0] == face_name:
        runs[-1] = (face_name, runs[-1][1] + text)
    else:
        runs.append((face_name, text))


def _face_of(face_name: str, word: str) -> str:
    found = face_for(face_name, word)
    if found is None:
        wrong = f"no font has every character of “{word}”."
        problem = Problem(
            "character-not-in-fonts", NOWHERE, wrong, "Write it with other letters.", {"word": word}
        )
        raise HostkitError(problem)
    return found


def split_wide(paragraph: ShapedParagraph, measure: float) -> ShapedParagraph:
    """Cut units wider than ``measure`` (thousandths of an em) between letters, so that every one fits a line."""
    if paragraph.widest <= measure:
        return paragraph
    runs, starts, ends, before, stops, _ = paragraph
    cut: list[tuple[int, int]] = []
    for start, end, left, stop in zip(starts, ends, before, stops, strict=False):
        cuts = [start, *(_cuts(runs, start, end, measure) if stop - left > measure else ()), end]
        cut += pairwise(cuts)
    return _measured(runs, [start for start, _ in cut], [end for _, end in cut])


def _cuts(runs: tuple[GlyphRun, ...], start: int, end: int, measure: float) -> Iterator[int]:
    """Yield the glyphs of a unit that are to begin a line of their own."""
    glyphs, wider = _flat(runs)
    width, has_any = 0.0, False
    for index in range(start, end):
        advance = glyphs[index].advance
        own = advance + max(wider[index][glyphs[index]], 0.0)
        # A mark of no width, or a glyph whose text stands at its neighbour, never begins a line.
        if width + own > measure and has_any and advance and glyphs[index].text:
            yield index
            width = 0.0
        width, has_any = width + advance, True
