"""Draws every page of a kit, and every card by itself, as pictures to send or to post."""

from __future__ import annotations

from hostkit.events.event import Event, PrintOptions
from hostkit.guides.guide import Guide
from hostkit.kit import KitMaker, plan_of
from hostkit.preview.cut_boxes import cut_boxes
from hostkit.preview.page_pictures import PageLook, draw_page, opened_pages

LEAST_DPI, USUAL_DPI, MOST_DPI = 30, 150, 600
"""Pixels for each inch: a thumbnail, sharp on a screen, sharp in print."""

_POINTS_PER_INCH = 72
_CARDS = "question-cards.pdf"


def pictures_of(
    guide: Guide, event: Event, options: PrintOptions, dpi: int = USUAL_DPI, *, with_cuts: bool = False
) -> dict[str, bytes]:
    """Return the pictures of a kit by the names of their files: first its pages, then the sides of its cards.

    With ``with_cuts``, pages have lines where they are cut and folded, and around the areas that are printed on. Raises
    HostkitError as ``make_kit`` does.
    """
    maker = KitMaker()
    kit = maker.make(guide, event, options)
    plan = plan_of(guide, event, options)
    found = dict[str, bytes]()
    for job in kit.jobs:
        with opened_pages(kit.files[job.file]) as pages:
            for index, page in enumerate(pages):
                width, height = page.get_size()
                look = PageLook(width, height, "")
                cuts = tuple(cut_boxes(plan, job, index, look)) if with_cuts else ()
                name = f"{guide.topic}-{job.file.removesuffix('.pdf')}-{index + 1}.png"
                found[name] = draw_page(page, _pixels(look.width, dpi), cuts)
    if any(job.of_cards for job in kit.jobs):
        found |= _cards(maker, guide, event, options, dpi)
    return found


def _cards(maker: KitMaker, guide: Guide, event: Event, options: PrintOptions, dpi: int) -> dict[str, bytes]:
    """Return the pictures of the fronts and backs of the cards, as they are once they have been cut."""
    alone = options._replace(
        sheets=("question-cards",), impose="none", duplex="long", copies=1, skip=0, printer=None
    )
    kit = maker.make(guide, event, alone)
    sides = ("front", "back")
    with opened_pages(kit.files[_CARDS]) as pages:
        return {
            f"{guide.topic}-card-{index // 2 + 1}-{sides[index % 2]}.png": draw_page(
                page, _pixels(page.get_width(), dpi)
            )
            for index, page in enumerate(pages)
        }


def _pixels(width: float, dpi: int) -> int:
    return round(width / _POINTS_PER_INCH * dpi)
