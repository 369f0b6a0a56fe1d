"""Checks the parts of an .xlsx archive before an XML parser reads them, and collects facts that openpyxl does not give.

Parts that unpack to more than a table needs are refused, as are document type and entity declarations, which no
spreadsheet program writes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from hostkit.core.errors import SourceError, refused
from hostkit.core.wording import quoted
from hostkit.core.zip_guard import PackedKind, check_size, open_archive

_CELLS_OF = ("xl/worksheets/", "xl/sharedStrings.xml")
_MOST_TAGS, _MOST_OTHER_TAGS = 8_000_000, 300_000
"""The most tags in a part with cells or their texts, and in any other; each costs openpyxl 100 or 1000 bytes."""

_WIDEST = 16_384
"""The most columns that a sheet can have. A whole row is held in memory."""

_CHUNK, _OVERLAP = 1_000_000, 200
"""Bytes in a chunk and in the overlap with the chunk before it; every pattern matches less than the overlap."""

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".emf", ".wmf", ".tif", ".tiff")
_XML = (".xml", ".rels")
_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)""")
_ENCODINGS = (b"utf-8", b"us-ascii")
"""The encodings in which the byte patterns can be found."""

_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})["']"""
)

_ALONE = 'Copy the table alone to a new workbook, or save it as "CSV UTF-8".'
SAVE_AGAIN = "Open it in a spreadsheet and save it again as .xlsx."

WORKBOOK_ARCHIVE = PackedKind(
    "the workbook", most_parts=5_000, most_unpacked=100_000_000, if_damaged=SAVE_AGAIN, if_too_large=_ALONE
)
"""The limits: 100 000 rows of 15 columns take 100 MB, and a workbook has a part for each sheet, drawing and picture."""


@dataclass(slots=True)
class WorkbookPackage:
    """Facts about a workbook that openpyxl does not give.

    ``has_formulas`` is true if any cell has a formula. ``marks_escapes`` is true if a text contains ``x005F_``, which
    marks the next characters as not being an escape. ``merged`` maps the name of a part to its ranges of merged cells.
    """

    has_formulas: bool = False
    marks_escapes: bool = False
    merged: dict[str, set[str]] = field(default_factory=dict)


def check_package(data: bytes, file: str) -> WorkbookPackage:
    """Check an .xlsx file and return the facts found in its parts.

    Raises:
        SourceError: the file is damaged, not a workbook or too large, or has content that no spreadsheet writes.

    """
    with open_archive(data, file, WORKBOOK_ARCHIVE) as archive:
        names = archive.namelist()
        if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
            remedy = 'Save it as .xlsx, or as "CSV UTF-8".'
            raise refused("file-other-kind", file, "this is a packed file, but no Excel workbook.", remedy)
        check_size(archive, file, WORKBOOK_ARCHIVE)
        return _look_through(archive, file)


def _look_through(archive: zipfile.ZipFile, file: str) -> WorkbookPackage:
    package = WorkbookPackage()
    for part in archive.infolist():
        if part.filename.lower().endswith(_PICTURES):
            continue
        head, tags = b"", 0
        for piece in _pieces(archive, part):
            if not head:
                head = piece[:_OVERLAP]
                _check_head(part.filename, head, file)
            if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                raise _foreign(part.filename, file)
            tags += piece.count(b"<")
            if tags > _most_tags(part.filename) or _has_endless_row(piece):
                wrong = f"{quoted(part.filename)} in the workbook is too large."
                raise refused("file-too-large", file, wrong, _ALONE)
            _gather(package, part.filename, piece)
    return package


def _most_tags(name: str) -> int:
    return _MOST_TAGS if name.startswith(_CELLS_OF) else _MOST_OTHER_TAGS


def _has_endless_row(piece: bytes) -> bool:
    """Tell whether a chunk has more cells than its rows, including one that began earlier, can hold."""
    return len(_CELL.findall(piece)) > _WIDEST * (len(_ROW.findall(piece)) + 1)


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part in chunks, each preceded by the end of the chunk before."""
    with archive.open(part) as opened:
        before = b""
        while piece := opened.read(_CHUNK):
            yield before + piece
            before = (before + piece)[-_OVERLAP:]


def _check_head(name: str, head: bytes, file: str) -> None:
    """Raise SourceError if an XML part is in an encoding in which the byte patterns would not be found."""
    if not name.lower().endswith(_XML):
        return
    declared = _DECLARED.search(head)
    known = declared is None or declared[1].lower() in _ENCODINGS
    if not known or b"\0" in head or not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise _foreign(name, file)


def _foreign(name: str, file: str) -> SourceError:
    wrong = f"{quoted(name)} in the workbook holds what no spreadsheet writes."
    return refused("file-foreign-content", file, wrong, SAVE_AGAIN)


def _gather(package: WorkbookPackage, name: str, piece: bytes) -> None:
    package.has_formulas = package.has_formulas or bool(_FORMULA.search(piece))
    package.marks_escapes = package.marks_escapes or b"x005F_" in piece
    merged = {found.decode("ascii") for found in _MERGED.findall(piece)}
    if merged:
        package.merged.setdefault(name, set()).update(merged)
