"""Finds the e-mail or letter around a text, such as headers and a greeting, and the title of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hostkit.importing.draft import Sign, Text, TextPiece
from hostkit.importing.paragraph import SourceParagraph, fold, has_words, plain, undecorated
from hostkit.importing.sections import Section
from hostkit.importing.words import ImportWords, Key, key_of

_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|rv|fw|tr|antw)\s*:\s*)+", re.IGNORECASE)
_EARLY = 6
"""The number of first paragraphs in which a forwarding line means that the forwarded e-mail is the guide itself."""


class Letter(NamedTuple):
    """The letter around a text.

    ``paragraphs`` holds the indices of its paragraphs, ``subject`` is the subject line or None, and ``about`` is the
    subject without "Re:" and the like.
    """

    paragraphs: frozenset[int]
    subject: SourceParagraph | None = None
    about: str = ""


def letter(paragraphs: Sequence[SourceParagraph], words: ImportWords) -> Letter:
    """Return the letter around a text: headers, quoted e-mails, greeting, goodbye and signature."""
    headers = _headers(paragraphs, words)
    wrote = [n for n, p in enumerate(paragraphs) if _is_wrote(p, words)]
    forwarded = [n for n, p in enumerate(paragraphs) if _is(p, words.mail["forwarded"], 5)]
    found = set(headers) | set(wrote) | set(forwarded)
    is_mail = bool(headers or wrote or forwarded)
    if is_mail:
        found |= {n for n, p in enumerate(paragraphs) if p.quoted}
    for n in forwarded:
        if n > _EARLY:
            found |= set(range(n, len(paragraphs)))
    found |= _greeting(paragraphs, found, words)
    found |= _goodbye(paragraphs, found, words, is_mail)
    subject = next((p for n in headers if _label(p := paragraphs[n]) in words.mail["subject"]), None)
    about = _REPLY.sub("", fold(subject.plain.partition(":")[2])) if subject else ""
    return Letter(frozenset(found), subject, about)


def _label(paragraph: SourceParagraph) -> Key:
    before, colon, _ = paragraph.plain[:40].partition(":")
    return key_of(before) if colon else ()


def _headers(paragraphs: Sequence[SourceParagraph], words: ImportWords) -> list[int]:
    """Return the indices of the header lines at the top of the text, or none if there are fewer than two."""
    known = words.mail["headers"] | words.mail["subject"]
    found: list[int] = []
    for n, paragraph in enumerate(paragraphs[: _EARLY * 3]):
        if _label(paragraph) in known:
            found.append(n)
        elif found or not _is(paragraph, words.mail["forwarded"], 5):
            break
    if len(found) < 2:
        return []
    return found


def _is_wrote(paragraph: SourceParagraph, words: ImportWords) -> bool:
    key = key_of(paragraph.plain[-120:])
    return paragraph.plain.endswith(":") and any((word,) in words.mail["wrote"] for word in key) and any(
        word.isdigit() for word in key_of(paragraph.plain)
    )  # fmt: skip


def _is(paragraph: SourceParagraph, known: frozenset[Key], most: int) -> bool:
    key = key_of(paragraph.plain[:80])
    return len(key) <= most and any(key[: len(k)] == k for k in known)


def _greeting(paragraphs: Sequence[SourceParagraph], letter: set[int], words: ImportWords) -> set[int]:
    for n, paragraph in enumerate(paragraphs[: _EARLY * 3]):
        if n in letter:
            continue
        called = paragraph.plain.endswith((",", "!", ":", ".")) and not paragraph.level
        return {n} if called and _is(paragraph, words.mail["greetings"], 8) else set()
    return set()


def _goodbye(
    paragraphs: Sequence[SourceParagraph], letter: set[int], words: ImportWords, is_mail: bool
) -> set[int]:
    """Return the indices of the goodbye and everything after it; outside an e-mail, at most four short paragraphs."""
    for n in range(len(paragraphs) - 1, max(0, len(paragraphs) // 3), -1):
        paragraph = paragraphs[n]
        if n in letter and not _is(paragraph, words.mail["goodbyes"], 6):
            continue
        key = key_of(paragraph.plain[:80])
        ends = key in words.mail["goodbyes"] or (
            paragraph.plain.endswith((",", "!")) and _is(paragraph, words.mail["goodbyes"], 7)
        )
        if ends and not paragraph.quoted and not paragraph.kind:
            rest = range(n, len(paragraphs))
            if is_mail:
                first = _earliest(paragraphs, n, words)
                return set(range(first, len(paragraphs)))
            return set(rest) if len(rest) <= 4 and all(len(paragraphs[k].plain) < 60 for k in rest) else set()
    return set()


def _earliest(paragraphs: Sequence[SourceParagraph], at: int, words: ImportWords) -> int:
    """Return the index of the first goodbye in the last two thirds of a text, or ``at`` if none comes before it."""
    for n in range(max(1, len(paragraphs) // 3), at):
        p = paragraphs[n]
        if (not p.quoted and not p.kind and _is(p, words.mail["goodbyes"], 6) and p.plain[-1:] in ",!") or (
            key_of(p.plain) in words.mail["goodbyes"] and not p.quoted
        ):  # fmt: skip
            return n
    return at


_LONGEST, _MOST_WORDS = 100, 14
_GUIDE_CUT = re.compile(r"\s*(?::|\s[-–—]|\|)\s*")
_LATER = re.compile(r"[.;,]\s+([^\W\d_]+)\s*[:=]\s+(.{1,100})$")
_SPACED = re.compile(r"(?:\b[^\W\d_]\s+){4,}")
"""Letter-spaced words, as in a letterhead."""
_SAID = re.compile(r"(?<![^\W_])(?=([^\W\d_]+) ([^\W\d_]+) ([^.!?\n]{2,60}))")


class Opening(NamedTuple):
    """The title of a text, the words beside it that were read as structure, and its paragraph and section."""

    title: Text | None = None
    signs: tuple[Sign, ...] = ()
    paragraph: SourceParagraph | None = None
    section: Section | None = None


def opening(sections: Sequence[Section], letter: Letter, words: ImportWords) -> Opening:
    """Return the title of a text, or an Opening without a title if there is none."""
    named = [section for section in sections if section.kind == "title" and section.body]
    if named:
        section = min(named, key=lambda s: not _is_exact(s))
        paragraph, stated = section.body[0], _named_in_sentence(section.body[0], words)
        signs = [Sign(section.title.written, section.line)] if section.title and section.title.written else []
        if stated:
            rest = paragraph.plain.removesuffix(stated)
            signs.append(Sign(rest.strip(), paragraph.line))
        return _from(paragraph, stated or paragraph.plain, signs, words)._replace(section=section)
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


def _named_in_sentence(paragraph: SourceParagraph, words: ImportWords) -> str:
    """Return the title that the last sentence of a paragraph names, or "": "topic = dishes. title: Shared kitchens"."""
    found = _LATER.search(paragraph.plain)
    part = words.title(key_of(found[1])) if found else None
    return found[2].strip() if found and part and part.kind == "title" else ""


def _in_sentence(sections: Sequence[Section], words: ImportWords) -> Opening | None:
    """Return the title that a sentence states ("The topic is trust") or None; the sentence stays in its section."""
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
    """Return an Opening titled ``text``, without a leading "Discussion guide:" or a trailing " - a guide"."""
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
    """Return the first heading if it comes before the first part of the evening, or None."""
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
    """Tell whether the heading of a part comes before a heading."""
    return any(s.heading and s.heading.line < heading.line and s.heading.level for s in sections)


def _first_line(sections: Sequence[Section], words: ImportWords) -> SourceParagraph | None:
    """Return the first paragraph if it is short, not a sentence, and not the start of a list of questions, or None."""
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
    """Return the last short line under a rule, or the first that contains a word such as "topic", or None."""
    for paragraph in reversed(_bodies(sections)):
        if _is_line(paragraph) and paragraph.ruled and not paragraph.asks:
            return paragraph
    for paragraph in _bodies(sections):
        if _is_line(paragraph) and words.has("title_words", key_of(plain(paragraph.text))):
            return paragraph
    return None
