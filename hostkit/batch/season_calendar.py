"""Makes ``season.ics``, the calendar of a season: every evening with a date, canceled ones included.

An evening whose kit has an entry for calendars is in it with that entry. Any other has an entry of the same name, which
is numbered by the calendar of the run before. An entry that has changed is always newer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from hostkit.batch.manifest import Manifest
from hostkit.batch.records import FileRecord
from hostkit.batch.season import Season, SeasonEvent
from hostkit.batch.work import Job, Work
from hostkit.events.calendar_file import EntryVersion, numbered, version_of
from hostkit.events.season_calendar_file import canceled_event, events_in, plain_event, whole_calendar
from hostkit.files.ownership import read_known, read_ours
from hostkit.guides.languages import Language
from hostkit.sheets.invitation_files import calendar_entry

CALENDAR = "season.ics"

Gone: TypeAlias = Literal["canceled", "kept", "left out"]
"""What becomes of the entries of evenings that have left the table."""


def season_calendar(
    work: Work, season: Season, manifest: Manifest, words: Language, *, gone: Gone
) -> Iterator[bytes]:
    """Yield the calendar in parts, or nothing if there is no evening with a date.

    Evenings that have left the table are canceled, stay as they were or are left out, as ``gone`` says.
    """
    earlier: dict[str, tuple[EntryVersion, bytes]] = {}
    for event in events_in(read_ours(work.usual.out / CALENDAR) or b""):
        if version := version_of(event):
            earlier[version.uid] = version, event
    events: list[bytes] = []
    jobs = {job.id: job for job in work.jobs}
    for entry in season.made:
        job = jobs[entry.id]
        made = _made(work.usual.out, job.id, manifest)
        if made is None and entry.date is not None:
            made = _plain(job, entry, work, words)
        if made is not None:
            events.append(made if job.event.revision is not None else _newer(made, earlier))
    if gone != "left out":
        events += _gone(work, manifest, events, earlier, is_canceled=gone == "canceled")
    if events:
        yield from whole_calendar(events)


def _made(out: Path, event: str, manifest: Manifest) -> bytes | None:
    """Return the entry in an event's folder, or None if it is not as it was made."""
    record: FileRecord | None = next((record for record in manifest.kit(event) if record.calendar), None)
    data = record and read_known(out / event / record.file, record.sha256)
    return events_in(data)[0] if data else None


def _plain(job: Job, entry: SeasonEvent, work: Work, words: Language) -> bytes:
    event = job.event
    assert entry.date is not None
    about = words("facts.host", host=entry.host) if entry.host else ""
    made = calendar_entry(event, work.guides[job.guide], entry.date, about, entry.start, entry.minutes)
    link = event.group_url.url if event.group_url else None
    return plain_event(made._replace(place=entry.place, link=link))


def _newer(event: bytes, earlier: Mapping[str, tuple[EntryVersion, bytes]]) -> bytes:
    """Return an entry with a higher number than its earlier version if anything has changed, else with that number."""
    version = version_of(event)
    if version is None or version.uid not in earlier:
        return event
    before, _ = earlier[version.uid]
    return numbered(event, max(version.sequence, before.sequence + (before.content != version.content)))


def _gone(
    work: Work,
    manifest: Manifest,
    events: list[bytes],
    earlier: Mapping[str, tuple[EntryVersion, bytes]],
    *,
    is_canceled: bool,
) -> Iterator[bytes]:
    """Yield the entries of evenings that have left the table, by their names."""
    there = {version.uid for event in events if (version := version_of(event))}
    gone = {uid: event for uid, (_, event) in earlier.items() if uid not in there}
    for event_id in manifest:
        made = _made(work.usual.out, event_id, manifest) if event_id not in work.known else None
        if made and (version := version_of(made)) and version.uid not in there:
            gone[version.uid] = made
    for _, event in sorted(gone.items()):
        yield canceled_event(event) if is_canceled else event
