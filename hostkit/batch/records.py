"""Converts finished kits to records in JSON, one for each file, and back.

In the journal the records of one kit share one line, separated by tabs; JSON as written here contains no tabs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import NoneType
from typing import Any, NamedTuple, TypeAlias, get_args, get_type_hints

from hostkit import __version__
from hostkit.core.errors import NOWHERE, BadValue
from hostkit.core.values import phrase, slug
from hostkit.events.calendar_file import EntryVersion, version_of
from hostkit.events.event import FIELDS
from hostkit.files.writer import is_plain_name
from hostkit.kit import Kit
from hostkit.planning.print_plan import CALENDAR, WAYS, PrintJob

MADE_BY = f"hostkit {__version__}"
"""Written in every record, so that the manifest can be recognized as hostkit's file."""

_BETWEEN = b"\t"
STALE = b'"stale":true'
"""What the lines of an event have that is no longer in the table."""

_FILE = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]{1,8}")
"""The pattern for file names in a kit."""

_MOST_PAGES = 2_000
"""The largest number of pages of one file that a record may give: 100 times those of the longest guide accepted."""

_MOST_TEXTS, _LONGEST_TEXT = 200, 4_000
"""The largest number of warnings and blanks of one kit, and of characters in each: far more than hostkit writes."""

_DAMAGE = (ValueError, KeyError, TypeError, RecursionError)
"""The exceptions that reading a damaged record may raise."""


class EntryRecord(NamedTuple):
    """A calendar entry: its version as in ``EntryVersion``, and the host of the event, if known."""

    uid: str
    sequence: int
    content: str
    is_canceled: bool
    host: str | None

    @property
    def version(self) -> EntryVersion:
        """The version without the host."""
        return EntryVersion(*self[:4])


class EveningRecord(NamedTuple):
    """An evening for programs: ``date`` in ISO form, ``start`` as HH:MM, ``minutes`` the length, None if not known.

    ``title`` is that of the guide, and ``branch`` the cell of the organizer's own column of that name.
    """

    title: str
    date: str | None
    start: str | None
    minutes: int
    host: str | None
    place: str | None
    branch: str | None
    is_canceled: bool


class FileRecord(NamedTuple):
    """One file of a kit: its name, its checksum and how it is printed.

    ``pages``, ``copies``, ``paper`` and ``sides`` are None for a text file. ``stock`` is the stock that cards are cut
    from, and ``folded`` is true when the sheets are folded before they are cut. ``warnings`` and ``left_blank`` belong
    to the whole kit and are given in the record of its first file only. ``kit_files`` is the number of files in the
    kit, and ``inputs`` is the checksum of everything the kit was made from. ``calendar`` describes a calendar entry,
    and is None for any other file. ``evening`` describes the event, and is None in records of version 0.1.0.
    ``again`` is true when the file is printed and differs from that of an earlier kit.
    ``made_from`` has checksums of the parts of ``inputs``, and is given in the record of a kit's first file only.
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
    calendar: EntryRecord | None = None
    evening: EveningRecord | None = None
    again: bool = False
    made_from: str = ""


Records: TypeAlias = tuple[FileRecord, ...]
"""The records of one kit."""


def records_of(
    event: str, inputs: str, kit: Kit, sums: Mapping[str, str], evening: EveningRecord | None = None
) -> Records:
    """Return the records of a finished kit; ``sums`` maps the names of its files to their SHA-256."""
    warnings = tuple(map(str, kit.warnings))
    blanks = tuple(blank.name for blank in kit.left_blank)
    jobs = {job.file: job for job in kit.jobs}
    found: list[FileRecord] = []
    for name, total in sums.items():
        texts = ((), ()) if found else (warnings, blanks)
        record = FileRecord(
            event,
            name,
            None,
            total,
            *texts,
            None,
            0,
            None,
            None,
            None,
            False,
            len(sums),
            inputs,
            None,
            evening,
        )
        if job := jobs.get(name):
            record = record._replace(pages=job.pages, copies=job.copies, sheets=job.sheets, folded=job.folded)
            record = record._replace(paper=job.paper, sides=job.how, stock=job.stock or None)
        if name == CALENDAR and (version := version_of(kit.files[name])):
            record = record._replace(calendar=EntryRecord(*version, evening and evening.host))
        found.append(record)
    return tuple(found)


def pack(kit: Records) -> bytes:
    """Return the records of a kit as one line."""
    return _BETWEEN.join(map(_line, map(_data, kit))) + b"\n"


def _data(record: FileRecord) -> dict[str, object]:
    parts = {name: value and value._asdict() for name in _PARTS for value in [getattr(record, name)]}
    return {**record._asdict(), **parts, "made_by": MADE_BY}


def unpack(line: bytes) -> Records:
    """Return the records in a kit's line; an empty tuple when any of them is damaged, missing or impossible."""
    try:
        records = tuple(_record(json.loads(part)) for part in line.rstrip(b"\n").split(_BETWEEN))
    except _DAMAGE:
        return ()
    is_whole = all(record.kit_files == len(records) for record in records)
    names = {(records[0].event, record.file) for record in records}
    return records if is_whole and len(names) == len(records) else ()


def spread(line: bytes, *, stale: bool = False) -> bytes:
    """Return the records of a kit's line, each on a separate line.

    ``stale`` marks the records of an event that is no longer in the table; without it an earlier mark is removed.
    """
    if not stale and STALE not in line:
        return line.replace(_BETWEEN, b"\n")
    parts = []
    for part in line.rstrip(b"\n").split(_BETWEEN):
        record = json.loads(part)
        record.pop("stale", None)
        parts.append(_line({**record, **({"stale": True} if stale else {})}) + b"\n")
    return b"".join(parts)


def gather(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield one line for each kit, joined from the manifest's lines, each with a line break at the end."""
    for _, group in groupby(lines, _event_of):
        yield _BETWEEN.join(line.rstrip(b"\n") for line in group) + b"\n"


def _event_of(line: bytes) -> object:
    try:
        return json.loads(line)["event"]
    except _DAMAGE:
        return None


_TEXTS = ("warnings", "left_blank")


def _types(model: type) -> dict[str, tuple[type, ...]]:
    return {name: get_args(hint) or (hint,) for name, hint in get_type_hints(model).items()}


_PARTS: Mapping[str, type[EntryRecord] | type[EveningRecord]] = {
    "calendar": EntryRecord,
    "evening": EveningRecord,
}
_TYPES = {
    **_types(FileRecord),
    **dict.fromkeys(_TEXTS, (list,)),
    **dict.fromkeys(_PARTS, (dict, NoneType)),
}
_TYPES_OF_PARTS = {name: _types(part) for name, part in _PARTS.items()}
"""The types that the values of a record, and of its parts, have in JSON."""


def _record(data: Mapping[str, Any]) -> FileRecord:
    """Return the record in a JSON object. Raises one of ``_DAMAGE`` when the object is not what hostkit writes."""
    # Version 0.1.0 wrote neither parts nor what is to be printed again.
    data = {**dict.fromkeys(_PARTS), "again": False, "made_from": "", **data}
    values = _typed(data, _TYPES)
    for name in _TEXTS:
        values[name] = tuple(values[name])
    for name, part in _PARTS.items():
        if data[name] is not None:
            values[name] = part(**_typed(data[name], _TYPES_OF_PARTS[name]))
    record = FileRecord(**values)
    if not (_has_good_names(record) and _is_printable(record) and _has_short_texts(record)):
        raise ValueError(record.file)
    return record


def _typed(data: Mapping[str, Any], types: Mapping[str, tuple[type, ...]]) -> dict[str, Any]:
    """Return the values of these names in a JSON object. Raises TypeError for one of another type."""
    values = {name: data[name] for name in types}
    for name, value in values.items():
        if type(value) not in types[name]:
            raise TypeError(name)
    return values


def _has_good_names(record: FileRecord) -> bool:
    """Tell whether the event id and the file name have the form that hostkit gives them."""
    return slug(record.event) == record.event and _FILE.fullmatch(record.file) is not None


def _is_printable(record: FileRecord) -> bool:
    """Tell whether the record's print details are consistent; a text file must have none."""
    pages, copies, paper, sides = record.pages, record.copies, record.paper, record.sides
    if pages is None or copies is None or paper is None or sides is None:
        nothing = (record.pages, record.copies, record.paper, record.sides, record.stock, record.sheets)
        return nothing == (None, None, None, None, None, 0) and not record.folded
    if sides not in WAYS or not (1 <= pages <= _MOST_PAGES and 1 <= copies <= FIELDS["guests"].bounds[1]):
        return False
    job = PrintJob(record.file, pages, copies, sides)
    return record.sheets == job.sheets and _is_paper(paper) and (not record.stock or _is_paper(record.stock))


def _is_paper(name: str) -> bool:
    """Tell whether a paper or a stock, including a user's own stock, may have this name."""
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
