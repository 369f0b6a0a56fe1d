"""Mends typewriter signs in the file of a guide: only their characters change, and every other byte stays.

A text is mended in the file only if the file then reads as before but for that text. Otherwise it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hostkit.core import strict_yaml as tree
from hostkit.core.characters import Phrase, fold
from hostkit.core.errors import Position
from hostkit.core.input_files import LINE_END, read_within
from hostkit.core.values import instances_in
from hostkit.core.wording import display_path
from hostkit.guides.guide import Guide
from hostkit.guides.languages import COMPLETE, known_language, read_language
from hostkit.guides.read_guide import read_guide
from hostkit.guides.typed_signs import Mend, mended, mends

MOST_BYTES = tree.MAX_BYTES
_OTHERS = r"(?<=\s)--+(?=\s)|(?<!\.)\.\.\.(?!\.)"
_IN_TEXT = rf"[\"']|{_OTHERS}"
_IN_SOURCE = {'"': rf"\\\"|'|{_OTHERS}", "'": rf"''|\"|{_OTHERS}", "": _IN_TEXT}
"""The signs in the source of a text, by the quotation mark of YAML around it, which is written otherwise inside."""


class Change(NamedTuple):
    """A changed sign: its position, and the characters around it before and after the change."""

    at: Position
    before: str
    after: str


class FixedGuide(NamedTuple):
    """The bytes of a guide's file before and after, and the changes between them, in order."""

    before: bytes
    after: bytes
    changes: tuple[Change, ...]


_AROUND = 15
"""The characters on each side of a sign that a change shows, enough to find the place in an editor."""


def fix_guide(path: Path) -> FixedGuide:
    """Return the file of a guide with its typewriter signs mended. Raises SourceError for a guide with problems."""
    guide = read_guide(path)
    before = read_within(path, MOST_BYTES, wanted="a guide")
    language = read_language(known_language(guide.language) or COMPLETE)
    text, changes = before.decode("utf-8"), list[Change]()
    for phrase in _printed(guide):
        wanted = mends(phrase.text, language, dots=True)
        if not wanted:
            continue
        edits = _edits(text, phrase, wanted)
        changed = _applied(text, edits)
        if edits and _reads_as(text, changed, phrase, mended(phrase.text, wanted)):
            # The last text comes first, so that the places of the others stay.
            changes[:0] = list(_told(path, text, edits))
            text = changed
    return FixedGuide(before, text.encode("utf-8"), tuple(changes))


def _printed(guide: Guide) -> list[Phrase]:
    """Return the texts of a guide that are printed, each once, from the last of the file to the first."""
    found = {phrase.at[1:3]: phrase for phrase in instances_in(guide._replace(notes=()), Phrase)}
    return [found[place] for place in sorted(found, reverse=True)]


class _Edit(NamedTuple):
    """Characters of the file, from ``start`` to before ``end``, and what takes their place."""

    start: int
    end: int
    sign: str


def _offset(text: str, line: int, column: int) -> int:
    """Return the offset of a place whose line and column count from 1."""
    starts = [0, *(found.end() for found in LINE_END.finditer(text))]
    mark = 1 if line == 1 and text.startswith("\ufeff") else 0
    return starts[line - 1] + column - 1 + mark


def _edits(text: str, phrase: Phrase, wanted: Sequence[Mend]) -> list[_Edit]:
    """Return the edits of a phrase's source: its signs are found there in the order in which they are in the phrase."""
    begin = _offset(text, phrase.at.line, phrase.at.column)
    quote = text[begin] if text[begin] in "'\"" else ""
    source = re.compile(_IN_SOURCE[quote]).finditer(text, begin + len(quote))
    by_start = {each.start: each for each in wanted}
    pairs = zip(re.finditer(_IN_TEXT, phrase.text), source, strict=False)
    edits = [
        _Edit(*found.span(), by_start[sign.start()].sign) for sign, found in pairs if sign.start() in by_start
    ]
    return edits if len(edits) == len(wanted) else []


def _applied(text: str, edits: Sequence[_Edit]) -> str:
    for each in reversed(edits):
        text = text[: each.start] + each.sign + text[each.end :]
    return text


def _reads_as(before: str, after: str, phrase: Phrase, wanted: str) -> bool:
    """Tell whether a file reads as before, but for one text that reads as wanted."""
    old, new = (tree.parse(each.encode("utf-8"), phrase.at.file) for each in (before, after))
    if old.problems or new.problems:
        return False
    pairs = list(zip(_scalars(old.root), _scalars(new.root), strict=False))
    if len(pairs) != len(list(_scalars(new.root))) or len(pairs) != len(list(_scalars(old.root))):
        return False
    place = phrase.at[1:3]
    return all(
        fold(new_text) == wanted if at == place else old_text == new_text
        for (at, old_text), (_, new_text) in pairs
    )


def _scalars(node: tree.Node | None) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the place and the text of every key and value."""
    if isinstance(node, tree.Mapping):
        for entry in node.entries:
            yield (0, 0), entry.key
            yield from _scalars(entry.value)
    elif isinstance(node, tree.Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, tree.Scalar):
        yield (node.line, node.column), node.text


def _told(path: Path, text: str, edits: Sequence[_Edit]) -> Iterator[Change]:
    for each in edits:
        ends = [0, *(found.end() for found in LINE_END.finditer(text, 0, each.start))]
        at = Position(display_path(path), len(ends), each.start - ends[-1] + 1)
        line_end = LINE_END.search(text, each.end)
        last = min(each.end + _AROUND, line_end.start() if line_end else len(text))
        first = max(each.start - _AROUND, ends[-1])
        left, right = text[first : each.start], text[each.end : last]
        yield Change(at, f"{left}{text[each.start : each.end]}{right}", f"{left}{each.sign}{right}")
