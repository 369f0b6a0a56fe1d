"""Sentences that stand under no title: which part of the evening each is about, by the words in it.

In: paragraphs and the parts that the text has already. Out: what each sentence is about, None where nothing tells.
A hint counts only for a part that has no title of its own; what denies ("no photo tonight") is no hint.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from hostkit.importing.found_links import find_link
from hostkit.importing.paragraph import SourceParagraph, tidy
from hostkit.importing.prose import sentences
from hostkit.importing.words import ImportWords, Key, key_of, runs

LINKED = ("pre_read", "follow_up")
"""Parts that only a sentence with a link is about."""
_WHOLE = ("definition", "agreements", *LINKED)
"""Parts that a whole paragraph is about, not a sentence of it."""
_EARLY = 5
"""Words within which a definition has said what it defines."""


class About(NamedTuple):
    """A stretch of text and the part that it is about."""

    kind: str | None
    paragraph: SourceParagraph


def about(paragraph: SourceParagraph, words: ImportWords, topic: Key, have: Collection[str]) -> list[About]:
    """Return a paragraph in stretches, each with the part that it is about; one that is about two stands twice."""
    whole = key_of(paragraph.plain)
    for kind in _WHOLE:
        if kind not in have and _speaks_of(kind, paragraph, whole, words, topic):
            return _linking(paragraph, words) if kind == "follow_up" else [About(kind, paragraph)]
    found: list[tuple[tuple[str, ...], str]] = []
    for sentence in sentences(paragraph.text):
        kinds = _kinds(sentence, words, have)
        before = found[-1][0] if found else ()
        if found and (kinds == before or (before and not kinds)):
            found[-1] = (before, f"{found[-1][1]} {sentence}")
        else:
            found.append((kinds, sentence))
    if not any(kinds for kinds, _ in found):
        return [About(None, paragraph)]
    return [
        About(kind, replace(paragraph, text=tidy(text), kind="", level=0, shows=False))
        for kinds, text in found
        for kind in kinds or (None,)
    ]


def _linking(paragraph: SourceParagraph, words: ImportWords) -> list[About]:
    """Return a paragraph with the one sentence that links to the group apart from the others, if it says enough."""
    every = sentences(paragraph.text)
    linked = [n for n, s in enumerate(every) if find_link(s)]
    hinted = (
        any("follow_up" in words.hints.get(run, ()) for run in runs(key_of(every[linked[0]])))
        if linked
        else False
    )
    if len(every) == 1 or not hinted:
        return [About("follow_up", paragraph)]
    stretches = [every[: linked[0]], every[linked[0] : linked[0] + 1], every[linked[0] + 1 :]]
    return [
        About(
            "follow_up" if n == 1 else None,
            replace(
                paragraph,
                text=tidy(" ".join(texts)),
                marker=paragraph.marker if n == 0 or (n == 1 and not stretches[0]) else "",
            ),
        )
        for n, texts in enumerate(stretches)
        if texts
    ]


def _speaks_of(kind: str, paragraph: SourceParagraph, key: Key, words: ImportWords, topic: Key) -> bool:
    if kind not in LINKED and (paragraph.footnote or paragraph.kind):
        return False
    hinted = words.hinted(kind, key)
    if kind in LINKED:
        return hinted and find_link(paragraph.text) is not None
    if kind == "definition":
        return not paragraph.asks and (hinted or _defines(key, topic, words))
    return hinted


def _defines(key: Key, topic: Key, words: ImportWords) -> bool:
    """Tell whether a sentence says early on what the topic is: "A garden is a piece of ground"."""
    for at, word in enumerate(key[:_EARLY]):
        if any(_alike(word, told) for told in topic if told not in words.fill and told not in words.common):
            return any((after,) in words.lists["is"] for after in key[at + 1 : at + 3])
    return False


def _alike(word: str, other: str) -> bool:
    """Tell whether two words are forms of one: alike in all but the last letters."""
    short = min(len(word), len(other))
    return word == other or (
        short >= 5 and word[: short - 1] == other[: short - 1] and abs(len(word) - len(other)) <= 2
    )


def _kinds(sentence: str, words: ImportWords, have: Collection[str]) -> tuple[str, ...]:
    key = key_of(sentence)
    if "?" in sentence:
        return ()
    denied = any((word,) in words.lists["not"] for word in key)
    found: dict[str, None] = {}
    for run in runs(key):
        for kind in words.hints.get(run, ()):
            if kind in _WHOLE or kind in have or (denied and kind == "group_photo"):
                continue
            if kind == "welcome" and run != key[: len(run)]:
                continue
            found[kind] = None
    return tuple(found)
