"""The fit of a deck: one size for its questions, longer ones and probes stepping down, the rest refused."""

from __future__ import annotations

import re

import pytest
from hostkit.ground.errors import FitError
from hostkit.ground.fonts import face
from hostkit.layout.display_list import Symbol
from hostkit.plan.kit_plan import KitPlan
from hostkit.source.guide import FollowUp, Guide
from tests.support.cards import (
    A6_FOOT,
    A6_HERO,
    MARGIN,
    PROBES,
    QUESTION_TOP,
    SIZES,
    asked,
    bottom_of,
    deck_of,
    question_runs,
    size_of,
    sizes_of,
)
from tests.support.guides import (
    event,
    full_guide,
    guide,
    male_allies,
    phrase,
    phrases,
    plan,
    segment,
    words,
)
from tests.support.measure import MM, collisions, runs


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
        return QUESTION_TOP + lines_at(text, size, measure) * SIZES[size] <= hero + 0.001

    def suits(size: int) -> bool:
        if size == 28:
            return all(fits(text, 28) and lines_at(text, 28, measure) <= 4 for text in asks)
        return sum(fits(text, size) for text in asks) >= 0.75 * len(asks)

    own = next((size for size in SIZES if suits(size)), 14)
    return [next((size for size in SIZES if size <= own and fits(text, size)), 14) for text in asks]


def mixed(*lengths: int) -> Guide:
    return asked(*[words(length) for length in lengths])


DECKS = {
    "three short": mixed(5, 6, 7),
    "all within four lines": mixed(8, 9, 10, 8),
    "one of five lines": mixed(8, 9, 16, 8),
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
    assert {max(sizes_of(made)) for made in DECKS.values()} >= {28, 24, 21, 16, 14}


def test_the_largest_size_is_for_decks_within_four_lines() -> None:
    short = words(8)
    assert set(sizes_of(asked(short, short))) == {28}
    # Five lines at 28 pt end well above the deck's line, and yet the whole deck steps down.
    longer = words(15)
    assert lines_at(longer, 28, 79 * MM) == 5
    assert set(sizes_of(asked(short, short, short, short, short, longer))) == {24}


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
        deck_of(asked("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter?", "Why?"))


def test_a_word_too_wide_at_the_decks_size_makes_its_question_smaller() -> None:
    found = sizes_of(asked("Geschwindigkeitsbegrenzung?", *[words(7)] * 3))
    assert found[0] < found[1]


def probe_sizes(probes: tuple[str, ...]) -> set[float]:
    back = deck_of(asked("Why?", "Who?", probes=probes))[1].back
    found = [run for run in runs(back) if run.role.tag == "LBody"]
    assert bottom_of(found, PROBES) <= A6_FOOT
    return {run.size for run in found}


def longer_probes(length: int) -> tuple[str, ...]:
    return (words(12), words(length), words(12))


def test_probes_step_down_together() -> None:
    seen = [size for length in range(12, 118, 3) for size in probe_sizes(longer_probes(length))]
    assert sorted(set(seen), reverse=True) == [14, 12, 11]
    assert seen == sorted(seen, reverse=True), "a longer text is never larger"


def test_probes_are_refused_beyond_11_pt() -> None:
    with pytest.raises(
        FitError, match=r"made-up\.yaml:\d+:5: .*question card.* \d+ mm \(\d+ lines?\) too long"
    ):
        probe_sizes(longer_probes(240))


def test_three_probes_of_twelve_words_stand_at_14() -> None:
    assert probe_sizes(tuple(words(12) for _ in range(3))) == {14}


def test_agreements_keep_clear_of_the_code_below_them() -> None:
    """One more and one more, up to the refusal: the last of them never touches the code."""
    seen = 0
    for count in range(1, 40):
        made = full_guide(agreements=phrases(*[words(9)] * count))
        try:
            back = deck_of(made)[0].back
        except FitError:
            break
        seen = count
        assert collisions(back) == []
        (code,) = [item for item in back.items if isinstance(item, Symbol)]
        last = max(run.y for run in runs(back) if run.role.tag == "LBody")
        assert last + 8 < code.y - 4 * code.module
    assert 3 < seen < 39


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
