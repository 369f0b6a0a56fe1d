"""Makes questions, with their probes, notes and rounds, from labeled paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hostkit.importing import times
from hostkit.importing.draft import (
    GIVEN,
    DraftQuestion,
    DraftRound,
    DraftSegment,
    Item,
    Sign,
    Text,
    TextPiece,
)
from hostkit.importing.evening_parts import GuidePart, Piece
from hostkit.importing.heads import EDGES
from hostkit.importing.paragraph import CELL, STRONG_OFF, STRONG_ON, has_words, plain, strong_lead, tidy
from hostkit.importing.words import ImportWords, key_of, runs

_LABEL = re.compile(r"\s?:(?=\s|$)")
_BRACKETS = re.compile(r"\(([^()]{1,80})\)")
_QUOTED_LIST = re.compile(r"\[\s*([\"'].*[\"'])\s*\]")
_LONGEST_LEAD = 40
_TITLE_WORDS = 5
"""The most words of a title of the questions; more are a sentence: "Here are the questions I came up with"."""


@dataclass(slots=True)
class _OpenQuestion:
    """A question that may still receive texts; ``piece`` is the one that began it."""

    piece: Piece
    ask: list[TextPiece] = field(default_factory=list)
    probes: list[Item] = field(default_factory=list)
    notes: list[TextPiece] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    skip: bool = False


@dataclass(slots=True)
class _OpenRound:
    title: Text | None = None
    minutes: int | None = None
    read: list[TextPiece] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    questions: list[_OpenQuestion] = field(default_factory=list)


def rounds_of(
    parts: Sequence[GuidePart], words: ImportWords
) -> tuple[tuple[DraftRound, ...], DraftSegment, list[TextPiece]]:
    """Return the rounds, the segment of the questions without its place, and texts that belong to no question."""
    rounds = [_OpenRound()]
    lead = DraftSegment("questions")
    signs: list[Sign] = []
    minutes = None
    title: Text | None = None
    for part in parts:
        for piece in part.body:
            state, head = piece.label.state, piece.label.evidence.head
            if state == "#round":
                rounds.append(_begun(piece, words))
            elif state == "#questions":
                minutes = minutes or head.taken.minutes
                is_short = head.is_whole and len(head.name.split()) <= _TITLE_WORDS
                if head.own and head.kind == "questions" and head.share < 1 and not title and is_short:
                    title = Text((TextPiece(plain(head.name), piece.line),))
                signs.append(Sign(piece.label.paragraph.whole, piece.line))
            elif state == "question" or (state == "probe" and not rounds[-1].questions):
                _ask(rounds[-1], piece, words)
            elif state == "probe":
                _probe(rounds[-1].questions[-1], piece, words)
            elif rounds[-1].questions:
                label, text = labeled(piece.text, words, "note", "read")
                target = rounds[-1].questions[-1]
                target.signs += [*piece.signs, *([Sign(label, piece.line)] if label else [])]
                target.notes += [TextPiece(tidy(text), piece.line)] if has_words(text) else []
            else:
                if piece.lead:
                    minutes = minutes or piece.lead.taken.minutes
                rounds[-1].signs += piece.signs
                rounds[-1].read += [piece.part] if piece.is_text else []
    first = rounds[0]
    titled = [each for each in rounds[1:] if each.questions]
    left = [
        piece
        for each in rounds[1:]
        if not each.questions
        for piece in (*(each.title.pieces if each.title else ()), *each.read)
    ]
    signs += [*first.signs, *(sign for each in rounds[1:] if not each.questions for sign in each.signs)]
    lead = DraftSegment(
        "questions", minutes=minutes, title=title, note=Text(tuple(first.read)) if first.read else None,
        signs=tuple(signs),
    )  # fmt: skip
    made = [_made(each, words) for each in titled]
    if first.questions:
        besides = Text((TextPiece(words.besides, GIVEN),)) if made else None
        made.insert(0, DraftRound(besides, questions=tuple(map(_question, first.questions))))
    return tuple(made), lead, left


def labeled(text: str, words: ImportWords, *kinds: str) -> tuple[str, str]:
    """Return the label of one of these kinds at the start of a text, with its colon, or "", and the text after it."""
    text = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    cut = _LABEL.search(text, 1, _LONGEST_LEAD)
    meant = words.label(key_of(text[: cut.start()])) if cut else ()
    if cut is None or not any(kind in meant for kind in kinds):
        return "", text
    return f"{plain(text[: cut.start()])}:", tidy(text[cut.end() :])


def _begun(piece: Piece, words: ImportWords) -> _OpenRound:
    head = piece.label.evidence.head
    name, rest = plain(head.name), head.rest
    taken = times.take(rest, words) if rest else times.Taken("")
    minutes = head.taken.minutes or taken.minutes
    behind = plain(taken.rest).strip(EDGES)
    if head.kind == "round" and 0 < len(key_of(behind)) <= 14:
        said = plain(rest)
        signs = [Sign(piece.label.paragraph.whole.removesuffix(said).strip(), piece.line)] if behind == said else [
            Sign(piece.label.paragraph.whole, piece.line)
        ]  # fmt: skip
        return _OpenRound(Text((TextPiece(behind, piece.line),)), minutes, signs=signs)
    whole = times.take(piece.label.paragraph.text, words)
    title = plain(whole.rest).strip(EDGES) or name or piece.label.paragraph.plain
    signs = (
        [Sign(piece.label.paragraph.whole, piece.line)]
        if whole.said or has_words(piece.label.paragraph.marker)
        else []
    )
    return _OpenRound(Text((TextPiece(title, piece.line),)), minutes or whole.minutes, signs=signs)


def _made(each: _OpenRound, words: ImportWords) -> DraftRound:
    read = Text(tuple(each.read)) if each.read else None
    found = (
        (words.choose[run] for run in runs(key_of(read.plain)) if run in words.choose) if read else iter(())
    )
    questions = tuple(map(_question, each.questions))
    return DraftRound(each.title, read, next(found, None), each.minutes, questions, tuple(each.signs))


def on_card(text: str) -> str:
    """Return a text without marks for bold, since cards print in one weight, that begins with a capital."""
    bare = tidy(text.replace(STRONG_ON, "").replace(STRONG_OFF, ""))
    first = bare.split(" ", 1)[0]
    return bare[:1].upper() + bare[1:] if first.islower() and "." not in first and "/" not in first else bare


def _ask(into: _OpenRound, piece: Piece, words: ImportWords) -> None:
    """Begin a question with a piece, or add it to the question of which it is another paragraph or sentence."""
    last = into.questions[-1] if into.questions else None
    p = piece.label.paragraph
    if last and _continues(last, piece):
        last.ask.append(TextPiece(on_card(piece.text), piece.line))
        last.signs += piece.signs
        return
    opened = _OpenQuestion(piece, signs=list(piece.signs))
    label, text = labeled(piece.text, words, "ask") if p.kind else ("", piece.text)
    opened.signs += [Sign(label, piece.line)] if label else []
    cells = [cell for cell in text.split(CELL) if has_words(cell)]
    if len(cells) > 1:
        asking = next((n for n, cell in enumerate(cells) if "?" in cell), 0)
        text = cells[asking]
        for n, cell in enumerate(cells):
            if n != asking and "?" in cell:
                opened.probes.append(Item(Text((TextPiece(on_card(cell), piece.line),))))
            elif n != asking:
                opened.notes.append(TextPiece(tidy(cell), piece.line))
    bracket = next((b for b in _BRACKETS.finditer(text) if words.has("skip", key_of(b[1]))), None)
    before, colon, behind = text.partition(":")
    if bracket:
        opened.skip = True
        opened.signs.append(Sign(plain(bracket[0]), piece.line))
        text = tidy(f"{text[: bracket.start()].rstrip()} {text[bracket.end() :].lstrip()}")
    elif colon and has_words(behind) and key_of(before) in words.lists["skip"]:
        opened.skip = True
        opened.signs.append(Sign(f"{before}:", piece.line))
        text = tidy(behind)
    strong = strong_lead(text)
    if strong and "?" in strong[0] and "?" not in strong[1] and has_words(strong[1]):
        opened.notes.append(TextPiece(tidy(strong[1]), piece.line))
        text = strong[0]
    if has_words(text):
        opened.ask.append(TextPiece(on_card(text), piece.line))
    into.questions.append(opened)


def _continues(last: _OpenQuestion, piece: Piece) -> bool:
    """Tell whether a piece continues the last question: it has no marker, and that one had one or is the same text."""
    p, before = piece.label.paragraph, last.piece.label.paragraph
    if p.goes_on and p.line == before.line:
        return True
    if p.kind or p.level or not last.ask or last.probes:
        return not last.ask and not last.probes and not p.kind
    ends = last.ask[-1].text.rstrip("\"'”“»’) ").endswith("?")
    if before.kind:
        return p.inside or not p.apart or not ends
    goes_on = p.text[:1].islower() and piece.label.evidence.ends_asking
    return not p.apart and not ends and before.line != p.line and goes_on


def _probe(question: _OpenQuestion, piece: Piece, words: ImportWords) -> None:
    text = piece.text.strip()
    whole = _BRACKETS.fullmatch(text)
    label, bare = labeled(whole[1] if whole else text, words, "probe")
    signs = (*piece.signs, *([Sign(label, piece.line)] if label else []))
    several = _QUOTED_LIST.fullmatch(text)
    texts = re.split(r"[\"']\s*,\s*[\"']", several[1].strip("\"'")) if several else [bare if label else text]
    for each in texts:
        if has_words(each):
            question.probes.append(Item(Text((TextPiece(on_card(each), piece.line),)), signs))
            signs = ()
    question.signs += signs


def _question(opened: _OpenQuestion) -> DraftQuestion:
    """Return the finished question; without a text, its notes or first probe become the text."""
    signs = tuple(opened.signs)
    ask, probes, notes = opened.ask, list(opened.probes), opened.notes
    if not ask and notes:
        ask, notes = notes, []
    elif not ask and probes:
        ask = list(probes[0].text.pieces)
        signs += probes.pop(0).signs
    elif not ask:
        ask = [TextPiece(opened.piece.label.paragraph.whole, opened.piece.line)]
        signs = ()
    note = Text(tuple(notes)) if notes else None
    return DraftQuestion(Text(tuple(ask)), tuple(probes), note, signs, opened.skip)
