"""Files on their way to their places, under names that begin with a dot, and what a killed process left of them.

All dot-files of one run have a random number in common. ``NEW`` is what is to take a place, ``OLD`` is what stood
there, ``NONE`` says that nothing stood there and holds the SHA-256 of the new file. A run with a ``NEW`` left is
unfinished and is undone; a run without one is finished, and the rest is removed. Undoing removes the ``NEW`` files
last, so that it may itself be killed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hostkit.core.interruption import held
from hostkit.files.ownership import blocks, is_folder, names_in, sum_of

NEW, OLD, NONE = ".new", ".old", ".none"

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)

_LONGEST = 200
"""Bytes of a place's name that still fit into a dot-name: disks hold 255."""

_DOT_NAME = re.compile(
    r"(?P<run>\.hostkit-[0-9a-f]{16})(?:-(?P<place>.+)(?P<ending>\.new|\.old|\.none))?", re.DOTALL
)
"""A name that hostkit gives to a folder on its way, or with place and ending to a file."""


class _DotFile(NamedTuple):
    """A dot-file, the place it is for, and its ending; a folder on its way has neither."""

    path: Path
    place: Path
    ending: str | None


def new_run() -> str:
    """Return a new random name that begins with a dot."""
    return f".hostkit-{os.urandom(8).hex()}"


def dot_name(run: str, place: str, ending: str) -> str:
    """Return the name of a file on its way to a place. A very long place is shortened: it cannot be undone by name."""
    known = place if len(os.fsencode(place)) <= _LONGEST else "long"
    return f"{run}-{known}{ending}"


def write_new(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file that is not there yet, down to the disk. Raises OSError; a part of it may then be there."""
    handle = os.open(path, _CREATE, 0o666)
    try:
        for part in parts:
            rest = memoryview(part)
            while rest:
                rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """Write a folder's new entries down to the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def has_left_over(folder: Path) -> bool:
    """Tell whether a folder holds dot-files of a run: one that is going on, or one that was killed."""
    return any(_DOT_NAME.fullmatch(name) for name in names_in(folder))


def recover(folder: Path) -> None:
    """Undo every unfinished run in a folder and remove what finished ones left; a link to a folder is left alone.

    Only the holder of the folder's lock may call this: then nobody is still writing. What the system refuses stays
    as it is.
    """
    runs: dict[str, list[_DotFile]] = {}
    for name in names_in(folder):
        found = _DOT_NAME.fullmatch(name)
        if found and found["place"] not in (".", ".."):
            place = folder / (found["place"] or name)
            runs.setdefault(found["run"], []).append(_DotFile(folder / name, place, found["ending"]))
    for left in runs.values():
        _settle(left)


def settle_run(folder: Path, run: str, places: Iterable[str]) -> None:
    """Undo a run whose dot-files are for these places, or remove what is left of it when it is finished."""
    left = [
        _DotFile(path, folder / place, ending)
        for place in places
        for ending in (NEW, OLD, NONE)
        if os.path.lexists(path := folder / dot_name(run, place, ending))
    ]
    _settle(left)


def remove_folder(folder: Path) -> None:
    """Remove a folder with the files in it; of a link, the link alone. Raises OSError where a folder stands in it."""
    if folder.is_symlink():
        folder.unlink()
    elif is_folder(folder):
        for name in names_in(folder):
            (folder / name).unlink()
        folder.rmdir()


def _settle(left: Sequence[_DotFile]) -> None:
    """Undo or finish one run, and go on where the system refuses; a signal waits."""
    new = [file for file in left if file.ending == NEW and _may_be_moved(file.path)]
    is_undone = True
    with held():
        for file in left:
            try:
                if file.ending is None:
                    remove_folder(file.path)
                elif file.ending != NEW and _may_be_moved(file.path):
                    _end_file(file, is_unfinished=bool(new), new={each.place for each in new})
            except OSError:
                is_undone = False
        for file in new if is_undone else ():
            with suppress(OSError):
                file.path.unlink()


def _may_be_moved(path: Path) -> bool:
    """Tell whether a dot-file is a file or a link; a link is moved and removed as a name, never followed."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) or stat.S_ISLNK(mode)


def _end_file(file: _DotFile, *, is_unfinished: bool, new: set[Path]) -> None:
    """Put back what stood at a place where the run is unfinished, and remove the dot-file."""
    if file.ending == OLD and (is_unfinished or not os.path.lexists(file.place)):
        file.path.replace(file.place)
    elif file.ending == NONE and is_unfinished and file.place not in new and _holds_new(file):
        file.place.unlink()
    # Of two names of one file, replacing leaves both.
    file.path.unlink(missing_ok=True)


def _holds_new(file: _DotFile) -> bool:
    """Tell whether the new file has taken its place: one that somebody has put there since stays."""
    try:
        return sum_of(file.place) == b"".join(blocks(file.path)).decode(errors="replace")
    except OSError:
        return False
