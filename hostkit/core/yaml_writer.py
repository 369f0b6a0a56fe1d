"""Writes texts as YAML that reads back as the same text: plain where that is safe, quoted, or folded over lines.

The texts have no line break and no run of spaces.
"""

from __future__ import annotations

import re

WIDTH = 100
"""Columns of a line, chosen by eye: an editor shows a hundred beside its margin. A longer word has its own line."""

_PLAIN = re.compile(r"[^\W\d_][^\n:#\"'\\{}\[\]&*!|>%@`]*")
_OTHER_TYPES = re.compile(r"(?:y|n|yes|no|true|false|on|off|null|nan|inf)", re.IGNORECASE)
"""Words that other readers of YAML read as a boolean, a number or nothing (YAML 1.1, types bool, float and null)."""


def entry(key: str, text: str, indent: int, lead: str = "") -> list[str]:
    """Return the lines of ``key: text``; ``lead``, as in "- ", stands before the key, within the indentation."""
    before = f"{' ' * (indent - len(lead))}{lead}{key}:"
    return _lines(before, text, indent)


def item(text: str, indent: int) -> list[str]:
    """Return the lines of an item of a list; ``indent`` is that of its text."""
    return _lines(f"{' ' * (indent - 2)}-", text, indent)


def _lines(before: str, text: str, indent: int) -> list[str]:
    written = scalar(text)
    if len(before) + 1 + len(written) <= WIDTH:
        return [f"{before} {written}"]
    inner = " " * (indent + 2 if before.strip() != "-" else indent)
    return [f"{before} >-", *(f"{inner}{line}" for line in wrapped(text, WIDTH - len(inner)))]


def scalar(text: str) -> str:
    """Return a text as one plain or quoted scalar."""
    if _PLAIN.fullmatch(text) and not _OTHER_TYPES.fullmatch(text) and not text.endswith(" "):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of at most so many columns, broken at single spaces; longer words are not broken."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def comment(text: str, indent: int = 0) -> list[str]:
    """Return a comment, wrapped."""
    before = f"{' ' * indent}# "
    return [before + line for line in wrapped(text, WIDTH - len(before))]
