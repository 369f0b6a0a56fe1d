"""Writes a set of files into a folder, all of them or none.

Every file is first written to a temporary file and flushed to the disk, and only then are the files renamed to their
places. If anything fails, or the process is killed and the folder recovered later, the earlier files are restored. A
signal that ends the command is held back until the files of one folder are in place.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
from hostkit.files.lock import disk_error, lock_folder, not_a_file, output_error
from hostkit.files.ownership import (
    beginning_of,
    is_empty,
    is_file_or_link,
    is_left_of,
    mode_of,
    was_cut_short,
)
from hostkit.files.ownership import is_ours as written_by_hostkit

_WAIT_SECONDS = 10.0
"""How long a build waits for the lock of its folder; another build holds it for a fraction of a second."""

_BLOCK = 1 << 18
"""Bytes collected before each write of a file that comes in parts: enough for a whole run sheet or index."""


def write_files(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    force: bool = False,
    is_ours: Callable[[Path], bool] = written_by_hostkit,
) -> tuple[Path, ...]:
    """Write all files into a folder, or none, and return their paths in the given order.

    The folder is created when it is missing. ``files`` maps plain names to bytes. An existing file is replaced when
    ``is_ours`` says that hostkit wrote it, with ``force``, or when it is empty or a damaged copy of the new file. A
    symbolic link in a file's place is replaced, never followed.

    Raises OutputError when other programs' files are in the way (all are named), when a folder is in the place of a
    file, when another process holds the folder's lock, or when a file cannot be written. Raises ValueError for a name
    that leads out of the folder or begins with a dot, and for two names that differ only in case.
    """
    check_names(files)
    if files:
        with lock_folder(folder, _WAIT_SECONDS):
            # The folder itself may be a link, which is followed because the caller named it.
            recover(folder.resolve())
            _replace_files(folder, files, force=force, is_ours=is_ours)
    return tuple(folder / name for name in files)


def write_kit(out: Path, name: str, files: Mapping[str, bytes], *, force: bool = False) -> tuple[Path, ...]:
    """Write the files of one kit, all or none, into the folder ``name`` below ``out``, and return their paths.

    Raises as ``write_folder`` does.
    """
    with lock_folder(out, _WAIT_SECONDS):
        recover(out.resolve())
        write_folder(out / name, files, force=force)
    return tuple(out / name / file for file in files)


def write_folder(
    folder: Path, files: Mapping[str, bytes], *, force: bool = False, known: Collection[str] = ()
) -> None:
    """Write the files of one kit into its folder, all or none. The caller holds the lock of the parent folder.

    A missing folder appears in one step with all its files; the caller flushes the parent folder before it records them
    as written. ``known`` names the files that the manifest has of an earlier kit; one of them that a power cut damaged
    is replaced. Several threads may write folders of different names. Raises as ``write_files`` does, with the OSError
    as the cause, and OutputError when the folder is a symbolic link.
    """
    check_names(files)
    refuse_link(folder)
    recover(folder)

    def is_ours(path: Path) -> bool:
        return written_by_hostkit(path) or (
            path.name in known and was_cut_short(path, beginning_of(files[path.name]))
        )

    if os.path.lexists(folder) or not _write_whole(folder, files):
        _replace_files(folder, files, force=force, is_ours=is_ours)


def write_parts(
    place: Path,
    parts: Iterable[bytes],
    *,
    force: bool = False,
    is_ours: Callable[[Path], bool] = written_by_hostkit,
) -> None:
    """Write a file from parts, without holding all of it in memory. The caller holds the lock of its folder.

    An existing file is replaced only when the last part has been written. Raises as ``write_files`` does.
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
    """Yield the same bytes in fewer, larger parts."""
    block = bytearray()
    for part in parts:
        block += part
        if len(block) >= _BLOCK:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _write_whole(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Write a new folder with its files, and return True; return False when another program has created it meanwhile.

    Raises OutputError when it cannot be written.
    """
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
    """Write files into an existing folder, and undo all changes if anything fails. Raises OutputError."""
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
                # A single file is replaced in one step, so nothing has to be undone.
                if len(files) > 1:
                    _keep_old(folder, run, name, data)
                (folder / dot_name(run, name, NEW)).replace(folder / name)
            flush_folder(folder)
        except OSError as error:
            raise disk_error(error, folder) from error
        finally:
            settle_run(folder.resolve(), run)


def _keep_old(folder: Path, run: str, name: str, data: bytes) -> None:
    """Keep the existing file at a place as an ``OLD`` file, or create a ``NONE`` file. Raises OSError."""
    place, old = folder / name, folder / dot_name(run, name, OLD)
    if not mode_of(place):
        write_new(folder / dot_name(run, name, NONE), [sha256(data).hexdigest().encode()])
        return
    try:
        # A hard link, so that the place is never empty.
        os.link(place, old, follow_symlinks=False)
    except (OSError, NotImplementedError):
        place.replace(old)


_LEADING_AWAY = frozenset("/\\:\0")
"""Characters that lead to another folder on some system."""


def check_names(names: Iterable[str]) -> None:
    """Raise ValueError for a name that is not plain, and for two names that differ only in case."""
    names = tuple(names)
    for name in names:
        if not is_plain_name(name):
            raise ValueError(f"{name!r} is no plain file name")
    if len({name.casefold() for name in names}) < len(names):
        raise ValueError(f"two of these names are one: {', '.join(names)}")


def is_plain_name(name: str) -> bool:
    """Tell whether a name stays in its folder and does not begin with a dot."""
    return bool(name) and not name.startswith(".") and _LEADING_AWAY.isdisjoint(name)


def check_places(
    places: Sequence[Path], *, force: bool, is_ours: Callable[[Path], bool] = written_by_hostkit
) -> None:
    """Raise OutputError when a place is taken by a folder or a device, or without ``force`` by another program's file.

    An empty file, or one that holds only zero bytes, may always be replaced.
    """
    if blocked := [place for place in places if mode_of(place) and not is_file_or_link(place)]:
        raise not_a_file(blocked)
    if not force and (foreign := foreign_among(places, is_ours)):
        names = [str(place) for place in foreign]
        raise output_error(
            "file-not-ours",
            ", ".join(names),
            "not written by hostkit, or changed by somebody since, so nothing was written.",
            "Move it away, choose another folder, or replace it with --force.",
            files=names,
        )


def foreign_among(places: Iterable[Path], is_ours: Callable[[Path], bool]) -> list[Path]:
    """Return the places with another program's file; links, empty files and files of only zero bytes do not count."""
    return [
        place
        for place in places
        if stat.S_ISREG(mode_of(place)) and not is_ours(place) and not is_empty(place)
    ]


def refuse_link(folder: Path, named_by: str = "name") -> None:
    """Raise OutputError when the path is a symbolic link, because files would be written to another folder.

    ``named_by`` is what the user chooses to name another folder.
    """
    if folder.is_symlink():
        raise output_error(
            "folder-is-a-link",
            folder,
            "a link to another folder, so nothing was written there.",
            f"Remove the link, or choose another {named_by}.",
        )


def make_folder(folder: Path) -> bool:
    """Create a folder in an existing one, and return whether it was missing.

    Raises OutputError when a file is in its place, and when the folder cannot be created.
    """
    try:
        folder.mkdir()
    except FileExistsError:
        if not folder.is_dir():
            raise output_error(
                "folder-is-a-file", folder, "a file, not a folder.", "Move it away, or rename it."
            ) from None
        return False
    except OSError as error:
        raise disk_error(error, folder) from error
    return True
