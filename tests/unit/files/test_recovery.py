"""After a kill: what was begun is undone, what was done stays, nothing else is touched, no dot-file is left."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from hostkit.files.dot_files import recover
from hostkit.files.ownership import names_in
from hostkit.files.writer import write_folder

from .disk import NEW, OLD, contents, failing

CALLS = ("open", "write", "fsync", "link", "replace", "unlink")


class Killed(BaseException):
    """Stands for the end of the process: nothing after it is done, not even undoing."""


def killed_at(call: str, turn: int, monkeypatch: pytest.MonkeyPatch, *, links: bool = True) -> None:
    """Let a call to the system end the process at its turn: from then on every call does."""
    over = False

    def dead(real: Any, name: str) -> Any:
        count = 0

        def wrapped(*arguments: Any, **named: Any) -> Any:
            nonlocal count, over
            if over:
                raise Killed
            if name == "link" and not links:
                raise OSError(errno.EPERM, "Operation not permitted")
            if name == call:
                count += 1
                if count > turn:
                    over = True
                    raise Killed
            return real(*arguments, **named)

        return wrapped

    for name in (*CALLS, "rename", "rmdir", "mkdir"):
        monkeypatch.setattr(os, name, dead(getattr(os, name), name))


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
@pytest.mark.parametrize("turn", range(6))
@pytest.mark.parametrize("call", CALLS)
def test_a_kit_is_the_old_or_the_new_after_a_kill(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, turn: int, links: bool
) -> None:
    """Whichever call it is that the process does not survive."""
    with monkeypatch.context() as patch:
        killed_at(call, turn, patch, links=links)
        with suppress(Killed):
            write_folder(folder, NEW, force=True)
    recover(folder)
    assert contents(folder) in (OLD, NEW)


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("call", ["open", "write", "fsync", "rename"])
def test_a_new_folder_is_whole_or_gone_after_a_kill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, turn: int
) -> None:
    with monkeypatch.context() as patch:
        killed_at(call, turn, patch)
        with suppress(Killed):
            write_folder(tmp_path / "evening", NEW)
    recover(tmp_path)
    assert names_in(tmp_path) in ([], ["evening"])
    if (tmp_path / "evening").exists():
        assert contents(tmp_path / "evening") == NEW


def test_what_is_not_hostkits_stays(tmp_path: Path) -> None:
    mine = (
        ".hostkit-notes",
        ".hostkit-0123456789abcdef.txt",
        ".hostkit.lock",
        ".gitignore",
        "a.new",
        ".a.old",
    )
    for name in mine:
        (tmp_path / name).write_bytes(b"mine")
    (tmp_path / ".hostkit-0123456789abcdef-a.pdf.new").write_bytes(b"half")
    recover(tmp_path)
    assert names_in(tmp_path) == sorted(mine)


def test_what_the_system_refuses_stays_and_the_rest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (tmp_path / f".hostkit-000000000000000{number}-a.pdf.new").write_bytes(b"half")
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", failing(os.unlink, 1, OSError(errno.EACCES, "Permission denied")))
        recover(tmp_path)
    assert len(names_in(tmp_path)) == 1


def test_a_folder_that_is_not_there_needs_nothing(tmp_path: Path) -> None:
    recover(tmp_path / "nowhere")
    assert names_in(tmp_path) == []
