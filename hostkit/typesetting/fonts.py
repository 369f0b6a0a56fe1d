"""Shapes text into glyphs, and makes font subsets for embedding. Only this module uses HarfBuzz.

Measures are in thousandths of an em, so that a shaped text can be used at any size. PDF files contain the same glyphs
and advances, so that texts are drawn exactly as measured.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import uharfbuzz

from hostkit.core.input_files import shipped

FILES = {
    "text": "AtkinsonHyperlegibleNext_400Regular.ttf",
    "text-italic": "AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
    "text-bold": "AtkinsonHyperlegibleNext_700Bold.ttf",
    "display": "Fraunces_600SemiBold.ttf",
    "display-italic": "Fraunces_400Regular_Italic.ttf",
    "text-companion": "FiraSans_400Regular.ttf",
    "text-italic-companion": "FiraSans_400Regular_Italic.ttf",
    "text-bold-companion": "FiraSans_700Bold.ttf",
    "display-companion": "Literata_600SemiBold.ttf",
    "fallback": "DejaVuSans.ttf",
    "fallback-bold": "DejaVuSans-Bold.ttf",
}
"""The file of each face; fonts/README.md states their sources."""

FALLBACK = {
    "text": "fallback",
    "text-italic": "fallback",
    "text-bold": "fallback-bold",
    "display": "fallback-bold",
    "display-italic": "fallback",
}
"""The fallback of each face, used for a word with a character that the face and its companion lack."""


def companion(name: str) -> str:
    """Return the name of the face that a face has for words in Cyrillic, Greek or Vietnamese letters."""
    return "text-italic-companion" if name == "display-italic" else f"{name}-companion"


_FEATURES = {"kern": True, "liga": True, "clig": True, "calt": True, "dlig": False}

_DOTTED = {**_FEATURES, "liga": False}
"""The features in Turkish and Azerbaijani, in which a ligature of f and i would hide whether the i has a dot."""

_STAND_INS = {"\u202f": "\u00a0", "\u2009": " ", "\u2011": "-"}
"""Replacements for characters that a face lacks: two narrow spaces and the non-breaking hyphen."""

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")
"""Characters that need no glyph (Unicode, Default_Ignorable_Code_Point)."""


_EMBEDDED_TABLES = frozenset(("glyf", "head", "hhea", "hmtx", "loca", "maxp", "cvt ", "fpgm", "prep"))
"""The tables of a TrueType file that must be embedded in a PDF file (PDF 32000-1, 9.9)."""


class Glyph:
    """One shaped glyph, with measures in thousandths of an em.

    ``gid`` is the glyph number, ``dx`` and ``dy`` are the offsets, and ``text`` is the source text; in a cluster of
    several glyphs one has all of it. ``kern`` is the part of the advance that is kerning with the next glyph, which
    does not apply at the end of a line. Glyphs are compared and hashed by identity, because a face has one object for
    all equal glyphs.
    """

    __slots__ = ("advance", "dx", "dy", "gid", "kern", "text")

    def __init__(self, gid: int, advance: float, dx: float, dy: float, text: str, kern: float = 0.0) -> None:
        self.gid: Final = gid
        self.advance: Final = advance
        self.dx: Final = dx
        self.dy: Final = dy
        self.text: Final = text
        self.kern: Final = kern

    def __repr__(self) -> str:
        moved = f"dx={self.dx}, dy={self.dy}"
        return f"Glyph(gid={self.gid}, advance={self.advance}, {moved}, text={self.text!r}, kern={self.kern})"


def fonts_folder() -> Path:
    """Return the folder of the font files."""
    return shipped("fonts")


class _Glyphs(dict[tuple[int, int, int, int, str], Glyph]):
    """A cache of the glyphs of a face by number, advance and offsets in font units, and text."""

    def __init__(self, font: uharfbuzz.Font, per_mille: float) -> None:
        self._font, self._per_mille = font, per_mille

    def __missing__(self, key: tuple[int, int, int, int, str]) -> Glyph:
        gid, advance, dx, dy, text = key
        k = self._per_mille
        # A glyph without an advance is a combining mark, which has no width at the end of a line either.
        kern = advance * k - self._font.get_glyph_h_advance(gid) * k if advance else 0.0
        glyph = self[key] = Glyph(gid, advance * k, dx * k, dy * k, text, kern)
        return glyph


class Face:
    """A TrueType font that is opened for shaping. ``characters`` are those that it maps to a glyph."""

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
        """Return whether the face cannot draw the text, even with decomposed letters or with _STAND_INS."""
        if self.characters.issuperset(text):
            return False
        rest = [c for c in text if c not in self.characters and c not in _INVISIBLE and c not in _STAND_INS]
        return bool(rest) and any(glyph.gid == 0 for glyph in self.shape(text, "en"))

    def advance(self, gid: int) -> float:
        """Return the advance of a glyph without kerning, in thousandths of an em."""
        return float(self._font.get_glyph_h_advance(gid) * self._per_mille)

    def ink(self, gid: int) -> tuple[float, float, float]:
        """Return the left, top and lower edge of a glyph's outline from its origin, y up, in thousandths of an em."""
        extents, k = self._font.get_glyph_extents(gid), self._per_mille
        return extents.x_bearing * k, extents.y_bearing * k, (extents.y_bearing + extents.height) * k

    def subset(self, glyphs: Iterable[int]) -> tuple[bytes, Mapping[int, int]]:
        """Return a TrueType subset with these glyphs, and a mapping from old to new glyph numbers."""
        wanted = uharfbuzz.SubsetInput()
        wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        wanted.glyph_set.update(glyphs)
        others = set(self._face.table_tags) - _EMBEDDED_TABLES
        wanted.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in others})
        plan = uharfbuzz.SubsetPlan(self._face, wanted)
        return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)

    def shape(self, text: str, language: str, features: tuple[str, ...] = ()) -> tuple[Glyph, ...]:
        """Return the glyphs of a left-to-right text.

        The joined texts of the glyphs are the text, in which a letter that the face lacks is replaced by its base and
        combining marks if the face has those. ``language`` is a BCP 47 tag and selects localized forms (Romanian,
        Turkish). ``features`` are additional OpenType features to turn on, such as tnum.
        """
        if not text:
            return ()
        drawn = text
        if not self.characters.issuperset(text):
            # HarfBuzz would decompose letters too, but would not tell which part each glyph stands for.
            text = "".join([self._parts(c) for c in text])
            drawn = "".join([c if c in self.characters else _STAND_INS.get(c, c) for c in text])
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(drawn)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        buffer.language = language
        usual = _DOTTED if language[:2] in ("tr", "az") else _FEATURES
        wanted = {**usual, **dict.fromkeys(features, True)} if features else usual
        uharfbuzz.shape(self._font, buffer, wanted)
        return self._glyphs(text, buffer)

    def _parts(self, character: str) -> str:
        """Return the decomposition of a character that has no glyph, or the character unless all parts have glyphs."""
        parts = "" if character in self.characters else unicodedata.decomposition(character)
        if not parts or parts.startswith("<"):
            return character
        letters = "".join([self._parts(chr(int(part, 16))) for part in parts.split()])
        # HarfBuzz handles single equivalents, such as Å for the angstrom sign, and keeps the typed character.
        return letters if len(letters) > 1 and self.characters.issuperset(letters) else character

    def _glyphs(self, text: str, buffer: uharfbuzz.Buffer) -> tuple[Glyph, ...]:
        """Return the glyphs of a shaped buffer."""
        infos, positions, known = buffer.glyph_infos, buffer.glyph_positions, self._known
        clusters = [info.cluster for info in infos]
        # Usually each glyph stands for one character.
        texts = text if clusters == [*range(len(text))] else _sources(text, clusters, positions)
        return tuple(
            [
                known[i.codepoint, p.x_advance, p.x_offset, p.y_offset, part]
                for i, p, part in zip(infos, positions, texts, strict=True)
            ]
        )


def _sources(text: str, clusters: list[int], positions: list[uharfbuzz.GlyphPosition]) -> Sequence[str]:
    """Return the source text of each glyph. A cluster gives its text to its widest glyph."""
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
    """Return the face with a name in ``FILES``. Each face is opened once per process."""
    return Face(name, fonts_folder() / FILES[name])


@lru_cache(maxsize=1024)
def face_for(name: str, word: str) -> str | None:
    """Return the name of a face that can draw a whole word, or None if there is none.

    It is ``name``, its companion or its fallback, the first that has all characters.
    """
    others = (companion(name), FALLBACK[name]) if name in FALLBACK else ()
    return next((each for each in (name, *others) if not face(each).lacks(word)), None)
