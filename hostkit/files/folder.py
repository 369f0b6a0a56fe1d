"""A folder of files, written at once: it is not there, or it is there with all of them, even if its writer is killed.

The folder is filled under a name with a dot beside its place and then renamed. One that is there already has its files
replaced by ``writer``. A folder that others fill is only made here. Must not know: what the files are for.
Several threads may write folders of different names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from hostkit.core.errors import OutputError
from hostkit.files.dot_files import flush_folder, new_run, write_new
from hostkit.files.failure import explain
from hostkit.files.ownership import is_ours as written_by_hostkit
from hostkit.files.writer import check_names, write_files


def write_folder(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    force: bool = False,
    is_ours: Callable[[Path], bool] = written_by_hostkit,
) -> None:
    """Write all files into a folder or none; the folder above it must be there.

    Files that are down on the disk may still be missing from the folder above after a power cut: whoever says that
    they are there flushes that one first. Raises as ``write_files`` does, with the OSError as the cause, and
    OutputError for a link in its place.
    """
    check_names(files)
    refuse_link(folder)
    if os.path.lexists(folder) or not _write_whole(folder, files):
        write_files(folder, files, force=force, is_ours=is_ours)


def _write_whole(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Write a folder that is not there; return False when somebody else makes one of its name meanwhile."""
    beside = folder.with_name(new_run())
    # Strings, not paths: making a path costs as much as opening a file.
    names = [f"{beside}/{name}" for name in files]
    try:
        beside.mkdir()
        for name, data in zip(names, files.values(), strict=True):
            write_new(name, data)
        flush_folder(beside)
        beside.rename(folder)
    except BaseException as error:
        _remove(beside, names)
        if not isinstance(error, OSError):
            raise
        if os.path.lexists(folder):
            return False
        raise OutputError(explain(error, folder)) from error
    return True


def _remove(folder: Path, names: list[str]) -> None:
    for name in names:
        with suppress(OSError):
            Path(name).unlink()
    with suppress(OSError):
        folder.rmdir()


def refuse_link(folder: Path) -> None:
    """Raise OutputError where a link stands: what is written to it would be written elsewhere."""
    if folder.is_symlink():
        raise OutputError(
            f"{folder}: a link to another folder, so nothing was written there. "
            "Remove the link, or choose another name."
        )


def make_folder(folder: Path) -> bool:
    """Make a folder whose parent is there, and tell whether it was missing.

    Raises OutputError when a file stands in its place, or when the disk refuses.
    """
    try:
        folder.mkdir()
    except FileExistsError:
        if not folder.is_dir():
            raise OutputError(f"{folder}: a file, not a folder. Move it away, or rename it.") from None
        return False
    except OSError as error:
        raise OutputError(explain(error, folder)) from error
    return True
