"""Single cards for a print shop: one a page at trim size, and an order that the shop can quote from."""

from __future__ import annotations

from itertools import product

import pytest

from hostkit.events.event import PrintOptions
from hostkit.kit import make_kit
from hostkit.sheets import sheets
from tests.support.each import for_each
from tests.support.guides import event, full_guide, guide, plan, with_words
from tests.support.kits import compose, deck

SHEET = sheets()["question-cards"]
BOTH, ONE = "Printed on both sides, head to head.", "Printed on one side."


@for_each(product(["long", "short", "manual", "fold", "none"], [1, 2], [None, "avery-c32011", "a7-8up"]))
def test_every_card_is_a_page_a_side_at_trim_size(duplex: str, copies: int, stock: str | None) -> None:
    """How sheets would be flipped, folded or fed is no matter to a shop: fronts and backs come in turn."""
    found = plan(full_guide(), event(), impose="none", duplex=duplex, copies=copies, stock=stock)
    document = compose(found, "question-cards")
    cards = deck(found)
    if duplex == "none":
        assert document.pages == tuple(card.front for card in cards) * copies
        assert (document.sides, document.duplex) == ((), "Simplex")
    else:
        assert document.pages == tuple(side for card in cards for side in card) * copies
        assert document.sides == ("front", "back") * len(cards) * copies
        assert document.duplex == "DuplexFlipLongEdge"
    assert {(page.width, page.height) for page in document.pages} == {(found.stock.width, found.stock.height)}


def test_no_spare_card_is_made_for_cells_that_there_are_not() -> None:
    found = plan(full_guide(), event(), impose="none", spare="write", skip=3)
    assert found.copies.spare_cells
    assert len(compose(found, "question-cards").pages) == 2 * len(deck(found))


def order(**options: object) -> list[str]:
    made = make_kit(full_guide(), event(), PrintOptions(impose="none", **options))  # type: ignore[arg-type]
    return made.files["order.txt"].decode().splitlines()


def test_the_order_says_all_that_a_shop_quotes_from() -> None:
    assert order()[:7] == [
        "Rest and work: question cards for a print shop",
        "question-cards.pdf, 12 pages at trim size: front and back of each card in turn.",
        "6 cards; sets in the file: 1.",
        "Trim size 105.0 x 148.5 mm; nothing is printed within 4 mm of the trim, so no bleed is needed.",
        "Printed on both sides, head to head.",
        "Black and one color, or black alone; vector graphics and embedded fonts only.",
        "Uncoated card stock that you can write on with a pen, about 250 to 300 g/m².",
    ]


@pytest.mark.parametrize(
    ("options", "pages", "cards", "sides"),
    [
        ({"copies": 3}, 36, "18 cards; sets in the file: 3.", BOTH),
        ({"duplex": "none"}, 8, "8 cards; sets in the file: 1.", ONE),
        ({"duplex": "none", "copies": 2}, 16, "16 cards; sets in the file: 2.", ONE),
        ({"duplex": "fold"}, 12, "6 cards; sets in the file: 1.", BOTH),
    ],
    ids=str,
)  # fmt: skip
def test_the_order_counts_what_the_file_holds(
    options: dict[str, object], pages: int, cards: str, sides: str
) -> None:
    found = order(**options)
    each = "one for each card" if sides == ONE else "front and back of each card in turn"
    assert (
        found[1] == f"question-cards.pdf, {pages} pages at trim size{', ' if sides == ONE else ': '}{each}."
    )
    assert found[2] == cards
    assert found[4] == sides
    document = compose(plan(full_guide(), event(), impose="none", **options), "question-cards")
    assert len(document.pages) == pages


@pytest.mark.parametrize(
    ("stock", "size"),
    [("avery-c32011", "85.0 x 54.0 mm"), ("avery-5384", "101.6 x 76.2 mm"), ("a7-8up", "105.0 x 74.2")],
)  # fmt: skip
def test_the_order_has_the_trim_size_of_the_stock(stock: str, size: str) -> None:
    paper = "letter" if stock == "avery-5384" else "a4"
    assert order(stock=stock, paper=paper)[3].startswith(f"Trim size {size}")


def test_sheets_of_cards_have_no_order() -> None:
    assert SHEET.extras(plan(full_guide(), event())) == {}
    assert "order.txt" not in make_kit(guide(), event(), PrintOptions()).files
    without = make_kit(guide(), event(), PrintOptions(impose="none", sheets=("host-sheet",)))
    assert "order.txt" not in without.files


@pytest.mark.parametrize(
    ("duplex", "said", "pages"),
    [
        ("long", "DuplexFlipLongEdge", ("front", "back") * 2),
        ("short", "DuplexFlipShortEdge", ("front", "back") * 2),
        ("manual", "Simplex", ("front", "front", "back", "back")),
        ("fold", "Simplex", ("front",) * 3),
        ("none", "Simplex", ("front",) * 2),
    ],
)
def test_files_of_sheets_state_how_they_are_flipped(duplex: str, said: str, pages: tuple[str, ...]) -> None:
    document = compose(plan(full_guide(), event(), duplex=duplex), "question-cards")
    assert document.duplex == said
    assert document.sides == pages


def test_the_orders_words_are_the_languages() -> None:
    found = with_words(plan(full_guide(), event(), impose="none"), order__ink="Schwarz und eine Farbe.")
    assert "Schwarz und eine Farbe." in SHEET.extras(found)["order.txt"]


def test_what_is_about_sheets_alone_is_warned_of() -> None:
    made = make_kit(guide(), event(), PrintOptions(impose="none", skip=2, spare="empty"))
    assert list(map(str, made.warnings)) == [
        "--skip is about sheets of cards; --impose none makes none.",
        "--spare is about sheets of cards; --impose none makes none.",
    ]
    assert make_kit(guide(), event(), PrintOptions(impose="none")).warnings == ()
    assert make_kit(guide(), event(), PrintOptions(skip=2, spare="empty")).warnings == ()
