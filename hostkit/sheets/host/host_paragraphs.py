"""The words of a segment: what is said aloud and what is done, in the order in which the host needs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.core.characters import Phrase
from hostkit.core.inline_markup import has_placeholders
from hostkit.guides.guide import Segment
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, SheetComposer
from hostkit.typesetting.columns import Block
from hostkit.typesetting.shaping import Style

BETWEEN_PARAGRAPHS = 4.0
"""Below what is said; chosen by eye: the step of the leadings, 4 pt."""


class HostParagraph(NamedTuple):
    """Words of a segment: said aloud (upright, beside the bar) or done (italic); ``top`` below the row's top."""

    block: Block
    said: bool
    top: float

    @property
    def bottom(self) -> float:
        """The end of the paragraph below the row's top."""
        return self.top + self.block.height


def paragraphs(
    composer: SheetComposer, segment: Segment, measure: float, top: float
) -> tuple[HostParagraph, ...]:
    """Return the words of a segment below a title that is ``top`` high; ``measure`` is their width."""
    found: list[HostParagraph] = []
    for text, said in _texts(composer, segment):
        block = said_or_done(composer, text, style.SAID if said else style.DONE, measure)
        top += BETWEEN_PARAGRAPHS if found and found[-1].said else 0.0
        found.append(HostParagraph(block, said, top))
        top += block.height
    return tuple(found)


def said_or_done(composer: SheetComposer, text: Phrase | Aloud | str, face: Style, measure: float) -> Block:
    """Return a paragraph; one with placeholders depends on the event."""
    if isinstance(text, str):
        return composer.set.narrow(text, face, measure, composer.role("P"))
    phrase, is_emphasised = (text.phrase, False) if isinstance(text, Aloud) else (text, True)

    def build(c: Composer) -> Block:
        filled = c.emphasised(phrase, face) if is_emphasised else c.plain(phrase)
        return c.set.narrow(filled, face, measure, c.role("P"))

    if has_placeholders(phrase.text):
        return composer.slot(build)
    return build(composer)


class Aloud(NamedTuple):
    """A text in which asterisks are only asterisks: a question of the host."""

    phrase: Phrase


def _texts(composer: Composer, segment: Segment) -> Sequence[tuple[Phrase | Aloud | str, bool]]:
    """Return the texts of a segment in the order in which the host needs them, each said aloud or done."""
    texts: list[tuple[Phrase | Aloud | str, bool]] = []
    if segment.note:
        texts.append((segment.note, False))
    elif cue := _cue(composer, segment):
        texts.append((cue, False))
    if segment.read:
        texts.append((segment.read, True))
    if segment is definition_segment(composer) and composer.guide.definition:
        texts.append((composer.guide.definition.text, True))
    if segment.ask:
        texts.append((Aloud(segment.ask), True))
    elif segment.kind == "closing_round" and not segment.read:
        # What the closing card asks stands nowhere else.
        texts.append((composer.words("card.closing"), True))
    if segment.consent:
        texts.append((composer.words("said.consent"), True))
    return texts


def definition_segment(composer: Composer) -> Segment:
    """Return the segment in which the definition is said: the welcome, else the questions."""
    run = composer.guide.run_of_show
    welcome = next((segment for segment in run if segment.kind == "welcome"), None)
    return welcome or next(segment for segment in run if segment.kind == "questions")


def _cue(composer: Composer, segment: Segment) -> str:
    """Return the language's words for what the host does in a segment of this kind; what is said stands for itself."""
    words, kind = composer.words, segment.kind
    if segment.consent:
        return ""
    if kind != "questions":
        return words(f"cue.{kind}")
    name = "rounds" if composer.guide.rounds else "questions"
    return words(f"cue.{name}" if composer.two_sided else f"cue.{name}_next_page")
