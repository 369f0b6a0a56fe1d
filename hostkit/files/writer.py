"""The one atomic writer: finished bytes in, files in one folder out, all of them or none.

Every file is first written in full beside its place, under a name with a dot, and flushed to disk; only then
do the files take their places. If anything fails on the way, or Ctrl-C comes, what stood there before still
stands. Must not know: what the files are for.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hostkit.core.errors import OutputError, Position, Problem
from hostkit.files.damage import is_empty, is_left_of
from hostkit.files.dot_files import NEW, OLD, dot_name, flush_folder, new_run, write_new
from hostkit.files.failure import explain
from hostkit.files.ownership import is_ours as written_by_hostkit

_LEADING_AWAY = frozenset("/\\:\0")
"""Characters that lead to another folder, on one system or another."""


@dataclass(slots=True)
class _Change:
    """One file on its way: ``new`` holds its bytes, ``old`` what stood at its place; both are dot-files."""

    place: Path
    new: Path
    old: Path
    was_there: bool
    begun: bool = False
    """Whether the place may have been touched."""

    def write(self, data: bytes) -> None:
        """Write the bytes beside the place, down to the disk."""
        write_new(self.new, data)

    def take_place(self) -> None:
        """Put the new file in its place and keep the old one under its dot-name."""
        self.begun = True
        if self.was_there:
            self._keep_old()
        self.new.replace(self.place)

    def _keep_old(self) -> None:
        """Keep the old file, by a second name where the disk can do that: its place is then never empty."""
        try:
            os.link(self.place, self.old, follow_symlinks=False)
        except (OSError, NotImplementedError):
            self.place.replace(self.old)

    def undo(self) -> None:
        """Put the old file back, or take the new one away where there was none; leave no dot-file."""
        if os.path.lexists(self.old):
            self.old.replace(self.place)
            # Two names of one file: replacing did nothing, and the second is left.
            self.old.unlink(missing_ok=True)
        elif self.begun and not self.was_there and not os.path.lexists(self.new):
            self.place.unlink(missing_ok=True)
        self.new.unlink(missing_ok=True)

    def settle(self) -> None:
        """Let go of the old file."""
        self.old.unlink(missing_ok=True)


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
    place of a file, or when the disk refuses. Raises ValueError for a name that leads out of the folder or
    begins with a dot, and for two names that some disks hold for one.
    """
    check_names(files)
    places = [folder / name for name in files]
    check_places(
        places,
        force=force,
        is_ours=lambda place: is_ours(place) or is_left_of(place, files[place.name]),
    )
    made: list[Path] = []
    try:
        _make_folder(folder, made)
        _write_all(folder, dict(zip(places, files.values(), strict=True)))
    except BaseException as error:
        _remove_empty(made)
        if isinstance(error, OSError):
            raise OutputError(explain(error, folder)) from error
        raise
    return tuple(places)


def check_names(names: Iterable[str]) -> None:
    """Raise ValueError for a name that leads out of its folder or begins with a dot, and for two that are one."""
    names = tuple(names)
    for name in names:
        if not name or name.startswith(".") or not _LEADING_AWAY.isdisjoint(name):
            raise ValueError(f"{name!r} is no plain file name")
    if len({name.casefold() for name in names}) < len(names):
        raise ValueError(f"two of these names are one: {', '.join(names)}")


def check_places(
    places: Sequence[Path], *, force: bool, is_ours: Callable[[Path], bool] = written_by_hostkit
) -> None:
    """Raise OutputError where something stands that is no file, or without ``force`` a file of somebody else.

    A file with nothing in it but zero bytes is nobody's.
    """
    _refuse_folders(places)
    if not force and (foreign := foreign_among(places, is_ours)):
        wrong = "not written by hostkit, or changed by somebody since, so nothing was written."
        remedy = "Move it away, choose another folder, or replace it with --force."
        values = {"files": [str(place) for place in foreign]}
        raise OutputError(Problem("file-not-ours", Position(_listed(foreign)), wrong, remedy, values))


def foreign_among(places: Iterable[Path], is_ours: Callable[[Path], bool]) -> list[Path]:
    """Return the files that are somebody else's; links are not followed, they are no files."""
    return [
        place for place in places if stat.S_ISREG(_mode(place)) and not is_ours(place) and not is_empty(place)
    ]


def _refuse_folders(places: Sequence[Path]) -> None:
    blocked = [place for place in places if (mode := _mode(place)) and not _is_file_or_link(mode)]
    if blocked:
        raise OutputError(
            f"{_listed(blocked)}: a folder or a device, not a file. Move it away, or choose another folder."
        )


def _mode(place: Path) -> int:
    """Return the mode of what stands at a place, links not followed; 0 for nothing."""
    try:
        return place.lstat().st_mode
    except OSError:
        return 0


def _is_file_or_link(mode: int) -> bool:
    return stat.S_ISREG(mode) or stat.S_ISLNK(mode)


def _listed(places: Sequence[Path]) -> str:
    return ", ".join(map(str, places))


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder with those above it; ``made`` gathers what was missing, to be removed again."""
    missing = []
    for path in (folder, *folder.parents):
        if path.exists():
            break
        missing.append(path)
    for path in reversed(missing):
        made.append(path)
        path.mkdir(exist_ok=True)


def _remove_empty(made: Sequence[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir()


def _write_all(folder: Path, files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place, then put all in their places; undo all of it if anything fails."""
    run = new_run()
    changes = [
        _Change(
            place,
            folder / dot_name(run, place.name, number, NEW),
            folder / dot_name(run, place.name, number, OLD),
            bool(_mode(place)),
        )
        for number, place in enumerate(files)
    ]
    try:
        for change, data in zip(changes, files.values(), strict=True):
            change.write(data)
        for change in changes:
            change.take_place()
        flush_folder(folder)
    except BaseException:
        _with_each(changes, _Change.undo)
        raise
    _with_each(changes, _Change.settle)


def _with_each(changes: Sequence[_Change], action: Callable[[_Change], None]) -> None:
    """Undo or settle every change, whatever happens to one of them; an interruption waits for the end."""
    interruption: BaseException | None = None
    for change in changes:
        try:
            action(change)
        except OSError:
            continue
        except BaseException as error:
            interruption = error
            with suppress(OSError):
                action(change)
    if interruption is not None:
        raise interruption
