"""Composes the questions of the host sheet: number and time on the left, question and probes on the right.

At the end are the forms of the whole sheet, from the roomiest to the tightest, which differ in sizes and gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hostkit.core.values import mm
from hostkit.guides.guide import Question
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.host.run import RunOfShowRow, round_row
from hostkit.sheets.parts.head import FlushRight, flush_right, probes_block
from hostkit.typesetting.display_list import Item
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Drawn, Stack, StackItem, TextBlock

ABOVE_PROBES = 4.0
"""The gap above probes in points, as in the design."""


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


class RoundGaps(NamedTuple):
    """The gaps of rounds in points.

    ``above`` a round and ``within`` it are added to the gap between questions; ``below`` is the gap below its head.
    """

    above: float
    below: float
    within: float = 0.0


class QuestionSizes(NamedTuple):
    """How the questions of a sheet are set.

    ``size`` and ``leading`` are those of questions and ``number`` the size of their numbers, in points; ``probe`` is
    the style of probes, and ``run_on`` tells whether these are run on.
    """

    size: float
    leading: float
    number: float
    probe: Style
    run_on: bool
    rounds: RoundGaps

    @property
    def above_page(self) -> float:
        """By how many points the figures of a number are taller than the line of the question that they stand on."""
        return max(0.0, 0.7 * self.number - style.display(self.size, self.leading).baseline)


class Form(NamedTuple):
    """How the parts of a host sheet are set; all lengths are in points.

    ``gap`` is the gap between questions, and ``run_gaps`` are those between segments, of which the first that fits is
    used. With ``shares_page`` the run of show may continue on the page of the questions. ``leading`` is that of helps
    and tips, ``cue_leading`` that of cues. ``most_tips`` is the number of tips, if it is limited; the print plan has
    the others.
    """

    sizes: QuestionSizes
    gap: float
    run_gaps: tuple[float, ...]
    shares_page: bool
    leading: float
    cue_leading: float
    most_tips: int | None


RUN_GAPS = tuple(map(float, range(28, 2, -2)))
"""The gaps between segments from the largest, as in the design."""

LOOSEST_BROKEN_GAP = 16.0
"""The largest gap in a run of show on several pages; chosen by eye, so that it reads as one run."""

_LARGE = QuestionSizes(21, 24, 21, style.SAID, False, RoundGaps(above=8, below=20))
_MIDDLE = QuestionSizes(16, 20, 28, style.GUEST, False, RoundGaps(above=8, below=12))
_PLAIN = _MIDDLE._replace(number=21, probe=style.BODY)
_RUN_ON = _PLAIN._replace(run_on=True)
_CLOSE_ROUNDS = _RUN_ON._replace(rounds=RoundGaps(above=4, below=8, within=-6))
_SMALL = _CLOSE_ROUNDS._replace(size=14, leading=17, number=28)
"""Gaps of rounds are 8 pt above them as in the design; the others are chosen by eye. A number is as large as the
heading where probes or questions have 14 pt, so that the sheet has at most six sizes."""

_LARGER = (
    *((_LARGE, 32.0, 16.0), (_LARGE, 24.0, 16.0), (_LARGE, 20.0, 12.0), (_LARGE, 16.0, 12.0)),
    *((_MIDDLE, 24.0, 14.0), (_MIDDLE, 20.0, 12.0), (_MIDDLE, 16.0, 10.0), (_MIDDLE, 12.0, 8.0)),
)
_HANGING = ((_PLAIN, 24.0, 14.0), (_PLAIN, 20.0, 12.0), (_PLAIN, 16.0, 10.0), (_PLAIN, 12.0, 8.0))
_RUNNING_ON = ((_RUN_ON, 18.0, 10.0), (_RUN_ON, 14.0, 8.0), (_CLOSE_ROUNDS, 14.0, 4.0))
"""Sizes and gaps of questions, and the least gap between the segments of a run of show that shares their page."""

TIGHT_LEADING, FEWEST_TIPS = 14.0, 2
"""The leading of helps, tips and cues, and the number of tips, where there is little room; those of the design."""


def _forms(
    questions: Sequence[tuple[QuestionSizes, float, float]],
    leading: float = style.BODY.leading,
    cues: float = style.BODY.leading,
    most_tips: int | None = None,
    *,
    shares_page: bool = False,
) -> Iterator[Form]:
    for sizes, gap, least in questions:
        gaps = [each for each in RUN_GAPS if not shares_page or least <= each <= LOOSEST_BROKEN_GAP]
        yield Form(sizes, gap, tuple(gaps), shares_page, leading, cues, most_tips)


def _forms_of_two_pages(cues: float) -> Iterator[Form]:
    """Yield the forms in which the run of show has a page of its own, with cues of this leading in points."""
    for hanging in (_LARGER, _HANGING):
        yield from _forms(hanging, cues=cues)
        yield from _forms(hanging[-1:], TIGHT_LEADING, cues)
    yield from _forms(_RUNNING_ON, cues=cues)


_TIGHT = TIGHT_LEADING, TIGHT_LEADING
FORMS = (
    *_forms_of_two_pages(style.BODY.leading),
    *_forms((*_LARGER, *_HANGING, *_RUNNING_ON), shares_page=True),
    *_forms_of_two_pages(TIGHT_LEADING),
    *(
        form
        for most_tips in (None, FEWEST_TIPS)
        for shares_page in (False, True)
        for form in _forms(_RUNNING_ON, *_TIGHT, most_tips, shares_page=shares_page)
    ),
)
"""The forms for two pages or more. Gaps are reduced first, then helps and tips have less leading if that keeps probes
at 14 pt, or at 12 pt one below the other. Then probes run on, then the run of show shares the page of the questions,
then helps, tips and cues have less leading, and at last only two tips are on the sheet."""

MOST_PAGES = 4
SMALL_FORMS = (
    *_forms([(_SMALL, 14.0, 4.0)], *_TIGHT, shares_page=True),
    *_forms([(_SMALL, 10.0, 4.0)], *_TIGHT, FEWEST_TIPS, shares_page=True),
)
"""The forms for a guide that takes more than MOST_PAGES pages in all others; chosen by eye."""
