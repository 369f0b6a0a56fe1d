"""Pictures among the letters, such as thumbs up: what no font here has is taken out of the texts, and said.

A mail is full of them, and one would keep a guide from being printed. Letters are never taken out: those of an alphabet
that no font has are named when the guide is checked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from hostkit.importing.draft import Sign
from hostkit.importing.paragraph import SourceParagraph

_WITH = frozenset("\ufe0e\ufe0f\u200d\u20e3")
"""What only changes the picture before it."""


def without_pictures(paragraphs: Sequence[SourceParagraph]) -> tuple[list[SourceParagraph], tuple[Sign, ...]]:
    """Return the paragraphs without pictures that no font has, and those pictures with their lines."""
    left: list[Sign] = []
    found = []
    for paragraph in paragraphs:
        text, taken = _parted(paragraph.text)
        marker, more = _parted(paragraph.marker)
        if taken or more:
            left.append(Sign(more + taken, paragraph.line))
            paragraph = replace(paragraph, text=text.strip(), marker=marker)
        found.append(paragraph)
    return found, tuple(left)


def _parted(text: str) -> tuple[str, str]:
    """Return a text without its pictures, and the pictures."""
    if text.isascii():
        return text, ""
    kept, taken = "", ""
    before = False
    for c in text:
        before = _is_lost(c) or (before and (c in _WITH or unicodedata.category(c) == "Sk"))
        if before:
            taken += c
        else:
            kept += c
    return (" ".join(kept.split(" ")).replace("  ", " "), taken) if taken else (text, "")


def _is_lost(c: str) -> bool:
    if unicodedata.category(c) not in ("So", "Cn"):
        return False
    # Why here: fonts are opened only where a text has such signs.
    from hostkit.typesetting.fonts import face_for

    return face_for("text", c) is None
