"""QR symbols: one solid path that scanners read from the rendered page."""

from __future__ import annotations

import re

import numpy as np
import pytest
import zxingcpp

from hostkit.codes.qr_code import make_symbol
from hostkit.core.values import mm
from hostkit.pdf.syntax import outline
from hostkit.typesetting.display_list import Fill, Page, Placement, Role, Symbol

from .reading import BLACK, Drawn, document, page

FIGURE = Role("Figure", alt="Code")
URL = "https://example.org/group?id=42"


def drawn_symbol(rows: tuple[str, ...], module: float, x: float = 50, y: float = 60) -> Drawn:
    return Drawn(document(page(Symbol(x, y, module, rows, FIGURE))))


@pytest.mark.parametrize("dpi", [150, 300, 96])
@pytest.mark.parametrize("side_mm", [22, 25, 30])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_scanner_reads_it(dpi: int, side_mm: int, turn: int) -> None:
    symbol = make_symbol(URL, mm(side_mm))
    placed = Page(400, 410, (Symbol(60.3, 70.7, symbol.module, symbol.rows, FIGURE),))
    picture = Drawn(document(page(Placement(1.1, 2.2, placed, turn)))).picture(dpi)
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == URL


@pytest.mark.parametrize("dpi", [150, 300, 611])
@pytest.mark.parametrize("module", [1.4173, 1.9153, 1.0])
def test_dark_modules_side_by_side_show_no_gap(dpi: int, module: float) -> None:
    rows = ("1" * 25,) * 25
    picture = np.asarray(drawn_symbol(rows, module, 50.17, 60.31).picture(dpi))
    scale = dpi / 72
    edges = [
        50.17 * scale + 2,
        60.31 * scale + 2,
        (50.17 + 25 * module) * scale - 2,
        (60.31 + 25 * module) * scale - 2,
    ]
    left, top, right, bottom = (round(edge) for edge in edges)
    assert picture[top:bottom, left:right].max() == 0


@pytest.mark.parametrize(
    "rows", [make_symbol(URL, mm(25)).rows, ("101", "010", "101"), ("111", "101", "111"), ("0",)]
)
def test_every_module_has_its_color(rows: tuple[str, ...]) -> None:
    picture = np.asarray(drawn_symbol(rows, 2.0).picture(288))
    seen = tuple(
        "".join(
            "1" if picture[round((60 + 2 * y + 1) * 4), round((50 + 2 * x + 1) * 4)] < 128 else "0"
            for x in span
        )
        for y, span in enumerate([range(len(rows))] * len(rows))
    )
    assert seen == rows


def test_nothing_is_inked_around_it() -> None:
    picture = np.asarray(drawn_symbol(("1" * 9,) * 9, 3.0).picture(288))
    dark = np.argwhere(picture < 255)
    assert dark.min(axis=0).tolist() == [240, 200]
    assert dark.max(axis=0).tolist() == [240 + 108 - 1, 200 + 108 - 1]


def test_it_is_one_path_filled_black() -> None:
    symbol = make_symbol(URL, mm(25))
    items = Fill(0, 0, 1, 1, BLACK._replace(red=0.5)), Symbol(50, 60, symbol.module, symbol.rows, FIGURE)
    operators = [operator for _, operator in Drawn(document(page(*items))).operators()]
    own = operators[operators.index("q") : operators.index("Q")]
    assert own.count("f") == 1
    assert set(own) == {"q", "cm", "m", "l", "h", "f"}
    assert operators[operators.index("q") - 1] == "g"


def test_an_outline_turns_only_where_it_must() -> None:
    assert outline(("11", "11")) == "0 0 m 2 0 l 2 2 l 0 2 l h"
    assert outline(("00", "00")) == ""


def test_an_outline_is_made_of_whole_modules() -> None:
    assert re.fullmatch(r"(\d+ \d+ m( \d+ \d+ l)+ h\n?)+", outline(make_symbol(URL, mm(25)).rows))


@pytest.mark.parametrize("rows", [(), ("1",) * 2, ("11", "1"), ("12", "11"), ("1 ", "11"), ("", "")])
def test_what_is_no_square_of_modules_is_refused(rows: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="square"):
        outline(rows)


@pytest.mark.parametrize("module", [0, -1, float("nan")])
def test_modules_without_a_size_are_refused(module: float) -> None:
    with pytest.raises(ValueError, match="is no size"):
        drawn_symbol(("1",), module)
