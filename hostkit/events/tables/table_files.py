"""Opens the file of a table and checks that its first bytes match the suffix of its name."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from hostkit.core.errors import refused
from hostkit.core.input_files import COMPOUND, UTF_8, ZIP, encoding_of, other_format, read_within
from hostkit.core.wording import display_path, printable, quoted

MOST_BYTES = 50_000_000

TEXT, WORKBOOK, YAML = "text", "workbook", "yaml"
KINDS = {".csv": TEXT, ".tsv": TEXT, ".xlsx": WORKBOOK, ".yaml": YAML, ".yml": YAML}
"""The kind of file for each suffix in lower case."""

_LOCKS = ("~$", ".~lock.")
"""The prefixes of the lock files that Excel and LibreOffice create for an open table."""

_PAGE = re.compile(rb"\s*<(?:!doctype|!--|html|head|body|table|\?xml)", re.IGNORECASE)

_BEGINNING = "Begin with the table that hostkit batch --template prints."
_SAVE_ELSE = 'save it as .xlsx, or as "CSV UTF-8".'
_SAVE = f"S{_SAVE_ELSE[1:]}"

_HEAD = 1000
"""The number of first bytes in which a binary file is likely to have a zero."""


class Opened(NamedTuple):
    """An opened file: its name in messages, its kind, and its bytes."""

    file: str
    kind: str
    data: bytes


def open_table(path: Path) -> Opened:
    """Read the file of a table.

    Raises:
        SourceError: the file does not exist, cannot be read, is empty or too large, or does not match its suffix.

    """
    file = display_path(path)
    if path.name.startswith(_LOCKS):
        wrong = "this only says that somebody has a table open in a spreadsheet program."
        raise refused("file-other-kind", file, wrong, "Name the table itself.")
    return checked(
        path, read_within(path, MOST_BYTES, wanted="a table", held_by="the spreadsheet", pipes=False)
    )


def checked(path: Path, data: bytes) -> Opened:
    """Return a table of this name with these bytes. Raises SourceError as ``open_table`` does."""
    file = display_path(path)
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        wrong = "the name has no ending."
        if path.suffix:
            wrong = f"{quoted(path.suffix)} is no ending of a table."
        raise refused("file-other-ending", file, wrong, f"{_SAVE} Tables end in {', '.join(KINDS)}.")
    if len(data) > MOST_BYTES:
        remedy = "Split it, or take out what is no list of events."
        raise refused("file-too-large", file, "the file is larger than 50 MB.", remedy)
    if not data.strip():
        raise refused("file-empty", file, "the file is empty.", _BEGINNING)
    _check_content(path, file, kind, data)
    return Opened(file, kind, data)


def _check_content(path: Path, file: str, kind: str, data: bytes) -> None:
    """Raise SourceError if the first bytes of a file do not match its suffix."""
    if data.startswith(COMPOUND):
        wrong = "this is a workbook in Excel's old format, or one with a password."
        raise refused("file-other-kind", file, wrong, "Save it as .xlsx, without a password.")
    if data.startswith(ZIP):
        if kind != WORKBOOK:
            wrong = f"this is a workbook or another packed file, not the text that {path.suffix} stands for."
            remedy = f"If it is a workbook, name it {_renamed(path, '.xlsx')}; else {_SAVE_ELSE}"
            raise refused("file-other-kind", file, wrong, remedy)
    elif kind == WORKBOOK:
        raise refused("file-other-kind", file, *_no_workbook(path, data))
    elif kind == TEXT and (found := _no_text(data)):
        remedy = f"Open the table in a spreadsheet. {_SAVE}"
        raise refused("file-other-kind", file, f"this is {found}, not a table.", remedy)


def _no_text(data: bytes) -> str:
    """Return the kind of a file that is not a text table, as in "a picture", or "" if it may be one."""
    if what := other_format(data):
        return what
    encoding = encoding_of(data)
    if _PAGE.match(data.removeprefix(encoding.mark)):
        return "a web page or XML"
    head = data[:_HEAD]
    if encoding.name != UTF_8.name or b"\0" not in head:
        return ""
    try:
        # A text may contain a stray zero byte, which is reported with its cell.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "no text"
    return ""


def _no_workbook(path: Path, data: bytes) -> tuple[str, str]:
    """Return a message and a remedy for a file that is not a workbook in spite of its suffix."""
    if data.lstrip().startswith(b"<"):
        return "this is a web page or XML, not a workbook.", f"Open it in a spreadsheet. {_SAVE}"
    if b"\0" in data[:_HEAD] and encoding_of(data).name != "UTF-16":
        return "this is no workbook.", f"Open it in a spreadsheet, if that can be done. {_SAVE}"
    remedy = f"If it is a table as text, name it {_renamed(path, '.csv')}; else {_SAVE_ELSE}"
    return "this is no workbook.", remedy


def _renamed(path: Path, ending: str) -> str:
    return printable(path.with_suffix(ending).name)
