"""Splits text into sentences, finds questions in running text, and divides texts that are too long for their field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from hostkit.importing.draft import (
    DraftQuestion,
    DraftRound,
    GuideDraft,
    Item,
    Text,
    TextPiece,
    joined,
)
from hostkit.importing.paragraph import SourceParagraph, tidy

_END = re.compile(r"[.!?…][\"'”“»’)\]\ue001\ue003]*\s+(?=[^\W\d_]|[¿¡„“\"«‘(\ue000\ue002])")
_ABBREVIATION = re.compile(
    r"(?:^|[^\w])(?:[^\W\d_]|mrs?|ms|dr|st|vs|prof|hr|fr|nr|ca|bzw|evtl|inkl|sr|sra|srta|ud|uds)\.$",
    re.IGNORECASE,
)
"""A single letter or an abbreviation whose full stop does not end a sentence."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a marked text, in order. A full stop before a lower-case letter does not end one."""
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
"""The fewest characters of a question in running text, so that "Right?" does not count."""


def questions_in_sentences(paragraphs: Sequence[SourceParagraph]) -> tuple[list[DraftRound], str]:
    """Return the questions in running text as a list of one round, and a remark; an empty list if fewer than two."""
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
    if not found:
        return [], ""
    made = tuple(DraftQuestion(Text((piece,)), tuple(probes)) for piece, probes in found)
    return [
        DraftRound(None, questions=made)
    ], "The questions were taken out of running text, which is whole under notes."


MOST_ASKED = 380
MOST_DEFINED = 420
MOST_INVITED = 260
MOST_NOTED = 1_500
"""The most characters of a question, a definition, an invitation, and the note of a question."""

_PROBE_LINES, _AGREEMENT_LINES = 14, 14
_LINE = 34
"""The lines on the back of a card for probes and for agreements, and the characters in a line."""

T = TypeVar("T")


def fitted(draft: GuideDraft) -> GuideDraft:
    """Return the draft with texts that are too long for their field shortened; the rest becomes notes or tips."""
    remarks = list(draft.remarks)
    notes = list(draft.notes)
    rounds = []
    number = 0
    for each in draft.rounds:
        questions = []
        for question in each.questions:
            number += 1
            made = _question(question, number, remarks)
            remark = f"Question {number} has more beside it than a page holds: the rest is under notes."
            note = _shortened(made.note, MOST_NOTED, notes, remarks, remark)
            questions.append(replace(made, note=note))
        rounds.append(replace(each, questions=tuple(questions)))
    draft = _agreements(replace(draft, rounds=tuple(rounds)), remarks)
    remark = "The definition is long for a card: what goes on behind its beginning is a note."
    definition = _shortened(draft.definition, MOST_DEFINED, notes, remarks, remark)
    group = draft.follow_up
    if group:
        remark = "The invitation to the group is long for a card: what goes on behind it is a note."
        group = replace(group, invite=_shortened(group.invite, MOST_INVITED, notes, remarks, remark))
    notes.sort(key=lambda note: note.line)
    return replace(draft, definition=definition, follow_up=group, notes=tuple(notes), remarks=tuple(remarks))


def _shortened(
    text: Text | None, most: int, notes: list[Text], remarks: list[str], remark: str
) -> Text | None:
    """Return the first sentences of a text, at least one, up to ``most`` characters; add the rest to ``notes``."""
    if text is None or len(text.plain) <= most:
        return text
    pieces = [TextPiece(sentence, piece.line) for piece in text.pieces for sentence in sentences(piece.text)]
    count, length = 0, 0
    for piece in pieces:
        length += len(piece.text) + 1
        if count and length > most:
            break
        count += 1
    if count == len(pieces):
        return text
    remarks.append(remark)
    notes.append(Text(tuple(pieces[count:])))
    return Text(tuple(pieces[:count]))


def _question(question: DraftQuestion, number: int, remarks: list[str]) -> DraftQuestion:
    if len(question.ask.plain) > MOST_ASKED:
        ask, rest = _asking(question.ask)
        if rest:
            remarks.append(
                f"Question {number} is long for a card: what leads up to it is its note, for the host to say."
            )
            question = replace(question, ask=ask, note=joined(rest, question.note))
    kept, rest_of = _lines(question.probes, _PROBE_LINES, lambda item: item.text)
    if rest_of:
        remarks.append(
            f"Question {number} has more probes than a card's back holds: the last are in its note."
        )
        note = joined(question.note, *(item.text for item in rest_of))
        signs = tuple(sign for item in rest_of for sign in item.signs)
        question = replace(question, probes=kept, note=note, signs=(*question.signs, *signs))
    return question


def _asking(ask: Text) -> tuple[Text, Text | None]:
    """Return the last question, with as many neighboring sentences as MOST_ASKED allows, and the rest or None.

    Without a question mark the last sentence counts as the question. If it is too long by itself, the whole text is
    returned.
    """
    pieces = [TextPiece(sentence, piece.line) for piece in ask.pieces for sentence in sentences(piece.text)]
    asking = [n for n, piece in enumerate(pieces) if "?" in piece.text] or [len(pieces) - 1]
    start = end = asking[-1]
    if len(pieces[end].text) > MOST_ASKED:
        return ask, None

    def length(low: int, high: int) -> int:
        return sum(len(piece.text) + 1 for piece in pieces[low : high + 1])

    grown = True
    while grown:
        grown = False
        if end + 1 < len(pieces) and length(start, end + 1) <= MOST_ASKED:
            end, grown = end + 1, True
        if start > 0 and length(start - 1, end) <= MOST_ASKED:
            start, grown = start - 1, True
    rest = (*pieces[:start], *pieces[end + 1 :])
    return Text(tuple(pieces[start : end + 1])), Text(rest) if rest else None


def _lines(
    items: Sequence[T], most: int, text_of: Callable[[T], Text]
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Return the items that fill at most ``most`` lines, at least one, and the rest."""
    used = 0
    for count, item in enumerate(items):
        used += 1 + len(text_of(item).plain) // _LINE
        if used > most and count:
            return tuple(items[:count]), tuple(items[count:])
    return tuple(items), ()


def _agreements(draft: GuideDraft, remarks: list[str]) -> GuideDraft:
    kept, rest = _lines(draft.agreements, _AGREEMENT_LINES, lambda item: item.text)
    if not rest:
        return draft
    remarks.append(
        "There are more agreements than a card holds: the last are among the tips, which print for the host."
    )
    return replace(draft, agreements=kept, tips=(*rest, *draft.tips))
