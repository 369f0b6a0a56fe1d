"""The run of show on the host sheet: times, minutes, gaps, what is said and what is done, the spine."""

from __future__ import annotations

from itertools import pairwise

import pytest

from hostkit.typesetting.display_list import Fill, Rule, TextRun
from tests.support.guides import (
    full_guide,
    guide,
    male_allies,
    phrase,
    questions,
    segment,
    words,
)
from tests.support.host_rows import (
    DONE,
    NARROW,
    SAID,
    SIDE,
    host_sheet,
    is_title,
    order_of,
    rows_of,
    sheet_of,
    titles_of,
)
from tests.support.kits import each_case, plan_named
from tests.support.measure import (
    MM,
    above_baseline,
    flat,
    runs,
    runs_of,
    said,
    texts,
)


@each_case
def test_every_segment_and_the_end_stand_in_their_order(case: str) -> None:
    printed = texts(host_sheet(case).pages)
    assert [printed[row.title.role] for row in rows_of(case)] == titles_of(case)
    assert [row.page for row in rows_of(case)] == sorted(row.page for row in rows_of(case))


@each_case
def test_the_end_never_goes_over_alone(case: str) -> None:
    last, before = rows_of(case)[-1], rows_of(case)[-2]
    assert last.page == before.page


def test_one_segment_at_least_goes_over_with_the_end() -> None:
    """Runs of many heights, a line apart: some break where the end alone would have gone over."""
    overleaf = []
    for length in range(5, 200, 5):
        own = [segment("custom", 10, title="Part", read=words(each)) for each in (40, 40, 40, 40, length)]
        document = sheet_of(guide(run_of_show=(*own, segment("questions"))), minutes=None)
        titles = [[run.text for run in runs(page) if is_title(run)] for page in document.pages]
        assert [title for page in titles for title in page] == [*["Part"] * 5, "Three questions", "End"]
        overleaf.append(next(page for page in titles if "End" in page))
    assert ["End"] not in overleaf
    assert ["Three questions", "End"] in overleaf
    assert len(overleaf[0]) == 7, "the first stand on one page"


@each_case
def test_gaps_between_segments_are_equal_on_a_page_and_within_8_and_28(case: str) -> None:
    rows = rows_of(case)
    for number in {row.page for row in rows}:
        here = [row for row in rows if row.page == number]
        gaps = [after.top - row.bottom for row, after in pairwise(here)]
        assert all(8 - 0.01 <= gap <= 28.01 for gap in gaps), gaps
        assert all(gap == pytest.approx(gaps[0], abs=0.01) for gap in gaps), gaps


@each_case
def test_a_run_that_goes_on_overleaf_does_so_because_it_must(case: str) -> None:
    rows = rows_of(case)
    first = [row for row in rows if row.page == 0]
    if len(first) == len(rows):
        return
    following = next(row for row in rows if row.page == 1)
    page = host_sheet(case).pages[0]
    room = page.height - 15 * MM - first[-1].bottom
    needed = 8 + following.bottom - following.top
    end_alone = len(rows) - len(first) <= 2
    assert needed > room or end_alone


@each_case
def test_clock_times_are_exact_to_the_end(case: str) -> None:
    found = plan_named(case)
    printed = [row.time.text for row in rows_of(case) if row.time]
    begins = [slot.begins for slot in found.clock.slots] + [found.clock.length]
    if found.clock.start is None:
        # The end has a blank and, beside its title, the length of the evening.
        assert printed == [f"{m // 60}:{m % 60:02d}" for m in begins[:-1]]
        assert [run.text for run in rows_of(case)[-1].words] == [f"{begins[-1]} min in all"]
        return
    minutes = [(found.clock.start + m) % 1440 for m in begins]
    if found.times.hours == 24:
        assert printed == [f"{m // 60:02d}:{m % 60:02d}" for m in minutes]
    else:
        assert printed == [f"{(m // 60 - 1) % 12 + 1}:{m % 60:02d}" for m in minutes]


@each_case
def test_times_stand_in_the_narrow_column_on_the_titles_baseline(case: str) -> None:
    known = plan_named(case).clock.start is not None
    for row in rows_of(case):
        assert row.title.x == pytest.approx(SIDE + NARROW, abs=0.01)
        if row.time:
            assert row.time.x == pytest.approx(SIDE, abs=0.01)
            assert row.time.face == ("display" if known else "text")
            below = 0 if known else 20 - above_baseline(16, 20) + above_baseline(12, 16)
            assert row.time.y == pytest.approx(row.title.y + below, abs=0.01)


def test_without_a_start_every_row_has_a_blank_for_the_time() -> None:
    page = host_sheet("no-details-a4").pages[0]
    blanks = [item for item in flat(page) if isinstance(item, Rule) and item.weight == 0.5]
    titles = [row.title for row in rows_of("no-details-a4")]
    assert len(titles) == 8
    for title in titles:
        (blank,) = [line for line in blanks if line.y == pytest.approx(title.y, abs=0.01)]
        assert (blank.x, blank.x2) == pytest.approx((SIDE, SIDE + 15.5 * MM))


@each_case
def test_minutes_stand_at_the_right_end_on_the_titles_baseline(case: str) -> None:
    right = plan_named(case).paper.width - SIDE
    slots = plan_named(case).clock.slots
    for row, slot in zip(rows_of(case), slots, strict=False):
        (length,) = [run for run in row.words if run.text.endswith(f"{slot.minutes} min")]
        assert length.y == pytest.approx(row.title.y, abs=0.01)
        assert length.x + length.width == pytest.approx(right, abs=0.01)


@pytest.mark.parametrize("event_fields", [{}, {"start": None, "guests": None}], ids=["known", "unknown"])
def test_seconds_a_guest_are_stated_and_what_they_assume(event_fields: dict[str, None]) -> None:
    printed = said(sheet_of(male_allies(), **event_fields))
    if event_fields:
        assert "110 seconds each for 8 guests, 15 min" in printed
        assert "75 seconds each for 8 guests, 10 min" in printed
    else:
        assert "90 seconds each, 15 min" in printed
        assert "60 seconds each, 10 min" in printed


def test_longer_turns_are_stated_in_minutes() -> None:
    printed = said(sheet_of(male_allies(), guests=3))
    assert "5 minutes each, 15 min" in printed
    assert "3 min 20 s each, 10 min" in printed


def test_a_question_has_its_share_of_the_minutes() -> None:
    shares = {
        4: "10 minutes each",
        3: "about 13 minutes each",
        6: "about 7 minutes each",
        30: "about 1 minute each",
    }
    for count, share in shares.items():
        assert f"{share}, 40 min" in said(sheet_of(guide(questions=questions(*["Why?"] * count))))
    hurried = said(sheet_of(guide(questions=questions(*["Why?"] * 30)), minutes=25))
    assert [text for text in hurried if text.startswith("under a minute each, ")]


def test_what_is_said_is_16_pt_upright_and_what_is_done_12_pt_italic() -> None:
    found = sheet_of(full_guide())
    for words_said in (
        "We come to the end.",
        "Say your name and the last place where you slept well.",
        "Whom would you wake first?",
        str(full_guide().definition),
        "Who would like to be in the picture, and may we share it?",
    ):
        assert {(run.size, run.face) for run in runs_of(found, words_said)} == {(SAID, "text")}, words_said
    for words_done in ("Open the windows and put the kettle on.", "Somebody else turns the cards."):
        assert {(run.size, run.face) for run in runs_of(found, words_done)} == {(DONE, "text-italic")}


def test_strong_words_are_bold_without_their_marks() -> None:
    found = sheet_of(full_guide())
    welcome = runs_of(found, "Welcome. We have one evening, and nothing to solve in it.")
    assert [run.text.strip() for run in welcome if run.face == "text-bold"] == ["one"]
    assert runs_of(found, "Everybody stands up for this one.")
    assert not [text for text in said(found) if "**" in text]


@each_case
def test_the_spine_thickens_beside_what_is_said(case: str) -> None:
    for number, page in enumerate(host_sheet(case).pages):
        fills = [item for item in flat(page) if isinstance(item, Fill) and item.height > 4]
        if not any(row.page == number for row in rows_of(case)):
            assert fills == []
            continue
        middle = {round(bar.x + bar.width / 2, 2) for bar in fills}
        assert middle == {round(SIDE + NARROW - 6 * MM, 2)}
        (spine,) = [bar for bar in fills if bar.width == 1]
        bars = [bar for bar in fills if bar.width == 3]
        spoken = [run for row in rows_of(case) if row.page == number for run in row.words if is_said(run)]
        for run in spoken:
            line_top = run.y - above_baseline(16, 20)
            # 2 pt below the top of its first line box to 1 pt above the bottom of its last.
            assert [b for b in bars if b.y <= line_top + 2.01 and b.y + b.height >= line_top + 18.99], (
                run.text
            )
        assert all(
            spine.y <= bar.y + 0.01 and bar.y + bar.height <= spine.y + spine.height + 0.01 for bar in bars
        )
        ends = [(run.y - 14.16, run.y + 5.84) for run in spoken]
        for bar in bars:
            assert any(bar.y == pytest.approx(top + 2, abs=0.01) for top, _ in ends)
            assert any(bar.y + bar.height == pytest.approx(bottom - 1, abs=0.01) for _, bottom in ends)


def is_said(run: TextRun) -> bool:
    return run.size == SAID and run.face in ("text", "text-bold", "fallback") and run.role.tag == "P"


def test_the_definition_is_said_after_the_welcome_else_under_the_questions() -> None:
    definition = phrase("Rest is what nobody asks for.")
    with_welcome = order_of(sheet_of(guide(definition=definition)))
    welcome = with_welcome.index("Welcome to this evening about rest and about work.")
    assert with_welcome[welcome + 1] == definition.text
    run = tuple(each for each in guide().run_of_show if each.kind != "welcome")
    without = order_of(sheet_of(guide(definition=definition, run_of_show=run)))
    assert without.index("Three questions") < without.index(definition.text) < without.index("Closing round")


def test_the_words_for_a_kind_stand_where_the_guide_has_none() -> None:
    usual = "Coats, drinks, seats in a circle. The cards lie face down in the middle."
    assert usual in order_of(sheet_of(guide()))
    own = guide(run_of_show=(segment("arrivals", note="Knock twice."), *guide().run_of_show[1:]))
    assert usual not in order_of(sheet_of(own))
    assert "Knock twice." in order_of(sheet_of(own))


def test_overleaf_is_said_only_of_two_sided_sheets() -> None:
    assert [text for text in said(host_sheet("usual-a4")) if "overleaf" in text]
    one_sided = said(host_sheet("one-sided-a4"))
    assert not [text for text in one_sided if "overleaf" in text.lower()]
    assert "Questions on the next page" in one_sided
