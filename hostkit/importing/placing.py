"""Assigns sections with no title, or with a misleading one, to the part of the guide that their sentences are about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from hostkit.importing.draft import Sign
from hostkit.importing.fitting import sentences
from hostkit.importing.marked_text import find_link
from hostkit.importing.opening_lines import Opening
from hostkit.importing.paragraph import SourceParagraph, tidy
from hostkit.importing.sections import Section
from hostkit.importing.times import take
from hostkit.importing.title_forms import END, GOODBYE, HELPS, NOTES, SEGMENTS, Title
from hostkit.importing.words import ImportWords, Key, key_of, runs

LINKED = ("pre_read", "follow_up")
"""The parts that are recognized only in a paragraph with a link."""
_WHOLE = ("definition", "agreements", *LINKED)
"""The parts that take a whole paragraph and not a single sentence."""
_EARLY = 5
"""The number of first words among which a definition names its topic."""


_QUOTED = re.compile('["“„«].+["”“»][.]?$', re.DOTALL)
"""A text that is quoted as a whole, as words to say are."""


class About(NamedTuple):
    """A passage and the part of the guide that it is about, or None."""

    kind: str | None
    paragraph: SourceParagraph


def about(paragraph: SourceParagraph, words: ImportWords, topic: Key, have: Collection[str]) -> list[About]:
    """Return a paragraph divided into passages, each with its part; a passage about two parts is returned twice.

    ``topic`` is the topic of the guide, and ``have`` holds the parts that were found already.
    """
    whole = key_of(paragraph.plain)
    for kind in _WHOLE:
        if kind not in have and _speaks_of(kind, paragraph, whole, words, topic):
            return _linking(paragraph, words) if kind == "follow_up" else [About(kind, paragraph)]
    found: list[tuple[tuple[str, ...], str]] = []
    for sentence in sentences(paragraph.text):
        kinds = _kinds(sentence, words, have)
        before = found[-1][0] if found else ()
        if found and (kinds == before or (before and not kinds)):
            found[-1] = (before, f"{found[-1][1]} {sentence}")
        else:
            found.append((kinds, sentence))
    if not any(kinds for kinds, _ in found):
        return [About(None, paragraph)]
    return [
        About(kind, replace(paragraph, text=tidy(text), kind="", level=0, shows=False))
        for kinds, text in found
        for kind in kinds or (None,)
    ]


def _linking(paragraph: SourceParagraph, words: ImportWords) -> list[About]:
    """Return a paragraph about the follow-up group as passages.

    If the sentence with the link names the group, it becomes a passage of its own; otherwise the paragraph is one.
    """
    every = sentences(paragraph.text)
    linked = [n for n, s in enumerate(every) if find_link(s)]
    hinted = (
        any("follow_up" in words.hints.get(run, ()) for run in runs(key_of(every[linked[0]])))
        if linked
        else False
    )
    if len(every) == 1 or not hinted:
        return [About("follow_up", paragraph)]
    stretches = [every[: linked[0]], every[linked[0] : linked[0] + 1], every[linked[0] + 1 :]]
    return [
        About(
            "follow_up" if n == 1 else None,
            replace(
                paragraph,
                text=tidy(" ".join(texts)),
                marker=paragraph.marker if n == 0 or (n == 1 and not stretches[0]) else "",
            ),
        )
        for n, texts in enumerate(stretches)
        if texts
    ]


def _speaks_of(kind: str, paragraph: SourceParagraph, key: Key, words: ImportWords, topic: Key) -> bool:
    if kind not in LINKED and (paragraph.footnote or paragraph.kind):
        return False
    hinted = words.hinted(kind, key)
    if kind in LINKED:
        return hinted and find_link(paragraph.text) is not None
    if kind == "definition":
        return not paragraph.asks and (hinted or _defines(key, topic, words))
    return hinted


def _defines(key: Key, topic: Key, words: ImportWords) -> bool:
    """Tell whether a sentence begins by defining the topic: "A garden is a piece of ground"."""
    for at, word in enumerate(key[:_EARLY]):
        if any(
            _alike(word, other) for other in topic if other not in words.fill and other not in words.common
        ):
            return any((after,) in words.lists["is"] for after in key[at + 1 : at + 3])
    return False


def _alike(word: str, other: str) -> bool:
    """Tell whether two words are equal or differ only in their last letters, as forms of one word do."""
    short = min(len(word), len(other))
    return word == other or (
        short >= 5 and word[: short - 1] == other[: short - 1] and abs(len(word) - len(other)) <= 2
    )


def _kinds(sentence: str, words: ImportWords, have: Collection[str]) -> tuple[str, ...]:
    key = key_of(sentence)
    if "?" in sentence:
        return ()
    denied = any((word,) in words.lists["not"] for word in key)
    found: dict[str, None] = {}
    for run in runs(key):
        for kind in words.hints.get(run, ()):
            if kind in _WHOLE or kind in have or (denied and kind == "group_photo"):
                continue
            if kind == "welcome" and run != key[: len(run)]:
                continue
            found[kind] = None
    return tuple(found)


@dataclass(slots=True)
class PlacedSections:
    """The sections of a text while they are assigned to parts.

    ``rest`` holds the paragraphs for the notes; ``titled`` is the section of the guide's title, or None; ``signs`` and
    ``remarks`` are collected for the draft.
    """

    sections: list[Section]
    rest: list[SourceParagraph] = field(default_factory=list)
    titled: Section | None = None
    signs: list[Sign] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def retitled(found: PlacedSections, words: ImportWords, opened: Opening) -> None:
    """Correct the kind of each section whose text shows that it is a different part from the one in its title."""
    topic = key_of(opened.title.plain) if opened.title else ()
    for section in found.sections:
        if section.kind in HELPS and _is_topic(section, topic):
            section.kind, section.title = None, None
            section.body[:1] = [section.heading] if section.heading else section.body[:1]
            section.heading = None
    parting = [section for section in found.sections if _parts(section, words)]
    closing = [s for s in found.sections if s.kind == "closing_round" and s not in parting]
    for section in parting:
        if section.kind == END or closing or not _is_round(section, words):
            section.kind = GOODBYE
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


def _is_topic(section: Section, topic: Key) -> bool:
    """Tell whether a title of one word, such as "Silence", is the topic of the evening."""
    key = key_of(section.title.written) if section.title else ()
    return len(key) == 1 and key[0] in topic


def _parts(section: Section, words: ImportWords) -> bool:
    """Tell whether a section may hold words of goodbye: its title or, at the end of the evening, its text says so."""
    if section.title is None or not section.body:
        return False
    if section.kind == END:
        return any(words.has("goodbyes", key_of(p.plain)) or _QUOTED.match(p.plain) for p in section.body)
    key = key_of(section.title.name)
    return section.kind == "closing_round" and {key, words.bare(key)} & words.lists["goodbye_titles"] != set()


def _is_round(section: Section, words: ImportWords) -> bool:
    """Tell whether a section of goodbye is a round in which every guest has a turn."""
    timed = section.title is not None and section.title.taken.minutes is not None
    whole = key_of(" ".join(paragraph.plain for paragraph in section.body))
    turns = any((word,) in words.lists["turns"] for word in whole)
    return timed or turns or any(p.asks for p in section.body) or words.begins("imperatives", whole)


def hinted(found: PlacedSections, words: ImportWords, title: Opening) -> None:
    """Replace each section without a part by sections for the parts that its sentences are about.

    The other passages go to ``found.rest``.
    """
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
            for kind, passage in about(paragraph, words, topic, {k for k in have if k}):
                if kind is None:
                    found.rest.append(passage)
                else:
                    sections.append(_section(kind, passage, words))
        have |= {
            section.kind for section in sections if section.kind in ("definition", "pre_read", "follow_up")
        }
    found.sections = sections


def _is_heading(section: Section, sections: Sequence[Section]) -> bool:
    """Tell whether a section begins with a title that names no known part.

    In the first section only a heading counts, because a line under the guide's title may look like a title.
    """
    first = section.body[0]
    return first.level > 0 or (first.shows and section is not sections[0])


def _linked(
    section: Section, sections: list[Section], words: ImportWords, have: Collection[str | None]
) -> None:
    """Move passages with a link to the follow-up group or the pre-read from a section to sections of their own."""
    known = {"definition", "agreements", *(kind for kind in have if kind)}
    for paragraph in list(section.body):
        if section.kind in SEGMENTS and (paragraph is section.body[0] or not paragraph.apart):
            continue
        found = about(paragraph, words, (), known)
        kind = next((a.kind for a in found if a.kind in LINKED and a.kind not in known), None)
        if kind is None:
            continue
        known.add(kind)
        if section.heading and section.heading.line == paragraph.line:
            # The title is on the same line, so the whole line is divided.
            found = about(replace(section.heading, level=0), words, (), known - {kind})
            section.heading = None
        at = section.body.index(paragraph)
        section.body[at : at + 1] = [a.paragraph for a in found if a.kind is None]
        sections += [_section(kind, a.paragraph, words) for a in found if a.kind == kind]


def _section(kind: str, passage: SourceParagraph, words: ImportWords) -> Section:
    taken = take(passage.text, words) if kind in SEGMENTS else None
    title = Title(kind, "", "", passage.text, taken, False) if taken else None
    return Section(kind, title, None, [replace(passage, level=0)])


def about_rest(
    paragraphs: Sequence[SourceParagraph], words: ImportWords, found: PlacedSections, title: Opening
) -> list[Section]:
    """Return sections for the passages after the questions that are about a part; the others go to ``found.rest``."""
    have = {section.kind for section in found.sections if section.kind}
    topic = key_of(title.title.plain) if title.title else ()
    later: list[Section] = []
    for paragraph in paragraphs:
        for kind, passage in about(paragraph, words, topic, have):
            if kind is None:
                found.rest.append(passage)
            else:
                later.append(_section(kind, passage, words))
    return later
