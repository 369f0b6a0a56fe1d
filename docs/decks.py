"""The decks of cards that docs/pages shows: of which guide, on which stock, in which mode. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tests.support.cases import GROUP_URL, GUIDES, MALE_ALLIES, USUAL, Case

SHORTEST, LONGEST, LONGEST_SMALL, LONGEST_MIDDLE = (
    str(GUIDES / f"{name}.yaml") for name in ("short", "long", "longest-small", "longest-middle")
)
SIX_STOCKS = ("a6-4up", "a7-8up", "avery-c32011", "avery-5371", "avery-5388", "avery-5389")
SIX = "cards-six-stocks"


class Shown(NamedTuple):
    """A picture of a shortest and a longest deck: caption, stock, mode, the longest guide that fits."""

    caption: str
    stock: str
    mode: str
    longest: str


SHOWN: Mapping[str, Shown] = {
    "cards-a6": Shown("A6, four on A4", "a6-4up", "long", LONGEST),
    "cards-a7": Shown("A7, eight on A4", "a7-8up", "long", LONGEST_MIDDLE),
    "cards-85x54": Shown("Business cards of 85 x 54 mm, ten on A4", "avery-c32011", "long", LONGEST_SMALL),
    "cards-5371": Shown("Business cards of 3.5 x 2 in, ten on Letter", "avery-5371", "long", LONGEST_SMALL),
    "cards-5388": Shown("Index cards of 5 x 3 in, three on Letter", "avery-5388", "long", LONGEST_MIDDLE),
    "cards-short-edge": Shown("Flipped on the short edge", "a6-4up", "short", LONGEST),
    "cards-manual": Shown(
        "Fed by hand: all fronts, then the backs, last sheet first", "a6-4up", "manual", LONGEST
    ),
    "cards-fold": Shown("To fold: a back beside each front", "a6-4up", "fold", LONGEST),
    "cards-fold-a7": Shown("To fold, in A7", "a7-8up", "fold", LONGEST_MIDDLE),
    "cards-one-sided": Shown("Fronts alone", "a7-8up", "none", LONGEST_MIDDLE),
}
"""By the name of the picture."""


def _case(guide: str, stock: str, mode: str) -> Case:
    known = USUAL if guide == MALE_ALLIES else {"date": USUAL["date"], "group-url": GROUP_URL}
    return Case(guide, {**known, "stock": stock, "duplex": mode, "sheets": "question-cards"})


DECKS: Mapping[str, Case] = {
    **{f"{name}-shortest": _case(SHORTEST, its.stock, its.mode) for name, its in SHOWN.items()},
    **{f"{name}-longest": _case(its.longest, its.stock, its.mode) for name, its in SHOWN.items()},
    **{f"{SIX}-{stock}": _case(MALE_ALLIES, stock, "long") for stock in SIX_STOCKS},
}
"""Every deck by its name."""

CAPTIONS = {name: its.caption for name, its in SHOWN.items()} | {SIX: "One deck on six stocks"}
