"""Numbers the calendar entries of a season, so that a changed evening is newer, and cancels those of lost events.

The number is SEQUENCE. It is the event's ``revision``, or else kept in the manifest: one more whenever anything else in
the entry changes. If the manifest does not have it, it is read from the entry in the event's folder.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from hostkit.batch.manifest import read_kits
from hostkit.batch.records import EntryRecord, FileRecord, Records
from hostkit.batch.work import Work
from hostkit.batch.worker import FinishedKit
from hostkit.events.calendar_file import EntryVersion, canceled_copy, numbered, version_of
from hostkit.files.ownership import read_known, read_ours
from hostkit.files.writer import write_folder
from hostkit.kit import plan_of
from hostkit.planning.print_plan import CALENDAR
from hostkit.sheets import names_in
from hostkit.sheets.invitation import NAME
from hostkit.sheets.invitation_files import canceled_files, invitation_files, replacement_warning


def with_number(kit: FinishedKit, folder: Path, before: Records, revision: int | None) -> FinishedKit:
    """Return a finished kit with its calendar entry numbered, and a warning if calendars would not take the entry.

    ``before`` holds the records of the earlier kit in ``folder``. An entry with a ``revision`` of its own is unchanged.
    """
    if CALENDAR not in kit.files:
        return kit
    entry, earlier = kit.files[CALENDAR], _earlier(folder, before)
    version = version_of(entry)
    if earlier and version and revision is None:
        is_same = (version.uid, version.content) == (earlier.uid, earlier.content)
        entry = numbered(entry, earlier.sequence + (0 if is_same else 1))
    warning = replacement_warning(entry, earlier)
    first, *rest = [_of(record, entry) if record.file == CALENDAR else record for record in kit.records]
    first = first._replace(warnings=(*first.warnings, *([str(warning)] if warning else [])))
    return kit._replace(files={**kit.files, CALENDAR: entry}, records=(first, *rest))


class Cancellation(NamedTuple):
    """The calendar entry of a canceled event, to be handed on by its host, who may not be known."""

    event: str
    host: str | None

    def __str__(self) -> str:
        return f"{self.event} ({self.host})" if self.host else self.event


def to_cancel(kit: Records) -> FileRecord | None:
    """Return the record of a kit's calendar entry if it is not canceled yet."""
    return next((record for record in kit if record.calendar and not record.calendar.is_canceled), None)


def cancel(folder: Path, kit: Records) -> Records:
    """Cancel the entry in the folder of an event that left the table, and return the new records of its kit.

    Returns the records unchanged if the entry is not as hostkit wrote it. Raises OutputError as ``write_folder`` does.
    """
    record = to_cancel(kit)
    if record is None:
        return kit
    entry = read_known(folder / record.file, record.sha256)
    if entry is not None:
        entry = canceled_copy(entry)
        write_folder(folder, {record.file: entry})
    else:
        # A killed run may have canceled it without recording it.
        entry = read_ours(folder / record.file)
        version = version_of(entry) if entry else None
        if entry is None or version is None or not version.is_canceled:
            return kit
    # The same row again is another input: its entry must be made again.
    inputs = sha256(f"{record.inputs} canceled".encode()).hexdigest()
    evening = record.evening and record.evening._replace(is_canceled=True)
    records = [_of(each, entry) if each is record else each for each in kit]
    return tuple(each._replace(inputs=inputs, evening=evening) for each in records)


def lost_numbers(work: Work) -> tuple[str, ...]:
    """Return the events whose entry is in their folder although the manifest does not have its number."""
    out = work.usual.out
    there = [
        job.id
        for job in work.jobs
        if job.event.revision is None
        and (job.event.cancelled or NAME in names_in(job.options.sheets or ()))
        and (out / job.id / CALENDAR).is_file()
    ]
    if not there:
        return ()
    known = {kit[0].event for kit in read_kits(out) if any(record.calendar for record in kit)}
    return tuple(event for event in there if event not in known and read_ours(out / event / CALENDAR))


def needed_revisions(work: Work) -> dict[int, int]:
    """Return the revision that each event needs, by the line of its row, so that its changed entry is newer.

    These are the events whose calendar entry is another than the one in their folder, and not newer yet.
    """
    kits = {kit[0].event: kit for kit in read_kits(work.usual.out)}
    needed = {}
    for job in work.jobs:
        is_canceled = job.event.cancelled
        if job.event.date is None or not (is_canceled or NAME in (job.options.sheets or ())):
            continue
        earlier = _earlier(work.usual.out / job.id, kits.get(job.id, ()))
        if earlier is None:
            continue
        plan = plan_of(work.guides[job.guide], job.event, job.options, is_checked=True)
        version = version_of((canceled_files if is_canceled else invitation_files)(plan)[CALENDAR])
        is_other = version and version.uid == earlier.uid and version.content != earlier.content
        if is_other and version and version.sequence <= earlier.sequence:
            needed[job.at.line] = earlier.sequence + 1 - is_canceled
    return needed


def _earlier(folder: Path, before: Records) -> EntryVersion | None:
    if found := next((record.calendar for record in before if record.calendar), None):
        return found.version
    entry = read_ours(folder / CALENDAR)
    return version_of(entry) if entry else None


def _of(record: FileRecord, entry: bytes) -> FileRecord:
    """Return the record of an entry with its number and its checksum."""
    host = record.calendar.host if record.calendar else None
    version = version_of(entry)
    calendar = EntryRecord(*version, host) if version else None
    return record._replace(sha256=sha256(entry).hexdigest(), calendar=calendar)
