"""Text: author's words in, shaped units between which a line may break, out. Measures in thousandths of an em.

A paragraph is shaped once, whole, so that kerning with spaces is kept; lines are slices of it. The last glyph of
a line is measured with its own advance, as if the line had been shaped alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from hostkit.ground.errors import HostkitError
from hostkit.ground.fonts import Glyph, face, face_for
from hostkit.layout.display_list import Colour

Spans: TypeAlias = tuple[tuple[str, str], ...]
"""Text with the face of each part: ((text, face name), ...)."""

_DASHES = frozenset("-–—")
_DASH_BEGINNINGS = _DASHES | {""}
_LINK_BREAKS = frozenset("/._-?&=")


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


class Piece(NamedTuple):
    """Glyphs of one face."""

    face: str
    glyphs: tuple[Glyph, ...]


class Unit(NamedTuple):
    """What stays together on a line, and the space behind it.

    ``width`` is its width within a line, ``end_width`` at the end of one; ``space`` is dropped, or hangs, where the
    line ends; its advance is ``space_width``.
    """

    pieces: tuple[Piece, ...]
    width: float
    end_width: float
    space: tuple[Piece, ...] = ()
    space_width: float = 0.0


@lru_cache(maxsize=512)
def shape(
    spans: Spans, language: str, features: tuple[str, ...] = (), link: bool = False
) -> tuple[Unit, ...]:
    """Shape a paragraph and return its units, in order; joined, their glyphs give the text back.

    ``link``: break after / . - _ ? & = instead of at spaces and dashes.
    Raises HostkitError when no face has a glyph.
    """
    builder = _UnitBuilder(_LINK_BREAKS if link else _DASHES)
    for face_name, text in _runs(spans):
        builder.add(face_name, face(face_name).shape(text, language, features))
    return builder.finish()


def _runs(spans: Spans) -> list[tuple[str, str]]:
    """Return (face, text) runs: a word with a letter that its face lacks goes to the fallback as a whole."""
    runs: list[tuple[str, str]] = []
    for text, face_name in spans:
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


class _UnitBuilder:
    """Collects glyphs into units: a unit ends at a space, after a dash within a word, or where a link may break."""

    def __init__(self, breaks: frozenset[str]) -> None:
        self._breaks = breaks
        self._units: list[Unit] = []
        self._pieces: list[Piece] = []
        self._ends_in_break = self._has_letter = False

    def add(self, face_name: str, glyphs: tuple[Glyph, ...]) -> None:
        breaks, start = self._breaks, 0
        ends_in_break, has_letter = self._ends_in_break, self._has_letter
        for index, glyph in enumerate(glyphs):
            text = glyph.text
            if text == " ":
                self._take(face_name, glyphs[start:index])
                self._close(Piece(face_name, (glyph,)))
                start = index + 1
                ends_in_break = has_letter = False
                continue
            # Not after a leading dash: "-5", "https://" stay whole.
            if ends_in_break and has_letter and text and text[0] not in breaks:
                self._take(face_name, glyphs[start:index])
                self._close(None)
                start = index
                has_letter = False
            ends_in_break = text[-1:] in breaks
            if not has_letter:
                has_letter = not breaks.issuperset(text)
        self._take(face_name, glyphs[start:])
        self._ends_in_break, self._has_letter = ends_in_break, has_letter

    def finish(self) -> tuple[Unit, ...]:
        if self._pieces:
            self._close(None)
        return tuple(self._units)

    def _take(self, face_name: str, glyphs: tuple[Glyph, ...]) -> None:
        """Add glyphs to what is to be the next unit."""
        if not glyphs:
            return
        if self._pieces and self._pieces[-1].face == face_name:
            glyphs = self._pieces.pop().glyphs + glyphs
        self._pieces.append(Piece(face_name, glyphs))

    def _close(self, space: Piece | None) -> None:
        pieces = tuple(self._pieces)
        self._pieces = []
        if not pieces and space is not None and self._units:
            before = self._units.pop()
            self._units.append(_with_space(before, (*before.space, space)))
            return
        unit = _unit(pieces, () if space is None else (space,))
        # A dash that stands alone ends a line rather than begins one: it joins the word before it.
        if self._units and self._units[-1].space and _is_dash(pieces):
            unit = _joined(self._units.pop(), unit)
        self._units.append(unit)


def _is_dash(pieces: Sequence[Piece]) -> bool:
    # The first glyph alone settles it for nearly every word.
    return pieces[0].glyphs[0].text in _DASH_BEGINNINGS and _text_of(pieces) in _DASHES


def _text_of(pieces: Iterable[Piece]) -> str:
    return "".join([glyph.text for piece in pieces for glyph in piece.glyphs])


def _advance(pieces: Iterable[Piece]) -> float:
    return sum([glyph.advance for piece in pieces for glyph in piece.glyphs])


def _unit(pieces: tuple[Piece, ...], space: tuple[Piece, ...]) -> Unit:
    width = end = _advance(pieces)
    if pieces:
        face_name, glyphs = pieces[-1]
        gid, advance, *_ = glyphs[-1]
        end += face(face_name).advance(gid) - advance if advance else 0.0
    return Unit(pieces, width, end, space, _advance(space) if space else 0.0)


def _with_space(unit: Unit, space: tuple[Piece, ...]) -> Unit:
    return Unit(unit.pieces, unit.width, unit.end_width, space, _advance(space))


def _joined(first: Unit, second: Unit) -> Unit:
    return _unit(merge((*first.pieces, *first.space, *second.pieces)), second.space)


def merge(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbouring pieces of one face."""
    merged: list[tuple[str, list[Glyph]]] = []
    for face_name, glyphs in pieces:
        if merged and merged[-1][0] == face_name:
            merged[-1][1].extend(glyphs)
        else:
            merged.append((face_name, [*glyphs]))
    return tuple([Piece(face_name, tuple(glyphs)) for face_name, glyphs in merged])


def split_wide(units: tuple[Unit, ...], measure: float) -> tuple[Unit, ...]:
    """Cut units wider than ``measure`` (thousandths of an em) between letters, so that every one fits a line."""
    if all(unit.end_width <= measure for unit in units):
        return units
    return tuple(part for unit in units for part in _cut(unit, measure))


def _cut(unit: Unit, measure: float) -> list[Unit]:
    if unit.end_width <= measure:
        return [unit]
    parts: list[list[Piece]] = [[]]
    width = 0.0
    for piece in unit.pieces:
        for glyph in piece.glyphs:
            own = max(glyph.advance, face(piece.face).advance(glyph.gid) if glyph.advance else 0.0)
            # A mark of no width, or a glyph whose text stands at its neighbour, never begins a line.
            if width + own > measure and parts[-1] and glyph.advance and glyph.text:
                parts.append([])
                width = 0.0
            parts[-1].append(Piece(piece.face, (glyph,)))
            width += glyph.advance
    cut = [_unit(merge(part), ()) for part in parts]
    cut[-1] = _with_space(cut[-1], unit.space)
    return cut
