"""The paragraphs of a source text, into which every kind of file is converted, and their limits.

Their text has marks, private use characters that no source may hold: around strong words, around the words of a link,
and after a cell of a table.
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
"""Kinds of list items. A label is a word with a number: "Question 1", "Q1:"."""

_SPACES = re.compile("[ \t\n\r\u2028\u2029]+")
_MARKS = re.compile(f"[{MARKS}]")
_WORD = re.compile(r"[^\W_]+")
_DECORATED = re.compile(
    r"([=*~_#+-]{2,}|[*_\[])[ \t]*([^\[\]]*?[^\W_][^\[\]]*?)[ \t]*([=*~_#+-]{2,}|[*_\]])[ \t]*:?"
)
_EMPTY_STRONG = re.compile(f"{STRONG_ON}([\\s:.,;–—-]*){STRONG_OFF}")


LONGEST_TITLE = 80
"""Characters of a line that is set off as a title."""


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph, a heading, an item of a list or a row of a table.

    ``line`` is where it begins, from 1 (in a Word file the paragraph). ``marker`` is what stood before the text as it
    was written ("1.", "Q1:", the time and sender of a message), ``kind`` which kind of list item it makes,
    ``number`` its number. ``level`` is that of a heading, 0 for none; ``shows`` says that the whole looks like a
    title: bold, underlined, in capitals. ``apart`` says that a blank line or a file's own paragraph mark stood before,
    ``inside`` that it stands indented under the list item before it, ``ruled`` that a line was drawn above.
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

    @property
    def plain(self) -> str:
        """The text without marks, white space folded."""
        return plain(self.text)

    @property
    def asks(self) -> bool:
        """Whether a question mark stands in it."""
        return "?" in self.text or "¿" in self.text

    @property
    def whole(self) -> str:
        """The marker and the text, as written."""
        return f"{self.marker} {self.plain}".strip()


def plain(text: str) -> str:
    """Return a text without marks and with folded white space; a middle dot separates cells."""
    parts = [fold(_MARKS.sub("", cell)) for cell in text.split(CELL)]
    return " · ".join(part for part in parts if part)


def fold(text: str) -> str:
    """Return the text with each run of spaces, tabs and line breaks as one space, none at the ends."""
    return _SPACES.sub(" ", text).strip(" ")


def undecorated(text: str) -> str:
    """Return a short line without signs around it that mark it as a title: "*** More ***"."""
    found = _DECORATED.fullmatch(text) if len(text) <= LONGEST_TITLE else None
    return found[2] if found and not text.startswith("[x]") else text


def words_of(text: str) -> list[str]:
    """Return the words of a text: runs of letters and digits."""
    return _WORD.findall(text)


def has_words(text: str) -> bool:
    """Tell whether a text has a letter or digit."""
    return _WORD.search(text) is not None


def is_strong(text: str) -> bool:
    """Tell whether every word of a marked text is strong."""
    outside = re.sub(f"{STRONG_ON}[^{STRONG_OFF}]*{STRONG_OFF}?", "", text)
    return STRONG_ON in text and has_words(text) and not has_words(outside)


def strong_lead(text: str) -> tuple[str, str] | None:
    """Return the strong words that a text begins with, and the rest, or None where it does not or all is strong."""
    if not text.startswith(STRONG_ON) or is_strong(text):
        return None
    head, _, rest = text[1:].partition(STRONG_OFF)
    return head, rest


def tidy(text: str) -> str:
    """Return an excerpt of a marked text with its marks paired."""
    for on, off in ((STRONG_ON, STRONG_OFF), (LINK_ON, LINK_OFF)):
        first_off, first_on = text.find(off), text.find(on)
        if first_off >= 0 and (first_on < 0 or first_off < first_on):
            text = on + text
        if text.rfind(on) > text.rfind(off):
            text += off
    return _EMPTY_STRONG.sub(r"\1", text).strip()


MOST = 12_000
"""Paragraphs of one text; of lines it may have three times as many."""

LONGEST = 5_000
"""Characters of one paragraph. A longer one is cut: no part of a guide is that long."""

LONGEST_WORD = 10_000

_REMEDY = "Split it, and import the part that is the guide."


def check_lines(text: str, name: str) -> None:
    """Raise SourceError when a text has more lines than any evening has."""
    count = text.count("\n")
    if count > MOST * 3:
        raise _too_many(name, count, "lines")


def checked(paragraphs: Sequence[SourceParagraph], name: str) -> list[SourceParagraph]:
    """Return the paragraphs that have words; those that are too long are divided.

    Raises:
        SourceError: there are more than any evening has, or one is no text.

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
    """Return a paragraph in parts of at most ``LONGEST`` characters, cut between words."""
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
