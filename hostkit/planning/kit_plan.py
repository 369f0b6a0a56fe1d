"""How much to print and to bring: sheets of paper, cards, worksheets, pens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase
from hostkit.core.errors import NOWHERE
from hostkit.core.inline_markup import Span, has_placeholders
from hostkit.core.values import PAPERS, Paper
from hostkit.events.event import Event, PrintOptions
from hostkit.guides.guide import Guide
from hostkit.guides.languages import Language
from hostkit.planning.clock import ASSUMED_GUESTS, Clock, TimeWords, plan_clock
from hostkit.planning.details import EVENT_NAMES, Details, Shape
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
        return self.details.plain(phrase.text)

    @property
    def times(self) -> TimeWords:
        """Times in words, in the language and on the clock of the kit."""
        return TimeWords(self.language, self.options.clock)

    @property
    def details(self) -> Details:
        """All that differs from event to event and is printed on a sheet."""
        event, clock, group_name = self.event, self.clock, self.group_name
        date = self.language.date(event.date) if event.date else None
        place, host = _text(event.place), _text(event.host)
        return Details(
            date=date,
            date_alone=date and date[:1].upper() + date[1:],
            start=clock.start,
            length=clock.length,
            guests=self.copies.guests,
            guests_assumed=self.copies.assumed,
            place=place,
            host=host,
            note=_text(event.note),
            group_name=group_name,
            own_group_name=_text(event.group_name),
            group_link=_unplaced(self.group_link),
            pre_read_link=_unplaced(self.pre_read_link),
            to_print=self.to_print,
            minutes_a_question=clock.minutes_a_question,
            segment_times=tuple([(slot.begins, slot.minutes, slot.seconds_each) for slot in clock.slots]),
            round_times=tuple([(slot.begins, slot.minutes) for slot in clock.rounds]),
            question_times=clock.question_begins,
            placeholders=(
                ("host", host),
                ("group_name", group_name),
                ("date", date),
                ("start", self.times.in_words(event.start) if event.start is not None else None),
                ("place", place),
            ),
        )

    @property
    def shape(self) -> Shape:
        """All that what stands outside of slots may depend on, beside the guide and the options."""
        copies = self.copies
        known = [name for name in EVENT_NAMES if getattr(self.event, name) is not None]
        return Shape(
            known=frozenset([*known, "to_print"] if self.to_print else known),
            texts=self._filled(_texts_outside_slots(self.guide)),
            has_pre_read=self.has_pre_read,
            has_group_link=self.group_link is not None,
            cards=copies.cards,
            decks=copies.decks,
            spare_cells=copies.spare_cells,
            stock=self.stock,
        )

    def _filled(self, texts: Sequence[str]) -> tuple[tuple[str, str, tuple[Span, ...]], ...]:
        """Return each text with what it says of this event, plain and in spans."""
        if not texts:
            return ()
        details = self.details
        return tuple([(text, details.plain(text), details.spans(text)) for text in texts])


def _text(phrase: Phrase | None) -> str | None:
    return phrase.text if phrase else None


def _unplaced(link: Link | None) -> Link | None:
    """Return a link without where it was written."""
    return Link(link.url, NOWHERE) if link else None


def _texts_outside_slots(guide: Guide) -> tuple[str, ...]:
    """Return the texts with placeholders whose size settles that of their neighbours: they stand in no slot."""
    phrases = [phrase for question in guide.questions for phrase in (question.ask, question.note)]
    phrases += [prompt.ask for prompt in guide.worksheet]
    phrases += [s.ask for s in guide.run_of_show if s.kind in ("closing_round", "written_reaction")]
    return tuple(phrase.text for phrase in phrases if phrase and has_placeholders(phrase.text))


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
