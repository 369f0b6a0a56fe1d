"""A whole season of kits over the shipped guides, beside the peers, as ratios; run by hand, never as a test.

    python tests/benchmark/season.py
    python tests/benchmark/season.py --peers FOLDER --peers-python FOLDER/.venv-peers/bin/python

hostkit is measured as a user meets it: ``hostkit batch TABLE --out FOLDER --workers 1`` from its start to its end, with
Python's start-up, the table and the guides read, and manifest, index and run sheet written. A peer makes as many kits
of the same events over as many topics of its own, one topic after the other, and writes each into a file. Its process
is started and warm already, and only its kits are timed: the comparison is unfavourable to hostkit. All take turns,
round by round, in memory (/dev/shm), and all are kept to the same core but ``--workers 2``. That one has its ratio to
half the time of a peer, the best that two of a peer's processes could do. Links are each event's own, or shared by all.
Times are medians of the rounds; a ratio holds only within one run, and not where least and most lie far apart. The
peers' best is the one that run.py names so, even where the other was quicker that day.

Then the memory of seasons of several lengths (Linux): the most that the process that writes takes, and the largest of
those that make kits. There nothing is kept to a core. Every file that hostkit writes is summed up and compared with the
manifest, and two processes must leave the same bytes as one, or the run ends with 1. Whether a kit is whole, run.py
asks. For the peers' folder see there too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmark.cold import CONSOLE_SCRIPT, seconds
from tests.benchmark.disk import memory_folder
from tests.benchmark.run import PEERS
from tests.benchmark.serve import OWN, SHARED
from tests.benchmark.serve_hostkit import GUESTS
from tests.benchmark.supply import Supply, own_supply, peers_supply
from tests.benchmark.their_kit import day_of
from tests.benchmark.workers import ROOT, Worker, kept_to, one_core, peer_worker
from tests.trials import scale

KINDS = {OWN: "links of its own for each event", SHARED: "links shared by all events"}
WORKERS = (1, 2)
WARM = 20
"""Kits that a peer makes before the first that is measured."""


class Made(NamedTuple):
    """Seconds of each round by tool; how many files of hostkit were summed up; most memory until then by peer, MiB."""

    times: dict[str, list[float]]
    files: int
    most: dict[str, float]


def hostkit(workers: int) -> str:
    """Return how hostkit is called where it is printed."""
    return f"hostkit batch --workers {workers}"


def details(events: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, object]]:
    """Yield the events of a supply in the terms of a table."""
    for event in events:
        yield {
            "date": day_of(event),
            "start": f"{event['start'] // 60:02d}:{event['start'] % 60:02d}",
            "minutes": "",
            "guests": GUESTS,
            "place": event["place"],
            "host": event["host"],
            "group_url": event["feedback_url"],
            "pre_read_url": event["page_url"],
        }


def batch(folder: Path, workers: int, core: int | None) -> float:
    """Make the season of FOLDER/events.csv anew and return how many seconds that took."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    files = [str(folder / "events.csv"), "--out", str(folder / "out")]
    command = [sys.executable, "-c", CONSOLE_SCRIPT, "batch", *files, "--workers", str(workers)]
    with kept_to(core if workers == 1 else None):
        return seconds(command, folder)[0]


def topics(worker: Worker, events: Sequence[Mapping[str, Any]], turn: int) -> tuple[float, float]:
    """Let a peer make as many kits, of other topics in each round; return seconds and the most memory in MiB."""
    count, took, most = len(scale.TOPICS), 0.0, 0.0
    for number in range(min(count, len(events))):
        todo = {"kind": OWN, "guides": [turn * count + number], "events": events[number::count], "warm": 0}
        answer = worker.ask(todo)
        took, most = took + sum(answer["times"]), answer.get("most", 0.0)
    return took, most


def measure(
    folder: Path, peers: Mapping[str, Worker], events: Sequence[Mapping[str, Any]], rounds: int
) -> Made:
    """Let all tools take turns. Ends the run when a file is not as it should be."""
    core = one_core()
    scale.season(folder / "events.csv", details(events))
    # Leaves .pyc files and disk caches.
    batch(folder, 1, core)
    for worker in peers.values():
        worker.ask({"kind": OWN, "guides": [None], "events": events[-WARM:], "warm": 0})
    times: dict[str, list[float]] = {name: [] for name in (*map(hostkit, WORKERS), *peers)}
    most, left = {}, []
    for turn in range(rounds):
        for workers in WORKERS:
            times[hostkit(workers)].append(batch(folder, workers, core))
            left.append(scale.check(folder / "out", len(events)))
        for name, worker in peers.items():
            took, most[name] = topics(worker, events, turn)
            times[name].append(took)
    return Made(times, same(left), most)


def same(left: Sequence[Mapping[str, str]]) -> int:
    """Return how many files some runs left together. Ends the run unless each left the same bytes."""
    for sums in left[1:]:
        other = sorted(name for name, _ in sums.items() ^ left[0].items())
        if other:
            raise SystemExit(f"Not the same bytes in each run: {other[:5]}")
    return sum(map(len, left))


def lines(made: Made, events: int) -> Iterator[str]:
    """Yield a line for each tool: seconds, milliseconds a kit, ratios to the peers."""
    peers = {name: median(made.times[name]) for name in PEERS if name in made.times}
    for name, times in made.times.items():
        took, processes = median(times), 2 if name == hostkit(2) else 1
        ratios = "".join(f"{took * processes / its:10.3f}" for its in peers.values())
        mib = f"{made.most[name]:10.0f}" if name in made.most else ""
        spread = f"{min(times):.2f}-{max(times):.2f}"
        yield f"  {name:30}{took:8.2f}{spread:>14}{took / events * 1000:10.2f}{ratios}{mib}"
    yield f"  {made.files} files summed up: kits as in the manifest, the same bytes in each run, by one process or two"


def memory(folder: Path, supply: Supply, kind: str, events: int) -> Iterator[str]:
    """Yield a line for each number of processes: seconds, most memory in MiB, files that were summed up."""
    scale.season(folder / "events.csv", details(supply.events_of(kind, 0, events)))
    left = []
    for workers in WORKERS:
        shutil.rmtree(folder / "out", ignore_errors=True)
        run = scale.run(folder, events, ["--workers", str(workers)])
        left.append(scale.check(folder / "out", events))
        same(left)
        writer, maker = run.most()
        figures = f"{run.seconds:8.1f}{writer:8.1f}{maker:8.1f}{len(left[-1]):8}"
        yield f"  {kind:8}{events:8}{workers:8}{figures}"


def main() -> None:
    """Measure, and print what was found."""
    options = argparse.ArgumentParser(description="A season of kits, as ratios to the peers'.")
    options.add_argument("--peers", type=Path, help="folder with the peers' scripts")
    options.add_argument(
        "--peers-python", default=sys.executable, help="a Python that has the peers installed"
    )
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--events", type=int, default=1000, help="of the season that is timed")
    options.add_argument(
        "--memory", type=int, nargs="*", default=[100, 1000, 10000], help="events of the seasons for memory"
    )
    given = options.parse_args()
    os.chdir(ROOT)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(memory_folder()))
        most = max(given.events, *given.memory, 0)
        peers: dict[str, Worker] = {}
        if given.peers:
            scripts = given.peers.resolve()
            supply = peers_supply(scripts, given.peers_python, most, 0, folder)
            for name in PEERS:
                worker = peer_worker(
                    folder / "peer", given.peers_python, scripts, name, supply.environment, one_core()
                )
                peers[name] = stack.enter_context(closing(worker))
        else:
            supply = own_supply(most)
            print("Without --peers there are no ratios: hostkit is measured alone.")
        print(f"load {' '.join(f'{load:.2f}' for load in os.getloadavg())} on {os.cpu_count()} processors")
        print(f"{given.events} events over {len(scale.TOPICS)} guides, {given.rounds} rounds")
        heads = "".join(f"{head:>10}" for head in ("x best", "x tagged", "MiB") if peers)
        print(f"{'':32}{'s':>8}{'from-to':>14}{'ms a kit':>10}{heads}")
        for kind, title in KINDS.items():
            print(title, flush=True)
            made = measure(folder, peers, supply.events_of(kind, 0, given.events), given.rounds)
            print("\n".join(lines(made, given.events)), flush=True)
        heads = "".join(f"{head:>8}" for head in ("events", "workers", "s", "writer", "maker", "files"))
        print(
            f"most memory in MiB; files summed up, the same bytes by one process or two\n  {'links':8}{heads}"
        )
        for kind, events in product(KINDS, given.memory):
            print("\n".join(memory(folder, supply, kind, events)), flush=True)
        print(f"load {' '.join(f'{load:.2f}' for load in os.getloadavg())}")


if __name__ == "__main__":
    main()
