"""Locks a folder for one process at a time, and turns errors of the disk into messages.

The system releases the lock when the process ends.
"""

from __future__ import annotations

import atexit
import errno
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TextIO

from hostkit.core.errors import OutputError, Position, Problem
from hostkit.core.interruption import held
from hostkit.files.ownership import PLAIN_FILE

NAME = ".hostkit.lock"
_FLAGS = os.O_RDWR | os.O_CREAT | PLAIN_FILE

_POLL_SECONDS = 0.02
"""Time between two attempts to take the lock: about as long as writing one kit takes."""


class FolderLock:
    """The lock of a folder, as a context manager; until it is released only this process may write to the folder.

    ``made`` holds the folders created for it, which are removed on release if they are empty.
    """

    def __init__(self, handle: int, path: Path, made: list[Path]) -> None:
        self._handle: int | None = handle
        self._path, self._made = path, made
        # A signal may end the process before it releases the lock.
        atexit.register(self.release)

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(self, *raised: object) -> None:
        self.release()

    def forget(self) -> None:
        """Close the lock file without removing it; in a forked process the parent still holds the lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def release(self) -> None:
        """Release the lock, and remove the folders that were created for it and are still empty."""
        if self._handle is None:
            return
        with held():
            # The file is removed before it is unlocked; a process that had opened it notices that it is gone.
            with suppress(OSError):
                self._path.unlink()
            self.forget()
            if os.name == "nt":
                # Windows does not remove an open file, so it is removed after it is closed.
                with suppress(OSError):
                    self._path.unlink()
            atexit.unregister(self.release)
            remove_empty(self._made)


def lock_folder(folder: Path, wait_seconds: float = 0.0) -> FolderLock:
    """Return the lock of a folder, which is created when it is missing.

    Raises OutputError when another process still holds the lock after ``wait_seconds``, and when the folder or the lock
    file cannot be created.
    """
    made: list[Path] = []
    lock: FolderLock | None = None
    until = time.monotonic() + wait_seconds
    try:
        while True:
            with held():
                make_folders(folder, made)
                lock = _try_lock(folder, made)
            if lock is not None:
                return lock
            if time.monotonic() >= until:
                raise output_error(
                    "folder-locked",
                    folder,
                    "another hostkit is at work in it.",
                    "Wait until it has ended, or choose another folder.",
                )
            time.sleep(_POLL_SECONDS)
    except BaseException as error:
        if lock is not None:
            lock.release()
        remove_empty(made)
        if isinstance(error, OSError):
            raise disk_error(error, folder) from error
        raise


def _try_lock(folder: Path, made: list[Path]) -> FolderLock | None:
    """Return the lock of a folder, or None when another process holds it. Raises OSError."""
    # Imported here because only commands that write need it.
    from filelock import lock_descriptor

    path = folder / NAME
    while True:
        if path.is_symlink():
            path.unlink()
        handle = os.open(path, _FLAGS, 0o666)
        try:
            if not lock_descriptor(handle, blocking=False):
                os.close(handle)
                return None
            if _is_still(handle, path):
                return FolderLock(handle, path, made)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_still(handle: int, path: Path) -> bool:
    """Tell whether the locked file is still the one at ``path``; the previous holder may have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def make_folders(folder: Path, made: list[Path]) -> None:
    """Create a folder and its missing parents, and append each folder created to ``made``. Raises OSError."""
    made += [path for path in (*reversed(folder.parents), folder) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)


def remove_empty(folders: list[Path]) -> None:
    """Remove those of these folders that are empty, beginning with the last."""
    for path in reversed(folders):
        with suppress(OSError):
            path.rmdir()


class DiskRefusal(NamedTuple):
    """The problem code, the reason and the remedy for one error number of the system."""

    code: str
    reason: str
    remedy: str


_OTHER_FOLDER = "Choose another folder."
_NO_RIGHT = DiskRefusal(
    "disk-no-permission",
    "you may not write there",
    "Close the file where it is open, or choose another folder.",
)
_FULL = "Free some space and try again."
_A_FILE = DiskRefusal("disk-not-a-folder", "a part of that path is a file, not a folder", _OTHER_FOLDER)
_REFUSALS = {
    errno.ENOSPC: DiskRefusal("disk-full", "the disk is full", _FULL),
    errno.EDQUOT: DiskRefusal("disk-quota-used", "your share of the disk is used up", _FULL),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: DiskRefusal("disk-read-only", "that disk can only be read", _OTHER_FOLDER),
    errno.ENOTDIR: _A_FILE,
    errno.EEXIST: _A_FILE,
    errno.ENAMETOOLONG: DiskRefusal(
        "disk-path-too-long", "the path is too long", "Choose a folder with a shorter name."
    ),
    errno.EIO: DiskRefusal("disk-fault", "the disk reports a fault", _OTHER_FOLDER),
}


def output_error(code: str, place: Path | str, what: str, remedy: str, **values: object) -> OutputError:
    """Return an OutputError about a file or a folder."""
    return OutputError(Problem(code, Position(str(place)), what, remedy, values))


def disk_error(error: OSError, place: Path) -> OutputError:
    """Return the OutputError for an OSError while writing to ``place``, with the reason and a remedy."""
    number = error.errno or 0
    reason = (error.strerror or "the system refused").lower()
    refusal = _REFUSALS.get(number, DiskRefusal("disk-refused", reason, _OTHER_FOLDER))
    what = f"could not write: {refusal.reason}. What stood there before still stands."
    return output_error(refusal.code, place, what, refusal.remedy, errno=number)


def not_a_file(places: list[Path]) -> OutputError:
    """Return the OutputError for places where a file is to be written and a folder or a device exists."""
    names = [str(place) for place in places]
    what, remedy = "a folder or a device, not a file.", "Move it away, or choose another folder."
    return output_error("file-not-a-plain-file", ", ".join(names), what, remedy, files=names)


def discard_stream(stream: TextIO) -> None:
    """Redirect a stream of the process to the null device, which also discards its buffered output."""
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), stream.fileno())
