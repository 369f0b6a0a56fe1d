"""Fields that lines name by themselves ("Publisher: ..."), names, and what is left of a paragraph without its link.

Shared by the two parts that are made of a name and a link: what is read before, and the group.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from hostkit.importing.draft import Sign, Text, TextPiece
from hostkit.importing.found_links import Found, find_link, link_words, without
from hostkit.importing.paragraph import SourceParagraph, has_words, plain, tidy
from hostkit.importing.words import ImportWords, Key, key_of

QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{2,160})[”“»\"]")
EDGES = " \t.,;:–—-|·()[]"

_LABEL = re.compile(r"\s?:(?=\s|$)")


def labelled(
    body: Sequence[SourceParagraph], words: ImportWords, names: Sequence[str]
) -> tuple[dict[str, Text], list[SourceParagraph], list[Sign]]:
    """Return the fields that lines name ("Publisher: ..."), the other paragraphs, and what was understood."""
    fields: dict[str, Text] = {}
    rest: list[SourceParagraph] = []
    signs: list[Sign] = []
    for paragraph in body:
        if has_words(paragraph.marker):
            signs.append(Sign(paragraph.marker, paragraph.line))
        cut = _LABEL.search(paragraph.text, 1, 30)
        meant = words.label(key_of(paragraph.text[: cut.start()])) if cut else ()
        name = next((n for n in names if n in meant), "")
        if cut and name and name not in fields and has_words(value := paragraph.text[cut.end() :]):
            fields[name] = Text((TextPiece(tidy(value), paragraph.line),))
            signs.append(Sign(f"{plain(paragraph.text[: cut.start()])}:", paragraph.line))
        else:
            rest.append(paragraph)
    return fields, rest, signs


def address(text: Text | None) -> TextPiece | None:
    """Return the link in a field, if there is one."""
    found = find_link(text.plain) if text else None
    return TextPiece(found.url, text.line) if text and found else None


def main_link(text: str) -> Found | None:
    """Return the link of a paragraph: the one that words were put on, else the first."""
    named = link_words(text)
    return named[1] if named else find_link(text)


def left_of(paragraph: SourceParagraph, found: Found | None) -> TextPiece:
    """Return a paragraph's text without its link, where it can stand without."""
    bare = without(paragraph.text, found) if found else None
    return TextPiece(tidy(bare if bare is not None else paragraph.text), paragraph.line)


def is_name(text: str, most: int, words: ImportWords | None = None) -> bool:
    """Tell whether a text may be a name: few words, no sentence, one with a capital, none such as "it" first."""
    bare = plain(text).strip(EDGES)
    parts = bare.split()
    if not 0 < len(parts) <= most or re.search(r"[.!?]\s", bare):
        return False
    first = key_of(parts[0])
    if words and first and first[0] in words.common and first[0] not in words.fill:
        return False
    return any(part[:1].isupper() or part[:1].isdigit() for part in parts)


def longest_first(keys: Collection[Key]) -> list[Key]:
    """Return keys, those of most words first, in a fixed order."""
    return sorted(keys, key=lambda key: (-len(key), key))
