"""Where measured files are written."""

from __future__ import annotations

import tempfile
from pathlib import Path


def memory_folder() -> tempfile.TemporaryDirectory[str]:
    """Return a folder in memory where that can be had, as a context that removes it.

    Making a file on a disk costs up to a millisecond, and not always the same.
    """
    return tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
