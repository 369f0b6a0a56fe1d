"""What happens on the disk: all of a kit or nothing, nobody else's file touched, and no trace of what failed."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest

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


def _tree(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder, files with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
