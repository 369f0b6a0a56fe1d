"""Lists of a guide: agreements, tips, materials, prompts. A section in, its items out.

Items of a list and lines are items as they are; one running text is parted where its kind allows: agreements at the
ends of sentences, materials at commas.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hostkit.importing.draft import DraftList, Item, Sign, Text, TextPiece
from hostkit.importing.paragraph import SourceParagraph, has_words, tidy
from hostkit.importing.prose import sentences
from hostkit.importing.sections import Section


def listed(sections: Sequence[Section]) -> DraftList:
    """Return the items of sections of one kind, in order, with their titles."""
    items: list[Item] = []
    signs: list[Sign] = []
    for section in sections:
        if section.title and section.title.written:
            signs.append(Sign(section.title.written, section.line))
        items += _items(section)
    return DraftList(tuple(items), tuple(signs))


def _items(section: Section) -> list[Item]:
    found: list[Item] = []
    for paragraph in section.body:
        sign = (Sign(paragraph.marker, paragraph.line),) if has_words(paragraph.marker) else ()
        if paragraph.inside and found and not paragraph.apart:
            found[-1] = Item(Text((*found[-1].text.pieces, _piece(paragraph))), found[-1].signs)
            continue
        texts = [paragraph.text] if paragraph.kind else _parted(section, paragraph)
        for text in texts:
            if has_words(text):
                found.append(Item(Text((TextPiece(tidy(text), paragraph.line),)), sign))
                sign = ()
        if sign and found:
            found[-1] = Item(found[-1].text, (*found[-1].signs, *sign))
    return found


def _piece(paragraph: SourceParagraph) -> TextPiece:
    return TextPiece(tidy(paragraph.text), paragraph.line)


def _parted(section: Section, paragraph: SourceParagraph) -> list[str]:
    """Return a running text in parts."""
    if section.kind == "agreements":
        return sentences(paragraph.text)
    if section.kind == "materials":
        return _at_commas(paragraph.text)
    return [paragraph.text]


def _at_commas(text: str) -> list[str]:
    """Return what commas part, outside of brackets; several sentences are no such list."""
    first, *more = sentences(text)
    if "," not in first:
        return [text]
    parts, depth, start = [], 0, 0
    for at, c in enumerate(first):
        depth += (c in "([") - (c in ")]")
        if c in ",;" and depth == 0 and re.match(r"\s", first[at + 1 : at + 2]):
            parts.append(first[start:at].strip())
            start = at + 1
    last = first[start:].strip()
    return [*parts, last.rstrip(".") if not more and last.count(".") == 1 else last, *more]
