"""What papers and stocks are called where somebody buys or loads them."""

from __future__ import annotations

from hostkit.core.units import PAPERS
from hostkit.guides.languages import Language
from hostkit.stocks.stock import read_stock, stock_names
from hostkit.typesetting.fonts import face_for


def paper_name(name: str, words: Language) -> str:
    """Return what a paper or a stock is called, in letters that the text face has."""
    if name in PAPERS:
        return words(f"print_plan.paper_{name}")
    return name if all(face_for("text", word) for word in name.split()) else ascii(name)[1:-1]


def in_shops(name: str) -> str:
    """Return what a shipped stock is sold as; nothing for paper, and for a stock of one's own."""
    if name not in stock_names():
        return ""
    its = read_stock(name)
    return f"{its.vendor} {', '.join(its.parts)}" if its.vendor else ""
