"""Faces and shaping: characters in, glyphs with advances out. The one place that knows HarfBuzz.

Measures are in thousandths of an em, so a shaped text serves every size. What is measured here is what is drawn:
the writer places these glyph ids with these advances and never asks a font again.
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
"""The file of each face; fonts/README.md names their sources."""

FALLBACK = {
    "text": "fallback",
    "text-italic": "fallback",
    "text-bold": "fallback-bold",
    "display": "fallback-bold",
}
"""The face that stands in where a face lacks a letter."""

_FEATURES = {"kern": True, "liga": True, "clig": True, "calt": True, "dlig": False}

_STAND_INS = {"\u202f": "\u00a0", "\u2009": " ", "\u2011": "-"}
"""Characters drawn with another character's glyph where the face lacks their own: spaces and the hard hyphen."""

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")
"""Default ignorables: they need no glyph."""


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
        """Tell whether a character of the text has no glyph here, composed forms and stand-ins considered."""
        if self.characters.issuperset(text):
            return False
        rest = [c for c in text if c not in self.characters and c not in _INVISIBLE and c not in _STAND_INS]
        return bool(rest) and any(glyph.gid == 0 for glyph in self.shape(text, "en"))

    def advance(self, gid: int) -> float:
        """Return a glyph's own advance, without kerning, in thousandths of an em."""
        return float(self._font.get_glyph_h_advance(gid) * self._per_mille)

    def ink(self, gid: int) -> tuple[float, float]:
        """Return left and top of a glyph's ink from its origin, y up, in thousandths of an em."""
        extents = self._font.get_glyph_extents(gid)
        return extents.x_bearing * self._per_mille, extents.y_bearing * self._per_mille

    def subset(self, glyphs: Iterable[int]) -> tuple[bytes, Mapping[int, int]]:
        """Return a TrueType file for a PDF file with these glyphs and the parts they need, and their numbers in it."""
        wanted = uharfbuzz.SubsetInput()
        wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        wanted.glyph_set.update(glyphs)
        others = set(self._face.table_tags) - _EMBEDDED_TABLES
        wanted.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in others})
        plan = uharfbuzz.SubsetPlan(self._face, wanted)
        return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)

    def shape(self, text: str, language: str, features: tuple[str, ...] = ()) -> tuple[Glyph, ...]:
        """Shape a text of one direction (left to right) and return its glyphs.

        The texts of the glyphs, joined, are the text, but for a letter without a glyph of its own, which comes as its
        base and its marks. ``language`` is a BCP 47 tag: it selects localized forms (Romanian, Turkish). ``features``
        are further OpenType features to turn on, such as tnum.
        """
        if not text:
            return ()
        drawn = text
        if not self.characters.issuperset(text):
            # HarfBuzz would do the same, but then the letter's second glyph would read back as nothing.
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
        """Return a character that has no glyph as those that it is composed of, where these have (Unicode, 3.7)."""
        parts = "" if character in self.characters else unicodedata.decomposition(character)
        if not parts or parts.startswith("<"):
            return character
        letters = "".join([self._parts(chr(int(part, 16))) for part in parts.split()])
        # One letter for another, such as Å for the angstrom sign, is one glyph, which reads back as what was typed.
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
    """Return the source text of each glyph: given to the widest of its cluster, since no mark can be selected."""
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
    """Return a face by its name in ``FILES``, opened once a process."""
    return Face(name, fonts_folder() / FILES[name])


@lru_cache(maxsize=1024)
def face_for(name: str, word: str) -> str | None:
    """Return the face that can draw the whole word: the one asked for, its fallback, or None."""
    fallback = FALLBACK.get(name)
    for candidate in (name, fallback):
        if candidate is not None and not face(candidate).lacks(word):
            return candidate
    return None
