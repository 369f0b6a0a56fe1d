"""Knows the words that people type in dates, times and lengths, in all languages at once."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from hostkit.core.characters import fold, with_plain_spaces
from hostkit.guides.languages import MONTHS, NUMBER_WORDS, WEEKDAYS, language_names, listed, read_language

LETTERS = r"[^\W\d_]+"
"""The pattern of a word."""

QUOTES = "\"'“”„‟«»‘’"
"""The quotation marks that people put around the name of a column or key."""

_BETWEEN_WORDS = re.compile("[ _-]+")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_DROPPED = dict.fromkeys(map(ord, "'’´`")) | {ord("ı"): "i"}
_FEWEST = {MONTHS: 3, WEEKDAYS: 2}
"""The fewest letters to which a name may be shortened: "jan", "mo"."""


def with_plain_dashes(text: str) -> str:
    """Return a text with a hyphen for each other dash."""
    return text.translate(_DASHES)


def plain_name(text: str) -> str:
    """Return a name in lower case, with ``_`` for spaces and dashes, without quotation marks and invisible signs."""
    text = fold(with_plain_spaces(text))
    if not text.isascii():
        text = "".join(c for c in with_plain_dashes(text) if unicodedata.category(c) != "Cf")
    return _BETWEEN_WORDS.sub("_", text.strip(QUOTES)).strip("_").casefold()


def bare(text: str) -> str:
    """Return a text in lower case, without accents, apostrophes and invisible characters, and with plain dashes.

    The Turkish ı becomes i.
    """
    parts = unicodedata.normalize("NFKD", text.replace("½", ".5")).casefold()
    seen = (c for c in parts if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join("".join(seen).translate(_DROPPED | _DASHES).split())


@cache
def phrases(kind: str) -> frozenset[str]:
    """Return the phrases of one kind, such as "pm", in all languages; a list is separated by commas or by spaces."""
    lists = [read_language(code).words[f"typed.{kind}"] for code in language_names()]
    return frozenset(bare(each) for text in lists for each in text.split("," if "," in text else None))


@cache
def any_of(*kinds: str) -> str:
    """Return the pattern of any phrase of these kinds."""
    found = frozenset[str]().union(*map(phrases, kinds))
    return f"(?:{'|'.join(map(re.escape, sorted(found, key=lambda each: (-len(each), each))))})"


def numbers_named(kind: str, word: str) -> frozenset[int]:
    """Return the numbers, from 1, of the months or weekdays that a bare word may name; languages may differ.

    ``kind`` is ``MONTHS`` or ``WEEKDAYS``.
    """
    whole = frozenset(number for name, number in _names(kind) if name == word)
    if whole or len(word) < _FEWEST[kind]:
        return whole
    return frozenset(number for name, number in _names(kind) if name.startswith(word))


@cache
def _names(kind: str) -> tuple[tuple[str, int], ...]:
    found = []
    for code in language_names():
        words = read_language(code).words
        found += [(bare(name), number) for number, name in enumerate(words[kind].split(), start=1)]
        others = (each.split("=") for each in words[f"typed.{kind}"].split())
        found += [(bare(name), int(number)) for name, number in others]
    return tuple(found)


@cache
def number_words() -> dict[str, int]:
    """Return the numbers that have a word, by word."""
    lists = (read_language(code).words[NUMBER_WORDS] for code in language_names())
    return {bare(word): number for words in lists for number, word in enumerate(listed(words), start=1)}


def with_figures(written: str) -> str:
    """Return a bare text with figures for its number words."""
    # "on bir" is eleven in Turkish, and "on" ten.
    for number in sorted(number_words(), key=len, reverse=True):
        if number in written:
            written = re.sub(rf"\b{number}\b", str(number_words()[number]), written)
    return written


@cache
def lengths_in_words() -> dict[str, int]:
    """Return the lengths that are written as a phrase, such as "half an hour", in minutes, by phrase.

    The longest phrase comes first; spaces stand for hyphens.
    """
    lists = (read_language(code).words["typed.lengths"] for code in language_names())
    pairs = (each.split("=") for words in lists for each in words.split(","))
    found = {bare(phrase.strip()).replace("-", " "): int(minutes) for phrase, minutes in pairs}
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))
