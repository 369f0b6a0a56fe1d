"""How long ``hostkit build`` takes from nothing, as a ratio to ``python -c pass``; run by hand, never as a timed test.

    python tests/benchmark/cold.py
    python tests/benchmark/cold.py --peers FOLDER --peers-python FOLDER/.venv-peers/bin/python

Beside it stand scripts that only import the libraries, with and without the canvas module that users of ReportLab
import: what hostkit takes beyond them is its own. Every command is a fresh process; all take turns round by round, so
that a slow moment hits them all; medians. The first table has the time from start to end, the second the CPU time,
which other programs on the machine disturb less. A ratio holds only within one run. ``--peers`` adds tools that make
one comparable kit each (peer_typst.py, cold_typst_min.py, peer_reportlab.py with common.py, qrfast.py, typst/ and data/
beside them, fonts made by get_fonts.sh); hostkit then makes that kit too, from the same text, with the same details
and two codes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmark.disk import memory_folder
from tests.benchmark.their_kit import ask_peers, day_of, write_guide

ROOT = Path(__file__).resolve().parents[2]
TYPST_BEST, PLATYPUS = "typst, codes ready-made", "reportlab platypus"
LIBRARIES, WITH_CANVAS = "libraries imported", "libraries, pdfgen.canvas imported"
IMPORTS = "import typer, yaml, uharfbuzz, reportlab.pdfgen"

CONSOLE_SCRIPT = "from hostkit.__main__ import main; main()"
"""What the command that pip installs does; run here, it takes the code of this checkout."""

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As a user's: the first round leaves .pyc files, of hostkit and of every library alike."""

PREPARE = """
import json, os, sys
import common as C, qrfast as Q
root, g, e = sys.argv[1], C.load_guide(), C.event(3)
files = {
    "event.json": json.dumps(e), "guide.json": json.dumps(g),
    "page.svg": Q.svg(e["page_url"]), "feed.svg": Q.svg(e["feedback_url"]),
    "kit.typ": open("typst/kit.typ", encoding="utf-8").read(),
    "main.typ": '#import "kit.typ": render\\n#render(json("guide.json"), json("full.json"), '
                'read("page.svg", encoding: none), read("feed.svg", encoding: none))\\n',
    "full.json": json.dumps({**e, "schedule": C.schedule(g, e)}),
}
for name, text in files.items():
    with open(os.path.join(root, name), "w", encoding="utf-8") as file:
        file.write(text)
print(json.dumps([C.GUIDE, C.FONT_DIR]))
"""
"""Runs among the peers' scripts; makes ready whatever they need before the first round."""


def commands(python: str, folder: Path, peers: Path | None, peers_python: str) -> dict[str, list[str]]:
    """Return what takes turns, by name; prepares what the peers need in ``folder``."""
    build = [python, "-c", CONSOLE_SCRIPT, "build", "--out", str(folder / "out")]
    found = {
        "python -c pass": [python, "-c", "pass"],
        LIBRARIES: [python, "-c", IMPORTS],
        WITH_CANVAS: [python, "-c", f"{IMPORTS}.canvas"],
        "hostkit male-allies": [*build, "male-allies"],
    }
    if peers is None:
        return found
    text, fonts = ask_peers(peers, peers_python, PREPARE, str(folder))
    event = json.loads((folder / "event.json").read_text("utf-8"))
    own = write_guide(json.loads(Path(text).read_text("utf-8")), folder / "rest-and-work.yaml")
    details = [
        "--date",
        day_of(event).isoformat(),
        "--start",
        f"{event['start'] // 60:02d}:{event['start'] % 60:02d}",
    ]
    details += ["--place", event["place"], "--host", event["host"], "--guests", "8"]
    details += ["--pre-read-url", event["page_url"], "--group-url", event["feedback_url"]]
    scripts, pdf = peers.resolve(), str(folder / "peer.pdf")
    whole = ["cold", text, str(folder / "event.json"), pdf]
    least = [peers_python, str(scripts / "cold_typst_min.py"), str(folder), pdf, fonts]
    return found | {
        "hostkit, their kit": [*build, *details, str(own)],
        TYPST_BEST: [*least, "untagged"],
        "typst tagged, codes ready-made": least,
        "typst tagged, as its users write it": [peers_python, str(scripts / "peer_typst.py"), *whole],
        PLATYPUS: [peers_python, str(scripts / "peer_reportlab.py"), *whole],
    }


def seconds(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Run a command in a fresh process; return the seconds from its start to its end, and those of CPU time."""
    with (folder / "said").open("wb") as said:
        actions = [(os.POSIX_SPAWN_DUP2, said.fileno(), 1), (os.POSIX_SPAWN_DUP2, said.fileno(), 2)]
        begin = time.perf_counter()
        process = os.posix_spawn(command[0], list(command), ENVIRONMENT, file_actions=actions)
        _, status, used = os.wait4(process, 0)
        took = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)}\n{(folder / 'said').read_text('utf-8', errors='replace')}")
    return took, used.ru_utime + used.ru_stime


def measure(
    todo: Mapping[str, Sequence[str]], rounds: int, folder: Path
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the median seconds of every command, from start to end and of CPU time.

    One round before the first warms .pyc files and disk caches.
    """
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in todo}
    for turn in range(rounds + 1):
        for name, command in todo.items():
            took = seconds(command, folder)
            if turn:
                times[name].append(took)
    lasted, used = (
        {name: statistics.median(taken[kind] for taken in every) for name, every in times.items()}
        for kind in (0, 1)
    )
    return lasted, used


def print_table(heading: str, medians: Mapping[str, float]) -> None:
    """Print the median of every command in milliseconds, and its ratios to those that others are compared with."""
    columns = {
        "x python": "python -c pass",
        "x libraries": LIBRARIES,
        "x with canvas": WITH_CANVAS,
        "x typst best": TYPST_BEST,
        "x platypus": PLATYPUS,
    }
    columns = {head: base for head, base in columns.items() if base in medians}
    print(f"{heading:36}{'ms':>8}" + "".join(f"{head:>14}" for head in columns))
    for name, median in medians.items():
        ratios = "".join(f"{median / medians[base]:14.2f}" for base in columns.values())
        print(f"{name:36}{median * 1000:8.1f}{ratios}")


def main() -> None:
    """Measure, and print two tables."""
    options = argparse.ArgumentParser(description="Cold start of hostkit build, as ratios.")
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--peers", type=Path, help="folder with the peers' scripts")
    options.add_argument(
        "--peers-python", default=sys.executable, help="a Python that has the peers installed"
    )
    given = options.parse_args()
    os.chdir(ROOT)
    with memory_folder() as name:
        folder = Path(name)
        todo = commands(sys.executable, folder, given.peers and given.peers.resolve(), given.peers_python)
        lasted, used = measure(todo, given.rounds, folder)
    print_table("from start to end", lasted)
    print()
    print_table("CPU time", used)


if __name__ == "__main__":
    main()
