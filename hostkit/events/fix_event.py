"""Writes events in YAML again with every key and value that has one meaning in the form that hostkit writes itself.

Only the characters of these keys and values change; every other byte of the file stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hostkit.core import strict_yaml as tree
from hostkit.core.errors import Position, SourceError
from hostkit.core.input_files import read_within
from hostkit.core.text_edits import Change, Edit, Fixed, applied, key_edit, reads_as, scalar_edit
from hostkit.core.wording import display_path
from hostkit.events.event import event_names
from hostkit.events.settled_values import settled_text
from hostkit.events.typed_words import plain_name

_NO_REVISIONS: Mapping[int, int] = {}


def fix_event(path: Path, dates: str | None = None) -> Fixed:
    """Return an event file with its keys and values settled, and the changes.

    ``dates`` is "dmy" or "mdy", the order in which dates such as 12/04/26 are meant, or None. Raises SourceError if the
    file cannot be read.
    """
    data = read_within(path, tree.MAX_BYTES, wanted="a .yaml file")
    return fix_events(data, display_path(path), dates)


def fix_events(
    data: bytes,
    file: str,
    dates: str | None = None,
    revisions: Mapping[int, int] = _NO_REVISIONS,
    only: tuple[int, int] | None = None,
) -> Fixed:
    """Return the bytes of an event, or of a list of events, with keys and values settled, and the changes.

    ``file`` is the name of the file in messages; ``revisions`` has new values for the key ``revision`` by the lines of
    events, ``only`` the line and the column of the one text that is settled. Raises SourceError if the file is not
    YAML.
    """
    document = tree.parse(data, file, may_be_empty=True)
    if document.root is None and document.problems:
        raise SourceError(*document.problems)
    text = data.decode("utf-8")
    every = _changes(document.root, text, file, dates, revisions)
    found = [pair for pair in every if only in (None, (pair[0].at.line, pair[0].at.column))]
    if not reads_as(text, applied(text, [edit for _, edit in found]), file, _to_read(found)):
        # One edit may be the cause, so each is tried alone.
        found = [pair for pair in found if reads_as(text, applied(text, [pair[1]]), file, _to_read([pair]))]
    after = applied(text, [edit for _, edit in found]).encode("utf-8")
    return Fixed(data, after, tuple(change for change, _ in found))


def _to_read(found: Sequence[tuple[Change, Edit]]) -> dict[tuple[int, int], str]:
    return {(change.at.line, change.at.column): change.after for change, _ in found}


def _changes(
    root: tree.Node | None, text: str, file: str, dates: str | None, revisions: Mapping[int, int]
) -> Iterator[tuple[Change, Edit]]:
    """Yield the changes of the keys and values of each event, with the edits that make them."""
    for event in root.items if isinstance(root, tree.Sequence) else (root,):
        if not isinstance(event, tree.Mapping):
            continue
        keys = {entry.key for entry in event.entries}
        for entry in event.entries:
            name, node = plain_name(entry.key), entry.value
            if name not in event_names():
                continue
            if name not in keys and (edit := key_edit(text, entry, name)):
                keys.add(name)
                yield Change(Position(file, entry.line, entry.column), entry.key, name), edit
            if not isinstance(node, tree.Scalar):
                continue
            wanted = settled_text(name, node.text, dates) if node.text.strip() else None
            if name == "revision" and event.line in revisions:
                wanted = str(revisions[event.line])
            if wanted and wanted != node.text and (edit := scalar_edit(text, node, wanted)):
                yield Change(Position(file, node.line, node.column, name), node.text, wanted), edit
