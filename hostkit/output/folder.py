"""A folder made on the disk, where there was none. In: its path. Out: whether it was missing."""

from __future__ import annotations

from pathlib import Path

from hostkit.ground.errors import OutputError
from hostkit.output.failure import explain


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
