"""Finds card stock by its name, by vendor and part number, or by the path of a stock file.

The stocks shipped with hostkit are files in ``stocks/``; a user's own stock is named by the path of its file.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from hostkit.core.errors import BadValue
from hostkit.core.input_files import data_folder, is_file, names_own_file, own_file, read_once
from hostkit.core.values import slug
from hostkit.core.wording import advice, nearest, quoted
from hostkit.stocks.stock_file import Stock, read_stock_file

__all__ = [
    "AUTO",
    "DEFAULT_STOCKS",
    "Stock",
    "bought_as",
    "default_stock",
    "known_as",
    "named_stock",
    "read_stock",
    "read_stock_file",
    "stock_names",
    "stocks_for",
]

DEFAULT_STOCKS = {"a4": "a6-4up", "letter": "quarter-letter"}
"""The default stock of each paper."""

AUTO = "auto"
"""The name that selects the smallest stock on which the cards of a guide fit."""


@cache
def stock_names() -> tuple[str, ...]:
    """Return the names of all shipped stocks in alphabetical order."""
    return tuple(sorted(path.stem for path in data_folder("stocks").glob("*.yaml")))


def default_stock(paper: str) -> Stock:
    """Return the default stock of a paper."""
    return _shipped(DEFAULT_STOCKS[paper])


def stocks_for(paper: str) -> tuple[Stock, ...]:
    """Return the shipped stocks of a paper, sorted by card area and then by name."""
    stocks = [stock for stock in map(_shipped, stock_names()) if stock.paper == paper]
    # Sizes written in inches and in millimeters differ in their last digits.
    return tuple(sorted(stocks, key=lambda stock: (round(stock.width * stock.height), stock.name)))


def read_stock(name: str) -> Stock:
    """Return a stock by its name, by vendor and part number, or by the path of its file.

    Raises:
        BadValue: there is no such stock.
        SourceError: its stock file is invalid.

    """
    known = named_stock(name)
    return read_once(read_stock_file, own_file(known)) if names_own_file(known) else _shipped(known)


def known_as(stock: Stock) -> str:
    """Return a unique name: that of a shipped stock, or for a user's stock file its name with a checksum."""
    if _is_shipped(stock):
        return stock.name
    return f"{stock.name}-{sha256(repr(stock).encode()).hexdigest()[:8]}"


def bought_as(stock: Stock) -> str:
    """Return the name for lists of paper to buy; a user's stock with a shipped stock's name gets ``.yaml``."""
    is_namesake = stock.name in stock_names() and not _is_shipped(stock)
    return f"{stock.name}.yaml" if is_namesake else stock.name


def _is_shipped(stock: Stock) -> bool:
    return stock.name in stock_names() and stock == _shipped(stock.name)


def named_stock(text: str) -> str:
    """Return the name of the shipped stock that a text refers to, or the path of a stock file unchanged.

    Case is ignored, spaces and dashes are equivalent, and part numbers are resolved: "Avery 8371" gives avery-5371.

    Raises:
        BadValue: there is no such stock, or no such file.

    """
    if names_own_file(text):
        if not is_file(own_file(text)):
            remedy = "Check the name and the folder; stocks that come with hostkit are named without .yaml."
            raise BadValue("stock-unknown", f"there is no stock file {quoted(text)}.", remedy, stock=text)
        return text
    wanted = slug(text)
    names = stock_names()
    if wanted in names:
        return wanted
    found = _by_part().get(wanted)
    if found is None and wanted in DEFAULT_STOCKS:
        remedy = "Name it as the paper; a stock is what cards are cut from."
        raise BadValue("stock-unknown", f"{quoted(text)} is a paper, not a stock.", remedy, stock=text)
    if found is None:
        near = _nearest(text, names)
        remedy = f'Did you mean "{near}"?' if near else advice(text, names)
        raise BadValue(
            "stock-unknown", f"there is no stock {quoted(text)}.", remedy, stock=text, nearest=near
        )
    return found


def _nearest(text: str, names: tuple[str, ...]) -> str | None:
    parts = _by_part()
    numbers = {name.split("-", 1)[1]: name for name in (*parts, *names) if "-" in name}
    return numbers.get(slug(text)) or nearest(slug(text), (*names, *parts))


@cache
def _by_part() -> dict[str, str]:
    """Return the name of the shipped stock for each vendor and part number, such as avery-8371."""
    return {
        slug(f"{stock.vendor} {part}"): stock.name
        for stock in map(_shipped, stock_names())
        for part in stock.parts
    }


@cache
def _shipped(name: str) -> Stock:
    return read_stock_file(data_folder("stocks") / f"{name}.yaml")
