"""Shows the progress of a batch on stderr: as a bar on a terminal, otherwise as a line every few seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import typer

_EVERY_SECONDS = 5.0
"""The time between two lines in a log; a shorter run prints none."""

_DRAWN_SECONDS = 0.1
"""The time between two drawings of the bar."""


class StepCount:
    """Counts finished events, and calls ``show`` at the end and at most every ``every`` seconds before.

    ``show`` receives this object and the seconds since the beginning.
    """

    def __init__(
        self,
        total: int,
        every: float,
        show: Callable[[StepCount, float], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.total, self.done, self.failed = total, 0, 0
        self._every, self._show, self._clock = every, show, clock
        self._begin = self._last = clock()

    @property
    def left(self) -> int:
        """The number of events that are not finished."""
        return self.total - self.done

    def step(self, *, failed: bool) -> None:
        """Count one finished event."""
        self.done += 1
        self.failed += failed
        now = self._clock()
        if now - self._last >= self._every or not self.left:
            self._last = now
            self._show(self, now - self._begin)


@contextmanager
def progress(total: int) -> Iterator[StepCount]:
    """Return a context that shows the progress of ``total`` events: as a bar when stderr is a terminal, else as lines.

    The bar starts no thread, because workers are forked only from a process without other threads.
    """
    if not sys.stderr.isatty():
        yield lines(total)
        return
    # Imported here because loading rich takes half as long as making a kit.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.completed} done"),
        BarColumn(),
        TextColumn("{task.fields[left]} left, {task.fields[failed]} failed,"),
        TimeRemainingColumn(),
        TextColumn("to go"),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=total, left=total, failed=0)
        bar.refresh()

        def draw(count: StepCount, _: float) -> None:
            bar.update(task, completed=count.done, left=count.left, failed=count.failed, refresh=True)

        yield StepCount(total, _DRAWN_SECONDS, draw)


def lines(total: int, clock: Callable[[], float] = monotonic) -> StepCount:
    """Return a count that prints a line every five seconds, but none at the end."""

    def say(count: StepCount, seconds: float) -> None:
        if count.left:
            typer.echo(
                f"{count.done} of {total} events done, {count.failed} failed, {count.left} left, "
                f"about {in_words(seconds / count.done * count.left)} to go",
                err=True,
            )

    return StepCount(total, _EVERY_SECONDS, say, clock)


def in_words(seconds: float) -> str:
    """Return a duration in words, in its two largest units, as in "2 min 5 s"."""
    whole = max(1, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {whole % 60} s" if minutes else f"{whole} s"
