"""Composes the facts of an evening, with blanks for unknown ones, and the paragraphs of the host sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.core.characters import Phrase, has_placeholders
from hostkit.core.values import mm
from hostkit.guides.guide import Segment
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.parts.head import labeled_blank, labeled_width
from hostkit.stocks.imposition import NONE
from hostkit.typesetting.display_list import Item
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Drawn, Stack, StackItem

CARDS, WORKSHEET = "question-cards", "reflection-worksheet"
"""The names of the sheets that the host hands round."""

BETWEEN = mm(6)
BLANK_WIDTHS = {"date": mm(46), "time": mm(34), "place": mm(58), "host_label": mm(46)}
"""The design's measures: 6 mm between facts, and blanks of 34 to 58 mm, depending on the fact."""


class Fact(NamedTuple):
    """One fact or its labeled blank; ``width`` is in points."""

    block: Block
    width: float
    is_blank: bool


def facts(composer: DetailComposer, measure: float) -> Stack:
    """Return the facts on as few lines as fit the measure, in points.

    These are one line, or date and time above place and host, or a line for each, with date and time together if they
    fit.
    """
    date, time, place, host = all_facts(composer, measure)
    for rows in (((date, time, place, host),), ((date, time), (place, host))):
        if all(_row_width(row) <= measure for row in rows):
            return _stack(rows)
    # On a line of its own, the host's text begins with a capital.
    host = _fact(composer, "host_label", _host_line(composer, capital=True), measure)
    return _stack(
        ((date, time), (place,), (host,))
        if _row_width((date, time)) <= measure
        else ((date,), (time,), (place,), (host,))
    )


def all_facts(composer: DetailComposer, measure: float) -> tuple[Fact, Fact, Fact, Fact]:
    """Return the facts in the order date, time, place, host."""
    details = composer.details
    start = details.start
    time = None if start is None else composer.times.span(start, start + details.length)
    return (
        _fact(composer, "date", details.date_alone, measure),
        _fact(composer, "time", time, measure),
        _fact(composer, "place", details.place, measure),
        _fact(composer, "host_label", _host_line(composer), measure),
    )


def _host_line(composer: DetailComposer, *, capital: bool = False) -> str | None:
    host = composer.details.host
    if host is None:
        return None
    text = composer.words("facts.host", host=host)
    return composer.words.capitalized(text) if capital else text


def _fact(composer: DetailComposer, name: str, text: str | None, measure: float) -> Fact:
    role = composer.role("P")
    if text is not None:
        block = composer.set.narrow(text, style.BODY, measure, role)
        return Fact(block, block.width, is_blank=False)
    label = composer.set.line(composer.words(f"facts.{name}"), style.QUIET_BODY, role)
    width = BLANK_WIDTHS[name]
    return Fact(labeled_blank(label, width), labeled_width(label, width), is_blank=True)


def _row_width(row: tuple[Fact, ...]) -> float:
    return sum(fact.width for fact in row) + BETWEEN * (len(row) - 1)


def _stack(rows: tuple[tuple[Fact, ...], ...]) -> Stack:
    # A row with a blank needs the height of handwriting above its line.
    gaps = [
        style.WRITING_LEADING - style.BODY.leading if any(fact.is_blank for fact in row) else 0.0
        for row in rows
    ]
    return Stack(tuple(StackItem(_row(row), gap) for row, gap in zip(rows, gaps, strict=True)))


def _row(row: tuple[Fact, ...]) -> Drawn:
    def draw(x: float, y: float) -> list[Item]:
        items: list[Item] = []
        for fact in row:
            items += fact.block.place(x, y)
            x += fact.width + BETWEEN
        return items

    return Drawn(max(fact.block.height for fact in row), draw)


BETWEEN_PARAGRAPHS = 4.0
"""The gap in points below a paragraph that is said aloud; chosen by eye."""


class HostParagraph(NamedTuple):
    """A paragraph of a segment: text said aloud (upright, beside the bar) or an action (italic).

    ``top`` is the distance below the top of the row in points.
    """

    block: Block
    said: bool
    top: float

    @property
    def bottom(self) -> float:
        """The distance from the top of the row to the end of the paragraph, in points."""
        return self.top + self.block.height


def paragraphs(
    composer: SheetComposer,
    texts: Sequence[HostText],
    measure: float,
    top: float,
    leading: float = style.DONE.leading,
) -> tuple[HostParagraph, ...]:
    """Return texts as paragraphs, ``measure`` wide. The first is ``top`` below the top of the row.

    ``leading`` is that of actions, in points.
    """
    found: list[HostParagraph] = []
    for text, said in texts:
        face = style.SAID if said else style.DONE._replace(leading=leading)
        block = said_or_done(composer, text, face, measure)
        # An action that is set closer than usual follows words said aloud without a gap.
        if found and found[-1].said and (said or leading == style.DONE.leading):
            top += BETWEEN_PARAGRAPHS
        found.append(HostParagraph(block, said, top))
        top += block.height
    return tuple(found)


def said_or_done(composer: SheetComposer, text: Phrase | Aloud | str, face: Style, measure: float) -> Block:
    """Return a paragraph; a text with placeholders is set in a slot."""
    if isinstance(text, str):
        return composer.set.narrow(text, face, measure, composer.role("P"))
    phrase, is_emphasized = (text.phrase, False) if isinstance(text, Aloud) else (text, True)

    def build(c: Composer) -> Block:
        filled = c.emphasized(phrase, face) if is_emphasized else c.plain(phrase)
        return c.set.narrow(filled, face, measure, c.role("P"))

    if has_placeholders(phrase.text):
        return composer.slot(build)
    return build(composer)


class Aloud(NamedTuple):
    """A question that the host asks, in which asterisks do not mark emphasis."""

    phrase: Phrase


class HostText(NamedTuple):
    """A text of the run of show: the author's or a fixed one, and whether it is said aloud."""

    text: Phrase | Aloud | str
    said: bool


def segment_texts(composer: Composer, segment: Segment) -> Sequence[HostText]:
    """Return the texts of a segment in the order in which the host needs them."""
    texts: list[HostText] = []
    if segment.note:
        texts.append(HostText(segment.note, False))
    elif cue := _cue(composer, segment):
        texts.append(HostText(cue, False))
    if segment.read:
        texts.append(HostText(segment.read, True))
    if segment is definition_segment(composer) and composer.guide.definition:
        texts.append(HostText(composer.guide.definition.text, True))
    if segment.ask:
        texts.append(HostText(Aloud(segment.ask), True))
    elif segment.kind == "closing_round" and not segment.read:
        # Without this the host sheet would not have the question of the closing card.
        texts.append(HostText(composer.words("card.closing"), True))
    if segment.consent:
        texts.append(HostText(composer.words("said.consent"), True))
    return [*texts, *([] if segment.note else _last_cues(composer, segment))]


def _last_cues(composer: Composer, segment: Segment) -> Sequence[HostText]:
    """Return what the host does after the words of a segment: the agreements after a welcome, or about a photo."""
    if segment.consent:
        return [HostText(composer.words("cue.consent"), False)]
    if segment.kind != "welcome" or not composer.guide.agreements:
        return []
    cue = HostText(composer.words(_agreements_cue(composer), tonight=composer.words("card.tonight")), False)
    if composer.makes(CARDS):
        return [cue]
    return [cue, *(HostText(agreement.text, True) for agreement in composer.guide.agreements)]


def _agreements_cue(composer: Composer) -> str:
    """Return the key of the fixed words that say where the agreements are read: usually on the title card's back."""
    if not composer.makes(CARDS):
        return "cue.agreements_no_cards"
    if composer.options.duplex == NONE:
        return "cue.agreements_one_sided"
    # Small cards have no room for the heading of the agreements.
    is_large = style.is_large_card(composer.stock.width, composer.stock.height)
    return "cue.agreements" if is_large else "cue.agreements_small"


def goodbye(composer: Composer) -> HostText:
    """Return the words of goodbye: the guide's own or those of its language."""
    end = composer.guide.end
    return HostText((end and end.read) or composer.words("said.goodbye"), True)


def definition_segment(composer: Composer) -> Segment:
    """Return the segment in which the definition is read: the welcome, or else the questions."""
    run = composer.guide.run_of_show
    welcome = next((segment for segment in run if segment.kind == "welcome"), None)
    return welcome or next(segment for segment in run if segment.kind == "questions")


def _cue(composer: Composer, segment: Segment) -> str:
    """Return the fixed words for what the host does in a segment, or an empty string if its texts suffice."""
    if segment.consent:
        return ""
    is_in_rounds = segment.kind == "questions" and composer.guide.rounds
    name = "rounds" if is_in_rounds else segment.kind
    needed = WORKSHEET if name == "written_reaction" else CARDS
    without = f"cue.{name}_without"
    is_without = composer.words.has(without) and not composer.makes(needed)
    return composer.words(without if is_without else f"cue.{name}")
