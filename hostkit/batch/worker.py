"""The code of a worker process: receives jobs through a pipe, makes their kits and sends them back. Writes no files.

A message to the worker holds the path of a guide, the guide itself the first time, and jobs with their numbers. The
worker sends ``READY`` once and then, for each job in order, a ``FinishedKit`` or a ``FailedKit``. It ends when the
other end of the pipe is closed.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, TypeAlias

from hostkit.batch.records import Records, records_of
from hostkit.batch.season import evening_record
from hostkit.batch.work import Job
from hostkit.core.errors import NOWHERE, HostkitError, Problem
from hostkit.core.interruption import ignored_by_worker
from hostkit.guides.guide import Guide
from hostkit.kit import KitMaker

READY = "ready"


class FinishedKit(NamedTuple):
    """A finished kit: its job's number, its files by name, and their records."""

    number: int
    files: Mapping[str, bytes]
    records: Records


class FailedKit(NamedTuple):
    """The number of a job whose kit cannot be made, and the problems that prevent it."""

    number: int
    problems: tuple[Problem, ...]


Answer: TypeAlias = FinishedKit | FailedKit
Task: TypeAlias = tuple[Path, Guide | None, Sequence[tuple[int, Job]]]


def serve(pipe: Connection, close_inherited: Sequence[Callable[[], None]] = ()) -> None:
    """Make kits and send them back until the other end of the pipe is closed.

    ``close_inherited`` closes what a forked process has inherited; the parent's own copies stay open.
    """
    # Ctrl-C and hangup reach all processes of a terminal; the main process ends the workers itself.
    ignored_by_worker()
    for close in close_inherited:
        close()
    # The command line turns garbage collection off, because one build is short. Making a template leaves reference
    # cycles and making a kit leaves few; raising the thresholds saves a twentieth of the time.
    gc.enable()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    maker, guides = KitMaker(), dict[Path, Guide]()
    try:
        pipe.send(READY)
        for path, guide, jobs in _tasks(pipe):
            if guide is not None:
                guides[path] = guide
            for number, job in jobs:
                pipe.send(answer(maker, number, job, guides[path]))
    except (BrokenPipeError, ConnectionResetError):
        return


def _tasks(pipe: Connection) -> Iterator[Task]:
    while True:
        try:
            yield pipe.recv()
        except EOFError:
            return


def answer(maker: KitMaker, number: int, job: Job, guide: Guide) -> Answer:
    """Return the finished kit of a job, or the problems that prevent it. Raises nothing."""
    try:
        kit = maker.make(guide, job.event, job.options)
    except Exception as error:
        return FailedKit(number, problems_of(error))
    sums = {name: sha256(data).hexdigest() for name, data in kit.files.items()}
    evening = evening_record(job, guide)
    return FinishedKit(number, dict(kit.files), records_of(job.id, job.inputs, kit, sums, evening))


def problems_of(error: Exception) -> tuple[Problem, ...]:
    """Return the problems of an error; one that is no HostkitError is a fault of hostkit's, which the user reports."""
    if isinstance(error, HostkitError):
        return error.problems
    what = f"hostkit failed inside ({type(error).__name__}: {error})."
    return (Problem("kit-failed-inside", NOWHERE, what, "Please report this."),)
