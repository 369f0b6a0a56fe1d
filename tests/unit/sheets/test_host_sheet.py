"""The host sheet: run of show, questions, helps, lists and codes; which stands on which page, and how large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest
from hostkit.ground.errors import FitError
from hostkit.layout.display_list import ARTIFACT, Box, Document, Fill, Page, Rule, Symbol, TextRun
from hostkit.source.guide import Credit, FollowUp, Guide, PreRead
from tests.support.guides import (
    GROUP,
    NOTHING_KNOWN,
    event,
    full_guide,
    guide,
    link,
    male_allies,
    optional,
    phrase,
    plan,
    questions,
    segment,
    words,
)
from tests.support.kits import CASES, compose, document_named, plan_named
from tests.support.measure import (
    LEADS,
    MM,
    above_baseline,
    baselines,
    collisions,
    extent,
    flat,
    runs,
    runs_of,
    said,
    texts,
)

SEGMENT, SAID, DONE = 16, 16, 12
NARROW = 25 * MM
SIDE = 18 * MM


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def host_sheet(case: str) -> Document:
    return document_named(case, "host-sheet")


def sheet_of(made: Guide, **fields: object) -> Document:
    return compose(plan(made, event(**fields)), "host-sheet")


def titles_of(case: str) -> list[str]:
    """The titles of the segments and of the end, as they are printed."""
    found, words_of = plan_named(case), plan_named(case).language
    titles = []
    for each in found.guide.run_of_show:
        if each.title:
            titles.append(each.title.text)
        elif each.kind == "questions":
            titles.append(words_of.heading("segment.questions", len(found.guide.questions)))
        else:
            titles.append(words_of(f"segment.{each.kind}"))
    return [*titles, words_of("segment.end")]


class Row(NamedTuple):
    """A segment as it stands on a page."""

    page: int
    time: TextRun | None
    title: TextRun
    words: tuple[TextRun, ...]

    @property
    def top(self) -> float:
        return self.title.y - above_baseline(16, 20)

    @property
    def bottom(self) -> float:
        seen = [self.title, *self.words, *([self.time] if self.time else [])]
        return max(run.y - above_baseline(run.size, lead_of(run)) + lead_of(run) for run in seen)


def lead_of(run: TextRun) -> float:
    return 20.0 if run.size == 16 else LEADS[int(run.size)]


def rows_of(case: str) -> list[Row]:
    """The rows of the run of show, from title to title; a time stands before its title."""
    found: list[Row] = []
    for number, page in enumerate(host_sheet(case).pages):
        content = [run for run in runs(page) if run.role != ARTIFACT]
        starts = [k for k, run in enumerate(content) if is_title(run) and not is_continued(content, k)]
        for k, after in pairwise([*starts, len(content)]):
            words_ = content[k + 1 : after]
            if after < len(content) and is_time(content[after - 1]):
                words_ = words_[:-1]
            if len(found) + 1 == len(titles_of(case)):
                # Behind the end of the evening, which has at most its length beside it, other things follow.
                words_ = [
                    run for run in words_ if run.y < content[k].y + 1 and run.text.endswith("min in all")
                ]
            time = content[k - 1] if is_time(content[k - 1]) else None
            found.append(Row(number, time, content[k], tuple(words_)))
    return found


def is_time(run: TextRun) -> bool:
    return run.x == pytest.approx(SIDE) and bool(re.fullmatch(r"\d{1,2}:\d\d", run.text))


def is_title(run: TextRun) -> bool:
    return run.role.tag == "H2" and run.size == SEGMENT and run.face == "text-bold"


def is_continued(content: list[TextRun], k: int) -> bool:
    return k > 0 and content[k - 1].role == content[k].role


def test_every_segment_and_the_end_stand_in_their_order(case: str) -> None:
    printed = texts(host_sheet(case).pages)
    assert [printed[row.title.role] for row in rows_of(case)] == titles_of(case)
    assert [row.page for row in rows_of(case)] == sorted(row.page for row in rows_of(case))


def test_the_end_never_goes_over_alone(case: str) -> None:
    last, before = rows_of(case)[-1], rows_of(case)[-2]
    assert last.page == before.page


def test_one_segment_at_least_goes_over_with_the_end() -> None:
    """Runs of many heights: some break where the end alone would have gone over."""
    alone_were_tempting = 0
    for parts in (6, 7):
        for length in range(10, 75, 2):
            own = [segment("custom", 10, title="Part", read=words(length)) for _ in range(parts)]
            made = guide(run_of_show=(*own, segment("questions")))
            titles = [
                [run.text for run in runs(page) if is_title(run)]
                for page in sheet_of(made, minutes=None).pages
            ]
            (last,) = [page for page in titles if "End" in page]
            assert len(last) >= 2, (parts, length)
            alone_were_tempting += last == ["Three questions", "End"]
    assert alone_were_tempting


def test_gaps_between_segments_are_equal_on_a_page_and_within_8_and_28(case: str) -> None:
    rows = rows_of(case)
    for number in {row.page for row in rows}:
        here = [row for row in rows if row.page == number]
        gaps = [after.top - row.bottom for row, after in pairwise(here)]
        assert all(8 - 0.01 <= gap <= 28.01 for gap in gaps), gaps
        assert all(gap == pytest.approx(gaps[0], abs=0.01) for gap in gaps), gaps


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
    if found.options.clock == 24:
        assert printed == [f"{m // 60:02d}:{m % 60:02d}" for m in minutes]
    else:
        assert printed == [f"{(m // 60 - 1) % 12 + 1}:{m % 60:02d}" for m in minutes]


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


def order_of(document: Document) -> list[str]:
    return list(texts(document.pages).values())


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


def test_two_pages_are_enough_for_the_usual_kit() -> None:
    for case in ("usual", "no-details", "45-minutes", "120-minutes", "20-guests", "long-names", "small"):
        for paper in ("a4", "letter"):
            assert len(host_sheet(f"{case}-{paper}").pages) == 2, case


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


@pytest.mark.parametrize("length", range(10, 60, 10))
@pytest.mark.parametrize("parts", range(8, 14))
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
            if run.face == "display" and run.size == 21 and run.text.isdigit():
                first = next(after for after in content[k:] if after.role.tag == "H3")
                yield Asked(number, run, tuple(r for r in content[k:] if r.role == first.role))


def test_questions_are_numbered_and_all_set_alike(case: str) -> None:
    asked = list(asked_of(case))
    plan = plan_named(case)
    assert [each.number.text for each in asked] == [str(q.number) for q in plan.guide.questions]
    assert ["".join(run.text for run in each.words) for each in asked] == [
        plan.plain(q.ask) for q in plan.guide.questions
    ]
    (size,) = {run.size for each in asked for run in each.words}
    assert size in (16, 21)
    for each in asked:
        assert each.number.y == pytest.approx(each.words[0].y, abs=0.01), "on the first baseline"
        assert each.number.x == pytest.approx(SIDE, abs=0.01)
        assert {run.x for run in each.words if run.face == "display"} == {SIDE + NARROW}


def test_short_guides_have_larger_questions() -> None:
    assert {run.size for each in asked_of("small-a4") for run in each.words} == {21}
    assert {run.size for each in asked_of("large-a4") for run in each.words} == {16}


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
    assert {run.colour for run in found} != {(0, 0, 0)}
    assert "skip if late" not in said(sheet_of(guide()))


def test_probes_are_listed_behind_a_hanging_dash() -> None:
    document = sheet_of(full_guide())
    (probe,) = runs_of(document, "Since when is it yours?")
    (dash,) = [run for page in document.pages for run in runs(page) if run.text == "–" and run.y == probe.y]
    assert probe.x - dash.x == pytest.approx(10)
    assert dash.x == pytest.approx(SIDE + NARROW)
    assert (probe.size, dash.role.tag, probe.role.tag) == (12, "Lbl", "LBody")
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


def test_a_note_for_the_host_stands_under_its_question_in_italics() -> None:
    document = sheet_of(full_guide())
    note = runs_of(document, "Leave it out when the hour is late.")
    assert {(run.face, run.size) for run in note} == {("text-italic", 12)}


def last_line(page: Page) -> float:
    """The lower end of what is anchored to the foot: codes, lists and their words."""
    bottoms = []
    for item in flat(page):
        if isinstance(item, TextRun) and item.role != ARTIFACT:
            lead = lead_of(item)
            bottoms.append(item.y - above_baseline(item.size, lead) + lead)
        elif isinstance(item, Symbol):
            bottoms.append(item.y + item.side)
        elif isinstance(item, Rule) and item.weight == 0.5:
            bottoms.append(item.y)
    return max(bottoms)


def test_the_last_block_is_anchored_above_the_foot(case: str) -> None:
    """It ends as near to the foot on every sheet, ten points higher at most where there is room."""
    page = host_sheet(case).pages[-1]
    above_foot = page.height - 13.3 * MM - 9 - last_line(page)
    assert 6 < above_foot < 22


def test_the_last_block_stays_together_on_the_last_page(case: str) -> None:
    document = host_sheet(case)
    words_of = plan_named(case).language
    heads = (
        "host_sheet.stalls",
        "host_sheet.one_voice",
        "host_sheet.tempers",
        "host_sheet.bring",
        "host_sheet.print",
    )
    before = {text for page in document.pages[:-1] for text in texts([page]).values()}
    last = set(texts([document.pages[-1]]).values())
    for name in heads:
        assert words_of(name) in last
        assert words_of(name) not in before
    assert not [item for page in document.pages[:-1] for item in flat(page) if isinstance(item, Symbol)]


def test_only_the_last_page_may_be_nearly_empty_of_questions(case: str) -> None:
    """Questions flow in order, none is lost, and every page between has something on it."""
    pages = [each.page for each in asked_of(case)]
    assert pages == sorted(pages)
    assert all(texts([page]) for page in host_sheet(case).pages)


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


def test_every_foot_names_its_page_and_what_follows(case: str) -> None:
    document = host_sheet(case)
    count = len(document.pages)
    for number, page in enumerate(document.pages, start=1):
        feet = [run.text for run in runs(page) if run.role == ARTIFACT and run.size == 9]
        assert [text for text in feet if f"age {number} of {count}" in text], feet
        follows = [text for text in feet if "overleaf" in text or "next page" in text]
        assert len(follows) == (number < count)
        if follows and number % 2 == 0:
            assert "next page" in follows[0], "the back of a sheet has nothing overleaf"


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


def test_a_missing_link_has_two_lines_to_write_on_in_its_place() -> None:
    document = host_sheet("full-no-details-a4")
    page = document.pages[-1]
    assert "Link" not in {run.role.tag for run in runs(page)} or "chat.example.org" in " ".join(
        said(document)
    )
    lines = [
        item
        for item in flat(page)
        if isinstance(item, Rule) and item.weight == 0.5 and item.x2 - item.x > 30 * MM
    ]
    (first, second) = sorted(lines, key=lambda line: line.y)
    assert second.y - first.y == pytest.approx(8.7 * MM)
    assert (first.x, first.x2) == (second.x, second.x2)


def test_a_kit_without_pre_read_has_the_groups_code_alone() -> None:
    symbols = [item for item in flat(host_sheet("small-a4").pages[-1]) if isinstance(item, Symbol)]
    assert len(symbols) == 1
    assert symbols[0].x == pytest.approx(SIDE)


def test_dark_modules_stand_level_with_the_first_line_of_their_words() -> None:
    page = host_sheet("usual-a4").pages[-1]
    symbols = [item for item in flat(page) if isinstance(item, Symbol)]
    assert len(symbols) == 2
    (label,) = [run for run in runs(page) if run.text == "To read before, or not"]
    assert label.y - above_baseline(12, 16) == pytest.approx(symbols[0].y, abs=0.01)
    assert label.x - symbols[0].x == pytest.approx(29.7 * MM, abs=0.01)


def test_tick_squares_stand_before_what_is_to_bring_and_print() -> None:
    page = host_sheet("usual-a4").pages[-1]
    squares = [item for item in flat(page) if isinstance(item, Box)]
    assert {(box.width, box.height) for box in squares} == {(3.2 * MM, 3.2 * MM)}
    lines = [
        run.text
        for box in squares
        for run in runs(page)
        if run.x == pytest.approx(box.x + (3.2 + 1.7) * MM, abs=0.01) and 0 <= box.y + box.height - run.y < 2
    ]
    assert lines[:4] == ["10 pens", "a bowl for phones", "drinks, glasses, something salty", "this sheet"]
    assert len(lines) == len(squares) == 6


def test_pens_for_assumed_guests_say_so() -> None:
    assert [text for text in said(host_sheet("no-details-a4")) if "for 8 guests" in text and "pen" in text]
    assert [text for text in said(sheet_of(guide(), guests=1)) if text == "1 pen"]


def test_only_the_sheets_of_the_kit_are_to_be_printed() -> None:
    found = compose(plan(guide(), NOTHING_KNOWN, sheets=("host-sheet", "reflection-worksheet")), "host-sheet")
    assert [text for text in said(found) if text == "8 worksheets"]
    assert not [text for text in said(found) if text.startswith("cards:")]


def test_tips_are_rows_like_the_helps_and_the_first_is_labelled() -> None:
    found = sheet_of(full_guide())
    (label,) = runs_of(found, "Mind")
    (tip,) = runs_of(found, "Some guests work at night.")
    assert label.y == tip.y
    assert (label.face, tip.face, tip.size) == ("text-bold", "text", 12)
    assert "Mind" not in said(sheet_of(guide()))


def test_own_helps_replace_the_languages() -> None:
    found = said(sheet_of(full_guide()))
    assert "Wait a little, then wait again." in found
    assert not [text for text in found if text.startswith("Count to ten")]
    assert [text for text in said(sheet_of(guide())) if text.startswith("Count to ten")]


def test_a_credit_stands_small_above_the_foot_with_its_link() -> None:
    found = runs_of(sheet_of(full_guide()), "Adapted from a booklet by the Reading Circle. example.org/b")
    assert {(run.size, run.face) for run in found} == {(9, "text")}


@pytest.mark.parametrize("address", ["https://x.org/a", GROUP])
def test_a_credit_keeps_out_of_the_codes_quiet_zone(address: str) -> None:
    """A short link has large modules, and with them a wide quiet zone."""
    credit = Credit(phrase(words(25)))
    document = sheet_of(guide(credit=credit, follow_up=FollowUp(opens=phrase("Us"))), group_url=link(address))
    assert collisions(document.pages[-1]) == []


def test_a_pre_read_is_optional_unless_the_guide_says_otherwise() -> None:
    for required, label in ((True, "To read before"), (False, "To read before, or not")):
        made = full_guide(pre_read=PreRead(phrase("In praise of naps"), required=required))
        assert label in said(sheet_of(made))


@pytest.mark.parametrize(
    ("publisher", "author", "opens", "printed"),
    [
        ("The Press", "R. Ester", None, "“In praise of naps”, The Press"),
        (None, "R. Ester", None, "“In praise of naps”, R. Ester"),
        (None, None, None, "“In praise of naps”"),
        ("The Press", None, "A summary", "A summary"),
    ],
)
def test_what_the_pre_reads_code_opens(
    publisher: str | None, author: str | None, opens: str | None, printed: str
) -> None:
    pre_read = PreRead(
        phrase("In praise of naps"), optional(publisher), optional(author), opens=optional(opens)
    )
    assert printed in said(sheet_of(guide(pre_read=pre_read), pre_read_url=event().group_url))


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
    for title in ("Rest", "Emotional labour and the household", words(12), words(26)):
        (size,) = {
            run.size for run in runs_of(sheet_of(guide(title=phrase(title))), title) if run.role.tag == "H1"
        }
        sizes.append(size)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 37
    assert sizes[-1] == 21


def test_nothing_of_the_foot_comes_near_what_stands_above(case: str) -> None:
    for page in host_sheet(case).pages:
        foot = page.height - 13.3 * MM - 9
        for item in flat(page):
            box = extent(item)
            if box and getattr(item, "role", ARTIFACT) != ARTIFACT:
                assert box.bottom < foot, item
