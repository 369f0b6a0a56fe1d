"""Names of files and folders made from what somebody wrote.

In: any text. Out: 1 to 80 of [a-z0-9-], safe on every disk. Knows nothing of what stands in the folder
already: two texts may give one name, and whoever writes them looks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from hostkit.core.characters import Phrase, check_characters, fold, is_blank
from hostkit.core.errors import BadValue, Position
from hostkit.core.inline_markup import check_placeholders
from hostkit.core.wording import advice, nearest, quoted

LONGEST = 80
"""Bytes of a name; leaves room for endings and for folders above it."""

_LETTERS = str.maketrans({
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ħ": "h", "Ħ": "h", "ı": "i", "ŧ": "t",
    "Ŧ": "t", "ŋ": "n", "Ŋ": "n", "ĸ": "k", "'": "", "’": "",
})  # fmt: skip
"""Letters that have no decomposition; apostrophes go without a dash."""

_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)
"""Names of devices that Windows keeps for itself (Naming Files, Paths, and Namespaces)."""


def slug(text: str) -> str:
    """Return the text as a name of 1 to 80 characters of [a-z0-9-].

    Letters of other alphabets are written as in the Latin one. Then, or where the name is cut, a short sum of the whole
    text stands at the end, so that two such texts, of which many are written alike, do not become one name.
    """
    text = unicodedata.normalize("NFC", text)
    plain = text.translate(_LETTERS)
    latin = {c: _in_latin(c) for c in set(plain) if _is_of_another_alphabet(c)}
    plain = unicodedata.normalize("NFKD", "".join([latin.get(c, c) for c in plain])).casefold()
    name = re.sub(r"[^a-z0-9]+", "-", _unmarked(plain)).strip("-")
    if name in _RESERVED:
        return f"{name}-kit"
    if name and not latin and len(name) <= LONGEST:
        return name
    ending = _sum(text)
    return f"{name[: LONGEST - len(ending) - 1].strip('-')}-{ending}".strip("-")


def _is_of_another_alphabet(c: str) -> bool:
    """Tell whether a character is a letter that is no Latin one with or without a mark."""
    return not c.isascii() and any(
        part.isalnum() and not part.isascii() for part in unicodedata.normalize("NFKD", c)
    )


def _in_latin(letter: str) -> str:
    """Return a letter of another alphabet as it is written in Latin letters, nothing where that is not known."""
    # Why here: most names need none.
    from anyascii import anyascii

    return anyascii(letter)


def _unmarked(text: str) -> str:
    """Return the text without accents, which NFKD has set apart from their letters."""
    return "".join(c for c in text if not unicodedata.combining(c))


def _sum(text: str) -> str:
    # Why here: most names need none.
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


def phrase(text: str, at: Position, *, placeholders: bool = False) -> Phrase:
    """Return an author's text, folded and checked.

    Raises:
        BadValue: it is blank, holds a character that is refused, or a placeholder that is none.

    """
    folded = fold(text)
    check_characters(folded)
    if is_blank(folded):
        raise BadValue("text-blank", "is blank.", "Write a text, or leave it out.")
    if placeholders:
        check_placeholders(folded)
    return Phrase(folded, at)


def whole_number(text: str, low: int, high: int) -> int:
    """Return a whole number from ``low`` to ``high``.

    Raises:
        BadValue: it is none.

    """
    remedy = f"Write a whole number from {low} to {high}."
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise BadValue(
            "number-not-a-number", f"{quoted(text)} is no whole number.", remedy, low=low, high=high
        )
    if not low <= int(text) <= high:
        wrong = f"{quoted(text)} is too {'small' if int(text) < low else 'large'}."
        raise BadValue("number-out-of-range", wrong, remedy, number=int(text), low=low, high=high)
    return int(text)


def one_of(text: str, names: Sequence[str], otherwise: str = "") -> str:
    """Return the name, in its own case, that a text is in any case; ``otherwise`` says what else could be done.

    Raises:
        BadValue: it is none of the names.

    """
    for name in names:
        if name.casefold() == text.casefold():
            return name
    raise BadValue(
        "value-unknown",
        f"{quoted(text)} is not known here.",
        f"{advice(text, names)} {otherwise}".rstrip(),
        value=text,
        nearest=nearest(text, names),
        known=list(names),
    )


def yes_no(text: str) -> bool:
    """Return a yes or no.

    Raises:
        BadValue: it is neither.

    """
    found = _YES_NO.get(text.casefold())
    if found is None:
        raise BadValue("value-not-yes-or-no", f"{quoted(text)} is neither yes nor no.", "Write yes or no.")
    return found
