"""Words the invitation, and writes it as a message to paste and as a calendar entry. It does not read the clock."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Mapping

from hostkit.core.errors import NOWHERE, Problem
from hostkit.core.values import slug
from hostkit.events.event import Event
from hostkit.events.time_zones import read_zone, zone_rules
from hostkit.planning.details import BLANK
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets.composer import DetailComposer, detail_composer
from hostkit.sheets.parts.code_blocks import is_pre_read_required, pre_read_label, pre_read_opens

MESSAGE, CALENDAR = "invitation.txt", "invitation.ics"
LINE = 71
"""The most characters on a line of the message; chosen by eye, about the usual width of plain-text mail."""
SIGNATURE = "-- \nhostkit\n"
"""Mail programs recognize a signature by two dashes and a space (RFC 3676, 4.3); hostkit recognizes its file by it."""
PRODUCT = "-//hostkit//invitation//EN"
STAMP = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""DTSTAMP, the time when an entry was written. It is constant, so that no version of an entry looks older."""


def host_line(composer: DetailComposer) -> list[str]:
    """Return a paragraph of one line that says who invites."""
    words, host = composer.words, composer.details.host
    return [words("invitation.host", host=host) if host else words("invitation.no_host")]


def host_note(composer: DetailComposer) -> list[str]:
    """Return the host's own line for guests, as the one line of a paragraph, or nothing."""
    return [composer.details.note] if composer.details.note else []


def facts_in_words(composer: DetailComposer) -> dict[str, str | None]:
    """Return the date, the time and the place in words by their names, with None for what is unknown."""
    details = composer.details
    start = details.start
    return {
        "date": details.date_alone,
        "time": None if start is None else composer.times.span(start, start + details.length),
        "place": details.place,
    }


def expectations(composer: DetailComposer) -> tuple[str, ...]:
    """Return three lines: what to expect of the evening, whether to prepare for it, and whom to tell of a need."""
    words, questions = composer.words, len(composer.guide.questions)
    minutes = words("invitation.minutes", composer.details.length)
    first = words(
        "invitation.expect", questions=words.heading("segment.questions", questions), minutes=minutes
    )
    prepare = "prepared" if is_pre_read_required(composer.guide) else "unprepared"
    return first, words(f"invitation.{prepare}"), words("invitation.needs")


def about_pre_read(composer: DetailComposer) -> list[str]:
    """Return what the pre-read is and why to read it, as far as the guide says so."""
    opens, pre_read = pre_read_opens(composer), composer.guide.pre_read
    return [*([opens] if opens else []), *([pre_read.why.text] if pre_read and pre_read.why else [])]


def _what_to_know(composer: DetailComposer) -> list[list[str]]:
    """Return paragraphs as lists of lines: what to expect, and the pre-read with its link on a separate line."""
    if not composer.shape.has_pre_read:
        return [[*expectations(composer)]]
    link = composer.details.pre_read_link
    where = link.url if link else f"{composer.words('code.missing_link')} {BLANK}"
    return [[*expectations(composer)], [pre_read_label(composer), *about_pre_read(composer), where]]


def _message(composer: DetailComposer) -> bytes:
    """Return the bytes of the invitation as a message to paste."""
    words, guide = composer.words, composer.guide
    title = words("card.foot", series=guide.series, title=guide.title) if guide.series else guide.title.text
    definition = [guide.definition.text] if guide.definition and not composer.shape.has_pre_read else []
    facts = [
        text or words("invitation.blank", label=words(f"facts.{name}"), blank=BLANK)
        for name, text in facts_in_words(composer).items()
    ]
    invited = [*host_line(composer), *facts, *host_note(composer)]
    paragraphs = [[title], definition, invited, *_what_to_know(composer)]
    fill = textwrap.TextWrapper(LINE, break_long_words=False, break_on_hyphens=False).fill
    text = "\n\n".join("\n".join(map(fill, lines)) for lines in paragraphs if lines)
    return f"{text}\n\n{SIGNATURE}".encode()


def _calendar(composer: DetailComposer, event: Event, date: datetime.date) -> bytes:
    """Return the evening as the bytes of an iCalendar file (RFC 5545). Without a start it is an all-day entry.

    Its times are in the event's time zone, or floating local times if the event has none. Its UID is derived from the
    event's id, or without an id from the topic and the date.
    """
    # Imported here because only invitations need it, and loading it takes as long as making a kit.
    import icalendar

    guide, details = composer.guide, composer.details
    calendar, entry = icalendar.Calendar(), icalendar.Event()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    entry.add("uid", f"{event.id or f'{slug(guide.topic)}-{date}'}@hostkit")
    entry.add("dtstamp", STAMP)
    entry.add("summary", guide.title.text)
    said = (host_line(composer), host_note(composer), *_what_to_know(composer))
    paragraphs = ["\n".join(lines) for lines in said if lines]
    entry.add("description", "\n\n".join(paragraphs))
    if details.place:
        entry.add("location", details.place)
    if details.start is None:
        entry.add("dtstart", date)
        entry.add("dtend", date + datetime.timedelta(days=1))
        # The evening does not take the whole day, so the entry must not block it.
        entry.add("transp", "TRANSPARENT")
    else:
        zone = read_zone(event.time_zone) if event.time_zone else None
        midnight = datetime.datetime.combine(date, datetime.time(), zone)
        begin = midnight + datetime.timedelta(minutes=details.start)
        entry.add("dtstart", begin)
        entry.add("dtend", begin + datetime.timedelta(minutes=details.length))
        if event.time_zone:
            calendar.add_component(icalendar.Timezone.from_ical(zone_rules(event.time_zone, date.year)))
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def invitation_files(plan: KitPlan) -> Mapping[str, bytes]:
    """Return the bytes of the message and, if the date is known, of the calendar entry, by file name."""
    composer, date = detail_composer(plan), plan.event.date
    calendar = {CALENDAR: _calendar(composer, plan.event, date)} if date else {}
    return {MESSAGE: _message(composer), **calendar}


def calendar_warnings(plan: KitPlan) -> tuple[Problem, ...]:
    """Return a warning if no calendar entry can be made because the date is unknown."""
    wrong = f"no {CALENDAR} was made: a calendar needs the date (--date)."
    problem = Problem("calendar-without-date", NOWHERE, wrong, values={"option": "date"})
    return () if plan.event.date else (problem,)
