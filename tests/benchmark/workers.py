"""Worker processes: orders in, measured kits out. What they write goes to a folder that is emptied after each order."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


class Worker:
    """A process that makes kits, and waits while others do."""

    def __init__(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str], core: int | None
    ) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=None if core is None else partial(os.sched_setaffinity, 0, {core}),
        )
        self._answer()

    def begin(self, order: Mapping[str, Any]) -> None:
        """Let it carry out an order."""
        assert self._process.stdin is not None
        self._folder.mkdir()
        self._process.stdin.write(json.dumps({**order, "folder": str(self._folder)}) + "\n")
        self._process.stdin.flush()

    def end(self) -> dict[str, Any]:
        """Wait until the order is carried out; return what was measured."""
        answer = self._answer()
        shutil.rmtree(self._folder)
        return answer

    def ask(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Let it carry out an order and return what was measured."""
        self.begin(order)
        return self.end()

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("A worker ended early; it said why above.")
        answer: dict[str, Any] = json.loads(line)
        return answer


def hostkit_worker(folder: Path, core: int | None = None) -> Worker:
    """Start hostkit, with the code of this checkout; on one core alone where that is given."""
    return Worker([sys.executable, "-m", "tests.benchmark.serve_hostkit"], folder, {}, core)


def peer_worker(
    folder: Path, python: str, peers: Path, name: str, environment: Mapping[str, str], core: int | None
) -> Worker:
    """Start a peer by the name that it has in the peers' compare.py."""
    return Worker([python, "-m", "tests.benchmark.serve_peer", str(peers), name], folder, environment, core)


def one_core() -> int | None:
    """Return a core that processes can be kept to, so that none is quicker by using several; None where none can."""
    return max(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else None


@contextmanager
def kept_to(core: int | None) -> Iterator[None]:
    """Keep every process that is started meanwhile to a core, or to none in particular."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
