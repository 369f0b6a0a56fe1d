"""The fit of a deck: one type size for its questions, the largest at which three quarters of them fit."""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.ground.errors import FitError
from hostkit.ground.phrase import Phrase
from hostkit.layout.column import stack
from hostkit.layout.display_list import Item, Role
from hostkit.layout.text import Style
from hostkit.layout.typeset import TextBlock
from hostkit.sheets import style
from hostkit.sheets.cards.frame import MARGIN, QUESTION_TOP, Frame
from hostkit.sheets.parts.composer import Composer
from hostkit.sheets.parts.refusal import refusal, too_tall

SIZES = ((28, 34), (24, 30), (21, 26), (18, 23), (16, 20), (14, 18))
LARGEST_LINES = 4
"""The largest size is for decks whose questions all stand within four lines."""
PROBE_STYLES = (style.GUEST, Style("text", 12, 16, style.BLACK), Style("text", 11, 14, style.BLACK))
BETWEEN_PROBES = 10.0
CARD = "question card"


def question_styles(composer: Composer, frame: Frame, texts: Sequence[str]) -> tuple[Style, ...]:
    """Return the style of each question: the deck's size, and for a longer one the next smaller that holds it.

    The size is the largest at which three quarters of the questions end above the deck's line; at the largest size
    all of them must stand within four lines.
    """
    styles = [style.display(size, lead) for size, lead in SIZES]
    deck = next((face for face in styles if _suits(composer, frame, texts, face)), styles[-1])
    return tuple(style_for(composer, frame, text, deck) for text in texts)


def _suits(composer: Composer, frame: Frame, texts: Sequence[str], face: Style) -> bool:
    if face.size == SIZES[0][0]:
        return all(
            _fits(composer, frame, text, face) and _lines(composer, frame, text, face) <= LARGEST_LINES
            for text in texts
        )
    return 4 * sum(_fits(composer, frame, text, face) for text in texts) >= 3 * len(texts)


def _lines(composer: Composer, frame: Frame, text: str, face: Style) -> int:
    return composer.set.count_lines(text, face, frame.measure)


def _fits(composer: Composer, frame: Frame, text: str, face: Style) -> bool:
    if composer.set.breaks_words(text, face, frame.measure):
        return False
    return QUESTION_TOP + _lines(composer, frame, text, face) * face.lead <= frame.hero_bottom


def style_for(composer: Composer, frame: Frame, text: str, deck: Style) -> Style:
    """Return the largest style, from the deck's downwards, at which the text ends above the deck's line."""
    styles = [style.display(size, lead) for size, lead in SIZES if size <= deck.size]
    return next((face for face in styles if _fits(composer, frame, text, face)), styles[-1])


def set_question(composer: Composer, frame: Frame, phrase: Phrase, face: Style, role: Role) -> TextBlock:
    """Set a question; at the floor size it may run on to the foot. Raises FitError when even that is too little."""
    text = composer.plan.plain(phrase)
    if composer.set.breaks_words(text, face, frame.measure):
        raise too_wide(composer, phrase, face)
    block = composer.set.balanced(text, face, frame.measure, role)
    check_room(composer, phrase, block, QUESTION_TOP, frame.foot_top)
    return block


def set_lines(
    composer: Composer, frame: Frame, phrases: Sequence[Phrase], parent: Role, bottom: float
) -> list[Item]:
    """Place short texts below each other from the question's top: at 14 pt, to 11 where they need it, all alike.

    Raises FitError when they end below ``bottom`` even so.
    """
    around = composer.role("L", parent)
    bodies = [composer.list_item(around)[1] for _ in phrases]
    for face in PROBE_STYLES:
        block = stack(
            [
                composer.set.narrow(phrase.text, face, frame.measure, body)
                for phrase, body in zip(phrases, bodies, strict=True)
            ],
            BETWEEN_PROBES,
        )
        over = QUESTION_TOP + block.height - bottom
        if over <= 0:
            return block.place(MARGIN, QUESTION_TOP)
    raise too_tall(composer, phrases[-1].at, CARD, over, face.lead)


def check_room(composer: Composer, phrase: Phrase, block: TextBlock, top: float, bottom: float) -> None:
    """Raise FitError when a block that begins at ``top`` ends below ``bottom``."""
    over = top + block.height - bottom
    if over > 0.01:
        raise too_tall(composer, phrase.at, CARD, over, block.style.lead)


def too_wide(composer: Composer, phrase: Phrase, face: Style) -> FitError:
    """Return the refusal of a text with a word wider than the card at its floor size."""
    return refusal(composer, phrase.at, CARD, f"a word is wider than the card at {face.size:.0f} pt")
