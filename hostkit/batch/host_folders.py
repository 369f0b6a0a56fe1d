"""Gathers the evenings of each host in a folder, with a zip archive of it to send and the mail to send it with.

    hosts/ana/mail.txt         the mail
    hosts/ana/ana.zip          the files of all evenings of the host, to attach
    hosts/ana/spring/...       the same files

The caller holds the lock of the season's folder.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from hostkit import __version__
from hostkit.batch.host_mail import MailWords, filled, usual_template
from hostkit.batch.host_records import (
    HOSTS,
    HOSTS_FOLDER,
    Evenings,
    HostRecord,
    ToldEvening,
    changes,
    host_key,
    is_led,
    lines_of,
    next_records,
    read_hosts,
)
from hostkit.batch.manifest import Manifest
from hostkit.batch.outcome import Choices, Gathered
from hostkit.batch.records import Records
from hostkit.batch.season import Season, SeasonEvent
from hostkit.batch.work import Work
from hostkit.files.dot_files import recover
from hostkit.files.edited_texts import (
    TEXT_SUMS,
    edited_among,
    has_edited,
    is_text,
    new_name,
    remove_ours,
    sums_of_texts,
    texts_written,
)
from hostkit.files.lock import output_error
from hostkit.files.ownership import is_file_or_link, is_folder, names_in, read_known, sum_of
from hostkit.files.writer import make_folder, refuse_link, write_folder, write_parts
from hostkit.guides.languages import COMPLETE, read_language
from hostkit.kit import language_of
from hostkit.planning.clock import TimeWords

MAIL = "mail.txt"

_DAY_OF_ZIPS = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the first one that the format can hold (APPNOTE.TXT, 4.4.6)."""

_UNIX, _READABLE = 3, 0o644 << 16
"""The system and the permissions that an archive names for its files (APPNOTE.TXT, 4.4.2 and 4.4.15)."""


def gather(work: Work, season: Season, manifest: Manifest, choices: Choices) -> Gathered:
    """Write the folder of each host and ``hosts.jsonl``.

    Raises OutputError when a file cannot be written, or a file of a kit is not as it was made.
    """
    return _Gathering(work, season, manifest, choices).run()


class _Gathering:
    def __init__(self, work: Work, season: Season, manifest: Manifest, choices: Choices) -> None:
        self._work, self._manifest, self._choices, self._force = work, manifest, choices, choices.force
        self._out, self._place = work.usual.out, work.usual.out / HOSTS_FOLDER
        self._events = {entry.id: entry for entry in season.entries if entry.kit}
        self._jobs = {job.id: job for job in work.jobs}

    def run(self) -> Gathered:
        evenings = {event: self._evening(entry) for event, entry in self._events.items()}
        known = read_hosts(self._out)
        evenings_told = self._with_canceled(evenings, known)
        records = next_records(known, evenings_told, unsent=self._choices.unsent)
        mails, edited = list[Path](), list[str]()
        for record in records:
            if self._write(record, edited):
                mails.append(self._place / record.folder / MAIL)
        for folder in {record.folder for record in known} - {record.folder for record in records}:
            self._clear(self._place / folder, {}, {})
        write_parts(self._out / HOSTS, lines_of(records), force=self._force)
        return Gathered(
            tuple(mails), tuple(edited), tuple(sorted(e for e in evenings if not evenings[e].host))
        )

    def _evening(self, entry: SeasonEvent) -> ToldEvening:
        day = entry.date.isoformat() if entry.date else None
        details = (day, entry.start, entry.minutes, entry.place, entry.host, entry.canceled)
        evening = ToldEvening(entry.title, *details, files={})
        return evening._replace(files=_sums(_to_hand_over(self._manifest.kit(entry.id), evening)))

    def _with_canceled(self, evenings: Evenings, known: Sequence[HostRecord]) -> Evenings:
        """Return the evenings with those that hosts were told of and that are gone from the table, as canceled."""
        gone = {}
        for record in known:
            for event, evening in record.now.items():
                if event not in evenings and host_key(evening.host) == host_key(record.host):
                    canceled = evening._replace(canceled=True)
                    files = _sums(_to_hand_over(self._manifest.kit(event), canceled))
                    gone[event] = canceled._replace(files=files)
        return {**evenings, **gone}

    def _write(self, record: HostRecord, edited: list[str]) -> bool:
        """Write a host's folder, and return whether the mail is another than before."""
        folder = self._place / record.folder
        refuse_link(self._place)
        make_folder(self._place)
        for place in (self._place, folder):
            recover(place)
        wanted = {
            event: files
            for event, evening in record.now.items()
            if host_key(evening.host) == host_key(record.host) and (files := self._files(event, evening))
        }
        archive = f"{record.folder}.zip"
        mail = self._mail(record, archive if wanted else "")
        files = {MAIL: mail, TEXT_SUMS: sums_of_texts({MAIL: mail})}
        if wanted:
            files[archive] = _zipped(wanted)
        is_new = read_known(folder / MAIL, sha256(mail).hexdigest()) is None and (
            texts_written(folder) != {MAIL: sha256(mail).hexdigest()} or not is_file_or_link(folder / MAIL)
        )
        for place, kit in ((folder, files), *((folder / event, wanted[event]) for event in wanted)):
            written = write_folder(place, kit, force=self._force)
            below = place.relative_to(self._out).as_posix()
            edited += [f"{below}/{name}" for name in edited_among(kit, written)]
        self._clear(folder, files, wanted)
        return is_new

    def _clear(
        self, folder: Path, files: Mapping[str, bytes], wanted: Mapping[str, Mapping[str, bytes]]
    ) -> None:
        """Remove what hostkit wrote into a host's folder, but these files and those of the evenings ``wanted``."""
        for name in (*names_in(folder), ""):
            if is_folder(folder / name):
                kit = wanted.get(name, {}) if name else files
                remove_ours(folder / name, but={*kit, *map(new_name, kit)})

    def _files(self, event: str, evening: ToldEvening) -> Mapping[str, bytes]:
        """Return the files of an evening to hand over; of a canceled one only the entry that cancels it."""
        found = {}
        for record in _to_hand_over(self._manifest.kit(event), evening):
            path = self._out / event / record.file
            total = sum_of(path) if has_edited(path.parent, record.file) else None
            data = read_known(path, total or record.sha256)
            if data is None:
                what, remedy = "changed since it was made.", "Run the same command again."
                raise output_error("kit-file-changed", path, what, remedy)
            found[record.file] = data
        texts = {name: data for name, data in found.items() if is_text(name)}
        return {**found, TEXT_SUMS: sums_of_texts(texts)} if found else {}

    def _mail(self, record: HostRecord, archive: str) -> bytes:
        led = [
            event for event in self._events if event in record.now and is_led(record.now[event], record.host)
        ]
        jobs = [self._jobs[event] for event in led]
        usual = self._work.usual
        words = read_language(usual.options.language or COMPLETE)
        if jobs:
            words = language_of(self._work.guides[jobs[0].guide], jobs[0].options)
        of_mail = MailWords(words, TimeWords(words, usual.options.clock or words.clock))
        values = [
            of_mail.evening(
                job, self._events[job.id], self._work.guides[job.guide], self._manifest.kit(job.id)
            )
            for job in jobs
        ]
        of_host = {
            "host": record.host,
            "season": next((job.event.season for job in (*jobs, *self._work.jobs) if job.event.season), ""),
            "changes": of_mail.changes(changes(record)),
            "zip": archive,
        }
        return filled(self._choices.mail or usual_template(words), of_host, values)


def _to_hand_over(kit: Records, evening: ToldEvening) -> Records:
    """Return the records of the files that a host gets: of a canceled evening, only of the entry that cancels it."""
    if evening.canceled:
        return tuple(record for record in kit if record.calendar and record.calendar.is_canceled)
    return tuple(record for record in kit if record.file != TEXT_SUMS)


def _sums(kit: Records) -> dict[str, str]:
    return {record.file: record.sha256 for record in kit}


def _zipped(evenings: Mapping[str, Mapping[str, bytes]]) -> bytes:
    """Return a zip archive with a folder for each evening. Its bytes depend on the files alone."""
    data = BytesIO()
    # Nothing is compressed: PDF files are already, and the bytes do not depend on zlib.
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        archive.comment = f"hostkit {__version__}".encode()
        for event, kit in evenings.items():
            for name, content in kit.items():
                if name != TEXT_SUMS:
                    info = zipfile.ZipInfo(f"{event}/{name}", _DAY_OF_ZIPS)
                    info.create_system, info.external_attr = _UNIX, _READABLE
                    archive.writestr(info, content)
    return data.getvalue()
