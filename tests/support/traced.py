"""Commands that are ended by a signal before or after one of their file operations, each in a process of its own.

An operation is a call of this process that changes a folder or a file: ``traced`` lists those of one command. A process
that has loaded hostkit is forked for each command, so a command takes no longer than its own work (not on Windows).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from pathlib import Path
from typing import Any, NamedTuple

from hostkit.cli.app import run

CHANGES = ("mkdir", "write", "fsync", "close", "link", "rename", "replace", "unlink", "rmdir", "ftruncate")
"""Calls that change what is on the disk; ``open`` counts too when it makes a file."""

SIGNALS = tuple(getattr(signal, name) for name in ("SIGKILL", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Moment(NamedTuple):
    """When a signal comes: before or after the operation of this number, from 0."""

    operation: int
    after: bool
    signal: int


class Ended(NamedTuple):
    """How a command ended: its exit code or the negative number of a signal, what it said, and its operations."""

    code: int
    said: str
    operations: list[str]


def traced(command: Sequence[str], folder: Path, moment: Moment | None = None) -> Ended:
    """Run a command in a folder and let a signal come at a moment, if any."""
    said, listed = folder.parent / "said", folder.parent / "operations"
    child = os.fork()
    if child == 0:
        _run(command, folder, moment, said, listed)
    _, status = os.waitpid(child, 0)
    return Ended(os.waitstatus_to_exitcode(status), said.read_text(), listed.read_text().splitlines())


def moments(operations: int, signals: Sequence[int] = SIGNALS) -> Iterator[Moment]:
    """Yield every moment of a command with so many operations."""
    for number in range(operations):
        for after in (False, True):
            for each in signals:
                yield Moment(number, after, each)


def _run(command: Sequence[str], folder: Path, moment: Moment | None, said: Path, listed: Path) -> None:
    """Run a command in this process, which then ends."""
    for number in SIGNALS[1:]:
        # Whoever started the tests with nohup lets hangups be ignored.
        signal.signal(number, signal.SIG_DFL)
    handle = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
    sys.argv = ["hostkit", *command]
    code = 0
    try:
        with chdir(folder), listed.open("w", buffering=1) as log:
            _watch(moment, folder, lambda line: log.write(f"{line}\n"))
            run()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except BaseException as error:
        sys.stderr.write(f"Traceback: {error!r}\n")
        code = 70
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.kill(os.getpid(), signal.SIGKILL) if code < 0 else os._exit(code)


def _watch(moment: Moment | None, folder: Path, note: Callable[[str], object]) -> None:
    """Wrap the calls of this process; those of its children are their own."""
    owner, count = os.getpid(), 0
    ours: set[int] = set()
    real_open = os.open

    def wrapped(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal count
            counts = os.getpid() == owner and _changes(name, arguments, ours)
            number = count
            if counts:
                count += 1
                note(f"{name} {arguments[0]}")
                _signal(moment, number, after=False)
            try:
                result = real(*arguments, **named)
                if counts and name == "open":
                    ours.add(result)
                return result
            finally:
                if name == "close":
                    ours.discard(arguments[0])
                if counts:
                    _signal(moment, number, after=True)

        return call

    for name in CHANGES:
        setattr(os, name, wrapped(name, getattr(os, name)))
    os.open = wrapped("open", real_open)


def _changes(name: str, arguments: Sequence[Any], ours: set[int]) -> bool:
    """Tell whether a call is an operation: of an open file only where it was opened for writing."""
    if name == "open":
        return bool(arguments[1] & os.O_CREAT)
    return not isinstance(arguments[0], int) or arguments[0] in ours


def _signal(moment: Moment | None, number: int, *, after: bool) -> None:
    if moment is not None and (moment.operation, moment.after) == (number, after):
        os.kill(os.getpid(), moment.signal)
