"""Writes finished kits to the disk in several threads, and reports which kits are written and which failed."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from hostkit.batch.worker import FinishedKit
from hostkit.core.interruption import held
from hostkit.files.writer import write_folder

_AT_ONCE = 4
"""Threads that write. Measured on a solid-state disk: four take a tenth of the time of one; eight are no faster."""

_HELD = 2 * _AT_ONCE
"""The largest number of kits held in memory."""


class Arrived(NamedTuple):
    """A kit that has been written, with the contents of its files dropped; ``error`` is set when writing failed."""

    kit: FinishedKit
    error: Exception | None


class Writers:
    """Writes kits into subfolders of one folder. The caller holds that folder's lock."""

    def __init__(self, out: Path, *, force: bool) -> None:
        self._out = out
        self._write = partial(write_folder, force=force)
        self._pool = ThreadPoolExecutor(_AT_ONCE, "write")
        self._under_way: deque[tuple[FinishedKit, Future[None]]] = deque()

    def put(self, event: str, kit: FinishedKit, known: Collection[str] = ()) -> None:
        """Start writing the kit of an event; ``known`` names the files that the manifest has of its earlier kit."""
        with held():
            write = self._pool.submit(self._write, self._out / event, kit.files, known=frozenset(known))
            self._under_way.append((kit._replace(files=dict.fromkeys(kit.files, b"")), write))

    def done(self) -> Iterator[Arrived]:
        """Yield the kits that have been written, in the order of ``put``; wait while too many are pending."""
        while self._under_way and (len(self._under_way) > _HELD or self._under_way[0][1].done()):
            kit, write = self._under_way.popleft()
            error = write.exception()
            if error is not None and not isinstance(error, Exception):
                raise error
            yield Arrived(kit, error)

    def finish(self) -> None:
        """Wait until all pending kits are written, and end the threads."""
        self._pool.shutdown()
