"""The head of a sheet of cards, in its waste: the ruler and what the sheet is, where there is room for them."""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.ground.units import mm
from hostkit.layout.display_list import ARTIFACT, Item, Page
from hostkit.layout.imposition import BACK
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
    return tuple(
        page_with(page, _head(composer, max(stock.left, FROM_EDGE), baseline, side))
        for page, side in zip(pages, sides, strict=True)
    )


def page_with(page: Page, more: Sequence[Item]) -> Page:
    """Return a page with more items behind its own."""
    return Page(page.width, page.height, (*page.items, *more))


def _head(composer: Composer, left: float, baseline: float, side: str) -> list[Item]:
    words, copies = composer.words, composer.plan.copies
    name = words("card.backs" if side == BACK else "card.fronts", copies.cards * copies.decks)
    text = f"{words('host_sheet.ruler')} · {name}"
    label = composer.set.line(text, style.FOOT, ARTIFACT)
    return [
        *ruler(left, baseline),
        *label.place(left + RULER + mm(4), baseline - style.FOOT.baseline),
    ]
