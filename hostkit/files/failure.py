"""What the system refused, in plain words: an OSError in, a sentence with a remedy out."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TextIO

_REMEDIES = {
    errno.ENOSPC: ("the disk is full", "Free some space and try again."),
    errno.EDQUOT: ("your share of the disk is used up", "Free some space and try again."),
    errno.EACCES: ("you may not write there", "Close the file where it is open, or choose another folder."),
    errno.EPERM: ("you may not write there", "Close the file where it is open, or choose another folder."),
    errno.EROFS: ("that disk can only be read", "Choose another folder."),
    errno.ENOTDIR: ("a part of that path is a file, not a folder", "Choose another folder."),
    errno.EEXIST: ("a part of that path is a file, not a folder", "Choose another folder."),
    errno.ENAMETOOLONG: ("the path is too long", "Choose a folder with a shorter name."),
    errno.EIO: ("the disk reports a fault", "Choose another folder."),
}


def explain(error: OSError, folder: Path) -> str:
    """Return what went wrong, that nothing was changed, and what to do."""
    reason, remedy = _REMEDIES.get(
        error.errno or 0,
        ((error.strerror or "the system refused").lower(), "Choose another folder."),
    )
    return f"{folder}: could not write: {reason}. What stood there before still stands. {remedy}"


def to_nowhere(stream: TextIO) -> None:
    """Let a stream of the process lead nowhere, with what it still holds."""
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), stream.fileno())
