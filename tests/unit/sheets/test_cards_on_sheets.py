"""Cards on their sheets: versos behind their rectos, as many sheets as the plan says."""

from __future__ import annotations

from hostkit.layout.display_list import Fill, Page, Placement
from hostkit.sheets.question_cards import deck
from tests.support.kits import document_named, plan_named
from tests.support.measure import flat


def placements(page: Page) -> list[Placement]:
    return [item for item in page.items if isinstance(item, Placement)]


def test_versos_lie_behind_their_rectos(case: str) -> None:
    document = document_named(case, "question-cards")
    found = plan_named(case)
    cards = deck(found)
    if not found.two_sided:
        assert [placed.page for page in document.pages for placed in placements(page)] == [
            c.front for c in cards
        ]
        return
    for front, back in zip(document.pages[::2], document.pages[1::2], strict=True):
        behind = {(round(placed.x, 6), round(placed.y, 6)): placed.page for placed in placements(back)}
        for placed in placements(front):
            (card,) = [card for card in cards if card.front == placed.page]
            mirrored = (round(found.paper.width - placed.x - placed.page.width, 6), round(placed.y, 6))
            assert behind[mirrored] == card.back
        assert len(behind) == len(placements(front))


def test_as_many_sheets_as_the_plan_says(case: str) -> None:
    document = document_named(case, "question-cards")
    found = plan_named(case)
    sides = 2 if found.two_sided else 1
    assert len(document.pages) == sides * found.copies.card_sheets
    fronts = [placed for page in document.pages[::sides] for placed in placements(page)]
    cells = found.stock.columns * found.stock.rows
    assert found.copies.card_sheets * cells - len(fronts) == found.copies.spare_cells


def test_cards_use_little_ink() -> None:
    """No frame and no solid area: what is filled is a short rule, a code or a letter."""
    for page in document_named("usual-a4", "question-cards").pages:
        for item in flat(page):
            assert not isinstance(item, Fill) or item.width * item.height < 100
