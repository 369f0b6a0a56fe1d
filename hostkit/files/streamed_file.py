"""A file written part by part, for what is too large to hold: it takes its place when its last part is down.

Must not know: what the file is for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from hostkit.core.errors import OutputError
from hostkit.files.dot_files import NEW, dot_name, flush_folder, new_run
from hostkit.files.failure import explain
from hostkit.files.ownership import is_ours as written_by_hostkit
from hostkit.files.writer import check_names, check_places


def write_parts(
    place: Path,
    parts: Iterable[bytes],
    *,
    force: bool = False,
    is_ours: Callable[[Path], bool] = written_by_hostkit,
) -> None:
    """Write a file from its parts; what stood there before stands until then. Its folder must be there.

    Raises as ``write_files`` does.
    """
    check_names([place.name])
    check_places([place], force=force, is_ours=is_ours)
    new = place.parent / dot_name(new_run(), place.name, 0, NEW)
    try:
        with new.open("xb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        new.replace(place)
        flush_folder(place.parent)
    except BaseException as error:
        with suppress(OSError):
            new.unlink()
        if isinstance(error, OSError):
            raise OutputError(explain(error, place)) from error
        raise
