"""The model of a paragraph of a source, to which every kind of file is converted, and the limits of a source.

The text of a paragraph contains marks, which are private use characters that no source may contain: around bold text,
around the words of a link, and after the cell of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hostkit.core.errors import Position, Problem, SourceError, refused

STRONG_ON, STRONG_OFF = "\ue000", "\ue001"
LINK_ON, LINK_OFF = "\ue002", "\ue003"
CELL = "\ue004"
MARKS = STRONG_ON + STRONG_OFF + LINK_ON + LINK_OFF + CELL

BULLET, NUMBER, LETTER, LABEL = "bullet", "number", "letter", "label"
"""The kinds of list items. A label is a word with a number: "Question 1", "Q1:"."""

_SPACES = re.compile("[ \t\n\r\u2028\u2029]+")
_MARKS = re.compile(f"[{MARKS}]")
_WORD = re.compile(r"[^\W_]+")
_DECORATED = re.compile(
    r"([=*~_#+-]{2,}|[*_\[])[ \t]*([^\[\]]*?[^\W_][^\[\]]*?)[ \t]*([=*~_#+-]{2,}|[*_\]])[ \t]*:?"
)
_EMPTY_STRONG = re.compile(f"{STRONG_ON}([\\s:.,;–—-]*){STRONG_OFF}")


LONGEST_TITLE = 80
"""The most characters of a line between decorative signs that is taken as a title."""


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph, a heading, an item of a list or a row of a table.

    ``line`` is the number of its first line, from 1; in a Word file, of the paragraph. ``marker`` is the text before
    the paragraph, as written ("1.", "Q1:", the time and sender of a message); ``kind`` is the kind of list item, or "",
    ``number`` its number and ``depth`` its depth in the list. ``level`` is the level of a heading, or 0. ``shows`` is
    true if the whole looks like a title: bold, underlined or in capitals. ``apart`` is true after a blank line or a
    paragraph mark, ``inside`` if it is indented under the list item before it, and ``ruled`` after a horizontal rule.
    ``quoted`` is the number of quote signs; ``footnote`` and ``message`` mark footnotes and chat messages,
    and ``goes_on`` a later sentence of the same paragraph.
    """

    text: str
    line: int
    marker: str = ""
    kind: str = ""
    number: int = 0
    depth: int = 0
    level: int = 0
    shows: bool = False
    apart: bool = True
    inside: bool = False
    ruled: bool = False
    quoted: int = 0
    footnote: bool = False
    message: bool = False
    goes_on: bool = False

    @property
    def plain(self) -> str:
        """The text without marks and with folded white space."""
        return plain(self.text)

    @property
    def asks(self) -> bool:
        """True if the text contains a question mark."""
        return "?" in self.text or "¿" in self.text

    @property
    def whole(self) -> str:
        """The marker and the text, as written."""
        return f"{self.marker} {self.plain}".strip()


def plain(text: str) -> str:
    """Return a text without marks and with folded white space; cells are separated with a middle dot."""
    parts = [fold(_MARKS.sub("", cell)) for cell in text.split(CELL)]
    return " · ".join(part for part in parts if part)


def fold(text: str) -> str:
    """Return the text with each run of spaces, tabs and line breaks as one space, and none at the ends."""
    return _SPACES.sub(" ", text).strip(" ")


def undecorated(text: str) -> str:
    """Return a short line without the decorative signs around it, as in "*** More ***"; other lines are unchanged."""
    found = _DECORATED.fullmatch(text) if len(text) <= LONGEST_TITLE else None
    return found[2] if found and not text.startswith("[x]") else text


def words_of(text: str) -> list[str]:
    """Return the words of a text, which are runs of letters and digits, in lower case."""
    return _WORD.findall(text.casefold())


def has_words(text: str) -> bool:
    """Tell whether a text has a letter or digit."""
    return _WORD.search(text) is not None


def is_strong(text: str) -> bool:
    """Tell whether every word of a marked text is bold."""
    outside = re.sub(f"{STRONG_ON}[^{STRONG_OFF}]*{STRONG_OFF}?", "", text)
    return STRONG_ON in text and has_words(text) and not has_words(outside)


def strong_lead(text: str) -> tuple[str, str] | None:
    """Return the bold words at the start of a text, and the rest; None if it has none or all of it is bold."""
    if not text.startswith(STRONG_ON) or is_strong(text):
        return None
    head, _, rest = text[1:].partition(STRONG_OFF)
    return head, rest


def tidy(text: str) -> str:
    """Return an excerpt of a marked text with missing marks added, so that they are paired."""
    for on, off in ((STRONG_ON, STRONG_OFF), (LINK_ON, LINK_OFF)):
        first_off, first_on = text.find(off), text.find(on)
        if first_off >= 0 and (first_on < 0 or first_off < first_on):
            text = on + text
        if text.rfind(on) > text.rfind(off):
            text += off
    return _EMPTY_STRONG.sub(r"\1", text).strip()


MOST = 12_000
"""The most paragraphs of one text; it may have three times as many lines."""

LONGEST = 5_000
"""The most characters of one paragraph. A longer one is divided, because no part of a guide is that long."""

LONGEST_WORD = 10_000

_REMEDY = "Split it, and import the part that is the guide."


def check_lines(text: str, name: str) -> None:
    """Raise SourceError if a text has more than three times ``MOST`` lines."""
    count = text.count("\n")
    if count > MOST * 3:
        raise _too_many(name, count, "lines")


def checked(paragraphs: Sequence[SourceParagraph], name: str) -> list[SourceParagraph]:
    """Return the paragraphs that have words; those that are too long are divided.

    Raises:
        SourceError: there are more than ``MOST`` paragraphs, or a word is too long to be text.

    """
    found = [part for paragraph in paragraphs for part in _cut(paragraph) if has_words(part.whole)]
    if len(found) > MOST:
        raise _too_many(name, len(found), "paragraphs and items")
    for paragraph in found:
        if len(paragraph.text) > LONGEST_WORD:
            wrong = f"a word of {len(paragraph.text)} letters stands here: this is no text."
            raise SourceError(
                Problem("file-not-text", Position(name, paragraph.line, 1), wrong, "Take it out.")
            )
    return found


def _too_many(name: str, count: int, what: str) -> SourceError:
    wrong = f"the text has {count} {what}, and an evening has a hundred."
    return refused("import-too-long", name, wrong, _REMEDY)


def _cut(paragraph: SourceParagraph) -> list[SourceParagraph]:
    """Return a paragraph divided between words into parts of at most ``LONGEST`` characters."""
    if len(paragraph.text) <= LONGEST:
        return [paragraph]
    parts, text = [], paragraph.text
    while len(text) > LONGEST:
        at = text.rfind(" ", 0, LONGEST) + 1 or text.find(" ") + 1 or len(text)
        parts.append(text[:at])
        text = text[at:]
    first, *rest = [*parts, text] if text else parts
    return [
        replace(paragraph, text=tidy(first)),
        *(SourceParagraph(tidy(part), paragraph.line, apart=False) for part in rest),
    ]
