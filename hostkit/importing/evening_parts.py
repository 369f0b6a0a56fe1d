"""Gathers labeled paragraphs into the parts of an evening, each with its titles, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hostkit.importing import times
from hostkit.importing.draft import Item, Sign, Text, TextPiece
from hostkit.importing.fitting import sentences
from hostkit.importing.heads import Head
from hostkit.importing.labels import Label
from hostkit.importing.paragraph import CELL, has_words, plain, tidy
from hostkit.importing.path import section
from hostkit.importing.words import ImportWords

RUN_OF_SHOW, CUSTOM, QUESTIONS, NOTES = "run_of_show", "custom", "questions", "notes"


@dataclass(slots=True)
class GuidePart:
    """A part of the evening: its kind, the label with its title or None, and the pieces of text in it."""

    kind: str
    head: Label | None = None
    body: list[Piece] = field(default_factory=list)

    @property
    def title(self) -> Head | None:
        """The title of the part, which may begin its first paragraph, or None."""
        if self.head:
            return self.head.evidence.head
        return self.body[0].lead if self.body else None

    @property
    def labels(self) -> list[Label]:
        """The labels of the part, in order."""
        return [*([self.head] if self.head else []), *(piece.label for piece in self.body)]

    @property
    def line(self) -> int:
        """The line of the source at which the part begins."""
        return self.labels[0].paragraph.line

    @property
    def signs(self) -> list[Sign]:
        """The title and the markers of the part, which are no texts of the guide."""
        return self.titles + [sign for piece in self.body for sign in piece.signs]

    @property
    def titles(self) -> list[Sign]:
        """The title of the part, if that is a paragraph of its own, as a list."""
        return [Sign(self.head.paragraph.whole, self.head.paragraph.line)] if self.head else []


@dataclass(slots=True)
class Piece:
    """The text of a label without the title or label before it, which is ``lead``, and the signs that it has."""

    label: Label
    text: str
    lead: Head | None = None
    signs: list[Sign] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line of the source."""
        return self.label.paragraph.line

    @property
    def part(self) -> TextPiece:
        """The text with its line."""
        return TextPiece(tidy(self.text), self.line)

    @property
    def is_text(self) -> bool:
        """True if there is more than the title."""
        return has_words(self.text)


def piece_of(label: Label, words: ImportWords) -> Piece:
    """Return the text of a label; a title of the part before it is a sign."""
    p, head = label.paragraph, label.evidence.head
    made = Piece(label, p.text)
    if has_words(p.marker):
        made.signs.append(Sign(p.marker, p.line))
    whole = 1.0 if section(label.state) in _SAID_WHOLE else 0.3
    named = section(label.state) in head.sections and head.share * head.sure >= whole
    named = named and (head.sure > 0.5 or head.rest_is_time)
    if head.rest and named:
        made.lead = head
        at = p.text.rfind(head.rest)
        made.text = head.rest
        made.signs.append(Sign(plain(p.text[:at] if at > 0 else head.text), p.line))
    elif (
        named
        and head.is_whole
        and head.share == 1
        and label.state not in ("title", "question", "probe", "custom")
    ):
        # The paragraph is only a title, although its state is that of a text.
        made.lead, made.text = head, ""
        made.signs.append(Sign(p.plain, p.line))
    elif head.taken.begins is not None and (lead := times.leads(p.text, words)):
        made.lead, made.text = head, p.text[len(lead) :].lstrip(f" .:–—-\t{CELL}")
        made.signs.append(Sign(plain(lead), p.line))
    behind = times.take(made.text, words, bare=True) if made.lead and head.taken.minutes else None
    if behind and behind.minutes == head.taken.minutes and behind.said.startswith(("(", "[")):
        made.text = behind.rest
        made.signs.append(Sign(behind.said, p.line))
    made.text = words.typeset(made.text)
    return made


_SAID_WHOLE = ("definition", "follow_up", "credit", "goodbye", "pre_read")
"""The sections whose title before a text belongs to it unless it is nothing but a title."""


def parts_of(labels: Sequence[Label], words: ImportWords) -> list[GuidePart]:
    """Return the parts of a text, in order; every label is in exactly one."""
    found: list[GuidePart] = []
    for label, after in zip(labels, (*labels[1:], None), strict=False):
        kind = section(label.state)
        other = (
            label.state == "#questions"
            and label.evidence.head.kind != QUESTIONS
            and label.evidence.head.taken.minutes
        )
        if other and after and (section(after.state) != QUESTIONS or after.evidence.head.kind == QUESTIONS):
            # A line with minutes that no question follows is a part of its own: "Cake (15 min)".
            found.append(GuidePart(CUSTOM, label))
            continue
        if label.state.startswith("#") and label.state not in ("#round", "#questions"):
            found.append(GuidePart(kind, label))
            continue
        opens = (
            kind in label.evidence.head.sections and not label.evidence.head.is_whole and kind != QUESTIONS
        )
        if not found or found[-1].kind != kind or (opens and found[-1].body):
            found.append(GuidePart(kind))
        found[-1].body.append(piece_of(label, words))
    for part in found:
        # A line that was taken for a title, but names no part and has nothing below it, is of no use.
        if part.head and not part.body and part.kind not in (CUSTOM, NOTES, QUESTIONS, RUN_OF_SHOW, "title"):
            head = part.head.evidence.head
            if part.kind not in head.sections and not head.taken.minutes and head.taken.begins is None:
                part.kind = NOTES
    return found


def of_kind(parts: Iterable[GuidePart], *kinds: str) -> list[GuidePart]:
    """Return the parts of some kinds, in order."""
    return [part for part in parts if part.kind in kinds]


def text_of_parts(parts: Sequence[GuidePart]) -> tuple[Text | None, tuple[Sign, ...]]:
    """Return all texts of some parts as one or None, and their signs."""
    pieces = tuple(piece.part for part in parts for piece in part.body if piece.is_text)
    return Text(pieces) if pieces else None, tuple(sign for part in parts for sign in part.signs)


def listed(parts: Sequence[GuidePart]) -> tuple[tuple[Item, ...], tuple[Sign, ...]]:
    """Return the texts of some parts as a list, and their signs.

    Lines without a marker that continue an item are joined to it; agreements in running text are divided into
    sentences, and materials at commas.
    """
    items: list[Item] = []
    signs: list[Sign] = []
    for part in parts:
        signs += part.titles
        marked = sum(bool(piece.label.paragraph.kind) for piece in part.body)
        for n, piece in enumerate(part.body):
            p = piece.label.paragraph
            follows = n > 0 and bool(items) and not p.kind and (p.inside or not p.apart) and marked > 0
            if not piece.is_text:
                signs += piece.signs
            elif follows or (p.goes_on and n > 0 and items):
                items[-1] = Item(Text((*items[-1].text.pieces, piece.part)), (*items[-1].signs, *piece.signs))
            else:
                found = tuple(piece.signs)
                for text in _parted(part.kind, piece) if not p.kind else [piece.text]:
                    items.append(Item(Text((TextPiece(tidy(text), piece.line),)), found))
                    found = ()
    return tuple(items), tuple(signs)


def _parted(kind: str, piece: Piece) -> list[str]:
    """Return an unmarked paragraph of a list divided into items."""
    every = sentences(piece.text)
    if kind == "agreements":
        return every if len(every) > 1 and all(len(each) <= LONGEST_RULE for each in every) else [piece.text]
    if kind != "materials" or "," not in every[0]:
        return [piece.text]
    first, *more = every
    parts, depth, start = [], 0, 0
    for at, c in enumerate(first):
        depth += (c in "([") - (c in ")]")
        if c in ",;" and depth == 0 and first[at + 1 : at + 2].isspace():
            parts.append(first[start:at].strip())
            start = at + 1
    last = first[start:].strip()
    return [*parts, last.rstrip(".") if not more and last.count(".") == 1 else last, *more]


LONGEST_RULE = 60
"""The most characters of a sentence that is taken as an agreement of its own in running text."""
