"""Divides a plain or Markdown text into paragraphs: joins wrapped lines, and finds lists, headings and tables.

Lines are joined according to the width of the text, the capital at the start of a line and the end of the line above.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from hostkit.importing.lines import Row, TextLine, read_lines, strong_number, table
from hostkit.importing.marked_text import inline, without_tags
from hostkit.importing.paragraph import (
    CELL,
    NUMBER,
    STRONG_ON,
    SourceParagraph,
    check_lines,
    checked,
    has_words,
    is_strong,
    tidy,
)

_SHORT = 45
"""The most characters of a line that is too short to have been wrapped."""

_FEW_LINES, _PUNCTUATED = 4, 5
"""A dictated text has more lines than the first, and less than one sign that ends a sentence in so many lines."""

_LABEL = re.compile(r"[^\W\d_][^\s:]*(?: [^\s:]+){0,3}:(?:\s|$)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,50})\]:[ \t]*")
_DEFINED = re.compile(r"\[([^\[\]^]{1,100})\]:[ \t]*<?([^\s<>]{1,2000})>?(?:[ \t]+[\"'(].*)?$")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_KEY = re.compile(r"[\w-]+\s*[:=](?:\s|$)")
_SEPARATOR = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?")
_SENTENCE_END = re.compile(r"[.!?:…][\"”“»’')\]]*$")
_KEEPS_HYPHEN = re.compile(r"(?:und|oder|and|or|y|o|to|bis|sowie)\b")


def read_paragraphs(
    text: str, *, is_markdown: bool, is_title: Callable[[str], bool], name: str, tags: bool = False
) -> list[SourceParagraph]:
    """Return the paragraphs of a text. A line for which ``is_title`` returns True is a paragraph of its own.

    With ``tags``, HTML tags are converted to Markdown first.

    Raises:
        SourceError: there are too many lines or paragraphs, or a word is too long to be text.

    """
    check_lines(text, name)
    builder = _ParagraphBuilder(is_markdown, is_title)
    lines = read_lines(without_tags(text) if tags else text, is_markdown)
    builder.references = _references(lines) if is_markdown else {}
    builder.width = _width(lines)
    builder.is_dictated = _is_dictated(lines)
    for line in _without_tables(_without_front_matter(lines, builder), builder):
        builder.take(line)
    builder.flush()
    return checked(builder.done, name)


def _width(lines: list[TextLine]) -> int:
    """Return the number of characters at which the lines of a text were wrapped, or 0 if they were not."""
    broken = [
        len(one.text)
        for one, other in pairwise(lines)
        if len(one.text) > _SHORT and other.text[:1].islower() and not other.marker
    ]
    return max(broken) if len(broken) >= 2 and max(broken) <= 120 else 0


def _is_dictated(lines: list[TextLine]) -> bool:
    """Tell whether a text has almost no punctuation, so that a small letter at the start of a line means nothing."""
    full = [line.text for line in lines if line.text]
    return len(full) > _FEW_LINES and _PUNCTUATED * sum(c in ".?!:" for line in full for c in line) < len(
        full
    )


def _references(lines: list[TextLine]) -> dict[str, str]:
    """Return the link definitions of a Markdown text (``[name]: https://...``) as a mapping from name to URL."""
    found = (_DEFINED.match(line.text) for line in lines if line.text.startswith("["))
    return {match[1].casefold(): match[2] for match in found if match}


def _without_front_matter(lines: list[TextLine], builder: _ParagraphBuilder) -> list[TextLine]:
    """Return the lines after the YAML front matter, whose own lines the builder adds as paragraphs."""
    if not lines or lines[0].rule not in ("-", "+"):
        return lines
    end = next((n for n, line in enumerate(lines[1:60], start=1) if line.rule == lines[0].rule), 0)
    keyed = [line for line in lines[1:end] if _KEY.match(line.whole)]
    if not keyed or lines[1].is_blank or len(keyed) * 2 < sum(not line.is_blank for line in lines[1:end]):
        return lines
    for line in lines[1:end]:
        value, sign, comment = line.whole.partition("  #")
        key, colon, rest = re.sub(r"^(\w+)\s*=\s*", r"\1: ", value.strip()).partition(": ")
        if colon and rest[:1] in "\"'" and rest[:1] == rest[-1:]:
            rest = rest[1:-1]
        # Only the title in front matter is used for the guide; a date or an author belongs to the page.
        is_title_key = key.casefold() == "title"
        builder.done.append(SourceParagraph(f"{key}{colon}{rest}", line.number, footnote=not is_title_key))
        if sign:
            builder.done.append(SourceParagraph(comment.strip(), line.number, apart=False, footnote=True))
    return lines[end + 1 :]


def _without_tables(lines: list[TextLine], builder: _ParagraphBuilder) -> list[TextLine]:
    """Return the lines with each Markdown table replaced by a blank line, at whose index the builder has its rows."""
    separators = {n for n, line in enumerate(lines) if "|" in line.text and _SEPARATOR.fullmatch(line.text)}
    if not separators:
        return lines
    found: list[TextLine] = []
    at = 0
    while at < len(lines):
        if at + 1 in separators and "|" in lines[at].text:
            end = at + 2
            while end < len(lines) and "|" in lines[end].text and end not in separators:
                end += 1
            rows = [builder.row(line) for line in lines[at:end] if line is not lines[at + 1]]
            found.append(replace(lines[at], text="", marker=None))
            builder.tables[len(found) - 1] = rows
            at = end
        else:
            found.append(lines[at])
            at += 1
    return found


class _ParagraphBuilder:
    """Builds paragraphs from lines, taken one at a time.

    ``done`` holds the finished paragraphs; ``references`` maps link names to URLs; ``tables`` maps the index of a line
    to the rows of a table; ``width`` is the width at which the text was wrapped, or 0; ``is_dictated`` is true for a
    text without punctuation.
    """

    def __init__(self, is_markdown: bool, is_title: Callable[[str], bool]) -> None:
        self.done: list[SourceParagraph] = []
        self.references: dict[str, str] = {}
        self.tables: dict[int, list[Row]] = {}
        self.width = 0
        self.is_dictated = False
        self._markdown = is_markdown
        self._is_title = is_title
        self._open: list[TextLine] = []
        self._items: list[tuple[int, int]] = []
        self._apart = True
        self._ruled = False
        self._number = 0
        self._taken = -1

    def row(self, line: TextLine) -> Row:
        """Return the line number and the cells of a row of a Markdown table."""
        cells = line.whole.strip().strip("|").split("|")
        return line.number, [self._inline(cell.strip()) for cell in cells]

    def take(self, line: TextLine) -> None:
        """Add the next line of the text."""
        self._taken += 1
        if self._taken in self.tables:
            self.flush()
            rows = self.tables[self._taken]
            header = rows[0] if has_words("".join(rows[0][1])) else None
            self.done += table(rows[1:], header)
            self._apart = True
        elif line.is_blank:
            self.flush()
            self._apart = True
        elif line.rule:
            self._rule(line)
        elif self._open and self._joins(self._open[-1], line):
            self._open.append(line)
        else:
            self.flush()
            self._open = [line]

    def _rule(self, line: TextLine) -> None:
        """Add a horizontal rule, which either makes the line above a heading or separates two parts of the text."""
        above = self._open[0] if len(self._open) == 1 else None
        heads = (
            above is not None
            and line.rule in "=-~_*+#"
            and not above.marker
            and len(above.text) <= 80
            and not above.text.endswith((".", ","))
            and not above.level
        )
        if heads and above is not None:
            self._open = [replace(above, level=1 if line.rule in "=*#" else 2)]
        self.flush()
        self._apart = True
        self._ruled = not heads

    def flush(self) -> None:
        """End the open paragraph and add it to ``done``."""
        if not self._open:
            return
        first, text = self._open[0], _joined(self._open)
        self._open = []
        depth, inside = self._place(first)
        footnote = _FOOTNOTE.match(text) if self._markdown else None
        marker = f"{first.sender} {first.marker.written if first.marker else ''}".strip()
        if footnote:
            text, marker = text[footnote.end() :], f"[^{footnote[1]}]"
        text = re.sub(r"(?<=\S)[ ]*\t[\t ]*(?=\S)", CELL, text)
        is_picture = bool(self._markdown and _PICTURE.fullmatch(text))
        text = self._inline(text)
        if self._markdown and text.startswith(": ") and self.done:
            # In a definition list the term is the paragraph above.
            text = text[2:].lstrip()
            self.done[-1] = replace(self.done[-1], shows=True)
        # A link definition belongs to no part, so it is treated as if it followed a rule.
        kind, number = (first.marker.kind, first.marker.number) if first.marker else ("", 0)
        strong = strong_number(text, self._number) if self._markdown and not kind else None
        if strong:
            text, marker, kind, number = tidy(STRONG_ON + strong.rest), strong.written, NUMBER, strong.number
        self._number = number if kind == NUMBER else self._number
        ruled = self._ruled or bool(self._markdown and _DEFINED.match(text))
        self.done.append(
            SourceParagraph(
                text, first.number, marker=marker, kind=kind, number=number, depth=depth, level=first.level,
                shows=first.shows or is_strong(text), apart=self._apart or bool(first.sender), inside=inside,
                ruled=ruled, quoted=first.quoted, footnote=bool(footnote) or is_picture, message=bool(first.sender),
            )
        )  # fmt: skip
        self._apart = self._ruled = False

    def _inline(self, text: str) -> str:
        return tidy(inline(text, self.references)) if self._markdown else text

    def _place(self, line: TextLine) -> tuple[int, bool]:
        """Return the depth of a line in its list, and True if it continues an item without a marker of its own."""
        items = self._items
        if line.level:
            items.clear()
            return 0, False
        if line.marker:
            while items and line.indent < items[-1][0]:
                items.pop()
            if items and line.indent < max(items[-1][0] + 2, min(items[-1][1], items[-1][0] + 3)):
                items.pop()
            items.append((line.indent, line.content))
            return len(items) - 1, False
        while items and line.indent <= items[-1][0]:
            items.pop()
        if not items:
            return 0, False
        return len(items) - 1, True

    def _joins(self, above: TextLine, line: TextLine) -> bool:
        """Tell whether a line continues the paragraph of the line ``above``."""
        text = above.text
        if (
            line.marker
            or line.level
            or above.level
            or line.sender
            or above.breaks
            or line.quoted != above.quoted
        ):
            return False
        if _LABEL.match(line.text) or _CLOCK.match(line.text) or line.text.startswith(": "):
            return False
        if len(self._open) == 1 and (above.shows or self._is_title(text)):
            return False
        if self._is_title(line.text) and _SENTENCE_END.search(text):
            return False
        if self._open[0].sender:
            return True
        if self.is_dictated:
            return False
        if line.text[:1].islower() and len(text) > _SHORT:
            return True
        if self._markdown:
            return not (
                text.endswith(("?", ":"))
                or is_strong(self._inline(text))
                or is_strong(self._inline(line.text))
            )
        if text.endswith(("?", ":")) and not line.text[:1].islower():
            return False
        full = len(text) + 1 + len(line.text.split(" ", 1)[0]) > self.width
        return bool(self.width) and full and len(text) > _SHORT


def _joined(lines: list[TextLine]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        hyphen = (
            re.search(r"[^\W\d_]-$", text) and line.text[:1].islower() and not _KEEPS_HYPHEN.match(line.text)
        )
        text += line.text if hyphen else f" {line.text}"
    return text
