"""Questions in running text, for a text that has no list of them: each is taken out, the text itself stays a note.

A question that follows another at once is its probe: "Do you believe it? Do you give it straight back?"
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hostkit.source.importers.draft import DraftQuestion, DraftRound, Item, Piece, Text
from hostkit.source.importers.paragraph import Paragraph, tidy
from hostkit.source.importers.sentences import sentences

_LED = re.compile(r"^[^:?]{0,120}:\s+(?=\S)")
_SHORTEST = 12
"""Characters of a question; "Right?" is none."""


def questions(paragraphs: Sequence[Paragraph]) -> tuple[list[DraftRound], str]:
    """Return the questions within paragraphs as one round, and a remark about them; nothing for fewer than two."""
    found: list[tuple[Piece, list[Item]]] = []
    for paragraph in paragraphs:
        if paragraph.quoted or paragraph.footnote or paragraph.level:
            continue
        before = False
        for sentence in sentences(paragraph.text):
            asks = sentence.rstrip("\"'”“»’) \ue001\ue003").endswith("?") and len(sentence) >= _SHORTEST
            if asks:
                piece = Piece(tidy(_LED.sub("", sentence)), paragraph.line)
                if before:
                    found[-1][1].append(Item(Text((piece,))))
                else:
                    found.append((piece, []))
            before = asks
    if len(found) < 2:
        return [], ""
    made = tuple(DraftQuestion(Text((piece,)), tuple(probes)) for piece, probes in found)
    return [
        DraftRound(None, made)
    ], "The questions were taken out of running text, which is whole under notes."
