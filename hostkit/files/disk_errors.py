"""What the system refused, as errors for a reader."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NamedTuple, TextIO

from hostkit.core.errors import OutputError, Position, Problem


class DiskRefusal(NamedTuple):
    """How one error of the system is told."""

    code: str
    reason: str
    remedy: str


_OTHER_FOLDER = "Choose another folder."
_NO_RIGHT = DiskRefusal(
    "disk-no-permission",
    "you may not write there",
    "Close the file where it is open, or choose another folder.",
)
_FULL = "Free some space and try again."
_A_FILE = DiskRefusal("disk-not-a-folder", "a part of that path is a file, not a folder", _OTHER_FOLDER)
_REFUSALS = {
    errno.ENOSPC: DiskRefusal("disk-full", "the disk is full", _FULL),
    errno.EDQUOT: DiskRefusal("disk-quota-used", "your share of the disk is used up", _FULL),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: DiskRefusal("disk-read-only", "that disk can only be read", _OTHER_FOLDER),
    errno.ENOTDIR: _A_FILE,
    errno.EEXIST: _A_FILE,
    errno.ENAMETOOLONG: DiskRefusal(
        "disk-path-too-long", "the path is too long", "Choose a folder with a shorter name."
    ),
    errno.EIO: DiskRefusal("disk-fault", "the disk reports a fault", _OTHER_FOLDER),
}


def output_error(code: str, place: Path | str, what: str, remedy: str, **values: object) -> OutputError:
    """Return an error about a file or a folder that is to be written."""
    return OutputError(Problem(code, Position(str(place)), what, remedy, values))


def disk_error(error: OSError, place: Path) -> OutputError:
    """Return what the system refused to write, that nothing was changed, and what to do."""
    number = error.errno or 0
    reason = (error.strerror or "the system refused").lower()
    refusal = _REFUSALS.get(number, DiskRefusal("disk-refused", reason, _OTHER_FOLDER))
    what = f"could not write: {refusal.reason}. What stood there before still stands."
    return output_error(refusal.code, place, what, refusal.remedy, errno=number)


def not_a_file(places: list[Path]) -> OutputError:
    """Return the error of places where files are to stand and something else does."""
    names = [str(place) for place in places]
    wrong = "a folder or a device, not a file."
    return output_error(
        "file-not-a-plain-file",
        ", ".join(names),
        wrong,
        "Move it away, or choose another folder.",
        files=names,
    )


def discard_stream(stream: TextIO) -> None:
    """Let a stream of the process lead nowhere, with what it still holds."""
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), stream.fileno())
