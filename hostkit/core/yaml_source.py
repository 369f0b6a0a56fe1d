"""The bytes of a YAML file in, text that a parser may see out, or what is wrong with it.

Everything here is about characters, not about YAML: encoding, control characters, tabs, line ends. Lines and
columns stay those of the file, so that later messages point where an editor points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hostkit.core.errors import Position, Problem
from hostkit.core.wording import character, quoted

_SHOWN = 10
"""Control characters reported one by one; a file with more is no text, and is not parsed."""

_SAVE_AGAIN = "In a text editor, save it again with the encoding UTF-8."

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_LEADING_TAB = re.compile(r"^ *\t[ \t]*(?=[^ \t\n])", re.MULTILINE)
_BLANK_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#]\S*)")
_SEPARATOR = re.compile("[\t\u2028\u2029]")


@dataclass(frozen=True)
class Source:
    """A file's text, None when it cannot be parsed, and the problems of its characters."""

    file: str
    text: str | None
    problems: tuple[Problem, ...] = ()

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return (self.text or "").split("\n")


def read_source(data: bytes, file: str, limit: int) -> Source:
    """Decode the bytes and check every character; ``limit`` is in bytes."""
    if len(data) > limit:
        wrong = f"the file is larger than {limit:,} bytes.".replace(",", " ")
        remedy = "Split it, or take out what is no text."
        problem = Problem("file-too-large", Position(file), wrong, remedy, {"most_bytes": limit})
        return Source(file, None, (problem,))
    decoded = _decode(data, file)
    if isinstance(decoded, Problem):
        return Source(file, None, (decoded,))
    text = decoded.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # One parser adds the last line's end itself and counts it.
    text += "" if text.endswith("\n") else "\n"
    problems, go_on = _control_characters(text, file)
    tab = _leading_tab(text, file)
    if tab or not go_on:
        return Source(file, None, (*problems, *([tab] if tab else ())))
    # A refused character is reported; a letter in its place lets the rest be judged in the same run.
    text = _SEPARATOR.sub(" ", _BLANK_LINE.sub("", _FORBIDDEN.sub("x", text)))
    return Source(file, text, tuple(problems))


def _decode(data: bytes, file: str) -> str | Problem:
    if _is_utf_16(data):
        return Problem(
            "file-not-utf-8", Position(file, 1, 1), "the file is saved as UTF-16, not as UTF-8.", _SAVE_AGAIN
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        wrong = (
            f"what stands here (byte 0x{data[error.start]:02X}) cannot be read: the file is not saved as UTF-8, or is "
            "no plain text."
        )
        return Problem("file-not-utf-8", Position(file, line, column), wrong, _SAVE_AGAIN)


def _is_utf_16(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = data[:64]
    return len(head) >= 4 and (not any(head[1::2]) or not any(head[::2])) and any(head)


def _control_characters(text: str, file: str) -> tuple[list[Problem], bool]:
    """Return the problems, and whether the file still looks like text."""
    problems: list[Problem] = []
    for match, place in _places(_FORBIDDEN, text, file):
        if len(problems) == _SHOWN:
            problems.append(
                Problem(
                    "file-not-text",
                    place,
                    "more characters like these follow: this is no text file.",
                    "Save it as text.",
                )
            )
            return problems, False
        problems.append(_control_character(match[0], place))
    return problems, True


def _control_character(c: str, place: Position) -> Problem:
    if c == "\0":
        return Problem(
            "character-control", place, "the file holds a NUL byte, which no text has.", "Delete it."
        )
    if c == "\ufeff":
        return Problem(
            "character-control",
            place,
            "an invisible byte order mark (U+FEFF) stands inside the file.",
            "Delete it.",
        )
    if "\x80" <= c <= "\x9f":
        remedy = "The text was saved wrongly: type the character again."
        return Problem(
            "character-control", place, f"the control character {character(c)} stands here.", remedy
        )
    return Problem(
        "character-control", place, f"the control character {character(c)} stands here.", "Delete it."
    )


def _leading_tab(text: str, file: str) -> Problem | None:
    found = list(_places(_LEADING_TAB, text, file))
    if not found:
        return None
    match, place = found[0]
    more = f" (and of {len(found) - 1} more)" if len(found) > 1 else ""
    column = match[0].index("\t") + 1
    return Problem(
        "yaml-tab",
        Position(file, place.line, column),
        f"a tab stands at the beginning of this line{more}.",
        "Write spaces instead, until its first letter stands exactly below that of its neighbours.",
    )


def _places(pattern: re.Pattern[str], text: str, file: str) -> Iterator[tuple[re.Match[str], Position]]:
    line, start, seen = 1, 0, 0
    for match in pattern.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        start = text.rfind("\n", 0, match.start()) + 1
        yield match, Position(file, line, match.start() - start + 1)


def cut_off(lines: Sequence[str], end: Any) -> tuple[str, str] | None:
    """Return what is wrong, and what to do, where a number sign cuts off a text that ends there; None where none does.

    A comment is written with a space after its sign.
    """
    found = _CUT_OFF.match(lines[end.line], end.column) if end.line < len(lines) else None
    if not found:
        return None
    wrong = f"what stands from {quoted(found[1])} on is no text: # begins a comment, which is not printed."
    return wrong, "Put the whole text in quotation marks; a comment begins with # and a space."
