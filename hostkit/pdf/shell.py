"""What stands around the objects of a file: how it begins and ends, its catalog, its tree of pages.

Comes in: a language, viewer preferences. Goes out: bytes with places for what differs from file to file. ReportLab
writes them, once for all files that are alike in this; filling them in takes a fraction of the time. The one place
that knows how ReportLab's document works inside.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from hostkit.pdf.library import pdfdoc, settle, without_variables

_VERSION = (1, 7)


class Shell(NamedTuple):
    """Parts of a file with places to fill in by name, as ``%`` does for bytes.

    ``catalog``: pages, structure, metadata, and outlines where there are any; ``pages``: kids, count; ``trailer``:
    root, info, and in what is then left, size and id.
    """

    head: bytes
    catalog: bytes
    pages: bytes
    trailer: bytes


@lru_cache(maxsize=16)
def shell(language: str, preferences: str, *, has_outline: bool) -> Shell:
    """Return the shell of files in a language; ``preferences`` are the entries of the viewer preferences.

    Without ReportLab's own fonts, dates and settings.
    """
    settle()
    with without_variables():
        document = pdfdoc.PDFDocument(invariant=1, pdfVersion=_VERSION, lang=language)
    catalog = document.Catalog
    catalog.Pages, catalog.StructTreeRoot, catalog.Metadata = "%(pages)s", "%(structure)s", "%(metadata)s"
    catalog.Outlines = "%(outlines)s" if has_outline else None
    catalog.ViewerPreferences, catalog.MarkInfo = f"<< {preferences} >>", "<< /Marked true >>"
    pages = {"Type": pdfdoc.PDFName("Pages"), "Kids": "[%(kids)s]", "Count": "%(count)d"}
    ids = "[<%%(id)s> <%%(id)s>]"
    trailer = pdfdoc.PDFTrailer(0, Size="%%(size)d", Root="%(root)s", Info="%(info)s", ID=ids)
    return Shell(
        head=pdfdoc.PDFFile(_VERSION).format(document),
        catalog=catalog.format(document),
        pages=pdfdoc.PDFDictionary(pages).format(document),
        trailer=trailer.format(document).partition(b"startxref")[0],
    )
