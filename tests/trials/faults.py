"""Lets a batch fail in every way but by a kill, many times each; nothing may be lost. Run by hand (Linux).

    python -m tests.trials.faults --times 20

After each fault every file must be a whole one of the old kit or of the new, the manifest must tell the truth, and what
the command said must be plain; then the same command must leave the very bytes of a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.support.command import environment
from tests.support.seasons import check_whole, children, event, start, table, tree
from tests.trials.kills import EVENTS, Season, finish, prepare

BATCH = ("batch", "after.csv", "--out", "out", "--workers", "2")

PROGRAM = """
import errno, multiprocessing.connection, os, sys
call, turn, number, lasts = sys.argv.pop(1), int(sys.argv.pop(1)), int(sys.argv.pop(1)), sys.argv.pop(1) == "lasts"
real, count, owner = getattr(os, call), 0, os.getpid()
def refused(*arguments, **named):
    global count
    count += os.getpid() == owner
    if os.getpid() == owner and (count >= turn if lasts else count == turn):
        raise OSError(number, os.strerror(number))
    return real(*arguments, **named)
setattr(os, call, refused)
from hostkit.__main__ import main
main()
"""
"""Runs the command with a call to the system that fails at a turn, once or from then on, in the process that writes."""

Fault = Callable[[Season, random.Random], str]


def refused(season: Season, chance: random.Random) -> str:
    """Let one call to the system be refused, once."""
    call = chance.choice(("open", "write", "fsync", "rename", "replace", "mkdir", "unlink", "link", "close"))
    number = chance.choice((errno.EACCES, errno.EIO, errno.ENOSPC, errno.EPERM, errno.EROFS, errno.EMFILE))
    return _program(season, call, chance.randint(1, 200), number, "once")


def full(season: Season, chance: random.Random) -> str:
    """Let the disk be full from some moment on."""
    return _program(season, "write", chance.randint(1, 150), errno.ENOSPC, "lasts")


def _program(season: Season, call: str, turn: int, number: int, lasts: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, call, str(turn), str(number), lasts, *BATCH],
        cwd=season.folder, env=environment(), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.stderr


def interrupted(season: Season, chance: random.Random) -> str:
    """Press Ctrl-C at a random moment."""
    running = start(BATCH, season.folder)
    time.sleep(chance.uniform(0.1, 1.0) * season.seconds)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=300)
    assert running.returncode in (0, 130, -signal.SIGINT), said
    return said


def hanging(season: Season, chance: random.Random) -> str:
    """Let a process that makes kits stop for ever."""
    running = start(BATCH, season.folder, {"HOSTKIT_KIT_SECONDS": "2"})
    time.sleep(chance.uniform(0.2, 1.0) * season.seconds)
    for process in children(running.pid)[:1]:
        os.kill(process, signal.SIGSTOP)
    _, said = running.communicate(timeout=300)
    assert running.returncode == 0, said
    return said


def together(season: Season, chance: random.Random) -> str:
    """Run three at once."""
    running = [start(BATCH, season.folder) for _ in range(3)]
    said = [process.communicate(timeout=300)[1] for process in running]
    assert {process.returncode for process in running} <= {0, 1}
    assert any(process.returncode == 0 for process in running)
    return "".join(said)


def edited(season: Season, chance: random.Random) -> str:
    """Write another table into the file while it is read or kits are made, and then the right one again."""
    right = (season.folder / "after.csv").read_bytes()
    running = start(BATCH, season.folder)
    while running.poll() is None:
        table(season.folder / "after.csv", (event(number, guests=12) for number in range(EVENTS)))
        (season.folder / "after.csv").write_bytes(right)
        time.sleep(chance.uniform(0.0, 0.05))
    return running.communicate()[1]


FAULTS: Sequence[Fault] = (refused, full, interrupted, hanging, together, edited)


def disturb(season: Season, fault: Fault, over: bool, chance: random.Random) -> None:
    """Let a batch meet a fault, into a folder with the kits of other details or an empty one, and run it again."""
    out = season.folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    if over:
        shutil.copytree(season.folder / "whole-before", out)
    said = fault(season, chance)
    assert "Traceback" not in said, said
    assert "hostkit failed inside" not in said, said
    check_whole(out, [season.before, season.after])
    finish(season.folder, "after", "out")
    found = tree(out)
    assert found == season.after, sorted(set(found.items()) ^ set(season.after.items()))


def main() -> None:
    """Let each fault happen so many times, and print how often it did."""
    options = argparse.ArgumentParser(description="Let batches fail.")
    options.add_argument("--times", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        season = prepare(Path(name))
        for fault in FAULTS:
            for number in range(given.times):
                disturb(season, fault, number % 2 == 0, chance)
            print(f"{fault.__name__}: {given.times} times, nothing half-written, nothing lost", flush=True)


if __name__ == "__main__":
    main()
