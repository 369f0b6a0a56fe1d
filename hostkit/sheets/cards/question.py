"""Composes the card of a question with its probes, and the card with lines for a guest's own question.

All questions of a deck have the largest type size at which three quarters of them fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from hostkit.core.characters import Phrase
from hostkit.core.errors import Position
from hostkit.guides.guide import Question
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import TALL_ENOUGH, CardLayout, TypeFit, footer, number, series_footer
from hostkit.sheets.composer import Composer
from hostkit.sheets.parts.head import holds_words, writing_lines
from hostkit.sheets.refusal import too_tall, too_wide
from hostkit.stocks.imposition import NONE, Card
from hostkit.typesetting.display_list import Item, Page, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import TextBlock, stack

ABOVE_FOOTER = 14.0
"""In points. Chosen by eye: handwriting on the last line must not touch the footer."""


def question_card(composer: Composer, layout: CardLayout, question: Question, deck: TypeFit) -> Card:
    """Return both sides of a question's card; without duplex the back is empty.

    ``deck`` is the type fit of the whole deck. A question that does not fit in it gets a smaller one.
    """
    front = _front(composer, layout, question, deck)
    if composer.options.duplex == NONE:
        # The back is not printed, and the probes are on the host sheet, so they need not fit the card.
        return Card(front, Page(layout.width, layout.height, ()))
    return Card(front, _back(composer, layout, question))


def _front(composer: Composer, layout: CardLayout, question: Question, deck: TypeFit) -> Page:
    front = composer.role("Sect")
    text = composer.plain(question.ask)
    fit = fit_for(composer, layout, text, deck)
    block = set_question(composer, layout, text, question.ask.at, fit, composer.role("H2", front))
    items = [
        *number(composer, layout, str(question.number), composer.role("P", front), fit.margin),
        *block.place(layout.text_x(fit.margin), layout.text_top(fit.style, fit.margin)),
    ]
    if fit.footer:
        guide = composer.guide
        opened = guide.round_of(question)
        items += series_footer(composer, layout, guide.title.text, opened.title.text if opened else "")
    return Page(layout.width, layout.height, tuple(items))


def _back(composer: Composer, layout: CardLayout, question: Question) -> Page:
    back = composer.role("Sect")
    items: list[Item] = number(
        composer, layout, str(question.number), composer.role("P", back), layout.margin
    )
    if question.probes:
        lines, has_footer = set_lines(composer, layout, question.probes, back)
        items += lines
        if has_footer:
            items += footer(composer, layout, composer.words("card.take_one"))
    return Page(layout.width, layout.height, tuple(items))


def spare_card(composer: Composer, layout: CardLayout) -> Card:
    """Return a card with a label, lines to write on down to the footer, and an empty back."""
    x, measure = layout.text_x(layout.margin), layout.measure(layout.margin)
    role = composer.role("P", composer.role("Sect"))
    label = composer.set.narrow(composer.words("card.own_question"), style.LABEL, measure, role)
    top = layout.number_baseline(layout.margin) - style.LABEL.baseline
    start = top + label.height
    count = int((layout.footer_top - ABOVE_FOOTER - start) // style.WRITING_LEADING)
    items: list[Item] = [
        *label.place(x, top),
        *writing_lines(measure, count).place(x, start),
        *series_footer(composer, layout, composer.guide.title.text),
    ]
    return Card(Page(layout.width, layout.height, tuple(items)), Page(layout.width, layout.height, ()))


LARGEST_LINES = 4
"""The design's rule: the largest size of a large card is used only if no question takes more lines than this."""

CARD = "question card"
# Styles of probes and agreements with the gaps between them in points. 14/18 with 10 on large cards and 11/14 on small
# ones are the design's; the others are chosen by eye, so that slightly longer texts fit.
_FLOOR = ((Style("text", 11, 14, style.BLACK), 5.0), (Style("text", 11, 13, style.BLACK), 4.0))
_LARGE = (
    (style.GUEST, 10.0),
    (Style("text", 12, 16, style.BLACK), 10.0),
    (Style("text", 11, 14, style.BLACK), 10.0),
)
_MIDDLE = ((style.GUEST, 6.0), (Style("text", 12, 16, style.BLACK), 6.0))


def deck_fit(composer: Composer, layout: CardLayout, texts: Sequence[str], below: float = inf) -> TypeFit:
    """Return the largest fit smaller than ``below`` points in which three quarters of the deck's questions fit.

    The largest size of a large card is used only if all questions fit and none takes more than four lines.
    """
    fits = [fit for fit in layout.fits if fit.style.size < below] or layout.fits[-1:]
    return next((fit for fit in fits if _suits(composer, layout, texts, fit)), fits[-1])


def _suits(composer: Composer, layout: CardLayout, texts: Sequence[str], fit: TypeFit) -> bool:
    fitting = [text for text in texts if _holds(composer, layout.at_fit(fit), text, fit)]
    if layout.large and fit == layout.fits[0]:
        lines = [composer.set.count_lines(text, fit.style, layout.measure(fit.margin)) for text in texts]
        return len(fitting) == len(texts) and max(lines) <= LARGEST_LINES
    return 4 * len(fitting) >= 3 * len(texts)


def _holds(composer: Composer, layout: CardLayout, text: str, fit: TypeFit) -> bool:
    measure = layout.measure(fit.margin)
    if not holds_words(composer, text, fit.style, layout.last_fits[-1].style, measure):
        return False
    height = composer.set.count_lines(text, fit.style, measure) * fit.style.leading
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
) -> tuple[list[Item], bool]:
    """Return short texts as items, one below the other in the largest style that fits, and whether a footer fits.

    They end above ``bottom`` if it is given, or else above the footer, or on small cards in its place. Raises FitError
    when they do not fit even in the smallest style.
    """
    around = composer.role("L", parent)
    bodies = [composer.list_item(around)[1] for _ in phrases]
    over, face = 0.0, style.BODY
    for face, gap, end, has_footer in _line_fits(layout, bottom):
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


def _line_fits(layout: CardLayout, bottom: float | None) -> list[tuple[Style, float, float, bool]]:
    end = layout.footer_top - layout.above_footer if bottom is None else bottom
    if layout.large:
        return [(face, gap, end, True) for face, gap in _LARGE]
    styles = (*(_MIDDLE if layout.height >= TALL_ENOUGH else ()), *_FLOOR)
    fits = [(face, gap, end, True) for face, gap in styles]
    if bottom is None:
        fits += [(face, gap, layout.height - layout.margin, False) for face, gap in _FLOOR]
    return fits


def check_room(composer: Composer, at: Position, block: TextBlock, top: float, bottom: float) -> None:
    """Raise FitError when a block that begins at ``top`` would end below ``bottom``."""
    over = top + block.height - bottom
    if over > 0.01:
        raise too_tall(composer, "card-too-long", at, CARD, over, block.style.leading)
