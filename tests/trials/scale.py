"""Seasons of many events: how long, how much memory, and whether it grows. Run by hand (Linux).

    python -m tests.trials.scale --events 100 1000 10000

Events are spread over the shipped guides. Into an empty folder, then the same again, which must leave everything alone.
Memory is the greatest resident size of the process that writes, and of a process that makes kits; growth is from the
moment when a quarter of the kits were there to the end. Every file is summed up and compared with the manifest.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.support.seasons import children, event, manifest, start, table, tree

ROOT = Path(__file__).resolve().parents[2]
TOPICS = sorted(path.stem for path in (ROOT / "content").glob("*.yaml"))


class Sample(NamedTuple):
    """Resident memory in megabytes at a moment: of the process that writes, and of the largest that makes kits."""

    done: int
    writer: float
    maker: float


class Run(NamedTuple):
    """One run: seconds from start to end, what was sampled on the way, what the command said first."""

    seconds: float
    samples: list[Sample]
    said: str


def season(path: Path, events: int) -> None:
    """Write a table of so many events over all shipped guides, in no order."""
    chance = random.Random(events)
    rows = [
        event(
            number,
            topic=TOPICS[number % len(TOPICS)],
            date=f"2027-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            host=f"Host {number}",
        )
        for number in range(events)
    ]
    chance.shuffle(rows)
    table(path, rows)


def resident(process: int) -> float:
    """Return the resident memory of a process in megabytes, 0 when it is gone."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * 4096 / 1e6


def run(folder: Path, events: int, options: Sequence[str]) -> Run:
    """Run a batch and sample its processes."""
    begin = time.monotonic()
    running = start(["batch", "events.csv", "--out", "out", *options], folder)
    samples = []
    while running.poll() is None:
        makers = [resident(process) for process in children(running.pid)]
        samples.append(Sample(_done(folder / "out"), resident(running.pid), max(makers, default=0.0)))
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
    """Return by how many megabytes the writer and the makers grew in the last three quarters of the making."""
    making = [sample for sample in samples if sample.done >= events / 4 and sample.maker]
    if not making:
        return 0.0, 0.0
    return making[-1].writer - making[0].writer, max(s.maker for s in making) - making[0].maker


def check(out: Path) -> int:
    """Sum up every file that the manifest tells of, and return how many there are."""
    found = tree(out)
    records = manifest(out)
    for record in records:
        assert found[f"{record['event']}/{record['file']}"] == record["sha256"], record
    return len(records)


def rows(folder: Path, counts: Sequence[int], options: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the table of results."""
    head = (
        "events",
        "seconds",
        "ms a kit",
        "writer MB",
        "maker MB",
        "grew: writer",
        "maker",
        "again s",
        "files",
    )
    yield "".join(name.rjust(14) for name in head)
    for events in counts:
        shutil.rmtree(folder / "out", ignore_errors=True)
        season(folder / "events.csv", events)
        made = run(folder, events, options)
        again = run(folder, events, options)
        assert f"0 made, {events} unchanged" in again.said, again.said
        writer = max(sample.writer for sample in made.samples)
        maker = max(sample.maker for sample in made.samples)
        figures = [f"{events}", f"{made.seconds:.1f}", f"{made.seconds / events * 1000:.2f}"]
        figures += [f"{writer:.0f}", f"{maker:.0f}", *(f"{its:+.1f}" for its in growth(made.samples, events))]
        figures += [f"{again.seconds:.1f}", f"{check(folder / 'out')}"]
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
