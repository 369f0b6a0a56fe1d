"""Writes texts as YAML scalars that read back unchanged: plain where that is safe, otherwise quoted or folded.

The texts must not contain line breaks or runs of spaces.
"""

from __future__ import annotations

import re

WIDTH = 100
"""The most columns in a line, chosen to fit an editor's window. A longer word gets a line of its own."""

_PLAIN = re.compile(r"[^\W\d_][^\n:#\"'\\{}\[\]&*!|>%@`]*")
_OTHER_TYPES = re.compile(r"(?:y|n|yes|no|true|false|on|off|null|nan|inf)", re.IGNORECASE)
"""Words that other YAML parsers read as a boolean, a number or null (YAML 1.1, types bool, float and null)."""


def entry(key: str, text: str, indent: int, lead: str = "") -> list[str]:
    """Return the lines of ``key: text``; ``lead``, such as "- ", replaces the end of the indentation."""
    before = f"{' ' * (indent - len(lead))}{lead}{key}:"
    return _lines(before, text, indent)


def item(text: str, indent: int) -> list[str]:
    """Return the lines of a list item; ``indent`` is the column at which its text begins."""
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
    """Break a text at spaces into lines of at most ``width`` columns; longer words are not broken."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def comment(text: str, indent: int = 0) -> list[str]:
    """Return the lines of a comment, wrapped to ``WIDTH``."""
    before = f"{' ' * indent}# "
    return [before + line for line in wrapped(text, WIDTH - len(before))]
