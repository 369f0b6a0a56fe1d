"""The head of a sheet of cards, in its waste: the ruler and what the sheet is, where there is room for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hostkit.core.units import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer
from hostkit.stocks.imposition import BACK, FRONT, MANUAL, seen_from_behind
from hostkit.stocks.stock import Stock
from hostkit.typesetting.columns import LONG_TICK, RULER, ruler
from hostkit.typesetting.display_list import ARTIFACT, Item, Page

FROM_EDGE = mm(8)
"""The design's measure: the ruler stands so far from the paper's edge or further."""

ABOVE_CARDS, ABOVE_MARKS = mm(2.5), mm(6.5)
"""From the cards to the ruler's line; chosen by eye, clear of crop marks, which end 5 mm off."""


def with_head(composer: Composer, pages: Sequence[Page], sides: Sequence[str]) -> tuple[Page, ...]:
    """Return the pages with their heads; pages whose waste is too low for one are left as they are."""
    stock, mode = composer.stock, composer.options.duplex
    turned = seen_from_behind(stock, composer.paper, mode)
    at = {FRONT: _place(stock), BACK: _place(turned)}
    sheets, seen = max(sides.count(FRONT), 1), Counter[str]()
    headed = []
    for page, side in zip(pages, sides, strict=True):
        seen[side] += 1
        # Backs fed by hand come from the last sheet on.
        by_hand = mode == MANUAL and side == BACK
        sheet = sheets + 1 - seen[side] if by_hand else seen[side]
        place = at[side]
        headed.append(page_with(page, _head(composer, place, side, sheet, sheets)) if place else page)
    return tuple(headed)


def _place(stock: Stock) -> tuple[float, float] | None:
    """Return left and baseline of the head above a side's cards, clear of crop marks; None where it is too low."""
    baseline = stock.top - (ABOVE_MARKS if stock.plain else ABOVE_CARDS)
    if baseline - LONG_TICK < FROM_EDGE - 0.5:
        return None
    return max(stock.left, FROM_EDGE), baseline


def page_with(page: Page, more: Sequence[Item]) -> Page:
    """Return a page with more items behind its own."""
    return Page(page.width, page.height, (*page.items, *more))


def _head(composer: Composer, at: tuple[float, float], side: str, sheet: int, sheets: int) -> list[Item]:
    left, baseline = at
    words, shape = composer.words, composer.shape
    name = words("card.backs" if side == BACK else "card.fronts", shape.cards * shape.decks)
    if sheets > 1:
        name = words("card.sheet", name=name, sheet=sheet, sheets=sheets)
    text = f"{words('host_sheet.ruler')} · {name}"
    label = composer.set.line(text, style.FOOTER, ARTIFACT)
    return [
        *ruler(left, baseline),
        *label.place(left + RULER + mm(4), baseline - style.FOOTER.baseline),
    ]
