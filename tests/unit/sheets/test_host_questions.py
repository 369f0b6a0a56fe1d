"""The questions on the host sheet: which page they begin, how large they are, their times and their probes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import pytest

from hostkit.sheets import style
from hostkit.sheets.composer import sheet_composer
from hostkit.sheets.parts.head import probes_block
from hostkit.sheets.style import ACCENT
from hostkit.typesetting.display_list import ARTIFACT, Page, TextRun
from tests.support.each import for_each
from tests.support.guides import (
    event,
    full_guide,
    guide,
    plan,
    questions,
    segment,
    words,
)
from tests.support.host_rows import (
    NARROW,
    SIDE,
    host_sheet,
    is_time,
    rows_of,
    sheet_of,
)
from tests.support.kits import compose, each_case, plan_named
from tests.support.measure import (
    MM,
    above_baseline,
    baselines,
    collisions,
    runs,
    runs_of,
    said,
    texts,
)


def test_two_pages_are_enough_for_the_usual_kit() -> None:
    for case in ("usual", "no-details", "45-minutes", "120-minutes", "20-guests", "long-names", "small"):
        for paper in ("a4", "letter"):
            assert len(host_sheet(f"{case}-{paper}").pages) == 2, case


@each_case
def test_the_questions_begin_a_page_of_their_own_unless_the_run_goes_on_there(case: str) -> None:
    document = host_sheet(case)
    (page,) = [number for number, page in enumerate(document.pages) if heading_of(page)]
    run_ends = rows_of(case)[-1].page
    heading = heading_of(document.pages[page])
    assert heading
    if run_ends == 0:
        assert page == 1
        assert heading.y - above_baseline(28, 32) == pytest.approx(15 * MM)
    elif page == run_ends:
        assert heading.y - above_baseline(28, 32) == pytest.approx(rows_of(case)[-1].bottom + 28, abs=0.02)


def heading_of(page: Page) -> TextRun | None:
    found = [run for run in runs(page) if run.role.tag == "H2" and run.size == 28]
    return found[0] if found else None


@for_each(product(range(8, 14), range(10, 60, 10)))
def test_questions_follow_a_run_that_ends_anywhere_on_its_page(parts: int, length: int) -> None:
    own = [segment("custom", 10, title="Part", read=words(length), note=words(15)) for _ in range(parts)]
    asked = questions(*[(words(14), ("Who says so?", "Since when?"))] * 5)
    made = guide(run_of_show=(segment("arrivals"), *own, segment("questions")), questions=asked)
    document = sheet_of(made, minutes=None)
    assert said(document).count(words(14)) == 5
    for page in document.pages:
        assert collisions(page) == []


@pytest.mark.parametrize(
    "title", ["Talk about rest and work", "Who does the work that nobody sees", words(14)]
)
@pytest.mark.parametrize("start", [19 * 60, None])
def test_a_long_title_of_the_questions_keeps_clear_of_their_time(title: str, start: int | None) -> None:
    run = tuple(
        segment("questions", title=title) if each.kind == "questions" else each
        for each in guide().run_of_show
    )
    for page in sheet_of(guide(run_of_show=run), start=start).pages:
        assert collisions(page) == []


class Asked(NamedTuple):
    """A question of the host sheet."""

    page: int
    number: TextRun
    words: tuple[TextRun, ...]


def asked_of(case: str) -> Iterator[Asked]:
    for number, page in enumerate(host_sheet(case).pages):
        content = [run for run in runs(page) if run.role != ARTIFACT]
        for k, run in enumerate(content):
            if run.face == "display" and run.color == ACCENT:
                first = next(after for after in content[k:] if after.role.tag == "H3")
                yield Asked(number, run, tuple(r for r in content[k:] if r.role == first.role))


@each_case
def test_questions_are_numbered_and_all_set_alike(case: str) -> None:
    asked = list(asked_of(case))
    plan = plan_named(case)
    assert [each.number.text for each in asked] == [str(q.number) for q in plan.guide.questions]
    assert ["".join(run.text for run in each.words) for each in asked] == [
        plan.plain(q.ask) for q in plan.guide.questions
    ]
    (size,) = {run.size for each in asked for run in each.words}
    assert size in (14, 16, 21)
    for each in asked:
        assert each.number.y == pytest.approx(each.words[0].y, abs=0.01), "on the first baseline"
        assert each.number.x == pytest.approx(SIDE, abs=0.01)
        assert {run.x for run in each.words if run.face == "display"} == {SIDE + NARROW}


def test_short_guides_have_larger_questions() -> None:
    assert {run.size for each in asked_of("small-a4") for run in each.words} == {21}
    assert {run.size for each in asked_of("usual-a4") for run in each.words} == {16}
    assert {run.size for each in asked_of("large-a4") for run in each.words} == {14}, "five pages otherwise"


@pytest.mark.parametrize(
    ("start", "clock", "times"),
    [
        (19 * 60, 24, ["19:30", "19:43", "19:56"]),
        (19 * 60, 12, ["7:30", "7:43", "7:56"]),
        (None, 24, ["0:30", "0:43", "0:56"]),
    ],
)
def test_questions_have_their_starting_times_under_their_numbers(
    start: int | None, clock: int, times: list[str]
) -> None:
    page = compose(plan(guide(), event(start=start), clock=clock), "host-sheet").pages[1]
    found = [run for run in runs(page) if is_time(run)]
    assert [run.text for run in found] == times
    assert {run.size for run in found} == {12}
    assert len({glyph.advance for run in found for glyph in run.glyphs if glyph.text != ":"}) == 1, "tabular"


def test_skip_if_late_stands_under_the_number_in_the_accent() -> None:
    document = sheet_of(full_guide())
    found = runs_of(document, "skip if late")
    assert found
    assert all(run.face == "text-italic" and run.x == SIDE for run in found)
    assert {run.color for run in found} != {(0, 0, 0)}
    assert "skip if late" not in said(sheet_of(guide()))


def test_probes_are_listed_behind_a_hanging_dash() -> None:
    document = sheet_of(full_guide())
    (probe,) = runs_of(document, "Since when is it yours?")
    (dash,) = [run for page in document.pages for run in runs(page) if run.text == "–" and run.y == probe.y]
    assert probe.x - dash.x == pytest.approx(10 / 12 * 16)
    assert dash.x == pytest.approx(SIDE + NARROW)
    assert (probe.size, dash.size, dash.role.tag, probe.role.tag) == (16, 16, "Lbl", "LBody")
    assert dash.role.parent == probe.role.parent


def test_tight_guides_run_their_probes_on() -> None:
    """Ten questions with probes fit two pages only where the probes share lines."""
    short = ("Who says so?", "Since when?", "What else?")
    made = guide(questions=questions(*[(words(13), short)] * 6))
    document = sheet_of(made)
    assert len(document.pages) == 2
    shared = [
        line
        for page in document.pages
        for line in baselines(runs(page))
        if sum(run.text.count("–") for run in runs(page) if round(run.y, 3) == line) > 1
    ]
    assert shared
    for probe in short:
        assert sum(text.count(probe) for text in said(document)) == 6


def test_probes_that_run_on_break_between_probes_unless_that_costs_a_line() -> None:
    composer = sheet_composer(plan(guide()))

    def lines(*probes: str, measure: float = 300) -> list[str]:
        found: dict[float, list[str]] = {}
        for item in probes_block(composer, probes, measure, style.BODY, may_run_on=True).place(0, 0):
            assert isinstance(item, TextRun)
            found.setdefault(round(item.y), []).append(item.text)
        return [" ".join(" ".join(line).split()) for line in found.values()]

    # Three on two lines either way: each stays whole.
    assert lines("Since when is it so, then?", "What would you have done instead?", "Who says so?") == [
        "– Since when is it so, then?",
        "– What would you have done instead? – Who says so?",
    ]
    # Broken between probes these take three lines; run together, two.
    long = "What would you have done instead of it?"
    assert len(lines(long, long, long, measure=380)) == 2


def test_a_note_for_the_host_stands_under_its_question_in_italics() -> None:
    document = sheet_of(full_guide())
    note = runs_of(document, "Leave it out when the hour is late.")
    assert {(run.face, run.size) for run in note} == {("text-italic", 12)}


@each_case
def test_only_the_last_page_may_be_nearly_empty_of_questions(case: str) -> None:
    """Questions flow in order, none is lost, and every page between has something on it."""
    pages = [each.page for each in asked_of(case)]
    assert pages == sorted(pages)
    assert all(texts([page]) for page in host_sheet(case).pages)
