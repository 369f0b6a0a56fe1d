"""Finds the places where a text may be broken into lines: the classes of glyphs' texts, units, and syllables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

SOFT_HYPHEN = "\u00ad"


class BreakClass(Enum):
    """The class of a glyph's text in line breaking. Break signs are dashes, or in a link the signs of an address."""

    SPACE = auto()
    SIGN = auto()
    """The text has only break signs."""
    OTHER = auto()
    """The text neither begins nor ends with a break sign."""
    ENDS_IN_SIGN = auto()
    BEGINS_WITH_SIGN = auto()
    DIGIT = auto()
    """The text begins with a digit; no line begins with it after a break sign: 24/7, COVID-19."""
    NO_TEXT = auto()
    """The glyph has no text, such as a mark whose letter has the text of both."""


# Looking a member up in its class for every glyph takes as long as the rest of line breaking.
_SPACE, _SIGN, _OTHER, _ENDS_IN_SIGN, _BEGINS_WITH_SIGN, _DIGIT, _NO_TEXT = BreakClass


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
        if text[0].isdigit() and "–" in self._signs:
            return _DIGIT
        return _BEGINS_WITH_SIGN if text[0] in self._signs else _OTHER


IN_TEXT, IN_LINK = _BreakClasses(f"-–—/{SOFT_HYPHEN}\u200b"), _BreakClasses("/._-?&=")
_BREAK_AFTER = (_SIGN, _ENDS_IN_SIGN)
_BREAK_BEFORE = (_OTHER, _ENDS_IN_SIGN)
_WORD = frozenset((_OTHER, _ENDS_IN_SIGN, _BEGINS_WITH_SIGN, _DIGIT))


def units_of(classes: Sequence[BreakClass]) -> list[tuple[int, int]]:
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


def hyphenated(text: str, language: str) -> str:
    """Return a text with a soft hyphen at each point where a word may be divided.

    ``language`` is a BCP 47 tag. A text in a language without a dictionary is returned unchanged.
    """
    # Imported here because the dictionaries are only needed for words that are wider than their measure.
    import pyphen

    known = pyphen.language_fallback(language)
    if known is None:
        return text
    dictionary = pyphen.Pyphen(lang=known)
    return re.sub(r"[^\W\d_]+", lambda word: dictionary.inserted(word[0], SOFT_HYPHEN), text)
