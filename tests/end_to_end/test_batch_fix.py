"""``hostkit batch --fix`` writes a corrected copy, shows each change, and says what is left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import Outcome, hostkit

TABLE = (
    "Our evenings;;;;\nid;topic;Start;date;paper;#branch\n"
    "a;male-allies;7pm;14.1.2027;A4;Köln\nb;male-alies;19h;03/04/2027;A4;Bonn\n"
)
MENDED = (
    "Our evenings;;;;\nid;topic;Start;date;paper;#branch\n"
    "a;male-allies;19:00;2027-01-14;a4;Köln\nb;male-alies;19:00;03/04/2027;a4;Bonn\n"
)


def fix(folder: Path, name: str, *arguments: str) -> Outcome:
    return hostkit("batch", name, "--fix", *arguments, folder=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with a table in a code page."""
    (tmp_path / "events.csv").write_bytes(TABLE.encode("cp1252"))
    return tmp_path


def test_a_copy_is_written_and_each_change_is_shown(folder: Path) -> None:
    outcome = fix(folder, "events.csv")
    assert (outcome.code, outcome.stdout) == (1, "events.fixed.csv\n")
    assert outcome.stderr.splitlines() == [
        "events.csv: the file was Windows-1252, and is written as UTF-8. Look at these words: Köln.",
        'events.csv: row 3, Start: "7pm" becomes "19:00".',
        'events.csv: row 3, date: "14.1.2027" becomes "2027-01-14".',
        'events.csv: rows 3-4, paper: "A4" becomes "a4".',
        'events.csv: row 4, Start: "19h" becomes "19:00".',
        "Note: events.fixed.csv: the names of the columns stand in row 2; row 1 is not read.",
        'events.fixed.csv: row 4, topic: there is no topic "male-alies". Did you mean "male-allies"?',
        'events.fixed.csv: row 4, date: "03/04/2027" may be 3 April 2027 or 4 March 2027. '
        "Write 2027-04-03 or 2027-03-04, or say --dates dmy or mdy.",
        "5 values mended in events.fixed.csv; events.csv is as it was. 2 problems left for you to mend.",
    ]
    assert (folder / "events.fixed.csv").read_text("utf-8-sig") == MENDED
    assert (folder / "events.csv").read_bytes() == TABLE.encode("cp1252")


def test_a_second_run_changes_nothing(folder: Path) -> None:
    fix(folder, "events.csv", "--dates", "dmy")
    copy = folder / "events.fixed.csv"
    copy.write_text(copy.read_text("utf-8-sig").replace("alies", "allies"), "utf-8")
    outcome = fix(folder, "events.fixed.csv")
    assert outcome.code == 0
    assert outcome.stderr.splitlines()[-1] == "Nothing to mend. Nothing else is wrong."
    assert {path.name for path in folder.iterdir()} == {"events.csv", "events.fixed.csv"}


def test_an_edited_copy_is_not_written_over(folder: Path) -> None:
    fix(folder, "events.csv")
    assert fix(folder, "events.csv").code == 1, "the same copy may be written again"
    (folder / "events.fixed.csv").write_text("mine", "utf-8")
    assert "events.fixed.csv: not written by hostkit" in fix(folder, "events.csv").stderr
    assert (folder / "events.fixed.csv").read_text("utf-8") == "mine"
    fix(folder, "events.csv", "--force")
    assert (folder / "events.fixed.csv").read_text("utf-8-sig") == MENDED


def test_json_has_each_change(folder: Path) -> None:
    found = [json.loads(line) for line in fix(folder, "events.csv", "--json").stdout.splitlines()]
    assert [each["kind"] for each in found] == [*["change"] * 5, *["problem"] * 2, "fixed"]
    change = {"kind": "change", "file": "events.csv", "row": 3, "column": 4, "field": "date"}
    assert found[1] == {**change, "before": "14.1.2027", "after": "2027-01-14"}
    assert found[-1] == {"kind": "fixed", "file": "events.fixed.csv", "changes": 5, "problems": 2}


def test_a_moved_evening_gets_a_revision(folder: Path) -> None:
    (folder / "hostkit.yaml").write_text("season: s\nsheets: invitation\n", "utf-8")
    text = "id,topic,date,start,revision\na,male-allies,2027-01-14,19:00,\nb,male-allies,2027-01-21,19:00,\n"
    (folder / "s.csv").write_text(text, "utf-8")
    assert "Nothing to mend" in fix(folder, "s.csv").stderr
    assert hostkit("batch", "s.csv", folder=folder).code == 0
    assert "Nothing to mend" in fix(folder, "s.csv").stderr
    (folder / "s.csv").write_text(text.replace("01-14", "01-15"), "utf-8")
    outcome = fix(folder, "s.csv")
    assert 's.csv: row 2, revision: "1".' in outcome.stderr
    copy = folder / "s.fixed.csv"
    assert copy.read_text("utf-8") == text.replace("01-14,19:00,", "01-15,19:00,1")
    assert hostkit("batch", "s.fixed.csv", folder=folder).code == 0
    copy.write_text(copy.read_text("utf-8").replace("01-15", "01-16"), "utf-8")
    assert 's.fixed.csv: row 2, revision: "1" becomes "2".' in fix(folder, "s.fixed.csv").stderr
    assert (folder / "s.fixed-2.csv").is_file()
