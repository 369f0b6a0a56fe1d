"""Ctrl-C, SIGTERM and hangup: each ends the command in order, and waits while files take their places."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that end a command; Windows has no SIGHUP."""

_DEFAULTS = (signal.SIG_DFL, signal.default_int_handler)


class Interrupted(KeyboardInterrupt):
    """A signal arrived that ends the command."""


class _Arrivals:
    """The first signal that arrived, and how many blocks keep it waiting."""

    def __init__(self) -> None:
        self.first: int | None = None
        self.waiting = False
        self.holds = 0

    def arrive(self, number: int, _: FrameType | None) -> None:
        """Raise Interrupted, or note that it is to be raised later."""
        if self.first is None:
            self.first = number
        if self.holds:
            self.waiting = True
        else:
            raise Interrupted

    def release(self) -> None:
        """Raise Interrupted if a signal arrived while it was held."""
        if self.waiting and not self.holds:
            self.waiting = False
            raise Interrupted


_arrivals = _Arrivals()


@contextmanager
def listening() -> Iterator[None]:
    """Inside the block, let each of the signals raise Interrupted in the main thread.

    A signal that the parent process lets be ignored, as nohup does, stays ignored.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _arrivals.__init__()  # type: ignore[misc]
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        for number, handler in before.items():
            if handler in _DEFAULTS:
                signal.signal(number, _arrivals.arrive)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def held() -> Iterator[None]:
    """Let the signals wait until the block ends. A block in another thread is never interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _arrivals.holds += 1
    try:
        yield
    finally:
        _arrivals.holds -= 1
        _arrivals.release()


def arrived() -> bool:
    """Tell whether a signal arrived that ends the command."""
    return _arrivals.first is not None


def exit_code() -> int:
    """Return the exit code of a command that was interrupted: 128 and the signal's number."""
    return 128 + (_arrivals.first or signal.SIGINT)


def ignored_by_worker() -> None:
    """Let a process that makes kits hear of none of the signals but SIGTERM, which ends it without a word."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


@contextmanager
def blocked() -> Iterator[None]:
    """Let the system keep the signals from this thread and from processes started in the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
