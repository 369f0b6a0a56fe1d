"""How long a kit may take, and a thread that ends processes which take longer. Only waiting counts as time.

A thread of its own, because a process may stop in the middle of a message, and whoever reads that waits for its end.
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
"""How long one kit may take; one takes a fraction of a second, so this is for what never ends."""


def kit_seconds() -> float:
    """Return how long one kit may take. Raises HostkitError when the environment says what is no number."""
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
    """Kills each process that has been asked for something and says nothing for so many ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._asked: dict[BaseProcess, float] = {}
        self._killed: set[BaseProcess] = set()
        self._lock = threading.Lock()
        self._listening = False
        self._turned_away = monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to look. Processes that are made by fork must be there by now."""
        self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def ask(self, process: BaseProcess) -> None:
        """Note that a process owes an answer from now on."""
        with self._lock:
            self._asked[process] = monotonic()

    def rest(self, process: BaseProcess) -> None:
        """Note that a process owes nothing."""
        with self._lock:
            self._asked.pop(process, None)

    def killed(self, process: BaseProcess) -> bool:
        """Tell whether a process was ended from here."""
        return process in self._killed

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While inside, processes are heard; the time before, when they were not, does not count against them."""
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
                self._killed.update(late)
                for process in late:
                    process.kill()
