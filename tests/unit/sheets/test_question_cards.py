"""The question cards: one frame for the deck, and what is said on which side."""

from __future__ import annotations

import pytest
from hostkit.ground.fonts import face
from hostkit.layout.display_list import ARTIFACT, Fill, LinkArea, Rule, Symbol
from hostkit.sheets.question_cards import deck
from hostkit.source.guide import FollowUp
from tests.support.cards import (
    MARGIN,
    NUMBER_TOP,
    QUESTION_TOP,
    SIZES,
    deck_of,
    question_runs,
    said_by,
)
from tests.support.guides import (
    event,
    full_guide,
    guide,
    link,
    phrase,
    plan,
)
from tests.support.kits import LONG_LINK, plan_named
from tests.support.measure import MM, above_baseline, extent, runs, texts


def test_a_card_for_each_question_between_title_and_closing_card(case: str) -> None:
    cards = deck(plan_named(case))
    found = plan_named(case)
    assert len(cards) == len(found.guide.questions) + 2 == found.copies.cards
    for card, question in zip(cards[1:-1], found.guide.questions, strict=True):
        assert said_by(card.front) == [str(question.number), found.plain(question.ask)]


def test_all_cards_are_of_the_stocks_size(case: str) -> None:
    stock = plan_named(case).stock
    for card in deck(plan_named(case)):
        for side in (card.front, card.back):
            assert (side.width, side.height) == (stock.width, stock.height)


def test_numbers_stand_on_one_baseline_on_both_sides(case: str) -> None:
    for card, question in zip(deck(plan_named(case))[1:-1], plan_named(case).guide.questions, strict=True):
        for side in (card.front, card.back):
            number = runs(side)[0]
            assert number.text == str(question.number)
            assert number.size == 28
            assert number.x == pytest.approx(MARGIN)
            assert number.y == pytest.approx(NUMBER_TOP + above_baseline(28, 28))


def test_questions_begin_at_one_height_and_margin(case: str) -> None:
    for card in deck(plan_named(case))[1:]:
        first = question_runs(card.front)[0]
        assert first.x == pytest.approx(MARGIN)
        assert first.y - above_baseline(first.size, SIZES[int(first.size)]) == pytest.approx(QUESTION_TOP)


def test_nothing_is_wider_than_the_margins_allow(case: str) -> None:
    stock = plan_named(case).stock
    for card in deck(plan_named(case)):
        for side in (card.front, card.back):
            for item in side.items:
                box = extent(item)
                # A letter may lean a little over its own width; a space that hangs has no ink.
                assert box is None or box.left > MARGIN - 2, item
                assert box is None or box.right < stock.width - MARGIN + 2, item


def test_headings_on_the_backs_share_the_numbers_baseline() -> None:
    cards = deck_of(full_guide())
    for side in (cards[0].back, cards[-1].back):
        heading = next(run for run in runs(side) if run.role.tag == "H2")
        assert heading.y == pytest.approx(NUMBER_TOP + above_baseline(28, 28))
        assert (heading.size, heading.face) == (12, "text-bold")


def test_the_title_card_opens_with_a_quotation_mark_and_the_closing_card_closes_it() -> None:
    cards = deck_of(full_guide())
    for page, mark in ((cards[0].front, "“"), (cards[-1].front, "”")):
        (run,) = [run for run in runs(page) if run.text == mark]
        box = extent(run)
        assert box
        assert run.size == 84
        assert run.role == ARTIFACT
        assert box.left == pytest.approx(MARGIN, abs=0.01), "flush with the margin"
        assert box.top == pytest.approx(NUMBER_TOP + above_baseline(28, 28) - figure_height(), abs=0.01)


def figure_height() -> float:
    """How high a figure of the numbers stands."""
    (glyph,) = face("display").shape("1", "en")
    return face("display").ink(glyph.gid)[1] * 28 / 1000


def test_the_title_card_has_topic_rule_definition_and_date() -> None:
    front = deck_of(full_guide())[0].front
    assert said_by(front) == ["Rest and work", str(full_guide().definition)]
    (rule,) = [item for item in front.items if isinstance(item, Fill)]
    assert (rule.width, rule.height) == pytest.approx((12 * MM, 2))
    assert "Thursday, 14 January 2027" in [run.text for run in runs(front)]


def test_the_back_of_the_title_card_has_the_agreements_above_the_pre_reads_code() -> None:
    back = deck_of(full_guide())[0].back
    found = said_by(back)
    for agreement in full_guide().agreements:
        assert agreement.text in found
    (symbol,) = [item for item in back.items if isinstance(item, Symbol)]
    assert all(
        run.y < symbol.y for run in runs(back) if run.text in {a.text for a in full_guide().agreements}
    )
    assert {run.size for run in runs(back) if run.text == "Anyone may pass."} == {14}


def test_probes_stand_on_the_back_of_their_question() -> None:
    cards = deck_of(full_guide())
    for card, question in zip(cards[1:-1], full_guide().questions, strict=True):
        probes = [probe.text for probe in question.probes]
        assert said_by(card.back) == [str(question.number), *probes]
        assert not set(probes) & set(said_by(card.front))


def test_a_question_without_probes_has_its_number_alone_on_the_back() -> None:
    for card in deck_of(guide())[1:-1]:
        assert len(runs(card.back)) == 1


def test_what_is_for_the_host_alone_is_on_no_card() -> None:
    made = full_guide()
    printed = [text for card in deck_of(made) for side in (card.front, card.back) for text in said_by(side)]
    notes = [question.note.text.replace("**", "") for question in made.questions if question.note]
    assert notes
    assert not [note for note in notes if any(note in text for text in printed)]


def test_the_closing_card_has_the_closing_rounds_words_and_the_invitation() -> None:
    closing = deck_of(full_guide())[-1]
    assert said_by(closing.front) == ["One thing you leave undone."]
    back = said_by(closing.back)
    assert "Send one sentence to the circle before you sleep." in back
    assert "Share only your own words." in back
    assert "chat.example.org/groups/power-talks-reading" in back
    assert len([item for item in closing.back.items if isinstance(item, Symbol)]) == 1


def test_a_guide_without_a_closing_round_closes_in_the_languages_words() -> None:
    run = tuple(each for each in guide().run_of_show if each.kind != "closing_round")
    closing = deck_of(guide(run_of_show=run))[-1]
    assert said_by(closing.front) == [plan(guide()).language("card.closing")]


def test_invitation_and_own_words_are_14_pt() -> None:
    back = deck_of(full_guide())[-1].back
    for text in ("Send one sentence to the circle before you sleep.", "Share only your own words."):
        roles = {role for role, found in texts([back]).items() if found == text}
        assert {run.size for run in runs(back) if run.role in roles} == {14}


def test_feet_name_series_and_topic_alike() -> None:
    cards = deck_of(full_guide())
    feet = {run.text for card in cards[1:-1] for run in runs(card.front) if run.role == ARTIFACT}
    assert feet == {"Evenings for talk · Rest and work"}
    assert {
        run.text for card in deck_of(guide())[1:-1] for run in runs(card.front) if run.role == ARTIFACT
    } == {"Rest and work"}


def test_the_feet_box_starts_14_mm_and_a_line_above_the_trim(case: str) -> None:
    for card in deck(plan_named(case))[1:-1]:
        feet = [run for side in (card.front, card.back) for run in runs(side) if run.role == ARTIFACT]
        assert feet or not plan_named(case).guide.series
        for run in feet:
            assert run.size == 9
            assert run.y == pytest.approx(card.front.height - 14 * MM - 12 + above_baseline(9, 12))


def test_a_foot_too_long_for_its_line_loses_the_topic() -> None:
    made = full_guide(title=phrase("Emotional labour and who does it when nobody looks on"))
    feet = {run.text for card in deck_of(made)[1:-1] for run in runs(card.front) if run.role == ARTIFACT}
    assert feet == {"Evenings for talk"}


def test_a_missing_date_is_a_labelled_blank() -> None:
    front = deck(plan(full_guide()))[0].front
    (label,) = [run for run in runs(front) if run.text == "Date"]
    (blank,) = [item for item in front.items if isinstance(item, Rule)]
    assert blank.x > label.x + label.width
    assert 0 <= blank.y - label.y < 3
    assert blank.x2 - blank.x >= 25 * MM


def test_a_missing_link_has_two_lines_to_write_on_where_its_code_would_be() -> None:
    cards = deck(plan(full_guide(follow_up=FollowUp(phrase("Quiet circle")))))
    back = cards[-1].back
    assert not [item for item in back.items if isinstance(item, Symbol | LinkArea)]
    first, second = [item for item in back.items if isinstance(item, Rule)]
    assert second.y - first.y == pytest.approx(8.7 * MM)
    assert (first.x, first.x2) == pytest.approx((MARGIN, back.width - MARGIN))
    assert [text for text in said_by(back) if text.startswith("Quiet circle")]


def test_a_long_link_stands_in_full_beside_or_beneath_its_code() -> None:
    back = deck(plan(full_guide(), event(group_url=link(LONG_LINK))))[-1].back
    (words_,) = [text for role, text in texts([back]).items() if role.tag == "Link"]
    assert words_ == LONG_LINK.removeprefix("https://")
    lines = {run.y for run in runs(back) if run.role.tag == "Link"}
    assert len(lines) <= 4


def test_probes_are_small_texts_of_a_list() -> None:
    back = deck_of(full_guide())[1].back
    probes = [run for run in runs(back) if run.role.tag == "LBody"]
    assert len(probes) == 2
    assert probes[0].role.parent != probes[1].role.parent
    assert {role.tag for run in probes if (role := run.role.parent)} == {"LI"}
    assert probes[1].y - probes[0].y == pytest.approx(18 + 10), "one line and ten points"
    assert [run.text for run in runs(back) if run.role == ARTIFACT] == ["Take one up, or none."]
