"""The code of a worker process: receives jobs through a pipe, makes their kits and sends them back. Writes no files.

A message to the worker holds the path of a guide, the guide itself the first time, and jobs with their numbers. The
worker sends ``READY`` once and then, for each job in order, a ``FinishedKit`` or a ``FailedKit``. It ends when the
other end of the pipe is closed.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from hostkit.batch.records import blanks, pack
from hostkit.batch.work import Job
from hostkit.core.errors import NOWHERE, HostkitError, Problem
from hostkit.core.interruption import ignored_by_worker
from hostkit.guides.guide import Guide
from hostkit.kit import KitMaker

READY = "ready"


class FinishedKit(NamedTuple):
    """A finished kit: its job's number, its files by name, its line for the manifest, its warnings and its blanks."""

    number: int
    files: Mapping[str, bytes]
    line: bytes
    warnings: tuple[str, ...]
    left_blank: tuple[str, ...]


class FailedKit(NamedTuple):
    """The number of a job whose kit cannot be made, and the problems that prevent it."""

    number: int
    problems: tuple[Problem, ...]


Answer: TypeAlias = FinishedKit | FailedKit
Task: TypeAlias = tuple[Path, Guide | None, Sequence[tuple[int, Job]]]


class Inherited(Protocol):
    """An open resource that a forked process inherits from its parent and must close."""

    def forget(self) -> None:
        """Close this process's copy; the parent's copy stays open."""


def serve(pipe: Connection, inherited: Sequence[Inherited] = ()) -> None:
    """Make kits and send them back until the other end of the pipe is closed.

    ``inherited`` holds the resources to close in a forked process.
    """
    # Ctrl-C and hangup reach all processes of a terminal; the main process ends the workers itself.
    ignored_by_worker()
    for each in inherited:
        each.forget()
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
    except HostkitError as error:
        return FailedKit(number, error.problems)
    except Exception as error:
        what = f"hostkit failed inside ({type(error).__name__}: {error})."
        return FailedKit(number, (Problem("kit-failed-inside", NOWHERE, what, "Please report this."),))
    sums = {name: sha256(data).hexdigest() for name, data in kit.files.items()}
    return FinishedKit(
        number,
        dict(kit.files),
        pack(job.id, job.inputs, kit, sums),
        tuple(map(str, kit.warnings)),
        blanks(kit),
    )
