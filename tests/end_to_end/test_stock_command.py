"""``hostkit stock`` as somebody at a terminal meets it: table, details, JSON, outline, and what it says to mistakes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import hostkit
from tests.support.pages import MM, PAPERS, Pdf

KEYS = [
    *("name", "vendor", "parts", "product", "paper", "card", "grid", "first", "pitch", "corner"),
    *("plain", "duplex", "source"),
]
OWN = """\
paper: a4
card: {width: 60 mm, height: 40 mm}
first: {left: 10 mm, top: 10 mm}
pitch: {across: 65 mm, down: 42.126 mm}
grid: {columns: 2, rows: 6}
corner: 0.13 in
source: a ruler
"""


def own(folder: Path, text: str = OWN) -> str:
    (folder / "mine").mkdir()
    (folder / "mine" / "round.yaml").write_text(text, encoding="utf-8")
    return "mine/round.yaml"


def test_the_table_has_a_row_for_every_stock(tmp_path: Path) -> None:
    done = hostkit("stock", folder=tmp_path)
    head, *rows = done.stdout.splitlines()
    assert (done.code, done.stderr) == (0, "")
    assert head.split("  ")[0] == "name"
    assert [row.split()[0] for row in rows] == sorted(row.split()[0] for row in rows)
    (row,) = [row for row in rows if row.startswith("avery-5388 ")]
    assert [cell.strip() for cell in row.split("  ") if cell] == [
        *("avery-5388", "Avery", "index card", "5388, 8388", "letter", "127 x 76.2", "1 x 3", "yes"),
    ]


def test_one_stock_in_detail(tmp_path: Path) -> None:
    done = hostkit("stock", "avery-8388", folder=tmp_path)
    assert done.stdout.splitlines()[:12] == [
        "name        avery-5388",
        "vendor      Avery",
        "product     index card",
        "parts       5388, 8388",
        "paper       letter",
        "card        127 x 76.2 mm",
        "grid        1 across, 3 down",
        "first card  44.45 mm from the left, 25.4 mm from the top",
        "pitch       127 mm across, 76.2 mm down",
        "corner      square",
        "cut         already",
        "both sides  yes",
    ]


def test_json_of_all_stocks(tmp_path: Path) -> None:
    stocks = json.loads(hostkit("stock", "--json", folder=tmp_path).stdout)["stocks"]
    assert len(stocks) >= 14
    assert all(list(stock) == KEYS for stock in stocks)
    (cards,) = [stock for stock in stocks if stock["name"] == "avery-c32015"]
    assert {key: cards[key] for key in KEYS[:-1]} == {
        "name": "avery-c32015",
        "vendor": "Avery",
        "parts": ["C32015", "32015"],
        "product": "business card",
        "paper": "a4",
        "card": {"width": 85, "height": 54},
        "grid": {"columns": 2, "rows": 4},
        "first": {"left": 17, "top": 31.5},
        "pitch": {"across": 91, "down": 60},
        "corner": 0,
        "plain": False,
        "duplex": True,
    }


def test_json_of_ones_own_stock_is_rounded_to_a_hundredth(tmp_path: Path) -> None:
    (stock,) = json.loads(hostkit("stock", own(tmp_path), "--json", folder=tmp_path).stdout)["stocks"]
    assert (stock["name"], stock["pitch"], stock["corner"]) == ("round", {"across": 65, "down": 42.13}, 3.3)
    assert (stock["vendor"], stock["parts"], stock["product"]) == ("", [], "")


def test_an_outline_is_one_page_of_the_stocks_paper(tmp_path: Path) -> None:
    done = hostkit("stock", "avery-5371", "--outline", "sheets/outline.pdf", folder=tmp_path)
    assert (done.code, done.files) == (0, ["sheets/outline.pdf"])
    pdf = Pdf((tmp_path / "sheets" / "outline.pdf").read_bytes())
    assert len(pdf) == 1
    assert pdf.size() == PAPERS["letter"]
    assert pdf.text(0).startswith("avery-5371 88.9 × 50.8 mm, 2 across, 5 down")
    assert pdf.reader.metadata.title == "avery-5371: outline"
    assert pdf.catalog["/ViewerPreferences"]["/PrintScaling"] == "/None"


def test_the_lines_of_an_outline_lie_where_the_cards_do(tmp_path: Path) -> None:
    """Seen on the rendered page: dark at every edge of a card of the table, white between them."""
    hostkit("stock", "avery-c32015", "--outline", "o.pdf", folder=tmp_path)
    dpi = 254
    picture = Pdf((tmp_path / "o.pdf").read_bytes()).picture(0, dpi)
    row = picture.crop((0, 10 * 110, picture.width, 10 * 110 + 1)).tobytes()
    dark = [x for x, gray in enumerate(row) if gray < 200]
    edges = [17, 102, 108, 193]
    assert {min(edges, key=lambda edge: abs(edge - x / 10)) for x in dark} == set(edges)
    assert all(min(abs(edge - x / 10) for edge in edges) <= 0.2 for x in dark)
    assert PAPERS["a4"][0] == MM * 210


def test_the_same_outline_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        hostkit(
            "stock",
            own(tmp_path) if name == "one.pdf" else "mine/round.yaml",
            "--outline",
            name,
            folder=tmp_path,
        )
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_file_that_hostkit_did_not_write_is_kept(tmp_path: Path) -> None:
    foreign = tmp_path / "outline.pdf"
    foreign.write_bytes(b"%PDF-1.4 mine")
    line = ("stock", "a6-4up", "--outline", "outline.pdf")
    done = hostkit(*line, folder=tmp_path)
    assert (done.code, done.stdout, foreign.read_bytes()) == (1, "", b"%PDF-1.4 mine")
    assert "outline.pdf" in done.stderr
    assert hostkit(*line, "--force", folder=tmp_path).code == 0
    assert hostkit(*line, folder=tmp_path).code == 0, "its own file is replaced"
    assert foreign.read_bytes().startswith(b"%PDF-1.7")


def test_an_unknown_stock_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    done = hostkit("stock", "avery-537", folder=tmp_path)
    assert (done.code, done.stdout) == (1, "")
    assert done.stderr == 'there is no stock "avery-537". Did you mean "avery-5371"?\n'


def test_a_wrong_file_of_ones_own_is_told_with_every_problem(tmp_path: Path) -> None:
    text = OWN.replace("across: 65", "across: 55").replace("rows: 6", "rows: 7").replace("0.13 in", "1/8 in")
    done = hostkit("stock", own(tmp_path, text), folder=tmp_path)
    assert (done.code, done.stdout) == (1, "")
    assert [line.split(". ")[0] for line in done.stderr.splitlines()] == [
        "mine/round.yaml:2:7: card: the cards end 5.76 mm beyond the lower edge of a4 paper",
        "mine/round.yaml:4:8: pitch: the cards overlap across by 5.00 mm",
        'mine/round.yaml:6:9: corner: "1/8 in" is no length',
    ]


def test_an_outline_needs_one_stock_and_a_name_that_disks_take(tmp_path: Path) -> None:
    for arguments, message in (
        (("--outline", "o.pdf"), "--outline: draws one stock"),
        (("a6-4up", "--outline", "o.txt"), '--outline: "o.txt" does not end in .pdf.'),
        (("a6-4up", "--outline", ""), '--outline: "" does not end in .pdf.'),
        (("a6-4up", "--outline", ".o.pdf"), '--outline: ".o.pdf" is a name that some disks refuse.'),
    ):
        done = hostkit("stock", *arguments, folder=tmp_path)
        assert (done.code, done.stdout) == (2, "")
        assert done.stderr.startswith(message), arguments
    assert not list(tmp_path.iterdir())
