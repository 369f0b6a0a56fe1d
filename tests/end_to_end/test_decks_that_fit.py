"""What must fit on small stock: the shortest guides, and the shipped one, whatever is known of the evening."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cases import GUIDES, MALE_ALLIES
from tests.support.command import hostkit
from tests.support.content import TEXT
from tests.support.pages import MM, Pdf
from tests.support.stocks import STOCKS, Rect, letters, pieces

SHORT = [str(GUIDES / "short.yaml"), str(GUIDES / "least.yaml")]
LINK = ("--group-url", "https://example.org/power-talks")


def cards(folder: Path, *arguments: str) -> Pdf:
    outcome = hostkit("build", *arguments, "--sheets", "question-cards", folder=folder)
    assert outcome.code == 0, outcome.stderr
    return Pdf((folder / outcome.files[0]).read_bytes())


@pytest.mark.parametrize("stock", STOCKS)
@pytest.mark.parametrize("guide", SHORT, ids=lambda path: Path(path).stem)
def test_the_shortest_guides_fit_on_every_stock(guide: str, stock: str, tmp_path: Path) -> None:
    """Without a link, when fixed words and lines to write on are all there is on the closing card's back."""
    cards(tmp_path, guide, "--stock", stock)


@pytest.mark.parametrize("stock", ["avery-c32011", "avery-5371", "avery-l7414"])
@pytest.mark.parametrize("link", [(), LINK], ids=["no link", "a link"])
def test_the_shipped_guide_fits_on_business_cards(stock: str, link: tuple[str, ...], tmp_path: Path) -> None:
    cards(tmp_path, MALE_ALLIES, "--stock", stock, *link)


CAPITALS = """\
hostkit: 1
title: Écrire
run_of_show:
  - segment: questions
questions:
  - ask: Écrire, à qui?
    probes: [Åsa?, Žižek?]
  - ask: Ďábel?
follow_up: {url: "https://example.org/x"}
"""


@pytest.mark.parametrize("stock", STOCKS)
def test_the_tallest_capitals_stay_inside_the_safe_area(stock: str, tmp_path: Path) -> None:
    """Short questions are set largest: the marks above their capitals reach highest."""
    (tmp_path / "tall.yaml").write_text(CAPITALS, encoding="utf-8")
    pdf, grid = cards(tmp_path, "tall.yaml", "--stock", stock, "--impose", "none"), STOCKS[stock]
    safe = Rect(0, 0, grid.width, grid.height).inset(4)
    for page in range(len(pdf)):
        outside = [(letter, ink) for letter, ink in letters(pdf, page) if not safe.holds(ink, 0.02)]
        assert outside == []


@pytest.mark.parametrize("stock", STOCKS)
@pytest.mark.parametrize("guide", ["short", "fits-anywhere", "longest-small"])
def test_no_text_of_a_card_runs_into_its_foot(guide: str, stock: str, tmp_path: Path) -> None:
    """The foot is the only type of nine points; half a millimeter of air is the least above it."""
    outcome = hostkit(
        *("build", str(GUIDES / f"{guide}.yaml"), *LINK, "--sheets", "question-cards"),
        *("--stock", stock, "--impose", "none"),
        folder=tmp_path,
    )
    if outcome.code:
        assert "does not fit on the question card" in outcome.stderr
        return
    pdf = Pdf((tmp_path / outcome.files[0]).read_bytes())
    for page in range(len(pdf)):
        lines = [piece for piece in pieces(pdf, page) if piece.kind == TEXT]
        # Seven tenths of the size are capitals, a quarter hangs below the baseline.
        feet = [line.box.top - 0.7 * line.size / MM for line in lines if line.size == 9]
        # The quotation marks of 84 points have no ink near their baseline.
        others = [line.box.top + 0.25 * line.size / MM for line in lines if 9 < line.size < 84]
        assert not feet or max(others, default=0) <= min(feet) - 0.5, pdf.text(page)


def test_a_stock_of_one_s_own_is_named_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "my stock").mkdir()
    (tmp_path / "my stock" / "round.yaml").write_text(
        "paper: letter\ncard: {width: 4 in, height: 3 in}\nfirst: {left: 0.25 in, top: 1 in}\n"
        "pitch: {across: 4 in, down: 3 in}\ngrid: {columns: 2, rows: 3}\ncorner: 3 mm\nsource: a ruler\n",
        encoding="utf-8",
    )
    pdf = cards(tmp_path, MALE_ALLIES, *LINK, "--stock", "my stock/round.yaml")
    assert round(pdf.size()[0]) == 612
    (tmp_path / "event.yaml").write_text("stock: my stock/round.yaml\n", encoding="utf-8")
    assert cards(tmp_path, MALE_ALLIES, *LINK, "--event", "event.yaml").data == pdf.data
