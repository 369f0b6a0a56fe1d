"""Handles SIGINT, SIGTERM and SIGHUP: each ends the command cleanly, but is held back while files are moved."""

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
    """A signal that ends the command arrived."""


class _Arrivals:
    """The state of the signal handling.

    ``first`` is the number of the first signal that arrived, or None; ``waiting`` is true if a signal is held back;
    ``holds`` is the number of open ``held`` blocks.
    """

    def __init__(self) -> None:
        self.first: int | None = None
        self.waiting = False
        self.holds = 0

    def arrive(self, number: int, _: FrameType | None) -> None:
        """Handle a signal: raise Interrupted, or record it to be raised later if signals are held."""
        if self.first is None:
            self.first = number
        if self.holds:
            self.waiting = True
        else:
            raise Interrupted

    def release(self) -> None:
        """Raise Interrupted if the last open ``held`` block has ended and a signal is waiting."""
        if self.waiting and not self.holds:
            self.waiting = False
            raise Interrupted


_arrivals = _Arrivals()


@contextmanager
def listening() -> Iterator[None]:
    """Inside the block, make each of ``SIGNALS`` raise Interrupted in the main thread.

    A signal that the parent process set to be ignored, as nohup does, stays ignored.
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
    """Hold the signals back until the block ends. In any other thread than the main one this does nothing."""
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
    """Tell whether a signal that ends the command has arrived."""
    return _arrivals.first is not None


def exit_code() -> int:
    """Return the exit code of an interrupted command: 128 plus the signal's number."""
    return 128 + (_arrivals.first or signal.SIGINT)


def ignored_by_worker() -> None:
    """Set a worker process to ignore all of ``SIGNALS`` except SIGTERM, which ends it without a message."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


@contextmanager
def blocked() -> Iterator[None]:
    """Block the signals in this thread, and in processes started inside the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
