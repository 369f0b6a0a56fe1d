"""Decodes a YAML file and checks it for control characters, tabs and line ends before a parser reads it.

The line and column numbers of the file are kept, so that later messages agree with an editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from hostkit.core.errors import Position, Problem
from hostkit.core.input_files import UTF_8, BadByte, decode, encoding_of, with_unix_line_ends
from hostkit.core.wording import character, quoted

_SHOWN = 10
"""The most control characters that are reported one by one. A file with more is not text and is not parsed."""

_SAVE_AGAIN = "In a text editor, save it again with the encoding UTF-8."

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_LEADING_TAB = re.compile(r"^ *\t[ \t]*(?=[^ \t\n])", re.MULTILINE)
_BLANK_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#]\S*)")
_SEPARATOR = re.compile("[\t\u2028\u2029]")


class YamlText(NamedTuple):
    """A decoded YAML file.

    ``file`` is its name in messages, ``text`` the text for the parser or None if it must not be parsed,
    ``lines`` the lines of the text without line breaks, and ``problems`` the problems found in its characters.
    """

    file: str
    text: str | None
    lines: list[str]
    problems: tuple[Problem, ...]


def read_source(data: bytes, file: str, limit: int) -> YamlText:
    """Decode a file of at most ``limit`` bytes, and return its text and the problems found in its characters."""
    if len(data) > limit:
        what = f"the file is larger than {limit:,} bytes.".replace(",", " ")
        remedy = "Split it, or take out what is no text."
        problem = Problem("file-too-large", Position(file), what, remedy, {"most_bytes": limit})
        return YamlText(file, None, [], (problem,))
    decoded = _decoded(data, file)
    if isinstance(decoded, Problem):
        return YamlText(file, None, [], (decoded,))
    text = with_unix_line_ends(decoded)
    # One of the parsers adds a missing final line end itself and counts it as a line.
    text += "" if text.endswith("\n") else "\n"
    problems, go_on = _control_characters(text, file)
    tab = _leading_tab(text, file)
    if tab or not go_on:
        return YamlText(file, None, [], (*problems, *([tab] if tab else ())))
    # Each refused character, already reported, is replaced with a letter so that the rest can be checked too.
    text = _SEPARATOR.sub(" ", _BLANK_LINE.sub("", _FORBIDDEN.sub("x", text)))
    return YamlText(file, text, text.split("\n"), tuple(problems))


def _decoded(data: bytes, file: str) -> str | Problem:
    encoding = encoding_of(data)
    if encoding.name != UTF_8.name:
        what = f"the file is saved as {encoding.name}, not as UTF-8."
        return Problem("file-not-utf-8", Position(file, 1, 1), what, _SAVE_AGAIN)
    text = decode(data, encoding)
    if isinstance(text, BadByte):
        what = (
            f"what stands here (byte 0x{text.value:02X}) cannot be read: the file is not saved as UTF-8, or is "
            "no plain text."
        )
        return Problem("file-not-utf-8", Position(file, text.line, text.column), what, _SAVE_AGAIN)
    return text


def _control_characters(text: str, file: str) -> tuple[list[Problem], bool]:
    """Return the problems of the control characters, and True if there are few enough for the file to be text."""
    problems: list[Problem] = []
    for match, place in _places(_FORBIDDEN, text, file):
        if len(problems) == _SHOWN:
            what = "more characters like these follow: this is no text file."
            return [*problems, Problem("file-not-text", place, what, "Save it as text.")], False
        problems.append(_control_character(match[0], place))
    return problems, True


def _control_character(c: str, place: Position) -> Problem:
    what, remedy = f"the control character {character(c)} stands here.", "Delete it."
    if c == "\0":
        what = "the file holds a NUL byte, which no text has."
    elif c == "\ufeff":
        what = "an invisible byte order mark (U+FEFF) stands inside the file."
    elif "\x80" <= c <= "\x9f":
        remedy = "The text was saved wrongly: type the character again."
    return Problem("character-control", place, what, remedy)


def _leading_tab(text: str, file: str) -> Problem | None:
    found = list(_places(_LEADING_TAB, text, file))
    if not found:
        return None
    match, place = found[0]
    more = f" (and of {len(found) - 1} more)" if len(found) > 1 else ""
    column = match[0].index("\t") + 1
    what = f"a tab stands at the beginning of this line{more}."
    remedy = "Write spaces instead, until its first letter stands exactly below that of its neighbours."
    return Problem("yaml-tab", Position(file, place.line, column), what, remedy)


def _places(pattern: re.Pattern[str], text: str, file: str) -> Iterator[tuple[re.Match[str], Position]]:
    line, start, seen = 1, 0, 0
    for match in pattern.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        start = text.rfind("\n", 0, match.start()) + 1
        yield match, Position(file, line, match.start() - start + 1)


def cut_off(lines: Sequence[str], end: Any) -> tuple[str, str] | None:
    """Return a message and a remedy if a # with no space after it turns the rest of a text into a comment.

    ``end`` is the parser's mark at the end of the text, with line and column counted from 0. Returns None if no such #
    follows.
    """
    found = _CUT_OFF.match(lines[end.line], end.column) if end.line < len(lines) else None
    if not found:
        return None
    what = f"what stands from {quoted(found[1])} on is no text: # begins a comment, which is not printed."
    return what, "Put the whole text in quotation marks; a comment begins with # and a space."
