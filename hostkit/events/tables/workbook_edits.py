"""Writes texts into cells of a workbook and keeps everything else in it: formulas, styles, hidden cells, charts.

Only the XML of the cells changes. A library would write the whole workbook anew, without the stored values of its
formulas and without what it does not know. A cell with a formula is never changed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from html import escape
from io import BytesIO

from hostkit.events.tables.grid import column_of

_ROW = re.compile(r'<((?:\w+:)?)row\b[^>]*?\br="([0-9]+)"[^>]*?(?<!/)>(.*?)</\1row>', re.DOTALL)
_CELL = r'<(?P<p>(?:\w+:)?)c\b(?P<has>[^>]*?\br="{ref}"[^>]*?)(?:/>|>(?P<body>.*?)</(?P=p)c>)'
_ANY_CELL = re.compile(r'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)[0-9]+"')
_FORMULA = re.compile(r"<(?:\w+:)?f\b")
_TYPE = re.compile(r'\st="[^"]*"')


def write_cells(data: bytes, part: str, texts: Mapping[str, str]) -> tuple[bytes, frozenset[str]]:
    """Return a workbook with texts in cells of the sheet in ``part``, and the names of the cells that were written.

    ``texts`` has the texts by the names of the cells, such as C5. A cell with a formula, or in a row that the workbook
    does not have, is left as it is.
    """
    rows: dict[str, dict[str, str]] = {}
    for ref, text in texts.items():
        rows.setdefault(re.sub("[A-Z]", "", ref), {})[ref] = text
    written: set[str] = set()

    def row(found: re.Match[str]) -> str:
        body = found[3]
        for ref, text in rows.get(found[2], {}).items():
            changed = _with_cell(body, found[1], ref, text)
            if changed is not None:
                body = changed
                written.add(ref)
        start, end = (place - found.start() for place in found.span(3))
        return found[0][:start] + body + found[0][end:]

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == part:
                content = _ROW.sub(row, content.decode("utf-8")).encode("utf-8")
            new.writestr(info, content)
    return out.getvalue(), frozenset(written)


def _with_cell(row: str, prefix: str, ref: str, text: str) -> str | None:
    """Return the cells of a row with a text in one of them, or None if that one has a formula."""
    found = re.search(_CELL.format(ref=ref), row, re.DOTALL)
    if found is None:
        after = (each.start() for each in _ANY_CELL.finditer(row) if _is_right_of(each[1], ref))
        place = next(after, len(row))
        return row[:place] + _cell(prefix, f' r="{ref}"', text) + row[place:]
    if _FORMULA.search(found["body"] or ""):
        return None
    return row[: found.start()] + _cell(found["p"], _TYPE.sub("", found["has"]), text) + row[found.end() :]


def _is_right_of(column: str, ref: str) -> bool:
    return column_of(column) > column_of(re.sub("[0-9]", "", ref))


def _cell(prefix: str, attributes: str, text: str) -> str:
    """Return the XML of a cell with a text of its own (ECMA-376 Part 1, 18.3.1.4 and 18.3.1.53), or with a number."""
    p, has = prefix, attributes.rstrip()
    if text.isdecimal() and not text.startswith("0"):
        return f"<{p}c{has}><{p}v>{text}</{p}v></{p}c>"
    inside = f'<{p}is><{p}t xml:space="preserve">{escape(text, quote=False)}</{p}t></{p}is>'
    return f'<{p}c{has} t="inlineStr">{inside}</{p}c>'
