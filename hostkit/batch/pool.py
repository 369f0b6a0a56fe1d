"""Processes that make kits: jobs in, answers out as they come. What happens to a process costs no job but its own.

A process that dies or hangs is replaced. The job that it had in hand is tried once more, alone in the fresh process,
and given up when that one ends too; the others it had go back to the rest. Writes nothing to a disk.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from hostkit.batch.watch import Watch
from hostkit.batch.work import Job
from hostkit.batch.worker import Answer, FailedKit, Inherited, Task, serve
from hostkit.core.errors import NOWHERE, HostkitError, Problem
from hostkit.core.interruption import blocked, held
from hostkit.guides.guide import Guide

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

KITS_A_PROCESS = 50
"""Kits that a further process is started for: making them takes longer than starting one anew does."""

LONGEST_CHUNK = 16
"""Jobs that a process is given at once: few, so that the last ones are shared evenly."""

_STILLBORN = 3
"""Processes in a row that ended before they had begun: then something is wrong that trying again does not mend."""


class _Process:
    """One process with the jobs that it has been given and not answered yet, and the guides that it knows.

    ``alone`` is a job that it is to try before all others.
    """

    process: BaseProcess

    def __init__(self, pipe: Connection, alone: int | None) -> None:
        self.pipe, self.alone = pipe, alone
        self.is_ready = False
        self.in_hand: deque[int] = deque()
        self.guides: set[Path] = set()
        self.guide: Path | None = None

    def give(self, path: Path, guide: Guide, jobs: Sequence[tuple[int, Job]]) -> None:
        """Hand over jobs of one guide; when the process is dead, that is found out where it is heard."""
        self.in_hand.extend(number for number, _ in jobs)
        self.guide = path
        task: Task = (path, None if path in self.guides else guide, jobs)
        self.guides.add(path)
        with suppress(OSError):
            self.pipe.send(task)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def forget(self) -> None:
        """Let go of its pipe, in another process that was made by fork."""
        self.pipe.close()


class Pool:
    """``count`` processes for some jobs; one kit may take so many ``seconds``. A context: at its end all are gone.

    ``inherited`` is what a process made by fork must let go of.
    """

    def __init__(
        self,
        jobs: Sequence[Job],
        guides: Mapping[Path, Guide],
        count: int,
        seconds: float,
        inherited: Sequence[Inherited] = (),
    ) -> None:
        self._jobs, self._guides, self._seconds, self._inherited = jobs, guides, seconds, inherited
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
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._watch.stop()
        for process in self._processes:
            process.end()

    def answers(self) -> Iterator[Answer]:
        """Yield an answer for every job, in the order in which they are done.

        Raises HostkitError when no process can be started.
        """
        left = len(self._jobs)
        while left:
            for answer in self._heard():
                yield answer
                left -= 1

    def _heard(self) -> list[Answer]:
        """Wait until a process says something or ends; return what is known then."""
        by_pipe = {process.pipe: process for process in self._processes}
        with self._watch.listening():
            ready = wait(list(by_pipe))
        answers = []
        for pipe in ready:
            assert isinstance(pipe, Connection)
            if answer := self._take(by_pipe[pipe], self._message(pipe)):
                answers.append(answer)
        return answers

    def _message(self, pipe: Connection) -> Answer | str | None:
        """Return what a process says, None when it has ended."""
        with self._watch.listening(), suppress(EOFError, OSError):
            message: Answer | str = pipe.recv()
            return message
        return None

    def _take(self, process: _Process, message: Answer | str | None) -> Answer | None:
        if message is None:
            return self._lost(process)
        if isinstance(message, str):
            process.is_ready = True
        else:
            self._stillborn = 0
            process.in_hand.remove(message.number)
        # Fed before its answer is dealt with: it goes on meanwhile.
        if not process.in_hand:
            self._feed(process)
        if process.in_hand:
            self._watch.ask(process.process)
        else:
            self._watch.rest(process.process)
        return None if isinstance(message, str) else message

    def _feed(self, process: _Process) -> None:
        """Give a process its next jobs: of the guide it has been at, else of the one with the most left."""
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
        """Replace a process that ended; return an answer when the job that it had in hand is given up."""
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
        if self._watch.killed(process.process):
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
        # Made by fork, a process has all that this one has; else it starts anew and has nothing.
        forked = context.get_start_method() == "fork"
        inherited = [*self._inherited, *self._processes, started] if forked else []
        started.process = context.Process(target=serve, args=(far, inherited), daemon=True)
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
    """Return how many processes make so many kits: one for each processor, and at most one for ``KITS_A_PROCESS``."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, -(-kits // KITS_A_PROCESS)))


def starts_by_fork() -> bool:
    """Tell whether a process can be made by fork, which is quick: not where other threads may hold locks."""
    return sys.platform == "linux" and threading.active_count() == 1


def _context() -> ForkContext | SpawnContext:
    return get_context("fork") if starts_by_fork() else get_context("spawn")
