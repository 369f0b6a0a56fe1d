"""The question cards: one frame for the deck, one size that suits it, what stands on which side."""

from __future__ import annotations

import re

import pytest

from hostkit.core.errors import FitError
from hostkit.guides.guide import FollowUp, Guide
from hostkit.planning.kit_plan import KitPlan
from hostkit.stocks.imposition import Card
from hostkit.themes.theme import read_theme
from hostkit.typesetting.display_list import (
    ARTIFACT,
    Color,
    Fill,
    LinkArea,
    Page,
    Rule,
    Strokes,
    Symbol,
    TextRun,
)
from hostkit.typesetting.fonts import face
from tests.support.guides import (
    event,
    full_guide,
    guide,
    link,
    male_allies,
    phrase,
    phrases,
    plan,
    questions,
    segment,
    words,
)
from tests.support.kits import LONG_LINK, deck, document_named, each_case, plan_named
from tests.support.measure import MM, above_baseline, extent, flat, runs, texts

BLACK = Color(0, 0, 0)
SIZES = {36: 42, 32: 38, 28: 34, 24: 30, 21: 26, 18: 23, 16: 20, 14: 18}
PROBES = {20: 27, 18: 24, 16: 21, 14: 18, 12: 16, 11: 14}
MARGIN, NUMBER_TOP, QUESTION_TOP = 13 * MM, 14 * MM, 32 * MM
A6_HERO = 104 * MM
A6_FOOT = 148.5 * MM - 14 * MM - 12


def deck_of(made: Guide, **options: str) -> tuple[Card, ...]:
    return deck(plan(made, event(), **options))


def asked(*texts: str, probes: tuple[str, ...] = ()) -> Guide:
    return guide(questions=questions(*[(text, probes) for text in texts]))


def question_runs(page: Page) -> list[TextRun]:
    """The runs of a question: the second heading's level, in the display face."""
    return [run for run in page.items if isinstance(run, TextRun) and run.role.tag == "H2" and run.size >= 14]


def size_of(card: Card) -> int:
    (size,) = {run.size for run in question_runs(card.front)}
    return int(size)


def sizes_of(made: Guide, **options: str) -> list[int]:
    """The sizes of a deck's questions, without title and closing card."""
    return [size_of(card) for card in deck_of(made, **options)[1:-1]]


def bottom_of(found: list[TextRun], leadings: dict[int, int]) -> float:
    last = max(found, key=lambda run: run.y)
    leading = leadings[int(last.size)]
    return last.y - above_baseline(last.size, leading) + leading


def said_by(page: Page) -> list[str]:
    return list(texts([page]).values())


def ends_of(found: KitPlan) -> int:
    """How many cards stand before the questions, and how many after: fronts alone have the backs as cards."""
    return 2 if found.options.duplex == "none" else 1


def asked_of(found: KitPlan) -> tuple[Card, ...]:
    """The cards of the questions, without those at both ends of the deck."""
    return deck(found)[ends_of(found) : -ends_of(found)]


# The frame


@each_case
def test_a_card_for_each_question_between_title_and_closing_card(case: str) -> None:
    found = plan_named(case)
    cards = deck(found)
    assert len(cards) == len(found.guide.questions) + 2 * ends_of(found) == found.copies.cards
    for card, question in zip(asked_of(found), found.guide.questions, strict=True):
        opened = found.guide.round_of(question)
        named = [opened.title.text] if opened else []
        assert said_by(card.front) == [str(question.number), *named, found.plain(question.ask)]


@each_case
def test_all_cards_are_of_the_stocks_size(case: str) -> None:
    stock = plan_named(case).stock
    for card in deck(plan_named(case)):
        for side in (card.front, card.back):
            assert (side.width, side.height) == (stock.width, stock.height)


@each_case
def test_numbers_stand_on_one_baseline_on_both_sides(case: str) -> None:
    for card, question in zip(asked_of(plan_named(case)), plan_named(case).guide.questions, strict=True):
        one_sided = plan_named(case).options.duplex == "none"
        assert not one_sided or not card.back.items, "probes of fronts alone stand on the host sheet"
        for side in [side for side in card if side is card.front or (question.probes and not one_sided)]:
            number = runs(side)[0]
            assert number.text == str(question.number)
            assert number.size == 28
            assert number.x == pytest.approx(MARGIN)
            assert number.y == pytest.approx(NUMBER_TOP + above_baseline(28, 28))


@each_case
def test_questions_begin_at_one_height_and_margin(case: str) -> None:
    found = plan_named(case)
    closing = deck(found)[-ends_of(found)]
    for card in (*asked_of(found), closing):
        first = question_runs(card.front)[0]
        assert first.x == pytest.approx(MARGIN)
        assert first.y - above_baseline(first.size, SIZES[int(first.size)]) == pytest.approx(QUESTION_TOP)


@each_case
def test_nothing_is_wider_than_the_margins_allow(case: str) -> None:
    stock = plan_named(case).stock
    for card in deck(plan_named(case)):
        for side in (card.front, card.back):
            for item in side.items:
                box = extent(item)
                # A letter may lean a little over its own width; a space that hangs has no ink.
                assert box is None or box.left > MARGIN - 2, item
                assert box is None or box.right < stock.width - MARGIN + 2, item


def test_headings_share_the_numbers_baseline() -> None:
    cards = deck_of(full_guide())
    accent = read_theme("plain").accent
    for side, text, size, color in (
        (cards[0].back, "Tonight", 28, accent),
        (cards[-1].front, "Closing round", 14, BLACK),
        (cards[-1].back, "Afterward", 14, BLACK),
    ):
        (heading,) = [run for run in runs(side) if run.text == text]
        assert heading.y == pytest.approx(NUMBER_TOP + above_baseline(28, 28))
        assert (heading.size, heading.color) == (size, color)


def test_without_a_figure_the_title_card_opens_with_a_quotation_mark_and_the_closing_card_closes_it() -> None:
    cards = deck_of(full_guide())
    for page, mark, from_trim in ((cards[0].front, "“", 23), (cards[-1].front, "”", 25)):
        (run,) = [run for run in runs(page) if run.text == mark]
        box = extent(run)
        assert box
        assert run.size == 84
        assert run.role == ARTIFACT
        assert box.left == pytest.approx(MARGIN, abs=0.01), "flush with the margin"
        assert box.bottom == pytest.approx(page.height - from_trim * MM, abs=0.01), "in the figure's place"


# What is said where


def test_the_title_card_has_series_topic_definition_and_in_its_foot_the_questions_and_the_date() -> None:
    made = full_guide()
    front = deck_of(made)[0].front
    assert said_by(front) == [str(made.series), "Rest and work", str(made.definition)]
    feet = [run.text for run in runs(front) if run.role == ARTIFACT and run.size == 9]
    assert feet == ["Four questions ·", "Thursday, 14 January 2027"]


def test_the_back_of_the_title_card_has_the_agreements_and_nothing_else() -> None:
    back = deck_of(full_guide())[0].back
    assert said_by(back) == ["Tonight", *[agreement.text for agreement in full_guide().agreements]]
    assert {type(item) for item in back.items} == {TextRun}
    assert {run.size for run in runs(back) if run.text == "Anyone may pass."} == {20}


def test_probes_stand_on_the_back_of_their_question() -> None:
    cards = deck_of(full_guide())
    for card, question in zip(cards[1:-1], full_guide().questions, strict=True):
        probes = [probe.text for probe in question.probes]
        assert said_by(card.back) == ([str(question.number), *probes] if probes else [])
        assert not set(probes) & set(said_by(card.front))


def test_a_question_without_probes_has_the_figure_alone_on_the_back() -> None:
    assert not any(card.back.items for card in deck_of(guide())[1:-1]), "plain has no figure"
    for number, card in enumerate(deck_of(guide(theme="links"))[1:-1], start=1):
        (strokes,) = card.back.items
        assert isinstance(strokes, Strokes)
        assert len(strokes.curves) == 2 * number, "three questions: a mark is a group of two circles"


def test_what_is_for_the_host_alone_is_on_no_card() -> None:
    made = full_guide()
    printed = [text for card in deck_of(made) for side in (card.front, card.back) for text in said_by(side)]
    notes = [question.note.text.replace("**", "") for question in made.questions if question.note]
    assert notes
    assert not [note for note in notes if any(note in text for text in printed)]


def test_the_closing_card_has_the_closing_rounds_words_and_the_invitation() -> None:
    closing = deck_of(full_guide())[-1]
    assert said_by(closing.front) == ["Closing round", "One thing you leave undone."]
    back = said_by(closing.back)
    assert "Send one sentence to the circle before you sleep." in back
    assert "Please share only your own words." in back
    assert "chat.example.org/groups/power-talks-reading" in back
    assert len([item for item in closing.back.items if isinstance(item, Symbol)]) == 2


def test_a_guide_without_a_closing_round_closes_in_the_languages_words() -> None:
    run = tuple(each for each in guide().run_of_show if each.kind != "closing_round")
    closing = deck_of(guide(run_of_show=run))[-1]
    assert said_by(closing.front) == ["Closing round", plan(guide()).language("card.closing")]


def test_invitation_and_own_words_are_14_pt() -> None:
    back = deck_of(full_guide())[-1].back
    for text in ("Send one sentence to the circle before you sleep.", "Please share only your own words."):
        roles = {role for role, found in texts([back]).items() if found == text}
        assert {run.size for run in runs(back) if run.role in roles} == {14}


def test_feet_name_series_and_topic_alike() -> None:
    cards = deck_of(full_guide())
    feet = {run.text for card in cards[1:-1] for run in runs(card.front) if run.role == ARTIFACT}
    assert feet == {"Evenings for talk · Rest and work"}
    assert {
        run.text for card in deck_of(guide())[1:-1] for run in runs(card.front) if run.role == ARTIFACT
    } == {"Rest and work"}


@each_case
def test_the_feet_box_starts_14_mm_and_a_line_above_the_trim(case: str) -> None:
    for card, question in zip(asked_of(plan_named(case)), plan_named(case).guide.questions, strict=True):
        feet = [run for side in (card.front, card.back) for run in runs(side) if run.role == ARTIFACT]
        assert feet or not (plan_named(case).guide.series and question.probes)
        for run in feet:
            assert run.size == 9
            assert run.y == pytest.approx(card.front.height - 14 * MM - 12 + above_baseline(9, 12))


def test_a_foot_too_long_for_its_line_loses_the_topic() -> None:
    made = full_guide(title=phrase("Emotional labor and who does it when nobody looks on"))
    feet = {run.text for card in deck_of(made)[1:-1] for run in runs(card.front) if run.role == ARTIFACT}
    assert feet == {"Evenings for talk"}


def test_a_missing_date_is_a_labeled_blank() -> None:
    front = deck(plan(full_guide()))[0].front
    (label,) = [run for run in runs(front) if run.text == "Date"]
    (blank,) = [item for item in front.items if isinstance(item, Rule)]
    assert blank.x > label.x + label.width
    assert 0 <= blank.y - label.y < 3
    assert blank.x2 - blank.x >= 25 * MM


def test_a_missing_link_has_two_lines_to_write_on_where_its_code_would_be() -> None:
    cards = deck(plan(full_guide(follow_up=FollowUp(phrase("Quiet circle")), pre_read=None)))
    back = cards[-1].back
    assert not [item for item in back.items if isinstance(item, Symbol | LinkArea)]
    first, second = [item for item in back.items if isinstance(item, Rule)]
    assert second.y - first.y == pytest.approx(8.7 * MM)
    assert (first.x, first.x2) == pytest.approx((MARGIN, back.width - MARGIN))
    assert [text for text in said_by(back) if text.startswith("Quiet circle")]


def test_a_long_link_stands_in_full_beside_or_beneath_its_code() -> None:
    back = deck(plan(full_guide(pre_read=None), event(group_url=link(LONG_LINK))))[-1].back
    (words_,) = [text for role, text in texts([back]).items() if role.tag == "Link"]
    assert words_ == LONG_LINK.removeprefix("https://")
    lines = {run.y for run in runs(back) if run.role.tag == "Link"}
    assert len(lines) <= 4


def test_probes_are_small_texts_of_a_list() -> None:
    back = deck_of(asked("Why?", "Who?", probes=("What then?", "What else?")))[1].back
    probes = [run for run in runs(back) if run.role.tag == "LBody"]
    assert len(probes) == 2
    assert probes[0].role.parent != probes[1].role.parent
    assert {role.tag for run in probes if (role := run.role.parent)} == {"LI"}
    assert {run.size for run in probes} == {20}
    assert probes[1].y - probes[0].y == pytest.approx(27 + 12), "one line and twelve points"
    assert [run.text for run in runs(back) if run.role == ARTIFACT] == ["Use one, or none."]


# The fit of a deck


def lines_at(text: str, size: int, measure: float) -> int:
    """The fewest lines of a text, word by word, each line shaped by itself; 99 where a word is too wide."""
    lines, line = 1, ""
    for word in re.findall(r"[^ –-]+[–-]?|[–-]", text):
        glue = " " if line and f"{line} {word}" in text else ""
        if width_at(line + glue + word, size) <= measure:
            line += glue + word
        else:
            lines, line = lines + 1, word
            if width_at(word, size) > measure:
                return 99
    return lines


def width_at(text: str, size: int) -> float:
    return sum(glyph.advance for glyph in face("display").shape(text, "en")) * size / 1000


def expected_sizes(found: KitPlan, hero: float) -> list[int]:
    """The deck's size by its rule, and each longer question stepped down alone."""
    measure = found.stock.width - 2 * MARGIN
    asks = [found.plain(question.ask) for question in found.guide.questions]

    def fits(text: str, size: int) -> bool:
        lines = lines_at(text, size, measure)
        return (lines <= 4 or size < 32) and QUESTION_TOP + lines * SIZES[size] <= hero + 0.001

    def suits(size: int) -> bool:
        return sum(fits(text, size) for text in asks) >= 0.75 * len(asks)

    own = next((size for size in SIZES if suits(size)), 14)
    return [next((size for size in SIZES if size <= own and fits(text, size)), 14) for text in asks]


def mixed(*lengths: int) -> Guide:
    return asked(*[words(length) for length in lengths])


DECKS = {
    "three short": mixed(5, 6, 7),
    "all within four lines": mixed(8, 9, 10, 8),
    "one of five lines": mixed(8, 9, 16, 8),
    "all within four lines at 32": asked(*["Would you rather rest for an hour, alone in town?"] * 4),
    "a quarter is long": mixed(9, 9, 9, 50),
    "more than a quarter is long": mixed(9, 9, 50, 50),
    "a third is long": mixed(9, 9, 50),
    "all middling": mixed(24, 26, 28, 30),
    "all long": mixed(40, 45, 50, 55),
    "all very long": mixed(60, 62, 64, 66),
    "ten with one long": mixed(12, 14, 16, 18, 20, 22, 24, 12, 14, 57),
    "male allies": male_allies(),
}


@pytest.mark.parametrize("name", DECKS)
def test_the_deck_has_the_largest_size_at_which_three_quarters_fit(name: str) -> None:
    assert sizes_of(DECKS[name]) == expected_sizes(plan(DECKS[name], event()), A6_HERO)


def test_the_decks_tried_reach_every_size() -> None:
    assert {max(sizes_of(made)) for made in DECKS.values()} >= {36, 32, 24, 21, 16, 14}


def test_the_two_largest_sizes_are_for_questions_within_four_lines() -> None:
    short = words(5)
    longer = "Would you rather rest for an hour, alone in town?"
    assert (lines_at(longer, 36, 79 * MM), lines_at(longer, 32, 79 * MM)) == (5, 4)
    assert set(sizes_of(asked(short, short))) == {36}
    # The longer question would end above the deck's line, and yet it steps down; three quarters keep the size.
    assert sizes_of(asked(short, short, short, longer)) == [36, 36, 36, 32]


def test_a_longer_question_steps_down_alone() -> None:
    found = sizes_of(mixed(14, 14, 14, 50))
    assert found[:3] == [found[0]] * 3
    assert found[3] < found[0]


def test_questions_end_above_the_decks_line_unless_at_the_floor() -> None:
    for made in DECKS.values():
        for card in deck_of(made)[1:-1]:
            bottom = bottom_of(question_runs(card.front), SIZES)
            assert bottom <= (A6_FOOT if size_of(card) == 14 else A6_HERO) + 0.01


def test_a_question_of_71_words_stands_on_a6() -> None:
    assert len(words(71).split()) == 71
    assert sizes_of(asked(words(71), words(9), words(9), words(9)))[0] == 14


def longest(paper: str) -> int:
    """The most words of a made-up question that one card holds."""
    return max(count for count in range(60, 130) if is_held(count, paper))


def is_held(count: int, paper: str) -> bool:
    try:
        deck_of(asked(words(count), "Why?"), paper=paper)
    except FitError:
        return False
    return True


def test_at_the_floor_a_question_may_run_on_to_the_foot() -> None:
    most = longest("a4")
    assert most >= 80, "about 85 words"
    runs_on = deck_of(asked(words(most), "Why?"))[1]
    bottom = bottom_of(question_runs(runs_on.front), SIZES)
    assert A6_HERO < bottom <= A6_FOOT + 0.01
    assert bottom + 18 > A6_FOOT, "another line would not fit"


@pytest.mark.parametrize(("paper", "stock"), [("a4", "a6-4up"), ("letter", "quarter-letter")])
def test_a_question_beyond_the_foot_is_refused_with_all_that_helps(paper: str, stock: str) -> None:
    made = asked("Why?", words(longest(paper) + 12))
    ask = made.questions[1].ask
    with pytest.raises(FitError) as caught:
        deck_of(made, paper=paper)
    refused = str(caught.value)
    assert refused.startswith(f"guides/made-up.yaml:{ask.at.line}:{ask.at.column}: questions[1].ask: ")
    assert "question card" in refused
    assert stock in refused
    assert "language en" in refused
    found = re.search(r"it is (\d+) mm \((\d+) lines?\) too long", refused)
    assert found
    assert int(found[1]) == pytest.approx(int(found[2]) * 18 / MM, abs=18 / MM)
    assert refused.endswith("Shorten it.")
    assert caught.value.exit_code == 1


def test_a_word_wider_than_the_card_is_refused_not_split() -> None:
    with pytest.raises(FitError, match=r"questions\[0\]\.ask: .*a word is wider than the card"):
        deck_of(asked("M" * 40, "Why?"))


def test_a_word_too_wide_at_the_decks_size_makes_its_question_smaller() -> None:
    found = sizes_of(asked("Geschwindigkeitsbegrenzung?", *[words(7)] * 3))
    assert found[0] < found[1]


# Probes


def probe_sizes(probes: tuple[str, ...]) -> set[float]:
    back = deck_of(asked("Why?", "Who?", probes=probes))[1].back
    found = [run for run in runs(back) if run.role.tag == "LBody"]
    assert bottom_of(found, PROBES) <= A6_FOOT
    return {run.size for run in found}


def longer_probes(length: int) -> tuple[str, ...]:
    return (words(12), words(length), words(12))


def test_probes_step_down_together() -> None:
    seen = [size for length in range(1, 118, 3) for size in probe_sizes(longer_probes(length))]
    assert sorted(set(seen), reverse=True) == [20, 18, 16, 14, 12, 11]
    assert seen == sorted(seen, reverse=True), "a longer text is never larger"


def test_probes_are_refused_beyond_11_pt() -> None:
    with pytest.raises(
        FitError, match=r"made-up\.yaml:\d+:5: .*question card.* \d+ mm \(\d+ lines?\) too long"
    ):
        probe_sizes(longer_probes(240))


def test_three_probes_of_eight_words_stand_at_20() -> None:
    assert probe_sizes(tuple(words(8) for _ in range(3))) == {20}


def test_too_many_agreements_are_refused_rather_than_dropped() -> None:
    made = full_guide(agreements=phrases(*[words(15)] * 12))
    with pytest.raises(FitError, match="question card"):
        deck_of(made)


def test_a_definition_too_long_for_the_title_card_is_refused() -> None:
    with pytest.raises(FitError, match=r"made-up\.yaml:\d+:5: .*question card"):
        deck_of(full_guide(definition=phrase(words(150))))


def test_an_invitation_too_long_for_the_closing_card_is_refused() -> None:
    follow_up = FollowUp(invite=phrase(words(120), "follow_up.invite"))
    with pytest.raises(FitError, match=r"follow_up\.invite: .*question card"):
        deck_of(full_guide(follow_up=follow_up))


def test_closing_words_too_long_for_their_card_are_refused() -> None:
    run = (*guide().run_of_show[:4], segment("closing_round", ask=words(150)))
    with pytest.raises(FitError, match=r"made-up\.yaml:\d+:5: .*question card"):
        deck_of(guide(run_of_show=run))


# The sheets


def test_cards_use_little_ink() -> None:
    """No frame and no solid area: what is filled is a short rule, a code or a letter."""
    for page in document_named("usual-a4", "question-cards").pages:
        for item in flat(page):
            assert not isinstance(item, Fill) or item.width * item.height < 100
