"""How much to print and to bring: sheets of paper, cards, worksheets, pens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.inline_markup import Span, plain, spans
from hostkit.core.units import PAPERS, Paper
from hostkit.events.event import Event, PrintOptions
from hostkit.guides.guide import Guide
from hostkit.guides.languages import Language
from hostkit.planning.clock import ASSUMED_GUESTS, DAY, Clock, plan_clock
from hostkit.stocks.imposition import LONG, NONE, SHORT, cards_a_sheet
from hostkit.stocks.stock import Stock


@dataclass(frozen=True, slots=True)
class Copies:
    """Numbers for the printer and the bag. Guests are counted without the host.

    ``cards`` are those of one deck; ``decks`` the copies of it; ``spare_cells`` are left on the last sheet.
    """

    guests: int
    assumed: bool
    cards: int
    decks: int
    card_sheets: int
    spare_cells: int

    @property
    def worksheets(self) -> int:
        """One worksheet a guest."""
        return self.guests

    @property
    def pens(self) -> int:
        """One pen a guest."""
        return self.guests


def plan_copies(guests: int | None, questions: int, stock: Stock, options: PrintOptions) -> Copies:
    """Count copies for a deck of the questions, a title card and a closing card.

    Printed on fronts alone, the backs of these two are cards of their own, so that nothing on them is lost.
    Decks follow each other without an empty cell between.
    """
    cards = questions + (4 if options.duplex == NONE else 2)
    a_sheet = cards_a_sheet(stock, options.duplex) or 1
    taken = cards * options.copies + options.skip
    sheets = -(-taken // a_sheet)
    return Copies(
        guests=ASSUMED_GUESTS if guests is None else guests,
        assumed=guests is None,
        cards=cards,
        decks=options.copies,
        card_sheets=sheets,
        spare_cells=sheets * a_sheet - taken,
    )


BLANK = "_" * 12
"""Stands in a text for a detail that nobody has given: a line to write on."""


@dataclass(frozen=True, slots=True)
class KitPlan:
    """What the sheets are composed from. ``to_print`` is the host's list of what to print, in words."""

    guide: Guide
    event: Event
    options: PrintOptions
    language: Language
    clock: Clock
    copies: Copies
    paper: Paper
    stock: Stock
    to_print: tuple[str, ...] = ()

    @property
    def two_sided(self) -> bool:
        """Whether host sheet and worksheet may be printed on both sides."""
        return self.options.duplex in (LONG, SHORT)

    @property
    def pre_read_link(self) -> Link | None:
        """The event's link to the pre-read, else the guide's."""
        return self.event.pre_read_url or (self.guide.pre_read.url if self.guide.pre_read else None)

    @property
    def has_pre_read(self) -> bool:
        """Whether there is something to read before: in the guide, or as a link of the event."""
        return self.guide.pre_read is not None or self.event.pre_read_url is not None

    @property
    def pre_read_required(self) -> bool:
        """Whether guests are asked to have read it."""
        return self.guide.pre_read is not None and self.guide.pre_read.required

    @property
    def group_link(self) -> Link | None:
        """The event's link to the follow-up group, else the guide's."""
        return self.event.group_url or (self.guide.follow_up.url if self.guide.follow_up else None)

    @property
    def group_name(self) -> str | None:
        """The event's name of the group, else the guide's."""
        if self.event.group_name:
            return self.event.group_name.text
        follow_up = self.guide.follow_up
        return follow_up.name.text if follow_up and follow_up.name else None

    def plain(self, phrase: Phrase) -> str:
        """Return an author's text with its placeholders filled in."""
        return plain(phrase.text, values=self._values(phrase), blank=BLANK)

    def spans(self, phrase: Phrase) -> tuple[Span, ...]:
        """Return an author's text with placeholders filled in and ``**strong**`` parts told apart."""
        return spans(phrase.text, values=self._values(phrase), blank=BLANK, emphasis=True)

    def filled(self, *phrases: Phrase) -> tuple[str, ...]:
        """Return texts with their placeholders filled in: what they say of this event."""
        return tuple(self.plain(phrase) for phrase in phrases)

    def _values(self, phrase: Phrase) -> dict[str, str | None]:
        """Return what placeholders stand for; nothing for a text without any, as most are."""
        if "{" not in phrase.text:
            return {}
        event = self.event
        return {
            "host": event.host.text if event.host else None,
            "group_name": self.group_name,
            "date": self.language.date(event.date) if event.date else None,
            "start": self.time_in_words(event.start) if event.start is not None else None,
            "place": event.place.text if event.place else None,
        }

    def time(self, minutes: int) -> str:
        """Return the time ``minutes`` after the start as figures: 19:05, on a 12-hour clock 7:05."""
        return _figures((self.clock.start or 0) + minutes, self.options.clock)

    def elapsed(self, minutes: int) -> str:
        """Return minutes since the start as hours and minutes: 0:05."""
        return f"{minutes // 60}:{minutes % 60:02d}"

    def time_in_words(self, clock: int) -> str:
        """Return a time of day with its half of the day where the clock has twelve hours."""
        figures = _figures(clock, self.options.clock)
        if self.options.clock == 24:
            return figures
        return self.language("time.at_12", time=figures, half=self._half(clock))

    def time_range(self, start: int, end: int) -> str:
        """Return "19:00 to 20:30" for two times of day in minutes after midnight."""
        figures = {"start": _figures(start, self.options.clock), "end": _figures(end, self.options.clock)}
        if self.options.clock == 24:
            return self.language("time.range", **figures)
        halves = {"start_half": self._half(start), "end_half": self._half(end)}
        if halves["start_half"] == halves["end_half"]:
            return self.language("time.range_12", **figures, **halves)
        return self.language("time.range_12_across", **figures, **halves)

    def _half(self, clock: int) -> str:
        return self.language("time.am" if clock % DAY < DAY // 2 else "time.pm")


def _figures(clock: int, hours: int) -> str:
    hour, minute = divmod(clock % DAY, 60)
    if hours == 12:
        hour = hour % 12 or 12
        return f"{hour}:{minute:02d}"
    return f"{hour:02d}:{minute:02d}"


def plan_kit(
    guide: Guide,
    event: Event,
    options: PrintOptions,
    language: Language,
    stock: Stock,
) -> KitPlan:
    """Plan the clock and the copies of a kit. Raises HostkitError when the evening is too short for its parts."""
    return KitPlan(
        guide=guide,
        event=event,
        options=options,
        language=language,
        clock=plan_clock(guide, event.start, event.minutes, event.guests),
        copies=plan_copies(event.guests, len(guide.questions), stock, options),
        paper=PAPERS[stock.paper],
        stock=stock,
    )


class LeftBlank(NamedTuple):
    """A detail that prints as a blank: what it is called, and the option that fills it, as the vocabulary names it."""

    name: str
    option: str


def left_blank(plan: KitPlan) -> tuple[LeftBlank, ...]:
    """Return each detail that prints as a blank, in the order in which they are told."""
    event = plan.event
    missing = {
        LeftBlank("date", "date"): event.date is None,
        LeftBlank("start", "start"): event.start is None,
        LeftBlank("number of guests", "guests"): event.guests is None,
        LeftBlank("place", "place"): event.place is None,
        LeftBlank("host", "host"): event.host is None,
        LeftBlank("link to the follow-up group", "group_url"): plan.group_link is None,
        LeftBlank("link to the pre-read", "pre_read_url"): plan.has_pre_read and plan.pre_read_link is None,
    }
    return tuple(blank for blank, is_missing in missing.items() if is_missing)
