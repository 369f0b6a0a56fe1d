"""Defines an author's text with its position, and checks the characters that it may contain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from unicodedata import category

from hostkit.core.errors import BadValue, Position
from hostkit.core.wording import character, printable, quoted


class Phrase(NamedTuple):
    """An author's text and its position. The text has folded white space and is never blank."""

    text: str
    at: Position

    def __str__(self) -> str:
        return self.text


_FOLDS = re.compile("[ \t\n\r\u2028\u2029]+")
"""White space that is replaced with one space. No-break spaces are kept, because the author chose them."""

_ORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional control characters, which make a text look different from what is stored."""

_UNSEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10))))
)
"""Letters and marks without ink: fillers, the empty braille pattern, variation selectors (Unicode, 5.21)."""

_BEFORE = 20
"""The number of characters before a fault that a message repeats, enough to find the place in an editor."""


MOST_MARKS = 3
"""The most accents and other marks on one letter. Vietnamese has two; more would run into the line above."""

_MARKS = ("Mn", "Me")


class CharacterFault(NamedTuple):
    """A problem with a character: its code, message and remedy. ``{where}`` in ``what`` is filled with the context."""

    code: str
    what: str
    remedy: str


_TOO_MANY = CharacterFault(
    "character-too-many-marks",
    f"more than {MOST_MARKS} marks stand on one letter{{where}}.",
    "Take some away.",
)


def fold(text: str) -> str:
    """Return the text with each run of spaces, tabs and line breaks as one space, and none at the ends."""
    # Most texts have nothing to fold, so this case is quick.
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _FOLDS.sub(" ", text).strip(" ")


_SPACES = dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000"), " ") | dict.fromkeys(
    range(0x2000, 0x200B), " "
)


def with_plain_spaces(text: str) -> str:
    """Return the text with a plain space for each no-break, thin, wide or otherwise special space."""
    return text if text.isascii() else text.translate(_SPACES)


_BREAK_POINTS = dict.fromkeys(map(ord, "\u00ad\u200b"))


def without_break_points(text: str) -> str:
    """Return the text without soft hyphens and zero-width spaces, which say where a line of a page may end."""
    return text if text.isascii() else text.translate(_BREAK_POINTS)


def is_blank(text: str) -> bool:
    """Tell whether the text consists of white space and invisible characters only."""
    return not any(not c.isspace() and c not in _UNSEEN and category(c) not in ("Cf", "Cc") for c in text)


def check_characters(text: str) -> None:
    """Check a folded text.

    Raises:
        BadValue: a character cannot be printed or belongs to a right-to-left alphabet, or a letter has more than
            ``MOST_MARKS`` marks.

    """
    if text.isascii() and text.isprintable():
        return
    marks = 0
    for index, c in enumerate(text):
        marks = _marks(c) + (marks if category(c) in _MARKS else 0)
        what = _fault(c) or (_TOO_MANY if marks > MOST_MARKS else None)
        if what:
            before = text[max(0, index - _BEFORE) : index]
            where = f' (after "{printable(before)}")' if before.strip() else ""
            raise BadValue(what.code, what.what.format(where=where), what.remedy, character=f"U+{ord(c):04X}")


def _marks(c: str) -> int:
    """Return the number of combining marks in a character's decomposition; a mark counts itself."""
    return sum(category(part) in _MARKS for part in unicodedata.normalize("NFD", c))


def _fault(c: str) -> CharacterFault | None:
    kind = category(c)
    if kind == "Cc":
        what = f"the control character {character(c)} stands in the text{{where}}."
        return CharacterFault("character-control", what, "Delete it.")
    if c == "\ufffd":
        what = f"{character(c)} stands in the text{{where}}: a letter was lost in saving."
        return CharacterFault("character-refused", what, "Type the letter again and save the file as UTF-8.")
    if kind == "Co":
        what = f"the private use character {character(c)} stands in the text{{where}}."
        return CharacterFault("character-refused", what, "Use a standard character.")
    code = ord(c)
    if kind == "Cs" or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        what = f"{character(c)} stands in the text{{where}}, which is no character."
        return CharacterFault("character-refused", what, "Delete it.")
    if c in _ORDERING:
        what = f"{character(c)} stands in the text{{where}}: it hides the order of letters."
        return CharacterFault("character-refused", what, "Delete it.")
    return _right_to_left(c, kind)


def _right_to_left(c: str, kind: str) -> CharacterFault | None:
    if unicodedata.bidirectional(c) not in ("R", "AL", "AN"):
        return None
    if kind == "Cf":
        what = f"{character(c)} stands in the text{{where}}: right-to-left text is not supported yet."
        return CharacterFault("character-right-to-left", what, "Delete it.")
    name = unicodedata.name(c, "right-to-left")
    script = re.split(r" (?:LETTER|DIGIT|LIGATURE|SIGN|NUMBER|PUNCTUATION)\b", name)[0].title()
    what = f"{script} writing stands in the text{{where}}: right-to-left alphabets are not supported yet."
    return CharacterFault("character-right-to-left", what, "Write the text in a left-to-right alphabet.")


PLACEHOLDERS = ("host", "group_name", "date", "start", "place")
"""The names that may stand in braces."""

_BRACE = re.compile(r"\{\{|\{([^{}]*)\}|\{")
_OPENING = r"(?<![*\\])(?<![^\W_])\*\*(?=[^\s*])"
_CLOSING = r"(?<=[^\s*\\])\*\*(?!\*|[^\W_])"
_STRONG = re.compile(rf"{_OPENING}(?P<text>.*?)(?:(?P<end>{_CLOSING})|\Z)", re.DOTALL)
"""A pair of ``**`` at word edges and the text between, or a first ``**`` without a second and the rest."""

_ESCAPED = "\\*"
_BRACE_OR_ESCAPE = re.compile(rf"{_BRACE.pattern}|{re.escape(_ESCAPED)}")


class Span(NamedTuple):
    """A run of text of one weight; ``strong`` is true for bold text."""

    text: str
    strong: bool


def check_placeholders(text: str) -> None:
    """Check the braces of a text.

    Raises:
        BadValue: the name in braces is unknown, or an opening brace is never closed.

    """
    for match in _BRACE.finditer(text):
        if match[0] != "{{":
            _check(match)


def has_placeholders(text: str) -> bool:
    """Tell whether a checked text contains a placeholder and so depends on the event."""
    return "{" in text and any(match[1] for match in _BRACE.finditer(text))


def spans(text: str, *, values: Mapping[str, str | None], blank: str, emphasis: bool) -> tuple[Span, ...]:
    r"""Return the text with its placeholders filled in, split into spans of one weight each.

    ``{{`` gives ``{``, and a lone ``}`` stays. A value that is None or absent gives ``blank``. With ``emphasis``, the
    text between a pair of ``**`` at word edges is strong, and ``\*`` gives ``*``; without it, both are left alone.

    Raises:
        BadValue: see ``check_placeholders``.

    """
    if not emphasis:
        filled = _fill(text, values, blank)
        return (Span(filled, False),) if filled else ()
    whole: list[Span] = []
    for raw, strong in _weights(text):
        filled = _fill(raw, values, blank, escapes=True)
        if filled and whole and whole[-1].strong == strong:
            whole[-1] = Span(whole[-1].text + filled, strong)
        elif filled:
            whole.append(Span(filled, strong))
    return tuple(whole)


def plain(text: str, *, values: Mapping[str, str | None], blank: str) -> str:
    """Return the text with its placeholders filled in; asterisks stay. Raises BadValue as ``spans`` does."""
    return _fill(text, values, blank)


def _check(match: re.Match[str]) -> None:
    name = match[1]
    if name is None:
        raise BadValue("placeholder-not-closed", 'a "{" is never closed.', "Write {{ to print {.")
    if name not in PLACEHOLDERS:
        what, known = f"hostkit does not know what to fill in for {quoted(match[0])}.", list(PLACEHOLDERS)
        remedy = f"Write one of {', '.join(f'{{{p}}}' for p in known)}, or {{{{{name}}} to print {{{name}}}."
        raise BadValue("placeholder-unknown", what, remedy, name=name, known=known)


def _fill(text: str, values: Mapping[str, str | None], blank: str, *, escapes: bool = False) -> str:
    """Return a text with its placeholders filled in; with ``escapes``, an escaped asterisk is one too."""

    def filled(found: re.Match[str]) -> str:
        if found[0] == "{{":
            return "{"
        if found[0] == _ESCAPED:
            return "*"
        _check(found)
        return values.get(found[1]) or blank

    return (_BRACE_OR_ESCAPE if escapes else _BRACE).sub(filled, text)


def _weights(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each run of the raw text and True if it is strong; an unpaired ``**`` stays in the text."""
    last = 0
    for found in _STRONG.finditer(text):
        if found["end"]:
            yield text[last : found.start()], False
            yield found["text"], True
            last = found.end()
    yield text[last:], False
