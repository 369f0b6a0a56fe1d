"""Parses typed values from text (phrases, numbers, choices, yes or no, lengths), and defines file names and papers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple, TypeVar

from hostkit.core.characters import Phrase, check_characters, check_placeholders, fold, is_blank
from hostkit.core.errors import BadValue, Position
from hostkit.core.wording import advice, nearest, quoted

LONGEST = 80
"""The most bytes in a name. File systems allow 255; the rest is for suffixes and Windows' 260-character path limit."""

_LETTERS = str.maketrans({
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ħ": "h", "Ħ": "h", "ı": "i", "ŧ": "t",
    "Ŧ": "t", "ŋ": "n", "Ŋ": "n", "ĸ": "k", "'": "", "’": "",
})  # fmt: skip
"""Latin letters that have no Unicode decomposition. Apostrophes are removed and not replaced with a dash."""

_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)
"""Device names that Windows reserves (Naming Files, Paths, and Namespaces)."""


def slug(text: str) -> str:
    """Return the text as a name for a file or folder, of 1 to 80 characters of [a-z0-9-].

    Non-Latin letters are transliterated. A name that was transliterated or cut ends in a short checksum of the whole
    text, because different texts could otherwise get the same name.
    """
    text = unicodedata.normalize("NFC", text)
    plain = text.translate(_LETTERS)
    latin = _in_latin({c for c in plain if _is_of_another_alphabet(c)})
    plain = unicodedata.normalize("NFKD", "".join([latin.get(c, c) for c in plain])).casefold()
    unmarked = "".join(c for c in plain if not unicodedata.combining(c))
    name = re.sub(r"[^a-z0-9]+", "-", unmarked).strip("-")
    if name in _RESERVED:
        return f"{name}-kit"
    if name and not latin and len(name) <= LONGEST:
        return name
    # Imported here because most names do not need it.
    from hashlib import sha256

    ending = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[: LONGEST - len(ending) - 1].strip('-')}-{ending}".strip("-")


def _is_of_another_alphabet(c: str) -> bool:
    """Tell whether a character is a non-Latin letter or digit. Accented Latin letters do not count."""
    return not c.isascii() and any(
        part.isalnum() and not part.isascii() for part in unicodedata.normalize("NFKD", c)
    )


def _in_latin(letters: Set[str]) -> dict[str, str]:
    """Return the ASCII transliteration of each letter, which is "" if there is none."""
    if not letters:
        return {}
    # Imported here because most names do not need it.
    from anyascii import anyascii

    return {letter: anyascii(letter) for letter in letters}


_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


def phrase(text: str, at: Position, *, placeholders: bool = False) -> Phrase:
    """Return an author's text as a Phrase, with each run of white space folded to one space.

    Raises:
        BadValue: the text is blank, contains a refused character or, with ``placeholders``, an unknown placeholder.

    """
    folded = fold(text)
    check_characters(folded)
    if is_blank(folded):
        raise BadValue("text-blank", "is blank.", "Write a text, or leave it out.")
    if placeholders:
        check_placeholders(folded)
    return Phrase(folded, at)


def whole_number(text: str, low: int, high: int) -> int:
    """Return a text as a whole number from ``low`` to ``high``.

    Raises:
        BadValue: the text is not a whole number, or is out of range.

    """
    remedy = f"Write a whole number from {low} to {high}."
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        what = f"{quoted(text)} is no whole number."
        raise BadValue("number-not-a-number", what, remedy, low=low, high=high)
    if not low <= int(text) <= high:
        what = f"{quoted(text)} is too {'small' if int(text) < low else 'large'}."
        raise BadValue("number-out-of-range", what, remedy, number=int(text), low=low, high=high)
    return int(text)


def one_of(
    text: str, names: Sequence[str], otherwise: str = "", does: Mapping[str, str] | None = None
) -> str:
    """Return the name in ``names`` that equals a text, ignoring case; ``otherwise`` is added to the remedy.

    ``does`` says what a name does, for the remedy.

    Raises:
        BadValue: no name equals the text.

    """
    for name in names:
        if name.casefold() == text.casefold():
            return name
    what, remedy = (
        f"{quoted(text)} is not known here.",
        f"{advice(text, names, does=does or {})} {otherwise}".rstrip(),
    )
    values = {"value": text, "nearest": nearest(text, names), "known": list(names)}
    raise BadValue("value-unknown", what, remedy, **values)


def yes_no(text: str) -> bool:
    """Return True for yes or true, and False for no or false, ignoring case.

    Raises:
        BadValue: the text is none of these.

    """
    found = _YES_NO.get(text.casefold())
    if found is None:
        raise BadValue("value-not-yes-or-no", f"{quoted(text)} is neither yes nor no.", "Write yes or no.")
    return found


_T = TypeVar("_T")


def instances_in(value: object, kind: type[_T]) -> list[_T]:
    """Return the instances of ``kind`` in a value, in order, searching tuples and named tuples at any depth.

    If the value itself is an instance, it is the only result.
    """
    found: list[_T] = []
    rest = [value]
    while rest:
        value = rest.pop()
        if isinstance(value, kind):
            found.append(value)
        elif isinstance(value, tuple):
            rest += reversed(value)
    return found


MM = 72 / 25.4
"""Points in a millimeter."""

_POINTS = {"mm": MM, "cm": 10 * MM, "in": 72.0, "pt": 1.0}
_LENGTH = re.compile(r"(-?)([0-9]{1,5}(?:\.[0-9]{1,6})?) ?([a-z]+)")


def mm(length_mm: float) -> float:
    """Convert a length from millimeters to points."""
    return length_mm * MM


def to_mm(points: float) -> float:
    """Convert a length from points to millimeters."""
    return points / MM


def parse_length(text: str) -> float:
    """Return a length written with its unit ("105 mm", "4.25 in") in points.

    Raises:
        BadValue: the text is not a length, has no unit, or is negative.

    """
    found = _LENGTH.fullmatch(text)
    if not found or found[3] not in _POINTS:
        point = " and a point, not a comma" if re.search(r"\d,\d", text) else ""
        remedy = f'Write a number with its unit{point}, as in "105 mm"; units are {", ".join(_POINTS)}.'
        raise BadValue("length-not-a-length", f"{quoted(text)} is not a length.", remedy)
    if found[1]:
        what = f"{quoted(text)} is negative."
        raise BadValue("length-out-of-range", what, "Write a length of zero or more.")
    return float(found[2]) * _POINTS[found[3]]


class Paper(NamedTuple):
    """A paper size in portrait, with width and height in points; ``label`` is its name in English messages."""

    name: str
    label: str
    width: float
    height: float


PAPERS = {
    # ISO 216.
    "a4": Paper("a4", "A4", mm(210), mm(297)),
    # ANSI/ASME Y14.1, size A: 8.5 x 11 inches.
    "letter": Paper("letter", "Letter", 612.0, 792.0),
}
"""The paper sizes that hostkit supports, by name."""
