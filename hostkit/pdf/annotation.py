"""Link annotations: where a link lies and leads in, the bytes of its annotation out. Knows no page, no tags."""

from __future__ import annotations

from functools import lru_cache

from hostkit.pdf.check import check_text, check_url
from hostkit.pdf.objects import text_string
from hostkit.pdf.operators import number
from hostkit.pdf.tags import Corners


def link_annotation(url: str, description: str, corners: Corners, key: int) -> bytes:
    """Return an annotation (PDF 32000-1, 12.5.6.5) that prints (F 4) and has no visible border.

    ``key`` is its StructParent. Raises ValueError for what is no canonical link or no text.
    """
    return (
        f"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [{' '.join(map(number, corners))}] "
        f"/StructParent {key} {_entries(url, description)} >>"
    ).encode()


@lru_cache(maxsize=64)
def _entries(url: str, description: str) -> str:
    """Return what an annotation says and opens, made once for all places of a link."""
    check_url(url)
    check_text(description)
    action = f"<< /Type /Action /S /URI /URI {text_string(url)} >>"
    return f"/Contents {text_string(description)} /A {action}"
