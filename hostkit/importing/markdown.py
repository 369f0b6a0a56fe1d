r"""Markdown within a paragraph, and the tags that people paste into it. Out: the text with hostkit's own marks.

What is strong is marked so, other emphasis goes; a link becomes its words and then its address in brackets. Whether
a text file is Markdown is told from its signs.
"""

from __future__ import annotations

import html
import re

from hostkit.importing.paragraph import LINK_OFF, LINK_ON, STRONG_OFF, STRONG_ON

LONGEST = 20_000
"""Characters of a paragraph that is looked through for marks."""

_HEADING = re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE)
_STRONG_PAIR = re.compile(r"\*\*(?=\S)[^*\n]{1,200}(?<=\S)\*\*")
_LINK = re.compile(
    r"(!?)\[([^\[\]]{0,500})\]\(\s*<?([^()\s<>]{1,2000}(?:\([^()\s]*\))?)>?(?:\s+[\"'(][^\"'()]*[\"')])?\s*\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{1,500})\]\s?\[([^\[\]]{0,100})\]")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_NOTE = re.compile(r"(?<=\S)\[\^[^\[\]\s]{1,50}\]")
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])(.{1,400}?)(?<=\S)\1(?![*_])", re.DOTALL)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]{1,400}?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_]{1,400}?)(?<=\S)_(?![\w_])"
)
_BOTH = re.compile(r"\*\*\*(?=[^\s*])([^*]{1,400}?)(?<=\S)\*\*\*")
_CODE = re.compile(r"`+([^`]{1,400})`+")
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,400}?)(?<=\S)~~")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_HELD = re.compile("[\ue010-\ue0ff]")
_HOLD_FROM = 0xE010 - 0x20

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,12}(?:\s[^<>]{0,1000})?/?>")
_TAGS = (
    (re.compile(r"<!--(.{0,2000}?)-->", re.DOTALL), "\u2028\u2028\\1\u2028\u2028"),
    (re.compile(r"<h([1-6])(?:\s[^<>]{0,500})?>", re.IGNORECASE), lambda m: "#" * int(m[1]) + " "),
    (
        re.compile(
            r"<a\s[^<>]{0,300}?href\s*=\s*[\"']([^\"'<>]{1,2000})[\"'][^<>]{0,300}>([^<>]{0,500})</a>",
            re.IGNORECASE,
        ),
        r"[\2](\1)",
    ),
    (re.compile(r"</?(?:b|strong|summary)(?:\s[^<>]{0,200})?>", re.IGNORECASE), "**"),
    (re.compile(r"</?(?:i|em)(?:\s[^<>]{0,200})?>", re.IGNORECASE), "*"),
    (re.compile(r"<br\s*/?>[ \t]*(\n?)", re.IGNORECASE), lambda m: "  " + (m[1] or "\u2028")),
    (re.compile(r"<li(?:\s[^<>]{0,200})?>", re.IGNORECASE), "- "),
    (_TAG, ""),
)  # fmt: skip
"""Tags by what they are in Markdown, in this order; the rest says nothing about the text."""


def looks_like_markdown(text: str) -> bool:
    """Tell whether a plain text was written in Markdown: two headings with ``#``, or three strong words."""
    headings = len(_HEADING.findall(text))
    return headings >= 2 or headings + len(_STRONG_PAIR.findall(text)) >= 3


def without_tags(text: str) -> str:
    """Return Markdown with its tags as Markdown, and entities as characters, where there are any."""
    if not _TAG.search(text) and "<!--" not in text:
        return _entities(text)
    for pattern, instead in _TAGS:
        text = pattern.sub(instead, text)
    return _entities(text)


def _entities(text: str) -> str:
    if not re.search(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,10});", text):
        return text
    return html.unescape(text)


def inline(text: str, references: dict[str, str]) -> str:
    """Return a paragraph's text with marks for what is strong and for links; ``references`` are addresses by name."""
    if len(text) > LONGEST or not re.search(r"[\\`*_~\[<]", text):
        return text
    text = _ESCAPE.sub(lambda found: chr(_HOLD_FROM + ord(found[1])), text)
    text = _CODE.sub(r"\1", text)
    text = _NOTE.sub("", text)
    text = _LINK.sub(_link, text)
    text = _REFERENCE.sub(lambda found: _by_name(found, references), text)
    text = _ADDRESS.sub(r"\1", text)
    text = _BOTH.sub(rf"{STRONG_ON}\1{STRONG_OFF}", text)
    text = _STRONG.sub(rf"{STRONG_ON}\2{STRONG_OFF}", text)
    text = _EMPHASIS.sub(lambda found: found[1] or found[2], text)
    text = _STRUCK.sub(r"\1", text)
    return _HELD.sub(lambda found: chr(ord(found[0]) - _HOLD_FROM), text)


def _link(found: re.Match[str]) -> str:
    picture, words, address = found.groups()
    if picture:
        return f"{words} ({address})" if words else address
    return link(words, address)


def link(words: str, address: str) -> str:
    """Return a link's words and, unless they are the address themselves, the address behind them in brackets."""
    bare = words.strip().strip("*_")
    if not bare or bare in address:
        return address
    return f"{LINK_ON}{words.strip()}{LINK_OFF} ({address})"


def _by_name(found: re.Match[str], references: dict[str, str]) -> str:
    address = references.get((found[2] or found[1]).casefold())
    return link(found[1], address) if address else found[0]
