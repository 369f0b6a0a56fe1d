"""Mends typewriter signs in the file of a guide: only their characters change, and every other byte stays.

A text is mended in the file only if the file then reads as before but for that text. Otherwise it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from hostkit.core.characters import Phrase
from hostkit.core.errors import Position
from hostkit.core.input_files import LINE_END, read_within
from hostkit.core.strict_yaml import MAX_BYTES
from hostkit.core.text_edits import Change, Edit, Fixed, applied, offset_of, reads_as
from hostkit.core.values import instances_in
from hostkit.core.wording import display_path
from hostkit.guides.guide import Guide
from hostkit.guides.languages import COMPLETE, known_language, read_language
from hostkit.guides.read_guide import read_guide
from hostkit.guides.typed_signs import Mend, mended, mends

_OTHERS = r"(?<=\s)--+(?=\s)|(?<!\.)\.\.\.(?!\.)"
_IN_TEXT = rf"[\"']|{_OTHERS}"
_IN_SOURCE = {'"': rf"\\\"|'|{_OTHERS}", "'": rf"''|\"|{_OTHERS}", "": _IN_TEXT}
"""The signs in the source of a text, by the quotation mark of YAML around it, which is written otherwise inside."""


_AROUND = 15
"""The characters on each side of a sign that a change shows, enough to find the place in an editor."""


def fix_guide(path: Path) -> Fixed:
    """Return the file of a guide with its typewriter signs mended. Raises SourceError for a guide with problems."""
    guide = read_guide(path)
    before = read_within(path, MAX_BYTES, wanted="a guide")
    language = read_language(known_language(guide.language) or COMPLETE)
    text, changes = before.decode("utf-8"), list[Change]()
    for phrase in _printed(guide):
        wanted = mends(phrase.text, language, dots=True)
        if not wanted:
            continue
        edits = _edits(text, phrase, wanted)
        changed = applied(text, edits)
        to_read = {phrase.at[1:3]: mended(phrase.text, wanted)}
        if edits and reads_as(text, changed, phrase.at.file, to_read):
            # The last text comes first, so that the places of the others stay.
            changes[:0] = list(_told(path, text, edits))
            text = changed
    return Fixed(before, text.encode("utf-8"), tuple(changes))


def _printed(guide: Guide) -> list[Phrase]:
    """Return the texts of a guide that are printed, each once, from the last of the file to the first."""
    found = {phrase.at[1:3]: phrase for phrase in instances_in(guide._replace(notes=()), Phrase)}
    return [found[place] for place in sorted(found, reverse=True)]


def _edits(text: str, phrase: Phrase, wanted: Sequence[Mend]) -> list[Edit]:
    """Return the edits of a phrase's source: its signs are found there in the order in which they are in the phrase."""
    begin = offset_of(text, phrase.at.line, phrase.at.column)
    quote = text[begin] if text[begin] in "'\"" else ""
    source = re.compile(_IN_SOURCE[quote]).finditer(text, begin + len(quote))
    by_start = {each.start: each for each in wanted}
    pairs = zip(re.finditer(_IN_TEXT, phrase.text), source, strict=False)
    edits = [
        Edit(*found.span(), by_start[sign.start()].sign) for sign, found in pairs if sign.start() in by_start
    ]
    return edits if len(edits) == len(wanted) else []


def _told(path: Path, text: str, edits: Sequence[Edit]) -> Iterator[Change]:
    for each in edits:
        ends = [0, *(found.end() for found in LINE_END.finditer(text, 0, each.start))]
        at = Position(display_path(path), len(ends), each.start - ends[-1] + 1)
        line_end = LINE_END.search(text, each.end)
        last = min(each.end + _AROUND, line_end.start() if line_end else len(text))
        first = max(each.start - _AROUND, ends[-1])
        left, right = text[first : each.start], text[each.end : last]
        yield Change(at, f"{left}{text[each.start : each.end]}{right}", f"{left}{each.text}{right}")
