"""The writer: all files or none, nobody else's overwritten, nothing left lying about."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostkit.ground.errors import OutputError
from hostkit.output import write_files

OLD = {"host-sheet.pdf": b"old host sheet", "print-plan.txt": b"old plan, hostkit 0.0\n"}
NEW = {
    "host-sheet.pdf": b"new host sheet" * 5000,
    "question-cards.pdf": b"cards",
    "print-plan.txt": b"new plan",
}

Failure = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two old files."""
    out = tmp_path / "out" / "male-allies"
    out.mkdir(parents=True)
    for name, data in OLD.items():
        (out / name).write_bytes(data)
        os.utime(out / name, (1_000_000_000, 1_000_000_000))
    return out


def ours(path: Path) -> bool:
    return True


def state(folder: Path) -> dict[str, tuple[bytes, int, int, float]]:
    """Return what stands in a folder: bytes, file number, mode and time, dot-files included."""
    return {
        path.name: (
            path.read_bytes(),
            path.stat().st_ino,
            path.stat().st_mode,
            path.stat().st_mtime,
        )
        for path in folder.iterdir()
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def failing(call: Callable[..., Any], turn: int, error: BaseException) -> Failure:
    """Return a function that fails at its turn (counted from 0) and else does what the call does."""
    count = 0

    def wrapped(*arguments: Any, **named: Any) -> Any:
        nonlocal count
        count += 1
        if count == turn + 1:
            raise error
        return call(*arguments, **named)

    return wrapped


def no_space() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


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


@pytest.mark.parametrize(("call", "turn"), FAULTS)
def test_a_full_disk_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, turn: int
) -> None:
    before = state(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(getattr(os, call), turn, no_space()))
        with pytest.raises(OutputError, match=r"disk is full.*Free some space"):
            write_files(folder, NEW, is_ours=ours)
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


@pytest.mark.parametrize("turn", range(3))
def test_an_interruption_after_the_last_step_leaves_the_new_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", failing(os.unlink, turn, KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            write_files(folder, NEW, is_ours=ours)
    assert contents(folder) == NEW


@pytest.mark.parametrize("turn", range(5))
def test_a_second_interruption_while_undoing_waits_for_the_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    before = state(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing(os.replace, 2, KeyboardInterrupt()))
        patch.setattr(os, "unlink", failing(os.unlink, turn, KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            write_files(folder, NEW, is_ours=ours)
    assert state(folder) == before


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
