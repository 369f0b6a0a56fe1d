"""The texts that hosts have lying about, and their words, read by other code than hostkit's."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from tests.support.cases import GUIDES

FOLDER = GUIDES / "import"
SOURCES = {
    path.name: path
    for path in sorted(FOLDER.iterdir())
    if path.suffix in (".txt", ".md", ".docx") and path.name != "README.md"
}

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_PARTS = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")


def words(text: str) -> Counter[str]:
    """Count the words of a text, in lower case: runs of letters and digits of any alphabet."""
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def words_of(path: Path) -> Counter[str]:
    """Count the words that a reader sees in a file."""
    if path.suffix == ".docx":
        return words("\n".join(_paragraphs(path)))
    text = decoded(path.read_bytes())
    return words(_without_tags(text) if path.suffix == ".md" and re.search("</[a-z]+>", text) else text)


def decoded(data: bytes) -> str:
    """Return the text of a file: by its mark, as UTF-8, else as Windows wrote it."""
    for mark, encoding in (
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _paragraphs(path: Path) -> list[str]:
    """Return the text of every paragraph of a Word file; what was deleted in it is no text."""
    found = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if _PARTS.fullmatch(name):
                root = ElementTree.fromstring(package.read(name))
                for choice in root.iter(_FALLBACK):
                    choice.clear()
                found += [_text(paragraph) for paragraph in root.iter(f"{_W}p")]
    return list(dict.fromkeys(found)) if any(found) else found


def _text(paragraph: ElementTree.Element) -> str:
    parts = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in (f"{_W}br", f"{_W}tab", f"{_W}cr"):
            parts.append(" ")
    return "".join(parts)


class _Bare(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts += [" ", *(value or "" for name, value in attrs if name in ("href", "src")), " "]

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.parts.append(data)


def _without_tags(text: str) -> str:
    bare = _Bare()
    bare.feed(text)
    bare.close()
    return "".join(bare.parts)
