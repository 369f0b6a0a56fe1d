"""Manages the temporary files of a write, whose names begin with a dot, and recovers a folder from a killed write.

All temporary files of one run share a random number. A ``NEW`` file is to be renamed to its place, an ``OLD`` file is
the file that was there before, and a ``NONE`` file records that there was none and holds the SHA-256 of the new file.
A run that still has a ``NEW`` file is unfinished and is undone; otherwise it is finished, and its other temporary files
are removed. Undoing removes the ``NEW`` files last, so a killed undo can be repeated.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hostkit.core.interruption import held
from hostkit.files.ownership import PLAIN_FILE, blocks, is_file_or_link, is_folder, names_in, sum_of

NEW, OLD, NONE = ".new", ".old", ".none"

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN_FILE

_LONGEST = 200
"""The longest file name, in bytes, that fits into the name of a temporary file; file systems allow 255."""

_DOT_NAME = re.compile(
    r"(?P<run>\.hostkit-[0-9a-f]{16})(?:-(?P<place>.+)(?P<ending>\.new|\.old|\.none))?", re.DOTALL
)
"""The name of a temporary folder or, with place and ending, of a temporary file."""


class _DotFile(NamedTuple):
    """A temporary file, the path it belongs to, and its ending; ``ending`` is None for a temporary folder."""

    path: Path
    place: Path
    ending: str | None


def new_run() -> str:
    """Return a new random name for a run, which begins with a dot."""
    return f".hostkit-{os.urandom(8).hex()}"


def dot_name(run: str, place: str, ending: str) -> str:
    """Return the name of the temporary file for a place, with an ending such as ``NEW``.

    A place with a very long name is replaced by "long", and ``recover`` cannot restore it.
    """
    known = place if len(os.fsencode(place)) <= _LONGEST else "long"
    return f"{run}-{known}{ending}"


def write_new(path: Path, parts: Iterable[bytes]) -> None:
    """Create a file, write these parts to it and flush it to the disk.

    Raises OSError, also when the file exists; an incomplete file may then remain.
    """
    handle = os.open(path, _CREATE, 0o666)
    try:
        for part in parts:
            write_all(handle, part)
        os.fsync(handle)
    finally:
        os.close(handle)


def write_all(handle: int, data: bytes) -> None:
    """Write data to an open file; the system may take several calls. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def flush_folder(folder: Path) -> None:
    """Flush a folder's directory entries to the disk, on systems that support it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def has_left_over(folder: Path) -> bool:
    """Tell whether a folder holds temporary files of a run, which may be active or killed."""
    return bool(_left_over(folder))


def recover(folder: Path) -> None:
    """Undo every unfinished run in a folder, and remove the temporary files of finished runs.

    Only the holder of the folder's lock may call this, since another process could be writing there otherwise. A
    symbolic link to a folder is ignored, and so are errors of the system.
    """
    for left in _left_over(folder).values():
        _settle(left)


def settle_run(folder: Path, run: str) -> None:
    """Undo one run in a folder if it is unfinished, or remove its temporary files if it is finished."""
    _settle(_left_over(folder).get(run, ()))


def _left_over(folder: Path) -> dict[str, list[_DotFile]]:
    """Return the temporary files and folders in a folder, by their run."""
    runs: dict[str, list[_DotFile]] = {}
    for name in names_in(folder):
        found = _DOT_NAME.fullmatch(name)
        if found and found["place"] not in (".", ".."):
            place = folder / (found["place"] or name)
            runs.setdefault(found["run"], []).append(_DotFile(folder / name, place, found["ending"]))
    return runs


def remove_folder(folder: Path) -> None:
    """Remove a folder and the files in it, or only the link if it is a symbolic link.

    Raises OSError, also when the folder has subfolders.
    """
    if folder.is_symlink():
        folder.unlink()
    elif is_folder(folder):
        for name in names_in(folder):
            (folder / name).unlink()
        folder.rmdir()


def _settle(left: Sequence[_DotFile]) -> None:
    """Undo or finish one run, and continue after an OSError. Signals are held back meanwhile."""
    new = [file for file in left if file.ending == NEW and is_file_or_link(file.path)]
    is_undone = True
    with held():
        for file in left:
            try:
                if file.ending is None:
                    remove_folder(file.path)
                elif file.ending != NEW and is_file_or_link(file.path):
                    _end_file(file, is_unfinished=bool(new), new={each.place for each in new})
            except OSError:
                is_undone = False
        for file in new if is_undone else ():
            with suppress(OSError):
                file.path.unlink()


def _end_file(file: _DotFile, *, is_unfinished: bool, new: set[Path]) -> None:
    """Restore the state of one place when the run is unfinished, and remove the temporary file.

    ``new`` holds the places whose ``NEW`` file has not been renamed yet. Raises OSError.
    """
    if file.ending == OLD and (is_unfinished or not os.path.lexists(file.place)):
        file.path.replace(file.place)
    elif file.ending == NONE and is_unfinished and file.place not in new and _holds_new(file):
        file.place.unlink()
    # When both names are hard links to one file, replace() leaves both.
    file.path.unlink(missing_ok=True)


def _holds_new(file: _DotFile) -> bool:
    """Tell whether the file at the place is the one this run wrote; a file of another program is kept."""
    with suppress(OSError):
        return sum_of(file.place) == b"".join(blocks(file.path)).decode(errors="replace")
    return False
