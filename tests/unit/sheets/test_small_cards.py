"""Cards smaller than 100 by 130 mm: number beside the question, sizes for small stock, ends with less on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import pytest

from hostkit.core.errors import FitError
from hostkit.guides.guide import FollowUp, Guide
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets.cards.card_layout import card_layout_of
from hostkit.stocks.imposition import Card
from hostkit.stocks.stock import Stock, read_stock, stock_names, stocks_for
from hostkit.typesetting.display_list import ARTIFACT, Page, Rule, Symbol, TextRun
from hostkit.typesetting.fonts import face
from tests.support.each import for_each
from tests.support.guides import (
    NOTHING_KNOWN,
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
from tests.support.kits import compose, deck
from tests.support.measure import MM, above_baseline, collisions, extent, runs, texts

CARD, A7, INDEX = (read_stock(name) for name in ("avery-c32011", "a7-8up", "avery-5388"))
"""85 x 54 mm with waste around; A7 edge to edge; and 127 x 76.2 mm, the larger of the small ones."""
SMALL = [
    stock for stock in map(read_stock, stock_names()) if stock.width < 100 * MM or stock.height < 130 * MM
]
EDGE_TO_EDGE = [stock for stock in SMALL if min(stock.left, stock.top) < 7 * MM]
SIZES = {28: 34, 24: 30, 21: 26, 18: 22, 16: 20, 14: 17}
COLUMN, FOOT = 8 * MM, 12
TALL = 190
"""Cards of this height in points or more have 8 mm above the foot, and a topic larger than their questions."""
FLOOR_MARGIN = 4 * MM


def drop_of(own: int) -> float:
    """From the margin's top to the baseline of number and text: lower where the deck's size stands higher."""
    return max(15.7, 0.76 * own)


def above_footer(stock: Stock) -> float:
    return 8 * MM if stock.height >= TALL else 6.0


def margin_of(stock: Stock) -> float:
    return 8 * MM if stock in EDGE_TO_EDGE else 6 * MM


def on(stock: Stock, made: Guide, **options: object) -> KitPlan:
    return plan(made, event(), stock=stock.name, paper=stock.paper, **options)


def deck_of(stock: Stock, *asked: str | tuple[str, tuple[str, ...]]) -> tuple[Card, ...]:
    """The cards of some questions, without those at both ends."""
    return deck(on(stock, brief(*asked)))[1:-1]


def brief(*asked: str | tuple[str, tuple[str, ...]]) -> Guide:
    """A guide whose other cards are short enough for every stock."""
    run = (*guide().run_of_show[:4], segment("closing_round", ask="One thing to keep."))
    return guide(
        title=phrase("Rest"),
        run_of_show=run,
        questions=questions(*asked),
        follow_up=FollowUp(phrase("Circle"), invite=phrase("Post a word.")),
    )


def question_runs(page: Page) -> list[TextRun]:
    return [run for run in runs(page) if run.role.tag == "H2"]


def size_of(card: Card) -> int:
    (size,) = {run.size for run in question_runs(card.front)}
    return int(size)


def lines_of(found: Sequence[TextRun]) -> list[float]:
    return sorted({round(run.y, 4) for run in found})


def leading_of(card: Card) -> float:
    first, second = lines_of(question_runs(card.front))[:2]
    return round(second - first, 3)


def has_footer(page: Page) -> bool:
    return any(run.role == ARTIFACT and run.size == 9 for run in runs(page))


def number_of(page: Page) -> TextRun:
    return next(run for run in runs(page) if run.size == 18 and run.color != (0, 0, 0))


# The frame


def test_there_are_small_stocks_of_both_kinds() -> None:
    assert {stock.name for stock in EDGE_TO_EDGE} == {"a7-8up", "eighth-letter", "avery-5384"}
    assert len(SMALL) > len(EDGE_TO_EDGE) + 5


@for_each(SMALL)
def test_numbers_stand_in_a_column_of_their_own_on_the_line_of_the_text(stock: Stock) -> None:
    margin = margin_of(stock)
    long = words(15)
    for asked in (("What is rest?", "When did you last rest?"), (long, long), (long, words(3))):
        cards = deck_of(stock, *((text, ("Whose?", "Since when?")) for text in asked))
        line = margin + drop_of(max(map(size_of, cards)))
        for card in cards:
            for side in (card.front, card.back):
                number = number_of(side)
                assert (number.x, number.y) == pytest.approx((margin, line))
            first = question_runs(card.front)[0]
            assert (first.x, first.y) == pytest.approx((margin + COLUMN, line))
            probe = probe_runs(card.back)[0]
            assert (probe.x, probe.y) == pytest.approx((margin + COLUMN, line))


@pytest.mark.parametrize(("left", "top"), [(40, 20), (0, 20), (20, 117), (20, 0), (34, 20), (6, 20)], ids=str)
def test_cards_that_reach_where_no_printer_does_have_a_wider_margin(left: float, top: float) -> None:
    """Whichever edge it is: on the back the right one is the left one."""
    own = Stock("own", "a4", 85 * MM, 60 * MM, left * MM, top * MM, 85 * MM, 60 * MM, 2, 3, False, "made up")
    least = min(left, top, 210 - left - 170, 297 - top - 180)
    assert least < 7
    assert card_layout_of(own).margin == pytest.approx(8 * MM)


@for_each(SMALL)
def test_feet_stand_on_the_margin(stock: Stock) -> None:
    for card in deck_of(stock, ("What is rest?", ("Whose?",)), "Who rests?"):
        for side in (card.front, card.back):
            feet = [run for run in runs(side) if run.role == ARTIFACT]
            for run in feet:
                assert run.size == 9
                assert run.x == pytest.approx(margin_of(stock) + COLUMN)
                bottom = stock.height - margin_of(stock)
                assert run.y == pytest.approx(bottom - FOOT + above_baseline(9, FOOT))
        assert has_footer(card.front)


KITS = {
    "male-allies": (male_allies(), event()),
    "full": (full_guide(), event()),
    "small": (guide(), event()),
    "nothing known": (guide(), NOTHING_KNOWN),
    "short questions": (brief("Why?", ("Who?", ("Since when?",))), event()),
}


# The fit of a question


def lines_at(text: str, size: int, measure: float) -> int:
    """The fewest lines of a text, word by word, each line shaped by itself; 99 where a word is too wide."""
    lines, line = 1, ""
    for word in text.split():
        glue = f"{line} {word}" if line else word
        if width_at(glue, size) <= measure:
            line = glue
        else:
            lines, line = lines + 1, word
            if width_at(word, size) > measure:
                return 99
    return lines


def width_at(text: str, size: int) -> float:
    return sum(glyph.advance for glyph in face("display").shape(text, "en")) * size / 1000


def ends_at(stock: Stock, text: str, step: tuple[int, int], margin: float, drop: float) -> float:
    """Where a text ends that begins on the number's line."""
    size, leading = step
    top = margin + drop - above_baseline(size, leading)
    return top + lines_at(text, size, stock.width - 2 * margin - COLUMN) * leading


def expected(stock: Stock, texts: Sequence[str], topic: float) -> list[tuple[int, int, bool]]:
    """Size, leading and whether the foot stays, for every question of a deck, by the rule in words.

    ``topic`` is the size of the topic, than which the questions of taller cards are smaller.
    """
    margin = margin_of(stock)
    least = max(margin, FLOOR_MARGIN) if margin == 8 * MM else FLOOR_MARGIN
    with_footer = stock.height - margin - FOOT - above_footer(stock) + 0.01
    sizes = [size for size in SIZES if size < topic or stock.height < TALL]

    def fits(text: str, size: int) -> bool:
        return ends_at(stock, text, (size, SIZES[size]), margin, drop_of(size)) <= with_footer

    own = next((size for size in sizes if 4 * sum(fits(text, size) for text in texts) >= 3 * len(texts)), 14)
    drop = drop_of(own)

    def how(text: str) -> tuple[int, int, bool]:
        if fits(text, own):
            return own, SIZES[own], True
        for size in (size for size in SIZES if size <= own):
            end = ends_at(stock, text, (size, SIZES[size]), margin, drop)
            if end <= stock.height - margin + 0.01:
                return size, SIZES[size], end <= with_footer
        assert ends_at(stock, text, (14, 16), least, drop) <= stock.height - least + 0.01
        return 14, 16, False

    return [how(text) for text in texts]


DECKS = {
    "three short": (3, 4, 4),
    "one long in four": (5, 6, 6, 24),
    "more than a quarter is long": (5, 6, 22, 24),
    "a third is long": (6, 6, 26),
    "all middling": (12, 13, 14, 15),
    "rather long": (16, 17, 17, 18),
    "all long": (24, 25, 26, 28),
    "one at the floor": (8, 9, 9, 38),
    "two at the floor": (8, 9, 9, 38, 8, 8, 9, 39),
    "rising": (4, 8, 12, 16, 20, 24, 28, 32),
}


@for_each(
    product(
        [CARD, read_stock("avery-l7418"), A7, INDEX, read_stock("avery-5384"), read_stock("avery-5389")],
        DECKS,
    )
)
def test_the_deck_has_the_largest_step_at_which_three_quarters_fit(stock: Stock, name: str) -> None:
    asked = [words(count) for count in DECKS[name]]
    cards = deck_of(stock, *asked)
    topic = max(run.size for run in runs(deck(on(stock, brief(*asked)))[0].front) if run.role.tag == "H1")
    rule = expected(stock, asked, topic)
    assert stock.height < TALL or topic > rule[0][0]
    assert [size_of(card) for card in cards] == [size for size, _, _ in rule]
    assert [has_footer(card.front) for card in cards] == [foot for _, _, foot in rule]
    for card, (_, leading, _) in zip(cards, rule, strict=True):
        assert len(lines_of(question_runs(card.front))) == 1 or leading_of(card) == pytest.approx(leading)


def test_the_decks_tried_reach_every_step() -> None:
    steps = {step for count in DECKS.values() for step in expected(CARD, [words(each) for each in count], 26)}
    assert {size for size, _, foot in steps if foot} >= {28, 21, 18, 16, 14}
    assert {(size, leading) for size, leading, foot in steps if not foot} >= {
        (18, 22),
        (16, 20),
        (14, 17),
        (14, 16),
    }


def test_a_longer_question_loses_its_foot_first_and_then_steps_down() -> None:
    """A smaller size may leave room for the foot again, and has it then."""
    seen: list[tuple[int, float, bool]] = []
    for count in range(9, 40):
        card = deck_of(CARD, words(9), words(9), words(9), words(count))[-1]
        step = (size_of(card), leading_of(card), has_footer(card.front))
        if step not in seen:
            seen.append(step)
    order = [
        *((size, leading, foot) for size, leading in SIZES.items() if size <= 21 for foot in (True, False)),
        (14, 16, False),
    ]
    assert seen == [step for step in order if step in seen], "in this order, and with no other"
    assert (seen[0], seen[-1]) == (order[0], order[-1])
    assert len(seen) >= 5
    middling = deck_of(CARD, *map(words, DECKS["all middling"]))[-1]
    assert (size_of(middling), has_footer(middling.front)) == (18, False), (
        "the foot goes before the size does"
    )


@pytest.mark.parametrize(
    ("stock", "margin", "most"),
    [(CARD, 4 * MM, 9), (INDEX, 4 * MM, 34), (A7, 8 * MM, 22)],
    ids=["c32011", "5388", "a7"],
)
def test_the_floor_is_14_on_16_in_a_margin_that_keeps_off_the_trim(
    stock: Stock, margin: float, most: int
) -> None:
    others = [words(most)] * 3
    own = size_of(deck_of(stock, *others, words(most))[0])
    assert own <= 21, "where larger type does not lower the first line"
    longest = next(count for count in range(140, 20, -1) if is_held(stock, count, most))
    card = deck_of(stock, *others, words(longest))[-1]
    assert (size_of(card), leading_of(card), has_footer(card.front)) == (14, 16, False)
    number, first = number_of(card.front), question_runs(card.front)[0]
    assert number.x == pytest.approx(margin)
    assert number.y == first.y == pytest.approx(margin + drop_of(own))
    assert first.x == pytest.approx(margin + COLUMN)
    for run in question_runs(card.front):
        box = extent(run)
        assert box is None or box.right <= stock.width - margin + 1
    last = lines_of(question_runs(card.front))[-1] - above_baseline(14, 16) + 16
    assert last <= stock.height - margin + 0.01
    assert last + 16 > stock.height - margin, "another line would not fit"
    assert not card.back.items, "a lone number would look as if something was missing"


def is_held(stock: Stock, count: int, most: int = 5) -> bool:
    try:
        deck_of(stock, words(most), words(most), words(most), words(count))
    except FitError:
        return False
    return True


NOES = (
    "Think of the noes in your life, to a boss, to a parent, to a friend, to yourself. Which of them comes easily, "
    "which one sticks in your throat, and is there one that it would not be safe to say aloud?"
)


def test_a_business_card_holds_a_question_of_about_40_words() -> None:
    assert 40 <= len(NOES.split()) <= 42
    card = deck_of(CARD, words(12), words(12), words(12), NOES)[-1]
    assert (size_of(card), leading_of(card)) == (14, 16)
    assert len(lines_of(question_runs(card.front))) == 7
    assert texts([card.front])[question_runs(card.front)[0].role] == NOES
    assert not is_held(CARD, 57)


# Probes


def probe_runs(page: Page) -> list[TextRun]:
    return [run for run in runs(page) if run.role.tag == "LBody"]


def backs(stock: Stock, counts: range) -> list[tuple[float, float, bool]]:
    """Size, leading and foot of the probes of ever longer cards, as long as they are not refused."""
    seen: list[tuple[float, float, bool]] = []
    for count in counts:
        try:
            (card, _) = deck_of(stock, (words(16), (words(count), words(8))), words(16))
        except FitError:
            break
        found = probe_runs(card.back)
        first, *more = lines_of([run for run in found if run.role == found[0].role])
        if more:
            seen.append((found[0].size, round(more[0] - first, 3), has_footer(card.back)))
    return seen


def test_probes_of_a_business_card_are_11_on_14_then_on_13_then_without_foot() -> None:
    seen = list(dict.fromkeys(backs(CARD, range(6, 60))))
    assert seen[0] == (11, 14, True)
    assert seen[-1] == (11, 13, False)
    assert seen == [
        step for step in [(11, 14, True), (11, 13, True), (11, 14, False), (11, 13, False)] if step in seen
    ]


def test_probes_of_taller_small_cards_begin_at_14() -> None:
    seen = list(dict.fromkeys(backs(INDEX, range(20, 170, 2))))
    assert [step[:2] for step in seen if step[2]][:3] == [(14, 18), (12, 16), (11, 14)]
    assert {size for size, _, _ in seen} == {14, 12, 11}
    assert [size for size, _, _ in seen] == sorted((size for size, _, _ in seen), reverse=True)
    assert seen[-1] == (11, 13, False)


@pytest.mark.parametrize("stock", [CARD, A7, INDEX], ids=lambda stock: stock.name)
def test_probes_beyond_11_on_13_are_refused_and_name_the_probe(stock: Stock) -> None:
    made = brief(("Why?", (words(8), words(260))), "Who?")
    with pytest.raises(FitError) as caught:
        compose(on(stock, made), "question-cards")
    at = made.questions[0].probes[1].at
    assert str(caught.value).startswith(f"guides/made-up.yaml:{at.line}:{at.column}: ")
    over = re.search(
        r"it is (\d+) mm \((\d+) lines?\) too long at the smallest size for it", str(caught.value)
    )
    assert over
    assert int(over[1]) == pytest.approx(int(over[2]) * 13 / MM, abs=13 / MM)


def test_fronts_alone_refuse_no_probe_for_a_back_that_is_not_printed() -> None:
    """Without backs the probes stand on the host sheet, where there is room for them."""
    made = brief(("Why?", (words(8), words(60))), "Who?")
    with pytest.raises(FitError):
        deck(on(CARD, made))
    assert len(deck(on(CARD, made, duplex="none"))) == 6


# Title and closing card


@for_each(SMALL)
def test_ends_have_their_quotation_marks_flush_with_the_margin(stock: Stock) -> None:
    cards = deck(on(stock, brief("Why?", "Who?")))
    for page, mark, size in ((cards[0].front, "“", 34), (cards[-1].front, "”", 34)):
        (run,) = [run for run in runs(page) if run.text == mark]
        box = extent(run)
        assert box
        assert (run.size, run.role) == (size, ARTIFACT)
        assert box.left == pytest.approx(margin_of(stock), abs=0.01)


@pytest.mark.parametrize(
    ("title", "sizes"), [("Rest", {26, 37}), ("Rest and work", {26, 37}), (words(7), {21, 26})]
)
@pytest.mark.parametrize("stock", [CARD, A7], ids=lambda stock: stock.name)
def test_the_topic_is_as_large_as_its_card_lets_it_be(stock: Stock, title: str, sizes: set[int]) -> None:
    front = deck(on(stock, brief("Why?", "Who?")._replace(title=phrase(title))))[0].front
    topic = [run for run in runs(front) if run.role.tag == "H1"]
    assert {run.size for run in topic} <= sizes
    assert texts([front])[topic[0].role] == title
    assert topic[0].y - topic[0].size < 19 * MM + 40
    assert "Thursday, 14 January 2027" in [run.text for run in runs(front)]


def test_a_title_with_a_word_wider_than_the_card_is_refused_not_split() -> None:
    made = brief("Why?", "Who?")._replace(title=phrase("M" * 40, "title"))
    with pytest.raises(FitError, match=r"title: .*a word is wider than the card at 14 pt"):
        deck(on(CARD, made))


def test_a_title_too_long_for_its_card_is_refused() -> None:
    made = brief("Why?", "Who?")._replace(title=phrase(words(40), "title"))
    with pytest.raises(FitError, match=r"title: .*question card .* too long"):
        deck(on(CARD, made))


def test_the_definition_stands_where_there_is_room_for_it_whole() -> None:
    short, long = phrase(words(6)), phrase(words(45))
    made = brief("Why?", "Who?")
    for stock, definition, is_there in ((CARD, long, False), (INDEX, short, True), (A7, short, True)):
        front = deck(on(stock, made._replace(definition=definition)))[0].front
        assert (definition.text in texts([front]).values()) == is_there, stock.name


def test_the_back_of_the_title_card_has_the_agreements_alone() -> None:
    made = full_guide()._replace(agreements=phrases("Anyone may pass.", "What is told here stays here."))
    back = deck(on(CARD, made))[0].back
    assert list(texts([back]).values()) == ["Anyone may pass.", "What is told here stays here."]
    assert not [item for item in back.items if isinstance(item, Symbol)]


@for_each(SMALL)
def test_the_closing_cards_back_has_the_groups_code_and_link(stock: Stock) -> None:
    back = deck(plan(brief("Why?", "Who?"), event(group_url=link("https://x.example/a")), stock=stock.name,
                     paper=stock.paper))[-1].back  # fmt: skip
    (symbol,) = [item for item in back.items if isinstance(item, Symbol)]
    assert symbol.module >= 0.40 * MM
    assert symbol.x in (pytest.approx(margin_of(stock) + COLUMN), pytest.approx(margin_of(stock)))
    assert symbol.y + symbol.side <= stock.height - margin_of(stock) + 0.01
    beside = {round(run.y) for run in runs(back) if symbol.y < run.y < symbol.y + symbol.side}
    assert len(beside) <= 4
    said = list(texts([back]).values())
    assert "x.example/a" in said
    assert "Circle" in said
    assert "Post a word. Please share only your own words." in said
    assert {run.size for run in runs(back) if run.role.tag == "Link"} <= {12, 10}


@for_each(SMALL)
def test_without_a_link_there_are_two_lines_to_write_one_on(stock: Stock) -> None:
    back = deck(plan(brief("Why?", "Who?"), event(group_url=None), stock=stock.name, paper=stock.paper))[
        -1
    ].back
    first, second = [item for item in back.items if isinstance(item, Rule)]
    assert second.y - first.y == pytest.approx(8.7 * MM)
    assert first.x == pytest.approx(margin_of(stock) + COLUMN)
    assert [text for text in texts([back]).values() if text.startswith("Circle. Write the link here")]


@for_each(EDGE_TO_EDGE)
def test_the_invitation_beside_the_code_keeps_within_reach_of_the_printer(stock: Stock) -> None:
    """The card's right trim is the paper's edge in one column, and on the back in the other."""
    for invite in (
        *(words(count, "Go") for count in range(8, 17)),
        "To words work group work quiet of work nobody tonight when photo to of work tonight words when.",
    ):
        made = brief("Why?", "Who?")._replace(follow_up=FollowUp(phrase("Circle"), invite=phrase(invite)))
        found = plan(made, event(group_url=link("https://x.example/a")), stock=stock.name, paper=stock.paper)
        for run in runs(deck(found)[-1].back):
            box = extent(run)
            assert box is None or box.right <= stock.width - 7 * MM, run.text


def closing_of(stock: Stock, count: int) -> Card | None:
    run = (*guide().run_of_show[:4], segment("closing_round", ask=words(count, "Say")))
    try:
        return deck(on(stock, brief("Why?", "Who?")._replace(run_of_show=run)))[-1]
    except FitError:
        return None


@pytest.mark.parametrize("stock", [CARD, read_stock("avery-5371"), A7], ids=lambda stock: stock.name)
def test_closing_words_that_run_over_the_foot_take_its_place(stock: Stock) -> None:
    """As on a question's card: what is longer than the deck's step loses its foot first."""
    found = [card for count in range(3, 60) if (card := closing_of(stock, count))]
    assert len(found) > 20
    assert has_footer(found[0].front)
    for card in found:
        assert collisions(card.front) == []
    assert not has_footer(found[-1].front)


# Refusals


def refusal_of(found: KitPlan) -> str:
    with pytest.raises(FitError) as caught:
        compose(found, "question-cards")
    assert caught.value.exit_code == 1
    return str(caught.value)


def test_a_refusal_names_all_that_helps() -> None:
    made = brief("Why?", words(50), "Who?")
    ask = made.questions[1].ask
    refused = refusal_of(on(CARD, made))
    told = re.fullmatch(
        rf"guides/made-up\.yaml:{ask.at.line}:{ask.at.column}: questions\[1\]\.ask: does not fit on the question card "
        r"\(stock avery-c32011, paper a4, language en\): it is (\d+) mm \((\d+) lines?\) too long at the smallest size "
        r"for it\. Shorten it\. It would fit on --stock ([a-z0-9-]+)\.",
        refused,
    )
    assert told, refused
    assert int(told[1]) >= 1
    assert int(told[1]) == pytest.approx(int(told[2]) * 16 / MM, abs=16 / MM)


@for_each(product([CARD, read_stock("avery-c32015"), read_stock("avery-l7414")], ["small", "male-allies"]))
def test_by_how_much_is_never_nothing(stock: Stock, made: str) -> None:
    """Less than half a millimeter is too long all the same; "0 mm" sends nobody shortening."""
    chosen, its = KITS[made]
    try:
        refused = ""
        compose(plan(chosen, its, stock=stock.name, paper=stock.paper), "question-cards")
    except FitError as error:
        refused = str(error)
    assert "it is 0 mm" not in refused


def test_a_word_wider_than_the_card_is_refused_not_split() -> None:
    made = brief("M" * 40, "Why?")
    refused = refusal_of(on(CARD, made))
    assert "questions[0].ask: " in refused
    assert "a word is wider than the card at 14 pt" in refused


@pytest.mark.parametrize("count", [45, 60, 75, 100])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_stock_named_is_the_smallest_of_the_paper_that_holds_the_deck(paper: str, count: int) -> None:
    made = brief("Why?", words(count))
    own = {"a4": CARD, "letter": read_stock("avery-8373")}[paper]
    found = on(own, made)
    named = re.search(r"It would fit on --stock (.+)\.$", refusal_of(found))
    stocks = sorted((read_stock(name) for name in stock_names()), key=lambda s: round(s.width * s.height))
    holding = [stock for stock in stocks if stock.paper == paper and holds(stock, made)]
    assert (named[1] if named else None) == (holding[0].name if holding else None)


def holds(stock: Stock, made: Guide) -> bool:
    try:
        deck(on(stock, made))
    except FitError:
        return False
    return True


def test_a_stock_that_cannot_be_printed_that_way_is_not_named() -> None:
    """Folding is for plain paper: a pre-cut stock is no help, however well the deck would fit on it."""
    made = brief("Why?", words(90))
    refused = refusal_of(plan(made, event(), stock="a7-8up", duplex="fold"))
    assert refused.endswith("It would fit on --stock a6-4up.")
    assert re.search(r"--stock (.+)\.$", refusal_of(on(CARD, brief("Why?", words(60)))))


# A stock chosen by the deck


def test_auto_takes_the_smallest_stock_that_holds_the_deck() -> None:
    for made, name in ((brief("Why?", "Who?"), "avery-c32011"), (brief("Why?", words(90)), "a6-4up")):
        chosen = plan(made, event(), stock="auto").stock
        assert chosen.name == name
    letter = plan(brief("Why?", "Who?"), event(), stock="auto", paper="letter").stock
    assert (letter.paper, letter.name) == ("letter", "avery-5371")


def test_auto_counts_sheets_for_the_stock_it_takes() -> None:
    found = plan(brief("Why?", "Who?"), event(), stock="auto")
    assert found.copies.card_sheets == 1
    assert found.copies.spare_cells == 6
    assert found.paper.name == "a4"


def test_auto_takes_plain_paper_for_folding() -> None:
    assert plan(brief("Why?", "Who?"), event(), stock="auto", duplex="fold").stock.name == "a7-8up"


def test_a_deck_that_no_stock_holds_is_refused_by_auto_too() -> None:
    """What is named is too long even for the largest stock: by how much is then the least to be cut."""
    made = brief("Why?", words(500))
    ask = made.questions[1].ask.at
    with pytest.raises(FitError) as caught:
        plan(made, event(), stock="auto")
    refused = str(caught.value)
    assert refused.startswith(f"guides/made-up.yaml:{ask.line}:{ask.column}: questions[1].ask: ")
    assert f"stock {stocks_for('a4')[-1].name}" in refused
    assert re.search(r"it is \d+ mm \(\d+ lines\) too long at the smallest size for it", refused)


@for_each(
    product(
        [stock for stock in SMALL if stock.height >= TALL],
        ("Rest", "Rest and work", "Imposter feelings", "Leaving a job, losing one, going back", words(14)),
        ((3, 3, 4), (8, 9, 10), (20, 22)),
    )
)
def test_the_topic_of_taller_cards_is_larger_than_their_questions(
    stock: Stock, title: str, counts: tuple[int, ...]
) -> None:
    made = brief(*(words(count) for count in counts))._replace(title=phrase(title))
    first, *others = deck(on(stock, made))
    (topic,) = {run.size for run in runs(first.front) if run.role.tag == "H1"}
    asked = {run.size for card in others for run in question_runs(card.front)}
    assert topic > max(asked) or {topic, *asked} == {14}
    for card in (first, *others):
        feet = [run for run in runs(card.front) if run.size == 9]
        text = [run for run in runs(card.front) if run.size > 9 and run.role != ARTIFACT]
        assert not feet or min(run.y for run in feet) - max(run.y for run in text) >= 8 * MM


@for_each(product(SMALL, (None, 19 * 60)))
def test_both_ends_name_the_series_and_the_topic(stock: Stock, start: int | None) -> None:
    its = event() if start else NOTHING_KNOWN
    made = brief("Why?", "Who?")._replace(series=phrase("Power Talks"))
    first, *_, last = deck(plan(made, its, stock=stock.name, paper=stock.paper))
    for card in (first, last):
        said = " ".join(run.text for run in runs(card.front))
        assert "Power Talks" in said
        assert "Rest" in said
        assert collisions(card.front) == []


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("stock", [A7, read_stock("a6-4up")], ids=lambda stock: stock.name)
def test_quotation_marks_are_those_of_the_guides_language(stock: Stock, language: str) -> None:
    made = brief("Warum?", "Wer?")._replace(language="de")
    cards = deck(on(stock, made, language=language))
    marks = [run.text for card in (cards[0], cards[-1]) for run in runs(card.front) if run.text in "»«„“”"]
    assert marks == ["»", "«"]
