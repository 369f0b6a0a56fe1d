"""Prepares the pages of an evening for the screen: tabs of its sheets, pictures of pages, where the knife cuts."""

from __future__ import annotations

from typing import NamedTuple

from hostkit.guides.languages import Language
from hostkit.planning.print_plan import BOTH_SIDES, BY_HAND, SHOP, SHORT_EDGE, PrintJob
from hostkit.preview.cut_boxes import CutBox, cut_boxes
from hostkit.preview.page_pictures import PagePictures
from hostkit.studio.evening_kit import EveningState, ShownSheet


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
            tuple(cut_boxes(state.plan, sheet.job, index, look)) if with_cuts and state.plan else (),
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
