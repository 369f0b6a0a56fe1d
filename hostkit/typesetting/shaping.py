"""Text: author's words in, a shaped paragraph with the places where a line may break, out. In thousandths of an em.

A paragraph is shaped once, whole, so that kerning with spaces is kept; lines are slices of it. The last glyph of
a line is measured with its own advance, as if the line had been shaped alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple, TypeAlias

from hostkit.core.errors import HostkitError
from hostkit.typesetting.display_list import Colour
from hostkit.typesetting.fonts import Glyph, face, face_for

Spans: TypeAlias = tuple[tuple[str, str], ...]
"""Text with the face of each part: ((text, face name), ...)."""


class Style(NamedTuple):
    """How a text is set: face, size and leading in points, colour, further OpenType features."""

    face: str
    size: float
    leading: float
    colour: Colour
    features: tuple[str, ...] = ()

    @property
    def baseline(self) -> float:
        """How far the first baseline lies below the top of the line box (0.76 em in a centred em square)."""
        return (self.leading - self.size) / 2 + 0.76 * self.size


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
    classes = _IN_LINK if link else _IN_TEXT
    return _measured(runs, _units([classes[glyph.text] for glyph in _flat(runs)]))


class BreakClass(Enum):
    """What the text of a glyph means to line breaking. Break signs are dashes, in a link the signs of an address."""

    SPACE = auto()
    SIGN = auto()
    """Break signs alone: a line may break after them."""
    OTHER = auto()
    """No break sign at the beginning or the end."""
    ENDS_IN_SIGN = auto()
    BEGINS_WITH_SIGN = auto()
    NO_TEXT = auto()
    """As of a mark whose letter has the text of both."""


class _BreakClasses(dict[str, BreakClass]):
    """The break classes of glyphs' texts, given the break signs; found when a text is first asked for."""

    def __init__(self, signs: str) -> None:
        self._signs = signs

    def __missing__(self, text: str) -> BreakClass:
        found = self[text] = self._class_of(text)
        return found

    def _class_of(self, text: str) -> BreakClass:
        if not text:
            return BreakClass.NO_TEXT
        if text == " ":
            return BreakClass.SPACE
        if not text.strip(self._signs):
            return BreakClass.SIGN
        if text[-1] in self._signs:
            return BreakClass.ENDS_IN_SIGN
        return BreakClass.BEGINS_WITH_SIGN if text[0] in self._signs else BreakClass.OTHER


_IN_TEXT, _IN_LINK = _BreakClasses("-–—"), _BreakClasses("/._-?&=")
_BREAK_AFTER = (BreakClass.SIGN, BreakClass.ENDS_IN_SIGN)
_BREAK_BEFORE = (BreakClass.OTHER, BreakClass.ENDS_IN_SIGN)
_WORD = frozenset((BreakClass.OTHER, BreakClass.ENDS_IN_SIGN, BreakClass.BEGINS_WITH_SIGN))


def _units(classes: Sequence[BreakClass]) -> list[tuple[int, int]]:
    """Return the start and the end of each unit of glyphs of these classes, its space not included.

    A line may break at spaces, and after a sign where something else stands before it: "-5" and "https://" stay whole.
    """
    units: list[tuple[int, int]] = []
    start, last = 0, len(classes) - 1
    for index, here in enumerate(classes):
        if here is BreakClass.OTHER:
            continue
        if here is BreakClass.SPACE:
            if index == start or classes[index - 1] is not BreakClass.SPACE:
                end = index
            if index == last or classes[index + 1] is not BreakClass.SPACE:
                _add_unit(units, start, end, classes)
                start = index + 1
        elif (
            here in _BREAK_AFTER
            and index < last
            and classes[index + 1] in _BREAK_BEFORE
            and not _WORD.isdisjoint(classes[start : index + 1])
        ):
            _add_unit(units, start, index + 1, classes)
            start = index + 1
    if start <= last:
        _add_unit(units, start, last + 1, classes)
    return units


def _add_unit(units: list[tuple[int, int]], start: int, end: int, classes: Sequence[BreakClass]) -> None:
    # A sign that stands alone ends a line rather than begins one: it joins the word before it.
    if units and units[-1][1] < start and end == start + 1 and classes[start] is BreakClass.SIGN:
        units[-1] = units[-1][0], end
    else:
        units.append((start, end))


def _measured(runs: tuple[GlyphRun, ...], units: Sequence[tuple[int, int]]) -> ShapedParagraph:
    """Return a paragraph of units that start and end at these glyphs."""
    glyphs = _flat(runs)
    so_far = list(accumulate([glyph.advance for glyph in glyphs], initial=0.0))
    stops = [so_far[end] - (glyphs[end - 1].kern if end > start else 0.0) for start, end in units]
    starts = (*[start for start, _ in units], len(glyphs))
    before = tuple([so_far[start] for start in starts])
    widest = max(map(sub, stops, before), default=0.0)
    return ShapedParagraph(runs, starts, tuple([end for _, end in units]), before, tuple(stops), widest)


def _flat(runs: tuple[GlyphRun, ...]) -> list[Glyph]:
    return [glyph for _, glyphs in runs for glyph in glyphs]


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
        raise HostkitError(f"no font has every character of “{word}”. Write it with other letters.")
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
    return _measured(runs, cut)


def _cuts(runs: tuple[GlyphRun, ...], start: int, end: int, measure: float) -> Iterator[int]:
    """Yield the glyphs of a unit that are to begin a line of their own."""
    glyphs = _flat(runs)
    width, has_any = 0.0, False
    for index in range(start, end):
        advance = glyphs[index].advance
        own = advance + max(-glyphs[index].kern, 0.0)
        # A mark of no width, or a glyph whose text stands at its neighbour, never begins a line.
        if width + own > measure and has_any and advance and glyphs[index].text:
            yield index
            width = 0.0
        width, has_any = width + advance, True
