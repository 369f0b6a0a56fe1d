"""Stocks by name: those that are shipped, measure by measure, and what a part number or a path means."""

from __future__ import annotations

from math import hypot
from pathlib import Path

import pytest

from hostkit.core.errors import BadValue, SourceError
from hostkit.core.values import PAPERS, to_mm
from hostkit.stocks.stock import (
    DEFAULT_STOCKS,
    Stock,
    default_stock,
    named_stock,
    read_stock,
    stock_names,
    stocks_for,
)
from tests.support.stocks import STOCKS

IN = 25.4

SHIPPED = {
    name: (
        *(grid.paper, (grid.width, grid.height), (grid.left, grid.top)),
        *((grid.across, grid.down), (grid.columns, grid.rows), grid.plain),
    )
    for name, grid in sorted(STOCKS.items())
}
"""The makers' measures, in the order of names: paper, card, first card's corner, pitch, grid, plain."""

OWN = """\
paper: letter
card: {width: 3 in, height: 3 in}
first: {left: 1 in, top: 1 in}
pitch: {across: 3 in, down: 3 in}
grid: {columns: 2, rows: 3}
source: a ruler
"""


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def measures(stock: Stock) -> tuple[object, ...]:
    def pair(first: float, second: float) -> tuple[float, float]:
        return round(to_mm(first), 3), round(to_mm(second), 3)

    return (
        *(stock.paper, pair(stock.width, stock.height), pair(stock.left, stock.top)),
        *(pair(stock.pitch_across, stock.pitch_down), (stock.columns, stock.rows), stock.plain),
    )


def test_every_shipped_stock_has_its_measures() -> None:
    assert {name: measures(read_stock(name)) for name in stock_names()} == SHIPPED


def test_every_shipped_stock_names_itself_its_product_and_its_source() -> None:
    for name in stock_names():
        stock = read_stock(name)
        assert stock.name == name
        assert stock.product
        assert len(stock.source) > 10


def test_bought_stock_has_a_vendor_and_parts_and_its_file_is_called_after_one() -> None:
    for name in stock_names():
        stock = read_stock(name)
        assert bool(stock.vendor) == bool(stock.parts) == (not stock.plain)
        assert stock.plain or name in {f"{stock.vendor}-{part}".casefold() for part in stock.parts}


def test_bought_stock_lies_in_the_middle_of_its_paper() -> None:
    """All of these do; a slip of the pen in one length would show."""
    for name in stock_names():
        stock = read_stock(name)
        paper = PAPERS[stock.paper]
        right = paper.width - stock.left - (stock.columns - 1) * stock.pitch_across - stock.width
        bottom = paper.height - stock.top - (stock.rows - 1) * stock.pitch_down - stock.height
        assert hypot(right - stock.left, bottom - stock.top) < 0.01, name


def test_every_paper_has_a_stock_of_its_own_size() -> None:
    assert set(DEFAULT_STOCKS) == set(PAPERS)
    assert all(default_stock(paper).paper == paper for paper in PAPERS)


@pytest.mark.parametrize("paper", PAPERS)
def test_stocks_of_a_paper_come_by_area_and_equal_ones_by_name(paper: str) -> None:
    by_area = sorted((grid.width * grid.height, name) for name, grid in STOCKS.items() if grid.paper == paper)
    assert [stock.name for stock in stocks_for(paper)] == [name for _, name in by_area]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("avery-5371", "avery-5371"),
        ("avery-8371", "avery-5371"),
        ("AVERY-8388", "avery-5388"),
        ("Avery 5392", "avery-5384"),
        ("Avery-C32015", "avery-c32015"),
        ("avery-32011", "avery-c32011"),
        ("A6-4up", "a6-4up"),
    ],
)
def test_a_stock_is_named_by_its_file_or_by_vendor_and_part(text: str, name: str) -> None:
    assert named_stock(text) == name
    assert read_stock(text).name == name


def test_no_two_stocks_have_one_name() -> None:
    names = [
        f"{read_stock(n).vendor}-{part}".casefold() for n in stock_names() for part in read_stock(n).parts
    ]
    assert len(names) == len(set(names))
    assert all(read_stock(name).name == name for name in names if name in stock_names())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Letter",
            '"Letter" is a paper, not a stock. Name it as the paper; a stock is what cards are cut from.',
        ),
        ("a4", '"a4" is a paper, not a stock. Name it as the paper; a stock is what cards are cut from.'),
        ("avery-537", 'there is no stock "avery-537". Did you mean "avery-5371"?'),
        ("avery-8817", 'there is no stock "avery-8817". Did you mean "avery-8871"?'),
        ("5392", 'there is no stock "5392". Did you mean "avery-5392"?'),
        ("auto", f'there is no stock "auto". Known here: {", ".join(SHIPPED)}.'),
        (
            "mine/cards.yaml",
            'there is no stock file "mine/cards.yaml". '
            "Check the name and the folder; stocks that come with hostkit are named without .yaml.",
        ),
        (
            "avery-5371.yaml",
            'there is no stock file "avery-5371.yaml". '
            "Check the name and the folder; stocks that come with hostkit are named without .yaml.",
        ),
    ],
)
def test_unknown_stock(text: str, message: str) -> None:
    for find in (named_stock, read_stock):
        with pytest.raises(BadValue) as caught:
            find(text)
        assert str(caught.value) == message


def test_a_file_of_ones_own_is_named_by_its_path() -> None:
    Path("mine").mkdir()
    Path("mine/my-cards.yaml").write_text(OWN, encoding="utf-8")
    assert named_stock("mine/my-cards.yaml") == "mine/my-cards.yaml"
    stock = read_stock("mine/my-cards.yaml")
    assert measures(stock) == ("letter", (76.2, 76.2), (IN, IN), (76.2, 76.2), (2, 3), False)
    assert stock.name == "my-cards"


def test_a_file_of_ones_own_may_have_the_name_of_a_shipped_one() -> None:
    Path("a6-4up.yaml").write_text(OWN, encoding="utf-8")
    assert (read_stock("a6-4up.yaml").paper, read_stock("a6-4up").paper) == ("letter", "a4")


def test_a_file_of_ones_own_is_read_anew_each_time() -> None:
    own = Path("own.yaml")
    own.write_text(OWN, encoding="utf-8")
    assert read_stock("own.yaml").rows == 3
    own.write_text(OWN.replace("rows: 3", "rows: 2"), encoding="utf-8")
    assert read_stock("own.yaml").rows == 2


def test_a_file_of_ones_own_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    assert read_stock("~/own.yaml").rows == 3


def test_what_is_wrong_with_a_file_of_ones_own_is_told_with_its_place() -> None:
    Path("own.yaml").write_text(OWN.replace("across: 3 in", "across: -3 in"), encoding="utf-8")
    with pytest.raises(SourceError, match=r'^own\.yaml:4:17: pitch\.across: "-3 in" is negative\.'):
        read_stock("own.yaml")
