"""Reads the words by which parts of a text are recognized, from one file for each language, and detects the language.

A key is a text in the form in which titles are compared: without capitals, accents, hyphens and apostrophes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from hostkit.core import strict_yaml as tree
from hostkit.core.errors import SourceError, option_refused
from hostkit.core.input_files import data_folder
from hostkit.core.wording import advice, quoted
from hostkit.importing.lines import label_pattern

Key: TypeAlias = tuple[str, ...]

LONGEST_KEY = 6
"""The number of words in the longest title or hint of any file."""

USUAL = "en"
"""The language assumed for a text whose language is not recognized."""

ENOUGH, FEWEST = 30, 12
"""The number of words needed to detect a language; at least one word in ``FEWEST`` must be a common one."""

_LETTERS = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’`´](?:s\\b)?")
_SPELLED: dict[int, str | int | None] = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"}
_SAMPLE = 20_000
"""The number of first characters from which the language of a text is detected."""


class EveningPart(NamedTuple):
    """The part of a guide that a title names; ``own`` is true if the title's wording should be kept."""

    kind: str
    own: bool


@dataclass(frozen=True, eq=False)
class ImportWords:
    """The words of one language for an import.

    ``language`` is the tag, ``name`` the name of the language, and ``besides`` the title for questions in no round.
    ``common`` holds common words, and ``fill`` words that are ignored in titles. ``titles`` maps keys to the parts that
    they name, ``hints`` keys to the parts that a sentence with them is about, and ``labels`` the keys before a colon to
    their meanings. ``asked`` is the pattern of labels such as "Question 1", and ``lists`` holds further lists by name.
    """

    language: str
    name: str
    besides: str
    common: frozenset[str]
    fill: frozenset[str]
    minutes: tuple[str, ...]
    hours: tuple[str, ...]
    clock: tuple[str, ...]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    spans: Mapping[Key, int]
    titles: Mapping[Key, EveningPart]
    hints: Mapping[Key, tuple[str, ...]]
    labels: Mapping[Key, tuple[str, ...]]
    rounds: frozenset[str]
    choose: Mapping[Key, str]
    mail: Mapping[str, frozenset[Key]]
    asked: re.Pattern[str]
    lists: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    event: Mapping[str, frozenset[Key]] = field(default_factory=dict)

    @cached_property
    def small(self) -> frozenset[str]:
        """The common and ignored words of the language, in the form of keys."""
        return frozenset(part for word in (*self.common, *self.fill) for part in key_of(word))

    def title(self, key: Key) -> EveningPart | None:
        """Return the part that a title names, apart from digits and ignored words, or None."""
        return self.titles.get(key) or self.titles.get(self.bare(key))

    def bare(self, key: Key) -> Key:
        """Return a key without numbers and ignored words, or the key itself if nothing would be left."""
        return (
            tuple(w for w in key if w not in self.fill and not w.isdigit() and w not in self.numbers) or key
        )

    def label(self, key: Key) -> tuple[str, ...]:
        """Return the meanings that the words before a colon may have: "probe", "note", "url" and so on."""
        return self.labels.get(key, ()) or self.labels.get(self.bare(key), ())

    def hinted(self, kind: str, key: Key) -> bool:
        """Tell whether a sentence contains a hint of the part ``kind``."""
        return any(kind in self.hints.get(run, ()) for run in runs(key))

    def begins(self, name: str, key: Key) -> bool:
        """Tell whether a key begins with an entry of the list ``name``."""
        return any(key[: len(known)] == known for known in self.lists[name])

    def has(self, name: str, key: Key) -> bool:
        """Tell whether a key contains an entry of the list ``name``."""
        known = self.lists[name]
        return any(part in known for part in runs(key))


def key_of(text: str) -> Key:
    """Return the words of a text as a key: lower case, without accents, hyphens, apostrophes and 's."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(
            c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
        )
    return tuple(_LETTERS.findall(_APOSTROPHES.sub("", text.casefold())))


def runs(key: Key, longest: int = LONGEST_KEY) -> Iterable[Key]:
    """Yield every run of at most ``longest`` words of a key, the longest runs first and from left to right."""
    for length in range(min(longest, len(key)), 0, -1):
        for start in range(len(key) - length + 1):
            yield key[start : start + length]


@cache
def all_words() -> Mapping[str, ImportWords]:
    """Return the words of every language by tag. Raises SourceError for a damaged file."""
    found = [_read(path) for path in sorted(data_folder("import_words").glob("*.yaml"))]
    return {words.language: words for words in found}


def words_for(text: str, language: str | None) -> ImportWords:
    """Return the words of a language; None means the language whose common words are most frequent in the text.

    Raises:
        UsageError: the language is unknown.

    """
    known = all_words()
    if language is not None:
        own = known.get(language) or known.get(language.split("-")[0])
        if own:
            return own
        what, remedy = f"{quoted(language)} is not known here.", advice(language, known)
        values = {"language": language, "known": list(known)}
        raise option_refused("language-unknown", "language", what, remedy, **values)
    counted = Counter(_LETTERS.findall(text[:_SAMPLE].casefold()))
    single = {words.language: {key[0] for key in words.titles if len(key) == 1} for words in known.values()}
    scores = {
        name: sum(counted[word] for word in words.common) + sum(counted[w] > 0 for w in single[name])
        for name, words in known.items()
    }
    best = max(scores, key=lambda name: (scores[name], name == USUAL))
    enough = counted.total() < ENOUGH or scores[best] * FEWEST >= counted.total()
    return known[best if enough else USUAL]


def _read(path: Path) -> ImportWords:
    document = tree.read_document(path)
    if document.problems or not isinstance(document.root, tree.Mapping):
        raise SourceError(*document.problems)
    data = tree.value_of(document.root)
    titles: dict[Key, EveningPart] = {}
    hints: dict[Key, list[str]] = {}
    fill = frozenset(word for entry in _split(data["fill"]) for word in key_of(entry))
    for kind, lists in data["parts"].items():
        for own in (True, False):
            for phrase in lists.get("own" if own else "same", ()):
                for key in _variants(phrase):
                    titles[key] = EveningPart(kind, own)
                    bare = tuple(word for word in key if word not in fill)
                    titles.setdefault(bare or key, EveningPart(kind, own))
        for phrase in lists.get("hints", ()):
            for key in _variants(phrase):
                hints.setdefault(key, []).append(kind)
    labels: dict[Key, list[str]] = {}
    for kind, phrases in data["labels"].items():
        for key in _keys(phrases):
            labels.setdefault(key, []).append(kind)
    return ImportWords(
        language=data["language"], name=data["name"], besides=data["besides"],
        common=frozenset(_split(data["common"])), fill=fill,
        minutes=_split(data["minutes"]), hours=_split(data["hours"]), clock=_split(data["clock"]),
        numbers={variant: int(number) for word, number in data["numbers"].items() for variant in (word, *key_of(word))},
        ordinals={v: int(number) for word, number in data["ordinals"].items() for v in (word, *key_of(word))},
        spans={key_of(words): int(number) for words, number in data["spans"].items()},
        titles=titles, hints={key: tuple(kinds) for key, kinds in hints.items()},
        labels={key: tuple(kinds) for key, kinds in labels.items()},
        rounds=frozenset(key[0] for key in _keys(data["parts"]["round"]["same"]) if len(key) == 1),
        choose={key: choice for choice, phrases in data["choose"].items() for key in _keys(phrases)},
        mail={name: frozenset(_keys(phrases)) for name, phrases in data["mail"].items()},
        asked=label_pattern(data["labels"]["ask"], data["ordinals"]),
        lists={name: frozenset(_keys(_list(data[name]))) for name in _LISTS},
        event={name: frozenset(_keys(phrases)) for name, phrases in data["event"].items()},
    )  # fmt: skip


_LISTS = (
    "meaning", "by", "published", "called", "is", "not", "skip", "breaks", "cues", "cue_ends", "guest", "pens",
    "required", "imperatives", "guide_words", "title_words", "goodbye_titles", "goodbyes", "turns",
)  # fmt: skip


def _keys(phrases: Iterable[str]) -> list[Key]:
    return [key for phrase in phrases for key in _variants(phrase)]


def _variants(phrase: str) -> set[Key]:
    """Return the key of a phrase, and the key of its spelling with ae, oe and ue for umlauts."""
    spelled = phrase.casefold().translate(_SPELLED)
    return {key_of(phrase), key_of(spelled)}


def _list(value: Any) -> Iterable[str]:
    return value if isinstance(value, list) else _split(value)


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())
