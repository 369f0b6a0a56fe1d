"""Reads the HTML that mammoth makes from a Word file into paragraphs, whose ``line`` is the number of the paragraph.

Lists keep their depth and tables their cells, and a footnote follows the paragraph that refers to it. Only the tags
that mammoth writes are supported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser

from hostkit.importing.lines import Marker, Row, are_believable, in_capitals, marker_of, table
from hostkit.importing.marked_text import link
from hostkit.importing.paragraph import (
    BULLET,
    CELL,
    LINK_OFF,
    LINK_ON,
    NUMBER,
    STRONG_OFF,
    STRONG_ON,
    SourceParagraph,
    has_words,
    is_strong,
    plain,
    tidy,
)

_BREAK = "\n"
_UNDERLINED, _NOT_UNDERLINED = "\ue006", "\ue007"
_REFERENCE = re.compile("\ue005([^\ue005]+)\ue005")
"""A reference to a footnote in the text, between two marks."""


def read_html(html: str) -> list[SourceParagraph]:
    """Return the paragraphs of a document in mammoth's HTML."""
    reader = _HtmlReader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    found = _with_footnotes(reader.done, reader.footnotes)
    return _with_markers([replace(p, line=number) for number, p in enumerate(found, start=1)])


class _HtmlReader(HTMLParser):
    """Collects paragraphs from HTML tags; ``done`` holds the paragraphs, and ``footnotes`` those of each note by id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[SourceParagraph] = []
        self.footnotes: dict[str, list[SourceParagraph]] = {}
        self._text = ""
        self._level = 0
        self._lists: list[str] = []
        self._item = False
        self._quoted = 0
        self._links: list[tuple[str, int]] = []
        self._note = ""
        self._rows: list[list[list[str]]] = []
        self._counts: list[int] = []
        self._has_header = False

    # --- methods that HTMLParser calls ---

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Handle the start of an element."""
        given = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.end_block()
            self._level = int(tag[1])
        elif tag == "p":
            self._break_cell()
        elif tag in ("ul", "ol"):
            self.end_block()
            self._lists.append(tag)
            self._counts.append(0)
        elif tag == "li":
            self.end_block()
            self._item = True
            if self._counts:
                self._counts[-1] += 1
            note = given.get("id") or ""
            self._note = note if re.search("(?:foot|end)note-", note) else self._note
        elif tag == "table":
            self.end_block()
            self._rows.append([])
        elif tag == "tr" and self._rows:
            self._rows[-1].append([])
        elif tag in ("td", "th") and self._rows and self._rows[-1]:
            self._rows[-1][-1].append("")
            self._has_header = self._has_header or (tag == "th" and len(self._rows) == 1)
            self._text = ""
        elif tag == "br":
            self._text += _BREAK
        elif tag == "strong":
            self._text += STRONG_ON
        elif tag == "u":
            self._text += _UNDERLINED
        elif tag == "blockquote":
            self.end_block()
            self._quoted += 1
        elif tag == "a":
            self._links.append((given.get("href") or "", len(self._text)))

    def handle_endtag(self, tag: str) -> None:
        """Handle the end of an element."""
        if tag == "p" or re.fullmatch("h[1-6]", tag):
            self.end_block()
        elif tag in ("ul", "ol"):
            self.end_block()
            if self._lists:
                self._lists.pop()
                self._counts.pop()
        elif tag == "li":
            self.end_block()
            self._item = False
            if not self._lists or len(self._lists) == 1:
                self._note = ""
        elif tag in ("td", "th"):
            self.end_block()
        elif tag == "table" and self._rows:
            self._end_table()
        elif tag == "strong":
            self._text += STRONG_OFF
        elif tag == "u":
            self._text += _NOT_UNDERLINED
        elif tag == "blockquote":
            self.end_block()
            self._quoted = max(0, self._quoted - 1)
        elif tag == "a" and self._links:
            self._end_link(*self._links.pop())

    def handle_data(self, data: str) -> None:
        """Handle text."""
        self._text += data.replace("\n", " ")

    # --- building paragraphs ---

    def _end_link(self, address: str, start: int) -> None:
        words = self._text[start:]
        if address.startswith("#"):
            note = re.search("(?:foot|end)note-ref-", address)
            # The link is the arrow from a note back to the text, the number of a note, or a link within the text.
            if note:
                self._text = self._text[:start]
            elif re.fullmatch(r"\s*\[\d+\]\s*", words):
                self._text = f"{self._text[:start]}\ue005{address[1:]}\ue005"
        elif address:
            self._text = self._text[:start] + link(_not_underlined(words).strip(), address)

    def _break_cell(self) -> None:
        if not self._rows:
            self.end_block()

    def end_block(self) -> None:
        """End the open paragraph and add it to its cell, its footnote or the text."""
        text, self._text = self._text, ""
        if self._rows and self._rows[-1] and self._rows[-1][-1]:
            cell = self._rows[-1][-1]
            bare = _not_underlined(text.replace(_BREAK, " "))
            cell[-1] = f"{cell[-1]} {bare}".strip()
            return
        level, self._level = self._level, 0
        for line in _lines(text):
            self._add(line, level)
            self._item = False

    def _add(self, line: tuple[str, bool], level: int) -> None:
        text, apart = line
        underlined = text.startswith(_UNDERLINED) and text.find(_NOT_UNDERLINED) >= len(text.rstrip()) - 1
        text = _not_underlined(text)
        kind = (
            (NUMBER if self._lists and self._lists[-1] == "ol" else BULLET)
            if self._item and not level
            else ""
        )
        depth = max(0, len(self._lists) - 1)
        paragraph = SourceParagraph(
            tidy(text), 0, kind=kind, number=self._counts[-1] if kind and self._counts else 0, depth=depth, level=level,
            shows=is_strong(text) or underlined or in_capitals(plain(text)), apart=apart,
            inside=bool(self._lists) and not kind, quoted=self._quoted,
        )  # fmt: skip
        if self._note:
            self.footnotes.setdefault(self._note, []).append(
                replace(paragraph, kind="", number=0, depth=0, inside=False)
            )
        else:
            self.done.append(paragraph)

    def _end_table(self) -> None:
        rows = self._rows.pop()
        if self._rows:
            # The cells of a nested table become text of the cell that contains it.
            self._text = " ".join(" ".join(cells) for cells in rows)
            self.end_block()
            return
        body: list[Row] = [(0, cells) for cells in rows if has_words("".join(cells))]
        self.done += table(body[1:], body[0]) if self._has_header and body else table(body, None)
        self._has_header = False


def _not_underlined(text: str) -> str:
    return text.replace(_UNDERLINED, "").replace(_NOT_UNDERLINED, "")


def _lines(text: str) -> list[tuple[str, bool]]:
    """Return the lines of a paragraph with manual breaks, each with True if it is the first or follows a blank line."""
    found: list[tuple[str, bool]] = []
    apart = True
    strong = False
    for part in text.split(_BREAK):
        line = STRONG_ON + part if strong else part
        strong = line.rfind(STRONG_ON) > line.rfind(STRONG_OFF)
        if not has_words(_REFERENCE.sub("", line)):
            apart = True
            continue
        found.append((line, apart))
        apart = False
    return found


def _with_footnotes(
    paragraphs: Sequence[SourceParagraph], footnotes: dict[str, list[SourceParagraph]]
) -> list[SourceParagraph]:
    """Return the paragraphs with each footnote after the paragraph that refers to it."""
    found: list[SourceParagraph] = []
    left = dict(footnotes)
    for paragraph in paragraphs:
        names = _REFERENCE.findall(paragraph.text)
        found.append(replace(paragraph, text=_REFERENCE.sub("", paragraph.text)))
        for name in names:
            found += [replace(note, footnote=True, apart=False) for note in left.pop(name, [])]
    for notes in left.values():
        found += [replace(note, footnote=True) for note in notes]
    return found


def _with_markers(paragraphs: Sequence[SourceParagraph]) -> list[SourceParagraph]:
    """Return the paragraphs with numbers and bullets that were typed as text moved to their markers."""
    typed = [
        marker_of(p.text.lstrip(f" \t{STRONG_ON}")) if not p.kind and not p.footnote else None
        for p in paragraphs
    ]
    return [
        _typed(paragraph, marker) if marker and kept else replace(paragraph, text=_tabs(paragraph.text))
        for paragraph, marker, kept in zip(paragraphs, typed, are_believable(typed), strict=True)
    ]


def _typed(paragraph: SourceParagraph, marker: Marker) -> SourceParagraph:
    strong = STRONG_ON if paragraph.text.lstrip(" \t").startswith(STRONG_ON) else ""
    rest = f"{strong}{marker.rest}"
    if LINK_OFF in rest and LINK_ON not in rest:
        rest = LINK_ON + rest
    return replace(
        paragraph, text=_tabs(tidy(rest)), marker=marker.written, kind=marker.kind, number=marker.number
    )


def _tabs(text: str) -> str:
    return re.sub(r"(?<=\S)[ ]*\t[\t ]*(?=\S)", CELL, text.strip())
