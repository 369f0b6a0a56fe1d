"""A deck in every mode: which cards it has, on how many sheets, and what fronts alone must not lose."""

from __future__ import annotations

import pytest

from hostkit.core.errors import FitError
from hostkit.guides.guide import Guide
from hostkit.stocks.stock import stocks_for
from hostkit.typesetting.display_list import Page, Placement
from tests.support.guides import event, full_guide, guide, male_allies, plan, questions, words
from tests.support.kits import compose, deck
from tests.support.measure import texts

MODES = ("long", "short", "manual", "fold", "none")


def said_by(page: Page) -> list[str]:
    return list(texts([page]).values())


def placed_on(page: Page) -> list[Page]:
    return [item.page for item in page.items if isinstance(item, Placement)]


@pytest.mark.parametrize("made", [full_guide(), guide(), male_allies()], ids=["full", "small", "male-allies"])
def test_fronts_alone_have_the_backs_of_both_ends_as_cards_of_their_own(made: Guide) -> None:
    """Agreements, codes and invitation stand nowhere else on the table; probes stand on the host sheet."""
    both, alone = deck(plan(made, event())), deck(plan(made, event(), duplex="none"))
    assert len(alone) == len(made.questions) + 4
    title, *asked, closing = both
    shown = [title.front, title.back, *(card.front for card in asked), closing.front, closing.back]
    assert [said_by(card.front) for card in alone] == [said_by(page) for page in shown]
    pages = compose(plan(made, event(), duplex="none"), "question-cards").pages
    printed = [text for page in pages for text in said_by(page)]
    host = [
        text
        for page in compose(plan(made, event(), duplex="none"), "host-sheet").pages
        for text in said_by(page)
    ]
    for question in made.questions:
        for probe in question.probes:
            assert probe.text not in printed
            assert [text for text in host if probe.text in text]
    for agreement in made.agreements:
        assert agreement.text in printed


@pytest.mark.parametrize("duplex", ["long", "short", "manual", "fold"])
def test_all_other_modes_have_the_same_deck(duplex: str) -> None:
    found = [[(said_by(card.front), said_by(card.back)) for card in deck(plan(full_guide(), event(), duplex=mode))]
             for mode in ("long", duplex)]  # fmt: skip
    assert found[0] == found[1]
    assert len(found[0]) == len(full_guide().questions) + 2


def test_each_copy_is_the_whole_deck_in_its_order() -> None:
    found = plan(full_guide(), event(), duplex="none", copies=2)
    fronts = [page for sheet in compose(found, "question-cards").pages for page in placed_on(sheet)]
    own = [card.front for card in deck(found)]
    assert fronts == [*own, *own]


@pytest.mark.parametrize("duplex", MODES)
def test_a_deck_that_the_largest_stock_cannot_hold_is_told_so(duplex: str) -> None:
    largest = stocks_for("a4")[-1].name
    found = plan(guide(questions=questions("Why?", words(500))), event(), duplex=duplex, stock=largest)
    with pytest.raises(FitError) as caught:
        compose(found, "question-cards")
    assert str(caught.value).endswith("Shorten it. It fits on no stock for this paper.")
