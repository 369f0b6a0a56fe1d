"""Defines what sheets read about an event: its details, and the shape of its kit.

``Details`` may be read only in slots, where each read is recorded, and in sheets without slots. ``Shape`` may be read
anywhere: kits of one shape share everything around their slots.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from hostkit.codes.links import Link
from hostkit.core.characters import Span, plain, spans
from hostkit.stocks.stock import Stock

BLANK = "_" * 12
"""The line to write on that replaces a missing detail in a text."""

EVENT_NAMES = (
    *("date", "start", "minutes", "guests", "place", "host"),
    *("group_name", "group_url", "pre_read_url"),
)
"""The fields of an event for which a shape says whether they are known."""


class UnknownDetailError(AttributeError):
    """Raised when a detail of the event is read where it must not affect the result, or has an unknown name."""


class Details(NamedTuple):
    """Everything that is printed on a sheet and differs from event to event, without source positions.

    ``date`` is in words for use within a sentence, ``date_alone`` begins with a capital; ``start`` is in minutes after
    midnight, ``length`` in minutes. ``guests_assumed`` means that the number of guests was not given. ``group_name`` is
    the event's name of the group or else the guide's; ``own_group_name`` is the event's only. ``question_seconds`` is
    the time of one question, rounded down. ``segment_times`` holds the begin in minutes after the start, the minutes
    and the seconds for each guest, rounded down, of every segment; ``round_times`` the begin and the minutes of every
    round; ``question_times`` the begin of every question. ``placeholders`` holds the name and the value of each
    placeholder.
    """

    date: str | None
    date_alone: str | None
    start: int | None
    length: int
    guests: int
    guests_assumed: bool
    place: str | None
    host: str | None
    note: str | None
    names: tuple[str, ...]
    group_name: str | None
    own_group_name: str | None
    group_link: Link | None
    pre_read_link: Link | None
    question_seconds: int
    segment_times: tuple[tuple[int, int, int | None], ...]
    round_times: tuple[tuple[int, int], ...]
    question_times: tuple[int, ...]
    placeholders: tuple[tuple[str, str | None], ...]

    def segment_begins(self, segment: int) -> int:
        """Return when a segment begins, in minutes from the start of the evening; segments count from 0."""
        return self.segment_times[segment][0]

    def segment_ends(self, segment: int) -> int:
        """Return when a segment ends, in minutes from the start of the evening; segments count from 0."""
        begins, minutes, _ = self.segment_times[segment]
        return begins + minutes

    def segment_minutes(self, segment: int) -> int:
        """Return the length of a segment in minutes; segments count from 0."""
        return self.segment_times[segment][1]

    def seconds_each(self, segment: int) -> int | None:
        """Return the seconds for each guest in a segment, rounded down, or None outside rounds.

        Segments count from 0.
        """
        return self.segment_times[segment][2]

    def round_begins(self, number: int) -> int:
        """Return when a round begins, in minutes from the start of the evening; rounds count from 0."""
        return self.round_times[number][0]

    def round_minutes(self, number: int) -> int:
        """Return the length of a round in minutes; rounds count from 0."""
        return self.round_times[number][1]

    def question_begins(self, index: int) -> int:
        """Return when a question begins, in minutes from the start of the evening; questions count from 0."""
        return self.question_times[index]

    def plain(self, text: str) -> str:
        """Return an author's text with its placeholders filled in."""
        return plain(text, values=self._values(text), blank=BLANK)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return an author's text as spans, with placeholders filled in and ``**strong**`` parts marked as strong."""
        return spans(text, values=self._values(text), blank=BLANK, emphasis=True)

    def _values(self, text: str) -> Mapping[str, str | None]:
        return dict(self.placeholders) if "{" in text else {}


BY_DAY = 16 * 60
"""What begins before this minute of the day is today rather than tonight: the design's limit."""


class Shape(NamedTuple):
    """The facts about an event that the parts outside of slots depend on.

    ``known`` holds the names of the details that are known. ``texts`` holds the guide's texts with placeholders that
    are set outside of slots, each as written, as plain text filled in for this event, and as spans. ``cards`` is the
    number of cards of one deck, ``decks`` the number of decks, and ``spare_cells`` the number of cells that stay empty
    on the last sheet of ``stock``. ``is_by_day`` tells whether the gathering begins before BY_DAY.
    """

    known: frozenset[str]
    texts: tuple[tuple[str, str, tuple[Span, ...]], ...]
    has_pre_read: bool
    has_group_link: bool
    cards: int
    decks: int
    spare_cells: int
    stock: Stock
    is_by_day: bool = False

    def knows(self, name: str) -> bool:
        """Return whether a detail is known. Raises UnknownDetailError for a name that no detail has."""
        if name not in EVENT_NAMES:
            raise UnknownDetailError(f"no detail of an event is called {name!r}")
        return name in self.known

    def plain(self, text: str) -> str:
        """Return a text filled in for this event. Raises UnknownDetailError for a text that is set only in slots."""
        return self._filled(text)[1]

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return a text filled in for this event as spans. Raises UnknownDetailError as ``plain`` does."""
        return self._filled(text)[2]

    def _filled(self, text: str) -> tuple[str, str, tuple[Span, ...]]:
        for filled in self.texts:
            if filled[0] == text:
                return filled
        raise UnknownDetailError(f"a text with placeholders stands outside of a slot: {text!r}")
