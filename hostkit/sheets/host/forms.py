"""Defines the forms of the host sheet, from the roomiest to the tightest, which differ in sizes and gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hostkit.sheets import style
from hostkit.typesetting.shaping import Style


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
