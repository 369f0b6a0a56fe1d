"""How long a warm kit takes beside the peers' kit, as ratios; run by hand, never as a test.

    python tests/benchmark/run.py
    python tests/benchmark/run.py --peers FOLDER --peers-python FOLDER/.venv-peers/bin/python

Every tool has a process of its own and all take turns, round by round, so that a slow minute hits them all; one works
at a time, and all are kept to the same core. Times are medians of all kits, processor times the mean. A ratio holds
only within one run.

hostkit writes three sheets and the print plan as a batch does, into a folder that comes whole or not at all, a peer its
one file; each file is flushed, all in memory (/dev/shm). Events have host, place, date, start and two links, which they
share or have each for itself. FOLDER has the peers' modules with compare.py, common.py, qrfast.py, check.py and data/;
get_fonts.sh there makes their fonts. The other guide is a shipped one, for the peers their own text in another order.
Without --peers hostkit is measured alone. Ends with 1 when a kit is not whole.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from itertools import product
from pathlib import Path
from statistics import mean, median
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmark.disk import memory_folder
from tests.benchmark.serve import NEW, OWN, READ, SHARED
from tests.benchmark.supply import Supply, own_supply, peers_supply
from tests.benchmark.workers import Worker, hostkit_worker, one_core, peer_worker

HOSTKIT, BEST = "hostkit", "typst untagged, fast QR"
PEERS = (BEST, "typst tagged, fast QR")
NEW_GUIDES, WARM = 8, 2
"""Kits a round that have a guide each; kits that are made before the first measured one of a round."""
LONG_RUN, AT_A_TIME = 10_000, 100
"""Kits between the first and the last hundred of which memory may hardly grow."""


class Workload(NamedTuple):
    """What is measured; ``most`` is the ratio to the peers' best that hostkit is to stay below."""

    title: str
    kind: str
    guide: str
    most: float


WORKLOADS = (
    Workload("their kit, links shared", SHARED, "kit", 0.15),
    Workload("their kit, links of its own", OWN, "kit", 0.25),
    Workload("another guide, links shared", SHARED, "other", 0.15),
    Workload("another guide, links of its own", OWN, "other", 0.25),
    Workload("a new guide", NEW, "topics", 1.0),
    Workload("a new guide, read from its file", READ, "topics", 1.0),
)


class Measured(NamedTuple):
    """Kits of one tool: seconds of each, mean processor seconds and bytes of those of a round, what is wrong."""

    times: list[float]
    cpu: list[float]
    sizes: list[float]
    faults: list[str]

    def take(self, answer: Mapping[str, Any]) -> None:
        """Take in what a worker measured."""
        self.times.extend(answer["times"])
        self.cpu.append(answer["cpu"])
        self.sizes.append(answer["bytes"])


def order(
    supply: Supply, work: Workload, first: int, count: int, *, topic: int = 0, is_peer: bool = False
) -> dict[str, Any]:
    """Return an order of ``count`` measured kits: events from the number ``first`` on, topics from ``topic`` on."""
    events = supply.events_of(work.kind, first, WARM + count)
    guides: list[Any]
    if work.guide == "topics":
        numbers = [(topic + k) % len(supply.topics) for k in range(len(events))]
        guides = numbers if is_peer else [str(supply.topics[number]) for number in numbers]
    elif is_peer:
        guides = [None if work.guide == "kit" else 0]
    else:
        guides = [str(getattr(supply, work.guide))]
    return {"kind": work.kind, "guides": guides, "events": events, "warm": WARM}


Found = Mapping[Workload, Mapping[str, Measured]]


def measure(workers: Mapping[str, Worker], supply: Supply, rounds: int, kits: int) -> Found:
    """Let all tools take turns; at the end look at one more kit of each. No event and no topic comes twice."""
    found = {work: {name: Measured([], [], [], []) for name in workers} for work in WORKLOADS}
    for turn, (index, work), name in product(range(rounds + 1), enumerate(WORKLOADS), workers):
        if work.kind == READ and name != HOSTKIT:
            continue
        is_last = turn == rounds
        count = 1 if is_last else NEW_GUIDES if work.guide == "topics" else kits
        first = (turn * len(WORKLOADS) + index) * (WARM + kits)
        topic = (2 * turn + (work.kind == READ)) * (WARM + NEW_GUIDES)
        todo = order(supply, work, first, count, topic=topic, is_peer=name != HOSTKIT)
        answer = workers[name].ask({**todo, "check": is_last})
        if is_last:
            found[work][name].faults.extend(answer["faults"])
        else:
            found[work][name].take(answer)
    return found


def lines(found: Found) -> Iterator[str]:
    """Yield a table: milliseconds, their ratio to the peers' best of the same work, processor time, size."""
    yield f"{'':32}{'ms':>8}{'x best':>8}{'cpu ms':>8}{'x best':>8}{'KiB':>6}"
    for work, tools in found.items():
        yield f"{work.title} (at most {work.most:.2f})"
        # A peer has read its text already: it stands beside guides that are read and that are not.
        kind = NEW if work.kind == READ else work.kind
        best = next(found[w].get(BEST) for w in found if (w.guide, w.kind) == (work.guide, kind))
        for name, its in tools.items():
            if its.times:
                size, state = mean(its.sizes) / 1024, "; ".join(its.faults) or "whole"
                times = _beside(its.times, best and best.times, median)
                yield f"  {name:30}{times}{_beside(its.cpu, best and best.cpu, mean)}{size:6.0f}  {state}"


def _beside(its: list[float], best: list[float] | None, middle: Callable[[list[float]], float]) -> str:
    """Return milliseconds, and their ratio to the best where there is one."""
    ratio = f"{middle(its) / middle(best):.3f}" if best else "-"
    return f"{middle(its) * 1000:8.2f}{ratio:>8}"


def gains(one: Worker, other: Worker, supply: Supply, rounds: int, kits: int) -> list[float]:
    """Return of each round how many times as many kits two processes at once make as one alone."""
    found = []
    for turn in range(rounds):
        todo = order(supply, WORKLOADS[1], turn * kits, kits)
        alone = sum(one.ask(todo)["times"])
        one.begin(todo)
        other.begin(todo)
        found.append(2 * alone / max(sum(worker.end()["times"]) for worker in (one, other)))
    return found


def memory(worker: Worker, supply: Supply) -> str:
    """Make a long run of kits whose links are their own; say how much memory the process takes meanwhile."""
    answers = [
        worker.ask(order(supply, WORKLOADS[1], first, AT_A_TIME - WARM))
        for first in range(0, LONG_RUN, AT_A_TIME)
    ]
    if "now" not in answers[0]:
        return "memory: this system does not say"
    early, late, most = answers[0]["now"], answers[-1]["now"], answers[-1]["most"]
    return (
        f"memory: {early:.1f} MiB at kit {AT_A_TIME}, {late:.1f} at kit {LONG_RUN}: {late - early:+.1f} (under 5); "
        f"at most {most:.1f} (under 80)"
    )


def main() -> int:
    """Measure, and print what was found."""
    options = argparse.ArgumentParser(description="Warm kits, as ratios to the peers'.")
    options.add_argument("--peers", type=Path, help="folder with the peers' scripts")
    options.add_argument(
        "--peers-python", default=sys.executable, help="a Python that has the peers installed"
    )
    options.add_argument("--peer", action="append", default=[], help="one more that their compare.py knows")
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--kits", type=int, default=40, help="of a workload and a round")
    options.add_argument("--parts", default="kits,cores,memory", help="what is measured")
    given = options.parse_args()
    faults = 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(memory_folder()))
        peers = given.peers and given.peers.resolve()

        def started(number: int, peer: str = "", core: int | None = None) -> Worker:
            out = folder / f"made-{number}"
            if peer:
                worker = peer_worker(out, given.peers_python, peers, peer, supply.environment, core)
            else:
                worker = hostkit_worker(out, core)
            return stack.enter_context(closing(worker))

        events = max(LONG_RUN, (given.rounds + 1) * len(WORKLOADS) * (WARM + given.kits))
        if peers:
            topics = 2 * (given.rounds + 1) * (WARM + NEW_GUIDES)
            supply = peers_supply(peers, given.peers_python, events, topics, folder)
        else:
            supply = own_supply(events)
            print("Without --peers there are no ratios: hostkit is measured alone.")
        print(f"load {' '.join(f'{load:.2f}' for load in os.getloadavg())} on {os.cpu_count()} processors")
        if "kits" in given.parts:
            core = one_core()
            workers = {HOSTKIT: started(0, core=core)}
            for number, name in enumerate((*PEERS, *given.peer) if peers else (), start=1):
                workers[name] = started(number, name, core)
            found = measure(workers, supply, given.rounds, given.kits)
            print("\n".join(lines(found)))
            faults = sum(len(its.faults) for tools in found.values() for its in tools.values())
        if "cores" in given.parts:
            found_gains = gains(started(8), started(9), supply, given.rounds, 10 * given.kits)
            print(
                f"two cores: {median(found_gains):.2f} times one (at least 1.70), best {max(found_gains):.2f}"
            )
        if "memory" in given.parts:
            print(memory(started(10), supply))
        print(f"load {' '.join(f'{load:.2f}' for load in os.getloadavg())}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
