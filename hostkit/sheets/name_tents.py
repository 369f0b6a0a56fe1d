"""Composes the name tents: half a page each, with a guest's name or a line to write it on, folded in the middle."""

from __future__ import annotations

from hostkit.core.values import Paper, mm
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer
from hostkit.sheets.parts.folds import fold_line
from hostkit.sheets.parts.head import blank_line, labeled_blank, labeled_width, theme_figure
from hostkit.sheets.refusal import LongText, longest_too_tall
from hostkit.sheets.sheet import SIMPLEX, Sheet, Whole, document
from hostkit.stocks.imposition import NONE, Card, sheet_pages
from hostkit.stocks.stock import Stock, default_stock
from hostkit.typesetting.display_list import Document, Item, Page, Placement, Role
from hostkit.typesetting.typeset import TextBlock

A_PAGE = 2
CLEAR = mm(10)
"""The design's distance of words and figure from folds, and here from the cut too."""

SIZES = ((72, 78), (60, 66), (48, 54), (36, 42), (28, 34), (21, 26))
"""Sizes and leadings of a name. The design's are 72 to 36 pt; the smaller ones are for a few very long names."""
TWO_LINES, MOST_LINES = 36, 2
"""The design's size in points from which a name may take two lines."""

FIGURE_WIDTH, SMALL_FIGURE = mm(110), (mm(44), mm(24))
"""The boxes of the figure: across the far side, and beside the line below a name. Chosen by eye."""

LEAST_FIGURE, BELOW_NAME = mm(10), mm(2)
"""The least height of the small figure, and its distance from the name above it. Chosen by eye."""

NAME_LINE, INDENT = mm(34), mm(10)
"""Where the line for a name is below the fold, and its indent. Chosen by eye: room for large handwriting."""


def compose(composer: DetailComposer) -> Document:
    """Return the tents at trim size: one for each name and guest, or without names as many as fit on one page.

    Raises FitError for a name that is too long.
    """
    names = composer.details.names
    count = max(len(names), composer.details.guests) if names else A_PAGE
    tents = [
        _tent(composer, names[k] if k < len(names) else None, k + 1)
        for k in range(-(-count // A_PAGE) * A_PAGE)
    ]
    return document(composer, "name_tents", tuple(tents), duplex=SIMPLEX)


def _tent(composer: DetailComposer, name: str | None, number: int) -> Page:
    width, height = composer.paper.width, composer.paper.height / A_PAGE
    fold, part = height / 2, composer.role("Sect")
    topic = _topic(composer, composer.role("H1" if number == 1 else "H2", part), width)
    items = topic.place_right(width - style.SIDE, fold + CLEAR)
    if name:
        items += _named(composer, name, part, fold, width)
    else:
        items += _unnamed(composer, part, fold, width)
    return Page(width, height, (*items, fold_line(style.SIDE, fold, width - style.SIDE, fold)))


def _topic(composer: Composer, role: Role, width: float) -> TextBlock:
    """Return the topic, small, for the upper right corner."""
    return composer.set.narrow(
        composer.guide.title.text, style.QUIET_BODY, (width - 2 * style.SIDE) * 0.75, role
    )


def _unnamed(composer: Composer, part: Role, fold: float, width: float) -> list[Item]:
    """Return labels with lines to write on, and the figure on the far side."""
    label = composer.set.line(composer.words("name_tents.i_am"), style.GUEST, composer.role("P", part))
    items = label.place(style.SIDE, fold + CLEAR + style.BODY.leading)
    items.append(blank_line(style.SIDE + INDENT, width - style.SIDE, fold + NAME_LINE))
    items += _ask_me(composer, part, fold, width - style.SIDE)
    figure = theme_figure(composer, FIGURE_WIDTH, fold - 2 * CLEAR)
    if figure:
        far = figure.items((width - figure.width) / 2, (fold - figure.height) / 2, composer.theme.accent)
        items.append(Placement(0.0, 0.0, Page(width, fold, tuple(far)), 180))
    return items


def _named(composer: Composer, name: str, part: Role, fold: float, width: float) -> list[Item]:
    """Return the name on both sides, and a line to write on beside the figure."""
    measure, top = width - 2 * style.SIDE, fold + CLEAR + style.BODY.leading
    near = _name(composer, name, composer.role("P", part), measure)
    far = _name(composer, name, composer.role("P", part), measure)
    room = min(2 * fold - CLEAR - (top + near.height + BELOW_NAME), SMALL_FIGURE[1])
    figure = theme_figure(composer, SMALL_FIGURE[0], room) if room >= LEAST_FIGURE else None
    items = near.place(style.SIDE, top)
    items += _ask_me(composer, part, fold, width - style.SIDE - (figure.width + CLEAR if figure else 0.0))
    if figure:
        corner = width - style.SIDE - figure.width, 2 * fold - CLEAR - figure.height
        items += figure.items(*corner, composer.theme.accent)
    turned = Page(width, fold, tuple(far.place(style.SIDE, (fold - far.height) / 2)))
    return [*items, Placement(0.0, 0.0, turned, 180)]


def _name(composer: Composer, name: str, role: Role, measure: float) -> TextBlock:
    """Return a name in the largest size in which it takes one line, or two lines if it is at most 36 pt."""
    for size, leading in SIZES:
        face = style.display(size, leading)
        block = composer.set.balanced(name, face, measure, role)
        most = MOST_LINES if size <= TWO_LINES else 1
        if len(block.lines) <= most and not composer.set.is_too_wide(name, face, measure):
            return block
    raise longest_too_tall(composer, "card-too-long", [LongText("names", leading)], "name tent", leading)


def _ask_me(composer: Composer, part: Role, fold: float, right: float) -> list[Item]:
    """Return a label with a line to write on up to ``right``, at the foot of the near side."""
    label = composer.set.line(composer.words("name_tents.ask_me"), style.GUEST, composer.role("P", part))
    blank = labeled_blank(label, right - style.SIDE - labeled_width(label, 0.0))
    return blank.place(style.SIDE, 2 * fold - CLEAR - label.height)


def _half_page(paper: Paper) -> Stock:
    """Return a stock of two halves of a page, one below the other."""
    width, height = paper.width, paper.height / A_PAGE
    return default_stock(paper.name)._replace(
        left=0.0,
        top=0.0,
        width=width,
        height=height,
        pitch_across=width,
        pitch_down=height,
        columns=1,
        rows=A_PAGE,
    )


def _on_sheets(composer: Composer, composed: Document) -> Document:
    cards = [Card(page, page) for page in composed.pages]
    pages, sides = sheet_pages(cards, _half_page(composer.paper), composer.paper, NONE)
    return composed._replace(pages=pages, sides=sides)


def _copies(plan: KitPlan) -> int:
    """Return the number of copies: one if every guest has a tent in the file, as with names."""
    return 1 if plan.copies.names else -(-plan.copies.guests // A_PAGE)


SHEET = Sheet(
    "name-tents",
    order=8,
    compose=Whole(compose),
    copies=_copies,
    stock=lambda plan: _half_page(plan.paper),
    impose=_on_sheets,
    about="a card with a name for each place",
)
