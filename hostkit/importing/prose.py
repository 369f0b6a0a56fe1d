"""Where one sentence ends and the next begins, for texts that say in sentences what others say in titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hostkit.importing.draft import DraftQuestion, DraftRound, Item, Text, TextPiece
from hostkit.importing.paragraph import SourceParagraph, tidy

_END = re.compile(r"[.!?…][\"'”“»’)\]\ue001\ue003]*\s+(?=[^\W\d_]|[¿¡„“\"«‘(\ue000\ue002])")
_ABBREVIATION = re.compile(
    r"(?:^|[^\w])(?:[^\W\d_]|mrs?|ms|dr|st|vs|prof|hr|fr|nr|ca|bzw|evtl|inkl|sr|sra|srta|ud|uds)\.$",
    re.IGNORECASE,
)
"""A single letter, or a word that is cut short, before a full stop that ends no sentence."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a marked text, in order; a full stop before a small letter ends none."""
    return [part for part in _parts(text) if part.strip()]


def _parts(text: str) -> Iterator[str]:
    start = 0
    for found in _END.finditer(text):
        following = text[found.end() : found.end() + 2].lstrip('¿¡„“"«‘(\ue000\ue002')
        if following[:1].islower() or _ABBREVIATION.search(
            text[max(0, found.start() - 6) : found.start() + 1]
        ):
            continue
        yield text[start : found.end()].rstrip()
        start = found.end()
    yield text[start:]


_LED = re.compile(r"^[^:?]{0,120}:\s+(?=\S)")
_SHORTEST = 12
"""Characters of a question; "Right?" is none."""


def questions(paragraphs: Sequence[SourceParagraph]) -> tuple[list[DraftRound], str]:
    """Return the questions within paragraphs as one round, and a remark about them; nothing for fewer than two."""
    found: list[tuple[TextPiece, list[Item]]] = []
    for paragraph in paragraphs:
        if paragraph.quoted or paragraph.footnote or paragraph.level:
            continue
        before = False
        for sentence in sentences(paragraph.text):
            asks = sentence.rstrip("\"'”“»’) \ue001\ue003").endswith("?") and len(sentence) >= _SHORTEST
            if asks:
                piece = TextPiece(tidy(_LED.sub("", sentence)), paragraph.line)
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
