"""Reads the paragraphs of a Word file: checks its package and converts it to HTML with mammoth.

mammoth is installed with the extra ``docx``. It leaves out headers, footers and comments; they are added after the
text, together with every paragraph whose words are missing from the HTML.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any

from hostkit.core.errors import refused
from hostkit.core.wording import install
from hostkit.core.zip_guard import PackedKind, check_size, open_archive
from hostkit.importing.paragraph import SourceParagraph, checked, words_of
from hostkit.importing.source_file import SourceFile, cleaned
from hostkit.importing.word_html import read_html

MOST_XML = 5_000_000
"""The most bytes of one XML part. A text of 200 000 characters with every word formatted separately has 3 MB."""
MOST_ELEMENTS = 120_000
MOST_PARAGRAPHS = 4_000
"""The most paragraphs of one part; an evening has a hundred."""
DEEPEST = 120
"""The deepest nesting of XML elements; tables in tables in text boxes have less than fifty levels."""

_MAIN = "word/document.xml"
_SIDE = re.compile(r"word/(?:header|footer|comments)\d*\.xml")
_SAVE = "Open it in a word processor and save it as .docx again, or as .txt."
_AS_TEXT = "Save its text as .txt, and import that."
WORD_ARCHIVE = PackedKind(
    "the file", most_parts=2_000, most_unpacked=60_000_000, if_damaged=_SAVE, if_too_large=_AS_TEXT
)
"""The limits of a Word file. Pictures hardly compress, and 4 MB of text alone unpacks to far less than 60 MB."""

_LIKE = {
    "content.xml": ("an OpenDocument file", "Open it and save it as .docx, then import that."),
    "xl/workbook.xml": ("a spreadsheet", "Copy its cells into a .txt file, and import that."),
    "ppt/presentation.xml": ("slides", "Copy their text into a .txt file, and import that."),
    "Index/Document.iwa": ("a Pages file", "Export it as Word (.docx), then import that."),
}


@dataclass(frozen=True, slots=True)
class WordPackage:
    """The paragraphs of a Word file: those of its body and notes, and those of headers, footers and comments."""

    body: tuple[str, ...]
    side: tuple[str, ...]


def open_package(data: bytes, name: str) -> WordPackage:
    """Return the paragraphs in the XML parts of a Word file.

    Raises:
        SourceError: the file is not a Word file, is damaged or too large, or has content that is refused.

    """
    body: list[str] = []
    side: list[str] = []
    with open_archive(data, name, WORD_ARCHIVE) as archive:
        _check_kind(set(archive.namelist()), name)
        check_size(archive, name, WORD_ARCHIVE)
        for member in archive.infolist():
            if member.filename.endswith((".xml", ".rels")):
                texts = _texts(_unpacked(archive, member, name), member.filename, name)
                if member.filename in (_MAIN, "word/footnotes.xml", "word/endnotes.xml"):
                    body += texts
                elif _SIDE.fullmatch(member.filename):
                    side += texts
    return WordPackage(tuple(body), tuple(dict.fromkeys(side)))


def _check_kind(members: Set[str], name: str) -> None:
    if _MAIN in members:
        return
    for member, (what, remedy) in _LIKE.items():
        if member in members:
            raise refused("file-other-kind", name, f"this is {what}.", remedy)
    remedy = "Unpack it, and import the text in it."
    raise refused("file-other-kind", name, "this is a packed file, and no Word file.", remedy)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    if member.file_size > MOST_XML:
        what = f"the file unpacks to {member.file_size // 1_000_000} MB in {member.filename}, which no evening needs."
        raise refused("file-too-large", name, what, _AS_TEXT)
    return archive.read(member)


class _StopParsing(Exception):  # noqa: N818 -- not an error of the reader: it says why the file is refused
    """Raised to stop parsing the XML; the message is the reason."""


@dataclass(slots=True)
class _PackageReader:
    """Collects paragraphs from the events of expat, without the second copy of a text box and without deleted text.

    ``depth`` is the current nesting, ``elements`` the number of elements so far, ``skipped`` the nesting within a
    skipped element, and ``reading`` true within the text of a run.
    """

    paragraphs: list[str] = field(default_factory=list)
    depth: int = 0
    elements: int = 0
    skipped: int = 0
    reading: bool = False

    def start(self, tag: str, _: object) -> None:
        """Handle the start of an element."""
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
        """Handle the end of an element."""
        self.depth -= 1
        self.skipped -= bool(self.skipped)
        self.reading = False

    def text(self, text: str) -> None:
        """Add text if it is within a run."""
        if self.reading:
            self.add(text)

    def add(self, text: str) -> None:
        """Add text to the last paragraph."""
        if self.paragraphs:
            self.paragraphs[-1] += text

    def refuse(self, *_: object) -> None:
        """Stop at a document type or entity declaration, which no word processor writes."""
        raise _StopParsing("its XML declares a document type or entities, which no word processor writes.")


def _texts(data: bytes, part: str, name: str) -> list[str]:
    # Imported here because only Word files need it.
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


_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Continue'] => ul|ol > li > p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
u => u
all-caps => u
small-caps => u
"""
"""mammoth's map for Word styles that it does not know, and for underlined text, which some people use for titles."""


def read_word(source: SourceFile) -> tuple[list[SourceParagraph], tuple[str, ...]]:
    """Return the paragraphs of a Word file, and sentences about what was changed in its text.

    Raises:
        SourceError: the file is refused, or mammoth is not installed.

    """
    package = open_package(source.data, source.name)
    html = _html(source)
    decoded = cleaned(html, source.name)
    paragraphs = read_html(decoded.text)
    paragraphs += _dropped(package, paragraphs, source.name)
    return checked(paragraphs, source.name), decoded.changes


_HIDDEN = re.compile(
    rb"<w:r(?:\s[^>]*)?>(?:(?!</w:r>).)*?<w:(?:vanish|strike|dstrike)(?:\s+w:val=\"(?:1|true|on)\")?\s*/>"
    rb"(?:(?!</w:r>).)*?</w:r>",
    re.DOTALL,
)
"""A run of text that is hidden or struck out. Its words are kept as notes, as is all that mammoth leaves out."""


def _without_hidden(data: bytes) -> bytes:
    """Return a Word file without the text that is hidden or struck out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {member.filename: package.read(member) for member in package.infolist()}
    bare = _HIDDEN.sub(b"", parts[_MAIN])
    if bare == parts[_MAIN]:
        return data
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, bare if name == _MAIN else part)
    return made.getvalue()


def _html(source: SourceFile) -> str:
    try:
        import mammoth  # type: ignore[import-untyped]
    except ImportError:
        what = "to read Word files hostkit needs mammoth."
        remedy = f"Install it with {install('mammoth')}, or save the text as .txt and import that."
        raise refused("library-missing", source.name, what, remedy, library="mammoth") from None
    try:
        result: Any = mammoth.convert_to_html(
            io.BytesIO(_without_hidden(source.data)),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
            include_embedded_style_map=False,
        )
    except RecursionError:
        what, remedy = "its tables or lists are nested too deep.", "Save its text as .txt, and import that."
        raise refused("file-foreign-content", source.name, what, remedy) from None
    except Exception as error:
        # mammoth may raise any exception, and the cause is always the file.
        what = f"the file could not be read as Word ({type(error).__name__})."
        remedy = "Open it in a word processor and save it as .docx again, or as .txt."
        raise refused("file-damaged", source.name, what, remedy) from None
    return str(result.value)


def _dropped(package: WordPackage, paragraphs: list[SourceParagraph], name: str) -> list[SourceParagraph]:
    """Return the texts of a package that are missing from the paragraphs, and its headers, footers and comments."""
    have = Counter(word for paragraph in paragraphs for word in words_of(paragraph.whole))
    line = paragraphs[-1].line if paragraphs else 0
    found: list[SourceParagraph] = []
    for text in package.body:
        wanted = Counter(words_of(cleaned(text, name).text))
        if any(have[word] < count for word, count in wanted.items()):
            line += 1
            found.append(SourceParagraph(cleaned(text, name).text, line, ruled=True, footnote=True))
        have.subtract(wanted & have)
    for text in package.side:
        line += 1
        found.append(SourceParagraph(cleaned(text, name).text, line, ruled=True, footnote=True))
    return found
