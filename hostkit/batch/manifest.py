"""Keeps ``manifest.jsonl``, the record of all files made in a folder, one line for each file, and its journal.

``manifest.jsonl`` is only ever replaced as a whole, so it never holds half a line, even when the process is killed
during the write. A finished kit is first appended to a journal, which is merged into the manifest and removed at the
end of the run or by the next run. Records stay on disk; memory holds only their offsets.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic

from hostkit.batch.records import STALE, Records, gather, pack, spread, unpack
from hostkit.core.errors import OutputError
from hostkit.core.interruption import held
from hostkit.files.dot_files import flush_folder
from hostkit.files.edited_texts import has_edited
from hostkit.files.journal import Journal, read_lines
from hostkit.files.lock import output_error
from hostkit.files.ownership import is_folder, sum_of
from hostkit.files.writer import check_places, foreign_among, write_parts

MANIFEST = "manifest.jsonl"
_JOURNAL = ".hostkit.journal"
_OURS, _BEGIN = b'"made_by":"hostkit', b'{"event":"'
_SECONDS, _SHARE = 2.0, 50
"""The manifest is rewritten every two seconds, or less often if rewriting would take more than 1/50 of the time."""


class Manifest:
    """The records of all kits of a folder, used only by the process that holds the folder's lock.

    ``order`` lists event ids in the order in which the file is to have them. ``known`` holds the ids of all events of
    the table; records of other events are marked as stale. Lines that a power cut has damaged are dropped.
    ``was_cut_short`` is true when an earlier run left its journal; ``unfinished`` has the events of its kits. Raises
    OutputError when hostkit did not write the manifest and ``force`` is false, and when a file cannot be read or
    written.
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
        self._places: dict[str, tuple[int, int]] = {}
        """The offset and the length of the line of each event in the journal."""
        self._is_finished = False
        self._index()
        self._next_time = monotonic() + _SECONDS

    def _index(self) -> None:
        begin = 0
        for line in self._journal.lines():
            if records := unpack(line):
                self._places[records[0].event] = begin, len(line)
            begin += len(line)
        newer = set(self._places)
        self.unfinished = tuple(newer)
        for line in gather(read_lines(self.path)):
            records = unpack(line)
            if records and records[0].event not in newer:
                self._put(records[0].event, line)

    def _put(self, event: str, line: bytes) -> None:
        self._places[event] = self._journal.append(line), len(line)

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all events that have records."""
        return iter(self._places)

    def kit(self, event: str) -> Records:
        """Return the records of an event's kit; an empty tuple when there are none, or they are incomplete."""
        place = self._places.get(event)
        return unpack(self._journal.read(*place)) if place else ()

    def add(self, kit: Records) -> None:
        """Append the records of a kit whose files are in place; rewrite the manifest when enough time has passed."""
        self._put(kit[0].event, pack(kit))
        if monotonic() > self._next_time:
            begin = monotonic()
            self._write()
            self._next_time = monotonic() + max(_SECONDS, _SHARE * (monotonic() - begin))

    def _write(self) -> None:
        # Files that the manifest lists must exist even after a power cut.
        flush_folder(self._folder)
        write_parts(self.path, self._lines(), force=self._force, is_ours=_is_ours)

    def _lines(self) -> Iterator[bytes]:
        first = [event for event in self._order if event in self._places]
        for event in (*first, *sorted(self._places.keys() - set(first))):
            yield spread(self._journal.read(*self._places[event]), stale=event not in self._known)

    def forget(self, events: Iterable[str]) -> None:
        """Drop the records of these events."""
        for event in events:
            self._places.pop(event, None)

    def finish(self) -> None:
        """Write the manifest a last time and remove the journal; a second call does nothing.

        Raises OutputError when the manifest cannot be written; the journal then stays.
        """
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


def read_kits(folder: Path, *, stale: bool = True) -> Iterator[Records]:
    """Yield the records of each kit of a folder, once for each event, without changing any file.

    Without ``stale``, events that have left the table in an earlier run are left out.
    """
    # The journal's last line about an event takes precedence over the manifest.
    newer = {kit[0].event: kit for line in read_lines(folder / _JOURNAL) if (kit := unpack(line))}
    yield from newer.values()
    for line in gather(read_lines(folder / MANIFEST)):
        if (kit := unpack(line)) and kit[0].event not in newer and (stale or STALE not in line):
            yield kit


def is_whole(folder: Path, inputs: str, kit: Records) -> bool:
    """Tell whether the kit in a folder was made from inputs with this checksum and all of its files are in place.

    A text that somebody has edited is in place; any other file must have its checksum.
    """
    return (
        bool(kit)
        and kit[0].inputs == inputs
        and is_folder(folder)
        and all(
            sum_of(folder / record.file) == record.sha256 or has_edited(folder, record.file) for record in kit
        )
    )


def is_season(folder: Path) -> bool:
    """Tell whether a folder holds hostkit's manifest or journal, even a damaged one."""
    path = folder / MANIFEST
    with suppress(OSError, OutputError):
        return (path.is_file() and _is_ours(path)) or any(
            _OURS in line for line in read_lines(folder / _JOURNAL)
        )
    return False


def _is_ours(path: Path) -> bool:
    """Tell whether any line of a manifest is hostkit's, or it holds only the beginning of its first line."""
    if any(_OURS in line for line in read_lines(path, cut_off=True)):
        return True
    first = next(read_lines(path, cut_off=True), b"").rstrip(b"\0")
    return not first.endswith((b"\n", b"}")) and _BEGIN.startswith(first[: len(_BEGIN)])
