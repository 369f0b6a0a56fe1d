"""One process at a time in a folder: a lock that the system takes back when its process ends, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from hostkit.core.errors import OutputError
from hostkit.files.failure import explain

NAME = ".hostkit.lock"
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


class FolderLock:
    """A folder that this process alone writes to, until it lets go."""

    def __init__(self, handle: int, path: Path) -> None:
        self._handle = handle
        self._path = path

    def forget(self) -> None:
        """Let go of it in a child of the process that has it, which goes on holding it."""
        os.close(self._handle)

    def release(self) -> None:
        """Let others in."""
        # Taken away while it is held: whoever opened it before finds out that it is no longer there.
        with suppress(OSError):
            self._path.unlink()
        os.close(self._handle)
        if os.name == "nt":
            # An open file cannot be taken away there.
            with suppress(OSError):
                self._path.unlink()


def lock_folder(folder: Path) -> FolderLock:
    """Lock a folder, made when it is missing.

    Raises OutputError when another process has it, or when the disk refuses.
    """
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            handle = os.open(path, _FLAGS, 0o666)
            if not _locked(handle):
                os.close(handle)
                raise OutputError(
                    f"{folder}: another hostkit is at work in it. Wait until it has ended, or choose another folder."
                )
            if _is_still(handle, path):
                return FolderLock(handle, path)
            os.close(handle)
    except OSError as error:
        raise OutputError(explain(error, folder)) from error


def _is_still(handle: int, path: Path) -> bool:
    """Tell whether the file that was locked is the one that stands there: its last holder took it away."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
