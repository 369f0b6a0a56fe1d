"""Checks where files are to be written: their names, and links, folders or other programs' files in their places."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from hostkit.files.lock import disk_error, not_a_file, output_error
from hostkit.files.ownership import is_empty, is_file_or_link, mode_of
from hostkit.files.ownership import is_ours as written_by_hostkit

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
