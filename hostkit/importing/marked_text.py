"""Converts markup within a text: from Markdown and HTML to marks, and from marks to a guide's markup. Finds links."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from hostkit.codes.link_slips import trimmed
from hostkit.codes.links import read_link
from hostkit.core.characters import Span, fold, spans
from hostkit.core.errors import BadValue, Position
from hostkit.importing.paragraph import LINK_OFF, LINK_ON, STRONG_OFF, STRONG_ON, plain

LONGEST = 20_000
"""The most characters of a paragraph in which markup is converted."""

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
"""The replacements of HTML tags with Markdown, in the order in which they are made; any other tag is removed."""


def looks_like_markdown(text: str) -> bool:
    """Tell whether a plain text is Markdown: it has two headings with ``#``, or three headings and bold passages."""
    headings = len(_HEADING.findall(text))
    return headings >= 2 or headings + len(_STRONG_PAIR.findall(text)) >= 3


def without_tags(text: str) -> str:
    """Return Markdown with HTML tags converted to Markdown and entities to characters."""
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
    """Return a paragraph's Markdown with marks around bold text and links; ``references`` maps link names to URLs."""
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
    """Return the marked words of a link and its address in brackets, or only the address if it contains the words."""
    bare = words.strip().strip("*_")
    if not bare or (bare in address and "." in bare):
        return address
    return f"{LINK_ON}{words.strip()}{LINK_OFF} ({address})"


def _by_name(found: re.Match[str], references: dict[str, str]) -> str:
    address = references.get((found[2] or found[1]).casefold())
    return link(found[1], address) if address else found[0]


_ENDINGS = "org|com|net|de|es|at|ch|eu|info|io|edu|uk|me|gg|app|co|us|nl|fr|it|be|mx|ar|cl|int|gov|dev"
_WEB_LINK = re.compile(
    rf"(?<![\w@/.])(?:https?://[^\s<>\"“”«»\ue000-\ue004]+|(?:www\.)[^\s<>\"“”«»\ue000-\ue004]+"
    rf"|(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}(?:{_ENDINGS})\b(?:/[^\s<>\"“”«»\ue000-\ue004]*)?)(?![\w@])",
    re.IGNORECASE,
)
_BEFORE = ("=>", *':,;-–—|·→.!”“»"\ue004\ue001')
"""The endings of a text from which a link after it can be removed."""
_TRAILING = ".,;:!?'’*_"


class Found(NamedTuple):
    """A link that a guide may contain, and its start and end offsets in the text."""

    url: str
    start: int
    end: int


def find_link(text: str, start: int = 0) -> Found | None:
    """Return the first link at or after ``start`` that a guide may contain, or None."""
    for match in _WEB_LINK.finditer(text, start):
        written = trimmed(match[0], _TRAILING)
        url = written if written.lower().startswith(("http://", "https://")) else f"https://{written}"
        try:
            read_link(url, Position(""))
        except BadValue:
            continue
        return Found(url, match.start(), match.start() + len(written))
    return None


def all_links(text: str) -> list[Found]:
    """Return every link in a text that a guide may contain, in order."""
    found: list[Found] = []
    link = find_link(text)
    while link:
        found.append(link)
        link = find_link(text, link.end)
    return found


def without(text: str, link: Found) -> str | None:
    """Return the text without a link that is in brackets, after a colon or comma, or by itself.

    Returns None if the sentence needs the link ("Come to https://... and say hello").
    """
    before, after = text[: link.start].rstrip(), text[link.end :].lstrip()
    if before.endswith(("(", "[", "<")) and after[:1] in (")", "]", ">"):
        return f"{before[:-1].rstrip()} {after[1:].lstrip()}".strip() if after[1:2] not in ".,;:!?" else (
            before[:-1].rstrip() + after[1:]
        )  # fmt: skip
    if before and not before.endswith(_BEFORE):
        return None
    if after.startswith(")") and before.count("(") > before.count(")"):
        # "(The Night Desk, https://...)"
        return f"{before.rstrip(' ,;:')}{after}"
    if after and after[0] not in ".,;!?(\ue004":
        return None
    bare = before.rstrip(" :,;-–—|·→=>\ue004")
    ends = after[:1] if after[:1] in (".", "!", "?") and not bare.endswith((".", "!", "?")) else ""
    rest = after.lstrip(".,;:!? ")
    return f"{bare}{ends} {rest}".strip() if bare else rest


def link_words(text: str) -> tuple[str, Found] | None:
    """Return the marked words of a link and the link in brackets after them, or None."""
    match = re.search(f"{LINK_ON}([^{LINK_OFF}]+){LINK_OFF} \\(", text)
    if not match:
        return None
    link = find_link(text, match.end() - 1)
    return (match[1], link) if link else None


_FOLDS = tuple(" \t\n\r\u2028\u2029")
_MARKS = re.compile(f"([{STRONG_ON}{STRONG_OFF}])")


def asked(text: str) -> str:
    """Return a text escaped for a field that allows placeholders, so that it prints unchanged."""
    return fold(text).replace("{", "{{")


def spoken(marked: str) -> str:
    """Return a marked text, escaped for a field that allows placeholders and emphasis, with bold as ``**``.

    Bold is dropped if the guide's markup cannot express it; the words always print unchanged.
    """
    parts = _spans(marked)
    strong = "".join(f"**{_escaped(p.text, True)}**" if p.strong else _escaped(p.text, True) for p in parts)
    text = fold(plain(marked))
    # A guide cannot express bold for part of a word or beside asterisks.
    whole = "".join(part.text for part in parts) == text
    if whole and any(part.strong for part in parts) and _prints(strong) == tuple(parts):
        return strong
    return _escaped(text, "**" in text or "\\*" in text)


def _spans(marked: str) -> list[Span]:
    """Return the spans of a marked text, with white space folded and moved out of bold spans."""
    found: list[Span] = []
    strong = False
    for part in _MARKS.split(fold(_kept(marked))):
        if part in (STRONG_ON, STRONG_OFF):
            strong = part == STRONG_ON
        elif part and found and found[-1].strong == strong:
            found[-1] = Span(found[-1].text + part, strong)
        elif part:
            found.append(Span(part, strong))
    return found


def _kept(marked: str) -> str:
    """Return a text with only the marks for bold left and with spaces moved out of bold passages."""
    parts = [part if part in (STRONG_ON, STRONG_OFF) else _bare(part) for part in _MARKS.split(marked)]
    text = re.sub(f"{STRONG_ON}( +)", rf"\1{STRONG_ON}", "".join(parts))
    text = re.sub(f"( +){STRONG_OFF}", rf"{STRONG_OFF}\1", text)
    return re.sub(f"{STRONG_OFF}{STRONG_ON}|{STRONG_ON}{STRONG_OFF}", "", text)


def _bare(text: str) -> str:
    bare = plain(text)
    return (
        f"{' ' if text[:1] in _FOLDS else ''}{bare}{' ' if text[-1:] in _FOLDS and bare else ''}"
        if text
        else ""
    )


def _escaped(text: str, asterisks: bool) -> str:
    text = text.replace("{", "{{")
    return text.replace("*", "\\*") if asterisks else text


def _prints(written: str) -> tuple[Span, ...]:
    return spans(written, values={}, blank="", emphasis=True)
