"""The codes side by side on the host sheet: the second at one place, with its site whole."""

from __future__ import annotations

from itertools import product

import pytest

from hostkit.guides.guide import PreRead
from hostkit.typesetting.display_list import Symbol
from tests.support.each import for_each
from tests.support.guides import event, guide, link, phrase, plan
from tests.support.kits import compose
from tests.support.measure import MM, collisions, items, runs

LINKS = (
    "https://example.org/a",
    "https://chat.whatsapp.com/GXyzAbCdEfGhIjKlMnOpQr",
    "https://www.facebook.com/groups/people-who-read-together/evening-00005?x=1&y=2",
    "https://www.leagueofbadasswomen.org/male-allies-discussion-guide",
)
SHORT = "Naps"
LONG = "What everybody in this house would tell you about rest if only you asked them once, slowly"


@for_each(product(LINKS, LINKS[:3], (SHORT, LONG), (SHORT, LONG), ("a4", "letter")))
def test_the_second_code_is_at_one_place_and_sites_are_whole(
    left: str, right: str, title: str, group: str, paper: str
) -> None:
    its = plan(
        guide(pre_read=PreRead(phrase(title))),
        event(pre_read_url=link(left), group_url=link(right), group_name=phrase(group)),
        paper=paper,
    )
    page = compose(its, "host-sheet").pages[-1]
    first, second = sorted(item.x for item in items(page) if isinstance(item, Symbol))
    assert first == pytest.approx(18 * MM)
    assert second == pytest.approx(page.width - (18 + 75) * MM)
    said = [run.text for run in runs(page)]
    assert {url.removeprefix("https://").split("/")[0] for url in (left, right)} <= {*said}
    assert collisions(page) == []
