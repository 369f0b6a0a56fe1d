"""Values as people write them: a text, a whole number, a name out of several, yes or no.

In: a folded text. Out: the value, or BadValue; whoever asked knows the place. The same in files, tables and
options.
"""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.ground.characters import check_characters, fold, is_blank
from hostkit.ground.errors import BadValue, Position
from hostkit.ground.phrase import Phrase
from hostkit.ground.wording import advice, quoted
from hostkit.source.inline import check_placeholders

_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


def phrase(text: str, at: Position, *, placeholders: bool = False) -> Phrase:
    """Return an author's text, folded and checked.

    Raises:
        BadValue: it is blank, holds a character that is refused, or a placeholder that is none.

    """
    folded = fold(text)
    check_characters(folded)
    if is_blank(folded):
        raise BadValue("is blank.", "Write a text, or leave it out.")
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
        raise BadValue(f"{quoted(text)} is no whole number.", remedy)
    if not low <= int(text) <= high:
        raise BadValue(f"{quoted(text)} is too {'small' if int(text) < low else 'large'}.", remedy)
    return int(text)


def one_of(text: str, names: Sequence[str], otherwise: str = "") -> str:
    """Return the name, in its own case, that a text is in any case; ``otherwise`` says what else could be done.

    Raises:
        BadValue: it is none of the names.

    """
    for name in names:
        if name.casefold() == text.casefold():
            return name
    raise BadValue(f"{quoted(text)} is not known here.", f"{advice(text, names)} {otherwise}".rstrip())


def yes_no(text: str) -> bool:
    """Return a yes or no.

    Raises:
        BadValue: it is neither.

    """
    found = _YES_NO.get(text.casefold())
    if found is None:
        raise BadValue(f"{quoted(text)} is neither yes nor no.", "Write yes or no.")
    return found
