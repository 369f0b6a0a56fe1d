"""What a process of its own does: jobs in by a pipe, finished kits out by the same pipe. Writes nothing to a disk.

Messages in: the guide's file, the guide itself where this process has not had it yet, and jobs with their numbers; none
is the end. Messages out: ``READY`` once, then for each job, in order, a ``Finished`` or a ``Refused``.
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
    """A kit: its files by name, the line that says what it is, what is to be said of it."""

    number: int
    files: Mapping[str, bytes]
    line: bytes
    warnings: tuple[str, ...]
    left_blank: tuple[str, ...]


class FailedKit(NamedTuple):
    """A job that cannot be made, and why."""

    number: int
    problems: tuple[Problem, ...]


Answer: TypeAlias = FinishedKit | FailedKit
Task: TypeAlias = tuple[Path, Guide | None, Sequence[tuple[int, Job]]]


class Inherited(Protocol):
    """Something that a forked process has from its parent and must let go of."""

    def forget(self) -> None:
        """Let go of it; the parent keeps it."""


def serve(pipe: Connection, inherited: Sequence[Inherited] = ()) -> None:
    """Make kits until the pipe ends: whoever is at its other end is done, or dead."""
    # Ctrl-C and hangup go to all processes of a terminal; the one that writes ends the others.
    ignored_by_worker()
    for each in inherited:
        each.forget()
    # The command line turns it off, since one build is over soon. Looking for cycles seldom saves a twentieth of the
    # time; making a template leaves some, making a kit few.
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
    """Make one kit, or say why it cannot be made. Nothing that goes wrong here ends the process."""
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
