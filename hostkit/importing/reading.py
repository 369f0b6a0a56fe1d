"""A file, or what came through a pipe, as bytes of a known kind; what is too large or no text is refused by name.

Out: the bytes and whether they are text, Markdown or a Word file. Knows nothing of what stands in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hostkit.core.errors import SourceError, refused
from hostkit.core.input_files import read_within
from hostkit.core.wording import display_path

MAX_BYTES = 4_000_000
"""A long evening is 20 kB of text; a Word file with a few photographs stays under this."""

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
_BY_BEGINNING = (
    (b"%PDF", ".pdf"),
    (b"{\\rtf", ".rtf"),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old Word file begins, and a new one that is locked with a password ([MS-CFB], 2.2)."""

_ZIP = b"PK\x03\x04"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What is imported: ``name`` as messages show it, ``stem`` its name without ending, "" for a pipe."""

    name: str
    stem: str
    kind: str
    data: bytes


def read_file(path: Path) -> SourceFile:
    """Read a file.

    Raises:
        SourceError: it is not there, too large, or no kind of file that holds a text for hostkit.

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
    """Return what came through standard input, at most ``MAX_BYTES`` and one.

    Raises:
        SourceError: it is too large, or no text.

    """
    if len(data) > MAX_BYTES:
        raise _too_large(STANDARD_INPUT)
    return SourceFile(STANDARD_INPUT, "", _kind(STANDARD_INPUT, "", data), data)


def _kind(name: str, ending: str, data: bytes) -> str:
    if not data.strip():
        raise refused("file-empty", name, "the file is empty.", "Name a file with the text of an evening.")
    if data.startswith(_ZIP):
        return WORD
    for beginning, like in _BY_BEGINNING:
        if data.startswith(beginning):
            raise _no_text(name, like)
    if data.startswith(_COMPOUND):
        wrong = "this is a Word file of the old kind, or one that is locked with a password."
        raise refused(
            "file-other-kind",
            name,
            wrong,
            "Open it, take the password off, save it as .docx, then import that.",
        )
    if data.startswith(_PICTURES):
        raise refused(
            "file-other-kind",
            name,
            "this is a picture.",
            "Type its text into a .txt file, and import that.",
        )
    if ending == ".docx":
        raise refused("file-other-kind", name, "this is no Word file, in spite of its name.", _SAVE_AS)
    return MARKDOWN if ending in _MARKDOWN_ENDINGS else TEXT


def _no_text(name: str, ending: str) -> SourceError:
    what, remedy = _BY_ENDING[ending]
    return refused("file-other-kind", name, f"this is {what}.", remedy)


def _too_large(name: str) -> SourceError:
    wrong = f"the file is larger than {MAX_BYTES // 1_000_000} MB, which no evening needs."
    return refused("file-too-large", name, wrong, "Take pictures out, or split it.")
