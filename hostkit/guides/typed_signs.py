"""Finds typewriter signs in a text that have one meaning, and the signs that a language prints for them.

A sign that may mean two things is left alone: a quotation mark without its partner, feet and inches behind a number,
and an apostrophe before a word that may as well begin a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hostkit.guides.languages import Language

APOSTROPHE, ELLIPSIS = "’", "…"
_SHORTENED = re.compile(r"(?:tis|twas|em|til|cause|cos|bout|round|n|ne|nen|nem|s|t|[0-9]0s)\b", re.IGNORECASE)
"""Words that begin with an apostrophe because they are shortened."""

_ESCAPED = re.compile(r"\\(['\"])")


class Mend(NamedTuple):
    """Characters of a text, from ``start`` to before ``end``, and what is printed in their place."""

    start: int
    end: int
    sign: str


def mends(text: str, language: Language, *, dots: bool = False) -> tuple[Mend, ...]:
    """Return what a language prints for the typewriter signs in a text, in order; ``dots`` includes three dots."""
    found = [*_quotation_marks(text, language), *_dashes(text, language), *(_dots(text) if dots else ())]
    return tuple(sorted(found))


def mended(text: str, mends: tuple[Mend, ...]) -> str:
    """Return the text with each of the mends, which are in order."""
    parts, last = [], 0
    for each in mends:
        parts += [text[last : each.start], each.sign]
        last = each.end
    return "".join([*parts, text[last:]])


def as_printed(text: str, language: Language) -> str:
    r"""Return a detail with the language's own quotation marks, apostrophes and dashes; ``\'`` and ``\"`` keep one."""
    if not set(text) & set("'\"") and "--" not in text:
        return text
    # Escaped signs are hidden behind a letter that no text may have, of the same length.
    kept = [found[1] for found in _ESCAPED.finditer(text)]
    hidden = _ESCAPED.sub("\ue000", text)
    printed = mended(hidden, mends(hidden, language))
    for sign in kept:
        printed = printed.replace("\ue000", sign, 1)
    return printed


def _dashes(text: str, language: Language) -> Iterator[Mend]:
    for found in re.finditer(r"(?<=\s)--+(?=\s)", text):
        yield Mend(*found.span(), language.words["typed.dash"])


def _dots(text: str) -> Iterator[Mend]:
    for found in re.finditer(r"(?<!\.)\.\.\.(?!\.)", text):
        yield Mend(*found.span(), ELLIPSIS)


def _quotation_marks(text: str, language: Language) -> Iterator[Mend]:
    # The marks of running text are those around a title.
    opening, _, closing = language.words["code.title"].partition("{title}")
    opened: dict[str, int | None] = {'"': None, "'": None}
    skipped = -1
    for found in re.finditer("[\"']", text):
        at, sign = found.start(), found[0]
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        begin = opened[sign]
        if at <= skipped:
            continue
        if sign == "'" and (
            (before.isalnum() and after.isalpha()) or (text[at : at + 3] == "'n'" and before == " ")
        ):
            yield Mend(at, at + 1, APOSTROPHE)
            if text[at : at + 3] == "'n'":
                yield Mend(at + 2, at + 3, APOSTROPHE)
                skipped = at + 2
        elif _opens(before, after):
            if sign == "'" and _SHORTENED.match(text, at + 1):
                # With a partner behind it, it may as well begin a quotation: both are left alone.
                partner = re.compile(r"(?<=\w)'(?!\w)").search(text, at + 1)
                skipped = partner.start() if partner else at
                if not partner:
                    yield Mend(at, at + 1, APOSTROPHE)
                continue
            opened[sign] = at if begin is None else None
        elif sign == '"' and before.isdigit() and after.isspace():
            # It may stand for inches, or end a quotation: "Room 12" upstairs.
            opened[sign] = None
        elif begin is not None and at > begin + 1 and _closes(before, after):
            yield Mend(begin, begin + 1, opening)
            yield Mend(at, at + 1, closing)
            opened[sign] = None
        elif sign == "'" and before.isalpha() and not after.isalnum():
            yield Mend(at, at + 1, APOSTROPHE)


_MARKS = "\"'“”„‘’‚«»‹›"
"""Quotation marks, typed or printed: a sign beside one is judged alike, so that mending again changes nothing."""


def _opens(before: str, after: str) -> bool:
    return (
        (not before or before.isspace() or before in "([{–—-" + _MARKS)
        and bool(after)
        and not after.isspace()
    )


def _closes(before: str, after: str) -> bool:
    return not before.isspace() and (not after or after.isspace() or after in ".,;:!?)]}–—-…" + _MARKS)
