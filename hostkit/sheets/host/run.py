"""The run of show: a spine of time with what is said, what is done, and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hostkit.core.units import mm
from hostkit.guides.guide import Segment
from hostkit.planning.clock import RoundSlot, ScheduledSegment
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets import style
from hostkit.sheets.host.host_paragraphs import BETWEEN_PARAGRAPHS, HostParagraph, paragraphs, said_or_done
from hostkit.sheets.parts.blanks import blank_line
from hostkit.sheets.parts.composer import Composer, Key
from hostkit.sheets.parts.head import flush_right, width_of
from hostkit.typesetting.columns import Block, Drawn
from hostkit.typesetting.display_list import Fill, Item, Role
from hostkit.typesetting.typeset import TextBlock, clock_time

GAPS = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0, 8.0)
"""Between segments; equal on the page; tried in turn."""
BLANK_TIME = mm(15.5)
THIN, THICK = 1.0, 3.0


class RunOfShowRow(NamedTuple):
    """A segment, or the end of the evening, measured."""

    time: Block
    title: TextBlock
    length: Block | None
    """Placed by its top right corner."""
    paragraphs: tuple[HostParagraph, ...]
    measure: float

    @property
    def height(self) -> float:
        """From the top of the title's line box to the end of the last paragraph, in points."""
        words = self.paragraphs[-1].bottom if self.paragraphs else self.title.height
        return max(words, self.time.height)

    def place(self, x: float, y: float) -> list[Item]:
        """Return the row with its narrow column at ``x``; the words stand 25 mm further right."""
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
            bars.append(Fill(x - THICK / 2, y + top + 2, THICK, height, style.ACCENT))
        return bars


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join stretches of speech with only a paragraph's gap between them: one bar."""
    joined: list[tuple[float, float]] = []
    for top, bottom in stretches:
        if joined and top - joined[-1][1] <= BETWEEN_PARAGRAPHS:
            joined[-1] = (joined[-1][0], bottom)
        else:
            joined.append((top, bottom))
    return joined


def rows(composer: Composer, measure: float) -> tuple[RunOfShowRow, ...]:
    """Return a row for each segment and one for the end; ``measure`` is that of the words."""
    segments = [_segment_row(composer, index, measure) for index in range(len(composer.plan.clock.slots))]
    return (*segments, _end_row(composer, measure))


def _end_row(composer: Composer, measure: float) -> RunOfShowRow:
    """Return the end of the evening; without a start its length stands at the right, not under the blank."""
    if composer.plan.clock.start is not None:
        time: Block = _time_slot(composer, lambda plan: plan.clock.length)
    else:
        time = Drawn(style.TIME.leading, _blank_time)
    title = composer.set.line(composer.words("segment.end"), style.SEGMENT, composer.role("H2"))
    total = None
    if composer.plan.clock.start is None:
        total = composer.slot(_end_key, _total)
    return RunOfShowRow(time, title, total, (), measure)


def _end_key(plan: KitPlan) -> tuple[object, ...]:
    return plan.clock.start, plan.clock.length


def _total(composer: Composer) -> Block:
    text = composer.words("minutes.in_all", minutes=composer.plan.clock.length)
    return flush_right(composer.set.line(text, style.QUIET_BODY, composer.role("P")))


def _segment_row(composer: Composer, index: int, measure: float) -> RunOfShowRow:
    segment = composer.plan.clock.slots[index].segment
    time = _time_slot(composer, lambda plan: plan.clock.slots[index].begins)
    title, length = _title_and_length(
        composer,
        segment_title(composer, segment),
        composer.role("H2"),
        lambda plan: (plan.clock.slots[index].minutes, plan.clock.slots[index].seconds_each),
        lambda c: _length(c, c.plan.clock.slots[index]),
        measure,
    )
    return RunOfShowRow(time, title, length, paragraphs(composer, segment, measure, title.height), measure)


def _title_and_length(
    composer: Composer,
    text: str,
    role: Role,
    key: Key,
    length: Callable[[Composer], str],
    measure: float,
) -> tuple[TextBlock, Block]:
    """Return a title in the room that the words at the right end of its line leave, and these words."""

    def title_beside(c: Composer, right: Block) -> TextBlock:
        return c.set.narrow(text, style.SEGMENT, measure - width_of(right) - mm(4), role)

    right = composer.slot(
        key,
        lambda c: flush_right(c.set.line(length(c), style.QUIET_BODY, c.role("P"))),
        guard=lambda c, block: title_beside(c, block).lines,
    )
    return title_beside(composer, right.block), right


def segment_title(composer: Composer, segment: Segment) -> str:
    """Return the guide's title of a segment, else the language's."""
    if segment.title:
        return segment.title.text
    if segment.kind == "questions":
        guide = composer.plan.guide
        counted = ("rounds", guide.rounds) if guide.rounds else ("questions", guide.questions)
        return composer.words.heading(f"segment.{counted[0]}", len(counted[1]))
    return composer.words(f"segment.{segment.kind}")


def _time_slot(composer: Composer, minutes: Callable[[KitPlan], int]) -> Block:
    """Return the time at ``minutes`` after the start, in a slot: it differs from event to event."""
    return composer.slot(lambda plan: (plan.clock.start, minutes(plan)), lambda c: _time(c, minutes(c.plan)))


def _time(composer: Composer, minutes: int) -> Block:
    plan, role = composer.plan, composer.role("P")
    if plan.clock.start is not None:
        return clock_time(plan.time(minutes), style.TIME, role)
    elapsed = composer.set.line(plan.elapsed(minutes), style.TIME_FIGURES, role)

    def draw(x: float, y: float) -> list[Item]:
        return [*_blank_time(x, y), *elapsed.place(x, y + style.TIME.leading)]

    return Drawn(style.TIME.leading + elapsed.height, draw)


def _blank_time(x: float, y: float) -> list[Item]:
    """Return the line to write a time on, on the baseline that the time would have."""
    return [blank_line(x, x + BLANK_TIME, y + style.TIME.baseline)]


def round_row(composer: Composer, index: int, measure: float) -> RunOfShowRow:
    """Return a round's head, which looks as a segment does: time, name, rule and minutes, words beside the bar."""
    its = composer.plan.clock.rounds[index].round
    time = _time_slot(composer, lambda plan: plan.clock.rounds[index].begins)
    title, rule = _title_and_length(
        composer,
        its.title.text,
        composer.role("H3"),
        lambda plan: plan.clock.rounds[index].minutes,
        lambda c: _rule(c, c.plan.clock.rounds[index]),
        measure,
    )
    said: tuple[HostParagraph, ...] = ()
    if its.read:
        said = (HostParagraph(said_or_done(composer, its.read, style.SAID, measure), True, title.height),)
    return RunOfShowRow(time, title, rule, said, measure)


def _rule(composer: Composer, slot: RoundSlot) -> str:
    words, choose = composer.words, slot.round.choose
    length = words("minutes.short", minutes=slot.minutes)
    return words("minutes.joined", each=words(f"round.{choose}"), length=length) if choose else length


def _length(composer: Composer, slot: ScheduledSegment) -> str:
    words = composer.words
    length = words("minutes.short", minutes=slot.minutes)
    if slot.segment.kind == "questions" and not composer.plan.clock.rounds:
        return words("minutes.joined", each=minutes_a_question(composer), length=length)
    if slot.seconds_each is None:
        return length
    return words("minutes.joined", each=_each(composer, slot.seconds_each), length=length)


def minutes_a_question(composer: Composer) -> str:
    """Say how long each question may take: exactly, or about, in whole minutes."""
    minutes, exact = composer.plan.clock.minutes_a_question
    if minutes == 0:
        return composer.words("minutes.question_under")
    return composer.words(f"minutes.question_{'exact' if exact else 'about'}", minutes, minutes=minutes)


def _each(composer: Composer, seconds: int) -> str:
    words, copies = composer.words, composer.plan.copies
    if seconds <= 120:
        each = words("minutes.each_seconds", seconds=seconds)
    elif seconds % 60 == 0:
        each = words("minutes.each_whole_minutes", minutes=seconds // 60)
    else:
        each = words("minutes.each_minutes", minutes=seconds // 60, seconds=seconds % 60)
    return words("minutes.each_assumed", each=each, guests=copies.guests) if copies.assumed else each


def spine(x: float, top: float, bottom: float) -> Fill:
    """Return the thin line of the spine, centred on x."""
    return Fill(x - THIN / 2, top, THIN, bottom - top, style.ACCENT)
