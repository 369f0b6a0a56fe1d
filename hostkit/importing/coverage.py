"""Every word of the source is accounted for: counted, reported line by line, and what would be lost is a note.

Words are counted in the source by itself and not as the recogniser cut it, so that a fault of its is found here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hostkit.importing.draft import GuideDraft, Text, TextPiece, Use, uses
from hostkit.importing.paragraph import words_of


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many words of a source went where; ``parts`` in the order of the guide, without notes."""

    parts: tuple[tuple[str, int], ...]
    understood: int
    notes: int
    lost: int
    uses: tuple[Use, ...]

    @property
    def used(self) -> int:
        """Words that are texts of the guide."""
        return sum(count for _, count in self.parts)


def without_loss(draft: GuideDraft, source: Sequence[tuple[int, str]]) -> GuideDraft:
    """Return the draft with a note for each line of the source that has a word which stands nowhere in it."""
    have: dict[int, Counter[str]] = {}
    for use in uses(draft):
        have.setdefault(use.line, Counter()).update(words_of(use.text))
    wanted: dict[int, Counter[str]] = {}
    for line, text in source:
        wanted.setdefault(line, Counter()).update(words_of(text))
    short = {line for line, words in wanted.items() if words - have.get(line, Counter())}
    more = [Text((TextPiece(text, line),)) for line, text in source if line in short]
    if not more:
        return draft
    notes = sorted([*draft.notes, *more], key=lambda note: note.line)
    return replace(draft, notes=tuple(notes))


def coverage(draft: GuideDraft, source: Sequence[tuple[int, str]]) -> Coverage:
    """Return where the words of a source went; a word that stands in a part and in a note counts for the part."""
    left = Counter(word for _, text in source for word in words_of(text))
    total = sum(left.values())
    parts: dict[str, int] = {}
    understood = notes = 0
    every = list(uses(draft))
    for use in sorted(every, key=lambda use: (use.understood, use.part == "notes")):
        taken = 0
        for word in words_of(use.text):
            if left[word] > 0:
                left[word] -= 1
                taken += 1
        if use.part == "notes":
            notes += taken
        elif use.understood:
            understood += taken
        else:
            parts[use.part] = parts.get(use.part, 0) + taken
    order = dict.fromkeys(use.part for use in every)
    lost = total - sum(parts.values()) - understood - notes
    ordered = tuple((part, parts[part]) for part in order if parts.get(part))
    return Coverage(ordered, understood, notes, lost, tuple(sorted(every, key=lambda use: use.line)))
