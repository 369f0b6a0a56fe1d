"""Faces and shaping: characters in, glyphs with advances out. The one place that knows HarfBuzz.

Measures are in thousandths of an em, so a shaped text serves every size. What is measured here is what is drawn:
the writer places these glyph ids with these advances and never asks a font again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

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

_SIGNS = uharfbuzz.BufferSerializeFlags.NO_GLYPH_NAMES | uharfbuzz.BufferSerializeFlags.NO_CLUSTERS
"""What HarfBuzz writes of a glyph: its number, where it is moved, and how far it moves on."""

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")
"""Default ignorables: they need no glyph."""


class Glyph(NamedTuple):
    """One shaped glyph, measures in thousandths of an em; ``text`` is its source, given once a cluster.

    Alike ones are one object: a face makes each once, and whoever makes another keeps it. So it is found by what it
    is, not by what it holds; texts are looked up glyph by glyph, and hashing five fields would take most of the time.
    """

    gid: int
    advance: float
    dx: float
    dy: float
    text: str


# Not in the class: there it would be a field to those who check types.
Glyph.__hash__ = object.__hash__  # type: ignore[method-assign]


def fonts_folder() -> Path:
    """Return the folder of the font files."""
    return shipped("fonts")


_PLAIN = ((0x20, 0xAD), (0xAE, 0x300), (0x370, 0x483), (0x48A, 0x530), (0x2010, 0x2028), (0x2030, 0x2060))
"""Where plain characters lie: letters, figures and signs of Latin, Greek and Cyrillic, and punctuation.

No marks: HarfBuzz puts these in an order and may join them with their letters, so that of two glyphs, each of which it
would draw for one of two characters, only one has the text of both."""


def _is_plain(character: str) -> bool:
    return any(first <= ord(character) < end for first, end in _PLAIN)


class _Glyphs(dict[tuple[int, tuple[int, ...], str], Glyph]):
    """The glyphs of a face by number, placing in font units and text: alike ones are one value, made when first met."""

    def __init__(self, per_mille: float) -> None:
        self._per_mille = per_mille

    def __missing__(self, key: tuple[int, tuple[int, ...], str]) -> Glyph:
        gid, (dx, dy, advance, _), text = key
        k = self._per_mille
        glyph = self[key] = Glyph(gid, advance * k, dx * k, dy * k, text)
        return glyph


class _Unkerned(dict[Glyph, float]):
    """By how much the glyphs of a face are wider where none follows, in thousandths of an em; of no width never."""

    def __init__(self, advance: Callable[[int], float]) -> None:
        self._own = advance

    def __missing__(self, glyph: Glyph) -> float:
        wider = self[glyph] = self._own(glyph.gid) - glyph.advance if glyph.advance else 0.0
        return wider


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
        self._advances: dict[int, float] = {}
        self.unkerned: Mapping[Glyph, float] = _Unkerned(self.advance)
        self._known = _Glyphs(self._per_mille)
        self._plain = frozenset([c for c in self.characters if _is_plain(c)])
        self._alone: dict[tuple[str, str], Glyph] = {}
        """By what HarfBuzz writes of a glyph and its character: glyphs of plain texts, each a character's own."""

    def lacks(self, text: str) -> bool:
        """Tell whether a character of the text has no glyph here, composed forms and stand-ins considered."""
        if self.characters.issuperset(text):
            return False
        rest = [c for c in text if c not in self.characters and c not in _INVISIBLE and c not in _STAND_INS]
        return bool(rest) and any(glyph.gid == 0 for glyph in self.shape(text, "en"))

    def advance(self, gid: int) -> float:
        """Return a glyph's own advance, without kerning, in thousandths of an em."""
        found = self._advances.get(gid)
        if found is None:
            found = self._advances[gid] = self._font.get_glyph_h_advance(gid) * self._per_mille
        return found

    def ink(self, gid: int) -> tuple[float, float]:
        """Return left and top of a glyph's ink from its origin, y up, in thousandths of an em."""
        extents = self._font.get_glyph_extents(gid)
        return extents.x_bearing * self._per_mille, extents.y_bearing * self._per_mille

    def shape(self, text: str, language: str, features: tuple[str, ...] = ()) -> tuple[Glyph, ...]:
        """Shape a text of one direction (left to right) and return its glyphs.

        The texts of the glyphs, joined, are the text, but for a letter without a glyph of its own, which comes as its
        base and its marks. ``language`` is a BCP 47 tag: it selects localized forms (Romanian, Turkish). ``features``
        are further OpenType features to turn on, such as tnum.
        """
        if not text:
            return ()
        drawn, is_plain = text, self._plain.issuperset(text)
        if not is_plain and not self.characters.issuperset(text):
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
        return (self._plain_glyphs if is_plain else self._glyphs)(text, buffer)

    def _parts(self, character: str) -> str:
        """Return a character that has no glyph as those that it is composed of, where these have (Unicode, 3.7)."""
        parts = "" if character in self.characters else unicodedata.decomposition(character)
        if not parts or parts.startswith("<"):
            return character
        letters = "".join([self._parts(chr(int(part, 16))) for part in parts.split()])
        # One letter for another, such as Å for the angstrom sign, is one glyph, which reads back as what was typed.
        return letters if len(letters) > 1 and self.characters.issuperset(letters) else character

    def _plain_glyphs(self, text: str, buffer: uharfbuzz.Buffer) -> tuple[Glyph, ...]:
        """Return the glyphs of a shaped buffer whose text is plain.

        Mostly all of them are known: then one text of all of them is asked for, not an object for each.
        """
        signs = buffer.serialize(self._font, flags=_SIGNS)[1:-1].split("|")
        if len(signs) == len(text):
            try:
                return tuple(map(self._alone.__getitem__, zip(signs, text, strict=True)))
            except KeyError:
                pass
        glyphs = self._glyphs(text, buffer)
        if tuple([glyph.text for glyph in glyphs]) == tuple(text):
            # No ligature, and no letter in parts: such a glyph never stands beside a character as if it were its own.
            self._alone |= zip(zip(signs, text, strict=True), glyphs, strict=True)
        return glyphs

    def _glyphs(self, text: str, buffer: uharfbuzz.Buffer) -> tuple[Glyph, ...]:
        """Return the glyphs of a shaped buffer."""
        infos = buffer.glyph_infos
        placings = [position.position for position in buffer.glyph_positions]
        texts = _sources(text, [info.cluster for info in infos], placings)
        known = self._known
        return tuple([known[key] for key in zip([i.codepoint for i in infos], placings, texts, strict=True)])


def _sources(text: str, clusters: list[int], placings: list[tuple[int, ...]]) -> Sequence[str]:
    """Return the source text of each glyph: given to the widest of its cluster, since no mark can be selected."""
    if clusters == [*range(len(text))]:
        return text
    starts = sorted(set(clusters))
    end = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    widest: dict[int, int] = {}
    for index, cluster in enumerate(clusters):
        if cluster not in widest or placings[index][2] > placings[widest[cluster]][2]:
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
