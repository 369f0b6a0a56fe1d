"""The head of a sheet of cards, in its waste: the ruler and what the sheet is, where there is room for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hostkit.ground.units import mm
from hostkit.layout.display_list import ARTIFACT, Item, Page
from hostkit.layout.imposition import BACK, FRONT, MANUAL
from hostkit.sheets import style
from hostkit.sheets.parts.composer import Composer
from hostkit.sheets.parts.ruler import LONG_TICK, RULER, ruler

FROM_EDGE = mm(8)
ABOVE_CARDS = mm(2.5)


def with_head(composer: Composer, pages: Sequence[Page], sides: Sequence[str]) -> tuple[Page, ...]:
    """Return the pages with their heads; pages whose waste is too low for one are left as they are."""
    stock = composer.plan.stock
    baseline = stock.top - ABOVE_CARDS
    if baseline - LONG_TICK < FROM_EDGE - 0.5:
        return tuple(pages)
    left, sheets, seen = max(stock.left, FROM_EDGE), max(sides.count(FRONT), 1), Counter[str]()
    headed = []
    for page, side in zip(pages, sides, strict=True):
        seen[side] += 1
        # Backs fed by hand come from the last sheet on.
        by_hand = composer.plan.options.duplex == MANUAL and side == BACK
        sheet = sheets + 1 - seen[side] if by_hand else seen[side]
        headed.append(page_with(page, _head(composer, (left, baseline), side, sheet, sheets)))
    return tuple(headed)


def page_with(page: Page, more: Sequence[Item]) -> Page:
    """Return a page with more items behind its own."""
    return Page(page.width, page.height, (*page.items, *more))


def _head(composer: Composer, at: tuple[float, float], side: str, sheet: int, sheets: int) -> list[Item]:
    left, baseline = at
    words, copies = composer.words, composer.plan.copies
    name = words("card.backs" if side == BACK else "card.fronts", copies.cards * copies.decks)
    if sheets > 1:
        name = words("card.sheet", name=name, sheet=sheet, sheets=sheets)
    text = f"{words('host_sheet.ruler')} · {name}"
    label = composer.set.line(text, style.FOOT, ARTIFACT)
    return [
        *ruler(left, baseline),
        *label.place(left + RULER + mm(4), baseline - style.FOOT.baseline),
    ]
