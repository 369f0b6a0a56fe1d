"""A season that hostkit 0.1.0 made, and whose second run was killed in the middle of a kit: read, recovered, added to.

``data/before`` holds its folder as the kill left it: manifest, journal, lock, and dot-files of the kit of evening-0.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hostkit.batch.manifest import is_season, read_kits
from hostkit.files import is_ours
from hostkit.files.dot_files import recover
from tests.support.command import hostkit
from tests.support.seasons import manifest, tree

BATCH = ("batch", "events.csv", "--out", "season", "--sheets", "reflection-worksheet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(Path(__file__).parents[1] / "data" / "before", tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_its_records_are_read(folder: Path) -> None:
    assert is_season(folder / "season")
    kits = {kit[0].event: [record.file for record in kit] for kit in read_kits(folder / "season")}
    assert kits == {name: ["reflection-worksheet.pdf", "print-plan.txt"] for name in ("evening-0", "gone")}
    (folder / "season" / ".hostkit.journal").unlink()
    assert {kit[0].event for kit in read_kits(folder / "season")} == set(kits)


def test_its_files_are_known_as_hostkits(folder: Path) -> None:
    for name in (
        "run-sheet.pdf",
        "index.html",
        "evening-0/print-plan.txt",
        "evening-0/reflection-worksheet.pdf",
    ):
        assert is_ours(folder / "season" / name)


def test_what_the_kill_left_of_a_kit_is_undone(folder: Path) -> None:
    kit = folder / "season" / "evening-0"
    recover(kit)
    known = {r["file"]: r["sha256"] for r in manifest(folder / "season") if r["event"] == "evening-0"}
    assert tree(kit) == known


def test_the_same_command_makes_the_rest(folder: Path) -> None:
    outcome = hostkit(*BATCH, folder=folder)
    assert outcome.code == 0, outcome.stderr
    assert "Made for the first time: evening-1." in outcome.stderr
    assert "Made anew: evening-0 (" in outcome.stderr
    assert "Not in the table any more, left as they are: gone." in outcome.stderr
    assert not any(".hostkit" in name for name in tree(folder / "season"))
    records = manifest(folder / "season")
    assert [record["event"] for record in records[::2]] == ["evening-0", "evening-1", "gone"]
    assert [record.get("stale", False) for record in records] == [False] * 4 + [True] * 2
    assert "2 unchanged" in hostkit(*BATCH, folder=folder).stderr


def test_a_build_replaces_its_kits(folder: Path) -> None:
    outcome = hostkit("build", "male-allies", "--id", "evening-0", "--out", "season", folder=folder)
    assert outcome.code == 0, outcome.stderr
    assert not any(".hostkit-" in name for name in tree(folder / "season" / "evening-0"))
