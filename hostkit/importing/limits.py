"""What is too much for a text: lines, paragraphs, letters of one paragraph or word. An evening has a hundred of them.

Paragraphs without a word are left out, those too long are cut between words, and what no evening has is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hostkit.core.errors import Position, Problem, SourceError, refused
from hostkit.importing.paragraph import SourceParagraph, has_words, tidy

MOST = 12_000
"""Paragraphs of one text; of lines it may have three times as many."""

LONGEST = 5_000
"""Characters of one paragraph. A longer one is cut: no part of a guide is that long."""

LONGEST_WORD = 10_000

_REMEDY = "Split it, and import the part that is the guide."


def check_lines(text: str, name: str) -> None:
    """Check how many lines a text has. Raises SourceError for more than any evening has."""
    count = text.count("\n")
    if count > MOST * 3:
        raise _too_many(name, count, "lines")


def checked(paragraphs: Sequence[SourceParagraph], name: str) -> list[SourceParagraph]:
    """Return paragraphs that have words, none too long.

    Raises:
        SourceError: there are more than any evening has, or one is no text.

    """
    found = [part for paragraph in paragraphs for part in _cut(paragraph) if has_words(part.whole)]
    if len(found) > MOST:
        raise _too_many(name, len(found), "paragraphs and items")
    for paragraph in found:
        if len(paragraph.text) > LONGEST_WORD:
            wrong = f"a word of {len(paragraph.text)} letters stands here: this is no text."
            raise SourceError(
                Problem("file-not-text", Position(name, paragraph.line, 1), wrong, "Take it out.")
            )
    return found


def _too_many(name: str, count: int, what: str) -> SourceError:
    wrong = f"the text has {count} {what}, and an evening has a hundred."
    return refused("import-too-long", name, wrong, _REMEDY)


def _cut(paragraph: SourceParagraph) -> list[SourceParagraph]:
    """Return a paragraph in parts of at most ``LONGEST`` characters, cut between words."""
    if len(paragraph.text) <= LONGEST:
        return [paragraph]
    parts, text = [], paragraph.text
    while len(text) > LONGEST:
        at = text.rfind(" ", 0, LONGEST) + 1 or text.find(" ") + 1 or len(text)
        parts.append(text[:at])
        text = text[at:]
    first, *rest = [*parts, text] if text else parts
    return [
        replace(paragraph, text=tidy(first)),
        *(SourceParagraph(tidy(part), paragraph.line, apart=False) for part in rest),
    ]
