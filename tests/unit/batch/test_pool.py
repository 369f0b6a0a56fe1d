"""The pool: one answer for each job, whatever becomes of the processes, and none of them left in the end."""

from __future__ import annotations

import os
import signal
import struct
from collections import Counter
from collections.abc import Sequence
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from hostkit.batch import pool as module
from hostkit.batch.pool import Pool
from hostkit.batch.work import Job
from hostkit.batch.worker import READY, Answer, FailedKit, FinishedKit
from hostkit.core.errors import HostkitError
from tests.support.guides import event, male_allies

from .makers import asked, guides, needs_fork, stand_in

pytestmark = needs_fork
PATIENCE = 60.0


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path)


def answers(jobs: Sequence[Job], count: int = 2, seconds: float = PATIENCE) -> dict[int, Answer]:
    """Return the answers by their jobs; each has exactly one, and no process is left."""
    topics = {job.guide.stem for job in jobs}
    with Pool(jobs, guides(*topics), count, seconds) as pool:
        given = list(pool.answers())
    assert sorted(answer.number for answer in given) == list(range(len(jobs)))
    assert active_children() == []
    return {answer.number: answer for answer in given}


def finished(found: dict[int, Answer]) -> list[int]:
    return [number for number, answer in sorted(found.items()) if isinstance(answer, FinishedKit)]


def why(answer: Answer) -> str:
    assert isinstance(answer, FailedKit)
    return "\n".join(map(str, answer.problems))


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("jobs", [1, 2, 50])
def test_every_job_is_answered_once(jobs: int, count: int) -> None:
    found = answers([asked(number, topic="abc"[number % 3]) for number in range(jobs)], count)
    assert finished(found) == list(range(jobs))
    for number, answer in found.items():
        assert isinstance(answer, FinishedKit)
        assert f"{'abc'[number % 3]} {number + 1}".encode() in answer.files["host-sheet.pdf"]


def test_no_more_processes_are_started_than_there_are_jobs() -> None:
    with Pool([asked(0)], guides("a"), 5, PATIENCE) as pool:
        assert len(active_children()) == 1
        list(pool.answers())


def test_what_cannot_be_made_is_refused_and_the_rest_is_made() -> None:
    found = answers([asked(0), asked(1, "refuse"), asked(2, "fail"), asked(3)])
    assert finished(found) == [0, 3]
    assert why(found[1]) == "this does not fit."
    assert why(found[2]) == "hostkit failed inside (ValueError: inside). Please report this."


@pytest.mark.parametrize("act", ["die", "end"])
@pytest.mark.parametrize("count", [1, 2])
def test_a_process_that_dies_once_costs_nothing(act: str, count: int) -> None:
    jobs = [asked(number, f"{act} once" if number % 5 == 2 else "") for number in range(20)]
    assert finished(answers(jobs, count)) == list(range(20))


@pytest.mark.parametrize(("act", "how"), [("die", "SIGKILL"), ("end", "exit code 3")])
@pytest.mark.parametrize("count", [1, 2])
def test_a_job_that_kills_its_process_twice_costs_itself_alone(act: str, how: str, count: int) -> None:
    jobs = [asked(number, act if number in (0, 7, 19) else "") for number in range(20)]
    found = answers(jobs, count)
    assert finished(found) == [number for number in range(20) if number not in (0, 7, 19)]
    assert why(found[7]) == f"the process that made this kit ended, twice ({how})."


@pytest.mark.parametrize("act", ["hang", "stop"])
def test_a_process_that_hangs_is_ended(act: str) -> None:
    jobs = [asked(number, {3: act, 4: f"{act} once"}.get(number, "")) for number in range(8)]
    found = answers(jobs, seconds=0.6)
    assert finished(found) == [0, 1, 2, 4, 5, 6, 7]
    assert why(found[3]) == "this kit took longer than 0.6 seconds, twice."


def _half_a_message(pipe: Connection, inherited: object) -> None:
    pipe.send(READY)
    pipe.recv()
    os.write(pipe.fileno(), struct.pack("!i", 1000) + b"not a thousand bytes")
    signal.pause()


def test_a_process_that_hangs_half_way_through_a_message_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "serve", _half_a_message)
    found = answers([asked(0)], seconds=0.6)
    assert why(found[0]) == "this kit took longer than 0.6 seconds, twice."


def test_processes_that_never_begin_are_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "serve", lambda pipe, inherited: None)
    with pytest.raises(HostkitError, match=r"no process that makes kits could be started \(exit code 0\)"):
        answers([asked(number) for number in range(5)])
    assert active_children() == []


def test_a_system_that_starts_no_process_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(get_context("fork").Process, "start", refused)
    with pytest.raises(HostkitError, match=r"starts no more processes \(resource temporarily unavailable\)"):
        answers([asked(0)])


def test_an_interruption_leaves_no_process() -> None:
    jobs = [asked(number, "hang" if number else "") for number in range(3)]

    def interrupted() -> None:
        with Pool(jobs, guides("a"), 2, PATIENCE) as pool:
            next(pool.answers())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert active_children() == []


def test_a_process_keeps_to_a_guide_and_gets_it_once() -> None:
    """What the kits of a guide have in common is made once a process, for as long as the guide is the same one."""
    jobs = [asked(number, "who", topic="abcdef"[number % 6]) for number in range(120)]
    said = [
        answer.records[0].warnings[0].split()
        for answer in answers(jobs, 2).values()
        if isinstance(answer, FinishedKit)
    ]
    identities: dict[tuple[str, str], set[str]] = {}
    for process, identity, topic in said:
        identities.setdefault((process, topic), set()).add(identity)
    assert all(len(found) == 1 for found in identities.values())
    processes = Counter(topic for _, topic in identities)
    assert sum(processes.values()) <= 6 + 2, (
        "each guide in one process, but for the last ones, which are shared"
    )


def test_a_process_started_anew_does_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where fork is not safe, on a Mac or on Windows: nothing is inherited, everything goes by the pipe."""
    monkeypatch.undo()
    monkeypatch.setattr(module, "_context", lambda: get_context("spawn"))
    job = asked(0)._replace(event=event())
    with Pool([job], {job.guide: male_allies()}, 1, PATIENCE) as pool:
        (answer,) = pool.answers()
    assert isinstance(answer, FinishedKit)
    assert answer.files["host-sheet.pdf"].startswith(b"%PDF-1.7")
    assert active_children() == []
