"""Reads and decodes a file or standard input, and removes or refuses characters that a guide may not contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hostkit.core.characters import check_characters
from hostkit.core.errors import BadValue, Position, Problem, SourceError, refused
from hostkit.core.input_files import (
    COMPOUND,
    UTF_8,
    WINDOWS,
    ZIP,
    BadByte,
    decode,
    encoding_of,
    other_format,
    read_within,
)
from hostkit.core.wording import character, display_path

MAX_BYTES = 4_000_000
"""The most bytes of a file. A long evening is 20 kB of text, and a Word file with a few photographs is smaller."""

TEXT, MARKDOWN, WORD = "text", "markdown", "word"
STANDARD_INPUT = "standard input"

_MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_SAVE_AS = "Open it where it was written and save it as .docx or .txt, then import that."
_BY_ENDING = {
    ".pdf": ("a PDF, which does not keep its paragraphs", "Copy its text into a .txt file, and import that."),
    ".doc": ("a Word file of the old kind", "Open it and save it as .docx, then import that."),
    ".odt": ("an OpenDocument file", "Open it and save it as .docx, then import that."),
    ".rtf": ("a Rich Text file", _SAVE_AS),
    ".pages": ("a Pages file", "Export it as Word (.docx), then import that."),
    ".eml": ("a stored mail", "Open it, copy its text into a .txt file, and import that."),
    ".msg": ("a stored mail", "Open it, copy its text into a .txt file, and import that."),
    ".html": ("a web page", "Open it in a browser, copy its text into a .txt file, and import that."),
    ".htm": ("a web page", "Open it in a browser, copy its text into a .txt file, and import that."),
    ".xlsx": ("a spreadsheet", "Copy its cells into a .txt file, and import that."),
    ".pptx": ("slides", "Copy their text into a .txt file, and import that."),
    ".yaml": ("a guide or another YAML file already", "Build it: hostkit build FILE."),
    ".yml": ("a guide or another YAML file already", "Build it: hostkit build FILE."),
}
_BY_FORMAT = {"a PDF": ".pdf", "a Rich Text file": ".rtf"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to import: its name in messages, its name without suffix ("" for a pipe), its kind, and its bytes."""

    name: str
    stem: str
    kind: str
    data: bytes


def read_file(path: Path) -> SourceFile:
    """Read a file to import.

    Raises:
        SourceError: the file does not exist, is too large or empty, or is of a kind that cannot be imported.

    """
    name = display_path(path)
    data = read_within(path, MAX_BYTES, wanted="a .txt, .md or .docx file")
    ending = path.suffix.lower()
    if ending in _BY_ENDING:
        raise _no_text(name, ending)
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    return SourceFile(name, path.stem, _kind(name, ending, data), data)


def read_pipe(data: bytes) -> SourceFile:
    """Return the bytes from standard input as a source; ``data`` holds at most ``MAX_BYTES`` + 1 bytes.

    Raises:
        SourceError: the data is too large or empty, or is of a kind that cannot be imported.

    """
    if len(data) > MAX_BYTES:
        raise _too_large(STANDARD_INPUT)
    return SourceFile(STANDARD_INPUT, "", _kind(STANDARD_INPUT, "", data), data)


def _kind(name: str, ending: str, data: bytes) -> str:
    if not data.strip():
        raise refused("file-empty", name, "the file is empty.", "Name a file with the text of an evening.")
    if data.startswith(ZIP):
        return WORD
    if data.startswith(COMPOUND):
        what = "this is a Word file of the old kind, or one that is locked with a password."
        remedy = "Open it, take the password off, save it as .docx, then import that."
        raise refused("file-other-kind", name, what, remedy)
    found = other_format(data)
    if found in _BY_FORMAT:
        raise _no_text(name, _BY_FORMAT[found])
    if found:
        remedy = "Type its text into a .txt file, and import that." if found == "a picture" else _SAVE_AS
        raise refused("file-other-kind", name, f"this is {found}.", remedy)
    if ending == ".docx":
        raise refused("file-other-kind", name, "this is no Word file, in spite of its name.", _SAVE_AS)
    return MARKDOWN if ending in _MARKDOWN_ENDINGS else TEXT


def _no_text(name: str, ending: str) -> SourceError:
    what, remedy = _BY_ENDING[ending]
    return refused("file-other-kind", name, f"this is {what}.", remedy)


def _too_large(name: str) -> SourceError:
    what = f"the file is larger than {MAX_BYTES // 1_000_000} MB, which no evening needs."
    return refused("file-too-large", name, what, "Take pictures out, or split it.")


MAX_CHARACTERS = 200_000
"""The most characters of a text. hostkit reads guides of up to 1 MB; the rest is for comments and keys."""

_MOST_SHOWN = 10
_BREAKS = re.compile("\r\n|[\r\v\f\u2028\u2029]")
_ODD_SPACES = re.compile("[\u1680\u2000-\u200a\u205f\u3000]")
_LOST_BREAK = re.compile("(?<=[^\\W\\d_][^\\W\\d_])\u00a0(?=[^\\W\\d_][^\\W\\d_])")
"""A no-break space between two words, left by a web page. Beside punctuation, digits and initials it is kept."""

_ORDERING = re.compile("[\ufeff\u061c\u200f\u202a-\u202e\u2066-\u2069]")
"""Invisible characters that a guide refuses: byte order marks and direction marks."""

_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d\uf0e0"
"""Private use characters that Word writes for bullets, from the fonts Symbol and Wingdings."""

_PASTED_BULLET = re.compile(f"^([ \t>]*)[{_BULLETS}](?=\\s)", re.MULTILINE)
_LATIN_1_CONTROLS = re.compile("[\x80-\x9f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, and sentences for the user about what was changed in it."""

    text: str
    changes: tuple[str, ...] = ()


def read_text(data: bytes, name: str) -> Decoded:
    """Return the decoded and cleaned text of a file; ``name`` is its name in messages.

    Raises:
        SourceError: the encoding is unknown, or the text is too long or has characters that a guide may not contain.

    """
    return cleaned(_text(data, name), name)


def cleaned(text: str, name: str, unit: str = "line") -> Decoded:
    """Return a text with Unix line ends and without invisible characters. Raises SourceError as ``read_text`` does."""
    if len(text) > MAX_CHARACTERS:
        what = (
            f"the text has {len(text)} characters; {MAX_CHARACTERS} is the most, and an evening needs 20000."
        )
        raise refused("text-too-long", name, what, "Split it, and import the part that is the guide.")
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
    encoding = encoding_of(data)
    if not encoding.mark:
        # UTF-16 without a byte order mark is read as UTF-8, and its NUL characters are refused later.
        encoding = UTF_8
    text = decode(data, encoding)
    if isinstance(text, BadByte) and not encoding.mark and not _is_damaged_utf_8(data):
        encoding = WINDOWS
        text = decode(data, encoding)
    if isinstance(text, BadByte):
        tried = "UTF-8 or Windows-1252" if encoding is WINDOWS else encoding.name
        byte = f"byte {text.offset + 1} of the file (line {text.line}) is 0x{text.value:02X}"
        what = f"this is no text in {tried}: {byte}."
        remedy = "Save it again as UTF-8, or as .docx."
        raise SourceError(Problem("file-not-utf-8", Position(name, text.line, text.column), what, remedy))
    return text


def _is_damaged_utf_8(data: bytes) -> bool:
    """Tell whether most characters that are not ASCII are valid UTF-8, so that no other encoding should be tried."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    return sum(c > "\x7f" for c in text) - lost > 2 * lost


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
        what = "the file holds a NUL byte, which no text has."
        remedy = "Delete it. If the whole file looks so, it is no text, or UTF-16: save it again as UTF-8."
        yield Problem("character-control", Position(name, line, 1), what, remedy)
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
