"""The fit of a deck: one type size for its questions, the largest at which three quarters of them fit."""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.core.characters import Phrase
from hostkit.core.errors import Position
from hostkit.sheets import style
from hostkit.sheets.cards.card_layout import CardLayout, FitStep
from hostkit.sheets.parts.composer import Composer, too_tall, too_wide
from hostkit.typesetting.columns import stack
from hostkit.typesetting.display_list import Item, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import TextBlock

LARGEST_LINES = 4
"""The largest size of a large card is for decks whose questions all stand within four lines."""
CARD = "question card"
TALL_ENOUGH = 190.0
"""Small cards from this height on (67 mm) have room for larger probes."""


_FLOOR = ((Style("text", 11, 14, style.BLACK), 5.0), (Style("text", 11, 13, style.BLACK), 4.0))
_LARGE = (
    (style.GUEST, 10.0),
    (Style("text", 12, 16, style.BLACK), 10.0),
    (Style("text", 11, 14, style.BLACK), 10.0),
)
_MIDDLE = ((style.GUEST, 6.0), (Style("text", 12, 16, style.BLACK), 6.0))


def deck_step(composer: Composer, frame: CardLayout, texts: Sequence[str]) -> FitStep:
    """Return how the deck's questions are set: the largest step at which three quarters of them fit.

    At the largest size of a large card all of them must stand within four lines.
    """
    steps = frame.steps
    return next((step for step in steps if _suits(composer, frame, texts, step)), steps[-1])


def _suits(composer: Composer, frame: CardLayout, texts: Sequence[str], step: FitStep) -> bool:
    fitting = [text for text in texts if _fits(composer, frame.at_step(step), text, step)]
    if frame.large and step == frame.steps[0]:
        lines = [composer.set.count_lines(text, step.style, frame.measure(step.margin)) for text in texts]
        return len(fitting) == len(texts) and max(lines) <= LARGEST_LINES
    return 4 * len(fitting) >= 3 * len(texts)


def _fits(composer: Composer, frame: CardLayout, text: str, step: FitStep) -> bool:
    measure = frame.measure(step.margin)
    if composer.set.breaks_words(text, step.style, measure):
        return False
    height = composer.set.count_lines(text, step.style, measure) * step.style.lead
    return frame.text_top(step.style, step.margin) + height <= step.bottom + 0.01


def step_for(composer: Composer, frame: CardLayout, text: str, deck: FitStep) -> FitStep:
    """Return how one text is set: as the deck; a longer one steps down alone, to the floor at last.

    On large cards smaller sizes come next and the foot's air last; on small ones the foot goes first.
    """
    smaller = [step for step in frame.steps if step.style.size < deck.style.size]
    last = [step for step in frame.last_steps if step.style.size <= deck.style.size]
    order = [deck, *smaller, *last] if frame.large else [deck, *last]
    found = next((step for step in order if _fits(composer, frame, text, step)), order[-1])
    # Where the smaller size has made room for the foot again, it stays.
    with_foot = (step for step in frame.steps if step.style == found.style and step.margin == found.margin)
    return next((step for step in with_foot if _fits(composer, frame, text, step)), found)


def set_question(
    composer: Composer, frame: CardLayout, text: str, at: Position, step: FitStep, role: Role
) -> TextBlock:
    """Set a question. Raises FitError when it does not fit even at the floor."""
    measure = frame.measure(step.margin)
    if composer.set.breaks_words(text, step.style, measure):
        raise too_wide(composer, at, CARD, step.style)
    block = composer.set.balanced(text, step.style, measure, role)
    check_room(composer, at, block, frame.text_top(step.style, step.margin), step.bottom)
    return block


def set_lines(
    composer: Composer,
    frame: CardLayout,
    phrases: Sequence[Phrase],
    parent: Role,
    bottom: float | None = None,
) -> tuple[list[Item], bool]:
    """Place short texts below each other, at the largest style that holds them; tell whether the foot may stay.

    They end above ``bottom`` where it is given, else above the foot, or on small cards in its place.
    Raises FitError when they do not fit even at the floor.
    """
    around = composer.role("L", parent)
    bodies = [composer.list_item(around)[1] for _ in phrases]
    over, face = 0.0, style.BODY
    for face, gap, end, foot in _line_steps(frame, bottom):
        measure = frame.measure(frame.margin)
        block = stack(
            [
                composer.set.narrow(phrase.text, face, measure, body)
                for phrase, body in zip(phrases, bodies, strict=True)
            ],
            gap,
        )
        top = frame.text_top(face, frame.margin)
        over = top + block.height - end
        if over <= 0.01:
            return block.place(frame.text_x(frame.margin), top), foot
    raise too_tall(composer, "card-too-long", phrases[-1].at, CARD, over, face.lead)


def _line_steps(frame: CardLayout, bottom: float | None) -> list[tuple[Style, float, float, bool]]:
    end = frame.foot_top - frame.above_foot if bottom is None else bottom
    if frame.large:
        return [(face, gap, end, True) for face, gap in _LARGE]
    styles = (*(_MIDDLE if frame.height >= TALL_ENOUGH else ()), *_FLOOR)
    steps = [(face, gap, end, True) for face, gap in styles]
    if bottom is None:
        steps += [(face, gap, frame.height - frame.margin, False) for face, gap in _FLOOR]
    return steps


def check_room(composer: Composer, at: Position, block: TextBlock, top: float, bottom: float) -> None:
    """Raise FitError when a block that begins at ``top`` ends below ``bottom``."""
    over = top + block.height - bottom
    if over > 0.01:
        raise too_tall(composer, "card-too-long", at, CARD, over, block.style.lead)
