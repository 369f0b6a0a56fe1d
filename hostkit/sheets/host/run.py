"""Composes the run of show: a row for each segment with its time, what is said and what is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hostkit.core.values import mm
from hostkit.guides.guide import Round
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.host.facts import (
    BETWEEN_PARAGRAPHS,
    HostParagraph,
    goodbye,
    paragraphs,
    said_or_done,
    segment_texts,
)
from hostkit.sheets.parts.head import FlushRight, blank_line, flush_right
from hostkit.typesetting.display_list import Color, Fill, Item, Role
from hostkit.typesetting.typeset import Block, Drawn, TextBlock, clock_time

BLANK_TIME = mm(15.5)
THIN, THICK = 1.0, 3.0
"""The design's measures: the blank for a clock time, the weight of the spine, and that of its bar beside speech."""


class RunOfShowRow(NamedTuple):
    """A row of the run of show, measured: a segment, a round or the end of the evening."""

    time: Block
    title: TextBlock
    length: Block | None
    """The text at the right end of the title's line, placed by its top right corner."""
    paragraphs: tuple[HostParagraph, ...]
    measure: float
    accent: Color

    @property
    def height(self) -> float:
        """The height in points from the top of the title's line box to the end of the last paragraph."""
        words = self.paragraphs[-1].bottom if self.paragraphs else self.title.height
        return max(words, self.time.height)

    def place(self, x: float, y: float) -> list[Item]:
        """Return the row with its top left corner at (x, y); the wide column begins 25 mm to the right."""
        left = x + style.NARROW
        items = [*self.time.place(x, y), *self.title.place(left, y)]
        if self.length:
            drop = style.SEGMENT.baseline - style.QUIET_BODY.baseline
            items += self.length.place(left + self.measure, y + drop)
        for paragraph in self.paragraphs:
            items += paragraph.block.place(left, y + paragraph.top)
        return [*items, *self._bars(left - style.SPINE_LEFT, y)]

    def _bars(self, x: float, y: float) -> list[Item]:
        bars: list[Item] = []
        for top, bottom in _joined([(p.top, p.bottom) for p in self.paragraphs if p.said]):
            height = bottom - top - 3
            bars.append(Fill(x - THICK / 2, y + top + 2, THICK, height, self.accent))
        return bars


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the stretches, each from top to bottom, with those joined that are only a paragraph's gap apart."""
    joined: list[tuple[float, float]] = []
    for top, bottom in stretches:
        if joined and top - joined[-1][1] <= BETWEEN_PARAGRAPHS:
            joined[-1] = (joined[-1][0], bottom)
        else:
            joined.append((top, bottom))
    return joined


def rows(composer: SheetComposer, measure: float, leading: float) -> tuple[RunOfShowRow, ...]:
    """Return a row for each segment and one for the end.

    ``measure`` is that of the wide column and ``leading`` that of cues, both in points.
    """
    segments = [
        _segment_row(composer, index, measure, leading) for index in range(len(composer.guide.run_of_show))
    ]
    return (*segments, _end_row(composer, measure))


def _end_row(composer: SheetComposer, measure: float) -> RunOfShowRow:
    """Return the row for the end of the evening, with the words of goodbye.

    If the start is unknown, it has the total length at the right.
    """
    if composer.shape.knows("start"):
        time: Block = composer.slot(lambda c: _time(c, c.details.length))
    else:
        time = Drawn(style.TIME.leading, _blank_time)
    title = composer.set.line(composer.words("segment.end"), style.SEGMENT, composer.role("H2"))
    total = None
    if not composer.shape.knows("start"):
        total = composer.slot(_total)
    said = paragraphs(composer, [goodbye(composer)], measure, title.height)
    return RunOfShowRow(time, title, total, said, measure, composer.theme.accent)


def _total(composer: DetailComposer) -> Block:
    text = composer.words("minutes.in_all", minutes=composer.details.length)
    return flush_right(composer.set.line(text, style.QUIET_BODY, composer.role("P")))


def _segment_row(composer: SheetComposer, index: int, measure: float, leading: float) -> RunOfShowRow:
    segment = composer.guide.run_of_show[index]
    time = composer.slot(lambda c: _time(c, c.details.segment_begins(index)))
    title, length = _title_and_length(
        composer,
        composer.words.segment_title(composer.guide, segment),
        composer.role("H2"),
        lambda c: _length(c, index),
        measure,
    )
    texts = paragraphs(composer, segment_texts(composer, segment), measure, title.height, leading)
    return RunOfShowRow(time, title, length, texts, measure, composer.theme.accent)


def _title_and_length(
    composer: SheetComposer,
    text: str,
    role: Role,
    length: Callable[[DetailComposer], str],
    measure: float,
) -> tuple[TextBlock, Block]:
    """Return a title and the text at the right end of its line; the title is set in the room that is left."""

    def title_beside(c: Composer, right: FlushRight) -> TextBlock:
        return c.set.narrow(text, style.SEGMENT, measure - right.width - mm(4), role)

    right = composer.guarded_slot(
        lambda c: flush_right(c.set.line(length(c), style.QUIET_BODY, c.role("P"))), title_beside
    )
    return right.guarded, right


def _time(composer: DetailComposer, minutes: int) -> Block:
    """Return the time of day ``minutes`` after the start; if the start is unknown, a blank above the elapsed time."""
    start, role = composer.details.start, composer.role("P")
    if start is not None:
        return clock_time(composer.times.figures(start + minutes), style.TIME, role)
    elapsed = composer.set.line(composer.times.elapsed(minutes), style.TIME_FIGURES, role)

    def draw(x: float, y: float) -> list[Item]:
        return [*_blank_time(x, y), *elapsed.place(x, y + style.TIME.leading)]

    return Drawn(style.TIME.leading + elapsed.height, draw)


def _blank_time(x: float, y: float) -> list[Item]:
    """Return a line to write a time on, at the baseline that the time would have."""
    return [blank_line(x, x + BLANK_TIME, y + style.TIME.baseline)]


def round_row(composer: SheetComposer, index: int, measure: float) -> RunOfShowRow:
    """Return the head of a round as a row like that of a segment: time, title, rule, minutes and words to say."""
    opened = composer.guide.rounds[index]
    time = composer.slot(lambda c: _time(c, c.details.round_begins(index)))
    title, rule = _title_and_length(
        composer,
        opened.title.text,
        composer.role("H3"),
        lambda c: _rule(c, opened, c.details.round_minutes(index)),
        measure,
    )
    said: tuple[HostParagraph, ...] = ()
    if opened.read:
        said = (HostParagraph(said_or_done(composer, opened.read, style.SAID, measure), True, title.height),)
    return RunOfShowRow(time, title, rule, said, measure, composer.theme.accent)


def _rule(composer: Composer, opened: Round, minutes: int) -> str:
    words, choose = composer.words, opened.choose
    length = words("minutes.short", minutes=minutes)
    return words("minutes.joined", each=words(f"round.{choose}"), length=length) if choose else length


def _length(composer: DetailComposer, index: int) -> str:
    words, details, guide = composer.words, composer.details, composer.guide
    length = words("minutes.short", minutes=details.segment_minutes(index))
    if guide.run_of_show[index].kind == "questions" and not guide.rounds:
        return words(
            "minutes.joined", each=_share(composer, "question", details.question_seconds), length=length
        )
    seconds = details.seconds_each(index)
    if seconds is None:
        return length
    each = _share(composer, "guest", seconds)
    if details.guests_assumed:
        each = words("minutes.each_assumed", each=each, guests=details.guests)
    return words("minutes.joined", each=each, length=length)


def _share(composer: Composer, whose: str, seconds: int) -> str:
    """Return in words about how long each guest or each question has, as ``whose`` says."""
    words, minutes = composer.words, seconds // 60
    if minutes == 0:
        share = words("minutes.about_seconds", seconds=seconds)
    else:
        share = words(f"minutes.about_{'half' if seconds % 60 else 'minutes'}", minutes, minutes=minutes)
    return words(f"minutes.each_{whose}", share=share)


def spine(x: float, top: float, bottom: float, accent: Color) -> Fill:
    """Return the thin line of the spine from top to bottom, centered on x."""
    return Fill(x - THIN / 2, top, THIN, bottom - top, accent)
