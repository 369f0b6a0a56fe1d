"""A folder is locked by one process at a time, and by none that is dead."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hostkit.core.errors import OutputError
from hostkit.files import lock
from hostkit.files.lock import lock_folder
from tests.support.command import environment

from .disk import failing

HOLD = "import sys; from pathlib import Path; from hostkit.files.lock import lock_folder\n"
HOLD += "held = lock_folder(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()\n"


def holder(folder: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock until it is ended."""
    running = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "held\n"
    return running


def test_a_lock_makes_its_folder_and_leaves_nothing(tmp_path: Path) -> None:
    held = lock_folder(tmp_path / "a" / "out")
    assert (tmp_path / "a" / "out" / lock.NAME).exists()
    held.release()
    assert list(tmp_path.iterdir()) == []


def test_another_process_is_refused_until_it_is_let_go(tmp_path: Path) -> None:
    running = holder(tmp_path)
    with pytest.raises(OutputError, match=r"another hostkit is at work in it\. Wait until it has ended"):
        lock_folder(tmp_path)
    running.communicate()
    lock_folder(tmp_path).release()


def test_a_process_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    running = holder(tmp_path)
    running.kill()
    running.communicate()
    assert (tmp_path / lock.NAME).exists()
    lock_folder(tmp_path).release()
    assert list(tmp_path.iterdir()) == []


def test_the_same_process_is_refused_too(tmp_path: Path) -> None:
    held = lock_folder(tmp_path)
    with pytest.raises(OutputError):
        lock_folder(tmp_path)
    held.release()


def test_forgetting_it_elsewhere_lets_nobody_in(tmp_path: Path) -> None:
    held = lock_folder(tmp_path)
    other = os.fork() if hasattr(os, "fork") else 0
    if other == 0 and hasattr(os, "fork"):
        held.forget()
        os._exit(0)
    elif other:
        os.waitpid(other, 0)
    with pytest.raises(OutputError):
        lock_folder(tmp_path)
    held.release()


def test_a_lock_taken_away_at_the_last_moment_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its last holder let go between our opening the file and our locking it: what we locked is nobody's any more."""
    real, first = os.open, list[int]()

    def opened(path: Path, flags: int, mode: int = 0o777) -> int:
        handle = real(path, flags, mode)
        if not first:
            first.append(handle)
            Path(path).unlink()
        return handle

    monkeypatch.setattr(os, "open", opened)
    held = lock_folder(tmp_path)
    assert (tmp_path / lock.NAME).exists()
    with pytest.raises(OutputError):
        lock_folder(tmp_path)
    held.release()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "may not write there"), (errno.ENOSPC, "disk is full"), (errno.EROFS, "only be read")],
)
def test_a_folder_that_cannot_be_locked_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    monkeypatch.setattr(os, "open", failing(os.open, 0, OSError(number, os.strerror(number))))
    with pytest.raises(OutputError, match=words):
        lock_folder(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        lock_folder(tmp_path / "out")
