"""The codes side by side on the host sheet: how wide each stands, and what that costs."""

from __future__ import annotations

from itertools import product

import pytest

from hostkit.guides.guide import PreRead
from hostkit.sheets import style
from hostkit.sheets.composer import detail_composer
from hostkit.sheets.host.last_block import WIDENINGS, Pair, codes
from tests.support.each import for_each
from tests.support.guides import event, guide, link, phrase, plan

LINKS = (
    "https://example.org/a",
    "https://example.org/read/evening-00012",
    "https://chat.example.com/GXyzAbCdEfGhIjKlMnOpQr",
    "https://example.org/group/of/people-who-read-together/evening-00005?x=1&y=2",
    "http://example.net/p?id=12345678901234567890",
)


SHORT = "Naps"
LONG = "What everybody in this house would tell you about rest if only you asked them once, slowly"
EVEN = (0.0,)


def pair(
    left: str, right: str, title: str = SHORT, group: str = SHORT, widenings: tuple[float, ...] = WIDENINGS
) -> Pair:
    """Return the codes of a pre-read and of a group, set in the best of the widths that may be tried."""
    its = plan(
        guide(pre_read=PreRead(phrase(title))),
        event(pre_read_url=link(left), group_url=link(right), group_name=phrase(group)),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hostkit.sheets.host.last_block.WIDENINGS", widenings)
        made = codes(detail_composer(its), its.paper.width - 2 * style.SIDE)
    assert isinstance(made, Pair)
    return made


@for_each(product(LINKS, LINKS, (SHORT, LONG), (SHORT, LONG)))
def test_no_width_that_may_be_tried_costs_less(left: str, right: str, title: str, group: str) -> None:
    each = [pair(left, right, title, group, (by,)).cost for by in WIDENINGS]
    assert pair(left, right, title, group).cost == min(each)


def test_one_of_many_words_is_widened_where_that_saves_a_line() -> None:
    even = pair(LINKS[1], LINKS[1], widenings=EVEN)
    left, right = pair(LINKS[1], LINKS[1], LONG, SHORT), pair(LINKS[1], LINKS[1], SHORT, LONG)
    assert left.offset > even.offset > right.offset
    assert left.cost < pair(LINKS[1], LINKS[1], LONG, SHORT, EVEN).cost
    assert right.cost < pair(LINKS[1], LINKS[1], SHORT, LONG, EVEN).cost


def test_both_are_alike_where_no_width_would_gain() -> None:
    assert pair(LINKS[0], LINKS[0]).offset == pair(LINKS[0], LINKS[0], widenings=EVEN).offset
