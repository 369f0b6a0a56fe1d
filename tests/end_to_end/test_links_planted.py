"""A link is a name: wherever one is planted, it is removed or refused, and what it leads to stays as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.command import hostkit
from tests.support.seasons import event, made_season, tree

BATCH: tuple[str, ...] = ("batch", "events.csv", "--joined")
BUILD: tuple[str, ...] = ("build", "male-allies", "--id", "evening-0")
RUN = ".hostkit-0123456789abcdef"
IN_A_KIT = (f"evening-0/{RUN}", f"evening-0/{RUN}-host-sheet.pdf.new", f"evening-0/{RUN}-host-sheet.pdf.old")
IN_A_SEASON = (
    *(RUN, f"{RUN}-index.html.new", f"{RUN}-index.html.old", f"{RUN}-index.html.none"),
    *(f"joined/{RUN}", f"joined/{RUN}-host-sheets.pdf.new"),
    *(".hostkit.journal", ".hostkit.lock", "manifest.jsonl", "index.html", "run-sheet.pdf"),
    *("season.csv", "season.ics"),
    *("joined/host-sheets.pdf", "evening-0/host-sheet.pdf"),
)
PLACES = [(BATCH, place) for place in (*IN_A_SEASON, *IN_A_KIT)]
PLACES += [(BUILD, place) for place in (RUN, ".hostkit.lock", *IN_A_KIT, "evening-0/host-sheet.pdf")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a table, a season, and beside it what links lead to."""
    folder = tmp_path / "here"
    made_season(folder, [event(0)], "--joined")
    (tmp_path / "theirs").mkdir()
    for name in ("host-sheet.pdf", "letter.txt"):
        (tmp_path / "theirs" / name).write_text("theirs", encoding="utf-8")
    (tmp_path / "theirs.txt").write_text("theirs", encoding="utf-8")
    return folder


def plant(link: Path, target: Path) -> None:
    """Put a link into a place, whatever stands there."""
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(target)


@pytest.mark.parametrize("target", ["theirs", "theirs.txt", "nowhere"])
@pytest.mark.parametrize(("command", "place"), PLACES, ids=lambda it: it if isinstance(it, str) else it[0])
def test_a_link_is_never_followed(folder: Path, command: tuple[str, ...], place: str, target: str) -> None:
    whole, theirs = tree(folder / "out"), tree(folder.parent / "theirs")
    link = folder / "out" / place
    plant(link, folder.parent / target)
    outcome = hostkit(*command, "--force", folder=folder)
    assert tree(folder.parent / "theirs") == theirs
    assert (folder.parent / "theirs.txt").read_text(encoding="utf-8") == "theirs"
    assert not os.path.lexists(folder.parent / "nowhere")
    assert outcome.code == 0, outcome.stderr
    assert not link.is_symlink()
    assert not any(".hostkit" in name for name in tree(folder / "out"))
    if command == BATCH:
        assert tree(folder / "out").keys() == whole.keys()


@pytest.mark.parametrize(
    ("command", "place"), [(BATCH, "evening-0"), (BATCH, "joined"), (BUILD, "evening-0")]
)
def test_a_link_in_the_place_of_a_folder_is_refused(
    folder: Path, command: tuple[str, ...], place: str
) -> None:
    (folder / "out" / place).rename(folder / "aside")
    plant(folder / "out" / place, folder.parent / "theirs")
    theirs = tree(folder.parent / "theirs")
    outcome = hostkit(*command, "--force", folder=folder)
    assert outcome.code == 1
    assert f"out/{place}: a link to another folder, so nothing was written there." in outcome.stderr
    assert tree(folder.parent / "theirs") == theirs


def test_a_folder_that_somebody_names_may_be_a_link(folder: Path) -> None:
    """Who names it means what it leads to, and what a kill left in it is removed there."""
    (folder / "elsewhere").mkdir()
    (folder / "disk").symlink_to(folder / "elsewhere")
    (folder / "elsewhere" / f"{RUN}-index.html.new").write_text("half", encoding="utf-8")
    for command in (BATCH, BUILD):
        assert hostkit(*command, "--out", "disk", folder=folder).code == 0
    assert (folder / "elsewhere" / "evening-0" / "host-sheet.pdf").exists()
    assert not any(".hostkit" in name for name in tree(folder / "elsewhere"))
