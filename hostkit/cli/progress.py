"""Shows the progress of a batch on stderr: as a bar on a terminal, otherwise as a line every few seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from time import monotonic
from types import TracebackType
from typing import Protocol

import typer

_EVERY_SECONDS = 5.0
"""The time between two lines in a log; a shorter run prints none."""

_DRAWN_SECONDS = 0.1


class Progress(AbstractContextManager["Progress"], Protocol):
    """A display of progress, as a context manager."""

    def step(self, *, failed: bool) -> None:
        """Count one finished event."""


def progress(total: int) -> Progress:
    """Return a display for ``total`` events: a bar when stderr is a terminal, else lines."""
    return Bar(total) if sys.stderr.isatty() else Lines(total)


class Lines:
    """Prints a line with the progress every few seconds."""

    def __init__(self, total: int, clock: Callable[[], float] = monotonic) -> None:
        self._total, self._clock = total, clock
        self._done = self._failed = 0
        self._begin = self._last = clock()

    def __enter__(self) -> Lines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def step(self, *, failed: bool) -> None:
        """Count one finished event, and print a line if five seconds have passed since the last one."""
        self._done += 1
        self._failed += failed
        now = self._clock()
        if now - self._last >= _EVERY_SECONDS and self._done < self._total:
            self._last = now
            left = self._total - self._done
            seconds = (now - self._begin) / self._done * left
            typer.echo(
                f"{self._done} of {self._total} events done, {self._failed} failed, {left} left, "
                f"about {in_words(seconds)} to go",
                err=True,
            )


class Bar:
    """Draws a progress bar with the events done, left and failed and the time left.

    It starts no thread, because workers are forked only from a process without other threads.
    """

    def __init__(self, total: int) -> None:
        # Imported here because loading rich takes half as long as making a kit.
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("{task.completed} done"),
            BarColumn(),
            TextColumn("{task.fields[left]} left, {task.fields[failed]} failed,"),
            TimeRemainingColumn(),
            TextColumn("to go"),
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
        )
        self._total, self._done, self._failed = total, 0, 0
        self._task = self._bar.add_task("", total=total, left=total, failed=0)
        self._drawn = 0.0

    def __enter__(self) -> Bar:
        self._bar.start()
        self._bar.refresh()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def step(self, *, failed: bool) -> None:
        """Count one finished event, and redraw the bar at most ten times a second."""
        self._done += 1
        self._failed += failed
        now = monotonic()
        if now - self._drawn < _DRAWN_SECONDS and self._done < self._total:
            return
        self._drawn = now
        self._bar.update(
            self._task, completed=self._done, left=self._total - self._done, failed=self._failed, refresh=True
        )


def in_words(seconds: float) -> str:
    """Return a duration in words, in its two largest units, as in "2 min 5 s"."""
    whole = max(1, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {whole % 60} s" if minutes else f"{whole} s"
