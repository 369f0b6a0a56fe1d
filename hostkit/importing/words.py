"""Reads the words by which parts of a text are recognized, from one file for each language.

A key is a text in the form in which titles are compared: without capitals, accents, hyphens and apostrophes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from hostkit.core import strict_yaml as tree
from hostkit.core.errors import SourceError
from hostkit.core.input_files import data_folder
from hostkit.importing.lines import label_pattern

Key: TypeAlias = tuple[str, ...]

LONGEST_KEY = 6
"""The number of words in the longest title or hint of any file."""

_LETTERS = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’`´](?:s\\b)?")
_CONTRACTED = {"n't": " not", "'ll": " will", "'re": " are", "'ve": " have", "'m": " am"}
_CONTRACTIONS = re.compile(r"(?<=[a-z])(?:n['’]t|['’](?:ll|re|ve|m))\b")
_STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_SPELLED: dict[int, str | int | None] = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"}


class EveningPart(NamedTuple):
    """The part of a guide that a title names; ``own`` is true if the title's wording should be kept."""

    kind: str
    own: bool


class Cue(NamedTuple):
    """A phrase that speaks for a part: its words, of which the last may be the beginning of one, and its weight."""

    part: str
    weight: int
    words: Key
    is_open: bool

    def stands(self, key: Key, at: int) -> bool:
        """Tell whether the phrase stands at an index of a key."""
        end = at + len(self.words)
        if not self.is_open:
            return key[at:end] == self.words
        return (
            end <= len(key)
            and key[at : end - 1] == self.words[:-1]
            and key[end - 1].startswith(self.words[-1])
        )


_LONGEST_CUE = 24
"""More letters than the first word of any cue has."""

SURE = 2
"""The weight of a cue that is rarely used for anything else."""


@dataclass(frozen=True, eq=False)
class ImportWords:
    """The words of one language for an import.

    ``language`` is the tag, ``name`` the name of the language, and ``besides`` the title for questions in no round.
    ``common`` holds common words, and ``fill`` words that are ignored in titles. ``titles`` maps keys to the parts that
    they name, ``cues`` the beginnings of words to the phrases that begin with them, and ``labels`` the keys before a
    colon to their meanings. ``asked`` is the pattern of labels such as "Question 1", ``lists`` holds further lists by
    name, and ``quotes`` the quotation marks. ``is_foreign`` is true for a language without a file, which has the words
    of all the others.
    """

    language: str
    name: str
    besides: str
    common: frozenset[str]
    fill: frozenset[str]
    quotes: tuple[str, ...]
    minutes: tuple[str, ...]
    hours: tuple[str, ...]
    clock: tuple[str, ...]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    spans: Mapping[Key, int]
    titles: Mapping[Key, EveningPart]
    cues: Mapping[str, Sequence[Cue]]
    labels: Mapping[Key, tuple[str, ...]]
    rounds: frozenset[str]
    choose: Mapping[Key, str]
    mail: Mapping[str, frozenset[Key]]
    asked: re.Pattern[str]
    lists: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    event: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    is_foreign: bool = False

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

    def weighed(self, key: Key) -> dict[str, int]:
        """Return the sum of the weights of the cues in a text for each part that has any; a phrase counts once."""
        found: dict[str, int] = {}
        seen: set[Cue] = set()
        for at, word in enumerate(key):
            for length in range(1, min(len(word), _LONGEST_CUE) + 1):
                for cue in self.cues.get(word[:length], ()):
                    if cue not in seen and cue.stands(key, at):
                        seen.add(cue)
                        found[cue.part] = found.get(cue.part, 0) + cue.weight
        return found

    def sure_of(self, part: str, key: Key) -> bool:
        """Tell whether a text has a cue of a part that is rarely used for anything else."""
        return self.weighed(key).get(part, 0) >= SURE

    def typeset(self, text: str) -> str:
        """Return a text with the quotation marks of the language and with apostrophes in place of straight ones."""
        text = _STRAIGHT.sub("’", text)
        parts = text.split('"')
        if len(parts) % 2 == 0:
            return text
        return "".join(
            part + (self.quotes[n % 2] if n < len(parts) - 1 else "") for n, part in enumerate(parts)
        )

    def begins(self, name: str, key: Key) -> bool:
        """Tell whether a key begins with an entry of the list ``name``."""
        return any(key[: len(known)] == known for known in self.lists[name])

    def has(self, name: str, key: Key) -> bool:
        """Tell whether a key contains an entry of the list ``name``."""
        known = self.lists[name]
        return any(part in known for part in runs(key))


def key_of(text: str) -> Key:
    """Return the words of a text as a key: lower case, without accents, hyphens, apostrophes and 's.

    English contractions are two words: "don't" is "do not".
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(
            c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
        )
    text = _CONTRACTIONS.sub(lambda found: _CONTRACTED[found[0].replace("’", "'")], text.casefold())
    return tuple(_LETTERS.findall(_APOSTROPHES.sub("", text)))


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


def _read(path: Path) -> ImportWords:
    document = tree.read_document(path)
    if document.problems or not isinstance(document.root, tree.Mapping):
        raise SourceError(*document.problems)
    data = tree.value_of(document.root)
    titles: dict[Key, EveningPart] = {}
    fill = frozenset(word for entry in _split(data["fill"]) for word in key_of(entry))
    for kind, lists in data["parts"].items():
        for own in (True, False):
            for phrase in lists.get("own" if own else "same", ()):
                for key in _variants(phrase):
                    titles[key] = EveningPart(kind, own)
                    bare = tuple(word for word in key if word not in fill)
                    titles.setdefault(bare or key, EveningPart(kind, own))
    labels: dict[Key, list[str]] = {}
    for kind, phrases in data["labels"].items():
        for key in _keys(phrases):
            labels.setdefault(key, []).append(kind)
    return ImportWords(
        language=data["language"], name=data["name"], besides=data["besides"],
        common=frozenset(_split(data["common"])), fill=fill,
        quotes=tuple(data["quotes"]),
        minutes=_split(data["minutes"]), hours=_split(data["hours"]), clock=_split(data["clock"]),
        numbers={variant: int(number) for word, number in data["numbers"].items() for variant in (word, *key_of(word))},
        ordinals={v: int(number) for word, number in data["ordinals"].items() for v in (word, *key_of(word))},
        spans={key_of(words): int(number) for words, number in data["spans"].items()},
        titles=titles, cues=_cues(data["cues"]),
        labels={key: tuple(kinds) for key, kinds in labels.items()},
        rounds=frozenset(key[0] for key in _keys(data["parts"]["round"]["same"]) if len(key) == 1),
        choose={key: choice for choice, phrases in data["choose"].items() for key in _keys(phrases)},
        mail={name: frozenset(_keys(phrases)) for name, phrases in data["mail"].items()},
        asked=label_pattern(data["labels"]["ask"], data["ordinals"]),
        lists={name: frozenset(_keys(_list(data[name]))) for name in _LISTS},
        event={name: frozenset(_keys(phrases)) for name, phrases in data["event"].items()},
    )  # fmt: skip


_LISTS = (
    "meaning", "by", "published", "called", "is", "not", "skip", "breaks", "tasks", "task_ends", "guest", "pens",
    "required", "imperatives", "asking", "going_on", "guide_words", "title_words",
)  # fmt: skip


def _cues(data: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, list[Cue]]:
    found: dict[str, list[Cue]] = {}
    for part, weights in data.items():
        for weight, phrases in weights.items():
            for phrase in phrases:
                for key in _variants(phrase):
                    cue = Cue(part, int(weight), key, phrase.endswith("*"))
                    # A cue of one open word is found by its beginning, any other by its first word.
                    found.setdefault(key[0], []).append(cue)
    return found


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
