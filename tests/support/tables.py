"""Tables of events for tests: written to a file, read, and shown as plain values and lines."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from hostkit.events.tables.read_table import read_table
from hostkit.events.tables.table import Table

DATA = Path(__file__).resolve().parents[1] / "data" / "tables"


def read(content: str | bytes, name: str = "events.csv", **options: Any) -> Table:
    """Read a table from a file of this content in the working folder."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    Path(name).write_bytes(data)
    return read_table(Path(name), **options)


def rows(table: Table) -> dict[int, dict[str, object]]:
    """Return the good rows by number, texts and links as strings."""
    return {row.number: {name: _bare(given.value) for name, given in row.given.items()} for row in table.rows}


def said(table: Table) -> list[str]:
    """Return the problems as they are printed."""
    return [str(problem) for problem in table.problems]


def workbook(*lines: Sequence[object], change: Callable[[Workbook, Any], None] | None = None) -> bytes:
    """Return a workbook with these rows on its one sheet, changed before it is saved."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(list(line))
    if change:
        change(book, sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a packed file with each part changed, or taken out where ``change`` returns None."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def _bare(value: object) -> object:
    for name in ("url", "text"):
        if hasattr(value, name):
            return getattr(value, name)
    return value
