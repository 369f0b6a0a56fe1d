"""A peer's worker, started by ``run.py`` with the peers' own Python: a kit is one file.

    python -m tests.benchmark.serve_peer FOLDER NAME

``NAME`` is one of the peers that FOLDER/compare.py knows. A guide is the number of a topic of FOLDER/common.py, or null
for the peers' own text.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmark.serve import NEW, serve


class PeerMaker:
    """Kits of one peer, one after another."""

    def __init__(self, folder: Path, name: str) -> None:
        sys.path.insert(0, str(folder))
        self._common = import_module("common")
        module, arguments = import_module("compare").WARM[name]
        # There, arguments are written as source ("how='main', qr=Q.svg").
        names = {"C": self._common, "Q": import_module("qrfast")}
        self._peer = import_module(module).Peer(**eval(f"dict({arguments})", names))
        self._each_new = False
        self._guides: list[Any] = []
        self._events: list[Any] = []
        self._last: tuple[bytes, Any, Any] | None = None

    def begin(self, order: dict[str, Any]) -> None:
        """Take in the events, and the guide where all kits are of one."""
        self._each_new, self._events = order["kind"] == NEW, order["events"]
        text, shuffled = self._common.load_guide(), self._common.shuffled_topic
        self._guides = [text if number is None else shuffled(text, number) for number in order["guides"]]
        if not self._each_new:
            self._peer.topic(self._guides[0])

    def kit(self, number: int, folder: Path) -> int:
        """Make the kit of an event and write it."""
        guide = self._guides[number if self._each_new else 0]
        if self._each_new:
            self._peer.topic(guide)
        data = self._peer.kit(self._events[number])
        folder.mkdir()
        with (folder / "kit.pdf").open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        self._last = data, guide, self._events[number]
        return len(data)

    def faults(self) -> Sequence[str]:
        """Return what the peers' own check finds wrong with the last kit."""
        assert self._last is not None
        try:
            check = import_module("check")
        except ImportError as error:
            return [f"cannot be looked at: {error}"]
        found = check.check(*self._last)
        return [] if found["ok"] else [f"{name}: {found[name]}" for name in ("missing", "qr_bad", "fonts")]


if __name__ == "__main__":
    serve(PeerMaker(Path(sys.argv[1]), sys.argv[2]))
