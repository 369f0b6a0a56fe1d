"""Writes ``reprint.txt``, which names all files that differ from those of an earlier kit and are to be printed again.

It is about the last run that changed such a file. If a run is cut off, the next one adds to its list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from hostkit.batch.records import FileRecord, Records
from hostkit.files.ownership import read_ours, sign_text
from hostkit.files.writer import write_parts

REPRINT = "reprint.txt"
_HEAD = "Print these files again; they are not as they were."
_CUT_OFF = "The run was cut off. The next one adds the rest."


def changed_in(kit: Records, before: Records) -> list[str]:
    """Return the paths, below the season's folder, of the printed files that differ from those of the kit before."""
    known = {record.file: record.sha256 for record in before}
    return [_path(each) for each in kit if before and each.pages and known.get(each.file) != each.sha256]


def marked(kit: Records, before: Records, changed: Collection[str]) -> Records:
    """Return the records of a kit, with the changed files marked; a file that is as it was keeps its mark."""
    earlier = {record.file for record in before if record.again}
    return tuple(each._replace(again=_path(each) in changed or each.file in earlier) for each in kit)


def marked_in(kit: Records) -> list[str]:
    """Return the paths of the files that are marked."""
    return [_path(record) for record in kit if record.again]


def _path(record: FileRecord) -> str:
    return f"{record.event}/{record.file}"


def cut_off_list(out: Path) -> list[str]:
    """Return the paths that a run named before it was cut off, none if the last run was not."""
    text = (read_ours(out / REPRINT) or b"").decode("utf-8")
    return [line for line in text.splitlines() if "/" in line] if _CUT_OFF in text else []


def write_reprint(out: Path, paths: Iterable[str], *, is_cut_off: bool, force: bool) -> Path:
    """Write the list of files to print again and return its path. Raises OutputError as ``write_parts`` does."""
    text = "\n".join([_HEAD, *([_CUT_OFF] if is_cut_off else []), "", *paths])
    write_parts(out / REPRINT, iter([sign_text(text)]), force=force)
    return out / REPRINT
