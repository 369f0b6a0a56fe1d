"""The bytes of a text table in, its text out: UTF-8, or UTF-16 that begins with its mark, and nothing by guess.

Bytes that are not UTF-8 come out as stand-ins, so that whoever knows rows and columns can say where they are.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from hostkit.core.errors import refused
from hostkit.core.input_files import read_within
from hostkit.core.wording import display_path, printable, quoted

AS_UTF_8 = 'Save it as "CSV UTF-8"; in LibreOffice, choose the character set Unicode (UTF-8).'

_UTF_32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_HALVES = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STAND_IN = re.compile("[\udc80-\udcff]")
_LOOKED_AT = 12
"""Bytes of the first names: in UTF-16 every second one is zero."""


def decode(data: bytes, file: str) -> tuple[str, bool]:
    """Return the text, and whether it holds stand-ins for bytes that are not UTF-8.

    Raises:
        SourceError: the file is UTF-32, UTF-16 without its mark, or cut off within a character.

    """
    if data.startswith(_UTF_32_MARKS):
        raise refused("file-not-utf-8", file, "the file is UTF-32.", AS_UTF_8)
    if data.startswith(_HALVES):
        return _utf_16(data, file), False
    head = data[:_LOOKED_AT]
    if len(head) > 3 and (not any(head[1::2]) or not any(head[::2])):
        raise refused(
            "file-not-utf-8", file, "the file looks like UTF-16, but has no byte order mark.", AS_UTF_8
        )
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return data.decode("utf-8-sig", "surrogateescape"), True


def lost_byte(text: str) -> tuple[int, str] | None:
    """Return the first byte of a text that is not UTF-8 and what stands before it, or None."""
    found = _STAND_IN.search(text)
    return (ord(found[0]) - 0xDC00, text[: found.start()]) if found else None


def _utf_16(data: bytes, file: str) -> str:
    try:
        # Half a surrogate pair is let through: it is refused in its cell, with its row and column.
        return data.decode("utf-16", "surrogatepass")
    except UnicodeDecodeError:
        raise refused(
            "file-damaged",
            file,
            "the file ends within a character: it was cut off.",
            "Save or copy it again.",
        ) from None


MOST_BYTES = 50_000_000

TEXT, WORKBOOK, YAML = "text", "workbook", "yaml"
KINDS = {".csv": TEXT, ".tsv": TEXT, ".xlsx": WORKBOOK, ".yaml": YAML, ".yml": YAML}
"""What the ending of a name, in any case, says."""

_LOCKS = ("~$", ".~lock.")
"""How the names begin of files that Excel and LibreOffice keep beside an open table."""

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a .xlsx, and of an old .xls; a .xlsx with a password is packed like the latter."""

_OTHERS = {
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"%PDF-": "a PDF",
    b"\x1f\x8b": "a packed file", b"7z\xbc\xaf": "a packed file", b"Rar!": "a packed file",
}  # fmt: skip
"""How other files begin, and what they are."""

_PAGE = re.compile(rb"\s*<(?:!doctype|!--|html|head|body|table|\?xml)", re.IGNORECASE)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

_BEGINNING = "Begin with the table that hostkit batch --template prints."
_SAVE_ELSE = 'save it as .xlsx, or as "CSV UTF-8".'
_SAVE = f"S{_SAVE_ELSE[1:]}"

_HEAD = 1000
"""Bytes among which a file that is no text is likely to have a zero."""


_NAMES = 12
"""Bytes of the first names."""


class Opened(NamedTuple):
    """A file's name in messages, its kind, and its bytes."""

    file: str
    kind: str
    data: bytes


def open_table(path: Path) -> Opened:
    """Open a table.

    Raises:
        SourceError: there is no such file, it cannot be read, is empty, too large, or not what its name says.

    """
    file = display_path(path)
    if path.name.startswith(_LOCKS):
        wrong = "this only says that somebody has a table open in a spreadsheet program."
        raise refused("file-other-kind", file, wrong, "Name the table itself.")
    data = read_within(path, MOST_BYTES, wanted="a table", held_by="the spreadsheet", pipes=False)
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        wrong = (
            f"{quoted(path.suffix)} is no ending of a table." if path.suffix else "the name has no ending."
        )
        raise refused("file-other-ending", file, wrong, f"{_SAVE} Tables end in {', '.join(KINDS)}.")
    if len(data) > MOST_BYTES:
        raise refused(
            "file-too-large",
            file,
            "the file is larger than 50 MB.",
            "Split it, or take out what is no list of events.",
        )
    if not data.strip():
        raise refused("file-empty", file, "the file is empty.", _BEGINNING)
    _check_content(path, file, kind, data)
    return Opened(file, kind, data)


def _check_content(path: Path, file: str, kind: str, data: bytes) -> None:
    """Compare the first bytes with the ending. Raises SourceError."""
    if data.startswith(_OLD_EXCEL):
        wrong = "this is a workbook in Excel's old format, or one with a password."
        raise refused("file-other-kind", file, wrong, "Save it as .xlsx, without a password.")
    if data.startswith(_ZIP):
        if kind != WORKBOOK:
            wrong = f"this is a workbook or another packed file, not the text that {path.suffix} stands for."
            remedy = f"If it is a workbook, name it {_renamed(path, '.xlsx')}; else {_SAVE_ELSE}"
            raise refused("file-other-kind", file, wrong, remedy)
    elif kind == WORKBOOK:
        raise refused("file-other-kind", file, *_no_workbook(path, data))
    elif kind == TEXT and (found := _no_text(data)):
        raise refused(
            "file-other-kind",
            file,
            f"this is {found}, not a table.",
            f"Open the table in a spreadsheet. {_SAVE}",
        )


def _no_text(data: bytes) -> str:
    """Return what a file is that holds no table as text, nothing when it may be one."""
    for begins, what in _OTHERS.items():
        if data.startswith(begins):
            return what
    if _PAGE.match(data.removeprefix(codecs.BOM_UTF8)):
        return "a web page or XML"
    head = data[:_HEAD]
    # UTF-16 without its mark, in which every second byte of the first names is zero, is said elsewhere.
    names = head[:_NAMES]
    if data.startswith(_WIDE) or b"\0" not in head or not any(names[1::2]) or not any(names[::2]):
        return ""
    try:
        # A text may have lost a zero byte in a cell, which is said there.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "no text"
    return ""


def _no_workbook(path: Path, data: bytes) -> tuple[str, str]:
    """Return what a file is instead of a workbook, and what to do."""
    if data.lstrip().startswith(b"<"):
        return "this is a web page or XML, not a workbook.", f"Open it in a spreadsheet. {_SAVE}"
    if b"\0" in data[:_HEAD] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "this is no workbook.", f"Open it in a spreadsheet, if that can be done. {_SAVE}"
    return (
        "this is no workbook.",
        f"If it is a table as text, name it {_renamed(path, '.csv')}; else {_SAVE_ELSE}",
    )


def _renamed(path: Path, ending: str) -> str:
    return printable(path.with_suffix(ending).name)
