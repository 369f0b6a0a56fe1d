"""Faults from outside: kills, Ctrl-C, hanging processes, locks of the dead. Nothing is lost, the same again goes on."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.support.command import hostkit, hostkit_with_small_files
from tests.support.seasons import (
    KIT,
    children,
    event,
    kill,
    made_season,
    manifest,
    start,
    table,
    tree,
)

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux shows them")

EVENTS = 100
"""So many that a batch is still at work when three are done, also where a kit takes a millisecond."""


def until(holds: Callable[[], object]) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    table(tmp_path / "events.csv", (event(number) for number in range(EVENTS)))
    return tmp_path


def some_are_done(folder: Path, count: int = 3) -> Callable[[], bool]:
    return lambda: len(list((folder / "out").glob("evening-*"))) >= count


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_ctrl_c_ends_all_keeps_what_is_done_and_says_so(folder: Path) -> None:
    running = start(["batch", "events.csv", "--workers", "2"], folder)
    until(some_are_done(folder))
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    lines = err.splitlines()
    assert lines[-1] == "Interrupted; nothing half-written."
    done = int(lines[-2].removeprefix("Stopped after ").split()[0])
    assert lines[-2] == f"Stopped after {done} of {EVENTS} events. The same again makes the rest."
    known = {record["event"] for record in manifest(folder / "out")}
    assert done <= len(known) < EVENTS
    folders = [path for path in (folder / "out").iterdir() if path.name != "manifest.jsonl"]
    # One that was put in its place just then may not stand in the manifest yet.
    assert known <= {path.name for path in folders}
    for path in folders:
        assert {file.name for file in path.iterdir()} == set(KIT), "a kit is there whole or not at all"
    outcome = hostkit("batch", "events.csv", folder=folder)
    assert f"{EVENTS} events: {EVENTS - len(known)} made, {len(known)} unchanged." in outcome.stderr


@linux
def test_ctrl_c_at_a_terminal_reaches_all_processes_and_ends_them_once(folder: Path) -> None:
    """A terminal sends it to the whole group: processes that make kits must leave it to the one that writes."""
    running = start(["batch", "events.csv", "--workers", "2"], folder)
    until(some_are_done(folder))
    makers = children(running.pid)
    for process in (*makers, running.pid):
        os.kill(process, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in err
    assert not any(Path(f"/proc/{process}").exists() for process in makers)


@linux
def test_no_process_is_left_when_the_batch_is_killed(folder: Path) -> None:
    running = start(["batch", "events.csv", "--workers", "2"], folder)
    until(some_are_done(folder))
    makers = children(running.pid)
    assert len(makers) == 2
    running.kill()
    running.communicate()
    until(lambda: not any(_runs(process) for process in makers))


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] not in ("Z", "X")
    except OSError:
        return False


@linux
def test_a_lock_of_a_killed_batch_holds_nobody_up(folder: Path) -> None:
    running = start(["batch", "events.csv", "--workers", "2"], folder)
    until(some_are_done(folder))
    makers = children(running.pid)
    # One of its processes hangs and outlives it: the lock must not be that one's.
    os.kill(makers[0], signal.SIGSTOP)
    running.kill()
    running.wait()
    assert (folder / "out" / ".hostkit.lock").exists()
    outcome = hostkit("batch", "events.csv", folder=folder)
    kill(makers[0])
    running.communicate()
    assert outcome.code == 0, outcome.stderr
    assert not [name for name in tree(folder / "out") if name.startswith(".")]


@linux
def test_a_process_that_hangs_costs_nothing(folder: Path) -> None:
    running = start(["batch", "events.csv", "--workers", "2"], folder, {"HOSTKIT_KIT_SECONDS": "2"})
    until(some_are_done(folder))
    os.kill(children(running.pid)[0], signal.SIGSTOP)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 0, err
    assert any(
        line.startswith(f"{EVENTS} events: {EVENTS} made, 0 unchanged.") for line in err.splitlines()
    ), err


@linux
def test_one_process_that_is_killed_again_and_again(folder: Path) -> None:
    """Each kill costs a row one of its two tries; the row that loses both is named, and the next run makes it."""
    running = start(["batch", "events.csv", "--workers", "1"], folder)
    until(some_are_done(folder))
    for _ in range(3):
        makers = children(running.pid)
        if makers and running.poll() is None:
            kill(makers[0])
        done = len(list((folder / "out").glob("evening-*")))
        until(lambda done=done: running.poll() is not None or some_are_done(folder, done + 2)())  # type: ignore[misc]
    _, err = running.communicate(timeout=60)
    assert running.returncode in (0, 1), err
    hostkit("batch", "events.csv", folder=folder)
    assert len({record["event"] for record in manifest(folder / "out")}) == EVENTS


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_limit_of_the_system_on_a_file_costs_no_kit_that_stood_there(folder: Path) -> None:
    """No stand-in here: the system itself breaks off writes half-way, of kits and of the journal alike."""
    table(folder / "events.csv", (event(number) for number in range(3)))
    hostkit("batch", "events.csv", folder=folder)
    before = tree(folder / "out")
    table(folder / "events.csv", (event(number, guests=12) for number in range(3)))
    outcome = hostkit_with_small_files("batch", "events.csv", folder=folder)
    assert outcome.code == 1
    assert "could not write: file too large" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    found = tree(folder / "out")
    assert {name: found[name] for name in before if "/" in name} == {
        n: t for n, t in before.items() if "/" in n
    }
    assert hostkit("batch", "events.csv", folder=folder).code == 0


def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    real = os.open

    def refused(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, flags, mode)

    (folder / "out").mkdir()
    with patch("os.open", refused):
        outcome = hostkit("batch", "events.csv", folder=folder)
    assert (outcome.code, outcome.stdout) == (1, "")
    assert outcome.stderr.splitlines() == [
        "out: could not write: you may not write there. What stood there before still stands. "
        "Close the file where it is open, or choose another folder.",
    ]
    assert tree(folder / "out") == {}


# --- after the power was cut -----------------------------------------------------------------------------------------


def emptied(data: bytes) -> bytes:
    return b""


def zeros(data: bytes) -> bytes:
    return bytes(len(data))


def cut(data: bytes) -> bytes:
    return data[:40] if len(data) < 4096 else data[: max(1, len(data) // 8192) * 4096]


def holed(data: bytes) -> bytes:
    return bytes(4096) + data[4096:-4096] + bytes(4096)


HARMS = {
    "evening-0/host-sheet.pdf": emptied,
    "evening-1/host-sheet.pdf": cut,
    "evening-1/print-plan.txt": zeros,
    "evening-2/print-plan.txt": cut,
    "evening-2/question-cards.pdf": holed,
    "evening-3/reflection-worksheet.pdf": zeros,
    "run-sheet.pdf": cut,
    "index.html": zeros,
    "joined/host-sheets.pdf": emptied,
    "joined/question-cards.pdf": cut,
    "joined/reflection-worksheets.pdf": zeros,
}


def harm(out: Path, harms: Mapping[str, Callable[[bytes], bytes]]) -> None:
    for name, change in harms.items():
        path = out / name
        path.write_bytes(change(path.read_bytes()))


@pytest.fixture
def season(tmp_path: Path) -> Path:
    """A working folder with a season of five events, in files joined too."""
    return made_season(tmp_path, [event(number) for number in range(5)], "--joined")


def test_the_same_again_makes_anew_what_a_power_cut_damaged(season: Path) -> None:
    before = tree(season / "out")
    harm(season / "out", HARMS)
    outcome = hostkit("batch", "events.csv", "--joined", folder=season)
    assert outcome.code == 0, outcome.stderr
    assert outcome.stderr.startswith("5 events: 4 made, 1 unchanged.")
    assert tree(season / "out") == before


@pytest.mark.parametrize("change", [emptied, zeros, cut])
def test_so_it_does_when_the_manifest_is_damaged_too(season: Path, change: Callable[[bytes], bytes]) -> None:
    before = tree(season / "out")
    harm(season / "out", {**HARMS, "manifest.jsonl": change})
    outcome = hostkit("batch", "events.csv", "--joined", folder=season)
    assert outcome.code == 0, outcome.stderr
    assert tree(season / "out") == before


def test_so_it_does_when_the_table_has_changed_meanwhile(season: Path) -> None:
    harm(season / "out", {f"evening-{k}/{name}": cut for k in range(5) for name in KIT if "pdf" in name})
    table(season / "events.csv", (event(number, host="Bea") for number in range(5)))
    # On another paper a page differs from its first line on.
    outcome = hostkit("batch", "events.csv", "--joined", "--paper", "letter", folder=season)
    assert outcome.code == 0, outcome.stderr
    hostkit("batch", "events.csv", "--joined", "--paper", "letter", "--out", "new", folder=season)
    # The calendar of a season that has changed is newer than that of a new one.
    (season / "new" / "season.ics").write_bytes((season / "out" / "season.ics").read_bytes())
    # So are the marks of files to print again, which a new season has none of.
    (season / "out" / "reprint.txt").unlink()
    marked, new = manifest(season / "out"), manifest(season / "new")
    assert [{**record, "again": False} for record in marked] == new
    (season / "new" / "manifest.jsonl").write_bytes((season / "out" / "manifest.jsonl").read_bytes())
    assert tree(season / "out") == tree(season / "new")


def test_build_makes_anew_what_a_power_cut_left_of_the_same(tmp_path: Path) -> None:
    build = ("build", "male-allies", "--guests", "5")
    assert hostkit(*build, folder=tmp_path).code == 0
    before = tree(tmp_path / "out")
    out = tmp_path / "out" / "male-allies"
    harm(out, dict(zip(KIT, (emptied, zeros, cut, cut), strict=True)))
    outcome = hostkit(*build, folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    assert tree(tmp_path / "out") == before
