"""What the writer refuses, in which words, and what it replaces without asking."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from hostkit.core.errors import OutputError
from hostkit.files import write_files

from .disk import NEW, OLD, contents, failing, no_space, ours, state


def test_somebody_elses_files_are_refused_before_anything_is_written(folder: Path) -> None:
    before = state(folder)
    with pytest.raises(OutputError) as refusal:
        write_files(folder, NEW, is_ours=lambda path: False)
    message = str(refusal.value)
    assert str(folder / "host-sheet.pdf") in message
    assert str(folder / "print-plan.txt") in message
    assert "question-cards.pdf" not in message
    assert "--force" in message
    assert state(folder) == before


def test_force_replaces_somebody_elses_files(folder: Path) -> None:
    write_files(folder, NEW, force=True, is_ours=lambda path: False)
    assert contents(folder) == NEW


def test_ownership_is_looked_at_by_default(folder: Path) -> None:
    with pytest.raises(OutputError, match=r"host-sheet\.pdf: not written by hostkit"):
        write_files(folder, NEW)


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_replaced_and_never_followed(tmp_path: Path, force: bool) -> None:
    target = tmp_path / "precious.pdf"
    target.write_bytes(b"precious")
    out = tmp_path / "out"
    out.mkdir()
    (out / "host-sheet.pdf").symlink_to(target)
    (out / "question-cards.pdf").symlink_to(tmp_path / "nowhere.pdf")
    write_files(out, NEW, force=force)
    assert target.read_bytes() == b"precious"
    assert not (tmp_path / "nowhere.pdf").exists()
    assert not any(path.is_symlink() for path in out.iterdir())
    assert contents(out) == NEW


def test_a_link_comes_back_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "host-sheet.pdf").symlink_to(tmp_path / "nowhere.pdf")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing(os.replace, 1, no_space()))
        with pytest.raises(OutputError):
            write_files(tmp_path, NEW)
    (left,) = tmp_path.iterdir()
    assert os.readlink(left) == str(tmp_path / "nowhere.pdf")  # noqa: PTH115 -- as text


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_in_the_place_of_a_file_is_refused(folder: Path, force: bool) -> None:
    (folder / "question-cards.pdf").mkdir()
    (folder / "question-cards.pdf" / "keep").touch()
    with pytest.raises(OutputError, match=r"question-cards\.pdf: a folder"):
        write_files(folder, NEW, force=force, is_ours=ours)
    assert (folder / "question-cards.pdf" / "keep").exists()
    assert (folder / "host-sheet.pdf").read_bytes() == OLD["host-sheet.pdf"]


@pytest.mark.parametrize("way", ["file", "below a file"])
def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path, way: str) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        write_files(tmp_path / "out" if way == "file" else tmp_path / "out" / "topic", NEW)
    assert (tmp_path / "out").read_bytes() == b"a file"


def test_a_folder_that_may_not_be_written_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    denied = OSError(errno.EACCES, "Permission denied")
    monkeypatch.setattr(os, "open", failing(os.open, 0, denied))
    with pytest.raises(OutputError) as refusal:
        write_files(tmp_path, NEW)
    message = str(refusal.value)
    assert str(tmp_path) in message
    assert "may not write there" in message
    assert "choose another folder" in message
    assert "Errno" not in message


def test_an_unknown_fault_is_said_in_the_systems_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = OSError(errno.ESTALE, "Stale file handle")
    monkeypatch.setattr(os, "fsync", failing(os.fsync, 0, odd))
    with pytest.raises(OutputError, match="stale file handle"):
        write_files(tmp_path, NEW)


@pytest.mark.parametrize(
    "name", ["", ".", "..", ".hidden", "a/b", "../a", "a\\b", "c:a", "a\0b", "/etc/passwd"]
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        write_files(tmp_path / "out", {"a.pdf": b"", name: b""})
    assert list(tmp_path.iterdir()) == []


def test_names_that_some_disks_hold_for_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="are one"):
        write_files(tmp_path, {"Cards.pdf": b"", "cards.pdf": b""})


def test_it_works_where_folders_cannot_be_flushed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for flag in ("O_DIRECTORY", "O_NOFOLLOW"):
        monkeypatch.delattr(os, flag, raising=False)
    write_files(folder, NEW, is_ours=ours)
    assert contents(folder) == NEW
