"""Seasons of many events: how long, how much memory, and whether it grows. Run by hand (Linux).

    python -m tests.trials.scale --events 100 1000 10000

Events are spread over the shipped guides. Into an empty folder, then the same again, which must leave everything alone.
Memory is the greatest resident size of the process that writes, and of a process that makes kits, in MiB; growth is
from the moment when a quarter of the kits were there to the end. Every file is summed up, and that of a kit is compared
with the manifest.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmark.serve import memory
from tests.support.seasons import BESIDE, KIT, children, event, manifest, start, table, tree

ROOT = Path(__file__).resolve().parents[2]
TOPICS = sorted(path.stem for path in (ROOT / "content").glob("*.yaml") if "." not in path.stem)


class Memory(NamedTuple):
    """Resident memory in MiB: at a moment, and the most until then."""

    now: float
    most: float


class Sample(NamedTuple):
    """What was there at a moment: folders, memory of the process that writes and of the largest that makes kits."""

    done: int
    writer: Memory
    maker: Memory


class Run(NamedTuple):
    """One run: seconds from start to end, what was sampled on the way, what the command said first."""

    seconds: float
    samples: list[Sample]
    said: str

    def most(self) -> tuple[float, float]:
        """Return the most memory that the process that writes took, and one that makes kits, in MiB."""
        return (
            max(sample.writer.most for sample in self.samples),
            max(sample.maker.most for sample in self.samples),
        )


def season(path: Path, details: Iterable[Mapping[str, object]]) -> None:
    """Write a table of events with such details, spread over all shipped guides, in no order."""
    rows = [
        event(number, **{"topic": TOPICS[number % len(TOPICS)], **its}) for number, its in enumerate(details)
    ]
    random.Random(len(rows)).shuffle(rows)
    table(path, rows)


def made_up(events: int) -> Iterator[dict[str, object]]:
    """Yield details of so many events."""
    chance = random.Random(events)
    for number in range(events):
        date = f"2027-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        yield {"date": date, "host": f"Host {number}"}


def largest(processes: Iterable[int]) -> Memory:
    """Return what the largest of some processes takes, and the most that one of them has taken; 0 for none."""
    known = [memory(process) for process in processes]
    now, most = (max((its.get(name, 0.0) for its in known), default=0.0) for name in ("now", "most"))
    return Memory(now, most)


def run(folder: Path, events: int, options: Sequence[str]) -> Run:
    """Run a batch and sample its processes."""
    begin = time.monotonic()
    running = start(["batch", "events.csv", "--out", "out", *options], folder)
    samples = []
    while running.poll() is None:
        samples.append(Sample(_done(folder / "out"), largest([running.pid]), largest(children(running.pid))))
        time.sleep(0.05 if events <= 1000 else 0.5)
    seconds = time.monotonic() - begin
    _, said = running.communicate()
    if running.returncode:
        raise SystemExit(said)
    return Run(seconds, samples, said.splitlines()[0])


def _done(out: Path) -> int:
    try:
        return len(list(out.iterdir()))
    except OSError:
        return 0


def growth(samples: Sequence[Sample], events: int) -> tuple[float, float]:
    """Return by how many MiB the writer and the makers grew in the last three quarters of the making."""
    making = [sample for sample in samples if sample.done >= events / 4 and sample.maker.now]
    if not making:
        return 0.0, 0.0
    first, last = making[0], making[-1]
    return last.writer.now - first.writer.now, max(s.maker.now for s in making) - first.maker.now


def check(out: Path, events: int) -> dict[str, str]:
    """Sum up every file and return the sums by path.

    Ends the run unless each event has its whole kit, all files are as the manifest says, and nothing else is there.
    """
    found = tree(out)
    told = {f"{record['event']}/{record['file']}": record["sha256"] for record in manifest(out)}
    told |= {name: found.get(name) for name in BESIDE}
    wrong = sorted(name for name in told.keys() | found if told.get(name) != found.get(name))
    missing = len(KIT) * events + len(BESIDE) - len(found)
    if wrong or missing:
        raise SystemExit(f"{out}: {missing} files missing; not as the manifest says: {wrong[:5]}")
    return found


def rows(folder: Path, counts: Sequence[int], options: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the table of results."""
    head = (
        "events",
        "seconds",
        "ms a kit",
        "writer MiB",
        "maker MiB",
        "grew: writer",
        "maker",
        "again s",
        "files",
    )
    yield "".join(name.rjust(14) for name in head)
    for events in counts:
        shutil.rmtree(folder / "out", ignore_errors=True)
        season(folder / "events.csv", made_up(events))
        made = run(folder, events, options)
        again = run(folder, events, options)
        assert f"0 made, {events} unchanged" in again.said, again.said
        figures = [f"{events}", f"{made.seconds:.1f}", f"{made.seconds / events * 1000:.2f}"]
        figures += [f"{its:.0f}" for its in made.most()]
        figures += [f"{its:+.1f}" for its in growth(made.samples, events)]
        figures += [f"{again.seconds:.1f}", f"{len(check(folder / 'out', events))}"]
        yield "".join(figure.rjust(14) for figure in figures)


def main() -> None:
    """Run, and print a line for each season."""
    options = argparse.ArgumentParser(description="Seasons of many events: time and memory.")
    options.add_argument("--events", type=int, nargs="+", default=[100, 1000, 10000])
    options.add_argument("--workers", help="as for the command (default: what pays)")
    options.add_argument(
        "--folder", type=Path, help="where to write (default: memory, where there is a folder for it)"
    )
    given = options.parse_args()
    memory = Path("/dev/shm")
    place = given.folder or (memory if memory.is_dir() else None)
    chosen = ["--workers", given.workers] if given.workers else []
    with tempfile.TemporaryDirectory(dir=place) as name:
        for line in rows(Path(name), given.events, chosen):
            print(line, flush=True)


if __name__ == "__main__":
    main()
