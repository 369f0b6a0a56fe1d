"""How far a batch is: a bar on a terminal, now and then a line elsewhere. On stderr; stdout is for results."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from time import monotonic
from types import TracebackType
from typing import Protocol

import typer

_EVERY_SECONDS = 5.0
"""Lines of a run that takes long, so that whoever reads a log sees it live; a short one has none."""

_DRAWN_SECONDS = 0.1


class Progress(AbstractContextManager["Progress"], Protocol):
    """What is told how far a batch is."""

    def step(self, *, failed: bool) -> None:
        """Note that an event is done."""


def progress(total: int) -> Progress:
    """Return what suits the place where stderr goes."""
    return Bar(total) if sys.stderr.isatty() else Lines(total)


class Lines:
    """A line every few seconds."""

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
        """Note that an event is done; print a line when the last one was some time ago."""
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
    """A bar with done, left, failed and the time left, drawn without a thread of its own: processes are forked."""

    def __init__(self, total: int) -> None:
        # Why here: rich takes as long to load as half a kit takes to make.
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
        """Note that an event is done; draw the bar anew now and then."""
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
    """Return a length of time in its two largest units."""
    whole = max(1, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {whole % 60} s" if minutes else f"{whole} s"
