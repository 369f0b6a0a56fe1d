"""The model of a guide's draft: immutable values made of pieces of the source, each with its line.

A ``Sign`` is a passage of the source that gives structure and is not a text of the guide: a title, a number,
"Questions (40 min)". It is quoted in a comment of the guide's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hostkit.importing.paragraph import SourceParagraph, plain

GIVEN = 0
"""The line number of a piece that hostkit added and the source does not contain."""


class TextPiece(NamedTuple):
    """A passage of the source, with marks for bold and links, and its line."""

    text: str
    line: int


class Sign(NamedTuple):
    """Words of the source that were read as structure, and their line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the guide, made of one or more pieces."""

    pieces: tuple[TextPiece, ...]

    @property
    def marked(self) -> str:
        """The joined pieces, with marks. A piece that does not end in punctuation is followed by a semicolon."""
        whole = ""
        for piece in self.pieces:
            stops = whole.rstrip("\ue001\ue003 ").endswith(
                (".", "!", "?", ":", "…", "”", "“", "»", ",", ";", ")", '"')
            )
            # A line that begins in lower case goes on with the one above.
            stops = stops or plain(piece.text)[:1].islower()
            whole += piece.text if not whole else f" {piece.text}" if stops else f"; {piece.text}"
        return whole

    @property
    def plain(self) -> str:
        """The joined pieces, without marks."""
        return plain(self.marked)

    @property
    def line(self) -> int:
        """The line of the first piece."""
        return self.pieces[0].line


def text_of(*parts: SourceParagraph | TextPiece | None) -> Text | None:
    """Return a text made of the parts that are not empty, or None if all are."""
    pieces = [TextPiece(part.text, part.line) for part in parts if part is not None and plain(part.text)]
    return Text(tuple(pieces)) if pieces else None


def joined(*texts: Text | None) -> Text | None:
    """Return the texts joined into one, or None if there are none."""
    pieces = tuple(piece for text in texts if text for piece in text.pieces)
    return Text(pieces) if pieces else None


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its text, and the signs before it, such as a number."""

    text: Text
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftQuestion:
    """A question of the draft, with its probes, note and signs; ``skip_if_late`` is true if it may be skipped."""

    ask: Text
    probes: tuple[Item, ...] = ()
    note: Text | None = None
    signs: tuple[Sign, ...] = ()
    skip_if_late: bool = False


@dataclass(frozen=True, slots=True)
class DraftRound:
    """A round of the draft. A round without a title holds the questions that are in no round.

    ``read`` is read aloud, and ``choose`` is one of the ``CHOICES`` of a guide or None.
    """

    title: Text | None
    questions: tuple[DraftQuestion, ...]
    read: Text | None = None
    choose: str | None = None
    minutes: int | None = None
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftSegment:
    """A segment of the draft, with the fields of a guide's segment; ``added`` is true if hostkit inserted it."""

    kind: str
    minutes: int | None = None
    title: Text | None = None
    read: Text | None = None
    ask: Text | None = None
    note: Text | None = None
    each: bool = False
    fixed: bool = False
    consent: bool = False
    signs: tuple[Sign, ...] = ()
    added: bool = False


@dataclass(frozen=True, slots=True)
class DraftPreRead:
    """The text to read before the evening; ``why`` is the reason, and ``title`` is None if it is not known."""

    title: Text | None = None
    publisher: Text | None = None
    author: Text | None = None
    url: TextPiece | None = None
    why: Text | None = None
    required: bool = False
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftFollowUp:
    """The follow-up group: its name, the words that invite to it, its link, and the signs."""

    name: Text | None = None
    invite: Text | None = None
    url: TextPiece | None = None
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftList:
    """The items of a list of the guide, and its titles in the source as signs."""

    items: tuple[Item, ...] = ()
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftWords:
    """Words of the host, such as those of goodbye, and their titles in the source as signs."""

    text: Text
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideDraft:
    """The whole draft of a guide.

    ``source`` is the name of the source, and ``unit`` says what positions in it count. If the text has no rounds,
    ``rounds`` holds one round without a title. ``helps`` maps keys of a guide's ``helps`` to advice. ``run_signs`` are
    the signs of the run of show; ``left_out`` are the characters that no font has; ``remarks`` are sentences for the
    user about what was moved, guessed or left open. ``unsure`` maps lines to the two parts that they may be.
    """

    source: str
    language: str
    unit: str = "line"
    title: Text | None = None
    title_signs: tuple[Sign, ...] = ()
    series: Text | None = None
    series_signs: tuple[Sign, ...] = ()
    definition: Text | None = None
    definition_signs: tuple[Sign, ...] = ()
    credit: Text | None = None
    credit_url: TextPiece | None = None
    credit_signs: tuple[Sign, ...] = ()
    pre_read: DraftPreRead | None = None
    agreements: DraftList = field(default_factory=DraftList)
    segments: tuple[DraftSegment, ...] = ()
    run_signs: tuple[Sign, ...] = ()
    rounds: tuple[DraftRound, ...] = ()
    worksheet: DraftList = field(default_factory=DraftList)
    follow_up: DraftFollowUp | None = None
    helps: Mapping[str, DraftWords] = field(default_factory=dict)
    goodbye: DraftWords | None = None
    tips: DraftList = field(default_factory=DraftList)
    materials: DraftList = field(default_factory=DraftList)
    notes: tuple[Text, ...] = ()
    left_out: tuple[Sign, ...] = ()
    remarks: tuple[str, ...] = ()
    unsure: Mapping[int, str] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[DraftQuestion, ...]:
        """The questions of all rounds, in order."""
        return tuple(question for each in self.rounds for question in each.questions)


class Use(NamedTuple):
    """A passage of the source that the draft uses: the field, the text and its line.

    ``understood`` is true for a sign, and false for a text of the guide.
    """

    part: str
    text: str
    line: int
    understood: bool = False


def uses(draft: GuideDraft) -> Iterator[Use]:
    """Yield the use of every passage of the source in the draft, field by field."""
    yield from _of("title", draft.title, draft.title_signs)
    yield from _of("series", draft.series, draft.series_signs)
    yield from _of("definition", draft.definition, draft.definition_signs)
    yield from _of("credit", joined(draft.credit, _text(draft.credit_url)), draft.credit_signs)
    if pre_read := draft.pre_read:
        yield from _of("pre_read", None, pre_read.signs)
        for text in (pre_read.title, pre_read.author, pre_read.publisher, _text(pre_read.url), pre_read.why):
            yield from _of("pre_read", text)
    yield from _of_list("agreements", draft.agreements)
    yield from _of("run of show", None, draft.run_signs)
    for segment in draft.segments:
        name = segment.kind if segment.kind != "questions" else "questions segment"
        yield from _of(name, None, segment.signs)
        for text in (segment.title, segment.read, segment.ask, segment.note):
            yield from _of(name, text)
    yield from _of_rounds(draft.rounds)
    yield from _of_list("worksheet", draft.worksheet)
    if follow_up := draft.follow_up:
        yield from _of("follow_up", joined(follow_up.name, _text(follow_up.url)), follow_up.signs)
        yield from _of("follow_up", follow_up.invite)
    for name, help_ in draft.helps.items():
        yield from _of(f"helps, {name}", help_.text, help_.signs)
    if draft.goodbye:
        yield from _of("end", draft.goodbye.text, draft.goodbye.signs)
    yield from _of_list("tips", draft.tips)
    yield from _of_list("materials", draft.materials)
    for note in draft.notes:
        yield from _of("notes", note)


def _of_rounds(rounds: Sequence[DraftRound]) -> Iterator[Use]:
    number = 0
    for count, each in enumerate(rounds, start=1):
        yield from _of(f"round {count}", joined(each.title, each.read), each.signs)
        for question in each.questions:
            number += 1
            name = f"question {number}"
            yield from _of(name, question.ask, question.signs)
            for probe in question.probes:
                yield from _of(f"{name}, probe", probe.text, probe.signs)
            yield from _of(f"{name}, note", question.note)


def _of_list(name: str, found: DraftList) -> Iterator[Use]:
    yield from _of(name, None, found.signs)
    for item in found.items:
        yield from _of(name, item.text, item.signs)


def _of(name: str, text: Text | None, signs: Sequence[Sign] = ()) -> Iterator[Use]:
    for sign in signs:
        yield Use(name, sign.text, sign.line, True)
    for piece in text.pieces if text else ():
        if piece.line == GIVEN:
            continue
        yield Use(name, plain(piece.text), piece.line)


def _text(piece: TextPiece | None) -> Text | None:
    return Text((piece,)) if piece else None
