"""Finds the name, the link and the invitation of the follow-up group in a section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hostkit.importing.draft import DraftFollowUp, Sign, Text, TextPiece, joined, text_of
from hostkit.importing.fitting import sentences
from hostkit.importing.marked_text import find_link, link_words, without
from hostkit.importing.paragraph import SourceParagraph, fold, has_words, plain, tidy
from hostkit.importing.pre_read import (
    QUOTED,
    address,
    is_name,
    labeled,
    left_of,
    longest_first,
    main_link,
)
from hostkit.importing.words import ImportWords, key_of

_NAME_WORDS = 6
"""The most words in the name of a group; more are a sentence."""


def follow_up(body: Sequence[SourceParagraph], words: ImportWords) -> DraftFollowUp:
    """Return the follow-up group that the paragraphs of a section describe."""
    fields, rest, signs = labeled(body, words, ("name", "url", "invite"))
    url = address(fields.get("url"))
    name, invites = fields.get("name"), [fields.get("invite")]
    if name and (link := find_link(name.plain)):
        # "Group: Wednesday Tongues, https://..."
        url = url or TextPiece(link.url, name.line)
        kept = without(name.marked, link)
        name = Text((TextPiece(tidy(kept if kept is not None else name.marked), name.line),))
    if invites[0] and url is None and (link := find_link(invites[0].marked)):
        url = TextPiece(link.url, invites[0].line)
        kept = without(invites[0].marked, link)
        invites = [Text((TextPiece(tidy(kept or invites[0].marked), invites[0].line),))]
    for paragraph in rest:
        link_here = main_link(paragraph.text) if url is None else None
        left = left_of(paragraph, link_here)
        if link_here:
            url = TextPiece(link_here.url, paragraph.line)
        if name is None and has_words(left.text):
            found, left, understood = _named(paragraph, left, bool(link_here) or len(rest) > 1, words)
            name = Text((TextPiece(found, paragraph.line),)) if found else None
            signs += understood
        invites.append(text_of(left))
    if name and (whole := QUOTED.fullmatch(name.plain.strip())):
        name = Text((TextPiece(whole[1], name.line),))
    return DraftFollowUp(name, joined(*invites), url, tuple(signs))


def _named(
    paragraph: SourceParagraph, left: TextPiece, may_be_alone: bool, words: ImportWords
) -> tuple[str, TextPiece, list[Sign]]:
    """Return the name of the group in a paragraph or "", the rest of its text, and its signs.

    ``may_be_alone`` is true if the text may consist of the name only.
    """
    first = sentences(left.text)[0]
    name = _marked(paragraph.text, left.text) or _called(left.text, words)
    if not name and may_be_alone and _is_group(first):
        return tidy(first.strip(" ,;:.–—-")), TextPiece(tidy(left.text[len(first) :]), left.line), []
    name = name or _behind_colon(left.text) or (_before_comma(first) if may_be_alone else "")
    others = left.text.replace(name, " ") if name else left.text
    part = words.title(key_of(others))
    if name and (not has_words(others) or (part and part.kind == "follow_up")):
        # "Group „Mehrzahl“": the text consists of a title and the name.
        understood = [Sign(plain(left.text), left.line)] if has_words(others) else []
        return name, TextPiece("", left.line), understood
    return name, left, []


def _is_group(text: str) -> bool:
    bare = plain(text).strip(" ,;:.–—-")
    return is_name(bare, _NAME_WORDS) and not re.search(r"[,;?!]|:(?!\d)", bare)


def _marked(text: str, left: str) -> str:
    """Return the name of a group that is in bold, in quotation marks or the text of a link, or ""."""
    linked = link_words(text)
    quoted = QUOTED.search(left)
    strong = re.search("\ue000([^\ue001]{2,60})\ue001", left)
    found = strong[1] if strong else quoted[1] if quoted else linked[0] if linked else ""
    return fold(plain(found)).strip(" .,:") if found and is_name(found, _NAME_WORDS) else ""


def _called(text: str, words: ImportWords) -> str:
    """Return the name after the word "called", or ""."""
    for known in longest_first(words.lists["called"]):
        match = re.search(rf"\b{' '.join(known)}\s+((?:[^\W\d_a-z][\w’'-]*\s?){{1,5}})", text)
        if match:
            return match[1].strip()
    return ""


def _behind_colon(text: str) -> str:
    """Return the name after a colon at the end of a text, or "": "Remind everybody of the group: Candle Club"."""
    behind = re.search(r":\s+([^:]{2,60})$", text)
    return behind[1].strip(" .,") if behind and _is_group(behind[1]) else ""


def _before_comma(sentence: str) -> str:
    """Return the name before the first comma of a sentence, or "": "Spare Keys, join here"."""
    before, comma, _ = plain(sentence).partition(",")
    return before.strip() if comma and _is_group(before) else ""
