"""The rules of the design that can be measured, over all shipped guides, both papers and every sheet.

How much ink there is, and how much of it is accent, is measured in ``tests/end_to_end/test_ink_of_themes.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from hostkit.events.event import Event
from hostkit.guides.read_guide import read_guide
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets import sheets
from hostkit.stocks.stock import read_stock, stock_names
from hostkit.typesetting.display_list import ARTIFACT, Document, Page, Role, TextRun
from tests.support.cases import GUIDES, ROOT
from tests.support.each import for_each
from tests.support.guides import NOTHING_KNOWN, event, link, phrase, plan
from tests.support.kits import compose, deck
from tests.support.measure import MM, above_baseline, collisions, runs

PAPERS = ("a4", "letter")
SHIPPED = [path.stem for path in sorted((ROOT / "content").glob("*.yaml")) if "." not in path.stem]
ENDS = ("short", "long", "rounds", "german", "french", "spanish")
"""Guides for tests: the shortest, the longest, one in rounds, and those in other languages."""

LONG_LINK = ("https://www.example.org/groups/evenings-for-talk/2027/power-talks?token=" + "abcdefgh" * 8)[
    :120
]
assert len(LONG_LINK) == 120
KNOWN = event(
    place=phrase("Reading room, 12 Mill Street"), guests=12, minutes=None, group_url=link(LONG_LINK)
)


def path_of(name: str) -> Path:
    return (ROOT / "content" if name in SHIPPED else GUIDES) / f"{name}.yaml"


@cache
def planned(name: str, paper: str, its: Event = KNOWN) -> KitPlan:
    """Return the plan of a kit of which all sheets are asked for, in the language of its guide."""
    return plan(read_guide(path_of(name)), its, paper=paper, sheets=tuple(sheets()))


@cache
def made(name: str, paper: str, sheet: str, its: Event = KNOWN) -> Document:
    return compose(planned(name, paper, its), sheet)


KITS = [*product((*SHIPPED, *ENDS), PAPERS)]
SHEETS = ("host-sheet", "reflection-worksheet", "invitation", "door-sign")
MOST_SIZES = 6


@for_each(product(SHIPPED, PAPERS, (KNOWN, NOTHING_KNOWN)))
def test_the_host_sheet_has_two_pages_with_all_sheets_twelve_guests_and_a_long_link(
    name: str, paper: str, its: Event
) -> None:
    assert len(made(name, paper, "host-sheet", its).pages) == 2


@for_each(product((*SHIPPED, *ENDS), PAPERS, SHEETS))
def test_a_sheet_has_six_sizes_at_most(name: str, paper: str, sheet: str) -> None:
    sizes = {run.size for page in made(name, paper, sheet).pages for run in runs(page)}
    assert len(sizes) <= MOST_SIZES, sizes


@for_each(KITS)
def test_a_card_has_six_sizes_at_most_on_both_its_sides(name: str, paper: str) -> None:
    """Quotation marks, which the theme ``plain`` has in place of a figure, are ornaments."""
    for card in deck(planned(name, paper)):
        found = [run for side in card for run in runs(side) if run.role != ARTIFACT or run.face != "display"]
        sizes = {run.size for run in found}
        assert len(sizes) <= MOST_SIZES, sizes


def lines_of(page: Page) -> Iterator[tuple[Role, list[list[TextRun]]]]:
    """Yield the lines of each text of a page, from the top, without its footer."""
    found: dict[Role, dict[float, list[TextRun]]] = defaultdict(lambda: defaultdict(list))
    for run in runs(page):
        if run.role != ARTIFACT:
            found[run.role][round(run.y, 1)].append(run)
    for role, lines in found.items():
        yield role, [lines[y] for y in sorted(lines)]


def text(line: list[TextRun]) -> str:
    return "".join(run.text for run in line).strip(" ")


def width(line: list[TextRun]) -> float:
    return right_of(line) - line[0].x


def right_of(line: list[TextRun]) -> float:
    """Return where a line ends, without the space that hangs over its end."""
    glyphs = list(line[-1].glyphs)
    while glyphs and glyphs[-1].text == " ":
        glyphs.pop()
    return line[-1].x + sum(glyph.advance for glyph in glyphs) * line[-1].size / 1000


MOST_OF_LINE = 0.6
"""The least width of a word alone on the second line of a topic, as a share of the first line."""


def lonely(page: Page) -> list[str]:
    """Return the texts of a page whose last line is one word, although two words would fit there."""
    found = []
    for role, lines in lines_of(page):
        if len(lines) < 2 or role.tag in ("Link", "Lbl") or lines[0][0].x != lines[-1][0].x:
            continue
        *_, before, last = lines
        word = text(before).split(" ")[-1]
        if " " in text(last) or "\u00a0" in text(last) or word == text(before):
            continue
        measure = max(map(width, lines))
        both = width(last) + len(word) / len(text(before)) * width(before) + 0.3 * last[0].size
        is_title = role.tag == "H1" and len(lines) == 2 and width(last) >= MOST_OF_LINE * width(before)
        if both <= measure and not is_title:
            found.append(f"{text(before)} / {text(last)}")
    return found


@for_each(
    product((*SHIPPED, *ENDS), PAPERS, ("host-sheet", "reflection-worksheet", "invitation", "door-sign"))
)
def test_no_word_is_alone_on_a_last_line(name: str, paper: str, sheet: str) -> None:
    assert [each for page in made(name, paper, sheet).pages for each in lonely(page)] == []


@for_each(KITS)
def test_no_word_is_alone_on_the_last_line_of_a_card(name: str, paper: str) -> None:
    assert [each for card in deck(planned(name, paper)) for side in card for each in lonely(side)] == []


SIDE, NARROW = 18 * MM, 25 * MM


@for_each(product((*SHIPPED, *ENDS), PAPERS, (KNOWN, NOTHING_KNOWN)))
def test_the_host_sheet_has_two_columns(name: str, paper: str, its: Event) -> None:
    """Headings, words to say and to do, questions and helps begin in one of the columns; nothing leaves the margins."""
    for page in made(name, paper, "host-sheet", its).pages:
        for role, lines in lines_of(page):
            for line in lines:
                assert line[0].x >= SIDE - 0.01
                assert right_of(line) <= page.width - SIDE + 0.5, text(line)
                if role.tag in ("H1", "H2", "H3", "H4") or line[0].size == 16:
                    in_columns = [pytest.approx(SIDE, abs=0.2), pytest.approx(SIDE + NARROW, abs=0.2)]
                    is_probe = role.tag in ("Lbl", "LBody")
                    is_time = text(line)[:1].isdigit() and line[0].face == "display"
                    assert is_probe or is_time or line[0].x in in_columns, text(line)


AIR = 8.0
"""The least distance of a page's content from its footer in points, as on the host sheet."""


@for_each(product((*SHIPPED, *ENDS), PAPERS, (KNOWN, NOTHING_KNOWN)))
def test_there_is_air_above_the_foot_of_the_host_sheet(name: str, paper: str, its: Event) -> None:
    for page in made(name, paper, "host-sheet", its).pages:
        feet = [run.y - above_baseline(9, 12) for run in runs(page) if run.role == ARTIFACT and run.size == 9]
        words = [run.y + 0.24 * run.size for run in runs(page) if run.role != ARTIFACT]
        assert min(feet) - max(words) >= AIR - 0.3 * 16
        assert collisions(page) == []


@for_each(product(SHIPPED, stock_names()))
def test_there_is_air_above_the_foot_of_cards(name: str, stock: str) -> None:
    """8 mm above the foot of cards of an eighth of a sheet or more, 6 pt on business cards."""
    found = read_stock(stock)
    made_of = read_guide(path_of(name))
    its = plan(made_of, event(group_url=link("https://x.org")), stock=stock, paper=found.paper, duplex="none")
    for card in deck(its):
        feet = [run.y for run in runs(card.front) if run.role == ARTIFACT and run.size == 9]
        words = [run.y for run in runs(card.front) if run.role != ARTIFACT]
        if feet and words and max(words) < min(feet):
            least = (
                8 * MM if found.height >= 190 and (found.width < 100 * MM or found.height < 130 * MM) else 6
            )
            assert min(feet) - max(words) >= least + 9 * 0.7 - 1
