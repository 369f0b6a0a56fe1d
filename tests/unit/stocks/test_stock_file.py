"""Stock files: what one says, everything that is wrong with it at once, and none that leaves its paper or overlaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.core.errors import SourceError
from hostkit.core.values import to_mm
from hostkit.stocks.stock_file import Stock, read_stock_file
from tests.support.each import for_each

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


def test_measures_are_in_points() -> None:
    stock = read(GOOD)
    lengths = (stock.width, stock.height, stock.left, stock.top, stock.pitch_across, stock.pitch_down)
    assert [round(to_mm(length), 3) for length in lengths] == [85, 54, 15, 13.5, 95, 54]
    assert (stock.name, stock.paper, stock.columns, stock.rows) == ("my-stock", "a4", 2, 5)
    assert stock.source == "the maker's drawing"


def test_what_is_left_out_is_pre_cut_square_and_for_both_sides() -> None:
    stock = read(GOOD)
    assert (stock.plain, stock.corner, stock.duplex) == (False, 0, True)
    assert (stock.vendor, stock.parts, stock.product) == ("", (), "")


def test_what_it_is_sold_as() -> None:
    stock = read(
        f"{GOOD}vendor: Maker & Sons\nparts: [A 1, '0815']\nproduct: place card\ncorner: 3 mm\nduplex: no\n"
    )
    assert (stock.vendor, stock.parts, stock.product) == ("Maker & Sons", ("A 1", "0815"), "place card")
    assert (round(to_mm(stock.corner), 3), stock.duplex) == (3, False)


def test_every_problem_is_told_at_once() -> None:
    text = GOOD.replace("left: 15 mm", "left: 40 mm").replace("down: 54 mm", "down: 50 mm")
    with pytest.raises(SourceError) as caught:
        read(text.replace("source: the maker's drawing", "corner: 30 mm\ncolor: red"))
    assert [str(problem).split(":", 1)[1].split(". ")[0] for problem in caught.value.problems] == [
        "1:1: source: is missing",
        "2:7: card: the cards end 10.00 mm beyond the right edge of a4 paper",
        "4:8: pitch: the cards overlap down by 4.00 mm",
        "6:9: corner: the radius is larger than half the card's shorter side, 27.00 mm",
        '7:1: there is no key "color" here',
    ]


def test_a_length_that_cannot_be_read_makes_no_second_problem() -> None:
    with pytest.raises(SourceError) as caught:
        read(GOOD.replace("width: 85 mm", "width: 85").replace("rows: 5", "rows: five"))
    assert [problem.place.field for problem in caught.value.problems] == ["card.width", "grid.rows"]


@for_each(
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
            "across: 95 mm",
            "across: -95 mm",
            '4:17: pitch.across: "-95 mm" is negative. Write a length of zero or more.',
        ),
        (
            "grid:",
            "corner: 27.1 mm\ngrid:",
            "5:9: corner: the radius is larger than half the card's shorter side, 27.00 mm. "
            "Write the radius of one corner.",
        ),
        ("grid:", "corner: 27 mm\ngrid:", None),
        (
            "grid:",
            "corner: -3 mm\ngrid:",
            '5:9: corner: "-3 mm" is negative. Write a length of zero or more.',
        ),
        (
            "grid:",
            "corner: 3 mm\nplain: yes\ngrid:",
            "5:9: corner: plain paper is cut straight. "
            "Take corner out, or write plain: no for stock cut already.",
        ),
        ("grid:", "corner: 0 mm\nplain: yes\ngrid:", None),
        ("grid:", "duplex: maybe\ngrid:", '5:9: duplex: "maybe" is neither yes nor no. Write yes or no.'),
        (
            "grid:",
            "parts: 5371\ngrid:",
            "5:8: parts: is no list. Begin each item on a line of its own with a dash and a space.",
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
            '2:1: there is no key "bleed" here. '
            "Known here: paper, card, first, pitch, grid, "
            "plain, duplex, corner, vendor, parts, product, source.",
        ),
    ]
)
def test_fault(old: str, new: str, message: str | None) -> None:
    assert old in GOOD
    if message is None:
        read(GOOD.replace(old, new))
        return
    with pytest.raises(SourceError) as caught:
        read(GOOD.replace(old, new))
    assert str(caught.value) == f"my-stock.yaml:{message}"
