"""Finds the e-mail or letter around a text: headers, quoted mails, the greeting, the goodbye and the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hostkit.importing.paragraph import SourceParagraph, fold
from hostkit.importing.words import ImportWords, Key, key_of

_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|rv|fw|tr|antw|i|ref)\s*:\s*)+", re.IGNORECASE)
_EARLY = 6
"""The number of first paragraphs in which a forwarding line means that the forwarded e-mail is the guide itself."""


class Letter(NamedTuple):
    """The letter around a text: the indices of its paragraphs, and that of the subject line or None."""

    paragraphs: frozenset[int]
    subject: int | None = None


def letter(paragraphs: Sequence[SourceParagraph], words: ImportWords) -> Letter:
    """Return the letter around a text."""
    headers = _headers(paragraphs, words)
    wrote = [n for n, p in enumerate(paragraphs) if _is_wrote(p, words)]
    forwarded = [n for n, p in enumerate(paragraphs) if _is(p, words.mail["forwarded"], 5)]
    found = set(headers) | set(wrote) | set(forwarded)
    is_mail = bool(headers or wrote or forwarded)
    if is_mail:
        found |= {n for n, p in enumerate(paragraphs) if p.quoted}
    for n in forwarded:
        if n > _EARLY:
            found |= set(range(n, len(paragraphs)))
    found |= _greeting(paragraphs, found, words)
    found |= _goodbye(paragraphs, found, words, is_mail)
    subject = next((n for n in headers if label(paragraphs[n]) in words.mail["subject"]), None)
    return Letter(frozenset(found), subject)


def subject_of(text: str) -> str:
    """Return the text of a subject line without its label and without "Re:" and the like."""
    return _REPLY.sub("", fold(text.partition(":")[2]))


def label(paragraph: SourceParagraph) -> Key:
    """Return the words before the colon of a line, or an empty key."""
    before, colon, _ = paragraph.plain[:40].partition(":")
    return key_of(before) if colon else ()


def _headers(paragraphs: Sequence[SourceParagraph], words: ImportWords) -> list[int]:
    """Return the indices of the header lines at the top of the text, or none if there are fewer than two."""
    known = words.mail["headers"] | words.mail["subject"]
    found: list[int] = []
    for n, paragraph in enumerate(paragraphs[: _EARLY * 3]):
        if label(paragraph) in known:
            found.append(n)
        elif found or not _is(paragraph, words.mail["forwarded"], 5):
            break
    alone = len(found) == 1 and label(paragraphs[found[0]]) in words.mail["subject"]
    return found if len(found) > 1 or (alone and found[0] == 0) else []


def _is_wrote(paragraph: SourceParagraph, words: ImportWords) -> bool:
    key = key_of(paragraph.plain[-120:])
    return paragraph.plain.endswith(":") and any((word,) in words.mail["wrote"] for word in key) and any(
        word.isdigit() for word in key
    )  # fmt: skip


def _is(paragraph: SourceParagraph, known: frozenset[Key], most: int) -> bool:
    key = key_of(paragraph.plain[:80])
    return len(key) <= most and any(key[: len(k)] == k for k in known)


def _greeting(paragraphs: Sequence[SourceParagraph], found: set[int], words: ImportWords) -> set[int]:
    for n, paragraph in enumerate(paragraphs[: _EARLY * 3]):
        if n in found:
            continue
        called = paragraph.plain.endswith((",", "!", ":", ".")) and not paragraph.level
        return {n} if called and _is(paragraph, words.mail["greetings"], 8) else set()
    return set()


def _goodbye(
    paragraphs: Sequence[SourceParagraph], found: set[int], words: ImportWords, is_mail: bool
) -> set[int]:
    """Return the indices of the goodbye and everything after it; outside an e-mail, at most four short paragraphs."""
    for n in range(max(1, len(paragraphs) // 3), len(paragraphs)):
        paragraph = paragraphs[n]
        key = key_of(paragraph.plain[:80])
        ends = key in words.mail["goodbyes"] or (
            paragraph.plain.endswith((",", "!")) and _is(paragraph, words.mail["goodbyes"], 7)
        )
        rest = range(n, len(paragraphs))
        short = len(rest) <= 4 and all(len(paragraphs[k].plain) < 60 for k in rest)
        if ends and not paragraph.quoted and not paragraph.kind and (is_mail or short):
            return set(rest)
    return set()
