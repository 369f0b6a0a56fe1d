"""Any deck on any stock in any mode: refused with a place and a stock that holds it, or whole, apart and in reach."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hostkit.core.errors import FitError
from hostkit.guides.guide import FollowUp, Guide, Question
from hostkit.planning.kit_plan import MOST_SPARE, KitPlan
from hostkit.stocks.stock import read_stock, stock_names
from hostkit.typesetting.display_list import ARTIFACT, Document, Placement, TextRun
from tests.support.guides import GROUP, event, guide, link, phrase, plan, segment, words
from tests.support.kits import compose
from tests.support.measure import MM, Rect, boxes, collisions, items, said

MODERATE = settings(
    derandomize=True,
    max_examples=60,
    # Shrinking a whole guide takes minutes; the message names what overlaps.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
CARDS = "question-cards"


def written(least: int, most: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(words)


@st.composite
def guides(draw: st.DrawFn, longest: int) -> Guide:
    """A guide as long as cards may hold: most fit, some do not."""
    asked = draw(
        st.lists(st.tuples(written(3, longest), st.lists(written(3, 9), max_size=3)), min_size=2, max_size=9)
    )
    closing = segment("closing_round", ask=draw(written(2, 14)))
    invite = draw(st.one_of(st.none(), written(4, 16).map(phrase)))
    return guide(
        title=phrase(draw(st.sampled_from(["Rest", "Rest and work", "Who does the work that nobody sees"]))),
        series=draw(st.sampled_from([None, phrase("Evenings for talk")])),
        definition=draw(st.one_of(st.none(), written(6, 24).map(phrase))),
        agreements=tuple(map(phrase, draw(st.lists(written(2, 7), max_size=4)))),
        run_of_show=(*guide().run_of_show[:4], closing),
        questions=tuple(
            Question(number, phrase(ask), tuple(map(phrase, probes)))
            for number, (ask, probes) in enumerate(asked, start=1)
        ),
        follow_up=draw(st.sampled_from([None, FollowUp(phrase("Quiet circle"), invite=invite)])),
    )  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> KitPlan:
    stock = read_stock(draw(st.sampled_from(stock_names())))
    modes = ["long", "short", "manual", "none", *(["fold"] if stock.plain else [])]
    mode = draw(st.sampled_from(modes))
    most = 0 if mode == "fold" else stock.columns * stock.rows - 1
    return plan(
        draw(guides(14 if stock.height < 70 * MM else 40)),
        event(group_url=draw(st.sampled_from([None, link(GROUP), link("https://x.example/a")]))),
        paper=stock.paper,
        stock=stock.name,
        duplex=mode,
        copies=draw(st.sampled_from([1, 1, 2, 3])),
        skip=draw(st.integers(0, most)),
        spare=draw(st.sampled_from(["empty", "write"])),
    )


def composed(found: KitPlan) -> Document | None:
    """Return the sheets, or None when the deck is refused in the way that helps."""
    try:
        return compose(found, CARDS)
    except FitError as error:
        refused = str(error)
    told = re.fullmatch(
        r"guides/made-up\.yaml:\d+:5: .*does not fit on the question card \(stock ([a-z0-9-]+), paper \w+, "
        r"language en\): (?:it is (\d+) mm \(\d+ lines?\) too long at the smallest size for it|a word is wider "
        r"than the card at 14 pt)\. Shorten it\. (?:It would fit on --stock ([a-z0-9-]+)|"
        r"It fits on no stock for this paper)\.",
        refused,
    )
    assert told, refused
    assert told[1] == found.stock.name
    if told[3]:
        other = read_stock(told[3])
        assert other.paper == found.stock.paper
        compose(found._replace(stock=other, options=found.options._replace(skip=0)), CARDS)
    return None


@MODERATE
@given(plans())
def test_a_deck_is_refused_or_whole_apart_and_in_reach(found: KitPlan) -> None:
    document = composed(found)
    if document is None:
        return
    for page in document.pages:
        assert collisions(page) == []
        reach = Rect(7 * MM, 7 * MM, page.width - 7 * MM, page.height - 7 * MM)
        for item, box in boxes(page):
            assert box.within(reach), (item, [round(edge / MM, 2) for edge in box])
            assert not isinstance(item, TextRun) or item.size >= (9 if item.role == ARTIFACT else 10)
        for placed in page.items:
            if isinstance(placed, Placement):
                width, height = placed.page.width, placed.page.height
                safe = Rect(4 * MM, 4 * MM, width - 4 * MM, height - 4 * MM)
                assert all(box.within(safe) for _, box in boxes(placed.page))
    everything = "\n".join(said(document))
    made = found.guide
    probes = [probe.text for question in made.questions for probe in question.probes]
    for needed in (
        made.title.text,
        *(question.ask.text for question in made.questions),
        *(agreement.text for agreement in made.agreements),
        *(probes if found.options.duplex != "none" else []),
    ):
        assert needed in everything
    assert compose(found, CARDS) == document, "composing again gives the same"


@MODERATE
@given(plans())
def test_every_cell_holds_its_card_once_a_deck(found: KitPlan) -> None:
    document = composed(found)
    if document is None:
        return
    stock, options = found.stock, found.options
    placed = [item for page in document.pages for item in page.items if isinstance(item, Placement)]
    cards = found.copies.cards * options.copies
    cards += min(found.copies.spare_cells, MOST_SPARE) if options.spare == "write" else 0
    assert len(placed) == cards * (1 if options.duplex == "none" else 2)
    assert {(item.page.width, item.page.height) for item in placed} == {(stock.width, stock.height)}
    asked = [
        run for page in document.pages for run in items(page)
        if isinstance(run, TextRun) and run.role.tag == "H2" and run.face == "display"
    ]  # fmt: skip
    assert all(run.size >= 14 for run in asked)
    probes = [
        run for page in document.pages for run in items(page) if isinstance(run, TextRun) and run.role.tag == "LBody"
    ]  # fmt: skip
    assert all(run.size >= 11 for run in probes)
