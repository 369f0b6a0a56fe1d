"""The one writer: finished bytes in, files in a folder out, all of them or none.

Every file is first written in full under a name with a dot, and flushed to disk; only then do the files take their
places. If anything fails on the way, or the process is killed and the folder recovered, all that stood there before
stands there again. A signal that ends the command waits until the files of one folder stand.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from hostkit.core.interruption import held
from hostkit.files.dot_files import (
    NEW,
    NONE,
    OLD,
    dot_name,
    flush_folder,
    new_run,
    recover,
    remove_folder,
    settle_run,
    write_new,
)
from hostkit.files.lock import disk_error, lock_folder
from hostkit.files.ownership import beginning_of, is_left_of, was_cut_short
from hostkit.files.ownership import is_ours as written_by_hostkit
from hostkit.files.places import check_names, check_places, mode_of, refuse_link

_WAIT_SECONDS = 10.0
"""How long a build waits for another hostkit in its folder; a kit is written in a fraction of a second."""

_BLOCK = 1 << 18
"""Bytes that are written at once where a file is made part by part: chosen so that a list is one block."""


def write_files(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    force: bool = False,
    is_ours: Callable[[Path], bool] = written_by_hostkit,
) -> tuple[Path, ...]:
    """Write all files into a folder, made when it is missing, or none; return their paths in the given order.

    ``files`` maps plain names to bytes. A file that is there already is replaced when ``is_ours`` says that
    hostkit wrote it, or with ``force``, or when nothing is lost by it: it is empty, or what a power cut left of the
    very bytes that are to stand there. A symbolic link in its place is replaced, never followed.

    Raises OutputError when files of somebody else stand there (all are named), when a folder stands in the
    place of a file, when another hostkit is at work in the folder, or when the disk refuses. Raises ValueError for a
    name that leads out of the folder or begins with a dot, and for two names that some disks hold for one.
    """
    check_names(files)
    if files:
        with lock_folder(folder, _WAIT_SECONDS):
            # The folder itself may be a link: whoever named it meant what it leads to.
            recover(folder.resolve())
            _replace_files(folder, files, force=force, is_ours=is_ours)
    return tuple(folder / name for name in files)


def write_kit(out: Path, name: str, files: Mapping[str, bytes], *, force: bool = False) -> tuple[Path, ...]:
    """Write the files of one kit into a folder of this name, all or none, and return their paths.

    Raises as ``write_files`` does, and OutputError for a link in the place of the kit's folder.
    """
    with lock_folder(out, _WAIT_SECONDS):
        recover(out.resolve())
        replace_kit(out / name, files, force=force)
    return tuple(out / name / file for file in files)


def replace_kit(
    folder: Path, files: Mapping[str, bytes], *, force: bool = False, known: Collection[str] = ()
) -> None:
    """Write the files of one kit, all or none, for a caller who holds the lock of the folder above.

    ``known`` are files that an earlier kit is known to have had there: one that a power cut damaged is replaced.
    Raises as ``write_folder`` does.
    """
    refuse_link(folder)
    recover(folder)

    def is_ours(path: Path) -> bool:
        return written_by_hostkit(path) or (
            path.name in known and was_cut_short(path, beginning_of(files[path.name]))
        )

    write_folder(folder, files, force=force, is_ours=is_ours)


def write_folder(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    force: bool = False,
    is_ours: Callable[[Path], bool] = written_by_hostkit,
) -> None:
    """Write all files into a folder or none, for a caller who holds the lock of the folder above.

    A folder that is not there appears at once with all its files. Whoever says that they are there flushes the folder
    above first. Several threads may write folders of different names. Raises as ``write_files`` does, with the OSError
    as the cause, and OutputError for a link in the folder's place.
    """
    check_names(files)
    refuse_link(folder)
    if os.path.lexists(folder) or not _write_whole(folder, files):
        _replace_files(folder, files, force=force, is_ours=is_ours)


def write_parts(
    place: Path,
    parts: Iterable[bytes],
    *,
    force: bool = False,
    is_ours: Callable[[Path], bool] = written_by_hostkit,
) -> None:
    """Write a file that is too large to hold from its parts, for a caller who holds the lock of its folder.

    What stood there before stands until the last part is down. Raises as ``write_files`` does.
    """
    check_names([place.name])
    check_places([place], force=force, is_ours=is_ours)
    new = place.parent / dot_name(new_run(), place.name, NEW)
    try:
        write_new(new, _in_blocks(parts))
        with held():
            new.replace(place)
            flush_folder(place.parent)
    except BaseException as error:
        with held(), suppress(OSError):
            new.unlink()
        if isinstance(error, OSError):
            raise disk_error(error, place) from error
        raise


def _in_blocks(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield many small parts as few large ones."""
    block = bytearray()
    for part in parts:
        block += part
        if len(block) >= _BLOCK:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _write_whole(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Write a folder that is not there; return False when somebody else makes one of its name meanwhile."""
    beside = folder.with_name(new_run())
    with held():
        try:
            beside.mkdir()
            for name, data in files.items():
                write_new(beside / name, [data])
            flush_folder(beside)
            beside.rename(folder)
        except BaseException as error:
            with suppress(OSError):
                remove_folder(beside)
            if not isinstance(error, OSError):
                raise
            if os.path.lexists(folder):
                return False
            raise disk_error(error, folder) from error
    return True


def _replace_files(
    folder: Path, files: Mapping[str, bytes], *, force: bool, is_ours: Callable[[Path], bool]
) -> None:
    """Write files into a folder that is there; undo all of it if anything fails."""
    check_places(
        [folder / name for name in files],
        force=force,
        is_ours=lambda place: is_ours(place) or is_left_of(place, files[place.name]),
    )
    run = new_run()
    with held():
        try:
            for name, data in files.items():
                write_new(folder / dot_name(run, name, NEW), [data])
            for name, data in files.items():
                # One file alone takes its place at once: nothing has to be undone.
                if len(files) > 1:
                    _keep_old(folder, run, name, data)
                (folder / dot_name(run, name, NEW)).replace(folder / name)
            flush_folder(folder)
        except OSError as error:
            raise disk_error(error, folder) from error
        finally:
            settle_run(folder, run, files)


def _keep_old(folder: Path, run: str, name: str, data: bytes) -> None:
    """Keep what stands at a place, or note that nothing does. Raises OSError."""
    place, old = folder / name, folder / dot_name(run, name, OLD)
    if not mode_of(place):
        write_new(folder / dot_name(run, name, NONE), [sha256(data).hexdigest().encode()])
        return
    try:
        # A second name of the file, so that its place is never empty.
        os.link(place, old, follow_symlinks=False)
    except (OSError, NotImplementedError):
        place.replace(old)
