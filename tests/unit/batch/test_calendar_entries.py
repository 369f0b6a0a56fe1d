"""Numbers and cancellations of calendar entries, where a run was killed in between."""

from __future__ import annotations

import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from hostkit.batch.calendar_entries import cancel, to_cancel, with_number
from hostkit.batch.records import EveningRecord, Records, records_of
from hostkit.batch.worker import FinishedKit
from hostkit.events.calendar_file import CalendarEntry, canceled_copy, version_of, write_entry

from .made import kit

NAME = "invitation.ics"
EVENING = EveningRecord("Rest", "2027-01-14", "19:00", 90, "Ana", None, None, False)
ENTRY = CalendarEntry("7.rest@spring.hostkit", "Rest", "Come.", datetime.date(2027, 1, 14), 19 * 60, 90)
MOVED = ENTRY._replace(date=datetime.date(2027, 1, 21))


def finished(entry: CalendarEntry) -> FinishedKit:
    made = kit(files={NAME: write_entry(entry), "print-plan.txt": b"plan"})
    sums = {name: sha256(data).hexdigest() for name, data in made.files.items()}
    return FinishedKit(0, made.files, records_of("7", "inputs", made, sums, EVENING))


def written(folder: Path, entry: CalendarEntry) -> Records:
    """Write the kit of an entry, and return its records."""
    made = finished(entry)
    for name, data in made.files.items():
        (folder / name).write_bytes(data)
    return made.records


def sequence(folder: Path, before: Records, entry: CalendarEntry, revision: int | None = None) -> int:
    """Return the number of a new entry; its record and its checksum say the same as the file."""
    made = with_number(finished(entry), folder, before, revision)
    version = version_of(made.files[NAME])
    assert version is not None
    (record,) = (record for record in made.records if record.file == NAME)
    assert record.sha256 == sha256(made.files[NAME]).hexdigest()
    assert record.calendar == (*version, "Ana")
    return version.sequence


def test_the_manifest_counts_and_not_the_file_while_it_has_the_number(tmp_path: Path) -> None:
    """A killed run may have written a kit without recording it: made again, it has the same bytes."""
    before = written(tmp_path, ENTRY._replace(sequence=4))
    assert sequence(tmp_path, before, MOVED) == 5
    written(tmp_path, MOVED._replace(sequence=5))
    assert sequence(tmp_path, before, MOVED) == 5
    assert sequence(tmp_path, before, ENTRY) == 4


def test_without_the_manifest_the_file_counts(tmp_path: Path) -> None:
    assert sequence(tmp_path, (), ENTRY) == 0
    written(tmp_path, ENTRY._replace(sequence=4))
    assert sequence(tmp_path, (), ENTRY) == 4
    assert sequence(tmp_path, (), MOVED) == 5
    assert sequence(tmp_path, (), MOVED._replace(sequence=2), revision=2) == 2


@pytest.mark.parametrize("is_killed", [False, True])
def test_a_cancellation_that_was_not_recorded_is_recorded_by_the_next_run(
    is_killed: bool, tmp_path: Path
) -> None:
    before = written(tmp_path, ENTRY._replace(sequence=1))
    if is_killed:
        (tmp_path / NAME).write_bytes(canceled_copy((tmp_path / NAME).read_bytes()))
    after = cancel(tmp_path, before)
    entry = (tmp_path / NAME).read_bytes()
    assert after[0].calendar == (*(version_of(entry) or ()), "Ana")
    assert (after[0].sha256, after[1].sha256) == (sha256(entry).hexdigest(), before[1].sha256)
    assert {record.inputs for record in after}.isdisjoint({"inputs"})
    assert to_cancel(after) is None
    assert cancel(tmp_path, after) is after


def test_a_canceled_copy_is_what_an_entry_of_a_canceled_event_is() -> None:
    for entry in (ENTRY, ENTRY._replace(start=None), ENTRY._replace(time_zone="Europe/Berlin", place="Hall")):
        canceled = write_entry(entry._replace(is_canceled=True, sequence=1))
        assert canceled_copy(write_entry(entry)) == canceled
