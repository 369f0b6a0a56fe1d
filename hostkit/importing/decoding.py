"""The bytes of a text file in, its text out: one kind of line end, every character one that a guide may hold.

UTF-8 with or without byte order mark, UTF-16 by its mark, else Windows-1252. What a guide refuses is refused here,
with its line, unless it is invisible and says nothing: that is taken out, and said.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hostkit.core.characters import check_characters
from hostkit.core.errors import BadValue, Position, Problem, SourceError, refused
from hostkit.core.wording import character

MAX_CHARACTERS = 200_000
"""A guide of 1 MB is the most that hostkit reads; this leaves room for what the file says about itself."""

_MOST_SHOWN = 10
_BREAKS = re.compile("\r\n|[\r\v\f\u2028\u2029]")
_ODD_SPACES = re.compile("[\u1680\u2000-\u200a\u205f\u3000]")
_LOST_BREAK = re.compile("(?<=[^\\W\\d_][^\\W\\d_])\u00a0(?=[^\\W\\d_][^\\W\\d_])")
"""A no-break space between two words of letters: left by a web page. Beside signs, figures and initials it is meant."""

_ORDERING = re.compile("[\ufeff\u061c\u200f\u202a-\u202e\u2066-\u2069]")
"""What a guide refuses and nobody sees: marks of byte order and of direction."""

_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d\uf0e0"
"""Private use characters that Word writes for its bullets, by their places in Symbol and Wingdings."""

_PASTED_BULLET = re.compile(f"^([ \t>]*)[{_BULLETS}](?=\\s)", re.MULTILINE)
_LATIN_1_CONTROLS = re.compile("[\x80-\x9f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what was changed in it on the way, in whole sentences."""

    text: str
    changes: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Return the text of a file; ``name`` is the file's in messages.

    Raises:
        SourceError: it is in no known encoding, too long, or holds a character that no guide may hold.

    """
    return cleaned(_text(data, name), name)


def cleaned(text: str, name: str, unit: str = "line") -> Decoded:
    """Return a text with one kind of line end and without what nobody sees. Raises SourceError as ``decode`` does."""
    if len(text) > MAX_CHARACTERS:
        wrong = (
            f"the text has {len(text)} characters; {MAX_CHARACTERS} is the most, and an evening needs 20000."
        )
        raise refused("text-too-long", name, wrong, "Split it, and import the part that is the guide.")
    changes = []
    text = _BREAKS.sub("\n", text.removeprefix("\ufeff")).removesuffix("\x1a")
    text = _PASTED_BULLET.sub(r"\1•", _LOST_BREAK.sub(" ", _ODD_SPACES.sub(" ", text)))
    if _LATIN_1_CONTROLS.search(text):
        text = _LATIN_1_CONTROLS.sub(_windows, text)
        changes.append(
            "Control characters were read as the quotes and dashes that Windows has in their place."
        )
    found = _ORDERING.findall(text)
    if found:
        text = _ORDERING.sub("", text)
        kinds = ", ".join(dict.fromkeys(character(c) for c in found))
        changes.append(f"Taken out, since nobody sees it and a guide may not hold it: {kinds}.")
    _refuse(text, name)
    return Decoded(text, tuple(changes))


def _text(data: bytes, name: str) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf_8(data):
            raise _bad_byte(data, error.start, name, "UTF-8") from None
    return _decoded(data, "cp1252", name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _bad_byte(
            data, error.start, name, {"cp1252": "UTF-8 or Windows-1252"}.get(encoding, encoding.upper())
        ) from None


def _is_damaged_utf_8(data: bytes) -> bool:
    """Tell whether most of what is not ASCII is sound UTF-8: then another encoding would spoil it."""
    broken = data.decode("utf-8", errors="replace")
    lost = broken.count("\ufffd")
    return sum(c > "\x7f" for c in broken) - lost > 2 * lost


def _bad_byte(data: bytes, at: int, name: str, encoding: str) -> SourceError:
    line = len(re.findall(b"\r\n|\r|\n", data[:at])) + 1
    wrong = f"this is no text in {encoding}: byte {at + 1} of the file (line {line}) is 0x{data[at]:02X}."
    return SourceError(
        Problem("file-not-utf-8", Position(name, line, 1), wrong, "Save it again as UTF-8, or as .docx.")
    )


def _windows(found: re.Match[str]) -> str:
    return bytes([ord(found[0])]).decode("cp1252", errors="ignore") or found[0]


def _refuse(text: str, name: str) -> None:
    problems = []
    for problem in _faults(text, name):
        problems.append(problem)
        if len(problems) == _MOST_SHOWN:
            break
    if problems:
        raise SourceError(*problems)


def _faults(text: str, name: str) -> Iterator[Problem]:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        wrong = "the file holds a NUL byte, which no text has."
        remedy = "Delete it. If the whole file looks so, it is no text, or UTF-16: save it again as UTF-8."
        yield Problem("character-control", Position(name, line, 1), wrong, remedy)
        return
    for number, line_text in enumerate(text.split("\n"), start=1):
        if line_text.isascii() and line_text.isprintable():
            continue
        for found in _CONTROLS.finditer(line_text):
            at = Position(name, number, found.start() + 1)
            yield Problem(
                "character-control",
                at,
                f"the control character {character(found[0])} stands here.",
                "Delete it.",
            )
        try:
            check_characters(_CONTROLS.sub("", line_text.replace("\t", " ")))
        except BadValue as error:
            yield error.at(Position(name, number, 1))
