"""What a killed process left in a folder, set right: files and folders with dot-names in, a folder without any out.

A process that is killed cannot undo what it began. Only whoever holds the lock of the folder may call this: then
nobody is still writing. Must not know: what the files are for.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from re import Match

from hostkit.files.dot_files import DOT_NAME, NEW, OLD


def recover(folder: Path) -> None:
    """Undo what was begun in a folder and not finished, let go of what was finished; leave no dot-file of hostkit.

    Where some files had taken their places and others not, those that stood there before come back. What the system
    refuses stays as it is. A folder that is not there needs nothing.
    """
    left: dict[str, list[Match[str]]] = {}
    for name in names_in(folder):
        if found := DOT_NAME.fullmatch(name):
            left.setdefault(found["run"], []).append(found)
    for run in left.values():
        unfinished = any(found["ending"] == NEW for found in run)
        for found in run:
            with suppress(OSError):
                _settle(folder, found, unfinished)


def names_in(folder: Path) -> list[str]:
    """Return the names of what stands in a folder, in order; none where it cannot be read, or is not there."""
    with suppress(OSError), os.scandir(folder) as found:
        return sorted(entry.name for entry in found)
    return []


def _settle(folder: Path, found: Match[str], unfinished: bool) -> None:
    path = folder / found[0]
    if found["ending"] is None:
        for inner in path.iterdir():
            inner.unlink()
        path.rmdir()
        return
    place = folder / found["place"]
    if found["ending"] == OLD and (unfinished or not os.path.lexists(place)):
        path.replace(place)
    # Two names of one file: replacing did nothing, and the second is left.
    path.unlink(missing_ok=True)
