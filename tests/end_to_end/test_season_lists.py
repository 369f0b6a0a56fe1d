"""What a season is handed on in besides kits: one calendar, one table, and the manifest, from run to run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.support.calendars import Entry, entries, entry
from tests.support.command import Outcome, hostkit
from tests.support.seasons import manifest, tree

COLUMNS = ("id", "topic", "date", "start", "guests", "place", "host", "cancelled", "#branch", "#notes")
ANA: Mapping[str, str] = {
    "id": "7", "topic": "male-allies", "date": "2027-03-11", "start": "19:00", "place": "Library", "host": "Ana",
    "#branch": "North", "#notes": "bring chairs",
}  # fmt: skip
BEA: Mapping[str, str] = {**ANA, "id": "8", "date": "2027-07-01", "host": "Bea", "#branch": "=SUM(1)"}
PLAIN, INVITED = "host-sheet", "host-sheet,invitation"


def run(folder: Path, rows: Iterable[Mapping[str, str]], *arguments: str, sheets: str = PLAIN) -> Outcome:
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS)
    table.writeheader()
    table.writerows(rows)
    (folder / "events.csv").write_text(text.getvalue(), "utf-8")
    (folder / "hostkit.yaml").write_text(f"season: x\ntime_zone: Europe/Berlin\nsheets: {sheets}\n", "utf-8")
    outcome = hostkit("batch", "events.csv", *arguments, folder=folder)
    assert outcome.code == 0, outcome.stderr
    return outcome


def calendar(folder: Path) -> dict[str, Entry]:
    """Return the entries of the season's calendar by the ids of their events."""
    return {uid.split(".")[0]: found for uid, found in entries(folder / "out" / "season.ics").items()}


def table(folder: Path) -> list[dict[str, str]]:
    text = (folder / "out" / "season.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_calendar_has_the_entries_of_the_kits(tmp_path: Path) -> None:
    rows = [ANA, {**BEA, "cancelled": "yes"}, {**ANA, "id": "9", "start": ""}]
    run(tmp_path, rows, sheets=INVITED)
    run(tmp_path, [{**ANA, "start": "20:00"}, *rows[1:]], sheets=INVITED)
    found = calendar(tmp_path)
    assert found == {name: entry(tmp_path / "out" / name / "invitation.ics") for name in "789"}
    assert [(found[name].sequence, found[name].is_canceled) for name in "789"] == [
        (1, False),
        (1, True),
        (0, False),
    ]


def test_an_evening_without_an_invitation_has_the_same_name(tmp_path: Path) -> None:
    run(tmp_path, [ANA, BEA, {**ANA, "id": "undated", "date": ""}])
    before = calendar(tmp_path)
    assert list(before) == ["7", "8"]
    assert (before["7"].title, before["7"].about, before["7"].place) == (
        "Male allies",
        "hosted by Ana",
        "Library",
    )
    run(tmp_path, [ANA, BEA], sheets=INVITED)
    after = calendar(tmp_path)
    assert {each.uid for each in after.values()} == {each.uid for each in before.values()}
    assert [each.begin for each in after.values()] == [each.begin for each in before.values()]


@pytest.mark.parametrize("sheets", [PLAIN, INVITED])
def test_a_changed_evening_is_newer_and_one_that_is_gone_is_canceled(sheets: str, tmp_path: Path) -> None:
    run(tmp_path, [ANA, BEA], sheets=sheets)
    first = calendar(tmp_path)
    run(tmp_path, [{**ANA, "date": "2027-04-01"}, BEA], sheets=sheets)
    second = calendar(tmp_path)
    assert [(second[name].uid, second[name].sequence) for name in "78"] == [
        (first["7"].uid, 1),
        (first["8"].uid, 0),
    ]
    moved = {**ANA, "date": "2027-04-01"}
    run(tmp_path, [moved, {**ANA, "id": "new"}], sheets=sheets)
    third = calendar(tmp_path)
    assert third["8"] == second["8"]._replace(is_canceled=True, sequence=1, reminder=None)
    before = tree(tmp_path / "out")
    run(tmp_path, [moved, {**ANA, "id": "new"}], sheets=sheets)
    assert tree(tmp_path / "out") == before
    run(tmp_path, [moved, BEA, {**ANA, "id": "new"}], sheets=sheets)
    assert calendar(tmp_path)["8"] == second["8"]._replace(sequence=2)
    run(tmp_path, [{**moved, "cancelled": "yes"}, BEA], sheets=sheets)
    assert (calendar(tmp_path)["7"].is_canceled, calendar(tmp_path)["7"].sequence) == (True, 2)


def test_only_cancels_nothing_and_another_season_has_another_calendar(tmp_path: Path) -> None:
    run(tmp_path, [ANA, BEA])
    run(tmp_path, [ANA], "--only", "7")
    assert not calendar(tmp_path)["8"].is_canceled
    run(tmp_path, [{**ANA, "id": "other"}], "--shrink")
    assert list(calendar(tmp_path)) == ["other"]


def test_the_table_names_what_each_evening_is_and_has(tmp_path: Path) -> None:
    run(
        tmp_path,
        [ANA, {**BEA, "cancelled": "yes"}, {"id": "9", "topic": "grief", "place": "-2 below", "guests": "8"}],
    )
    ana, bea, nine = table(tmp_path)
    assert (ana["id"], ana["topic"], ana["date"]) == ("7", "Male allies", "2027-03-11")
    assert (ana["start"], ana["#end"], ana["minutes"], ana["host"]) == ("19:00", "20:30", "90", "Ana")
    assert (ana["place"], ana["#branch"], ana["cancelled"]) == ("Library", "North", "")
    assert ana["#files"] == "7/host-sheet.pdf 7/print-plan.txt"
    assert (bea["cancelled"], bea["#files"], bea["#branch"]) == ("yes", "8/invitation.ics", "'=SUM(1)")
    assert (nine["date"], nine["start"], nine["#end"], nine["guests"], nine["place"]) == (
        "",
        "",
        "",
        "8",
        "'-2 below",
    )


def test_the_table_is_one_that_a_batch_reads(tmp_path: Path) -> None:
    run(tmp_path, [ANA, {**BEA, "cancelled": "yes"}])
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "events.csv").write_bytes((tmp_path / "out" / "season.csv").read_bytes())
    outcome = hostkit("batch", "events.csv", "--season", "x", "--check", folder=tmp_path / "again")
    assert outcome.code == 0, outcome.stderr


def test_a_table_is_never_replaced_by_its_own_season(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    table = tmp_path / "out" / "season.csv"
    table.write_text("topic,#hostkit 0.1.0\nmale-allies,\n", "utf-8")
    outcome = hostkit("batch", "out/season.csv", "--force", folder=tmp_path)
    assert outcome.code == 1
    assert "the table of events stands where a file of the season would be written" in outcome.stderr
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name[0] != "."] == ["season.csv"]


def test_the_manifest_says_when_and_where_and_who(tmp_path: Path) -> None:
    run(tmp_path, [ANA])
    wanted = {
        "title": "Male allies", "date": "2027-03-11", "start": "19:00", "minutes": 90, "host": "Ana",
        "place": "Library", "branch": "North", "is_canceled": False,
    }  # fmt: skip
    assert [record["evening"] for record in manifest(tmp_path / "out")] == [wanted, wanted]


def test_a_column_of_ones_own_changes_no_kit_but_the_lists(tmp_path: Path) -> None:
    run(tmp_path, [ANA, BEA])
    outcome = run(tmp_path, [{**ANA, "#branch": "South", "#notes": ""}, BEA], "--json")
    assert [json.loads(line).get("outcome") for line in outcome.stdout.splitlines()[:2]] == ["unchanged"] * 2
    assert [record["evening"]["branch"] for record in manifest(tmp_path / "out")][:2] == ["South"] * 2
    assert table(tmp_path)[0]["#branch"] == "South"
    assert ">South</td>" in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "chairs" not in (tmp_path / "out" / "index.html").read_text("utf-8")
