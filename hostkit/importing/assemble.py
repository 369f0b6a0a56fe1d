"""Assembles the draft of a guide from the labeled paragraphs of a text.

Every paragraph is used in a field or becomes a note; the notes are in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hostkit.importing.asked_questions import rounds_of
from hostkit.importing.bare_title import bare_title
from hostkit.importing.draft import (
    DraftFollowUp,
    DraftList,
    DraftRound,
    DraftWords,
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
from hostkit.importing.heads import HELPS
from hostkit.importing.labels import Label
from hostkit.importing.marked_text import find_link, without
from hostkit.importing.paragraph import has_words, tidy
from hostkit.importing.pre_read import follow_up, pre_read
from hostkit.importing.segments import segments_of, without_tasks
from hostkit.importing.words import ImportWords, key_of

_SAID_TITLE = re.compile(r"(?<![^\W_])(?=([^\W\d_]+) ([^\W\d_]+) ([^.!?\n]{2,60}))")
_FEW = 2
"""With fewer questions, those in the running text of the notes are questions too."""

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
    made = _Draft(GuideDraft(source, words.language, unit), parts, words, [], [], [])
    made.title()
    made.texts()
    made.questions()
    made.lists()
    made.reading()
    made.helps()
    return made.finished()


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


@dataclass(slots=True)
class _Draft:
    """A draft while its fields are filled; ``rest`` are texts for the notes, ``signs`` those of the run of show."""

    draft: GuideDraft
    parts: Sequence[GuidePart]
    words: ImportWords
    rest: list[TextPiece]
    signs: list[Sign]
    remarks: list[str]

    def title(self) -> None:
        """Fill in the title and the series."""
        pieces = [piece for part in of_kind(self.parts, "title") for piece in part.body]
        signs = [
            Sign(part.head.paragraph.whole, part.head.paragraph.line)
            for part in of_kind(self.parts, "title")
            if part.head
        ]
        for piece in pieces[:1]:
            text, more = bare_title(piece.text, self.words)
            signs += [*piece.signs, *(Sign(sign, piece.line) for sign in more)]
            self.draft = replace(
                self.draft, title=Text((TextPiece(tidy(text), piece.line),)), title_signs=tuple(signs)
            )
        self.rest += [piece.part for piece in pieces[1:]]
        if not pieces:
            self.draft = replace(self.draft, title=self._said_title())
        series, more_signs = text_of_parts(of_kind(self.parts, "series"))
        if series:
            self.draft = replace(self.draft, series=Text(series.pieces[:1]), series_signs=more_signs)
            self.rest += series.pieces[1:]

    def _said_title(self) -> Text | None:
        """Return the title that a sentence states, which stays where it is: "The topic is trust"."""
        for part in of_kind(self.parts, NOTES, "welcome"):
            for piece in part.body:
                for found in _SAID_TITLE.finditer(piece.label.paragraph.plain):
                    named = self.words.title(key_of(found[1]))
                    title = found[3].strip(" \"“”„«»'.!")
                    if (
                        named
                        and named.kind == "title"
                        and key_of(found[2]) in self.words.lists["is"]
                        and has_words(title)
                    ):
                        return Text((TextPiece(title, piece.line),))
        return None

    def texts(self) -> None:
        """Fill in the definition and the credit."""
        text, signs = text_of_parts(of_kind(self.parts, "definition"))
        self.draft = replace(self.draft, definition=text, definition_signs=signs)
        text, signs = text_of_parts(of_kind(self.parts, "credit"))
        linked = next((piece for piece in text.pieces if find_link(piece.text)), None) if text else None
        link = find_link(linked.text) if linked else None
        if text and linked and link:
            bare = [
                TextPiece((without(p.text, link) if p is linked else None) or p.text, p.line)
                for p in text.pieces
            ]
            text = Text(tuple(p for p in bare if has_words(p.text)))
            self.draft = replace(self.draft, credit_url=TextPiece(link.url, linked.line))
        self.draft = replace(self.draft, credit=text, credit_signs=signs)

    def questions(self) -> None:
        """Fill in the questions and the segments."""
        asking = of_kind(self.parts, QUESTIONS)
        rounds, lead, left = rounds_of(asking, self.words)
        self.rest += left
        if sum(len(each.questions) for each in rounds) < _FEW and not any(each.title for each in rounds):
            notes = [piece.label.paragraph for part in of_kind(self.parts, NOTES) for piece in part.body]
            made, remark = questions_in_sentences(notes)
            every = sorted((q for each in (*rounds, *made) for q in each.questions), key=lambda q: q.ask.line)
            rounds = (DraftRound(None, tuple(every)),) if made else rounds
            self.remarks += [remark] if remark else []
        if any(each.title and not each.title.line for each in rounds):
            self.remarks.append("Some questions stand outside of the rounds; hostkit made a round of them.")
        lead = replace(lead, added=not asking)
        segments, remarks = segments_of(self.parts, lead, self.words)
        self.remarks += remarks
        self.draft = replace(self.draft, rounds=rounds, segments=segments)

    def lists(self) -> None:
        """Fill in the agreements, tips, materials and the worksheet."""
        agreements, tips, materials, worksheet = (
            listed(of_kind(self.parts, kind)) for kind in ("agreements", "tips", "materials", "worksheet")
        )
        pens = [item for item in materials.items if key_of(item.text.plain) in self.words.lists["pens"]]
        signs = (sign for item in pens for sign in (*item.signs, Sign(item.text.plain, item.text.line)))
        # hostkit counts and lists pens itself.
        kept = tuple(item for item in materials.items if item not in pens)
        self.draft = replace(
            self.draft, agreements=agreements, tips=tips, worksheet=worksheet,
            materials=DraftList(kept, (*materials.signs, *signs)),
        )  # fmt: skip

    def reading(self) -> None:
        """Fill in the text to read before and the group."""
        read = of_kind(self.parts, "pre_read")
        body = [
            replace(p.label.paragraph, text=p.text, marker="")
            for part in read
            for p in part.body
            if p.is_text
        ]
        if body:
            topic = key_of(self.draft.title.plain) if self.draft.title else ()
            found, more = pre_read(body, self.words, topic)
            self.rest += [TextPiece(paragraph.text, paragraph.line) for paragraph in more]
            if any(find_link(paragraph.text) for paragraph in more):
                self.remarks.append(
                    "The text names more than one thing to read; a guide has one, the others are notes."
                )
            signs = (*(sign for part in read for sign in part.signs), *found.signs)
            self.draft = replace(self.draft, pre_read=replace(found, signs=signs))
        else:
            self.signs += [sign for part in read for sign in part.signs]
        after = of_kind(self.parts, "follow_up")
        if after:
            group = [
                replace(p.label.paragraph, text=p.text, marker="")
                for part in after
                for p in part.body
                if p.is_text
            ]
            made = follow_up(group, self.words) if group else DraftFollowUp()
            signs = (*(sign for part in after for sign in part.signs), *made.signs)
            self.draft = replace(self.draft, follow_up=replace(made, signs=signs))

    def helps(self) -> None:
        """Fill in the advice for difficult moments, and the words of goodbye."""
        helps: dict[str, DraftWords] = {}
        # "Silence" in a guide on silence is no advice.
        topic = set(key_of(self.draft.title.plain)) if self.draft.title else set()
        kind = ""
        for part in of_kind(self.parts, "helps"):
            for piece in (None, *part.body):
                head = (
                    part.head.evidence.head if piece is None and part.head else piece.lead if piece else None
                )
                named = (
                    head.kind if head and head.kind in HELPS and not set(key_of(head.name)) <= topic else ""
                )
                kind = named or (kind if piece else "")
                signs = tuple(piece.signs) if piece else tuple(part.signs[:1] if part.head else ())
                if kind and piece and piece.is_text:
                    before = helps.get(kind)
                    text = joined(before.text if before else None, Text((piece.part,)))
                    helps[kind] = DraftWords(
                        text or Text((piece.part,)), (*(before.signs if before else ()), *signs)
                    )
                elif piece and piece.is_text:
                    items = (*self.draft.tips.items, Item(Text((piece.part,)), signs))
                    self.draft = replace(self.draft, tips=DraftList(items, self.draft.tips.signs))
                else:
                    self.signs += signs
        bye = of_kind(self.parts, "goodbye")
        for part in bye:
            for piece in part.body:
                task, said = without_tasks(piece.text, self.words)
                self.rest += [TextPiece(tidy(task), piece.line)] if has_words(task) else []
                piece.text = said
        text, signs = text_of_parts(bye)
        self.signs += signs if text is None else ()
        self.draft = replace(self.draft, helps=helps, goodbye=DraftWords(text, signs) if text else None)

    def finished(self) -> GuideDraft:
        """Return the draft with its notes, in the order of the text."""
        rest = list(self.rest)
        for part in of_kind(self.parts, NOTES, RUN_OF_SHOW):
            if part.head and part.kind == RUN_OF_SHOW:
                self.signs.append(Sign(part.head.paragraph.whole, part.head.paragraph.line))
            elif part.head:
                rest.append(TextPiece(part.head.paragraph.whole, part.head.paragraph.line))
            rest += [TextPiece(piece.label.paragraph.whole, piece.line) for piece in part.body]
        rest.sort(key=lambda piece: piece.line)
        notes = [Text((piece,)) for piece in rest if has_words(piece.text)]
        unsure = {x.paragraph.line: f"{x.part}, or {x.second}?" for x in self._labels() if not x.is_sure}
        return replace(
            self.draft,
            notes=tuple(notes),
            remarks=tuple(self.remarks),
            run_signs=tuple(self.signs),
            unsure=unsure,
        )

    def _labels(self) -> list[Label]:
        return [
            label
            for part in self.parts
            for label in ([part.head] if part.head else []) + [p.label for p in part.body]
        ]
