"""The host sheet as a whole: topic, facts, feet, ruler, and what is refused."""

from __future__ import annotations

import re

import pytest

from hostkit.core.errors import FitError
from hostkit.typesetting.display_list import ARTIFACT, Rule, TextRun
from tests.support.guides import (
    guide,
    phrase,
    questions,
    segment,
    words,
)
from tests.support.host_rows import (
    SIDE,
    host_sheet,
    sheet_of,
)
from tests.support.kits import LONG_NAME, each_case, plan_named
from tests.support.measure import (
    MM,
    collisions,
    extent,
    flat,
    runs,
    runs_of,
    said,
)


@each_case
def test_the_ruler_is_exactly_100_mm_on_the_last_page(case: str) -> None:
    document = host_sheet(case)
    for page in document.pages:
        long = [
            item
            for item in flat(page)
            if isinstance(item, Rule)
            and item.y == item.y2
            and item.x2 - item.x == pytest.approx(100 * MM, abs=1e-6)
        ]
        ticks = [
            item
            for item in flat(page)
            if isinstance(item, Rule) and item.x == item.x2 and long and max(item.y, item.y2) == long[0].y
        ]
        if page is not document.pages[-1]:
            assert long == []
            continue
        (ruler,) = long
        assert sorted(tick.x - ruler.x for tick in ticks) == pytest.approx([10 * MM * k for k in range(11)])
        assert ruler.x2 == pytest.approx(page.width - SIDE)
        assert "100 mm" in [run.text for run in runs(page) if run.role == ARTIFACT]


@each_case
def test_every_foot_names_its_page_and_what_follows(case: str) -> None:
    document = host_sheet(case)
    count = len(document.pages)
    for number, page in enumerate(document.pages, start=1):
        feet = [run.text for run in runs(page) if run.role == ARTIFACT and run.size == 9]
        assert [text for text in feet if f"age {number} of {count}" in text], feet
        follows = [text for text in feet if "on the back" in text or "next page" in text]
        assert len(follows) == (number < count)
        if follows and number % 2 == 0:
            assert "next page" in follows[0], "the back of a sheet has no back"


@each_case
def test_feet_stand_on_one_baseline(case: str) -> None:
    for page in host_sheet(case).pages:
        feet = [run for run in runs(page) if run.role == ARTIFACT and run.size == 9]
        assert {round(page.height - run.y, 3) for run in feet} == {round(13.3 * MM, 3)}


def test_a_foot_too_long_for_its_line_names_the_series_else_the_page_alone() -> None:
    long = words(14)
    both = sheet_of(guide(title=phrase(long), series=phrase("Talk")))
    assert "Talk, page 1 of 2" in said(both)
    alone = sheet_of(guide(title=phrase(long), series=phrase(long)))
    assert "Page 1 of 2" in said(alone)


def facts_of(case: str) -> list[TextRun]:
    """The first runs of date, time, place and host."""
    found, page = plan_named(case), host_sheet(case).pages[0]
    event = found.event
    assert event.place
    assert event.host
    names = ("Thursday, 14 January 2027", "19:00 to 20:30", event.place.text, event.host.text)
    return [next(run for run in runs(page) if name[:12] in run.text and run.size == 12) for name in names]


def test_the_facts_stand_on_one_line_where_they_fit_else_on_more() -> None:
    date, time, place, host = facts_of("usual-a4")
    assert date.y == time.y == place.y == host.y
    assert date.x < time.x < place.x < host.x
    date, time, place, host = facts_of("long-names-a4")
    assert date.y == time.y < place.y <= host.y


@pytest.mark.parametrize("length", range(4, 100, 8))
def test_facts_of_any_length_stay_within_the_margins(length: int) -> None:
    name = (LONG_NAME * 2)[:length].strip()
    document = sheet_of(guide(), place=phrase(name), host=phrase(name))
    page = document.pages[0]
    assert collisions(page) == []
    for run in runs(page):
        assert run.x + run.width <= page.width - SIDE + 4, run.text


@pytest.mark.parametrize("field", ["place", "host"])
def test_a_detail_that_fills_a_page_is_refused_by_its_own_place(field: str) -> None:
    """And not by the title, which stands above it and is short."""
    with pytest.raises(
        FitError, match=rf"made-up\.yaml:\d+:5: {field}: does not fit on the host sheet .* too long"
    ):
        sheet_of(guide(), **{field: phrase(words(1500), field)})


def test_a_title_that_fills_a_page_is_refused_by_its_place() -> None:
    with pytest.raises(FitError, match=r"made-up\.yaml:\d+:5: title: does not fit on the host sheet"):
        sheet_of(guide(title=phrase(words(400), "title")), place=phrase("12 Mill Lane", "place"))


def test_midnight_is_a_time_like_another() -> None:
    printed = said(sheet_of(guide(), start=0))
    assert "00:00" in printed
    assert "00:00 to 01:30" in printed
    assert "01:30" in printed


@pytest.mark.parametrize("place", [0, 1])
def test_a_segment_taller_than_a_page_is_refused_by_its_place(place: int) -> None:
    run = list(guide().run_of_show)
    run[place] = segment("welcome", read=words(600))
    with pytest.raises(FitError) as caught:
        sheet_of(guide(run_of_show=tuple(run)))
    refused = str(caught.value)
    at = run[place].at
    assert refused.startswith(f"guides/made-up.yaml:{at.line}:{at.column}: run_of_show")
    assert "does not fit on the host sheet" in refused
    assert re.search(r"\d+ mm \(\d+ lines?\) too long", refused)


def test_a_question_taller_than_a_page_is_refused_by_its_place() -> None:
    probes = tuple(words(30) for _ in range(40))
    with pytest.raises(FitError, match=r"made-up\.yaml:\d+:5: questions\[0\]\.ask: .*host sheet"):
        sheet_of(guide(questions=questions((words(60), probes), "Why?")))


def test_the_topic_steps_down_with_its_length() -> None:
    sizes = []
    for title in ("Rest", "Emotional labor and the household", words(12), words(26)):
        (size,) = {
            run.size for run in runs_of(sheet_of(guide(title=phrase(title))), title) if run.role.tag == "H1"
        }
        sizes.append(size)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 37
    assert sizes[-1] == 21


@each_case
def test_nothing_of_the_foot_comes_near_what_stands_above(case: str) -> None:
    for page in host_sheet(case).pages:
        foot = page.height - 13.3 * MM - 9
        for item in flat(page):
            box = extent(item)
            if box and getattr(item, "role", ARTIFACT) != ARTIFACT:
                assert box.bottom < foot, item
