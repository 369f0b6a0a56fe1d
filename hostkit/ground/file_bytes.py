"""A file in, its bytes out, no more of them than asked for; a file that cannot be read is answered with what to do.

Knows nothing of what the bytes mean.
"""

from __future__ import annotations

from pathlib import Path

from hostkit.ground.errors import refused
from hostkit.ground.wording import nearest, quoted, shown


def read_within(path: Path, limit: int, *, wanted: str, held_by: str = "", pipes: bool = True) -> bytes:
    """Return the bytes of a file: of one that is larger than ``limit``, ``limit`` and one.

    ``wanted`` is what to name instead of a folder, as in "a .yaml file"; ``held_by`` is a program that may keep others
    from reading the file while it has it open. Without ``pipes`` one with a name is refused.

    Raises:
        SourceError: there is no such file, it is a folder, or it may not or cannot be read.

    """
    file = shown(path)
    try:
        if path.is_dir():
            raise refused(file, "this is a folder, not a file.", f"Name {wanted} inside it.")
        if not pipes and path.is_fifo():
            # Opened, it might be waited for without end.
            raise refused(file, "this is a pipe, not a file.", f"Name {wanted}.")
        with path.open("rb") as opened:
            return opened.read(limit + 1)
    except FileNotFoundError:
        raise refused(file, "there is no such file.", _instead(path)) from None
    except PermissionError:
        remedy = f"Give yourself the right to read it{f', or close it in {held_by}' if held_by else ''}."
        raise refused(file, "the file may not be read.", remedy) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        wrong = f"the file cannot be read: {reason.lower()}."
        raise refused(file, wrong, "Check the name and the disk.") from None


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
        f"Did you mean {quoted(shown(path.with_name(stems[near])))}?"
        if near
        else "Check the name and the folder."
    )
