"""Sets the time limit for one kit, and runs a thread that kills workers which exceed it.

Only time in which the main process waits for workers counts. A thread is needed because a worker may hang in the middle
of a message, which blocks the main process while it reads.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from time import monotonic

from hostkit.core.errors import NOWHERE, HostkitError, Problem
from hostkit.core.wording import quoted

SECONDS_VARIABLE = "HOSTKIT_KIT_SECONDS"
_SECONDS = 120.0
"""The default time limit for one kit. A kit takes a fraction of a second; the limit stops one that never ends."""


def kit_seconds() -> float:
    """Return the time limit for one kit in seconds, from ``HOSTKIT_KIT_SECONDS`` or the default.

    Raises HostkitError when the variable is not a positive number.
    """
    text = os.environ.get(SECONDS_VARIABLE)
    try:
        seconds = float(text) if text else _SECONDS
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        what = f"{SECONDS_VARIABLE} is {quoted(text or '')}."
        remedy, values = "Write a number of seconds, or leave it out.", {"variable": SECONDS_VARIABLE}
        raise HostkitError(Problem("seconds-not-a-number", NOWHERE, what, remedy, values))
    return seconds


class Watch:
    """Kills each process that owes an answer and sends nothing for ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._asked: dict[BaseProcess, float] = {}
        self.killed: set[BaseProcess] = set()
        """The processes that were killed."""
        self._lock = threading.Lock()
        self._listening = False
        self._turned_away = monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)

    def start(self) -> None:
        """Start the thread. Processes made by fork must be started before."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the thread."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def ask(self, process: BaseProcess) -> None:
        """Start the time limit of a process that now owes an answer."""
        with self._lock:
            self._asked[process] = monotonic()

    def rest(self, process: BaseProcess) -> None:
        """Stop the time limit of a process that owes no answer."""
        with self._lock:
            self._asked.pop(process, None)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Return a context in which the caller waits for messages; time outside it does not count toward the limit."""
        with self._lock:
            away = monotonic() - self._turned_away
            self._asked = {process: since + away for process, since in self._asked.items()}
            self._listening = True
        try:
            yield
        finally:
            with self._lock:
                self._listening = False
                self._turned_away = monotonic()

    def _look(self) -> None:
        while not self._over.wait(min(1.0, self._seconds / 4)):
            with self._lock:
                now = monotonic()
                late = [
                    p for p, since in self._asked.items() if self._listening and now - since > self._seconds
                ]
                self.killed.update(late)
                for process in late:
                    process.kill()
