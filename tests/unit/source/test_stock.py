"""Stocks: measures from their files, and none that leaves the paper or overlaps itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostkit.ground.errors import BadValue, SourceError
from hostkit.ground.geometry import PAPERS
from hostkit.ground.units import to_mm
from hostkit.source.stock import (
    DEFAULT_STOCKS,
    Stock,
    default_stock,
    read_stock,
    read_stock_file,
    stock_names,
)

GOOD = """\
paper: a4
card: {width: 85 mm, height: 54 mm}
first: {left: 15 mm, top: 13.5 mm}
pitch: {across: 95 mm, down: 54 mm}
grid: {columns: 2, rows: 5}
source: the maker's drawing
"""


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(text: str) -> Stock:
    Path("my-stock.yaml").write_text(text, encoding="utf-8")
    return read_stock_file(Path("my-stock.yaml"))


def measures(stock: Stock) -> tuple[float, ...]:
    points = (stock.width, stock.height, stock.left, stock.top, stock.pitch_across, stock.pitch_down)
    return tuple(round(to_mm(length), 3) for length in points)


def test_shipped_stocks_have_their_measures() -> None:
    a4, letter = read_stock("a6-4up"), read_stock("quarter-letter")
    assert measures(a4) == (105, 148.5, 0, 0, 105, 148.5)
    assert measures(letter) == (107.95, 139.7, 0, 0, 107.95, 139.7)
    assert (a4.columns, a4.rows, a4.plain, a4.paper, a4.name) == (2, 2, True, "a4", "a6-4up")
    assert (letter.columns, letter.rows, letter.plain, letter.paper) == (2, 2, True, "letter")


def test_every_shipped_stock_is_read_and_names_its_source() -> None:
    assert {"a6-4up", "quarter-letter"} <= set(stock_names())
    assert all(read_stock(name).source for name in stock_names())


def test_every_paper_has_a_stock_of_its_own_size() -> None:
    assert set(DEFAULT_STOCKS) == set(PAPERS)
    assert all(default_stock(paper).paper == paper for paper in PAPERS)


def test_unknown_stock() -> None:
    with pytest.raises(BadValue, match=r'^"a6" is not known here\. '):
        read_stock("a6")


def test_stock_with_gaps() -> None:
    stock = read(GOOD)
    assert measures(stock) == (85, 54, 15, 13.5, 95, 54)
    assert (stock.name, stock.columns, stock.rows, stock.plain) == ("my-stock", 2, 5, False)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("left: 15 mm", "left: 20.1 mm", None),
        (
            "left: 15 mm",
            "left: 31 mm",
            "2:7: card: the cards end 1.00 mm beyond the right edge of a4 paper. "
            "Check card, first, pitch and grid against the maker's drawing.",
        ),
        (
            "rows: 5",
            "rows: 6",
            "2:7: card: the cards end 40.50 mm beyond the lower edge of a4 paper. "
            "Check card, first, pitch and grid against the maker's drawing.",
        ),
        (
            "across: 95 mm",
            "across: 84 mm",
            "4:8: pitch: the cards overlap across by 1.00 mm. "
            "The pitch runs from one card's edge to the next one's: size and gap.",
        ),
        (
            "down: 54 mm",
            "down: 53.9 mm",
            "4:8: pitch: the cards overlap down by 0.10 mm. "
            "The pitch runs from one card's edge to the next one's: size and gap.",
        ),
        (
            "left: 15 mm",
            "left: -1 mm",
            '3:15: first.left: "-1 mm" is negative. Write a length of zero or more.',
        ),
        (
            "width: 85 mm",
            "width: 0 mm",
            "2:15: card.width: is zero. Write the length of a card, or from one card to the next.",
        ),
        (
            "width: 85 mm",
            "width: 85",
            '2:15: card.width: "85" is no length. '
            'Write a number with its unit, as in "105 mm"; units are mm, cm, in, pt.',
        ),
        (
            "{width: 85 mm, height: 54 mm}",
            "{width: 85 mm}",
            '2:7: card.height: is missing. Write a length with its unit, as in "105 mm".',
        ),
        ("grid: {columns: 2, rows: 5}\n", "", "1:1: grid: is missing. Write its keys: columns, rows."),
        (
            "columns: 2, rows: 5",
            "columns: 2",
            "5:7: grid.rows: is missing. Write a whole number from 1 to 20.",
        ),
        (
            "columns: 2",
            "columns: 0",
            '5:17: grid.columns: "0" is too small. Write a whole number from 1 to 20.',
        ),
        ("paper: a4", "paper: a5", '1:8: paper: "a5" is not known here. Known here: a4, letter.'),
        ("paper: a4\n", "", "1:1: paper: is missing. Write one of a4, letter."),
        ("source: the maker's drawing\n", "", "1:1: source: is missing. Write a text."),
        (
            "paper: a4",
            "paper: a4\nbleed: 3 mm",
            '2:1: there is no key "bleed" here. Known here: paper, card, first, pitch, grid, plain, source.',
        ),
    ],
)
def test_fault(old: str, new: str, message: str | None) -> None:
    assert old in GOOD
    if message is None:
        read(GOOD.replace(old, new))
        return
    with pytest.raises(SourceError) as caught:
        read(GOOD.replace(old, new))
    assert str(caught.value) == f"my-stock.yaml:{message}"
