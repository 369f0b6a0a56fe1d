"""What of a text is the letter around it: mail headers, greeting, goodbye, earlier mails. It goes to the notes.

In: paragraphs. Out: the numbers of those that are letter, and the subject. Quoted lines are a letter's only where the
text is a mail: elsewhere somebody quotes a book.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hostkit.importing.paragraph import SourceParagraph, fold
from hostkit.importing.words import ImportWords, Key, key_of

_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|rv|fw|tr|antw)\s*:\s*)+", re.IGNORECASE)
_EARLY = 6
"""Paragraphs at the top among which a forwarded mail is the guide itself, not what came before it."""


class Letter(NamedTuple):
    """``paragraphs`` by their place in the text; the subject as written, and what it is about."""

    paragraphs: frozenset[int]
    subject: SourceParagraph | None = None
    about: str = ""


def letter(paragraphs: Sequence[SourceParagraph], words: ImportWords) -> Letter:
    """Return what of a text is a letter."""
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
    subject = next((p for n in headers if _label(p := paragraphs[n]) in words.mail["subject"]), None)
    about = _REPLY.sub("", fold(subject.plain.partition(":")[2])) if subject else ""
    return Letter(frozenset(found), subject, about)


def _label(paragraph: SourceParagraph) -> Key:
    before, colon, _ = paragraph.plain[:40].partition(":")
    return key_of(before) if colon else ()


def _headers(paragraphs: Sequence[SourceParagraph], words: ImportWords) -> list[int]:
    """Return the header lines at the top and below a line that says that a mail was forwarded."""
    known = words.mail["headers"] | words.mail["subject"]
    found: list[int] = []
    for n, paragraph in enumerate(paragraphs[: _EARLY * 3]):
        if _label(paragraph) in known:
            found.append(n)
        elif found or not _is(paragraph, words.mail["forwarded"], 5):
            break
    if len(found) < 2:
        return []
    return found


def _is_wrote(paragraph: SourceParagraph, words: ImportWords) -> bool:
    key = key_of(paragraph.plain[-120:])
    return paragraph.plain.endswith(":") and any((word,) in words.mail["wrote"] for word in key) and any(
        word.isdigit() for word in key_of(paragraph.plain)
    )  # fmt: skip


def _is(paragraph: SourceParagraph, known: frozenset[Key], most: int) -> bool:
    key = key_of(paragraph.plain[:80])
    return len(key) <= most and any(key[: len(k)] == k for k in known)


def _greeting(paragraphs: Sequence[SourceParagraph], letter: set[int], words: ImportWords) -> set[int]:
    for n, paragraph in enumerate(paragraphs[: _EARLY * 3]):
        if n in letter:
            continue
        called = paragraph.plain.endswith((",", "!", ":", ".")) and not paragraph.level
        return {n} if called and _is(paragraph, words.mail["greetings"], 8) else set()
    return set()


def _goodbye(
    paragraphs: Sequence[SourceParagraph], letter: set[int], words: ImportWords, is_mail: bool
) -> set[int]:
    """Return the last words and all that follows them; outside of a mail three short lines."""
    for n in range(len(paragraphs) - 1, max(0, len(paragraphs) // 3), -1):
        paragraph = paragraphs[n]
        if n in letter and not _is(paragraph, words.mail["goodbyes"], 6):
            continue
        key = key_of(paragraph.plain[:80])
        ends = key in words.mail["goodbyes"] or (
            paragraph.plain.endswith((",", "!")) and _is(paragraph, words.mail["goodbyes"], 7)
        )
        if ends and not paragraph.quoted and not paragraph.kind:
            rest = range(n, len(paragraphs))
            if is_mail:
                first = _earliest(paragraphs, n, words)
                return set(range(first, len(paragraphs)))
            return set(rest) if len(rest) <= 4 and all(len(paragraphs[k].plain) < 60 for k in rest) else set()
    return set()


def _earliest(paragraphs: Sequence[SourceParagraph], at: int, words: ImportWords) -> int:
    """Return the goodbye that comes first of several near the end: before it "sent from my phone" says nothing."""
    for n in range(max(1, len(paragraphs) // 3), at):
        p = paragraphs[n]
        if (not p.quoted and not p.kind and _is(p, words.mail["goodbyes"], 6) and p.plain[-1:] in ",!") or (
            key_of(p.plain) in words.mail["goodbyes"] and not p.quoted
        ):  # fmt: skip
            return n
    return at
