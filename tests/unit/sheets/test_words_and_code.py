"""A code with its words: four lines beside it at most, what has no room there above or beneath it, nothing refused."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from hostkit.guides.read_guide import read_guide
from hostkit.sheets import style
from hostkit.sheets.composer import detail_composer
from hostkit.sheets.parts.words_and_code import (
    MOST_BESIDE,
    WORDS_FROM,
    CodeText,
    WordsAndCode,
    words_and_code,
)
from hostkit.stocks.stock import read_stock, stock_names
from hostkit.typesetting.display_list import LinkArea, Symbol, TextRun
from tests.support.cases import ROOT
from tests.support.each import for_each
from tests.support.guides import event, link, plan, words
from tests.support.kits import compose
from tests.support.measure import extent, flat, quiet_zone, runs

LINK = "https://www.example.org/groups/evenings-for-talk/2027/power-talks?invited-by=ana&lang=en"
GUIDES = sorted((ROOT / "content").glob("*.yaml"))


def set_with(count: int, length: int, measure: float, *, is_tight: bool = False) -> WordsAndCode:
    """Return a code with two texts, the first of so many words, and a link of so many letters."""
    composer = detail_composer(plan())
    section = composer.role("Sect")
    texts = [
        CodeText(text, style.BODY, composer.role("P", section)) for text in (words(count), "The quiet circle")
    ]
    return words_and_code(composer, texts, link(LINK[:length]), measure, section, is_tight=is_tight)


CASES = [*product((3, 8, 15, 30), (24, 50, 88), (180.0, 220.0, 280.0))]


@for_each(CASES)
def test_at_most_four_lines_are_beside_a_code_and_all_words_are_there(
    count: int, length: int, measure: float
) -> None:
    made = set_with(count, length, measure)
    items = made.place(0, 0)
    (symbol,) = [item for item in items if isinstance(item, Symbol)]
    found = [item for item in items if isinstance(item, TextRun)]
    beside = {run.y for run in found if run.x > 1}
    assert len(beside) <= MOST_BESIDE
    assert all(run.x >= WORDS_FROM for run in found if run.y in beside)
    said = "".join(run.text for run in found)
    assert words(count).replace(" ", "") in said.replace(" ", "")
    assert LINK[:length].removeprefix("https://") in said
    zone = quiet_zone(symbol)
    for item in items:
        box = extent(item)
        if box and not isinstance(item, Symbol | LinkArea):
            assert not box.overlaps(zone)
            assert box.right <= measure + 0.01
            assert box.top >= -0.01
            assert box.bottom <= made.height + 0.01


@for_each(CASES)
def test_what_is_tight_is_never_taller(count: int, length: int, measure: float) -> None:
    assert set_with(count, length, measure, is_tight=True).height <= set_with(count, length, measure).height


@for_each(product(GUIDES, stock_names()))
def test_the_closing_card_of_no_guide_is_too_long_for_its_stock(path: Path, name: str) -> None:
    """Texts that have no room beside a code move; with a link of 60 letters nothing is refused."""
    stock = read_stock(name)
    made = read_guide(path)._replace(questions=read_guide(path).questions[:1], rounds=())
    its = event(group_url=link(LINK[:60]), pre_read_url=link(LINK[:60]) if made.pre_read else None)
    compose(plan(made, its, stock=name, paper=stock.paper, duplex="none"), "question-cards")


@for_each(product(GUIDES, ("a4", "letter")))
def test_invitations_have_four_lines_beside_a_code_unless_they_would_be_refused(
    path: Path, paper: str
) -> None:
    its = event(pre_read_url=link(LINK))
    page = compose(plan(read_guide(path), its, paper=paper), "invitation").pages[0]
    for symbol in [item for item in flat(page) if isinstance(item, Symbol)]:
        near = [run for run in runs(page) if 0 < run.x - symbol.x < WORDS_FROM + 80]
        beside = {round(run.y) for run in near if symbol.y < run.y < symbol.y + symbol.side}
        assert len(beside) <= MOST_BESIDE
