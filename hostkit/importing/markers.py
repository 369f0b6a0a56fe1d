"""What stands before an item of a list: bullets, numbers, letters, a word with a number, the sender of a message.

In: a line. Out: the marker as written, its kind and number, and what follows. A marker is believed only when its
number goes on from the one before: "14. January" begins no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from hostkit.importing.paragraph import (
    BULLET,
    LABEL,
    LETTER,
    NUMBER,
    STRONG_OFF,
    STRONG_ON,
    SourceParagraph,
    tidy,
)

MOST_SKIPPED = 3
"""How far a number may lie beyond the one before: somebody has struck out an item or two."""

_BULLET = re.compile(
    r"(?:[-=]{1,2}>|[-–—*+•·▪▫■□●○◦‣►▶▸➢➤→✓✔☐☑◆◇❖⁃]|o(?=\t))(?:\s+\[[ xX]\])?(?=\s)\s*|\[[ xX]\]\s+"
)
_NUMBER = re.compile(
    r"\(?(?P<n>\d{1,5})(?:\.-|[.):]|\.\))(?=\s|[^\W\d_]|[„“\"«¿¡*])\s*"
    r"|(?P<bare>\d{1,3})(?=[ \t]+[^\W\d_]|\s+[„“\"«¿¡])[ \t]+"
)
_LETTER = re.compile(r"\(?(?P<l>[A-Za-z])(?:\.-|[.)])\s+")
_MESSAGE = re.compile(
    r"\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[apAP]\.?[mM]\.?)?(?:\]|\s+-)\s+"
    r"[^:]{1,60}:\s+"
)


class Marker(NamedTuple):
    """A marker as written, its kind, its number (0 for bullets), and the text behind it."""

    written: str
    kind: str
    number: int
    rest: str


def item(line: str) -> Marker | None:
    """Return the bullet, number or letter that a line begins with, or None."""
    for pattern, kind in ((_BULLET, BULLET), (_NUMBER, NUMBER), (_LETTER, LETTER)):
        found = pattern.match(line)
        if found and line[found.end() :].strip():
            return Marker(found[0].strip(), kind, _number(found, kind), line[found.end() :])
    return None


def _number(found: re.Match[str], kind: str) -> int:
    if kind == NUMBER:
        return int(found["n"] or found["bare"])
    return ord(found["l"].lower()) - ord("a") + 1 if kind == LETTER else 0


def strong_number(text: str, last: int) -> Marker | None:
    """Return the number that the strong words at the beginning of a text begin with, if it goes on from the last."""
    found = item(text[1:]) if text.startswith(STRONG_ON) else None
    return found if found and found.kind == NUMBER and found.number in (1, last + 1) else None


def message(line: str) -> Marker | None:
    """Return time and sender that a line of a stored chat begins with, or None."""
    found = _MESSAGE.match(line)
    return Marker(found[0].strip(), "", 0, line[found.end() :]) if found else None


def label_pattern(words: Iterable[str], ordinals: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of items that a word and a number mark: "Question 1", "Q1:", "Question one."."""
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    numbers = "|".join(re.escape(word) for word in ordinals)
    return re.compile(
        rf"{STRONG_ON}?(?P<label>(?:{names})[\s\u00a0]*(?:no\.|nr\.|n\.º|#)?\s*(?P<n>\d{{1,3}}\b|(?<=\s)(?:{numbers})\b))"
        rf"{STRONG_OFF}?\s*(?P<end>[.:)\u2013\u2014\ue004-]+|$){STRONG_OFF}?",
        re.IGNORECASE,
    )


def labelled(
    paragraph: SourceParagraph, pattern: re.Pattern[str], ordinals: Mapping[str, int]
) -> SourceParagraph:
    """Return a paragraph with a word and a number at its beginning taken as its marker."""
    found = pattern.match(paragraph.text)
    if not found:
        return paragraph
    word = found["n"].casefold()
    number = int(word) if word.isdigit() else ordinals.get(word, 0)
    written = f"{paragraph.marker} {found['label']}{found['end'].replace(chr(0xE004), '')}".strip()
    rest = paragraph.text[found.end() :]
    if STRONG_ON in found[0] and STRONG_OFF not in found[0]:
        rest = STRONG_ON + rest
    return replace(paragraph, text=tidy(rest), marker=written, kind=LABEL, number=number)


def believed(markers: Sequence[Marker | None]) -> list[bool]:
    """Tell of each marker in the order of the text whether it is one: its number is 1, or goes on from those before."""
    letters = [marker.number for marker in markers if marker and marker.kind == LETTER]
    # One letter alone is an initial.
    spelled = any(one == 1 and other == 2 for one, other in pairwise(letters))
    highest = {NUMBER: 0, LETTER: 0}
    found = []
    for marker in markers:
        if marker is None or marker.kind not in highest:
            found.append(marker is not None)
            continue
        kind, number = marker.kind, marker.number
        goes_on = number == 1 or (highest[kind] > 0 and number <= highest[kind] + MOST_SKIPPED)
        bare = kind == NUMBER and marker.written.isdigit()
        found.append(goes_on and (spelled or kind == NUMBER) and (not bare or "?" in marker.rest))
        if found[-1]:
            highest[kind] = max(highest[kind], number)
    return found
