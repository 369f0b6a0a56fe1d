"""The writer: all files or none, whatever fails and when, and nothing left lying about."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from hostkit.core import interruption
from hostkit.core.errors import OutputError
from hostkit.files import write_files
from hostkit.files.writer import write_folder

from .disk import NEW, OLD, contents, failing, no_space, ours, state


def test_new_files_are_written_and_their_paths_returned(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    assert write_files(out, NEW) == tuple(out / name for name in NEW)
    assert contents(out) == NEW


def test_old_files_of_ours_are_replaced_and_others_stay(folder: Path) -> None:
    (folder / "notes.txt").write_bytes(b"mine")
    write_files(folder, NEW, is_ours=ours)
    assert contents(folder) == {**NEW, "notes.txt": b"mine"}


def test_no_files_make_no_fuss(folder: Path) -> None:
    before = state(folder)
    assert write_files(folder, {}) == ()
    assert state(folder) == before


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": b""})
    assert contents(tmp_path) == {"a.txt": b""}


def test_files_have_the_mode_that_the_user_asked_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        (path,) = write_files(tmp_path, {"a.pdf": b"a"})
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_write_in_pieces_is_put_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:1000]))
    write_files(folder, NEW, is_ours=ours)
    assert contents(folder) == NEW


FAULTS = [("write", turn) for turn in range(3)] + [("fsync", turn) for turn in range(3)]
FAULTS += [("replace", turn) for turn in range(3)] + [("open", turn) for turn in range(3)]


@pytest.mark.parametrize("by_link", [False, True], ids=["itself", "by a link"])
@pytest.mark.parametrize(("call", "turn"), FAULTS)
def test_a_full_disk_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, turn: int, by_link: bool
) -> None:
    before, named = state(folder), folder
    if by_link:
        named = folder.with_name("link")
        named.symlink_to(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(getattr(os, call), turn, no_space()))
        with pytest.raises(OutputError, match=r"disk is full.*Free some space"):
            write_files(named, NEW, is_ours=ours)
    assert state(folder) == before


@pytest.mark.parametrize("turn", range(3))
def test_a_disk_that_fills_half_way_through_a_file_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    write, full = os.write, list(NEW.values())[turn]

    def half(handle: int, data: Any) -> int:
        if bytes(data) == full:
            return write(handle, bytes(data)[: len(data) // 2])
        if full.endswith(bytes(data)):
            raise no_space()
        return write(handle, data)

    before = state(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(OutputError, match="disk is full"):
            write_files(folder, NEW, is_ours=ours)
    assert state(folder) == before


@pytest.mark.parametrize("turn", range(5))
def test_without_second_names_old_files_come_back_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    """Some disks know no hard links; then old files step aside, and every step can fail (five in all)."""
    before = state(folder)

    def no_links(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", no_links)
        patch.setattr(os, "replace", failing(os.replace, turn, no_space()))
        with pytest.raises(OutputError):
            write_files(folder, NEW, is_ours=ours)
    assert state(folder) == before
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", no_links)
        write_files(folder, NEW, is_ours=ours)
    assert contents(folder) == NEW


@pytest.mark.parametrize(
    ("call", "turn"),
    [*FAULTS, ("link", 0), ("link", 1), ("close", 0), ("close", 2)],
)
def test_an_interruption_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, turn: int
) -> None:
    before = state(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(getattr(os, call), turn, KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            write_files(folder, NEW, is_ours=ours)
    assert state(folder) == before


@pytest.mark.parametrize("number", interruption.SIGNALS)
@pytest.mark.parametrize(("call", "turn"), [*FAULTS, ("link", 1), ("close", 0), ("unlink", 0), ("unlink", 2)])
def test_a_signal_waits_until_all_files_stand(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, turn: int, number: int
) -> None:
    real, count = getattr(os, call), 0

    def signalled(*arguments: Any, **named: Any) -> Any:
        nonlocal count
        count += 1
        if count == turn + 1:
            os.kill(os.getpid(), number)
        return real(*arguments, **named)

    with monkeypatch.context() as patch, interruption.listening():
        patch.setattr(os, call, signalled)
        with pytest.raises(interruption.Interrupted):
            write_folder(folder, NEW, force=True)
        assert interruption.exit_code() == 128 + number
    assert contents(folder) == NEW


def test_undoing_leaves_what_somebody_put_there_meanwhile(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, theirs = os.replace, folder / "question-cards.pdf"

    def overtaken(source: Any, target: Any) -> None:
        if Path(target) == theirs:
            theirs.write_bytes(b"theirs")
            raise OSError(errno.EACCES, "Permission denied")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", overtaken)
        with pytest.raises(OutputError):
            write_files(folder, NEW, is_ours=ours)
    assert contents(folder) == {**OLD, "question-cards.pdf": b"theirs"}


@pytest.mark.parametrize("call", ["write", "replace", "open"])
def test_a_folder_made_for_the_kit_goes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(getattr(os, call), 0, no_space()))
        with pytest.raises(OutputError):
            write_files(tmp_path / "out" / "topic", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_made_for_the_kit_goes_again_after_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", failing(os.write, 1, KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            write_files(tmp_path / "out" / "topic", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", failing(os.write, 0, no_space()))
        with pytest.raises(OutputError):
            write_files(tmp_path / "out" / "topic", NEW)
    assert [path.name for path in tmp_path.rglob("*")] == ["out"]
