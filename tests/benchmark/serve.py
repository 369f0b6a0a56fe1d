"""What every worker of ``run.py`` does, hostkit's and the peers': orders in, measured kits out, a line of JSON each.

An order says its ``kind``, the ``events`` of which one kit each is made, the ``guides`` they are of, and the ``folder``
that takes them; the first ``warm`` of them are not measured; with ``check`` the last one is judged. Only the standard
library is needed here, so that a peer's Python can run it too.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

SHARED, OWN, NEW, READ = "shared", "own", "new", "read"
"""Kinds of orders: kits of one guide whose events share their links, or have their own; each kit of a guide of its own,
which the process has as a value, or has to read from its file as well."""


class Maker(Protocol):
    """Makes kits in one process."""

    def begin(self, order: dict[str, Any]) -> None:
        """Take in guides and events, unmeasured."""

    def kit(self, number: int, folder: Path) -> int:
        """Make the kit of an event and write it into a folder of its own; return how many bytes it has."""

    def faults(self) -> Sequence[str]:
        """Return what is wrong with the last kit, unmeasured."""


def serve(maker: Maker) -> None:
    """Answer orders until there are no more; first say that all is loaded."""
    _answer({})
    for line in sys.stdin:
        _answer(_carried_out(json.loads(line), maker))


def _carried_out(order: dict[str, Any], maker: Maker) -> dict[str, Any]:
    maker.begin(order)
    folders = [Path(order["folder"], str(number)) for number in range(len(order["events"]))]
    for number in range(order["warm"]):
        maker.kit(number, folders[number])
    times, written = [], 0
    before = time.process_time()
    for number in range(order["warm"], len(folders)):
        start = time.perf_counter()
        written += maker.kit(number, folders[number])
        times.append(time.perf_counter() - start)
    cpu = time.process_time() - before
    faults = list(maker.faults()) if order.get("check") else []
    count = len(times)
    return {"times": times, "cpu": cpu / count, "bytes": written / count, "faults": faults, **memory()}


def _answer(said: dict[str, Any]) -> None:
    print(json.dumps(said), flush=True)


def memory(process: int | str = "self") -> dict[str, float]:
    """Return what a process takes and the most it has taken, in MiB.

    Nothing where the system does not say, or when the process has ended.
    """
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return {}
    said = dict(line.split(":", 1) for line in lines)
    keys = (("now", "VmRSS"), ("most", "VmHWM"))
    return {name: int(said[key].split()[0]) / 1024 for name, key in keys if key in said}
