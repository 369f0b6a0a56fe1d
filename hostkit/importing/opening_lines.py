"""The title of a text: what says so, else the first heading, the subject of a mail, a first line that is no sentence.

In: sections and the letter around them. Out: the title, the paragraph that it was, and what stood beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hostkit.importing.draft import Sign, Text, TextPiece
from hostkit.importing.mail import Letter
from hostkit.importing.paragraph import SourceParagraph, has_words, plain, undecorated
from hostkit.importing.sections import Section
from hostkit.importing.words import ImportWords, key_of

_LONGEST, _MOST_WORDS = 100, 14
_GUIDE_CUT = re.compile(r"\s*(?::|\s[-–—]|\|)\s*")
_LATER = re.compile(r"[.;,]\s+([^\W\d_]+)\s*[:=]\s+(.{1,100})$")
_SPACED = re.compile(r"(?:\b[^\W\d_]\s+){4,}")
"""Letters set apart from each other, as over a letter."""
_SAID = re.compile(r"(?<![^\W_])(?=([^\W\d_]+) ([^\W\d_]+) ([^.!?\n]{2,60}))")


class Opening(NamedTuple):
    """The title, what around it was understood, the paragraph that it was, and the section that said so."""

    title: Text | None = None
    signs: tuple[Sign, ...] = ()
    paragraph: SourceParagraph | None = None
    section: Section | None = None


def opening(sections: Sequence[Section], letter: Letter, words: ImportWords) -> Opening:
    """Return the title of a text, or none."""
    named = [section for section in sections if section.kind == "title" and section.body]
    if named:
        section = min(named, key=lambda s: not _is_exact(s))
        paragraph, told = section.body[0], _told(section.body[0], words)
        signs = [Sign(section.title.written, section.line)] if section.title and section.title.written else []
        if told:
            rest = paragraph.plain.removesuffix(told)
            signs.append(Sign(rest.strip(), paragraph.line))
        return _from(paragraph, told or paragraph.plain, signs, words)._replace(section=section)
    heading = _first_heading(sections)
    if heading:
        return _from(heading, heading.plain, [], words)
    if letter.subject and letter.about and has_words(letter.about):
        before = letter.subject.plain.removesuffix(letter.about).strip()
        return _from(letter.subject, letter.about, [Sign(before, letter.subject.line)], words)
    said = _in_sentence(sections, words)
    if said:
        return said
    line = _first_line(sections, words) or _last_line(sections, words)
    return _from(line, line.plain, [], words) if line else Opening()


def _told(paragraph: SourceParagraph, words: ImportWords) -> str:
    """Return what a later sentence of a paragraph says the title is: "topic = dishes. title: Shared kitchens"."""
    found = _LATER.search(paragraph.plain)
    part = words.title(key_of(found[1])) if found else None
    return found[2].strip() if found and part and part.kind == "title" else ""


def _in_sentence(sections: Sequence[Section], words: ImportWords) -> Opening | None:
    """Return the title that a sentence says: "The topic is trust"; the sentence stays where it is."""
    for paragraph in _bodies(sections):
        for found in _SAID.finditer(paragraph.plain):
            part = words.title(key_of(found[1]))
            if part and part.kind == "title" and key_of(found[2]) in words.lists["is"]:
                title = found[3].strip(" \"“”„«»'.!")
                return Opening(Text((TextPiece(title, paragraph.line),))) if has_words(title) else None
    return None


def _is_exact(section: Section) -> bool:
    return bool(section.title and section.title.exact)


def _from(paragraph: SourceParagraph, text: str, signs: Sequence[Sign], words: ImportWords) -> Opening:
    """Return a title without "Discussion guide:" before it or " - a guide" behind it."""
    if has_words(paragraph.marker):
        signs = [*signs, Sign(paragraph.marker, paragraph.line)]
    text = undecorated(text)
    cut = _GUIDE_CUT.search(text)
    if cut:
        before, behind = text[: cut.start()], text[cut.end() :]
        known = words.lists["guide_words"]
        if key_of(before) in known and has_words(behind):
            text, signs = behind, [*signs, Sign(f"{before}{cut[0].rstrip()}", paragraph.line)]
        elif key_of(behind) in known or words.bare(key_of(behind)) in known:
            text, signs = before, [*signs, Sign(f"{cut[0].strip()} {behind}", paragraph.line)]
    return Opening(Text((TextPiece(text, paragraph.line),)), tuple(signs), paragraph)


def _bodies(sections: Sequence[Section]) -> list[SourceParagraph]:
    return [paragraph for section in sections if section.kind is None for paragraph in section.body]


def _first_heading(sections: Sequence[Section]) -> SourceParagraph | None:
    """Return the first heading, if it stands before every part that asks, speaks or lists."""
    first = next((s for s in sections if s.kind not in (None, "length", "notes", "series")), None)
    for section in sections:
        if section is first and section.kind not in ("pre_read", "definition"):
            return None
        if section.kind is None:
            for paragraph in section.body:
                if paragraph.level and not paragraph.kind and not _SPACED.search(paragraph.plain):
                    return paragraph if paragraph.level <= 2 and not _above(sections, paragraph) else None
    return None


def _above(sections: Sequence[Section], heading: SourceParagraph) -> bool:
    """Tell whether a title of a part stands above a heading."""
    return any(s.heading and s.heading.line < heading.line and s.heading.level for s in sections)


def _first_line(sections: Sequence[Section], words: ImportWords) -> SourceParagraph | None:
    """Return the very first line, if it is short, is no sentence and does not begin a list of questions."""
    if not sections or sections[0].kind is not None or not sections[0].body:
        return None
    body = sections[0].body
    first = body[0]
    following = body[1] if len(body) > 1 else None
    if following and first.asks and following.asks and not following.apart:
        return None
    return first if _is_line(first) else None


def _is_line(paragraph: SourceParagraph) -> bool:
    text = paragraph.plain
    return (
        len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not paragraph.kind
        and not paragraph.quoted
        and not paragraph.message
        and not text.endswith((".", ",", ":", ";"))
        and "://" not in text
        and not _SPACED.search(text)
    )


def _last_line(sections: Sequence[Section], words: ImportWords) -> SourceParagraph | None:
    """Return a line under a rule near the end, or one that says what the evening is about."""
    for paragraph in reversed(_bodies(sections)):
        if _is_line(paragraph) and paragraph.ruled and not paragraph.asks:
            return paragraph
    for paragraph in _bodies(sections):
        if _is_line(paragraph) and words.has("title_words", key_of(plain(paragraph.text))):
            return paragraph
    return None
