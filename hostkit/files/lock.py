"""One process at a time in a folder: a lock that the system takes back when its process ends, however it ends."""

from __future__ import annotations

import atexit
import os
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from hostkit.core.interruption import held
from hostkit.files.disk_errors import disk_error, output_error

NAME = ".hostkit.lock"
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)

_POLL_SECONDS = 0.02
"""Chosen by trial: writing one kit takes about as long."""


class FolderLock:
    """A folder that this process alone writes to until it releases the lock; a context that releases it."""

    def __init__(self, handle: int, path: Path, made: list[Path]) -> None:
        self._handle: int | None = handle
        self._path, self._made = path, made
        # A signal may end the process on its way to releasing the lock.
        atexit.register(self.release)

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def forget(self) -> None:
        """Close the lock in a child of the process that holds it; the parent goes on holding it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def release(self) -> None:
        """Let other processes in, and remove the folders that were made for the lock and are still empty."""
        if self._handle is None:
            return
        with held():
            # Removed while it is held: whoever opened it before finds out that it is gone.
            with suppress(OSError):
                self._path.unlink()
            self.forget()
            if os.name == "nt":
                # An open file cannot be removed there.
                with suppress(OSError):
                    self._path.unlink()
            atexit.unregister(self.release)
            remove_empty(self._made)


def lock_folder(folder: Path, wait_seconds: float = 0.0) -> FolderLock:
    """Lock a folder, made when it is missing, and wait so long for another process to release it.

    Raises OutputError when another process holds it for longer, or when the disk refuses.
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
    """Return the lock of a folder, None when another process holds it. Raises OSError where the disk refuses."""
    # Why here: only what writes needs it.
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
    """Tell whether the file that was locked still stands there: its last holder may have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder with those above it, and add those that were missing to ``made``. Raises OSError."""
    missing = []
    for path in (folder, *folder.parents):
        if path.exists():
            break
        missing.append(path)
    for path in reversed(missing):
        made.append(path)
        path.mkdir(exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(20, "Not a directory")


def remove_empty(folders: list[Path]) -> None:
    """Remove folders from the last one upward, as far as they are empty."""
    for path in reversed(folders):
        with suppress(OSError):
            path.rmdir()
