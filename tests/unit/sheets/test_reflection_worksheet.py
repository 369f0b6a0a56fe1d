"""The worksheet: prompts with real room for handwriting, and the invitation to share at its foot."""

from __future__ import annotations

import re
from itertools import pairwise, product
from typing import NamedTuple

import pytest

from hostkit.core.errors import FitError
from hostkit.guides.guide import FollowUp, Guide
from hostkit.typesetting.display_list import (
    ARTIFACT,
    Box,
    Document,
    Fill,
    LinkArea,
    Page,
    Rule,
    Symbol,
    TextRun,
)
from tests.support.each import for_each
from tests.support.guides import (
    event,
    full_guide,
    guide,
    link,
    phrase,
    plan,
    prompts,
    segment,
    words,
)
from tests.support.kits import LONG_LINK, compose, document_named, each_case, plan_named
from tests.support.measure import MM, above_baseline, flat, rules, runs, runs_of, said, texts

SIDE = 18 * MM
LEADING = 8.7 * MM
LEAST = 3


def worksheet(case: str) -> Document:
    return document_named(case, "reflection-worksheet")


def worksheet_of(made: Guide, paper: str = "a4", duplex: str = "long", **fields: object) -> Document:
    return compose(plan(made, event(**fields), paper=paper, duplex=duplex), "reflection-worksheet")


def writing_lines(page: Page) -> list[Rule]:
    """The lines to write on: as wide as the measure, downwards."""
    width = page.width - 2 * SIDE
    found = [rule for rule in rules(page) if rule.y == rule.y2 and rule.x2 - rule.x == pytest.approx(width)]
    return sorted(found, key=lambda rule: rule.y)


class Room(NamedTuple):
    """A prompt and the lines below it."""

    words: str
    last: TextRun
    lines: tuple[Rule, ...]


def rooms(page: Page) -> list[Room]:
    """The prompts of a page, each with the lines that follow it before the next."""
    prompts_ = [run for run in runs(page) if run.role.tag == "H2" and run.face != "text-bold"]
    roles = list(dict.fromkeys(run.role for run in prompts_))
    lasts = [max((run for run in prompts_ if run.role == role), key=lambda run: run.y) for role in roles]
    said_by = texts([page])
    found = []
    for last, bottom in pairwise([*lasts, None]):
        assert last
        lines = [r for r in writing_lines(page) if last.y < r.y and (bottom is None or r.y < bottom.y)]
        found.append(Room(said_by[last.role], last, tuple(lines)))
    return found


def all_rooms(document: Document) -> list[Room]:
    return [room for page in document.pages for room in rooms(page)]


@each_case
def test_every_prompt_stands_in_its_order(case: str) -> None:
    found = plan_named(case)
    asked = [found.plain(prompt.ask) for prompt in found.guide.worksheet]
    if asked:
        assert [room.words for room in all_rooms(worksheet(case))] == asked


@each_case
def test_every_prompt_has_three_lines_at_least_on_its_own_page(case: str) -> None:
    for room in all_rooms(worksheet(case)):
        assert len(room.lines) >= LEAST, room.words


@each_case
def test_lines_are_8_7_mm_apart_and_the_first_as_far_below_the_prompt(case: str) -> None:
    for room in all_rooms(worksheet(case)):
        below = room.last.y - above_baseline(16, 20) + 20 + 4
        assert room.lines[0].y == pytest.approx(below + LEADING, abs=0.01)
        for line, after in pairwise(room.lines):
            assert after.y - line.y == pytest.approx(LEADING, abs=0.01)


@each_case
def test_lines_are_hairlines_over_the_full_measure(case: str) -> None:
    for page in worksheet(case).pages:
        for line in writing_lines(page):
            assert (line.x, line.x2) == pytest.approx((SIDE, page.width - SIDE))
            assert line.weight == pytest.approx(0.4)
            assert line.color.red == line.color.green == line.color.blue == pytest.approx(0.45)


@each_case
def test_no_line_belongs_to_no_prompt(case: str) -> None:
    for page in worksheet(case).pages:
        assert len(writing_lines(page)) == sum(len(room.lines) for room in rooms(page))


@each_case
def test_prompts_are_16_pt_in_the_display_face(case: str) -> None:
    for room in all_rooms(worksheet(case)):
        assert room.last.size == 16
    for page in worksheet(case).pages:
        for run in runs(page):
            if run.role != ARTIFACT and run.role.tag != "Link":
                assert run.size >= 12


@each_case
def test_the_lines_fill_the_page(case: str) -> None:
    """Never nearer than 24 pt to the rule of the foot; where another line fits, there is one."""
    document = worksheet(case)
    for page in document.pages[-1:]:
        (rule,) = accent_rules(page)
        last = writing_lines(page)[-1]
        gap = rule.y - last.y
        assert gap >= 24 - 0.01
        if len(rooms(page)) == 1:
            assert gap < 40 + LEADING, "room for another line"


def accent_rules(page: Page) -> list[Fill]:
    """The short rules in the accent below the head."""
    return [item for item in flat(page) if isinstance(item, Fill) and item.y > page.height / 2]


def test_lines_are_shared_by_the_guides_counts() -> None:
    made = guide(worksheet=prompts(("One", 9), ("Two", 5), ("Three", 4)))
    counts = [len(room.lines) for room in all_rooms(worksheet_of(made))]
    total = sum(counts)
    assert counts == sorted(counts, reverse=True)
    for count, weight in zip(counts, (9, 5, 4), strict=True):
        assert abs(count - total * weight / 18) < 1


def test_a_small_weight_gets_three_lines_from_the_largest() -> None:
    made = guide(worksheet=prompts(("One", 40), ("Two", 1)))
    (first, second) = all_rooms(worksheet_of(made))
    assert len(second.lines) == LEAST
    assert len(first.lines) > 6


@for_each(product(range(1, 13), ["a4", "letter"]))
def test_more_prompts_than_a_page_holds_take_another(count: int, paper: str) -> None:
    document = worksheet_of(
        guide(worksheet=prompts(*[f"Prompt number {k}" for k in range(1, count + 1)])), paper
    )
    assert [room.words for room in all_rooms(document)] == [f"Prompt number {k}" for k in range(1, count + 1)]
    a_page = [len(rooms(page)) for page in document.pages]
    assert max(a_page) - min(a_page) <= 1, "shared evenly"
    assert a_page == sorted(a_page, reverse=True)
    for page in document.pages:
        for room in rooms(page):
            assert len(room.lines) >= LEAST
            assert room.lines[-1].y < page.height - 15 * MM
    if len(document.pages) > 1:
        assert count > 3


@for_each(product([2, 3, 4, 5, 6, 8], [4, 14, 24, 40], ["a4", "letter"]))
def test_lines_never_reach_into_the_foot(count: int, length: int, paper: str) -> None:
    document = worksheet_of(full_guide(worksheet=prompts(*[words(length)] * count)), paper)
    assert len(all_rooms(document)) == count
    last = document.pages[-1]
    (rule,) = accent_rules(last)
    assert writing_lines(last)[-1].y <= rule.y - 24 + 0.01
    for room in all_rooms(document):
        assert len(room.lines) >= LEAST


def test_a_later_page_says_so_on_the_one_before() -> None:
    made = guide(worksheet=prompts(*[words(14)] * 8))
    document = worksheet_of(made)
    assert len(document.pages) == 2
    first, second = ([run.text for run in runs(page) if run.role == ARTIFACT] for page in document.pages)
    assert first == ["Continues on the back"]
    assert second == []
    assert document.duplex == "DuplexFlipLongEdge"


def test_one_sided_worksheets_of_two_pages_have_nothing_on_the_back() -> None:
    made = guide(worksheet=prompts(*[words(14)] * 8))
    document = worksheet_of(made, duplex="none")
    assert document.duplex == "Simplex"
    assert [text for text in said(document) if "next page" in text]
    assert not [text for text in said(document) if "on the back" in text]


def test_a_prompt_that_has_no_room_for_three_lines_is_refused_by_its_place() -> None:
    made = guide(worksheet=prompts(words(420), "Two"))
    at = made.worksheet[0].ask.at
    with pytest.raises(FitError) as caught:
        worksheet_of(made)
    refused = str(caught.value)
    assert refused.startswith(f"guides/made-up.yaml:{at.line}:{at.column}: ")
    assert "reflection worksheet" in refused
    assert re.search(r"\d+ mm \(\d+ lines?\) too long", refused)


def test_without_prompts_the_written_reaction_asks_else_the_language() -> None:
    own = (*guide().run_of_show[:5], segment("written_reaction", ask="Write to {host}."))
    assert [room.words for room in all_rooms(worksheet_of(guide(run_of_show=own)))] == ["Write to Ana."]
    found = plan(guide())
    assert [room.words for room in all_rooms(worksheet_of(guide()))] == [found.language("worksheet.prompt")]


def test_the_head_says_how_long_the_writing_takes() -> None:
    run = list(guide().run_of_show)
    for minutes, start in ((5, "Five minutes"), (1, "One minute "), (25, "25 minutes")):
        run[5] = segment("written_reaction", minutes, fixed=True)
        found = said(worksheet_of(guide(run_of_show=tuple(run)), minutes=120))
        assert [text for text in found if text.startswith(f"{start} ") or text.startswith(start)], minutes


def test_the_foot_invites_links_and_asks_consent() -> None:
    document = worksheet_of(full_guide())
    page = document.pages[-1]
    invitation = runs_of(
        document, "Send one sentence to the circle before you sleep. Please share only your own words."
    )
    assert {run.size for run in invitation} == {14}
    address = runs_of(document, "chat.example.org/groups/power-talks-reading")
    assert {run.size for run in address} == {14}
    (tick,) = [item for item in flat(page) if isinstance(item, Box)]
    consent = runs_of(document, "The host may quote this in our group, without my name.")
    assert consent[0].x > tick.x + tick.width
    assert 0 <= tick.y + tick.height - consent[0].y < 2
    (symbol,) = [item for item in flat(page) if isinstance(item, Symbol)]
    assert symbol.x + symbol.side == pytest.approx(page.width - SIDE)


def test_the_guides_invitation_stands_alone_else_the_languages() -> None:
    assert [text for text in said(worksheet_of(guide())) if text.startswith("Take a picture of")]
    assert not [text for text in said(worksheet_of(full_guide())) if text.startswith("Take a picture of")]


@each_case
def test_the_foot_ends_at_the_bottom_margin_on_the_last_page_alone(case: str) -> None:
    document = worksheet(case)
    for page in document.pages[:-1]:
        assert not [item for item in flat(page) if isinstance(item, Symbol | Box | LinkArea)]
        assert not accent_rules(page)
    last = document.pages[-1]
    (consent,) = [item for item in flat(last) if isinstance(item, Box)]
    assert consent.y + consent.height < last.height - 15 * MM + 1


@each_case
def test_the_foot_is_set_off_by_the_short_rule_alone(case: str) -> None:
    page = worksheet(case).pages[-1]
    (rule,) = accent_rules(page)
    assert (rule.x, rule.width, rule.height) == pytest.approx((SIDE, 16 * MM, 2))
    below = [run for run in runs(page) if run.y > rule.y and run.role != ARTIFACT]
    assert min(run.y - above_baseline(run.size, 18) for run in below) == pytest.approx(
        rule.y + 2 + 12, abs=0.01
    )


def test_without_a_link_there_is_a_labeled_line_and_no_code() -> None:
    document = compose(plan(guide(follow_up=FollowUp(phrase("Quiet circle")))), "reflection-worksheet")
    page = document.pages[-1]
    assert not [item for item in flat(page) if isinstance(item, Symbol | LinkArea)]
    (label,) = runs_of(document, "Our group:")
    blanks = [rule for rule in rules(page) if rule.y > accent_rules(page)[0].y]
    (blank,) = blanks
    assert blank.x > label.x + label.width
    assert 0 <= blank.y - label.y < 3
    assert blank.x2 - blank.x >= 60 * MM


def test_the_date_stands_at_the_right_of_the_head_or_is_a_blank_there() -> None:
    for known in (True, False):
        document = worksheet_of(guide()) if known else worksheet_of(guide(), date=None)
        page = document.pages[0]
        right = page.width - SIDE
        if known:
            (date,) = runs_of(document, "Thursday, 14 January 2027")
            assert date.x + date.width == pytest.approx(right, abs=0.01)
            continue
        (label,) = runs_of(document, "Date")
        (blank,) = [rule for rule in rules(page) if rule.y < page.height / 5]
        assert blank.x2 == pytest.approx(right)
        assert label.x + label.width < blank.x
        assert 0 <= blank.y - label.y < 3


def test_a_long_link_stays_beside_its_code() -> None:
    document = worksheet_of(full_guide(), group_url=link(LONG_LINK))
    page = document.pages[-1]
    found = runs_of(document, LONG_LINK.removeprefix("https://"))
    (symbol,) = [item for item in flat(page) if isinstance(item, Symbol)]
    assert all(run.x + run.width <= symbol.x - 4 * symbol.module for run in found)
    assert {run.size for run in found} <= {14, 12, 10}


def test_the_topic_steps_down_with_its_length() -> None:
    sizes = []
    for title in ("Rest", words(9), words(22)):
        document = worksheet_of(guide(title=phrase(title)))
        (size,) = {run.size for run in runs_of(document, title) if run.role.tag == "H1"}
        sizes.append(size)
    assert sizes == [28, 28, 21]
