"""Recognizes the code page of a table that is not UTF-8, if only one gives a text that people write.

Spreadsheet programs still save "CSV" in the code page of the system. Which one it was is nowhere in the file.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CODE_PAGES = {
    "cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "MS-DOS 850", "cp437": "MS-DOS 437",
}  # fmt: skip
"""The code pages of systems in the languages of hostkit, by their codecs."""

_LETTERS = "àâäáåæçéèêëíîïñóôöøœúùûüÿ"
_SIGNS = "‘’‚“”„–—…«»€£§°·•¿¡\u00a0"
_OTHERS = re.compile(rf"[^\x00-\x7f{_LETTERS}{_LETTERS.upper()}ß{_SIGNS}]")
_SMALL = f"a-zß{_LETTERS}"
_CAPITAL = f"A-Z{_LETTERS.upper()}"
_ODD = re.compile(
    rf"[{_SMALL}][{_LETTERS.upper()}]|[{_SMALL}{_CAPITAL}][‘‚“”„«»…•¿¡][{_SMALL}]"
    rf"|[{_SMALL}][‚„¿¡]|[£€§°•…][{_SMALL}{_CAPITAL}]"
)
"""A capital with an accent or a quotation mark within a word, an opening mark at its end, or a sign before it."""

_WORD = re.compile(r"[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*")
_MOST_WORDS = 8
"""The most words that a note names, chosen to fill two lines."""


class ReadPage(NamedTuple):
    """The text of a file, and the name of its code page."""

    text: str
    name: str

    @property
    def words(self) -> list[str]:
        """The first words that would be others in another code page."""
        return list(dict.fromkeys(_WORD.findall(self.text)))[:_MOST_WORDS]


def read_code_page(data: bytes) -> ReadPage | None:
    """Return the text of a file in the one code page that fits, or None if none fits, or several do."""
    found: dict[str, str] = {}
    for codec, name in _CODE_PAGES.items():
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if not _OTHERS.search(text) and not _ODD.search(text):
            found.setdefault(text, name)
    return ReadPage(*next(iter(found.items()))) if len(found) == 1 else None
