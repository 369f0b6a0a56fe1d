"""Shapes paragraphs and finds the units between which a line may break. Widths are in thousandths of an em.

A paragraph is shaped once as a whole, so that kerning with spaces is kept, and lines are slices of it. The last glyph
of a line is measured without kerning, as if the line had been shaped alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple, TypeAlias

from hostkit.core.errors import NOWHERE, HostkitError, Problem
from hostkit.typesetting.display_list import Color
from hostkit.typesetting.fonts import Glyph, face, face_for

Spans: TypeAlias = tuple[tuple[str, str], ...]
"""Text with the face of each part: ((text, face name), ...)."""


_BASELINE = 0.76
"""How far the baseline is below the top of the em square, which is centered in the line box, in ems. Chosen by eye: the
letters of both families then look centered in it."""


class Style(NamedTuple):
    """How a text is set: the face, size and leading in points, color, and additional OpenType features."""

    face: str
    size: float
    leading: float
    color: Color
    features: tuple[str, ...] = ()

    @property
    def baseline(self) -> float:
        """The distance from the top of the line box to the baseline, in points."""
        return (self.leading - self.size) / 2 + _BASELINE * self.size


class GlyphRun(NamedTuple):
    """Consecutive glyphs of one face; ``face`` is its name."""

    face: str
    glyphs: tuple[Glyph, ...]


class ShapedParagraph(NamedTuple):
    """A shaped text, divided into units that no line break divides, with the spaces between them.

    Unit ``k`` has the glyphs from ``starts[k]`` up to ``ends[k]``, counted through all ``runs``. The space up to the
    next start hangs over the end of a line. ``before[k]`` is the width of everything before the unit, and ``stops[k]``
    the width of everything up to its end, without kerning after it; both increase. ``widest`` is the width of the
    widest unit. ``starts`` and ``before`` have one more entry, for the end of the text.
    """

    runs: tuple[GlyphRun, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[float, ...]
    stops: tuple[float, ...]
    widest: float

    def width(self, first: int, end: int) -> float:
        """Return the width of a line of the units from ``first`` up to, but not including, ``end``."""
        return self.stops[end - 1] - self.before[first]

    def pieces(self, first: int, end: int) -> tuple[GlyphRun, ...]:
        """Return the glyphs of the same line, with those of the space after it unless the text ends there."""
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
    """Return the shaped paragraph of a text.

    A line may break after dashes and at spaces that the language does not hold, and in a ``link`` after
    / . - _ ? & =. Raises HostkitError if no face has glyphs for a word.
    """
    runs = tuple(
        [
            GlyphRun(face_name, face(face_name).shape(text, language, features))
            for face_name, text in _runs(spans)
        ]
    )
    glyphs = _flat(runs)
    known = _IN_LINK if link else _IN_TEXT
    classes = [known[glyph.text] for glyph in glyphs]
    if not (link or language.startswith(_ENGLISH)):
        # Imported here because English, the usual language, holds no spaces.
        from hostkit.typesetting.line_ends import held_spaces

        for index in held_spaces(glyphs, language):
            classes[index] = BreakClass.OTHER
    return _measured(runs, glyphs, _units(classes))


_ENGLISH = "en"


class BreakClass(Enum):
    """The class of a glyph's text in line breaking. Break signs are dashes, or in a link the signs of an address."""

    SPACE = auto()
    SIGN = auto()
    """The text has only break signs."""
    OTHER = auto()
    """The text neither begins nor ends with a break sign."""
    ENDS_IN_SIGN = auto()
    BEGINS_WITH_SIGN = auto()
    NO_TEXT = auto()
    """The glyph has no text, such as a mark whose letter has the text of both."""


# Looking a member up in its class for every glyph takes as long as the rest of line breaking.
_SPACE, _SIGN, _OTHER, _ENDS_IN_SIGN, _BEGINS_WITH_SIGN, _NO_TEXT = BreakClass


class _BreakClasses(dict[str, BreakClass]):
    """A cache of the break classes of glyphs' texts for given break signs."""

    def __init__(self, signs: str) -> None:
        self._signs = signs

    def __missing__(self, text: str) -> BreakClass:
        found = self[text] = self._class_of(text)
        return found

    def _class_of(self, text: str) -> BreakClass:
        if not text:
            return _NO_TEXT
        if text == " ":
            return _SPACE
        if not text.strip(self._signs):
            return _SIGN
        if text[-1] in self._signs:
            return _ENDS_IN_SIGN
        return _BEGINS_WITH_SIGN if text[0] in self._signs else _OTHER


_IN_TEXT, _IN_LINK = _BreakClasses("-–—"), _BreakClasses("/._-?&=")
_BREAK_AFTER = (_SIGN, _ENDS_IN_SIGN)
_BREAK_BEFORE = (_OTHER, _ENDS_IN_SIGN)
_WORD = frozenset((_OTHER, _ENDS_IN_SIGN, _BEGINS_WITH_SIGN))


def _units(classes: Sequence[BreakClass]) -> list[tuple[int, int]]:
    """Return the start and the end of each unit, without the space after it, given the class of each glyph.

    A line may break at spaces, and after a break sign if the unit has other text before it: "-5" and "https://" are not
    divided.
    """
    units: list[tuple[int, int]] = []
    start, last = 0, len(classes) - 1
    for index, here in enumerate(classes):
        if here is _OTHER:
            continue
        if here is _SPACE:
            if index == start or classes[index - 1] is not _SPACE:
                end = index
            if index == last or classes[index + 1] is not _SPACE:
                units.append((start, end))
                start = index + 1
        elif (
            here in _BREAK_AFTER
            and index < last
            and classes[index + 1] in _BREAK_BEFORE
            and not _WORD.isdisjoint(classes[start : index + 1])
        ):
            units.append((start, index + 1))
            start = index + 1
    if start <= last:
        units.append((start, last + 1))
    return _with_signs_joined(units, classes) if _SIGN in classes else units


def _with_signs_joined(
    units: Sequence[tuple[int, int]], classes: Sequence[BreakClass]
) -> list[tuple[int, int]]:
    """Join each break sign between spaces to the word before it, so that it ends a line rather than begins one."""
    joined: list[tuple[int, int]] = []
    for start, end in units:
        if joined and joined[-1][1] < start and end == start + 1 and classes[start] is _SIGN:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _measured(
    runs: tuple[GlyphRun, ...], glyphs: Sequence[Glyph], units: Sequence[tuple[int, int]]
) -> ShapedParagraph:
    """Return a paragraph whose units start and end at these indices of ``glyphs``, which are those of all runs."""
    so_far = list(accumulate([glyph.advance for glyph in glyphs], initial=0.0))
    stops = [so_far[end] - (glyphs[end - 1].kern if end > start else 0.0) for start, end in units]
    starts = (*[start for start, _ in units], len(glyphs))
    before = tuple([so_far[start] for start in starts])
    widest = max(map(sub, stops, before), default=0.0)
    return ShapedParagraph(runs, starts, tuple([end for _, end in units]), before, tuple(stops), widest)


def _flat(runs: tuple[GlyphRun, ...]) -> list[Glyph]:
    return [glyph for _, glyphs in runs for glyph in glyphs]


def _runs(spans: Spans) -> list[tuple[str, str]]:
    """Return runs of (face, text). A word with a character that its face lacks is set whole in another face."""
    runs: list[tuple[str, str]] = []
    for text, face_name in spans:
        # Most texts need only one face. A space is set in the face of the text before it.
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
    """Return a paragraph whose units fit a measure in thousandths of an em; wider units are cut between letters."""
    if paragraph.widest <= measure:
        return paragraph
    runs, starts, ends, before, stops, _ = paragraph
    glyphs = _flat(runs)
    cut: list[tuple[int, int]] = []
    for start, end, left, stop in zip(starts, ends, before, stops, strict=False):
        cuts = [start, *(_cuts(glyphs, start, end, measure) if stop - left > measure else ()), end]
        cut += pairwise(cuts)
    return _measured(runs, glyphs, cut)


def _cuts(glyphs: Sequence[Glyph], start: int, end: int, measure: float) -> Iterator[int]:
    """Yield the indices of the glyphs before which a unit that is too wide is cut."""
    width, has_any = 0.0, False
    for index in range(start, end):
        advance = glyphs[index].advance
        own = advance + max(-glyphs[index].kern, 0.0)
        # A combining mark, or a glyph whose text belongs to its neighbor, never begins a line.
        if width + own > measure and has_any and advance and glyphs[index].text:
            yield index
            width = 0.0
        width, has_any = width + advance, True
