"""Checks a language file of the user's own, which is named by its path in place of a language tag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from hostkit.core.characters import check_characters
from hostkit.core.errors import BadValue, Position, Problem

_LENGTHS = {"weekdays": 7, "months": 12}
_NAME = r"\{([^{}]*)\}"


def own_language_problems(
    file: str, words: Mapping[str, str], needed: Sequence[str], english: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield the problems of a language file with these words; what it lacks of ``needed`` is one problem."""
    lacking = [name for name in needed if name not in words]
    if lacking:
        what = f"lacks {', '.join(lacking)}."
        remedy = "Translate them; a language file of hostkit shows each."
        yield Problem("language-word-missing", Position(file), what, remedy, {"lacking": lacking})
    for name, text in words.items():
        at = Position(file, field=name)
        try:
            check_characters(text)
        except BadValue as error:
            yield error.at(at)
            continue
        if wrong := _wrong_with(name, text, english):
            yield Problem("language-word-wrong", at, wrong, "Correct it.")


def _wrong_with(name: str, text: str, english: Mapping[str, str]) -> str:
    """Return what is wrong with the words of a key, or ""."""
    count = len(text.split())
    if name in _LENGTHS and count != _LENGTHS[name]:
        return f"has {count} words in place of {_LENGTHS[name]}."
    known = english.get(name) or english.get(f"{name.rpartition('.')[0]}.other", "")
    others = sorted(set(re.findall(_NAME, text)) - set(re.findall(_NAME, known)) - {"count"})
    return f"has {{{others[0]}}}, which hostkit does not fill in there." if others else ""
