"""The run of show on the host sheet: times, minutes, gaps, what is said and what is done, the spine."""

from __future__ import annotations

from itertools import pairwise

import pytest

from hostkit.core.errors import FitError
from hostkit.guides.guide import End, Guide
from hostkit.typesetting.display_list import Document, Fill, Role, Rule, TextRun
from tests.support.guides import (
    event,
    full_guide,
    guide,
    male_allies,
    phrase,
    phrases,
    plan,
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
from tests.support.kits import compose, each_case, plan_named
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
    later = []
    for length in range(5, 200, 5):
        own = [segment("custom", 10, title="Part", read=words(each)) for each in (140, length)]
        document = sheet_of(guide(run_of_show=(*own, segment("questions"))), minutes=None)
        titles = [[run.text for run in runs(page) if is_title(run)] for page in document.pages]
        assert [title for page in titles for title in page] == ["Part", "Part", "Three questions", "End"]
        later.append(next(page for page in titles if "End" in page))
    assert ["End"] not in later
    assert ["Three questions", "End"] in later
    assert len(later[0]) == 4, "the first stand on one page"


@each_case
def test_gaps_between_segments_are_equal_on_a_page_and_within_4_and_28(case: str) -> None:
    rows = rows_of(case)
    for number in {row.page for row in rows}:
        here = [row for row in rows if row.page == number]
        gaps = [after.top - row.bottom for row, after in pairwise(here)]
        assert all(4 - 0.01 <= gap <= 28.01 for gap in gaps), gaps
        assert all(gap == pytest.approx(gaps[0], abs=0.01) for gap in gaps), gaps


@each_case
def test_a_run_that_goes_on_does_so_because_it_must(case: str) -> None:
    rows = rows_of(case)
    if rows[-1].page == 0:
        return
    room = host_sheet(case).pages[0].height - 15 * MM - rows[0].top
    assert sum(row.bottom - row.top for row in rows) + 4 * (len(rows) - 1) > room


@each_case
def test_clock_times_are_exact_to_the_end(case: str) -> None:
    found = plan_named(case)
    printed = [row.time.text for row in rows_of(case) if row.time]
    begins = [slot.begins for slot in found.clock.slots] + [found.clock.length]
    if found.clock.start is None:
        # The end has a blank and, beside its title, the length of the evening.
        assert printed == [f"{m // 60}:{m % 60:02d}" for m in begins[:-1]]
        assert rows_of(case)[-1].words[0].text == f"{begins[-1]} min in all"
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
        assert "about 1½ minutes each for 8 guests, 15 min" in printed
        assert "about 1 minute each for 8 guests, 10 min" in printed
    else:
        assert "about 1½ minutes each, 15 min" in printed
        assert "about 1 minute each, 10 min" in printed


@pytest.mark.parametrize(
    ("code", "shares"),
    [
        (
            "en",
            (
                "about 50 seconds each",
                "about 1 minute each",
                "about 2½ minutes each",
                "about 10 minutes each",
            ),
        ),
        ("de", ("je etwa 50 Sekunden", "je etwa 1 Minute", "je etwa 2½ Minuten", "je etwa 10 Minuten")),
        (
            "es",
            (
                "unos 50 segundos por persona",
                "cerca de 1 minuto por persona",
                "unos 2½ minutos por persona",
                "unos 10 minutos cada una",
            ),
        ),
        (
            "fr",
            (
                "environ 50 secondes par invité",
                "environ 1 minute par invité",
                "environ 2½ minutes par invité",
                "environ 10 minutes chacune",
            ),
        ),
    ],
)
def test_shares_have_one_form_in_every_language(code: str, shares: tuple[str, str, str, str]) -> None:
    closing, minute, half, question = shares

    def printed(guests: int) -> tuple[str, ...]:
        return said(compose(plan(male_allies(), event(guests=guests), language=code), "host-sheet"))

    short = "Min." if code == "de" else "min"
    assert f"{closing}, 10 {short}" in printed(12)
    assert f"{minute}, 10 {short}" in printed(10)
    assert f"{half}, 10 {short}" in printed(4)
    assert f"{question}, 40 {short}" in printed(10)


def test_a_question_has_its_share_of_the_minutes() -> None:
    shares = {
        4: "about 10 minutes each",
        3: "about 13 minutes each",
        6: "about 6½ minutes each",
        30: "about 1 minute each",
        45: "about 50 seconds each",
    }
    for count, share in shares.items():
        assert f"{share}, 40 min" in said(sheet_of(guide(questions=questions(*["Why?"] * count))))


def test_what_is_said_is_16_pt_upright_and_what_is_done_12_pt_italic() -> None:
    found = sheet_of(full_guide())
    for words_said in (
        "We come to the end.",
        "Say your name and the last place where you slept well.",
        "Whom would you wake first?",
        str(full_guide().definition),
        "Who would like to be in the picture? May we post it in our group, and nowhere else?",
    ):
        assert {(run.size, run.face) for run in runs_of(found, words_said)} == {(SAID, "text")}, words_said
    for words_done in ("Open the windows and put the kettle on.", "Somebody else turns the cards."):
        assert {(run.size, run.face) for run in runs_of(found, words_done)} == {(DONE, "text-italic")}


@pytest.mark.parametrize("start", [19 * 60, None])
def test_the_end_says_goodbye_aloud(start: int | None) -> None:
    document = sheet_of(guide(), start=start)
    usual = "Thank you all. What was said stays here. Get home safe."
    assert {(run.size, run.face) for run in runs_of(document, usual)} == {(SAID, "text")}
    order = order_of(document)
    after = order[order.index("End") + 1 :]
    assert after[0 if start else 1] == usual
    (role,) = {run.role for run in runs_of(document, usual)}
    assert (role.tag, role.parent) == ("P", order_role(document, "End").parent)


def order_role(document: Document, text: str) -> Role:
    return next(role for role, written in texts(document.pages).items() if written == text)


def test_a_guide_has_a_goodbye_of_its_own() -> None:
    own = guide(end=End(phrase("Good night from {host}, and **thank** you. {{Ring} when you are home.")))
    document = sheet_of(own, host=phrase("Ana"))
    said_aloud = runs_of(document, "Good night from Ana, and thank you. {Ring} when you are home.")
    assert {run.size for run in said_aloud} == {SAID}
    assert [run.text.strip() for run in said_aloud if run.face == "text-bold"] == ["thank"]
    assert "What was said stays here" not in " ".join(said(document))
    unknown = said(sheet_of(own, host=None))
    assert any(text.startswith("Good night from ____________, and thank you.") for text in unknown)


def test_a_goodbye_without_words_is_that_of_the_language() -> None:
    assert said(sheet_of(guide(end=End()))) == said(sheet_of(guide()))


def test_a_goodbye_taller_than_a_page_is_refused_with_its_place() -> None:
    read = phrase(words(700), line=77)
    with pytest.raises(FitError) as refused:
        sheet_of(guide(end=End(read)))
    assert refused.value.problems[0].place == read.at


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
    welcome = with_welcome.index("Welcome. Pass on anything. What is said stays in this room.")
    assert with_welcome[welcome + 1] == definition.text
    run = tuple(each for each in guide().run_of_show if each.kind != "welcome")
    without = order_of(sheet_of(guide(definition=definition, run_of_show=run)))
    assert without.index("Three questions") < without.index(definition.text) < without.index("Closing round")


def test_the_words_for_a_kind_stand_where_the_guide_has_none() -> None:
    usual = "Coats, drinks, seats in a circle. Cards stacked in the middle, fronts up, in order."
    assert usual in order_of(sheet_of(guide()))
    own = guide(run_of_show=(segment("arrivals", note="Knock twice."), *guide().run_of_show[1:]))
    assert usual not in order_of(sheet_of(own))
    assert "Knock twice." in order_of(sheet_of(own))


def test_what_comes_last_in_a_segment_follows_its_words() -> None:
    made = guide(
        run_of_show=(*guide().run_of_show, segment("group_photo", consent=True)),
        agreements=phrases("Stories stay here."), definition=phrase("Rest is quiet."),
    )  # fmt: skip
    order = order_of(sheet_of(made))
    cue = "Then turn the title card over, read “Tonight” aloud and wait for a nod."
    assert order[order.index("Rest is quiet.") + 1] == cue
    assert {(run.size, run.face) for run in runs_of(sheet_of(made), cue)} == {(DONE, "text-italic")}
    asked = "Who would like to be in the picture? May we post it in our group, and nowhere else?"
    after = "No faces? Offer hands or raised glasses. Ask who wants to join our group."
    assert order[order.index(asked) + 1] == after


@pytest.mark.parametrize(
    ("options", "cue"),
    [
        ({}, "Then turn the title card over, read “Tonight” aloud and wait for a nod."),
        ({"duplex": "fold"}, "Then turn the title card over, read “Tonight” aloud and wait for a nod."),
        ({"stock": "avery-c32011"}, "Then turn the title card over, read it aloud and wait for a nod."),
        ({"duplex": "none"}, "Then read the second card aloud and wait for a nod."),
        ({"sheets": ("host-sheet",)}, "Then read this aloud and wait for a nod."),
    ],
    ids=str,
)
def test_the_cue_for_the_agreements_is_true_of_the_kit(options: dict[str, object], cue: str) -> None:
    made = guide(agreements=phrases("Stories {stay} here.", "Anyone may pass."))
    printed = order_of(compose(plan(made, event(), **options), "host-sheet"))
    assert [text for text in printed if text.endswith("wait for a nod.")] == [cue]
    assert ("Stories {stay} here." in printed) == ("sheets" in options)
    if "sheets" not in options:
        cards = compose(plan(made, event(group_url=None), **options, impose="none"), "question-cards")
        read = [page for page in cards.pages if "Stories {stay} here." in texts([page]).values()]
        # Its back, or on cards of one side the second card.
        assert cards.pages.index(read[0]) == 1
        assert ("Tonight" in texts([read[0]]).values()) == ("stock" not in options)


@pytest.mark.parametrize(
    "made", [guide(), guide(run_of_show=(segment("questions"),), agreements=phrases("One."))]
)
def test_without_agreements_or_a_welcome_there_is_no_cue_for_them(made: Guide) -> None:
    assert not [text for text in said(sheet_of(made)) if "wait for a nod" in text]


def test_a_note_takes_the_place_of_the_cues_around_the_words() -> None:
    run = (segment("welcome", note="Ring.", read="Hi."), segment("questions"),
           segment("group_photo", note="Smile.", consent=True))  # fmt: skip
    printed = " ".join(said(sheet_of(guide(run_of_show=run, agreements=phrases("One.")))))
    assert "wait for a nod" not in printed
    assert "hands and glasses" not in printed


def test_nothing_is_handed_round_that_the_kit_does_not_have() -> None:
    made = guide(
        run_of_show=(*guide().run_of_show, segment("written_reaction")), questions=full_guide().questions
    )
    bare = compose(plan(made, event(), sheets=("host-sheet",)), "host-sheet")
    around = " ".join(order_of(bare)).replace(made.questions[0].ask.text, "").lower()
    assert "card" not in around
    assert "worksheet" not in around
    whole = " ".join(order_of(sheet_of(made))).lower()
    assert "someone reads a card aloud." in whole
    assert "hand out worksheets and pens." in whole
    assert "from the back of the card" in whole


def test_the_back_is_named_only_on_two_sided_sheets() -> None:
    assert [text for text in said(host_sheet("usual-a4")) if "on the back" in text]
    one_sided = said(host_sheet("one-sided-a4"))
    assert not [text for text in one_sided if "on the back" in text.lower()]
    assert [text for text in one_sided if text.endswith("on the next page")]
