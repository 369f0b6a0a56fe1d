"""The outline of a stock as a file: a Stock in, the bytes of a one-page PDF out. Writes nothing, knows no guide."""

from __future__ import annotations

from hostkit.ground.wording import printable
from hostkit.layout.display_list import Document
from hostkit.layout.outline import outline_page
from hostkit.pdf import draw_document
from hostkit.source.stock import Stock


def draw_outline(stock: Stock) -> bytes:
    """Return the PDF file to hold against a sheet of the stock.

    Raises HostkitError when no font has a letter of the stock's name.
    """
    name = printable(stock.name)
    return draw_document(
        Document(
            pages=(outline_page(stock),),
            title=f"{name}: outline",
            author="hostkit",
            subject=f"Where the cards of {name} lie on a sheet",
            language="en",
            duplex="Simplex",
        )
    )
