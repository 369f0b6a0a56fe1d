"""Decodes a YAML file and checks it for control characters, tabs and line ends before a parser reads it.

The line and column numbers of the file are kept, so that later messages agree with an editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from hostkit.core.errors import Position, Problem, SourceError, refused
from hostkit.core.input_files import UTF_8, BadByte, decode, encoding_of, with_unix_line_ends
from hostkit.core.wording import character

_SHOWN = 10
"""The most control characters that are reported one by one. A file with more is not text and is not parsed."""

_SAVE_AGAIN = "In a text editor, save it again with the encoding UTF-8."

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_LEADING_TAB = re.compile(r"^ *(?P<tab>\t)[ \t]*(?=[^ \t\n])", re.MULTILINE)
_BLANK_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)
_SEPARATOR = re.compile("[\t\u2028\u2029]")
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#.*)?\n)*%")
"""A line that begins with % before the document. The parsers disagree about which are valid."""


class Spot(NamedTuple):
    """A position in the text; line and column count from 0, as those of a parser's mark do."""

    line: int
    column: int


class YamlText(NamedTuple):
    """A decoded YAML file.

    ``file`` is its name in messages, ``text`` the text for the parser or None if it must not be parsed,
    ``lines`` the lines of the text without line breaks, and ``problems`` the problems found in its characters.
    """

    file: str
    text: str | None
    lines: list[str]
    problems: tuple[Problem, ...]

    def line(self, spot: Any) -> str:
        """Return the line of a spot or a mark, or "" after the last line."""
        return self.lines[spot.line] if spot.line < len(self.lines) else ""

    def problem(self, spot: Any, code: str, what: str, remedy: str) -> Problem:
        """Return a problem at a spot or a mark."""
        return Problem(code, Position(self.file, spot.line + 1, spot.column + 1), what, remedy)


def read_source(data: bytes, file: str, limit: int) -> YamlText:
    """Decode a file of at most ``limit`` bytes, and return its text and the problems found in its characters."""
    try:
        text = with_unix_line_ends(_decoded(data, file, limit))
    except SourceError as error:
        return YamlText(file, None, [], error.problems)
    # One of the parsers adds a missing final line end itself and counts it as a line.
    text += "" if text.endswith("\n") else "\n"
    controls = list(islice(_FORBIDDEN.finditer(text), _SHOWN + 1))
    problems = [
        _control_character(found[0], _place(file, text, found.start())) for found in controls[:_SHOWN]
    ]
    refusals = list(_refusals(text, file, controls[_SHOWN:]))
    # Each refused character, already reported, is replaced with a letter so that the rest can be checked too.
    text = _SEPARATOR.sub(" ", _BLANK_LINE.sub("", _FORBIDDEN.sub("x", text)))
    return YamlText(file, None if refusals else text, text.split("\n"), (*problems, *refusals))


def _decoded(data: bytes, file: str, limit: int) -> str:
    if len(data) > limit:
        what = f"the file is larger than {limit:,} bytes.".replace(",", " ")
        raise refused(
            "file-too-large", file, what, "Split it, or take out what is no text.", most_bytes=limit
        )
    encoding = encoding_of(data)
    if encoding.name != UTF_8.name:
        what = f"the file is saved as {encoding.name}, not as UTF-8."
        raise SourceError(Problem("file-not-utf-8", Position(file, 1, 1), what, _SAVE_AGAIN))
    text = decode(data, encoding)
    if isinstance(text, BadByte):
        at, byte = Position(file, text.line, text.column), f"byte 0x{text.value:02X}"
        what = (
            f"what stands here ({byte}) cannot be read: the file is not saved as UTF-8, or is no plain text."
        )
        raise SourceError(Problem("file-not-utf-8", at, what, _SAVE_AGAIN))
    return text


def _control_character(c: str, place: Position) -> Problem:
    what, remedy = f"the control character {character(c)} stands here.", "Delete it."
    if c == "\0":
        what = "the file holds a NUL byte, which no text has."
    elif c == "\ufeff":
        what = "an invisible byte order mark (U+FEFF) stands inside the file."
    elif "\x80" <= c <= "\x9f":
        remedy = "The text was saved wrongly: type the character again."
    return Problem("character-control", place, what, remedy)


def _refusals(text: str, file: str, controls: Sequence[re.Match[str]]) -> Iterator[Problem]:
    """Yield the reasons for not parsing a text; ``controls`` are control characters beyond those reported."""
    for found in controls:
        what = "more characters like these follow: this is no text file."
        yield Problem("file-not-text", _place(file, text, found.start()), what, "Save it as text.")
    if tabs := list(_LEADING_TAB.finditer(text)):
        more = f" (and of {len(tabs) - 1} more)" if len(tabs) > 1 else ""
        what = f"a tab stands at the beginning of this line{more}."
        remedy = "Write spaces instead, until its first letter stands exactly below that of its neighbours."
        yield Problem("yaml-tab", _place(file, text, tabs[0].start("tab")), what, remedy)
    elif directive := _DIRECTIVE.match(text):
        what = "a % directive is not used here."
        yield Problem("yaml-feature", _place(file, text, directive.end() - 1), what, "Delete the line.")


def _place(file: str, text: str, offset: int) -> Position:
    return Position(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
