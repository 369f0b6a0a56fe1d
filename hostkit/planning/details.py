"""What sheets are composed from beside the guide and the options: the details of one event, and the shape of its kit.

``Details`` are read in slots, where each read is noted. ``Shape`` is all that may be read of an event elsewhere: kits
of one shape share what stands around the slots.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from hostkit.codes.links import Link
from hostkit.core.inline_markup import Span, plain, spans
from hostkit.stocks.stock import Stock

BLANK = "_" * 12
"""Stands in a text for a detail that nobody has given: a line to write on."""

EVENT_NAMES = (
    *("date", "start", "minutes", "guests", "place", "host"),
    *("group_name", "group_url", "pre_read_url"),
)
"""Fields of an event of which a shape says whether they are known."""

DETAIL_NAMES = frozenset((*EVENT_NAMES, "to_print"))
"""All of which a shape says whether it is known: also whether the kit's plan lists what is printed."""


class UnknownDetailError(AttributeError):
    """A detail of the event was asked for where it cannot be known."""


class Details(NamedTuple):
    """All that differs from event to event and is printed on a sheet: flat values, without where they were written.

    ``date`` is in words, as within a sentence, ``date_alone`` as where it stands alone, with a capital; ``start`` is in
    minutes after midnight, ``length`` in minutes.
    ``group_name`` is the event's, else the guide's; ``own_group_name`` the event's alone. ``placeholders`` are what
    placeholders stand for, by their names. ``segment_times`` are minutes after the start, minutes and each guest's
    seconds of every segment; ``round_times`` minutes after the start and minutes of every round.
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
    group_name: str | None
    own_group_name: str | None
    group_link: Link | None
    pre_read_link: Link | None
    to_print: tuple[str, ...]
    minutes_a_question: tuple[int, bool]
    segment_times: tuple[tuple[int, int, int | None], ...]
    round_times: tuple[tuple[int, int], ...]
    question_times: tuple[int, ...]
    placeholders: tuple[tuple[str, str | None], ...]

    def segment_begins(self, segment: int) -> int:
        """Return the minutes from the start of the evening to that of a segment, counted from 0."""
        return self.segment_times[segment][0]

    def segment_ends(self, segment: int) -> int:
        """Return the minutes from the start of the evening to the end of a segment, counted from 0."""
        begins, minutes, _ = self.segment_times[segment]
        return begins + minutes

    def segment_minutes(self, segment: int) -> int:
        """Return how many minutes a segment takes, counted from 0."""
        return self.segment_times[segment][1]

    def seconds_each(self, segment: int) -> int | None:
        """Return the seconds that each guest has in a segment, counted from 0; None where none is counted out."""
        return self.segment_times[segment][2]

    def round_begins(self, number: int) -> int:
        """Return the minutes from the start of the evening to that of a round, counted from 0."""
        return self.round_times[number][0]

    def round_minutes(self, number: int) -> int:
        """Return how many minutes a round takes, counted from 0."""
        return self.round_times[number][1]

    def question_begins(self, index: int) -> int:
        """Return the minutes from the start of the evening to that of a question, counted from 0."""
        return self.question_times[index]

    def plain(self, text: str) -> str:
        """Return an author's text with its placeholders filled in."""
        return plain(text, values=self._values(text), blank=BLANK)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return an author's text with its placeholders filled in and its ``**strong**`` parts told apart."""
        return spans(text, values=self._values(text), blank=BLANK, emphasis=True)

    def _values(self, text: str) -> Mapping[str, str | None]:
        return dict(self.placeholders) if "{" in text else {}


class Shape(NamedTuple):
    """What is fixed of a kit beside its guide and its options.

    ``known`` names the details that are known; ``texts`` are the guide's texts with placeholders that stand outside of
    slots, each with what it says of this event, plain and in spans. ``cards`` are those of one deck, ``decks`` the
    copies of it; ``spare_cells`` stay empty on the last sheet of ``stock``.
    """

    known: frozenset[str]
    texts: tuple[tuple[str, str, tuple[Span, ...]], ...]
    has_pre_read: bool
    has_group_link: bool
    cards: int
    decks: int
    spare_cells: int
    stock: Stock

    def knows(self, name: str) -> bool:
        """Tell whether a detail is known. Raises UnknownDetailError for a name that no detail has."""
        if name not in DETAIL_NAMES:
            raise UnknownDetailError(f"no detail of an event is called {name!r}")
        return name in self.known

    def plain(self, text: str) -> str:
        """Return what a text says of this event; raises UnknownDetailError for one that is to stand in a slot."""
        return self._filled(text)[1]

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the same in spans of one weight each."""
        return self._filled(text)[2]

    def _filled(self, text: str) -> tuple[str, str, tuple[Span, ...]]:
        for filled in self.texts:
            if filled[0] == text:
                return filled
        raise UnknownDetailError(f"a text with placeholders stands outside of a slot: {text!r}")
