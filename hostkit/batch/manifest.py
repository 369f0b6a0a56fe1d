"""What has been made in a folder: ``manifest.jsonl``, a line a file, and beside it what was added since.

``manifest.jsonl`` is only ever replaced as a whole, so nobody meets half a line in it, not even of a process that was
killed while it wrote. A kit that is finished is first added to a journal, which is merged and taken away when the run
ends, or when the next one begins. Few bytes are held in memory, however many kits there are.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from hostkit.batch.records import FileRecord, gather, spread, unpack
from hostkit.core.errors import OutputError
from hostkit.core.interruption import held
from hostkit.files.dot_files import flush_folder
from hostkit.files.journal import Journal, read_lines
from hostkit.files.lock import output_error
from hostkit.files.ownership import is_folder, sum_of
from hostkit.files.places import check_places, foreign_among
from hostkit.files.writer import write_parts

MANIFEST = "manifest.jsonl"
_JOURNAL = ".hostkit.journal"
_OURS, _BEGIN = b'"made_by":"hostkit', b'{"event":"'
_SECONDS, _SHARE = 2.0, 50
"""The file is brought up to date every two seconds, and less often when that takes more than a fiftieth of the time."""


class _LineSpan(NamedTuple):
    begin: int
    length: int


class Manifest:
    """The records of all kits of a folder, for the one process that has its lock.

    ``order`` is the order of events in the file; ``known`` are all that the table has, so that the others can be
    marked. What a power cut has damaged is left out, the rest is kept. Raises OutputError for a manifest of which
    nothing is hostkit's, and where the disk refuses.
    """

    def __init__(
        self, folder: Path, order: Sequence[str], known: Container[str], *, force: bool = False
    ) -> None:
        self._folder, self._order, self._known, self._force = folder, order, known, force
        self.path = folder / MANIFEST
        check_places([self.path], force=True)
        if not force and foreign_among([self.path], _is_ours):
            raise output_error(
                "manifest-not-ours",
                self.path,
                "not written by hostkit, or damaged from beginning to end, so nothing was written.",
                "Move it away: all kits are then made anew. Or choose another folder, or replace it with --force.",
            )
        self.was_cut_short = (folder / _JOURNAL).exists()
        self._journal = Journal(folder / _JOURNAL)
        self._places: dict[str, _LineSpan] = {}
        self._is_finished = False
        self._index()
        self._next_time = monotonic() + _SECONDS

    def _index(self) -> None:
        begin = 0
        for line in self._journal.lines():
            if records := unpack(line):
                self._places[records[0].event] = _LineSpan(begin, len(line))
            begin += len(line)
        newer = set(self._places)
        for line in gather(read_lines(self.path)):
            records = unpack(line)
            if records and records[0].event not in newer:
                self._put(records[0].event, line)

    def _put(self, event: str, line: bytes) -> None:
        self._places[event] = _LineSpan(self._journal.append(line), len(line))

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all events that there are records of."""
        return iter(self._places)

    def kit(self, event: str) -> tuple[FileRecord, ...]:
        """Return the records of an event's kit; none when there is no kit, or they are not whole."""
        place = self._places.get(event)
        return unpack(self._journal.read(*place)) if place else ()

    def add(self, event: str, line: bytes) -> None:
        """Add the records of a kit whose files are in their places; now and then, bring the file up to date."""
        self._put(event, line)
        if monotonic() > self._next_time:
            begin = monotonic()
            self._write()
            self._next_time = monotonic() + max(_SECONDS, _SHARE * (monotonic() - begin))

    def _write(self) -> None:
        # What it says is there must be there even after a power cut.
        flush_folder(self._folder)
        write_parts(self.path, self._lines(), force=self._force, is_ours=_is_ours)

    def _lines(self) -> Iterator[bytes]:
        first = [event for event in self._order if event in self._places]
        for event in (*first, *sorted(self._places.keys() - set(first))):
            yield spread(self._journal.read(*self._places[event]), stale=event not in self._known)

    def forget(self, events: Iterable[str]) -> None:
        """Drop the records of events whose files are gone."""
        for event in events:
            self._places.pop(event, None)

    def finish(self) -> None:
        """Replace the file a last time, then remove the journal, once. Raises OutputError; the journal then stays."""
        if self._is_finished:
            return
        with held():
            self._is_finished = True
            try:
                self._write()
            except BaseException:
                self._journal.close()
                raise
            with suppress(OSError):
                self._journal.remove()


def read_kits(folder: Path) -> Iterator[tuple[FileRecord, ...]]:
    """Yield the records of the kits of a folder, each event once, without changing anything there."""
    # The last line of the journal about an event counts, and more than the manifest's.
    newer = {kit[0].event: kit for line in read_lines(folder / _JOURNAL) if (kit := unpack(line))}
    yield from newer.values()
    for line in gather(read_lines(folder / MANIFEST)):
        if (kit := unpack(line)) and kit[0].event not in newer:
            yield kit


def is_whole(folder: Path, inputs: str, kit: tuple[FileRecord, ...]) -> bool:
    """Tell whether a kit in its folder was made from these inputs, and each of its files is as it was made."""
    return (
        bool(kit)
        and kit[0].inputs == inputs
        and is_folder(folder)
        and all(sum_of(folder / record.file) == record.sha256 for record in kit)
    )


def is_season(folder: Path) -> bool:
    """Tell whether kits have been made in a folder before: hostkit's manifest is there, or what is left of it."""
    path = folder / MANIFEST
    with suppress(OSError, OutputError):
        return (path.is_file() and _is_ours(path)) or any(
            _OURS in line for line in read_lines(folder / _JOURNAL)
        )
    return False


def _is_ours(path: Path) -> bool:
    """Tell whether a manifest is hostkit's by any line, or has nothing in it but the beginning of a first one."""
    if any(_OURS in line for line in read_lines(path, cut_off=True)):
        return True
    first = next(read_lines(path, cut_off=True), b"").rstrip(b"\0")
    return not first.endswith((b"\n", b"}")) and _BEGIN.startswith(first[: len(_BEGIN)])
