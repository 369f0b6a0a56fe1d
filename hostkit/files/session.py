"""Holds a folder for one long-running hostkit, and says to a second one at which address it can be reached.

A folder with a dot-name holds the lock and the address, which only its owner may read.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from hostkit.core.errors import OutputError
from hostkit.files.lock import FolderLock, disk_error, lock_folder
from hostkit.files.ownership import blocks
from hostkit.files.writer import write_parts

_FOLDER, _ADDRESS = ".hostkit-studio", "address.txt"


class FolderSession:
    """The session of the hostkit that holds a folder, until it is ended."""

    def __init__(self, place: Path, lock: FolderLock) -> None:
        self._place, self._lock = place, lock

    def publish(self, address: str) -> None:
        """Write the address for a hostkit that is started later. Raises OutputError."""
        write_parts(self._place / _ADDRESS, [address.encode()], force=True)

    def end(self) -> None:
        """Remove the address and release the folder."""
        with suppress(OSError):
            (self._place / _ADDRESS).unlink()
        self._lock.release()
        with suppress(OSError):
            self._place.rmdir()


def begin_session(folder: Path) -> FolderSession | None:
    """Return the session of a folder, which is created when it is missing, or None if another hostkit holds it.

    Raises OutputError when the folder cannot be written to.
    """
    place = folder / _FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place.mkdir(mode=0o700, exist_ok=True)
        # A folder that is there may be of a hostkit that was killed.
        if os.name != "nt":
            place.chmod(0o700)
    except OSError as error:
        raise disk_error(error, folder) from error
    try:
        return FolderSession(place, lock_folder(place))
    except OutputError as error:
        if error.problems[0].code == "folder-locked":
            return None
        raise


def address_in(folder: Path) -> str:
    """Return the address of the hostkit that holds a folder, or "" if there is none."""
    with suppress(OSError, UnicodeDecodeError):
        return b"".join(blocks(folder / _FOLDER / _ADDRESS)).decode()
    return ""


def discard(path: Path) -> None:
    """Remove a file that was written a moment ago and is of no use. Raises OutputError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise disk_error(error, path) from error


def rename_in_place(path: Path, name: str) -> Path:
    """Give a file another name in its folder, and return its new path; nothing is replaced. Raises OutputError."""
    try:
        if os.path.lexists(path.with_name(name)):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        return path.rename(path.with_name(name))
    except OSError as error:
        raise disk_error(error, path) from error


def set_aside(path: Path, folder: Path) -> Path:
    """Move a file into another folder, under a free name, and return its new path. Raises OutputError."""
    name, number = path.name, 1
    try:
        folder.mkdir(exist_ok=True)
        while os.path.lexists(folder / name):
            number += 1
            name = f"{path.stem}-{number}{path.suffix}"
        path.rename(folder / name)
    except OSError as error:
        raise disk_error(error, path) from error
    return folder / name
