"""The model of a guide: the topic, questions and run of show of an evening, as immutable values."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.errors import Position


class Credit(NamedTuple):
    """The source that a guide credits, and a link to it, printed in small type at the end of the host sheet."""

    text: Phrase
    url: Link | None = None


class PreRead(NamedTuple):
    """A text that guests may read before the evening.

    ``opens`` describes the page behind the link if that page is not the text itself; ``why`` is the reason for the
    choice, printed on the invitation; ``required`` is true if everyone should have read the text.
    """

    title: Phrase
    publisher: Phrase | None = None
    author: Phrase | None = None
    url: Link | None = None
    opens: Phrase | None = None
    why: Phrase | None = None
    required: bool = False


class FollowUp(NamedTuple):
    """The follow-up group: its name, a description of the page behind its link, the invitation, and the link."""

    name: Phrase | None = None
    opens: Phrase | None = None
    invite: Phrase | None = None
    url: Link | None = None


class Segment(NamedTuple):
    """One part of the run of show.

    ``kind`` is a key of ``SEGMENT_MINUTES``, and ``at`` the position in the file. ``read`` is read aloud, ``ask`` is
    asked of everyone, and ``note`` is for the host. With ``each``, every guest has a turn; a ``fixed`` segment keeps
    its minutes when the evening is scaled; with ``consent``, the host asks who wants to be in the photograph.
    """

    kind: str
    minutes: int
    at: Position
    title: Phrase | None = None
    read: Phrase | None = None
    ask: Phrase | None = None
    note: Phrase | None = None
    each: bool = False
    fixed: bool = False
    consent: bool = False


class Question(NamedTuple):
    """A question, numbered from 1, with its probes for the back of the card and a note for the host only.

    ``skip_if_late`` is true if the question may be dropped when time is short. A question with ``leave_out`` stays in
    the file and is not among the questions of the guide.
    """

    number: int
    ask: Phrase
    probes: tuple[Phrase, ...] = ()
    note: Phrase | None = None
    skip_if_late: bool = False
    leave_out: bool = False


class Round(NamedTuple):
    """A round of questions, numbered ``first`` to ``last``: its heading, words to read aloud, rule and minutes.

    ``choose`` is one of ``CHOICES`` or, without a rule, None.
    """

    title: Phrase
    first: int
    last: int
    read: Phrase | None = None
    choose: str | None = None
    minutes: int | None = None

    @property
    def question_count(self) -> int:
        """The number of questions in the round."""
        return self.last - self.first + 1

    @property
    def is_choice(self) -> bool:
        """Whether a guest answers only one question of the round, of the guest's choice."""
        return self.choose in ("any", "one")


CHOICES = ("any", "one", "all")
"""The rules of a round: guests answer any of its questions, one of them, or all in turn."""


class Prompt(NamedTuple):
    """A prompt of the worksheet; ``lines`` is its share of the page relative to the other prompts."""

    ask: Phrase
    lines: int = 4


class Helps(NamedTuple):
    """Advice to the host: for silence, for one guest who talks too much, for a heated talk, for a guest in tears."""

    stalls: Phrase | None = None
    one_voice: Phrase | None = None
    tempers: Phrase | None = None
    tears: Phrase | None = None


HELPS = Helps._fields
"""The names of the difficult moments, in the order in which they are listed."""


class End(NamedTuple):
    """The end of the evening: the words of goodbye that the host reads aloud."""

    read: Phrase | None = None


SEGMENT_MINUTES = {
    "arrivals": 10,
    "welcome": 5,
    "introductions": 15,
    "questions": 40,
    "closing_round": 10,
    "written_reaction": 5,
    "group_photo": 5,
    "custom": 5,
}
"""The kinds of segment, and the default minutes of each."""


class Guide(NamedTuple):
    """A whole guide. ``topic`` is the slug of its file name without the suffix and the language of a translation.

    Question numbers run on from round to round. Either every question belongs to a round, or there are no rounds.
    ``theme`` is the name of a theme or the path of its file.
    """

    topic: str
    path: Path
    title: Phrase
    run_of_show: tuple[Segment, ...]
    questions: tuple[Question, ...]
    rounds: tuple[Round, ...] = ()
    language: str = "en"
    theme: str | None = None
    series: Phrase | None = None
    definition: Phrase | None = None
    credit: Credit | None = None
    pre_read: PreRead | None = None
    agreements: tuple[Phrase, ...] = ()
    tent_agreements: tuple[Phrase, ...] = ()
    worksheet: tuple[Prompt, ...] = ()
    follow_up: FollowUp | None = None
    helps: Helps = Helps()
    end: End | None = None
    invitation: Phrase | None = None
    tips: tuple[Phrase, ...] = ()
    materials: tuple[Phrase, ...] = ()
    notes: tuple[Phrase, ...] = ()
    translation_of: Phrase | None = None

    @property
    def counted(self) -> int:
        """The number of questions that the figure of a theme counts: with rounds those of the longest round."""
        return max((each.question_count for each in self.rounds), default=len(self.questions))

    def place_of(self, question: Question) -> int:
        """Return the place of a question in the deck, or in its round if there are rounds, from 1."""
        opened = self.round_of(question)
        return question.number - (opened.first - 1 if opened else 0)

    def round_of(self, question: Question) -> Round | None:
        """Return the round that a question belongs to, or None if there are no rounds."""
        return next((r for r in self.rounds if r.first <= question.number <= r.last), None)

    def of_series(self, series: Phrase | None) -> Guide:
        """Return the guide as one of a series of this name, or unchanged without a name; equal names give one guide."""
        return self if series is None else _of_series(self, series.text)


@lru_cache(maxsize=4)
def _of_series(guide: Guide, name: str) -> Guide:
    return guide._replace(series=Phrase(name, Position("", field="series")))
