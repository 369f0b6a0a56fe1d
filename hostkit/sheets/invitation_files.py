"""Words the invitation, and writes it as a message to paste and as a calendar entry. It does not read the clock."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from hostkit.core.characters import without_break_points
from hostkit.core.errors import NOWHERE, HostkitError, Problem
from hostkit.core.values import slug
from hostkit.events.event import Event
from hostkit.planning.details import BLANK
from hostkit.planning.kit_plan import KitPlan
from hostkit.planning.print_plan import CALENDAR
from hostkit.sheets.composer import DetailComposer, detail_composer
from hostkit.sheets.parts.code_blocks import is_pre_read_required, pre_read_label, pre_read_opens

if TYPE_CHECKING:
    from hostkit.events.calendar_file import CalendarEntry, EntryVersion
    from hostkit.guides.guide import Guide

MESSAGE = "invitation.txt"
_DIGITS = 16
"""The hexadecimal digits by which evenings without an id are told apart: enough for millions on one day."""


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
    """Return lines about the evening: its length, the guide's own sentence, what to prepare, whom to tell of a need."""
    words, questions = composer.words, len(composer.guide.questions)
    minutes = words("invitation.minutes", composer.details.length)
    first = words(
        "invitation.expect", questions=words.heading("segment.questions", questions), minutes=minutes
    )
    prepare = "prepared" if is_pre_read_required(composer.guide) else "unprepared"
    own = [composer.guide.invitation.text] if composer.guide.invitation else []
    return first, *own, words(f"invitation.{prepare}"), words("invitation.needs")


def about_pre_read(composer: DetailComposer) -> list[str]:
    """Return what the pre-read is and why to read it, as far as the guide says so."""
    opens, pre_read = pre_read_opens(composer), composer.guide.pre_read
    return [*([opens] if opens else []), *([pre_read.why.text] if pre_read and pre_read.why else [])]


def _what_to_know(composer: DetailComposer) -> list[list[str]]:
    """Return paragraphs as lists of lines: what to expect, and the pre-read with its link on a separate line.

    A link that is not known is left out, because a message is sent as it is.
    """
    expect = [" ".join(expectations(composer))]
    if not composer.shape.has_pre_read:
        return [expect]
    link = composer.details.pre_read_link
    return [expect, [pre_read_label(composer), *about_pre_read(composer), *([link.url] if link else [])]]


def _in_lines(paragraphs: Iterable[Sequence[str]]) -> str:
    """Return paragraphs as a text with an empty line between them. No line is broken: programs break them to fit."""
    return without_break_points("\n\n".join("\n".join(lines) for lines in paragraphs if lines))


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
    return f"{_in_lines([[title], definition, invited, *_what_to_know(composer)])}\n".encode()


def _group(composer: DetailComposer) -> list[str]:
    """Return a paragraph with the name of the follow-up group and its link, or nothing without a link."""
    link, name = composer.details.group_link, composer.details.group_name
    return [composer.words("code.after"), *([name] if name else []), link.url] if link else []


def _calendar(composer: DetailComposer, event: Event, date: datetime.date) -> bytes:
    """Return the evening as the bytes of an iCalendar file. Without a start it is an all-day entry."""
    # Imported here and below because most kits have no calendar entry.
    from hostkit.events.calendar_file import write_entry

    guide, details = composer.guide, composer.details
    said = (host_line(composer), host_note(composer), *_what_to_know(composer), _group(composer))
    entry = calendar_entry(event, guide, date, _in_lines(said), details.start, details.length)
    link = details.group_link.url if details.group_link else None
    return write_entry(entry._replace(place=details.place, link=link))


def calendar_entry(
    event: Event, guide: Guide, date: datetime.date, about: str, start: int | None, minutes: int
) -> CalendarEntry:
    """Return the entry of an evening without its place and link; ``start`` is in minutes after midnight.

    Its UID is the ``entry_name`` of the event.
    """
    from hostkit.events.calendar_file import CalendarEntry

    return CalendarEntry(
        uid=entry_name(event, guide.topic, date),
        title=without_break_points(guide.title.text),
        about=about,
        date=date,
        start=start,
        minutes=minutes,
        time_zone=event.time_zone,
        # A canceled entry must be newer than the one that it cancels, which may have the same revision.
        sequence=(event.revision or 0) + event.cancelled,
        is_canceled=event.cancelled,
    )


def entry_name(event: Event, topic: str, date: datetime.date) -> str:
    """Return the UID of an evening, which is that of no other evening and stays while the evening is the same.

    It is made of the season, the id and the topic, or without an id of the topic, the date and the host.
    """
    # Names have no full stops, so the parts can be told apart.
    if event.id:
        season = f"{event.season}." if event.season else ""
        return f"{event.id}.{slug(topic)}@{season}hostkit"
    host = event.host.text if event.host else ""
    exact = sha256(f"{topic}\n{host}".casefold().encode("utf-8", "surrogatepass")).hexdigest()
    return f"{slug(topic)}.{date}.{exact[:_DIGITS]}@hostkit"


def canceled_files(plan: KitPlan) -> Mapping[str, bytes]:
    """Return the bytes of the calendar entry that cancels an evening, by file name.

    Raises HostkitError if the date is not known.
    """
    if plan.event.date is None:
        wrong = f"the evening is canceled, but {CALENDAR} needs its date (--date)."
        raise HostkitError(Problem("calendar-without-date", NOWHERE, wrong, values={"option": "date"}))
    return {CALENDAR: _calendar(detail_composer(plan), plan.event, plan.event.date)}


def replacement_warning(entry: bytes, earlier: EntryVersion | None) -> Problem | None:
    """Return a warning if calendars would not take an entry in place of the earlier version, which they may have."""
    from hostkit.events.calendar_file import version_of

    version = version_of(entry)
    if version is None or earlier is None:
        return None
    if version.uid != earlier.uid:
        what = f"{CALENDAR} is another entry than before, for the date, topic, season or host has changed."
        remedy = "Ask guests who have the earlier one to delete it."
        return Problem("calendar-another-entry", NOWHERE, what, remedy)
    if version.content == earlier.content or version.sequence > earlier.sequence:
        return None
    what = f"{CALENDAR} has changed, but calendars may keep the entry that they have."
    needed = earlier.sequence + 1
    remedy = f"Give it the revision {needed} (--revision)."
    return Problem("calendar-not-newer", NOWHERE, what, remedy, {"option": "revision", "revision": needed})


def invitation_files(plan: KitPlan) -> Mapping[str, bytes]:
    """Return the bytes of the message and, if the date is known, of the calendar entry, by file name."""
    composer, date = detail_composer(plan), plan.event.date
    calendar = {CALENDAR: _calendar(composer, plan.event, date)} if date else {}
    return {MESSAGE: _message(composer), **calendar}


def calendar_warnings(plan: KitPlan) -> tuple[Problem, ...]:
    """Return a warning if no calendar entry can be made, or if it does not name its evening for good."""
    event = plan.event
    if event.date is None:
        wrong = f"no {CALENDAR} was made: a calendar needs the date (--date)."
        return (Problem("calendar-without-date", NOWHERE, wrong, values={"option": "date"}),)
    if event.id is None:
        wrong = f"{CALENDAR} has no id: calendars take the evening for another if its date or host changes."
        return (Problem("calendar-without-id", NOWHERE, wrong, "Give it an id (--id).", {"option": "id"}),)
    if event.season is None:
        wrong = f"{CALENDAR} has an id but no season: in calendars, the same id of another season would replace it."
        remedy = "Name the season (--season)."
        return (Problem("calendar-without-season", NOWHERE, wrong, remedy, {"option": "season"}),)
    return ()
