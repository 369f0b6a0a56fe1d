"""The model of a guide's draft: immutable values made of pieces of the source, each with its line.

A ``Sign`` is a passage of the source that gives structure and is not a text of the guide: a title, a number,
"Questions (40 min)". It is quoted in a comment of the guide's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple

from hostkit.importing.paragraph import plain

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


def joined(*texts: Text | None) -> Text | None:
    """Return the texts joined into one, or None if there are none."""
    pieces = tuple(piece for text in texts if text for piece in text.pieces)
    return Text(pieces) if pieces else None


@dataclass(frozen=True, slots=True)
class Item:
    """A list item or the advice for a moment: its text, and the signs before it, such as a number or title."""

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
    read: Text | None = None
    choose: str | None = None
    minutes: int | None = None
    questions: tuple[DraftQuestion, ...] = ()
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftSegment:
    """A segment of the draft, with the fields of a guide's segment; ``added`` is true if hostkit inserted it."""

    kind: str
    title: Text | None = None
    minutes: int | None = None
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
    """The follow-up group: its name, its link, the words that invite to it, and the signs."""

    name: Text | None = None
    url: TextPiece | None = None
    invite: Text | None = None
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftCredit:
    """Whose work a guide is based on, and its link."""

    text: Text | None = None
    url: TextPiece | None = None


@dataclass(frozen=True, slots=True)
class GuideDraft:
    """The whole draft of a guide.

    ``source`` is the name of the source, and ``unit`` says what positions in it count. If the text has no rounds,
    ``rounds`` holds one round without a title. ``helps`` maps keys of a guide's ``helps`` to advice. ``signs`` maps
    keys of a guide to their signs. ``start`` is the start of the evening as HH:MM, or "". ``left_out`` are the
    characters that no font has. ``remarks`` are sentences for the user about what was moved, guessed or left open.
    ``unsure`` maps lines to the two parts that they may be.
    """

    source: str
    language: str
    unit: str = "line"
    title: Text | None = None
    series: Text | None = None
    definition: Text | None = None
    credit: DraftCredit | None = None
    pre_read: DraftPreRead | None = None
    agreements: tuple[Item, ...] = ()
    segments: tuple[DraftSegment, ...] = ()
    rounds: tuple[DraftRound, ...] = ()
    worksheet: tuple[Item, ...] = ()
    follow_up: DraftFollowUp | None = None
    helps: Mapping[str, Item] = field(default_factory=dict)
    goodbye: Text | None = None
    tips: tuple[Item, ...] = ()
    materials: tuple[Item, ...] = ()
    notes: tuple[Text, ...] = ()
    signs: Mapping[str, tuple[Sign, ...]] = field(default_factory=dict)
    start: str = ""
    left_out: tuple[Sign, ...] = ()
    remarks: tuple[str, ...] = ()
    unsure: Mapping[int, str] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[DraftQuestion, ...]:
        """The questions of all rounds, in order."""
        return tuple(question for each in self.rounds for question in each.questions)

    def parts(self) -> dict[str, object]:
        """Return the values of the keys of a guide, in the order of its file."""
        titled = any(each.title for each in self.rounds)
        return {
            **{name: getattr(self, name) for name in ("title", "series", "definition", "credit", "pre_read")},
            **{"agreements": self.agreements, "run_of_show": self.segments},
            **{"questions": self.rounds if titled else self.questions, "worksheet": self.worksheet},
            **{"follow_up": self.follow_up, "helps": self.helps},
            **{"end": {"read": Item(self.goodbye)} if self.goodbye else {}},
            **{name: getattr(self, name) for name in ("tips", "materials", "notes")},
        }


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
    for key, value in draft.parts().items():
        yield from _uses(key.replace("run_of_show", "run of show"), draft.signs.get(key, ()))
        if key == "questions":
            yield from _of_rounds(draft.rounds)
        elif isinstance(value, dict):
            for name, each in value.items():
                yield from _uses(f"{key}, {name}" if key == "helps" else key, each)
        else:
            yield from _uses(key, value)


def _of_rounds(rounds: Sequence[DraftRound]) -> Iterator[Use]:
    number = 0
    for count, each in enumerate(rounds, start=1):
        yield from _uses(f"round {count}", replace(each, questions=()))
        for question in each.questions:
            number += 1
            name = f"question {number}"
            yield from _uses(name, replace(question, probes=(), note=None))
            yield from _uses(f"{name}, probe", question.probes)
            yield from _uses(f"{name}, note", question.note)


def _uses(name: str, value: object) -> Iterator[Use]:
    if isinstance(value, Sign):
        yield Use(name, value.text, value.line, True)
    elif isinstance(value, TextPiece):
        if value.line != GIVEN:
            yield Use(name, plain(value.text), value.line)
    elif isinstance(value, tuple):
        for each in value:
            segment = isinstance(each, DraftSegment)
            own = (
                f"{each.kind} segment"
                if segment and each.kind == "questions"
                else each.kind
                if segment
                else name
            )
            yield from _uses(own, each)
    elif isinstance(value, Text):
        yield from _uses(name, value.pieces)
    elif value is not None and not isinstance(value, str | int):
        yield from _uses(name, value.signs if hasattr(value, "signs") else ())
        for each in fields(value):  # type: ignore[arg-type]
            if each.name != "signs":
                yield from _uses(name, getattr(value, each.name))
