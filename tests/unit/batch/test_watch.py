"""The watch: who owes an answer for too long is ended; time in which nobody listened does not count."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from hostkit.batch import watch as module
from hostkit.batch.watch import Watch


class Clock:
    """A clock that stands until it is moved, and a process that notes when it was ended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(module, "monotonic", lambda: self.now)


class Process:
    def __init__(self) -> None:
        self.ended = threading.Event()

    def kill(self) -> None:
        self.ended.set()


def look(watch: Watch) -> None:
    """Let the watch look around once, in this thread."""
    watch._over = Once()  # type: ignore[assignment]
    watch._look()


class Once:
    """Stands for the event that ends the watch: not at the first look, but at the second."""

    def __init__(self) -> None:
        self._looks = iter([False, True])

    def wait(self, seconds: float) -> bool:
        return next(self._looks)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def asked(clock: Clock) -> tuple[Watch, Any]:
    watch, process = Watch(10), Process()
    watch.ask(process)  # type: ignore[arg-type]
    return watch, process


@pytest.mark.parametrize(("seconds", "ended"), [(9.9, False), (10.1, True)])
def test_who_owes_an_answer_too_long_is_ended(clock: Clock, seconds: float, ended: bool) -> None:
    watch, process = asked(clock)
    with watch.listening():
        clock.now += seconds
        look(watch)
    assert process.ended.is_set() is ended
    assert (process in watch.killed) is ended


def test_who_owes_nothing_may_rest_for_ever(clock: Clock) -> None:
    watch, process = asked(clock)
    watch.rest(process)
    with watch.listening():
        clock.now += 1000
        look(watch)
    assert not process.ended.is_set()


def test_time_in_which_nobody_listened_does_not_count(clock: Clock) -> None:
    watch, process = asked(clock)
    for _ in range(5):
        with watch.listening():
            clock.now += 1.5
            look(watch)
        clock.now += 1000
        look(watch)
    assert not process.ended.is_set()
    with watch.listening():
        clock.now += 3
        look(watch)
    assert process.ended.is_set()


def test_each_answer_begins_the_time_anew(clock: Clock) -> None:
    watch, process = asked(clock)
    with watch.listening():
        for _ in range(5):
            clock.now += 8
            look(watch)
            watch.ask(process)
    assert not process.ended.is_set()


def test_it_starts_and_stops(clock: Clock) -> None:
    watch, process = asked(clock)
    watch.start()
    with watch.listening():
        clock.now += 1000
        assert process.ended.wait(10)
    watch.stop()
    assert not watch._thread.is_alive()


def test_a_watch_that_never_started_can_be_stopped() -> None:
    Watch(1).stop()
