"""A folder of files: there with all of them or not at all; one that is there already keeps what it had."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from hostkit.core.errors import OutputError
from hostkit.files.writer import make_folder, write_folder

from .disk import NEW, contents, failing, no_space, state


def test_a_new_folder_has_all_files(tmp_path: Path) -> None:
    write_folder(tmp_path / "evening", NEW)
    assert contents(tmp_path / "evening") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["evening"]


def test_the_folder_is_not_there_before_its_last_file_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    real = os.fsync

    def look(handle: int) -> None:
        real(handle)
        seen.append((tmp_path / "evening").exists())

    monkeypatch.setattr(os, "fsync", look)
    write_folder(tmp_path / "evening", NEW)
    assert seen[: len(NEW)] == [False] * len(NEW)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "rename", "mkdir"])
@pytest.mark.parametrize("error", [no_space(), KeyboardInterrupt()], ids=["full", "interrupted"])
def test_what_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: BaseException
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(getattr(os, call), 0, error))
        with pytest.raises((OutputError, KeyboardInterrupt)) as raised:
            write_folder(tmp_path / "evening", NEW)
    assert list(tmp_path.iterdir()) == []
    if isinstance(error, OSError):
        assert "evening: could not write: the disk is full." in str(raised.value)
        assert raised.value.__cause__ is error


@pytest.mark.parametrize("turn", range(3))
def test_a_disk_that_fills_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", failing(os.write, turn, no_space()))
        with pytest.raises(OutputError):
            write_folder(tmp_path / "evening", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_keeps_what_is_somebodys(folder: Path) -> None:
    before = state(folder)
    with pytest.raises(OutputError, match="not written by hostkit"):
        write_folder(folder, NEW)
    assert state(folder) == before
    (folder / "notes.txt").write_bytes(b"mine")
    write_folder(folder, NEW, force=True)
    assert contents(folder) == {**NEW, "notes.txt": b"mine"}


def test_a_folder_that_somebody_makes_meanwhile_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.rename

    def overtaken(source: str | Path, target: str | Path) -> None:
        if Path(target).name == "evening":
            Path(target).mkdir()
            (Path(target) / "notes.txt").write_bytes(b"theirs")
            raise OSError(errno.ENOTEMPTY, "Directory not empty")
        real(source, target)

    monkeypatch.setattr(os, "rename", overtaken)
    write_folder(tmp_path / "evening", NEW)
    assert contents(tmp_path / "evening") == {**NEW, "notes.txt": b"theirs"}
    assert [path.name for path in tmp_path.iterdir()] == ["evening"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "evening").write_bytes(b"a file")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        write_folder(tmp_path / "evening", NEW)
    assert (tmp_path / "evening").read_bytes() == b"a file"


def test_names_that_lead_elsewhere_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        write_folder(tmp_path / "evening", {"../a.pdf": b""})
    assert list(tmp_path.iterdir()) == []


def test_several_threads_may_write_at_once(tmp_path: Path) -> None:
    names = [f"evening-{number}" for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(partial(write_folder, files=NEW), [tmp_path / name for name in names]))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert all(contents(tmp_path / name) == NEW for name in names)


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    make_folder(tmp_path / "joined")
    make_folder(tmp_path / "joined")
    assert (tmp_path / "joined").is_dir()
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="a file, not a folder"):
        make_folder(tmp_path / "file")


def test_a_link_in_its_place_is_never_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for target in (elsewhere, tmp_path / "nowhere"):
        (tmp_path / "evening").symlink_to(target)
        for force in (False, True):
            with pytest.raises(OutputError, match=r"evening: a link to another folder.*Remove the link"):
                write_folder(tmp_path / "evening", NEW, force=force)
        (tmp_path / "evening").unlink()
    assert list(elsewhere.iterdir()) == []
    assert not (tmp_path / "nowhere").exists()
