"""The invitation: a card for each guest, four a sheet; the same as a message and a calendar entry. Reads no clock."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hostkit.core.errors import NOWHERE, FitError, Problem
from hostkit.core.units import mm
from hostkit.core.values import slug
from hostkit.events.time_zones import read_zone, zone_rules
from hostkit.planning.kit_plan import BLANK, KitPlan
from hostkit.sheets import style
from hostkit.sheets.parts.blanks import blank_row, writing_lines
from hostkit.sheets.parts.code_blocks import WORDS_FROM, code_row, pre_read_label, pre_read_opens
from hostkit.sheets.parts.composer import Composer, too_tall, too_wide
from hostkit.sheets.parts.equal_cards import equal_cards, plain_stock, sheets_for
from hostkit.sheets.parts.head import accent_rule, set_topic
from hostkit.sheets.sheet import SIMPLEX, Sheet, document
from hostkit.typesetting.columns import Stack, StackItem
from hostkit.typesetting.display_list import Document, Page, Role
from hostkit.typesetting.shaping import Style

NAME, MESSAGE, CALENDAR = "invitation", "invitation.txt", "invitation.ics"
SMALLER, SMALLEST = ((28, 32), (21, 24), (21, 24)), ((21, 24), (21, 24), (16, 20))
BLANK_SHARES = {1: (1.0,), 2: (0.62, 0.38)}
"""Of date and time on one line; a date is the longer."""
LINE = 71
"""Characters of a line of the message."""
SIGNATURE = "-- \nhostkit\n"
"""Mail programs set apart what follows two dashes and a blank (RFC 3676, 4.3); the word tells whose file it is."""
PRODUCT = "-//hostkit//invitation//EN"
STAMP = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""DTSTAMP, when an entry was written: the same for all, as no clock is read; a change then never looks the older."""


class InvitationStep(NamedTuple):
    """How a card is set: its margin, sizes of the topic, lead at 12 pt, least gap between its halves.

    ``large``: facts and definition are set at 14 pt. ``tight``: the pre-read takes the least height, in one paragraph.
    """

    margin: float
    topics: Sequence[tuple[float, float]]
    lead: float
    gap: float
    large: bool = False
    tight: bool = False

    def face(self, small: Style, large: Style | None = None) -> Style:
        """Return the style of a text: the larger one where there is room for it, else the small one with the lead."""
        return large if large and self.large else small._replace(lead=self.lead)


STEPS = (
    InvitationStep(mm(13), style.TOPIC_SIZES, 16, 28, large=True),
    InvitationStep(mm(13), style.TOPIC_SIZES, 16, 24),
    InvitationStep(mm(13), SMALLER, 16, 20),
    InvitationStep(mm(13), SMALLER, 15, 16),
    InvitationStep(mm(12), SMALLER, 14, 14),
    InvitationStep(mm(10), SMALLER, 14, 12),
    InvitationStep(mm(9), SMALLEST, 14, 10),
    InvitationStep(mm(8), SMALLEST, 14, 8, tight=True),
)
"""From the airiest to the floor: air gives first, then the topic, the leads, the margin."""


class InvitationSizes(NamedTuple):
    """What a card is set with: a step, the width of its texts, the section that they belong to."""

    composer: Composer
    step: InvitationStep
    measure: float
    sect: Role

    def text(
        self, text: str, face: Style, *, gap: float = 0.0, tag: str = "P", less: float = 0.0
    ) -> StackItem:
        """Set a text, ``less`` points narrower than the measure."""
        role = self.composer.role(tag, self.sect)
        return StackItem(self.composer.set.narrow(text, face, self.measure - less, role), gap)


def compose(plan: KitPlan) -> Document:
    """Compose a sheet of equal cards. Raises FitError for a text that is too long."""
    return document(plan, NAME, equal_cards(plan, _card), duplex=SIMPLEX)


def _card(composer: Composer, level: int) -> Page:
    """Return a card at the first step at which all of it fits."""
    stock = composer.plan.stock
    for step in STEPS:
        here = InvitationSizes(composer, step, stock.width - 2 * step.margin, composer.role("Sect"))
        topic = set_topic(composer, here.measure, step.topics, composer.role(f"H{level}", here.sect))
        top, foot = _halves(here, StackItem(topic, 6), level)
        room = stock.height - 2 * step.margin
        over = top.height + step.gap + foot.height - room
        is_wide = composer.set.breaks_words(composer.plan.guide.title.text, topic.style, here.measure)
        if over <= 0.01 and not is_wide:
            items = top.place(step.margin, step.margin)
            items += foot.place(step.margin, step.margin + room - foot.height)
            return Page(stock.width, stock.height, tuple(items))
    raise _refused(composer, over, topic.style if is_wide else None)


def _refused(composer: Composer, over: float, wide: Style | None) -> FitError:
    plan, guide, event = composer.plan, composer.plan.guide, composer.plan.event
    if wide:
        return too_wide(composer, guide.title.at, NAME, wide)
    about = guide.pre_read
    said = (
        [about.opens or about.title, about.why]
        if about
        else [None if plan.has_pre_read else guide.definition]
    )
    written = [text for text in (guide.title, guide.series, event.place, event.host, *said) if text]
    longest = max(written, key=lambda phrase: len(phrase.text))
    return too_tall(composer, "card-too-long", longest.at, NAME, over, STEPS[-1].lead)


def _halves(here: InvitationSizes, topic: StackItem, level: int) -> tuple[Stack, Stack]:
    """Return what stands above and what stands on the foot: the pre-read, or without one when and where."""
    plan, face = here.composer.plan, here.step.face
    series = [here.text(plan.guide.series.text, face(style.BODY))] if plan.guide.series else []
    head = [*series, topic, StackItem(accent_rule(style.CARD_RULE_WIDTH), 10)]
    invited = _invited(here)
    if plan.has_pre_read:
        return Stack((*head, StackItem(invited, 10))), _pre_read(here, level)
    if plan.guide.definition:
        head.append(here.text(plan.guide.definition.text, face(style.BODY, style.DEFINITION), gap=12))
    return Stack(tuple(head)), invited


def _invited(here: InvitationSizes) -> Stack:
    """Return who invites, when, where, and what to expect."""
    plan, face = here.composer.plan, here.step.face
    plain, strong = face(style.BODY, style.GUEST), face(style.LABEL, style.GUEST_LABEL)
    quiet, facts = plain._replace(colour=style.QUIET), _facts(plan)
    rows: list[tuple[str, ...]] = [("date",), ("time",), ("place",)]
    if facts["date"] is None and facts["time"] is None:
        rows[:2] = [("date", "time")]
    parts = [here.text(host, quiet) for host in _host(plan)]
    below = 0.0
    for names in rows:
        if text := facts[names[0]]:
            parts.append(here.text(text, plain if names == ("place",) else strong, gap=below))
        else:
            parts.append(_blanks(here, names, quiet))
        below = 0.0 if text else 4.0
    first, second = (here.text(text, face(style.QUIET_BODY)) for text in _expect(plan))
    return Stack((*parts, first._replace(gap=10), second))


def _blanks(here: InvitationSizes, names: Sequence[str], face: Style) -> StackItem:
    words = [here.composer.words(f"facts.{name}") for name in names]
    labels = [here.composer.set.line(word, face, here.composer.role("P", here.sect)) for word in words]
    # The height of handwriting above the line.
    return StackItem(
        blank_row(labels, here.measure, BLANK_SHARES[len(names)]), style.WRITING_LEAD - face.lead
    )


def _pre_read(here: InvitationSizes, level: int) -> Stack:
    """Return what to read before: as much of it beside the code as makes the least height and no hole."""
    plan, face, link = here.composer.plan, here.step.face, here.composer.plan.pre_read_link
    label = here.text(pre_read_label(here.composer), face(style.LABEL), tag=f"H{level + 1}")
    about = _about(plan)
    if here.step.tight and len(about) > 1:
        about = [f"{about[0].removesuffix('.')}. {about[1]}"]
    if link is None:
        missing = [*about, plan.language("code.missing_link")]
        texts = [here.text(text, face(style.QUIET_BODY), gap=4 if k else 0) for k, text in enumerate(missing)]
        return Stack((label, *texts, StackItem(writing_lines(here.measure, 2))))
    choices = []
    for above in range(len(about), -1, -1):
        texts = [
            here.text(text, face(style.QUIET_BODY), gap=4 if k else 0, less=0 if k < above else WORDS_FROM)
            for k, text in enumerate(about)
        ]
        row = code_row(here.composer, texts[above:], link, here.measure, here.sect, face(style.LINK))
        stack = Stack((label, *texts[:above], StackItem(row, 6)))
        hole = 0.0 if here.step.tight else max(0.0, row.words.height - row.code.side)
        choices.append((stack.height + hole, above, stack))
    return min(choices)[2]


def _host(plan: KitPlan) -> list[str]:
    words, host = plan.language, plan.event.host
    return [words("invitation.host", host=host) if host else words("invitation.no_host")]


def _facts(plan: KitPlan) -> dict[str, str | None]:
    """Return date, time and place in words, None for what is not known."""
    event, clock = plan.event, plan.clock
    time = None if clock.start is None else plan.time_range(clock.start, clock.start + clock.length)
    date = plan.language.date_alone(event.date) if event.date else None
    return {"date": date, "time": time, "place": event.place.text if event.place else None}


def _expect(plan: KitPlan) -> tuple[str, str]:
    """Return in two sentences what the evening is and what it asks of a guest."""
    words, questions = plan.language, len(plan.guide.questions)
    minutes = words("invitation.minutes", plan.clock.length)
    first = words(
        "invitation.expect", questions=words.heading("segment.questions", questions), minutes=minutes
    )
    return first, words("invitation.prepared" if plan.pre_read_required else "invitation.unprepared")


def _about(plan: KitPlan) -> list[str]:
    """Return what the pre-read is, and why to read it."""
    opens, pre_read = pre_read_opens(Composer(plan)), plan.guide.pre_read
    return [*([opens] if opens else []), *([pre_read.why.text] if pre_read and pre_read.why else [])]


def _what(plan: KitPlan) -> list[list[str]]:
    """Return paragraphs, line by line: what to expect, and the pre-read with its link on a line of its own."""
    if not plan.has_pre_read:
        return [[*_expect(plan)]]
    link = plan.pre_read_link
    where = link.url if link else f"{plan.language('code.missing_link')} {BLANK}"
    return [[*_expect(plan)], [pre_read_label(Composer(plan)), *_about(plan), where]]


def _message(plan: KitPlan) -> bytes:
    """Return the invitation as a message to paste."""
    words, guide = plan.language, plan.guide
    title = words("card.foot", series=guide.series, title=guide.title) if guide.series else guide.title.text
    definition = [guide.definition.text] if guide.definition and not plan.has_pre_read else []
    facts = [
        text or words("invitation.blank", label=words(f"facts.{name}"), blank=BLANK)
        for name, text in _facts(plan).items()
    ]
    paragraphs = [[title], definition, [*_host(plan), *facts], *_what(plan)]
    fill = textwrap.TextWrapper(LINE, break_long_words=False, break_on_hyphens=False).fill
    text = "\n\n".join("\n".join(map(fill, lines)) for lines in paragraphs if lines)
    return f"{text}\n\n{SIGNATURE}".encode()


def _calendar(plan: KitPlan, date: datetime.date) -> bytes:
    """Return the evening as an iCalendar file (RFC 5545): from start to end, or the whole day without a start.

    Its times are those that the card prints, in the event's time zone, or where there is none, wherever the reader is.
    The entry keeps its UID as long as the event keeps its id, or without one its topic and date.
    """
    # Why here: only an invitation needs it, and it takes as long to load as a whole kit to make.
    import icalendar

    event, clock = plan.event, plan.clock
    calendar, entry = icalendar.Calendar(), icalendar.Event()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    entry.add("uid", f"{event.id or f'{slug(plan.guide.topic)}-{date}'}@hostkit")
    entry.add("dtstamp", STAMP)
    entry.add("summary", plan.guide.title.text)
    paragraphs = ["\n".join(lines) for lines in (_host(plan), *_what(plan)) if lines]
    entry.add("description", "\n\n".join(paragraphs))
    if event.place:
        entry.add("location", event.place.text)
    if clock.start is None:
        entry.add("dtstart", date)
        entry.add("dtend", date + datetime.timedelta(days=1))
        # A whole day is not taken up by an evening.
        entry.add("transp", "TRANSPARENT")
    else:
        zone = read_zone(event.time_zone) if event.time_zone else None
        midnight = datetime.datetime.combine(date, datetime.time(), zone)
        begin = midnight + datetime.timedelta(minutes=clock.start)
        entry.add("dtstart", begin)
        entry.add("dtend", begin + datetime.timedelta(minutes=clock.length))
        if event.time_zone:
            calendar.add_component(icalendar.Timezone.from_ical(zone_rules(event.time_zone, date.year)))
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _extras(plan: KitPlan) -> Mapping[str, bytes]:
    date = plan.event.date
    return {MESSAGE: _message(plan), **({CALENDAR: _calendar(plan, date)} if date else {})}


def _warnings(plan: KitPlan) -> tuple[Problem, ...]:
    wrong = f"no {CALENDAR} was made: a calendar needs the date (--date)."
    problem = Problem("calendar-without-date", NOWHERE, wrong, values={"option": "date"})
    return () if plan.event.date else (problem,)


SHEET = Sheet(
    NAME,
    order=4,
    compose=compose,
    copies=lambda plan: sheets_for(plan, plan.copies.guests),
    to_print=lambda plan: plan.language("print.invitations", sheets_for(plan, plan.copies.guests)),
    usual=False,
    extras=_extras,
    warnings=_warnings,
    stock=plain_stock,
)
