"""Prepares the pages of an evening for the screen: tabs of its sheets, pictures of pages, where the knife cuts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hostkit.core.values import PAPERS, mm
from hostkit.guides.languages import Language
from hostkit.planning.kit_plan import KitPlan
from hostkit.planning.print_plan import BOTH_SIDES, BY_HAND, SHOP, SHORT_EDGE, PrintJob
from hostkit.sheets import sheets
from hostkit.stocks.imposition import FOLD
from hostkit.stocks.stock import Stock
from hostkit.studio.evening_kit import EveningState, ShownSheet
from hostkit.studio.page_pictures import PagePictures

SAFE_MM, UNPRINTED_MM = 4.0, 7.0
"""Inside the trim of a card nothing is printed within 4 mm, and on a page within 7 mm (docs/printing.md)."""


class CutBox(NamedTuple):
    """A rectangle over a page, in points from its upper left corner, and "trim", "safe" or "fold"."""

    kind: str
    x: float
    y: float
    width: float
    height: float


class ShownPage(NamedTuple):
    """A page: the name of its file among the pictures, its number from 0, size in points, caption, words and cuts."""

    file: str
    page: int
    width: float
    height: float
    caption: str
    words: str
    cuts: tuple[CutBox, ...]


class SheetTab(NamedTuple):
    """A tab: the name of the sheet, its title, whether it is open, and whether only its last pages can be shown."""

    name: str
    title: str
    is_open: bool
    is_last: bool


def tabs(state: EveningState, wanted: str, words: Language) -> list[SheetTab]:
    """Return a tab for each sheet; the one named ``wanted`` is open, or else the first."""
    names = [_name(sheet) for sheet in state.sheets]
    chosen = wanted if wanted in names else names[0] if names else ""
    return [
        SheetTab(name, sheet_title(name, words), name == chosen, sheet.is_last)
        for name, sheet in zip(names, state.sheets, strict=True)
    ]


def sheet_title(name: str, words: Language) -> str:
    """Return the title of a sheet on the page."""
    return words.words.get(f"sheet.{name}", name.replace("-", " ").capitalize())


def shown_pages(
    state: EveningState, name: str, pictures: PagePictures, words: Language, *, with_cuts: bool
) -> list[ShownPage]:
    """Return the pages of the sheet with this name."""
    sheet = next((each for each in state.sheets if _name(each) == name), None)
    if sheet is None:
        return []
    file = pictures.add(sheet.pdf)
    looks = pictures.looks(file)
    return [
        ShownPage(
            file, index, look.width, look.height, _caption(sheet.job, index, len(looks), words), look.words,
            tuple(_cuts(state.plan, sheet.job, index, look.width, look.height)) if with_cuts and state.plan else (),
        )
        for index, look in enumerate(looks)
    ]  # fmt: skip


def _name(sheet: ShownSheet) -> str:
    return sheet.job.file.removesuffix(".pdf")


def _caption(job: PrintJob, index: int, pages: int, words: Language) -> str:
    if job.how == SHOP:
        return words("page.of", page=index + 1, pages=pages)
    if not job.of_cards:
        key = "page.back" if job.how in (BOTH_SIDES, SHORT_EDGE) and index % 2 else "page.of"
        return words(key, page=index + 1, pages=pages)
    if job.how == BY_HAND:
        half = pages // 2
        return words("page.fronts" if index < half else "page.backs", sheet=min(index, pages - 1 - index) + 1)
    if job.how in (BOTH_SIDES, SHORT_EDGE):
        return words("page.backs" if index % 2 else "page.fronts", sheet=index // 2 + 1)
    return words("page.sheet", sheet=index + 1)


def _cuts(plan: KitPlan, job: PrintJob, index: int, width: float, height: float) -> Iterator[CutBox]:
    sheet = sheets().get(job.file.removesuffix(".pdf"))
    stock = plan.stock if job.of_cards else sheet.stock(plan) if sheet else None
    if job.how == SHOP:
        yield from _card(0, 0, width, height)
    elif stock is None:
        edge = mm(UNPRINTED_MM)
        yield CutBox("safe", edge, edge, width - 2 * edge, height - 2 * edge)
    else:
        yield from _cells(stock, job, index, width, height)


def _cells(stock: Stock, job: PrintJob, index: int, width: float, height: float) -> Iterator[CutBox]:
    is_back = job.how in (BOTH_SIDES, SHORT_EDGE) and index % 2 == 1
    for row in range(stock.rows):
        for column in range(stock.columns):
            x, y = stock.corner_of(row, column)
            if is_back and job.how == BOTH_SIDES:
                x = width - x - stock.width
            elif is_back:
                y = height - y - stock.height
            yield from _card(x, y, stock.width, stock.height)
            if job.folded and column % 2 == 0 and column + 1 < stock.columns:
                yield CutBox(FOLD, x + stock.width, y, 0, stock.height)
            elif job.folded and stock.columns == 1 and row % 2 == 0:
                yield CutBox(FOLD, x, y + stock.height, stock.width, 0)


def _card(x: float, y: float, width: float, height: float) -> Iterator[CutBox]:
    safe = mm(SAFE_MM)
    yield CutBox("trim", x, y, width, height)
    yield CutBox("safe", x + safe, y + safe, width - 2 * safe, height - 2 * safe)


def stock_drawing(stock: Stock) -> tuple[float, float, tuple[CutBox, ...]]:
    """Return the width and height of a stock's paper in points, and its cards as boxes."""
    paper = PAPERS[stock.paper]
    cells = tuple(
        CutBox("trim", *stock.corner_of(row, column), stock.width, stock.height)
        for row in range(stock.rows)
        for column in range(stock.columns)
    )
    return paper.width, paper.height, cells
