"""Makes the segments of an evening from its parts: their minutes, what is said, what is asked, what the host does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from hostkit.guides.guide import SEGMENT_MINUTES
from hostkit.guides.guide_fields import LONGEST_SEGMENT
from hostkit.importing import times
from hostkit.importing.asked_questions import labeled, on_card
from hostkit.importing.draft import DraftSegment, Sign, Text, TextPiece, joined
from hostkit.importing.evening_parts import CUSTOM, QUESTIONS, GuidePart, Piece
from hostkit.importing.fitting import sentences
from hostkit.importing.paragraph import has_words, plain, tidy
from hostkit.importing.words import ImportWords, key_of

SEGMENTS = frozenset(SEGMENT_MINUTES)
DAY = 1440
_AGENDA = 3
"""The least number of clock times that makes an agenda."""
_LAST = 4
"""The number of last paragraphs among which an agenda may end."""
_EARLIEST = 6 * 60
"""The earliest start; from an earlier one on, an agenda counts from 0:00."""
_AFTERNOON = re.compile(r"[1-7][:.]\d{2}")
"""A time that is one of the afternoon or evening, if nothing else is said."""
COMPLETE = 4
"""The number of segments with minutes that makes a run of show complete, so that no usual segment is added."""

_FIELD = {"welcome": "read", "introductions": "ask", "closing_round": "ask", "written_reaction": "ask"}
"""The field for the unlabeled text of each kind of segment; for any other kind it is a note to the host."""

_SAID = re.compile(r"[?:\"“”„«»]")
"""Punctuation that shows words for the guests in a sentence: "Light the candle and say: ..."."""
_LONGEST_TASK = 6
"""The most words of a task that ends in a verb: "Definition vorlesen"."""
_USUAL = ("arrivals", "welcome", "introductions", "questions", "closing_round", "written_reaction")
_ORDER = {kind: place for place, kind in enumerate(SEGMENT_MINUTES)}


def segments_of(parts: Sequence[GuidePart], asked: DraftSegment, words: ImportWords) -> Hours:
    """Return the segments in the order of the text, with the usual ones that it lacks added, and what hours say."""
    made: list[tuple[DraftSegment, GuidePart]] = []
    for part in parts:
        if part.kind == QUESTIONS:
            made.append(
                (asked if all(each.kind != QUESTIONS for each, _ in made) else DraftSegment(QUESTIONS), part)
            )
        elif part.kind in SEGMENTS:
            made.append((_segment(part, words), part))
    hours = _timed(made, parts)
    return hours._replace(segments=_with_usual(_merged(hours.segments)))


def _segment(part: GuidePart, words: ImportWords) -> DraftSegment:
    fields: dict[str, list[TextPiece]] = {"read": [], "ask": [], "note": []}
    title = part.title
    signs = list(part.signs)
    usual = _FIELD.get(part.kind, "note")
    for piece in part.body:
        name, text, label = _field(piece, words, usual)
        signs += [Sign(label, piece.line)] if label else []
        task, text = ("", text) if label or name == "note" else without_tasks(text, words)
        for where, written in (("note", task), (name, text)):
            if has_words(written):
                fields[where].append(TextPiece(tidy(written), piece.line))
    if asks := fields["ask"]:
        asks[0] = TextPiece(on_card(asks[0].text), asks[0].line)
    texts = {name: Text(tuple(pieces)) if pieces else None for name, pieces in fields.items()}
    own = None
    if part.kind == CUSTOM:
        name = plain(title.name) if title and part.head else ""
        own = Text((TextPiece(name, part.head.paragraph.line),)) if name and part.head else None
        if title and part.head and title.rest:
            texts["note"] = joined(
                Text((TextPiece(tidy(title.rest), part.head.paragraph.line),)), texts["note"]
            )
        if own is None:
            own, texts["note"] = _named_by(texts["note"])
    elif part.head and title and title.own and title.name:
        own = Text((TextPiece(plain(title.name), part.head.paragraph.line),))
    return DraftSegment(
        part.kind, own, title.taken.minutes if title else None, texts["read"], texts["ask"], texts["note"],
        each=part.kind in ("introductions", "closing_round"), fixed=part.kind == "written_reaction",
        consent=part.kind == "group_photo" and not any(texts.values()), signs=tuple(signs),
    )  # fmt: skip


def _named_by(note: Text | None) -> tuple[Text, Text | None]:
    """Return the title of a custom segment that has none: its text if that is short, else its first words."""
    if note is None:
        return Text((TextPiece("…", 0),)), None
    first = note.pieces[0]
    if len(first.text) <= 60:
        return Text((TextPiece(plain(first.text).strip(" :"), first.line),)), Text(
            note.pieces[1:]
        ) if note.pieces[1:] else None
    return Text((TextPiece(" ".join(plain(first.text).split()[:5]) + " …", 0),)), note


def _field(piece: Piece, words: ImportWords, usual: str) -> tuple[str, str, str]:
    """Return the field of a piece, its text, and the label that names the field or ""."""
    for name in ("read", "ask", "note"):
        label, text = labeled(piece.text, words, name)
        if label:
            return name, text, label
    p = piece.label.paragraph
    return ("note" if p.footnote or "[" in p.marker else usual), piece.text, ""


def without_tasks(text: str, words: ImportWords) -> tuple[str, str]:
    """Return the leading sentences of a text that tell the host what to do, and the text after them.

    In "Read the definition. Who are you?" the first sentence is a task. A sentence that addresses a guest ("read your
    line") is not.
    """
    tasks: list[str] = []
    rest = sentences(text)
    while rest and _is_task(rest[0], words):
        tasks.append(rest.pop(0))
    return (" ".join(tasks), " ".join(rest)) if tasks else ("", text)


def _is_task(sentence: str, words: ImportWords) -> bool:
    key = key_of(sentence)
    if _SAID.search(sentence) or any((word,) in words.lists["guest"] for word in key):
        return False
    ends = len(key) <= _LONGEST_TASK and any(key[-n:] in words.lists["task_ends"] for n in (1, 2, 3))
    return bool(key) and (ends or words.begins("tasks", key))


class Hours(NamedTuple):
    """The segments with their minutes, the start of the evening as HH:MM or "", and remarks on other lengths."""

    segments: list[DraftSegment]
    start: str
    remarks: list[str]


def _timed(made: Sequence[tuple[DraftSegment, GuidePart]], parts: Sequence[GuidePart]) -> Hours:
    """Return the minutes of segments and the start of the evening as the clock times of an agenda give them."""
    labels = [label for part in parts for label in part.labels]
    clock = [
        (x.paragraph.line, x.evidence.head.taken) for x in labels if x.evidence.head.taken.begins is not None
    ]
    found, remarks = [], []
    for segment, part in made:
        taken = part.title.taken if part.title else times.Taken("")
        later = next((t.begins for line, t in clock if line > part.line), None)
        length = _between(taken.begins, later if taken.ends is None else taken.ends)
        if 0 < length <= LONGEST_SEGMENT:
            if segment.minutes and segment.minutes != length and taken.ends is not None:
                remarks.append(_disagree(part.line, segment.minutes, length))
            segment = replace(segment, minutes=segment.minutes or length)
        found.append(segment)
    if len(clock) < _AGENDA:
        return Hours(found, "", remarks)
    (_, first), (_, last) = clock[0], clock[-1]
    is_over = last.ends is not None or any(x.evidence.head.kind == "end" for x in labels[-_LAST:])
    whole = _between(first.begins, last.begins if last.ends is None else last.ends)
    for label in labels if is_over else ():
        head = label.evidence.head
        if head.kind in ("run_of_show", "length") and head.taken.minutes and head.taken.minutes != whole:
            remarks.append(_disagree(label.paragraph.line, head.taken.minutes, whole))
    return Hours(found, _start(first), remarks)


def _between(begins: int | None, ends: int | None) -> int:
    """Return the minutes from one time of day to another, or 0 if one is not known."""
    return 0 if begins is None or ends is None else (ends - begins) % DAY


def _disagree(line: int, said: int, length: int) -> str:
    return f"Line {line}: {said} minutes are said, and its hours are {length} apart."


def _start(taken: times.Taken) -> str:
    """Return the time of day at which an agenda starts as HH:MM, or "" if it counts from 0:00."""
    begins = taken.begins or 0
    if _AFTERNOON.fullmatch(taken.start.strip()):
        begins += DAY // 2
    return f"{begins // 60:02}:{begins % 60:02}" if begins >= _EARLIEST else ""


def _merged(segments: Sequence[DraftSegment]) -> list[DraftSegment]:
    """Return the segments with those of the same kind merged into the first of them; custom ones are not merged."""
    found: dict[object, DraftSegment] = {}
    for count, each in enumerate(segments):
        key: object = each.kind if each.kind != CUSTOM else count
        first = found.get(key)
        found[key] = each if first is None else replace(
            first, minutes=first.minutes or each.minutes, title=first.title or each.title,
            read=joined(first.read, each.read), ask=joined(first.ask, each.ask),
            note=joined(first.note, each.note, each.title if first.title else None),
            consent=first.consent and each.consent, signs=(*first.signs, *each.signs),
        )  # fmt: skip
    return list(found.values())


def _with_usual(segments: Sequence[DraftSegment]) -> list[DraftSegment]:
    """Return the segments with the missing usual ones inserted in order, unless the run of show is complete."""
    own = sum(each.minutes is not None for each in segments) >= COMPLETE
    found = list(segments)
    for kind in _USUAL:
        if any(each.kind == kind for each in found) or (own and kind != QUESTIONS):
            continue
        each, fixed = kind in ("introductions", "closing_round"), kind == "written_reaction"
        later = (n for n, s in enumerate(found) if s.kind != CUSTOM and _ORDER[s.kind] > _ORDER[kind])
        found.insert(next(later, len(found)), DraftSegment(kind, each=each, fixed=fixed, added=True))
    return found
