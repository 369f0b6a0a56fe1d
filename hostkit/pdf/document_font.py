"""Writes the glyphs of a document as TJ operators, and each face as one Type 0 font (PDF 32000-1, 9.7).

A code of a font stands for a glyph together with its source text, so that readers extract the letters of a ligature,
and each of two characters that share a glyph, as they were typed. ReportLab's text operators do not do this.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import groupby
from operator import attrgetter

from hostkit.pdf.embedding import IN_SLOTS, TEXTS, Code, Subsets, embedded, repertoire, width
from hostkit.pdf.slots import Shown
from hostkit.pdf.syntax import number
from hostkit.typesetting.fonts import Glyph

_MOST_CODES = 0xFFFF
"""Codes have two bytes (PDF 32000-1, table 118, Identity-H)."""

_ADVANCE_EPSILON = 0.0005
"""Half of the last decimal that is written; smaller adjustments would round to 0."""


class LackingError(LookupError):
    """Raised when a font has no code for a glyph and may not add one."""


class _Codes:
    """The codes of a font.

    ``numbers`` gives the code of each glyph and text, and ``shown`` each glyph as part of a hexadecimal string.
    ``lifted`` holds the glyphs with a vertical offset, and ``apart`` those for which ActualText must be written.
    """

    def __init__(self) -> None:
        self.numbers: dict[Code, int] = {(0, ""): 0}
        self._all: tuple[Code, ...] = ()
        self._glyphs: frozenset[int] = frozenset()
        self.shown: dict[Glyph, str] = {}
        self.lifted: set[Glyph] = set()
        self.apart: set[Glyph] = set()

    def copy(self) -> _Codes:
        """Return a copy, to which codes can be added without changing the original."""
        new = _Codes()
        new.numbers, new.shown = self.numbers.copy(), self.shown.copy()
        new.lifted, new.apart = self.lifted.copy(), self.apart.copy()
        return new

    def all(self) -> tuple[tuple[Code, ...], frozenset[int]]:
        """Return the glyph and the text of each code in order, and the set of all glyph numbers."""
        if len(self._all) != len(self.numbers):
            self._all = tuple(self.numbers)
            self._glyphs = frozenset([glyph for glyph, _ in self._all])
        return self._all, self._glyphs

    def write(self, glyph: Glyph, code: int, width: int) -> str:
        """Store and return a glyph as part of a hexadecimal string; adjustments close the string and open it again."""
        if glyph.dy:
            self.lifted.add(glyph)
        # A mark is moved back over its letter, or its letter has the text of both.
        if (not glyph.advance and glyph.dx < 0) or not glyph.text:
            self.apart.add(glyph)
        onward = glyph.advance - glyph.dx - width
        written = self.shown[glyph] = f"{_adjustment(glyph.dx)}{code:04X}{_adjustment(onward)}"
        return written


@cache
def _ready(face: str) -> _Codes:
    """Return the codes of the repertoire of a face, which the fonts of templates start with."""
    codes = _Codes()
    for code in repertoire(face):
        codes.numbers[code] = len(codes.numbers)
    return codes


class DocumentFont:
    """A face in a document. ``name`` is the resource name; ``is_ready`` means that it starts with its repertoire."""

    def __init__(self, face: str, name: str, *, is_ready: bool = False) -> None:
        self.face = face
        self.name = name
        self._ready = _ready(face) if is_ready else _Codes()
        self._codes = self._ready
        """Shared by all fonts of the face until a glyph is drawn that the repertoire does not have."""

    def show(self, glyphs: tuple[Glyph, ...], size: float, *, adds: bool = True) -> Shown:
        """Return the operators that draw glyphs from the current text position, at a size in points.

        With ``adds``, a glyph without a code gets one; otherwise LackingError is raised for it. Raises ValueError for
        glyph 0, which stands for a missing character.
        """
        text, codes = self._array(glyphs, adds), self._codes
        if codes.lifted and not codes.lifted.isdisjoint(glyphs):
            parts = [
                f" {number(dy * size / 1000)} Ts{self._array(tuple(group), adds)}"
                for dy, group in groupby(glyphs, key=attrgetter("dy"))
            ]
            text = "".join([*parts, " 0 Ts"])
        apart = codes.apart
        return self.name, text, bool(apart) and not apart.isdisjoint(glyphs)

    def _array(self, glyphs: tuple[Glyph, ...], adds: bool) -> str:
        known = self._codes.shown
        try:
            shown = "".join(map(known.__getitem__, glyphs))
        except KeyError:
            shown = "".join([known.get(glyph) or self._write(glyph, adds) for glyph in glyphs])
        # Replacing the empty string by a space keeps the two numbers around it apart.
        return f"[<{shown}>]TJ".replace("<>", " ")

    def _write(self, glyph: Glyph, adds: bool) -> str:
        """Return a glyph that is drawn for the first time as part of a hexadecimal string; raises as ``show`` does."""
        if glyph.gid == 0:
            raise ValueError(f"{self.face} has no glyph for {glyph.text!r}")
        numbers = self._codes.numbers
        code = numbers.get((glyph.gid, glyph.text))
        if code is None:
            if not adds:
                raise LackingError
            if self._codes is self._ready:
                self._codes = self._ready.copy()
            numbers = self._codes.numbers
            code = numbers[glyph.gid, glyph.text] = len(numbers)
        if code > _MOST_CODES:
            raise ValueError(f"{self.face}: more than {_MOST_CODES} glyphs and texts in one document")
        wide = width(self.face, glyph.gid)
        if code < len(self._ready.numbers) and self._codes is not self._ready:
            # It is written in the same way in every font that starts with the repertoire.
            self._ready.write(glyph, code, wide)
        return self._codes.write(glyph, code, wide)

    def close(self, subsets: Subsets) -> None:
        """Add the glyphs of the font to the subsets of the kit."""
        subsets.add(self.face, self._codes.all()[1])

    def add_objects(self, add: Callable[[bytes], str], subsets: Subsets) -> str:
        """Add the objects of the font to a file, and return a reference to the font.

        All fonts of the kit must be closed. ``add`` takes the content of an object and returns a reference to it.
        """
        codes, _ = self._codes.all()
        file, descriptor, descendant, places, font, to_unicode = embedded(
            self.face, codes, subsets.glyphs(self.face)
        )
        described = add(f"{descriptor} /FontFile2 {add(file)} >>".encode())
        placed = add(places)
        below = add(f"{descendant} /FontDescriptor {described} /CIDToGIDMap {placed} >>".encode())
        return add(f"{font} /DescendantFonts [{below}] /ToUnicode {add(to_unicode)} >>".encode())


def _adjustment(thousandths: float) -> str:
    """Return a move to the right in a TJ array, where positive numbers move left (PDF 32000-1, 9.4.3)."""
    if abs(thousandths) < _ADVANCE_EPSILON:
        return ""
    return f">{number(-thousandths)}<"


class DocumentFonts(dict[str, DocumentFont]):
    """The fonts of a document by face, named F0, F1, ... (or with another letter) in the order of their first use.

    With ``hold_ready`` the fonts start with their repertoires, so that documents share font files unless their texts
    need more glyphs.
    """

    def __init__(self, letter: str = "F", *, hold_ready: bool = False) -> None:
        super().__init__()
        self._letter = letter
        self._hold_ready = hold_ready
        # Every template has the fonts of slots, and has them first.
        for face in IN_SLOTS if hold_ready else ():
            self[face]

    def __missing__(self, face: str) -> DocumentFont:
        name = f"{self._letter}{len(self)}"
        font = self[face] = DocumentFont(face, name, is_ready=self._hold_ready and face in TEXTS)
        return font

    def shown(self, face: str, glyphs: tuple[Glyph, ...], size: float) -> Shown:
        """Return the operators that draw glyphs of a face at a size in points."""
        return self[face].show(glyphs, size)

    def close(self, subsets: Subsets) -> None:
        """Add the glyphs of all fonts to the subsets of the kit."""
        for font in self.values():
            font.close(subsets)

    def add_objects(self, add: Callable[[bytes], str], subsets: Subsets) -> dict[str, str]:
        """Add the objects of all fonts and return references to them by their names in the resources."""
        return {font.name: font.add_objects(add, subsets) for font in self.values()}


class SlotFonts:
    """The fonts of the slots of one file: the template's fonts, unchanged, and ``others`` for glyphs that they lack."""

    def __init__(self, fixed: DocumentFonts) -> None:
        self._fixed = fixed
        self.others = DocumentFonts("X")
        self.used_others = False

    def shown(self, face: str, glyphs: tuple[Glyph, ...], size: float) -> Shown:
        """Return the operators that draw glyphs with the template's font, or with another if it lacks one of them."""
        font = self._fixed.get(face)
        if font is None:
            return self._of_its_own(face, glyphs, size)
        try:
            return font.show(glyphs, size, adds=False)
        except LackingError:
            return self._of_its_own(face, glyphs, size)

    def _of_its_own(self, face: str, glyphs: tuple[Glyph, ...], size: float) -> Shown:
        self.used_others = True
        return self.others.shown(face, glyphs, size)
