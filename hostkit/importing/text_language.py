"""Finds the language of a text by its common words, and the words that an import knows it by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from typing import Any

from hostkit.core import strict_yaml as tree
from hostkit.core.errors import BadValue, Position, option_refused
from hostkit.core.input_files import data_folder
from hostkit.core.wording import advice, quoted
from hostkit.guides.languages import language_tag
from hostkit.importing.words import ImportWords, all_words

USUAL, UNKNOWN = "en", "und"
"""The language of a text too short to tell, and the tag of one in which no known language's words occur."""

ENOUGH, FEWEST = 30, 12
"""The number of words needed to detect a language; at least one word in ``FEWEST`` must be a common one."""

_SAMPLE = 20_000
"""The number of first characters from which the language of a text is detected."""

_LETTERS = re.compile(r"[^\W_]+")


def words_for(text: str, language: str | None) -> ImportWords:
    """Return the words of a language; None means the language whose common words are most frequent in the text.

    A language without a file has the words of all the others, since some of them are the same.

    Raises:
        UsageError: ``language`` is no language tag.

    """
    known = all_words()
    if language is None:
        language = language_of(text)
    else:
        try:
            language = language_tag(language, Position(""))
        except BadValue:
            what, remedy = f"{quoted(language)} is no language tag.", advice(language, known)
            values = {"language": language, "known": list(known)}
            raise option_refused("language-not-a-tag", "language", what, remedy, **values) from None
    if language in known:
        return known[language]
    # A region has the words of its language, whichever region they were written for: pt those of pt-BR.
    same = (words for tag, words in known.items() if tag.split("-")[0] == language.split("-")[0])
    return next(same, None) or _foreign(language)


def language_of(text: str) -> str:
    """Return the tag of the language of a text: the one whose common words are most frequent in it, or "und"."""
    known = all_words()
    counted = Counter(_LETTERS.findall(text[:_SAMPLE].casefold()))
    single = {words.language: {key[0] for key in words.titles if len(key) == 1} for words in known.values()}
    scores = {
        name: sum(counted[word] for word in words.common) + sum(counted[w] > 0 for w in single[name])
        for name, words in known.items()
    }
    best = max(scores, key=lambda name: (scores[name], name == USUAL))
    if counted.total() < ENOUGH:
        return best
    others = {tag: sum(counted[word] for word in words) for tag, words in _other_languages().items()}
    other = max(others, key=lambda tag: others[tag])
    of_best = sum(counted[word] for word in (*known[best].common, *known[best].fill))
    if others[other] > max(scores[best], 0.8 * of_best) and others[other] * FEWEST >= counted.total():
        return other
    return best if scores[best] * FEWEST >= counted.total() else UNKNOWN


@cache
def _other_languages() -> Mapping[str, frozenset[str]]:
    root = tree.read_document(data_folder("import_data") / "languages.yaml").root
    return {tag: frozenset(words.split()) for tag, words in tree.value_of(root).items()} if root else {}


def _foreign(language: str) -> ImportWords:
    """Return the words of all languages together, for a text in a language without a file."""
    every = [all_words()[USUAL], *(words for tag, words in all_words().items() if tag != USUAL)]
    merged = {
        each.name: _together([getattr(words, each.name) for words in every])
        for each in fields(ImportWords)
        if each.name not in ("common", "fill", "asked", "quotes")
    }
    own = {"language": language, "name": quoted(language), "besides": "…", "quotes": ('"', '"')}
    return replace(every[0], **{**merged, **own, "is_foreign": True})


def _together(values: Sequence[Any], is_inner: bool = False) -> Any:
    """Return the words of several languages together; where one must be chosen, the first counts."""
    first = values[0]
    if isinstance(first, frozenset):
        return first.union(*values[1:])
    if isinstance(first, list) or (isinstance(first, tuple) and not is_inner):
        return tuple(each for value in values for each in value)
    if not isinstance(first, Mapping):
        return first
    keys = dict.fromkeys(key for value in values for key in value)
    return {key: _together([value[key] for value in values if key in value], True) for key in keys}
