"""Reads the lines of a text with their indentation and list markers, and converts table rows to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from hostkit.importing.paragraph import (
    BULLET,
    CELL,
    LABEL,
    LETTER,
    NUMBER,
    STRONG_OFF,
    STRONG_ON,
    SourceParagraph,
    has_words,
    plain,
    tidy,
    undecorated,
)

MOST_NUMBER = 100
"""A number from which on it is no item of a list, but a year or a page."""

MOST_SKIPPED = 3
"""The most by which a list number may exceed the one before, because items may have been deleted."""

_BULLET = re.compile(
    r"(?:[-=]{1,2}>|[-–—*+•·▪▫■□●○◦‣►▶▸➢➤→✓✔☐☑◆◇❖⁃]|o(?=\t))(?:\s+\[[ xX]\])?(?=\s)\s*"
    r"|\[[ xX]\]\s+|[-–—•●◦▪■](?=[^\W\d_]|¿)"
)
_NUMBER = re.compile(
    r"\(?(?P<n>\d{1,5})(?:\.-|[.):]|\.\))(?=\s|[^\W\d_]|[„“\"«¿¡*])\s*"
    r"|(?P<bare>\d{1,3})(?=[ \t]+[^\W\d_]|\s+[„“\"«¿¡])[ \t]+"
)
_LETTER = re.compile(r"\(?(?P<l>[A-Za-z])(?:\.-|[.)])\s+")
_MESSAGE = re.compile(
    r"\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[apAP]\.?[mM]\.?)?(?:\]|\s+-)\s+"
    r"[^:]{1,60}:\s+"
)


class Marker(NamedTuple):
    """A list marker: its text, its kind, its number (0 for bullets), and the text after it."""

    written: str
    kind: str
    number: int
    rest: str


def marker_of(line: str) -> Marker | None:
    """Return the bullet, number or letter at the start of a line, or None."""
    for pattern, kind in ((_BULLET, BULLET), (_NUMBER, NUMBER), (_LETTER, LETTER)):
        found = pattern.match(line)
        if found and line[found.end() :].strip():
            return Marker(found[0].strip(), kind, _number(found, kind), line[found.end() :])
    return None


def _number(found: re.Match[str], kind: str) -> int:
    if kind == NUMBER:
        return int(found["n"] or found["bare"])
    return ord(found["l"].lower()) - ord("a") + 1 if kind == LETTER else 0


def strong_number(text: str, last: int) -> Marker | None:
    """Return the marker of a text that begins with a bold number, if it is 1 or follows ``last``; otherwise None."""
    found = marker_of(text[1:]) if text.startswith(STRONG_ON) else None
    return found if found and found.kind == NUMBER and found.number in (1, last + 1) else None


def message(line: str) -> Marker | None:
    """Return the time and sender at the start of a line of an exported chat as a marker, or None."""
    found = _MESSAGE.match(line)
    return Marker(found[0].strip(), "", 0, line[found.end() :]) if found else None


def label_pattern(words: Iterable[str], ordinals: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of labels made of a word and a number: "Question 1", "Q1:", "Question one."."""
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    numbers = "|".join(re.escape(word) for word in ordinals)
    return re.compile(
        rf"{STRONG_ON}?(?P<label>(?:{names})[\s\u00a0]*(?:no\.|nr\.|n\.º|#)?\s*(?P<n>\d{{1,3}}\b|(?<=\s)(?:{numbers})\b))"
        rf"{STRONG_OFF}?\s*(?P<end>[.:)\u2013\u2014\ue004-]+|$){STRONG_OFF}?",
        re.IGNORECASE,
    )


def labeled(
    paragraph: SourceParagraph, pattern: re.Pattern[str], ordinals: Mapping[str, int]
) -> SourceParagraph:
    """Return a paragraph with a leading label such as "Question 1" moved from its text to its marker."""
    found = pattern.match(paragraph.text)
    if not found:
        return paragraph
    word = found["n"].casefold()
    number = int(word) if word.isdigit() else ordinals.get(word, 0)
    written = f"{paragraph.marker} {found['label']}{found['end'].replace(chr(0xE004), '')}".strip()
    rest = paragraph.text[found.end() :]
    if STRONG_ON in found[0] and STRONG_OFF not in found[0]:
        rest = STRONG_ON + rest
    return replace(paragraph, text=tidy(rest), marker=written, kind=LABEL, number=number)


def are_believable(markers: Sequence[Marker | None]) -> list[bool]:
    """Return a list with True for each marker that is a bullet, or whose number is 1 or continues those before.

    ``markers`` are in the order of the text; None gives False.
    """
    letters = [marker.number for marker in markers if marker and marker.kind == LETTER]
    # A single letter is an initial; a list needs a) and b).
    spelled = any(one == 1 and other == 2 for one, other in pairwise(letters))
    highest = {NUMBER: 0, LETTER: 0}
    found = []
    numbered = [marker for marker in markers if marker and marker.kind == NUMBER]
    after = {id(one): other.number for one, other in pairwise(numbered)}
    for marker in markers:
        if marker is None or marker.kind not in highest:
            found.append(marker is not None)
            continue
        kind, number = marker.kind, marker.number
        goes_on = number == 1 or (highest[kind] > 0 and number <= highest[kind] + MOST_SKIPPED)
        # A list may begin late, if the next number follows.
        goes_on = goes_on or (kind == NUMBER and number < MOST_NUMBER and after.get(id(marker)) == number + 1)
        bare = kind == NUMBER and marker.written.isdigit()
        found.append(goes_on and (spelled or kind == NUMBER) and (not bare or "?" in marker.rest))
        if found[-1]:
            highest[kind] = max(highest[kind], number)
    return found


BREAK = "\u2028"
"""A line break within a line of the file, made from an HTML tag."""

TAB = 4
"""The columns between tab stops in indentation."""

_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_RULE = re.compile(r"[ \t]*([-=*_~#+.•─—–])(?:[ \t]*\1){2,}[ \t]*")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_ESCAPED = re.compile(r"^(\d{0,3})\\([.)*+•-])(?=\s|[^\W\d_])")
"""The marker of a list that a program has escaped: "1\\." and "\\-"."""
_BARE = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a source text.

    ``text`` is the text after quote signs, heading signs and the marker. ``quoted`` is the number of quote signs,
    ``sender`` the time and sender of a chat message, ``level`` the level of a heading or 0, and ``rule`` the character
    of a horizontal rule. ``breaks`` is true if the line ends in a hard break, and ``shows`` if it looks like a title.
    """

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
        """True if the line has no text, rule or sender."""
        return not self.text and not self.rule and not self.sender

    @property
    def content(self) -> int:
        """The approximate column at which the text after the marker begins."""
        return self.indent + (len(self.marker.written) + 1 if self.marker else 0)

    @property
    def whole(self) -> str:
        """The marker and the text, as written."""
        return f"{self.marker.written} {self.text}" if self.marker else self.text


def read_lines(text: str, markdown: bool) -> list[TextLine]:
    """Return the lines of a text, in order; markers that do not continue a list become text again."""
    lines = [
        _line(raw, number, markdown)
        for number, written in enumerate(text.split("\n"), start=1)
        for raw in written.split(BREAK)
    ]
    believable = are_believable([line.marker for line in lines])
    return [
        line if kept or line.marker is None else replace(line, text=line.whole, marker=None)
        for line, kept in zip(lines, believable, strict=True)
    ]


def _line(raw: str, number: int, markdown: bool) -> TextLine:
    quote = _QUOTE.match(raw)
    quoted = quote[0].count(">") if quote else 0
    rest = raw[quote.end() :] if quote else raw
    indent = _indent(rest)
    body = _ESCAPED.sub(r"\1\2", rest.strip(" \t\u00a0"))
    rule = _RULE.fullmatch(body)
    if rule:
        return TextLine(number, indent, "", quoted, rule=rule[1])
    heading = _HEADING.fullmatch(rest)
    if heading and heading[2]:
        marker = marker_of(heading[2])
        numbered = marker if marker and marker.kind != BULLET else None
        text = numbered.rest if numbered else heading[2]
        return TextLine(number, 0, text, quoted, level=len(heading[1]), marker=numbered)
    sent = message(body.lstrip("\u200e"))
    if sent:
        body = sent.rest.strip()
    marker = marker_of(body)
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
    """Tell whether a text of at most 80 characters is all in capitals and has at least three letters."""
    letters = _BARE.findall(text)
    return len(letters) >= 3 and len(text) <= 80 and text == text.upper() and text != text.lower()


Row = tuple[int, Sequence[str]]
"""A row of a table: its line number and its cells."""


def table(rows: Sequence[Row], header: Row | None) -> list[SourceParagraph]:
    """Return the paragraphs of a table; ``header`` is its header row or None.

    If a column asks questions, each row becomes a numbered item with its further cells as bullets; otherwise each row
    becomes one paragraph.
    """
    column = _questions(rows)
    if column is None:
        # A header row says nothing of the evening.
        heads = [replace(_row(*header), footnote=True)] if header and has_words("".join(header[1])) else []
        return heads + [_row(line, cells) for line, cells in rows if has_words("".join(cells))]
    found: list[SourceParagraph] = []
    lead = plain(CELL.join(header[1])) if header else ""
    for count, (line, cells) in enumerate(rows, start=1):
        before = plain(CELL.join(cells[:column]))
        marker = f"{lead} {before}".strip()
        lead = ""
        number = int(before) if before.isdigit() else count
        if has_words(cells[column]):
            found.append(SourceParagraph(cells[column], line, marker=marker, kind=NUMBER, number=number))
        elif has_words(marker):
            found.append(SourceParagraph(marker, line))
        found += [
            SourceParagraph(cell, line, kind=BULLET, depth=1, apart=False)
            for cell in cells[column + 1 :]
            if has_words(cell)
        ]
    return found


def _row(line: int, cells: Sequence[str]) -> SourceParagraph:
    return SourceParagraph(CELL.join(cell.strip() for cell in cells), line)


def _questions(rows: Sequence[Row]) -> int | None:
    """Return the first column in which more than half of the rows, and at least two, have a question mark, or None."""
    width = min((len(cells) for _, cells in rows), default=0)
    for column in range(width):
        asking = sum("?" in cells[column] for _, cells in rows)
        if asking >= 2 and asking * 2 > len(rows):
            return column
    return None
