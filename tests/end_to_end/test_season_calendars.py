"""The calendar entries of a season from run to run: moved, repeated, swapped, canceled, handed over, lost."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.support.calendars import Entry, entry
from tests.support.command import Outcome, hostkit
from tests.support.seasons import manifest, tree

SETTINGS = "season: spring-2027\nsheets: invitation\ntime_zone: Europe/Berlin\nplace: 12 Mill Lane\n"
COLUMNS = ("id", "topic", "date", "start", "host", "cancelled", "revision")
ANA: Mapping[str, str] = {
    "id": "7",
    "topic": "male-allies",
    "date": "2027-03-11",
    "start": "19:00",
    "host": "Ana",
}
BEA: Mapping[str, str] = {**ANA, "id": "8", "host": "Bea"}
NAMELESS = {**ANA, "id": ""}
ENTRY = "invitation.ics"


def run(folder: Path, *rows: Mapping[str, str], arguments: Iterable[str] = ()) -> Outcome:
    """Run the batch of these rows."""
    (folder / "hostkit.yaml").write_text(SETTINGS, "utf-8")
    lines = [",".join(COLUMNS), *(",".join(row.get(name, "") for name in COLUMNS) for row in rows)]
    (folder / "events.csv").write_text("\n".join([*lines, ""]), "utf-8")
    outcome = hostkit("batch", "events.csv", *arguments, folder=folder)
    assert outcome.code == 0, outcome.stderr
    return outcome


def its(folder: Path, event: str = "7") -> Entry:
    return entry(folder / "out" / event / ENTRY)


def lines(outcome: Outcome, begin: str) -> list[str]:
    return [line for line in outcome.stderr.splitlines() if line.startswith(begin)]


def test_both_programs_read_what_the_table_says(tmp_path: Path) -> None:
    run(tmp_path, ANA)
    found = its(tmp_path)
    assert found[:4] == ("7.male-allies@spring-2027.hostkit", 0, False, "Male allies")
    assert found.about is not None
    assert found.about.startswith("You’re invited by Ana\n\n")
    assert found.place == "12 Mill Lane"
    assert found.begin == datetime.datetime(2027, 3, 11, 18, tzinfo=datetime.UTC)
    assert found.end - found.begin == datetime.timedelta(minutes=90)
    assert found.reminder == -datetime.timedelta(days=1)


def test_a_moved_evening_is_the_same_entry_and_newer_across_a_change_of_clocks(tmp_path: Path) -> None:
    run(tmp_path, ANA, BEA)
    before = its(tmp_path)
    run(tmp_path, {**ANA, "date": "2027-04-01"}, BEA)
    after = its(tmp_path)
    assert (after.uid, after.sequence) == (before.uid, 1)
    # Seven in the evening is an hour earlier by UTC in summer.
    assert after.begin == datetime.datetime(2027, 4, 1, 17, tzinfo=datetime.UTC)
    assert its(tmp_path, "8").sequence == 0
    run(tmp_path, {**ANA, "date": "2027-04-01", "start": "20:00"}, BEA)
    assert its(tmp_path).sequence == 2


@pytest.mark.parametrize("change", [{"start": "20:00"}, {"host": "Cem"}, {"start": ""}])
def test_whatever_a_calendar_shows_of_a_change_is_newer(change: dict[str, str], tmp_path: Path) -> None:
    run(tmp_path, ANA)
    run(tmp_path, {**ANA, **change})
    assert (its(tmp_path).uid, its(tmp_path).sequence) == ("7.male-allies@spring-2027.hostkit", 1)


def test_the_same_table_gives_the_same_bytes_however_often(tmp_path: Path) -> None:
    run(tmp_path, ANA, BEA)
    run(tmp_path, {**ANA, "date": "2027-04-01"}, BEA)
    before = tree(tmp_path / "out")
    for arguments in ([], ["--fresh"], ["--only", "7"], ["--fresh", "--workers", "1"]):
        run(tmp_path, {**ANA, "date": "2027-04-01"}, BEA, arguments=arguments)
        assert tree(tmp_path / "out") == before


def test_two_hosts_of_one_evening_have_an_entry_each(tmp_path: Path) -> None:
    run(tmp_path, ANA, BEA)
    assert its(tmp_path, "7").uid != its(tmp_path, "8").uid
    run(tmp_path, {**ANA, "host": "Bea"}, {**BEA, "host": "Ana"})
    assert [str(its(tmp_path, name).about).split("\n")[0] for name in "78"] == [
        "You’re invited by Bea",
        "You’re invited by Ana",
    ]
    assert [its(tmp_path, name).sequence for name in "78"] == [1, 1]


def test_a_revision_of_the_table_is_the_sequence_and_must_rise(tmp_path: Path) -> None:
    run(tmp_path, {**ANA, "revision": "4"})
    assert its(tmp_path).sequence == 4
    assert not lines(run(tmp_path, {**ANA, "revision": "5", "start": "20:00"}), "Warning")
    assert its(tmp_path).sequence == 5
    (warning,) = lines(run(tmp_path, {**ANA, "revision": "5", "start": "21:00"}), "Warning")
    assert warning == (
        "Warning (1 event: 7): invitation.ics has changed, but calendars may keep the entry that they have. "
        "Give it the revision 6 (--revision)."
    )
    run(tmp_path, {**ANA, "start": "21:30"})
    assert its(tmp_path).sequence == 6


def test_a_canceled_evening_is_newer_and_listed_for_its_host(tmp_path: Path) -> None:
    run(tmp_path, ANA, BEA)
    outcome = run(tmp_path, {**ANA, "cancelled": "yes"}, BEA, arguments=["--json"])
    assert lines(outcome, "Canceled") == ["Canceled; their hosts send invitation.ics to the guests: 7 (Ana)."]
    assert json.loads(outcome.stdout.splitlines()[-1])["canceled"] == [{"event": "7", "host": "Ana"}]
    found = its(tmp_path)
    assert (found.sequence, found.is_canceled, found.reminder) == (1, True, None)
    assert not its(tmp_path, "8").is_canceled
    records = [record for record in manifest(tmp_path / "out") if record["event"] == "7"]
    assert [(record["file"], record["sheets"]) for record in records] == [(ENTRY, 0)]
    assert "canceled" in (tmp_path / "out" / "index.html").read_text("utf-8")
    again = run(tmp_path, {**ANA, "cancelled": "yes"}, BEA)
    assert not lines(again, "Canceled")
    assert its(tmp_path) == found
    run(tmp_path, ANA, BEA)
    assert (its(tmp_path).sequence, its(tmp_path).is_canceled) == (2, False)


def test_an_evening_that_was_canceled_before_it_was_made_is_newer_than_a_first_one(tmp_path: Path) -> None:
    run(tmp_path, {**ANA, "cancelled": "yes"})
    assert (its(tmp_path).sequence, its(tmp_path).is_canceled) == (1, True)
    run(tmp_path, {**ANA, "cancelled": "yes", "revision": "3"})
    assert its(tmp_path).sequence == 4


def test_a_canceled_evening_without_a_date_has_no_entry_which_is_said(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("id,topic,cancelled\n7,male-allies,yes\n", "utf-8")
    outcome = hostkit("batch", "events.csv", folder=tmp_path)
    assert outcome.code == 1
    assert "the evening is canceled, but invitation.ics needs its date" in outcome.stderr


def test_a_row_that_is_gone_is_canceled_once_and_listed_for_its_host(tmp_path: Path) -> None:
    run(tmp_path, ANA, BEA)
    before = its(tmp_path)
    check = hostkit("batch", "events.csv", "--check", folder=tmp_path)
    assert "cancel" not in check.stderr
    (tmp_path / "events.csv").write_text("id,topic,date\n8,male-allies,2027-03-11\n", "utf-8")
    check = hostkit("batch", "events.csv", "--check", folder=tmp_path)
    assert lines(check, "A run would cancel") == ["A run would cancel in calendars: 7."]
    assert its(tmp_path) == before
    assert not lines(run(tmp_path, BEA, arguments=["--only", "8"]), "Canceled")
    assert lines(run(tmp_path, BEA), "Canceled") == [
        "Canceled; their hosts send invitation.ics to the guests: 7 (Ana)."
    ]
    after = its(tmp_path)
    assert after == before._replace(sequence=1, is_canceled=True, reminder=None)
    assert not lines(run(tmp_path, BEA), "Canceled")
    assert its(tmp_path) == after
    run(tmp_path, ANA, BEA)
    assert its(tmp_path) == before._replace(sequence=2)


def test_a_row_without_an_id_that_moves_is_canceled_and_made_again(tmp_path: Path) -> None:
    run(tmp_path, NAMELESS, BEA)
    outcome = run(tmp_path, {**NAMELESS, "date": "2027-04-01"}, BEA)
    assert lines(outcome, "Canceled") == [
        "Canceled; their hosts send invitation.ics to the guests: 2027-03-11-male-allies (Ana)."
    ]
    old, new = its(tmp_path, "2027-03-11-male-allies"), its(tmp_path, "2027-04-01-male-allies")
    assert (old.is_canceled, new.is_canceled) == (True, False)
    assert old.uid != new.uid
    warning = "Warning (1 event: 2027-04-01-male-allies): invitation.ics has no id"
    assert lines(outcome, warning)


def test_another_host_of_an_event_without_an_id_is_another_entry_which_is_said(tmp_path: Path) -> None:
    run(tmp_path, NAMELESS)
    outcome = run(tmp_path, {**NAMELESS, "host": "Bea"})
    assert lines(
        outcome, "Warning (1 event: 2027-03-11-male-allies): invitation.ics is another entry than before"
    )


def test_nothing_is_canceled_by_the_table_of_another_season(tmp_path: Path) -> None:
    run(tmp_path, ANA)
    outcome = run(tmp_path, {**BEA, "id": "another"}, arguments=["--shrink"])
    assert not lines(outcome, "Canceled")
    assert not its(tmp_path).is_canceled


@pytest.mark.parametrize("harm", ["missing", "edited"])
def test_an_entry_that_is_not_as_it_was_is_not_canceled_which_is_said(harm: str, tmp_path: Path) -> None:
    run(tmp_path, ANA, BEA)
    path = tmp_path / "out" / "7" / ENTRY
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace(b"Mill Lane", b"Hill Lane"))
    outcome = run(tmp_path, BEA)
    assert lines(outcome, "Not canceled") == [
        "Not canceled, for their invitation.ics is missing or was changed: 7."
    ]
    assert not lines(outcome, "Canceled")


def test_events_with_ids_and_no_season_are_named(tmp_path: Path) -> None:
    run(tmp_path, ANA, BEA)
    (tmp_path / "hostkit.yaml").write_text("sheets: invitation\n", "utf-8")
    for arguments in ([], ["--check"]):
        outcome = hostkit("batch", "events.csv", *arguments, folder=tmp_path)
        assert any(
            "(2 events: 7, 8): invitation.ics has an id but no season" in line
            for line in lines(outcome, "Warning")
        )
    assert not lines(hostkit("batch", "events.csv", "--season", "x", folder=tmp_path), "Warning (2 events: 7, 8): "
                     "invitation.ics has an id")  # fmt: skip
    assert its(tmp_path).uid == "7.male-allies@x.hostkit"


# The folder moves, or the manifest is lost


def test_a_folder_that_moves_takes_its_numbers_along(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    run(here, ANA, BEA)
    run(here, {**ANA, "start": "20:00"}, BEA)
    shutil.move(here, there)
    assert not lines(run(there, {**ANA, "start": "21:00"}, BEA), "Warning")
    assert [its(there, name).sequence for name in "78"] == [2, 0]


def test_a_lost_manifest_is_told_before_anything_is_written_and_costs_no_number(tmp_path: Path) -> None:
    run(tmp_path, ANA, BEA)
    run(tmp_path, {**ANA, "start": "20:00"}, BEA)
    (tmp_path / "out" / "manifest.jsonl").unlink()
    before = tree(tmp_path / "out")
    told = (
        "Warning: manifest.jsonl: does not say how often the calendar entries of 2 events were changed (8, 7). "
        "The numbers are taken from invitation.ics in the folders; if you have a copy of the manifest, use it."
    )
    check = hostkit("batch", "events.csv", "--check", "--json", folder=tmp_path)
    assert told in check.stderr
    warning = json.loads(check.stdout.splitlines()[0])
    assert (warning["kind"], warning["code"]) == ("warning", "calendar-numbers-lost")
    assert tree(tmp_path / "out") == before
    outcome = run(tmp_path, {**ANA, "start": "21:00"}, BEA)
    assert outcome.stderr.splitlines()[0] == told
    assert [its(tmp_path, name).sequence for name in "78"] == [2, 0]
    assert not lines(run(tmp_path, {**ANA, "start": "21:00"}, BEA), "Warning: manifest")


def test_a_revision_of_the_table_cannot_be_lost(tmp_path: Path) -> None:
    run(tmp_path, {**ANA, "revision": "2"})
    (tmp_path / "out" / "manifest.jsonl").unlink()
    assert not lines(run(tmp_path, {**ANA, "revision": "2"}), "Warning: manifest")
    assert its(tmp_path).sequence == 2


def test_a_build_makes_the_entry_that_cancels_an_evening(tmp_path: Path) -> None:
    arguments = ["build", "male-allies", "--id", "7", "--season", "spring-2027", "--date", "2027-03-11"]
    outcome = hostkit(*arguments, "--cancelled", "yes", "--revision", "2", folder=tmp_path)
    assert (outcome.code, outcome.files, outcome.stderr) == (0, [f"out/7/{ENTRY}"], "")
    found = its(tmp_path)
    assert (found.uid, found.sequence, found.is_canceled) == ("7.male-allies@spring-2027.hostkit", 3, True)
