"""Links within a text: found with and without their scheme, and taken out where the sentence stands without them."""

from __future__ import annotations

import re
from typing import NamedTuple

from hostkit.codes.links import read_link
from hostkit.core.errors import BadValue, Position
from hostkit.importing.paragraph import LINK_OFF, LINK_ON

_ENDINGS = "org|com|net|de|es|at|ch|eu|info|io|edu|uk|me|gg|app|co|us|nl|fr|it|be|mx|ar|cl|int|gov|dev"
_LINK = re.compile(
    rf"(?<![\w@/.])(?:https?://[^\s<>\"“”«»\ue000-\ue004]+|(?:www\.)[^\s<>\"“”«»\ue000-\ue004]+"
    rf"|(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}(?:{_ENDINGS})\b(?:/[^\s<>\"“”«»\ue000-\ue004]*)?)(?![\w@])",
    re.IGNORECASE,
)
_BEFORE = (
    ":",
    ",",
    ";",
    "-",
    "–",
    "—",
    "|",
    "·",
    "→",
    "=>",
    ".",
    "!",
    "”",
    "“",
    "»",
    '"',
    "\ue004",
    "\ue001",
)
"""What ends the words before a link that can do without it."""
_TRAILING = ".,;:!?'’*_"
_PAIRS = {")": "(", "]": "[", "}": "{"}


class Found(NamedTuple):
    """A link as a guide takes it, and where it stands in the text."""

    url: str
    start: int
    end: int


def find_link(text: str, start: int = 0) -> Found | None:
    """Return the first link of a text that a guide would take, or None."""
    for match in _LINK.finditer(text, start):
        written = _trimmed(match[0])
        url = written if written.lower().startswith(("http://", "https://")) else f"https://{written}"
        try:
            read_link(url, Position(""))
        except BadValue:
            continue
        return Found(url, match.start(), match.start() + len(written))
    return None


def all_links(text: str) -> list[Found]:
    """Return every link of a text, in order."""
    found: list[Found] = []
    link = find_link(text)
    while link:
        found.append(link)
        link = find_link(text, link.end)
    return found


def _trimmed(text: str) -> str:
    """Return a link without the signs of the sentence around it: a full stop, a bracket that it does not open."""
    while text:
        last = text[-1]
        if last in _TRAILING or (last in _PAIRS and text.count(_PAIRS[last]) < text.count(last)):
            text = text[:-1]
        else:
            break
    return text


def without(text: str, link: Found) -> str | None:
    """Return the text without a link that stands in brackets, behind a colon or a comma, or by itself; else None.

    None: the sentence needs it ("Come to https://... and say hello").
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
    """Return the words that a link was put on, and the link behind them in brackets, or None."""
    match = re.search(f"{LINK_ON}([^{LINK_OFF}]+){LINK_OFF} \\(", text)
    if not match:
        return None
    link = find_link(text, match.end() - 1)
    return (match[1], link) if link else None
