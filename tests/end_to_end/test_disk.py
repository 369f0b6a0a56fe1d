"""What happens on the disk: all of a kit or nothing, nobody else's file touched, and no trace of what failed."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.support.built import built
from tests.support.cases import CASES, MALE_ALLIES
from tests.support.command import Outcome, environment, hostkit, hostkit_with_small_files

FILES = ("host-sheet.pdf", "question-cards.pdf", "reflection-worksheet.pdf", "print-plan.txt")
BUILD = ["build", *CASES["usual"].arguments]
STANDS = "What stood there before still stands."


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A working folder with a kit of other details in it."""
    outcome = hostkit("build", MALE_ALLIES, "--guests", "5", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    return tmp_path


# --- a disk that fills up --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(len(FILES)))
@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_a_disk_full_half_way_leaves_the_earlier_kit(number: int, share: float, kit: Path) -> None:
    before = _tree(kit)
    with patch("os.write", _full_disk(number, share)):
        outcome = hostkit(*BUILD, folder=kit)
    assert outcome == Outcome(
        1,
        "",
        f"out/male-allies: could not write: the disk is full. {STANDS} Free some space and try again.\n",
    )
    assert _tree(kit) == before


@pytest.mark.parametrize("number", range(len(FILES)))
def test_a_disk_full_half_way_leaves_nothing_where_there_was_nothing(number: int, tmp_path: Path) -> None:
    with patch("os.write", _full_disk(number, 0.5)):
        outcome = hostkit(*BUILD, folder=tmp_path)
    assert outcome[:2] == (1, "")
    assert _tree(tmp_path) == {}


@pytest.mark.parametrize("number", range(len(FILES)))
def test_a_file_that_cannot_take_its_place_leaves_the_earlier_kit(number: int, kit: Path) -> None:
    before = _tree(kit)
    with patch.object(Path, "replace", _refused_once(Path.replace, number)):
        outcome = hostkit(*BUILD, folder=kit)
    assert outcome[:2] == (1, "")
    assert outcome.stderr.startswith("out/male-allies: could not write: you may not write there.")
    assert _tree(kit) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_limit_of_the_system_on_a_file_leaves_the_earlier_kit(kit: Path) -> None:
    """No stand-in here: the system itself breaks off a write half-way."""
    before = _tree(kit)
    outcome = hostkit_with_small_files(*BUILD, folder=kit)
    assert outcome[:2] == (1, "")
    wrong = "could not write: file too large."
    assert outcome.stderr == f"out/male-allies: {wrong} {STANDS} Choose another folder.\n"
    assert _tree(kit) == before


# --- Ctrl-C ----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_ctrl_c_ends_with_130_and_a_word(kit: Path) -> None:
    pipe = kit / "evening.yaml"
    os.mkfifo(pipe)
    before = _tree(kit)
    running = subprocess.Popen(
        [sys.executable, "-m", "hostkit", *BUILD, "--event", "evening.yaml"],
        cwd=kit,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    # Once hostkit has opened the other end it is reading, and has not planned anything yet.
    handle = _opened(pipe, running)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    os.close(handle)
    assert (running.returncode, out, err) == (130, "", "Interrupted; nothing half-written.\n")
    assert _tree(kit) == before


def _opened(pipe: Path, running: subprocess.Popen[str]) -> int:
    """Open a pipe for writing when the process reads it; a process that ends without is no reason to wait."""
    while running.poll() is None:
        with suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.01)
    raise AssertionError(running.communicate())


@pytest.mark.parametrize("number", range(len(FILES)))
def test_ctrl_c_while_writing_leaves_the_earlier_kit(number: int, kit: Path) -> None:
    before = _tree(kit)
    calls = iter(range(100))

    def interrupted(handle: int) -> None:
        if next(calls) == number:
            raise KeyboardInterrupt

    with patch("os.fsync", interrupted):
        outcome = hostkit(*BUILD, folder=kit)
    assert outcome == Outcome(130, "", "Interrupted; nothing half-written.\n")
    assert _tree(kit) == before


# --- what may not be written -----------------------------------------------------------------------------------------


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    outcome = hostkit(*BUILD, folder=tmp_path)
    assert outcome == Outcome(
        1,
        "",
        "out: could not write: a part of that path is a file, not a folder. "
        f"{STANDS} Choose another folder.\n",
    )
    assert _tree(tmp_path) == {"out": b"mine"}


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    def refused(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    real = os.open
    with patch("os.open", lambda path, flags, *rest, **more: (
        refused() if flags & os.O_CREAT else real(path, flags, *rest, **more)
    )):  # fmt: skip
        outcome = hostkit(*BUILD, folder=tmp_path)
    assert outcome == Outcome(
        1,
        "",
        f"out: could not write: you may not write there. {STANDS} "
        "Close the file where it is open, or choose another folder.\n",
    )
    assert _tree(tmp_path) == {}


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "out/male-allies/print-plan.txt").mkdir(parents=True)
    outcome = hostkit(*BUILD, folder=tmp_path)
    assert outcome == Outcome(
        1,
        "",
        "out/male-allies/print-plan.txt: a folder or a device, not a file. Move it away, or choose another folder.\n",
    )
    assert list(_tree(tmp_path)) == ["out", "out/male-allies", "out/male-allies/print-plan.txt"]


def _full_disk(number: int, share: float) -> Callable[[int, bytes], int]:
    """Return a stand-in for os.write to a disk on which a share of the file ``number`` still fits, and no more."""
    sizes = [len(built("usual").files[name]) for name in FILES]
    room = sum(sizes[:number]) + int(sizes[number] * share)
    real = os.write

    def write(handle: int, data: bytes) -> int:
        nonlocal room
        fits = bytes(data)[:room]
        if not fits:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        room -= len(fits)
        return real(handle, fits)

    return write


def _refused_once(real: Callable[[Path, Path], Path], number: int) -> Callable[[Path, Path], Path]:
    """Return a stand-in for Path.replace that refuses the new file of that number, and only it."""
    seen: list[Path] = []

    def replace(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            seen.append(self)
            if len(seen) == number + 1:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(self, target)

    return replace


def _tree(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder, files with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
