"""Files that hostkit reads: the folders of data that come with it, and the bytes of a file that somebody named."""

from __future__ import annotations

import os
import select
import stat
import time
from pathlib import Path

from hostkit.core.errors import refused
from hostkit.core.wording import display_path, nearest, quoted

YAML_ENDINGS = (".yaml", ".yml")

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder(name: str) -> Path:
    """Return a folder of data inside the package, such as "languages"."""
    return _PACKAGE / name


def shipped(name: str) -> Path:
    """Return a folder of data beside the package in a checkout, which is _name inside the installed package."""
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


def is_file(path: Path) -> bool:
    """Tell whether there is a file of this name; False for a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder of this name; False for a name that no folder can have."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


WAIT_SECONDS = 10.0
"""How long a pipe is waited for in all: chosen so that a program that makes a small text is done in a tenth of it."""

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_BLOCK = 1 << 18


def read_within(path: Path, limit: int, *, wanted: str, held_by: str = "", pipes: bool = True) -> bytes:
    """Return the bytes of a file: of one that is larger than ``limit``, ``limit`` and one.

    ``wanted`` is what to name instead of a folder, as in "a .yaml file"; ``held_by`` is a program that may keep others
    from reading the file while it has it open. A pipe is waited for no longer than ``WAIT_SECONDS``; without ``pipes``
    it is refused.

    Raises:
        SourceError: there is no such file, it is a folder, it may not or cannot be read, or it is a pipe that
            nobody writes to.

    """
    file = display_path(path)
    try:
        if path.is_dir():
            raise refused(
                "file-is-a-folder", file, "this is a folder, not a file.", f"Name {wanted} inside it."
            )
        if not pipes and path.is_fifo():
            # It can be read once only.
            raise refused("file-is-a-pipe", file, "this is a pipe, not a file.", f"Name {wanted}.")
        return _read(path, limit + 1)
    except TimeoutError:
        wrong = f"nothing more came through this pipe for {WAIT_SECONDS:g} seconds."
        remedy = "Write to a file first, and name that."
        raise refused("pipe-silent", file, wrong, remedy) from None
    except FileNotFoundError:
        raise refused("file-missing", file, "there is no such file.", _instead(path)) from None
    except PermissionError:
        remedy = f"Give yourself the right to read it{f', or close it in {held_by}' if held_by else ''}."
        raise refused("file-unreadable", file, "the file may not be read.", remedy) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        what = f"the file cannot be read: {reason.lower()}."
        raise refused("file-unreadable", file, what, "Check the name and the disk.") from None


def _read(path: Path, most: int) -> bytes:
    """Return up to ``most`` bytes of a file. Raises TimeoutError for a pipe or a device that does not end in time."""
    # Opening a pipe that nobody writes to would wait without end.
    handle = os.open(path, _FLAGS)
    try:
        is_file = stat.S_ISREG(os.fstat(handle).st_mode)
        until = time.monotonic() + WAIT_SECONDS
        parts: list[bytes] = []
        while most:
            if not is_file and not select.select([handle], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            part = os.read(handle, min(_BLOCK, most))
            if not part:
                break
            parts.append(part)
            most -= len(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def _instead(path: Path) -> str:
    """Return what to do where a file is missing: of those beside it with its ending the one whose name is near."""
    ending = path.suffix.lower()
    try:
        names = [
            each.name for each in path.parent.iterdir() if each.suffix.lower() == ending and each.is_file()
        ]
    except (OSError, ValueError):
        names = []
    # Not what programs leave beside what is theirs: "~$events.xlsx", ".events.csv".
    stems = {Path(name).stem: name for name in sorted(names) if name[0] not in "~."}
    near = nearest(path.stem, stems)
    return (
        f"Did you mean {quoted(display_path(path.with_name(stems[near])))}?"
        if near
        else "Check the name and the folder."
    )
