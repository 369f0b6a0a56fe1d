"""An old kit, a new one, and calls to the system that fail when they are told to."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

OLD = {"host-sheet.pdf": b"old host sheet", "print-plan.txt": b"old plan, hostkit 0.0\n"}
NEW = {
    "host-sheet.pdf": b"new host sheet" * 5000,
    "question-cards.pdf": b"cards",
    "print-plan.txt": b"new plan",
}

Failure = Callable[..., Any]


def ours(path: Path) -> bool:
    return True


def state(folder: Path) -> dict[str, tuple[bytes, int, int, float]]:
    """Return what stands in a folder: bytes, file number, mode and time, dot-files included."""
    return {
        path.name: (
            path.read_bytes(),
            path.stat().st_ino,
            path.stat().st_mode,
            path.stat().st_mtime,
        )
        for path in folder.iterdir()
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def failing(call: Callable[..., Any], turn: int, error: BaseException) -> Failure:
    """Return a function that fails at its turn (counted from 0) and else does what the call does."""
    count = 0

    def wrapped(*arguments: Any, **named: Any) -> Any:
        nonlocal count
        count += 1
        if count == turn + 1:
            raise error
        return call(*arguments, **named)

    return wrapped


def no_space() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")
