"""Composes the questions of the host sheet: number and time on the left, question and probes on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.core.values import mm
from hostkit.guides.guide import Question
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.host.forms import QuestionSizes
from hostkit.sheets.host.run import RunOfShowRow, round_row
from hostkit.sheets.parts.head import FlushRight, MarkedText, flush_right, run_on
from hostkit.typesetting.display_list import Item
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Drawn, Stack, StackItem, TextBlock, beside, stack

DASH_INDENT = 10 / 12
ABOVE_PROBES = 4.0
BETWEEN_RUN_ON = mm(3)
"""The design's measures: the indent of a probe in ems, the gap above probes, and the gap between probes on a line."""


class QuestionRow(NamedTuple):
    """One question of the host sheet, measured.

    ``number`` and ``under_number`` are in the narrow column and ``words`` in the wide one. ``first`` is the style of
    the question, and ``opens`` the head of the round that begins with it, ``below_head`` points above the question.
    ``above`` is the space above the row in points, in addition to the gap between questions. ``continues`` tells
    whether it belongs to the round of the row before it.
    """

    number: TextBlock
    under_number: tuple[Block, ...]
    words: Stack
    first: Style
    opens: RunOfShowRow | None
    above: float
    below_head: float
    continues: bool

    @property
    def height(self) -> float:
        """The height in points of the round's head and the taller of the two columns."""
        left = sum((block.height for block in self.under_number), self.first.leading + ABOVE_PROBES)
        return self._head + max(self.words.height, left if self.under_number else 0.0)

    @property
    def _head(self) -> float:
        return self.opens.height + self.below_head if self.opens else 0.0

    def place(self, x: float, y: float) -> list[Item]:
        """Return the row with its top left corner at (x, y); number and question have the same first baseline."""
        items = self.opens.place(x, y) if self.opens else []
        y += self._head
        items += self.number.place(x, y + self.first.baseline - self.number.style.baseline)
        below = y + self.first.leading + ABOVE_PROBES
        for block in self.under_number:
            items += block.place(x, below)
            below += block.height
        return [*items, *self.words.place(x + style.NARROW, y)]


def heading(composer: SheetComposer, measure: float) -> Block:
    """Return the heading of the questions, with their time flush right on its last baseline."""
    title_role, face = composer.role("H2"), style.display(28, 32)
    index = next(k for k, segment in enumerate(composer.guide.run_of_show) if segment.kind == "questions")
    text = composer.words.segment_title(composer.guide, composer.guide.run_of_show[index])

    def title_beside(c: Composer, right: FlushRight) -> TextBlock:
        return c.set.balanced(text, face, measure - right.width - mm(6), title_role)

    time = composer.guarded_slot(
        lambda c: flush_right(c.set.line(_time_range(c, index), style.QUIET_BODY, c.role("P"))),
        title_beside,
    )
    title = time.guarded
    drop = title.height - face.leading + face.baseline - style.QUIET_BODY.baseline

    def draw(x: float, y: float) -> list[Item]:
        return [*title.place(x, y), *time.place(x + measure, y + drop)]

    return Drawn(title.height, draw)


def _time_range(composer: DetailComposer, index: int) -> str:
    """Return the span of a segment in times of day, or since the start of the evening if that is unknown."""
    details, times = composer.details, composer.times
    begins, ends = details.segment_begins(index), details.segment_ends(index)
    if details.start is None:
        return composer.words("time.range", start=times.elapsed(begins), end=times.elapsed(ends))
    return times.span(details.start + begins, details.start + ends)


class Around(NamedTuple):
    """The parts of a question's row that do not depend on sizes: its round's head and texts under its number."""

    opens: RunOfShowRow | None
    under_number: tuple[Block, ...]


def around_questions(composer: SheetComposer, measure: float) -> tuple[Around, ...]:
    """Return the round's head and the texts under the number of each question; ``measure`` is the wide column's."""
    guide = composer.guide
    opens = {each.first: round_row(composer, index, measure) for index, each in enumerate(guide.rounds)}
    return tuple(Around(opens.get(each.number), _under_number(composer, each)) for each in guide.questions)


def question_rows(
    composer: Composer, sizes: QuestionSizes, around: Sequence[Around], measure: float
) -> tuple[QuestionRow, ...]:
    """Return all questions set in the same sizes. ``measure`` is that of the wide column, in points."""
    questions = composer.guide.questions
    return tuple(
        _row(composer, question, sizes, beside, measure)
        for question, beside in zip(questions, around, strict=True)
    )


def _row(
    composer: Composer, question: Question, sizes: QuestionSizes, around: Around, measure: float
) -> QuestionRow:
    first = style.display(sizes.size, sizes.leading)
    number_style = style.number(sizes.number, sizes.leading, composer.theme.accent)
    number = composer.set.line(str(question.number), number_style, composer.role("P"))
    opened, gaps = composer.guide.round_of(question), sizes.rounds
    level = composer.role("H4" if opened else "H3")
    asked = composer.set.balanced(composer.plain(question.ask), first, measure, level)
    parts = [StackItem(asked)]
    if question.probes:
        texts = [probe.text for probe in question.probes]
        probes = probes_block(composer, texts, measure, sizes.probe, may_run_on=sizes.run_on)
        parts.append(StackItem(probes, ABOVE_PROBES))
    if question.note:
        note = composer.set.narrow(
            composer.emphasized(question.note, style.DONE), style.DONE, measure, composer.role("P")
        )
        parts.append(StackItem(note, 0 if question.probes else ABOVE_PROBES))
    continues = bool(opened and not around.opens)
    return QuestionRow(
        number,
        around.under_number,
        Stack(tuple(parts)),
        first,
        around.opens,
        gaps.above if around.opens else gaps.within if continues else 0.0,
        gaps.below,
        continues,
    )


def _under_number(composer: SheetComposer, question: Question) -> tuple[Block, ...]:
    """Return the time of a question, unless its round lets guests choose, and the note that it may be skipped."""
    opened = composer.guide.round_of(question)
    under: list[Block] = []
    if opened is None or opened.choose in (None, "all"):
        place = question.number - 1
        under.append(composer.slot(lambda c: c.set.line(_begins(c, place), style.TIME_FIGURES, c.role("P"))))
    if question.skip_if_late:
        words = composer.words("host_sheet.skip_if_late")
        face = style.SKIP._replace(color=composer.theme.accent)
        under.append(composer.set.narrow(words, face, style.NARROW - mm(2), composer.role("P")))
    return tuple(under)


def _begins(composer: DetailComposer, index: int) -> str:
    """Return the time of day when a question begins, or the time since the start if that is unknown."""
    start, minutes = composer.details.start, composer.details.question_begins(index)
    return composer.times.elapsed(minutes) if start is None else composer.times.figures(start + minutes)


def probes_block(
    composer: Composer, probes: Sequence[str], measure: float, face: Style, *, may_run_on: bool
) -> Block:
    """Return the probes one below the other, or run on if that is permitted and saves a line."""
    around, indent = composer.role("L"), DASH_INDENT * face.size
    listed, marked = [], []
    for text in probes:
        label, body = composer.list_item(around)
        dash = composer.set.line("–", face, label)
        words = composer.set.narrow(text, face, measure - indent, body)
        listed.append(beside(dash, words, indent))
        marked.append(MarkedText(text, body, dash.place))
    block = stack(listed)
    if not may_run_on:
        return block
    together = run_on(marked, face, composer.set.language, measure, indent, BETWEEN_RUN_ON)
    return together if together.height < block.height else block
