"""The fonts of one document: shaped glyphs in, operators and embedded font objects out.

Comes in: runs of glyphs with their face. Goes out: TJ operators, and when the document is closed one Type 0
font a face (PDF 32000-1, 9.7), a subset with the glyphs that its kit draws, and maybe a repertoire. Must not know:
pages, positions, roles.

A code of the font stands for a glyph *and* its source text, so that a ligature reads back as its letters and
one glyph that serves two characters reads back as each. ReportLab's own text calls do neither.
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
"""Codes are two bytes (Identity-H)."""

_ADVANCE_EPSILON = 0.0005
"""Adjustments that would be written as 0."""


class LackingError(LookupError):
    """A font that takes in no other glyph has no code for one."""


class _Codes:
    """The codes of a font: a number for each glyph with its text; and how glyphs with a code are written."""

    def __init__(self) -> None:
        self.numbers: dict[Code, int] = {(0, ""): 0}
        self._all: tuple[Code, ...] = ()
        self._glyphs: frozenset[int] = frozenset()
        self.shown: dict[Glyph, str] = {}
        self.lifted: set[Glyph] = set()
        self.apart: set[Glyph] = set()

    def copy(self) -> _Codes:
        """Return the same codes, to which others can be added."""
        new = _Codes()
        new.numbers, new.shown = self.numbers.copy(), self.shown.copy()
        new.lifted, new.apart = self.lifted.copy(), self.apart.copy()
        return new

    def all(self) -> tuple[tuple[Code, ...], frozenset[int]]:
        """Return what has a code, in the order of the codes, and the glyphs of all; kept until others are added."""
        if len(self._all) != len(self.numbers):
            self._all = tuple(self.numbers)
            self._glyphs = frozenset([glyph for glyph, _ in self._all])
        return self._all, self._glyphs

    def write(self, glyph: Glyph, code: int, width: int) -> str:
        """Write a glyph as it stands in a hexadecimal string, which is left and entered for adjustments; keep it."""
        if glyph.dy:
            self.lifted.add(glyph)
        # A mark is moved back over its letter, or stands with it for what another glyph says.
        if (not glyph.advance and glyph.dx < 0) or not glyph.text:
            self.apart.add(glyph)
        onward = glyph.advance - glyph.dx - width
        written = self.shown[glyph] = f"{_adjustment(glyph.dx)}{code:04X}{_adjustment(onward)}"
        return written


@cache
def _ready(face: str) -> _Codes:
    """Return the codes of a face's repertoire, which all fonts that hold it ready begin with."""
    codes = _Codes()
    for code in repertoire(face):
        codes.numbers[code] = len(codes.numbers)
    return codes


class DocumentFont:
    """One face in one document. ``name`` is its name in the pages' resources; ``is_ready``: for its repertoire."""

    def __init__(self, face: str, name: str, *, is_ready: bool = False) -> None:
        self.face = face
        self.name = name
        self._ready = _ready(face) if is_ready else _Codes()
        self._codes = self._ready
        """The very same until a glyph is met that the repertoire has not."""

    def show(self, glyphs: tuple[Glyph, ...], size: float, *, adds: bool = True) -> Shown:
        """Draw glyphs where they were measured, from the current text position.

        ``size`` in points. Raises ValueError for glyph 0, which stands for a missing character. A glyph that has no
        code is given one, or is a LackingError where the font ``adds`` none.
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
        # A number between two empty strings must stay apart from its neighbour, hence the blank.
        return f"[<{shown}>]TJ".replace("<>", " ")

    def _write(self, glyph: Glyph, adds: bool) -> str:
        """Write a glyph that is met for the first time."""
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
            # The same in every font that holds the repertoire ready.
            self._ready.write(glyph, code, wide)
        return self._codes.write(glyph, code, wide)

    def close(self, subsets: Subsets) -> None:
        """Say what is drawn."""
        subsets.add(self.face, self._codes.all()[1])

    def add_objects(self, add: Callable[[bytes], str], subsets: Subsets) -> str:
        """Make the objects of a font, once all of its kit are closed; return the reference of the last.

        ``add`` takes the content of an object and returns its reference.
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
    """Return a move to the right within a TJ array, where numbers move to the left (PDF 32000-1, 9.4.3)."""
    if abs(thousandths) < _ADVANCE_EPSILON:
        return ""
    return f">{number(-thousandths)}<"


class DocumentFonts(dict[str, DocumentFont]):
    """The fonts of one document by face, named F0, F1, ... or after another letter, in the order of their first use.

    ``hold_ready``: with their repertoires, so that fonts of all documents are alike whose texts need no more.
    """

    def __init__(self, letter: str = "F", *, hold_ready: bool = False) -> None:
        super().__init__()
        self._letter = letter
        self._hold_ready = hold_ready
        # First those of slots: they must be there, whatever is drawn.
        for face in IN_SLOTS if hold_ready else ():
            self[face]

    def __missing__(self, face: str) -> DocumentFont:
        name = f"{self._letter}{len(self)}"
        font = self[face] = DocumentFont(face, name, is_ready=self._hold_ready and face in TEXTS)
        return font

    def shown(self, face: str, glyphs: tuple[Glyph, ...], size: float) -> Shown:
        """Draw glyphs with the font of their face: it takes in any glyph."""
        return self[face].show(glyphs, size)

    def close(self, subsets: Subsets) -> None:
        """Say what is drawn, before objects are made."""
        for font in self.values():
            font.close(subsets)

    def add_objects(self, add: Callable[[bytes], str], subsets: Subsets) -> dict[str, str]:
        """Make the objects of every font and return their references by their names in the resources."""
        return {font.name: font.add_objects(add, subsets) for font in self.values()}


class SlotFonts:
    """The fonts of a slot's items: those of the template as they are, and others for what these lack."""

    def __init__(self, fixed: DocumentFonts) -> None:
        self._fixed = fixed
        self.others = DocumentFonts("X")
        self.used_others = False

    def shown(self, face: str, glyphs: tuple[Glyph, ...], size: float) -> Shown:
        """Draw glyphs with the template's font of their face where it has all of them, else with this event's own."""
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
