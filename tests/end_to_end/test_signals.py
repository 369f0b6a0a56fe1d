"""SIGTERM and hangup end a command as Ctrl-C does, at each of its file operations; a kill there loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.cases import ROOT
from tests.support.command import environment
from tests.support.seasons import batch, event, start, table, tree

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process in other ways")


@needs_signals
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_batch_that_is_ended_leaves_whole_kits(tmp_path: Path, name: str) -> None:
    table(tmp_path / "events.csv", [event(number) for number in range(150)])
    running = start(["batch", "events.csv", "--workers", "2"], tmp_path)
    while not list(tmp_path.glob("out/evening-*")) and running.poll() is None:
        time.sleep(0.01)
    number = getattr(signal, name)
    running.send_signal(number)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 128 + number, said
    assert said.endswith("Interrupted; nothing half-written.\n")
    assert "Stopped after" in said
    assert not any(".hostkit" in path for path in tree(tmp_path / "out"))
    for folder in (tmp_path / "out").glob("evening-*"):
        assert len(list(folder.iterdir())) == 4


@needs_signals
def test_a_hangup_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    """As with nohup."""
    table(tmp_path / "events.csv", [event(number) for number in range(20)])
    program = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "import os, sys; os.execv(sys.executable, [sys.executable, '-m', 'hostkit', 'batch', 'events.csv'])"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True
    )
    while not list(tmp_path.glob("out/evening-*")) and running.poll() is None:
        time.sleep(0.01)
    running.send_signal(signal.SIGHUP)
    running.communicate(timeout=60)
    assert running.returncode == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks a process for each command")
def test_nothing_is_lost_whichever_file_operation_is_the_last() -> None:
    """A part of the moments that the trial tries: every ninety-seventh, a number that shares no factor with theirs."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.trials.moments", "--every", "97"],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("nothing left") == 4


def test_an_ended_batch_goes_on_where_it_ended(tmp_path: Path) -> None:
    table(tmp_path / "events.csv", [event(0), event(1)])
    assert batch(tmp_path).code == 0
    whole = tree(tmp_path / "out")
    (tmp_path / "out" / "evening-0" / ".hostkit-0123456789abcdef-host-sheet.pdf.new").write_bytes(b"half")
    assert batch(tmp_path).code == 0
    assert tree(tmp_path / "out") == whole


@pytest.mark.parametrize("place", ["evening-0", "."])
def test_a_check_recovers_what_a_kill_left(tmp_path: Path, place: str) -> None:
    table(tmp_path / "events.csv", [event(0), event(1)])
    assert batch(tmp_path).code == 0
    whole = tree(tmp_path / "out")
    kit = tmp_path / "out" / place
    name = "print-plan.txt" if place != "." else "index.html"
    (kit / name).rename(kit / f".hostkit-0123456789abcdef-{name}.old")
    (kit / name).write_bytes(b"new")
    (kit / ".hostkit-0123456789abcdef-host-sheet.pdf.new").write_bytes(b"half")
    assert "Nothing has changed since" in batch(tmp_path, "--check").stderr
    assert tree(tmp_path / "out") == whole
