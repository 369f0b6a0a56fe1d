"""Finds the fields of a text to read before the evening and of the group: titles, names, links and reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hostkit.importing.draft import GIVEN, DraftFollowUp, DraftPreRead, Sign, Text, TextPiece, joined
from hostkit.importing.fitting import sentences
from hostkit.importing.marked_text import Found, find_link, link_words, without
from hostkit.importing.paragraph import CELL, SourceParagraph, has_words, plain, tidy, words_of
from hostkit.importing.words import ImportWords, Key, key_of

_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{2,160})[”“»\"]")
_EDGES = " \t.,;:–—-|·()[]\ue001\ue003\ue004"
_LABEL = re.compile(r"\s?:(?=\s|$)")
_CUT = re.compile(rf"\s*(?:{CELL}|[,;|·–—\n]|\s-\s|\.(?=\s|$))\s*")
_ENDS_IN_BRACKETS = re.compile(r"([^()]{2,160}?)\s*\(([^()]{2,60})\)[.\s]*")
_TITLE_WORDS, _NAME_WORDS = 16, 7
"""The most words of a title, and of the name of a publisher or a group; more are a sentence."""


def _labeled(
    body: Sequence[SourceParagraph], words: ImportWords, names: Sequence[str]
) -> tuple[dict[str, Text], list[SourceParagraph], list[Sign]]:
    """Return the labeled fields among ``names`` ("Publisher: ..."), the other paragraphs, and the signs."""
    fields: dict[str, Text] = {}
    rest, signs = [], []
    for paragraph in body:
        cut = _LABEL.search(paragraph.text, 1, 30)
        meant = words.label(key_of(paragraph.text[: cut.start()])) if cut else ()
        name = next((n for n in names if n in meant), "")
        if cut and name and name not in fields and has_words(value := paragraph.text[cut.end() :]):
            fields[name] = Text((TextPiece(tidy(value), paragraph.line),))
            signs.append(Sign(f"{plain(paragraph.text[: cut.start()])}:", paragraph.line))
        else:
            rest.append(paragraph)
    return fields, rest, signs


def _linked(text: str) -> tuple[str, Found | None]:
    """Return a text without its main link, unless the sentence needs it, and that link or None."""
    named = link_words(text)
    found = named[1] if named else find_link(text)
    bare = without(text, found) if found else None
    return tidy(text if bare is None else bare), found


def _is_name(text: str, words: ImportWords, most: int = _NAME_WORDS) -> bool:
    """Tell whether a text may be a name: a few words with a capital or digit that do not begin like a sentence."""
    bare = plain(text).strip(_EDGES)
    parts = bare.split()
    if not 0 < len(parts) <= most or re.search(r"[.!?]\s", bare):
        return False
    first = key_of(parts[0])[:1]
    begins = bool(first) and first[0] in words.common and first[0] not in words.fill
    return not begins and any(part[:1].isupper() or part[:1].isdigit() for part in parts)


def pre_read(
    body: Sequence[SourceParagraph], words: ImportWords, topic: Key = ()
) -> tuple[DraftPreRead, list[SourceParagraph]]:
    """Return the text to read before the evening, and the paragraphs that are about another text.

    ``topic`` is the topic of the guide, which is not taken as a publisher when it is in brackets.
    """
    fields, rest, signs = _labeled(body, words, ("title", "author", "publisher", "url", "why"))
    at = fields.pop("url", None)
    found = find_link(at.plain) if at else None
    url = TextPiece(found.url, at.line) if at and found else None
    whys: list[Text | None] = [fields.pop("why", None)]
    more: list[SourceParagraph] = []
    linked = next((n for n, p in enumerate(rest) if find_link(p.text)), 0)
    first = 0 if "title" in fields or not linked or not rest[linked].apart else linked
    if first and not has_words(_linked(rest[first].text)[0]):
        first -= 1
    for n, paragraph in enumerate(rest):
        text, link = _linked(paragraph.text)
        if url and (link or (more and not paragraph.footnote)):
            more.append(paragraph)
            continue
        url = TextPiece(link.url, paragraph.line) if link else url
        if n >= first and "title" not in fields and has_words(text):
            text = _titled(fields, signs, replace(paragraph, text=text), paragraph.text, link, words, topic)
        elif n >= first and "title" in fields and not paragraph.footnote:
            text = _published(fields, signs, TextPiece(text, paragraph.line), words, topic)
        whys.append(Text((TextPiece(tidy(text), paragraph.line),)) if has_words(text) else None)
    if url and "title" not in fields:
        # A guide needs a title, and the address at least hints at one.
        fields["title"] = Text((TextPiece(url.text.split("://", 1)[1], GIVEN),))
    keys = [key_of(p.plain) for p in body]
    required = any(words.has("required", key) for key in keys) and not any(
        words.has("not", key) for key in keys
    )
    made = DraftPreRead(
        fields.get("title"),
        fields.get("publisher"),
        fields.get("author"),
        url,
        joined(*whys),
        required,
        tuple(signs),
    )
    return made, more


def _titled(
    fields: dict[str, Text], signs: list[Sign], left: SourceParagraph, whole: str, link: Found | None,
    words: ImportWords, topic: Key,
) -> str:  # fmt: skip
    """Find the title, author and publisher in a paragraph without its link, and return the rest of its text."""
    named, text = link_words(whole), left.text
    if link and whole[link.start : link.end] in text and not has_words(whole[link.end :]):
        # A title directly followed by its link.
        text = tidy(whole[: link.start].rstrip())
    quoted = _QUOTED.search(text)
    if named and not quoted:
        title, text = named[0], tidy(whole.replace(f" ({link.url})", "") if link else whole)
        before, _, after = text.partition(title)
    elif quoted:
        title, before, after = quoted[1], text[: quoted.start()], text[quoted.end() :]
    elif link and whole[: link.start].rstrip().endswith(":") and words.sure_of("pre_read", key_of(text)):
        # The sentence only introduces its link: "If you have time, read this before: ...".
        return text
    else:
        at = _title_end(text, words, topic)
        title, before, after = text[:at], "", text[at:]
    fields["title"] = Text((TextPiece(tidy(title), left.line),))
    rest = TextPiece(tidy(after.lstrip(_EDGES.replace("(", ""))), left.line)
    if not has_words(before):
        return _published(fields, signs, rest, words, topic)
    key = key_of(before)
    if (words.title(key) or words.label(key) or words.has("published", key)) and _is_name(rest.text, words):
        return f"{before.strip()} {_published(fields, signs, rest, words, topic)}"
    return plain(text) if named else text


def _title_end(text: str, words: ImportWords, topic: Key) -> int:
    """Return the offset at which an unmarked title ends: at closing brackets, or at the first punctuation mark."""
    bracket = _ENDS_IN_BRACKETS.fullmatch(text)
    if bracket and key_of(bracket[2]) and set(key_of(bracket[2])) <= set(topic):
        return len(text)
    if bracket and len(words_of(bracket[1])) <= _TITLE_WORDS and _is_name(bracket[2], words):
        return bracket.end(1)
    cut = _CUT.search(text)
    at = cut.start() if cut else len(text)
    return at if has_words(text[:at]) and len(words_of(text[:at])) <= _TITLE_WORDS else len(text)


def _published(
    fields: dict[str, Text], signs: list[Sign], rest: TextPiece, words: ImportWords, topic: Key
) -> str:
    """Find the author and publisher at the start of a text, and return the rest of it."""
    if not has_words(rest.text) or "publisher" in fields:
        return rest.text
    first = sentences(rest.text)[0]
    first = first[: first.find("(")] if first.find("(") > 0 else first
    behind = rest.text[len(first) :].strip()
    names = [part.strip(_EDGES) for part in _CUT.split(plain(first).strip("() .")) if has_words(part)]
    if (
        not names
        or not _is_name(names[0], words)
        or len(words_of(first)) > _NAME_WORDS + 2
        or set(key_of(first)) <= set(topic)
    ):
        return rest.text
    if words.begins("by", key_of(names[0])) and not words.begins("published", key_of(names[0])):
        by, _, author = names.pop(0).partition(" ")
        signs.append(Sign(by, rest.line))
        fields["author"] = Text((TextPiece(tidy(author), rest.line),))
        if not names and behind.startswith("("):
            return _published(fields, signs, TextPiece(behind, rest.line), words, topic)
    if names:
        name = ", ".join(names)
        known = sorted(words.lists["published"], key=lambda key: -len(key))
        before = next((key for key in known if key_of(name)[: len(key)] == key), ())
        prefix = re.match(rf"(?:\W*\w+){{{len(before)}}}\W*", name) if before else None
        if prefix and has_words(name[prefix.end() :]):
            signs.append(Sign(plain(prefix[0]), rest.line))
            name = name[prefix.end() :]
        fields["publisher"] = Text((TextPiece(tidy(name), rest.line),))
    return behind


def follow_up(body: Sequence[SourceParagraph], words: ImportWords) -> DraftFollowUp:
    """Return the follow-up group that the paragraphs of a part describe: its name, its link and the invitation."""
    fields, rest, signs = _labeled(body, words, ("name", "url", "invite"))
    given = [fields[name] for name in ("name", "url", "invite") if name in fields]
    found = next(((link, text.line) for text in given if (link := find_link(text.marked))), None)
    url = TextPiece(found[0].url, found[1]) if found else None
    name, invites = fields.get("name"), [fields.get("invite")]
    if name and find_link(name.marked):
        name = Text((TextPiece(_linked(name.marked)[0], name.line),))
    if invites[0] and find_link(invites[0].marked):
        invites = [Text((TextPiece(_linked(invites[0].marked)[0], invites[0].line),))]
    for paragraph in rest:
        text, link = _linked(paragraph.text) if url is None else (tidy(paragraph.text), None)
        url = TextPiece(link.url, paragraph.line) if link else url
        if name is None and has_words(text):
            called = _group_name(paragraph.text, text, bool(link) or len(rest) > 1, words)
            name = Text((TextPiece(called, paragraph.line),)) if called else None
            others = text.replace(called, " ") if called else text
            part = words.title(key_of(others))
            if called and (not has_words(others) or (part and part.kind == "follow_up")):
                # "Group „Mehrzahl“": the text consists of a title and the name.
                signs += [Sign(plain(others), paragraph.line)] if has_words(others) else []
                text = ""
        invites.append(Text((TextPiece(text, paragraph.line),)) if has_words(text) else None)
    return DraftFollowUp(name, url, joined(*invites), tuple(signs))


def _group_name(whole: str, text: str, may_be_alone: bool, words: ImportWords) -> str:
    """Return the name of a group: bold, quoted, the words of a link, after "called" or a colon, or the whole text."""
    linked, quoted, strong = (
        link_words(whole),
        _QUOTED.search(text),
        re.search("\ue000([^\ue001]{2,60})\ue001", text),
    )
    marked = plain(strong[1] if strong else quoted[1] if quoted else linked[0] if linked else "").strip(
        " .,:"
    )
    if marked and _is_name(marked, words):
        return marked
    for known in sorted(words.lists["called"], key=lambda key: -len(key)):
        if match := re.search(rf"\b{' '.join(known)}\s+((?:[^\W\d_a-z][\w’'-]*\s?){{1,5}})", text):
            return match[1].strip()
    behind = re.search(r":\s+([^:,;?!]{2,60})$", text)
    before, _, _ = plain(sentences(text)[0]).partition(",")
    for part in (behind[1] if behind else "", before if may_be_alone else ""):
        bare = part.strip(" ,;:.–—-")
        if bare and _is_name(bare, words) and not re.search(r"[;?!]|:(?!\d)", bare):
            return bare
    return ""
