"""Composes the invitation: a two-sided card in landscape for each guest, four on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.core.errors import FitError
from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer
from hostkit.sheets.invitation_back import invitation_back
from hostkit.sheets.invitation_files import calendar_warnings, facts_in_words, host_line, invitation_files
from hostkit.sheets.parts.head import accent_rule, blank_row, set_topic, theme_figure, voice
from hostkit.sheets.parts.logo_place import logo_on_cover, logo_width
from hostkit.sheets.refusal import LongText, longest_too_tall, too_wide
from hostkit.sheets.sheet import (
    SIMPLEX,
    Sheet,
    Whole,
    document,
    equal_cards,
    mode_of,
    on_plain_sheets,
    plain_stock,
    sheets_for,
)
from hostkit.stocks.imposition import FOLD
from hostkit.typesetting.display_list import Document, Item, Page, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Stack, StackItem, TextBlock

NAME = "invitation"

BLANK_SHARES = {1: (1.0,), 2: (0.62, 0.38)}
"""The shares of a line for its blanks, by their number. Chosen by eye: a date is longer than a time."""

FACTS_WIDTH = mm(72)
"""The measure of the facts beside the figure. Chosen by eye: a date with its weekday takes one line at 16 pt."""

BESIDE_FIGURE, ABOVE_FIGURE = mm(8), mm(6)
"""The gaps between the figure and the words at its left and above it: the second as on the title card."""

MOST_FIGURE, LEAST_FIGURE = (mm(58), mm(44)), (mm(24), mm(12))
"""The largest and the smallest figure, width and height. The heights are those of title cards. The widths are chosen by
eye: the figure takes half of the measure at most, and a narrower one is no picture."""


BELOW_SERIES, ABOVE_TOPIC, BELOW_RULE, ABOVE_PLACE, BELOW_BLANK = 6.0, 4.0, 12.0, 2.0, 6.0
"""Gaps in points, chosen by eye: the line that invites is near the topic."""


BELOW_LOGO = 4.0
"""The least gap between the logo and the topic in points. Chosen by eye."""


class FrontFit(NamedTuple):
    """How a front is set, with lengths in points.

    ``topics`` are the sizes and leadings to try for the topic, as for ``set_topic``; ``invited`` is the size and the
    leading of the line that invites, ``when`` that of date and time, ``leading`` that of texts at 12 pt, and ``gap``
    the least gap between the upper and the lower half. With ``figure``, a figure takes what is left at the right.
    """

    margin: float
    topics: Sequence[tuple[float, float]]
    invited: tuple[float, float]
    when: tuple[float, float]
    leading: float
    gap: float
    figure: bool = False


LARGE = ((36, 40), (36, 40), (28, 32), (21, 24), (16, 20))
SMALL, SMALLEST = ((28, 32), (21, 24), (21, 24), (16, 20)), ((21, 24), (16, 20))
"""Sizes and leadings of the topic, the design's 36 pt first, then those of the topic's type scale."""

FITS = (
    FrontFit(mm(12), LARGE, (16, 22), (14, 18), 16, 18, figure=True),
    FrontFit(mm(12), LARGE, (16, 22), (16, 20), 16, 12),
    FrontFit(mm(12), SMALL, (16, 20), (16, 20), 16, 10),
    FrontFit(mm(10), SMALLEST, (14, 18), (14, 18), 14, 8),
    FrontFit(mm(8), SMALLEST, (12, 14), (12, 14), 14, 6),
)
"""The fits in the order in which they are tried, from the most open to the tightest: first the figure goes, then the
topic, the leadings and the margin are reduced. The margins and gaps are chosen by eye."""


class FrontTexts(NamedTuple):
    """The composer, the fit, the measure in points and the parent role with which the texts of a front are set."""

    composer: DetailComposer
    fit: FrontFit
    measure: float
    role: Role

    def set(self, text: str, face: Style, measure: float) -> TextBlock:
        """Return a paragraph."""
        return self.composer.set.narrow(text, face, measure, self.composer.role("P", self.role))

    @property
    def quiet(self) -> Style:
        """The style of the series and of labels."""
        return style.QUIET_BODY._replace(leading=self.fit.leading)


def compose(composer: DetailComposer) -> Document:
    """Return the fronts and backs of one sheet's equal cards at trim size. Raises FitError for a text too long."""
    return document(composer, NAME, equal_cards(composer, mode_of(composer.options), _card), duplex=SIMPLEX)


def _card(composer: DetailComposer, level: int) -> tuple[Page, Page]:
    # In landscape: imposition turns it into the cell.
    width, height = composer.stock.height, composer.stock.width
    front = _front(composer, level, composer.role("Sect"), width, height)
    back = invitation_back(composer, level + 1, composer.role("Sect"), width, height)
    return front, Page(width, height, tuple(back))


def _front(composer: DetailComposer, level: int, card: Role, width: float, height: float) -> Page:
    """Return a front in the first fit in which everything fits. Raises FitError if there is none."""
    for fit in FITS:
        texts, room = FrontTexts(composer, fit, width - 2 * fit.margin, card), height - 2 * fit.margin
        above = _above_topic(texts)
        topic = set_topic(composer, texts.measure, fit.topics, composer.role(f"H{level}", card))
        top = Stack((*above, StackItem(topic, ABOVE_TOPIC)))
        facts = _facts(texts, min(FACTS_WIDTH, texts.measure) if fit.figure else texts.measure)
        over = top.height + fit.gap + facts.height - room
        is_wide = composer.set.is_too_wide(composer.guide.title.text, topic.style, texts.measure)
        if over > 0.01 or is_wide:
            continue
        room_for_logo = sum(part.gap + part.block.height for part in above) - BELOW_LOGO
        items = logo_on_cover(composer, width - fit.margin, card, top=fit.margin, room=room_for_logo)
        items += top.place(fit.margin, fit.margin)
        items += facts.place(fit.margin, fit.margin + room - facts.height)
        if fit.figure:
            left = _width(facts) + BESIDE_FIGURE
            box = texts.measure - left, room - top.height - ABOVE_FIGURE
            items += _figure(composer, *box, width - fit.margin, height - fit.margin)
        return Page(width, height, tuple(items))
    raise _refused(composer, over, topic.style if is_wide else None)


def _refused(composer: DetailComposer, over: float, wide: Style | None) -> FitError:
    guide = composer.guide
    if wide:
        return too_wide(composer, guide.title.at, NAME, wide)
    texts = [
        LongText(text, FITS[-1].leading) for text in (guide.title, guide.series, "place", "host") if text
    ]
    return longest_too_tall(composer, "card-too-long", texts, NAME, over)


def _above_topic(texts: FrontTexts) -> list[StackItem]:
    """Return the series and the line that invites."""
    composer, series = texts.composer, texts.composer.guide.series
    invited = voice(composer, *texts.fit.invited)
    measure = texts.measure - logo_width(composer)
    parts = [StackItem(texts.set(series.text, texts.quiet, measure))] if series else []
    return [
        *parts,
        *(StackItem(texts.set(line, invited, measure), BELOW_SERIES) for line in host_line(composer)),
    ]


def _facts(texts: FrontTexts, measure: float) -> Stack:
    """Return the short rule, date, time and place, with lines to write on for what is not known."""
    facts = facts_in_words(texts.composer)
    rows: list[tuple[str, ...]] = [("date",), ("time",), ("place",)]
    if facts["date"] is None and facts["time"] is None:
        rows[:2] = [("date", "time")]
    parts = [StackItem(accent_rule(style.CARD_RULE_WIDTH, texts.composer.theme.accent))]
    for names in rows:
        is_place, text = names == ("place",), facts[names[0]]
        if text:
            face = (
                style.BODY._replace(leading=texts.fit.leading) if is_place else style.display(*texts.fit.when)
            )
            below_blank = not isinstance(parts[-1].block, TextBlock)
            gap = BELOW_RULE if len(parts) == 1 else BELOW_BLANK if below_blank else ABOVE_PLACE * is_place
            parts.append(StackItem(texts.set(text, face, measure), gap))
        else:
            labels = [
                texts.set(texts.composer.words(f"facts.{name}"), texts.quiet, measure) for name in names
            ]
            # The height of handwriting above the line.
            above = style.WRITING_LEADING - texts.fit.leading
            parts.append(StackItem(blank_row(labels, measure, BLANK_SHARES[len(names)]), above))
    return Stack(tuple(parts))


def _width(facts: Stack) -> float:
    """Return the width of the facts in points, which is their measure if something is to be written on a line."""
    blocks = [part.block for part in facts.parts[1:]]
    return max([block.width if isinstance(block, TextBlock) else FACTS_WIDTH for block in blocks])


def _figure(composer: Composer, width: float, height: float, right: float, bottom: float) -> list[Item]:
    """Return the figure in what is left of a front, at its lower right corner, or nothing where it is too small."""
    width, height = min(width, MOST_FIGURE[0]), min(height, MOST_FIGURE[1])
    has_room = width >= LEAST_FIGURE[0] and height >= LEAST_FIGURE[1]
    figure = theme_figure(composer, width, height) if has_room else None
    return figure.items(right - figure.width, bottom - figure.height, composer.theme.accent) if figure else []


SHEET = Sheet(
    NAME,
    order=4,
    compose=Whole(compose),
    copies=lambda plan: sheets_for(plan, plan.copies.guests, mode_of(plan.options)),
    about="what guests get before the evening",
    extras=invitation_files,
    warnings=calendar_warnings,
    stock=plain_stock,
    folded=lambda plan: mode_of(plan.options) == FOLD,
    impose=lambda composer, composed: on_plain_sheets(composer, composed, mode_of(composer.options)),
)
