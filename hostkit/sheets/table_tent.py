"""Composes the table tent: topic one way, agreements the other way up, and a flap to glue, on one page in landscape."""

from __future__ import annotations

from hostkit.core.characters import Phrase
from hostkit.core.errors import FitError
from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer
from hostkit.sheets.parts.folds import fold_line
from hostkit.sheets.parts.head import set_topic, theme_figure, voice
from hostkit.sheets.refusal import LongText, longest_too_tall, too_wide
from hostkit.sheets.sheet import SIMPLEX, Sheet, Whole, document, on_its_side
from hostkit.typesetting.display_list import ARTIFACT, Document, Item, Page, Placement
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Stack, StackItem

NAME = "table tent"
PANELS = 3

CLEAR = mm(10)
"""The design's distance of words and figure from folds."""

TOPICS = ((56, 60), (40, 44), (28, 32))
"""Sizes and leadings of the topic for each number of lines; the design's smallest is 28 pt."""

SERIES = Style("text", 14, 18, style.BLACK)
BELOW_SERIES, ABOVE_TAKE = 4.0, 12.0
"""Chosen by eye."""

MOST_AGREEMENTS = 3
"""The design's number: those beyond it are on the cards."""

VOICES = ((24, 31, 10), (20, 27, 10), (16, 22, 8), (14, 18, 6), (12, 16, 4))
"""Sizes and leadings of the agreements with the gaps between them, from the scale of the second voice."""

FIGURE_WIDTH, BESIDE_FIGURE = mm(70), mm(15)
"""The box of the figure and the gap beside it. Chosen by eye: the words have the larger half."""


def compose(composer: DetailComposer) -> Document:
    """Return the tent as a page in landscape, which ``impose`` turns. Raises FitError for texts that do not fit."""
    width, height = composer.paper.height, composer.paper.width
    panel = height / PANELS
    topic = _topic(composer, width, panel)
    items = topic.place(style.SIDE, panel + (panel - topic.height) / 2)
    items.append(Placement(0.0, 0.0, Page(width, panel, tuple(_other_side(composer, width, panel))), 180))
    items += _flap(composer, width, panel, 2 * panel)
    items += [fold_line(style.SIDE, fold, width - style.SIDE, fold) for fold in (panel, 2 * panel)]
    return document(composer, "table_tent", (Page(width, height, tuple(items)),), duplex=SIMPLEX)


def _topic(composer: DetailComposer, width: float, panel: float) -> Stack:
    """Return series, topic and what to do, or without the last where there is no room for it."""
    guide, words, measure, room = composer.guide, composer.words, width - 2 * style.SIDE, panel - 2 * CLEAR
    series = (
        [composer.set.narrow(guide.series.text, SERIES, measure, composer.role("P"))] if guide.series else []
    )
    topic = set_topic(composer, measure, TOPICS, composer.role("H1"))
    if composer.set.is_too_wide(guide.title.text, topic.style, measure):
        raise too_wide(composer, guide.title.at, NAME, topic.style)
    parts = [*(StackItem(block) for block in series), StackItem(topic, BELOW_SERIES)]
    questions = words.heading("segment.questions", len(guide.questions))
    said = words("table_tent.take", questions=questions)
    take = composer.set.narrow(said, style.QUIET_BODY, measure, composer.role("P"))
    whole = Stack((*parts, StackItem(take, ABOVE_TAKE)))
    if whole.height <= room:
        return whole
    if Stack(tuple(parts)).height <= room:
        return Stack(tuple(parts))
    texts = [LongText(text, topic.style.leading) for text in (guide.title, guide.series) if text]
    raise longest_too_tall(composer, "sheet-too-long", texts, NAME, Stack(tuple(parts)).height - room)


def _other_side(composer: DetailComposer, width: float, panel: float) -> list[Item]:
    """Return the first agreements and the figure at their right, in the middle of the panel's height."""
    room = panel - 2 * CLEAR
    figure = theme_figure(composer, FIGURE_WIDTH, room)
    measure = width - 2 * style.SIDE - (figure.width + BESIDE_FIGURE if figure else 0.0)
    words = _agreements(composer, measure, room)
    items = words.place(style.SIDE, CLEAR + (room - words.height) / 2)
    if figure:
        corner = width - style.SIDE - figure.width, CLEAR + (room - figure.height) / 2
        items += figure.items(*corner, composer.theme.accent)
    return items


def _chosen(composer: Composer) -> tuple[Phrase, ...]:
    """Return the agreements that the guide names for the tent, or else its first ones."""
    return composer.guide.tent_agreements or composer.agreements[:MOST_AGREEMENTS]


def _agreements(composer: Composer, measure: float, room: float) -> Stack:
    texts, outer = _chosen(composer), composer.role("L")
    bodies = [composer.role("LBody", composer.role("LI", outer)) for _ in texts]
    for size, leading, gap in VOICES:
        face = voice(composer, size, leading)
        blocks = [
            composer.set.narrow(text.text, face, measure, body)
            for text, body in zip(texts, bodies, strict=True)
        ]
        whole = Stack(tuple([StackItem(block, gap) for block in blocks]))
        if whole.height <= room:
            return whole
    raise _too_long(composer, whole.height - room)


def _too_long(composer: Composer, over: float) -> FitError:
    texts = [LongText(text, VOICES[-1][1]) for text in _chosen(composer)]
    return longest_too_tall(composer, "sheet-too-long", texts, NAME, over)


def _flap(composer: Composer, width: float, panel: float, top: float) -> list[Item]:
    """Return what to do with the flap, small and in its middle: it is hidden when the tent stands."""
    block = composer.set.line(composer.words("table_tent.glue"), style.FOOTER, ARTIFACT)
    return block.place((width - block.width) / 2, top + (panel - block.height) / 2)


SHEET = Sheet(
    "table-tent",
    order=7,
    compose=Whole(compose),
    copies=lambda plan: 1,
    impose=on_its_side,
    about="topic and agreements, to fold and put up on the table",
)
