"""Finished kits on their way to the disk: several at once where a disk is slow, which take no longer than one.

In: answers of the pool. Out: jobs whose files are in their places, or why they are not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from hostkit.batch.worker import FinishedKit
from hostkit.files.writer import replace_kit

_AT_ONCE = 4
"""Measured on a solid state disk: four at once take a tenth of the time of one, and eight are no quicker."""

_HELD = 2 * _AT_ONCE
"""Kits that are held in memory at the most."""


_TRIED, _QUICK_SECONDS = 3, 0.001
"""Kits that are written one by one first; where the quickest takes no longer, threads cost more than they save."""


class Arrived(NamedTuple):
    """A kit that is on the disk, or ``error`` says why it is not. It holds the names of its files alone."""

    kit: FinishedKit
    error: Exception | None


class Writers:
    """Writes kits to their folders below one folder: the first few one by one, the rest so too where that is quick."""

    def __init__(self, out: Path, *, force: bool) -> None:
        self._out, self._force = out, force
        self._pool = ThreadPoolExecutor(_AT_ONCE, "write")
        self._under_way: deque[tuple[FinishedKit, Future[None]]] = deque()
        self._took: list[float] = []

    def put(self, event: str, kit: FinishedKit, known: Collection[str] = ()) -> None:
        """Write a kit, or begin to; ``known`` are the files that an earlier one of this event is known to have had."""
        task = (self._out / event, kit.files, self._force, frozenset(known))
        write = self._pool.submit(_write, *task) if self._is_slow else self._written(*task)
        self._under_way.append((kit._replace(files=dict.fromkeys(kit.files, b"")), write))

    @property
    def _is_slow(self) -> bool:
        return len(self._took) == _TRIED and min(self._took) > _QUICK_SECONDS

    def _written(
        self, folder: Path, files: Mapping[str, bytes], force: bool, known: Collection[str]
    ) -> Future[None]:
        """Write a kit here and now."""
        done: Future[None] = Future()
        begin = perf_counter()
        try:
            _write(folder, files, force, known)
            done.set_result(None)
        except Exception as error:
            done.set_exception(error)
        if len(self._took) < _TRIED:
            self._took.append(perf_counter() - begin)
        return done

    def done(self) -> Iterator[Arrived]:
        """Yield, in the order in which they were put, kits that are written; wait where too many are under way."""
        while self._under_way and (len(self._under_way) > _HELD or self._under_way[0][1].done()):
            kit, write = self._under_way.popleft()
            error = write.exception()
            if error is not None and not isinstance(error, Exception):
                raise error
            yield Arrived(kit, error)

    def finish(self) -> None:
        """Wait until all that is under way is done."""
        self._pool.shutdown()


def _write(folder: Path, files: Mapping[str, bytes], force: bool, known: Collection[str]) -> None:
    replace_kit(folder, files, force=force, known=known)
