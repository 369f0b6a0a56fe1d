"""The test page: two sides whose scales cross in the middle of the paper, set so that a host can read them."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from hostkit.core.errors import FitError
from hostkit.core.values import PAPERS
from hostkit.guides.languages import read_language
from hostkit.printers import scales
from hostkit.printers.test_page import compose_test_page, draw_test_page
from hostkit.typesetting.display_list import Document, Item, Page, Role, Rule, TextRun
from tests.support.measure import MM, Rect, collisions, extent, rules, runs

ROLE = Role("Figure", alt="x")
SMALLEST = 9.0
CLEARANCE = 0.25 * MM
"""Between what stands on the page, at the least."""


@pytest.fixture(params=sorted(PAPERS))
def document(request: pytest.FixtureRequest) -> Document:
    return compose_test_page(PAPERS[request.param], read_language("en"))


def texts(page: Page) -> str:
    return " ".join(run.text for run in runs(page))


def test_a_page_has_two_sides_that_are_flipped_on_the_long_edge(document: Document) -> None:
    assert (len(document.pages), document.sides, document.duplex) == (
        2,
        ("front", "back"),
        "DuplexFlipLongEdge",
    )
    assert (document.author, document.language) == ("hostkit", "en")


def test_nothing_touches_and_nothing_leaves_the_printable_area(document: Document) -> None:
    for page in document.pages:
        straight = Page(page.width, page.height, tuple(item for item in page.items if not _aslant(item)))
        assert collisions(straight) == []
        around = Rect(7 * MM, 7 * MM, page.width - 7 * MM, page.height - 7 * MM)
        assert all(box.within(around) for item in page.items if (box := extent(item)))


def test_the_line_of_the_ruler_keeps_clear_of_all_words(document: Document) -> None:
    front = document.pages[0]
    (line,) = (item for item in front.items if _aslant(item))
    assert isinstance(line, Rule)
    parts = [k / 500 for k in range(501)]
    points = [(line.x + part * (line.x2 - line.x), line.y + part * (line.y2 - line.y)) for part in parts]
    boxes = [_grown(box, 0.8 * MM) for run in runs(front) if (box := extent(run))]
    assert not [
        box for x, y in points for box in boxes if box.left < x < box.right and box.top < y < box.bottom
    ]


def test_numbers_keep_clear_of_lines_and_of_each_other(document: Document) -> None:
    for page in document.pages:
        text = [
            box
            for item in page.items
            if isinstance(item, TextRun) and item.size == 9 and (box := extent(item))
        ]
        lines = [
            box
            for item in page.items
            if isinstance(item, Rule) and (box := extent(item)) and not _aslant(item)
        ]
        pairs = [*combinations(text, 2), *((one, other) for one in text for other in lines)]
        assert [pair for pair in pairs if _grown(pair[0]).overlaps(pair[1], 0.0)] == []


def _aslant(item: Item) -> bool:
    return isinstance(item, Rule) and item.x != item.x2 and item.y != item.y2


def _grown(box: Rect, by: float = CLEARANCE) -> Rect:
    return Rect(box.left - by, box.top - by, box.right + by, box.bottom + by)


def test_no_text_is_too_small_to_read(document: Document) -> None:
    assert min(run.size for page in document.pages for run in runs(page)) >= SMALLEST


def test_the_front_says_what_to_do_and_what_to_type(document: Document) -> None:
    front, back = map(texts, document.pages)
    for words in ("hostkit calibrate", "--printer", "--front", "--back", "--scale", "250 mm mark"):
        assert words in front
    assert "--back" in back
    assert "--front" not in back


def test_the_same_stairs_cross_in_the_middle_of_both_sides(document: Document) -> None:
    middle = (document.pages[0].width / 2, document.pages[0].height / 2)
    stairs = [set(scales.stair_across(middle, ROLE)), set(scales.stair_down(middle, ROLE))]
    wanted = {item._replace(role=ROLE) for stair in stairs for item in stair if isinstance(item, Rule)}
    for page in document.pages:
        assert wanted <= {rule._replace(role=ROLE) for rule in rules(page)}


def test_the_stair_across_has_a_line_every_half_millimetre_counted_to_the_left() -> None:
    items = scales.stair_across((300.0, 400.0), ROLE)
    lines = sorted((item for item in items if isinstance(item, Rule)), key=lambda rule: rule.x)
    assert all(line.x == line.x2 for line in lines)
    assert [(line.x - 300) / MM for line in lines] == pytest.approx([k / 2 for k in range(-16, 17)])
    labels = {run.text: run for run in items if isinstance(run, TextRun)}
    assert set(labels) == {*map(str, range(1, 9)), *(f"−{k}" for k in range(1, 9))}
    for text, run in labels.items():
        number = int(text.replace("−", "-"))
        (line,) = (line for line in lines if abs(line.x - (300 - number * MM)) < 0.01)
        assert abs((line.y + line.y2) / 2 - (run.y - 3.0)) < 0.1
        assert min(abs(line.x - run.x), abs(line.x - run.x - run.width)) < 1.3 * MM


def test_the_stair_down_has_a_line_every_half_millimetre_counted_upwards() -> None:
    items = scales.stair_down((300.0, 400.0), ROLE)
    lines = sorted((item for item in items if isinstance(item, Rule)), key=lambda rule: rule.y)
    assert all(line.y == line.y2 for line in lines)
    assert [(line.y - 400) / MM for line in lines] == pytest.approx([k / 2 for k in range(-16, 17)])
    for run in (item for item in items if isinstance(item, TextRun)):
        number = int(run.text.replace("−", "-"))
        (line,) = (line for line in lines if abs(line.y - (400 - number * MM)) < 0.01)
        assert abs((line.x + line.x2) / 2 - (run.x + run.width / 2)) < 0.01


@pytest.mark.parametrize("percent", [97.0, 98.5, 100.0, 101.3, 103.0])
def test_a_ruler_meets_the_line_at_the_size_of_the_print(percent: float) -> None:
    across, down = (length * percent / 100 / MM for length in (scales.percent_place(percent), scales.DROP))
    assert (across**2 + down**2) ** 0.5 == pytest.approx(250.0)


def test_ticks_of_tenths_are_far_enough_apart_to_be_told() -> None:
    places = [scales.percent_place(tenths / 10) for tenths in range(970, 1031)]
    assert min(one - other for one, other in pairwise(places)) > 0.7 * MM


def test_steps_that_run_into_the_scales_are_refused() -> None:
    english = read_language("en")
    long = english._replace(words={**english.words, "calibrate.step_2": "Fold it again. " * 20})
    with pytest.raises(
        FitError, match=r"^test page in en on letter: the steps are \d+\.\d mm too long\. Shorten "
    ):
        compose_test_page(PAPERS["letter"], long)


def test_the_same_page_has_the_same_bytes() -> None:
    page = draw_test_page(PAPERS["a4"], read_language("en"))
    assert page == draw_test_page(PAPERS["a4"], read_language("en"))
    assert page.startswith(b"%PDF-1.7")
