"""Changes characters of a file and leaves all others as they are, and describes each change.

A change of a YAML file is made only if the file then reads as before but for the changed texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hostkit.core import strict_yaml as tree
from hostkit.core.characters import fold
from hostkit.core.errors import Position
from hostkit.core.input_files import LINE_END
from hostkit.core.yaml_writer import scalar


class Change(NamedTuple):
    """A change of a file: its position, and the text there before and after."""

    at: Position
    before: str
    after: str


class Fixed(NamedTuple):
    """The bytes of a file before and after, the changes between them, in order, and sentences for the user."""

    before: bytes
    after: bytes
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()


class Edit(NamedTuple):
    """Characters of a file, from ``start`` to before ``end``, and what takes their place."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return a text after edits that do not overlap."""
    for each in sorted(edits, reverse=True):
        text = text[: each.start] + each.text + text[each.end :]
    return text


def offset_of(text: str, line: int, column: int) -> int:
    """Return the offset of a place whose line and column count from 1; a byte order mark has no column."""
    starts = [0, *(found.end() for found in LINE_END.finditer(text))]
    mark = 1 if line == 1 and text.startswith("\ufeff") else 0
    return starts[line - 1] + column - 1 + mark


def scalar_edit(text: str, node: tree.Scalar, wanted: str) -> Edit | None:
    """Return the edit that writes another text in place of a YAML scalar, or None if its source is not its text."""
    begin = offset_of(text, node.line, node.column)
    quote = "" if node.plain else text[begin]
    source = f"{quote}{node.text}{quote}"
    if not text.startswith(source, begin) or "\n" in node.text:
        return None
    is_bare = node.plain and wanted.isascii() and not set(wanted) & set("#,[]{}'\"") and ": " not in wanted
    if node.plain:
        return Edit(begin, begin + len(source), wanted if is_bare else scalar(wanted))
    return None if set(wanted) & set("\\'\"") else Edit(begin, begin + len(source), f"{quote}{wanted}{quote}")


def key_edit(text: str, entry: tree.YamlEntry, wanted: str) -> Edit | None:
    """Return the edit that writes another name in place of a key, or None if the key's source is not its text."""
    plain = text[offset_of(text, entry.line, entry.column)] not in "'\""
    return scalar_edit(text, tree.Scalar(entry.key, entry.line, entry.column, plain), wanted)


def reads_as(before: str, after: str, file: str, wanted: Mapping[tuple[int, int], str]) -> bool:
    """Tell whether a YAML file reads as before but for some texts; ``wanted`` has these by line and column."""
    old, new = (tree.parse(each.encode("utf-8"), file) for each in (before, after))
    if len(old.problems) != len(new.problems):
        return False
    pairs = list(zip(scalars(old.root), scalars(new.root), strict=False))
    if len(pairs) != len(list(scalars(new.root))) or len(pairs) != len(list(scalars(old.root))):
        return False
    return all(
        fold(new_text) == wanted[at] if at in wanted else old_text == new_text
        for (at, old_text), (_, new_text) in pairs
    )


def scalars(node: tree.Node | None) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the place, line and column, and the text of every key and value."""
    if isinstance(node, tree.Mapping):
        for entry in node.entries:
            yield (entry.line, entry.column), entry.key
            yield from scalars(entry.value)
    elif isinstance(node, tree.Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, tree.Scalar):
        yield (node.line, node.column), node.text
