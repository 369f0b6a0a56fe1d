"""Sections that are no part, or another than their title says: each is given to the part that its sentences are about.

In: sections sorted by their titles. Out: the same, with what stands under no title where it belongs; what nothing tells
of is left over, for the notes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from hostkit.importing import hints
from hostkit.importing.draft import Sign
from hostkit.importing.opening_lines import Opening
from hostkit.importing.paragraph import SourceParagraph
from hostkit.importing.sections import Section
from hostkit.importing.times import take
from hostkit.importing.title_forms import END, NOTES, SEGMENTS, Title
from hostkit.importing.words import ImportWords, key_of


@dataclass(slots=True)
class Sorted:
    """The sections by what becomes of them; ``rest`` are paragraphs that no part took."""

    sections: list[Section]
    rest: list[SourceParagraph] = field(default_factory=list)
    titled: Section | None = None
    signs: list[Sign] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def retitled(found: Sorted, words: ImportWords) -> None:
    """Change the kind of sections that are another part by what they say."""
    kinds = {section.kind for section in found.sections}
    reads = any(section.kind == "pre_read" and section.body for section in found.sections)
    for section in found.sections:
        whole = key_of(" ".join(p.plain for p in section.body))
        opens = bool(section.kind == "welcome" and section.title and section.title.name)
        if opens and "introductions" not in kinds and words.hinted("introductions", whole):
            section.kind = "introductions"
        denied = bool(whole) and all((word,) in words.lists["not"] for word in whole)
        alone = not section.body and not reads
        if (section.kind == "group_photo" and denied) or (section.kind == "pre_read" and alone):
            section.kind = NOTES


def hinted(found: Sorted, words: ImportWords, title: Opening) -> None:
    """Replace sections without a part by those that their sentences are about; the rest goes to the notes."""
    have = {section.kind for section in found.sections}
    topic = key_of(title.title.plain) if title.title else ()
    sections: list[Section] = []
    for section in found.sections:
        if section.kind in (NOTES, END) or section.kind in SEGMENTS:
            _linked(section, sections, words, have)
        if section.kind is not None:
            sections.append(section)
            continue
        unknown = len(section.body) > 1 and _is_heading(section, found.sections)
        for paragraph in section.body:
            if unknown and paragraph is not section.body[0]:
                found.rest.append(paragraph)
                continue
            for kind, stretch in hints.about(paragraph, words, topic, {k for k in have if k}):
                if kind is None:
                    found.rest.append(stretch)
                else:
                    sections.append(_section(kind, stretch, words))
        have |= {
            section.kind for section in sections if section.kind in ("definition", "pre_read", "follow_up")
        }
    found.sections = sections


def _is_heading(section: Section, sections: Sequence[Section]) -> bool:
    """Tell whether a section without a part begins with a title of its own; the first may have a line beneath its."""
    first = section.body[0]
    return first.level > 0 or (first.shows and section is not sections[0])


def _linked(
    section: Section, sections: list[Section], words: ImportWords, have: Collection[str | None]
) -> None:
    """Take from the notes of a text what links to the group or the pre-read: a task may be all that names them."""
    known = {"definition", "agreements", *(kind for kind in have if kind)}
    for paragraph in list(section.body):
        if section.kind in SEGMENTS and (paragraph is section.body[0] or not paragraph.apart):
            continue
        about = hints.about(paragraph, words, (), known)
        kind = next((a.kind for a in about if a.kind in hints.LINKED and a.kind not in known), None)
        if kind is None:
            continue
        known.add(kind)
        if section.heading and section.heading.line == paragraph.line:
            # The title stood on the same line: both are taken apart together.
            about = hints.about(replace(section.heading, level=0), words, (), known - {kind})
            section.heading = None
        at = section.body.index(paragraph)
        section.body[at : at + 1] = [a.paragraph for a in about if a.kind is None]
        sections += [_section(kind, a.paragraph, words) for a in about if a.kind == kind]


def _section(kind: str, stretch: SourceParagraph, words: ImportWords) -> Section:
    taken = take(stretch.text, words) if kind in SEGMENTS else None
    title = Title(kind, "", "", stretch.text, taken, False) if taken else None
    return Section(kind, title, None, [replace(stretch, level=0)])


def about_rest(
    paragraphs: Sequence[SourceParagraph], words: ImportWords, found: Sorted, title: Opening
) -> list[Section]:
    """Return sections that paragraphs behind the questions are about; the others are notes."""
    have = {section.kind for section in found.sections if section.kind}
    topic = key_of(title.title.plain) if title.title else ()
    later: list[Section] = []
    for paragraph in paragraphs:
        for kind, stretch in hints.about(paragraph, words, topic, have):
            if kind is None:
                found.rest.append(stretch)
            else:
                later.append(_section(kind, stretch, words))
    return later
