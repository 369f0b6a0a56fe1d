"""Reads the HTML that mammoth makes from a Word file into paragraphs, whose ``line`` is the number of the paragraph.

Lists keep their depth and tables their cells, and a footnote follows the paragraph that refers to it. Only the tags
that mammoth writes are supported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple
from xml.etree import ElementTree

from hostkit.importing.lines import Marker, are_believable, in_capitals, marker_of, table
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
    fold,
    has_words,
    is_strong,
    plain,
    tidy,
)

_BREAK = "\n"
_UNDERLINED, _NOT_UNDERLINED = "\ue006", "\ue007"
_REFERENCE = re.compile("\ue005([^\ue005]+)\ue005")
"""A reference to a footnote in the text, between two marks."""


_HEADING = re.compile("h([1-6])")
_NOTE = re.compile("(?:foot|end)note-")
_BLOCKS = frozenset(("p", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"))


def read_html(html: str) -> list[SourceParagraph]:
    """Return the paragraphs of a document in mammoth's HTML, which is well-formed XML."""
    reader = _HtmlReader()
    reader.read(ElementTree.fromstring(f"<body>{html}</body>"), _Place())
    found = _with_footnotes(reader.done, reader.footnotes)
    return _with_markers([replace(p, line=number) for number, p in enumerate(found, start=1)])


class _Place(NamedTuple):
    """Where text is: its level if it is a heading, the lists around it, its item and footnote, and quotes around it.

    ``is_item`` is true for the first text of an item, and ``number`` is that of the item in its list.
    """

    level: int = 0
    lists: tuple[str, ...] = ()
    number: int = 0
    is_item: bool = False
    quoted: int = 0
    note: str = ""


class _HtmlReader:
    """Collects paragraphs from elements; ``done`` holds the paragraphs, and ``footnotes`` those of each note by id."""

    def __init__(self) -> None:
        self.done: list[SourceParagraph] = []
        self.footnotes: dict[str, list[SourceParagraph]] = {}

    def read(self, node: ElementTree.Element, place: _Place) -> _Place:
        """Add the paragraphs of an element, and return the place of what follows it."""
        text = _said(node.text)
        for child in node:
            if child.tag in _BLOCKS:
                place = self._block(child, self._add(text, place))
                text = _said(child.tail)
            else:
                text += _inline(child)
        return self._add(text, place)

    def _block(self, node: ElementTree.Element, place: _Place) -> _Place:
        if heading := _HEADING.fullmatch(node.tag):
            self.read(node, place._replace(level=int(heading[1])))
        elif node.tag == "p":
            return self.read(node, place)
        elif node.tag == "blockquote":
            self.read(node, place._replace(quoted=place.quoted + 1))
        elif node.tag == "table":
            rows = [
                row
                for part in (node, *node.findall("thead"), *node.findall("tbody"))
                for row in part.findall("tr")
            ]
            cells = [(0, [fold(_not_underlined(_inline(cell, tail=False))) for cell in row]) for row in rows]
            body = [row for row in cells if has_words("".join(row[1]))]
            has_header = bool(body) and any(cell.tag == "th" for row in rows for cell in row)
            self.done += table(body[1:], body[0]) if has_header else table(body, None)
        else:
            for number, each in enumerate(node, start=1):
                name = each.get("id") or ""
                note = name if _NOTE.search(name) else place.note
                self.read(each, _Place(0, (*place.lists, node.tag), number, True, place.quoted, note))
            return place._replace(is_item=False)
        return place

    def _add(self, text: str, place: _Place) -> _Place:
        for line, apart in _lines(text):
            underlined = line.startswith(_UNDERLINED) and line.find(_NOT_UNDERLINED) >= len(line.rstrip()) - 1
            line = _not_underlined(line)
            kind = (
                (NUMBER if place.lists[-1] == "ol" else BULLET) if place.is_item and not place.level else ""
            )
            paragraph = SourceParagraph(
                tidy(line), 0, level=place.level, apart=apart, quoted=place.quoted,
                shows=is_strong(line) or underlined or in_capitals(plain(line)),
            )  # fmt: skip
            if place.note:
                self.footnotes.setdefault(place.note, []).append(paragraph)
            else:
                number, depth = place.number if kind else 0, max(0, len(place.lists) - 1)
                inside = bool(place.lists) and not kind
                self.done.append(replace(paragraph, kind=kind, number=number, depth=depth, inside=inside))
            place = place._replace(is_item=False)
        return place


def _said(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _inline(node: ElementTree.Element, *, tail: bool = True) -> str:
    """Return the marked text of an element, with the text behind it unless ``tail`` is false."""
    text = _said(node.text) + "".join(map(_inline, node))
    if node.tag == "br":
        text = _BREAK
    elif node.tag == "strong":
        text = f"{STRONG_ON}{text}{STRONG_OFF}"
    elif node.tag == "u":
        text = f"{_UNDERLINED}{text}{_NOT_UNDERLINED}"
    elif node.tag == "a":
        text = _linked(node.get("href") or "", text)
    elif node.tag in _BLOCKS or node.tag in ("li", "td", "th"):
        text = f" {text} "
    return text + _said(node.tail) if tail else text


def _linked(address: str, text: str) -> str:
    if not address.startswith("#"):
        return link(_not_underlined(text).strip(), address) if address else text
    # A link within the text is the arrow from a note back to the text, or the number of a note.
    if re.search("(?:foot|end)note-ref-", address):
        return ""
    return f"\ue005{address[1:]}\ue005" if re.fullmatch(r"\s*\[\d+\]\s*", text) else text


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
