"""The fonts of one document: shaped glyphs in, operators and embedded font objects out.

Comes in: runs of glyphs with their face. Goes out: TJ operators, and when the document is closed one Type 0
font a face (PDF 32000-1, 9.7), a subset with only the glyphs that its kit draws. Must not know: pages, positions,
roles.

A code of the font stands for a glyph *and* its source text, so that a ligature reads back as its letters and
one glyph that serves two characters reads back as each. ReportLab's own text calls do neither.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import groupby
from operator import attrgetter

from hostkit.ground.fonts import Glyph
from hostkit.pdf.embedding import Subsets, embedded
from hostkit.pdf.operators import number
from hostkit.pdf.repertoire import repertoire
from hostkit.pdf.slots import Shown
from hostkit.pdf.typeface import Typeface, typeface

_MOST_CODES = 0xFFFF
"""Codes are two bytes (Identity-H)."""

_SYMBOLIC, _ITALIC = 4, 64
"""Font flags (PDF 32000-1, table 123): the glyphs have no standard encoding."""

_ADVANCE_EPSILON = 0.0005
"""Adjustments that would be written as 0."""


class LackingError(LookupError):
    """A font whose objects are made has no code for a glyph."""


class _Codes:
    """The codes of a font: a number for each glyph with its text; and how glyphs with a code are written."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[int, str], int] = {(0, ""): 0}
        self.shown: dict[Glyph, str] = {}
        self.lifted: set[Glyph] = set()
        self.moved_back: set[Glyph] = set()

    def copy(self) -> _Codes:
        """Return the same codes, to which others can be added."""
        new = _Codes()
        new.numbers, new.shown = self.numbers.copy(), self.shown.copy()
        new.lifted, new.moved_back = self.lifted.copy(), self.moved_back.copy()
        return new

    def write(self, glyph: Glyph, code: int, width: int) -> str:
        """Write a glyph as it stands in a hexadecimal string, which is left and entered for adjustments; keep it."""
        if glyph.dy:
            self.lifted.add(glyph)
        if not glyph.advance and glyph.dx < 0:
            self.moved_back.add(glyph)
        onward = glyph.advance - glyph.dx - width
        written = self.shown[glyph] = f"{_adjustment(glyph.dx)}{code:04X}{_adjustment(onward)}"
        return written


@cache
def _ready(face: str) -> _Codes:
    """Return the codes of a face's repertoire, which all fonts that hold it ready begin with."""
    codes = _Codes()
    for gid, _, _, _, text in repertoire(face):
        if gid:
            codes.numbers.setdefault((gid, text), len(codes.numbers))
    return codes


class DocumentFont:
    """One face in one document. ``name`` is its name in the pages' resources; ``is_ready``: for its repertoire."""

    def __init__(self, face: str, name: str, *, is_ready: bool = False) -> None:
        self.face = face
        self.name = name
        self._typeface: Typeface = typeface(face)
        self._ready = _ready(face) if is_ready else _Codes()
        self._codes = self._ready.copy()
        self._is_made = False

    def show(self, glyphs: tuple[Glyph, ...], size: float) -> str:
        """Return the operators that draw glyphs where they were measured, from the current text position.

        ``size`` in points. Raises ValueError for glyph 0, which stands for a missing character, and LackingError when
        the font's objects are made and it has no code for one of the glyphs.
        """
        text, lifted = self._array(glyphs), self._codes.lifted
        if not lifted or lifted.isdisjoint(glyphs):
            return text
        parts = [
            f" {number(dy * size / 1000)} Ts{self._array(tuple(group))}"
            for dy, group in groupby(glyphs, key=attrgetter("dy"))
        ]
        return "".join([*parts, " 0 Ts"])

    def reads_apart(self, glyphs: tuple[Glyph, ...]) -> bool:
        """Tell whether a mark among glyphs that were drawn is moved back over its letter."""
        moved_back = self._codes.moved_back
        return bool(moved_back) and not moved_back.isdisjoint(glyphs)

    def _array(self, glyphs: tuple[Glyph, ...]) -> str:
        known = self._codes.shown
        try:
            shown = "".join(map(known.__getitem__, glyphs))
        except KeyError:
            shown = "".join([known.get(glyph) or self._write(glyph) for glyph in glyphs])
        # A number between two empty strings must stay apart from its neighbour, hence the blank.
        return f"[<{shown}>]TJ".replace("<>", " ")

    def _write(self, glyph: Glyph) -> str:
        """Write a glyph that is met for the first time."""
        if glyph.gid == 0:
            raise ValueError(f"{self.face} has no glyph for {glyph.text!r}")
        numbers = self._codes.numbers
        code = numbers.get((glyph.gid, glyph.text))
        if code is None:
            if self._is_made:
                raise LackingError
            code = numbers[glyph.gid, glyph.text] = len(numbers)
        if code > _MOST_CODES:
            raise ValueError(f"{self.face}: more than {_MOST_CODES} glyphs and texts in one document")
        width = self._typeface.widths[glyph.gid]
        if code < len(self._ready.numbers):
            # The same in every font that holds the repertoire ready.
            self._ready.write(glyph, code, width)
        return self._codes.write(glyph, code, width)

    def close(self, subsets: Subsets) -> None:
        """Say what is drawn: from now on the font takes in no other glyph."""
        self._is_made = True
        subsets.add(self.face, [glyph for glyph, _ in self._codes.numbers])

    def add_objects(self, add: Callable[[bytes], str], subsets: Subsets) -> str:
        """Make the objects of a closed font; return the reference of the last.

        ``add`` takes the content of an object and returns its reference.
        """
        codes = tuple(self._codes.numbers)
        tag, file, places, to_unicode, widths = embedded(self.face, codes, subsets.glyphs(self.face))
        name = f"/{tag}+{self._typeface.name.decode()}"
        descriptor = add(self._descriptor(name, add(file)))
        descendant = add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name} /FontDescriptor {descriptor} "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/CIDToGIDMap {add(places)} /W [0 [{widths}]] >>".encode()
        )
        return add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant}] /ToUnicode {add(to_unicode)} >>".encode()
        )

    def _descriptor(self, name: str, file: str) -> bytes:
        face = self._typeface
        flags = _SYMBOLIC | (_ITALIC if face.italicAngle else 0)
        return (
            f"<< /Type /FontDescriptor /FontName {name} /Flags {flags} "
            f"/FontBBox [{' '.join(number(edge) for edge in face.bbox)}] /StemV {number(face.stemV)} "
            f"/ItalicAngle {number(face.italicAngle)} /CapHeight {number(face.capHeight)} "
            f"/Ascent {number(face.ascent)} /Descent {number(face.descent)} /FontFile2 {file} >>"
        ).encode()


def _adjustment(thousandths: float) -> str:
    """Return a move to the right within a TJ array, where numbers move to the left (PDF 32000-1, 9.4.3)."""
    if abs(thousandths) < _ADVANCE_EPSILON:
        return ""
    return f">{number(-thousandths)}<"


class DocumentFonts(dict[str, DocumentFont]):
    """The fonts of one document by face, named F0, F1, ... or after another letter, in the order of their first use."""

    def __init__(self, letter: str = "F") -> None:
        super().__init__()
        self._letter = letter

    def __missing__(self, face: str) -> DocumentFont:
        font = self[face] = DocumentFont(face, f"{self._letter}{len(self)}")
        return font

    def hold_ready(self, face: str) -> None:
        """Take in a face with its repertoire, before anything is drawn in it."""
        self[face] = DocumentFont(face, f"{self._letter}{len(self)}", is_ready=True)

    def shown(self, face: str, glyphs: tuple[Glyph, ...], size: float) -> Shown:
        """Draw glyphs with the font of their face: it takes in any glyph."""
        font = self[face]
        return Shown(font.name, font.show(glyphs, size), font.reads_apart(glyphs))

    def close(self, subsets: Subsets) -> None:
        """Say what is drawn: from now on no font takes in another glyph."""
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
            return Shown(font.name, font.show(glyphs, size), font.reads_apart(glyphs))
        except LackingError:
            return self._of_its_own(face, glyphs, size)

    def _of_its_own(self, face: str, glyphs: tuple[Glyph, ...], size: float) -> Shown:
        self.used_others = True
        return self.others.shown(face, glyphs, size)
