"""Lines of a text, each with what it shows by itself: indentation, marker, whether it is a rule or a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hostkit.importing import markers
from hostkit.importing.markers import Marker
from hostkit.importing.paragraph import BULLET, undecorated

BREAK = "\u2028"
"""A break within a line of the file: what a tag for it has become."""

TAB = 4
"""Columns of a tab in indentation."""

_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_RULE = re.compile(r"[ \t]*([-=*_~#+.•─—–])(?:[ \t]*\1){2,}[ \t]*")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_BARE = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: ``text`` is what follows quote signs, heading signs and the marker; ``content`` its column."""

    number: int
    indent: int
    text: str
    quoted: int = 0
    sender: str = ""
    marker: Marker | None = None
    level: int = 0
    rule: str = ""
    breaks: bool = False
    shows: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text and not self.rule and not self.sender

    @property
    def content(self) -> int:
        """The column at which the text of an item begins, about."""
        return self.indent + (len(self.marker.written) + 1 if self.marker else 0)

    @property
    def whole(self) -> str:
        """The text with its marker, as it was written."""
        return f"{self.marker.written} {self.text}" if self.marker else self.text


def read_lines(text: str, markdown: bool) -> list[TextLine]:
    """Return the lines of a text, in order."""
    lines = [
        _line(raw, number, markdown)
        for number, written in enumerate(text.split("\n"), start=1)
        for raw in written.split(BREAK)
    ]
    believed = markers.believed([line.marker for line in lines])
    return [
        line if kept or line.marker is None else replace(line, text=line.whole, marker=None)
        for line, kept in zip(lines, believed, strict=True)
    ]


def _line(raw: str, number: int, markdown: bool) -> TextLine:
    quote = _QUOTE.match(raw)
    quoted = quote[0].count(">") if quote else 0
    rest = raw[quote.end() :] if quote else raw
    indent = _indent(rest)
    body = rest.strip(" \t\u00a0")
    rule = _RULE.fullmatch(body)
    if rule:
        return TextLine(number, indent, "", quoted, rule=rule[1])
    heading = _HEADING.fullmatch(rest)
    if heading and heading[2]:
        marker = markers.item(heading[2])
        numbered = marker if marker and marker.kind != BULLET else None
        text = numbered.rest if numbered else heading[2]
        return TextLine(number, 0, text, quoted, level=len(heading[1]), marker=numbered)
    sent = markers.message(body.lstrip("\u200e"))
    if sent:
        body = sent.rest.strip()
    marker = markers.item(body)
    text = marker.rest if marker else body
    breaks = markdown and (raw.endswith("  ") or raw.endswith("\\"))
    return TextLine(
        number, indent, text.rstrip("\\") if breaks else text, quoted,
        sender=sent.written if sent else "", marker=marker, breaks=breaks,
        shows=not marker and (in_capitals(text) or (not markdown and undecorated(text) != text)),
    )  # fmt: skip


def _indent(text: str) -> int:
    width = 0
    for c in text:
        if c == "\t":
            width += TAB - width % TAB
        elif c in " \u00a0":
            width += 1
        else:
            break
    return width


def in_capitals(text: str) -> bool:
    """Tell whether a short text is in capitals, three letters of them at least."""
    letters = _BARE.findall(text)
    return len(letters) >= 3 and len(text) <= 80 and text == text.upper() and text != text.lower()
