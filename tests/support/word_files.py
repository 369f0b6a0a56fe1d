"""Word files made in a test, part by part: ``word/document.xml`` from paragraphs, and whatever else a test puts in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT = (
    f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_RELATIONS = (
    f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
)


def run(text: str, properties: str = "") -> str:
    """Return a run; ``properties`` as in ``<w:b/>``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """Return a paragraph of runs, or of plain texts."""
    return f"<w:p>{''.join(each if each.startswith('<') else run(each) for each in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of texts."""
    cells = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in cells)}</w:tbl>"


def word_file(*body: str, head: str = XML, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return the bytes of a Word file; a body's text that is no element is a paragraph."""
    inside = "".join(each if each.startswith("<") else paragraph(each) for each in body)
    document = f'{head}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'
    written = {
        "[Content_Types].xml": _CONTENT,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": document,
        **(parts or {}),
    }
    return packed(written)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a packed file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
