"""Whose file it is: hostkit replaces what it wrote, and leaves alone what somebody else did."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cases import CASES, MALE_ALLIES
from tests.support.command import Outcome, hostkit

FILES = ("host-sheet.pdf", "question-cards.pdf", "reflection-worksheet.pdf", "print-plan.txt")
BUILD = ["build", *CASES["usual"].arguments]


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A working folder with a kit of other details in it."""
    outcome = hostkit("build", MALE_ALLIES, "--guests", "5", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_somebody_elses_file_is_left_alone_unless_forced(name: str, tmp_path: Path) -> None:
    place = tmp_path / "out" / "male-allies" / name
    place.parent.mkdir(parents=True)
    place.write_bytes(b"%PDF-1.4\nmine" if name.endswith("pdf") else b"Shopping list\n")
    before = _tree(tmp_path)
    outcome = hostkit(*BUILD, folder=tmp_path)
    assert outcome == Outcome(
        1,
        "",
        f"out/male-allies/{name}: not written by hostkit, or changed by somebody since, so nothing was written. "
        "Move it away, choose another folder, or replace it with --force.\n",
    )
    assert _tree(tmp_path) == before

    assert hostkit(*BUILD, "--force", folder=tmp_path).code == 0
    assert sorted(path.name for path in place.parent.iterdir()) == sorted(FILES)
    assert place.read_bytes() != before[f"out/male-allies/{name}"]


def test_files_beside_the_kit_are_nobodys_business(kit: Path) -> None:
    other = kit / "out" / "male-allies" / "notes.txt"
    other.write_text("mine", encoding="utf-8")
    assert hostkit(*BUILD, folder=kit).code == 0
    assert other.read_text(encoding="utf-8") == "mine"


def test_an_earlier_kit_is_replaced(kit: Path) -> None:
    before = _tree(kit)
    assert hostkit(*BUILD, folder=kit).code == 0
    after = _tree(kit)
    assert before.keys() == after.keys()
    assert after["out/male-allies/print-plan.txt"] != before["out/male-allies/print-plan.txt"]


def test_a_failed_build_leaves_the_earlier_kit(kit: Path) -> None:
    before = _tree(kit)
    outcome = hostkit("build", MALE_ALLIES, "--group-url", "https://example.org/" + "a-" * 200, folder=kit)
    assert outcome[:2] == (1, "")
    assert _tree(kit) == before


def _tree(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder, files with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
