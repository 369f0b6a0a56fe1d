"""Draws the title card of each kit as SVG for the index of a season, once for all kits that have the same card.

The pictures are made from the display list of the cards, so they need no other program, and the same season gives the
same bytes everywhere. They have no date and no host, as the card of the topic.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from hostkit.batch.work import Job, Work
from hostkit.core.errors import HostkitError
from hostkit.events.event import Event, PrintOptions
from hostkit.guides.guide import Guide
from hostkit.kit import plan_of
from hostkit.sheets.composer import sheet_composer
from hostkit.sheets.question_cards import deck
from hostkit.themes.theme import written
from hostkit.typesetting.display_list import Box, Curve, Fill, Item, Rule, Strokes, TextRun

_FONTS = {
    "display": ("Fraunces", 600),
    "display-italic": ("Fraunces", 400),
    "text-bold": ("Atkinson Hyperlegible Next", 700),
}
_USUAL_FONT = ("Atkinson Hyperlegible Next", 400)
"""The families and weights of the fonts in the index, by face."""

_OF_ALL_KITS = PrintOptions()


class CardPictures(NamedTuple):
    """The drawings of cards, each under a name of its own, and by event the picture that shows one of them."""

    drawings: str
    shown: dict[str, str]


class _CardDrawing(NamedTuple):
    """The front of a card in SVG, and its size in points."""

    width: int
    height: int
    svg: str


def card_pictures(work: Work, made: Iterable[str]) -> CardPictures:
    """Return pictures of the title cards of the kits that were made, given their ids.

    A kit whose cards cannot be composed without the details of its event has no picture, and neither has a canceled
    event.
    """
    wanted = set(made)
    by_card: dict[tuple[object, ...], _CardDrawing | None] = {}
    numbers: dict[_CardDrawing, int] = {}
    shown: dict[str, str] = {}
    for job in work.jobs:
        if job.id not in wanted or job.event.cancelled:
            continue
        guide, options = work.guides[job.guide].of_series(job.event.series), _of_cards(job)
        key = (job.guide, guide.series and guide.series.text, options)
        if key not in by_card:
            by_card[key] = _drawing(guide, options)
        if drawing := by_card[key]:
            number = numbers.setdefault(drawing, len(numbers) + 1)
            shown[job.id] = _picture(drawing, number)
    symbols = "".join(
        f'<symbol id="card-{number}" viewBox="0 0 {width} {height}">{svg}</symbol>'
        for (width, height, svg), number in numbers.items()
    )
    return CardPictures(f'<svg class="cards" aria-hidden="true">{symbols}</svg>\n' if symbols else "", shown)


def _picture(drawing: _CardDrawing, number: int) -> str:
    size = f"0 0 {drawing.width} {drawing.height}"
    return f'<svg class="card" viewBox="{size}" aria-hidden="true"><use href="#card-{number}"/></svg>'


def _of_cards(job: Job) -> PrintOptions:
    """Return the options on which the look of a card depends."""
    options = job.options
    return _OF_ALL_KITS._replace(
        language=options.language, theme=options.theme, paper=options.paper, stock=options.stock,
        usual_theme=options.usual_theme, duplex=options.duplex, impose=options.impose,
    )  # fmt: skip


def _drawing(guide: Guide, options: PrintOptions) -> _CardDrawing | None:
    """Return the front of the title card, or None if it cannot be composed."""
    try:
        page = deck(sheet_composer(plan_of(guide, Event(), options, is_checked=True)))[0].front
    except HostkitError:
        return None
    return _CardDrawing(round(page.width), round(page.height), "".join(map(_item, page.items)))


def _item(item: Item) -> str:
    """Return an item as an element of SVG, "" for what a card does not show."""
    if isinstance(item, TextRun):
        return _text(item)
    if isinstance(item, Rule):
        line = f'd="M{item.x:.1f} {item.y:.1f}L{item.x2:.1f} {item.y2:.1f}"'
        return f'<path {line} stroke="{written(item.color)}" stroke-width="{item.weight:.2g}"/>'
    if isinstance(item, Strokes):
        dash = f' stroke-dasharray="{item.dash[0]:.1f} {item.dash[1]:.1f}"' if item.dash else ""
        data = "".join(_curve(curve, item.x, item.y) for curve in item.curves)
        color, weight = written(item.color), f"{item.weight:.2g}"
        return f'<path d="{data}" fill="none" stroke="{color}" stroke-width="{weight}"{dash}/>'
    if isinstance(item, Box | Fill):
        color = written(item.color)
        look = f'fill="none" stroke="{color}"' if isinstance(item, Box) else f'fill="{color}"'
        size = f'width="{item.width:.1f}" height="{item.height:.1f}"'
        return f'<rect x="{item.x:.1f}" y="{item.y:.1f}" {size} {look}/>'
    return ""


def _text(run: TextRun) -> str:
    family, weight = _FONTS.get(run.face, _USUAL_FONT)
    italic = ' font-style="italic"' if "italic" in run.face else ""
    # The width holds also where the browser takes another face.
    return (
        f'<text x="{run.x:.1f}" y="{run.y:.1f}" font-family="{family}" font-weight="{weight}"{italic} '
        f'font-size="{run.size:.4g}" fill="{written(run.color)}" textLength="{run.width:.1f}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(run.text.strip())}</text>'
    )


def _curve(curve: Curve, x: float, y: float) -> str:
    parts = "".join(
        ("C" if len(part) > 2 else "L")
        + " ".join(f"{value + (y if n % 2 else x):.1f}" for n, value in enumerate(part))
        for part in curve.parts
    )
    return f"M{curve.start[0] + x:.1f} {curve.start[1] + y:.1f}{parts}"
