"""How the host sheet makes room: one step after the other, as far as needed, and at last a third page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby, pairwise, product
from pathlib import Path

import pytest

from hostkit.events.event import Event, PrintOptions
from hostkit.guides.guide import Guide, Round
from hostkit.guides.read_guide import read_guide
from hostkit.kit import KitMaker, make_kit
from hostkit.sheets.style import ACCENT
from hostkit.typesetting.display_list import ARTIFACT, Document, Page
from tests.support.cases import ROOT
from tests.support.each import for_each
from tests.support.guides import (
    NOTHING_KNOWN,
    event,
    guide,
    link,
    phrase,
    phrases,
    plan,
    questions,
    segment,
    words,
)
from tests.support.host_rows import is_title, leading_of_cues, leading_of_helps
from tests.support.kits import LONG_NAME, compose
from tests.support.measure import MM, Rect, above_baseline, collisions, extent, flat, runs, texts

PAPERS = ("a4", "letter")
PLACE, GROUP = "Reading room, 12 Mill Street", "https://chat.example.org/groups/power-talks1"
assert (len(PLACE), len(GROUP)) == (28, 44)


def details(place: str = PLACE) -> Event:
    """Return an event for ten guests with all details known."""
    return event(place=phrase(place), group_url=link(GROUP), minutes=None)


def sheet(made: Guide, paper: str = "a4", place: str = PLACE, **options: object) -> Document:
    return compose(plan(made, details(place), paper=paper, **options), "host-sheet")


@for_each(product(sorted((ROOT / "content").glob("*.yaml")), PAPERS, (details(), NOTHING_KNOWN)))
def test_every_guide_takes_two_pages(path: Path, paper: str, its: Event) -> None:
    document = compose(plan(read_guide(path), its, paper=paper, language="en"), "host-sheet")
    assert len(document.pages) == 2
    for page in document.pages:
        assert collisions(page) == []


# The steps, as they show on the pages

GAPS, PROBES, OVERLEAF, LEADING, TIPS, THIRD = "gaps", "probes", "overleaf", "leading", "tips", "third page"


def steps(document: Document) -> tuple[str, ...]:
    """Return the steps that a host sheet took to make room, in their order."""
    dashes = Counter(
        (k, run.y) for k, page in enumerate(document.pages) for run in runs(page) if run.text == "–"
    )
    taken = {
        GAPS: gap(document) < 8,
        PROBES: any(count > 1 for count in dashes.values()),
        OVERLEAF: not any(is_title(run) and run.text == "End" for run in runs(document.pages[0])),
        LEADING: min(leading_of_helps(document), leading_of_cues(document)) < 16,
        TIPS: bool(document.left_over),
        THIRD: len(document.pages) > 2,
    }
    return tuple(step for step, is_taken in taken.items() if is_taken)


def gap(document: Document) -> float:
    """Return the gap between the first two segments, of which the first has a cue of one line."""
    first, second = [run for run in runs(document.pages[0]) if is_title(run)][:2]
    return second.y - first.y - 20 - leading_of_cues(document)


PROBES_OF_EACH = ("Who says so?", "Since when?")


def made(*, read: int = 60, ask: int = 8, asked: int = 3, tips: int = 3) -> Guide:
    """Return a guide with so many words to read in eight segments, questions of so many words, and so many tips."""
    shares = [read // 8 + (k < read % 8) for k in range(8)]
    parts = [segment("custom", title="A part", read=words(share)) for share in shares]
    return guide(
        run_of_show=(segment("arrivals"), segment("questions"), *parts),
        questions=questions(*[(words(ask), PROBES_OF_EACH)] * asked),
        tips=phrases(*(f"Guest number {number} works at night." for number in range(tips))),
    )


def changes(guides: Iterable[Guide], paper: str) -> list[tuple[str, ...]]:
    """Return the steps that guides take, each time they differ from those of the guide before."""
    return [each for each, _ in groupby(steps(sheet(made, paper)) for made in guides)]


@for_each(PAPERS)
def test_as_questions_grow_probes_run_on_then_leading_is_less_then_tips_go(paper: str) -> None:
    """Smaller gaps in the run of show, or a part of it overleaf, would gain nothing. Less leading may save hanging."""
    found = changes((made(asked=asked, tips=5) for asked in range(1, 14)), paper)
    order = [(), (LEADING,), (PROBES,), (PROBES, LEADING), (PROBES, LEADING, TIPS), (THIRD,)]
    assert found == [each for each in order if each in found]
    assert {*order[3:]} <= {*found}


@for_each(PAPERS)
def test_probes_are_as_large_as_there_is_room_for_and_hang_as_long_as_they_can(paper: str) -> None:
    """As the guide grows, questions and probes become smaller and never larger again."""
    found = []
    for asked in range(1, 8):
        document = sheet(made(asked=asked), paper)
        sizes = {run.size for page in document.pages for run in runs(page) if run.text in PROBES_OF_EACH}
        numbers = {
            run.size
            for page in document.pages
            for run in runs(page)
            if run.color == ACCENT and run.text.isdigit()
        }
        if len(document.pages) == 2:
            found.append((*sizes, *numbers, PROBES not in steps(document)))
    steps_down = [(16, 21, True), (14, 28, True), (12, 21, True), (12, 21, False)]
    assert [each for each, _ in groupby(found)] == [each for each in steps_down if each in found]
    assert {steps_down[0], steps_down[1], steps_down[-1]} <= {*found}


@for_each(PAPERS)
def test_a_tight_run_of_show_does_not_make_the_questions_tight(paper: str) -> None:
    """Each page has the room that it has: cues set closer on page 1 leave the probes of page 2 hanging."""
    cues = [segment("custom", title="A part", note=words(42)) for _ in range(12)]
    its = made(asked=2)._replace(run_of_show=(segment("questions"), *cues))
    found = {steps(sheet(its._replace(run_of_show=its.run_of_show[:count]), paper)) for count in range(6, 14)}
    assert any(GAPS in each for each in found)
    assert not any(PROBES in each for each in found if OVERLEAF not in each)


@for_each(product(PAPERS, (True, False)))
def test_twelve_questions_take_four_pages_at_most_with_all_pages_full(paper: str, is_long: bool) -> None:
    probes = (words(10, "Who"), words(10, "When"), words(10, "How"))
    asked = questions(*[(words(25 if is_long else 15), probes)] * 12)
    its = made(read=120)._replace(questions=asked)
    pages = sheet(its, paper).pages
    assert len(pages) <= 4
    counts = [len(numbers(page)) for page in pages]
    assert sum(counts) == 12
    assert all(counts[1:])
    for page in pages[1:]:
        boxes = sorted((box.top, box.bottom) for box in boxes_of(page))
        ends = accumulate((bottom for _, bottom in boxes), max)
        assert max(after[0] - end for end, after in zip(ends, boxes[1:], strict=False)) < 0.2 * page.height


@for_each(PAPERS)
def test_as_actions_grow_gaps_close_before_the_run_goes_on_overleaf(paper: str) -> None:
    """And it goes on overleaf before cues have less leading, which would do."""

    def guides() -> Iterator[Guide]:
        for length in range(90, 400, 2):
            shares = [length // 9 + (k < length % 9) for k in range(9)]
            parts = [segment("custom", title="A part", note=words(share)) for share in shares]
            yield made()._replace(run_of_show=(segment("arrivals"), segment("questions"), *parts))

    assert changes(guides(), paper)[:3] == [(), (GAPS,), (OVERLEAF,)]


@for_each(PAPERS)
def test_as_words_to_read_grow_the_run_goes_on_overleaf_and_the_other_steps_follow(paper: str) -> None:
    found = changes((made(read=read, tips=5) for read in range(60, 460, 3)), paper)
    assert found[:2] == [(), (GAPS,)]
    assert found[-1] == (OVERLEAF, THIRD)
    assert all(OVERLEAF in each for each in found[2:])
    # A run that shares its pages with the questions has the gaps that they leave.
    others = [each for each, _ in groupby(set(each) - {GAPS} for each in found[1:-1])]
    assert others == sorted(others, key=len)
    assert others[-1] == {PROBES, OVERLEAF, LEADING, TIPS}
    for before, step in pairwise((PROBES, LEADING, TIPS)):
        assert all(before in each for each in others if step in each)


@for_each(product(PAPERS, range(150, 400, 10)))
def test_a_run_overleaf_has_the_same_gaps_on_both_pages(paper: str, read: int) -> None:
    document, gaps = sheet(made(read=read), paper), set()
    for page in document.pages[:2]:
        run = [
            each
            for each in runs(page)
            if each.x > 40 * MM and each.face.startswith("text") and each.role != ARTIFACT
        ]
        titles = [k for k, each in enumerate(run) if is_title(each)]
        for k in titles[1:]:
            before = run[k - 1]
            lead = leading_of_cues(document) if before.size == 12 else 20
            bottom = before.y - above_baseline(before.size, lead) + lead
            gaps.add(round(run[k].y - above_baseline(16, 20) - bottom, 2))
    assert len(gaps) == 1, gaps


# Tips for which there is no room


@for_each(product(PAPERS, range(1, 14)))
def test_the_print_plan_has_the_tips_for_which_there_is_no_room(paper: str, asked: int) -> None:
    its = made(asked=asked, tips=5)
    tips = [tip.text for tip in its.tips]
    document = sheet(its, paper)
    told = make_kit(its, details(), PrintOptions(paper=paper)).print_plan
    printed = texts(document.pages).values()
    on_sheet = tips[:2] if TIPS in steps(document) else tips
    assert [tip for tip in tips if tip in printed] == on_sheet
    assert [tip for tip in tips if f"\n  – {tip}\n" in told] == tips[len(on_sheet) :]
    assert ("To keep in mind as well" in told) is (len(on_sheet) < len(tips))


def test_the_print_plan_of_other_sheets_has_no_tips() -> None:
    its = next(
        made(asked=asked, tips=5) for asked in range(1, 14) if sheet(made(asked=asked, tips=5)).left_over
    )
    told = make_kit(its, details(), PrintOptions(sheets=("question-cards",))).print_plan
    assert "To keep in mind" not in told


def test_what_is_made_for_one_event_does_not_change_the_kit_of_another() -> None:
    """The facts of the second event take a line more, and with it another step."""
    places = ("12 Mill Lane", f"{LONG_NAME}, second floor")
    its = next(
        each
        for each in map(lambda read: made(read=read, asked=4, tips=5), range(60, 400))
        if len({steps(sheet(each, place=place)) for place in places}) > 1
    )
    maker, options = KitMaker(), PrintOptions()
    for place in (*places, *places):
        assert maker.make(its, details(place), options) == make_kit(its, details(place), options)


# A third page and rounds


@for_each(product(PAPERS, range(6, 15), (8, 20, 40)))
def test_a_third_page_starts_at_the_top_and_has_no_large_hole(paper: str, asked: int, ask: int) -> None:
    for page in sheet(made(asked=asked, ask=ask), paper).pages[2:]:
        boxes = sorted((box.top, box.bottom) for box in boxes_of(page))
        height = page.height - 30 * MM
        assert boxes[0][0] == pytest.approx(15 * MM, abs=4)
        so_far = accumulate((bottom for _, bottom in boxes), max)
        assert all(after[0] - bottom < 0.3 * height for bottom, after in zip(so_far, boxes[1:], strict=False))
        assert max(bottom for _, bottom in boxes) > 0.8 * height


def boxes_of(page: Page) -> list[Rect]:
    """Return the rectangles of the items of a page, without its foot."""
    found = [extent(item) for item in flat(page) if getattr(item, "role", None) != ARTIFACT]
    return [box for box in found if box]


def numbers(page: Page) -> list[int]:
    """Return the numbers of the questions of a page."""
    found = [run.text for run in runs(page) if run.face == "display" and run.color == ACCENT]
    return [int(text) for text in found if text.isdigit()]


@for_each(product(PAPERS, ("en", "es")))
def test_three_rounds_and_seven_questions_take_two_pages(paper: str, language: str) -> None:
    its = read_guide(ROOT / "tests" / "golden" / "import" / "rondas-es-empezar-de-nuevo.txt.yaml")
    assert (len(its.rounds), len(its.questions)) == (3, 7)
    assert len(sheet(its, paper, language=language).pages) == 2


@for_each(product(PAPERS, range(2, 6), (12, 30, 40)))
def test_rounds_stay_together_where_a_page_holds_them(paper: str, each: int, ask: int) -> None:
    rounds = tuple(Round(phrase(f"Round {k}"), k * each + 1, (k + 1) * each) for k in range(3))
    asked = questions(*[(words(ask), PROBES_OF_EACH)] * (3 * each))
    pages = [numbers(page) for page in sheet(guide(questions=asked, rounds=rounds), paper).pages]
    assert [number for page in pages for number in page] == list(range(1, 3 * each + 1))
    assert {page[0] for page in pages if page} <= {its.first for its in rounds}


def test_a_round_taller_than_a_page_is_broken_and_others_are_not() -> None:
    rounds = (Round(phrase("Long"), 1, 14), Round(phrase("Short"), 15, 16))
    asked = questions(*[(words(40), PROBES_OF_EACH)] * 16)
    pages = [numbers(page) for page in sheet(guide(questions=asked, rounds=rounds)).pages]
    assert len(pages) == 4
    assert {15, 16} <= set(pages[-1])
