"""Shapes paragraphs and finds the units between which a line may break. Widths are in thousandths of an em.

A paragraph is shaped once as a whole, so that kerning with spaces is kept, and lines are slices of it. The last glyph
of a line is measured without kerning, as if the line had been shaped alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple, TypeAlias

from hostkit.core.errors import NOWHERE, HostkitError, Problem
from hostkit.typesetting.break_points import IN_LINK, IN_TEXT, SOFT_HYPHEN, BreakClass, units_of
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
    widest unit. ``starts`` and ``before`` have one more entry, for the end of the text. ``hyphenated`` has each ``k``
    for which a line of the units before ``k`` ends with a hyphen; the hyphen is included in ``stops``.
    """

    runs: tuple[GlyphRun, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[float, ...]
    stops: tuple[float, ...]
    widest: float
    hyphenated: frozenset[int] = frozenset()

    def width(self, first: int, end: int) -> float:
        """Return the width of a line of the units from ``first`` up to, but not including, ``end``."""
        return self.stops[end - 1] - self.before[first]

    def pieces(self, first: int, end: int) -> tuple[GlyphRun, ...]:
        """Return the glyphs of the same line, with those of the space after it unless the text ends there."""
        start, stop = self.starts[first], self.starts[end] if end < len(self.ends) else self.ends[-1]
        if len(self.runs) == 1:
            ((face_name, glyphs),) = self.runs
            return self._ended([GlyphRun(face_name, glyphs[start:stop])], end)
        pieces, before = [], 0
        for face_name, glyphs in self.runs:
            part = glyphs[max(start - before, 0) : max(stop - before, 0)]
            before += len(glyphs)
            if part:
                pieces.append(GlyphRun(face_name, part))
        return self._ended(pieces, end)

    def _ended(self, pieces: list[GlyphRun], end: int) -> tuple[GlyphRun, ...]:
        """Return the pieces of a line that ends before unit ``end``, with a hyphen only where the line ends in one."""
        if not self.hyphenated:
            return tuple(pieces)
        for k, (face_name, glyphs) in enumerate(pieces):
            pieces[k] = GlyphRun(face_name, tuple([glyph for glyph in glyphs if glyph.text != SOFT_HYPHEN]))
        if end in self.hyphenated:
            face_name, glyphs = pieces[-1]
            pieces[-1] = GlyphRun(face_name, (*glyphs, _hyphen(face_name)))
        return tuple(pieces)


@cache
def _hyphen(face_name: str) -> Glyph:
    """Return the hyphen for the end of a line. Its text is a soft hyphen, so that readers can join the word again."""
    (glyph,) = face(face_name).shape("-", "en")
    return Glyph(glyph.gid, glyph.advance, glyph.dx, glyph.dy, SOFT_HYPHEN)


@lru_cache(maxsize=512)
def shape(spans: Spans, language: str, features: tuple[str, ...] = (), link: bool = False) -> ShapedParagraph:
    """Return the shaped paragraph of a text.

    A line may break at spaces that the language does not hold, after dashes and slashes that no digit follows, at soft
    hyphens and at zero-width spaces, and in a ``link`` after / . - _ ? & =. Raises HostkitError if no face has glyphs
    for a word.
    """
    runs = tuple(
        [
            GlyphRun(face_name, face(face_name).shape(text, language, features))
            for face_name, text in _runs(spans)
        ]
    )
    glyphs = _flat(runs)
    known = IN_LINK if link else IN_TEXT
    classes = [known[glyph.text] for glyph in glyphs]
    if not (link or language.startswith(_ENGLISH)):
        # Imported here because English, the usual language, holds no spaces.
        from hostkit.typesetting.line_ends import held_spaces

        for index in held_spaces(glyphs, language):
            classes[index] = BreakClass.OTHER
    return _measured(runs, glyphs, units_of(classes))


_ENGLISH = "en"


def _measured(
    runs: tuple[GlyphRun, ...], glyphs: Sequence[Glyph], units: Sequence[tuple[int, int]]
) -> ShapedParagraph:
    """Return a paragraph whose units start and end at these indices of ``glyphs``, which are those of all runs."""
    so_far = list(accumulate([glyph.advance for glyph in glyphs], initial=0.0))
    stops = [so_far[end] - (glyphs[end - 1].kern if end > start else 0.0) for start, end in units]
    hyphenated: frozenset[int] = frozenset()
    if any(glyph.text == SOFT_HYPHEN for glyph in glyphs):
        units, stops, hyphenated = _with_hyphens(runs, glyphs, units, stops)
    starts = (*[start for start, _ in units], len(glyphs))
    before = tuple([so_far[start] for start in starts])
    widest = max(map(sub, stops, before), default=0.0)
    ends = tuple([end for _, end in units])
    return ShapedParagraph(runs, starts, ends, before, tuple(stops), widest, hyphenated)


def _with_hyphens(
    runs: tuple[GlyphRun, ...],
    glyphs: Sequence[Glyph],
    units: Sequence[tuple[int, int]],
    stops: Sequence[float],
) -> tuple[list[tuple[int, int]], list[float], frozenset[int]]:
    """Return the units, their stops with hyphens included, and the ``hyphenated`` of a paragraph with soft hyphens.

    A unit is joined to the next one if that is no wider than the hyphen between them, so that stops increase.
    """
    faces = [face_name for face_name, run in runs for _ in run]
    kept: list[tuple[int, int, float, bool]] = []
    for index in range(len(units) - 1, -1, -1):
        (start, end), stop = units[index], stops[index]
        is_soft = bool(kept) and kept[-1][0] == end and glyphs[end - 1].text == SOFT_HYPHEN
        stop += _hyphen(faces[end - 1]).advance if is_soft else 0.0
        if is_soft and stop >= kept[-1][2]:
            kept[-1] = (start, *kept[-1][1:])
        else:
            kept.append((start, end, stop, is_soft))
    kept.reverse()
    hyphenated = frozenset([k for k, (*_, is_soft) in enumerate(kept, 1) if is_soft])
    return [(start, end) for start, end, *_ in kept], [stop for *_, stop, _ in kept], hyphenated


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


def wide_units(paragraph: ShapedParagraph, measure: float) -> list[str]:
    """Return the texts of the units that are wider than a measure in thousandths of an em."""
    glyphs = _flat(paragraph.runs)
    units = zip(paragraph.starts, paragraph.ends, paragraph.before, paragraph.stops, strict=False)
    return [
        "".join([glyph.text for glyph in glyphs[start:end]])
        for start, end, left, stop in units
        if stop - left > measure
    ]


def split_wide(paragraph: ShapedParagraph, measure: float) -> ShapedParagraph:
    """Return a paragraph whose units fit a measure in thousandths of an em; wider units are cut between letters."""
    if paragraph.widest <= measure:
        return paragraph
    runs, starts, ends, before, stops, _, hyphenated = paragraph
    glyphs = _flat(runs)
    cut: list[tuple[int, int]] = []
    for k, (start, end, left, stop) in enumerate(zip(starts, ends, before, stops, strict=False), 1):
        letters = sum([glyph.advance for glyph in glyphs[start:end]])
        room = measure - (stop - left - letters if k in hyphenated else 0.0)
        cuts = [start, *(_cuts(glyphs, start, end, room) if stop - left > measure else ()), end]
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
