"""What is known of a finished kit, as lines of JSON: one a file. A kit in, lines out, and back.

The lines of one kit are kept together as one line, with tabs between; JSON has no tab of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import NoneType
from typing import Any, NamedTuple

from hostkit import __version__
from hostkit.core.errors import NOWHERE, BadValue
from hostkit.core.values import phrase, slug
from hostkit.events.event import FIELDS
from hostkit.files.places import is_plain_name
from hostkit.kit import Kit
from hostkit.planning.print_plan import WAYS, PrintJob

MADE_BY = f"hostkit {__version__}"
"""Stands in every line, by which the file is known as hostkit's own."""

_BETWEEN = b"\t"
_STALE = b'"stale":true'

_FILE = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]{1,8}")
"""Names of the files of kits."""

_MOST_PAGES = 2_000
"""Pages of one file: a hundred times those of the longest guide that hostkit takes."""

_MOST_TEXTS, _LONGEST_TEXT = 200, 4_000
"""Warnings and details left blank of one kit, and letters of each: far above what hostkit says of any kit."""

_DAMAGE = (ValueError, KeyError, TypeError, RecursionError)
"""What a line that is no record may raise."""


class FileRecord(NamedTuple):
    """One file of a kit: where it is, what it holds, how it is printed.

    ``pages``, ``copies``, ``paper``, ``sides`` are None for a text; ``stock`` is what cards are cut from, ``folded``
    before that or not. ``warnings`` and ``left_blank`` are the kit's and stand in the record of its first file.
    ``kit_files`` is how many files the kit has, ``inputs`` the sum of all that it was made from.
    """

    event: str
    file: str
    pages: int | None
    sha256: str
    warnings: tuple[str, ...]
    left_blank: tuple[str, ...]
    copies: int | None
    sheets: int
    paper: str | None
    sides: str | None
    stock: str | None
    folded: bool
    kit_files: int
    inputs: str


def pack(event: str, inputs: str, kit: Kit, sums: Mapping[str, str]) -> bytes:
    """Return the records of a kit as one line; ``sums`` are the SHA-256 of its files by name."""
    jobs = {job.file: job for job in kit.jobs}
    lines = []
    for number, (name, total) in enumerate(sums.items()):
        job = jobs.get(name)
        record = {
            "event": event,
            "file": name,
            "pages": job.pages if job else None,
            "sha256": total,
            "warnings": [] if number else [str(warning) for warning in kit.warnings],
            "left_blank": [] if number else blanks(kit),
            "copies": job.copies if job else None,
            "sheets": job.sheets if job else 0,
            "paper": job.paper if job else None,
            "sides": job.how if job else None,
            "stock": (job.stock or None) if job else None,
            "folded": job.folded if job else False,
            "kit_files": len(sums),
            "inputs": inputs,
            "made_by": MADE_BY,
        }
        lines.append(_line(record))
    return _BETWEEN.join(lines) + b"\n"


def blanks(kit: Kit) -> tuple[str, ...]:
    """Return what was left blank, without the option that would fill it for one kit."""
    return tuple(blank.name for blank in kit.left_blank)


def unpack(line: bytes) -> tuple[FileRecord, ...]:
    """Return the records of a kit's line; none when any of them is damaged, missing, or says what no kit can be."""
    try:
        records = tuple(_record(json.loads(part)) for part in line.rstrip(b"\n").split(_BETWEEN))
    except _DAMAGE:
        return ()
    is_whole = all(record.kit_files == len(records) for record in records)
    names = {(records[0].event, record.file) for record in records}
    return records if is_whole and len(names) == len(records) else ()


def spread(line: bytes, *, stale: bool = False) -> bytes:
    """Return the records of a kit's line on lines of their own; ``stale`` marks an event that left the table."""
    if not stale and _STALE not in line:
        return line.replace(_BETWEEN, b"\n")
    parts = []
    for part in line.rstrip(b"\n").split(_BETWEEN):
        record = json.loads(part)
        record.pop("stale", None)
        parts.append(_line({**record, **({"stale": True} if stale else {})}) + b"\n")
    return b"".join(parts)


def gather(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of a manifest, each with its end, a kit on a line again."""
    for _, group in groupby(lines, _event_of):
        yield _BETWEEN.join(line.rstrip(b"\n") for line in group) + b"\n"


def _event_of(line: bytes) -> object:
    try:
        return json.loads(line)["event"]
    except _DAMAGE:
        return None


_TYPES: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("event", "file", "sha256", "inputs"), str),
    **dict.fromkeys(("sheets", "kit_files"), int),
    "folded": bool,
    **dict.fromkeys(("pages", "copies"), (int, NoneType)),
    **dict.fromkeys(("paper", "sides", "stock"), (str, NoneType)),
    **dict.fromkeys(("warnings", "left_blank"), list),
}


def _record(data: Mapping[str, Any]) -> FileRecord:
    """Return a record of what a line holds. Raises an error of ``_DAMAGE``: somebody may have edited it."""
    values = {name: data[name] for name in FileRecord._fields}
    for name, types in _TYPES.items():
        is_flag = isinstance(values[name], bool)
        if not isinstance(values[name], types) or is_flag is not (types is bool):
            raise TypeError(name)
    for name in ("warnings", "left_blank"):
        values[name] = tuple(values[name])
    record = FileRecord(**values)
    if not (_has_good_names(record) and _is_printable(record) and _has_short_texts(record)):
        raise ValueError(record.file)
    return record


def _has_good_names(record: FileRecord) -> bool:
    """Tell whether the names are such as hostkit gives: of the event's folder, and of a file in it."""
    return slug(record.event) == record.event and _FILE.fullmatch(record.file) is not None


def _is_printable(record: FileRecord) -> bool:
    """Tell whether a file can be printed as the record says; of a text there is nothing to print."""
    pages, copies, paper, sides = record.pages, record.copies, record.paper, record.sides
    if pages is None or copies is None or paper is None or sides is None:
        nothing = (record.pages, record.copies, record.paper, record.sides, record.stock, record.sheets)
        return nothing == (None, None, None, None, None, 0) and not record.folded
    if sides not in WAYS or not (1 <= pages <= _MOST_PAGES and 1 <= copies <= FIELDS["guests"].bounds[1]):
        return False
    job = PrintJob(record.file, pages, copies, sides)
    return record.sheets == job.sheets and _is_paper(paper) and (not record.stock or _is_paper(record.stock))


def _is_paper(name: str) -> bool:
    """Tell whether a paper or a stock, a file of somebody's own perhaps, may have this name."""
    try:
        return phrase(name, NOWHERE).text == name and is_plain_name(name) and not set(name) & set("<>")
    except BadValue:
        return False


def _has_short_texts(record: FileRecord) -> bool:
    texts = (*record.warnings, *record.left_blank)
    return len(texts) <= _MOST_TEXTS and all(
        isinstance(text, str) and len(text) <= _LONGEST_TEXT and "\0" not in text for text in texts
    )


def _line(record: Mapping[str, object]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
