"""Spare cells: thank-you cards and cards for a question of one's own in turn, or empty."""

from __future__ import annotations

from itertools import pairwise

import pytest

from hostkit.planning.kit_plan import MOST_SPARE, KitPlan
from hostkit.sheets.cards.card_layout import card_layout_of
from hostkit.sheets.cards.ends import own_question_card, thank_you_card
from hostkit.sheets.composer import sheet_composer
from hostkit.stocks.imposition import Card
from hostkit.stocks.stock import Stock, read_stock, stock_names
from hostkit.typesetting.display_list import ARTIFACT, Page, Placement, Rule, Strokes
from tests.support.guides import event, full_guide, link, plan, with_words
from tests.support.kits import LONG_LINK, compose, deck
from tests.support.measure import MM, Rect, boxes, collisions, runs, texts

STOCKS = [read_stock(name) for name in stock_names()]
A6 = read_stock("a6-4up")
OWN, THANKS = "A question of your own", "Thank you for coming."
LINES = "One small gesture this week:"


def on(stock: Stock, **options: object) -> KitPlan:
    return plan(full_guide(theme="links"), event(), stock=stock.name, paper=stock.paper, **options)


def own_on(stock: Stock) -> Card:
    return own_question_card(sheet_composer(on(stock)), card_layout_of(stock))


def thanks_on(stock: Stock, found: KitPlan | None = None) -> Card:
    return thank_you_card(sheet_composer(found or on(stock)), card_layout_of(stock))


def placed_on(page: Page) -> list[Page]:
    return [item.page for item in page.items if isinstance(item, Placement)]


def kind_of(page: Page) -> str:
    said = set(texts([page]).values())
    return OWN if OWN in said else THANKS if THANKS in said else ""


@pytest.fixture(params=STOCKS, ids=lambda stock: stock.name)
def stock(request: pytest.FixtureRequest) -> Stock:
    found = request.param
    assert isinstance(found, Stock)
    return found


def test_a_card_for_a_question_is_labeled_in_the_numbers_place(stock: Stock) -> None:
    front, back = own_on(stock)
    assert (front.width, front.height) == (back.width, back.height) == (stock.width, stock.height)
    assert list(texts([front]).values()) == [OWN]
    label = next(run for run in runs(front) if run.role != ARTIFACT)
    frame = card_layout_of(stock)
    assert (label.face, label.size) == ("text-bold", 12)
    assert label.x == pytest.approx(frame.text_x(frame.margin))
    assert label.y == pytest.approx(frame.number_baseline(frame.margin))


def test_the_backs_are_empty(stock: Stock) -> None:
    assert own_on(stock).back.items == thanks_on(stock).back.items == ()


def test_lines_are_far_enough_apart_to_write_on_and_as_long_as_the_text(stock: Stock) -> None:
    frame = card_layout_of(stock)
    least = 3 if stock.height > 55 * MM else 2
    for card, fewest in ((own_on(stock), least), (thanks_on(stock), 1)):
        lines = [item for item in card.front.items if isinstance(item, Rule)]
        assert len(lines) >= fewest
        heights = [line.y for line in lines]
        assert [b - a for a, b in pairwise(heights)] == pytest.approx([8.7 * MM] * (len(lines) - 1))
        for line in lines:
            assert (line.x, line.x2) == pytest.approx(
                (frame.text_x(frame.margin), stock.width - frame.margin)
            )


def test_the_last_line_keeps_clear_of_the_foot_and_no_line_is_left_out(stock: Stock) -> None:
    front, frame = own_on(stock).front, card_layout_of(stock)
    last = max(item.y for item in front.items if isinstance(item, Rule))
    assert last <= frame.footer_top - 14 + 0.01
    assert last + 8.7 * MM > frame.footer_top - 14, "there is no room for another"
    feet = [run for run in runs(front) if run.role == ARTIFACT]
    assert [run.text for run in feet] in (["Evenings for talk · Rest and work"], ["Evenings for talk"])
    assert all(run.y > last for run in feet)


def test_a_thank_you_card_has_room_for_a_gesture_and_the_groups_link(stock: Stock) -> None:
    front = thanks_on(stock).front
    said = list(texts([front]).values())
    assert said[:2] == [THANKS, LINES]
    assert said[2] == "chat.example.org/groups/power-talks-reading"
    if card_layout_of(stock).large:
        assert [len(item.curves) for item in front.items if isinstance(item, Strokes)] == [4], (
            "the whole figure"
        )


def test_a_spare_card_keeps_to_the_rules_of_every_card(stock: Stock) -> None:
    long_link = plan(
        full_guide(theme="links"), event(group_url=link(LONG_LINK)), stock=stock.name, paper=stock.paper
    )
    for card in (own_on(stock), thanks_on(stock), thanks_on(stock, long_link)):
        assert collisions(card.front) == []
        safe = Rect(4 * MM, 4 * MM, stock.width - 4 * MM, stock.height - 4 * MM)
        for item, box in boxes(card.front):
            assert box.within(safe), item


def test_without_a_link_a_thank_you_card_has_none() -> None:
    found = plan(full_guide(follow_up=None), event(group_url=None))
    assert list(texts([thanks_on(found.stock, found).front]).values()) == [THANKS, LINES]


def test_the_words_are_the_languages() -> None:
    found = with_words(on(A6), card__own_question="Eine eigene Frage")
    front = own_question_card(sheet_composer(found), card_layout_of(found.stock)).front
    assert "Eine eigene Frage" in texts([front]).values()


@pytest.mark.parametrize("duplex", ["long", "short", "manual", "none"])
@pytest.mark.parametrize(("skip", "copies"), [(0, 1), (1, 1), (3, 1), (0, 3)])
def test_spare_cards_fill_every_spare_cell_and_no_other(duplex: str, skip: int, copies: int) -> None:
    options = {"duplex": duplex, "skip": skip, "copies": copies}
    empty, written = (on(A6, spare=spare, **options) for spare in ("empty", "write"))
    assert empty.copies == written.copies
    sheets = [compose(found, "question-cards").pages for found in (empty, written)]
    assert len(sheets[0]) == len(sheets[1])
    shown = [[page for sheet in pages for page in placed_on(sheet)] for pages in sheets]
    spare = [kind for page in shown[1] if (kind := kind_of(page))]
    assert sorted(spare) == sorted([THANKS, OWN, THANKS, OWN][: written.copies.spare_cells])
    sides = 1 if duplex == "none" else 2
    assert len(shown[1]) - len(shown[0]) == sides * written.copies.spare_cells
    assert len(shown[1]) == sides * (written.copies.card_sheets * 4 - skip)
    # The deck itself is as it was.
    assert [texts([page]) for page in shown[0]] == [
        texts([page]) for page in shown[1] if page.items and not kind_of(page)
    ]


def test_two_of_each_at_most_fill_spare_cells() -> None:
    found = on(read_stock("a7-8up"), skip=3)
    assert found.copies.spare_cells > MOST_SPARE
    pages = [page for sheet in compose(found, "question-cards").pages for page in placed_on(sheet)]
    assert [kind for page in pages if (kind := kind_of(page))] == [THANKS, OWN, THANKS, OWN]


def test_a_deck_that_fills_its_sheets_has_no_spare_card() -> None:
    found = on(A6, copies=2)
    assert found.copies.spare_cells == 0
    pages = compose(found, "question-cards").pages
    assert len([page for sheet in pages for page in placed_on(sheet)]) == 2 * 2 * len(deck(found))
