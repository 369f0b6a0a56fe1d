"""Runs a pool of worker processes that make kits, and yields each kit as it is finished.

A worker that dies or hangs is replaced. The job it was working on is tried once more, first in the new worker, and
fails when that worker ends too; its other jobs go back to the queue. This module writes no files.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from hostkit.batch.watch import Watch
from hostkit.batch.work import Job
from hostkit.batch.worker import Answer, FailedKit, Task, serve
from hostkit.core.errors import NOWHERE, HostkitError, Problem
from hostkit.core.interruption import blocked, held
from hostkit.guides.guide import Guide

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

KITS_A_PROCESS = 50
"""Kits for each worker: making this many takes longer than starting a worker."""

LONGEST_CHUNK = 16
"""The largest number of jobs sent to a worker at once; it is small to share the last jobs evenly."""

_STILLBORN = 3
"""The number of consecutive workers that may end before they are ready; after that the run is given up."""


class _Process:
    """One worker process, as the main process sees it.

    ``in_hand`` holds the numbers of jobs sent and not yet answered, ``guides`` the files of guides already sent,
    ``guide`` the guide of the last jobs sent, and ``alone`` the number of a job to retry before all others.
    """

    process: BaseProcess

    def __init__(self, pipe: Connection, alone: int | None) -> None:
        self.pipe, self.alone = pipe, alone
        self.is_ready = False
        self.in_hand: deque[int] = deque()
        self.guides: set[Path] = set()
        self.guide: Path | None = None

    def give(self, path: Path, guide: Guide, jobs: Sequence[tuple[int, Job]]) -> None:
        """Send jobs of one guide to the worker. A dead worker is not noticed here, but when its answers are read."""
        self.in_hand.extend(number for number, _ in jobs)
        self.guide = path
        task: Task = (path, None if path in self.guides else guide, jobs)
        self.guides.add(path)
        with suppress(OSError):
            self.pipe.send(task)

    def end(self) -> None:
        """Kill the worker, wait until it has ended, and close the pipe."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """A context manager that holds the workers of a run and kills them at the end.

    ``count`` is the largest number of workers, ``seconds`` the longest time that one kit may take, and
    ``close_inherited`` closes what a forked worker inherits and must not keep open.
    """

    def __init__(
        self,
        jobs: Sequence[Job],
        guides: Mapping[Path, Guide],
        count: int,
        seconds: float,
        close_inherited: Sequence[Callable[[], None]] = (),
    ) -> None:
        self._jobs, self._guides, self._seconds = jobs, guides, seconds
        self._close_inherited = close_inherited
        self._count = min(count, len(jobs))
        self._chunk = max(1, min(LONGEST_CHUNK, len(jobs) // (4 * count)))
        self._waiting: dict[Path, deque[int]] = {}
        for number in range(len(jobs)):
            self._put_back(number)
        self._tried: set[int] = set()
        self._stillborn = 0
        self._processes: list[_Process] = []
        self._watch = Watch(seconds)

    def __enter__(self) -> Pool:
        try:
            for _ in range(self._count):
                self._start()
            self._watch.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *raised: object) -> None:
        self._watch.stop()
        for process in self._processes:
            process.end()

    def answers(self) -> Iterator[Answer]:
        """Yield one answer for each job, in the order in which the jobs are finished.

        Raises HostkitError when no worker can be started.
        """
        left = len(self._jobs)
        while left:
            with self._watch.listening():
                ready = wait([process.pipe for process in self._processes])
            heard = [process for process in self._processes if process.pipe in ready]
            answers = [answer for process in heard if (answer := self._take(process))]
            yield from answers
            left -= len(answers)

    def _take(self, process: _Process) -> Answer | None:
        """Receive the message of a worker, or notice that it has ended; return its answer, if it gave one."""
        message: Answer | str | None = None
        with self._watch.listening(), suppress(EOFError, OSError):
            message = process.pipe.recv()
        if message is None:
            return self._lost(process)
        if isinstance(message, str):
            process.is_ready = True
        else:
            self._stillborn = 0
            process.in_hand.remove(message.number)
        # The worker gets its next jobs before its answer is used, to keep it busy.
        if not process.in_hand:
            self._feed(process)
        if process.in_hand:
            self._watch.ask(process.process)
        else:
            self._watch.rest(process.process)
        return None if isinstance(message, str) else message

    def _feed(self, process: _Process) -> None:
        """Send a worker more jobs of the guide it had last, or of the guide with the most jobs left."""
        if process.alone is not None:
            numbers, process.alone = [process.alone], None
        else:
            numbers = self._next_of(process.guide)
        if numbers:
            path = self._jobs[numbers[0]].guide
            process.give(path, self._guides[path], [(number, self._jobs[number]) for number in numbers])

    def _next_of(self, guide: Path | None) -> list[int]:
        if not self._waiting:
            return []
        if guide is None or guide not in self._waiting:
            guide = max(self._waiting, key=lambda path: len(self._waiting[path]))
        queue = self._waiting[guide]
        numbers = [queue.popleft() for _ in range(min(self._chunk, len(queue)))]
        if not queue:
            del self._waiting[guide]
        return numbers

    def _put_back(self, number: int) -> None:
        self._waiting.setdefault(self._jobs[number].guide, deque()).append(number)

    def _lost(self, process: _Process) -> Answer | None:
        """Replace a worker that has ended; return a FailedKit when its current job has now failed twice, else None."""
        self._processes.remove(process)
        self._watch.rest(process.process)
        process.end()
        suspect = process.in_hand.popleft() if process.in_hand else process.alone
        for number in process.in_hand:
            self._put_back(number)
        self._stillborn = 0 if process.is_ready else self._stillborn + 1
        if self._stillborn >= _STILLBORN:
            raise _not_started(
                f"no process that makes kits could be started ({self._how(process)}).",
                "Start again with --workers 1.",
            )
        given_up = suspect is not None and process.is_ready and suspect in self._tried
        if suspect is not None and process.is_ready:
            self._tried.add(suspect)
        if self._waiting or not given_up:
            self._start(None if given_up else suspect)
        return FailedKit(suspect, (self._why(process),)) if given_up and suspect is not None else None

    def _why(self, process: _Process) -> Problem:
        if process.process in self._watch.killed:
            what = f"this kit took longer than {self._seconds:g} seconds, twice."
            return Problem("kit-too-slow", NOWHERE, what, values={"seconds": self._seconds})
        what = f"the process that made this kit ended, twice ({self._how(process)})."
        return Problem("kit-process-ended", NOWHERE, what)

    def _how(self, process: _Process) -> str:
        code = process.process.exitcode
        if code is None or code >= 0:
            return f"exit code {code}"
        with suppress(ValueError):
            return signal.Signals(-code).name
        return f"signal {-code}"

    def _start(self, alone: int | None = None) -> None:
        context = _context()
        near, far = context.Pipe()
        started = _Process(near, alone)
        # A forked process inherits all open files of this one; a spawned process inherits none.
        forked = context.get_start_method() == "fork"
        pipes = [process.pipe.close for process in (*self._processes, started)]
        close_inherited = [*self._close_inherited, *pipes] if forked else []
        started.process = context.Process(target=serve, args=(far, close_inherited), daemon=True)
        try:
            with held(), blocked():
                started.process.start()
                self._processes.append(started)
        except OSError as error:
            near.close()
            reason = (error.strerror or "no reason given").lower()
            raise _not_started(
                f"the system starts no more processes ({reason}).",
                "Close other programs, or use --workers 1.",
            ) from error
        finally:
            far.close()
        self._watch.ask(started.process)


def _not_started(what: str, remedy: str) -> HostkitError:
    return HostkitError(Problem("process-not-started", NOWHERE, what, remedy, {"option": "workers"}))


def how_many(kits: int) -> int:
    """Return the number of workers for this many kits: one per ``KITS_A_PROCESS`` kits, at most one per processor."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, -(-kits // KITS_A_PROCESS)))


def starts_by_fork() -> bool:
    """Tell whether workers are forked, which is fast: only on Linux, and when no other thread may hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def _context() -> ForkContext | SpawnContext:
    return get_context("fork") if starts_by_fork() else get_context("spawn")
