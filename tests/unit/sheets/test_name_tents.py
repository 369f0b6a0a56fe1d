"""The name tents: how many, what stands on both sides, how a long name gets smaller, and where names never are."""

from __future__ import annotations

from typing import Any

import pytest

from hostkit.core.errors import FitError
from hostkit.events.event import Event
from hostkit.sheets.name_tents import SHEET
from hostkit.typesetting.display_list import Page, Placement, Strokes
from tests.support.guides import event, male_allies, phrase, phrases, plan
from tests.support.kits import compose
from tests.support.measure import MM, boxes, rules, runs, texts


def tents(its: Event, **options: Any) -> list[Page]:
    """The tents of all pages, each half a page."""
    pages = compose(plan(male_allies(), its, **options), "name-tents").pages
    return [item.page for page in pages for item in page.items if isinstance(item, Placement)]


def said(page: Page) -> list[str]:
    return list(texts([page]).values())


def test_without_names_there_is_a_page_of_two_with_lines_to_write_on() -> None:
    its = event(guests=7)
    made = tents(its)
    assert [said(page) for page in made] == [["Male allies", "I am", "Ask me about"]] * 2
    assert SHEET.copies(plan(male_allies(), its)) == 4
    for page in made:
        assert len([rule for rule in rules(page) if rule.weight == 0.5]) == 2


@pytest.mark.parametrize(("guests", "pages"), [(None, 8), (1, 4), (3, 4), (6, 6)])
def test_with_names_there_are_as_many_as_the_larger_of_guests_and_names(
    guests: int | None, pages: int
) -> None:
    its = event(guests=guests, names=phrases("Ana", "Bea", "Cleo"))
    made = tents(its)
    assert len(made) == pages
    assert [said(page)[1] for page in made[:4]] == ["Ana", "Bea", "Cleo", "I am"]
    assert SHEET.copies(plan(male_allies(), its)) == 1


def test_the_name_is_on_both_sides_and_upside_down_on_the_far_one() -> None:
    page = tents(event(names=phrases("O'Brien")))[0]
    assert said(page) == ["Male allies", "O’Brien", "Ask me about", "O’Brien"]
    (far,) = [item for item in page.items if isinstance(item, Placement)]
    assert (far.y, far.turn, far.page.height) == (0, 180, page.height / 2)
    assert {run.text for run in runs(far.page)} == {"O’Brien"}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("theme", ["plain", "stairs", "ripples", "rainbow", "stitches"])
@pytest.mark.parametrize("names", [None, phrases("Ana", "Marie-Angélique Featherstonehaugh")])
def test_everything_is_ten_millimeters_clear_of_the_fold_and_the_cut(
    paper: str, theme: str, names: Any
) -> None:
    for page in tents(event(names=names), paper=paper, theme=theme):
        fold = page.height / 2
        lines = [item for item in page.items if isinstance(item, Strokes) and item.y == fold]
        assert len(lines) == 1
        for item, box in boxes(page):
            if item not in lines:
                assert box.bottom <= fold - 10 * MM + 2 or box.top >= fold + 10 * MM - 2
                assert box.top >= 10 * MM - 2
                assert box.bottom <= page.height - 10 * MM + 2


@pytest.mark.parametrize(
    ("name", "size", "lines"),
    [("Ana", 72, 1), ("Maximiliane", 72, 1), ("Anna-Katharina", 60, 1), ("Bartholomew Featherstone", 36, 1),
     ("Maximiliane von und zu Guttenberg-Schellendorf", 36, 2)],
)  # fmt: skip
def test_a_longer_name_is_smaller_then_on_two_lines(name: str, size: float, lines: int) -> None:
    page = tents(event(names=phrases(name)))[0]
    found = [run for run in page.items if getattr(run, "face", "") == "display"]
    assert {run.size for run in found} == {size}  # type: ignore[union-attr]
    assert len({run.y for run in found}) == lines


def test_a_name_that_is_too_long_is_refused_by_its_place_and_not_by_its_letters() -> None:
    long = phrase("Wolfeschlegelsteinhausenbergerdorff " * 6, "names[2]", 5, 3)
    with pytest.raises(FitError) as caught:
        tents(event(names=(phrase("Ana"), long)))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("card-too-long", long.at)
    assert "Wolfe" not in str(caught.value)
