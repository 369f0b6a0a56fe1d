"""Plans a kit: everything that its sheets are composed from, and how much to print and to bring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from hostkit.codes.links import Link
from hostkit.core.characters import Phrase, Span, has_placeholders
from hostkit.core.errors import NOWHERE
from hostkit.core.values import PAPERS, Paper, instances_in
from hostkit.events.event import Event, PrintOptions
from hostkit.guides.guide import Guide
from hostkit.guides.languages import Language
from hostkit.planning.clock import ASSUMED_GUESTS, Clock, TimeWords, plan_clock, rounded_down
from hostkit.planning.details import BY_DAY, EVENT_NAMES, Details, Shape
from hostkit.stocks.imposition import LONG, NONE, SHORT, cards_a_sheet
from hostkit.stocks.stock import Stock
from hostkit.themes.theme import Theme

if TYPE_CHECKING:
    from hostkit.pictures.logo import Logo


class Copies(NamedTuple):
    """How many of each item to print and to bring.

    ``guests`` excludes the host; ``assumed`` means that the number was not given. ``cards`` is the number of cards of
    one deck, ``decks`` the number of decks, ``card_sheets`` the number of sheets for all decks, and ``spare_cells`` the
    number of empty cells on the last sheet. ``names`` is the number of names of guests.
    """

    guests: int
    assumed: bool
    cards: int
    decks: int
    card_sheets: int
    spare_cells: int
    names: int = 0

    @property
    def worksheets(self) -> int:
        """The number of worksheets: one for each guest."""
        return self.guests

    @property
    def pens(self) -> int:
        """The number of pens: one for each guest."""
        return self.guests


def plan_copies(
    guests: int | None, questions: int, stock: Stock, options: PrintOptions, names: int = 0
) -> Copies:
    """Return the numbers of copies for decks of the questions, a title card and a closing card.

    If only fronts are printed, the backs of the title and closing cards become cards of their own, so that nothing on
    them is lost. Decks follow each other without an empty cell between them.
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
        names=names,
    )


MOST_SPARE = 4
"""The design's rule: at most two thank-you cards and two cards for a question of one's own fill empty cells."""


class KitPlan(NamedTuple):
    """Everything that the sheets are composed from."""

    guide: Guide
    event: Event
    options: PrintOptions
    language: Language
    clock: Clock
    copies: Copies
    paper: Paper
    stock: Stock
    theme: Theme
    logo: Logo | None = None

    @property
    def two_sided(self) -> bool:
        """Whether the host sheet and the worksheet may be printed on both sides."""
        return self.options.duplex in (LONG, SHORT)

    @property
    def pre_read_link(self) -> Link | None:
        """The link to the pre-read from the event, else from the guide, or None."""
        return self.event.pre_read_url or (self.guide.pre_read.url if self.guide.pre_read else None)

    @property
    def has_pre_read(self) -> bool:
        """Whether the guide or the event names a pre-read."""
        return self.guide.pre_read is not None or self.event.pre_read_url is not None

    @property
    def group_link(self) -> Link | None:
        """The link to the follow-up group from the event, else from the guide, or None."""
        return self.event.group_url or (self.guide.follow_up.url if self.guide.follow_up else None)

    @property
    def group_name(self) -> str | None:
        """The name of the follow-up group from the event, else from the guide, or None."""
        if self.event.group_name:
            return self.event.group_name.text
        follow_up = self.guide.follow_up
        return follow_up.name.text if follow_up and follow_up.name else None

    def plain(self, phrase: Phrase) -> str:
        """Return an author's text with its placeholders filled in."""
        return self.details.plain(phrase.text)

    @property
    def times(self) -> TimeWords:
        """The object that writes times in the language and on the clock of the kit."""
        return TimeWords(self.language, self.options.clock or self.language.clock)

    @property
    def details(self) -> Details:
        """The details of the event that sheets print; they are computed anew on each access."""
        event, clock, group_name = self.event, self.clock, self.group_name
        date = self.language.date(event.date) if event.date else None
        place, host = _text(event.place), _text(event.host)
        return Details(
            date=date,
            date_alone=date and self.language.capitalized(date),
            start=clock.start,
            length=clock.length,
            guests=self.copies.guests,
            guests_assumed=self.copies.assumed,
            place=place,
            host=host,
            note=_text(event.note),
            names=tuple([name.text for name in event.names or ()]),
            group_name=group_name,
            own_group_name=_text(event.group_name),
            group_link=_unplaced(self.group_link),
            pre_read_link=_unplaced(self.pre_read_link),
            question_seconds=clock.question_seconds,
            segment_times=tuple(
                [(slot.begins, slot.minutes, _stated(slot.seconds_each)) for slot in clock.slots]
            ),
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
        """The facts about the event that the parts outside of slots depend on."""
        copies = self.copies
        return Shape(
            known=frozenset([name for name in EVENT_NAMES if getattr(self.event, name) is not None]),
            texts=self._filled(_texts_outside_slots(self.guide)),
            has_pre_read=self.has_pre_read,
            has_group_link=self.group_link is not None,
            cards=copies.cards,
            decks=copies.decks,
            spare_cells=copies.spare_cells,
            stock=self.stock,
            is_by_day=self.event.start is not None and self.event.start < BY_DAY,
        )

    def _filled(self, texts: Sequence[str]) -> tuple[tuple[str, str, tuple[Span, ...]], ...]:
        """Return each text as written, as plain text filled in for this event, and as spans."""
        if not texts:
            return ()
        details = self.details
        return tuple([(text, details.plain(text), details.spans(text)) for text in texts])


def _text(phrase: Phrase | None) -> str | None:
    return phrase.text if phrase else None


def _stated(seconds: int | None) -> int | None:
    return None if seconds is None else rounded_down(seconds)


def _unplaced(link: Link | None) -> Link | None:
    """Return a link without its source position."""
    return Link(link.url, NOWHERE) if link else None


def _texts_outside_slots(guide: Guide) -> tuple[str, ...]:
    """Return the texts with placeholders that are set outside of slots, because other texts' sizes depend on them."""
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
    theme: Theme,
    logo: Logo | None = None,
) -> KitPlan:
    """Return the plan of a kit with its clock and its copies. Raises HostkitError as ``plan_clock`` does."""
    return KitPlan(
        guide=guide,
        event=_as_printed(event, language),
        options=options,
        language=language,
        clock=plan_clock(guide, event.start, event.minutes, event.guests),
        copies=plan_copies(event.guests, len(guide.questions), stock, options, len(event.names or ())),
        paper=PAPERS[stock.paper],
        stock=stock,
        theme=theme,
        logo=logo,
    )


def _as_printed(event: Event, language: Language) -> Event:
    """Return an event whose texts have the language's own quotation marks, apostrophes and dashes."""
    if not any(sign in text.text for text in instances_in(tuple(event), Phrase) for sign in _TYPED):
        return event
    # Imported here because few details have such signs.
    from hostkit.guides.typed_signs import as_printed

    def printed(text: Phrase) -> Phrase:
        return text._replace(text=as_printed(text.text, language))

    changed: dict[str, Any] = {
        name: printed(value) for name, value in event._asdict().items() if isinstance(value, Phrase)
    }
    changed["names"] = tuple(map(printed, event.names)) if event.names else None
    return event._replace(**changed)


_TYPED = ("'", '"', "--")
"""What is typed for quotation marks, apostrophes and dashes."""


class LeftBlank(NamedTuple):
    """A detail that prints as a blank: its name for messages, and the name of the option that would give it."""

    name: str
    option: str


def left_blank(plan: KitPlan) -> tuple[LeftBlank, ...]:
    """Return the details that print as blanks, in the order in which messages list them."""
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
