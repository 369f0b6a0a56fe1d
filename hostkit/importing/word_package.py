"""A Word file's package, looked at before anything else opens it: what it holds, how large it grows, what its XML does.

In: bytes. Out: the running texts of all its parts, read here by themselves, to be held against what is made of the
file. Pictures are never opened. Refused: what is no Word file, what is locked, what grows too large, and XML with a
document type, entities or deeper than any text.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hostkit.core.errors import SourceError, refused

MOST_MEMBERS = 2_000
MOST_UNPACKED = 60_000_000
"""Bytes of all members unpacked: pictures hardly shrink, and a file of 4 MB with text alone stays far below."""
MOST_XML = 5_000_000
"""Bytes of one part in XML: a text of 200 000 letters, each word formatted by itself, has 3 MB."""
MOST_ELEMENTS = 120_000
MOST_PARAGRAPHS = 4_000
"""Of the body; an evening has a hundred."""
DEEPEST = 120
"""Elements within elements; tables within tables within text boxes have under fifty."""

_MAIN = "word/document.xml"
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError)
"""What reading a damaged package raises; NotImplementedError is a RuntimeError."""

_SIDE = re.compile(r"word/(?:header|footer|comments)\d*\.xml")
_SAVE = "Open it in a word processor and save it as .docx again, or as .txt."
_LIKE = {
    "content.xml": ("an OpenDocument file", "Open it and save it as .docx, then import that."),
    "xl/workbook.xml": ("a spreadsheet", "Copy its cells into a .txt file, and import that."),
    "ppt/presentation.xml": ("slides", "Copy their text into a .txt file, and import that."),
    "Index/Document.iwa": ("a Pages file", "Export it as Word (.docx), then import that."),
}


@dataclass(frozen=True, slots=True)
class WordPackage:
    """The texts of a package, paragraph by paragraph: of its body with its notes, and of headers, footers, comments."""

    body: tuple[str, ...]
    side: tuple[str, ...]


def open_package(data: bytes, name: str) -> WordPackage:
    """Return the texts of a Word file.

    Raises:
        SourceError: it is no Word file that may be read.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            _check_members(members, name)
            body: list[str] = []
            side: list[str] = []
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    texts = _texts(_unpacked(package, member, name), member.filename, name)
                    if member.filename in (_MAIN, "word/footnotes.xml", "word/endnotes.xml"):
                        body += texts
                    elif _SIDE.fullmatch(member.filename):
                        side += texts
    except _DAMAGE as error:
        raise refused("file-damaged", name, f"the file is damaged ({type(error).__name__}).", _SAVE) from None
    return WordPackage(tuple(body), tuple(dict.fromkeys(side)))


def _check_members(members: Sequence[zipfile.ZipInfo], name: str) -> None:
    names = {member.filename for member in members}
    if len(members) > MOST_MEMBERS or len(names) < len(members):
        raise refused(
            "file-too-large", name, f"the file holds {len(members)} parts, which no text has.", _SAVE
        )
    if any(member.flag_bits & 1 for member in members):
        raise refused(
            "file-locked",
            name,
            "the file is locked with a password.",
            "Take the password off and save it again.",
        )
    if _MAIN not in names:
        for member, (what, remedy) in _LIKE.items():
            if member in names:
                raise refused("file-other-kind", name, f"this is {what}.", remedy)
        raise refused(
            "file-other-kind",
            name,
            "this is a packed file, and no Word file.",
            "Unpack it, and import the text in it.",
        )
    size = sum(member.file_size for member in members)
    if size > MOST_UNPACKED:
        raise _too_large(name, f"{size // 1_000_000} MB")


def _unpacked(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """Return a part; what it says of its size may be a lie, so no more is read than it may have."""
    if member.file_size > MOST_XML:
        raise _too_large(name, f"{member.file_size // 1_000_000} MB in {member.filename}")
    with package.open(member) as opened:
        data = opened.read(MOST_XML + 1)
    if len(data) > MOST_XML:
        raise _too_large(name, f"more than {MOST_XML // 1_000_000} MB in {member.filename}")
    return data


def _too_large(name: str, size: str) -> SourceError:
    return refused(
        "file-too-large",
        name,
        f"the file unpacks to {size}, which no evening needs.",
        "Save its text as .txt, and import that.",
    )


class _StopParsing(Exception):  # noqa: N818 -- not an error of the reader: it says why the file is refused
    """The XML is not read on."""


@dataclass(slots=True)
class _PackageReader:
    """Takes what expat finds and grows paragraphs; a text box's second reading and deleted text are passed over."""

    paragraphs: list[str] = field(default_factory=list)
    depth: int = 0
    elements: int = 0
    skipped: int = 0
    reading: bool = False

    def start(self, tag: str, _: object) -> None:
        """Take the beginning of an element."""
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST:
            raise _StopParsing(f"its XML is nested deeper than {DEEPEST} levels.")
        if self.elements > MOST_ELEMENTS:
            raise _StopParsing(f"a part of it holds more than {MOST_ELEMENTS} elements.")
        local = tag.rpartition("|")[2]
        if self.skipped or local == "Choice":
            self.skipped += 1
        elif local == "p":
            self.paragraphs.append("")
            if len(self.paragraphs) > MOST_PARAGRAPHS:
                raise _StopParsing(
                    f"it holds more than {MOST_PARAGRAPHS} paragraphs, and an evening has a hundred."
                )
        elif local in ("tab", "br", "cr"):
            self.add(" ")
        self.reading = local == "t" and not self.skipped

    def end(self, _: str) -> None:
        """Take the end of an element."""
        self.depth -= 1
        self.skipped -= bool(self.skipped)
        self.reading = False

    def text(self, text: str) -> None:
        """Take text; only that of runs counts."""
        if self.reading:
            self.add(text)

    def add(self, text: str) -> None:
        """Add to the paragraph that is open."""
        if self.paragraphs:
            self.paragraphs[-1] += text

    def refuse(self, *_: object) -> None:
        """Refuse a document type: what declares one may declare entities, and no word processor writes it."""
        raise _StopParsing("its XML declares a document type or entities, which no word processor writes.")


def _texts(data: bytes, part: str, name: str) -> list[str]:
    # Why here: only Word files need it.
    from xml.parsers import expat

    reader = _PackageReader()
    parser: Any = expat.ParserCreate(namespace_separator="|")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = reader.refuse
    parser.ExternalEntityRefHandler = parser.UnparsedEntityDeclHandler = reader.refuse
    try:
        parser.Parse(data, True)
    except _StopParsing as stop:
        raise refused("file-foreign-content", name, f"the file was not read: {stop}", _SAVE) from None
    except expat.ExpatError as error:
        raise refused(
            "file-damaged", name, f"its part {part} is damaged (line {error.lineno}).", _SAVE
        ) from None
    return [text for text in reader.paragraphs if text.strip()]
