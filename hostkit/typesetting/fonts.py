"""Faces: shapes characters into glyphs with advances, and cuts subsets for embedding. Only this module uses HarfBuzz.

Measures are in thousandths of an em, so that a shaped text serves every size. PDF files place these glyphs with these
advances: what is measured is what is drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz

from hostkit.core.input_files import shipped

FILES = {
    "text": "AtkinsonHyperlegibleNext_400Regular.ttf",
    "text-italic": "AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
    "text-bold": "AtkinsonHyperlegibleNext_700Bold.ttf",
    "display": "Fraunces_600SemiBold.ttf",
    "fallback": "DejaVuSans.ttf",
    "fallback-bold": "DejaVuSans-Bold.ttf",
}
"""The file of each face; fonts/README.md states their sources."""

FALLBACK = {
    "text": "fallback",
    "text-italic": "fallback",
    "text-bold": "fallback-bold",
    "display": "fallback-bold",
}
"""The face that is used for a word with a letter that a face lacks."""

_FEATURES = {"kern": True, "liga": True, "clig": True, "calt": True, "dlig": False}

_STAND_INS = {"\u202f": "\u00a0", "\u2009": " ", "\u2011": "-"}
"""Characters that are drawn as another one where the face lacks them: two spaces and the hyphen that does not break."""

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")
"""Characters that need no glyph (Unicode, Default_Ignorable_Code_Point)."""


_EMBEDDED_TABLES = frozenset(("glyf", "head", "hhea", "hmtx", "loca", "maxp", "cvt ", "fpgm", "prep"))
"""The tables of a TrueType file that a PDF file needs of it (PDF 32000-1, 9.9)."""


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """One shaped glyph, measures in thousandths of an em; ``text`` is its source, given once a cluster.

    ``kern`` is the part of the advance that comes from what follows; at the end of a line it falls away. Glyphs are
    compared and hashed by identity: a face makes one object for all glyphs that are alike.
    """

    gid: int
    advance: float
    dx: float
    dy: float
    text: str
    kern: float = 0.0


def fonts_folder() -> Path:
    """Return the folder of the font files."""
    return shipped("fonts")


class _Glyphs(dict[tuple[int, tuple[int, ...], str], Glyph]):
    """The glyphs of a face by number, position in font units and text, each made when it is first asked for."""

    def __init__(self, font: uharfbuzz.Font, per_mille: float) -> None:
        self._font, self._per_mille = font, per_mille

    def __missing__(self, key: tuple[int, tuple[int, ...], str]) -> Glyph:
        gid, (dx, dy, advance, _), text = key
        k = self._per_mille
        # What has no width is a mark: it takes none at the end of a line either.
        kern = advance * k - self._font.get_glyph_h_advance(gid) * k if advance else 0.0
        glyph = self[key] = Glyph(gid, advance * k, dx * k, dy * k, text, kern)
        return glyph


class Face:
    """One TrueType file, opened for shaping."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        blob = uharfbuzz.Blob(path.read_bytes())
        self._face = uharfbuzz.Face(blob)
        self._font = uharfbuzz.Font(self._face)
        self._per_mille = 1000 / self._face.upem
        self.characters = frozenset(map(chr, self._face.unicodes))
        self._known = _Glyphs(self._font, self._per_mille)

    def lacks(self, text: str) -> bool:
        """Tell whether the face cannot draw the text, not even with parts of letters or with _STAND_INS."""
        if self.characters.issuperset(text):
            return False
        rest = [c for c in text if c not in self.characters and c not in _INVISIBLE and c not in _STAND_INS]
        return bool(rest) and any(glyph.gid == 0 for glyph in self.shape(text, "en"))

    def advance(self, gid: int) -> float:
        """Return the advance of a glyph without kerning, in thousandths of an em."""
        return float(self._font.get_glyph_h_advance(gid) * self._per_mille)

    def ink(self, gid: int) -> tuple[float, float]:
        """Return where the outline of a glyph begins: left and top from its origin, y up, in thousandths of an em."""
        extents = self._font.get_glyph_extents(gid)
        return extents.x_bearing * self._per_mille, extents.y_bearing * self._per_mille

    def subset(self, glyphs: Iterable[int]) -> tuple[bytes, Mapping[int, int]]:
        """Return a TrueType file of these glyphs for embedding, and their numbers in it by their numbers here."""
        wanted = uharfbuzz.SubsetInput()
        wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        wanted.glyph_set.update(glyphs)
        others = set(self._face.table_tags) - _EMBEDDED_TABLES
        wanted.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in others})
        plan = uharfbuzz.SubsetPlan(self._face, wanted)
        return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)

    def shape(self, text: str, language: str, features: tuple[str, ...] = ()) -> tuple[Glyph, ...]:
        """Return the glyphs of a text that is written from left to right.

        The texts of the glyphs, joined, are the text; a letter that the face has only in parts is replaced by its base
        and its marks. ``language`` is a BCP 47 tag and selects localized forms (Romanian, Turkish). ``features`` are
        further OpenType features to turn on, such as tnum.
        """
        if not text:
            return ()
        drawn = text
        if not self.characters.issuperset(text):
            # HarfBuzz would do the same, but would not say which part of the letter each glyph is.
            text = "".join([self._parts(c) for c in text])
            drawn = "".join([c if c in self.characters else _STAND_INS.get(c, c) for c in text])
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(drawn)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        buffer.language = language
        wanted = {**_FEATURES, **dict.fromkeys(features, True)} if features else _FEATURES
        uharfbuzz.shape(self._font, buffer, wanted)
        return self._glyphs(text, buffer)

    def _parts(self, character: str) -> str:
        """Return the characters that a character without a glyph is composed of, if they have glyphs (Unicode, 3.7)."""
        parts = "" if character in self.characters else unicodedata.decomposition(character)
        if not parts or parts.startswith("<"):
            return character
        letters = "".join([self._parts(chr(int(part, 16))) for part in parts.split()])
        # A single other letter, as Å for the angstrom sign, is left to HarfBuzz, so that what was typed is extracted.
        return letters if len(letters) > 1 and self.characters.issuperset(letters) else character

    def _glyphs(self, text: str, buffer: uharfbuzz.Buffer) -> tuple[Glyph, ...]:
        """Return the glyphs of a shaped buffer."""
        infos, positions, known = buffer.glyph_infos, buffer.glyph_positions, self._known
        clusters = [info.cluster for info in infos]
        # Most glyphs stand for one character each.
        texts = text if clusters == [*range(len(text))] else _sources(text, clusters, positions)
        return tuple(
            [known[i.codepoint, p.position, part] for i, p, part in zip(infos, positions, texts, strict=True)]
        )


def _sources(text: str, clusters: list[int], positions: list[uharfbuzz.GlyphPosition]) -> Sequence[str]:
    """Return the source text of each glyph. In a cluster the widest has it all, since no mark can be selected."""
    starts = sorted(set(clusters))
    end = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    widest: dict[int, int] = {}
    for index, cluster in enumerate(clusters):
        if cluster not in widest or positions[index].x_advance > positions[widest[cluster]].x_advance:
            widest[cluster] = index
    return [
        text[cluster : end[cluster]] if widest[cluster] == index else ""
        for index, cluster in enumerate(clusters)
    ]


@cache
def face(name: str) -> Face:
    """Return the face of a name in ``FILES``, which is opened once a process."""
    return Face(name, fonts_folder() / FILES[name])


@lru_cache(maxsize=1024)
def face_for(name: str, word: str) -> str | None:
    """Return the name of the face that can draw a whole word: ``name``, its fallback, or None."""
    fallback = FALLBACK.get(name)
    for candidate in (name, fallback):
        if candidate is not None and not face(candidate).lacks(word):
            return candidate
    return None
