"""Kills a batch, or one of its processes, at random moments, many times; nothing may be lost. Run by hand (Linux).

    python -m tests.trials.kills --kills 200

Every other batch is killed itself, every other loses a process that makes kits. Half of them write into a folder with
the kits of other details, half into an empty one. After each kill every file must be a whole one of the old kit or of
the new, and the manifest must tell the truth; then the same command must leave the very bytes of a run that nobody
disturbed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.support.seasons import check_whole, children, event, kill, start, table, tree

EVENTS = 60


class Season(NamedTuple):
    """A folder with two tables of the same events with other details, and what each leaves, undisturbed."""

    folder: Path
    before: dict[str, str]
    after: dict[str, str]
    seconds: float


def prepare(folder: Path, events: int = EVENTS) -> Season:
    """Make both seasons once, without any disturbance."""
    table(folder / "before.csv", (event(number, guests=12) for number in range(events)))
    table(folder / "after.csv", (event(number) for number in range(events)))
    trees, seconds = {}, 0.0
    for name in ("before", "after"):
        begin = time.monotonic()
        finish(folder, name, f"whole-{name}")
        seconds = time.monotonic() - begin
        trees[name] = tree(folder / f"whole-{name}")
    return Season(folder, trees["before"], trees["after"], seconds)


def finish(folder: Path, name: str, out: str) -> None:
    """Run a batch to its end."""
    running = start(["batch", f"{name}.csv", "--out", out, "--workers", "2", "--joined"], folder)
    said = running.communicate(timeout=300)
    if running.returncode:
        raise SystemExit(f"exit code {running.returncode}\\n{said[1]}")


def disturb(season: Season, number: int, chance: random.Random) -> str:
    """Run a batch, kill it or one of its processes at a random moment, check, and run it again; say what was hit."""
    out = season.folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    over = number % 4 < 2
    if over:
        shutil.copytree(season.folder / "whole-before", out)
    running = start(["batch", "after.csv", "--out", "out", "--workers", "2", "--joined"], season.folder)
    time.sleep(chance.uniform(0.1, 1.1) * season.seconds)
    if number % 2:
        makers = children(running.pid)
        hit = "a process" if makers and kill(chance.choice(makers)) else "nothing"
        said = running.communicate(timeout=300)
        assert running.returncode == 0, said[1]
    else:
        hit = "the batch" if running.poll() is None and kill(running.pid) else "nothing"
        running.communicate(timeout=300)
        check_whole(out, [season.before, season.after] if over else [season.after])
        finish(season.folder, "after", "out")
    found = tree(out)
    assert found == season.after, sorted(set(found.items()) ^ set(season.after.items()))
    return hit


def main() -> None:
    """Kill so many times, and print what was hit and what was found."""
    options = argparse.ArgumentParser(description="Kill batches at random moments.")
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    chance, hits = random.Random(given.seed), Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        season = prepare(Path(name))
        print(f"a whole run takes {season.seconds:.1f} s", file=sys.stderr)
        number = 0
        while hits.total() - hits["nothing"] < given.kills:
            hits[disturb(season, number, chance)] += 1
            number += 1
    print(f"{dict(hits)}: no file half-written, no kit lost, each time the same bytes in the end")


if __name__ == "__main__":
    main()
