"""Checks a language file of the user's own, which is named by its path in place of a language tag.

It also reads the tags of languages that hostkit has no file for. A build with hostkit's own languages loads none of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from hostkit.core.characters import check_characters
from hostkit.core.errors import BadValue, Position, Problem, SourceError
from hostkit.core.wording import quoted

_LENGTHS = {"weekdays": 7, "months": 12}
_NAME = r"\{([^{}]*)\}"

_TAG = (
    r"(?i)(?P<language>[a-z]{2,3})(?P<extended>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<rest>(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)"
)
"""RFC 5646, section 2.1: the productions for langtag, without grandfathered tags."""


def tag_of(text: str) -> str:
    """Return a language tag with the capitalization of RFC 5646. Raises BadValue where a text is none."""
    found = re.fullmatch(_TAG, text)
    if not found:
        raise BadValue(
            "language-not-a-tag", f"{quoted(text)} is no language tag.", "Write one such as en, es or pt-BR."
        )
    script, region = found["script"], found["region"]
    parts = [found["language"].lower() + found["extended"].lower()]
    parts += [script.title()] if script else []
    parts += [region.upper()] if region else []
    return "-".join(parts) + (found["variants"] + found["rest"]).lower()


def checked_tag(
    file: str,
    words: Mapping[str, str],
    needed: Sequence[str],
    english: Mapping[str, str],
    category_of: Callable[[int], str],
) -> str:
    """Return the tag of a language file with these words.

    ``needed`` are the keys that it must have, and ``category_of`` returns the plural category of a number by its rules.
    Raises SourceError with all that is wrong with the words, or with the rules or the tag alone.
    """
    if not _counts(category_of):
        what, remedy = "has no rule for every number.", "Copy those of CLDR, and write else for the last one."
        raise SourceError(Problem("language-word-wrong", Position(file, field="plurals"), what, remedy))
    problems = list(_problems(file, words, needed, english))
    if problems:
        raise SourceError(*problems)
    try:
        return tag_of(words["language"])
    except BadValue as error:
        raise SourceError(error.at(Position(file, field="language"))) from None


def _counts(category_of: Callable[[int], str]) -> bool:
    """Tell whether the rules of a file give every number a category."""
    try:
        return all([category_of(count) for count in range(200)])
    except (StopIteration, ValueError, ZeroDivisionError):
        return False


def _problems(
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
