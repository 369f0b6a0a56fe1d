"""Composes the card of a question with its probes.

All questions of a deck have the largest type size at which three quarters of them fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from hostkit.core.characters import Phrase
from hostkit.core.errors import Position
from hostkit.core.values import mm
from hostkit.guides.guide import Question
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import (
    ABOVE_FIGURE,
    FIGURE_HEIGHT,
    TALL_ENOUGH,
    CardLayout,
    TypeFit,
    footer,
    number,
    series_footer,
)
from hostkit.sheets.composer import Composer
from hostkit.sheets.parts.head import holds_words, theme_figure, voice
from hostkit.sheets.refusal import too_tall, too_wide
from hostkit.stocks.imposition import NONE, Card
from hostkit.typesetting.display_list import Item, Page, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import TextBlock, stack


def question_card(composer: Composer, layout: CardLayout, question: Question, deck: TypeFit) -> Card:
    """Return both sides of a question's card; without duplex the back is empty.

    ``deck`` is the type fit of the whole deck. A question that does not fit in it gets a smaller one.
    """
    front = _front(composer, layout, question, deck)
    if composer.options.duplex == NONE:
        # The back is not printed, and the probes are on the host sheet, so they need not fit the card.
        return Card(front, Page(layout.width, layout.height, ()))
    return Card(front, _back(composer, layout, question, deck))


def _front(composer: Composer, layout: CardLayout, question: Question, deck: TypeFit) -> Page:
    front = composer.role("Sect")
    guide, text = composer.guide, composer.plain(question.ask)
    fit = fit_for(composer, layout, text, deck)
    block = set_question(composer, layout, text, question.ask.at, fit, composer.role("H2", front))
    opened, named = guide.round_of(question), list[Item]()
    items = number(composer, layout, str(question.number), composer.role("P", front), fit.margin)
    if opened:
        named = _round_name(composer, layout, opened.title.text, composer.role("P", front))
    top = layout.text_top(fit.style, fit.margin)
    items += [
        *named,
        *block.place(layout.text_x(fit.margin), top),
        *figure(composer, layout, top + block.height, guide.place_of(question)),
    ]
    if fit.footer:
        in_foot = opened.title.text if opened and not named else ""
        items += series_footer(composer, layout, guide.title.text, in_foot)
    return Page(layout.width, layout.height, tuple(items))


ROUND_FROM_NUMBER = mm(14)
"""The distance of a round's name from the margin. Chosen by eye: clear of a number of two digits."""


def _round_name(composer: Composer, layout: CardLayout, title: str, role: Role) -> list[Item]:
    """Return the name of a round beside the number of a large card, or nothing if it takes more than two lines."""
    measure = layout.measure(layout.margin) - ROUND_FROM_NUMBER
    block = composer.set.narrow(title, style.GUEST_LABEL, measure, role)
    if not layout.large or len(block.lines) > 2:
        return []
    top = layout.number_baseline(layout.margin) - block.style.baseline
    return block.place(layout.margin + ROUND_FROM_NUMBER, top)


def has_room_for_figure(words_end: float, bottom: float) -> bool:
    """Tell whether a figure that ends at ``bottom`` is clear of words that end at ``words_end``."""
    return words_end <= bottom - FIGURE_HEIGHT - ABOVE_FIGURE


def with_figures(composer: Composer, layout: CardLayout, texts: Sequence[str], deck: TypeFit) -> CardLayout:
    """Return the layout, on small cards without figures unless each of these questions leaves room for one.

    A deck in which some of the cards count would look as if it had a mistake.
    """
    if layout.large:
        return layout
    fits = [(fit_for(composer, layout, text, deck), text) for text in texts]
    ends = [
        layout.text_top(fit.style, fit.margin)
        + composer.set.count_lines(text, fit.style, layout.measure(fit.margin)) * fit.style.leading
        for fit, text in fits
    ]
    return layout._replace(figures=has_room_for_figure(max(ends), layout.figure_bottom))


def figure(
    composer: Composer,
    layout: CardLayout,
    words_end: float,
    shown: int | None = None,
    bottom: float | None = None,
) -> list[Item]:
    """Return the figure of a card, or nothing if there is no room below the words, which end at ``words_end``.

    It ends at ``bottom``, or where the figures of the deck's questions do.
    """
    bottom = layout.figure_bottom if bottom is None else bottom
    if not (layout.figures and has_room_for_figure(words_end, bottom)):
        return []
    found = theme_figure(composer, layout.measure(layout.margin), FIGURE_HEIGHT)
    if found is None:
        return []
    x, y = layout.text_x(layout.margin), bottom - found.height
    return found.items(x, y, composer.theme.accent, shown)


def _back(composer: Composer, layout: CardLayout, question: Question, deck: TypeFit) -> Page:
    if not question.probes:
        # A lone number would look as if something was missing.
        alone = figure(composer, layout, 0.0, composer.guide.place_of(question))
        return Page(layout.width, layout.height, tuple(alone))
    back = composer.role("Sect")
    items: list[Item] = number(
        composer, layout, str(question.number), composer.role("P", back), layout.margin
    )
    # The probes of a deck in small type are no larger than its questions.
    lines, has_footer = set_lines(composer, layout, question.probes, back, largest=deck.style.size)
    items += lines
    if has_footer:
        items += footer(composer, layout, composer.words("card.take_one"))
    return Page(layout.width, layout.height, tuple(items))


MOST_LINES = {36: 4, 32: 4}
"""The design's rule: in these sizes a question of a large card takes at most so many lines."""

CARD = "question card"
# Styles of probes and agreements with the gaps between them in points: on large cards the design's 20/27 to 14/18 in
# the second voice, then Atkinson at its floors. 11/14 on small cards is the design's too; the gaps, 18/24 and 16/21 and
# the other styles are chosen by eye, so that slightly longer texts fit.
_FLOOR = ((Style("text", 11, 14, style.BLACK), 5.0), (Style("text", 11, 13, style.BLACK), 4.0))
_VOICES = (((20, 27), 12.0), ((18, 24), 12.0), ((16, 21), 10.0), ((14, 18), 10.0))
_LARGE = ((Style("text", 12, 16, style.BLACK), 10.0), (Style("text", 11, 14, style.BLACK), 10.0))
_MIDDLE = (Style("text", 12, 16, style.BLACK), 6.0)


def deck_fit(composer: Composer, layout: CardLayout, texts: Sequence[str], below: float = inf) -> TypeFit:
    """Return the largest fit smaller than ``below`` points in which three quarters of the deck's questions fit."""
    fits = [fit for fit in layout.fits if fit.style.size < below] or layout.fits[-1:]
    return next((fit for fit in fits if _suits(composer, layout, texts, fit)), fits[-1])


def _suits(composer: Composer, layout: CardLayout, texts: Sequence[str], fit: TypeFit) -> bool:
    fitting = [text for text in texts if _holds(composer, layout.at_fit(fit), text, fit)]
    return 4 * len(fitting) >= 3 * len(texts)


def _holds(composer: Composer, layout: CardLayout, text: str, fit: TypeFit) -> bool:
    measure = layout.measure(fit.margin)
    if not holds_words(composer, text, fit.style, layout.last_fits[-1].style, measure):
        return False
    lines = composer.set.count_lines(text, fit.style, measure)
    height = lines * fit.style.leading
    if layout.large and lines > MOST_LINES.get(int(fit.style.size), lines):
        return False
    return layout.text_top(fit.style, fit.margin) + height <= fit.bottom + 0.01


def fit_for(composer: Composer, layout: CardLayout, text: str, deck: TypeFit) -> TypeFit:
    """Return the fit for one text: that of the deck, or for a longer text the first smaller one in which it fits.

    On large cards smaller sizes are tried before the gap above the footer is given up; on small cards the footer is
    given up first. If nothing fits, the last fit is returned.
    """
    smaller = [fit for fit in layout.fits if fit.style.size < deck.style.size]
    last = [fit for fit in layout.last_fits if fit.style.size <= deck.style.size]
    order = [deck, *smaller, *last] if layout.large else [deck, *last]
    found = next((fit for fit in order if _holds(composer, layout, text, fit)), order[-1])
    # If the smaller size leaves room for the footer, it is kept.
    with_footer = (fit for fit in layout.fits if fit.style == found.style and fit.margin == found.margin)
    return next((fit for fit in with_footer if _holds(composer, layout, text, fit)), found)


def set_question(
    composer: Composer, layout: CardLayout, text: str, at: Position, fit: TypeFit, role: Role
) -> TextBlock:
    """Return a question as a text block. Raises FitError when it does not fit in this fit."""
    measure = layout.measure(fit.margin)
    if composer.set.is_too_wide(text, fit.style, measure):
        raise too_wide(composer, at, CARD, fit.style)
    block = composer.set.balanced(text, fit.style, measure, role)
    check_room(composer, at, block, layout.text_top(fit.style, fit.margin), fit.bottom)
    return block


def set_lines(
    composer: Composer,
    layout: CardLayout,
    phrases: Sequence[Phrase],
    parent: Role,
    bottom: float | None = None,
    largest: float = float("inf"),
) -> tuple[list[Item], bool]:
    """Return short texts as items, one below the other in the largest style that fits, and whether a footer fits.

    No style is larger than ``largest`` points. The texts end above ``bottom`` if it is given, or else above the footer,
    or on small cards in its place. Raises FitError when they do not fit even in the smallest style.
    """
    around = composer.role("L", parent)
    bodies = [composer.list_item(around)[1] for _ in phrases]
    over, face = 0.0, style.BODY
    for face, gap, end, has_footer in _line_fits(composer, layout, bottom, largest):
        measure = layout.measure(layout.margin)
        block = stack(
            [
                composer.set.narrow(phrase.text, face, measure, body)
                for phrase, body in zip(phrases, bodies, strict=True)
            ],
            gap,
        )
        top = layout.text_top(face, layout.margin)
        over = top + block.height - end
        if over <= 0.01:
            return block.place(layout.text_x(layout.margin), top), has_footer
    raise too_tall(composer, "card-too-long", phrases[-1].at, CARD, over, face.leading)


def _line_fits(
    composer: Composer, layout: CardLayout, bottom: float | None, largest: float
) -> list[tuple[Style, float, float, bool]]:
    end = layout.footer_top - layout.above_footer if bottom is None else bottom
    if layout.large:
        voices = [(voice(composer, *size), gap) for size, gap in _VOICES if size[0] <= largest]
        return [(face, gap, end, True) for face, gap in (*voices, *_LARGE)]
    middle = ((voice(composer, 14, 18), 6.0), _MIDDLE)
    styles = (*(middle if layout.height >= TALL_ENOUGH else ()), *_FLOOR)
    fits = [(face, gap, end, True) for face, gap in styles]
    if bottom is None:
        fits += [(face, gap, layout.height - layout.margin, False) for face, gap in _FLOOR]
    return fits


def check_room(composer: Composer, at: Position, block: TextBlock, top: float, bottom: float) -> None:
    """Raise FitError when a block that begins at ``top`` would end below ``bottom``."""
    over = top + block.height - bottom
    if over > 0.01:
        raise too_tall(composer, "card-too-long", at, CARD, over, block.style.leading)
