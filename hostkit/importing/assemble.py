"""Assembles the draft of a guide from the labeled paragraphs of a text.

Every paragraph is used in a field or becomes a note; the notes are in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from hostkit.importing.asked_questions import rounds_of
from hostkit.importing.bare_title import bare_title
from hostkit.importing.draft import (
    DraftCredit,
    DraftRound,
    GuideDraft,
    Item,
    Sign,
    Text,
    TextPiece,
    joined,
)
from hostkit.importing.evening_parts import (
    NOTES,
    QUESTIONS,
    RUN_OF_SHOW,
    GuidePart,
    listed,
    of_kind,
    parts_of,
    text_of_parts,
)
from hostkit.importing.fitting import questions_in_sentences
from hostkit.importing.heads import HELPS, Head
from hostkit.importing.labels import Label
from hostkit.importing.marked_text import find_link, without
from hostkit.importing.paragraph import SourceParagraph, has_words, tidy
from hostkit.importing.pre_read import follow_up, pre_read
from hostkit.importing.segments import segments_of, without_tasks
from hostkit.importing.words import ImportWords, key_of

_SAID_TITLE = re.compile(r"(?<![^\W_])(?=([^\W\d_]+) ([^\W\d_]+) ([^.!?\n]{2,60}))")
_FEW = 2
"""With fewer questions, those in the running text of the notes are questions too."""

_FEWEST = 3
"""The fewest words of an invitation to a group without a name and a link."""

_PROMPTS = 2
"""The least number of items of a written reaction that are prompts of the worksheet."""


def assemble(labels: Sequence[Label], words: ImportWords, source: str, unit: str = "line") -> GuideDraft:
    """Return the draft of a guide; ``source`` names the text, and ``unit`` says whether lines or paragraphs count."""
    parts = _with_prompts(parts_of(labels, words))
    for part in of_kind(parts, "group_photo"):
        # "No group photo tonight" asks for none.
        said = key_of(
            " ".join(piece.text for piece in part.body) or (part.head.paragraph.plain if part.head else "")
        )
        part.kind = NOTES if any((word,) in words.lists["not"] for word in said[:2]) else part.kind
    made = _Draft(parts, words)
    for fill_in in (made.title, made.texts, made.questions, made.lists, made.reading, made.helps):
        fill_in()
    return made.finished(source, unit)


def _with_prompts(parts: Sequence[GuidePart]) -> list[GuidePart]:
    """Return the parts; several items of a written reaction of which one asks are prompts of the worksheet."""
    found: list[GuidePart] = []
    for part in parts:
        items = [
            piece
            for piece in part.body
            if piece.label.paragraph.kind and "[" not in piece.label.paragraph.marker
        ]
        if (
            part.kind == "written_reaction"
            and len(items) >= _PROMPTS
            and any("?" in piece.text for piece in items)
        ):
            found.append(
                GuidePart(part.kind, part.head, [piece for piece in part.body if piece not in items])
            )
            found.append(GuidePart("worksheet", None, items))
        else:
            found.append(part)
    return found


class _Draft:
    """A draft while its fields are filled; ``rest`` are texts for the notes, ``signs`` those of each key."""

    def __init__(self, parts: Sequence[GuidePart], words: ImportWords) -> None:
        self.parts = parts
        self.words = words
        self.fields: dict[str, Any] = {}
        self.signs: dict[str, Sequence[Sign]] = {"run_of_show": ()}
        self.rest: list[TextPiece] = []
        self.remarks: list[str] = []

    def of(self, *kinds: str) -> list[GuidePart]:
        """Return the parts of some kinds, in order."""
        return of_kind(self.parts, *kinds)

    def title(self) -> None:
        """Fill in the title and the series."""
        pieces = [piece for part in self.of("title") for piece in part.body]
        titles = [sign for part in self.of("title") for sign in part.titles]
        for piece in pieces[:1]:
            text, more = bare_title(piece.text, self.words)
            if said := self._said_in(text):
                text, more = said, [*more, text.removesuffix(said).strip()]
            titles += [*piece.signs, *(Sign(sign, piece.line) for sign in more)]
            self.fields["title"] = Text((TextPiece(tidy(text), piece.line),))
        self.rest += [piece.part for piece in pieces[1:]]
        self.signs["title"] = titles
        if not pieces:
            self.fields["title"] = self._said_title()
        series, self.signs["series"] = text_of_parts(self.of("series"))
        if series:
            self.fields["series"] = Text(series.pieces[:1])
            self.rest += series.pieces[1:]

    def _said_title(self) -> Text | None:
        """Return the title that a sentence states, which stays where it is: "The topic is trust"."""
        for piece in (piece for part in self.of(NOTES, "welcome") for piece in part.body):
            if title := self._said_in(piece.label.paragraph.plain):
                return Text((TextPiece(title, piece.line),))
        return None

    def _said_in(self, text: str) -> str:
        """Return the title that a text states, or ""."""
        for found in _SAID_TITLE.finditer(text):
            named = self.words.title(key_of(found[1]))
            title = found[3].strip(" \"“”„«»'.!")
            is_said = named and named.kind == "title" and key_of(found[2]) in self.words.lists["is"]
            if is_said and has_words(title):
                return title
        return ""

    def texts(self) -> None:
        """Fill in the definition and the credit."""
        self.fields["definition"], self.signs["definition"] = text_of_parts(self.of("definition"))
        text, self.signs["credit"] = text_of_parts(self.of("credit"))
        linked = next(((p, link) for p in text.pieces if (link := find_link(p.text))), None) if text else None
        if text and linked:
            bare = [
                p._replace(text=without(p.text, linked[1]) or p.text) if p is linked[0] else p
                for p in text.pieces
            ]
            text = Text(tuple(p for p in bare if has_words(p.text)))
        url = TextPiece(linked[1].url, linked[0].line) if linked else None
        self.fields["credit"] = DraftCredit(text, url) if text else None

    def questions(self) -> None:
        """Fill in the questions and the segments."""
        asking = self.of(QUESTIONS)
        rounds, lead, left = rounds_of(asking, self.words)
        self.rest += left
        if sum(len(each.questions) for each in rounds) < _FEW and not any(each.title for each in rounds):
            notes = [piece.label.paragraph for part in self.of(NOTES) for piece in part.body]
            made, remark = questions_in_sentences(notes)
            every = sorted((q for each in (*rounds, *made) for q in each.questions), key=lambda q: q.ask.line)
            rounds = (DraftRound(None, questions=tuple(every)),) if made else rounds
            self.remarks += [remark] if remark else []
        if any(each.title and not each.title.line for each in rounds):
            self.remarks.append("Some questions stand outside of the rounds; hostkit made a round of them.")
        hours = segments_of(self.parts, replace(lead, added=not asking), self.words)
        self.remarks += hours.remarks
        self.fields |= {"rounds": rounds, "segments": tuple(hours.segments), "start": hours.start}

    def lists(self) -> None:
        """Fill in the agreements, tips, materials and the worksheet."""
        for kind in ("agreements", "tips", "materials", "worksheet"):
            self.fields[kind], self.signs[kind] = listed(self.of(kind))
        # hostkit counts and lists pens itself.
        items = self.fields["materials"]
        pens = [item for item in items if key_of(item.text.plain) in self.words.lists["pens"]]
        signs = (sign for item in pens for sign in (*item.signs, Sign(item.text.plain, item.text.line)))
        self.fields["materials"] = tuple(item for item in items if item not in pens)
        self.signs["materials"] = (*self.signs["materials"], *signs)

    def reading(self) -> None:
        """Fill in the text to read before and the group."""
        title = self.fields["title"]
        if body := self._body("pre_read"):
            found, more = pre_read(body, self.words, key_of(title.plain) if title else ())
            self.rest += [TextPiece(paragraph.text, paragraph.line) for paragraph in more]
            if any(find_link(paragraph.text) for paragraph in more):
                self.remarks.append(
                    "The text names more than one thing to read; a guide has one, the others are notes."
                )
            self.fields["pre_read"] = found
        else:
            self.signs["run_of_show"] = self.signs.pop("pre_read")
        if body := self._body("follow_up"):
            group = follow_up(body, self.words)
            if (
                not group.url
                and not group.name
                and group.invite
                and len(key_of(group.invite.plain)) < _FEWEST
            ):
                # "Next week: Generosity" invites to no group.
                self.rest += group.invite.pieces
                group = replace(group, invite=None)
            self.fields["follow_up"] = group

    def _body(self, kind: str) -> list[SourceParagraph]:
        """Return the texts of a kind as paragraphs, and keep its signs."""
        self.signs[kind] = [sign for part in self.of(kind) for sign in part.signs]
        pieces = [piece for part in self.of(kind) for piece in part.body if piece.is_text]
        return [replace(piece.label.paragraph, text=piece.text, marker="") for piece in pieces]

    def helps(self) -> None:
        """Fill in the advice for difficult moments, and the words of goodbye."""
        helps: dict[str, Item] = {}
        # "Silence" in a guide on silence is no advice.
        topic = set(key_of(self.fields["title"].plain)) if self.fields["title"] else set()
        for part in self.of("helps"):
            kind, signs = _moment(part.head.evidence.head if part.head else None, topic), part.titles
            for piece in part.body:
                kind, signs = _moment(piece.lead, topic) or kind, [*signs, *piece.signs]
                before = helps.get(kind)
                if piece.is_text and kind:
                    text = joined(before.text if before else None, Text((piece.part,)))
                    assert text is not None
                    helps[kind] = Item(text, (*(before.signs if before else ()), *signs))
                elif piece.is_text:
                    self.fields["tips"] = (*self.fields["tips"], Item(Text((piece.part,)), tuple(signs)))
                signs = [] if piece.is_text else signs
            self.signs["run_of_show"] = (*self.signs["run_of_show"], *signs)
        for piece in (piece for part in self.of("goodbye") for piece in part.body):
            task, piece.text = without_tasks(piece.text, self.words)
            self.rest += [TextPiece(tidy(task), piece.line)] if has_words(task) else []
        text, found = text_of_parts(self.of("goodbye"))
        self.signs["end" if text else "run_of_show"] = (
            (*self.signs["run_of_show"], *found) if not text else found
        )
        self.fields |= {"helps": helps, "goodbye": text}

    def finished(self, source: str, unit: str) -> GuideDraft:
        """Return the draft with its notes, in the order of the text."""
        rest = list(self.rest)
        for part in self.of(NOTES, RUN_OF_SHOW):
            if part.kind == RUN_OF_SHOW:
                self.signs["run_of_show"] = (*self.signs["run_of_show"], *part.titles)
            else:
                rest += [TextPiece(*title) for title in part.titles]
            rest += [TextPiece(piece.label.paragraph.whole, piece.line) for piece in part.body]
        notes = [
            Text((piece,)) for piece in sorted(rest, key=lambda piece: piece.line) if has_words(piece.text)
        ]
        labels = [
            label for part in self.parts for label in (part.head, *(p.label for p in part.body)) if label
        ]
        return GuideDraft(
            source, self.words.language, unit, notes=tuple(notes), remarks=tuple(self.remarks),
            signs={key: tuple(signs) for key, signs in self.signs.items()},
            unsure={x.paragraph.line: f"{x.part}, or {x.second}?" for x in labels if not x.is_sure}, **self.fields,
        )  # fmt: skip


def _moment(head: Head | None, topic: Collection[str]) -> str:
    """Return the difficult moment that a title names, or ""."""
    return head.kind if head and head.kind in HELPS and not set(key_of(head.name)) <= set(topic) else ""
