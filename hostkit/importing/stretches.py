"""Divides paragraphs into stretches of sentences, of which each speaks of one part of an evening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hostkit.importing import times
from hostkit.importing.fitting import sentences
from hostkit.importing.lines import labeled
from hostkit.importing.marked_text import find_link
from hostkit.importing.paragraph import CELL, LABEL, SourceParagraph, tidy
from hostkit.importing.words import SURE, ImportWords, key_of

_APART = ("group_photo", "written_reaction", "closing_round", "introductions", "pre_read", "follow_up")
"""The parts of which a sentence within a paragraph may speak for itself."""


def _labeled(paragraph: SourceParagraph, words: ImportWords) -> SourceParagraph:
    """Return a paragraph with "Question 1" or the time before it moved to its marker."""
    lead = times.leads(paragraph.text, words)
    text = paragraph.text[len(lead) :].lstrip(f" \t{CELL}") if lead else paragraph.text
    bare = labeled(replace(paragraph, text=text), words.asked, words.ordinals)
    if bare.kind != LABEL or paragraph.kind == LABEL:
        return paragraph
    return replace(bare, marker=f"{lead} {bare.marker}".strip())


def stretches_of(paragraph: SourceParagraph, words: ImportWords) -> Iterator[SourceParagraph]:
    """Yield a paragraph in stretches of sentences, of which each speaks of one part."""
    paragraph = _labeled(paragraph, words)
    every = sentences(paragraph.text)
    if len(every) < 2 or paragraph.level or paragraph.kind == LABEL:
        yield paragraph
        return
    stretches: list[tuple[str, list[str]]] = []
    for sentence in every:
        kind = spoken_of(sentence, words)
        if stretches and kind in ("", stretches[-1][0]):
            stretches[-1][1].append(sentence)
        else:
            stretches.append((kind, [sentence]))
    for n, (_, texts) in enumerate(stretches):
        text = tidy(" ".join(texts)) if len(stretches) > 1 else paragraph.text
        yield replace(paragraph, text=text) if n == 0 else replace(
            paragraph, text=text, marker="", kind="", apart=False, ruled=False, goes_on=True, shows=False
        )  # fmt: skip


def spoken_of(sentence: str, words: ImportWords) -> str:
    """Return the part that a sentence within a paragraph clearly speaks of, or ""."""
    key = key_of(sentence)
    weighed = words.weighed(key)
    best = max(_APART, key=lambda part: weighed.get(part, 0))
    linked = find_link(sentence) is not None
    sure = weighed.get(best, 0) >= SURE + (best in ("closing_round", "introductions"))
    if sure and best in ("pre_read", "follow_up"):
        sure = linked
    return best if sure else ""
